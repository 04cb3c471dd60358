"""The prompts of a session, one of them marked as the one the group is at."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from facilitator.capture_bookmark import prompt_print
from ui.capture.here_rows import ROOT
from ui.shell.window_acts import act
from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.grown_list import GrownList, GrownRow, Index

IS_MARKED = Qt.ItemDataRole.UserRole
NONE_MARKED = -1


class Prompts(QAbstractListModel):
    """The prompts in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.prompts: tuple[str, ...] = ()
        self.marked = NONE_MARKED
        self.mark_print = ""
        """What the marked prompt is known by, also where it is not shown yet."""

    def go_on(self, mark_print: str) -> None:
        """Show no prompts until those of another group come, of which one was marked."""
        self.mark_print = mark_print
        self._show(())

    def show_prompts(self, prompts: tuple[str, ...]) -> None:
        """Show these; the mark stays with its words."""
        if prompts != self.prompts:
            self._show(prompts)

    def _show(self, prompts: tuple[str, ...]) -> None:
        prints = [prompt_print(words) for words in prompts]
        self.beginResetModel()
        self.prompts = prompts
        self.marked = prints.index(self.mark_print) if self.mark_print in prints else NONE_MARKED
        self.endResetModel()

    def mark(self, row: int) -> None:
        """Mark one prompt, or none where it was marked already."""
        self.marked = NONE_MARKED if row == self.marked else row
        self.mark_print = prompt_print(self.prompts[row]) if self.marked == row else ""
        self.dataChanged.emit(self.index(0), self.index(len(self.prompts) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.prompts)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a prompt, whether it is marked, or the sentence for a screen reader."""
        if not index.isValid():
            return None
        is_marked = index.row() == self.marked
        if role == Qt.ItemDataRole.DisplayRole:
            return self.prompts[index.row()]
        if role == IS_MARKED:
            return is_marked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.prompts[index.row()]
            return _("{prompt} – the group is here").format(prompt=words) if is_marked else words
        return None


class PromptRow(GrownRow):
    """Paints a prompt behind a bullet; the marked one is bold behind an arrow."""

    def height(self, index: Index, width: int) -> int:
        """Return the height of the words."""
        return self._flow(index, width).height + self.theme.px(6)

    def _flow(self, index: Index, width: int) -> Flow:
        font = self.theme.font(14, is_bold=bool(index.data(IS_MARKED)))
        return Flow(index.data(), font, width - self.theme.px(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        box, px = self.box(option), self.theme.px
        flow = self._flow(index, int(box.width()))
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("ink"))
        flow.draw(painter, box.left() + px(22), box.top() + px(3))
        middle = QPointF(box.left() + px(11), box.top() + px(3) + flow.step / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        if index.data(IS_MARKED):
            painter.setBrush(self.theme.colour("accent"))
            side = px(5)
            points = [QPointF(-side / 2, -side), QPointF(side / 2 + 1, 0), QPointF(-side / 2, side)]
            painter.drawPolygon(QPolygonF([middle + point for point in points]))
        else:
            painter.setBrush(self.theme.colour("ink"))
            painter.drawEllipse(middle, px(2.5), px(2.5))
        painter.restore()
        if self.is_current(option):
            self.ring(painter, box)


class PromptList(GrownList):
    """The prompts; Enter, Space or a click mark the one the group is at."""

    marked = Signal(int)
    """The place of the prompt that is marked now, -1 for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "prompts", parent)
        self.setAccessibleName(_("Prompts"))
        self.setAccessibleDescription(_("Space marks the one the group is at"))
        self.prompts = Prompts(self)
        self.setItemDelegate(PromptRow(theme, self))
        self.setModel(self.prompts)
        self.clicked.connect(self._on_clicked)
        for name, key in (("mark prompt", "Space"), ("mark this prompt", "Return")):
            act(self, name, _("Mark where the group is"), key, self._on_mark)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._mark(index.row())

    @Slot()
    def _on_mark(self) -> None:
        if self.currentIndex().isValid():
            self._mark(self.currentIndex().row())

    def _mark(self, row: int) -> None:
        self.prompts.mark(row)
        self.marked.emit(self.prompts.marked)

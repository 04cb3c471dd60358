"""Which group one takes notes for: all there are, today's first, and above them a way that needs none."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.announcing import announce
from ui.capture.group_choices import CHOICE, GroupChoice, GroupChoices, RowKind
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HIGH: Final = {RowKind.NOW: 58, RowKind.SESSION: 44, RowKind.GROUP: 42, RowKind.MORE: 36, RowKind.SOURCE: 36}
"""Pixels at 100 %."""


class _Rows(QStyledItemDelegate):
    """Paints sessions as headings, and what notes are taken for as cards below them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row of its kind."""
        choice: GroupChoice = index.data(CHOICE)
        return QSize(self._theme.px(200), self._theme.px(HIGH[choice.kind]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        choice: GroupChoice = index.data(CHOICE)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice.kind is RowKind.SESSION:
            self._paint_heading(painter, rect, choice)
        else:
            self._paint_choice(painter, rect, choice, is_chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, choice: GroupChoice) -> None:
        px = self._theme.px
        line = rect.adjusted(px(2), px(14), -px(2), -px(4))
        used = self._write(painter, line, choice.title, 13, "muted", is_bold=True)
        self._write(painter, line.adjusted(used + px(10), 0, 0, 0), choice.beside, 12, "muted")

    def _paint_choice(self, painter: QPainter, rect: QRect, choice: GroupChoice, *, is_chosen: bool) -> None:
        px, colour = self._theme.px, self._theme.colour
        box = rect.adjusted(1, px(3), -2, -px(3))
        is_card = choice.kind in {RowKind.NOW, RowKind.GROUP}
        if is_card or is_chosen:
            painter.setBrush(colour("accent_soft" if choice.kind is RowKind.NOW else "surface"))
            painter.setPen(QPen(colour("accent" if is_chosen else "line"), 2 if is_chosen else 1))
            painter.drawRoundedRect(box, px(10), px(10))
        inside = box.adjusted(px(14), px(4), -px(14), -px(4))
        if choice.kind is RowKind.NOW:
            half = inside.height() // 2
            self._write(painter, inside.adjusted(0, 0, 0, -half), choice.title, 14, "ink", is_bold=True)
            self._write(painter, inside.adjusted(0, half, 0, 0), choice.beside, 12, "muted")
        elif choice.kind is RowKind.GROUP:
            told = choice.kept
            wide = self._write(painter, inside, told, 12, "muted", at=Qt.AlignmentFlag.AlignRight)
            self._write(
                painter, inside.adjusted(0, 0, -wide - px(12), 0), choice.title, 14, "ink", is_bold=True
            )
        else:
            used = self._write(
                painter, inside, _("+ {what}").format(what=choice.title), 13, "accent", is_bold=True
            )
            self._write(painter, inside.adjusted(used + px(10), 0, 0, 0), choice.beside, 12, "muted")

    def _write(
        self,
        painter: QPainter,
        where: QRect,
        words: str,
        size: int,
        ink: str,
        *,
        is_bold: bool = False,
        at: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Write words in a line, shortened where there is no room, and return how wide they are."""
        painter.setFont(self._theme.font(size, is_bold=is_bold))
        painter.setPen(self._theme.colour(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(where.width(), 0))
        painter.drawText(where, at | Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


class GroupListView(QListView):
    """Arrows, Enter, and letters that find."""

    taken = Signal(QModelIndex)
    escape_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self._since = QElapsedTimer()
        self._since.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.taken.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find any word of a row, which Qt does for the first only."""
        model = self.model()
        assert isinstance(model, GroupChoices)
        is_new = self._since.restart() > QApplication.keyboardInputInterval()
        self._letters = search if is_new else self._letters + search
        row = model.find(self._letters, self.currentIndex().row() + (1 if is_new else 0))
        if row >= 0:
            self.setCurrentIndex(model.index(row, 0))


class GroupList(QWidget):
    """The list with its heading."""

    chosen = Signal(str)
    """The id of a group; '' to take notes now."""
    source_chosen = Signal(str, str)
    """A session, and the word of what is to be opened of it: everybody together, the chat, the wall of the break."""
    left = Signal()
    """Back to the group that is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("groups")
        heading = QLabel(_("Which group are you taking notes for?"), self)
        heading.setProperty("kind", "title")
        heading.setWordWrap(True)
        self._hint = QLabel(self)
        self._hint.setObjectName("groups hint")
        self._hint.setProperty("kind", "muted")
        self._hint.setWordWrap(True)
        self.model = GroupChoices(self)
        self.list = GroupListView(self)
        self.list.setObjectName("group list")
        self.list.setAccessibleName(heading.text())
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.taken.connect(self._on_taken)
        self.list.escape_pressed.connect(self.left)
        self.list.clicked.connect(self._on_taken)
        self.setFocusProxy(self.list)
        self._rows = QVBoxLayout(self)
        for one in (heading, self._hint, self.list):
            self._rows.addWidget(one)
        self._say(is_any=True)
        theme.changed.connect(self._measure)
        self._measure()

    def _say(self, *, is_any: bool, is_open: bool = False) -> None:
        none = _("Enter opens a page at once. The groups of a gathering stand here too, once one is planned.")
        some = _("Arrows or letters choose, Enter opens.")
        back = _("Arrows or letters choose, Enter opens, Esc goes back.")
        self._hint.setText(none if not is_any else back if is_open else some)

    def show_choices(self, found: list[GroupChoice], at: str = "") -> None:
        """Show these groups; the one that is open stays chosen, else the first row."""
        self.model.show_choices(found)
        row = max(self.model.row_of(at), 0)
        self._say(is_any=bool(found), is_open=row > 0)
        self.list.setCurrentIndex(self.model.index(row, 0))

    @Slot(QModelIndex)
    def _on_taken(self, index: QModelIndex) -> None:
        choice: GroupChoice = index.data(CHOICE)
        if choice.kind is RowKind.MORE:
            self.model.open_up(index.row())
            self.list.setCurrentIndex(self.model.index(index.row(), 0))
            announce(self.list, choice.beside)
        elif choice.kind is RowKind.SOURCE:
            self.source_chosen.emit(choice.id, choice.sources[0])
        elif not choice.is_heading:
            self.chosen.emit(choice.id)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(24), px(22), px(24), px(18))
        self.list.setMaximumWidth(px(760))
        self._rows.setSpacing(px(8))
        self.list.scheduleDelayedItemsLayout()

"""The cards of what a group brings back: numbered, in the order they are said, to be dragged into another."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.capture.dragged import NOTE, POINT, dragged, packed
from ui.capture.here_rows import ROOT
from ui.capture.sheet import MOST_POINTS, PickedNote
from ui.widgets.flow import Flow
from ui.widgets.grown_list import GrownRow, Index


class PickedNotes(QAbstractListModel):
    """The notes a group brings back. A drop asks for another order and moves nothing: the change comes by itself."""

    order_requested = Signal(object)
    """The ids in the order that is wanted."""
    note_dropped = Signal(str, int)
    """A note of the list, and as which point it is to be brought back, from 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[PickedNote, ...] = ()

    def show_notes(self, notes: tuple[PickedNote, ...]) -> None:
        """Show these and no others."""
        if notes != self.notes:
            self.beginResetModel()
            self.notes = notes
            self.endResetModel()

    def moved(self, row: int, to: int) -> tuple[str, ...]:
        """Return the ids in the order in which a note has gone to another place."""
        ids = [note.id for note in self.notes]
        ids.insert(to, ids.pop(row))
        return tuple(ids)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.notes)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words, the note, or the sentence for a screen reader."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(note)
        if role == Qt.ItemDataRole.UserRole:
            return note
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = _("{number} of {count} to report back: {words}")
            return told.format(number=index.row() + 1, count=len(self.notes), words=words_of(note))
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let cards be dragged and dropped between others; where there are three, one may take another's place."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
        return usual | Qt.ItemFlag.ItemIsDropEnabled if len(self.notes) >= MOST_POINTS else usual

    def supportedDropActions(self) -> Qt.DropAction:
        """Take a note of the list, which stays there, and move a card."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Move and nothing else."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take cards, and notes of the list."""
        return [POINT, NOTE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the id of the note that is dragged."""
        return packed(POINT, self.notes[indexes[0].row()].id)

    def canDropMimeData(
        self,
        data: QMimeData,
        _action: Qt.DropAction,
        _row: int,
        _column: int,
        parent: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell whether a drop would do anything: a fourth point has no place of its own between three."""
        if self._place_of(dragged(data, POINT)) >= 0:
            return True
        note = dragged(data, NOTE)
        has_room = len(self.notes) < MOST_POINTS or self._place_of(note) >= 0
        return bool(note) and (has_room or parent.isValid())

    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Ask for the note to stand where it was dropped."""
        if self.canDropMimeData(data, action, row, column, parent):
            note = dragged(data, POINT) or dragged(data, NOTE)
            self._ask(note, self._place_of(note), parent.row() if parent.isValid() else row, parent.isValid())
        # Nothing was moved here, so the view has nothing to take away.
        return False

    def _ask(self, note: str, start: int, end: int, is_on_card: bool) -> None:
        """Ask for what comes of a drop; one beside all cards comes last."""
        end = end if end >= 0 else len(self.notes)
        if start < 0:
            self.note_dropped.emit(note, end + 1)
            return
        wanted = self.moved(start, end - 1 if end > start and not is_on_card else end)
        if wanted != tuple(one.id for one in self.notes):
            self.order_requested.emit(wanted)

    def _place_of(self, note: str) -> int:
        return next((at for at, one in enumerate(self.notes) if one.id == note), -1)


def words_of(note: PickedNote) -> str:
    """Return the words of a note, a quotation in its marks."""
    return _("“{words}”").format(words=note.words) if note.is_quote else note.words


class PickedRow(GrownRow):
    """Paints a card with the number before the words."""

    def height(self, index: Index, width: int) -> int:
        """Return the height of a card and the space below it."""
        return self._flow(index, width).height + self.theme.px(24 + 8)

    def _flow(self, index: Index, width: int) -> Flow:
        note: PickedNote = index.data(Qt.ItemDataRole.UserRole)
        font = self.theme.font(14, is_serif=note.is_quote)
        return Flow(words_of(note), font, width - self.theme.px(28 + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card."""
        px, theme = self.theme.px, self.theme
        box = QRectF(self.box(option)).adjusted(0.5, 0.5, -0.5, -px(8) - 0.5)
        is_current = self.is_current(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if is_current else "line"), 2 if is_current else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if is_current else box, px(12), px(12))
        painter.setPen(theme.colour("ink"))
        number = Flow(_("{number}.").format(number=index.row() + 1), theme.font(14, is_bold=True), px(20))
        number.draw(painter, box.left() + px(14), box.top() + px(12))
        self._flow(index, int(self.box(option).width())).draw(
            painter, box.left() + px(34), box.top() + px(12)
        )
        painter.restore()

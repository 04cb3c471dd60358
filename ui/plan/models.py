"""The running order as an item model: one row for each session, kept in step with the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

if TYPE_CHECKING:
    from facilitator.running_orders import OrderRow

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
"""The ``OrderRow`` of a session."""
CODE: Final = Qt.ItemDataRole.UserRole + 1
"""The short code of its strand, '' where it has none."""
SESSION_FORMAT: Final = "application/x-facilitator-session"
"""What a session is while it is dragged: its id."""


class OrderModel(QAbstractListModel):
    """The sessions of an occasion in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OrderRow] = []
        self._codes: Mapping[str, str] = {}

    @property
    def rows(self) -> Sequence[OrderRow]:
        """Return what is shown."""
        return self._rows

    def row_of(self, session: str) -> int:
        """Return the row of a session, -1 where it has none."""
        return next((place for place, row in enumerate(self._rows) if row.id == session), -1)

    def index_of(self, session: str) -> QModelIndex:
        """Return the index of a session, an invalid one where it has none."""
        return self.index(self.row_of(session))

    def show(self, rows: Sequence[OrderRow], codes: Mapping[str, str]) -> None:
        """Become these rows step by step, so that what is chosen and scrolled to stays; ``codes`` by strand title."""
        wanted = {row.id for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._rows[place].id not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            self._place(row, place)
        changed = [
            place for place, row in enumerate(rows) if self._rows[place] != row or codes != self._codes
        ]
        self._codes = codes
        for place in changed:
            self._rows[place] = rows[place]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _place(self, row: OrderRow, place: int) -> None:
        """Bring a row to its place, from wherever it is."""
        now = self.row_of(row.id)
        if now == -1:
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
        elif now != place:
            self.beginMoveRows(QModelIndex(), now, now, QModelIndex(), place)
            self._rows.insert(place, self._rows.pop(now))
            self.endMoveRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many sessions there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says; a screen reader hears all of it as a sentence."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.title
        if role == ROW:
            return row
        if role == CODE:
            return self._codes.get(row.strand, "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that sessions are chosen, changed and dragged, and dropped between each other."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsEditable | flags.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return what is dragged: sessions."""
        return [SESSION_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return a session as it is dragged."""
        data = QMimeData()
        if indexes:
            data.setData(SESSION_FORMAT, QByteArray(self._rows[indexes[0].row()].id.encode()))
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that the view only says where to: the archive moves."""
        return Qt.DropAction.MoveAction


def spoken(row: OrderRow) -> str:
    """Return a session in a sentence, as it is read aloud."""
    told = [
        _("{start} to {end}").format(start=row.starts, end=row.ends),
        row.title,
        _("strand {strand}").format(strand=row.strand) if row.strand else "",
        row.line,
        row.length_text,
        *chips(row),
        row.over_text,
    ]
    if row.free_text:
        told.insert(0, _("{free} before it").format(free=row.free_text))
    return ", ".join(piece for piece in told if piece)


def chips(row: OrderRow) -> tuple[str, ...]:
    """Return what holds a session, in the words of its chips."""
    told = (
        _("protected") if row.is_protected else "",
        _("starts {time}").format(time=row.fixed_start) if row.fixed_start else "",
        _("must end {time}").format(time=row.must_end) if row.must_end else "",
    )
    return tuple(piece for piece in told if piece)

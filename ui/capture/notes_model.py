"""The notes of one group, a window of the last few hundred: older ones come as one goes up, and others go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sessions.errors import DomainError
from sessions.notes import Note
from ui.capture.dragged import NOTE, POINT, dragged, packed
from ui.capture.notes_rows import Legend, NoteRow, Place, sentence_of, words_of
from ui.capture.notes_source import NotesSource, legend_of

if TYPE_CHECKING:
    from facilitator.group_about import GroupAbout

PAGE: Final = 40
WINDOW: Final = 320
AT_THE_END: Final = 120
"""So many are held where somebody types at the end: each Enter lays out all that is held."""
ROW: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class NotesModel(QAbstractListModel):
    """Rows in the order of the group. What is being kept is among them from the first moment."""

    counted = Signal(int)
    """How many notes the group has by now."""
    count_wanted = Signal()
    """There are more than are loaded, and nobody has counted them yet."""
    legend_changed = Signal()
    point_dropped = Signal(str)
    """A point of the report back was dragged back among the notes: it is not to be reported any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: NotesSource | None = None
        self._rows: list[NoteRow] = []
        self._shown: set[str] = set()
        self._legend = Legend()
        self._count = 0
        self._ends: list[Place] = []
        self.about: GroupAbout | None = None
        self.has_earlier = False
        self.has_later = False

    # -- what Qt asks -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words, the sentence or the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if self.is_hidden(row) else words_of(row)
        if role == Qt.ItemDataRole.EditRole:
            return row.note.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence_of(row, self._legend, is_shown=not self.is_hidden(row))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that rows can be chosen and written anew; what is kept on the record can be dragged away."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        row = self._rows[index.row()]
        usual = (
            flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemNeverHasChildren | flags.ItemIsEditable
        )
        return usual if row.is_provisional or row.is_off_record else usual | flags.ItemIsDragEnabled

    # -- dragging -----------------------------------------------------------------------------------------

    def supportedDragActions(self) -> Qt.DropAction:
        """Have a note stay where it is."""
        return Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        """Take points back."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take points of the report back and nothing else: notes stand in the order in which they came."""
        return [POINT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the note that is dragged."""
        return packed(NOTE, self._rows[indexes[0].row()].note.id)

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Ask for a point not to be reported back any more."""
        if note := dragged(data, POINT):
            self.point_dropped.emit(note)
        # As with the cards: the change comes by itself.
        return False

    # -- what is asked here -------------------------------------------------------------------------------

    @property
    def legend(self) -> Legend:
        """Return what ids stand for."""
        return self._legend

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """Return the rows that are loaded."""
        return tuple(self._rows)

    @property
    def count(self) -> int:
        """Return how many notes the group has."""
        return self._count

    def row_at(self, number: int) -> NoteRow:
        """Return a row."""
        return self._rows[number]

    def number_of(self, note: str) -> int:
        """Return where a note stands, -1 where it is not loaded."""
        return next((at for at in range(len(self._rows) - 1, -1, -1) if self._rows[at].note.id == note), -1)

    def is_hidden(self, row: NoteRow) -> bool:
        """Tell whether the words of a row are not to be seen."""
        return row.is_off_record and row.note.id not in self._shown

    def switch_hidden(self, number: int) -> None:
        """Show the words of a line off the record, or hide them again."""
        row = self._rows[number]
        if row.is_off_record:
            self._shown ^= {row.note.id}
            self._tell_changed(number)

    # -- loading ------------------------------------------------------------------------------------------

    def open(self, source: NotesSource | None) -> None:
        """Show the last notes of a group, or none."""
        self.beginResetModel()
        self._source = source
        self._shown.clear()
        self._rows, self._ends = [], []
        self.has_earlier = self.has_later = False
        self._count, self.about = 0, None
        if source is not None:
            first = source.first(PAGE)
            self._rows, self.has_earlier, self._legend = first.rows, first.has_earlier, first.legend
            self.about = first.about
            # How many stand before these is known a moment later, when the whole group is looked at anyway.
            self._count = len(self._rows)
        self.endResetModel()
        self.legend_changed.emit()
        self.counted.emit(self._count)
        if self.has_earlier:
            self.count_wanted.emit()

    def reload(self) -> None:
        """Read everything again, the last notes first; what is being kept stays."""
        if self._source is not None:
            under_way = [row for row in self._rows if row.is_provisional]
            known = self._count - len(under_way)
            self._source.forget()
            self.open(self._source)
            # Those that are not loaded have been counted before, and are counted again.
            if self.has_earlier and known > self._count:
                self._count = known
                self.counted.emit(known)
            for row in under_way:
                self._put(row)

    def fetch_earlier(self) -> int:
        """Read the page before the first row; return how many rows came."""
        if self._source is None or not self.has_earlier or not self._rows:
            return 0
        before = self._rows[0].place
        found = self._source.page(before, PAGE)
        self.has_earlier = len(found) == PAGE
        if not found:
            return 0
        self.beginInsertRows(QModelIndex(), 0, len(found) - 1)
        self._rows[:0] = found
        self.endInsertRows()
        if len(self._rows) > WINDOW:
            self._ends.append(self._rows[-1].place)
            self._drop(WINDOW - PAGE, len(self._rows))
            self.has_later = True
        return len(found)

    def fetch_later(self) -> int:
        """Read again what was let go after the last row; return how many rows went at the top for it."""
        if self._source is None or not self.has_later or not self._rows:
            return 0
        end = self._ends.pop() if self._ends else None
        page = self._source.page(_at(end) if self._ends else None, 3 * PAGE)
        last = self._rows[-1].place
        if page and page[0].place > last:
            # So much was kept since by others that there is a hole: the end is where one wanted to go.
            self.reload()
            return 0
        found = [row for row in page if row.place > last]
        self.has_later = bool(self._ends)
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()
        surplus = len(self._rows) - WINDOW
        if surplus > 0:
            self._drop(0, surplus)
            self.has_earlier = True
        return max(surplus, 0)

    def show_before(self, ends: Sequence[Place]) -> None:
        """Load what stands before and at the last of some places; the others are where one comes to going down."""
        if self._source is None or not ends:
            return
        self.beginResetModel()
        self._rows = self._source.page(_at(ends[-1]), 3 * PAGE)
        self.has_earlier = len(self._rows) == 3 * PAGE
        self._ends = list(ends[:-1])
        self.has_later = bool(self._ends)
        self.endResetModel()

    def _drop(self, start: int, end: int) -> None:
        self.beginRemoveRows(QModelIndex(), start, end - 1)
        del self._rows[start:end]
        self.endRemoveRows()

    def go_to_end(self) -> None:
        """Load the last notes where others are loaded."""
        if self.has_later:
            self.reload()

    # -- changes ------------------------------------------------------------------------------------------

    def add_provisional(self, note: Note, *, is_off_record: bool) -> None:
        """Show a line that is on its way to the disk."""
        self.go_to_end()
        self._put(NoteRow(note, is_off_record=is_off_record, is_provisional=True))
        surplus = len(self._rows) - AT_THE_END
        if surplus >= PAGE and not any(row.is_provisional for row in self._rows[:surplus]):
            # Who types for hours is at the end, and the first can be read again.
            self._drop(0, surplus)
            self.has_earlier = True

    def withdraw(self, note: str) -> None:
        """Take away a line that could not be kept."""
        at = self.number_of(note)
        if at >= 0 and self._rows[at].is_provisional:
            self._remove(at)

    def take_in(self, notes: Iterable[str]) -> None:
        """Read again what an act touched, and show it as it is by now."""
        if self._source is None:
            return
        for note in notes:
            row = self._source.row(note)
            if row is not None:
                self._put(row)
            elif (at := self.number_of(note)) >= 0:
                self._remove(at)

    def count_anew(self, count: int) -> None:
        """Take in how many notes there are on the disk, beside those that are on their way."""
        count += sum(row.is_provisional for row in self._rows)
        if count != self._count:
            self._count = count
            self.counted.emit(count)

    def learn(self) -> None:
        """Read again what ids stand for; every row may say something else by now."""
        if self._source is None:
            return
        self._source.forget()
        try:
            page = self._source.about()
        except DomainError:
            # The group was taken away, which the panes beside the notes tell.
            return
        self._legend, self.about = legend_of(page), page.about
        self.legend_changed.emit()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _put(self, row: NoteRow) -> None:
        at = self.number_of(row.note.id)
        if at >= 0 and self._rows[at].place == row.place:
            self._rows[at] = row
            self._tell_changed(at)
            return
        if at >= 0:
            self._remove(at)
        place = bisect_left(self._rows, row.place, key=_place)
        is_outside = (place == 0 and self.has_earlier) or (place == len(self._rows) and self.has_later)
        if not is_outside:
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
        self._count += 1
        self.counted.emit(self._count)

    def _remove(self, at: int) -> None:
        self._drop(at, at + 1)
        self._count -= 1
        self.counted.emit(self._count)

    def _tell_changed(self, at: int) -> None:
        self.dataChanged.emit(self.index(at), self.index(at))


def _place(row: NoteRow) -> Place:
    return row.place


def _at(place: Place | None) -> Place | None:
    """Return a place right after that of a note."""
    return None if place is None else (place[0], place[1], place[2], place[3] + "\x7f")

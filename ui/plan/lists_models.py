"""Groups and people as tables: what each row says, and which of it can be typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ui.plan.models import Index


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as the list shows it; ``note_taker`` is a name, '' where nobody is yet."""

    id: str
    title: str
    topic: str
    note_taker: str
    members: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who comes, as the list shows them; ``group`` has the titles of those of the session they sit in."""

    id: str
    name: str
    organisation: str
    role: str
    here_as: str
    group: str
    quoted_as: str


class LinesModel(QAbstractTableModel):
    """Rows of text by column; what is typed is only told, and shown once it is kept."""

    typed = Signal(str, str, str)
    """The id of a row, the name of the column, and what was typed there."""

    def __init__(
        self, columns: Sequence[tuple[str, str]], typed: Sequence[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._typed = typed
        self._rows: list[Any] = []

    @property
    def columns(self) -> Sequence[tuple[str, str]]:
        """Return the names of the columns with their titles."""
        return self._columns

    @property
    def rows(self) -> Sequence[Any]:
        """Return what is shown."""
        return self._rows

    def show(self, rows: Sequence[Any]) -> None:
        """Become these rows; where only words changed, what is chosen stays."""
        if [one.id for one in rows] != [one.id for one in self._rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        elif list(rows) != self._rows:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; a screen reader hears its column too."""
        if not index.isValid():
            return None
        name, title = self._columns[index.column()]
        value = getattr(self._rows[index.row()], name)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}:
            return str(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {value}").format(
                column=title, value=value if value != "" else _("nothing yet")
            )
        if role == Qt.ItemDataRole.UserRole:
            return self._rows[index.row()].id
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed where it is something else."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        name = self._columns[index.column()][0]
        row = self._rows[index.row()]
        if str(value).strip() != str(getattr(row, name)):
            self.typed.emit(row.id, name, str(value).strip())
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return which cells can be typed in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_typed = self._columns[index.column()][0] in self._typed
        return flags | Qt.ItemFlag.ItemIsEditable if is_typed else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._columns[section][1]
        return None

    def id_at(self, index: QModelIndex) -> str:
        """Return the id of the row of an index, '' where there is none."""
        return str(self._rows[index.row()].id) if index.isValid() else ""


def group_columns() -> list[tuple[str, str]]:
    """Return the columns of groups."""
    return [
        ("title", _("Group")),
        ("note_taker", _("Note-taker")),
        ("topic", _("Topic")),
        ("members", _("People")),
    ]


def people_columns() -> list[tuple[str, str]]:
    """Return the columns of people."""
    return [
        ("name", _("Name")),
        ("organisation", _("Organisation")),
        ("role", _("Role")),
        ("here_as", _("Here as")),
        ("group", _("Group")),
        ("quoted_as", _("Quoted as")),
    ]


def groups_counted(count: int) -> str:
    """Return the heading of groups."""
    return ngettext("{count} group", "{count} groups", count).format(count=count) if count else _("Groups")


def people_counted(count: int) -> str:
    """Return the heading of people."""
    return ngettext("{count} person", "{count} people", count).format(count=count) if count else _("People")

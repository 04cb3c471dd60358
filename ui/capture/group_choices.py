"""What one could take notes for: every group under its session, and what a session has besides groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QDate, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from sessions.agenda import Session
from sessions.breakouts import Group, GroupKind
from sessions.gathering import Gathering, Occasion
from sessions.roster import folded
from ui.capture.page_sheet import day, notes_told, title_of

if TYPE_CHECKING:
    from facilitator.app import Reader

Index = QModelIndex | QPersistentModelIndex
CHOICE: Final = Qt.ItemDataRole.UserRole
NOW: Final = ""
"""The choice that needs no group."""
SOURCES: Final = ("plenary", "chat", "break-wall")
"""What a session has one of, by the words of ``facilitator.sources.Source``."""


class RowKind(Enum):
    """What a row of the list is."""

    NOW = auto()
    SESSION = auto()
    GROUP = auto()
    MORE = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A row: something to take notes for, or the session it is of.

    ``id`` is that of the group, or of the session where it is none; ``sources`` are those that are not there yet;
    ``is_begun`` where a line is half typed.
    """

    kind: RowKind
    id: str
    title: str
    beside: str = ""
    notes: int = -1
    sources: tuple[str, ...] = ()
    is_begun: bool = False

    @property
    def kept(self) -> str:
        """Return how much is kept of a group, and whether a line is half typed."""
        if self.notes < 0:
            return ""
        told = notes_told(self.notes)
        return _("{notes} · a line half typed").format(notes=told) if self.is_begun else told

    @property
    def words(self) -> str:
        """Return all that is said of it in a sentence."""
        return ", ".join(words for words in (self.title, self.beside, self.kept) if words)

    @property
    def is_heading(self) -> bool:
        """Tell whether it only says what stands below it."""
        return self.kind is RowKind.SESSION


class _Part(NamedTuple):
    """A session with its day, and its groups in order."""

    gathering: Gathering | None
    occasion: Occasion
    session: Session
    groups: list[Group]
    made: int
    """How many gatherings were made before this one."""


def choices(reader: Reader, today: date, first: str = "") -> list[GroupChoice]:
    """Return the groups of every gathering, those of the ``first`` one and of today first, and then the newest.

    Sessions without a group are named where the day is the nearest there is, or of the first gathering.
    """
    parts = list(_parts(reader))
    counts, begun = reader.count("note", "group"), _begun(reader)
    nearest = min((abs((one.occasion.date - today).days) for one in parts), default=0)
    found: list[tuple[tuple[Any, ...], list[GroupChoice]]] = []
    for one in parts:
        day_of, session = one.occasion, one.session
        far = abs((day_of.date - today).days)
        is_first = day_of.gathering == first
        newest = (-day_of.date.toordinal(), -one.made)
        order = (not is_first, far, *newest, day_of.rank, session.rank, session.key)
        rows = _rows(one, counts, is_near=is_first or far == nearest, is_today=not far)
        rows = [replace(row, is_begun=row.id in begun) for row in rows]
        found.append((order, rows))
    return [row for _order, rows in sorted(found, key=lambda pair: pair[0]) for row in rows]


def _parts(reader: Reader) -> Iterator[_Part]:
    gatherings = {kept.record.id: kept.record for kept in reader.every("gathering")}
    made = {gathering: at for at, gathering in enumerate(sorted(gatherings))}
    occasions = {kept.record.id: kept.record for kept in reader.every("occasion")}
    groups: dict[str, list[Group]] = {}
    for kept in reader.every("group"):
        groups.setdefault(kept.record.session, []).append(kept.record)
    for kept in reader.every("session"):
        session: Session = kept.record
        if (occasion := occasions.get(session.occasion)) is not None:
            own = sorted(groups.get(session.id, ()), key=lambda group: (group.rank, group.key))
            whole = occasion.gathering
            yield _Part(gatherings.get(whole), occasion, session, own, made.get(whole, -1))


def _begun(reader: Reader) -> frozenset[str]:
    """Return the groups in whose line something is half typed."""
    # Where a draft stands is known to the use case, which comes with the archive.
    from facilitator.capture import group_of_draft

    drafts, _shut = reader.drafts()
    return frozenset(group_of_draft(one.place) for one in drafts if one.text.strip())


def _rows(part: _Part, counts: dict[str, int], *, is_near: bool, is_today: bool) -> list[GroupChoice]:
    if not part.groups and not is_near:
        return []
    whole = part.gathering.title if part.gathering is not None else ""
    on = _("today") if is_today else day(part.occasion.date)
    beside = " · ".join(words for words in (whole, on) if words)
    title = part.session.title or whole
    rows = [GroupChoice(RowKind.SESSION, part.session.id, title, beside)]
    rows += [
        GroupChoice(RowKind.GROUP, one.id, title_of(one), f"{title} · {beside}", counts.get(one.id, 0))
        for one in part.groups
    ]
    missing = tuple(sorted(set(SOURCES) - {_source(one) for one in part.groups}, key=SOURCES.index))
    if is_near and missing:
        rows.append(_more(part.session.id, missing))
    return rows


def _source(group: Group) -> str:
    """Return which source a group is, by its word; '' for a group of people talking."""
    if group.is_break_wall:
        return "break-wall"
    return group.kind.value if group.kind in {GroupKind.PLENARY, GroupKind.CHAT} else ""


def source_words(source: str) -> str:
    """Return what a source is called in a list."""
    return {
        "plenary": _("Everybody together"),
        "chat": _("The chat"),
        "break-wall": _("The wall people write on in the break"),
    }[source]


def _more(session: str, missing: tuple[str, ...]) -> GroupChoice:
    if len(missing) == 1:
        return _of_source(session, missing[0])
    named = " · ".join(source_words(one) for one in missing)
    return GroupChoice(RowKind.MORE, session, _("Something else of this session"), named, sources=missing)


def _of_source(session: str, source: str) -> GroupChoice:
    return GroupChoice(
        RowKind.SOURCE, session, source_words(source), _("begins a page of its own"), sources=(source,)
    )


def _now() -> GroupChoice:
    return GroupChoice(
        RowKind.NOW,
        NOW,
        _("Take notes now"),
        _("No agenda, no group, no name needed: the line opens at once."),
    )


class GroupChoices(QAbstractListModel):
    """The first row needs no group; the others are sessions, and below each what notes are taken for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [_now()]

    def show_choices(self, found: Iterable[GroupChoice]) -> None:
        """Show these below the first row."""
        self.beginResetModel()
        self._rows = [_now(), *found]
        self.endResetModel()

    def row_of(self, group: str) -> int:
        """Return the row of a group, -1 where it has none."""
        return next(
            (at for at, row in enumerate(self._rows) if (row.kind, row.id) == (RowKind.GROUP, group)), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nobody choose a heading."""
        if index.isValid() and self._rows[index.row()].is_heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the sentence or the choice itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == CHOICE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words
        return row.title if role == Qt.ItemDataRole.DisplayRole else None

    def open_up(self, at: int) -> None:
        """Show one row for each thing a session has besides groups, in place of the one that names them all."""
        more = self._rows[at]
        shown = [_of_source(more.id, source) for source in more.sources]
        self._rows[at] = shown[0]
        self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
        self.beginInsertRows(QModelIndex(), at + 1, at + len(shown) - 1)
        self._rows[at + 1 : at + 1] = shown[1:]
        self.endInsertRows()

    def find(self, letters: str, after: int) -> int:
        """Return the next row in which a word begins with letters, -1 where there is none."""
        asked = folded(letters)
        count = len(self._rows)
        for step in range(count):
            row = (after + step) % count
            shown = self._rows[row]
            if shown.kind not in {RowKind.NOW, RowKind.GROUP}:
                continue
            words = folded(f"{shown.title} {shown.beside}").replace("·", " ")
            if words.startswith(asked) or f" {asked}" in words:
                return row
        return -1


def today() -> date:
    """Return the day by the clock of this computer."""
    now = QDate.currentDate()
    return date(now.year(), now.month(), now.day())

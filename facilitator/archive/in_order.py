"""The notes of a group in their order, a page at a time, the last ones first: what a window shows while people talk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
)

from facilitator.archive.engine import ask
from facilitator.archive.rows import Cells, Kept, kept_of
from facilitator.archive.sealing import Seal
from facilitator.archive.sifting import asked, is_asked, standing
from facilitator.archive.store import SqlStore
from facilitator.archive.tables import OPS, RECORDS
from sessions.fold import fold
from sessions.notes import NoteKind
from sessions.records import from_fields
from sessions.scopes import PRIVATE

Place = tuple[str, int, int, str]
"""Where a note stands among those of its group: rank, line of its file, moment, id."""

_NOTES: Final = RECORDS["note"]
_ORDER: Final = (_NOTES.c.rank, _NOTES.c.line, _NOTES.c.kept_at, _NOTES.c.id)


_HAS_GAP: Final = func.instr(_NOTES.c.words, "@@") > 0
_IS_UNSAID: Final = or_(
    _NOTES.c.asked_speaker != "",
    _NOTES.c.is_speaker_unknown == 1,
    and_(_NOTES.c.kind == NoteKind.QUOTE.value, _NOTES.c.said_by == ""),
)
_IS_TO_MEND: Final = or_(_HAS_GAP, _IS_UNSAID)
# The words of a partial index: SQLite takes it only where a question has the same.
_IS_PICKED: Final = text("report_rank <> ''")
_GROUP: Final = _NOTES.c.group == bindparam("its_group")
_ON_RECORD: Final = (_GROUP, *standing(_NOTES))
_DESCENDING: Final = tuple(column.desc() for column in _ORDER)
_AT_MOST: Final[BindParameter[int]] = bindparam("at_most")
# Of those off the record an actor sees only their own.
_BACK: Final = (
    select(_NOTES)
    .where(_GROUP, _NOTES.c.deleted.is_(None), _NOTES.c.made_in == "")
    .where(or_(standing(_NOTES)[2], _NOTES.c.scope == bindparam("its_scope")))
    .order_by(*_DESCENDING)
    .limit(_AT_MOST)
)
_PLACE: Final = tuple_(*(bindparam(name) for name in ("its_rank", "its_line", "its_moment", "its_id")))
_BACK_FROM: Final = _BACK.where(_NOTES.c.rank <= bindparam("its_rank"), tuple_(*_ORDER) < _PLACE)
_AFTER: Final = (
    select(_NOTES)
    .where(*_ON_RECORD, _NOTES.c.rank >= bindparam("its_rank"), tuple_(*_ORDER) > _PLACE)
    .order_by(*_ORDER)
    .limit(1)
)
_ONE: Final = select(_NOTES).where(_NOTES.c.id == bindparam("wanted"))
_EDITED: Final = select(OPS.c.id).where(
    OPS.c.kind == "note", is_asked(OPS.c.id, is_any=True), OPS.c.field == "words"
)
_LAST_RANK: Final = select(func.max(_NOTES.c.rank)).where(_GROUP)
_COUNTS: Final = (
    select(
        _NOTES.c.kind,
        func.count(),
        func.sum(type_coerce(_HAS_GAP, Integer)),
        func.sum(type_coerce(_IS_UNSAID, Integer)),
    )
    .where(*_ON_RECORD)
    .group_by(_NOTES.c.kind)
)


def _chosen(which: ColumnElement[bool]) -> Select[Any]:
    return select(_NOTES).where(*_ON_RECORD, which).order_by(*_ORDER).limit(_AT_MOST)


_TO_MEND: Final = _chosen(_IS_TO_MEND)
# Without an order: to have one, SQLite would go through all notes of the group by the index that has it.
_PICKED: Final = select(_NOTES).where(*_ON_RECORD, _IS_PICKED)
_ACTIONS: Final = _chosen(_NOTES.c.kind == NoteKind.ACTION.value)
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Counts:
    """How many notes a group has on the record, by kind; in how many words are missing, in how many the speaker."""

    notes: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    gaps: int = 0
    unsaid: int = 0


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at the notes of a group."""

    group: str
    actor: str


def notes(connection: Connection, seal: Seal, who: Looking, before: Place | None, limit: int) -> list[Kept]:
    """Return the notes of a group that stand before a place, or at the end, the last one first."""
    told = {"its_group": who.group, "its_scope": f"{PRIVATE}{who.actor}", "at_most": limit}
    if before is None:
        rows = ask(connection, _BACK, told)
    else:
        rows = ask(connection, _BACK_FROM, {**told, **_told(before)})
    return [_opened(connection, seal, row) for row in rows]


def _told(place: Place) -> dict[str, str | int]:
    return dict(zip(("its_rank", "its_line", "its_moment", "its_id"), place, strict=True))


def one(connection: Connection, seal: Seal, note: str) -> Kept | None:
    """Return a note whatever became of it, with the words of one off the record."""
    rows = ask(connection, _ONE, {"wanted": note})
    return _opened(connection, seal, rows[0]) if rows else None


def edited(connection: Connection, notes: Collection[str]) -> frozenset[str]:
    """Return those of some notes whose words were ever set after they were made."""
    found = ask(connection, _EDITED, {"id": asked(notes)}) if notes else ()
    return frozenset(note for (note,) in found)


def to_mend(connection: Connection, group: str, limit: int) -> list[Kept]:
    """Return the notes on the record in which something is missing: words, or who said them; in order."""
    return _found(connection, _TO_MEND, group, limit)


def counts(connection: Connection, group: str) -> Counts:
    """Return how many notes a group has on the record, of which kind, and in how many something is missing."""
    rows = ask(connection, _COUNTS, {"its_group": group})
    return Counts(
        notes=sum(row[1] for row in rows),
        kinds={str(row[0]): int(row[1]) for row in rows},
        gaps=sum(row[2] or 0 for row in rows),
        unsaid=sum(row[3] or 0 for row in rows),
    )


def picked(connection: Connection, group: str) -> list[Kept]:
    """Return the notes on the record that a group brings back, in the order they were kept."""
    rows = ask(connection, _PICKED, {"its_group": group})
    return sorted((kept_of("note", row) for row in rows), key=place_of)


def actions(connection: Connection, group: str) -> list[Kept]:
    """Return the actions of a group on the record, in order."""
    return _found(connection, _ACTIONS, group)


def _found(connection: Connection, wanted: Select[Any], group: str, limit: int = _MOST) -> list[Kept]:
    rows = ask(connection, wanted, {"its_group": group, "at_most": limit})
    return [kept_of("note", row) for row in rows]


def following(connection: Connection, group: str, after: Place) -> Kept | None:
    """Return the note on the record that comes next after a place in its group."""
    rows = ask(connection, _AFTER, {"its_group": group, **_told(after)})
    return kept_of("note", rows[0]) if rows else None


def place_of(kept: Kept) -> Place:
    """Return where a note stands among those of its group."""
    note = kept.record
    return note.rank, note.line, note.kept_at, note.id


def last_rank(connection: Connection, group: str) -> str:
    """Return the highest rank that any note of a group has or had."""
    ((found,),) = ask(connection, _LAST_RANK, {"its_group": group})
    return found or ""


def _opened(connection: Connection, seal: Seal, row: Cells) -> Kept:
    """Return the note in a row; the words of one off the record come from the journal, where they are sealed."""
    kept = kept_of("note", row)
    if not kept.is_private:
        return kept
    view = fold(SqlStore(connection, seal).entries("note", kept.record.id))
    return kept if view is None else replace(kept, record=from_fields("note", view.id, view.fields))

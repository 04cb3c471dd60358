"""The notes of a group in their order, a page at a time, the last ones first: what a window shows while people talk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    TextClause,
    and_,
    func,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
)

from facilitator.archive.rows import Cells, Kept, kept_of
from facilitator.archive.sealing import Seal
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
# A comparison, where LIKE with an escape would be asked of each of ten thousand notes.
_IS_PRIVATE: Final = and_(_NOTES.c.scope >= PRIVATE, _NOTES.c.scope < f"{PRIVATE[:-1]};")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many notes a group has on the record, by kind; in how many words are missing, in how many the speaker."""

    notes: int
    kinds: Mapping[str, int]
    gaps: int
    unsaid: int


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at the notes of a group."""

    group: str
    actor: str


def _standing(who: Looking) -> ColumnElement[bool]:
    """Return what is true of a note of a group that an actor sees: of those off the record only their own."""
    is_shown = and_(_NOTES.c.group == who.group, _NOTES.c.deleted.is_(None), _NOTES.c.made_in == "")
    return and_(is_shown, or_(~_IS_PRIVATE, _NOTES.c.scope == f"{PRIVATE}{who.actor}"))


def _on_record(group: str) -> ColumnElement[bool]:
    is_shown = and_(_NOTES.c.group == group, _NOTES.c.deleted.is_(None), _NOTES.c.made_in == "")
    return and_(is_shown, ~_IS_PRIVATE)


def notes(connection: Connection, seal: Seal, who: Looking, before: Place | None, limit: int) -> list[Kept]:
    """Return the notes of a group that stand before a place, or at the end, the last one first."""
    wanted = select(_NOTES).where(_standing(who))
    if before is not None:
        wanted = wanted.where(_NOTES.c.rank <= before[0], tuple_(*_ORDER) < before)
    wanted = wanted.order_by(*(column.desc() for column in _ORDER)).limit(limit)
    found = connection.execute(wanted)
    names = tuple(found.keys())
    return [_opened(connection, seal, dict(zip(names, row, strict=True))) for row in found]


def one(connection: Connection, seal: Seal, note: str) -> Kept | None:
    """Return a note whatever became of it, with the words of one off the record."""
    row = connection.execute(select(_NOTES).where(_NOTES.c.id == note)).mappings().first()
    return None if row is None else _opened(connection, seal, row)


def edited(connection: Connection, notes: Collection[str]) -> frozenset[str]:
    """Return those of some notes whose words were ever set after they were made."""
    wanted = select(OPS.c.id).where(OPS.c.kind == "note", OPS.c.id.in_(notes), OPS.c.field == "words")
    return frozenset(connection.execute(wanted).scalars()) if notes else frozenset()


def to_mend(connection: Connection, group: str, limit: int) -> list[Kept]:
    """Return the notes on the record in which something is missing: words, or who said them; in order."""
    return _chosen(connection, group, _IS_TO_MEND, limit)


def counts(connection: Connection, group: str) -> Counts:
    """Return how many notes a group has on the record, of which kind, and in how many something is missing."""
    gaps = func.sum(type_coerce(_HAS_GAP, Integer))
    unsaid = func.sum(type_coerce(_IS_UNSAID, Integer))
    wanted = select(_NOTES.c.kind, func.count(), gaps, unsaid).where(_on_record(group))
    rows = connection.execute(wanted.group_by(_NOTES.c.kind)).all()
    return Counts(
        notes=sum(row[1] for row in rows),
        kinds={str(row[0]): int(row[1]) for row in rows},
        gaps=sum(row[2] or 0 for row in rows),
        unsaid=sum(row[3] or 0 for row in rows),
    )


def picked(connection: Connection, group: str) -> list[Kept]:
    """Return the notes on the record that a group brings back, in the order they were kept."""
    return _chosen(connection, group, _IS_PICKED)


def actions(connection: Connection, group: str) -> list[Kept]:
    """Return the actions of a group on the record, in order."""
    return _chosen(connection, group, _NOTES.c.kind == NoteKind.ACTION.value)


def _chosen(
    connection: Connection, group: str, which: ColumnElement[bool] | TextClause, limit: int = 500
) -> list[Kept]:
    wanted = select(_NOTES).where(_on_record(group), which).order_by(*_ORDER).limit(limit)
    return [kept_of("note", row) for row in connection.execute(wanted).mappings()]


def following(connection: Connection, group: str, after: Place) -> Kept | None:
    """Return the note on the record that comes next after a place in its group."""
    wanted = select(_NOTES).where(_on_record(group), _NOTES.c.rank >= after[0])
    wanted = wanted.where(tuple_(*_ORDER) > after).order_by(*_ORDER).limit(1)
    row = connection.execute(wanted).mappings().first()
    return None if row is None else kept_of("note", row)


def place_of(kept: Kept) -> Place:
    """Return where a note stands among those of its group."""
    note = kept.record
    return note.rank, note.line, note.kept_at, note.id


def last_rank(connection: Connection, group: str) -> str:
    """Return the highest rank that any note of a group has or had."""
    found = connection.execute(select(func.max(_NOTES.c.rank)).where(_NOTES.c.group == group)).scalar()
    return found or ""


def _opened(connection: Connection, seal: Seal, row: Cells) -> Kept:
    """Return the note in a row; the words of one off the record come from the journal, where they are sealed."""
    kept = kept_of("note", row)
    if not kept.is_private:
        return kept
    view = fold(SqlStore(connection, seal).entries("note", kept.record.id))
    return kept if view is None else replace(kept, record=from_fields("note", view.id, view.fields))

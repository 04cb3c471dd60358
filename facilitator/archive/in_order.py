"""The notes of a group in their order, a page at a time, the last ones first: what a window shows while people talk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select, tuple_

from facilitator.archive.rows import Kept, kept_of
from facilitator.archive.sealing import Seal
from facilitator.archive.store import SqlStore
from facilitator.archive.tables import RECORDS
from sessions.fold import fold
from sessions.records import from_fields
from sessions.scopes import PRIVATE

Place = tuple[str, int, int, str]
"""Where a note stands among those of its group: rank, line of its file, moment, id."""

_NOTES: Final = RECORDS["note"]
_ORDER: Final = (_NOTES.c.rank, _NOTES.c.line, _NOTES.c.kept_at, _NOTES.c.id)


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at the notes of a group."""

    group: str
    actor: str


def _standing(who: Looking) -> ColumnElement[bool]:
    """Return what is true of a note of a group that an actor sees: of those off the record only their own."""
    is_shown = and_(_NOTES.c.group == who.group, _NOTES.c.deleted.is_(None), _NOTES.c.made_in == "")
    is_private = _NOTES.c.scope.startswith(PRIVATE, autoescape=True)
    return and_(is_shown, or_(~is_private, _NOTES.c.scope == f"{PRIVATE}{who.actor}"))


def notes(connection: Connection, seal: Seal, who: Looking, before: Place | None, limit: int) -> list[Kept]:
    """Return the notes of a group that stand before a place, or at the end, the last one first."""
    wanted = select(_NOTES).where(_standing(who))
    if before is not None:
        wanted = wanted.where(_NOTES.c.rank <= before[0], tuple_(*_ORDER) < before)
    wanted = wanted.order_by(*(column.desc() for column in _ORDER)).limit(limit)
    return [_opened(connection, seal, row) for row in connection.execute(wanted).mappings()]


def picked(connection: Connection, group: str) -> list[Kept]:
    """Return the notes on the record that a group brings back."""
    is_picked = and_(_NOTES.c.report_rank.is_not(None), _NOTES.c.report_rank != "")
    wanted = select(_NOTES).where(_standing(Looking(group, "")), is_picked).order_by(*_ORDER)
    return [kept_of("note", row) for row in connection.execute(wanted).mappings()]


def following(connection: Connection, group: str, after: Place) -> Kept | None:
    """Return the note on the record that comes next after a place in its group."""
    wanted = select(_NOTES).where(_standing(Looking(group, "")), _NOTES.c.rank >= after[0])
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


def _opened(connection: Connection, seal: Seal, row: RowMapping) -> Kept:
    """Return the note in a row; the words of one off the record come from the journal, where they are sealed."""
    kept = kept_of("note", row)
    if not kept.is_private:
        return kept
    view = fold(SqlStore(connection, seal).entries("note", kept.record.id))
    return kept if view is None else replace(kept, record=from_fields("note", view.id, view.fields))

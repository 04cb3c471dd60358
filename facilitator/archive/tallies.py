"""How much there is of everything in each gathering: counted by the database, never by reading notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, Table, and_, case, func, select

from facilitator.archive.tables import RECORDS
from sessions.aims import Outcome
from sessions.breakouts import GroupKind
from sessions.document import DocumentKind
from sessions.notes import NoteKind
from sessions.permission import Audience
from sessions.scopes import PRIVATE


@dataclass(frozen=True, slots=True)
class Tally:
    """What one gathering has: notes, breakouts and how many of them are without any, actions nobody has answered.

    ``drafts`` counts its write-ups, ``is_published`` says that one of them has gone to the public.
    """

    gathering: str
    notes: int = 0
    breakouts: int = 0
    silent: int = 0
    actions: int = 0
    drafts: int = 0
    is_published: bool = False


def tallies(connection: Connection) -> dict[str, Tally]:
    """Return what each gathering has, by its id; one that has nothing is left out. Private notes are not counted."""
    drafts, published = _drafts(connection), _published(connection)
    counted = {row.gathering: row for row in connection.execute(_counts())}
    found: dict[str, Tally] = {}
    for gathering in counted.keys() | drafts.keys():
        row = counted.get(gathering)
        numbers = (int(row.notes), int(row.breakouts), int(row.silent), int(row.actions)) if row else (0,) * 4
        found[gathering] = Tally(
            gathering, *numbers, drafts=drafts.get(gathering, 0), is_published=gathering in published
        )
    return found


def _counts() -> Select[Any]:
    groups, notes = _groups(), _notes()
    silent = case((notes.c.notes.is_(None), groups.c.is_breakout), else_=0)
    return (
        select(
            groups.c.gathering,
            func.coalesce(func.sum(notes.c.notes), 0).label("notes"),
            func.sum(groups.c.is_breakout).label("breakouts"),
            func.sum(silent).label("silent"),
            func.coalesce(func.sum(notes.c.actions), 0).label("actions"),
        )
        .select_from(groups.outerjoin(notes, notes.c.group == groups.c.id))
        .group_by(groups.c.gathering)
    )


def _groups() -> Subquery:
    """Return every standing group with the gathering it is of."""
    group, session, occasion = RECORDS["group"], RECORDS["session"], RECORDS["occasion"]
    is_breakout = case((group.c.kind == GroupKind.BREAKOUT.value, 1), else_=0)
    return (
        select(group.c.id, occasion.c.gathering, is_breakout.label("is_breakout"))
        .join(session, session.c.id == group.c.session)
        .join(occasion, occasion.c.id == session.c.occasion)
        .where(_stands(group), _stands(session), _stands(occasion))
        .subquery()
    )


def _notes() -> Subquery:
    """Return how many notes and open actions each group has."""
    note = RECORDS["note"]
    is_open = and_(note.c.kind == NoteKind.ACTION.value, note.c.outcome == Outcome.OPEN.value)
    return (
        select(
            note.c.group,
            func.count().label("notes"),
            func.sum(case((is_open, 1), else_=0)).label("actions"),
        )
        .where(_stands(note))
        .group_by(note.c.group)
        .subquery()
    )


def _drafts(connection: Connection) -> dict[str, int]:
    document = RECORDS["document"]
    wanted = (
        select(document.c.gathering, func.count().label("drafts"))
        .where(_stands(document), document.c.kind == DocumentKind.WRITE_UP.value)
        .group_by(document.c.gathering)
    )
    return {row.gathering: int(row.drafts) for row in connection.execute(wanted)}


def _published(connection: Connection) -> frozenset[str]:
    document, publication = RECORDS["document"], RECORDS["publication"]
    wanted = (
        select(document.c.gathering)
        .join(publication, publication.c.document == document.c.id)
        .where(_stands(document), document.c.kind == DocumentKind.WRITE_UP.value)
        .where(_stands(publication), publication.c.audience == Audience.PUBLIC.value)
        .distinct()
    )
    return frozenset(connection.execute(wanted).scalars())


def _stands(table: Table) -> ColumnElement[bool]:
    return and_(
        table.c.deleted.is_(None),
        table.c.made_in == "",
        ~table.c.scope.startswith(PRIVATE, autoescape=True),
    )

"""An occasion as it stands in the archive: its sessions in order, with their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from facilitator.archive.queries import Reader
from sessions.agenda import Part, Session
from sessions.breakouts import Group
from sessions.errors import DomainError
from sessions.gathering import Gathering, Occasion

Ranked = TypeVar("Ranked", Session, Part, Group, Occasion)


@dataclass(frozen=True, slots=True)
class Day:
    """An occasion with its sessions and their parts, both in order."""

    occasion: Occasion
    sessions: tuple[Session, ...]
    parts: tuple[Part, ...]

    def session(self, wanted: str) -> Session:
        """Return one of its sessions."""
        return next(one for one in self.sessions if one.id == wanted)

    def parts_of(self, session: str) -> tuple[Part, ...]:
        """Return the parts of a session in order."""
        return tuple(part for part in self.parts if part.session == session)

    def place_of(self, session: str) -> int:
        """Return how many sessions come before one."""
        return next(place for place, one in enumerate(self.sessions) if one.id == session)


def in_order(records: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return records by their ranks, as a running order has them."""
    return tuple(sorted(records, key=lambda one: (one.rank, _key(one), one.id)))


def _key(record: Session | Part | Group | Occasion) -> str:
    return record.key if isinstance(record, Session) else ""


def day_of(reader: Reader, occasion: str) -> Day:
    """Return an occasion with its running order; raises DomainError ``gone`` where it is not there (any more)."""
    about: Occasion = one(reader, "occasion", occasion)
    sessions: list[Session] = [kept.record for kept in reader.every("session", occasion=occasion)]
    parts: list[Part] = [
        kept.record for kept in reader.among("part", "session", (session.id for session in sessions))
    ]
    return Day(about, in_order(sessions), in_order(parts))


def day_with(reader: Reader, session: str) -> Day:
    """Return the occasion that a session is of; raises DomainError ``gone``."""
    found: Session = one(reader, "session", session)
    return day_of(reader, found.occasion)


def groups_of(reader: Reader, session: str) -> tuple[Group, ...]:
    """Return the groups of a session in order."""
    return in_order([kept.record for kept in reader.every("group", session=session)])


def sessions_of(reader: Reader, gathering: str) -> tuple[Session, ...]:
    """Return all sessions of a gathering, those of its first occasion first."""
    occasions: list[Occasion] = [kept.record for kept in reader.every("occasion", gathering=gathering)]
    found: list[Session] = [
        kept.record for kept in reader.among("session", "occasion", (day.id for day in occasions))
    ]
    return tuple(one for day in in_order(occasions) for one in in_order(found) if one.occasion == day.id)


def gathering_of(reader: Reader, occasion: Occasion) -> Gathering:
    """Return the gathering that an occasion is of."""
    found: Gathering = one(reader, "gathering", occasion.gathering)
    return found


def one(reader: Reader, kind: str, record_id: str) -> Any:
    """Return one record; raises DomainError ``gone`` where it is not there (any more)."""
    found = reader.page(kind, id=record_id, limit=1)
    if not found:
        raise DomainError("gone")
    return found[0].record

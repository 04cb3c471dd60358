"""What a group is about: its session, the part of it that runs, who introduced it, what was agreed about quoting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.archive.queries import Reader
from facilitator.ground_rules import GroundRules, RuleShown
from sessions.agenda import Part, Session, Slot, running_order
from sessions.breakouts import Group
from sessions.errors import DomainError
from sessions.gathering import Gathering, Occasion
from sessions.local_time import moment
from sessions.network import Network


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the session, when it begins and ends (UTC ms), and the names of its people."""

    part: Part
    starts: int
    ends: int
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupAbout:
    """A group, its session and all above it. Times are UTC ms; ``introduced_by`` and ``chaired_by`` are names."""

    network: Network
    gathering: Gathering
    occasion: Occasion
    session: Session
    group: Group
    rule: RuleShown
    starts: int
    ends: int
    introduced_by: tuple[str, ...]
    chaired_by: str
    parts: tuple[PartShown, ...]

    def part_at(self, now_ms: int) -> PartShown | None:
        """Return the part that runs at a moment, None between parts and outside the session."""
        return next((one for one in self.parts if one.starts <= now_ms < one.ends), None)


@dataclass(frozen=True, slots=True)
class Above:
    """A group and all it belongs to."""

    network: Network
    gathering: Gathering
    occasion: Occasion
    session: Session
    group: Group


def above(reader: Reader, group_id: str) -> Above:
    """Return a group and all it belongs to; raises DomainError ``record_unknown``."""
    group: Group = _record(reader, "group", group_id)
    session: Session = _record(reader, "session", group.session)
    occasion: Occasion = _record(reader, "occasion", session.occasion)
    gathering: Gathering = _record(reader, "gathering", occasion.gathering)
    return Above(_record(reader, "network", gathering.network), gathering, occasion, session, group)


def group_about(reader: Reader, rules: GroundRules, group_id: str) -> GroupAbout:
    """Return what a group is about.

    Raises DomainError ``record_unknown`` where it, or what it belongs to, is not there, or ``zone_unknown``.
    """
    over = above(reader, group_id)
    occasion, session = over.occasion, over.session
    slots, parts = _order(reader, occasion, session.id)
    whole = next(one for one in slots if not one.part)
    names = _names(
        reader, [*session.led_by, session.chaired_by, *(one for p in parts.values() for one in p.people)]
    )
    return GroupAbout(
        over.network,
        over.gathering,
        occasion,
        session,
        over.group,
        rules.shown(reader, occasion, over.network.language),
        moment(occasion, whole.start),
        moment(occasion, whole.end),
        _named(session.led_by, names),
        names.get(session.chaired_by, ""),
        tuple(_part(occasion, parts[one.part], one, names) for one in slots if one.part),
    )


def _record(reader: Reader, kind: str, record_id: str) -> Any:
    for kept in reader.page(kind, id=record_id):
        return kept.record
    raise DomainError("record_unknown")


def _order(reader: Reader, occasion: Occasion, session: str) -> tuple[list[Slot], Mapping[str, Part]]:
    """Return when a session and its parts run, and these parts; all that comes before them counts."""
    sessions = [kept.record for kept in reader.every("session", occasion=occasion.id)]
    parts = [kept.record for kept in reader.every("part", session=[one.id for one in sessions])]
    slots = [one for one in running_order(occasion, sessions, parts) if one.session == session]
    return slots, {part.id: part for part in parts if part.session == session}


def _names(reader: Reader, people: Iterable[str]) -> Mapping[str, str]:
    wanted = sorted({one for one in people if one})
    found = reader.fields("person", ("id", "name"), id=wanted) if wanted else ()
    return {person: name for person, name in found if name}


def _named(people: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[one] for one in people if one in names)


def _part(occasion: Occasion, part: Part, slot: Slot, names: Mapping[str, str]) -> PartShown:
    starts, ends = moment(occasion, slot.start), moment(occasion, slot.end)
    return PartShown(part, starts, ends, _named(part.people, names))

"""Three ways to bring a running order back to a hard stop: shorten all in proportion, shorten one, let the stop go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sessions.agenda import FLOWS, Part, PartKind, Session, Slot, running_order
from sessions.gathering import Occasion
from sessions.local_time import agenda_minutes
from sessions.reflow import Repair, Shorter, giving, shortened_alone, shortened_before

_LAST: Final = "~"
"""Comes after every rank."""


class StopKind(StrEnum):
    """What a running order runs into."""

    MUST_END = "must end"
    FIXED_START = "fixed start"
    LENGTH = "length"


class Way(StrEnum):
    """How a running order is brought back."""

    SHARED = "shared"
    ONE = "one"
    MOVED = "moved"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Overrun:
    """Something that runs past a hard stop by some minutes.

    ``stretch`` is the session or part that does, ``session`` the one it is of. ``stop`` is what holds the stop: the
    session that must end or is too short, or the session or part with the fixed start. ``at`` is the minute of the
    agenda of the stop, ``ends`` that at which the stretch truly ends.
    """

    stretch: str
    session: str
    minutes: int
    kind: StopKind
    stop: str
    at: int
    ends: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A running order all of whose minutes are of parts: one without any stands as a part of its session's id."""

    occasion: Occasion
    sessions: tuple[Session, ...]
    parts: tuple[Part, ...]
    slots: tuple[Slot, ...]


def as_parts(occasion: Occasion, sessions: Sequence[Session], parts: Sequence[Part]) -> Plan:
    """Return a running order in which what a session has beyond its parts is a part as well.

    A session whose parts need more than its length keeps that: it is a stop of its own.
    """
    slots = running_order(occasion, sessions, parts)
    ends = {slot.session: slot.end for slot in slots if slot.part}
    whole = {slot.session: slot for slot in slots if not slot.part}
    made: list[Part] = []
    found: list[Session] = []
    for session in (one for one in sessions if one.occasion == occasion.id):
        slot = whole[session.id]
        rest = slot.end - ends.get(session.id, slot.start)
        if rest > 0:
            made.append(
                Part(
                    session.id, session.id, PartKind.PLENARY, length=rest,
                    is_protected=session.is_protected, rank=_LAST,
                )
            )  # fmt: skip
        found.append(session if rest < 0 else replace(session, length=0))
    every = (*parts, *made)
    return Plan(occasion, tuple(found), every, running_order(occasion, found, every))


def overruns_of(plan: Plan) -> tuple[Overrun, ...]:
    """Return what runs past a hard stop, in order."""
    slots = plan.slots
    sessions = {one.id: one for one in plan.sessions}
    has_parts = {slot.session for slot in slots if slot.part}
    flow = [slot for slot in slots if slot.part or slot.session not in has_parts]
    found = []
    for slot in (one for one in slots if one.over):
        if not slot.part and slot.session in has_parts:
            found.append(_too_short(slot))
            continue
        must_end = sessions[slot.session].must_end
        end = agenda_minutes(plan.occasion, must_end) if must_end != FLOWS else slot.end
        if slot.end - end == slot.over:
            found.append(_overrun(slot, StopKind.MUST_END, slot.session))
        else:
            after = flow[flow.index(slot) + 1]
            found.append(_overrun(slot, StopKind.FIXED_START, _holder(after, sessions)))
    return tuple(found)


def _holder(slot: Slot, sessions: Mapping[str, Session]) -> str:
    """Return what holds the fixed start of a stretch: its session, which begins with it, or the part itself."""
    return slot.session if sessions[slot.session].fixed_start != FLOWS else slot.part or slot.session


def _too_short(slot: Slot) -> Overrun:
    return Overrun(
        slot.session, slot.session, slot.over, StopKind.LENGTH, slot.session, slot.end, slot.end + slot.over
    )


def _overrun(slot: Slot, kind: StopKind, stop: str) -> Overrun:
    stretch = slot.part or slot.session
    return Overrun(stretch, slot.session, slot.over, kind, stop, slot.end - slot.over, slot.end)


def shared(plan: Plan, stretch: str) -> Repair:
    """Return how all that can give what has to go share it in proportion."""
    return shortened_before(stretch, plan.occasion, plan.sessions, plan.parts)


def alone(plan: Plan, stretch: str, one: str = "") -> Repair:
    """Return how one part gives what has to go: the one that is named, else the one with the most to give."""
    _, room = giving(stretch, plan.occasion, plan.sessions, plan.parts)
    chosen = one or max(room, key=lambda part: (room[part], part), default="")
    return shortened_alone(chosen, stretch, plan.occasion, plan.sessions, plan.parts)


def could_give(plan: Plan, stretch: str) -> dict[str, int]:
    """Return how many minutes each part could give before a stretch that runs over."""
    return giving(stretch, plan.occasion, plan.sessions, plan.parts)[1]


def lengths_after(repair: Repair, sessions: Sequence[Session], parts: Sequence[Part]) -> dict[str, int]:
    """Return the new lengths of the sessions and parts that a repair changes, by id.

    A session that has a length of its own is shorter by what its parts give, unless they need all of it and more.
    """
    of_part = {part.id: part.session for part in parts}
    found = {one.part: one.after for one in repair.shorter if one.part in of_part}
    for session in (one for one in sessions if one.length):
        own = [one for one in repair.shorter if of_part.get(one.part, one.part) == session.id]
        needed = sum(part.length for part in parts if part.session == session.id)
        if own and needed <= session.length:
            found[session.id] = session.length - sum(_given(one) for one in own)
    return found


def _given(shorter: Shorter) -> int:
    return shorter.before - shorter.after

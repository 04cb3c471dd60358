"""Bringing a running order back to its hard stops: what can be shortened, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sessions.agenda import Part, Session, Slot, running_order
from sessions.gathering import Occasion

LEAST: Final = 5
"""Minutes that a part is not shortened below: less is no use to anybody."""


@dataclass(frozen=True, slots=True)
class Shorter:
    """A part that would be shortened, from how many minutes to how many."""

    part: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Repair:
    """What brings a running order back to a hard stop, and the minutes by which it still misses it."""

    shorter: tuple[Shorter, ...]
    missing: int


def overruns(occasion: Occasion, sessions: Sequence[Session], parts: Sequence[Part]) -> dict[str, int]:
    """Return the minutes by which stretches run past what follows them, by the id of the session or part."""
    return {
        slot.part or slot.session: slot.over for slot in running_order(occasion, sessions, parts) if slot.over
    }


def shortened_before(
    stop: str, occasion: Occasion, sessions: Sequence[Session], parts: Sequence[Part]
) -> Repair:
    """Return how the parts before a stretch that runs over share what has to go, that one included.

    They go back to the last gap: minutes given up before it would only make it longer. Each gives in proportion to
    what it can give; protected parts, parts of protected sessions and parts of five minutes or less give nothing. A
    stretch that does not run over needs no repair.
    """
    over, room = giving(stop, occasion, sessions, parts)
    by_id = {part.id: part for part in parts}
    return _shared_out(over, [by_id[part] for part in room], room)


def shortened_alone(
    one: str, stop: str, occasion: Occasion, sessions: Sequence[Session], parts: Sequence[Part]
) -> Repair:
    """Return how one part gives what has to go before a stretch that runs over, as far as it can."""
    over, room = giving(stop, occasion, sessions, parts)
    alone = [part for part in parts if part.id == one and one in room]
    return _shared_out(over, alone, {part.id: room[part.id] for part in alone})


def giving(
    stop: str, occasion: Occasion, sessions: Sequence[Session], parts: Sequence[Part]
) -> tuple[int, dict[str, int]]:
    """Return by how much a stretch runs over, and how many minutes each part could give, in order."""
    order = running_order(occasion, sessions, parts)
    found = next((slot for slot in order if stop == (slot.part or slot.session) and slot.over), None)
    if found is None:
        return 0, {}
    by_id = {part.id: part for part in parts}
    own = [by_id[slot.part] for slot in order if slot.part and slot.session == found.session]
    # A session that is longer than it may be is its own matter; what runs into a hard stop is everybody's before it.
    those = _before(found, order, by_id) if found.part or not own else own
    room = {part.id: _room(part, sessions) for part in those}
    return found.over, {part: minutes for part, minutes in room.items() if minutes}


def _before(found: Slot, order: Sequence[Slot], by_id: Mapping[str, Part]) -> list[Part]:
    """Return the parts from the last hard stop that was kept up to a slot, in order."""
    giving: list[Part] = []
    end = 0
    for slot in order[: order.index(found) + 1]:
        if slot.start > end:
            giving = []
        if slot.part:
            giving.append(by_id[slot.part])
        end = max(end, slot.end) if slot.part else end
    return giving


def applied(repair: Repair, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts as a repair leaves them."""
    after = {one.part: one.after for one in repair.shorter}
    return tuple(replace(part, length=after.get(part.id, part.length)) for part in parts)


def _room(part: Part, sessions: Sequence[Session]) -> int:
    is_protected = any(session.is_protected for session in sessions if session.id == part.session)
    return 0 if part.is_protected or is_protected else max(0, part.length - LEAST)


def _shared_out(over: int, giving: Sequence[Part], room: dict[str, int]) -> Repair:
    whole = sum(room[part.id] for part in giving)
    wanted = min(over, whole)
    shorter: list[Shorter] = []
    given = so_far = 0
    for part in giving:
        so_far += room[part.id]
        # Rounding the running total, not each share, hands out exactly what is wanted.
        share = wanted * so_far // whole - given
        given += share
        if share:
            shorter.append(Shorter(part.id, part.length, part.length - share))
    return Repair(tuple(shorter), over - wanted)

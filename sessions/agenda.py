"""The running order: sessions and their parts, and the times that follow from their lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar

from sessions.errors import DomainError
from sessions.gathering import Occasion
from sessions.local_time import agenda_minutes


class PartKind(StrEnum):
    """What happens in a stretch of a session."""

    SPEAKER = "speaker"
    CONTRIBUTIONS = "contributions"
    REFLECTIONS = "reflections"
    BREAKOUTS = "breakouts"
    REPORT_BACK = "report back"
    POLL = "poll"
    PLENARY = "plenary"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Session:
    """A titled stretch of an occasion. People are person ids; ``length`` is minutes, 0 = the sum of its parts.

    ``for_director`` is for whoever runs the day and stands in no document. ``fixed_start`` is minutes after local
    midnight, -1 where it flows; ``must_end`` those at which the room or the patience is gone, -1 where nobody minds.
    ``source_notes`` are ids of notes of earlier gatherings that it goes back to, ``sources`` what is said in words.
    """

    id: str
    occasion: str
    key: str
    title: str
    strand: str = ""
    led_by: tuple[str, ...] = ()
    chaired_by: str = ""
    question: str = ""
    why_now: str = ""
    learnt: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    length: int = 0
    rank: str = ""
    for_director: str = ""
    materials: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    fixed_start: int = -1
    is_protected: bool = False
    must_end: int = -1
    source_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a session; ``fixed_start`` is minutes after local midnight, -1 where it flows."""

    id: str
    session: str
    kind: PartKind
    title: str = ""
    length: int = 0
    people: tuple[str, ...] = ()
    fixed_start: int = -1
    is_protected: bool = False
    rank: str = ""


_Stretch = TypeVar("_Stretch", Session, Part)
MINUTES_A_DAY: Final = 24 * 60
FLOWS: Final = -1
_LENGTH: Final = re.compile(
    r"(?:(?P<minutes>[0-9]{1,4}) ?(?:m|mins?|minutes?)?"
    r"|(?P<hours>[0-9]{1,2}) ?(?:h|hrs?|hours?)(?: ?(?P<rest>[0-9]{1,2}) ?(?:m|mins?|minutes?)?)?"
    r"|(?P<clock>[0-9]{1,2}):(?P<past>[0-9]{2}))"
)


_CLOCK: Final = re.compile(r"(?P<hours>[0-9]{1,2})(?:[:.](?P<minutes>[0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Slot:
    """When a session (``part`` is empty) or a part of it runs, in minutes after local midnight.

    ``over`` counts the minutes by which it runs past a hard stop: past the fixed start of what follows it, past the
    minute at which its session must end, or, for a session whose length is given, the minutes its parts need beyond
    that length.
    """

    start: int
    end: int
    session: str
    part: str = ""
    over: int = 0


def length_of(session: Session, parts: Iterable[Part]) -> int:
    """Return the minutes of a session: its own length where one is given, else what its parts add up to.

    Breakouts run beside each other, so a part of breakouts counts once however many groups it has.
    """
    return session.length or sum(part.length for part in parts if part.session == session.id)


def running_order(occasion: Occasion, sessions: Iterable[Session], parts: Iterable[Part]) -> tuple[Slot, ...]:
    """Return when each session and each of its parts runs, in order, a session before its parts.

    A fixed start that is later than the flow leaves a gap before it; one that is earlier is not kept, and what ran
    into it says by how much. Fixed starts are read off the clock on the wall, also where clocks are changed.
    """
    here = [_on_the_clock(session, occasion) for session in sessions if session.occasion == occasion.id]
    ids = {session.id for session in here}
    below: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda part: (part.rank, part.id)):
        if part.session in ids:
            below.setdefault(part.session, []).append(_on_the_clock(part, occasion))
    made: list[Slot] = []
    now = occasion.starts
    for session in sorted(here, key=lambda session: (session.rank, session.key, session.id)):
        made += _session_slots(session, below.get(session.id, []), now)
        now = next(slot.end for slot in reversed(made) if not slot.part)
    fixed = {part.id: part.fixed_start for stretch in below.values() for part in stretch}
    for session in here:
        first = below[session.id][0].id if session.id in below else session.id
        # A session's own fixed start is that of what it begins with.
        fixed[first] = max(fixed.get(first, FLOWS), session.fixed_start)
    ends = {one.id: agenda_minutes(occasion, one.must_end) for one in here if one.must_end >= 0}
    return tuple(_with_overruns(made, fixed, ends))


def _on_the_clock(stretch: _Stretch, occasion: Occasion) -> _Stretch:
    """Return a session or part whose fixed start is a minute of the agenda, not of the clock on the wall."""
    if stretch.fixed_start < 0:
        return stretch
    return replace(stretch, fixed_start=agenda_minutes(occasion, stretch.fixed_start))


def _session_slots(session: Session, parts: Sequence[Part], now: int) -> list[Slot]:
    begins = max(now, session.fixed_start, parts[0].fixed_start if parts else now)
    made: list[Slot] = []
    at = begins
    for part in parts:
        start = max(at, part.fixed_start)
        at = start + part.length
        made.append(Slot(start, at, session.id, part.id))
    end = begins + session.length if session.length else at
    return [Slot(begins, end, session.id, over=max(0, at - end)), *made]


def _with_overruns(
    slots: Sequence[Slot], fixed: Mapping[str, int], ends: Mapping[str, int]
) -> Iterator[Slot]:
    """Yield the slots, each with the minutes by which it runs past the hard stop that comes next."""
    has_parts = {slot.session for slot in slots if slot.part}
    stretches = [at for at, slot in enumerate(slots) if slot.part or slot.session not in has_parts]
    over: dict[int, int] = {}
    for at, after in pairwise(stretches):
        follows = fixed[slots[after].part or slots[after].session]
        if 0 <= follows < slots[at].end:
            over[at] = slots[at].end - follows
    last = {slots[at].session: at for at in stretches}
    for session, end in ends.items():
        late = slots[last[session]].end - end
        if late > 0:
            over[last[session]] = max(late, over.get(last[session], 0))
    for at, slot in enumerate(slots):
        late = over.get(at, 0)
        yield replace(slot, over=late) if late > slot.over else slot


def parse_length(text: str) -> int:
    """Return the minutes that were typed: ``25``, ``25m``, ``90 min``, ``1h``, ``1h10`` or ``1:10``.

    Raises DomainError: length_not_understood.
    """
    found = _LENGTH.fullmatch(" ".join(text.lower().split()))
    if found is None:
        raise DomainError("length_not_understood", text=text)
    if found["minutes"] is not None:
        minutes = int(found["minutes"])
    else:
        beyond = int(found["rest"] or found["past"] or 0)
        minutes = int(found["hours"] or found["clock"]) * 60 + beyond
        if beyond >= 60:
            raise DomainError("length_not_understood", text=text)
    if minutes > MINUTES_A_DAY:
        raise DomainError("length_not_understood", text=text)
    return minutes


def parse_clock(text: str) -> int:
    """Return the minutes after midnight of a time of day that was typed: ``10:00``, ``10.00`` or ``9``.

    Raises DomainError: time_not_understood.
    """
    found = _CLOCK.fullmatch(text.strip())
    hours, minutes = (int(found["hours"]), int(found["minutes"] or 0)) if found else (24, 0)
    if hours > 23 or minutes > 59:
        raise DomainError("time_not_understood", text=text)
    return hours * 60 + minutes


def format_length(minutes: int) -> str:
    """Return minutes as people write a length: ``25 min``, ``1 h``, ``1 h 10``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def clock(minutes: int) -> str:
    """Return a time of day; what runs past midnight begins again at ``00:00``."""
    hours, rest = divmod(minutes % MINUTES_A_DAY, 60)
    return f"{hours:02}:{rest:02}"

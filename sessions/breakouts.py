"""People discussing apart, and who sits with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class GroupKind(StrEnum):
    """Where notes were taken; only breakouts count as groups in *some groups said*."""

    BREAKOUT = "breakout"
    PLENARY = "plenary"
    CHAT = "chat"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Group:
    """A breakout (or the plenary, or its chat) of a session. ``leads`` and ``note_taker`` are person ids.

    A group of kind *survey* holds the comments people wrote in the survey it names. The break wall, where people
    write between sessions, is a chat that ``is_break_wall``: a Facilitator that does not know of it counts no group.
    """

    id: str
    session: str
    key: str
    title: str
    kind: GroupKind = GroupKind.BREAKOUT
    topic: str = ""
    leads: tuple[str, ...] = ()
    note_taker: str = ""
    rank: str = ""
    survey: str = ""
    is_break_wall: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a group, as the group needs them: shown name, initials, *not to be named*.

    A group never needs the register; ``person`` is empty for a stranger added during capture.
    """

    id: str
    group: str
    shown: str
    initials: str = ""
    person: str = ""
    is_not_to_be_named: bool = False
    rank: str = ""


def as_seated(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Return those who are here in the order in which they are shown: by rank, and who has none after the others."""
    return tuple(sorted(seats, key=lambda seat: (not seat.rank, seat.rank, seat.id)))

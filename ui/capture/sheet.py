"""What stands beside the notes of one group: plain values, read by the page and shown by the panes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_POINTS: Final = 3
"""So many notes a group brings back at most."""


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody in the group, by the id of the seat."""

    id: str
    shown: str
    initials: str = ""
    is_not_to_be_named: bool = False


@dataclass(frozen=True, slots=True)
class PartTimes:
    """When the part runs, in UTC ms; 0 where that is not known. A group that sits apart comes back at its end."""

    starts_at: int = 0
    ends_at: int = 0
    is_apart: bool = True


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """What may be agreed about quoting: its value, its name, and the sentence that is read out."""

    rule: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadOut:
    """The sentence about quoting, and who read it out when.

    ``at`` is the time of day on the wall, '' where it is not known. ``reader`` is whoever is going to read it out, ''
    where that has to be asked. Where nothing was agreed yet there are ``choices``.
    """

    words: str
    by: str = ""
    at: str = ""
    reader: str = ""
    choices: tuple[RuleChoice, ...] = ()

    @property
    def is_done(self) -> bool:
        """Tell whether somebody has read it out."""
        return bool(self.by or self.at)


@dataclass(frozen=True, slots=True)
class PickedNote:
    """A note that the group brings back."""

    id: str
    words: str
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class MendLine:
    """A line that misses words (``has_gap``) or who said it."""

    id: str
    words: str
    has_gap: bool = False


@dataclass(frozen=True, slots=True)
class Mending:
    """How many lines miss words, and how many miss who spoke."""

    gaps: int = 0
    quotes_without_speaker: int = 0
    lines_without_speaker: int = 0
    """Those that are no quotes."""
    lines: tuple[MendLine, ...] = ()
    """The first of them all, in order."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something that somebody is to do; ``owner`` is the id of a seat, ``due`` is as it was typed."""

    id: str
    words: str
    owner: str = ""
    owner_name: str = ""
    due: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands at the left of the notes and at the right.

    ``strand`` is what the chip says and ``strand_number`` its place in the network's list; ``group`` and ``session``
    are titles.
    """

    id: str = ""
    group: str = ""
    session: str = ""
    strand: str = ""
    strand_number: int = 0
    question: str = ""
    introduced_by: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    times: PartTimes = PartTimes()
    people: tuple[PersonHere, ...] = ()
    read_out: ReadOut | None = None
    picked: tuple[PickedNote, ...] = ()
    mending: Mending = Mending()
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CardPoint:
    """A point to say; ``said_by`` only where the name may be said."""

    words: str
    said_by: str = ""
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What a group says to the plenary, how long that takes, and how many lines may not be said."""

    session: str
    group: str
    points: tuple[CardPoint, ...]
    questions: tuple[CardPoint, ...] = ()
    actions: tuple[str, ...] = ()
    seconds: int = 0
    left_out: int = 0

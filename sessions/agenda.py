"""The running order: sessions and their parts, and the times that follow from their lengths."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    """A titled stretch of an occasion. People are person ids; ``length`` is minutes, 0 = the sum of its parts."""

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

"""Polls: what was asked, what was answered, and how that is said in prose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Wording(StrEnum):
    """Whether a repeated poll asked the same question."""

    SAME = "same"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that could be chosen; options of one ``group`` may be added up (*a lot* + *a little* = *rising*)."""

    id: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered, in the order of the options.

    Either ``counts`` of people, or ``permille`` (tenths of a per cent: the journal has no floats) where only
    percentages were published. ``base`` is how many answered, -1 for not known.
    """

    counts: tuple[int, ...] = ()
    permille: tuple[int, ...] = ()
    base: int = -1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to people, with its options and result; may repeat an earlier one."""

    id: str
    gathering: str
    session: str
    key: str
    question: str
    taken: date
    options: tuple[Option, ...] = ()
    result: Result | None = None
    repeats: str = ""
    wording: Wording = Wording.SAME

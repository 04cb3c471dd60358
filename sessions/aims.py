"""What a network has said in public that it will do, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """What became of an aim or an action; *open* until somebody says."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly done"
    OVERTAKEN = "overtaken"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Aim:
    """Something said that the network will do.

    ``said_in`` is the document or gathering it was said in, ``by`` and ``condition`` are in the words of the time,
    ``became`` tells what became of it in a sentence.
    """

    id: str
    network: str
    words: str
    said_in: str = ""
    said_on: date | None = None
    by: str = ""
    condition: str = ""
    outcome: Outcome = Outcome.OPEN
    became: str = ""
    rank: str = ""

    @property
    def is_answered(self) -> bool:
        """Tell whether somebody has said what became of it: an aim that goes on stays open, told or not."""
        return self.outcome is not Outcome.OPEN


IN_ORDER: Final = tuple(Outcome(value) for value in ("done", "partly done", "overtaken", "dropped", "open"))
"""Outcomes in the order they are told in: what was done first, what is still to come last."""


def came_before(aims: Iterable[Aim], day: date) -> tuple[Aim, ...]:
    """Return the aims that a gathering on some day has to answer: those said before it, in their order.

    An aim whose day is not known was said before.
    """
    found = [aim for aim in aims if aim.said_on is None or aim.said_on < day]
    return tuple(sorted(found, key=lambda aim: (aim.rank, aim.id)))


def still_open(aims: Iterable[Aim], day: date) -> tuple[Aim, ...]:
    """Return the aims that open with a gathering on some day because nobody has said what became of them."""
    return tuple(aim for aim in came_before(aims, day) if not aim.is_answered)

"""A breakout as it is typed: lines with marks, mends and names, at the speed of talk."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

LETTERS_A_WORD = 5  # what typists count as a word, the blank after it among them
SPEED = 70  # words a minute


@dataclass(frozen=True)
class Typed:
    """A line as typed, and the words that are kept of it; none where it keeps no note."""

    line: str
    words: str = ""


SCRIPT = (
    Typed("+Rosa Lindqvist +Tam Obi +Wen Achterhof"),
    Typed("The side door is open, the front one only looks it", "The side door is open, the front one only looks it"),
    Typed('Rosa Lindqvist: "We counted the chairs and forgot to count the people."',
          "We counted the chairs and forgot to count the people."),
    Typed("... and then we counted the coats", "and then we counted the coats"),
    Typed("?Who holds the second key", "Who holds the second key"),
    Typed("!Put the opening hours on the outside of the door", "Put the opening hours on the outside of the door"),
    Typed(">@tam ask the bus company about the last stop by 5 December", "ask the bus company about the last stop"),
    Typed("/Two of us would rather close than open badly", "Two of us would rather close than open badly"),
    Typed('?: "Nobody ever asked what the kettle was for"', "Nobody ever asked what the kettle was for"),
    Typed("e.g. the hall in the lane that lends its piano", "the hall in the lane that lends its piano"),
    Typed("The grant pays for @@ and never for heating", "The grant pays for @@ and never for heating"),
    Typed("=We try one open morning before we plan a second", "We try one open morning before we plan a second"),
)  # fmt: skip


def seconds_a_key() -> float:
    """Return the time between two keys at that speed."""
    return 60 / (SPEED * LETTERS_A_WORD)


def lines(minutes: float) -> list[Typed]:
    """Return so many lines as fill the minutes: the script, again and again."""
    found: list[Typed] = list(SCRIPT)
    keys = sum(len(one.line) + 1 for one in found)
    for one in itertools.cycle(SCRIPT[1:]):
        if keys * seconds_a_key() >= minutes * 60:
            break
        found.append(one)
        keys += len(one.line) + 1
    return found

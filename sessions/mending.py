"""Putting right a line that was kept, and finding what was missed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MEND = re.compile(r"s/((?:[^/\\]|\\.)+)/((?:[^/\\]|\\.)*)(/?)", re.DOTALL)
_GAP = re.compile("@@")


@dataclass(frozen=True, slots=True)
class Mend:
    """A line that asks to mend the last line holding ``old``."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending would do: which line, and its words before and after."""

    index: int
    before: str
    after: str


def read_mend(text: str) -> Mend | None:
    """Read ``s/old/new/``; the last slash may be left out, ``\\/`` is a slash."""
    found = _MEND.fullmatch(text)
    if found is None:
        return None
    old, new, last = (part.replace("\\/", "/") for part in found.groups())
    # "s/he/they ..." begins a sentence more often than it mends one.
    return None if old == "he" and not last else Mend(old, new)


def mend(lines: Sequence[str], old: str, new: str) -> Mended | None:
    """Mend the first ``old`` in the last line that holds it; None when no line does."""
    for index in range(len(lines) - 1, -1, -1):
        before = lines[index]
        if old and old in before:
            return Mended(index, before, before.replace(old, new, 1))
    return None


def gaps(words: str) -> tuple[int, ...]:
    """Return where something was missed: the offsets of ``@@``."""
    return tuple(found.start() for found in _GAP.finditer(words)) if "@@" in words else ()

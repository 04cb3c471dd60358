"""How much of a table's width each column has: what it needs at least, then what it would like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\s-]*-|[^\s-]+")
"""What is never broken; a line may end after a hyphen."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The longest word of a column, below which it is cut, and its longest line, above which it is empty."""

    least: int
    most: int


def needs_of(texts: Iterable[str], measure: Callable[[str], int], largest: int) -> Needs:
    """Return what texts need that may be broken between words; none more than the ``largest``."""
    least = most = 0
    for text in texts:
        wide = measure(text)
        most = max(most, wide)
        if wide > least:
            least = max(least, *(measure(word) for word in _WORD.findall(text)))
    return Needs(min(least, largest), min(most, largest))


def shared(columns: Sequence[Needs], wide: int) -> list[int]:
    """Return widths that fill what there is; where that is too little for the longest words they go beyond it."""
    least = sum(one.least for one in columns)
    most = sum(one.most for one in columns)
    if wide <= least or not columns:
        return [one.least for one in columns]
    if wide < most:
        given = [one.least + (one.most - one.least) * (wide - least) // (most - least) for one in columns]
    else:
        given = (
            [one.most * wide // most for one in columns] if most else [wide // len(columns)] * len(columns)
        )
    given[-1] += wide - sum(given)
    return given

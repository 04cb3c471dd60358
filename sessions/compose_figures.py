"""Figures at a glance: the newest of each set large, and what it was before where the two can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from sessions.compose_blocks import Piece, Runs
from sessions.compose_material import Index
from sessions.compose_wording import Wording, plain, record
from sessions.document import BlockType
from sessions.figures import Figure, Line, lines

_EARLIER: Final = 2  # so many earlier values are told
_AGAIN: Final = "figure-also"


def figures(index: Index, wording: Wording) -> list[Piece]:
    """Return the figures of the network as they were known when the gathering began."""
    items = figure_items(lines(index.material.figures, index.first_day or date.max), wording)
    if not items:
        return []
    heading = Piece(BlockType.HEADING, wording.fill("heading-figures"), level=1)
    return [heading, Piece(BlockType.FIGURES, (), tuple(items))]


def figure_items(found: Iterable[Line], wording: Wording) -> list[Piece]:
    """Return an item for each line of figures: the number in its margin, its sentence, and where it comes from."""
    made = []
    for line in found:
        newest = line.newest
        words = _line([one for one in line.figures if one.unit == newest.unit], wording)
        label = plain(_value(newest, wording))
        source = record(newest.source, newest.id)
        below = (Piece(BlockType.SOURCE, wording.fill("figure-source", source=source)),) if source else ()
        made.append(Piece(BlockType.ITEM, words, below, label=label, about=newest.id))
    return made


def _line(same_unit: Sequence[Figure], wording: Wording) -> Runs:
    """Return what a figure counts, to be read on from its number: with its date, and what it was before."""
    newest = same_unit[0]
    slots = {
        "label": record(newest.label, newest.id),
        "date": wording.plain_day(newest.on, newest.id),
    }
    changes = _changes(same_unit[: _EARLIER + 1], wording)
    if changes:
        return wording.fill("figure-changed", changes=wording.joined(changes), **slots)
    return wording.fill("figure", **slots)


def _changes(found: Sequence[Figure], wording: Wording) -> list[Runs]:
    """Return how the newest stands beside each of those before; the direction is said where it turns."""
    newest, said = found[0], ""
    made: list[Runs] = []
    for later, earlier in pairwise(found):
        name = _direction(newest.value - earlier.value)
        is_second = bool(made)
        when = _when(earlier, later, wording, is_second=is_second)
        shown = _AGAIN if name == said and name != "figure-same" else name
        made.append(wording.fill(shown, value=_value(earlier, wording), when=when))
        said = name
    return made


def _direction(change: int) -> str:
    if not change:
        return "figure-same"
    return "figure-up" if change > 0 else "figure-down"


def _when(earlier: Figure, later: Figure, wording: Wording, *, is_second: bool) -> Runs:
    names = ("the-year-before-that" if is_second else "a-year-before", "in-month")
    return wording.when(earlier.on, later.on, names, earlier.id)


def _value(figure: Figure, wording: Wording) -> Runs:
    """Return a value with its unit; a unit that is a sign stands close to it."""
    gap = " " if figure.unit[:1].isalnum() else ""
    return record(f"{wording.figure(figure.value)}{gap}{figure.unit}", figure.id)

"""Dated numbers of a network, each with its source, and how one stands beside the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a network on a day. ``unit`` stands after the number where the label does not say it."""

    id: str
    network: str
    key: str
    label: str
    value: int
    on: date
    unit: str = ""
    source: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one key, the newest first; of two for one day the later record counts."""

    key: str
    figures: tuple[Figure, ...]

    @property
    def newest(self) -> Figure:
        """Return the figure that stands for now."""
        return self.figures[0]

    @property
    def change(self) -> int | None:
        """Return by how much the newest differs from the one before, or None where the two cannot be compared."""
        if len(self.figures) < 2 or self.figures[0].unit != self.figures[1].unit:
            return None
        return self.figures[0].value - self.figures[1].value


_NO_DAY: Final = date.max


def lines(figures: Iterable[Figure], until: date = _NO_DAY) -> tuple[Line, ...]:
    """Return the figures known on a day, a line for each key, in the order in which the keys were first given."""
    by_key: dict[str, dict[date, Figure]] = {}
    for figure in sorted(figures, key=lambda one: (one.rank, one.id)):
        if figure.on <= until:
            by_key.setdefault(figure.key, {})[figure.on] = figure
    return tuple(
        Line(key, tuple(days[day] for day in sorted(days, reverse=True))) for key, days in by_key.items()
    )

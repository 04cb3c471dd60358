"""Gatherings that recur under one name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SeriesKind(StrEnum):
    """What recurs."""

    ANNUAL_GATHERING = "annual gathering"
    CELL = "cell"
    ROUNDTABLE = "roundtable"
    DROP_IN = "drop-in"


@dataclass(frozen=True, slots=True)
class Series:
    """A line of gatherings of a network; a cell is a thought leader's. ``led_by`` are person ids."""

    id: str
    network: str
    key: str
    title: str
    kind: SeriesKind = SeriesKind.ANNUAL_GATHERING
    led_by: tuple[str, ...] = ()
    strand: str = ""
    rank: str = ""

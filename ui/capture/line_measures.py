"""How large the line of Capture is and where it stands: for itself, and for the one that is there before it."""

from __future__ import annotations

from typing import Final, NamedTuple

from ui.arrangement import Arrangement

PANE_WIDE: Final = 290
"""Pixels at 100 %: a pane beside the notes."""
CHIP_HIGH: Final = 21
"""The row of chips below the words."""


class LineMeasures(NamedTuple):
    """Pixels at 100 %: the letters, the edge around them, the gap above the chips, and what is left around the box."""

    letters: int
    edge: int
    side: int
    gap: int
    around: int
    below: int


def line_measures(arrangement: Arrangement) -> LineMeasures:
    """Return the measures for the room there is."""
    if arrangement is Arrangement.COMPACT:
        return LineMeasures(15, 8, 11, 5, 12, 10)
    if arrangement is Arrangement.ONE_PANE:
        return LineMeasures(17, 13, 15, 9, 12, 10)
    return LineMeasures(17, 13, 15, 9, 18, 18)

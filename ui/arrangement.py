"""How much stands beside each other: decided by the width of the window in pixels of text at 100 %."""

from __future__ import annotations

from enum import StrEnum


class Arrangement(StrEnum):
    """What a window has room for."""

    THREE_PANES = "three panes"
    TWO_PANES = "two panes and a drawer"
    ONE_PANE = "one pane"
    COMPACT = "compact"

    @property
    def has_side(self) -> bool:
        """Tell whether what helps (prompts, people) stands beside the main pane."""
        return self in {Arrangement.THREE_PANES, Arrangement.TWO_PANES}


def arrangement_for(width: int, scale: float) -> Arrangement:
    """Return the arrangement for a window ``width`` pixels wide whose text is ``scale`` times its usual size."""
    effective = width / scale
    if effective >= 1180:
        return Arrangement.THREE_PANES
    if effective >= 820:
        return Arrangement.TWO_PANES
    return Arrangement.ONE_PANE if effective >= 480 else Arrangement.COMPACT

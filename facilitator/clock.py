"""The clock of this computer; tests and pictures bring their own."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""The time in UTC ms."""


def by_this_computer() -> int:
    """Return the time by this computer's clock, in UTC ms."""
    return time.time_ns() // 1_000_000

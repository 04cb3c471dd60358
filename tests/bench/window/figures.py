"""How figures are told, and what they are held against."""

import math
from collections.abc import Sequence


def percentile(taken: Sequence[float], share: float) -> float:
    """Return the value that ``share`` per cent of the others do not pass."""
    every = sorted(taken)
    return every[max(0, math.ceil(len(every) * share / 100) - 1)]


def told(what: str, taken: Sequence[float]) -> str:
    """Return the median, the 99th in a hundred and the worst of some milliseconds, in a row."""
    return (
        f"{what:<44} p50 {percentile(taken, 50):7.2f}   p99 {percentile(taken, 99):7.2f}   "
        f"worst {max(taken):7.2f} ms"
    )


def held(what: str, found: float, limit: float, empty: float = 0.0) -> str:
    """Return whether a figure holds: as written, or as one and a half times the same on an empty window."""
    allowed = max(limit, 1.5 * empty)
    way = "holds" if found <= allowed else "DOES NOT HOLD"
    beside = f", or 1.5 × {empty:.2f}" if empty else ""
    return f"{what:<44} {found:7.2f}   limit {limit:g}{beside}: {way}"

"""Going up through a group of a hundred thousand notes, by wheel and by PageUp: the time of each frame, and the memory.

Run from the root: ``python -m tests.bench.bench_window_scrolling``; ``FACILITATOR_BENCH=short`` takes fewer of both. A
frame is one step with all that it reads, lays out and paints. The wheel goes up to the first note; PageUp follows for
as many frames from the end again.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QListView

from facilitator import paths
from facilitator.paths import Places
from tests.bench.window.capturing import capture, empty_window, live, memory
from tests.bench.window.figures import held, percentile, told
from tests.bench.window.many_notes import built_apart
from tests.bench.window.painting import paint_now
from ui.capture.page import CapturePage
from ui.theme import Theme

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
NOTES = 5_000 if IS_SHORT else 100_000
FRAMES = 300 if IS_SHORT else 3_000
P99_MS = 16.0
WORST_MS = 50.0
MOST_MB = 180.0
NOTCHES = 3


def wheel(view: QAbstractScrollArea) -> None:
    """Turn the wheel up by a few notches."""
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * NOTCHES),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(view.viewport(), event)


def page_up(view: QListView) -> None:
    """Press PageUp."""
    QTest.keyClick(view, Qt.Key.Key_PageUp)


async def gone_up(page: CapturePage, step: Callable[[QListView], None]) -> tuple[list[float], list[float]]:
    """Go up from the end until the first note or for so many frames; return the milliseconds of each.

    Those of the clock, and those of the processor in this thread, for which nobody else is to blame.
    """
    view = page.body.notes
    taken: list[float] = []
    worked: list[float] = []
    view.show_end()
    paint_now()
    while len(taken) < FRAMES and (page.body.model.has_earlier or view.verticalScrollBar().value()):
        begun, work = time.perf_counter(), time.thread_time()
        step(view)
        paint_now()
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.thread_time() - work) * 1000)
        await asyncio.sleep(0)
    return taken, worked


async def empty_frames() -> list[float]:
    """Return the milliseconds of as many frames of an empty window, each a turn of the wheel that paints all of it."""
    taken: list[float] = []
    async with empty_window() as window:
        for _ in range(FRAMES):
            begun = time.perf_counter()
            wheel(window.line)
            window.line.viewport().update()
            paint_now()
            taken.append((time.perf_counter() - begun) * 1000)
            await asyncio.sleep(0)
    return taken


async def measured(home: Path, theme: Theme, group: str) -> None:
    """Print the frames of both ways, and the memory afterwards."""
    empty = await empty_frames()
    print(told(f"{len(empty):,} frames of an empty window", empty))
    async with capture(home, theme, group) as page:
        for name, step in (("wheel", wheel), ("PageUp", page_up)):
            if step is page_up:
                page.body.notes.setFocus()
            taken, worked = await gone_up(page, step)
            print(told(f"{len(taken):,} frames by {name}, {NOTES:,} notes", taken))
            print(told("of it the processor's time in that thread", worked))
            print(held("p99 of a frame, ms", percentile(taken, 99), P99_MS, percentile(empty, 99)))
            print(held("worst frame, ms", max(taken), WORST_MS, max(empty)))
            shown = page.body.model
            print(f"at {shown.rows[0].note.words[:14]!r}, {shown.rowCount():,} rows in memory")
        print(held("memory at the end (VmRSS), MB", memory("VmRSS"), MOST_MB))
        print(f"the most memory there was (VmHWM): {memory('VmHWM'):.0f} MB")


def main() -> None:
    """Build the group and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[paths.HOME_VARIABLE] = folder
        group = built_apart(Places(Path(folder)), NOTES)
        live(lambda theme: measured(Path(folder), theme, group))


if __name__ == "__main__":
    main()

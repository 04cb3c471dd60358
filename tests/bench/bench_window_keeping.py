"""Whether the window answers while 20 notes a second are typed into a group of ten thousand.

Run from the root: ``python -m tests.bench.bench_window_keeping``; ``FACILITATOR_BENCH=short`` takes seconds in place of
a minute. A heart beats in the window's thread every five milliseconds: by how much a beat is late, nothing was
painted and no key heard. The same keys go into an empty window in the same run; what else the machine does falls on
both.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from facilitator import paths
from facilitator.paths import Places
from tests.bench.window.capturing import capture, empty_window, live, memory
from tests.bench.window.figures import held, percentile, told
from tests.bench.window.many_notes import built_apart
from tests.bench.window.stalls import Heart
from tests.bench.window.typist import type_lines
from ui.theme import Theme

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
SECONDS = 5.0 if IS_SHORT else 60.0
EMPTY_SECONDS = 5.0 if IS_SHORT else 20.0
NOTES = 1_000 if IS_SHORT else 10_000
A_SECOND = 20.0
P99_MS = 16.0
WORST_MS = 50.0
MOST_MB = 180.0


def line(number: int) -> str:
    """Return what is typed."""
    return f"heard {number}"


async def measured(home: Path, theme: Theme, group: str) -> None:
    """Print the stalls of both windows, and the memory of the program."""
    heart = Heart()
    async with empty_window() as window:
        heart.start()
        await type_lines(window.line, line, A_SECOND, EMPTY_SECONDS)
        empty = heart.stop()
    print(told("stalls of an empty window", empty))
    print(told("but for its wait for a processor", heart.unqueued))
    async with capture(home, theme, group) as page:
        before = page.body.model.count
        heart.start()
        begun, used = time.perf_counter(), time.process_time()
        typed = await type_lines(page.body.line.edit, line, A_SECOND, SECONDS)
        spent, used = time.perf_counter() - begun, time.process_time() - used
        found = heart.stop()
        print(told(f"stalls while {typed:,} notes join {NOTES:,}", found))
        print(
            f"{typed / spent:.1f} notes a second, {used / spent:.0%} of one processor, {before:,} notes before"
        )
        print(told("but for the wait for a processor", heart.unqueued))
        print(told("of it the processor's time in that thread", heart.worked))
        print(held("p99 of a stall, ms", percentile(found, 99), P99_MS, percentile(empty, 99)))
        print(held("worst stall, ms", max(found), WORST_MS, max(empty)))
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

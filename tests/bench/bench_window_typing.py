"""How long a key takes in the line, with 500 people to complete from, against a bare field.

Run from the root: ``python -m tests.bench.bench_window_typing``; ``FACILITATOR_BENCH=short`` types each line once. From
the key until all that it changes has been painted: the text, the chips below it, the names above it. The same keys go
into a bare field in the same run.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QWidget

from facilitator import paths
from facilitator.paths import Places
from tests.bench.window.capturing import capture, empty_window, live
from tests.bench.window.figures import held, percentile, told
from tests.bench.window.many_notes import built_apart
from tests.bench.window.painting import paint_now
from tests.bench.window.typist import press
from ui.theme import Theme

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
TURNS = 1 if IS_SHORT else 8
PEOPLE = 500
NOTES = 500 if IS_SHORT else 10_000
P99_MS = 16.0
WORST_MS = 50.0
LINES = (
    '*"You can hear it in the pauses" @po17 and some @@ more #LW by Friday -x',
    "Person 217 Ofwell217: the boiler is older than most of those who speak of it",
    ">@po321 ask the bus company about the last stop by 5 December",
    "+Wenna Achterhof +Tam Obi",
    'po44: "Nobody ever asked what the kettle was for", and po45 laughed #LW #LW',
    "Overall - call it out: a line of plain words, as most of them are, with nothing in it that means anything else",
)


async def typed(widget: QWidget) -> tuple[list[float], list[float]]:
    """Type every line, and return the milliseconds of each key and of each Enter."""
    keys: list[float] = []
    enters: list[float] = []
    for _ in range(TURNS):
        for line in LINES:
            for letter in f"{line}\n":
                begun = time.perf_counter()
                press(widget, letter)
                paint_now()
                (enters if letter == "\n" else keys).append((time.perf_counter() - begun) * 1000)
                await asyncio.sleep(0.002)
    return keys, enters


async def measured(home: Path, theme: Theme, group: str) -> None:
    """Print the time of a key in both."""
    async with empty_window() as window:
        bare, _ = await typed(window.line)
    print(told("a key in a bare field", bare))
    async with capture(home, theme, group) as page:
        keys, enters = await typed(page.body.line.edit)
        assert len(page.desk.roster.seats) >= PEOPLE
    print(told(f"a key in the line, {PEOPLE} people", keys))
    print(told(f"Enter, {NOTES:,} notes above", enters))
    print(held("p99 of a key, ms", percentile(keys, 99), P99_MS, percentile(bare, 99)))
    # The first one comes before anything of the group has been painted.
    print(held("worst key, ms", max(keys), WORST_MS, max(bare)))
    print(held("worst Enter, ms", max(enters), WORST_MS, max(bare)))


def main() -> None:
    """Build the group and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[paths.HOME_VARIABLE] = folder
        group = built_apart(Places(Path(folder)), NOTES, PEOPLE)
        live(lambda theme: measured(Path(folder), theme, group))


if __name__ == "__main__":
    main()

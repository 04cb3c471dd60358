"""How long the window takes to stand, and its line to take a key, against a bare window of PySide6.

Run from the root: ``python -m tests.bench.bench_window_start``; ``FACILITATOR_BENCH=short`` takes fewer rounds. Each
start is a process of its own on the same screen, by turns: from its beginning until the first picture is painted, and,
with a group open in Capture, until a key is in the line; the archive may still be opening then. The seconds of the
processor are told beside, for what else a machine does falls on those less.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from facilitator import paths
from facilitator.paths import Places
from facilitator.settings import Settings, save
from tests.bench.window.figures import held
from tests.bench.window.many_notes import built_apart
from tests.window.screen import started
from ui.door import close_door

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5 if IS_SHORT else 15
NOTES = 500
WINDOW = ROOT / "tests" / "bench" / "window"
TO_PAINT = 1.6
TO_TYPING = 2.0


def main() -> None:
    """Print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder, started(1400, 900) as screen:
        home = Path(folder) / "home"
        home.mkdir()
        save(home / "settings.toml", Settings(name="Ines", device_name="the library", is_first_run_done=True))
        group = built_apart(Places(home), NOTES)
        around = {**os.environ, **screen.environment, paths.HOME_VARIABLE: str(home), "QT_SCALE_FACTOR": "1"}
        around.pop("QT_QPA_PLATFORM", None)
        starts = {
            "a bare window": [str(WINDOW / "bare.py")],
            "the program": [str(WINDOW / "program.py"), "painted"],
            "the program in Capture": [str(WINDOW / "program.py"), "typing", group],
        }
        taken: dict[str, list[tuple[float, float]]] = {}
        # The first start of each pays for what Python and the disk have to keep of it.
        for number in range(-1, ROUNDS):
            for name, command in starts.items():
                shutil.rmtree(home / "logs", ignore_errors=True)
                close_door(home)  # what was stopped before leaves it ajar
                for what, spent in moments(command, around).items():
                    if number >= 0:
                        taken.setdefault(f"{name}, {what}", []).append(spent)
    floor = median(taken["a bare window, painted"])
    for name, every in taken.items():
        clock, processor = median(every)
        print(
            f"{name:<36} {clock * 1e3:7.0f} ms   ratio {clock / floor[0]:.2f}   "
            f"processor {processor * 1e3:6.0f} ms   ratio {processor / floor[1]:.2f}"
        )
    print(held("first paint, as ratio", median(taken["the program, painted"])[0] / floor[0], TO_PAINT))
    typed = median(taken["the program in Capture, typed"])
    print(held("the line takes a key, as ratio", typed[0] / floor[0], TO_TYPING))


def median(spent: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median of the clock's seconds, and of the processor's."""
    return statistics.median(one for one, _ in spent), statistics.median(one for _, one in spent)


def moments(command: list[str], around: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Start a program, and return when it told what: seconds of the clock, and of the processor, since it began."""
    begun = time.monotonic()
    ran = subprocess.run(
        [sys.executable, *command],
        env=around,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    lines = [line.split() for line in ran.stdout.splitlines()]
    return {what: (float(clock) - begun, float(processor)) for what, clock, processor in lines}


if __name__ == "__main__":
    main()

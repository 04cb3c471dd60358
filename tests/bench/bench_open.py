"""How long opening an archive takes until its first page is there, against the driver alone.

Run from the root: ``python -m tests.bench.bench_open``; ``FACILITATOR_BENCH=short`` takes fewer rounds. The driver
opens the same file, asks for the same rows and makes nothing of them. Imports are paid before.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from sessions.edits import create
from sessions.notes import Note

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
ROUNDS = 5 if IS_SHORT else 25
NOTES = 1_000 if IS_SHORT else 20_000
GROUP = "01890000-0000-7000-8000-000000000002"
PAGE = 50


def main() -> None:
    """Print medians and ratios, for a first page beside a writer and for opening with everything it does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.facilitator"
        around = Surroundings(
            lambda: time.time_ns() // 1_000_000, Path(folder) / "key", "UTC", random.Random(7).randbytes
        )
        with Archive(path, around) as archive:
            notes = (Note(f"n{n:06}", GROUP, f"Line {n} of what was said") for n in range(NOTES))
            edits = [create(note, f"group:{GROUP}") for note in notes]
            archive.commit(edits, "amal", "file.import").result()
        found: dict[str, Callable[[], Archive | None]] = {
            "the driver alone": lambda: by_the_driver(path),
            "a reader": lambda: by_a_reader(path, around),
            "the archive": lambda: by_the_archive(path, around),
        }
        times: dict[str, list[float]] = {name: [] for name in found}
        for _ in range(ROUNDS):
            # By turns, so that what else the machine does falls on all of them.
            for name, work in found.items():
                times[name].append(took(work))
        floor = statistics.median(times["the driver alone"])
        for name, spent in times.items():
            median = statistics.median(spent)
            print(
                f"first {PAGE} of {NOTES:,} notes, {name:<17} {median:7.2f} ms   ratio {median / floor:.1f}"
            )


def by_the_driver(path: Path) -> None:
    """Open the file for reading and fetch the first rows."""
    connection = sqlite.connect(f"{path.as_uri()}?mode=ro", uri=True)
    rows = connection.execute(
        'SELECT * FROM note WHERE "group" = ? ORDER BY n LIMIT ?', (GROUP, PAGE)
    ).fetchall()
    connection.close()
    assert len(rows) == PAGE


def by_a_reader(path: Path, around: Surroundings) -> None:
    """Open the archive for reading and ask for the first page."""
    with Reader(path, Seal(around.private_key)) as reader:
        assert len(reader.page("note", group=GROUP, limit=PAGE)) == PAGE


def by_the_archive(path: Path, around: Surroundings) -> Archive:
    """Open the archive for writing as a window does, ask for the first page, and leave it open."""
    archive = Archive(path, around)
    with archive.reader() as reader:
        assert len(reader.page("note", group=GROUP, limit=PAGE)) == PAGE
    return archive


def took(work: Callable[[], Archive | None]) -> float:
    """Return the milliseconds some work takes; closing what it leaves open is not counted."""
    begun = time.perf_counter()
    left = work()
    spent = (time.perf_counter() - begun) * 1e3
    if left is not None:
        left.close()
    return spent


if __name__ == "__main__":
    main()

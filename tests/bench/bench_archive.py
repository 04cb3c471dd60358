"""What keeping a note costs through the archive, against the same rows written by the driver alone.

Run from the root: ``python -m tests.bench.bench_archive``; ``FACILITATOR_BENCH=short`` takes fewer notes.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.engine import run
from facilitator.archive.queries import Reader
from facilitator.archive.search import Wanted
from sessions.edits import create
from sessions.notes import Note

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
NOTES = 100 if IS_SHORT else 500
ROUNDS = 3 if IS_SHORT else 7
CROWD = 2_000 if IS_SHORT else 20_000
WORDS = "Trust needs a budget line and somebody who has the time to listen"
GROUP = "01890000-0000-7000-8000-000000000002"


def main() -> None:
    """Print medians of several rounds, and ratios to the floor measured beside them."""
    with tempfile.TemporaryDirectory() as folder:
        around = Surroundings(
            lambda: time.time_ns() // 1_000_000, Path(folder) / "key", "UTC", random.randbytes
        )
        with Archive(Path(folder) / "bench.facilitator", around) as archive:
            edits = [create(note(around, n), f"group:{GROUP}") for n in range(CROWD)]
            begun = time.perf_counter()
            archive.commit(edits, "amal", "file.import").result()
            print(
                f"import of {CROWD} notes         {(time.perf_counter() - begun) / CROWD * 1e6:8.0f} µs a note"
            )
            keep_notes(archive, around)
            read(archive)


def note(around: Surroundings, n: int) -> Note:
    """Return a note as it is typed."""
    return Note(around.new_id(), GROUP, f"{WORDS} {n}", strands=("LW",), kept_at=around.now_ms())


def keep_notes(archive: Archive, around: Surroundings) -> None:
    """Measure CPU time without waiting for the disk, then the durable latency."""
    synchronous(archive, "OFF")
    ours, raw = [], []
    for _ in range(ROUNDS):
        notes = [note(around, n) for n in range(NOTES)]
        ours.append(spent(lambda found: keep_each(archive, found), notes))
        raw.append(spent(lambda found: raw_rows(archive, found), notes))
    one, floor = (statistics.median(rounds) / NOTES * 1e3 for rounds in (ours, raw))
    synchronous(archive, "FULL")
    waits = [waited(archive, note(around, n)) for n in range(NOTES)]
    print(f"a note, CPU                   {one:8.3f} ms")
    print(f"the same rows by the driver   {floor:8.3f} ms   ratio {one / floor:.1f}")
    print(f"a note, on the disk           {statistics.median(waits):8.3f} ms   p95 {p95(waits):.3f}")


def read(archive: Archive) -> None:
    """Measure what a window asks for while somebody types."""
    with archive.reader() as reader:
        for name, ask in questions(reader).items():
            times = []
            for _ in range(20):
                begun = time.perf_counter()
                ask()
                times.append((time.perf_counter() - begun) * 1e3)
            print(f"{name:<29} {statistics.median(times):8.3f} ms   p95 {p95(times):.3f}")


def questions(reader: Reader) -> dict[str, Callable[[], object]]:
    """Return what is asked, by name."""
    return {
        "a page of 50 notes": lambda: reader.page("note", group=GROUP, limit=50),
        "a page of 500 notes": lambda: reader.page("note", group=GROUP),
        "search, every note has it": lambda: reader.search(Wanted("trust")),
        "search, one has it": lambda: reader.search(Wanted("listen 77 ")),
    }


def synchronous(archive: Archive, how: str) -> None:
    """Set for the benchmark alone whether the disk is waited for."""
    archive._writer.do_bare(lambda connection: run(connection, f"PRAGMA synchronous = {how}")).result()


def keep(archive: Archive, one: Note) -> None:
    """Keep a note as a window does."""
    archive.commit([create(one, f"group:{GROUP}")], "amal", "note.keep").result()


def keep_each(archive: Archive, notes: Sequence[Note]) -> None:
    """Keep notes one by one."""
    for one in notes:
        keep(archive, one)


def spent(work: Callable[[Sequence[Note]], object], notes: Sequence[Note]) -> float:
    """Return the seconds of processor time that work on notes takes in all threads."""
    begun = time.process_time()
    work(notes)
    return time.process_time() - begun


def waited(archive: Archive, one: Note) -> float:
    """Return the milliseconds until a note is on the disk."""
    begun = time.perf_counter()
    keep(archive, one)
    return (time.perf_counter() - begun) * 1e3


def p95(times: list[float]) -> float:
    """Return what 95 of 100 stay under."""
    return sorted(times)[int(len(times) * 0.95)]


def raw_rows(archive: Archive, notes: Sequence[Note]) -> None:
    """Write the four rows of each note by the driver alone, a transaction each, on the same connection."""

    def work(connection: object) -> None:
        raw = connection.connection.driver_connection  # type: ignore[attr-defined]
        for one in notes:
            raw.execute("BEGIN IMMEDIATE")
            change = (one.id, one.id, "amal", "d", 1, 1, 1, "UTC", "note.keep", "1.0", "")
            raw.execute(f"INSERT INTO change VALUES(NULL, {','.join('?' * 11)})", change)
            op = (
                one.id,
                0,
                f"group:{GROUP}",
                "raw",
                one.id,
                "*",
                f'{{"words":"{one.words}"}}',
                "[]",
                1,
                one.id,
            )
            raw.execute(f"INSERT INTO op VALUES(NULL, {','.join('?' * 14)})", (*op, 0, "pending", "", "here"))
            values = (
                one.id,
                f"group:{GROUP}",
                "[]",
                "[]",
                "",
                "",
                one.words,
                GROUP,
                "point",
                '["LW"]',
                one.kept_at,
            )
            cursor = raw.execute(
                'INSERT INTO note(id, scope, redacted, clashes, made_in, words_version, words, "group", kind,'
                " strands, kept_at) VALUES(?,?,?,?,?,?,?,?,?,?,?)",
                values,
            )
            words = (cursor.lastrowid, one.words, f"kxpoint gx{GROUP} sxlw")
            raw.execute("INSERT INTO note_index(rowid, words, tokens) VALUES(?,?,?)", words)
            raw.execute("COMMIT")

    archive._writer.do_bare(work).result()


if __name__ == "__main__":
    main()

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
from typing import Any

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.engine import run
from facilitator.archive.queries import Reader
from facilitator.archive.search import Wanted, entry_for
from facilitator.capture import CaptureDesk
from sessions.breakouts import Group
from sessions.edits import create
from sessions.network import Strand
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
            strand = Strand("LW", "net", "LW", "Living wages")
            group = Group(GROUP, "session", "b1", "Group one")
            archive.commit([create(strand, "network"), create(group, "gathering:1")], "amal", "plan").result()
            edits = [create(note(around, n), f"group:{GROUP}") for n in range(CROWD)]
            begun = time.perf_counter()
            archive.commit(edits, "amal", "file.import").result()
            print(
                f"import of {CROWD} notes         {(time.perf_counter() - begun) / CROWD * 1e6:8.0f} µs a note"
            )
            keep_notes(archive, CaptureDesk(archive, around, "amal", GROUP))
            read(archive)


def note(around: Surroundings, n: int) -> Note:
    """Return a note as it is typed."""
    return Note(around.new_id(), GROUP, f"{WORDS} {n}", strands=("LW",), kept_at=around.now_ms())


def keep_notes(archive: Archive, desk: CaptureDesk) -> None:
    """Measure CPU time without waiting for the disk, from the line as typed; then the durable latency."""
    synchronous(archive, "OFF")
    ours, raw = [], []
    lines = [f"{WORDS} {n} #LW" for n in range(NOTES)]
    for _ in range(ROUNDS):
        ours.append(spent(lambda found: keep_each(desk, found), lines))
        rows = archive._writer.do_bare(lambda connection: last_rows(connection, NOTES)).result()
        raw.append(spent(lambda found: raw_rows(archive, found), rows))
    one, floor = (statistics.median(rounds) / NOTES * 1e3 for rounds in (ours, raw))
    synchronous(archive, "FULL")
    waits = [waited(desk, line) for line in lines]
    print(f"a note from its line, CPU     {one:8.3f} ms")
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


def keep_each(desk: CaptureDesk, lines: Sequence[str]) -> None:
    """Keep lines one by one, as a window does."""
    for line in lines:
        desk.keep(line)


def spent(work: Callable[[Sequence[Any]], object], things: Sequence[Any]) -> float:
    """Return the seconds of processor time that work on lines or rows takes in all threads."""
    begun = time.process_time()
    work(things)
    return time.process_time() - begun


def waited(desk: CaptureDesk, line: str) -> float:
    """Return the milliseconds until a line is on the disk."""
    begun = time.perf_counter()
    desk.keep(line)
    return (time.perf_counter() - begun) * 1e3


def p95(times: list[float]) -> float:
    """Return what 95 of 100 stay under."""
    return sorted(times)[int(len(times) * 0.95)]


Rows = tuple[Sequence[object], Sequence[object], Sequence[object], tuple[str, str]]
"""What keeping one line writes: a header, an op, a note, an entry of the index."""


def raw_rows(archive: Archive, rows: Sequence[Rows]) -> None:
    """Write the four rows of each line by the driver alone, a transaction each, on the same connection."""

    def work(connection: Any) -> None:
        raw = connection.connection.driver_connection
        for change, op, row, words in rows:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(f"INSERT INTO change VALUES({marks(change)})", change)
            raw.execute(f"INSERT INTO op VALUES({marks(op)})", op)
            number = raw.execute(f"INSERT INTO note VALUES({marks(row)})", row).lastrowid
            raw.execute("INSERT INTO note_index(rowid, words, tokens) VALUES(?, ?, ?)", (number, *words))
            raw.execute("COMMIT")

    archive._writer.do_bare(work).result()


def last_rows(connection: Any, count: int) -> list[Rows]:
    """Return the rows that the use case has just written, under other ids of the same length."""
    raw = connection.connection.driver_connection
    newest = (f"SELECT * FROM {table} ORDER BY n DESC LIMIT {count}" for table in ("change", "op", "note"))
    names = [column[1] for column in raw.execute("PRAGMA table_info(note)")]
    found: list[Rows] = []
    for change, op, row in zip(*(raw.execute(query).fetchall() for query in newest), strict=True):
        entry = entry_for(dict(zip(names, row, strict=True)))
        assert entry is not None
        old, new = change[1], f"{random.getrandbits(144):036x}"
        header, made, note = (
            [None, *(new if cell == old else cell for cell in one[1:])] for one in (change, op, row)
        )
        found.append((header, made, note, (entry["words"], entry["tokens"])))
    return found


def marks(cells: Sequence[object]) -> str:
    """Return as many question marks as there are cells."""
    return ", ".join("?" * len(cells))


if __name__ == "__main__":
    main()

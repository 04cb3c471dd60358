"""Measure how long a first draft takes to compose, in both arrangements, against sorting and copying its notes.

Run from the root: ``python -m tests.bench.bench_compose``; ``FACILITATOR_BENCH=short`` composes fewer times.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.engine import run
from facilitator.writeup import WriteUp
from sessions import records
from sessions.agenda import Part, PartKind, Session
from sessions.breakouts import Group, GroupKind, Seat
from sessions.compose import compose
from sessions.compose_material import Material
from sessions.document import Arrangement
from sessions.edits import Edit, create
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network, Strand
from sessions.notes import Note, NoteKind, Span
from sessions.people import Attendance, Level, Person
from sessions.scopes import scope_for

ROOT = Path(__file__).resolve().parents[2]
IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
SIZES = (1_000, 10_000)
REPEATS = 3 if IS_SHORT else 7
SESSIONS = 8
GROUPS = 8
PEOPLE = 120
TEMPLATES = tomllib.loads((ROOT / "resources/templates/en/write-up.toml").read_text("utf-8"))
# Kinds as note-takers use them, twenty to a round.
KINDS = (
    *[NoteKind.POINT] * 10, *[NoteKind.QUOTE] * 3, NoteKind.KEY_MESSAGE, NoteKind.QUESTION, NoteKind.ACTION,
    NoteKind.DECISION, NoteKind.EXAMPLE, NoteKind.DISAGREEMENT, NoteKind.REFLECTION,
)  # fmt: skip
LINES = (
    "the oven trips the fuse at six, so supper number {n} is a supper by torch",
    "Nobody has ever returned barrow {n} – it has simply been lent from hand to hand",
    "asked whether door {n} could stay open in January, when the queue is longest",
    "People say that they have eaten, and then stay till six: table {n} knows it",
    "yes, if somebody holds key {n} and says so on the door",
    "{who} keeps the list of who has which spade, page {n}, in a biscuit tin",
    "has drafted rule {n} and lost it again, which may have been for the best",
)


def material(count: int) -> Material:
    """Return a gathering of so many notes, spread over its groups."""
    people = tuple(
        Person(f"p{n}", f"Name{n} Surname{n * 7}", organisation=f"Body {n % 40}", sector=f"sector {n % 5}")
        for n in range(PEOPLE)
    )
    sessions = tuple(
        Session(f"s{n}", "day", f"s{n}", f"Session {n}", f"t{n % 4}", (f"p{n}",), rank=f"{n:03}")
        for n in range(SESSIONS)
    )
    groups = tuple(
        Group(f"s{s}g{g}", f"s{s}", f"g{g}", f"Group {g}", kind, rank=f"{g:03}")
        for s in range(SESSIONS)
        for g, kind in enumerate((GroupKind.PLENARY, *[GroupKind.BREAKOUT] * (GROUPS - 1)))
    )
    seats = tuple(
        Seat(f"{group.id}-p{n}", group.id, people[n].name, person=f"p{n}")
        for at, group in enumerate(groups)
        for n in sorted({*range(SESSIONS), *((at * 15 + k) % PEOPLE for k in range(15))})
    )
    notes = tuple(_note(n, groups[n % len(groups)]) for n in range(count))
    return Material(
        Network("net", "Network"), Gathering("g", "net", "Gathering"),
        strands=tuple(Strand(f"t{n}", "net", f"T{n}", f"Theme {n}", rank=str(n)) for n in range(4)),
        occasions=(Occasion("day", "g", "day", "Day", date(2027, 2, 3), ground_rule=GroundRule.NAMED_WITH_PERMISSION,
                            announced_by="p0"),),
        sessions=sessions,
        parts=tuple(Part(f"part{n}", f"s{n}", PartKind.SPEAKER, people=(f"p{n}",)) for n in range(SESSIONS)),
        groups=groups, seats=seats, people=people, notes=notes,
        attendances=tuple(Attendance(f"a{n}", "day", f"p{n}") for n in range(PEOPLE)),
        words_ops={note.id: f"w{note.id}" for note in notes},
        levels={note.id: Level.ANONYMOUS for note in notes if note.spans},
    )  # fmt: skip


def _note(number: int, group: Group) -> Note:
    kind = KINDS[number // len(LINES) % len(KINDS)]
    words = LINES[number % len(LINES)].format(n=number, who=f"Name{number % PEOPLE}")
    is_exact = kind is NoteKind.QUOTE and "Name" not in words
    spans = (Span(0, len(words)),) if is_exact else ()
    speaks = number % 3 == 0
    return Note(
        f"n{number:06}", group.id, words, kind, spans, f"{group.id}-p{group.session[1:]}" if speaks else "",
        strands=(f"t{number % 4}",) if number % 5 == 0 else (), rank=f"{number:06}",
        is_worth_quoting=number % 200 == 0,
    )  # fmt: skip


def floor(found: Material) -> None:
    """Do what no composer can do without: put the notes in order and copy each."""
    for note in sorted(found.notes, key=lambda one: (one.group, one.rank, one.id)):
        replace(note)


def seconds(work: Callable[[], object]) -> float:
    # Processor time: what else runs on this machine does not count.
    begun = time.process_time()
    work()
    return time.process_time() - begun


def drafted(size: int) -> tuple[float, float]:
    """Return the processor time of a draft through the use case, and of writing as many rows of text by the driver.

    The use case reads every record, composes, and keeps each block of the draft in the journal.
    """
    with tempfile.TemporaryDirectory() as folder:
        around = Surroundings(lambda: time.time_ns() // 1_000_000, Path(folder) / "key")
        with Archive(Path(folder) / "bench.facilitator", around) as archive:
            found = material(size)
            archive.commit(list(edits(found)), "amal", "folder.import").result()
            archive._writer.do_bare(lambda connection: run(connection, "PRAGMA synchronous = OFF")).result()
            write_up = WriteUp(archive, "amal", around.now_ms)
            spent = seconds(lambda: write_up.draft("g"))
            with archive.reader() as reader:
                blocks = sum(1 for _ in reader.every("block"))
    return spent, seconds(lambda: rows_by_the_driver(blocks))


def edits(found: Material) -> Iterator[Edit]:
    """Yield what makes the records of a gathering."""
    for field in fields(found):
        value = getattr(found, field.name)
        for record in value if isinstance(value, tuple) else (value,):
            if type(record) in records.KINDS.values():
                owner = record.group if isinstance(record, Note | Seat) else "g"
                yield create(record, scope_for(records.kind_of(record), owner))


def rows_by_the_driver(count: int) -> None:
    """Write two rows of text for each block, as a journal and a table of blocks have to."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite.connect(Path(folder) / "floor.sqlite")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE block(n INTEGER PRIMARY KEY, id TEXT, value TEXT)")
        connection.execute("CREATE INDEX ix ON block(id)")
        for number in range(2 * count):
            connection.execute("INSERT INTO block VALUES(NULL, ?, ?)", (f"{number:036}", "x" * 400))
        connection.commit()
        connection.close()


def main() -> None:
    for arrangement in Arrangement:
        took: dict[int, float] = {}
        for size in SIZES:
            found = material(size)
            pairs = [
                (seconds(lambda: compose(found, TEMPLATES, arrangement)), seconds(lambda: floor(found)))  # noqa: B023
                for _ in range(REPEATS)
            ]
            took[size] = statistics.median(pair[0] for pair in pairs)
            ratio = statistics.median(composed / sorting for composed, sorting in pairs)
            print(
                f"draft by {arrangement}: {size:,} notes in {took[size]:.3f} s, "
                f"{ratio:.0f} times sorting and copying them (median of {REPEATS})"
            )
        growth = took[SIZES[1]] / took[SIZES[0]]
        print(f"draft by {arrangement}: ten times the notes take {growth:.1f} times as long")
    for size in SIZES[:1] if IS_SHORT else SIZES:
        spent, rows = drafted(size)
        print(
            f"draft of {size:,} notes read from an archive and kept in it: {spent:.2f} s, "
            f"{spent / rows:.0f} times as many rows by the driver"
        )


if __name__ == "__main__":
    main()

"""What the window reads in its own thread, against the driver alone: a day of sessions, its people, a group that opens.

Run from the root: ``python -m tests.bench.bench_reads``; ``FACILITATOR_BENCH=short`` takes fewer rounds. The driver is
asked the very questions that each reading asks, and makes nothing of the rows. Milliseconds of the processor in this
thread, the median of all rounds.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.app import App, Reader, opened
from facilitator.group_pages import group_page
from facilitator.language import speak
from facilitator.paths import Places
from facilitator.plan import Wish
from facilitator.session_editor import editor_shown
from sessions.agenda import Part, PartKind, Session
from sessions.breakouts import Group, Seat
from sessions.edits import create
from sessions.notes import Note
from sessions.people import Attendance, Person
from sessions.polls import Poll
from sessions.ranks import spread
from ui.plan import reading

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
ROUNDS = 5 if IS_SHORT else 40
SESSIONS = 60
PEOPLE = 600
SEATS = 500
GROUPS = 9
NOTES = 500 if IS_SHORT else 10_000
LIMIT_MS = 8.0


def main() -> None:
    """Print what each reading takes, what its questions take alone, and the ratio."""
    speak("")
    with tempfile.TemporaryDirectory() as folder, opened(Places(Path(folder))) as app:
        day, group = built(app)
        with app.archive.reader() as reader:
            driver = sqlite.connect(f"{app.archive.path.as_uri()}?mode=ro", uri=True)
            for what, read in readings(app, reader, day, group).items():
                held_against_the_driver(what, read, reader, driver)
            driver.close()


def readings(app: App, reader: Reader, day: str, group: str) -> dict[str, Callable[[], object]]:
    """Return by name what the pages read in the window's thread."""
    gathering = reader.page("occasion", id=day)[0].record.gathering
    editor = editor_shown(reader, "session00")
    (newest, *_) = reader.history(limit=1)
    return {
        f"a day of {SESSIONS} sessions": lambda: reading.read(reader, gathering, day),
        "a session in its editor": lambda: editor_shown(reader, "session00"),
        f"its {GROUPS} groups": lambda: reading.group_lines(reader, editor),
        f"a list of {PEOPLE} people": lambda: reading.people_lines(reader, day, "session00"),
        f"{PEOPLE} names": lambda: reading.names(reader),
        f"a group of {SEATS} people": lambda: group_page(reader, app.ground_rules, app.actor, group, limit=1),
        f"the last 40 of {NOTES:,} notes": lambda: reader.notes_back(group, app.actor, limit=40),
        "what a Change touched": lambda: reader.touched(newest[1].act),
        "one note": lambda: reader.note("note00000"),
        "whether it was edited": lambda: reader.edited(["note00000"]),
    }


def held_against_the_driver(
    what: str, read: Callable[[], object], reader: Reader, driver: sqlite.Connection
) -> None:
    """Print what a reading takes, and what its questions take where nothing is made of their rows."""
    asked = questions(read, reader)

    def ask() -> None:
        for question in asked:
            driver.execute(question).fetchall()

    ours, floor = took(read, ask)
    way = "holds" if ours <= LIMIT_MS else "DOES NOT HOLD"
    print(
        f"{what:<28} {ours:7.2f} ms   {len(asked):>2} questions, {floor:6.2f} ms by the driver, "
        f"ratio {ours / floor:4.1f}   limit {LIMIT_MS:g} ms: {way}"
    )


def questions(read: Callable[[], object], reader: Reader) -> list[str]:
    """Return what a reading asks SQLite, with the values in it."""
    found: list[str] = []
    raw: Any = reader._connection.connection.driver_connection
    raw.set_trace_callback(found.append)
    read()
    raw.set_trace_callback(None)
    return [one for one in found if one.startswith(("SELECT", "WITH"))]


def took(*works: Callable[[], object]) -> list[float]:
    """Return the median milliseconds of each work, done by turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            begun = time.thread_time()
            work()
            times.append((time.thread_time() - begun) * 1000)
    return [statistics.median(times) for times in taken]


# -- the archive ------------------------------------------------------------------------------------------


def built(app: App) -> tuple[str, str]:
    """Fill an archive; return its only day, and a group of its own session with notes and people."""
    app.plan.new(Wish("Sixty sessions and their people", date(2026, 11, 26)))
    with app.archive.reader() as reader:
        day = str(next(reader.every("occasion")).record.id)
        gathering = str(next(reader.every("gathering")).record.id)
        group = str(next(reader.every("group")).record.id)
    edits = [create(one, "network") for one in _people()]
    edits += [create(one, "network") for one in _here(day)]
    edits += [create(one, f"gathering:{gathering}") for one in _sessions(day, gathering)]
    edits += [create(one, f"group:{one.group}") for one in _seats(group)]
    edits += [create(one, f"group:{group}") for one in _notes(group)]
    app.archive.commit(edits, app.actor, "file.import").result()
    return day, group


def _people() -> list[Person]:
    return [
        Person(f"person{at:03}", f"Person {at} Ofwell{at}", organisation=f"Body {at % 40}", role="member")
        for at in range(PEOPLE)
    ]


def _here(day: str) -> list[Attendance]:
    return [Attendance(f"here{at:03}", day, f"person{at:03}") for at in range(PEOPLE)]


def _sessions(day: str, gathering: str) -> list[Session | Part | Group | Poll]:
    made: list[Session | Part | Group | Poll] = []
    for at, rank in enumerate(spread(SESSIONS, "abcd")):
        session = f"session{at:02}"
        led_by = (f"person{at:03}", f"person{at + 1:03}")
        made.append(Session(session, day, f"k{at}", f"What the boiler says, {at}", led_by=led_by, rank=rank))
        made += [
            Part(f"{session}speaker", session, PartKind.SPEAKER, length=5, people=led_by[:1], rank="a"),
            Part(f"{session}apart", session, PartKind.BREAKOUTS, length=6, rank="b"),
        ]
        asked = date(2026, 11, 26)
        made.append(Poll(f"{session}poll", gathering, session, f"p{at}", f"How warm is it, {at}?", asked))
        count = GROUPS if at == 0 else 2
        made += [Group(f"{session}g{n}", session, f"g{n}", f"Group {n}", rank=f"{n}") for n in range(count)]
    return made


def _seats(group: str) -> list[Seat]:
    seats = [Seat(f"seat{at:03}", group, f"Person {at} Ofwell{at}", f"po{at}") for at in range(SEATS)]
    return seats + [
        Seat(f"sits{at:03}", f"session00g{at % GROUPS}", f"Person {at}", person=f"person{at:03}")
        for at in range(PEOPLE)
    ]


def _notes(group: str) -> list[Note]:
    return [
        Note(f"note{at:05}", group, f"Point {at} about the boiler", kept_at=at, rank=rank)
        for at, rank in enumerate(spread(NOTES, "abcd"))
    ]


if __name__ == "__main__":
    main()

"""Measure what a note-taker waits for: the page of a group with ten thousand notes, and a line that is entered."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from datetime import date

from facilitator.app import App
from facilitator.archive.archive import Archive, Surroundings
from facilitator.plan import Wish
from sessions.breakouts import Seat
from sessions.edits import create
from sessions.notes import Note, NoteKind
from sessions.ranks import spread

NOTES = 10_000
REPEATS = 30


def made(folder: Path) -> tuple[App, str]:
    around = Surroundings(lambda: time.time_ns() // 1_000_000, folder / "key")
    app = App(Archive(folder / "archive.facilitator", around), around, "somebody")
    app.plan.new(Wish("Notes by the thousand", date(2026, 11, 26)))
    with app.archive.reader() as reader:
        group = next(reader.every("group")).record.id
    seats = [Seat(f"seat{number}", group, f"Person {number}", f"p{number}") for number in range(12)]
    kinds = [*NoteKind]
    notes = [
        Note(
            f"note{number:05}", group, f"Point {number} about the boiler" + (" @@" if number % 97 == 0 else ""),
            kinds[number % 3 * (number % 50 == 0)], said_by=f"seat{number % 12}", kept_at=number, rank=rank,
        )
        for number, rank in enumerate(spread(NOTES, "abcd"))
    ]  # fmt: skip
    edits = [create(one, f"group:{group}") for one in seats]
    edits += [create(one, f"group:{group}") for one in notes]
    app.archive.commit(edits, "somebody", "notes.add").result()
    app.report_back.choose(group, ["note09999", "note00003"]).durable.result()
    return app, group


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    taken = []
    for _ in range(REPEATS):
        # Processor time: what else runs on this machine does not count, and what is read is in memory.
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken), max(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app, group = made(Path(folder))
        desk = app.capture(group)
        page = app.group_pages.page(group)
        last = page.notes.before
        assert last is not None
        numbers = iter(range(1_000_000))
        for what, work in {
            "the first page": lambda: app.group_pages.page(group),
            "the overview of all notes": lambda: app.group_pages.overview(group),
            "a hundred older notes": lambda: app.group_pages.older(group, last),
            "one note": lambda: app.group_pages.note("note05000"),
            "a line is begun": lambda: desk.begin(f"Person 3: line {next(numbers)}"),
            "a line is mended": lambda: desk.begin("s/line/LINE/"),
            "the desk takes in a Change": desk.refresh,
        }.items():
            median, worst = milliseconds(work)
            print(f"{what}: {median:.2f} ms, at most {worst:.2f} ms")
        with app.archive.reader() as reader:
            for what, work in {
                "  the last hundred": lambda: reader.notes_back(group, "somebody", limit=100),
                "  counts": lambda: reader.counts(group),
                "  to mend": lambda: reader.to_mend(group, 100),
                "  actions": lambda: reader.actions(group),
                "  report back": lambda: reader.picked(group),
                "  off the record": lambda: reader.off_the_record(group),
            }.items():
                print(f"{what}: {milliseconds(work)[0]:.2f} ms")
        app.archive.close()


if __name__ == "__main__":
    main()

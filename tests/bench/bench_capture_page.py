"""Measure the window while notes are taken: a key with 500 people, a line on the screen, a list of 100,000 notes."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator import paths
from facilitator.app import opened
from facilitator.paths import Places
from facilitator.plan import Wish
from sessions.breakouts import Seat
from sessions.capture import Roster, parse_line
from sessions.edits import create
from sessions.network import Strand
from sessions.notes import Note, NoteKind, Span
from sessions.ranks import spread
from ui import aio
from ui.bridge import Bridge
from ui.capture.line_chips import chips_of
from ui.capture.page import CapturePage
from ui.main import new_application
from ui.place import Where
from ui.theme import Scheme, Theme

NOTES = int(os.environ.get("NOTES", "100000"))
PEOPLE = 500
LINE = '*"You can hear it in the pauses" @person-17 and some @@ more #listening by Friday -x'


def built(places: Places) -> str:
    with opened(places) as app:
        app.plan.new(Wish("Notes by the thousand", date(2026, 11, 26)))
        with app.archive.reader() as reader:
            group = str(next(reader.every("group")).record.id)
            network = next(reader.every("network")).record.id
        edits = [
            create(Seat(f"seat{n}", group, f"Person {n} Ofwell{n}", f"po{n}"), f"group:{group}")
            for n in range(PEOPLE)
        ]
        edits += [create(Strand("st", network, "LW", "Listening well"), "network")]
        for number, rank in enumerate(spread(NOTES, "abcd")):
            words = f"Point {number} about the boiler, which is older than most of those who speak of it"
            is_quote = number % 5 == 0
            note = Note(
                f"note{number:06}",
                group,
                words,
                NoteKind.QUOTE if is_quote else NoteKind.POINT,
                (Span(0, len(words)),) if is_quote else (),
                said_by=f"seat{number % PEOPLE}",
                strands=("st",) if number % 3 == 0 else (),
                kept_at=number * 1000,
                rank=rank,
            )
            edits.append(create(note, f"group:{group}"))
        app.archive.commit(edits, app.actor, "notes.add").result()
    return group


def told(what: str, taken: list[float]) -> None:
    every = sorted(taken)
    at = every[min(len(every) - 1, round(len(every) * 0.99))]
    print(f"{what}: median {statistics.median(every):.2f} ms, p99 {at:.2f} ms, at most {every[-1]:.2f} ms")


def timed(work: Callable[[], object]) -> float:
    # Processor time of this thread: what else runs on this machine does not count.
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def understood(text: str, roster: Roster) -> None:
    chips_of(parse_line(text, roster), roster)


async def measured(bridge: Bridge, theme: Theme, group: str) -> None:
    page = CapturePage(bridge, theme)
    page.resize(1100, 700)
    page.show()
    await bridge.open()
    print(
        f"a group of {NOTES:,} notes is opened: {timed(lambda: page.enter(Where('capture', group=group))):.1f} ms"
    )
    await asyncio.sleep(0.5)
    edit, view = page.body.line.edit, page.body.notes
    edit.setFocus()
    roster = page.desk.roster
    begun = [LINE[:end] for end in range(1, len(LINE) + 1)]
    told(
        "parse and chips, each key",
        [timed(partial(understood, text, roster)) for text in begun],
    )
    keys = [timed(partial(QTest.keyClicks, edit, letter)) for _ in range(3) for letter in LINE]
    told("a key in the line, painted", keys)
    page.body.line.clear()
    shown = []
    for number in range(60):
        QTest.keyClicks(edit, f"line {number}")
        shown.append(timed(lambda: QTest.keyClick(edit, Qt.Key.Key_Return)))
        assert page.body.model.rows[-1].note.words == f"line {number}"
        index = page.body.model.index(page.body.model.rowCount() - 1)
        assert view.viewport().rect().contains(view.visualRect(index).center())
        await asyncio.sleep(0.02)
    told("Enter until the row is laid out", shown)
    await asyncio.sleep(0.5)
    frames = []
    bar = view.verticalScrollBar()

    def step() -> None:
        bar.setValue(bar.value() - 120)
        view.viewport().repaint()

    for _ in range(1500):
        frames.append(timed(step))
    told("a frame of scrolling up", frames)
    print(f"rows in memory: {page.body.model.rowCount()}, first: {page.body.model.rows[0].note.words[:12]}")
    await page.leave()
    await page.scope.aclose()
    await bridge.close()
    page.deleteLater()
    await asyncio.sleep(0.1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ[paths.HOME_VARIABLE] = folder
        places = paths.places()
        group = built(places)
        application = new_application()
        theme = Theme(Scheme.LIGHT)
        theme.apply()
        aio.run(measured(Bridge(places), theme, group))
        del application


if __name__ == "__main__":
    main()

"""The list of notes: in order, a window of it at a time, and never out of step with what Qt believes."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from facilitator.capture import NoteKept
from sessions.notes import Note
from tests.ui.capture.conftest import At
from tests.ui.waiting import until
from ui.capture.notes_model import AT_THE_END, PAGE, WINDOW, NotesModel
from ui.capture.notes_rows import sentence_of
from ui.capture.notes_source import NotesSource
from ui.capture.page import CapturePage


async def filled(page: CapturePage, count: int) -> NotesSource:
    """Keep many lines in the group, and return where its notes are read from."""
    desk = page.bridge.app.capture(page.seeking.group)
    await page.bridge.done(desk.begin_lines([f"line {number:04}" for number in range(count)]).durable)
    return NotesSource(page.bridge, page.seeking.group)


def modelled(page: CapturePage, source: NotesSource) -> NotesModel:
    model = NotesModel(page)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.open(source)
    return model


def begun(page: CapturePage, line: str) -> tuple[Note, Future[Any]]:
    """Begin to keep a line past the page, and return its note and when it is on the disk."""
    done = page.bridge.app.capture(page.seeking.group).begin(line)
    assert isinstance(done.outcome, NoteKept)
    return done.outcome.note, done.durable


def words(model: NotesModel) -> list[str]:
    return [row.note.words for row in model.rows]


def test_older_notes_come_as_one_goes_up_and_the_last_ones_again_as_one_goes_down(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            source = await filled(page, WINDOW + 3 * PAGE)
            model = modelled(page, source)
            assert words(model) == [
                f"line {number:04}" for number in range(WINDOW + 2 * PAGE, WINDOW + 3 * PAGE)
            ]
            while model.fetch_earlier():
                places = [row.place for row in model.rows]
                assert places == sorted(places)
                assert len(places) <= WINDOW
            assert not model.has_earlier
            assert model.has_later
            while model.has_later:
                model.fetch_later()
                numbers = [one for one in words(model) if one.startswith("line")]
                assert numbers == [
                    f"line {n:04}" for n in range(int(numbers[0][5:]), int(numbers[-1][5:]) + 1)
                ]
            assert words(model)[-1] == f"line {WINDOW + 3 * PAGE - 1:04}"

    live(life)


def test_a_line_under_way_is_a_row_until_its_change_is_there(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            model = modelled(page, NotesSource(page.bridge, page.seeking.group))
            before = model.count
            note, durable = begun(page, "on its way")
            model.add_provisional(note, is_off_record=False)
            assert model.count == before + 1
            assert model.rows[-1].is_provisional
            assert "not on the disk yet" in sentence_of(model.rows[-1], model.legend)
            await page.bridge.done(durable)
            model.take_in([note.id])
            assert model.count == before + 1
            assert not model.rows[-1].is_provisional
            gone = page.bridge.app.notes.delete(note.id)
            await page.bridge.done(gone.durable)
            model.take_in([note.id])
            assert model.count == before

    live(life)


def test_a_line_that_was_not_kept_goes_again(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            model = modelled(page, NotesSource(page.bridge, page.seeking.group))
            kept = page.body.model.rows[-1].note
            model.withdraw(kept.id)
            assert model.number_of(kept.id) >= 0, "what is on the disk stays"
            note, durable = begun(page, "lost")
            model.add_provisional(note, is_off_record=False)
            model.withdraw(note.id)
            assert model.number_of(note.id) < 0
            await page.bridge.done(durable)

    live(life)


def test_every_row_is_one_sentence(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.desk.keep(f'?: "We @@ rang" #{page.desk.roster.strands[0].code}')
            await until(lambda: not page.body.model.rows[-1].is_provisional)
            model = page.body.model
            said = model.index(model.rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
            assert "quote: “We @@ rang”" in said
            assert "who said this?" in said
            assert "gap" in said
            assert page.desk.roster.strands[0].code in said

    live(life)


def test_who_types_for_long_holds_a_window_of_it_and_goes_up_all_the_same(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            model = modelled(page, await filled(page, WINDOW))
            while model.rowCount() < WINDOW:
                model.fetch_earlier()
            count = model.count
            for number in range(PAGE):
                note, durable = begun(page, f"typed {number:04}")
                model.add_provisional(note, is_off_record=False)
                await page.bridge.done(durable)
                model.take_in([note.id])
            assert AT_THE_END <= model.rowCount() < AT_THE_END + PAGE
            assert model.has_earlier
            assert model.count == count + PAGE
            assert words(model)[-1] == f"typed {PAGE - 1:04}"
            before = words(model)
            came = model.fetch_earlier()
            assert came == PAGE
            assert words(model)[came:] == before[: model.rowCount() - came]

    live(life)


def test_who_goes_back_to_the_end_still_knows_how_many_there_are(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            wanted: list[bool] = []
            model = modelled(page, await filled(page, WINDOW + PAGE))
            model.count_wanted.connect(lambda: wanted.append(True))
            model.count_anew(WINDOW + 2 * PAGE)
            count = model.count
            while not model.has_later:
                model.fetch_earlier()
            model.go_to_end()
            assert model.rowCount() == PAGE
            assert model.count == count
            assert wanted

    live(life)

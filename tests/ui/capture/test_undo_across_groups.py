"""What was done in another group is taken back there: that group is opened first, and the act is named."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.capture import group_named
from facilitator.paths import Places
from tests.ui.programs import running
from tests.ui.test_telling import toast
from tests.ui.waiting import until
from ui.capture.page import CapturePage
from ui.home.page import HomePage
from ui.place import Where
from ui.program import Program
from ui.theme import Theme

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@asynccontextmanager
async def two_groups(places: Places, theme: Theme) -> AsyncIterator[tuple[Program, CapturePage, str, str]]:
    """Give a page at the plenary, after a line was kept in the group "halls"."""
    async with running(places, theme, (HomePage, CapturePage)) as program:
        reader = program.bridge.reader
        halls, plenary = group_named(reader, "halls"), group_named(reader, "plenary")
        program.window.show_place(Where("capture", group=halls))
        page = program.window.here
        assert isinstance(page, CapturePage)
        await until(page.body.line.edit.hasFocus)
        count = page.body.model.rowCount()
        QTest.keyClicks(page.body.line.edit, "The lift is out of order")
        QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
        await until(lambda: page.body.model.rowCount() == count + 1 and program.bridge.next_undo() != "")
        await until(lambda: not page.body.model.rows[-1].is_provisional)
        program.window.show_place(Where("capture", group=plenary))
        assert page.group == plenary
        yield program, page, halls, plenary


def words(page: CapturePage) -> list[str]:
    return [row.note.words for row in page.body.model.rows]


def test_undo_and_redo_open_the_group_of_the_act(live, theme: Theme, sample: Places) -> None:
    async def life() -> None:
        async with two_groups(sample, theme) as (program, page, halls, plenary):
            QTest.keyClick(page.body.line.edit, KEYS.Key_Z, CTRL)
            await until(lambda: toast(program) == "Undone: keep a note")
            assert page.group == halls
            assert "Halls and huts" in page.body.heading.text()
            await until(lambda: "The lift is out of order" not in words(page))
            program.window.show_place(Where("capture", group=plenary))
            QTest.keyClick(page.body.line.edit, KEYS.Key_Y, CTRL)
            await until(lambda: toast(program) == "Done again: keep a note")
            assert page.group == halls
            await until(lambda: "The lift is out of order" in words(page))

    live(life)


def test_what_stands_in_the_line_waits_in_its_own_group(live, theme: Theme, sample: Places) -> None:
    async def life() -> None:
        async with two_groups(sample, theme) as (program, page, halls, plenary):
            QTest.keyClicks(page.body.line.edit, "half a line")
            await program.window.taking_back.take_back("undo")
            assert page.group == halls
            assert page.body.line.text == ""
            program.window.show_place(Where("capture", group=plenary))
            assert page.body.line.text == "half a line"
            page.body.line.clear()

    live(life)


def test_from_the_list_of_groups_it_goes_back_to_the_group(live, theme: Theme, sample: Places) -> None:
    async def life() -> None:
        async with two_groups(sample, theme) as (program, page, halls, _plenary):
            page.choose_group()
            assert not page.is_at(Where("capture", group=halls))
            QTest.keyClick(page.groups.list, KEYS.Key_Z, CTRL)
            await until(lambda: toast(program) == "Undone: keep a note")
            assert page.group == halls
            assert page.body.isVisible()
            assert page.is_at(Where("capture", group=halls))
            assert page.is_at(Where("capture"))

    live(life)

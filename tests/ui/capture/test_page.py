"""Taking notes by keyboard: what is typed is on the screen at once, on the disk soon, and nothing of it is lost."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from sessions.breakouts import GroupKind
from sessions.errors import KnownError
from sessions.notes import NoteKind
from tests.ui.capture.conftest import At, ended
from tests.ui.waiting import until
from ui.arrangement import Arrangement
from ui.bridge import Bridge
from ui.capture.group_choices import CHOICE
from ui.capture.notes_rows import NoteRow, sentence_of
from ui.capture.page import CapturePage
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.place import TAKE_NOTES_NOW, Said, Where
from ui.theme import Theme
from ui.widgets.pane import Pane

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def typed(page: CapturePage, text: str, *, is_kept: bool = True) -> None:
    QTest.keyClicks(page.body.line.edit, text)
    if is_kept:
        QTest.keyClick(page.body.line.edit, KEYS.Key_Escape)
        QTest.keyClick(page.body.line.edit, KEYS.Key_Return)


def last(page: CapturePage) -> NoteRow:
    return page.body.model.rows[-1]


async def durable(page: CapturePage) -> NoteRow:
    await until(lambda: not last(page).is_provisional)
    return last(page)


def test_a_line_is_on_the_screen_when_enter_returns_and_on_the_disk_soon(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.rowCount()
            typed(page, "Hunger keeps its coat on")
            assert page.body.model.rowCount() == before + 1
            assert last(page).is_provisional
            assert last(page).note.words == "Hunger keeps its coat on"
            rect = page.body.notes.visualRect(page.body.model.index(before))
            assert page.body.notes.viewport().rect().intersects(rect)
            assert page.body.line.text == ""
            row = await durable(page)
            kept = page.bridge.reader.note(row.note.id)
            assert kept is not None
            assert kept.record.words == "Hunger keeps its coat on"

    live(life)


def test_chips_say_how_a_line_is_understood(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            seat = page.desk.roster.seats[0]
            typed(page, f'"We were handed a bunch" @{page.desk.roster.tag_of(seat.id)} -x', is_kept=False)
            told = [chip.words for chip in page.body.line.chips.chips]
            assert told == ["Off the record", "Quote", seat.shown]
            page.body.line.clear()
            typed(page, "zq: nobody knows", is_kept=False)
            assert [chip.words for chip in page.body.line.chips.chips] == ["who is ‘zq’?"]
            page.body.line.clear()

    live(life)


def test_off_the_record_is_hidden_once_kept(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            typed(page, "The treasurer said more", is_kept=False)
            QTest.keyClick(page.body.line.edit, KEYS.Key_D, CTRL)
            assert page.body.line.text == "The treasurer said more -x"
            QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
            row = await durable(page)
            assert row.is_off_record
            assert page.body.model.index(page.body.model.rowCount() - 1).data() == ""
            assert "treasurer" not in sentence_of(row, page.body.model.legend)
            page.body.go_to_notes()
            QTest.keyClick(page.body.notes, KEYS.Key_Space)
            assert page.body.model.index(page.body.model.rowCount() - 1).data() == "The treasurer said more"

    live(life)


def test_ctrl_enter_keeps_a_key_message_and_numbers_say_who_spoke(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            typed(page, "Ring back first", is_kept=False)
            QTest.keyClick(page.body.line.edit, KEYS.Key_1, CTRL)
            seat = page.body.side.who.person_at(0)
            assert seat is not None
            assert page.body.line.text == f"{seat.shown}: Ring back first"
            QTest.keyClick(page.body.line.edit, KEYS.Key_Return, CTRL)
            row = await durable(page)
            assert row.note.kind is NoteKind.KEY_MESSAGE
            assert row.note.said_by == seat.id

    live(life)


def test_what_is_typed_before_the_archive_is_open_is_kept_once_it_is(
    live, theme: Theme, bridge: Bridge, sample: object
) -> None:
    async def life() -> None:
        page = CapturePage(bridge, theme)
        page.show()
        page.enter(Where("capture"))
        await until(page.groups.list.hasFocus)
        QTest.keyClick(page.groups.list, KEYS.Key_Return)
        await until(page.body.line.edit.hasFocus)
        typed(page, "Typed too early")
        typed(page, "half a li", is_kept=False)
        assert [row.note.words for row in page.body.model.rows] == ["Typed too early"]
        await bridge.open()
        await until(lambda: page.body.model.rowCount() == 1 and not last(page).is_provisional)
        assert last(page).note.words == "Typed too early"
        assert page.body.line.text == "half a li"
        await ended(page, bridge)

    live(life)


def test_the_half_typed_line_is_back_after_a_crash(live, at_table: At, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_table() as page:
            group = page.seeking.group
            typed(page, "We never ra", is_kept=False)
            await until(lambda: bool(bridge.app.archive.drafts()))
            page._open(group)
            await until(lambda: page.body.line.text == "We never ra")
            assert not page.body.offering.isHidden()
            page.body.line.clear()

    live(life)


def test_words_that_cannot_be_kept_come_back_and_never_over_what_is_typed(
    live, at_table: At, heard: list[Said]
) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.rowCount()
            typed(page, "s/@@nowhere@@/x/")
            assert page.body.line.text == "s/@@nowhere@@/x/"
            page.body.line.clear()
            page.lost.give_back("Lost once", KnownError("disk_full", path="here"))
            assert page.body.line.text == "Lost once"
            page.lost.give_back("Lost again", KnownError("disk_full", path="here"))
            assert page.body.line.text == "Lost once"
            assert "Lost again" in page.body.offering._words.text()
            assert heard[-1].is_urgent
            page.body.offering.focus_first()
            QTest.keyClick(page.body.offering._buttons[1], KEYS.Key_Space)
            await until(lambda: page.body.model.rowCount() == before + 1)
            assert last(page).note.words == "Lost again"
            page.body.line.clear()

    live(life)


def test_a_line_that_does_not_get_onto_the_disk_goes_from_the_list(
    live, at_table: At, heard: list[Said]
) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.rowCount()
            page.desk.keep("x" * 70_000)
            assert page.body.model.rowCount() == before + 1
            await until(lambda: bool(page.lost.words))
            assert page.body.model.rowCount() == before
            assert page.body.line.text == ""
            assert "F9" in heard[-1].words
            assert page.unkept()[0] == "x" * 70_000
            assert not await page.leave()

    live(life)


def test_a_megabyte_is_pasted_in_pieces_that_notes_can_hold(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.rowCount()
            QGuiApplication.clipboard().setText("soup and bread " * 5_000)
            page.body.line.edit.paste()
            await until(lambda: page.body.offering.question == "paste")
            QTest.keyClick(page.body.offering._buttons[0], KEYS.Key_Space)
            await until(lambda: page.body.model.rowCount() == before + 8 and not last(page).is_provisional)
            words = " ".join(row.note.words for row in page.body.model.rows[-8:])
            assert words == ("soup and bread " * 5_000).strip()

    live(life)


def test_a_paste_of_many_lines_asks_once_and_keeps_each(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.rowCount()
            QGuiApplication.clipboard().setText('- soup first\n\n* "forms later"\n> #one\x07two\n')
            page.body.line.edit.paste()
            assert page.body.line.text == ""
            await until(lambda: page.body.offering.question == "paste")
            assert "3 lines" in page.body.offering._words.text()
            button = page.body.offering._buttons[0]
            await until(button.hasFocus)
            QTest.keyClick(button, KEYS.Key_Space)
            await until(lambda: page.body.model.rowCount() == before + 3 and not last(page).is_provisional)
            words = [row.note.words for row in page.body.model.rows[-3:]]
            assert words == ["soup first", '"forms later"', "#one�two"]

    live(life)


def test_everything_is_copied_but_what_is_off_the_record(live, at_table: At, heard: list[Said]) -> None:
    async def life() -> None:
        async with at_table() as page:
            typed(page, "!Lend the good one")
            typed(page, "Not this -x")
            await durable(page)
            typed(page, "half a line", is_kept=False)
            QTest.keyClick(page.body.line.edit, KEYS.Key_F9)
            await until(lambda: bool(heard))
            text = QGuiApplication.clipboard().text()
            assert "Lend the good one" in text
            assert "Not this" not in text
            assert text.endswith("half a line")
            assert "left out" in heard[-1].words
            page.body.line.clear()

    live(life)


def test_undo_takes_the_line_first(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            typed(page, "Some words", is_kept=False)
            assert page.take_back()
            assert page.body.line.text == ""
            assert not page.take_back()

    live(life)


def test_a_group_is_chosen_by_letters_and_enter(live, theme: Theme, bridge: Bridge, sample: object) -> None:
    async def life() -> None:
        page = CapturePage(bridge, theme)
        page.show()
        await bridge.open()
        page.enter(Where("capture"))
        await until(page.groups.list.hasFocus)
        choice = page.groups.model.index(3, 0).data()
        QTest.keyClicks(page.groups.list, choice[:6])
        assert page.groups.list.currentIndex().data().startswith(choice[:6])
        QTest.keyClick(page.groups.list, KEYS.Key_Return)
        await until(page.body.line.edit.hasFocus)
        assert page.body.model.rowCount() or page.body.heading.text()
        await ended(page, bridge)

    live(life)


def test_taking_notes_now_needs_nothing(live, theme: Theme, bridge: Bridge) -> None:
    async def life() -> None:
        page = CapturePage(bridge, theme)
        page.show()
        await bridge.open()
        page.enter(Where("capture"))
        await until(page.groups.list.hasFocus)
        QTest.keyClick(page.groups.list, KEYS.Key_Return)
        await until(page.body.line.edit.hasFocus)
        typed(page, "Quickly now")
        await until(lambda: page.body.model.rowCount() == 1 and not last(page).is_provisional)
        assert last(page).note.words == "Quickly now"
        await ended(page, bridge)

    live(life)


def test_the_line_opens_at_once_where_that_is_asked(live, theme: Theme, bridge: Bridge) -> None:
    async def life() -> None:
        page = CapturePage(bridge, theme)
        page.show()
        page.enter(Where("capture", group=TAKE_NOTES_NOW))
        await until(page.body.line.edit.hasFocus)
        typed(page, "before anything is open", is_kept=False)
        assert not await page.leave(), "what cannot be kept yet is said"
        assert await page.leave()
        page.body.line.clear()
        await bridge.open()
        await until(lambda: bool(page.seeking.group))
        await ended(page, bridge)

    live(life)


def test_who_asks_again_to_take_notes_goes_on_where_they_are_taken(
    live, at_table: At, heard: list[Said]
) -> None:
    async def life() -> None:
        async with at_table() as page:
            group = page.group
            QTest.keyClicks(page.body.line.edit, "half a li")
            page.choose_group()
            page.enter(Where("capture", group=TAKE_NOTES_NOW))
            assert page.group == group
            assert page.body.line.text == "half a li"
            assert "F4" in heard[-1].words

    live(life)


def test_f4_and_enter_go_back_to_the_group_that_is_open(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            group = page.group
            QTest.keyClick(page.body.line.edit, KEYS.Key_F4)
            await until(page.groups.list.hasFocus)
            assert page.groups.list.currentIndex().data(CHOICE).id == group
            hint = page.groups.findChild(QLabel, "groups hint")
            assert isinstance(hint, QLabel)
            assert "Esc" in hint.text()
            QTest.keyClick(page.groups.list, KEYS.Key_Return)
            await until(page.body.line.edit.hasFocus)
            assert page.group == group

    live(life)


def test_a_line_that_waits_in_another_group_is_told_of(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            QTest.keyClicks(page.body.line.edit, "half a li")
            page.take_notes_now()
            told = page.body.offering.findChild(QLabel, "offering words")
            assert isinstance(told, QLabel)
            await until(lambda: "F4" in told.text() and page.body.offering.isVisible())
            assert page.body.line.text == ""

    live(life)


def test_a_start_does_not_pay_for_the_archive() -> None:
    asked = "import sys, ui.main; print(any(name.startswith('sqlalchemy') for name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_the_window_is_made_small_and_put_back(live, theme: Theme, bridge: Bridge, sample: object) -> None:
    async def life() -> None:
        window = MainWindow(theme, (HomePage, CapturePage))
        window.furnish(bridge)
        window.resize(1360, 850)
        window.show_place(Where("capture"))
        window.show()
        await bridge.open()
        page = window.place("capture")
        assert isinstance(page, CapturePage)
        page.enter(Where("capture", group=page.groups.model.index(2, 0).data(Qt.ItemDataRole.UserRole).id))
        await until(page.body.line.edit.hasFocus)
        QTest.keyClick(page.body.line.edit, KEYS.Key_M, CTRL)
        await until(lambda: window.width() == 360)
        assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        assert page.body.compact_head.isVisible()
        assert not window.rail.isVisible()
        QTest.keyClick(page.body.line.edit, KEYS.Key_M, CTRL)
        await until(lambda: window.width() == 1360)
        assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        await window.end()
        await bridge.close()
        window.close()
        window.deleteLater()
        await until(lambda: not isValid(window))

    live(life)


def test_a_click_chooses_a_note_and_leaves_the_keyboard_in_the_line(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            rect = page.body.notes.visualRect(page.body.model.index(page.body.model.rowCount() - 1))
            QTest.mouseClick(page.body.notes.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
            assert page.body.notes.note() is not None
            assert page.body.line.edit.hasFocus()
            typed(page, "so it was")
            await durable(page)
            assert page.body.notes.note() is None

    live(life)


def test_another_group_is_looked_for_and_given_up(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            typed(page, "half a line", is_kept=False)
            QTest.keyClick(page.body.line.edit, KEYS.Key_F4)
            await until(page.groups.list.hasFocus)
            QTest.keyClick(page.groups.list, KEYS.Key_Escape)
            await until(page.body.line.edit.hasFocus)
            assert page.body.line.text == "half a line"
            page.enter(Where("capture", gathering="another"))
            await until(page.groups.list.hasFocus)
            page.enter(Where("capture"))
            await until(page.body.line.edit.hasFocus)
            page.body.line.clear()

    live(life)


def test_the_heading_says_what_is_watched(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            plenary = next(
                kept.record.id
                for kept in page.bridge.reader.every("group")
                if kept.record.kind is GroupKind.PLENARY
            )
            heads: list[str] = []
            page.headed.connect(lambda title, _belongs: heads.append(title))
            page.enter(Where("capture", group=plenary))
            assert "watching the plenary" in page.body.heading.text()
            assert heads[-1]
            typed(page, "Everybody clapped")
            row = await durable(page)
            assert row.note.group == plenary

    live(life)


@pytest.mark.parametrize(("held", "name"), [(CTRL, "report pane"), (CTRL | SHIFT, "side pane")])
def test_the_keyboard_goes_into_a_pane_and_back(
    live, at_table: At, held: Qt.KeyboardModifier, name: str
) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.THREE_PANES)
            pane = page.body.findChild(Pane, name)
            assert isinstance(pane, Pane)
            QTest.keyClick(page.body.line.edit, KEYS.Key_J, held)
            reached = QApplication.focusWidget()
            assert reached is not None
            assert pane.isAncestorOf(reached)
            QTest.keyClick(reached, KEYS.Key_Escape)
            await until(page.body.line.edit.hasFocus)

    live(life)


def test_panes_go_into_drawers_where_there_is_no_room(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.ONE_PANE)
            assert page.body.folded.isVisible()
            QTest.keyClick(page.body.line.edit, KEYS.Key_J, CTRL)
            assert page.body.report_drawer.is_open
            QTest.keyClick(page.body.report_drawer, KEYS.Key_Escape)
            await until(page.body.line.edit.hasFocus)
            page.arrange(Arrangement.COMPACT)
            assert page.body.compact_head.isVisible()
            assert not page.body.heading.isVisible()
            page.arrange(Arrangement.THREE_PANES)
            assert page.body.side.isVisible()
            assert page.body.report.isVisible()
            assert not page.body.folded.isVisible()

    live(life)


def test_a_name_that_is_half_typed_is_said_before_it_is_left(live, at_table: At, heard: list[Said]) -> None:
    async def life() -> None:
        async with at_table() as page:
            QTest.keyClick(page.body.line.edit, KEYS.Key_N, CTRL | SHIFT)
            field = page.body.side.who.field
            QTest.keyClicks(field, "Odd Rey")
            page.body.go_to_line()
            assert page.unkept() == ["Odd Rey", ""]
            assert not await page.leave()
            await until(field.hasFocus)
            wrong = page.body.side.who.findChild(QLabel, "name wrong")
            assert wrong is not None
            assert wrong.text() == "This is not kept yet: Enter keeps it, Esc lets it go."
            assert heard == [], "it is said where it stands, and nowhere over it"
            assert await page.leave()
            QTest.keyClicks(field, "es")
            assert not await page.leave(), "it is another one by now"
            QTest.keyClick(field, KEYS.Key_Escape)
            assert await page.leave()

    live(life)


def test_what_is_typed_in_the_other_fields_is_said_too(live, at_table: At, heard: list[Said]) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.THREE_PANES)
            actions = page.body.report.actions_list
            actions.list.setFocus()
            actions.edit_current()
            assert page.body.half_typed() == []
            actions.editor.due.setFocus()
            actions.editor.due.setText("in spring")
            assert page.body.half_typed() == ["in spring"]
            assert not await page.leave()
            assert "“in spring”" in heard[-1].words
            QTest.keyClick(actions.editor.due, KEYS.Key_Escape)
            assert page.body.half_typed() == []

    live(life)


def test_a_name_that_is_entered_before_the_archive_is_open_stays_in_the_field(
    live, theme: Theme, bridge: Bridge
) -> None:
    async def life() -> None:
        page = CapturePage(bridge, theme)
        page.show()
        page.enter(Where("capture", group=TAKE_NOTES_NOW))
        await until(page.body.line.edit.hasFocus)
        QTest.keyClick(page.body.line.edit, KEYS.Key_N, CTRL | SHIFT)
        field = page.body.side.who.field
        QTest.keyClicks(field, "Odd Reyes")
        QTest.keyClick(field, KEYS.Key_Return)
        assert field.text() == "Odd Reyes"
        assert page.unkept() == ["Odd Reyes", ""]
        await bridge.open()
        await until(lambda: bool(page.panes.group))
        assert field.text() == "Odd Reyes"
        field.setFocus()
        QTest.keyClick(field, KEYS.Key_Return)
        await until(lambda: [one.shown for one in page.panes.sheet.people] == ["Odd Reyes"])
        await ended(page, bridge)

    live(life)

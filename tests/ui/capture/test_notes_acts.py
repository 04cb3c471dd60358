"""What is done to a kept note by keyboard, and seen only once it is heard as a Change."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from sessions.notes import NoteKind
from tests.ui.capture.conftest import At
from tests.ui.waiting import until
from ui.capture.notes_dialogs import Chooser, VersionsDialog
from ui.capture.notes_edit import NoteEdit
from ui.capture.notes_rows import NoteRow
from ui.capture.page import CapturePage
from ui.place import Said

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def last(page: CapturePage) -> NoteRow:
    return page.body.model.rows[-1]


async def kept(page: CapturePage, *lines: str) -> None:
    """Keep lines and go to the last of them in the list."""
    for line in lines:
        page.desk.keep(line)
    await until(lambda: not any(row.is_provisional for row in page.body.model.rows))
    page.body.go_to_notes()
    await until(page.body.notes.hasFocus)


def chosen(page: CapturePage) -> str:
    row = page.body.notes.note()
    return row.note.id if row is not None else ""


async def opened(page: CapturePage, kind: type[QWidget]) -> QWidget:
    await until(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    return next(one for one in page.findChildren(kind) if one.isVisible())


def press(page: CapturePage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.body.notes, key, held)


def test_words_are_written_anew_where_they_stand(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, '"We never rang"')
            press(page, KEYS.Key_F2)
            field = await opened(page, NoteEdit)
            assert isinstance(field, NoteEdit)
            assert "new version" in field.hint.text()
            QTest.keyClicks(field.field, " back, M and K")
            QTest.keyClick(field.field, KEYS.Key_Return)
            await until(lambda: last(page).note.words == "We never rang back, M and K")
            assert last(page).is_edited
            assert last(page).note.kind is NoteKind.QUOTE
            await until(page.body.notes.hasFocus)
            press(page, KEYS.Key_V)
            dialog = await opened(page, VersionsDialog)
            assert isinstance(dialog, VersionsDialog)
            assert dialog.chosen == 1
            QTest.keyClick(dialog.bring_back, KEYS.Key_Space)
            await until(lambda: last(page).note.words == "We never rang")

    live(life)


def test_what_is_typed_after_the_line_before_was_mended_goes_into_the_line(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "The boiler is old")
            page.body.go_to_line()
            QTest.keyClick(page.body.line.edit, KEYS.Key_Up, CTRL)
            field = await opened(page, NoteEdit)
            assert isinstance(field, NoteEdit)
            QTest.keyClicks(field.field, "er")
            QTest.keyClick(field.field, KEYS.Key_Return)
            await until(lambda: last(page).note.words == "The boiler is older")
            assert page.body.line.edit.hasFocus()
            QTest.keyClick(page.body.line.edit, KEYS.Key_Up, CTRL)
            field = await opened(page, NoteEdit)
            assert isinstance(field, NoteEdit)
            QTest.keyClick(field.field, KEYS.Key_Escape)
            assert page.body.line.edit.hasFocus()

    live(life)


def test_who_leaves_a_field_for_the_line_stays_in_the_line(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "The boiler is old")
            press(page, KEYS.Key_F2)
            field = await opened(page, NoteEdit)
            assert isinstance(field, NoteEdit)
            QTest.keyClicks(field.field, "er")
            page.body.line.edit.setFocus(Qt.FocusReason.MouseFocusReason)
            await until(lambda: last(page).note.words == "The boiler is older")
            assert page.body.line.edit.hasFocus()

    live(life)


def test_words_off_the_record_are_hidden_again_once_their_field_is_left(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "He was asked to go -x")
            for key in (KEYS.Key_Escape, KEYS.Key_Return):
                press(page, KEYS.Key_F2)
                field = await opened(page, NoteEdit)
                assert isinstance(field, NoteEdit)
                assert not page.body.model.is_hidden(last(page))
                QTest.keyClick(field.field, key)
                assert page.body.model.is_hidden(last(page))
            press(page, KEYS.Key_Space)
            assert not page.body.model.is_hidden(last(page))

    live(life)


def test_a_letter_that_is_no_act_goes_into_the_line(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "The boiler is old")
            page.body.line.put_back("and ")
            press(page, KEYS.Key_G)
            assert page.body.line.text == "and g"
            assert page.body.line.edit.hasFocus()

    live(life)


def test_the_kind_is_chosen_by_letter(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "Who washes up")
            press(page, KEYS.Key_K)
            menu = await opened(page, QMenu)
            QTest.keyClick(menu, KEYS.Key_U)
            await until(lambda: last(page).note.kind is NoteKind.QUESTION)

    live(life)


def test_the_speaker_is_found_by_typing(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "zq: nobody knows")
            seat = next(one for one in page.desk.roster.seats[1:] if one.shown.isascii())
            press(page, KEYS.Key_S)
            dialog = await opened(page, Chooser)
            assert isinstance(dialog, Chooser)
            QTest.keyClicks(dialog.search, seat.shown)
            dialog.accept()
            await until(lambda: last(page).note.said_by == seat.id)
            assert not last(page).needs_mending

    live(life)


def test_strands_are_checked_with_the_space_bar(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "On a strand")
            press(page, KEYS.Key_T)
            dialog = await opened(page, Chooser)
            assert isinstance(dialog, Chooser)
            QTest.keyClick(dialog.search, KEYS.Key_Space)
            dialog.accept()
            await until(lambda: len(last(page).note.strands) == 1)

    live(life)


def test_two_notes_are_joined_and_one_is_parted(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "Soup first", "forms later")
            count = page.body.model.rowCount()
            press(page, KEYS.Key_M)
            await until(lambda: page.body.model.rowCount() == count - 1)
            assert last(page).note.words == "Soup first forms later"
            page.body.notes.choose(count - 2)
            press(page, KEYS.Key_M, SHIFT)
            field = await opened(page, NoteEdit)
            assert isinstance(field, NoteEdit)
            QTest.keyClick(field.field, KEYS.Key_Home)
            for _letter in "Soup ":
                QTest.keyClick(field.field, KEYS.Key_Right)
            QTest.keyClick(field.field, KEYS.Key_Return)
            await until(lambda: page.body.model.rowCount() == count)
            assert [row.note.words for row in page.body.model.rows[-2:]] == ["Soup", "first forms later"]

    live(life)


def test_a_note_is_reported_back_and_taken_off_and_deleted(live, at_table: At, heard: list[Said]) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "Ring back first", "Not for print")
            press(page, KEYS.Key_O)
            await until(lambda: last(page).is_off_record)
            await until(lambda: any("Off the record" in one.words for one in heard))
            page.body.notes.choose(page.body.model.rowCount() - 2)
            press(page, KEYS.Key_2, CTRL | SHIFT)
            await until(lambda: bool(page.body.model.rows[-2].note.report_rank))
            press(page, KEYS.Key_R)
            await until(lambda: not page.body.model.rows[-2].note.report_rank)
            count = page.body.model.rowCount()
            press(page, KEYS.Key_Delete)
            await until(lambda: page.body.model.rowCount() == count - 1)

    live(life)


def test_gaps_come_first_then_unknown_speakers(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "zq: who was that", "the soup @@ again")
            to_mend = page.bridge.app.group_pages.overview(page.seeking.group).to_mend
            assert to_mend.gaps
            for expected in to_mend.gaps:
                QTest.keyClick(page, KEYS.Key_G, CTRL)
                field = await opened(page, NoteEdit)
                assert isinstance(field, NoteEdit)
                assert chosen(page) == expected.note.id
                assert field.field.textCursor().selectedText() == "@@"
                QTest.keyClick(field.field, KEYS.Key_Escape)
                await until(page.body.notes.hasFocus)
            QTest.keyClick(page, KEYS.Key_G, CTRL)
            dialog = await opened(page, Chooser)
            assert isinstance(dialog, Chooser)
            assert chosen(page) == to_mend.unsaid[0].note.id
            dialog.reject()
            await until(lambda: not page.findChildren(Chooser))

    live(life)


def test_words_are_found_in_the_group(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            await kept(page, "marmalade first", "something else", "more marmalade")
            QTest.keyClick(page, KEYS.Key_F, CTRL)
            await until(page.body.finder.field.hasFocus)
            QTest.keyClicks(page.body.finder.field, "marmal")
            await until(lambda: page.body.finder._told.text() == "1 of 2")
            await until(lambda: page.body.notes.note() is not None)
            QTest.keyClick(page.body.finder.field, KEYS.Key_Return)
            await until(
                lambda: (row := page.body.notes.note()) is not None and row.note.words == "marmalade first"
            )
            QTest.keyClick(page.body.finder.field, KEYS.Key_Escape)
            await until(page.body.notes.hasFocus)

    live(life)


def test_a_point_whose_place_another_takes_is_told_of(live, at_table: At, heard: list[Said]) -> None:
    async def life() -> None:
        async with at_table() as page:
            group = page.group
            await kept(page, "one", "two", "three", "four")

            def picked() -> list[str]:
                found = sorted(page.bridge.reader.picked(group), key=lambda one: one.record.report_rank)
                return [one.record.words for one in found]

            async def press_number(key: Qt.Key, wanted: list[str]) -> None:
                press(page, key, CTRL | SHIFT)
                await until(lambda: picked() == wanted)

            page.notes_acts.report_back_as(1)
            await until(lambda: picked() == ["four"])
            press(page, KEYS.Key_Up)
            await press_number(KEYS.Key_1, ["three", "four"])
            press(page, KEYS.Key_Up)
            await press_number(KEYS.Key_3, ["three", "four", "two"])
            press(page, KEYS.Key_Up)
            await press_number(KEYS.Key_1, ["one", "four", "two"])
            await until(lambda: "“three”" in heard[-1].words)

    live(life)

"""What nobody should type, and worlds nobody should work in: it is said on the screen, and nothing typed is lost."""

import asyncio
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from facilitator.paths import Places
from sessions.capture import parse_line
from tests.facilitator.archive.lasting import fill, small_disk
from tests.ui.capture.conftest import At
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.bridge import Bridge
from ui.capture.line_text import LONGEST_NOTE
from ui.capture.page import CapturePage
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.place import TAKE_NOTES_NOW, Said, Where
from ui.program import Program
from ui.theme import Theme

KEYS = Qt.Key
KINDS = (HomePage, CapturePage)
MEGABYTE = 1_000_000
FROZEN = 1.0
TOLD_WITHIN = 2.0
HOUR = 3_600_000
LONG_NAME = "Name" * 500
ROOT = Path(__file__).resolve().parents[3]


def typed(page: CapturePage, text: str) -> None:
    QTest.keyClicks(page.body.line.edit, text)
    QTest.keyClick(page.body.line.edit, KEYS.Key_Escape)
    QTest.keyClick(page.body.line.edit, KEYS.Key_Return)


def pasted(page: CapturePage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.body.line.edit.paste()


def words(page: CapturePage) -> list[str]:
    return [row.note.words for row in page.body.model.rows]


async def all_kept(page: CapturePage) -> None:
    await until(lambda: not any(row.is_provisional for row in page.body.model.rows))


def answers(page: CapturePage) -> dict[str, QPushButton]:
    return {one.objectName(): one for one in page.body.offering._buttons}


async def longest_stall(is_so: Callable[[], bool]) -> float:
    """Return the most seconds for which the loop did not turn until something was so."""
    worst, last = 0.0, time.perf_counter()
    while not is_so():
        await asyncio.sleep(0.002)
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    return worst


# -- too much ---------------------------------------------------------------------------------------------


def test_a_megabyte_of_lines_is_asked_about_once_and_never_freezes_the_window(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.count
            line = "soup and bread before the forms, " * 12
            lines = [f"{number} {line}" for number in range(MEGABYTE // len(line))]
            begun = time.perf_counter()
            pasted(page, "\n".join(lines))
            assert time.perf_counter() - begun < FROZEN
            assert page.body.offering.question == "paste"
            assert f"{len(lines):,} lines were pasted" in page.body.offering._words.text()
            assert page.body.line.text == ""
            begun = time.perf_counter()
            QTest.keyClick(answers(page)["each"], KEYS.Key_Space)
            assert time.perf_counter() - begun < FROZEN
            assert page.body.offering.question == ""
            stall = await longest_stall(lambda: page.body.model.count >= before + len(lines))
            assert stall < FROZEN
            await all_kept(page)
            assert words(page)[-1] == lines[-1].strip()
            found = [kept.record.words for kept in page.bridge.reader.every("note", group=page.group)]
            assert set(found) >= {one.strip() for one in lines}

    live(life)


def test_a_megabyte_without_a_line_break_is_kept_whole(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = sum(1 for _ in page.bridge.reader.every("note", group=page.group))
            text = ("soup and bread " * (MEGABYTE // 15)).strip()
            begun = time.perf_counter()
            pasted(page, text)
            assert time.perf_counter() - begun < FROZEN
            assert page.body.line.text == ""
            QTest.keyClick(answers(page)["each"], KEYS.Key_Space)
            assert await longest_stall(lambda: not page.pasting.waiting) < FROZEN
            assert (
                await longest_stall(lambda: page.body.model.count >= before + len(text) // LONGEST_NOTE)
                < FROZEN
            )
            await all_kept(page)
            found = sorted(
                page.bridge.reader.every("note", group=page.group), key=lambda kept: kept.record.rank
            )
            assert " ".join(kept.record.words for kept in found[before:]) == text

    live(life)


def test_a_long_paste_is_kept_as_one_where_that_is_wished(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.count
            text = "\n".join(f"line {number} of the minutes" for number in range(200))
            pasted(page, text)
            QTest.keyClick(answers(page)["one"], KEYS.Key_Space)
            await until(lambda: page.body.model.count == before + 1)
            await all_kept(page)
            assert words(page)[-1] == text
            assert page.body.line.edit.hasFocus()

    live(life)


# -- what nobody can see ----------------------------------------------------------------------------------


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\x1b", "\x9b", "\ufffe"])
def test_what_nobody_can_see_is_replaced_and_that_is_said(
    live, at_table: At, heard: list[Said], unseen: str
) -> None:
    async def life() -> None:
        async with at_table() as page:
            pasted(page, f"before{unseen}after")
            assert page.body.line.text == "before\ufffdafter"
            assert "1 character that no one can see" in heard[-1].words
            QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
            await all_kept(page)
            assert words(page)[-1] == "before\ufffdafter"

    live(life)


def test_half_a_character_leaves_a_sign_that_it_was_there_and_that_is_said(
    live, at_table: At, heard: list[Said]
) -> None:
    # The bytes of another program, which Qt reads.
    damaged = QMimeData()
    damaged.setData("text/plain", b"before\xed\xa0\xbdafter")

    async def life() -> None:
        async with at_table() as page:
            page.body.line.edit.insertFromMimeData(damaged)
            assert re.fullmatch("before\ufffd+after", page.body.line.text)
            assert "characters that no one can see became \ufffd" in heard[-1].words
            QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
            await all_kept(page)
            assert re.fullmatch("before\ufffd+after", words(page)[-1])
            assert len(heard) == 1

    live(life)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("be\ud83dfore", "be\ufffdfore"),
        ("\ude00be\ud83d\ude00fore\ud83d", "\ufffdbe\U0001f600fore\ufffd"),
        ("\ud83d\ud83d\ude00é", "\ufffd\U0001f600é"),
    ],
)
def test_half_a_character_is_replaced_where_it_is_typed_or_pasted_and_said_once(
    live, at_table: At, heard: list[Said], text: str, kept: str
) -> None:
    typed, held = QInputMethodEvent("", []), QMimeData()
    typed.setCommitString(text)
    held.setText(text)

    async def life() -> None:
        async with at_table() as page:
            edit = page.body.line.edit
            for come in (
                lambda: QCoreApplication.sendEvent(edit, typed),
                lambda: edit.insertFromMimeData(held),
            ):
                heard.clear()
                come()
                assert page.body.line.text == kept
                assert [said.words.split()[0] for said in heard] == [str(kept.count("\ufffd"))]
                assert not heard[0].is_urgent
                QTest.keyClick(edit, KEYS.Key_Return)
                await all_kept(page)
                assert words(page)[-1] == kept
                assert len(heard) == 1

    live(life)


def test_half_a_character_in_a_note_written_anew_is_said_too(live, at_table: At, heard: list[Said]) -> None:
    held = QMimeData()
    held.setText("one\ud83d\x07two\n")

    async def life() -> None:
        async with at_table() as page:
            page.notes_acts.write_last()
            field = page.body.notes.findChild(QPlainTextEdit, "note words")
            assert field is not None
            field.selectAll()
            field.insertFromMimeData(held)
            assert field.toPlainText() == "one\ufffd\ufffdtwo\n"
            assert [said.words.split()[0] for said in heard] == ["2"]
            QTest.keyClick(field, KEYS.Key_Escape)

    live(life)


def test_one_undo_takes_back_what_was_typed_with_half_a_character(live, at_table: At) -> None:
    typed = QInputMethodEvent("", [])
    typed.setCommitString("be\ud83dfore")

    async def life() -> None:
        async with at_table() as page:
            QCoreApplication.sendEvent(page.body.line.edit, typed)
            assert page.take_back()
            assert page.body.line.text == ""

    live(life)


def test_keys_that_are_no_characters_leave_the_line_as_it_is(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            edit = page.body.line.edit
            for letter in ("a", "\x07", "\x00", "\x1b", "b"):
                event = QKeyEvent(
                    QEvent.Type.KeyPress, KEYS.Key_unknown, Qt.KeyboardModifier.NoModifier, letter
                )
                QCoreApplication.sendEvent(edit, event)
            assert page.body.line.text == "ab"
            QTest.keyClick(edit, KEYS.Key_Return)
            await all_kept(page)
            assert words(page)[-1] == "ab"

    live(life)


# -- names ------------------------------------------------------------------------------------------------


def test_a_name_of_two_thousand_letters_breaks_nothing(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = len(page.desk.roster.seats)
            edit = page.body.line.edit
            pasted(page, f"+{LONG_NAME} ")
            assert page.body.line.text == f"+{LONG_NAME} "
            QTest.keyClick(edit, KEYS.Key_Return)
            await until(lambda: page.body.side.who.list.model().rowCount() == before + 1)
            seat = page.desk.roster.seats[-1]
            assert seat.shown == LONG_NAME
            assert page.body.side.width() <= page.width()
            assert page.body.line.text == ""
            number = len(page.desk.roster.seats)
            page.body.line.say_who(seat.id)
            QTest.keyClicks(edit, "it was the boiler")
            assert page.body.line.chips.width() <= page.body.line.width()
            QTest.keyClick(edit, KEYS.Key_Return)
            await all_kept(page)
            assert page.body.model.rows[-1].note.said_by == seat.id
            assert number == before + 1
            here = page.body.side.who.list
            await until(lambda: here.model().rowCount() == before + 1)
            row = here.visualRect(here.model().index(before, 0))
            assert row.height() < 8 * here.fontMetrics().height()
            assert (
                here.model().index(before, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(LONG_NAME)
            )
            assert not page.grab().isNull()

    live(life)


def test_two_with_the_same_initials_are_asked_about_and_never_guessed(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            typed(page, "+Zelda Quill +Zora Quist")
            await until(
                lambda: {"Zelda Quill", "Zora Quist"} <= {one.shown for one in page.desk.roster.seats}
            )
            QTest.keyClicks(page.body.line.edit, "zq: the boiler is older than we are")
            QTest.keyClick(page.body.line.edit, KEYS.Key_Escape)
            chips = [chip.words for chip in page.body.line.chips.chips]
            assert chips == ["who is ‘zq’?"]
            QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
            await all_kept(page)
            note = page.body.model.rows[-1].note
            assert note.said_by == ""
            assert note.asked_speaker == "zq"
            assert "the boiler is older than we are" in note.words
            line = parse_line("zq: the boiler", page.desk.roster)
            assert getattr(line, "said_by", "") == ""

    live(life)


# -- the archive ------------------------------------------------------------------------------------------


@contextmanager
def held_elsewhere(places: Places) -> Iterator[Callable[[], None]]:
    """Have another process work on the archive, until what is given is called."""
    program = (
        "import sys; from pathlib import Path; from facilitator.app import opened; "
        "from facilitator.paths import Places\n"
        "with opened(Places(Path(sys.argv[1]))):\n    print('open', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(places.home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"

    def let_go() -> None:
        assert holder.stdin is not None
        holder.stdin.close()
        assert holder.wait(20) == 0

    try:
        yield let_go
    finally:
        if holder.poll() is None:
            holder.kill()
            holder.wait()
        holder.stdout.close()


def safe_words(program: Program) -> str:
    label = program.window.trouble.findChild(QLabel, "trouble safe")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


async def typed_too_early(program: Program) -> CapturePage:
    """Type a line and half of one before anything is opened."""
    program.window.show_place(Where("capture", group=TAKE_NOTES_NOW))
    page = program.window.here
    assert isinstance(page, CapturePage)
    await until(page.body.line.edit.hasFocus)
    typed(page, "Typed before the archive was there")
    QTest.keyClicks(page.body.line.edit, "and half a li")
    return page


def test_an_archive_held_by_another_process_opens_once_that_lets_go(
    live, theme: Theme, sample: Places
) -> None:
    async def life() -> None:
        with held_elsewhere(sample) as let_go:
            async with running(sample, theme, KINDS, is_opened=False) as program:
                page = await typed_too_early(program)
                await program.open()
                trouble = program.window.trouble
                assert trouble.isVisible()
                assert "open in another Facilitator" in trouble.words.text()
                assert "not kept yet" in safe_words(program)
                QTest.keyClick(trouble.copy, KEYS.Key_Space)
                copied = QGuiApplication.clipboard().text()
                assert copied == "Typed before the archive was there\nand half a li"
                assert safe_words(program).startswith("Copied.")
                QTest.keyClick(trouble.leave, KEYS.Key_Space)
                await until(lambda: "close once more" in safe_words(program))
                assert program.window.isVisible()
                let_go()
                QTest.keyClick(trouble.again, KEYS.Key_Space)
                await until(lambda: program.bridge.is_open and not trouble.isVisible())
                await until(lambda: words(page) == ["Typed before the archive was there"])
                await all_kept(page)
                assert page.body.line.text == "and half a li"

    live(life)


def test_an_archive_of_a_newer_facilitator_is_left_as_it_is(live, theme: Theme, sample: Places) -> None:
    altered(sample.archive)
    before = sample.archive.read_bytes()
    _refused(live, theme, sample, "newer")
    assert sample.archive.read_bytes() == before


def test_an_archive_that_is_none_is_left_as_it_is(live, theme: Theme, sample: Places) -> None:
    for beside in sample.home.glob("archive.facilitator*"):
        if beside.is_file():
            beside.unlink()
    sample.archive.write_bytes(b"a shopping list " * 4_000)
    before = sample.archive.read_bytes()
    _refused(live, theme, sample, "")
    assert sample.archive.read_bytes() == before


def altered(archive: Path) -> None:
    """Have a newer Facilitator have been at an archive."""
    with sqlite3.connect(archive) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def _refused(live: Callable[..., None], theme: Theme, places: Places, said: str) -> None:
    async def life() -> None:
        async with running(places, theme, KINDS, is_opened=False) as program:
            page = await typed_too_early(program)
            await program.open()
            trouble = program.window.trouble
            assert trouble.isVisible()
            assert str(places.archive) in trouble.words.text()
            assert said in trouble.words.text()
            QTest.keyClick(trouble.copy, KEYS.Key_Space)
            copied = QGuiApplication.clipboard().text()
            assert copied == "Typed before the archive was there\nand half a li"
            QTest.keyClick(trouble.again, KEYS.Key_Space)
            await until(lambda: not program.scope.is_busy)
            assert trouble.isVisible()
            assert page.unkept() == ["Typed before the archive was there", "and half a li"]

    live(life)


# -- the disk ---------------------------------------------------------------------------------------------


async def _name_comes_back(page: CapturePage, name: str) -> None:
    """Enter a name that cannot be kept, see it in the field again, and let it go."""
    field = page.body.side.who.field
    page.body.side.add_person()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, KEYS.Key_Return)
    assert not field.text()
    await until(lambda: field.text() == name)
    QTest.keyClick(field, KEYS.Key_Escape)


def test_what_is_typed_on_a_full_disk_stays_until_there_is_room(
    live, theme: Theme, sample: Places, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 30) as disk:
        shutil.copytree(sample.home, disk, dirs_exist_ok=True)

        async def life() -> None:
            async with running(Places(disk), theme, KINDS) as program:
                window = program.window
                page = await _at_a_group(program)
                ballast = fill(disk)
                banner = window.telling.banner
                typed_in: list[str] = []
                pressed_at = 0.0
                while not banner.copy.isVisible():
                    typed_in.append(f"line {len(typed_in)} " + "of some length, typed on a full disk " * 50)
                    pasted(page, typed_in[-1])
                    pressed_at = time.monotonic()
                    QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
                    await all_kept(page)
                    await asyncio.sleep(0)
                    assert banner.copy.isVisible() or not any(page.unkept())
                assert time.monotonic() - pressed_at < TOLD_WITHIN
                assert "full" in banner.words
                await _name_comes_back(page, "Odd Reyes")
                lost = [*page.lost.words, page.body.line.text]
                assert typed_in[-1].strip() in [one.strip() for one in lost]
                QGuiApplication.clipboard().clear()
                QTest.keyClick(banner.copy, KEYS.Key_Space)
                await until(lambda: bool(QGuiApplication.clipboard().text()))
                for one in typed_in:
                    assert one.strip() in QGuiApplication.clipboard().text()
                ballast.unlink()
                if not page.body.line.text.strip():
                    QTest.keyClick(answers(page)["put back"], KEYS.Key_Space)
                QTest.keyClick(page.body.line.edit, KEYS.Key_Return)
                await until(lambda: words(page)[-1].strip() == typed_in[-1].strip())
                await all_kept(page)
                assert not any(page.unkept())

        live(life)


async def _at_a_group(program: Program) -> CapturePage:
    bridge = program.bridge
    group = next(
        kept.record.id for kept in bridge.reader.every("group") if kept.record.kind.value == "breakout"
    )
    program.window.show_place(Where("capture", group=group))
    page = program.window.here
    assert isinstance(page, CapturePage)
    await until(page.body.line.edit.hasFocus)
    return page


# -- the clock --------------------------------------------------------------------------------------------


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_790_000_000_000

    def __call__(self) -> int:
        self.now += 1
        return self.now


def test_a_clock_that_is_put_back_changes_no_order_and_no_timer(live, theme: Theme, sample: Places) -> None:
    watch = Watch()

    async def life() -> None:
        bridge = Bridge(sample, now_ms=watch)
        window = MainWindow(theme, KINDS)
        window.furnish(bridge)
        window.resize(1360, 850)
        window.show_place(Where("home"))
        window.show()
        await bridge.open()
        group = next(
            kept.record.id for kept in bridge.reader.every("group") if kept.record.kind.value == "breakout"
        )
        window.show_place(Where("capture", group=group))
        page = window.here
        assert isinstance(page, CapturePage)
        await until(page.body.line.edit.hasFocus)
        clock = page.body.clock
        clock.start_by_hand(10)
        typed(page, "before the clock was put back")
        await all_kept(page)
        assert clock.left.words == "10 min left"
        watch.now -= HOUR
        clock.tick()
        assert clock.left.words == "10 min left"
        typed(page, "after it was")
        await all_kept(page)
        watch.now -= 24 * HOUR
        typed(page, "and after it was again")
        await all_kept(page)
        assert words(page)[-3:] == ["before the clock was put back", "after it was", "and after it was again"]
        page.body.model.reload()
        assert words(page)[-3:] == ["before the clock was put back", "after it was", "and after it was again"]
        assert clock.left.words == "10 min left"
        watch.now += 2 * 60_000
        assert clock.left.words == "8 min left"
        told = [label.text() for label in window.status.findChildren(QLabel)]
        assert any(re.fullmatch(r"Saved on this computer \d\d:\d\d:\d\d", one) for one in told)
        await page.leave()
        window.hide()
        await window.end()
        await bridge.close()
        window.deleteLater()

    live(life)

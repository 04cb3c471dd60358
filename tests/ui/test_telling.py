"""Errors: a toast, a banner where typing is at risk, a window for a fault, a page where there is no archive."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from facilitator.app import opened
from facilitator.capture import group_named
from facilitator.paths import Places
from sessions.errors import DomainError, KnownError
from tests.ui.programs import running
from tests.ui.shell_places import CaptureLike
from tests.ui.waiting import until
from ui.dialogs.fault import FaultDialog
from ui.home.page import HomePage
from ui.place import Said, Where
from ui.program import Program


def toast(program: Program) -> str:
    label = program.window.findChild(QLabel, "toast words")
    assert label is not None
    return label.text() if label.isVisible() else ""


class Typing(CaptureLike):
    """A place whose line is not kept yet."""

    def copy_everything(self) -> bool:
        """Copy the line."""
        QGuiApplication.clipboard().setText(self.line.text())
        return True

    async def leave(self) -> bool:
        """Keep the line."""
        self.done.append(self.line.text())
        return True


def test_what_was_foreseen_is_a_sentence(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            program.window.tell_error(DomainError("note_ambiguous", count=2))
            assert toast(program) == "2 notes begin with these words. Give more of them."
            program.window.tell_error(DomainError("nothing_to_undo"))
            assert toast(program) not in {"", "2 notes begin with these words. Give more of them."}

    live(life)


def test_a_full_disk_is_told_above_the_place_and_everything_can_be_copied(
    live, theme, sample: Places
) -> None:
    async def life() -> None:
        async with running(sample, theme, (HomePage, Typing)) as program:
            window = program.window
            window.show_place(Where("capture"))
            QTest.keyClicks(window.here, "")
            line = window.here.line  # type: ignore[attr-defined]  # it is a Typing
            QTest.keyClicks(line, "The lift stopped again")
            window.here.scope.failed.emit(KnownError("disk_full", path="/here"))
            banner = window.telling.banner
            assert banner.isVisible()
            assert "full" in banner.words
            assert line.text() == "The lift stopped again"
            QTest.keyClick(banner.copy, Qt.Key.Key_Space)
            assert QGuiApplication.clipboard().text() == "The lift stopped again"
            QTest.keyClick(banner.close_it, Qt.Key.Key_Space)
            assert not banner.isVisible()
            window.telling.warn_of_full_disk()
            assert banner.isVisible()
            assert not banner.copy.isVisible()

    live(life)


@pytest.mark.allows_log
def test_a_fault_keeps_what_is_typed_first_and_shows_no_words(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme, (HomePage, Typing)) as program:
            window = program.window
            window.show_place(Where("capture"))
            place = window.here
            assert isinstance(place, Typing)
            QTest.keyClicks(place.line, "half a line")

            async def faulty() -> None:
                int(place.line.text())

            place.scope.start(faulty())
            await until(lambda: bool(window.findChildren(FaultDialog)))
            (dialog,) = window.findChildren(FaultDialog)
            assert place.done == ["half a line"]
            report = dialog.report.toPlainText()
            assert "test_telling.py" in report
            assert "half a line" not in report
            QTest.keyClick(dialog.copy, Qt.Key.Key_Space)
            assert QGuiApplication.clipboard().text() == report
            window.tell_error(KeyError("half a line"))
            assert len(window.findChildren(FaultDialog)) == 1
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: not window.findChildren(FaultDialog))

    live(life)


def test_an_archive_in_use_leaves_no_empty_window_and_opens_once_it_is_free(
    live, theme, sample: Places
) -> None:
    async def life() -> None:
        with opened(sample):
            program_of = running(sample, theme)
            program = await program_of.__aenter__()
            trouble = program.window.trouble
            assert trouble.isVisible()
            assert "open in another Facilitator" in trouble.words.text()
            assert trouble.again.hasFocus()
            QTest.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            assert not program.window.finding.palette.isVisible()
            QTest.keyClick(trouble.again, Qt.Key.Key_Space)
            await until(lambda: not program.scope.is_busy)
            assert trouble.isVisible()
        QTest.keyClick(trouble.again, Qt.Key.Key_Space)
        await until(lambda: program.bridge.is_open)
        assert not trouble.isVisible()
        assert program.window.here.isVisible()
        await program_of.__aexit__(None, None, None)

    live(life)


def test_what_is_no_archive_is_left_and_another_opened(live, theme, sample: Places) -> None:
    async def life() -> None:
        other = sample.home / "other.facilitator"
        other.write_bytes(b"a shopping list" * 1000)
        async with running(sample, theme) as program:
            home = program.window.here
            await program.turn_to(other)
            assert program.window.trouble.isVisible()
            assert program.window.here is not home
            await program.turn_to(sample.archive)
            assert not program.window.trouble.isVisible()
            assert program.bridge.path == sample.archive
        assert other.read_bytes() == b"a shopping list" * 1000

    live(life)


def test_what_is_urgent_stays_above_what_comes_after_until_it_is_closed(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            program.window.tell_error(DomainError("note_ambiguous", count=2))
            urgent = toast(program)
            program.window.telling.say(Said("Undone: keep a note"))
            assert toast(program) == f"{urgent}\nUndone: keep a note"
            close = program.window.findChild(QPushButton, "toast close")
            assert close is not None
            QTest.keyClick(close, Qt.Key.Key_Space)
            assert toast(program) == ""
            program.window.telling.say(Said("Undone: keep a note"))
            assert toast(program) == "Undone: keep a note"

    live(life)


def test_what_is_urgent_goes_with_esc_from_wherever_the_keyboard_is(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            program.window.telling.say(Said("Backups made before still hold them", is_urgent=True))
            assert toast(program)
            QTest.keyClick(program.window, Qt.Key.Key_Escape)
            assert toast(program) == ""
            program.window.telling.say(Said("Undone: keep a note"))
            QTest.keyClick(program.window, Qt.Key.Key_Escape)
            assert toast(program), "Esc is for the page again"

    live(life)


def test_a_damaged_archive_is_put_aside_for_the_newest_backup(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            group = group_named(program.bridge.reader, "halls")
            program.bridge.app.capture(group).keep("The lift is out of order again.")
        damage = b"not an archive any more" * 4096
        sample.archive.write_bytes(damage)
        async with running(sample, theme) as program:
            trouble = program.window.trouble
            assert trouble.isVisible()
            assert trouble.put_back.isVisible()
            QTest.keyClick(trouble.put_back, Qt.Key.Key_Space)
            await until(lambda: program.bridge.is_open)
            assert not trouble.isVisible()
            words = [kept.record.words for kept in program.bridge.reader.every("note", group=group)]
            assert "The lift is out of order again." in words
            aside = [path for path in sample.home.iterdir() if path.name in toast(program)]
            assert [path.read_bytes() for path in aside if path != sample.archive] == [damage]

    live(life)

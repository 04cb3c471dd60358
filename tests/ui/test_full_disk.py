"""A disk that fills up while somebody types: a warning while the last room is used, a banner when it is gone."""

import asyncio
import shutil
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from facilitator.capture import group_named
from facilitator.paths import Places
from sessions.edits import create
from sessions.notes import Note
from sessions.scopes import scope_for
from tests.facilitator.archive.lasting import fill, small_disk
from tests.ui.programs import running
from tests.ui.shell_places import CaptureLike
from ui.home.page import HomePage
from ui.place import Where

TOLD_WITHIN = 2.0


class Typing(CaptureLike):
    """A place that keeps what its line holds, and leaves it there where that cannot be."""

    def copy_everything(self) -> bool:
        """Copy the line."""
        QGuiApplication.clipboard().setText(self.line.text())
        return True

    async def keep(self, group: str, number: int) -> None:
        """Keep the line as a note."""
        note = Note(id=f"line{number}", group=group, words=self.line.text() * 20)
        edits = [create(note, scope_for("note", group))]
        await self.bridge.done(self.bridge.app.archive.commit(edits, self.bridge.app.actor, "note.keep"))


def test_what_is_typed_on_a_full_disk_is_never_lost(live, theme, sample: Places, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 30) as disk:
        shutil.copytree(sample.home, disk, dirs_exist_ok=True)
        places = Places(disk)

        async def life() -> None:
            async with running(places, theme, (HomePage, Typing)) as program:
                window = program.window
                window.show_place(Where("capture"))
                place, banner = window.here, window.telling.banner
                assert isinstance(place, Typing)
                group = group_named(program.bridge.reader, "halls")
                QTest.keyClicks(place.line, "A line of some length, typed on a disk that is nearly full. ")
                ballast = fill(disk)
                number, full_at, told_at = 0, 0.0, 0.0
                while not banner.copy.isVisible():
                    number += 1
                    task = place.scope.start(place.keep(group, number))
                    await asyncio.wait([task])
                    if task.exception() is not None and not full_at:
                        full_at = time.monotonic()
                    await asyncio.sleep(0)
                    if banner.isVisible() and not banner.copy.isVisible():
                        told_at = told_at or time.monotonic()
                assert told_at, "the last room was in use, and that was said first"
                assert time.monotonic() - full_at < TOLD_WITHIN
                assert place.line.text().startswith("A line of some length")
                QTest.keyClick(banner.copy, Qt.Key.Key_Space)
                assert QGuiApplication.clipboard().text() == place.line.text()
                ballast.unlink()
                task = place.scope.start(place.keep(group, number + 1))
                await asyncio.wait([task])
                assert task.exception() is None

        live(life)

"""The window's life put together: settings worn, archive opened, a second start heard, all kept at the end."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog

from facilitator.logs import LOGGER
from facilitator.paths import Places
from sessions.errors import SpokenError
from ui.aio import TaskScope, ask, in_thread
from ui.bridge import Bridge
from ui.collecting import keep_what_stands
from ui.main_window import MainWindow
from ui.place import PlaceKind, PutOff, Said, Where
from ui.preferences import Preferences
from ui.shell.first_note import FirstNote
from ui.shell.settings_desk import SettingsDesk
from ui.shell.window_acts import act
from ui.theme import Theme
from ui.window_geometry import put_where_it_was, written

if TYPE_CHECKING:
    import asyncio

LOG = logging.getLogger(f"{LOGGER}.window")


class Program(QObject):
    """One window over one archive at a time."""

    def __init__(
        self,
        places: Places,
        preferences: Preferences,
        theme: Theme,
        kinds: Sequence[PlaceKind],
        window: MainWindow | None = None,
    ) -> None:
        super().__init__()
        self._places = places
        self._preferences = preferences
        self._kinds = kinds
        self.bridge = Bridge(places, parent=self)
        self.window = window or MainWindow(theme, kinds)
        self.window.furnish(self.bridge)
        self.desk = SettingsDesk(theme, preferences, self.bridge, self.window)
        self.note = FirstNote(theme, preferences, self.window)
        self.scope = TaskScope(self)
        self._closed: asyncio.Event | None = None
        keys = QKeySequence.StandardKey
        self.window.take_acts(
            [
                act(self.window, "larger", _("Larger text"), keys.ZoomIn, preferences.on_larger),
                act(self.window, "smaller", _("Smaller text"), keys.ZoomOut, preferences.on_smaller),
                act(
                    self.window,
                    "usual size",
                    _("Text at its usual size"),
                    "Ctrl+0",
                    preferences.on_usual_size,
                ),
            ]
        )
        self._own: Path | None = None
        self.bridge.sample_requested.connect(self._on_sample)
        self.window.closed.connect(self._on_closed)
        self.window.settings_requested.connect(self.desk.open)
        self.window.trouble.again_requested.connect(self._on_again)
        self.window.trouble.backup_requested.connect(self._on_backup_requested)
        self.window.trouble.other_requested.connect(self._on_other)
        self.desk.said.connect(self.window.telling.say)
        for failing in (self.scope.failed, self.desk.scope.failed, preferences.failed):
            failing.connect(self.window.tell_error)
        self.note.closed.connect(self._on_note_closed)

    def show(self) -> None:
        """Show a window that is not shown yet, where it was."""
        put_where_it_was(self.window, self._preferences.settings.window)
        self.window.show()
        self.begin()

    def begin(self, *, is_typing: bool = False) -> None:
        """Come, once, with the note of a first start, and say what could not be read.

        Who is typing already is asked at another start: the note would take the keyboard from them.
        """
        if not is_typing:
            self.note.ask_once()
        if (aside := self._preferences.kept_aside) is not None:
            words = _("Your settings could not be read and are as at first. The file is kept as {path}.")
            self.window.telling.say(Said(words.format(path=aside), is_urgent=True))

    async def live(self) -> None:
        """Open the archive, wait until the window has closed, and give everything back."""
        # With the loop, once the window is painted.
        import asyncio

        self._closed = asyncio.Event()
        await self.open()
        self.scope.start(self._import_places())
        await self._closed.wait()
        await self.end()

    async def _import_places(self) -> None:
        """Import the places that were put off, before anybody goes there."""
        for kind in self._kinds:
            if isinstance(kind, PutOff):
                await in_thread(kind.load)
        keep_what_stands()

    async def end(self) -> None:
        """End every task, the process that worked for the window, and the archive."""
        for scope in (self.scope, self.desk.scope):
            await scope.aclose()
        await self.window.end()
        await self.bridge.close()

    async def open(self) -> None:
        """Open the archive, or show in place of everything why it cannot be."""
        try:
            await self.bridge.open()
        except Exception as error:  # The edge: without an archive the window has nothing else to show.
            if isinstance(error, SpokenError):
                LOG.info("not opened: %s", error.code)
            else:
                LOG.exception("not opened")
            self.note.hide()
            self.window.show_trouble(error)

    async def turn_to(self, archive: Path) -> None:
        """Keep what is typed, close this archive and open another."""
        if archive == self.bridge.path and self.bridge.is_open:
            return
        if not await self.window.leave_all():
            return
        await self.bridge.close()
        await self.window.begin_anew()
        self.bridge.path = archive
        self.bridge.is_sample = archive != self._own and self._own is not None
        await self.open()

    @Slot()
    def _on_sample(self) -> None:
        self.scope.start(self._look_around())

    async def _look_around(self) -> None:
        """Turn to the archive of the sample, made where it is not there yet; or back from it."""
        if self._own is not None:
            own, self._own = self._own, None
            await self.turn_to(own)
            return
        # What takes a folder in is no part of a start.
        from facilitator.sample import prepare_sample

        sample = await self.window.work.run(
            prepare_sample, self._places, title=_("Making the sample gathering")
        )
        self._own = self.bridge.path
        await self.turn_to(sample)

    # -- what is asked for --------------------------------------------------------------------------------

    @Slot(str, str)
    def on_knocked(self, archive: str, group: str) -> None:
        """Come to the front for somebody who started the program again, with the archive or group they named."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        if archive:
            self.scope.start(self.turn_to(Path(archive)))
        elif group:
            self.window.go(Where("capture", group=group))

    @Slot()
    def _on_again(self) -> None:
        self.scope.start(self.open())

    @Slot(str)
    def _on_backup_requested(self, backup: str) -> None:
        self.scope.start(self._put_back(Path(backup)))

    async def _put_back(self, backup: Path) -> None:
        try:
            aside = await self.bridge.put_back(backup)
        except SpokenError as error:
            self.window.show_trouble(error)
            return
        await self.open()
        if self.bridge.is_open:
            words = _("The backup {backup} is in place. What lay there before is kept as {aside}.")
            self.window.telling.say(Said(words.format(backup=backup.name, aside=aside), is_urgent=True))

    @Slot()
    def _on_other(self) -> None:
        self.scope.start(self._open_other())

    async def _open_other(self) -> None:
        dialog = QFileDialog(
            self.window,
            _("Open another archive"),
            str(self.bridge.path.parent),
            _("Archives (*.facilitator)"),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if await ask(dialog) == QDialog.DialogCode.Accepted and dialog.selectedFiles():
            await self.turn_to(Path(dialog.selectedFiles()[0]))

    @Slot()
    def _on_note_closed(self) -> None:
        self.window.here.setFocus()

    @Slot()
    def _on_closed(self) -> None:
        self._preferences.settle(window=written(self.window))
        if self._closed is not None:
            self._closed.set()

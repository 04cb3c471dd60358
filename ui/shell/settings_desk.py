"""What the settings ask for: a backup now, the folder of backups, and the dialog itself."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDir, QLocale, QObject, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from facilitator import language
from sessions.errors import SpokenError
from ui.aio import TaskScope, ask
from ui.bridge import Bridge
from ui.error_words import words_of
from ui.place import Said
from ui.preferences import Preferences
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.dialogs.settings_dialog import SettingsDialog


class SettingsDesk(QObject):
    """Opens the settings over a window, and does what they ask for."""

    said = Signal(object)
    """Something ``Said``."""

    def __init__(self, theme: Theme, preferences: Preferences, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._preferences = preferences
        self._bridge = bridge
        self._window = window
        self.dialog: SettingsDialog | None = None
        self.scope = TaskScope(self)

    @Slot()
    def open(self) -> None:
        """Show the settings, unless they are shown."""
        if self.dialog is None:
            self.scope.start(self._show())

    async def _show(self) -> None:
        # Dialogs are no part of a start.
        from ui.dialogs.settings_dialog import SettingsDialog

        self.dialog = SettingsDialog(
            self._theme, self._preferences, self._bridge.path, language.available(), self._window
        )
        self.dialog.back_up.setEnabled(self._bridge.is_open)
        self.dialog.folder.setEnabled(self._bridge.is_open)
        self.dialog.backup_requested.connect(self._on_backup_requested)
        self.dialog.folder_requested.connect(self._on_folder_requested)
        try:
            await ask(self.dialog)
        finally:
            self.dialog = None

    @Slot()
    def _on_backup_requested(self) -> None:
        self.scope.start(self._back_up())

    async def _back_up(self) -> None:
        chosen = QFileDialog(self.dialog, _("Back up now"), self._suggested())
        chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A file that is there is never replaced, and the sentence says so: nobody has to be asked.
        chosen.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chosen.setDefaultSuffix("facilitator")
        if await ask(chosen) == QDialog.DialogCode.Accepted and chosen.selectedFiles():
            await self.back_up_to(Path(chosen.selectedFiles()[0]))

    def _suggested(self) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = QLocale.c().toString(QDate.currentDate(), "yyyy-MM-dd")
        return QDir(folder).filePath(_("Facilitator backup {day}").format(day=day) + ".facilitator")

    async def back_up_to(self, target: Path) -> None:
        """Write a copy of the archive and say where it is, or why there is none."""
        try:
            made = await self._bridge.done(self._bridge.app.archive.backup(target.absolute()))
        except SpokenError as error:
            self._say(words_of(error))
            return
        words = _("Backed up to {path}. It holds everything: keep it to yourself.").format(path=made)
        self._say(words)

    def _say(self, words: str) -> None:
        # A toast would lie below the dialog.
        if self.dialog is not None:
            self.dialog.tell(words)
        else:
            self.said.emit(Said(words))

    @Slot()
    def _on_folder_requested(self) -> None:
        folder = self._bridge.app.archive.backups_folder
        if not folder.is_dir():
            self._say(
                _("There is no backup yet. One is made at closing, each day on which something changed.")
            )
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

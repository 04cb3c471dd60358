"""What was settled for this computer, as the window follows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from facilitator.paths import Places
from facilitator.settings import LEAST_TEXT, ColourScheme, Loaded, Settings, load, save
from sessions.errors import KnownError
from ui.theme import Scheme, Theme

STEP = 10
"""Per cent of text size that one press of Ctrl++ adds."""


class Preferences(QObject):
    """The settings in force: whatever is settled is worn at once and kept on this computer."""

    changed = Signal(object)
    """The ``Settings`` that are in force now."""
    failed = Signal(object)
    """The KnownError that says why they could not be kept."""

    def __init__(self, places: Places, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._theme = theme
        self.unread = ""
        """Why settings that are there could not be read, '' where they could."""
        self._loaded = self._load()
        self._settings = self._loaded.settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def _load(self) -> Loaded:
        try:
            return load(self._places.settings)
        except KnownError as error:
            # The log is begun after the first picture.
            self.unread = error.code
            return Loaded(Settings())

    @property
    def kept_aside(self) -> Path | None:
        """Return where a file of settings was put that could not be read."""
        return self._loaded.kept_aside

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        return self._settings

    def wear(self) -> None:
        """Give the window the look that was settled."""
        self._theme.wear(Scheme(self._settings.colour_scheme.value), self._settings.text_size)

    @Slot()
    def _on_system_changed(self) -> None:
        """Follow the system by day and by night, where that is wished."""
        if self._settings.colour_scheme is ColourScheme.SYSTEM:
            self.wear()

    def settle(self, **fields: object) -> None:
        """Settle some of them anew."""
        before = self._settings
        self._settings = replace(before, **fields)  # type: ignore[arg-type]  # each caller names fields of its own
        if self._settings == before:
            return
        if _look(before) != _look(self._settings):
            self.wear()
        self.changed.emit(self._settings)
        try:
            save(self._places.settings, self._settings)
        except KnownError as error:
            self.failed.emit(error)

    @Slot()
    def on_larger(self) -> None:
        """Make text larger by a step."""
        self._step(STEP)

    @Slot()
    def on_smaller(self) -> None:
        """Make text smaller by a step."""
        self._step(-STEP)

    @Slot()
    def on_usual_size(self) -> None:
        """Make text as large as it is at first."""
        self.settle(text_size=LEAST_TEXT)

    def _step(self, step: int) -> None:
        self.settle(text_size=self._settings.sized(self._settings.text_size + step).text_size)


def _look(settings: Settings) -> tuple[str, int]:
    return settings.colour_scheme.value, settings.text_size

"""What was settled for this computer, as the window follows it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from facilitator.paths import Places
from facilitator.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings, load, save
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
        self._settings = load(places)

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        return self._settings

    def wear(self) -> None:
        """Give the window the look that was settled."""
        self._theme.wear(Scheme(self._settings.scheme), self._settings.text_size)

    def settle(self, **fields: object) -> None:
        """Settle some of them anew."""
        before = self._settings
        self._settings = replace(before, **fields)  # type: ignore[arg-type]  # each caller names fields of its own
        if self._settings == before:
            return
        if (before.scheme, before.text_size) != (self._settings.scheme, self._settings.text_size):
            self.wear()
        self.changed.emit(self._settings)
        try:
            save(self._places, self._settings)
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
        self.settle(text_size=SMALLEST_TEXT)

    def _step(self, step: int) -> None:
        size = min(max(self._settings.text_size + step, SMALLEST_TEXT), LARGEST_TEXT)
        self.settle(text_size=size)

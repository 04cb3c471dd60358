"""Undo and redo across places: what is typed comes first, and an act is taken back where it was done."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.place import Said, Where
from ui.shell.undoing import place_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class TakingBack(QObject):
    """Takes back the last act of a window, and does it again."""

    def __init__(self, window: MainWindow, bridge: Bridge, scope: TaskScope) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._scope = scope

    @Slot()
    def undo(self) -> None:
        """Take back what is being typed, or else the last act."""
        if not self._window.here.take_back():
            self._scope.start(self.take_back("undo"))

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._scope.start(self.take_back("redo"))

    async def take_back(self, which: str) -> None:
        """Undo or redo (``which``) the last act, where it was done; what is typed there is kept first."""
        found = self._bridge.next_act(which)
        if found is not None and (place := place_of(found.verb)):
            where = Where(place, found.gathering, found.session, found.group)
            if not await self._window.come_to(where):
                return
        name = await self._bridge.take_back(which)
        said = _("Undone: {act}") if which == "undo" else _("Done again: {act}")
        self._window.telling.say(Said(said.format(act=name)))

"""The search line before anybody has opened it: what it takes is imported then, for a start is looked at first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.shell.finding import Finding
    from ui.shell.palette import Palette


class Search(QObject):
    """Stands for what the search line finds, and has it made when it is first needed."""

    go_requested = Signal(object)
    """A ``Where``."""
    failed = Signal(object)
    """An error that no task caught."""

    def __init__(self, bridge: Bridge, theme: Theme, over: QWidget, places: Collection[str]) -> None:
        super().__init__(over)
        self._bridge = bridge
        self._theme = theme
        self._over = over
        self._places = places
        self._finding: Finding | None = None

    def _found(self) -> Finding:
        if self._finding is None:
            # As the module says.
            from ui.shell.finding import Finding

            self._finding = Finding(self._bridge, self._theme, self._over, self._places)
            self._finding.go_requested.connect(self.go_requested)
            self._finding.scope.failed.connect(self.failed)
        return self._finding

    @property
    def palette(self) -> Palette:
        """Return the line with its rows."""
        return self._found().palette

    def open(self, acts: Sequence[QAction]) -> None:
        """Open the search line over the acts of the moment; where it is open already, close it."""
        self._found().open(acts)

    def close(self) -> None:
        """Close the search line where it is open."""
        if self._finding is not None:
            self._finding.palette.go()

    async def aclose(self) -> None:
        """End what is being read for it."""
        if self._finding is not None:
            await self._finding.scope.aclose()

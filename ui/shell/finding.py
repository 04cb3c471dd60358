"""What the search line finds: the acts of the moment at once, and the archive's names as soon as they are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from facilitator.directory import Directory, Entry, EntryKind, folded, read
from ui.aio import TaskScope, in_thread
from ui.bridge import Bridge, Changed
from ui.place import Where
from ui.shell.palette import Palette
from ui.shell.palette_rows import Row, row_of_act, rows_of_entries
from ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.app import App

NEWEST = 6
MOST = 40
NAMED = ("gathering", "occasion", "session", "part", "group", "person", "attendance")


class Finding(QObject):
    """Keeps the archive's names until one of them changes, and goes where a row leads."""

    go_requested = Signal(object)
    """A ``Where``."""

    def __init__(self, bridge: Bridge, theme: Theme, over: QWidget, places: Collection[str]) -> None:
        super().__init__(over)
        self._bridge = bridge
        self._places = places
        self._acts: Sequence[QAction] = ()
        self._directory: Directory | None = None
        self.scope = TaskScope(self)
        self.palette = Palette(theme, over)
        self.palette.typed.connect(self._on_typed)
        self.palette.row_chosen.connect(self._on_row_chosen)
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._on_opened)

    def open(self, acts: Sequence[QAction]) -> None:
        """Open the search line over the acts of the moment; where it is open already, close it."""
        if self.palette.isVisible():
            self.palette.go()
            return
        self._acts = [one for one in acts if one.isEnabled() and one.isVisible() and one.text()]
        self.palette.open()
        self._show()
        if self._directory is None and self._bridge.is_open:
            self.scope.start(self._read())

    async def _read(self) -> None:
        # All the names of years: the window's own thread shows the acts meanwhile.
        self._directory = await in_thread(_directory, self._bridge.app)
        if self.palette.isVisible():
            self._show()

    def _show(self) -> None:
        typed = self.palette.line.text()
        words = folded(typed).split()
        rows = [row_of_act(one) for one in self._acts if _is_meant(one, words)]
        if self._directory is not None:
            found = self._directory.found(typed, MOST) if words else self._directory.gatherings(NEWEST)
            rows += rows_of_entries(one for one in found if self._way(one) is not None)
        self.palette.show_rows(rows)

    def _way(self, entry: Entry) -> Where | None:
        """Return where an entry leads, None where there is no such place in this window."""
        if entry.kind is EntryKind.GROUP and "capture" in self._places:
            return Where("capture", entry.gathering, entry.session, entry.group)
        if entry.kind is EntryKind.PERSON and "people" in self._places:
            return Where("people", entry.gathering)
        if entry.gathering and "plan" in self._places:
            return Where("plan", entry.gathering, entry.session)
        return None

    @Slot(str)
    def _on_typed(self, _typed: str) -> None:
        if self.palette.isVisible():
            self._show()

    @Slot(object)
    def _on_row_chosen(self, row: Row) -> None:
        if isinstance(row.leads_to, QAction):
            row.leads_to.trigger()
        elif (way := self._way(row.leads_to)) is not None:
            self.go_requested.emit(way)

    @Slot()
    def _on_opened(self) -> None:
        self._directory = None

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed.has(*NAMED):
            self._directory = None


def _directory(app: App) -> Directory:
    with app.archive.reader() as reader:
        return read(reader)


def _is_meant(act: QAction, words: Sequence[str]) -> bool:
    said = f" {folded(act.text())}"
    return all(f" {word}" in said for word in words)

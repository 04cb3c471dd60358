"""The window: a bar above, the rail at the left, the place in the middle, the status line below. No logic."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QTime, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QWidget

from ui.aio import TaskScope
from ui.arrangement import Arrangement, arrangement_for
from ui.bridge import Bridge, Changed
from ui.error_words import words_of
from ui.place import Place, Said, Where
from ui.shell.finding import Finding
from ui.shell.rail import Rail
from ui.shell.status_line import StatusLine
from ui.shell.toasts import Toast
from ui.shell.top_bar import TopBar
from ui.shell.window_acts import act, undo_words
from ui.theme import Theme


class MainWindow(QMainWindow):
    """Puts the places into their frame; what they do is theirs."""

    settings_requested = Signal()
    keys_requested = Signal()
    closed = Signal()
    """The window has kept all that was typed and is gone."""

    def __init__(self, bridge: Bridge, theme: Theme, kinds: Sequence[type[Place]]) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._kinds = {kind.name: kind for kind in kinds}
        self._places: dict[str, Place] = {}
        self._scope = TaskScope(self)
        self._scope.failed.connect(self.tell_error)
        self._arrangement = Arrangement.THREE_PANES
        self._is_closing = False
        self.setObjectName("window")
        self.setWindowTitle(_("Facilitator"))
        self._frame(kinds)
        self._acts = self._window_acts()
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._on_opened)
        theme.changed.connect(self._arrange)

    def _frame(self, kinds: Sequence[type[Place]]) -> None:
        middle = QWidget(self)
        self.top_bar = TopBar(self._theme, middle)
        self.rail = Rail(self._theme, kinds, _("Settings"), middle)
        self.stack = QStackedWidget(middle)
        self.status = StatusLine(self._theme, middle)
        self.toast = Toast(self._theme, self.stack)
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top_bar, 0, 0, 1, 2)
        grid.addWidget(self.rail, 1, 0)
        grid.addWidget(self.stack, 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(middle)
        self.rail.chosen.connect(self._on_place_chosen)
        self.rail.settings_requested.connect(self.settings_requested)
        self.top_bar.search_requested.connect(self._on_search)
        self.finding = Finding(self._bridge, self._theme, self, self._kinds)
        self.finding.go_requested.connect(self.go)
        self.finding.scope.failed.connect(self.tell_error)

    def _window_acts(self) -> list[QAction]:
        found = [
            act(self, f"go {name}", kind.title(), f"Alt+{number}", self._on_go_act)
            for number, (name, kind) in enumerate(self._kinds.items(), 1)
        ]
        redo = QKeySequence.StandardKey.Redo
        return [
            *found,
            act(self, "search", _("Search or do anything"), "Ctrl+K", self._on_search),
            act(self, "undo", _("Undo"), QKeySequence.StandardKey.Undo, self._on_undo),
            act(self, "redo", _("Redo"), redo, self._on_redo),
            act(self, "keys", _("All keys"), "F1", self.keys_requested.emit),
            act(self, "settings", _("Settings"), "Ctrl+,", self.settings_requested.emit),
            act(self, "quit", _("Close Facilitator"), "Ctrl+Q", self.close),
        ]

    # -- places -------------------------------------------------------------------------------------------

    @property
    def here(self) -> Place:
        """Return the place that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Place)
        return shown

    def acts(self) -> list[QAction]:
        """Return what can be done now: in the window and in the place that is shown."""
        return [*self.here.acts(), *self._acts]

    def place(self, name: str) -> Place:
        """Return a place, made when it is first needed."""
        if name not in self._places:
            made = self._kinds[name](self._bridge, self._theme)
            made.go_requested.connect(self.go)
            made.said.connect(self.toast.say)
            made.scope.failed.connect(self.tell_error)
            made.headed.connect(self._on_headed)
            made.stated.connect(self._on_stated)
            self._places[name] = made
            self.stack.addWidget(made)
        return self._places[name]

    @Slot(object)
    def go(self, where: Where) -> None:
        """Go somewhere; the place that is left keeps what was typed in it first."""
        self._scope.start(self._go(where))

    async def _go(self, where: Where) -> None:
        if self._places and where.place != self.here.name and not await self.here.leave():
            return
        self.show_place(where)

    def show_place(self, where: Where) -> None:
        """Show a place at once."""
        place = self.place(where.place)
        self.stack.setCurrentWidget(place)
        self.rail.show_as_chosen(where.place)
        self.top_bar.take_buttons(place.top_buttons())
        place.arrange(self._arrangement)
        place.enter(where)

    @Slot()
    def _on_search(self) -> None:
        self.finding.open([one for one in self.acts() if one.objectName() != "search"])

    @Slot(str)
    def _on_place_chosen(self, name: str) -> None:
        self.go(Where(name))

    @Slot()
    def _on_go_act(self) -> None:
        self.go(Where(self.sender().objectName().removeprefix("go ")))

    @Slot(str, str)
    def _on_headed(self, title: str, belongs: str) -> None:
        if self.sender() is self.stack.currentWidget():
            self.top_bar.head(title, belongs)

    @Slot(str)
    def _on_stated(self, words: str) -> None:
        if self.sender() is self.stack.currentWidget():
            self.status.say_beside(words)

    # -- what happened ------------------------------------------------------------------------------------

    @Slot()
    def _on_opened(self) -> None:
        self.status.say(_("Everything is saved on this computer"))
        self._show_undo()

    @Slot(object)
    def _on_changed(self, _changed: Changed) -> None:
        at = self.locale().toString(QTime.currentTime(), "HH:mm:ss")
        self.status.say(_("Saved on this computer {time}").format(time=at))
        self._show_undo()

    def _show_undo(self) -> None:
        self.status.say_undo(undo_words(self._bridge.next_undo()))

    @Slot(object)
    def tell_error(self, error: BaseException) -> None:
        """Say what went wrong; what was foreseen is a sentence, and what is a fault stays until it is closed."""
        self.toast.say(Said(words_of(error), is_urgent=True))

    @Slot()
    def _on_undo(self) -> None:
        if not self.here.take_back():
            self._scope.start(self._take_back("undo"))

    @Slot()
    def _on_redo(self) -> None:
        self._scope.start(self._take_back("redo"))

    async def _take_back(self, which: str) -> None:
        name = await self._bridge.take_back(which)
        said = _("Undone: {act}") if which == "undo" else _("Done again: {act}")
        self.toast.say(Said(said.format(act=name)))

    # -- size and end -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew where another number of panes fits."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        self._arrangement = arrangement_for(self.width(), self._theme.scale)
        self.rail.arrange(self._arrangement)
        self.top_bar.arrange(self._arrangement)
        self.status.is_wide(self._arrangement.has_side)
        if self._places:
            self.here.arrange(self._arrangement)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed first; the window goes once that is done."""
        event.ignore()
        if not self._is_closing:
            self._is_closing = True
            self._scope.start(self._close())

    async def _close(self) -> None:
        for place in self._places.values():
            if not await place.leave():
                self._is_closing = False
                return
        self.hide()
        self.closed.emit()

    async def end(self) -> None:
        """End every task of the window and its places."""
        await asyncio.gather(*(place.scope.aclose() for place in self._places.values()))
        await self.finding.scope.aclose()
        await self._scope.aclose()

"""The window: a bar above, the rail at the left, the place in the middle, the status line below. No logic."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from ui.aio import TaskScope, ask, gathered
from ui.arrangement import Arrangement, arrangement_for
from ui.place import Place, PlaceKind, Where
from ui.shell.first_frame import FirstFrame
from ui.shell.window_acts import act, undo_words
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.bridge import Bridge, Changed
    from ui.shell.inside import Inside

SMALLEST = (360, 420)


class MainWindow(QMainWindow):
    """Puts the places into their frame; what they do is theirs."""

    settings_requested = Signal()
    closed = Signal()
    """The window has kept all that was typed and is gone."""

    def __init__(self, theme: Theme, kinds: Sequence[PlaceKind], where: Where | None = None) -> None:
        """Make a window that can be painted at once; ``where`` is the place that will be shown, the first else."""
        super().__init__()
        self._theme = theme
        self._kinds = {kind.name: kind for kind in kinds}
        self._places: dict[str, Place] = {}
        self._where = where or Where(kinds[0].name)
        self._arrangement = Arrangement.THREE_PANES
        self._is_furnished = self._is_closing = self._is_close_wanted = False
        self.setObjectName("window")
        self.setWindowTitle(_("Facilitator"))
        self.setMinimumSize(*SMALLEST)
        self._first = FirstFrame(theme, kinds, self._where.place, _("Settings"), self)
        self.setCentralWidget(self._first)
        self._first.setFocus()

    def furnish(self, bridge: Bridge) -> None:
        """Put all that works in the place of the first picture, and give it what was typed there."""
        # None of it is needed for the first picture.
        from ui.shell.inside import Inside

        # The same.
        from ui.shell.taking_back import TakingBack

        self._bridge = bridge
        self._scope = TaskScope(self)
        self._take_in(Inside(self, bridge, self._theme, list(self._kinds.values()), self.leave_all))
        self.taking_back = TakingBack(self, bridge, self._scope)
        self._acts = self._window_acts()
        self._scope.failed.connect(self.tell_error)
        bridge.changed.connect(self._on_changed)
        bridge.opened.connect(self._on_opened)
        self._theme.changed.connect(self._arrange)
        self._is_furnished = True
        self._arrange()
        self._show_first()

    def _show_first(self) -> None:
        self.takeCentralWidget()
        self.setCentralWidget(self.inside)
        self.show_place(self._where)
        if self._first.line is not None and (now := self.focusWidget()) is not None:
            self._first.line.hand_over(now)
        self._first.deleteLater()
        del self._first
        if self._is_close_wanted:
            self.close()

    def _take_in(self, inside: Inside) -> None:
        self.inside = inside
        self.top_bar, self.rail, self.stack = inside.top_bar, inside.rail, inside.stack
        self.status, self.telling, self.work = inside.status, inside.telling, inside.work
        self.trouble, self.finding = inside.trouble, inside.finding
        self.rail.chosen.connect(self._on_place_chosen)
        self.rail.settings_requested.connect(self.settings_requested)
        self.top_bar.search_requested.connect(self._on_search)
        self.telling.copy_requested.connect(self._on_copy_requested)
        self.finding.go_requested.connect(self.go)
        self.finding.failed.connect(self.tell_error)
        self.trouble.copy_requested.connect(self._on_copy_requested)
        self.trouble.close_requested.connect(self.close)

    def _window_acts(self) -> list[QAction]:
        keys = QKeySequence.StandardKey
        return [
            *(
                act(self, f"go {name}", kind.title(), f"Alt+{number}", self._on_go_act)
                for number, (name, kind) in enumerate(self._kinds.items(), 1)
            ),
            act(self, "search", _("Search or do anything"), "Ctrl+K", self._on_search),
            act(self, "undo", _("Undo"), keys.Undo, self.taking_back.undo),
            act(self, "redo", _("Redo"), keys.Redo, self.taking_back.redo),
            act(self, "keys", _("All keys"), "F1", self._on_keys),
            act(self, "settings", _("Settings"), "Ctrl+,", self.settings_requested.emit),
            act(self, "quit", _("Close Facilitator"), "Ctrl+Q", self.close),
        ]

    def take_acts(self, acts: Sequence[QAction]) -> None:
        """Offer more acts everywhere in the window, before the one that closes it."""
        self._acts[-1:-1] = acts

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
            made.work = self.work
            made.go_requested.connect(self.go)
            made.said.connect(self.telling.say)
            made.scope.failed.connect(self.tell_error)
            made.headed.connect(self._on_headed)
            made.headed.connect(self.telling.toast.place_anew)
            made.stated.connect(self._on_stated)
            self._places[name] = made
            self.stack.addWidget(made)
        return self._places[name]

    @Slot(object)
    def go(self, where: Where) -> None:
        """Go somewhere; the place that is left keeps what was typed in it first."""
        self._scope.start(self._go(where))

    async def _go(self, where: Where) -> bool:
        if self._places and where.place != self.here.name and not await self.here.leave():
            return False
        self.show_place(where)
        return True

    async def come_to(self, where: Where) -> bool:
        """Go somewhere unless that is shown; False where the place that is shown cannot be left."""
        is_there = where.place == self.here.name and self.here.is_at(where)
        return is_there or where.place not in self._kinds or await self._go(where)

    def show_place(self, where: Where) -> None:
        """Show a place at once."""
        place = self.place(where.place)
        self.finding.close()
        self.stack.setCurrentWidget(place)
        self.rail.show_as_chosen(where.place)
        self.top_bar.take_buttons(place.top_buttons())
        place.arrange(self._arrangement)
        place.enter(where)

    async def leave_all(self) -> bool:
        """Keep what is typed in any place; False where the person must stay because it could not be."""
        for place in self._places.values():
            if not await place.leave():
                return False
        return True

    async def begin_anew(self) -> None:
        """Throw away all places, for another archive; the first is shown as at the start."""
        self.top_bar.take_buttons([])
        old, self._places = list(self._places.values()), {}
        for place in old:
            await place.scope.aclose()
            self.stack.removeWidget(place)
            place.deleteLater()
        self.status.say_undo("")
        self.show_place(Where(next(iter(self._kinds))))

    @Slot()
    def _on_search(self) -> None:
        self.finding.open([one for one in self.acts() if one.objectName() != "search"])

    @Slot()
    def _on_keys(self) -> None:
        # Dialogs are no part of a start.
        from ui.dialogs.keys_sheet import KeysSheet, sections

        is_typing = self.here.foot() is not None
        shown = sections(self.here.title(), self.here.acts(), self._acts, is_typing=is_typing)
        self._scope.start(ask(KeysSheet(self._theme, shown, self)))

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
        self.show_trouble(None)
        self.status.say(_("Everything is saved on this computer"))
        self._show_undo()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        at = QDateTime.fromMSecsSinceEpoch(changed.change.at).toString("HH:mm:ss")
        self.status.say(_("Saved on this computer {time}").format(time=at))
        self._show_undo()
        if self._bridge.is_short_of_room:
            self.telling.warn_of_full_disk()

    def _show_undo(self) -> None:
        self.status.say_undo(undo_words(self._bridge.next_undo()))

    @Slot(object)
    def tell_error(self, error: BaseException) -> None:
        """Say what went wrong, in the way of its kind."""
        self.telling.tell(error)

    def show_trouble(self, error: BaseException | None) -> None:
        """Show in place of everything why there is no archive; None when there is one."""
        for one in self._acts:
            one.setEnabled(error is None or one.objectName() in {"quit", "settings"})
        self.inside.setCurrentIndex(0 if error is None else 1)
        if error is not None:
            self.trouble.tell(error, is_typed=self.here.has_unkept())

    @Slot()
    def _on_copy_requested(self) -> None:
        self.telling.say_copied(self.here.copy_everything())

    # -- size and end -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew where another number of panes fits."""
        super().resizeEvent(event)
        if self._is_furnished:
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
        if not self._is_furnished:
            self._is_close_wanted = True
        elif not self._is_closing:
            self._is_closing = True
            self._scope.start(self._close())

    async def _close(self) -> None:
        try:
            may_go = await self.leave_all()
        finally:
            self._is_closing = False
        if may_go:
            self.hide()
            self.closed.emit()

    async def end(self) -> None:
        """End every task of the window and its places, and the process that worked for it."""
        await gathered(*(place.scope.aclose() for place in self._places.values()))
        await self.finding.aclose()
        for scope in (self.telling.scope, self._scope):
            await scope.aclose()
        await self.work.aclose()

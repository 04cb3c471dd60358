"""What is done in the panes beside the notes: who is here, what was read out, what is reported back, what is to do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from gettext import gettext as _
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from sessions.aims import Outcome
from sessions.errors import SpokenError
from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.capture.page_body import PageBody
from ui.error_words import words_of
from ui.place import Said


class Begun(Protocol):
    """What an act has come to, and when it is on the disk."""

    @property
    def durable(self) -> Future[Any]:
        """Return when it is."""


class PanesDesk(QObject):
    """Hears the panes and does what they ask for; what came of it is heard as a Change."""

    said = Signal(object)
    announcer_wanted = Signal()
    """The sentence was read out, and it is not known by whom."""

    def __init__(self, bridge: Bridge, scope: TaskScope, body: PageBody) -> None:
        super().__init__(body)
        self._bridge = bridge
        self._scope = scope
        self._body = body
        self.group = ""
        self.occasion = ""
        who, report = body.side.who, body.report
        who.person_added.connect(self._on_person_added)
        who.person_renamed.connect(self._on_person_renamed)
        who.naming_chosen.connect(self._on_naming_chosen)
        who.person_removed.connect(self._on_person_removed)
        body.side.read_out.read_out.connect(self._on_read_out)
        report.order_requested.connect(self._on_order_requested)
        report.unpicked.connect(self._on_unpicked)
        report.action_ticked.connect(self._on_action_ticked)
        report.action_changed.connect(self._on_action_changed)

    # -- who is here --------------------------------------------------------------------------------------

    @Slot(str)
    def _on_person_added(self, name: str) -> None:
        self._do_seat(lambda: self._bridge.app.seats.add(self.group, name))

    @Slot(str, str)
    def _on_person_renamed(self, seat: str, name: str) -> None:
        self._do_seat(lambda: self._bridge.app.seats.rename(seat, name))

    @Slot(str, bool)
    def _on_naming_chosen(self, seat: str, is_not: bool) -> None:
        self._do(lambda: self._bridge.app.seats.set_not_to_be_named(seat, is_not=is_not))

    @Slot(str)
    def _on_person_removed(self, seat: str) -> None:
        self._do(lambda: self._bridge.app.seats.remove(seat))

    def _do_seat(self, begin: Callable[[], Begun]) -> None:
        self._scope.start(self._done(begin, self._body.side.who.tell_wrong))

    # -- what was read out --------------------------------------------------------------------------------

    @Slot()
    def _on_read_out(self) -> None:
        self.announcer_wanted.emit()

    def announce_by(self, name: str) -> None:
        """Record that somebody has read out the sentence just now."""
        self._scope.start(self._announce(name))

    async def _announce(self, name: str) -> None:
        try:
            await self._bridge.done(self._bridge.app.ground_rules.announce(self.occasion, name))
        except SpokenError as error:
            self.said.emit(Said(words_of(error), is_urgent=True))

    # -- report back, actions -----------------------------------------------------------------------------

    @Slot(object)
    def _on_order_requested(self, notes: object) -> None:
        assert isinstance(notes, list | tuple)
        self._do(lambda: self._bridge.app.report_back.choose(self.group, list(notes)))

    @Slot(str)
    def _on_unpicked(self, note: str) -> None:
        self._do(lambda: self._bridge.app.report_back.unpick(self.group, note))

    @Slot(str, bool)
    def _on_action_ticked(self, note: str, is_done: bool) -> None:
        outcome = Outcome.DONE if is_done else Outcome.OPEN
        self._do(lambda: self._bridge.app.notes.answer_action(note, outcome))

    @Slot(str, str, str)
    def _on_action_changed(self, note: str, owner: str, due: str) -> None:
        self._do(lambda: self._bridge.app.notes.set_action(note, owner=owner, due=due))

    # -- doing --------------------------------------------------------------------------------------------

    def _do(self, begin: Callable[[], Begun]) -> None:
        self._scope.start(self._done(begin, self._say))

    async def _done(self, begin: Callable[[], Begun], tell: Callable[[str], None]) -> None:
        try:
            await self._bridge.done(begin().durable)
        except SpokenError as error:
            tell(words_of(error))

    def _say(self, words: str) -> None:
        self.said.emit(Said(words, is_urgent=True))


def reader_heading() -> str:
    """Return what is asked where it is not known who read out the sentence."""
    return _("Who read it out?")

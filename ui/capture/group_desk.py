"""Does for one group what its panes ask for; what came of it is heard as a Change and read again by the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sessions.aims import Outcome
from sessions.document import DocumentKind
from sessions.errors import DomainError
from sessions.gathering import GroundRule
from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.capture.card_reading import card_of
from ui.capture.report_pane import ReportPane
from ui.capture.sheet import MOST_POINTS, Card, Sheet
from ui.capture.sheet_reading import sheet_of
from ui.capture.side_pane import SidePane
from ui.error_words import words_of

if TYPE_CHECKING:
    from facilitator.app import App
    from facilitator.group_pages import GroupPage, Overview

Refuse = Callable[[str], None]


class GroupDesk(QObject):
    """Hears the panes beside the notes of a group and shows in them what was read of it."""

    refused = Signal(str)
    """Why an act was not done that has no field of its own."""

    def __init__(self, bridge: Bridge, scope: TaskScope, side: SidePane, report: ReportPane) -> None:
        super().__init__(side)
        self._bridge = bridge
        self._scope = scope
        self._side = side
        self._report = report
        self.sheet = Sheet()
        self._occasion = self._gathering = ""
        self._shown: tuple[GroupPage, Overview] | None = None
        self._chosen: tuple[str, ...] | None = None
        self._next_part = QTimer(self)
        self._next_part.setSingleShot(True)
        self._next_part.timeout.connect(self._on_next_part)
        side.clock.ended.connect(self._on_part_ended)
        side.who.person_added.connect(self._on_person_added)
        side.who.person_renamed.connect(self._on_person_renamed)
        side.who.naming_chosen.connect(self._on_naming_chosen)
        side.who.person_removed.connect(self._on_person_removed)
        side.read_out.read_out.connect(self._on_read_out)
        report.order_requested.connect(self._on_order_requested)
        report.unpicked.connect(self._on_unpicked)
        report.action_ticked.connect(self._on_action_ticked)
        report.action_changed.connect(self._on_action_changed)

    @property
    def _app(self) -> App:
        return self._bridge.app

    def show_group(self, page: GroupPage, overview: Overview, now: int) -> Sheet:
        """Show a group as it was read at a moment (UTC ms), and return what is shown."""
        about, rules = page.about, self._app.ground_rules
        self._shown, self._chosen = (page, overview), None
        self._occasion, self._gathering = about.occasion.id, about.gathering.id
        sentences = {rule: rules.sentence(rule, about.network.language) for rule in GroundRule}
        self.sheet = sheet_of(page, overview, sentences, now)
        self._side.show_sheet(self.sheet)
        self._report.show_sheet(self.sheet)
        return self.sheet

    @Slot()
    def _on_part_ended(self) -> None:
        # Told in the middle of a tick, and to everybody: the next part begins after that.
        if not self.sheet.times.is_apart:
            self._next_part.start(0)

    @Slot()
    def _on_next_part(self) -> None:
        if self._shown is not None and self._bridge.is_open:
            self.show_group(*self._shown, self._side.clock.now())

    def _start(self, act: Callable[[], Any], refuse: Refuse) -> None:
        self._scope.start(self._do(act, refuse))

    async def _do(self, act: Callable[[], Any], refuse: Refuse) -> None:
        try:
            begun = act()
            await self._bridge.done(begun if isinstance(begun, Future) else begun.durable)
        except DomainError as error:
            refuse(words_of(error))

    # -- who is here --------------------------------------------------------------------------------------

    @Slot(str)
    def _on_person_added(self, name: str) -> None:
        self._start(partial(self._app.seats.add, self.sheet.id, name), self._side.who.tell_wrong)

    @Slot(str, str)
    def _on_person_renamed(self, seat: str, name: str) -> None:
        self._start(partial(self._app.seats.rename, seat, name), self._side.who.tell_wrong)

    @Slot(str, bool)
    def _on_naming_chosen(self, seat: str, is_not: bool) -> None:
        act = partial(self._app.seats.set_not_to_be_named, seat, is_not=is_not)
        self._start(act, self._side.who.tell_wrong)

    @Slot(str)
    def _on_person_removed(self, seat: str) -> None:
        self._start(partial(self._app.seats.remove, seat), self._side.who.tell_wrong)

    @Slot(str, str)
    def _on_read_out(self, by: str, rule: str) -> None:
        chosen = GroundRule(rule) if rule else None
        act = partial(self._app.ground_rules.announce, self._occasion, by, rule=chosen)
        self._start(act, self._side.read_out.tell_wrong)

    # -- what is brought back -----------------------------------------------------------------------------

    @property
    def _picked(self) -> tuple[str, ...]:
        """Return what is brought back, or is about to be: keys may come faster than what they change is read."""
        return self._chosen if self._chosen is not None else tuple(note.id for note in self.sheet.picked)

    def pick(self, note: str, number: int) -> None:
        """Bring a note back as the point of a number, 1 to 3."""
        self._on_order_requested(placed(self._picked, note, number))

    @Slot(object)
    def _on_order_requested(self, notes: tuple[str, ...]) -> None:
        self._chosen = notes
        self._start(partial(self._app.report_back.choose, self.sheet.id, notes), self._refuse_choice)

    @Slot(str)
    def _on_unpicked(self, note: str) -> None:
        self._on_order_requested(tuple(one for one in self._picked if one != note))

    def _refuse_choice(self, words: str) -> None:
        self._chosen = None
        self._report.report.tell_wrong(words)

    # -- what is to be done -------------------------------------------------------------------------------

    @Slot(str, bool)
    def _on_action_ticked(self, note: str, is_done: bool) -> None:
        outcome = Outcome.DONE if is_done else Outcome.OPEN
        self._start(partial(self._app.notes.answer_action, note, outcome), self.refused.emit)

    @Slot(str, str, str)
    def _on_action_changed(self, note: str, owner: str, due: str) -> None:
        act = partial(self._app.notes.set_action, note, owner=owner, due=due)
        self._start(act, self._report.actions_list.tell_wrong)

    # -- the read-back card -------------------------------------------------------------------------------

    async def card(self) -> Card:
        """Return the card of the group: only what may be said aloud stands on it."""
        # Composing brings SQLAlchemy; the archive is open by now.
        from facilitator.documents import Wish

        sheet = self.sheet
        wish = Wish(DocumentKind.READ_BACK, self._gathering, group=sheet.id)
        # A card reads all that was agreed in the gathering: in a large one that takes longer than a frame.
        draft = await asyncio.to_thread(self._app.documents.compose, wish)
        return card_of(draft, sheet.session, [note.id for note in sheet.picked])


def placed(picked: Sequence[str], note: str, number: int) -> tuple[str, ...]:
    """Return what is brought back once a note is the point of a number; where three are, it takes another's place."""
    others = [one for one in picked if one != note]
    at = min(number - 1, len(others))
    if len(others) < MOST_POINTS:
        others.insert(at, note)
    else:
        others[at] = note
    return tuple(others)

"""Does for one group what its panes ask for, and reads again what they show once that has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from facilitator.capture_bookmark import Bookmark, bookmark_of, keep_bookmark
from sessions.aims import Outcome
from sessions.errors import DomainError, KnownError
from sessions.gathering import GroundRule
from sessions.notes import NoteKind
from ui.aio import TaskScope, in_thread
from ui.bridge import Bridge, Changed
from ui.capture.line_desk import BY_LINE
from ui.capture.notes_rows import NoteRow
from ui.capture.notes_source import KeptRow, NotesSource
from ui.capture.report_pane import ReportPane
from ui.capture.sheet import MOST_POINTS, Card, Sheet
from ui.capture.sheet_reading import sheet_of
from ui.capture.side_pane import SidePane
from ui.error_words import words_of

if TYPE_CHECKING:
    from facilitator.app import App
    from facilitator.group_pages import GroupPage, Overview

AROUND: Final = ("seat", "group", "session", "part", "occasion", "gathering", "network", "strand", "person")
"""What the panes show besides what was made of the notes."""
AFTER_MS: Final = 40
"""A line that is kept is shown first; what stands beside it follows."""
LONGEST_MS: Final = 1_000
SHARE: Final = 8
"""In a long group reading takes long: it has an eighth of the time there is, and nobody waits for it longer."""

MOST_SAID: Final = 80
"""Characters of a note that are said of it."""

Refuse = Callable[[str], None]


class GroupDesk(QObject):
    """The acts and readings of one group beside its line and its notes."""

    sheet_read = Signal(object)
    """A ``Sheet``: what is shown by now."""
    refused = Signal(str)
    """Why an act was not done that has no field of its own."""
    looked_through = Signal(int)
    """How many notes the group has by now, once all of them were looked at."""
    gone = Signal()
    """The group is not there any more."""
    told = Signal(str)
    """What an act has done besides what is seen of it."""

    def __init__(
        self, bridge: Bridge, scope: TaskScope, now: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scope = scope
        self._now = now
        self.sheet = Sheet()
        self._occasion = self._gathering = ""
        self._chosen: tuple[str, ...] | None = None
        self._left: dict[str, Bookmark] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MS)
        self._later.timeout.connect(self._on_due)
        self._page: GroupPage | None = None
        self._source: NotesSource | None = None
        self._asked = self._heard = 0
        self._is_count_due = False
        bridge.changed.connect(self._on_changed)

    @property
    def _app(self) -> App:
        return self._bridge.app

    @property
    def group(self) -> str:
        """Return the group that is open, '' where none is."""
        return self.sheet.id

    # -- reading ------------------------------------------------------------------------------------------

    def open_group(self, source: NotesSource, *, is_long: bool = False) -> None:
        """Show a group; what is to mend and to do in one that ``is_long`` follows when a thread has looked for it."""
        self._go_over_to(source.group)
        self.sheet, self._page, self._source = Sheet(id=source.group), None, source
        self._later.stop()
        page = self._read_page()
        if page is None:
            return
        # As below.
        from facilitator.group_pages import Overview, overview

        self._tell(page, Overview() if is_long else overview(self._bridge.reader, self.group))
        if is_long:
            self._is_count_due = True
            self._on_due()

    @Slot()
    def look_through(self) -> None:
        """Look at all notes in a thread a moment later, and tell how many there are."""
        self._is_count_due = True
        if not self._later.isActive():
            self._later.start()

    def _read_page(self) -> GroupPage | None:
        assert self._source is not None
        try:
            page = self._source.about()
        except DomainError:
            self._page = None
            self.gone.emit()
            return None
        self._occasion, self._gathering = page.about.occasion.id, page.about.gathering.id
        return page

    def _with_picked(self, page: GroupPage) -> GroupPage:
        """Return a page with what is brought back by now: the rest of it costs four times as much."""
        # As above.
        from facilitator.note_pages import shown

        reader = self._bridge.reader
        picked = sorted(reader.picked(self.group), key=lambda kept: (kept.record.report_rank, kept.record.id))
        return replace(page, report_back=shown(reader, picked, {}))

    async def _read_beside(self) -> None:
        """Read again what has changed; all notes are looked at in a thread, for there may be many."""
        self._asked += 1
        asked, group, heard = self._asked, self.group, self._heard
        begun = monotonic()
        found = await in_thread(self._app.group_pages.overview, group)
        self._later.setInterval(min(max(AFTER_MS, round((monotonic() - begun) * 1000 * SHARE)), LONGEST_MS))
        if asked != self._asked or group != self.group or not self._bridge.is_open:
            return
        page = self._read_page() if self._page is None else self._with_picked(self._page)
        if page is not None:
            self._tell(page, found)
            self._tell_count(found, is_sure=heard == self._heard)

    def _tell_count(self, found: Overview, *, is_sure: bool) -> None:
        if self._is_count_due:
            self._is_count_due = not is_sure
            self.looked_through.emit(found.counts.notes + found.off_record)
        if self._is_count_due and not self._later.isActive():
            # What was kept meanwhile may be among those that were counted, or not.
            self._later.start()

    def _tell(self, page: GroupPage, overview: Overview) -> None:
        rules, language = self._app.ground_rules, page.about.network.language
        sentences = {rule: rules.sentence(rule, language) for rule in GroundRule}
        self._page = page
        sheet = sheet_of(page, overview, sentences, self._now())
        if sheet == self.sheet and self._chosen is None:
            return
        self.sheet, self._chosen = sheet, None
        self.sheet_read.emit(self.sheet)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not self.group or not changed.has("note", *AROUND):
            return
        self._heard += 1
        if changed.has(*AROUND):
            self._page = None
            if self._source is not None:
                self._source.forget()
        elif self._is_beside_nothing(changed):
            return
        if not self._later.isActive():
            self._later.start()

    def _is_beside_nothing(self, changed: Changed) -> bool:
        """Tell whether an act has kept lines that stand nowhere but among the notes: most do, and cost no reading."""
        if changed.change.verb not in BY_LINE:
            return False
        found = [self._bridge.reader.note(note) for _kind, note in changed.touched]
        return all(kept is not None and not kept.deleted and _is_plain(kept) for kept in found)

    @Slot()
    def _on_part_ended(self) -> None:
        # Told in the middle of a tick: the times of the next part are for the one after it.
        if self._page is not None and not self.sheet.times.is_apart:
            self._later.start(AFTER_MS)

    @Slot()
    def _on_due(self) -> None:
        if self._bridge.is_open and self.group:
            self._scope.start(self._read_beside())

    # -- the panes ----------------------------------------------------------------------------------------

    def serve(self, side: SidePane, report: ReportPane) -> None:
        """Do what these panes ask for, and show in them what is read."""
        self._side, self._report = side, report
        self.sheet_read.connect(self._on_sheet_read)
        side.clock.ended.connect(self._on_part_ended)
        side.clock.set_by_hand.connect(self._on_bookmarked)
        side.prompts.marked.connect(self._on_bookmarked)
        side.who.typed.connect(self._on_bookmarked)
        side.who.person_added.connect(self._on_person_added)
        side.who.person_renamed.connect(self._on_person_renamed)
        side.who.naming_chosen.connect(self._on_naming_chosen)
        side.who.person_removed.connect(self._on_person_removed)
        side.read_out.read_out.connect(self._on_read_out)
        report.order_requested.connect(self._on_order_requested)
        report.unpicked.connect(self._on_unpicked)
        report.note_dropped.connect(self.pick)
        report.action_ticked.connect(self._on_action_ticked)
        report.action_changed.connect(self._on_action_changed)

    @Slot(object)
    def _on_sheet_read(self, sheet: Sheet) -> None:
        self._side.show_sheet(sheet)
        self._report.show_sheet(sheet)

    # -- where a group was left ---------------------------------------------------------------------------

    def _go_over_to(self, group: str) -> None:
        """Go on where a group was left; a name that is half typed waits in the one that is left now."""
        here = self._side.bookmark()
        if here.name and self.group not in {"", group}:
            told = _("“{name}” is typed and not kept: it waits under ‘Who is here’ of {group}.")
            self.told.emit(told.format(name=here.name, group=self.sheet.group))
        if not self._bridge.is_open:
            return
        if not self.group and here != Bookmark():
            # What was begun before anything was open is the group's that is opened first.
            self._keep_bookmark(group, here)
        found = self._left.get(group) or bookmark_of(self._bridge.reader, group)
        self._side.go_on(group, found)

    @Slot()
    def _on_bookmarked(self) -> None:
        if self.group and self._bridge.is_open:
            self._keep_bookmark(self.group, self._side.bookmark())

    def _keep_bookmark(self, group: str, here: Bookmark) -> None:
        # What was set a moment ago may not be on the disk yet when the group is opened again.
        self._left[group] = here
        keep_bookmark(self._app.archive, group, here)

    # -- what the panes ask for ---------------------------------------------------------------------------

    def _start(self, act: Callable[[], Any], refuse: Refuse, told: str = "") -> None:
        self._scope.start(self._do(act, refuse, told))

    async def _do(self, act: Callable[[], Any], refuse: Refuse, told: str) -> None:
        try:
            begun = act()
            await self._bridge.done(begun if isinstance(begun, Future) else begun.durable)
        except DomainError as error:
            refuse(words_of(error))
            return
        except KnownError:
            # What the window says of it everywhere; what was typed is back where it was typed.
            refuse("")
            raise
        if told:
            self.told.emit(told)

    # -- who is here --------------------------------------------------------------------------------------

    @Slot(str)
    def _on_person_added(self, name: str) -> None:
        give_back = partial(self._side.who.give_back, "", name)
        if self.group and self._bridge.is_open:
            self._start(partial(self._app.seats.add, self.group, name), give_back)
        else:
            give_back(_("Nothing can be kept before the archive is open. Press Enter again then."))

    @Slot(str, str)
    def _on_person_renamed(self, seat: str, name: str) -> None:
        give_back = partial(self._side.who.give_back, seat, name)
        self._start(partial(self._app.seats.rename, seat, name), give_back)

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

    @Slot(str, int)
    def pick(self, note: str, number: int) -> None:
        """Bring a note back as the point of a number, 1 to 3; says which other one is not, where there were three."""
        wanted = placed(self._picked, note, number)
        out = [one.words for one in self.sheet.picked if one.id in self._picked and one.id not in wanted]
        self._choose(wanted, not_any_more(out[0]) if out else "")

    def _choose(self, notes: tuple[str, ...], told: str = "") -> None:
        self._chosen = notes
        self._start(partial(self._app.report_back.choose, self.group, notes), self._refuse_choice, told)

    def _refuse_choice(self, words: str) -> None:
        self._chosen = None
        self._report.report.tell_wrong(words)

    @Slot(object)
    def _on_order_requested(self, notes: tuple[str, ...]) -> None:
        self._choose(notes)

    @Slot(str)
    def _on_unpicked(self, note: str) -> None:
        self._choose(tuple(one for one in self._picked if one != note))

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
        # A card is looked at long after the start.
        from ui.capture.card_reading import read_card

        return await read_card(self._app.documents, self.sheet, self._gathering)


def _is_plain(kept: KeptRow) -> bool:
    """Tell whether a note is neither to be brought back nor to be mended nor to be done."""
    row = NoteRow(kept.record, is_off_record=kept.is_private)
    is_elsewhere = row.note.kind is NoteKind.ACTION or row.note.report_rank or row.needs_mending
    return row.is_off_record or not is_elsewhere


def placed(picked: Sequence[str], note: str, number: int) -> tuple[str, ...]:
    """Return what is brought back once a note is the point of a number; where three are, it takes another's place."""
    others = [one for one in picked if one != note]
    at = min(number - 1, len(others))
    if len(others) < MOST_POINTS:
        others.insert(at, note)
    else:
        others[at] = note
    return tuple(others)


def not_any_more(words: str) -> str:
    """Return what is said of a note whose place another one has taken."""
    told = _("Not reported back any more: “{words}”. Ctrl+Z takes that back.")
    return told.format(words=_short(words))


def _short(words: str) -> str:
    return words if len(words) <= MOST_SAID else f"{words[: MOST_SAID - 1]}…"

"""Between the line and the archive: what is typed goes there at once, or waits until it is open; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from sessions.breakouts import Seat
from sessions.capture import Kept, Roster, print_line
from sessions.errors import DomainError, SpokenError
from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.capture.line_text import cleaned
from ui.capture.page_sheet import heads

if TYPE_CHECKING:
    from concurrent.futures import Future

    from facilitator.capture import CaptureDesk, Outcome

BY_LINE: Final = frozenset({"note.keep"})
"""Acts that the desk knows of already when they are heard of."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A half-typed line that is back, and when it was typed (UTC ms)."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class BegunElsewhere:
    """A half-typed line of another group: what that is called and belongs to, and when it was typed (UTC ms)."""

    title: str
    of: str
    at: int


class LineDesk(QObject):
    """Keeps lines of one group."""

    begun = Signal(object, bool)
    """A note that is on its way to the disk, and whether it is off the record."""
    came = Signal(str)
    """Words about a line that made no note."""
    failed = Signal(str, str, object)
    """A line that was not kept, the id of its note ('' where it made none), and why."""
    unmatched = Signal(str)
    """A line that was to mend another, where nothing matched."""
    help_wanted = Signal()
    characters_replaced = Signal(int)

    def __init__(self, bridge: Bridge, scope: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scope = scope
        self._desk: CaptureDesk | None = None
        self._waiting: list[str] = []

    @property
    def roster(self) -> Roster:
        """Return who is here and which strands there are."""
        return self._desk.roster if self._desk is not None else Roster()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the lines that wait until the archive is open."""
        return tuple(self._waiting)

    def sit_down(self, group: str, seats: Iterable[Seat]) -> None:
        """Keep lines in a group from now on, first those that wait; ``seats`` are those who are here."""
        self._desk = self._bridge.app.capture(group, seats)
        waiting, self._waiting = self._waiting, []
        for text in waiting:
            self.keep(text)

    def get_up(self) -> None:
        """Let lines wait until a group is open."""
        self._desk = None

    def refresh(self) -> None:
        """Take in what was done elsewhere."""
        if self._desk is not None:
            self._desk.refresh()

    # -- lines --------------------------------------------------------------------------------------------

    def keep(self, text: str) -> None:
        """Keep a line."""
        told = cleaned(text)
        if told.replaced:
            self.characters_replaced.emit(told.replaced)
        if self._desk is None:
            if told.text.strip():
                self._waiting.append(told.text)
            return
        try:
            begun = self._desk.begin(told.text)
        except DomainError as error:
            self.failed.emit(told.text, "", error)
            return
        note = self._tell(begun.outcome, told.text)
        self._scope.start(self._wait(begun.durable, told.text, note))

    def keep_lines(self, lines: Sequence[str]) -> None:
        """Keep lines that were pasted, as one act; nothing in them has a meaning of its own."""
        if self._desk is None:
            self._waiting += [print_line(Kept(line), Roster()) for line in lines]
            return
        begun = self._desk.begin_lines(lines)
        self._scope.start(self._wait(begun.durable, "\n".join(lines), ""))

    def _tell(self, outcome: Outcome, text: str) -> str:
        """Tell what became of a line, and return the id of the note it makes."""
        # What can become of a line is said by the use case, which comes with the archive.
        from facilitator.capture import HelpWanted, LineMended, NoteKept, NothingMatched, PeopleAdded

        if isinstance(outcome, NoteKept):
            self.begun.emit(outcome.note, outcome.is_off_record)
            return outcome.note.id
        if isinstance(outcome, PeopleAdded):
            self.came.emit(_("Here now: {names}").format(names=", ".join(outcome.names)))
        elif isinstance(outcome, LineMended):
            told = _("A line off the record is mended.")
            if not outcome.is_off_record:
                told = _("Mended: ‘{before}’ is ‘{after}’ now.").format(
                    before=outcome.before, after=outcome.after
                )
            self.came.emit(told)
        elif isinstance(outcome, NothingMatched):
            self.unmatched.emit(text)
        elif isinstance(outcome, HelpWanted):
            self.help_wanted.emit()
        return ""

    async def _wait(self, durable: Future[Any], text: str, note: str) -> None:
        """Wait until a line is on the disk; where it cannot be, its words come back."""
        try:
            await self._bridge.done(durable)
        except SpokenError as error:
            self.failed.emit(text, note, error)
        except Exception as error:
            self.failed.emit(text, note, error)
            raise

    # -- the half-typed line ------------------------------------------------------------------------------

    def keep_draft(self, text: str) -> None:
        """Keep what stands in the line, so that no crash takes it."""
        if self._desk is not None:
            self._desk.keep_draft(cleaned(text).text)

    def draft(self, group: str) -> Restored | None:
        """Return what stood in the line of a group when it was left."""
        # Where a draft stands is known to the use case, which comes with the archive.
        from facilitator.capture import draft_place

        found, _shut = self._bridge.reader.drafts()
        for one in found:
            if one.place == draft_place(group) and one.text.strip():
                return Restored(one.text, one.at)
        return None

    def begun_elsewhere(self, group: str) -> BegunElsewhere | None:
        """Return the last line that is half typed in another group."""
        # As above.
        from facilitator.capture import group_of_draft

        # As above.
        from facilitator.group_about import group_about

        found, _shut = self._bridge.reader.drafts()
        for one in reversed(found):
            other = group_of_draft(one.place)
            if other in {"", group} or not one.text.strip():
                continue
            with suppress(DomainError):
                title, of = heads(group_about(self._bridge.reader, self._bridge.app.ground_rules, other))
                return BegunElsewhere(title, of, one.at)
        return None

"""What comes of each line on the page of a group: on the screen at once, spoken once kept, back where it cannot be."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, Slot
from PySide6.QtGui import QAction

from sessions.capture import Kept, kept_note, parse_line
from sessions.errors import SpokenError
from sessions.notes import Note
from ui.announcing import announce
from ui.capture.notes_rows import kept_words
from ui.place import Said
from ui.shell.telling import AT_RISK

if TYPE_CHECKING:
    from ui.capture.page import CapturePage


class PageLines(QObject):
    """Shows on the page what the desk of its line tells."""

    def __init__(self, page: CapturePage) -> None:
        super().__init__(page)
        self._page = page
        self._body = page.body
        self._desk = page.desk
        self._unspoken: set[str] = set()
        desk, line = page.desk, page.body.line
        desk.begun.connect(self._on_begun)
        desk.came.connect(self.tell)
        desk.failed.connect(self._on_failed)
        desk.unmatched.connect(self._on_unmatched)
        desk.help_wanted.connect(self._on_help_wanted)
        for one in (desk, line.edit, page.body.notes.painter):
            one.characters_replaced.connect(self._on_characters_replaced)
        page.notes_acts.words_refused.connect(self._on_words_refused)

    def keep(self, text: str) -> None:
        """Keep a line, and show it at once; before the archive is open it waits."""
        if not self._body.offering.question:
            self._body.offering.close_offering()
        waiting = len(self._desk.waiting)
        self._desk.keep(text)
        if len(self._desk.waiting) > waiting:
            self._show_waiting(text, waiting)

    def _show_waiting(self, text: str, number: int) -> None:
        """Show a line that waits until the archive is open."""
        line = parse_line(text, self._body.line.roster)
        kept = line if isinstance(line, Kept) and line.words else Kept(text)
        now = QDateTime.currentMSecsSinceEpoch()
        note = kept_note(kept, id=f"waiting {number:06}", group="", kept_at=now, rank=f"{number:06}")
        self._body.model.add_provisional(note, is_off_record=kept.is_off_record)
        told = ngettext(
            "{count} line waits until the archive is open",
            "{count} lines wait until the archive is open",
            number + 1,
        )
        self._page.stated.emit(told.format(count=number + 1))

    @Slot(object, bool)
    def _on_begun(self, note: Note, is_off_record: bool) -> None:
        self._unspoken.add(note.id)
        self._body.model.add_provisional(note, is_off_record=is_off_record)
        self._body.notes.show_end()
        self._body.notes.choose_none()

    def speak(self, notes: list[str]) -> None:
        """Say of each line that was kept as what it is kept."""
        for note in self._unspoken.intersection(notes):
            self._unspoken.discard(note)
            at = self._body.model.number_of(note)
            if at >= 0:
                row = self._body.model.row_at(at)
                announce(self._body.line, kept_words(row, self._body.model.legend))

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say quietly what came of something."""
        self._page.said.emit(Said(words))

    @Slot(str)
    def _on_unmatched(self, text: str) -> None:
        self._body.line.put_back(text)
        self._page.said.emit(Said(_("No line here has these words, so nothing was mended.")))

    @Slot()
    def _on_help_wanted(self) -> None:
        window_keys = self._page.window().findChild(QAction, "keys")
        if isinstance(window_keys, QAction):
            window_keys.trigger()

    @Slot(int)
    def _on_characters_replaced(self, count: int) -> None:
        told = ngettext(
            "{count} character that no one can see became �.",
            "{count} characters that no one can see became �.",
            count,
        )
        self._page.said.emit(Said(told.format(count=count)))

    # -- lines that were begun ----------------------------------------------------------------------------

    def bring_back(self, group: str) -> None:
        """Put back what stood in the line of a group, or say where a line waits that somebody has begun elsewhere."""
        found = self._desk.draft(group)
        if found is not None:
            if self._body.line.put_back(found.text):
                self._note(_("A line from {time} is back.").format(time=_clock(found.at)))
            return
        elsewhere = self._desk.begun_elsewhere(group)
        if elsewhere is not None:
            told = _("A line begun at {time} waits in {title}, {gathering}. F4 goes there.")
            self._note(told.format(time=_clock(elsewhere.at), title=elsewhere.title, gathering=elsewhere.of))

    def _note(self, words: str) -> None:
        self._body.offering.note(words)
        announce(self._page, words)

    # -- what could not be kept ---------------------------------------------------------------------------

    @Slot(str, str, object)
    def _on_failed(self, text: str, note: str, error: BaseException) -> None:
        self._unspoken.discard(note)
        if note:
            self._body.model.withdraw(note)
        self._on_words_refused(text, error)

    @Slot(str, object)
    def _on_words_refused(self, words: str, error: BaseException) -> None:
        self._page.lost.give_back(words, error)
        if isinstance(error, SpokenError) and error.code in AT_RISK:
            # Nothing can be kept here any more: the window says so above the page, and offers to copy everything.
            self._page.scope.failed.emit(error)


def _clock(at: int) -> str:
    """Return a time of day, with the day where that is another."""
    then = QDateTime.fromMSecsSinceEpoch(at)
    is_today = then.date() == QDate.currentDate()
    return QLocale().toString(then, "HH:mm" if is_today else "d MMM HH:mm")

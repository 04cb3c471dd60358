"""What stands at the left of the notes: the question, the time, the prompts, who is here, what is read out."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from facilitator.capture_bookmark import Bookmark
from ui.capture.part_clock import PartClock
from ui.capture.part_timer import PartTimer
from ui.capture.prompt_list import PromptList
from ui.capture.read_out_card import ReadOutCard
from ui.capture.sheet import PartTimes, Sheet
from ui.capture.strand_chip import StrandChip
from ui.capture.who_is_here import WhoIsHere
from ui.theme import Theme
from ui.widgets.pane import BLEED, Pane
from ui.widgets.words import HEADING, MUTED, TITLE, Words


class SidePane(Pane):
    """All that helps to take notes; it scrolls where there is no room."""

    def __init__(self, theme: Theme, clock: PartClock, parent: QWidget | None = None) -> None:
        super().__init__(theme, "side pane", _("The question, the time, prompts and people"), parent)
        self.clock = clock
        self.strand = StrandChip(theme, self.inside)
        self.question = Words(theme, "question", TITLE, self.inside)
        self.introduced = Words(theme, "introduced by", MUTED, self.inside)
        self.timer = PartTimer(theme, clock, self.inside)
        self._prompts_heading = Words(theme, "prompts heading", HEADING, self.inside)
        self._prompts_heading.setText(_("Prompts"))
        self.prompts = PromptList(theme, self.inside)
        self.who = WhoIsHere(theme, self.inside)
        self.read_out = ReadOutCard(theme, self.inside)
        self.put(self.strand, 0)
        self.put(self.question, 10)
        self.put(self.introduced, 6)
        self.put(self.timer, 20)
        self.put(self._prompts_heading, 24)
        self.put(self.prompts, 8, BLEED)
        self.put(self.who, 22, BLEED)
        self.put(self.read_out, 16)
        self.who.left.connect(self.left)
        # What is said below the field has no place yet.
        self.who.told_wrong.connect(self._reveal.start)
        self.show_sheet(Sheet())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what the page has read; the clock runs by it."""
        self.clock.show_part(sheet.times, sheet.id)
        self.strand.say(sheet.strand, sheet.strand_number)
        self.question.say(sheet.question)
        self.introduced.say(introduced(sheet.introduced_by))
        self._prompts_heading.setVisible(bool(sheet.prompts))
        self.prompts.prompts.show_prompts(sheet.prompts)
        self.prompts.setVisible(bool(sheet.prompts))
        self.who.show_people(sheet.people)
        self.read_out.show_sentence(sheet.read_out)

    def go_on(self, group: str, bookmark: Bookmark) -> None:
        """Go on where a group was left; what else there is of it is shown later."""
        self.clock.go_on(group, PartTimes(bookmark.starts_at, bookmark.ends_at))
        self.prompts.prompts.go_on(bookmark.prompt)
        self.who.go_on(bookmark.seat, bookmark.name)

    def bookmark(self) -> Bookmark:
        """Return where the group is."""
        times = self.clock.times_by_hand
        return Bookmark(times.starts_at, times.ends_at, self.prompts.prompts.mark_print, *self.who.half_typed)

    def half_typed(self) -> list[str]:
        """Return what is typed in a field and not entered."""
        reader = "" if self.read_out.name.isHidden() else self.read_out.name.text().strip()
        return [text for text in (self.who.half_typed[1], reader) if text]

    @Slot()
    def add_person(self) -> None:
        """Open the field for a name, and show it."""
        self.who.add_person()
        self.ensureWidgetVisible(self.who.field)

    @Slot()
    def _on_reveal(self) -> None:
        super()._on_reveal()
        if self.who.field.hasFocus() and not self.who.wrong.isHidden():
            self.ensureWidgetVisible(self.who.wrong, 0, self._theme.px(12))


def introduced(names: tuple[str, ...]) -> str:
    """Return who has introduced a session."""
    if not names:
        return ""
    if len(names) == 1:
        return _("Introduced by {name}.").format(name=names[0])
    return _("Introduced by {names} and {last}.").format(names=", ".join(names[:-1]), last=names[-1])

"""Capture: one line at the bottom, the notes above it, what helps at the left, what becomes of them at the right."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sessions.errors import SpokenError
from ui.aio import in_thread
from ui.arrangement import Arrangement
from ui.bridge import Bridge, Changed
from ui.capture.group_choices import NOW, choices, today
from ui.capture.group_desk import GroupDesk
from ui.capture.group_list import GroupList
from ui.capture.line_desk import BY_LINE, LineDesk
from ui.capture.line_lost import LostWords
from ui.capture.line_pasting import Pasting
from ui.capture.notes_acts import NotesActs
from ui.capture.notes_source import NotesSource
from ui.capture.page_acts import PageActs
from ui.capture.page_body import PageBody
from ui.capture.page_lines import PageLines
from ui.capture.page_seeking import Seeking
from ui.capture.page_sheet import heads, notes_told, title_of, watching
from ui.error_words import words_of
from ui.place import TAKE_NOTES_NOW, Place, Said, Where
from ui.theme import Theme

ABOUT: Final = ("seat", "strand", "permission", "group", "session", "occasion", "gathering")
MOST_OTHERS: Final = 500
MANY: Final = 40
"""An act that touched more is read again as a whole."""


class CapturePage(Place):
    """Takes notes for one group, or at once without any."""

    name = "capture"
    icon = "capture"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self._group = self._gathering = ""
        self._title = self._watching = ""
        self._heads = ("", "")
        self._is_beginning = False
        self._warned_of: list[str] = []
        self._people: tuple[str, ...] = ()
        self.groups = GroupList(theme, self)
        self.body = PageBody(theme, bridge.now_ms, self)
        self.desk = LineDesk(bridge, self.scope, self)
        self.notes_acts = NotesActs(bridge, theme, self.scope, self.body.model, self.body.notes)
        self.panes = GroupDesk(bridge, self.scope, bridge.now_ms, self)
        self.panes.serve(self.body.side, self.body.report)
        self.seeking = Seeking(bridge, self.scope, self.body, self.notes_acts)
        self.pasting = Pasting(self.body.line, self.body.offering, self.desk, self)
        self.lost = LostWords(self.body.line, self.body.offering, self.desk, self)
        self.lines = PageLines(self)
        self._set_out()
        self.page_acts = PageActs(self)
        self._buttons = self._made_buttons()
        self._hear()
        theme.changed.connect(self._measure)
        self._measure()

    def _set_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.groups)
        self._stack.addWidget(self.body)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)

    def _hear(self) -> None:
        line, desk = self.body.line, self.desk
        self.groups.chosen.connect(self._on_group_chosen)
        self.groups.source_chosen.connect(self.open_source)
        self.groups.left.connect(self._on_groups_left)
        line.keep_requested.connect(self._on_keep_requested)
        line.draft_changed.connect(desk.keep_draft)
        line.left.connect(self.body.go_to_notes)
        self.lost.said.connect(self.said)
        self.notes_acts.last_written.connect(self.body.go_to_line)
        self.body.side.left.connect(self.body.go_to_line)
        self.body.side.who.speaker_chosen.connect(line.say_who)
        self.body.report.note_opened.connect(self.seeking.go_to)
        self.body.report.go_requested.connect(self.page_acts.next_gap)
        self.body.report_requested.connect(self.body.switch_report)
        self.body.model.counted.connect(self._on_counted)
        self.body.model.count_wanted.connect(self.panes.look_through)
        self.panes.looked_through.connect(self.body.model.count_anew)
        self.notes_acts.said.connect(self.said)
        self.panes.refused.connect(self._on_refused)
        self.panes.told.connect(self.lines.tell)
        self.panes.sheet_read.connect(self.body.show_sheet)
        self.panes.gone.connect(self._on_gone)
        self.bridge.opened.connect(self._on_opened)
        self.bridge.changed.connect(self._on_changed)

    def _made_buttons(self) -> list[QWidget]:
        finished = QPushButton(_("Finished"), self)
        finished.setObjectName("finished")
        finished.setProperty("kind", "primary")
        finished.setAccessibleDescription(_("Says what is kept and what is to mend, and goes home"))
        finished.clicked.connect(self.page_acts.finish)
        card = QPushButton(_("Read-back card"), self)
        card.setObjectName("read-back card")
        card.setAccessibleDescription(_("Ctrl+R"))
        card.setToolTip(_("What the group says to the plenary · Ctrl+R"))
        card.clicked.connect(self.page_acts.read_back)
        for button in (card, finished):
            button.hide()
        return [card, finished]

    @Slot()
    def _measure(self) -> None:
        # Less than the panes beside each other need: the window must get narrow before these go.
        self.setMinimumSize(self.theme.px(260), self.theme.px(240))

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return _("Capture")

    @property
    def group(self) -> str:
        """Return the group notes are taken for, '' where none is chosen."""
        return self._group

    @property
    def is_at_group(self) -> bool:
        """Tell whether a group is open and the archive with it."""
        return bool(self._group) and self.bridge.is_open

    # -- coming and going ---------------------------------------------------------------------------------

    def enter(self, where: Where) -> None:
        """Open a group, show the one that was open, or ask which; ``TAKE_NOTES_NOW`` stands for a group too."""
        self._gathering = where.gathering or self._gathering
        is_now, is_taking = where.group == TAKE_NOTES_NOW, bool(self._group) or self._is_beginning
        if is_now and not is_taking:
            self.take_notes_now()
        elif where.group and not is_now and where.group != self._group:
            self._open(where.group)
        elif is_taking and not self._is_elsewhere(where.gathering):
            self._show_body()
            if is_now:
                self.lines.tell(_("You are taking notes here already. F4 begins elsewhere."))
        else:
            self.choose_group()

    def is_at(self, where: Where) -> bool:
        """Tell whether the group that ``where`` names is open here and shown."""
        return not where.group or (where.group == self._group and self._stack.currentWidget() is self.body)

    def _is_elsewhere(self, gathering: str) -> bool:
        """Tell whether the group that is open is of another gathering than one is going to."""
        about = self.body.model.about
        return bool(gathering) and about is not None and about.gathering.id != gathering

    @Slot()
    def choose_group(self) -> None:
        """Show the list of groups."""
        if self._group:
            self.body.line.flush_draft()
        if self.bridge.is_open:
            found = choices(self.bridge.reader, today(), self._gathering)
            self.groups.show_choices(found, self._group)
        self._stack.setCurrentWidget(self.groups)
        self._show_buttons(is_shown=False)
        self.headed.emit(_("Capture"), "")
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_groups_left(self) -> None:
        if self._group or self._is_beginning:
            self._show_body()

    @Slot(str)
    def _on_group_chosen(self, group: str) -> None:
        if group == NOW:
            self.take_notes_now()
        else:
            self._open(group)

    @Slot(str, str)
    def open_source(self, session: str, source: str) -> None:
        """Open what a session has besides groups, by the word of its source; it is made where it is not there yet."""
        self.scope.start(self._open_source(session, source))

    async def _open_source(self, session: str, source: str) -> None:
        # What opens it brings the archive, which is open by now.
        from facilitator.sources import Source

        opened = await in_thread(self.bridge.app.sources.open, session, Source(source))
        await self.bridge.done(opened.durable)
        self._open(opened.group.id)

    def take_notes_now(self) -> None:
        """Show the line at once; what it is kept in is made beside it."""
        self._leave_group()
        self._is_beginning = True
        self._heads = (_("Notes"), "")
        self._show_body()
        if self.bridge.is_open:
            self.scope.start(self._begin_now())

    async def _begin_now(self) -> None:
        try:
            begun = await in_thread(self.bridge.app.take_notes.begin)
        except SpokenError as error:
            # What is typed waits on, for the group that is chosen now.
            self._is_beginning = False
            self.choose_group()
            self.said.emit(Said(words_of(error), is_urgent=True))
            return
        if self._is_beginning:
            self._is_beginning = False
            self._group = begun.group
            self._load()

    def _leave_group(self) -> None:
        self.body.line.flush_draft()
        self.desk.get_up()
        if self._group:
            self.body.line.clear()
            self.body.model.open(None)
        self._group = ""

    def _open(self, group: str) -> None:
        self._leave_group()
        self._is_beginning = False
        self._group = group
        if self.bridge.is_open:
            self._load()
        self._show_body()

    def _show_body(self) -> None:
        self._stack.setCurrentWidget(self.body)
        self.headed.emit(*self._heads)
        self._show_buttons(is_shown=True)
        self.body.go_to_line()

    def _show_buttons(self, *, is_shown: bool) -> None:
        for button in self._buttons:
            button.setVisible(is_shown)

    def _load(self) -> None:
        """Read the group, bring back what stood in the line, and keep what has waited."""
        try:
            source = NotesSource(self.bridge, self._group)
            self.body.model.open(source)
            self.desk.sit_down(self._group, (one.seat for one in source.about().seats))
        except SpokenError as error:
            self._group = ""
            self.choose_group()
            self.said.emit(Said(words_of(error), is_urgent=True))
            return
        self.notes_acts.group = self.seeking.group = self._group
        self._people = self._others()
        self.body.line.know(self.desk.roster, self._people)
        self.panes.open_group(source, is_long=self.body.model.has_earlier)
        self._head()
        self.lines.bring_back(self._group)
        self.body.notes.show_end()
        self.stated.emit("")

    def _others(self) -> tuple[str, ...]:
        """Return the names of the network's people, for who is here and not on the list."""
        return tuple(name for (name,) in self.bridge.reader.fields("person", ("name",))[:MOST_OTHERS] if name)

    async def leave(self) -> bool:
        """Keep what stands in the line; what cannot be kept yet is said once before it is left."""
        self.body.line.flush_draft()
        # What stands in the line has a draft, once there is an archive.
        unkept = [one for one in self.unkept()[: -1 if self.bridge.is_open else None] if one]
        if not set(unkept).difference(self._warned_of):
            return True
        self._warned_of = unkept
        told = _("Some of what you typed is not kept yet. F9 copies it; close once more to leave it.")
        if unkept == self.body.half_typed():
            told = self.body.go_to_half_typed()
        if told:
            self.said.emit(Said(told, is_urgent=True))
        return False

    def unkept(self) -> list[str]:
        """Return all that is typed and not kept, what stands in the line at the end."""
        fields = self.body.half_typed()
        return [
            *self.desk.waiting,
            *self.lost.words,
            *self.pasting.waiting,
            *fields,
            self.body.line.text.strip(),
        ]

    def has_unkept(self) -> bool:
        """Tell whether anything was typed here that is not kept yet."""
        return any(self.unkept())

    def copy_everything(self) -> bool:
        """Put all that was typed here on the clipboard, kept or not; tells whether there is anything."""
        self.page_acts.copy_everything()
        return self.is_at_group or any(self.unkept())

    def foot(self) -> QWidget | None:
        """Return what is typed in at the foot of the page."""
        return self.body.foot()

    def take_back(self) -> bool:
        """Take back what is typed in the line, if anything is."""
        return self.body.line.take_back()

    def acts(self) -> list[QAction]:
        """Return what can be done here."""
        return [*self.page_acts.acts, *self.notes_acts.acts]

    def top_buttons(self) -> list[QWidget]:
        """Return what stands in the top bar."""
        return self._buttons

    def arrange(self, arrangement: Arrangement) -> None:
        """Set out the panes."""
        self.body.arrange(arrangement)

    # -- what is read -------------------------------------------------------------------------------------

    @Slot()
    def _on_opened(self) -> None:
        if self._is_beginning:
            self.scope.start(self._begin_now())
        elif self._group:
            self._load()
        elif self._stack.currentWidget() is self.groups and self.isVisible():
            self.choose_group()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not self._group:
            return
        notes = [one for kind, one in changed.touched if kind == "note"]
        if len(changed.touched) > MANY:
            self.body.model.reload()
        else:
            self.body.model.take_in(notes)
        if changed.change.verb not in BY_LINE or changed.has("seat"):
            self.desk.refresh()
            self.body.line.know(self.desk.roster, self._people)
        if changed.has(*ABOUT):
            self.body.model.learn()
            self._head()
        self.lines.speak(notes)

    def _head(self) -> None:
        """Say what is open and what it belongs to."""
        about = self.body.model.about
        if about is None:
            return
        self._title, self._watching = title_of(about.group), watching(about.group)
        self._heads = heads(about)
        self._on_counted(self.body.model.count)
        if self._stack.currentWidget() is self.body:
            self.headed.emit(*self._heads)

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        if words:
            self.said.emit(Said(words, is_urgent=True))

    @Slot()
    def _on_gone(self) -> None:
        """Leave a group that was taken away; what stands in the line stays."""
        self._group = ""
        self.desk.get_up()
        self.choose_group()

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        parts = (self._title, self._watching, notes_told(count))
        self.body.heading.setText(" · ".join(part for part in parts if part))

    @Slot(str)
    def _on_keep_requested(self, text: str) -> None:
        self.lines.keep(text)
        if self.bridge.is_open:
            self.body.line.know(self.desk.roster, self._people)
        self.lost.offer_again()

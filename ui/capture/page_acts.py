"""What can be done anywhere on the page of a group, each with its key."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from ui.aio import in_thread
from ui.capture.group_choices import SOURCES
from ui.capture.page_copy import copied_words, with_unkept
from ui.capture.read_back_window import ReadBackWindow
from ui.place import Said, Where
from ui.shell.window_acts import TOGETHER, act

if TYPE_CHECKING:
    from ui.capture.page import CapturePage

COMPACT: Final = QSize(360, 420)
"""Pixels at 100 % of the small window."""
SPEAKERS: Final = 9


class PageActs(QObject):
    """Does what the keys of the page say."""

    def __init__(self, page: CapturePage) -> None:
        super().__init__(page)
        self._page = page
        self._body = page.body
        self._card: ReadBackWindow | None = None
        self._wide: QSize | None = None
        self.acts = [*self._of_line(), *self._of_page(), *self._of_places(), *self._of_sources()]

    def _of_line(self) -> list[QAction]:
        page, line = self._page, self._body.line
        found = [
            act(page, "key message", _("Keep as a key message"), "Ctrl+Return", line.keep_as_key_message),
            act(page, "off", _("Off the record, or on it again"), "Ctrl+D", line.switch_off_the_record),
            act(page, "last off", _("Take the last line off the record"), "Ctrl+Shift+D", self.take_last_off),
            act(page, "quote", _("Open or close a quotation"), "Ctrl+'", line.quote),
            act(page, "write last", _("Write the line before anew"), "Ctrl+Up", self.write_last),
        ]
        found[0].setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        return found

    def _of_page(self) -> list[QAction]:
        page, body = self._page, self._body
        return [
            act(page, "next gap", _("Go to what is to mend next"), "Ctrl+G", self.next_gap),
            act(page, "find", _("Find in this group"), "Ctrl+F", body.finder.open_bar),
            act(page, "copy everything", _("Copy everything"), "F9", self.copy_everything),
            act(page, "report pane", _("Report back, to mend, actions"), "Ctrl+J", body.switch_report),
            act(page, "side pane", _("Prompts and people"), "Ctrl+Shift+J", body.switch_side),
            act(page, "compact", _("Small window on top of others, or back"), "Ctrl+M", self.switch_compact),
            act(page, "choose group", _("Take notes for another group"), "F4", page.choose_group),
            act(page, "add person", _("Add somebody who is here"), "Ctrl+Shift+N", self.add_person),
            act(page, "read out", _("The sentence was read out"), "Ctrl+Shift+Q", self.read_out),
            act(page, "read-back card", _("Read-back card"), "Ctrl+R", self.read_back),
            act(page, "to and fro", _("From the line to the notes, and back"), "F6", body.go_to_and_fro),
        ]

    def _of_places(self) -> list[QAction]:
        who = _("Said by the one with this number in who is here")
        back = _("Report back in this place")
        found = []
        for number in range(1, SPEAKERS + 1):
            words = _("Said by number {number} of who is here").format(number=number)
            found.append(act(self._page, f"speaker {number}", words, f"Ctrl+{number}", self.say_who))
            found[-1].setProperty(TOGETHER, who)
        for number in range(1, 4):
            words = _("Report back as number {number}").format(number=number)
            keys = f"Ctrl+Shift+{number}"
            found.append(act(self._page, f"report {number}", words, keys, self.report_back_as))
            found[-1].setProperty(TOGETHER, back)
        return found

    def _of_sources(self) -> list[QAction]:
        said = {
            "plenary": _("Take notes of everybody together, in this session"),
            "chat": _("Take notes of the chat of this session"),
            "break-wall": _("Take notes of the wall people write on in the break"),
        }
        return [act(self._page, f"source {one}", said[one], "", self.open_source) for one in SOURCES]

    @Slot()
    def open_source(self) -> None:
        """Open what the session of the group has besides groups, as the act names it."""
        about = self._body.model.about
        if about is not None:
            self._page.open_source(about.session.id, self.sender().objectName().removeprefix("source "))

    # -- notes --------------------------------------------------------------------------------------------

    @Slot()
    def take_last_off(self) -> None:
        """Take the last kept line off the record."""
        self._page.notes_acts.take_last_off()

    @Slot()
    def write_last(self) -> None:
        """Write the line before anew."""
        self._page.notes_acts.write_last()

    @Slot()
    def report_back_as(self) -> None:
        """Report a note back in the place the key names."""
        self._page.notes_acts.report_back_as(int(self.sender().objectName().removeprefix("report ")))

    @Slot()
    def next_gap(self) -> None:
        """Go to what is to mend next."""
        if not self._page.seeking.mend_next():
            self._say(_("Nothing is to mend: no gaps, and every speaker is known."))

    @Slot()
    def copy_everything(self) -> None:
        """Copy every note of the group, and what is typed and not kept."""
        if self._page.is_at_group:
            self._page.scope.start(self._copy())
        else:
            QGuiApplication.clipboard().setText("\n".join(self._page.unkept()))
            self._say(_("What is typed is copied."))

    async def _copy(self) -> None:
        page = self._page
        text = await in_thread(page.bridge.app.handing_over.copy_of, page.group)
        left_out = page.bridge.reader.off_the_record(page.group)
        QGuiApplication.clipboard().setText(with_unkept(text, page.unkept()))
        self._say(copied_words(self._body.model.count - left_out, left_out))

    # -- who is here, what is read ------------------------------------------------------------------------

    @Slot()
    def say_who(self) -> None:
        """Have the line said by whoever has the key."""
        number = int(self.sender().objectName().removeprefix("speaker "))
        person = self._body.side.who.person_at(number - 1)
        if person is not None:
            self._body.line.say_who(person.id)

    @Slot()
    def add_person(self) -> None:
        """Add somebody who is here."""
        self._body.show_side()
        self._body.side.add_person()

    @Slot()
    def read_out(self) -> None:
        """Say that the sentence was read out."""
        self._body.show_side()
        self._body.side.read_out.tell()

    @Slot()
    def read_back(self) -> None:
        """Show the card from which the group reports back, in a window of its own."""
        if self._page.is_at_group:
            self._page.scope.start(self._read_back())

    async def _read_back(self) -> None:
        card = await self._page.panes.card()
        if self._card is None:
            self._card = ReadBackWindow(self._page.theme, card, self._page)
            self._card.closed.connect(self._on_card_closed)
        self._card.show_card(card)
        self._card.show()
        self._card.raise_()

    @Slot()
    def _on_card_closed(self) -> None:
        if self._card is not None:
            self._card.deleteLater()
            self._card = None

    # -- the window ---------------------------------------------------------------------------------------

    @Slot()
    def switch_compact(self) -> None:
        """Make the window small and keep it on top of others, or put it back."""
        window, px = self._page.window(), self._page.theme.px
        is_small = self._wide is None
        wished = self._wide or QSize(px(COMPACT.width()), px(COMPACT.height()))
        self._wide = window.size() if is_small else None
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, is_small)
        window.resize(wished)
        # A window whose flags were changed is hidden.
        window.show()
        self._body.go_to_line()

    @Slot()
    def finish(self) -> None:
        """Say what is kept and what is to mend, and go home."""
        count = self._body.model.count
        kept = ngettext(
            "{count} note is kept on this computer.", "{count} notes are kept on this computer.", count
        )
        told = kept.format(count=f"{count:,}")
        self._say(f"{told} {self._body.to_mend_words()}".strip())
        self._page.go_requested.emit(Where("home"))

    def _say(self, words: str) -> None:
        self._page.said.emit(Said(words))

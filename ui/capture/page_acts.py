"""What can be done anywhere on the page of a group, each with its key."""

from __future__ import annotations

from gettext import gettext as _
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.shell.window_acts import act


class Doer(Protocol):
    """The page, as far as its acts need it."""

    def keep_as_key_message(self) -> None:
        """Keep the line as a key message."""

    def switch_off_the_record(self) -> None:
        """Put the line off the record, or on it again."""

    def take_last_off(self) -> None:
        """Take the last kept line off the record."""

    def quote(self) -> None:
        """Open or close a quotation."""

    def write_last(self) -> None:
        """Write the line before anew."""

    def next_gap(self) -> None:
        """Go to what is to mend next."""

    def find_here(self) -> None:
        """Find in this group."""

    def copy_everything(self) -> object:
        """Copy all notes."""

    def switch_report(self) -> None:
        """Open or close the pane at the right."""

    def switch_side(self) -> None:
        """Open or close the pane at the left."""

    def switch_compact(self) -> None:
        """Make the window small and keep it on top, or put it back."""

    def choose_group(self) -> None:
        """Show the list of groups."""

    def add_person(self) -> None:
        """Add somebody who is here."""

    def read_back(self) -> None:
        """Show the card from which the group reports back."""

    def read_out(self) -> None:
        """Say that the sentence was read out."""

    def go_to_and_fro(self) -> None:
        """Go from the line to the notes, and back."""

    def say_who(self) -> None:
        """Have the line said by whoever has the key."""

    def report_back_as(self) -> None:
        """Report a note back in the place the key names."""


def page_acts(owner: QWidget, page: Doer) -> list[QAction]:
    """Return the acts of the page; those of people and places come last."""
    found = [
        act(owner, "key message", _("Keep as a key message"), "Ctrl+Return", page.keep_as_key_message),
        act(owner, "off", _("Off the record, or on it again"), "Ctrl+D", page.switch_off_the_record),
        act(owner, "last off", _("Take the last line off the record"), "Ctrl+Shift+D", page.take_last_off),
        act(owner, "quote", _("Open or close a quotation"), "Ctrl+'", page.quote),
        act(owner, "write last", _("Write the line before anew"), "Ctrl+Up", page.write_last),
        act(owner, "next gap", _("Go to what is to mend next"), "Ctrl+G", page.next_gap),
        act(owner, "find", _("Find in this group"), "Ctrl+F", page.find_here),
        act(owner, "copy everything", _("Copy everything"), "F9", page.copy_everything),
        act(owner, "report pane", _("Report back, to mend, actions"), "Ctrl+J", page.switch_report),
        act(owner, "side pane", _("Prompts and people"), "Ctrl+Shift+J", page.switch_side),
        act(owner, "compact", _("Small window on top of others, or back"), "Ctrl+M", page.switch_compact),
        act(owner, "choose group", _("Take notes for another group"), "F4", page.choose_group),
        act(owner, "add person", _("Add somebody who is here"), "Ctrl+Shift+N", page.add_person),
        act(owner, "read out", _("The sentence was read out"), "Ctrl+Shift+Q", page.read_out),
        act(owner, "read-back card", _("Read-back card"), "Ctrl+R", page.read_back),
        act(owner, "to and fro", _("From the line to the notes, and back"), "F6", page.go_to_and_fro),
    ]
    found[0].setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    for number in range(1, 10):
        words = _("Said by number {number} of who is here").format(number=number)
        found.append(act(owner, f"speaker {number}", words, f"Ctrl+{number}", page.say_who))
    for number in range(1, 4):
        words = _("Report back as number {number}").format(number=number)
        found.append(act(owner, f"report {number}", words, f"Ctrl+Shift+{number}", page.report_back_as))
    return found

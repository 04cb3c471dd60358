"""All notes of a group as text that can be pasted anywhere, and read again by the line."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from sessions.capture import Kept, Roster, print_line
from sessions.notes import Note
from ui.capture.notes_model import PAGE

if TYPE_CHECKING:
    from facilitator.group_pages import GroupPages


@dataclass(frozen=True, slots=True)
class Copied:
    """Text of notes, how many they are, and how many were left out because they are off the record."""

    text: str
    notes: int
    left_out: int

    @property
    def words(self) -> str:
        """Return what is said once it is in the clipboard."""
        told = ngettext("{count} note is copied.", "{count} notes are copied.", self.notes)
        words = told.format(count=f"{self.notes:,}")
        if self.left_out:
            left = ngettext(
                "{count} off the record was left out.", "{count} off the record were left out.", self.left_out
            )
            words = f"{words} {left.format(count=self.left_out)}"
        return words


def copied(pages: GroupPages, group: str, roster: Roster) -> Copied:
    """Return every note of a group as lines of the capture grammar; run in a thread."""
    lines: list[str] = []
    left_out = 0
    page = pages.page(group, limit=2 * PAGE).notes
    while page.notes:
        for one in reversed(page.notes):
            if one.is_off_record:
                left_out += 1
            else:
                lines.append(line_of(one.note, roster))
        if page.before is None:
            break
        page = pages.older(group, page.before, limit=2 * PAGE)
    return Copied("\n".join(reversed(lines)), len(lines), left_out)


def line_of(note: Note, roster: Roster) -> str:
    """Return a note as somebody would type it."""
    kept = Kept(
        note.words,
        note.kind,
        note.spans,
        note.said_by,
        note.asked_speaker,
        note.is_speaker_unknown,
        strands=note.strands,
        is_worth_quoting=note.is_worth_quoting,
        owner=note.owner,
        due=note.due,
    )
    return print_line(kept, roster)


def with_unkept(copy: Copied, typed: list[str]) -> str:
    """Return the text with what is typed and not kept below it."""
    unkept = [text for text in typed if text.strip()]
    if not unkept:
        return copy.text
    return "\n".join([copy.text, "", _("Typed and not kept yet:"), *unkept])

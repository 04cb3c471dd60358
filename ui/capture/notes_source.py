"""Where the list of notes reads from: small pages of one group, the last notes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessions.notes import Permission, PermissionState
from sessions.permission import standing
from ui.bridge import Bridge
from ui.capture.notes_rows import Legend, NoteRow, Place

if TYPE_CHECKING:
    from facilitator.group_pages import GroupPage, Overview
    from facilitator.note_pages import NoteShown


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The last notes of a group, and what ids stand for in it."""

    rows: list[NoteRow]
    has_earlier: bool
    legend: Legend


class NotesSource:
    """One group's notes as somebody here sees them; asks only in the thread of the window."""

    def __init__(self, bridge: Bridge, group: str) -> None:
        self._bridge = bridge
        self.group = group
        self._answers: dict[str, PermissionState] | None = None

    def forget(self) -> None:
        """Ask again for what was remembered of all notes."""
        self._answers = None

    def about(self, limit: int = 1) -> GroupPage:
        """Return what the group is about; raises as ``group_about`` does."""
        return self._bridge.app.group_pages.page(self.group, limit=limit)

    def overview(self) -> Overview:
        """Return what every note was looked at for."""
        return self._bridge.app.group_pages.overview(self.group)

    def first(self, limit: int) -> FirstPage:
        """Return what is shown first."""
        page = self.about(limit)
        rows = [self._row(one) for one in page.notes.notes]
        return FirstPage(rows, page.notes.before is not None, legend_of(page))

    def page(self, before: Place | None, limit: int) -> list[NoteRow]:
        """Return the notes before a place, or the last ones, in order."""
        pages, left = self._bridge.app.group_pages, limit
        found: list[NoteRow] = []
        while left > 0:
            page = (
                pages.older(self.group, before, limit=left)
                if before is not None
                else pages.page(self.group, limit=left).notes
            )
            found[:0] = [self._row(one) for one in page.notes]
            before, left = page.before, limit - len(found)
            if before is None:
                break
        return found

    def row(self, note: str) -> NoteRow | None:
        """Return one note as it is now, or None where it is not to be seen here."""
        found = self._bridge.app.group_pages.note(note)
        return self._row(found) if found is not None and found.note.group == self.group else None

    def _row(self, shown: NoteShown) -> NoteRow:
        return NoteRow(
            shown.note,
            is_off_record=shown.is_off_record,
            is_edited=shown.is_edited and not shown.is_off_record,
            asked=self.answers().get(shown.note.id, PermissionState.NOT_ASKED),
        )

    def answers(self) -> dict[str, PermissionState]:
        """Return by note what has come of asking about its speaker's name."""
        if self._answers is None:
            by_note: dict[str, list[Permission]] = {}
            for kept in self._bridge.reader.every("permission", scope=f"group:{self.group}"):
                by_note.setdefault(kept.record.note, []).append(kept.record)
            self._answers = {note: standing(every)[-1].state for note, every in by_note.items()}
        return self._answers

    def count(self) -> int:
        """Return how many notes the group has, those off the record among them."""
        found = self.overview()
        return found.counts.notes + found.off_record


def legend_of(page: GroupPage) -> Legend:
    """Return what ids stand for in a group."""
    return Legend(
        {one.seat.id: one.seat for one in page.seats},
        {strand.id: (number, strand) for number, strand in enumerate(page.strands)},
        page.about.occasion.rule_in_force,
    )

"""Where the list of notes reads from: small pages of one group, the last notes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sessions.notes import Note, Permission, PermissionState
from sessions.permission import standing
from ui.bridge import Bridge
from ui.capture.notes_rows import Legend, NoteRow, Place

if TYPE_CHECKING:
    from facilitator.group_about import GroupAbout
    from facilitator.group_pages import GroupPage


class KeptRow(Protocol):
    """A record as the archive hands it out."""

    @property
    def record(self) -> Any:
        """Return the record."""

    @property
    def is_private(self) -> bool:
        """Tell whether it is off the record."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The last notes of a group, and what ids stand for in it."""

    rows: list[NoteRow]
    has_earlier: bool
    legend: Legend
    about: GroupAbout


class NotesSource:
    """One group's notes as somebody here sees them; asks only in the thread of the window."""

    def __init__(self, bridge: Bridge, group: str) -> None:
        self._bridge = bridge
        self.group = group
        self._answers: dict[str, PermissionState] | None = None
        self._about: GroupPage | None = None

    def forget(self) -> None:
        """Ask again for what was remembered of the group and of all its notes."""
        self._answers = self._about = None

    def about(self) -> GroupPage:
        """Return what the group is about, with its last note; raises as ``group_about`` does.

        It is read once for all that show some of it: hundreds of people may sit in a group.
        """
        if self._about is None:
            # Reading brings SQLAlchemy, which a start must not pay for; the archive is open by now.
            from facilitator.group_pages import group_page

            app = self._bridge.app
            self._about = group_page(self._bridge.reader, app.ground_rules, app.actor, self.group, limit=1)
        return self._about

    def first(self, limit: int) -> FirstPage:
        """Return what is shown first."""
        page = self.about()
        rows = self.page(None, limit)
        return FirstPage(rows, len(rows) == limit, legend_of(page), page.about)

    def page(self, before: Place | None, limit: int) -> list[NoteRow]:
        """Return the notes before a place, or the last ones, in order."""
        reader, actor = self._bridge.reader, self._bridge.app.actor
        found = reader.notes_back(self.group, actor, before=before, limit=limit)
        edited = reader.edited([kept.record.id for kept in found])
        return [self._row(kept, edited) for kept in reversed(found)]

    def row(self, note: str) -> NoteRow | None:
        """Return one note as it is now, or None where it is not to be seen here."""
        kept = self._bridge.reader.note(note)
        if kept is None or kept.deleted or kept.record.group != self.group:
            return None
        if kept.is_private and not kept.scope.endswith(f":{self._bridge.app.actor}"):
            return None
        return self._row(kept, self._bridge.reader.edited([note]))

    def _row(self, kept: KeptRow, edited: frozenset[str]) -> NoteRow:
        note: Note = kept.record
        return NoteRow(
            note,
            is_off_record=kept.is_private,
            is_edited=note.id in edited and not kept.is_private,
            asked=self.answers().get(note.id, PermissionState.NOT_ASKED),
        )

    def answers(self) -> dict[str, PermissionState]:
        """Return by note what has come of asking about its speaker's name."""
        if self._answers is None:
            by_note: dict[str, list[Permission]] = {}
            for kept in self._bridge.reader.every("permission", scope=f"group:{self.group}"):
                by_note.setdefault(kept.record.note, []).append(kept.record)
            self._answers = {note: standing(every)[-1].state for note, every in by_note.items()}
        return self._answers


def legend_of(page: GroupPage) -> Legend:
    """Return what ids stand for in a group."""
    return Legend(
        {one.seat.id: one.seat for one in page.seats},
        {strand.id: (number, strand) for number, strand in enumerate(page.strands)},
        page.about.occasion.rule_in_force,
    )

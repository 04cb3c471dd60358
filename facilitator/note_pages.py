"""Notes as a page shows them, a hundred at a time, the last ones first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.archive.in_order import Place, place_of
from facilitator.archive.queries import Reader
from facilitator.archive.rows import Kept
from sessions.breakouts import Seat
from sessions.notes import Note

MOST: Final = 100
FIRST: Final = 60
"""How many notes a page shows first: more than any window has room for."""


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note with what is shown beside it: who said it as the group knows them, and what became of it.

    ``words_op`` names the version of its words; ``clashes`` are fields that two people set unlike each other.
    """

    note: Note
    speaker: str = ""
    initials: str = ""
    is_off_record: bool = False
    is_edited: bool = False
    words_op: str = ""
    clashes: frozenset[str] = frozenset()

    @property
    def has_gap(self) -> bool:
        """Tell whether something was missed in it."""
        return self.note.has_gap


@dataclass(frozen=True, slots=True)
class NotePage:
    """Notes in order, and the place that the page before this one ends at; None where this is the first."""

    notes: tuple[NoteShown, ...]
    before: Place | None = None


def note_page(
    reader: Reader, group: str, actor: str, *, before: Place | None = None, limit: int = MOST
) -> NotePage:
    """Return the last notes of a group, or the last before a place, in order."""
    seats = {one.record.id: one.record for one in reader.every("seat", group=group)}
    return last_notes(reader, group, actor, seats, before=before, limit=limit)


def last_notes(
    reader: Reader,
    group: str,
    actor: str,
    seats: Mapping[str, Seat],
    *,
    before: Place | None = None,
    limit: int = MOST,
) -> NotePage:
    """Return the last notes of a group whose seats are known."""
    limit = min(limit, MOST)
    kept = reader.notes_back(group, actor, before=before, limit=limit)
    return NotePage(shown(reader, kept[::-1], seats), place_of(kept[-1]) if len(kept) == limit else None)


def note_shown(reader: Reader, note: str, actor: str) -> NoteShown | None:
    """Return one note as it is now, None where an actor does not see it any more: what a Change asks for."""
    kept = reader.note(note)
    is_mine = kept is not None and (not kept.is_private or kept.scope.endswith(f":{actor}"))
    if kept is None or kept.deleted or not is_mine:
        return None
    seats = {one.record.id: one.record for one in reader.every("seat", group=kept.record.group)}
    return shown(reader, [kept], seats)[0]


def shown(reader: Reader, kept: Sequence[Kept], seats: Mapping[str, Seat]) -> tuple[NoteShown, ...]:
    """Return notes as they are shown."""
    edited = reader.edited([one.record.id for one in kept])
    return tuple(
        _shown(one, seats.get(one.record.said_by), is_edited=one.record.id in edited) for one in kept
    )


def _shown(kept: Kept, seat: Seat | None, *, is_edited: bool) -> NoteShown:
    return NoteShown(
        kept.record,
        seat.shown if seat is not None else "",
        seat.initials if seat is not None else "",
        kept.is_private,
        is_edited,
        kept.words_op,
        kept.clashes,
    )

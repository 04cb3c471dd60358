"""What a group brings back to the plenary: two or three of its notes, in the order they are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sessions.edits import Edit, change
from sessions.errors import DomainError
from sessions.notes import Note
from sessions.ranks import spread

MOST: Final = 3
WORDS_A_MINUTE: Final = 130
"""How fast people speak who read from notes to a room."""
LONGEST: Final = 90
"""For so many seconds a room listens to one group."""


def report_back(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes a group brings back, in order."""
    chosen = [note for note in notes if note.report_rank]
    return tuple(sorted(chosen, key=lambda note: (note.report_rank, note.id)))


def chosen(wanted: Sequence[Note], notes: Iterable[Note], salt: str) -> list[Edit]:
    """Return the edits that make some notes, in this order, what a group brings back, and no others.

    Raises DomainError ``report_back_too_long`` for more than three: what is read out of ten points is heard of none.
    """
    if len(wanted) > MOST:
        raise DomainError("report_back_too_long", count=len(wanted), most=MOST)
    ranks = dict(zip([note.id for note in wanted], spread(len(wanted), salt), strict=True))
    left_out = [note.id for note in report_back(notes) if note.id not in ranks]
    return [
        *(change("note", note, report_rank=rank) for note, rank in ranks.items()),
        *(change("note", note, report_rank="") for note in left_out),
    ]


def seconds_to_say(notes: Iterable[Note]) -> int:
    """Return about how many seconds it takes to read notes out."""
    words = sum(len(note.words.split()) for note in notes)
    return round(60 * words / WORDS_A_MINUTE)

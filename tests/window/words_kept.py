"""What an archive holds by now, read beside the program that writes it."""

from __future__ import annotations

from facilitator.app import reading
from facilitator.paths import Places
from sessions.errors import KnownError


def kept_words(places: Places) -> list[str]:
    """Return the words of every note on the record, in the order they were kept."""
    try:
        with reading(places) as reader:
            notes = [kept.record for kept in reader.every("note")]
    except KnownError:
        return []  # it is being made
    return [note.words for note in sorted(notes, key=lambda note: note.rank)]


def half_typed(places: Places) -> str:
    """Return what stands half typed, '' where nothing does."""
    try:
        with reading(places) as reader:
            drafts = reader.drafts()[0]
    except KnownError:
        return ""
    return drafts[-1].text if drafts else ""

"""The words a note has had, the newest first: what can be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from facilitator.archive.queries import Reader
from facilitator.history import versions
from sessions.notes import NoteKind, Span
from sessions.ops import is_blank
from sessions.records import from_fields

_OF_WORDS = ("words", "spans", "kind")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as they were from a moment (UTC ms) on, who set them and in which act, and what kind of line it was."""

    words: str
    spans: tuple[Span, ...]
    kind: NoteKind
    at: int
    actor: str
    name: str


def wordings(reader: Reader, note: str) -> tuple[Wording, ...]:
    """Return the words a note on the record has and had, the newest first; those removed for good are not there."""
    state: dict[str, Any] = {}
    found: list[Wording] = []
    for version in versions(reader, "note", note):
        news = {name: after for name, _before, after in version.fields if name in _OF_WORDS}
        state.update(news)
        if "words" in news and not is_blank(news["words"]):
            record = from_fields("note", note, state)
            one = Wording(record.words, record.spans, record.kind, version.at, version.actor, version.name)
            found.append(one)
    return tuple(reversed(found))

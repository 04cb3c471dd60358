"""What people suggest in a copy of a document that comes back; nothing of it is done by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.exporting.docx_bookmarks import Place
from sessions.document import Run


class SuggestionKind(StrEnum):
    """What somebody did to a block, or would have done."""

    EDITED = "edited"
    INSERTED = "tracked insertion"
    DELETED = "tracked deletion"
    COMMENT = "comment"
    MOVED = "moved"
    REMOVED = "removed"
    ADDED_AFTER = "added after"
    SPLIT = "split"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered to a comment."""

    reviewer: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that somebody suggests.

    ``reviewer`` and ``date`` (as the file has it: Word writes local time as if it were UTC) are known of tracked
    changes and comments only. ``old`` is what stands in the archive, or what a tracked change is about; ``new`` and
    ``runs`` what would stand there. ``about`` are the words a comment is about. ``after`` is the block that a moved
    one now follows, ``others`` are blocks the same act is about: those joined to this one, or moved along with it.
    What is added comes after its block, '' for the top of the document. ``touches_exact_words`` says that somebody's
    exact words would be changed, ``is_behind`` that the block was changed here since the copy left.
    """

    block: str
    kind: SuggestionKind
    reviewer: str = ""
    date: str = ""
    place: Place = Place.WORDS
    old: str = ""
    new: str = ""
    runs: tuple[Run, ...] = ()
    comment: str = ""
    about: str = ""
    replies: tuple[Reply, ...] = ()
    is_resolved: bool = False
    after: str = ""
    others: tuple[str, ...] = ()
    touches_exact_words: bool = False
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """All that is suggested in one copy, in reading order; ``gone`` counts edited blocks that are no longer here."""

    document: str
    suggestions: tuple[Suggestion, ...]
    gone: int = 0

    @property
    def by_block(self) -> Mapping[str, tuple[Suggestion, ...]]:
        """Return the suggestions of each block that has any."""
        found: dict[str, list[Suggestion]] = {}
        for one in self.suggestions:
            found.setdefault(one.block, []).append(one)
        return {block: tuple(ones) for block, ones in found.items()}

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Return everybody who is known to have suggested something, in the order they are met."""
        met = (
            name
            for one in self.suggestions
            for name in (one.reviewer, *(reply.reviewer for reply in one.replies))
        )
        return tuple(dict.fromkeys(name for name in met if name))

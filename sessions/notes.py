"""One captured line, the exact words in it, and what was agreed about printing them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sessions.aims import Outcome
from sessions.people import Level


class NoteKind(StrEnum):
    """What a line is. A line that is nothing but a quotation is a quote; ``=`` keeps a decision."""

    POINT = "point"
    QUOTE = "quote"
    KEY_MESSAGE = "key message"
    QUESTION = "question"
    ACTION = "action"
    DECISION = "decision"
    EXAMPLE = "example"
    DISAGREEMENT = "disagreement"
    REFLECTION = "reflection"


class Certainty(StrEnum):
    """How sure it is that verbatim words are exact."""

    HEARD = "heard"
    READ_BACK = "read back"
    WRITTEN = "written by the person"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of exact words inside a note: offsets into ``words``, without the quotation marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A line as kept.

    ``words`` never hold the marks that were understood (speaker prefix, kind mark, ``#strand``) but keep
    everything else as typed, ``@@`` and quotation marks inside a line included; a quote note holds the exact
    words without the outer marks and one span over all of them. ``said_by`` is a seat id; ``asked_speaker``
    is a prefix that looked like initials and is nobody's; ``kept_at`` is UTC ms (0: not known); ``line`` is
    the 1-based line of the file it came from (0: typed here). ``outcome`` and ``became`` tell what became of an action.
    """

    id: str
    group: str
    words: str
    kind: NoteKind = NoteKind.POINT
    spans: tuple[Span, ...] = ()
    said_by: str = ""
    asked_speaker: str = ""
    is_speaker_unknown: bool = False
    strands: tuple[str, ...] = ()
    is_worth_quoting: bool = False
    owner: str = ""
    due: str = ""
    certainty: Certainty = Certainty.HEARD
    kept_at: int = 0
    line: int = 0
    rank: str = ""
    report_rank: str = ""
    moved_from: str = ""
    outcome: Outcome = Outcome.OPEN
    became: str = ""

    @property
    def verbatim(self) -> tuple[str, ...]:
        """Return the exact words this note holds, in order."""
        return tuple(self.words[span.start : span.end] for span in self.spans)

    @property
    def has_gap(self) -> bool:
        """Tell whether something was missed here (``@@``)."""
        return "@@" in self.words


@dataclass(frozen=True, slots=True)
class QuoteVersion:
    """The words of a note as one op set them: what permissions, evidence and quote runs name."""

    note: str
    words_op: str


class PermissionState(StrEnum):
    """What came of asking."""

    NOT_ASKED = "not asked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Permission:
    """One answer about one version of a quote; put right by another that follows it, never edited.

    ``level`` is what was asked for or given. ``by`` is who recorded it (free text), ``at`` UTC ms,
    ``follows`` the ids of the permissions this one supersedes.
    """

    id: str
    note: str
    words_op: str
    state: PermissionState
    level: Level = Level.NAMED
    how: str = ""
    by: str = ""
    at: int = 0
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """How a convenor wants one quote attributed in print; the gate has the last word."""

    id: str
    note: str
    level: Level

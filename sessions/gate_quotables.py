"""A note that may be quoted from, with all that decides whether and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sessions.gate_findings import Reason
from sessions.gate_words import says
from sessions.gathering import GroundRule
from sessions.notes import Note, Permission, PermissionState
from sessions.people import Level
from sessions.permission import Answer, allowed, effective, is_shared_enough, prints_organisation
from sessions.quotation import quotations


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a quotation, as far as the gate must know; everything empty where nobody knows.

    ``names`` are all by which the person could be recognised in the text; the counts say how many people at the
    occasion share the role and the sector.
    """

    names: tuple[str, ...] = ()
    organisation: str = ""
    cap: Level = Level.NAMED
    is_own_talk: bool = False
    role_shared_by: int = 0
    sector_shared_by: int = 0


@dataclass(frozen=True, slots=True)
class Quotable:
    """A note that words may be quoted from, with all that decides about it."""

    note: Note
    words_op: str
    rule: GroundRule
    speaker: Speaker = Speaker()
    permissions: tuple[Permission, ...] = ()
    older_words: Mapping[str, str] = field(default_factory=dict)

    def words_at(self, words_op: str) -> str:
        """Return the words as one op set them, '' where that version is not known."""
        return self.note.words if words_op == self.words_op else self.older_words.get(words_op, "")

    def exact_at(self, words_op: str) -> tuple[str, ...]:
        """Return the stretches of exact words of one version: the whole, and what stood in quotation marks."""
        words = self.words_at(words_op)
        if words_op == self.words_op:
            return (words, *self.note.verbatim)
        return (words, *(words[start:end] for start, end in quotations(words).stretches)) if words else ()

    def answer(self, words_op: str | None = None) -> Answer:
        """Return what asking has come to for one version of the words, the newest unless another is named."""
        version = self.words_op if words_op is None else words_op
        return effective(self.permissions, version, self._covers)

    def _covers(self, asked: str, printed: str) -> bool:
        """Tell whether an answer about one version is one about another: the same words, or fewer with ``[…]``."""
        return says(self.words_at(printed), self.words_at(asked))

    def ceiling(self, words_op: str | None = None) -> Level:
        """Return the most that may stand beside the words in print."""
        answer = self.answer(words_op)
        level = allowed(self.rule, answer, self.speaker.cap, is_own_talk=self.speaker.is_own_talk)
        return level if self._is_hidden_enough(level) else Level.ANONYMOUS

    def _is_hidden_enough(self, level: Level) -> bool:
        shared = self.speaker.role_shared_by if level is Level.ROLE else self.speaker.sector_shared_by
        return is_shared_enough(level, shared)

    def why_not(self, level: Level, words_op: str | None = None) -> Reason:
        """Return why no more than the ceiling may be printed, for somebody who wants this level."""
        answer = self.answer(words_op)
        if self.rule is GroundRule.NOT_ANNOUNCED:
            return Reason.NO_GROUND_RULE
        if answer.state is PermissionState.REFUSED:
            return Reason.REFUSED
        if answer.state is PermissionState.WITHDRAWN:
            return Reason.WITHDRAWN
        if level > self.speaker.cap:
            return Reason.STANDING_CHOICE
        if not self._is_hidden_enough(level):
            return Reason.TOO_FEW_SHARE
        return Reason.NOT_ASKED

    @property
    def is_closed(self) -> bool:
        """Tell whether the speaker's organisation may stand nowhere near: Chatham House, but for their own talk."""
        speaker = self.speaker
        return not prints_organisation(self.rule, Level.NAMED, is_own_talk=speaker.is_own_talk)

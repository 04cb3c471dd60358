"""The gate before anything leaves: every quotation in a document, held against its words and its permission."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sessions.document import Block, BlockType, DocumentTree, Node, Origin, Run, Source
from sessions.gathering import GroundRule
from sessions.notes import Note, Permission, PermissionState
from sessions.people import Level
from sessions.permission import (
    Answer,
    Audience,
    allowed,
    effective,
    is_shared_enough,
    prints_organisation,
)
from sessions.wording import folded_words, same_words

LONGEST_UNBOUND = 3
"""Words in quotation marks that may be a term of art; more without a note are shown."""


class Reason(StrEnum):
    """Why a quotation may not leave as it stands."""

    WORDS_DIFFER = "words differ"
    NOTE_GONE = "note gone"
    NO_GROUND_RULE = "no ground rule"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not asked"
    STANDING_CHOICE = "standing choice"
    TOO_FEW_SHARE = "too few share it"
    ORGANISATION = "organisation under Chatham House"
    GROUP_BESIDE = "group beside attribution"


class Remedy(StrEnum):
    """What can be done about it."""

    ASK = "ask"
    LEAVE_OUT_NAME = "leave out the name"
    LEAVE_OUT_QUOTE = "leave out the quotation"
    RESTORE_WORDS = "put the words back"
    SAY_RULE = "say what was agreed"
    LEAVE_OUT_GROUP = "leave out the group"


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
        if words_op == self.words_op:
            return (self.note.words, *self.note.verbatim)
        words = self.words_at(words_op)
        return (words,) if words else ()

    def answer(self) -> Answer:
        """Return what asking has come to for the words as they are now."""
        return effective(self.permissions, self.words_op, self._is_same)

    def _is_same(self, one: str, other: str) -> bool:
        first, second = self.words_at(one), self.words_at(other)
        return one == other or bool(first and second and same_words(first, second))

    def ceiling(self) -> Level:
        """Return the most that may stand beside the words in print."""
        level = allowed(self.rule, self.answer(), self.speaker.cap, is_own_talk=self.speaker.is_own_talk)
        return level if self._is_hidden_enough(level) else Level.ANONYMOUS

    def _is_hidden_enough(self, level: Level) -> bool:
        shared = self.speaker.role_shared_by if level is Level.ROLE else self.speaker.sector_shared_by
        return is_shared_enough(level, shared)

    def why_not(self, level: Level) -> Reason:
        """Return why no more than the ceiling may be printed, for somebody who wants this level."""
        answer = self.answer()
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


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stops publication: which words, in which block, why, and what can be done."""

    block: str
    note: str
    words: str
    reason: Reason
    remedies: tuple[Remedy, ...]
    level: Level = Level.NONE


@dataclass(frozen=True, slots=True)
class LookAt:
    """Something a person should look at; it stops nothing."""

    block: str
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of a document for an audience."""

    stops: tuple[Stop, ...]
    look_at: tuple[LookAt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether the document may leave."""
        return not self.stops


_REMEDIES: Mapping[Reason, tuple[Remedy, ...]] = {
    Reason.WORDS_DIFFER: (Remedy.RESTORE_WORDS, Remedy.LEAVE_OUT_QUOTE),
    Reason.NOTE_GONE: (Remedy.LEAVE_OUT_QUOTE,),
    Reason.NO_GROUND_RULE: (Remedy.SAY_RULE, Remedy.LEAVE_OUT_QUOTE),
    Reason.REFUSED: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.WITHDRAWN: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.NOT_ASKED: (Remedy.ASK, Remedy.LEAVE_OUT_NAME),
    Reason.STANDING_CHOICE: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.TOO_FEW_SHARE: (Remedy.ASK, Remedy.LEAVE_OUT_NAME),
    Reason.ORGANISATION: (Remedy.LEAVE_OUT_NAME,),
    Reason.GROUP_BESIDE: (Remedy.LEAVE_OUT_GROUP,),
}

_BOUND = frozenset({Origin.QUOTE, Origin.ATTRIBUTION, Origin.NOTES})
_OUTER_MARKS = "‘’“”'\""
_UNBOUND = re.compile(r"[‘“\"]([^‘’“”\"]+(?:’[a-z][^‘’“”\"]*)*)[’”\"]")
_NUMBERED = re.compile(r"\b(?:group|table)\s+\d+\b", re.IGNORECASE)


def judge_document(
    tree: DocumentTree,
    quotable: Callable[[str], Quotable | None],
    audience: Audience = Audience.PUBLIC,
    group_titles: Sequence[str] = (),
) -> Judgement:
    """Hold every quotation of a document against its note.

    ``quotable`` returns what is known of a note, None where it is gone (deleted, removed or off the record). The
    group itself and those asked to check may read every word that is on the record; members and the public only what
    is permitted.
    """
    stops: list[Stop] = []
    look_at: list[LookAt] = []
    for node in tree.walk():
        inspection = _Inspection(node.block, _beside(node), quotable, audience)
        stops.extend(inspection.stops())
        stops.extend(_group_beside(node.block, group_titles))
        look_at.extend(_unbound(node.block))
    return Judgement(tuple(dict.fromkeys(stops)), tuple(look_at))


def _beside(node: Node) -> str:
    """Return the text that stands beside a block's words: its own and its attribution's."""
    attributions = [c.block.text for c in node.children if c.block.type is BlockType.ATTRIBUTION]
    return " ".join([node.block.text, *attributions])


@dataclass(frozen=True, slots=True)
class _Inspection:
    """One block under inspection, with the text that stands beside its words."""

    block: Block
    beside: str
    quotable: Callable[[str], Quotable | None]
    audience: Audience

    def stops(self) -> Iterator[Stop]:
        """Yield what stops publication in this block."""
        for src, text in _joined(self.block.body):
            for note_id in src.refs if src.origin in _BOUND else ():
                known = self.quotable(note_id)
                if known is None:
                    yield _stop(self.block, note_id, text, Reason.NOTE_GONE)
                elif src.origin is not Origin.NOTES or _repeats_verbatim(text, known):
                    yield from self._stops_of_words(src, text, known)

    def _stops_of_words(self, src: Source, text: str, known: Quotable) -> Iterator[Stop]:
        if src.origin is Origin.QUOTE and not _is_exact(text, known.exact_at(src.words_op)):
            yield _stop(self.block, known.note.id, text, Reason.WORDS_DIFFER)
        if self.audience in {Audience.GROUP, Audience.QUOTED}:
            return
        speaker = known.speaker
        printed = max(_printed(self.beside, speaker), src.level, Level.ANONYMOUS)
        words = known.note.words if src.origin is Origin.ATTRIBUTION else text
        if printed > known.ceiling():
            yield _refusal(self.block, words, known, printed)
        elif _holds(self.beside, speaker.organisation) and not prints_organisation(
            known.rule, printed, is_own_talk=speaker.is_own_talk
        ):
            yield _stop(self.block, known.note.id, words, Reason.ORGANISATION, printed)


def _joined(runs: Sequence[Run]) -> Iterator[tuple[Source, str]]:
    """Yield sources with their words; runs that only look different are one quotation."""
    for src, alike in itertools.groupby(runs, key=lambda run: run.src):
        yield src, "".join(run.text for run in alike)


def _refusal(block: Block, words: str, known: Quotable, printed: Level) -> Stop:
    stop = _stop(block, known.note.id, words, known.why_not(printed), printed)
    if known.ceiling() is not Level.NONE or Remedy.LEAVE_OUT_NAME not in stop.remedies:
        return stop
    # Leaving out the name mends nothing where the words themselves may not be printed.
    left = tuple(remedy for remedy in stop.remedies if remedy is not Remedy.LEAVE_OUT_NAME)
    return Stop(stop.block, stop.note, stop.words, stop.reason, left or (Remedy.LEAVE_OUT_QUOTE,), printed)


def _stop(block: Block, note: str, words: str, reason: Reason, level: Level = Level.NONE) -> Stop:
    return Stop(block.id, note, words, reason, _REMEDIES[reason], level)


def _repeats_verbatim(text: str, known: Quotable) -> bool:
    """Tell whether a paraphrase holds exact words of its note."""
    folded = folded_words(text)
    return any(folded_words(words) in folded for words in known.note.verbatim if words)


def _is_exact(printed: str, captured: Sequence[str]) -> bool:
    """Tell whether printed words are exactly captured ones; the marks around them are not words."""
    bare = printed.strip().strip(_OUTER_MARKS)
    return any(same_words(said, words) for said in (printed, bare) for words in captured)


def _printed(text: str, speaker: Speaker) -> Level:
    """Return how much of a speaker the text itself gives away."""
    return Level.NAMED if any(_holds(text, name) for name in speaker.names) else Level.NONE


def _holds(text: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _group_beside(block: Block, group_titles: Sequence[str]) -> Iterator[Stop]:
    if not (_NUMBERED.search(block.text) or any(_holds(block.text, title) for title in group_titles)):
        return
    for run in block.body:
        if run.src.origin is Origin.ATTRIBUTION and run.src.level > Level.NONE:
            yield _stop(block, run.src.refs[0], block.text, Reason.GROUP_BESIDE, run.src.level)
            return


def _unbound(block: Block) -> Iterator[LookAt]:
    """Yield longer quotations in a person's own words that no note stands behind."""
    own = "".join(run.text if run.src.origin is Origin.OWN else "\n" for run in block.body)
    for match in _UNBOUND.finditer(own):
        if len(match.group(1).split()) > LONGEST_UNBOUND:
            yield LookAt(block.id, match.group(1))

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
from sessions.quotation import quotations
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
        return _says(self.words_at(printed), self.words_at(asked))

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


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stops publication: which words, in which block, why, and what can be done."""

    block: str
    note: str
    words: str
    reason: Reason
    remedies: tuple[Remedy, ...]
    level: Level = Level.NONE


class LookReason(StrEnum):
    """Why a person should look at some words."""

    NO_NOTE = "no note behind it"
    LEFT_OUT = "words left out"
    INSERTED = "words inserted"


@dataclass(frozen=True, slots=True)
class LookAt:
    """Something a person should look at; it stops nothing."""

    block: str
    words: str
    why: LookReason = LookReason.NO_NOTE


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
    Reason.ORGANISATION: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.GROUP_BESIDE: (Remedy.LEAVE_OUT_GROUP,),
}

_BOUND = frozenset({Origin.QUOTE, Origin.ATTRIBUTION, Origin.NOTES})
_SAID = frozenset({Origin.QUOTE, Origin.NOTES})
_INNER = frozenset({Audience.GROUP, Audience.QUOTED})
_OUTER_MARKS = "‘’“”'\""
_STOP_AFTER_MARK = re.compile(rf"(?<=[{_OUTER_MARKS}])\.\Z")
_LEFT_OUT = re.compile(r"\[ ?(?:…|\.\.\.) ?\]")
_INSERTED = re.compile(rf"\s*(?!{_LEFT_OUT.pattern})\[[^\[\]]*\]")
_NO_WORD = "\N{REPLACEMENT CHARACTER}"
_NUMBERED = re.compile(r"\b(?:group|table|breakout)s? (?:no\.? |number )?\d", re.IGNORECASE)
_BREAK = Run("\n", Source(Origin.TEMPLATE))


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
    terms = _terms(tree)
    for passage in _passages(tree.nodes):
        inspection = _Inspection(passage, quotable)
        stops.extend(inspection.faults())
        if audience not in _INNER:
            stops.extend(inspection.refusals())
            stops.extend(inspection.group_beside(group_titles))
        look_at.extend(inspection.liberties())
        look_at.extend(_unbound(passage, terms))
    return Judgement(tuple(dict.fromkeys(stops)), tuple(dict.fromkeys(look_at)))


@dataclass(frozen=True, slots=True)
class _Passage:
    """A block as it is read: its runs with those of its attribution, and the texts in which a name may stand.

    ``told`` is the text of notes; ``beside`` all that is no note's: the block's own, and what heads or signs the
    list it is an item of (``around``).
    """

    block: Block
    runs: tuple[Run, ...]
    around: tuple[Run, ...]
    quoted: str
    told: str
    beside: str


def _passages(nodes: Sequence[Node], lead: tuple[Run, ...] = ()) -> Iterator[_Passage]:
    """Yield every block once, attributions with the words above them; ``lead`` goes with the items of a list."""
    for node in nodes:
        signed = [one for one in node.children if one.block.type is BlockType.ATTRIBUTION]
        others = [one for one in node.children if one.block.type is not BlockType.ATTRIBUTION]
        runs = tuple(itertools.chain(node.block.body, *((_BREAK, *child.block.body) for child in signed)))
        around = lead if node.block.type is BlockType.ITEM else ()
        yield _passage(node.block, runs, around)
        yield from _passages(others, runs)
        yield from _passages([below for child in signed for below in child.children])


def _passage(block: Block, runs: tuple[Run, ...], around: tuple[Run, ...]) -> _Passage:
    return _Passage(
        block,
        runs,
        around,
        # A first capital of words that nobody may change makes no name of *will* or *may*.
        quoted=folded_words(
            "\n".join(_begun_small(t) for src, t in _joined(runs) if src.origin is Origin.QUOTE)
        ),
        told=folded_words("\n".join(t for src, t in _joined(runs) if src.origin is Origin.NOTES)),
        beside=folded_words(f"{block.label}\n{_own_text(around)}\n{_own_text(runs)}"),
    )


def _joined(runs: Sequence[Run]) -> Iterator[tuple[Source, str]]:
    """Yield sources with their words; runs that only look different are one quotation."""
    for src, alike in itertools.groupby(runs, key=lambda run: run.src):
        text = "".join(run.text for run in alike)
        if text.strip():
            yield src, text


def _own_text(runs: Sequence[Run]) -> str:
    return "".join("\n" if run.src.origin in _SAID else run.text for run in runs)


def _begun_small(text: str) -> str:
    first = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first : first + 1].lower() + text[first + 1 :]


@dataclass(frozen=True, slots=True)
class _Use:
    """What a passage prints of one note: its exact words, a paraphrase, or nothing but who said it."""

    src: Source
    text: str
    note: str
    known: Quotable

    @property
    def is_paraphrase(self) -> bool:
        return self.src.origin is Origin.NOTES and not _repeats_verbatim(self.text, self.known)

    @property
    def version(self) -> str | None:
        return self.src.words_op if self.src.origin is Origin.QUOTE else None


@dataclass(frozen=True, slots=True)
class _Inspection:
    """One passage under inspection."""

    passage: _Passage
    quotable: Callable[[str], Quotable | None]

    def faults(self) -> Iterator[Stop]:
        """Yield what no audience may read: words nobody captured, words that are gone."""
        for _, text, note in self._bound():
            if self._known(note) is None:
                yield self._stop(note, text, Reason.NOTE_GONE)
        for use in self._uses():
            if use.src.origin is Origin.QUOTE and not _is_exact(
                use.text, use.known.exact_at(use.src.words_op)
            ):
                yield self._stop(use.note, use.text, Reason.WORDS_DIFFER)

    def refusals(self) -> Iterator[Stop]:
        """Yield what has not been permitted."""
        for use in self._uses():
            known = use.known
            words = known.note.words if use.src.origin is Origin.ATTRIBUTION else use.text
            ceiling = known.ceiling(use.version)
            if use.is_paraphrase:  # What was said may always be told in other words, without a name.
                ceiling = max(ceiling, Level.ANONYMOUS)
            printed = max(self._printed(use), Level.ANONYMOUS)
            if printed > ceiling:
                reason = known.why_not(printed, use.version)
                yield self._stop(use.note, words, reason, printed, _remedies(reason, use, ceiling))
            if known.is_closed and self._holds(known.speaker.organisation):
                reason = Reason.ORGANISATION
                yield self._stop(use.note, words, reason, printed, _remedies(reason, use, ceiling))

    def group_beside(self, titles: Sequence[str]) -> Iterator[Stop]:
        """Yield one stop where a group stands beside an attribution, unless it is of a talk given to everybody."""
        text = f"{self.passage.told}\n{self.passage.beside}"
        if not (_NUMBERED.search(text) or any(_holds(text, title) for title in titles)):
            return
        for use in self._uses():
            level = self._printed(use)
            if level > Level.NONE and not use.known.speaker.is_own_talk:
                yield self._stop(use.note, self.passage.block.text, Reason.GROUP_BESIDE, level)
                return

    def liberties(self) -> Iterator[LookAt]:
        """Yield quotations that leave words out or put some in, and say so."""
        for use in self._uses():
            exact = use.known.exact_at(use.src.words_op)
            if use.src.origin is Origin.QUOTE and _is_exact(use.text, exact):
                if _LEFT_OUT.search(use.text):
                    yield LookAt(self.passage.block.id, use.text, LookReason.LEFT_OUT)
                if not _is_exact(use.text, exact, may_insert=False):
                    yield LookAt(self.passage.block.id, use.text, LookReason.INSERTED)

    def _bound(self) -> Iterator[tuple[Source, str, str]]:
        """Yield what rests on notes, note by note; an attribution by itself only where its words are not here."""
        found = [one for one in _joined(self.passage.runs) if one[0].origin in _BOUND]
        said = {note for src, _ in found if src.origin in _SAID for note in src.refs}
        for src, text in found:
            for note in src.refs or ("",):
                if src.origin in _SAID or note not in said:
                    yield src, text, note

    def _uses(self) -> Iterator[_Use]:
        for src, text, note in self._bound():
            known = self._known(note)
            if known is not None:
                yield _Use(src, text, note, known)

    def _known(self, note: str) -> Quotable | None:
        known = self.quotable(note)
        # A note without words has had them removed.
        return known if known and known.note.words.strip() else None

    def _printed(self, use: _Use) -> Level:
        """Return how much of a speaker is given away: by an attribution, or by a name or body in the text.

        A body in a paraphrase is what is talked about. One that may stand nowhere has a reason of its own.
        """
        speaker = use.known.speaker
        if any(map(self._holds, speaker.names)):
            return Level.NAMED
        if not use.known.is_closed:
            holds_body = _holds(self.passage.beside, speaker.organisation)
            if holds_body or (not use.is_paraphrase and self._holds(speaker.organisation)):
                return Level.NAMED
        runs = (*self.passage.around, *self.passage.runs)
        return max((run.src.level for run in runs if use.note in run.src.refs), default=Level.NONE)

    def _holds(self, name: str) -> bool:
        return any(
            _holds(text, name) for text in (self.passage.quoted, self.passage.told, self.passage.beside)
        )

    def _stop(
        self,
        note: str,
        words: str,
        reason: Reason,
        level: Level = Level.NONE,
        remedies: tuple[Remedy, ...] = (),
    ) -> Stop:
        return Stop(self.passage.block.id, note, words, reason, remedies or _REMEDIES[reason], level)


def _remedies(reason: Reason, use: _Use, ceiling: Level) -> tuple[Remedy, ...]:
    """Return what helps here: a paraphrase is no quotation, and a name is not all that may not be printed."""
    instead: dict[Remedy, Remedy] = {}
    if use.is_paraphrase:
        instead = {Remedy.LEAVE_OUT_QUOTE: Remedy.LEAVE_OUT_NAME}
    elif ceiling is Level.NONE:
        instead = {Remedy.LEAVE_OUT_NAME: Remedy.LEAVE_OUT_QUOTE}
    return tuple(dict.fromkeys(instead.get(remedy, remedy) for remedy in _REMEDIES[reason]))


def _repeats_verbatim(text: str, known: Quotable) -> bool:
    """Tell whether a paraphrase holds exact words of its note."""
    folded = folded_words(text).casefold()
    return any(_holds(folded, words.casefold().rstrip(". ")) for words in known.note.verbatim)


def _says(printed: str, captured: str) -> bool:
    """Tell whether printed words are captured ones. Only print may leave out words and say so with ``[…]``."""
    return bool(captured.strip()) and same_words(printed, _LEFT_OUT.sub(_NO_WORD, captured))


def _is_exact(printed: str, captured: Sequence[str], *, may_insert: bool = True) -> bool:
    """Tell whether printed words are captured ones; the marks around them and ``[insertions]`` are not words."""
    bare = _STOP_AFTER_MARK.sub("", printed.strip()).strip(_OUTER_MARKS)
    forms = {printed, bare}
    if may_insert:
        forms |= {_INSERTED.sub("", form) for form in forms}
    return any(_says(form, words) for form in forms for words in captured)


def _holds(text: str, name: str) -> bool:
    """Tell whether a folded text holds a name in whole words."""
    folded = folded_words(name)
    if not folded or folded not in text:
        return False
    return re.search(rf"(?<![^\W_]){re.escape(folded)}(?![^\W_])", text) is not None


def _terms(tree: DocumentTree) -> frozenset[str]:
    """Return the terms of art of a document: marked once, they are known wherever they stand."""
    return frozenset(_term(run.text) for node in tree.walk() for run in node.block.body if run.is_term)


def _term(text: str) -> str:
    return folded_words(text).strip("'").casefold()


def _unbound(passage: _Passage, terms: frozenset[str]) -> Iterator[LookAt]:
    """Yield longer quotations in a person's own words that no note stands behind."""
    text = "".join(run.text for run in passage.runs)
    own = "".join(_kept_if(run.src.origin is Origin.OWN, run.text, " ") for run in passage.runs)
    # Marks and apostrophes inside bound words are no marks of this sentence.
    marked = "".join(_kept_if(run.src.origin is not Origin.QUOTE, run.text, "x") for run in passage.runs)
    for start, end in quotations(marked).stretches:
        if len(own[start:end].split()) > LONGEST_UNBOUND and _term(text[start:end]) not in terms:
            yield LookAt(passage.block.id, text[start:end])


def _kept_if(is_kept: bool, text: str, instead: str) -> str:
    return text if is_kept else instead * len(text)

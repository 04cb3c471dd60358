"""The gate before anything leaves: every quotation in a document, held against its words and its permission."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sessions.citations import Citation, is_complete
from sessions.document import DocumentTree, Origin, Source
from sessions.gate_findings import REMEDIES, Judgement, LookAt, LookReason, Reason, Remedy, Stop
from sessions.gate_passages import SAID, Passage, joined, passages
from sessions.gate_quotables import Quotable, Speaker
from sessions.gate_unbound import LONGEST_UNBOUND, terms_of, unbound
from sessions.gate_words import LEFT_OUT, holds, is_exact
from sessions.people import Level
from sessions.permission import Audience
from sessions.wording import folded_words

__all__ = [
    "LONGEST_UNBOUND",
    "Judgement",
    "LookAt",
    "LookReason",
    "Quotable",
    "Reason",
    "Remedy",
    "Speaker",
    "Stop",
    "judge_document",
]

_BOUND = frozenset({Origin.QUOTE, Origin.ATTRIBUTION, Origin.NOTES})
_INNER = frozenset({Audience.GROUP, Audience.QUOTED})
_NUMBERED = re.compile(r"\b(?:group|table|breakout)s? (?:no\.? |number )?\d", re.IGNORECASE)
_NONE: Final[Mapping[str, Citation]] = MappingProxyType({})


def judge_document(
    tree: DocumentTree,
    quotable: Callable[[str], Quotable | None],
    audience: Audience = Audience.PUBLIC,
    group_titles: Sequence[str] = (),
    *,
    citations: Mapping[str, Citation] = _NONE,
    own_texts: Collection[str] = (),
) -> Judgement:
    """Hold every quotation of a document against its note, or against its citation.

    ``quotable`` returns what is known of a note, None where it is gone (deleted, removed or off the record). The
    group itself and those asked to check may read every word that is on the record; members and the public only what
    is permitted. Cited words need no permission but their source. ``own_texts`` are the records (standing texts, the
    network, its sessions) whose carried words need no second look; quotations in those of a draft are shown.
    """
    stops: list[Stop] = []
    look_at: list[LookAt] = []
    terms = terms_of(tree)
    for passage in passages(tree.nodes):
        inspection = _Inspection(passage, quotable)
        stops.extend(inspection.faults())
        if audience not in _INNER:
            stops.extend(inspection.refusals())
            stops.extend(inspection.group_beside(group_titles))
        look_at.extend(inspection.liberties())
        cited = list(_cited(passage, citations))
        stops.extend(one for one in cited if isinstance(one, Stop))
        look_at.extend(one for one in cited if isinstance(one, LookAt))
        look_at.extend(unbound(passage, terms, own_texts))
    return Judgement(tuple(dict.fromkeys(stops)), tuple(dict.fromkeys(look_at)))


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

    passage: Passage
    quotable: Callable[[str], Quotable | None]

    def faults(self) -> Iterator[Stop]:
        """Yield what no audience may read: words nobody captured, words that are gone."""
        for _, text, note in self._bound():
            if self._known(note) is None:
                yield self._stop(note, text, Reason.NOTE_GONE)
        for use in self._uses():
            if use.src.origin is Origin.QUOTE and not is_exact(
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
        if not (_NUMBERED.search(text) or any(holds(text, title) for title in titles)):
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
            if use.src.origin is Origin.QUOTE and is_exact(use.text, exact):
                if LEFT_OUT.search(use.text):
                    yield LookAt(self.passage.block.id, use.text, LookReason.LEFT_OUT)
                if not is_exact(use.text, exact, may_insert=False):
                    yield LookAt(self.passage.block.id, use.text, LookReason.INSERTED)

    def _bound(self) -> Iterator[tuple[Source, str, str]]:
        """Yield what rests on notes, note by note; an attribution by itself only where its words are not here."""
        found = [one for one in joined(self.passage.runs) if one[0].origin in _BOUND]
        said = {note for src, _ in found if src.origin in SAID for note in src.refs}
        for src, text in found:
            for note in src.refs or ("",):
                if src.origin in SAID or note not in said:
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
            holds_body = holds(self.passage.beside, speaker.organisation)
            if holds_body or (not use.is_paraphrase and self._holds(speaker.organisation)):
                return Level.NAMED
        runs = (*self.passage.around, *self.passage.runs)
        return max((run.src.level for run in runs if use.note in run.src.refs), default=Level.NONE)

    def _holds(self, name: str) -> bool:
        return any(
            holds(text, name) for text in (self.passage.quoted, self.passage.told, self.passage.beside)
        )

    def _stop(
        self,
        note: str,
        words: str,
        reason: Reason,
        level: Level = Level.NONE,
        remedies: tuple[Remedy, ...] = (),
    ) -> Stop:
        return Stop(self.passage.block.id, note, words, reason, remedies or REMEDIES[reason], level)


def _cited(passage: Passage, citations: Mapping[str, Citation]) -> Iterator[Stop | LookAt]:
    """Yield cited words that differ from their citation or have no source, and those that leave some out."""
    for src, text in joined(passage.runs):
        if src.origin is Origin.CITED:
            for ref in src.refs or ("",):
                block, citation = passage.block.id, citations.get(ref)
                if citation is None or not is_complete(citation):
                    yield Stop(block, ref, text, Reason.NO_SOURCE, REMEDIES[Reason.NO_SOURCE])
                elif not is_exact(text, (citation.words,), may_insert=False):
                    yield Stop(block, ref, text, Reason.CITED_DIFFERS, REMEDIES[Reason.CITED_DIFFERS])
                elif LEFT_OUT.search(text):
                    yield LookAt(block, text, LookReason.LEFT_OUT)


def _remedies(reason: Reason, use: _Use, ceiling: Level) -> tuple[Remedy, ...]:
    """Return what helps here: a paraphrase is no quotation, and a name is not all that may not be printed."""
    instead: dict[Remedy, Remedy] = {}
    if use.is_paraphrase:
        instead = {Remedy.LEAVE_OUT_QUOTE: Remedy.LEAVE_OUT_NAME}
    elif ceiling is Level.NONE:
        instead = {Remedy.LEAVE_OUT_NAME: Remedy.LEAVE_OUT_QUOTE}
    return tuple(dict.fromkeys(instead.get(remedy, remedy) for remedy in REMEDIES[reason]))


def _repeats_verbatim(text: str, known: Quotable) -> bool:
    """Tell whether a paraphrase holds exact words of its note."""
    folded = folded_words(text).casefold()
    return any(holds(folded, words.casefold().rstrip(". ")) for words in known.note.verbatim)

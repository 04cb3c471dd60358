"""What may be done to a kept line: new words, another kind, two made one, one made two; exact words stay exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sessions.errors import DomainError
from sessions.notes import Certainty, Note, NoteKind, Span
from sessions.quotation import may_quote, quotations

MERGED: Final = "merged"
"""Why a note is deleted whose words stand in another."""

_CERTAINTIES = tuple(Certainty)
"""The least sure first."""


def is_exact(note: Note) -> bool:
    """Tell whether a line is one quotation from end to end."""
    return note.verbatim == (note.words,)


def with_words(note: Note, words: str) -> Note:
    """Return a note with new words and the exact stretches they hold; what was one quotation stays one."""
    if is_exact(note):
        return replace(note, words=words, spans=(Span(0, len(words)),))
    return replace(note, words=words, spans=_spans(words))


def edited(note: Note, words: str) -> Note:
    """Return a note as somebody has written it anew; raises DomainError ``words_missing``."""
    words = words.strip()
    if not words:
        raise DomainError("words_missing")
    if is_exact(note):
        words = _bare(words)
    return with_words(note, words)


def of_kind(note: Note, kind: NoteKind) -> Note:
    """Return a note as one of another kind. A quotation that becomes something else keeps its exact words in marks."""
    if kind is note.kind:
        return note
    if kind is NoteKind.QUOTE:
        words = _bare(note.words)
        return replace(note, kind=kind, words=words, spans=(Span(0, len(words)),))
    return replace(_in_marks(note), kind=kind)


def merged(first: Note, second: Note) -> Note:
    """Return the note that two become: the first with the words of both.

    Raises DomainError ``merge_would_lose`` with ``what`` *groups*, *speakers*, *owners* or *dates* where the two say
    different things of these, for one of them would be said wrongly or be lost.
    """
    _check_alike(first, second)
    one, other = (_in_marks(note) for note in (first, second))
    start = len(one.words) + 1
    moved = tuple(Span(span.start + start, span.end + start) for span in other.spans)
    kind = NoteKind.POINT if first.kind is NoteKind.QUOTE else first.kind
    return replace(
        first,
        words=f"{one.words} {other.words}",
        spans=(*one.spans, *moved),
        kind=kind,
        strands=tuple(dict.fromkeys((*first.strands, *second.strands))),
        is_worth_quoting=first.is_worth_quoting or second.is_worth_quoting,
        owner=first.owner or second.owner,
        due=first.due or second.due,
        certainty=min(first.certainty, second.certainty, key=_CERTAINTIES.index),
        report_rank=first.report_rank or second.report_rank,
    )


def _check_alike(first: Note, second: Note) -> None:
    if first.group != second.group or first.id == second.id:
        raise DomainError("merge_would_lose", what="groups")
    if _speaker(first) != _speaker(second):
        raise DomainError("merge_would_lose", what="speakers")
    for what, one, other in (("owners", first.owner, second.owner), ("dates", first.due, second.due)):
        if one and other and one != other:
            raise DomainError("merge_would_lose", what=what)


def _speaker(note: Note) -> tuple[str, str, bool]:
    return note.said_by, note.asked_speaker, note.is_speaker_unknown


def split(note: Note, at: int, new_id: str, rank: str) -> tuple[Note, Note]:
    """Return the two notes that one becomes, parted before a place in its words; both are said by whoever said it.

    Raises DomainError ``split_leaves_nothing`` where one of them would be empty, ``split_in_quotation`` where exact
    words inside a line would be parted: what is left of them would be no quotation.
    """
    before, after = note.words[: max(at, 0)].rstrip(), note.words[max(at, 0) :].lstrip()
    if not before or not after:
        raise DomainError("split_leaves_nothing")
    if not is_exact(note) and any(span.start <= at <= span.end for span in note.spans):
        raise DomainError("split_in_quotation")
    second = replace(note, id=new_id, rank=rank, report_rank="", owner="", due="", moved_from=note.id)
    return with_words(note, before), with_words(second, after)


def said_by(note: Note, seat: str, *, is_unknown: bool = False) -> Note:
    """Return a note with another speaker: a seat, somebody to be identified later, or nobody (*the group*)."""
    return replace(note, said_by=seat, is_speaker_unknown=is_unknown and not seat, asked_speaker="")


def on_strands(note: Note, strands: Iterable[str], order: Iterable[str]) -> Note:
    """Return a note on some strands, in the network's order; one the network no longer has comes last."""
    wanted = dict.fromkeys(strands)
    known = [one for one in order if one in wanted]
    return replace(note, strands=tuple(dict.fromkeys((*known, *wanted))))


def _spans(words: str) -> tuple[Span, ...]:
    stretches = quotations(words).stretches if may_quote(words) else ()
    return tuple(Span(*stretch) for stretch in stretches)


def _bare(words: str) -> str:
    """Return words without the marks around them, where they are one quotation."""
    if may_quote(words):
        found = quotations(words)
        if found.is_whole:
            start, end = found.stretches[0]
            return words[start:end]
    return words


def _in_marks(note: Note) -> Note:
    """Return a quotation as a line that holds it in marks; any other note as it is."""
    if not is_exact(note):
        return note
    return replace(note, words=f"“{note.words}”", spans=(Span(1, len(note.words) + 1),))

"""The capture line: what a typed line means, and the line that means what was kept.

The grammar, for people: ``docs/capture-grammar.md``. Plain prose keeps every character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sessions.capture_head import FARTHEST_COLON, read_head
from sessions.capture_marks import KIND_MARKS, Mark, Meaning, Reading
from sessions.capture_tail import read_tail
from sessions.mending import Mend, Mended, gaps, mend, read_mend
from sessions.notes import Note, NoteKind, Span
from sessions.quotation import may_quote, quotations
from sessions.roster import NOBODY, SHARED, TAG_WORD, Roster, added_name

__all__ = [
    "Blank",
    "Help",
    "Kept",
    "Line",
    "Mark",
    "Meaning",
    "Mend",
    "Mended",
    "Roster",
    "gaps",
    "kept_note",
    "mend",
    "parse_line",
    "plain_line",
    "print_line",
    "spoken_after",
]

_HEAD_SIGNS = frozenset("!?>=/*@#.…+\\")
_TAG = re.compile(r"(?<![^\s(\[])[@#+](?![@#+])")
_NOT_AN_ADDRESS = re.compile(r"(?!\.\w|@)")
_LIST_MARK = re.compile(
    r"\A\s*(?:>(?=[\s>*•\"“‘'(]|[^\W\d_]|\Z)\s*)*(?:[*-](?=\s|\Z)|[•◦▪‣]|[0-9]{1,2}[.)](?=\s|\Z))?"
)
_QUOTE_PAIRS = (('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"))


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing was typed."""


@dataclass(frozen=True, slots=True)
class Help:
    """A question mark alone: show all keys."""


# Not frozen, though nobody changes one: to freeze it would take a fifth of the time in which a line is read.
@dataclass(slots=True)
class Kept:
    """A line to keep, in the terms of ``Note``.

    No ``words`` means that the line only names people to add. ``goes_on`` leaves the speaker to
    ``spoken_after``; ``is_said_by_added`` says that the first of ``added`` speaks. ``asked_speaker`` and
    ``owner_asked`` are what was typed for somebody who is nobody here, or could be several. ``marks`` say
    where in the typed text what was understood; they do not count when lines are compared.
    """

    words: str
    kind: NoteKind = NoteKind.POINT
    spans: tuple[Span, ...] = ()
    said_by: str = ""
    asked_speaker: str = ""
    is_speaker_unknown: bool = False
    goes_on: bool = False
    is_said_by_added: bool = False
    strands: tuple[str, ...] = ()
    is_worth_quoting: bool = False
    owner: str = ""
    owner_asked: str = ""
    due: str = ""
    added: tuple[str, ...] = ()
    is_off_record: bool = False
    marks: tuple[Mark, ...] = field(default=(), compare=False)


Line = Kept | Mend | Help | Blank


def parse_line(text: str, roster: Roster) -> Line:
    """Read a line as typed. Every text means something; what is not understood stays as it is."""
    stripped = text.strip()
    if not stripped:
        return Blank()
    if stripped == "?":
        return Help()
    found = read_mend(stripped) if stripped.startswith("s/") else None
    if found:
        return found
    has_tags = "#" in stripped or "@" in stripped or "+" in stripped
    is_marked_first = (
        stripped[0] in _HEAD_SIGNS
        or stripped.find(":", 0, FARTHEST_COLON) > 0
        or (stripped[0] in "eE" and stripped[1:2] in {".", "g"})
    )
    is_marked_last = has_tags or stripped.endswith(("-x", "-X"))
    has_quotes = may_quote(stripped)
    if not (is_marked_first or is_marked_last or has_quotes):
        return Kept(stripped)
    reading = Reading(text, roster)
    reading.start = len(text) - len(text.lstrip())
    reading.end = reading.start + len(stripped)
    if is_marked_first:
        read_head(reading)
    if is_marked_last or reading.kind is NoteKind.ACTION:
        read_tail(reading)
    if reading.start >= reading.end:
        return _without_words(reading, stripped)
    return _kept(reading, has_tags=has_tags, has_quotes=has_quotes)


def _kept(reading: Reading, *, has_tags: bool, has_quotes: bool) -> Kept:
    """Keep what is left between the marks of both ends."""
    text, start, end, cut = reading.text, reading.start, reading.end, reading.cut
    words = text[start:end] if cut < 0 else text[start:cut] + text[cut + 1 : end]
    stretches: tuple[tuple[int, int], ...] = ()
    if has_quotes:
        stretches, is_whole = quotations(words)
        if is_whole and not reading.has_kind:
            reading.kind = NoteKind.QUOTE
    if has_tags:
        _read_middle(reading, words, stretches)
    if stretches or has_tags:
        _understand_words(reading, words, stretches)
    if reading.kind is NoteKind.QUOTE:
        words = words[stretches[0][0] : stretches[0][1]]
        stretches = ((0, len(words)),)
    for name in reading.tail_names:
        reading.take_added(name)
    reading.withdraw_questions()
    return Kept(
        words,
        reading.kind,
        tuple([Span(*stretch) for stretch in stretches]),
        reading.said_by,
        reading.asked_speaker,
        reading.is_speaker_unknown,
        reading.goes_on,
        reading.is_said_by_added,
        reading.roster.in_order(reading.strands),
        reading.is_worth_quoting,
        reading.owner,
        reading.owner_asked,
        reading.due,
        tuple(reading.added.values()),
        reading.is_off_record,
        tuple(sorted(reading.marks)),
    )


def _without_words(reading: Reading, stripped: str) -> Kept:
    """Keep a line of nothing but marks: people to add, else text, so that nothing typed is lost."""
    for name in reading.tail_names:
        reading.take_added(name)
    if not reading.added:
        return Kept(stripped)
    marks = tuple(sorted(mark for mark in reading.marks if mark.meaning is Meaning.ADDED))
    return Kept("", added=tuple(reading.added.values()), marks=marks)


def _place(reading: Reading, offset: int) -> int:
    """Return where in the typed text an offset into the words stands."""
    at = reading.start + offset
    return at + 1 if 0 <= reading.cut <= at else at


def _understand_words(reading: Reading, words: str, stretches: tuple[tuple[int, int], ...]) -> None:
    """Mark exact words and gaps; a gap in exact words parts their mark in two."""
    missed = gaps(words)
    for gap in missed:
        reading.understood(_place(reading, gap), _place(reading, gap + 1) + 1, Meaning.GAP)
    for start, end in stretches:
        for gap in missed[bisect_left(missed, start) : bisect_left(missed, end)]:
            _understand_stretch(reading, start, gap)
            start = gap + 2
        _understand_stretch(reading, start, end)


def _understand_stretch(reading: Reading, start: int, end: int) -> None:
    if start < end:
        reading.understood(_place(reading, start), _place(reading, end - 1) + 1, Meaning.SPAN)


def _read_middle(reading: Reading, words: str, stretches: tuple[tuple[int, int], ...]) -> None:
    """Read marks inside the sentence: they count and stay. Exact words are not read, nor what is just text."""
    last = len(words) if reading.cut < 0 else reading.cut - reading.start
    if "#" not in words and "@" not in words and "+" not in words:
        return
    upcoming = iter(stretches)
    stretch = next(upcoming, None)
    for found in _TAG.finditer(words):
        at = found.start()
        while stretch and stretch[1] <= at:
            stretch = next(upcoming, None)
        if at >= last or (at == 0 and reading.is_head_escaped) or (stretch and stretch[0] <= at):
            continue
        if found.group() == "+":
            _read_added(reading, words, at)
        else:
            _read_tag(reading, words, at)


def _read_added(reading: Reading, words: str, at: int) -> None:
    end = added_name(words, at + 1, len(words))
    name = words[at + 1 : end]
    if name and reading.roster.person(name) is None:
        reading.take_added(name)
        reading.understood(_place(reading, at), _place(reading, end - 1) + 1, Meaning.ADDED)


def _read_tag(reading: Reading, words: str, at: int) -> None:
    found = TAG_WORD.match(words, at + 1)
    if not found or not _NOT_AN_ADDRESS.match(words, found.end()):
        return
    meaning = None
    if words[at] == "#":
        strand = reading.roster.strand(found.group())
        if strand != NOBODY:
            reading.strands.add(strand)
            meaning = Meaning.STRAND
    elif reading.wants_person:
        meaning = _person(reading, found.group())
    if meaning:
        reading.understood(_place(reading, at), _place(reading, found.end() - 1) + 1, meaning)


def _person(reading: Reading, word: str) -> Meaning | None:
    """Take an @word as owner or speaker, or ask who it is: anybody for an action, else one of several."""
    seat = reading.roster.person(word)
    if seat:
        return reading.take_person(seat)
    if reading.kind is NoteKind.ACTION:
        if reading.owner_asked:
            return None
        reading.owner_asked = word
        return Meaning.ASKED_OWNER
    if seat == SHARED and not reading.asked_speaker:
        reading.asked_speaker = word
        return Meaning.ASKED_SPEAKER
    return None


def print_line(kept: Kept, roster: Roster) -> str:
    """Print a line that means what was kept.

    Backslashes are put where they are needed, and whether they are is found by reading the line again, so that
    printing cannot fall out of step with reading. A line that nothing typed could mean is printed plainly.
    """
    plainest = ""
    for beginning in _beginnings(kept, roster):
        understood = parse_line(beginning, roster)
        line = " ".join([beginning, *_endings(kept, understood, roster)]).strip()
        if parse_line(line, roster) == kept:
            return line
        plainest = plainest or line
    return plainest


def _beginnings(kept: Kept, roster: Roster) -> Iterator[str]:
    """Offer ways to write a line without the marks at its end, the plainest first."""
    head = _head(kept, roster)
    bodies = [kept.words]
    if kept.kind is NoteKind.QUOTE:
        bodies = [kept.words.join(pair) for pair in _QUOTE_PAIRS]
    for body in bodies:
        yield head + body
        yield f"{head}\\{body}"
    for place in _last_marks(kept.words):
        body = f"{kept.words[:place]}\\{kept.words[place:]}"
        yield head + body
        yield f"{head}\\{body}"


def _last_marks(words: str) -> Iterator[int]:
    """Offer the places where a mark at the end of the words could begin."""
    yield len(words) - len(words.rsplit(maxsplit=1)[-1]) if words else 0
    yield from (words.rfind(beginning) for beginning in ("+", "by", "By") if beginning in words)


def _head(kept: Kept, roster: Roster) -> str:
    parts = []
    if kept.said_by:
        parts.append(f"{roster.name_of(kept.said_by)}: ")
    if kept.is_said_by_added:
        parts.append(f"+{kept.added[0]}: ")
    if kept.is_speaker_unknown:
        parts.append("?: ")
    if kept.goes_on:
        parts.append("... ")
    if kept.is_worth_quoting:
        parts.append("*")
    parts.extend(sign for sign, kind in KIND_MARKS.items() if kind is kept.kind)
    if kept.kind is NoteKind.EXAMPLE:
        parts.append("e.g. ")
    if kept.owner:
        parts.append(f"@{roster.tag_of(kept.owner)} ")
    return "".join(parts)


def _endings(kept: Kept, understood: Line, roster: Roster) -> Iterator[str]:
    """Yield the marks for the end of a line: what its beginning does not say already."""
    said = understood if isinstance(understood, Kept) else Kept("")
    if kept.due:
        yield f"by {kept.due}"
    yield from (f"#{roster.code_of(strand)}" for strand in kept.strands if strand not in said.strands)
    yield from (f"+{name}" for name in kept.added if name not in said.added)
    if kept.is_off_record:
        yield "-x"


def plain_line(text: str) -> str:
    """Return a pasted or imported line without the marks of lists and mails; nothing else is read."""
    return _LIST_MARK.sub("", text, count=1).strip()


def spoken_after(line: Kept, previous: Kept | None) -> Kept:
    """Give a line that goes on the speaker of the line before it, once that one is settled."""
    if not line.goes_on or previous is None or previous.goes_on or previous.is_said_by_added:
        return line
    return replace(
        line,
        goes_on=False,
        said_by=previous.said_by,
        asked_speaker=previous.asked_speaker,
        is_speaker_unknown=previous.is_speaker_unknown,
    )


def kept_note(kept: Kept, *, id: str, group: str, kept_at: int = 0, line: int = 0, rank: str = "") -> Note:
    """Make the note of a kept line."""
    return Note(
        id=id,
        group=group,
        words=kept.words,
        kind=kept.kind,
        spans=kept.spans,
        said_by=kept.said_by,
        asked_speaker=kept.asked_speaker,
        is_speaker_unknown=kept.is_speaker_unknown,
        strands=kept.strands,
        is_worth_quoting=kept.is_worth_quoting,
        owner=kept.owner,
        due=kept.due,
        kept_at=kept_at,
        line=line,
        rank=rank,
    )

"""Marks at the end of a line: strands, people, when an action is due, off the record."""

from __future__ import annotations

from typing import NamedTuple

from sessions.capture_marks import Meaning, Reading
from sessions.due_dates import LONGEST_DUE, is_due
from sessions.notes import NoteKind
from sessions.roster import NOBODY, TAG_WORD, added_name

_LONGEST_MARK = 80


class _Found(NamedTuple):
    """A mark that ends where the reading ends."""

    start: int
    meaning: Meaning
    value: str


def read_tail(reading: Reading) -> None:
    """Read marks off the end, last first, until words or a mark that is just text."""
    names: list[str] = []
    while reading.start < reading.end:
        found = _last_mark(reading)
        if found is None or _is_just_text(reading, found.start):
            break
        meaning = found.meaning
        if meaning is Meaning.STRAND:
            reading.strands.add(found.value)
        elif meaning is Meaning.ADDED:
            names.append(found.value)
        elif meaning is Meaning.DUE:
            reading.due = found.value
        elif meaning is Meaning.OFF_THE_RECORD:
            reading.is_off_record = True
        else:
            meaning = reading.take_person(found.value)
        reading.understood(found.start, reading.end, meaning)
        reading.end = _without_blanks(reading, found.start)
    reading.tail_names = names[::-1]


def _without_blanks(reading: Reading, end: int) -> int:
    while end > reading.start and reading.text[end - 1].isspace():
        end -= 1
    return end


def _is_just_text(reading: Reading, start: int) -> bool:
    """Tell whether a backslash before a mark makes it text; that one backslash goes."""
    if reading.is_head_escaped and start - _backslashes_before(reading, start) == reading.start:
        return True
    if start == reading.start or reading.text[start - 1] != "\\":
        return False
    reading.cut = start - 1
    reading.understood(start - 1, start, Meaning.JUST_TEXT)
    return True


def _backslashes_before(reading: Reading, at: int) -> int:
    before = at
    while before > reading.start and reading.text[before - 1] == "\\":
        before -= 1
    return at - before


def _is_word_start(reading: Reading, at: int) -> bool:
    before = at - _backslashes_before(reading, at)
    return before == reading.start or reading.text[before - 1].isspace()


def _last_mark(reading: Reading) -> _Found | None:
    text, end = reading.text, reading.end
    earliest = max(reading.start, end - _LONGEST_MARK)
    word = text[text.rfind(" ", earliest, end) + 1 or earliest : end].split()[-1].lstrip("\\")
    first = word[:1]
    if first in {"#", "@"} and TAG_WORD.fullmatch(word, 1) and _is_word_start(reading, end - len(word)):
        return _tag(reading, end - len(word), word)
    if first == "-" and word in {"-x", "-X"} and _is_word_start(reading, end - 2):
        return _Found(end - 2, Meaning.OFF_THE_RECORD, "")
    plus = text.rfind("+", earliest, end)
    found = None if plus < 0 else _name(reading, plus)
    return found or (_due(reading) if reading.kind is NoteKind.ACTION and not reading.due else None)


def _tag(reading: Reading, start: int, word: str) -> _Found | None:
    if word[0] == "#":
        strand = reading.roster.strand(word[1:])
        return None if strand == NOBODY else _Found(start, Meaning.STRAND, strand)
    seat = reading.roster.person(word[1:]) if reading.wants_person else None
    return _Found(start, Meaning.SPEAKER, seat) if seat else None


def _name(reading: Reading, plus: int) -> _Found | None:
    text, end = reading.text, reading.end
    if added_name(text, plus + 1, end) != end or not _is_word_start(reading, plus):
        return None
    name = text[plus + 1 : end]
    # A name that is on the list already is not added again: the text stays.
    return _Found(plus, Meaning.ADDED, name) if reading.roster.person(name) is None else None


def _due(reading: Reading) -> _Found | None:
    text, end = reading.text, reading.end
    earliest = max(reading.start, end - LONGEST_DUE)
    by = max(text.rfind("by", earliest, end), text.rfind("By", earliest, end))
    if by < 0 or not text[by + 2 : by + 3].isspace() or not _is_word_start(reading, by):
        return None
    due = text[by + 2 : end].removesuffix(".").strip()
    return _Found(by, Meaning.DUE, due) if is_due(due) else None

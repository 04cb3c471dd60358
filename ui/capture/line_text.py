"""What comes into the line from outside: cleaned at the edge, and parted into lines where it is many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sessions.capture import Kept, Meaning, Roster, parse_line
from sessions.notes import NoteKind

_ENDS: Final = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
UNREAD: Final = "\ufffd"
"""What stands where a character was that nobody can see or read."""
OFF_MARK: Final = "-x"
LONGEST_NOTE: Final = 10_000
"""Characters of a pasted line that make one note: what is longer does not go into the journal as one value."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text without characters that nobody can see, and how many of them became U+FFFD."""

    text: str
    replaced: int = 0


def cleaned(text: str) -> Cleaned:
    """Return text as the archive takes it: Unicode scalar values, with no control characters but newline and tab."""
    return Cleaned(*_UNSEEN.subn(UNREAD, _ENDS.sub("\n", text)))


def units_of(text: str) -> int:
    """Return how long Qt counts a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def pieces(line: str) -> Iterator[str]:
    """Yield a line that is too long for one note in pieces that are not, parted between words where there are any."""
    while len(line) > LONGEST_NOTE:
        at = line.rfind(" ", 1, LONGEST_NOTE)
        at = LONGEST_NOTE if at < 0 else at
        yield line[:at]
        line = line[at:].lstrip()
    if line:
        yield line


def as_key_message(text: str, roster: Roster) -> str:
    """Return a line that means the same as a key message; the text itself where no mark can say it."""
    line = parse_line(text, roster)
    if not isinstance(line, Kept) or line.kind is NoteKind.KEY_MESSAGE:
        return text
    kinds = [mark for mark in line.marks if mark.meaning is Meaning.KIND]
    bare = text
    for mark in kinds:
        bare = text[: mark.start] + text[mark.end :].lstrip()
    starts = [len(bare) - len(bare.lstrip()), *(mark.end for mark in line.marks)]
    for at in starts:
        rest = bare[at:]
        tried = bare[: at + len(rest) - len(rest.lstrip())] + "!" + rest.lstrip()
        again = parse_line(tried, roster)
        if isinstance(again, Kept) and again.kind is NoteKind.KEY_MESSAGE:
            return tried
    return text


def is_off_the_record(text: str, roster: Roster) -> bool:
    """Tell whether a line as typed would be kept off the record."""
    line = parse_line(text, roster)
    return isinstance(line, Kept) and line.is_off_record


def without_off_mark(text: str, roster: Roster) -> str:
    """Return a line without the mark that keeps it off the record."""
    line = parse_line(text, roster)
    marks = line.marks if isinstance(line, Kept) else ()
    for mark in marks:
        if mark.meaning is Meaning.OFF_THE_RECORD:
            return text[: mark.start].rstrip() + text[mark.end :]
    return text


def with_speaker(text: str, seat: str, roster: Roster) -> str:
    """Return a line said by somebody: in the place of whoever it named, and by nobody where it was the same."""
    line = parse_line(text, roster)
    kept = line if isinstance(line, Kept) else Kept("")
    told = {Meaning.SPEAKER, Meaning.ASKED_SPEAKER, Meaning.UNKNOWN_SPEAKER, Meaning.GOES_ON}
    mark = next((one for one in kept.marks if one.meaning in told), None)
    name = f"{roster.name_of(seat)}:"
    if mark is None:
        return f"{name} {text.lstrip()}"
    if kept.said_by == seat:
        return (text[: mark.start] + text[mark.end :].lstrip()).strip(" ")
    stretch = text[mark.start : mark.end]
    if stretch.startswith("@"):
        return text[: mark.start] + f"@{roster.tag_of(seat)}" + text[mark.end :]
    after = text[mark.end :]
    if mark.meaning is Meaning.ASKED_SPEAKER and after.startswith(":"):
        after = after[1:]
    return text[: mark.start] + name + " " + after.lstrip()

"""Marks at the beginning of a line: who speaks, what kind of line it is, strands, and the way out of all that."""

from __future__ import annotations

import re
from copy import copy

from sessions.capture_marks import KIND_MARKS, Meaning, Reading
from sessions.mending import read_mend
from sessions.notes import NoteKind
from sessions.roster import LONGEST_NAME, NOBODY, SHARED, TAG_WORD, added_name

_CAN_OPEN = r"[\"“‘'(\[£$€@#]{0,2}"
_CLUSTER = re.compile(r"[!?>=/]\*?|\*[!?>=/]?")
_LETTER = re.compile(rf"{_CAN_OPEN}[^\W\d_]")
_LETTER_OR_FIGURE = re.compile(rf"{_CAN_OPEN}[^\W_]")
_LETTER_APART = re.compile(rf"[ \t]+{_CAN_OPEN}[^\W\d_]")
_ESCAPED = re.compile(r"\\\S")
# Tells the star of a line worth quoting from Markdown's emphasis, which ends with another: *sigh*
_CLOSING_STAR = re.compile(r"(?<=\S)\*(?!\w)")
_NOT_A_PATH = re.compile(r"[^\s/]+\s")
_EXAMPLE = re.compile(r"(?:[Ee]\.[Gg]\.?|[Ee]g\.?)[:,]?(?=\s)")
_GOES_ON = re.compile(r"(?:\.\.\.|…)(?=\s)")
_AFTER_COLON = re.compile(r"\Z|[\s\"“‘']|[^\W\d_]")
_AFTER_TAG = re.compile(r":?(?=\s|\Z)")
_BLANKS = re.compile(r"\s*")
_INITIALS = re.compile(r"[^\W\d_]{2,3}")
# More than a name may be long, for blanks and accents typed apart.
FARTHEST_COLON = LONGEST_NAME + 20


def read_head(reading: Reading) -> None:
    """Read marks off the front, in whatever order they were typed, until plain words begin."""
    while reading.start < reading.end and not reading.is_head_escaped and _read_mark(reading):
        pass
    reading.settle_owner()


def _read_mark(reading: Reading) -> bool:
    first = reading.text[reading.start]
    if first == "?" and reading.text.startswith("?:", reading.start):
        return _read_unknown_speaker(reading)
    if first in "!?>=/*":
        return _read_kind(reading)
    if first in "@#":
        return _read_tag(reading)
    if first in ".…":
        return _read_goes_on(reading)
    if first == "+":
        return _read_added_speaker(reading)
    if first == "\\":
        return _read_escape(reading)
    return _read_prefix(reading)


def _take(reading: Reading, end: int, meaning: Meaning) -> bool:
    """Take a mark off the front, with the blanks after it."""
    reading.understood(reading.start, end, meaning)
    blanks = _BLANKS.match(reading.text, end, reading.end)
    reading.start = blanks.end() if blanks else end
    return True


def _read_unknown_speaker(reading: Reading) -> bool:
    end = reading.start + 2
    if reading.has_speaker or not _AFTER_COLON.match(reading.text, end, reading.end):
        return False
    reading.is_speaker_unknown = True
    return _take(reading, end, Meaning.UNKNOWN_SPEAKER)


def _read_goes_on(reading: Reading) -> bool:
    found = None if reading.has_speaker else _GOES_ON.match(reading.text, reading.start, reading.end)
    if found is None:
        return False
    reading.goes_on = True
    return _take(reading, found.end(), Meaning.GOES_ON)


def _read_kind(reading: Reading) -> bool:
    """Read a kind mark, the star of a line worth quoting, or both touching each other."""
    text, start = reading.text, reading.start
    found = _CLUSTER.match(text, start, reading.end)
    cluster = found.group() if found else ""
    after = start + len(cluster)
    kind = KIND_MARKS.get(cluster[0], KIND_MARKS.get(cluster[-1]))
    star = cluster.find("*")
    if (kind and reading.has_kind) or (star >= 0 and reading.is_worth_quoting):
        return False
    is_escaped = _ESCAPED.match(text, after, reading.end) is not None
    is_emphasis = star >= 0 and _CLOSING_STAR.search(text, start + star + 1, reading.end) is not None
    # Right after a mark a backslash says that it is one, and that words begin here.
    if not is_escaped and (is_emphasis or not _is_touching(reading, cluster, kind)):
        return False
    for offset, sign in enumerate(cluster):
        reading.understood(
            start + offset, start + offset + 1, Meaning.WORTH_QUOTING if sign == "*" else Meaning.KIND
        )
    reading.kind = kind or reading.kind
    reading.is_worth_quoting = reading.is_worth_quoting or star >= 0
    if is_escaped:
        reading.understood(after, after + 1, Meaning.JUST_TEXT)
        reading.is_head_escaped = True
    blanks = _BLANKS.match(text, after + is_escaped, reading.end)
    reading.start = blanks.end() if blanks else after
    return True


def _is_touching(reading: Reading, cluster: str, kind: NoteKind | None) -> bool:
    """Tell whether marks stand before words, not before a face, a figure (``>5``) or a path (``/etc/hosts``)."""
    text, after, end = reading.text, reading.start + len(cluster), reading.end
    if cluster in {"!", "?", "=", "/"} and _LETTER_APART.match(text, after, end):
        return True
    is_careful = kind in {NoteKind.ACTION, NoteKind.DECISION, NoteKind.DISAGREEMENT}
    if not (_LETTER if is_careful else _LETTER_OR_FIGURE).match(text, after, end):
        return False
    return kind is not NoteKind.DISAGREEMENT or _NOT_A_PATH.match(text, after, end) is not None


def _read_tag(reading: Reading) -> bool:
    text, start = reading.text, reading.start
    found = TAG_WORD.match(text, start + 1, reading.end)
    after = _AFTER_TAG.match(text, found.end(), reading.end) if found else None
    if found is None or after is None:
        return False
    if text[start] == "#":
        strand = reading.roster.strand(found.group())
        if strand == NOBODY or after.group():
            return False
        reading.strands.add(strand)
        return _take(reading, after.end(), Meaning.STRAND)
    seat = reading.roster.person(found.group())
    if not seat or not reading.wants_person:
        return False
    return _take(reading, after.end(), reading.take_person(seat))


def _read_added_speaker(reading: Reading) -> bool:
    """Read ``+Olga Prentis: words``: somebody new, who says something at once."""
    text, start = reading.text, reading.start
    colon = added_name(text, start + 1, reading.end)
    if reading.has_speaker or not _is_colon(reading, colon):
        return False
    name = text[start + 1 : colon]
    seat = reading.roster.person(name)
    if seat == SHARED:
        return False
    if seat is None:
        reading.take_added(name)
        reading.is_said_by_added = True
    else:
        reading.said_by = seat
    return _take(reading, colon + 1, Meaning.ADDED if seat is None else Meaning.SPEAKER)


def _is_colon(reading: Reading, at: int) -> bool:
    after = _AFTER_COLON.match(reading.text, at + 1, reading.end)
    return reading.text[at : at + 1] == ":" and at < reading.end and after is not None


def _prefix_end(reading: Reading) -> int:
    """Return where the colon of a speaker's prefix stands, or -1 where there can be none."""
    if reading.has_speaker:
        return -1
    start = reading.start
    colon = reading.text.find(":", start, min(reading.end, start + FARTHEST_COLON))
    if colon <= start or not _is_colon(reading, colon) or "\n" in reading.text[start:colon]:
        return -1
    return colon


def _read_prefix(reading: Reading) -> bool:
    """Read who speaks or ``e.g.``; ask about a prefix that is nobody's or could be several people's."""
    colon = _prefix_end(reading)
    seat = reading.roster.person(reading.text[reading.start : colon]) if colon > 0 else None
    if seat:
        reading.said_by = seat
        return _take(reading, colon + 1, Meaning.SPEAKER)
    example = None if reading.has_kind else _EXAMPLE.match(reading.text, reading.start, reading.end)
    if example:
        reading.kind = NoteKind.EXAMPLE
        return _take(reading, example.end(), Meaning.KIND)
    if colon > 0:
        _ask(reading, colon, is_shared=seat == SHARED)
    return False


def _ask(reading: Reading, colon: int, *, is_shared: bool) -> None:
    """Ask about a prefix; it stays in the words, so nothing is taken."""
    prefix = reading.text[reading.start : colon].rstrip()
    if is_shared or (
        colon + 1 < reading.end and reading.text[colon + 1].isspace() and _INITIALS.fullmatch(prefix)
    ):
        reading.asked_speaker = prefix
        reading.understood(reading.start, reading.start + len(prefix), Meaning.ASKED_SPEAKER)


def _read_escape(reading: Reading) -> bool:
    """Drop one backslash if what follows would be a mark; any other backslash is text."""
    start = reading.start
    after = start
    while after < reading.end and reading.text[after] == "\\":
        after += 1
    probe = copy(reading)
    probe.start, probe.strands, probe.added, probe.marks = after, set(), {}, []
    if after < reading.end and (_read_mark(probe) or probe.asked_speaker or _is_command(reading, after)):
        reading.understood(start, start + 1, Meaning.JUST_TEXT)
        reading.start += 1
        reading.is_head_escaped = True
    return False


def _is_command(reading: Reading, after: int) -> bool:
    """Tell whether a whole line would have been a mend or a call for help."""
    if reading.marks:
        return False
    rest = reading.text[after : reading.end]
    return rest == "?" or (rest.startswith("s/") and read_mend(rest) is not None)

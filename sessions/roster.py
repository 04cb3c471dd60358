"""Who sits in a group and which strands it knows, as a note-taker names them while typing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sessions.breakouts import Seat
from sessions.network import Strand
from sessions.people import initials

NOBODY = ""
SHARED = ""
LONGEST_NAME = 60

# No possessive groups here or in the modules beside this one: before Python 3.11.5 they match what they should
# not (gh-106052). Repeats that cannot overlap stay linear without them.
# A tagged word: no white space and no punctuation but hyphen, underscore and an apostrophe inside (O'Neill).
_PLAIN = r"[^\s!-,./:-@\[-^`{-~“”‘’„«»…]"
TAG_WORD = re.compile(rf"{_PLAIN}+(?:['’]{_PLAIN}+)*")
_UNUSABLE = re.compile(r"[:\n@#+*\\\"“”‘„]|(?<!\w)'")
_TITLES = frozenset(
    {
        "dr",
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "prof",
        "professor",
        "sir",
        "dame",
        "rev",
        "revd",
        "lord",
        "lady",
        "cllr",
    }
)
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.|[^\W\d_][\w\u0300-\u036f]+(?:['’-](?!s\b)[\w\u0300-\u036f]+)*)")
_NAME_GAP = re.compile(r"[ \t]+")
_MOST_NAME_WORDS = 5
_PARTICLES = frozenset(
    {
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "da",
        "dos",
        "di",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ap",
        "ab",
    }
)
_SHORTEST_BEGINNING = 2
_SHORTEST_TAG = 3
_SHORTEST_TITLE_WORD = 4


def folded(text: str) -> str:
    """Return what names and codes are compared by: no case, no accents, single spaces, straight apostrophes."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFD", text.casefold())
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")
    return " ".join(text.lower().split())


@dataclass(frozen=True)
class Roster:
    """The people and strands a line can name; lookups are made once, here.

    ``also_known_as`` maps a seat id to further names. What could mean two people means nobody.
    """

    seats: tuple[Seat, ...] = ()
    strands: tuple[Strand, ...] = ()
    also_known_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    _people: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _themes: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out every way to name a person or a strand."""
        people: dict[str, str] = {}
        for seat in self.seats:
            for name in _ways_to_name(seat, self.also_known_as.get(seat.id, ())):
                key = folded(name)
                if _is_usable(key):
                    people[key] = seat.id if people.get(key, seat.id) == seat.id else SHARED
        object.__setattr__(self, "_people", people)
        object.__setattr__(self, "_themes", _beginnings(self.strands) | _codes(self.strands))

    def person(self, name: str) -> str | None:
        """Return the id of the seat a name means, ``SHARED`` if it could mean several, None if nobody's."""
        return self._people.get(folded(name))

    def strand(self, word: str) -> str:
        """Return the id of the strand a code or a unique beginning means, or an empty string."""
        return self._themes.get(folded(word), NOBODY)

    def in_order(self, strands: set[str]) -> tuple[str, ...]:
        """Return strand ids in the network's own order, so that the order of typing means nothing."""
        if len(strands) < 2:
            return tuple(strands)
        return tuple(dict.fromkeys(strand.id for strand in self.strands if strand.id in strands))

    def name_of(self, seat: str) -> str:
        """Return a name that, before a colon, means this seat: the shown one if it can."""
        shown = next((" ".join(s.shown.split()) for s in self.seats if s.id == seat), "")
        if _is_usable(shown) and self.person(shown) == seat:
            return shown
        return next((key for key, found in self._people.items() if found == seat), "")

    def tag_of(self, seat: str) -> str:
        """Return a word that, after an ``@``, means this seat: a name before initials, however short it is."""
        keys = (key for key, found in self._people.items() if found == seat and TAG_WORD.fullmatch(key))
        short = {folded(s.initials or initials(s.shown)) for s in self.seats if s.id == seat}
        return min(keys, key=lambda key: (key in short, len(key) < _SHORTEST_TAG, len(key)), default="")

    def code_of(self, strand: str) -> str:
        """Return a word that, after a ``#``, means this strand: its code if it can."""
        code = next((s.code for s in self.strands if s.id == strand), "")
        if TAG_WORD.fullmatch(code) and self.strand(code) == strand:
            return code
        keys = [key for key, found in self._themes.items() if found == strand]
        return max(keys, key=len, default="")


def _ways_to_name(seat: Seat, also_known_as: tuple[str, ...]) -> Iterator[str]:
    words = seat.shown.split()
    yield " ".join(words)
    if len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
        yield " ".join(words)
    short = initials(" ".join(words))
    if seat.initials:
        yield seat.initials
    elif len(short) > 1:
        yield short
    if words:
        yield words[0]
        yield words[-1]
        yield " ".join(words[1:])
    # One word for a whole name, so that @ can tell Olga Prentis from Olga Whitfield.
    for name in (" ".join(words), *also_known_as):
        yield name
        yield name.replace(" ", "-")
        yield name.replace(" ", "")


def sharing_initials(seats: Iterable[Seat]) -> frozenset[str]:
    """Return the seats whose initials somebody else here has too: only their names mean them."""
    found: dict[str, list[str]] = {}
    for seat in seats:
        short = folded(seat.initials or initials(seat.shown))
        if short:
            found.setdefault(short, []).append(seat.id)
    return frozenset(one for ids in found.values() if len(ids) > 1 for one in ids)


def _is_usable(name: str) -> bool:
    return name[:1].isalnum() and len(name) <= LONGEST_NAME and not _UNUSABLE.search(name)


def _codes(strands: tuple[Strand, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for strand in strands:
        code = folded(strand.code)
        if TAG_WORD.fullmatch(code):
            found[code] = strand.id if found.get(code, strand.id) == strand.id else SHARED
    return found


def _beginnings(strands: tuple[Strand, ...]) -> dict[str, str]:
    """Map every beginning of a code, of a title and of its longer words to its strand, or to ``SHARED``."""
    found: dict[str, str] = {}
    for strand in strands:
        words: list[str] = TAG_WORD.findall(folded(strand.title))
        long_words = [word for word in words if len(word) >= _SHORTEST_TITLE_WORD]
        for key in (*TAG_WORD.findall(folded(strand.code)), *long_words, "".join(words), "-".join(words)):
            for length in range(_SHORTEST_BEGINNING, min(len(key), LONGEST_NAME) + 1):
                beginning = key[:length]
                if not beginning.isdigit() and TAG_WORD.fullmatch(beginning):
                    found[beginning] = strand.id if found.get(beginning, strand.id) == strand.id else SHARED
    return found


def added_name(text: str, at: int, end: int) -> int:
    """Return where the name that begins at ``at`` ends: capitalised words and the particles between them."""
    last = at
    for count in range(_MOST_NAME_WORDS):
        found = _NAME_WORD.match(text, at, end)
        if found is None:
            break
        if not text[at].islower():
            last = found.end()
        elif count == 0 or found.group() not in _PARTICLES:
            break
        gap = _NAME_GAP.match(text, found.end(), end)
        if gap is None:
            break
        at = gap.end()
    return last

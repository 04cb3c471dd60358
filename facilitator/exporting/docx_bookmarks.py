"""Bookmarks around what a Word document says, by which it is known again when it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.html_inline import escaped

SENT: Final = "urn:facilitator:sent"
_NAME_LENGTH: Final = 32  # the format holds 40 characters
_DIGEST_LENGTH: Final = 16


class Place(StrEnum):
    """Which words of a block stand somewhere; COVER is of no block."""

    WORDS = "words"
    LABEL = "label"
    FIGURES = "figures"
    COVER = "cover"


_LETTERS: Final = {Place.WORDS: "b", Place.LABEL: "l", Place.FIGURES: "f", Place.COVER: "c"}


@dataclass(frozen=True, slots=True)
class Said:
    """What stands within a bookmark. ``block`` is '' on the cover; of a picture ``text`` is what it shows."""

    name: str
    block: str
    place: Place
    text: str
    is_picture: bool = False

    @property
    def digest(self) -> str:
        """Return what tells later whether the words are still the same."""
        return digest_of(self.text)


def bookmark_of(block_id: str, place: Place = Place.WORDS, number: int = 0) -> str:
    """Return the name of the bookmark around words of a block; an id on the cover is that of the document.

    A bookmark that begins with ``_`` is hidden and stays with its words while they are edited, moved and saved. The
    name is a hash, for the id tells to the millisecond when a block was made.
    """
    told = f"{block_id}/{number}" if number else block_id
    return f"_{_LETTERS[place]}_{hashlib.sha256(told.encode()).hexdigest()[:_NAME_LENGTH]}"


def is_bookmark(name: str) -> bool:
    """Tell whether a bookmark may be one of ours."""
    return len(name) == _NAME_LENGTH + 3 and name[:3] in {f"_{letter}_" for letter in _LETTERS.values()}


def digest_of(text: str) -> str:
    """Return a digest of words, space around them apart."""
    return hashlib.sha256(printable(text).strip().encode()).hexdigest()[:_DIGEST_LENGTH]


class Marks:
    """Puts bookmarks around words, each name once, and keeps what stands within them in reading order."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.said: dict[str, Said] = {}

    def around(self, said: Said, xml: str) -> str:
        """Return words within their bookmark; where a block comes twice, the first has it."""
        if said.name in self.said:
            return xml
        self.said[said.name] = said
        return self.named(said.name, xml)

    def named(self, name: str, xml: str) -> str:
        """Return words within a bookmark that is no block's."""
        number = next(self._numbers)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'


def sent(document: str, every: Iterable[Said]) -> bytes:
    """Return which words left, in what order and with which digests, as a part of the file that editors carry along.

    Words are not in it. It tells what an editor changed from what was changed here in the meantime.
    """
    lines = "".join(f'<w n="{said.name}" d="{said.digest}"/>' for said in every)
    named = escaped(bookmark_of(document))
    return f'<?xml version="1.0" encoding="UTF-8"?><sent xmlns="{SENT}" document="{named}">{lines}</sent>'.encode()

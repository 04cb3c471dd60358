"""Finding the names of one person in texts, in whole words, and putting other words in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum

from sessions.ops import Value


class Mention(IntEnum):
    """How sure it is that a text names somebody."""

    NONE = 0
    PERHAPS = 1
    SURE = 2


class Names:
    """All by which a person is called.

    ``sure`` are names and nicknames; capitals and accents do not matter, but a single word counts only with its first
    letter as the name has it: *Will* is no *will*. ``perhaps`` are surnames and first names, which others may share.
    """

    def __init__(self, sure: Iterable[str], perhaps: Iterable[str] = ()) -> None:
        self.sure = _told(sure)
        self.perhaps = tuple(name for name in _told(perhaps) if name not in self.sure)
        self._patterns = {name: _pattern(name) for name in (*self.sure, *self.perhaps)}
        self._longest = tuple({max(_words(name), key=len) for name in self._patterns})

    def may_stand_in(self, raw: str) -> bool:
        """Tell quickly whether a text, JSON or plain, could hold a name at all."""
        folded = raw.lower() if raw.isascii() else _folded(raw)[0]
        return any(word in folded for word in self._longest)

    def mention(self, text: str) -> Mention:
        """Tell whether a text names the person."""
        if any(True for _ in self._found(text)):
            return Mention.SURE
        folded = _folded(text)[0]
        is_perhaps = any(self._patterns[name].search(folded) for name in (*self.perhaps, *self.sure))
        return Mention.PERHAPS if is_perhaps else Mention.NONE

    def hidden(self, text: str, instead: str) -> str:
        """Return a text with other words in the place of every sure name."""
        made: list[str] = []
        at = 0
        for start, end in self._spans(text):
            made += (text[at:start], instead)
            at = end
        return "".join((*made, text[at:]))

    def is_called(self, name: str) -> bool:
        """Tell whether a whole text is one of the sure names and nothing else."""
        return any(_words(name) == _words(other) for other in self.sure)

    def stretches(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the sure names stand in a text; where two overlap, as one."""
        return tuple(self._spans(text))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        edge = -1
        begun = -1
        for start, end in sorted(self._found(text)):
            if start < edge:
                edge = max(edge, end)
                continue
            if begun >= 0:
                yield begun, edge
            begun, edge = start, end
        if begun >= 0:
            yield begun, edge

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        folded, places = _folded(text)
        for name in self.sure:
            for found in self._patterns[name].finditer(folded):
                start, end = places[found.start()], places[found.end() - 1] + 1
                while end < len(text) and unicodedata.combining(text[end]):
                    end += 1
                if len(_words(name)) > 1 or text[start].isupper() == name[0].isupper():
                    yield start, end


def texts_in(value: Value) -> Iterator[str]:
    """Yield every text in a JSON value; the runs of a block are one text as well."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if value and all(isinstance(part, dict) and isinstance(part.get("text"), str) for part in value):
            yield "".join(part["text"] for part in value)
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)


def _told(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name once; one without a letter or with a single one would be found everywhere."""
    kept = (name.strip() for name in names)
    return tuple(dict.fromkeys(name for name in kept if sum(map(len, _words(name))) > 1))


def _pattern(name: str) -> re.Pattern[str]:
    inside = r"[\W_]{1,3}".join(map(re.escape, _words(name)))
    return re.compile(rf"(?<![^\W_]){inside}(?![^\W_])")


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", _folded(name)[0])


def _folded(text: str) -> tuple[str, range | list[int]]:
    """Return a text without capitals and accents, and for each letter of it where it stands in the text."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for part in unicodedata.normalize("NFD", letter.casefold()):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(at)
    return "".join(letters), places

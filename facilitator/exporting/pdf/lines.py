"""Lines of text: ragged right, broken at spaces; a word too long for the column is broken where it must."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from facilitator.exporting.pdf.faces import Chain, Face
from facilitator.exporting.pdf.type_styles import Colour

TOKENS = re.compile(r"\n|[^ \n—]+—* *|—+ *| +")
GOOD_ENDS = frozenset("/?&=._~#@:;,+")  # where an address or a path may end a line


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is drawn; ``link`` is where it leads, ``lang`` its language if that is not the document's."""

    chain: Chain
    size: float
    colour: Colour
    link: str = ""
    lang: str = ""

    def width_of(self, text: str) -> float:
        """Return the width in points."""
        return self.chain.widths[text] * self.size


class Piece(NamedTuple):
    """A stretch of text with one look."""

    text: str
    look: Look


class Span(NamedTuple):
    """A stretch of a line in one face. ``width`` leaves out the space that ends a line."""

    text: str
    face: Face
    look: Look
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn; the space at its end is kept, so that readers hear two words."""

    spans: tuple[Span, ...]
    width: float

    @property
    def text(self) -> str:
        """Return the words of the line."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class Word:
    """What is never broken if a line can hold it; ``gap`` is the look of the space after it."""

    pieces: list[Piece]
    width: float = 0.0
    gap: Look | None = None
    gap_width: float = 0.0
    is_end: bool = False

    def end_before(self, gap: Look | None, width: float) -> None:
        """Put a space behind the word, unless there is one."""
        if self.gap is None:
            self.gap, self.gap_width = gap, width

    @property
    def is_whole(self) -> bool:
        """Tell whether the next letters begin another word."""
        return bool(self.pieces) and (self.gap is not None or self.pieces[-1].text.endswith("—"))


def words(pieces: Sequence[Piece]) -> list[Word]:
    """Cut text into words; several spaces count as one, a newline ends a line."""
    found, word = [], Word([])
    for piece in pieces:
        look = piece.look
        widths, size = look.chain.widths, look.size
        for token in TOKENS.findall(piece.text):
            if token == "\n":
                word.is_end = True
                found.append(word)
                word = Word([])
                continue
            text = token.rstrip(" ")
            if text:
                if word.is_whole:
                    found.append(word)
                    word = Word([])
                elif not word.pieces:
                    word.gap = None
                word.pieces.append(Piece(text, look))
                word.width += widths[text] * size
            if len(text) < len(token):
                word.end_before(look, widths[" "] * size)
    return [*found, word] if word.pieces else found


def broken(pieces: Sequence[Piece], width: float, *, is_balanced: bool = False) -> list[Line]:
    """Return the lines of a text in a column; balanced ones are of about one length."""
    all_words = [
        part for word in words(pieces) for part in (_chopped(word, width) if word.width > width else (word,))
    ]
    rows = _rows(all_words, width)
    if is_balanced and 1 < len(rows) <= 8:
        rows = _balanced(all_words, width, rows)
    return [_line(row) for row in rows]


def _rows(all_words: Sequence[Word], width: float) -> list[list[Word]]:
    rows: list[list[Word]] = []
    row: list[Word] = []
    used = 0.0
    for word in all_words:
        if row and used + word.width > width:
            rows.append(row)
            row, used = [], 0.0
        row.append(word)
        used += word.width + word.gap_width
        if word.is_end:
            rows.append(row)
            row, used = [], 0.0
    return [*rows, row] if row else rows


def _balanced(all_words: Sequence[Word], width: float, rows: list[list[Word]]) -> list[list[Word]]:
    """Find the narrowest column that needs no more lines."""
    low, high, best = width / 2, width, rows
    while high - low > 2:
        middle = (low + high) / 2
        trial = _rows(all_words, middle)
        if len(trial) <= len(rows) and all(word.width <= middle for word in all_words):
            high, best = middle, trial
        else:
            low = middle
    return best


def _chopped(word: Word, width: float) -> Iterator[Word]:
    """Break a word that no line can hold, after a slash or the like if there is one far enough along."""
    letters = [(c, piece.look) for piece in word.pieces for c in piece.text]
    widths = [look.width_of(c) for c, look in letters]
    start, used, good = 0, 0.0, 0
    for at, (c, _) in enumerate(letters):
        if used + widths[at] > width and at > start and not unicodedata.combining(c):
            cut = good if good - start > (at - start) * 0.6 else at
            yield _joined(letters[start:cut])
            used, start = sum(widths[cut:at]), cut
        used += widths[at]
        if c in GOOD_ENDS:
            good = at + 1
    last = _joined(letters[start:])
    last.gap, last.gap_width, last.is_end = word.gap, word.gap_width, word.is_end
    yield last


def _joined(letters: Sequence[tuple[str, Look]]) -> Word:
    word = Word([])
    for look, group in groupby(letters, key=lambda letter: letter[1]):
        piece = Piece("".join(c for c, _ in group), look)
        word.pieces.append(piece)
        word.width += look.width_of(piece.text)
    return word


def _line(row: Sequence[Word]) -> Line:
    spans = _Spans()
    for word in row:
        for text, look in word.pieces:
            size = look.size
            for face, stretch, width in look.chain.shapes[text]:
                spans.add(stretch, face, look, width * size)
        if word.gap is not None:
            spans.add(" ", word.gap.chain.first, word.gap, 0.0 if word is row[-1] else word.gap_width)
        elif word.is_end and word.pieces:
            spans.add(" ", look.chain.first, look, 0.0)
    made = spans.finished()
    return Line(made, sum(span.width for span in made))


class _Spans:
    """Joins stretches of one face and look."""

    def __init__(self) -> None:
        self._made: list[Span] = []
        self._texts: list[str] = []
        self._width = 0.0
        self._face: Face | None = None
        self._look: Look | None = None

    def add(self, text: str, face: Face, look: Look, width: float) -> None:
        """Take the next stretch."""
        if face is not self._face or look is not self._look:
            self._close()
            self._face, self._look = face, look
        self._texts.append(text)
        self._width += width

    def finished(self) -> tuple[Span, ...]:
        """Return all spans."""
        self._close()
        return tuple(self._made)

    def _close(self) -> None:
        if self._face is not None and self._look is not None:
            self._made.append(Span("".join(self._texts), self._face, self._look, self._width))
        self._texts, self._width = [], 0.0

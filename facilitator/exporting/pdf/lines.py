"""Lines of text: ragged right, broken at spaces; a word too long for the column is broken where it must."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from facilitator.exporting.pdf.faces import Chain, Face
from facilitator.exporting.pdf.type_styles import Colour

TOKENS = re.compile(r"\n| |[^ \n—]+—*|—+")
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
        return self.chain.width_of(text) * self.size


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Span:
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
    is_end: bool = False

    def add(self, text: str, look: Look) -> None:
        """Take more of the word."""
        self.pieces.append(Piece(text, look))
        self.width += look.width_of(text)

    @property
    def gap_width(self) -> float:
        """Return the width of the space after the word."""
        return self.gap.width_of(" ") if self.gap else 0.0


def words(pieces: Sequence[Piece]) -> list[Word]:
    """Cut text into words; several spaces count as one, a newline ends a line."""
    found, word = [], Word([])
    for piece in pieces:
        for token in TOKENS.findall(piece.text):
            if token == " ":
                word.gap = word.gap or piece.look
                continue
            if token == "\n":
                word.is_end = True
                found.append(word)
                word = Word([])
                continue
            if word.pieces and (word.gap or word.pieces[-1].text.endswith("—")):
                found.append(word)
                word = Word([])
            elif not word.pieces:
                word.gap = None
            word.add(token, piece.look)
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
    last.gap, last.is_end = word.gap, word.is_end
    yield last


def _joined(letters: Sequence[tuple[str, Look]]) -> Word:
    word = Word([])
    for look, group in groupby(letters, key=lambda letter: letter[1]):
        word.add("".join(c for c, _ in group), look)
    return word


def _line(row: Sequence[Word]) -> Line:
    spans: list[Span] = []
    for word in row:
        for piece in word.pieces:
            for face, text, width in piece.look.chain.shape(piece.text):
                _append(spans, text, face, piece.look, width * piece.look.size)
        if word.gap:
            is_last = word is row[-1]
            _append(spans, " ", word.gap.chain.first, word.gap, 0.0 if is_last else word.gap_width)
        elif word.is_end and spans:
            _append(spans, " ", spans[-1].look.chain.first, spans[-1].look, 0.0)
    return Line(tuple(spans), sum(span.width for span in spans))


def _append(spans: list[Span], text: str, face: Face, look: Look, width: float) -> None:
    if spans and spans[-1].face is face and spans[-1].look is look:
        last = spans.pop()
        text, width = last.text + text, last.width + width
    spans.append(Span(text, face, look, width))

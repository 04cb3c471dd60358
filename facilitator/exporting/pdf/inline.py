"""Runs of text made ready for drawing: which characters a document uses, and what stands for those no face has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from facilitator.exporting.links import allowed_link
from facilitator.exporting.pdf.faces import Shelf
from facilitator.exporting.pdf.lines import Line, Look, Piece, broken
from facilitator.exporting.pdf.pages import Sheet
from facilitator.exporting.pdf.tags import language_tag
from facilitator.exporting.pdf.type_styles import TEAL, Family, Style
from sessions.document import Block, Origin, Run, Source
from sessions.errors import KnownError

LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")
REPLACEMENT = "\ufffd"
# Spaces, hyphens and dashes that a face may lack, and what looks most like them.
NEAREST = {
    "\u00a0": " ",
    "\u202f": "\u00a0",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u2212": "–",
}
REGIONAL_A = 0x1F1E6  # the flag letters A to Z
RIGHT_TO_LEFT = frozenset({"R", "AL"})
LONGEST_ADDRESS = 32_000  # bytes: PDF/A has no room for more
SMALLEST, LARGEST = 11.3, 26.0  # points on a sheet of large print, where 12 are drawn as 17
URI_SIGNS = "!#$%&'()*+,/:;=?@[]~"


class Repertoire:
    """The characters of a document, each with the text that is drawn for it.

    Made before anything else: what no face has is said at once, all of it, as ``no_face_for``.
    """

    def __init__(self, texts: Iterable[str], shelf: Shelf) -> None:
        self._shelf = shelf
        used = sorted(set(unicodedata.normalize("NFC", "\n".join(texts))))
        drawn = {c: self._drawn(c) for c in used}
        missing = [c for c, text in drawn.items() if text is None]
        if missing:
            scripts = sorted({script_of(c) for c in missing})
            raise KnownError("no_face_for", characters=missing, scripts=scripts)
        self._table = str.maketrans({c: text for c, text in drawn.items() if text is not None and text != c})

    def prepared(self, text: str) -> str:
        """Return text in which every character but the newline can be drawn."""
        return unicodedata.normalize("NFC", text).translate(self._table)

    def _has(self, c: str) -> bool:
        return any(c in face.characters for face in self._shelf.chain("text").faces())

    def _drawn(self, c: str) -> str | None:
        if " " <= c <= "~":
            return c
        if c in LINE_ENDS:
            return "\n"
        if is_unseen(c):
            return ""
        if unicodedata.category(c) in ("Cc", "Cs") or is_nothing(c):
            return " " if c == "\t" else "" if c == "\r" else REPLACEMENT if self._has(REPLACEMENT) else "?"
        if unicodedata.category(c) == "Zs" and c not in NEAREST:
            return " "
        # Faces hold the letters of some scripts written from the right, but here nothing would join or turn them.
        if unicodedata.bidirectional(c) in RIGHT_TO_LEFT:
            return None
        if self._has(c):
            return c
        return self._drawn(NEAREST[c]) if c in NEAREST else named(c)


def is_nothing(c: str) -> bool:
    """Tell the places of Unicode that are never to be a character; some faces draw a blank for them."""
    return ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF


def is_unseen(c: str) -> bool:
    """Tell characters that only steer how others are drawn: selectors, joiners, skin tones, tags, direction marks."""
    return (
        unicodedata.category(c) == "Cf"
        or "\ufe00" <= c <= "\ufe0f"
        or "\U000e0100" <= c <= "\U000e01ef"
        or "\U0001f3fb" <= c <= "\U0001f3ff"
        or c == "\u20e3"
    )


def named(c: str) -> str | None:
    """Return what stands for a sign or emoji that no face has; None for a letter or an unknown character."""
    if REGIONAL_A <= ord(c) < REGIONAL_A + 26:
        return chr(ord("A") + ord(c) - REGIONAL_A)
    name = unicodedata.name(c, "")
    return f"[{name.lower()}]" if name and unicodedata.category(c) in ("So", "Sk") else None


def script_of(c: str) -> str:
    """Return the first word of a character's Unicode name, which for letters is the script."""
    return unicodedata.name(c, "UNKNOWN").split()[0].split("-")[0].title()


def address(link: str) -> str:
    """Return a link as a URI of plain ASCII, which is all that PDF can hold; KnownError if it is not allowed."""
    found = quote(allowed_link(link), safe=URI_SIGNS) if link else ""
    if len(found) > LONGEST_ADDRESS:
        raise KnownError("link_not_allowed", link=link)
    return found


def whole_body(*blocks: Block) -> list[Run]:
    """Return the labels and words of blocks that have no margin, a line each."""
    lines: list[Run] = []
    for block in blocks:
        label = (Run(block.label, Source(Origin.RECORD)),) if block.label.strip() else ()
        for line in (label, block.body):
            if lines and line:
                lines.append(Run("\n", Source(Origin.TEMPLATE)))
            lines += line
    return lines


class Typesetter:
    """Sets runs in the faces of a style."""

    def __init__(
        self, shelf: Shelf, repertoire: Repertoire, language: str = "", sheet: Sheet | None = None
    ) -> None:
        self.sheet = sheet or Sheet()
        self._shelf = shelf
        self._repertoire = repertoire
        self._language = language
        self._looks: dict[tuple[Style, bool, bool, str, str], Look] = {}

    def look(
        self, style: Style, bold: bool = False, italic: bool = False, link: str = "", lang: str = ""
    ) -> Look:
        """Return the look of a style; the same for the same asking, so that neighbours can be joined."""
        key = (style, bold, italic, link, lang)
        if key not in self._looks:
            if self.sheet.is_large:
                # No slopes and no serifs: what is in italics elsewhere is bold here.
                style = replace(style, family=Family.SANS, size=min(max(style.size, SMALLEST), LARGEST))
                bold, italic = bold or italic, False
            elif self.sheet.least > style.size:
                style = replace(style, size=self.sheet.least)
            chain = self._shelf.chain(style.face(bold, italic))
            self._looks[key] = Look(chain, style.size, TEAL if link else style.colour, link, lang)
        return self._looks[key]

    def prepared(self, text: str) -> str:
        """Return text in which every character but the newline can be drawn."""
        return self._repertoire.prepared(text)

    def pieces(self, runs: Sequence[Run], style: Style) -> Iterator[Piece]:
        """Yield the text of the runs with their looks."""
        for run in runs:
            lang = "" if run.lang == self._language else language_tag(run.lang)
            look = self.look(style, run.bold, run.italic, address(run.link), lang)
            yield Piece(self.prepared(run.text), look)

    def lines(
        self, runs: Sequence[Run], style: Style, width: float, *, is_balanced: bool = False
    ) -> list[Line]:
        """Return the lines of the runs in a column."""
        return broken(list(self.pieces(runs, style)), width, is_balanced=is_balanced)

    def plain_lines(self, text: str, style: Style, width: float, *, is_balanced: bool = False) -> list[Line]:
        """Return the lines of a text of one look."""
        return broken([Piece(self.prepared(text), self.look(style))], width, is_balanced=is_balanced)

    def line(self, text: str, style: Style, width: float = float("inf")) -> Line:
        """Return a text as one line, cut with an ellipsis if it is wider than that."""
        text = self.prepared(text).replace("\n", " ")
        look = self.look(style)
        lines = broken([Piece(text, look)], width)
        if not lines:
            return Line((), 0.0)
        if len(lines) > 1:
            lines = broken([Piece(text, look)], width - look.width_of("…"))
            lines = broken([Piece(lines[0].text.rstrip() + "…", look)], float("inf"))
        return lines[0]

"""The cover: whose document it is, its title, and rings of seats drawn from the title itself."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.exporting.pdf.inline import LARGEST, Typesetter
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.pages import Sheet
from facilitator.exporting.pdf.pen import Pen
from facilitator.exporting.pdf.pictures import Gallery
from facilitator.exporting.pdf.strips import baseline
from facilitator.exporting.pdf.tags import Artifact, Kind, Tag
from facilitator.exporting.pdf.type_styles import (
    COVER_DATELINE,
    COVER_NETWORK,
    COVER_SUBTITLE,
    COVER_TITLES,
    DEEP,
    PAPER,
    REED,
    SAND,
    Style,
)
from sessions.document import DocumentTree

TOP = 96.0
BLEED = 9.0  # the ground goes over the edges, or a viewer shows a light line there
LONGEST_TITLE = 300.0  # points; a longer one is set smaller
CLEAR = 34.0  # between the words and the first seat
ABOVE_FOOT = 60.0
SEAT = 8.0  # diameter of a dot
LOGO_WIDTH, LOGO_HEIGHT, LOGO_PAD = 120.0, 56.0, 14.0
SPACING = 17.0  # between rings, and between seats of a ring
TAKEN = 0.075  # how many seats are lit

Seat = tuple[float, float]


def draw_cover(pen: Pen, tree: DocumentTree, typesetter: Typesetter, section: Tag) -> None:
    """Fill the first page; its words belong to the section."""
    document, sheet = tree.document, typesetter.sheet
    text_width = sheet.width - 2 * sheet.margin_x
    pen.box(-BLEED, -BLEED, sheet.width + 2 * BLEED, sheet.height + 2 * BLEED, DEEP)
    pen.box(sheet.margin_x, TOP - 22, 56, 2.5, SAND)
    _logo(pen, tree, sheet)
    words = _Words(pen, section, sheet)
    words.set(typesetter.plain_lines(network_of(tree), COVER_NETWORK, text_width), COVER_NETWORK, 26)
    words.set(*_title(typesetter, document.title, text_width), 14, Kind.HEADING)
    subtitle = typesetter.plain_lines(document.subtitle, COVER_SUBTITLE, text_width * 0.85, is_balanced=True)
    words.set(subtitle, COVER_SUBTITLE, 16)
    words.set(typesetter.plain_lines(document.dateline, COVER_DATELINE, text_width), COVER_DATELINE, 0)
    free, taken = seats(document.title, words.y + CLEAR, sheet)
    pen.dots(free, SEAT, REED)
    pen.dots(taken, SEAT + 1, SAND)


def network_of(tree: DocumentTree) -> str:
    """Return whose document it is: its byline, after the name of the network where that does not say it."""
    name, byline = tree.house.name.strip(), tree.document.byline
    return byline if name.casefold() in byline.casefold() else f"{name}\n{byline}".strip()


def _logo(pen: Pen, tree: DocumentTree, sheet: Sheet) -> None:
    """Draw the logo on a tab of paper at the head of the page; the name beside it says the same in words."""
    image = Gallery(tree.pictures).image(tree.house.logo, network_of(tree) or tree.document.title, LOGO_WIDTH)
    if image is None:
        return
    share = min(LOGO_WIDTH / image.width, LOGO_HEIGHT / image.height)
    width, height = image.width * share, image.height * share
    x = sheet.width - sheet.margin_x - width - 2 * LOGO_PAD
    pen.box(x, -BLEED, width + 2 * LOGO_PAD, BLEED + height + 2 * LOGO_PAD, PAPER)
    pen.image((x + LOGO_PAD, LOGO_PAD, width, height), image, Artifact.DECORATION)


def _title(typesetter: Typesetter, title: str, width: float) -> tuple[list[Line], Style]:
    """Return the title in the largest size that leaves the motif its place."""
    most = LARGEST if typesetter.sheet.is_large else COVER_TITLES[0].size
    for style in (style for style in COVER_TITLES if style.size <= most):
        lines = typesetter.plain_lines(title, style, width, is_balanced=True)
        if len(lines) * style.leading <= LONGEST_TITLE:
            break
    return lines, style


@dataclass(slots=True)
class _Words:
    """Sets the words of the cover one below the other."""

    pen: Pen
    section: Tag
    sheet: Sheet
    y: float = TOP

    def set(self, lines: list[Line], style: Style, below: float, kind: Kind = Kind.PARAGRAPH) -> None:
        """Draw lines; what would fall off the page is left to the file's own title."""
        tag = self.section.add(kind, level=1)
        for line in lines:
            if self.y + style.leading > self.sheet.height - ABOVE_FOOT:
                break
            self.pen.line(self.sheet.margin_x, self.y + baseline(style), line, tag)
            self.y += style.leading
        self.y += below


def seats(title: str, top: float, sheet: Sheet | None = None) -> tuple[list[Seat], list[Seat]]:
    """Return free and taken seats in rings around tables; the same title always makes the same pattern."""
    dice = random.Random(int.from_bytes(hashlib.sha256(title.encode("utf-8", "replace")).digest()[:8], "big"))
    sheet = sheet or Sheet()
    centre = (sheet.width * dice.uniform(0.3, 0.7), sheet.height * dice.uniform(0.8, 0.95))
    rings = int((centre[1] - top) / SPACING)
    free: list[Seat] = []
    taken: list[Seat] = []
    for ring in range(2, max(rings, 2)):
        for x, y in _ring(dice, centre, ring):
            is_taken = dice.random() < TAKEN
            if -SEAT < x < sheet.width + SEAT and y < sheet.height + SEAT:
                (taken if is_taken else free).append((x, y))
    return free, taken


def _ring(dice: random.Random, centre: Seat, ring: int) -> Iterator[Seat]:
    """Yield the seats of a ring, with a way in."""
    radius = ring * SPACING
    count = round(2 * math.pi * radius / (SPACING * 1.15))
    turn = dice.uniform(0, 2 * math.pi)
    way_in = dice.uniform(0.03, 0.14)
    for seat in range(count):
        if seat / count < way_in:
            continue
        angle = turn + 2 * math.pi * seat / count
        yield centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)

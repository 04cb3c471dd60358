"""A document tree in, the bytes of a PDF out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.exporting.pdf.blocks import WRITERS
from facilitator.exporting.pdf.cover import draw_cover
from facilitator.exporting.pdf.faces import Faces, Shelf
from facilitator.exporting.pdf.facts import Facts
from facilitator.exporting.pdf.finishing import Drawn, finished
from facilitator.exporting.pdf.front import ON_ONE_PAGE, cover_pages, head
from facilitator.exporting.pdf.house import shades_of
from facilitator.exporting.pdf.inline import Repertoire, Typesetter
from facilitator.exporting.pdf.pages import Page, Placed, Preset, filled, sheet_for
from facilitator.exporting.pdf.pen import Pen
from facilitator.exporting.pdf.story import Keep, Story
from facilitator.exporting.pdf.strips import Box, Drawing, Ground, Jump, Mark, PageOf, Stroke, Text
from facilitator.exporting.pdf.tags import UNKNOWN_LANGUAGE, Artifact, Kind, Owner, Tag, language_tag
from facilitator.exporting.pdf.type_styles import FOOTER, FOOTER_NUMBER, HAIR, MARK, MARK_ON_COVER, Style
from facilitator.exporting.wording import CHECKING_COPY, CONTENTS, base_line
from sessions.document import DocumentTree
from sessions.errors import KnownError

NUMBER_WIDTH = 65.0  # of the number of a page with the white before it
LONGEST_FACT = 1_000  # characters of a title in the file's own description; PDF/A stops at 32,767 bytes
LONGEST = 5_000_000  # characters: four thousand pages, and memory for them
UNTITLED = "Untitled"
GENERATED = "0123456789%•…" + CONTENTS + CHECKING_COPY
MARK_Y = 44.0  # baseline of what marks a page, from its top

Told = Callable[[int, int], None]
"""Is told how many pages are drawn, of how many."""


def write_pdf(
    tree: DocumentTree,
    faces: Faces,
    *,
    made_at: datetime | None = None,
    mark: str = "",
    preset: Preset = Preset.STANDARD,
    drawn: Told | None = None,
) -> bytes:
    """Return the document as a PDF; ``made_at`` (UTC if it names no zone) is the date in its properties.

    ``mark`` stands at the head of every page. Without a date the file has none, unless SOURCE_DATE_EPOCH gives one.
    Raise KnownError ``no_face_for`` if the faces lack characters of the document, ``typeface_unreadable`` if one of
    them is missing, ``link_not_allowed`` if it leads where it must not, ``picture_unreadable`` or
    ``picture_too_large``, ``document_too_long``; DomainError as ``shades_of`` does; ValueError if a block is of an
    unknown type.
    """
    return finished(_drawn(tree, typesetter_for(tree, faces, preset), made_at or _source_date(), mark, drawn))


def _drawn(
    tree: DocumentTree, typesetter: Typesetter, made_at: datetime | None, mark: str, told: Told | None
) -> Drawn:
    """Return the pages as a file; faces, lines and strips are let go before the last pass needs memory."""
    root = Tag(Kind.DOCUMENT)
    cover = root.add(Kind.SECTION) if cover_pages(tree.document) else None
    pages = lay_out(tree, typesetter, root)
    return _Writer(tree, typesetter, pages, root, mark).drawn(cover, made_at, told)


def typesetter_for(tree: DocumentTree, faces: Faces, preset: Preset = Preset.STANDARD) -> Typesetter:
    """Return a typesetter that has a face for every character of the document."""
    return typesetter_from(tree, Shelf(faces), preset)


def typesetter_from(tree: DocumentTree, shelf: Shelf, preset: Preset = Preset.STANDARD) -> Typesetter:
    """Return the same from faces that are open already. Raises KnownError ``document_too_long``."""
    if sum(len(run.text) for node in tree.walk() for run in node.block.body) > LONGEST:
        raise KnownError("document_too_long", most=LONGEST)
    kind = tree.document.kind
    sheet = sheet_for(preset, is_wide=not cover_pages(tree.document), is_dense=kind in ON_ONE_PAGE)
    return Typesetter(shelf, Repertoire(_texts(tree), shelf), tree.document.language, sheet)


def lay_out(
    tree: DocumentTree, typesetter: Typesetter, root: Tag | None = None, kept: Keep | None = None
) -> list[Page]:
    """Return the pages after the cover: which strip stands where; ``root`` is given the logical structure."""
    top = None if cover_pages(tree.document) else head
    story = Story(tree, typesetter, WRITERS, root or Tag(Kind.DOCUMENT), kept=kept, head=top)
    sheet = typesetter.sheet
    return filled(story.told(), sheet.depth, sheet.white)


def plain_pages(
    tree: DocumentTree, typesetter: Typesetter, pages: Sequence[Page], first: int, last: int
) -> bytes:
    """Return some pages, the cover being the first, as a PDF without structure, links, outline or finish."""
    pen = Pen(shades_of(tree.house), is_tagged=False, sheet=typesetter.sheet)
    return _Writer(tree, typesetter, pages, Tag(Kind.DOCUMENT), "", pen=pen).some(first, last)


def _source_date() -> datetime | None:
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None


def _texts(tree: DocumentTree) -> Iterator[str]:
    """Yield every text that is drawn."""
    document = tree.document
    front = (document.title, document.subtitle, document.byline, document.dateline)
    yield from (GENERATED, tree.house.name, *front)
    for node in tree.walk():
        yield node.block.text
        yield node.block.label
    for poll in tree.polls.values():
        yield base_line(poll)
        yield from (option.text for option in poll.options)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block begins: the name links use, and the page."""

    name: str
    page: int


class _Writer:
    """Draws filled pages; every page number is known before the first is drawn."""

    def __init__(
        self,
        tree: DocumentTree,
        typesetter: Typesetter,
        pages: Sequence[Page],
        root: Tag,
        mark: str,
        *,
        pen: Pen | None = None,
    ) -> None:
        self._tree = tree
        self._document = tree.document
        self._typesetter = typesetter
        self._pages = pages
        self._before = cover_pages(tree.document)
        self._places = _places(pages, self._before)
        self._title = self._one_line(tree.document.title)
        sheet = self._sheet = typesetter.sheet
        self._right = sheet.column_x + sheet.column_width
        self._wide = self._right - sheet.margin_x
        self._running_title = typesetter.line(tree.document.title, FOOTER, self._wide - NUMBER_WIDTH)
        self._mark_words = mark
        self._root = root
        self._pen = pen or Pen(shades_of(tree.house), sheet=typesetter.sheet)

    def drawn(self, cover: Tag | None, made_at: datetime | None, told: Told | None = None) -> Drawn:
        """Return the file as it is before the last pass."""
        document = self._document
        author, subject = map(self._one_line, (document.byline, document.subtitle))
        language = language_tag(document.language) or UNKNOWN_LANGUAGE
        facts = Facts(self._title or author or subject or UNTITLED, author, subject, language, made_at)
        # Who listens hears what marks the pages once; who looks sees it on every page.
        if cover is not None:
            draw_cover(self._pen, self._tree, self._typesetter, cover)
            self._head(MARK_ON_COVER, cover.add(Kind.PARAGRAPH))
            self._pen.end_page()
        heard = self._root.add(Kind.PARAGRAPH) if cover is None and self._mark_words else Artifact.HEADER
        depth = 0
        for number, page in enumerate(self._pages, self._before + 1):
            depth = self._page(page, number, depth)
            self._head(MARK, heard if number == 1 else Artifact.HEADER)
            self._pen.end_page()
            if told is not None:
                told(number, self._before + len(self._pages))
        return self._pen.drawn(self._root, facts)._replace(cover_pages=self._before)

    def some(self, first: int, last: int) -> bytes:
        """Return pages as they look, and nothing else of the file."""
        if first <= self._before:
            draw_cover(self._pen, self._tree, self._typesetter, Tag(Kind.SECTION))
            self._pen.end_page()
        for number, page in enumerate(self._pages, self._before + 1):
            if first <= number <= last:
                self._page(page, number, 0)
                self._pen.end_page()
        return self._pen.plain()

    def _one_line(self, text: str) -> str:
        line = " ".join(self._typesetter.prepared(text).split())
        return line if len(line) <= LONGEST_FACT else line[:LONGEST_FACT] + "…"

    def _page(self, page: Page, number: int, depth: int) -> int:
        """Draw one page; return how deep in the outline it ends."""
        self._grounds(page.placed)
        for placed in page.placed:
            strip, y = placed.strip, self._sheet.top + placed.y
            for block in strip.blocks:
                self._pen.place(self._places[block].name, y - 12)
            if strip.anchor and strip.blocks:
                depth = min(strip.anchor.level, depth + 1)
                name = self._places[strip.blocks[0]].name
                self._pen.outline(self._one_line(strip.anchor.title), name, depth - 1)
            for mark in strip.marks:
                self._mark(mark, y)
        self._footer(number)
        return depth

    def _head(self, style: Style, owner: Owner) -> None:
        """Write what marks the page, if anything does."""
        if self._mark_words:
            line = self._typesetter.line(self._mark_words, style, self._wide)
            self._pen.line(self._sheet.margin_x, MARK_Y, line, owner)

    def _grounds(self, placed: Sequence[Placed]) -> None:
        """Draw each tint and rule once, from the first of its strips on the page to the last."""
        spans: dict[Ground, tuple[float, float]] = {}
        for one in placed:
            for ground in one.strip.grounds:
                top, _ = spans.get(ground, (one.y, 0.0))
                spans[ground] = (top, one.y + one.strip.height)
        for ground, (top, end) in spans.items():
            y, height = self._sheet.top + top - ground.outset, end - top + 2 * ground.outset
            self._pen.box(self._sheet.column_x + ground.x, y, ground.width, height, ground.colour)

    def _mark(self, mark: Mark, top: float) -> None:
        left = self._sheet.column_x
        x, y = (left, top) if isinstance(mark, Stroke) else (left + mark.x, top + mark.y)
        match mark:
            case Text():
                self._pen.line(x, y, mark.line, mark.owner)
            case Box():
                self._pen.box(x, y, mark.width, mark.height, mark.colour, owner=mark.owner)
            case Drawing():
                self._pen.image((x, y, mark.width, mark.height), mark.image, mark.owner)
            case Stroke():
                self._pen.stroke(x, y, mark)
            case PageOf():
                place = self._places.get(mark.block)
                line = self._typesetter.line(str(place.page) if place else "", mark.style)
                self._pen.line(x - line.width, y, line, mark.owner)
            case Jump():
                place = self._places.get(mark.block)
                if place:
                    area = (x, y, mark.width, mark.height)
                    title = f"{self._one_line(mark.title)}, page {place.page}"
                    self._pen.link_in(area, place.name, title, mark.owner)

    def _footer(self, number: int) -> None:
        left, y = self._sheet.margin_x, self._sheet.height - self._sheet.footer_y
        self._pen.box(left, y - 18, self._wide, 0.6, HAIR, owner=Artifact.FOOTER)
        self._pen.line(left, y, self._running_title, Artifact.FOOTER)
        figure = self._typesetter.line(str(number), FOOTER_NUMBER)
        self._pen.line(self._right - figure.width, y, figure, Artifact.FOOTER)


def _places(pages: Sequence[Page], before: int) -> dict[str, _Place]:
    """Give the blocks names that hold in this file only.

    An id of the archive would tell the minute in which a quotation was noted.
    """
    places: dict[str, _Place] = {}
    for number, page in enumerate(pages, before + 1):
        for placed in page.placed:
            for block in placed.strip.blocks:
                places.setdefault(block, _Place(f"b{len(places) + 1}", number))
    return places

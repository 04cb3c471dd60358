"""The blocks of a document as parts of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import Final

from facilitator.exporting.docx_bookmarks import Marks, Place, Said, bookmark_of
from facilitator.exporting.docx_figures import Counted, counted
from facilitator.exporting.docx_inline import Typist, plain, unlinked
from facilitator.exporting.docx_parts import PageBreak, Paragraph, Part, SectionEnd, Table
from facilitator.exporting.docx_styles import BULLETS, COLUMN, NUMBERS, PAGE, STEP
from facilitator.exporting.runs import by_type
from facilitator.exporting.wording import CONTENTS, CONTENTS_LEVELS, in_contents, is_printed_heading
from sessions.document import Block, BlockType, DocumentTree, Node

DEEPEST_HEADING: Final = 3
SHARES: Final[Mapping[BlockType, tuple[int, ...]]] = MappingProxyType(
    {BlockType.ACTIONS: (50, 28, 22), BlockType.AGENDA: (18, 52, 30)}
)
TIME_SHARE: Final = 18  # of the first column of an agenda, whatever number there are
ABOVE_HEADING: Final = 480
FIGURES_ABREAST: Final = 3
CELL_MARGIN: Final = 142
TALLEST_PICTURE: Final = PAGE[1] * 6 // 10
Draw = Callable[[str, str, int, int], str]
"""From a picture's sha256, its alt text and the most that it may be wide and tall, to a run that shows it."""

_TITLED: Final = frozenset(
    {
        BlockType.IMAGE,
        BlockType.FINDINGS,
        BlockType.ACKNOWLEDGEMENTS,
        BlockType.DEDICATION,
        BlockType.CALL,
    }
)
"""Blocks whose label is no label in the margin."""


class Blocks:
    """Writes blocks; counts lists, headings and bookmarks, and knows how deep in lists and cells it is."""

    def __init__(self, tree: DocumentTree, typist: Typist, draw: Draw) -> None:
        self._tree = tree
        self._typist = typist
        self._draw = draw
        self._headings = 0
        self._marks = Marks()
        self._depth = 0
        self._cells = 0
        self._width = COLUMN  # of what is written now
        self.numbered: list[int] = []  # lists that begin at one
        self._ways: Mapping[BlockType, Callable[[Node], list[Part]]] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: partial(self._prose, style="Standfirst"),
            BlockType.PARAGRAPH: self._prose,
            BlockType.BULLETS: self._bullets,
            BlockType.NUMBERED: self._numbered,
            BlockType.KEY_MESSAGES: self._key_messages,
            BlockType.PULL_QUOTE: partial(self._prose, style="IntenseQuote"),
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: partial(self._prose, style="Attribution"),
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._rows,
            BlockType.AGENDA: self._rows,
            BlockType.TABLE: self._rows,
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._prose,
            BlockType.PEOPLE: self._people,
            BlockType.ITEM: self._prose,
            BlockType.SOURCE: partial(self._prose, style="Source"),
            BlockType.FIGURES: self._figures,
            BlockType.FINDINGS: self._findings,
            BlockType.LINKS: self._links,
            BlockType.VERSE: partial(self._prose, style="Verse"),
            BlockType.IMAGE: self._image,
            BlockType.ACKNOWLEDGEMENTS: partial(self._titled, style="Acknowledgements"),
            BlockType.DEDICATION: partial(self._titled, style="Dedication"),
            BlockType.CALL: partial(self._titled, style="Call"),
            BlockType.PAGE_BREAK: self._page_break,
            BlockType.CALLOUT: partial(self._prose, style="Callout"),
            BlockType.CONTENTS: self._contents,
            BlockType.SIGN_OFF: partial(self._prose, style="SignOff"),
        }

    @property
    def said(self) -> Mapping[str, Said]:
        """Return what was written within bookmarks, by their names and in reading order."""
        return self._marks.said

    def front(self) -> list[Part]:
        """Return what stands above the text: title, subtitle, whose it is, where and when it was."""
        document = self._tree.document
        shown = (
            ("Title", document.title),
            ("Subtitle", document.subtitle),
            ("Byline", document.byline),
            ("Dateline", document.dateline),
        )
        return [
            Paragraph(style, self._told(document.id, Place.COVER, at, text.strip()))
            for at, (style, text) in enumerate(shown)
            if text.strip()
        ]

    def flow(self, nodes: Sequence[Node]) -> list[Part]:
        """Return blocks one after the other."""
        return [part for node in nodes for part in self._block(node)]

    def _block(self, node: Node) -> list[Part]:
        label = [] if node.block.type in _TITLED else self._label(node.block)
        made = self._way(node)(node)
        if label and made and isinstance(made[0], Paragraph):
            # A label stands where its block would have stood, and the block close below it.
            made[0] = replace(made[0], before=0)
            if is_printed_heading(node.block):
                label[0] = replace(label[0], before=ABOVE_HEADING)
        return [*label, *made]

    def _way(self, node: Node) -> Callable[[Node], list[Part]]:
        way = self._ways.get(node.block.type)
        if way is None:
            raise ValueError(f"no way to write a block of type {node.block.type!r} for Word")
        return way

    def _heading(self, node: Node) -> list[Part]:
        block = node.block
        if not is_printed_heading(block):
            return self.flow(node.children)
        self._headings += 1
        # The level is as it is kept, even below a gap: Word makes its contents of the levels.
        level = min(max(block.level, 1), DEEPEST_HEADING)
        words = self._marks.named(_anchor(self._headings), self._typist.inline(block.body))
        return [Paragraph(f"Heading{level}", self._kept(block, words)), *self.flow(node.children)]

    def _contents(self, node: Node) -> list[Part]:
        """Return a field of Word's own with the headings as it would list them; it puts the pages in when asked."""
        block = node.block
        words = self._typist.inline(block.body) if block.text.strip() else plain(CONTENTS)
        printed = (each.block for each in self._tree.walk() if is_printed_heading(each.block))
        numbers = {id(heading): number for number, heading in enumerate(printed, 1)}
        entries = [_entry(heading, numbers[id(heading)]) for heading in in_contents(self._tree)]
        if entries:
            entries[0].content = _FIELD_START + entries[0].content
            entries[-1].content += _FIELD_END
        title = self._kept(block, words, block.text if block.text.strip() else CONTENTS)
        return [Paragraph("TOCHeading", title), *entries, *self.flow(node.children)]

    def _prose(self, node: Node, style: str = "Normal") -> list[Part]:
        return [*self._words(node.block, style), *self.flow(node.children)]

    def _bullets(self, node: Node) -> list[Part]:
        return [*self._words(node.block), *self._listed(node, "ListBullet", BULLETS)]

    def _numbered(self, node: Node) -> list[Part]:
        return [*self._words(node.block), *self._listed(node, "ListNumber", self._next_list())]

    def _key_messages(self, node: Node) -> list[Part]:
        title = self._words(node.block, "PanelTitle")
        return [*title, *self._listed(node, "KeyMessage", self._next_list())]

    def _links(self, node: Node) -> list[Part]:
        return [*self._words(node.block, "PanelTitle"), *self._listed(node, "LinkItem", BULLETS)]

    def _next_list(self) -> int:
        self.numbered.append(NUMBERS + 1 + len(self.numbered))
        return self.numbered[-1]

    def _listed(self, node: Node, style: str, number: int) -> list[Part]:
        """Return items of a list; what hangs from an item is set in below it."""
        parts: list[Part] = []
        for child in node.children:
            if child.block.type is not BlockType.ITEM:
                parts += self._block(child)
                continue
            words = self._kept(child.block, self._typist.inline(child.block.body))
            parts += self._label(child.block)
            parts.append(Paragraph(style, words, number, self._depth))
            self._depth += 1
            parts += self.flow(child.children)
            self._depth -= 1
        return parts

    def _people(self, node: Node) -> list[Part]:
        """Return people in a section of two columns, which a cell cannot hold."""
        parts = self._words(node.block)
        for are_items, same in by_type(node.children, BlockType.ITEM):
            if not are_items:
                parts += self.flow(same)
                continue
            made = [
                part for item in same for part in (*self._label(item.block), *self._prose(item, "Person"))
            ]
            parts += made if self._cells else [SectionEnd(1), *made, SectionEnd(2)]
        return parts

    def _quote_wall(self, node: Node) -> list[Part]:
        parts = self._words(node.block, "PanelTitle")
        for child in node.children:
            if child.block.type is BlockType.ITEM:
                parts += [*self._label(child.block), *self._prose(child, "Quote")]
            else:
                parts += self._block(child)
        return parts

    def _titled(self, node: Node, style: str) -> list[Part]:
        """Return a paragraph below its title."""
        return [*self._label(node.block, f"{style}Title"), *self._prose(node, style)]

    def _findings(self, node: Node) -> list[Part]:
        """Return a panel: paragraphs on one ground, each finding with its source."""
        parts = [*self._label(node.block, "FindingsTitle"), *self._words(node.block, "Finding")]
        for child in node.children:
            if child.block.type is not BlockType.ITEM:
                parts += self._block(child)
                continue
            parts += [*self._label(child.block), *self._words(child.block, "Finding")]
            for source in child.children:
                is_source = source.block.type is BlockType.SOURCE
                parts += (
                    [*self._label(source.block), *self._prose(source, "FindingSource")]
                    if is_source
                    else self._block(source)
                )
        return parts

    def _figures(self, node: Node) -> list[Part]:
        """Return figures at a glance, a cell each: the number, and below it what it counts."""
        parts = self._words(node.block, "PanelTitle")
        for are_items, same in by_type(node.children, BlockType.ITEM):
            parts += [self._glance(same, node.block.text)] if are_items else self.flow(same)
        return parts

    def _glance(self, items: Sequence[Node], title: str) -> Table:
        abreast = 2 if len(items) in (2, 4) else min(len(items), FIGURES_ABREAST)
        with self._in_cells(abreast):
            cells = [
                [*self._label(item.block, "FigureNumber"), *self._prose(item, "FigureText")] for item in items
            ]
        rows = [cells[at : at + abreast] for at in range(0, len(cells), abreast)]
        heads = ", ".join(" ".join(item.block.label.split()) for item in items)
        return Table(rows, (1,) * abreast, False, title or heads, heads if title else "", "Figures")

    def _image(self, node: Node) -> list[Part]:
        """Return a picture with what stands below it; one that is nowhere is told in the words for it."""
        block = node.block
        if block.about in self._tree.pictures:
            indent = self._depth * STEP
            drawn = self._draw(block.about, block.text, max(self._width - indent, STEP), TALLEST_PICTURE)
            said = Said(bookmark_of(block.id), block.id, Place.WORDS, block.text, is_picture=True)
            shown: list[Part] = [Paragraph("Picture", self._marks.around(said, drawn), indent=indent)]
        else:
            shown = self._words(block)
        return [*shown, *self._label(block, "PictureCaption"), *self.flow(node.children)]

    def _page_break(self, node: Node) -> list[Part]:
        ended: list[Part] = [] if self._cells else [PageBreak()]
        return [*ended, *self._prose(node)]

    def _poll(self, node: Node) -> list[Part]:
        block = node.block
        poll = self._tree.polls.get(block.about)
        parts = self._words(block, "Caption")
        if poll is not None:
            parts += self._results(
                counted(poll, block.form, self._tree.polls), block, block.text or poll.question
            )
        return [*parts, *self.flow(node.children)]

    def _rows(self, node: Node) -> list[Part]:
        parts = self._words(node.block, "TableTitle")
        has_header = True
        for are_rows, same in by_type(node.children, BlockType.ROW):
            if not are_rows:
                parts += self.flow(same)
                continue
            parts.append(self._table(same, node.block, has_header=has_header))
            has_header = False
        return parts

    def _lone_row(self, node: Node) -> list[Part]:
        alone = replace(node, block=replace(node.block, label=""))
        return [self._table([alone], replace(node.block, body=()), has_header=False)]

    def _table(self, rows: Sequence[Node], block: Block, *, has_header: bool) -> Table:
        width = max(1, *(len(row.children) for row in rows))
        with self._in_cells(width):
            made = [self._row(row, is_header=has_header and not at) for at, row in enumerate(rows)]
        heads = ", ".join(cell.block.text for cell in rows[0].children) if has_header else ""
        return Table(made, _shares(block.type, width), has_header, block.text or heads)

    @contextmanager
    def _in_cells(self, abreast: int) -> Iterator[None]:
        """Write into cells: no list goes on into them, and they are narrow."""
        kept = self._depth, self._width
        self._depth, self._width = 0, self._width // abreast - CELL_MARGIN
        self._cells += 1
        yield
        self._cells -= 1
        self._depth, self._width = kept

    def _row(self, row: Node, *, is_header: bool) -> list[list[Part]]:
        """Return the cells of a row; words of its own and its label stand in its first cell."""
        style = "TableHeading" if is_header else "TableText"
        cells = [self._cell(cell, style) for cell in row.children] or [[]]
        cells[0] = [*self._label(row.block), *self._words(row.block, style), *cells[0]]
        return cells

    def _cell(self, node: Node, style: str) -> list[Part]:
        if node.block.type is not BlockType.CELL:
            return self._block(node)
        return [*self._label(node.block), *self._prose(node, style)]

    def _label(self, block: Block, style: str = "Label") -> list[Paragraph]:
        if not block.label.strip():
            return []
        words = self._told(block.id, Place.LABEL, 0, block.label)
        return [Paragraph(style, words, indent=self._depth * STEP)]

    def _words(self, block: Block, style: str = "Normal") -> list[Part]:
        """Return the words of the block itself, children apart."""
        if not block.text.strip():
            return []
        words = self._kept(block, self._typist.inline(block.body))
        return [Paragraph(style, words, indent=self._depth * STEP)]

    def _results(self, found: Counted, block: Block, question: str) -> list[Part]:
        """Return what was answered as a table, a row an answer; without figures, as a list."""
        numbers = count(1)

        def told(text: str) -> str:
            return self._told(block.id, Place.FIGURES, next(numbers), text)

        if not found.rows:
            listed = [Paragraph("ListBullet", told(answer), BULLETS) for answer in found.answers]
            return [*listed, Paragraph("Base", told(found.base))]
        rows: list[list[list[Part]]] = [
            [[Paragraph("TableText" if at else "TableHeading", told(text))] for text in row]
            for at, row in enumerate(found.rows)
        ]
        return [
            Table(rows, found.shares, True, question, found.base),
            Paragraph("Base", told(found.base)),
        ]

    def _told(self, name: str, place: Place, number: int, text: str) -> str:
        """Return plain words within a bookmark of their own."""
        block = "" if place is Place.COVER else name
        words = plain(text)
        return (
            self._marks.around(Said(bookmark_of(name, place, number), block, place, text), words)
            if words
            else ""
        )

    def _kept(self, block: Block, words: str, text: str = "") -> str:
        """Return words within the bookmark of their block; ``text`` says them where they are not the block's."""
        return self._marks.around(
            Said(bookmark_of(block.id), block.id, Place.WORDS, text or block.text), words
        )


_FIELD_START: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _anchor(number: int) -> str:
    return f"_Toc{number:09d}"


def _entry(heading: Block, number: int) -> Paragraph:
    """Return a line of the contents: without the session's label, which Word would leave out as well."""
    style = "TOC1" if heading.level <= 1 else "TOC2"
    link = f'<w:hyperlink w:anchor="{_anchor(number)}" w:history="1">{unlinked(heading.body)}</w:hyperlink>'
    return Paragraph(style, link)


def _shares(kind: BlockType, width: int) -> tuple[int, ...]:
    """Return how wide the columns of a table are to each other."""
    known = SHARES.get(kind, ())
    if width == len(known):
        return known
    if kind is BlockType.AGENDA and width > 1:
        return (TIME_SHARE * (width - 1), *[100 - TIME_SHARE] * (width - 1))
    return (1,) * width

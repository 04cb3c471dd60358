"""The blocks of a document as parts of a Word document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Final

from facilitator.exporting.docx_inline import Typist, plain, unlinked
from facilitator.exporting.docx_parts import Paragraph, Part, SectionEnd, Table
from facilitator.exporting.docx_styles import BULLETS, NUMBERS, STEP
from facilitator.exporting.runs import by_type
from facilitator.exporting.wording import (
    ANSWER,
    CONTENTS,
    CONTENTS_LEVELS,
    NUMBER,
    SHARE,
    base_line,
    figures,
    in_contents,
    is_printed_heading,
)
from sessions.document import Block, BlockType, Document, DocumentTree, Node
from sessions.polls import Poll

DEEPEST_HEADING: Final = 3
LONGEST_NAME: Final = 40  # of a bookmark
ACTION_SHARES: Final = (50, 28, 22)


def bookmark_of(block_id: str) -> str:
    """Return the name of the bookmark around a block's words, by which edits made in Word can be read back.

    A bookmark that begins with ``_`` is hidden and stays with its words while they are edited, moved and saved. Word
    makes paragraph ids (w14:paraId) anew as it likes, and no longer keeps custom XML around a paragraph.
    """
    return ("_b_" + re.sub(r"[^0-9A-Za-z]", "", block_id))[:LONGEST_NAME]


class Blocks:
    """Writes blocks; counts lists, headings and bookmarks, and knows how deep in lists and cells it is."""

    def __init__(self, tree: DocumentTree, typist: Typist) -> None:
        self._tree = tree
        self._typist = typist
        self._headings = 0
        self._marks = count(1)
        self._marked: set[str] = set()
        self._depth = 0
        self._cells = 0
        self.numbered: list[int] = []  # lists that begin at one
        self._ways: Mapping[BlockType, Callable[[Node], list[Part]]] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: partial(self._prose, style="Standfirst"),
            BlockType.PARAGRAPH: self._prose,
            BlockType.BULLETS: self._bullets,
            BlockType.KEY_MESSAGES: self._key_messages,
            BlockType.PULL_QUOTE: partial(self._prose, style="IntenseQuote"),
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: partial(self._prose, style="Attribution"),
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._actions,
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._prose,
            BlockType.PEOPLE: self._people,
            BlockType.ITEM: self._prose,
            BlockType.CALLOUT: partial(self._prose, style="Callout"),
            BlockType.CONTENTS: self._contents,
            BlockType.SIGN_OFF: partial(self._prose, style="SignOff"),
        }

    def flow(self, nodes: Sequence[Node]) -> list[Part]:
        """Return blocks one after the other."""
        return [part for node in nodes for part in self._block(node)]

    def _block(self, node: Node) -> list[Part]:
        return [*self._label(node.block), *self._way(node)(node)]

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
        words = self._bookmarked(_anchor(self._headings), self._typist.inline(block.body))
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
        return [Paragraph("TOCHeading", self._kept(block, words)), *entries, *self.flow(node.children)]

    def _prose(self, node: Node, style: str = "Normal") -> list[Part]:
        return [*self._words(node.block, style), *self.flow(node.children)]

    def _bullets(self, node: Node) -> list[Part]:
        return [*self._words(node.block), *self._listed(node, "ListBullet", BULLETS)]

    def _key_messages(self, node: Node) -> list[Part]:
        self.numbered.append(NUMBERS + 1 + len(self.numbered))
        title = self._words(node.block, "PanelTitle")
        return [*title, *self._listed(node, "KeyMessage", self.numbered[-1])]

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

    def _poll(self, node: Node) -> list[Part]:
        poll = self._tree.polls.get(node.block.about)
        parts = self._words(node.block, "Caption")
        if poll is not None:
            parts += _results(poll, node.block.text or poll.question)
            parts.append(Paragraph("Base", plain(base_line(poll))))
        return [*parts, *self.flow(node.children)]

    def _actions(self, node: Node) -> list[Part]:
        parts = self._words(node.block)
        has_header = True
        for are_rows, same in by_type(node.children, BlockType.ROW):
            if not are_rows:
                parts += self.flow(same)
                continue
            parts.append(self._table(same, node.block.text, has_header=has_header))
            has_header = False
        return parts

    def _lone_row(self, node: Node) -> list[Part]:
        return [self._table([replace(node, block=replace(node.block, label=""))], "", has_header=False)]

    def _table(self, rows: Sequence[Node], title: str, *, has_header: bool) -> Table:
        width = max(1, *(len(row.children) for row in rows))
        shares = ACTION_SHARES if width == len(ACTION_SHARES) else (1,) * width
        self._cells += 1
        depth, self._depth = self._depth, 0
        made = [self._row(row, is_header=has_header and not at) for at, row in enumerate(rows)]
        self._depth = depth
        self._cells -= 1
        heads = ", ".join(cell.block.text for cell in rows[0].children) if has_header else ""
        return Table(made, shares, has_header, title or heads)

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

    def _label(self, block: Block) -> list[Part]:
        if not block.label.strip():
            return []
        return [Paragraph("Label", plain(block.label), indent=self._depth * STEP)]

    def _words(self, block: Block, style: str = "Normal") -> list[Part]:
        """Return the words of the block itself, children apart."""
        if not block.text.strip():
            return []
        words = self._kept(block, self._typist.inline(block.body))
        return [Paragraph(style, words, indent=self._depth * STEP)]

    def _kept(self, block: Block, words: str) -> str:
        """Return words within the bookmark of their block; where a block comes twice, the first has it."""
        name = bookmark_of(block.id)
        if name in self._marked:
            return words
        self._marked.add(name)
        return self._bookmarked(name, words)

    def _bookmarked(self, name: str, words: str) -> str:
        number = next(self._marks)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{number}"/>'


_FIELD_START: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def front(document: Document) -> list[Part]:
    """Return what stands above the text: title, subtitle, whose it is, where and when it was."""
    shown = (
        ("Title", document.title),
        ("Subtitle", document.subtitle),
        ("Byline", document.byline),
        ("Dateline", document.dateline),
    )
    return [Paragraph(style, plain(text.strip())) for style, text in shown if text.strip()]


def _anchor(number: int) -> str:
    return f"_Toc{number:09d}"


def _entry(heading: Block, number: int) -> Paragraph:
    """Return a line of the contents: without the session's label, which Word would leave out as well."""
    style = "TOC1" if heading.level <= 1 else "TOC2"
    link = f'<w:hyperlink w:anchor="{_anchor(number)}" w:history="1">{unlinked(heading.body)}</w:hyperlink>'
    return Paragraph(style, link)


def _results(poll: Poll, question: str) -> list[Part]:
    """Return what was answered as a table, a row an answer; without figures, as a list."""
    shown = figures(poll)
    if all(figure.share < 0 for figure in shown):
        return [Paragraph("ListBullet", plain(figure.option), BULLETS) for figure in shown]
    counts = poll.result.counts if poll.result else ()
    head = [ANSWER, SHARE, *([NUMBER] if counts else [])]
    rows: list[list[list[Part]]] = [[[Paragraph("TableHeading", plain(words))] for words in head]]
    for at, figure in enumerate(shown):
        number = [f"{counts[at]:,}" if at < len(counts) else ""] if counts else []
        texts = [figure.option, figure.per_cent, *number]
        rows.append([[Paragraph("TableText", plain(text))] for text in texts])
    return [Table(rows, (70, 15, 15)[: len(head)], True, question, base_line(poll))]

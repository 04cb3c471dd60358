"""A document as plain text, for mail and for whatever opens nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.chart_data import poll_rows
from facilitator.exporting.runs import by_type
from facilitator.exporting.text_inline import indented, inline, wrapped
from facilitator.exporting.text_table import aligned, fits, listed_as_pairs
from facilitator.exporting.wording import (
    CONTENTS,
    PICTURE,
    TITLED,
    base_line,
    contents_label,
    in_contents,
    is_printed_heading,
)
from sessions.document import Block, BlockType, Document, DocumentTree, Node, Origin, Run, Source

WIDTH: Final = 78
_UNDERLINES: Final = ("=", "-", "~")  # by the level of the heading
_QUOTE: Final = "    "
_CALLOUT: Final = "  "

Chunks = list[str]  # pieces of text with an empty line between them
Way = Callable[[Node, int], Chunks]


def write_text(tree: DocumentTree) -> bytes:
    """Return the document as plain text in lines of at most 78 columns, but for words that are longer."""
    chunks = [*_front(tree.document), *_Writer(tree).flow(tree.nodes, WIDTH)]
    return ("\n\n".join(chunks) + "\n").encode("utf-8")


def _front(document: Document) -> Chunks:
    title = _titled(printable(document.title), WIDTH, "=")
    rest = (document.subtitle, document.byline, document.dateline)
    return [*title, *(wrapped(printable(text), WIDTH) for text in rest if text.strip())]


class _Writer:
    """Writes blocks as chunks no wider than they are asked to be."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._ways: Mapping[BlockType, Way] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: self._prose,
            BlockType.PARAGRAPH: self._prose,
            BlockType.BULLETS: self._list(is_numbered=False),
            BlockType.NUMBERED: self._list(is_numbered=True),
            BlockType.KEY_MESSAGES: self._panel(is_numbered=True),
            BlockType.PULL_QUOTE: self._quotation,
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: self._prose,
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._table_of,
            BlockType.AGENDA: self._table_of,
            BlockType.TABLE: self._table_of,
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._prose,
            BlockType.PEOPLE: self._people,
            BlockType.ITEM: self._prose,
            BlockType.SOURCE: self._prose,
            BlockType.FIGURES: self._figures,
            BlockType.FINDINGS: self._findings,
            BlockType.LINKS: self._panel(is_numbered=False),
            BlockType.VERSE: self._quotation,
            BlockType.IMAGE: self._image,
            BlockType.ACKNOWLEDGEMENTS: self._titled_prose,
            BlockType.DEDICATION: self._titled_prose,
            BlockType.CALL: self._titled_prose,
            BlockType.PAGE_BREAK: self._prose,
            BlockType.CALLOUT: self._callout,
            BlockType.CONTENTS: self._contents,
            BlockType.SIGN_OFF: self._prose,
        }

    def flow(self, nodes: Sequence[Node], width: int) -> Chunks:
        """Return blocks one after the other."""
        return [chunk for node in nodes for chunk in self._block(node, width)]

    def _block(self, node: Node, width: int) -> Chunks:
        way = self._ways.get(node.block.type)
        if way is None:
            raise ValueError(f"no way to write a block of type {node.block.type!r} as text")
        has_own = node.block.type in TITLED or node.block.type is BlockType.IMAGE
        return [*([] if has_own else _label(node.block, width)), *way(node, width)]

    def _heading(self, node: Node, width: int) -> Chunks:
        below = self.flow(node.children, width)
        if not is_printed_heading(node.block):
            return below
        mark = _UNDERLINES[min(max(node.block.level, 1), len(_UNDERLINES)) - 1]
        return [*_titled(inline(node.block.body), width, mark), *below]

    def _contents(self, node: Node, width: int) -> Chunks:
        title = inline(node.block.body) if node.block.text.strip() else CONTENTS
        entries = [_entry(block, width) for block in in_contents(self._tree)]
        listed = ["\n".join(entries)] if entries else []
        return [*_titled(title, width, "-"), *listed, *self.flow(node.children, width)]

    def _prose(self, node: Node, width: int) -> Chunks:
        return [*_words(node.block, width), *self.flow(node.children, width)]

    def _callout(self, node: Node, width: int) -> Chunks:
        return _set_in(self._prose(node, width - 2 * len(_CALLOUT)), _CALLOUT)

    def _quotation(self, node: Node, width: int) -> Chunks:
        """Return a quotation set in, and who said it below without an empty line between."""
        chunks: Chunks = []
        narrow = width - 2 * len(_QUOTE)
        for child in (replace(node, children=()), *node.children):
            made = self._prose(child, narrow) if child.block is node.block else self._block(child, narrow)
            if chunks and made and child.block.type is BlockType.ATTRIBUTION:
                chunks[-1] += "\n" + indented(made.pop(0), "  ")
            chunks += made
        return _set_in(chunks, _QUOTE)

    def _list(self, *, is_numbered: bool) -> Way:
        return lambda node, width: [
            *_words(node.block, width),
            *self._listed(node, width, is_numbered=is_numbered),
        ]

    def _panel(self, *, is_numbered: bool) -> Way:
        return lambda node, width: [
            *_titled(inline(node.block.body), width, "~"),
            *self._listed(node, width, is_numbered=is_numbered),
        ]

    def _figures(self, node: Node, width: int) -> Chunks:
        """Return figures at a glance, each number before its words."""
        items = [_number_first(child) for child in node.children]
        return self._panel(is_numbered=False)(replace(node, children=tuple(items)), width)

    def _findings(self, node: Node, width: int) -> Chunks:
        title = _titled(printable(node.block.label), width, "~")
        return [*title, *self._list(is_numbered=False)(node, width)]

    def _titled_prose(self, node: Node, width: int) -> Chunks:
        return [*_titled(printable(node.block.label), width, "~"), *self._prose(node, width)]

    def _image(self, node: Node, width: int) -> Chunks:
        """Return what is to be seen in a picture, and what stands below it."""
        words = inline(node.block.body).strip()
        seen = [wrapped(f"[{PICTURE} {words}]", width)] if words else []
        return [*seen, *_label(node.block, width), *self.flow(node.children, width)]

    def _quote_wall(self, node: Node, width: int) -> Chunks:
        chunks = _titled(inline(node.block.body), width, "~")
        for child in node.children:
            if child.block.type is BlockType.ITEM:
                chunks += [*_label(child.block, width), *self._quotation(child, width)]
            else:
                chunks += self._block(child, width)
        return chunks

    def _people(self, node: Node, width: int) -> Chunks:
        chunks = _words(node.block, width)
        for are_items, same in by_type(node.children, BlockType.ITEM):
            if not are_items:
                chunks += self.flow(same, width)
                continue
            each = [self._item(item, "", "  ", width) for item in same]
            chunks.append("\n".join(each))
        return chunks

    def _listed(self, node: Node, width: int, *, is_numbered: bool) -> Chunks:
        """Return items as lists; what stands between them stands between the lists, and numbers go on."""
        chunks: Chunks = []
        count = 0
        for are_items, same in by_type(node.children, BlockType.ITEM):
            if not are_items:
                chunks += self.flow(same, width)
                continue
            numbers = range(count + 1, count + len(same) + 1)
            marks = [f"{number}. " for number in numbers] if is_numbered else ["- "] * len(same)
            each = [
                self._item(item, mark, " " * len(mark), width) for mark, item in zip(marks, same, strict=True)
            ]
            is_tight = not any(item.children for item in same)
            chunks.append(("\n" if is_tight else "\n\n").join(each))
            count += len(same)
        return chunks

    def _item(self, node: Node, first: str, rest: str, width: int) -> str:
        """Return an item whose further lines hang below its first."""
        label = f"{printable(node.block.label).strip()}\n" if node.block.label.strip() else ""
        words = wrapped(label + inline(node.block.body).strip(), width, first, rest)
        below = _set_in(self.flow(node.children, width - len(rest)), rest)
        return "\n\n".join([words or first.rstrip(), *below])

    def _poll(self, node: Node, width: int) -> Chunks:
        poll = self._tree.polls.get(node.block.about)
        chunks = _words(node.block, width)
        if poll is not None:
            rows = poll_rows(node.block, self._tree.polls)
            rows = [[" ".join(printable(cell).split()) for cell in row] for row in rows]
            chunks += _set_in(_figures_of(rows, width - len(_CALLOUT)), _CALLOUT)
            chunks.append(wrapped(base_line(poll), width))
        return [*chunks, *self.flow(node.children, width)]

    def _table_of(self, node: Node, width: int) -> Chunks:
        chunks = _words(node.block, width)
        has_header = True
        for are_rows, same in by_type(node.children, BlockType.ROW):
            chunks += self._table(same, width, has_header=has_header) if are_rows else self.flow(same, width)
            has_header = has_header and not are_rows
        return chunks

    def _lone_row(self, node: Node, width: int) -> Chunks:
        return self._table([replace(node, block=replace(node.block, label=""))], width, has_header=False)

    def _table(self, rows: Sequence[Node], width: int, *, has_header: bool) -> Chunks:
        cells = [self._cells(row, width) for row in rows]
        if fits(cells, width):
            return [aligned(cells, width, has_header=has_header)]
        return listed_as_pairs(cells, width, has_header=has_header)

    def _cells(self, row: Node, width: int) -> list[str]:
        """Return the text of each cell; words of the row's own and its label stand in its first."""
        cells = [self._cell(cell, width) for cell in row.children] or [""]
        own = (printable(row.block.label).strip(), inline(row.block.body).strip(), cells[0])
        return ["\n".join(filter(None, own)), *cells[1:]]

    def _cell(self, node: Node, width: int) -> str:
        """Return all that stands in and below a cell, each on a line, as yet as wide as it comes."""
        if node.block.type is not BlockType.CELL:
            return "\n".join(self._block(node, width))
        own = (printable(node.block.label).strip(), inline(node.block.body).strip())
        return "\n".join(filter(None, (*own, *self.flow(node.children, width))))


def _titled(words: str, width: int, mark: str) -> Chunks:
    """Return a heading with a line of marks below it."""
    if not words.strip():
        return []
    lines = wrapped(words, width)
    longest = max(len(line) for line in lines.split("\n"))
    return [f"{lines}\n{mark * min(longest, width)}"]


def _words(block: Block, width: int) -> Chunks:
    return [wrapped(inline(block.body), width)] if block.text.strip() else []


def _label(block: Block, width: int) -> Chunks:
    return [wrapped(printable(block.label), width)] if block.label.strip() else []


def _entry(block: Block, width: int) -> str:
    label = printable(contents_label(block)).strip()
    words = inline(replace(run, link="") for run in block.body)
    start = "  " if block.level <= 1 else "    "
    return wrapped(" ".join(f"{label} {words}".split()), width, start, start + "  ")


def _figures_of(rows: Sequence[Sequence[str]], width: int) -> Chunks:
    """Return the figures of a poll in columns where there is room."""
    has_header = bool(rows) and len(rows[0]) > 2
    if not rows or fits(rows, width):
        return [aligned(rows, width, has_header=has_header)] if rows else []
    if has_header:
        return listed_as_pairs(rows, width, has_header=True)
    return ["\n".join(wrapped(" ".join(row), width, "", "  ") for row in rows)]


def _number_first(item: Node) -> Node:
    block = item.block
    if block.type is not BlockType.ITEM or not block.label.strip():
        return item
    number = Run(f"{' '.join(block.label.split())} ", Source(Origin.TEMPLATE))
    return replace(item, block=replace(block, label="", body=(number, *block.body)))


def _set_in(chunks: Chunks, by: str) -> Chunks:
    return [indented(chunk, by) for chunk in chunks]

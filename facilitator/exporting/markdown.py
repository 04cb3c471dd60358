"""A document as Markdown: CommonMark, and GitHub's tables for what has rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from facilitator.exporting.markdown_inline import CELL_BREAK, HARD_BREAK, inline
from facilitator.exporting.runs import by_type
from facilitator.exporting.wording import (
    CONTENTS,
    base_line,
    contents_label,
    figures,
    in_contents,
    is_printed_heading,
)
from sessions.document import Block, BlockType, Document, DocumentTree, Node, Origin, Run, Source

DEEPEST: Final = 6
_LIST_START: Final = re.compile(r"-(?= |$)|\d+\.(?= |$)", re.MULTILINE)
PARTING: Final = "<!-- -->"  # between two lists, which would else be read as one
_PLAIN: Final = Source(Origin.TEMPLATE)

Chunks = list[str]  # pieces of Markdown with an empty line between them


def write_markdown(tree: DocumentTree) -> bytes:
    """Return the document as Markdown; read back, it has the same words."""
    chunks = [*_front(tree.document), *_Writer(tree).flow(tree.nodes)]
    return (_together(chunks) + "\n").encode("utf-8")


def _front(document: Document) -> Chunks:
    title = _title(1, (Run(document.title, _PLAIN),))
    rest = (document.subtitle, document.byline, document.dateline)
    return [*title, *(_plain(text) for text in rest if text.strip())]


class _Writer:
    """Writes blocks as chunks and knows the level of the heading last written."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._level = 1
        self._ways: Mapping[BlockType, Callable[[Node], Chunks]] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: self._paragraph,
            BlockType.PARAGRAPH: self._paragraph,
            BlockType.BULLETS: self._bullets,
            BlockType.KEY_MESSAGES: self._key_messages,
            BlockType.PULL_QUOTE: self._quotation,
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: self._paragraph,
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._actions,
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._paragraph,
            BlockType.PEOPLE: self._bullets,
            BlockType.ITEM: self._paragraph,
            BlockType.CALLOUT: self._quotation,
            BlockType.CONTENTS: self._contents,
            BlockType.SIGN_OFF: self._sign_off,
        }

    def flow(self, nodes: Sequence[Node]) -> Chunks:
        """Return blocks one after the other."""
        return [chunk for node in nodes for chunk in self._block(node)]

    def _block(self, node: Node) -> Chunks:
        way = self._ways.get(node.block.type)
        if way is None:
            raise ValueError(f"no way to write a block of type {node.block.type!r} as Markdown")
        return [*_label(node.block), *way(node)]

    def _heading(self, node: Node) -> Chunks:
        block = node.block
        if not is_printed_heading(block):
            return self.flow(node.children)
        self._level = min(max(block.level, 1) + 1, self._level + 1, DEEPEST)
        return [*_title(self._level, block.body), *self.flow(node.children)]

    def _paragraph(self, node: Node) -> Chunks:
        return [*_words(node.block.body), *self.flow(node.children)]

    def _sign_off(self, node: Node) -> Chunks:
        return ["---", *self._paragraph(node)]

    def _quotation(self, node: Node) -> Chunks:
        chunks = self._paragraph(node)
        return [_indented(_together(chunks), "> ")] if chunks else []

    def _bullets(self, node: Node) -> Chunks:
        return [*_words(node.block.body), *self._listed(node, is_numbered=False)]

    def _key_messages(self, node: Node) -> Chunks:
        return [*self._panel_title(node.block), *self._listed(node, is_numbered=True)]

    def _quote_wall(self, node: Node) -> Chunks:
        chunks = self._panel_title(node.block)
        for child in node.children:
            if child.block.type is BlockType.ITEM:
                chunks += [*_label(child.block), *self._quotation(child)]
            else:
                chunks += self._block(child)
        return chunks

    def _panel_title(self, block: Block) -> Chunks:
        return _title(min(self._level + 1, DEEPEST), block.body)

    def _listed(self, node: Node, *, is_numbered: bool) -> Chunks:
        """Return items as lists; what stands between them stands between the lists, and numbers go on."""
        chunks: Chunks = []
        count = 0
        for is_item, same in by_type(node.children, BlockType.ITEM):
            if not is_item:
                chunks += self.flow(same)
                continue
            numbers = range(count + 1, count + len(same) + 1)
            marks = [f"{number}. " for number in numbers] if is_numbered else ["- "] * len(same)
            chunks.append(_list_of(marks, [self._block(item) for item in same]))
            count += len(same)
        return chunks

    def _contents(self, node: Node) -> Chunks:
        self._level = max(self._level, 2)
        title = node.block.body if node.block.text.strip() else (Run(CONTENTS, _PLAIN),)
        entries = [_entry(block) for block in in_contents(self._tree)]
        listed = ["\n".join(entries)] if entries else []
        return [*_title(2, title), *listed, *self.flow(node.children)]

    def _poll(self, node: Node) -> Chunks:
        poll = self._tree.polls.get(node.block.about)
        chunks = _words([replace(run, bold=True) for run in node.block.body])
        if poll is not None:
            rows = [
                [Run(f"{figure.option.strip()} ", _PLAIN), Run(figure.per_cent, _PLAIN, bold=True)]
                for figure in figures(poll)
            ]
            if rows:
                chunks.append(_list_of(["- "] * len(rows), [_words(row) for row in rows]))
            chunks.append(_plain(base_line(poll)))
        return [*chunks, *self.flow(node.children)]

    def _actions(self, node: Node) -> Chunks:
        chunks = _words(node.block.body)
        has_header = True
        for are_rows, same in by_type(node.children, BlockType.ROW):
            chunks += [self._table(same, has_header=has_header)] if are_rows else self.flow(same)
            has_header = has_header and not are_rows
        return chunks

    def _lone_row(self, node: Node) -> Chunks:
        return [self._table([replace(node, block=replace(node.block, label=""))], has_header=False)]

    def _table(self, rows: Sequence[Node], *, has_header: bool) -> str:
        """Return rows as a table; one without a header has an empty one, for the format knows no other."""
        width = max(1, *(len(row.children) for row in rows))
        lines = [self._cells(row) for row in rows]
        lines = lines if has_header else [[""] * width, *lines]
        lines = [[*line, *[""] * (width - len(line))] for line in lines]
        lines.insert(1, ["---"] * width)
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _cells(self, row: Node) -> list[str]:
        cells = [CELL_BREAK.join(self._cell(cell)) for cell in row.children] or [""]
        own = (inline(body, CELL_BREAK) for body in (_label_runs(row.block), row.block.body))
        return [CELL_BREAK.join(filter(None, (*own, cells[0]))), *cells[1:]]

    def _cell(self, node: Node) -> Chunks:
        """Return all that stands in and below a cell, each on a line: it can hold no blocks."""
        blocks = [below.block for below in node.walk()]
        for block in blocks:
            if block.type not in self._ways:
                raise ValueError(f"no way to write a block of type {block.type!r} as Markdown")
        bodies = [body for block in blocks for body in (_label_runs(block), block.body)]
        return [words for body in bodies if (words := inline(body, CELL_BREAK))]


def _title(level: int, body: Sequence[Run]) -> Chunks:
    words = inline(body, " ")
    return [f"{'#' * level} {words}"] if words else []


def _words(body: Sequence[Run]) -> Chunks:
    words = inline(body)
    return [words] if words else []


def _plain(text: str) -> str:
    return inline((Run(text, _PLAIN),), HARD_BREAK)


def _label(block: Block) -> Chunks:
    return _words(_label_runs(block))


def _label_runs(block: Block) -> tuple[Run, ...]:
    return (Run(block.label, _PLAIN, italic=True),) if block.label.strip() else ()


def _entry(block: Block) -> str:
    """Return a line of the contents; no link, for every reader makes other anchors of headings."""
    label = contents_label(block).strip()
    before = (Run(f"{label} ", _PLAIN, italic=True),) if label else ()
    words = inline((*before, *(replace(run, link="") for run in block.body)), " ")
    return f"{'' if block.level <= 1 else '  '}- {words}"


def _list_of(marks: Sequence[str], items: Sequence[Chunks]) -> str:
    is_tight = all(len(chunks) <= 1 for chunks in items)
    listed = [
        mark + _indented(_together(chunks), " " * len(mark)).removeprefix(" " * len(mark))
        for mark, chunks in zip(marks, items, strict=True)
    ]
    return ("\n" if is_tight else "\n\n").join(line.rstrip() for line in listed)


def _indented(text: str, by: str) -> str:
    return "\n".join((by + line).rstrip() for line in text.split("\n"))


def _together(chunks: Chunks) -> str:
    """Return chunks parted by an empty line, and two lists by more than that."""
    text = ""
    last = ""
    for chunk in chunks:
        kind = _list_kind(chunk)
        parting = f"\n\n{PARTING}\n\n" if kind and kind == last else "\n\n"
        text += parting + chunk if text else chunk
        last = kind
    return text


def _list_kind(chunk: str) -> str:
    """Return which list a chunk is: words never begin like one, for they are escaped."""
    found = _LIST_START.match(chunk)
    return found.group()[-1] if found else ""

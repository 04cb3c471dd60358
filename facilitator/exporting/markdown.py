"""A document as Markdown: CommonMark, and GitHub's tables for what has rows."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from facilitator.exporting.chart_data import poll_rows
from facilitator.exporting.html_parts import KINDS
from facilitator.exporting.markdown_inline import CELL_BREAK, HARD_BREAK, inline, on_one_line
from facilitator.exporting.runs import by_type
from facilitator.exporting.wording import (
    CONTENTS,
    TITLED,
    base_line,
    contents_label,
    in_contents,
    is_printed_heading,
)
from sessions.document import Block, BlockType, Document, DocumentTree, Node, Origin, Run, Source

DEEPEST: Final = 6
_LIST_START: Final = re.compile(r"-(?= |$)|\d+\.(?= |$)", re.MULTILINE)
PARTING: Final = "<!-- -->"  # between two lists, which would else be read as one
BREAK: Final = "***"  # a page's end; hyphens would be read as points in a list
OWN_LABEL: Final = frozenset({BlockType.IMAGE})  # it stands within it
_PLAIN: Final = Source(Origin.TEMPLATE)

Chunks = list[str]  # pieces of Markdown with an empty line between them


def write_markdown(tree: DocumentTree) -> bytes:
    """Return the document as Markdown; read back, it has the same words. Pictures are in it, at its end."""
    writer = _Writer(tree)
    chunks = [*_front(tree.document), *writer.flow(tree.nodes)]
    return (_together([*chunks, *writer.definitions()]) + "\n").encode("utf-8")


def _front(document: Document) -> Chunks:
    title = _title(1, (Run(document.title, _PLAIN),))
    rest = (document.subtitle, document.byline, document.dateline)
    return [*title, *(_plain(text) for text in rest if text.strip())]


class _Writer:
    """Writes blocks as chunks and knows the level of the heading last written."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._level = 1
        self._shown: list[str] = []  # pictures, by the numbers they are called by
        self._ways: Mapping[BlockType, Callable[[Node], Chunks]] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: self._paragraph,
            BlockType.PARAGRAPH: self._paragraph,
            BlockType.BULLETS: self._bullets,
            BlockType.NUMBERED: self._numbered,
            BlockType.KEY_MESSAGES: self._key_messages,
            BlockType.PULL_QUOTE: self._quotation,
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: self._paragraph,
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._table_of,
            BlockType.AGENDA: self._table_of,
            BlockType.TABLE: self._table_of,
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._paragraph,
            BlockType.PEOPLE: self._bullets,
            BlockType.ITEM: self._paragraph,
            BlockType.SOURCE: self._source,
            BlockType.FIGURES: self._figures,
            BlockType.FINDINGS: self._findings,
            BlockType.LINKS: self._panel_list,
            BlockType.VERSE: self._quotation,
            BlockType.IMAGE: self._image,
            BlockType.ACKNOWLEDGEMENTS: self._titled,
            BlockType.DEDICATION: self._titled,
            BlockType.CALL: self._titled,
            BlockType.PAGE_BREAK: self._break,
            BlockType.CALLOUT: self._quotation,
            BlockType.CONTENTS: self._contents,
            BlockType.SIGN_OFF: self._break,
        }

    def flow(self, nodes: Sequence[Node]) -> Chunks:
        """Return blocks one after the other."""
        return [chunk for node in nodes for chunk in self._block(node)]

    def _block(self, node: Node) -> Chunks:
        way = self._ways.get(node.block.type)
        if way is None:
            raise ValueError(f"no way to write a block of type {node.block.type!r} as Markdown")
        return [*(() if node.block.type in OWN_LABEL | TITLED else _label(node.block)), *way(node)]

    def _heading(self, node: Node) -> Chunks:
        block = node.block
        if not is_printed_heading(block):
            return self.flow(node.children)
        self._level = min(max(block.level, 1) + 1, self._level + 1, DEEPEST)
        return [*_title(self._level, block.body), *self.flow(node.children)]

    def _paragraph(self, node: Node) -> Chunks:
        return [*_words(node.block.body), *self.flow(node.children)]

    def _break(self, node: Node) -> Chunks:
        return [BREAK, *self._paragraph(node)]

    def _source(self, node: Node) -> Chunks:
        body = [replace(run, italic=True) for run in node.block.body]
        return [*_words(body), *self.flow(node.children)]

    def _quotation(self, node: Node) -> Chunks:
        chunks = self._paragraph(node)
        return [_indented(_together(chunks), "> ")] if chunks else []

    def _bullets(self, node: Node) -> Chunks:
        return [*_words(node.block.body), *self._listed(node, is_numbered=False)]

    def _numbered(self, node: Node) -> Chunks:
        return [*_words(node.block.body), *self._listed(node, is_numbered=True)]

    def _key_messages(self, node: Node) -> Chunks:
        return [*self._panel_title(node.block.body), *self._listed(node, is_numbered=True)]

    def _panel_list(self, node: Node) -> Chunks:
        return [*self._panel_title(node.block.body), *self._listed(node, is_numbered=False)]

    def _figures(self, node: Node) -> Chunks:
        items = [_numbered_first(child) for child in node.children]
        return self._panel_list(replace(node, children=tuple(items)))

    def _findings(self, node: Node) -> Chunks:
        return [*self._label_as_title(node.block), *self._bullets(node)]

    def _titled(self, node: Node) -> Chunks:
        return [*self._label_as_title(node.block), *self._paragraph(node)]

    def _label_as_title(self, block: Block) -> Chunks:
        return self._panel_title((Run(block.label, _PLAIN),))

    def _image(self, node: Node) -> Chunks:
        """Return a picture by its number with what stands below it; one that is missing as its words."""
        block = node.block
        picture = self._tree.pictures.get(block.about)
        below = (Run(block.label, _PLAIN, italic=True),) if block.label.strip() else ()
        if picture is None or picture.mime not in KINDS:
            return [*_words((Run(block.text, _PLAIN),)), *_words(below), *self.flow(node.children)]
        if block.about not in self._shown:
            self._shown.append(block.about)
        alt = on_one_line((Run(block.text, _PLAIN),))
        shown = f"![{alt}][picture-{self._shown.index(block.about) + 1}]"
        return [HARD_BREAK.join([shown, *_words(below)]), *self.flow(node.children)]

    def definitions(self) -> Chunks:
        """Return the pictures that are shown, as addresses that hold them."""
        pictures = [self._tree.pictures[name] for name in self._shown]
        lines = [
            f"[picture-{number}]: data:{one.mime};base64,{b64encode(one.content).decode()}"
            for number, one in enumerate(pictures, 1)
        ]
        return ["\n".join(lines)] if lines else []

    def _quote_wall(self, node: Node) -> Chunks:
        chunks = self._panel_title(node.block.body)
        for child in node.children:
            if child.block.type is BlockType.ITEM:
                chunks += [*_label(child.block), *self._quotation(child)]
            else:
                chunks += self._block(child)
        return chunks

    def _panel_title(self, body: Sequence[Run]) -> Chunks:
        return _title(min(self._level + 1, DEEPEST), body)

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
        self._level = 2
        title = node.block.body if node.block.text.strip() else (Run(CONTENTS, _PLAIN),)
        listed = _entries(in_contents(self._tree))
        return [*_title(2, title), *listed, *self.flow(node.children)]

    def _poll(self, node: Node) -> Chunks:
        poll = self._tree.polls.get(node.block.about)
        chunks = _words([replace(run, bold=True) for run in node.block.body])
        if poll is not None:
            chunks += [*_poll_chunks(poll_rows(node.block, self._tree.polls)), _plain(base_line(poll))]
        return [*chunks, *self.flow(node.children)]

    def _table_of(self, node: Node) -> Chunks:
        chunks = _words([replace(run, bold=True) for run in node.block.body])
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
        return _table_lines(lines if has_header else [[""] * width, *lines])

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


def _table_lines(lines: Sequence[Sequence[str]]) -> str:
    width = max(len(line) for line in lines)
    filled = [[*line, *[""] * (width - len(line))] for line in lines]
    filled.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(line)} |" for line in filled)


def _poll_chunks(rows: Sequence[Sequence[str]]) -> Chunks:
    """Return figures as a list, those through the years as a table."""
    if rows and len(rows[0]) > 2:
        return [_table_lines([[inline((Run(cell, _PLAIN),), CELL_BREAK) for cell in row] for row in rows])]
    told = [[Run(f"{row[0].strip()} ", _PLAIN), Run(row[1], _PLAIN, bold=True)] for row in rows]
    return [_list_of(["- "] * len(told), [_words(row) for row in told])] if told else []


def _numbered_first(item: Node) -> Node:
    """Return a figure at a glance whose number stands before its words."""
    block = item.block
    if block.type is not BlockType.ITEM or not block.label.strip():
        return item
    number = Run(" ".join(block.label.split()), _PLAIN, bold=True)
    return replace(item, block=replace(block, label="", body=(number, Run(" ", _PLAIN), *block.body)))


def _title(level: int, body: Sequence[Run]) -> Chunks:
    words = on_one_line(body)
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


def _entries(headings: Sequence[Block]) -> Chunks:
    """Return the contents as a list in a list."""
    marks: list[str] = []
    items: list[tuple[Chunks, list[Chunks]]] = []
    for block in headings:
        words = [_entry(block)]
        if block.level > 1 and items:
            items[-1][1].append(words)
        else:
            items.append((words, []))
            marks.append("- ")
    told = [[*words, *([_list_of(["- "] * len(below), below)] if below else [])] for words, below in items]
    return [_list_of(marks, told)] if told else []


def _entry(block: Block) -> str:
    """Return a line of the contents; no link, for every reader makes other anchors of headings."""
    label = contents_label(block).strip()
    before = (Run(f"{label} ", _PLAIN, italic=True),) if label else ()
    return on_one_line((*before, *(replace(run, link="") for run in block.body)))


def _list_of(marks: Sequence[str], items: Sequence[Chunks]) -> str:
    is_tight = all(_is_short(chunks) for chunks in items)
    listed = [
        mark + _indented(_item(chunks, is_tight=is_tight), " " * len(mark)).removeprefix(" " * len(mark))
        for mark, chunks in zip(marks, items, strict=True)
    ]
    return ("\n" if is_tight else "\n\n").join(line.rstrip() for line in listed)


def _is_short(chunks: Chunks) -> bool:
    """Tell whether an item has one piece, or one and a list below it."""
    return len(chunks) <= 1 or (
        len(chunks) == 2 and not _list_kind(chunks[0]) and bool(_list_kind(chunks[1]))
    )


def _item(chunks: Chunks, *, is_tight: bool) -> str:
    return "\n".join(chunks) if is_tight and len(chunks) > 1 else _together(chunks or [PARTING])


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

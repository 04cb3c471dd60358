"""A document as Markdown, read back into blocks.

What Markdown has a sign for comes back as it was: headings, paragraphs, lists with points and with numbers, quotations,
tables, pictures, page breaks, *emphasis*, **strong** and links. What it has none for comes back as what it was written
with: a standfirst as a paragraph, a label as a paragraph in italics, key messages as a heading and a list with numbers,
a callout and verse as a quotation, a poll as its question, a list or a table of figures and a sentence, findings and
links as a heading and a list, a sign-off as a page break and a paragraph. Languages, terms, sources of runs and the
records that blocks are about are not in the file. Written again, the same text comes of it.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from facilitator.importing.markdown_tokens import line_of, parts
from facilitator.importing.markdown_words import OWN, Words
from sessions.document import Block, BlockState, BlockType, Node, Picture, Run
from sessions.ranks import spread

if TYPE_CHECKING:
    from markdown_it.token import Token

PARTING: Final = "<!-- -->"
_KEPT_AS_TEXT: Final = {"fence": "code", "code_block": "code", "html_block": "HTML"}
_PICTURES: Final = ("image/png", "image/jpeg")
_SALT: Final = "0000"


@dataclass(frozen=True, slots=True)
class KeptAsText:
    """Something a block cannot hold, and the line it stands in."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    """What stands in a text: its title, its blocks in reading order, its pictures by their sha256.

    The ids of the blocks count them; ``kept_as_text`` tells what is now the words it was written with.
    """

    title: str = ""
    nodes: tuple[Node, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    kept_as_text: tuple[KeptAsText, ...] = ()


def read_markdown(text: str) -> MarkdownDocument:
    """Return the document that a text says."""
    # Imported where used: start-up must not pay for it.
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    page = _Page(text)
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = "".join(run.text for run in page.runs(tokens[1:2]))
        tokens = tokens[3:]
    nodes = page.flow(tokens)
    return MarkdownDocument(title, _counted(nodes), page.pictures, tuple(page.kept))


class _Page:
    """Reads the blocks of one text."""

    def __init__(self, text: str) -> None:
        self._rows = text.split("\n")
        self._words = Words(self._tell)
        self.pictures: dict[str, Picture] = {}
        self.kept: list[KeptAsText] = []

    def flow(self, tokens: Sequence[Token]) -> list[Node]:
        """Return blocks that stand one after the other."""
        nodes: list[Node] = []
        for token, inside in parts(tokens):
            if token.type == "ordered_list_open":
                self._numbered(nodes, int(token.attrGet("start") or 1), inside)
            else:
                nodes += self._block(token, inside)
        return nodes

    def runs(self, inside: Sequence[Token]) -> tuple[Run, ...]:
        """Return the words of the first inline token."""
        return next((self._words.runs(token) for token in inside if token.type == "inline"), ())

    def _block(self, token: Token, inside: Sequence[Token]) -> list[Node]:
        kind = token.type
        if kind == "heading_open":
            level = max(int(token.tag[1:]) - 1, 1)
            return [_node(BlockType.HEADING, self.runs(inside), level=level)]
        if kind == "paragraph_open":
            return [self._paragraph(inside)]
        if kind == "bullet_list_open":
            return [_node(BlockType.BULLETS, (), self._items(inside))]
        if kind == "blockquote_open":
            return [self._with_first_words(BlockType.PULL_QUOTE, inside)]
        if kind == "table_open":
            return [self._table(inside)]
        if kind == "hr":
            return [_node(BlockType.PAGE_BREAK)]
        return self._as_text(token)

    def _numbered(self, nodes: list[Node], start: int, inside: Sequence[Token]) -> None:
        """Add a list with numbers; one that goes on after something else is one list with what stands between."""
        items = self._items(inside)
        for at in range(len(nodes) - 2, -1, -1):
            if start > 1 and nodes[at].block.type is BlockType.NUMBERED and _count(nodes[at]) == start - 1:
                nodes[at:] = [replace(nodes[at], children=(*nodes[at].children, *nodes[at + 1 :], *items))]
                return
        nodes.append(_node(BlockType.NUMBERED, (), items))

    def _items(self, inside: Sequence[Token]) -> list[Node]:
        return [self._with_first_words(BlockType.ITEM, below) for _, below in parts(inside)]

    def _with_first_words(self, kind: BlockType, inside: Sequence[Token]) -> Node:
        """Return a block whose words are its first paragraph; all else is below it."""
        nodes = self.flow(inside)
        if nodes and nodes[0].block.type is BlockType.PARAGRAPH:
            return _node(kind, nodes[0].block.body, nodes[1:])
        return _node(kind, (), nodes)

    def _paragraph(self, inside: Sequence[Token]) -> Node:
        (inline,) = inside
        children = inline.children or []
        picture = _picture(children[0]) if children and children[0].type == "image" else None
        if picture is None or (len(children) > 1 and children[1].type not in ("hardbreak", "softbreak")):
            return _node(BlockType.PARAGRAPH, self.runs(inside))
        name = hashlib.sha256(picture.content).hexdigest()
        self.pictures[name] = picture
        alt = "".join(each.content for each in children[0].children or ())
        below = _with_children(inline, children[2:])
        label = "".join(run.text for run in self._words.runs(below))
        body = (Run(alt, OWN),) if alt else ()
        return _node(BlockType.IMAGE, body, label=label, about=name)

    def _table(self, inside: Sequence[Token]) -> Node:
        rows = [
            _node(
                BlockType.ROW,
                (),
                [_node(BlockType.CELL, self.runs(words)) for _, words in parts(cells)],
            )
            for _, part in parts(inside)
            for _, cells in parts(part)
        ]
        return _node(BlockType.TABLE, (), rows)

    def _as_text(self, token: Token) -> list[Node]:
        """Return what a block cannot hold as the lines of the file that it stands in."""
        if token.content.strip() == PARTING:
            return []
        first, last = token.map or (0, 0)
        self._tell(line_of(token), _KEPT_AS_TEXT.get(token.type, token.type))
        text = "\n".join(self._rows[first:last]).strip()
        return [_node(BlockType.PARAGRAPH, (Run(text, OWN),))]

    def _tell(self, line: int, what: str) -> None:
        self.kept.append(KeptAsText(line, what))


def _with_children(inline: Token, children: list[Token]) -> Token:
    """Return words with others between their marks."""
    made = inline.copy()
    made.children = children
    return made


def _picture(token: Token) -> Picture | None:
    """Return the picture that an address holds, or None where it leads elsewhere."""
    head, _, data = str(token.attrGet("src") or "").partition(";base64,")
    mime = head.removeprefix("data:")
    if not head.startswith("data:") or mime not in _PICTURES:
        return None
    try:
        return Picture(mime, b64decode(data, validate=True))
    except NotBase64:
        return None


def _count(node: Node) -> int:
    return sum(child.block.type is BlockType.ITEM for child in node.children)


def _node(
    kind: BlockType,
    body: tuple[Run, ...] = (),
    children: Sequence[Node] = (),
    *,
    level: int = 0,
    label: str = "",
    about: str = "",
) -> Node:
    block = Block("", "", kind, body=body, level=level, label=label, about=about, state=BlockState.OWN)
    return Node(block, tuple(children))


def _counted(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return nodes whose blocks have ids, parents and ranks."""
    count = 0

    def placed(level: Sequence[Node], parent: str) -> tuple[Node, ...]:
        nonlocal count
        made = []
        for node, rank in zip(level, spread(len(level), _SALT), strict=True):
            count += 1
            name = str(count)
            block = replace(node.block, id=name, parent=parent, rank=rank)
            made.append(Node(block, placed(node.children, name)))
        return tuple(made)

    return placed(nodes, "")

"""The words of a whole document in reading order: what every other format must say as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.exporting.chart_data import poll_rows
from facilitator.exporting.wording import CONTENTS, base_line, contents_label, in_contents
from sessions.document import Block, BlockType, Document, DocumentTree

_KNOWN: Final = frozenset(BlockType)


def plain_text(tree: DocumentTree) -> str:
    """Return every word a reader is given, a paragraph a block; numbers of pages and lists are not words."""
    parts = [*_front(tree.document)]
    for node in tree.walk():
        parts += _of_block(tree, node.block)
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _front(document: Document) -> Iterator[str]:
    yield from (document.title, document.subtitle, document.byline, document.dateline)


def _of_block(tree: DocumentTree, block: Block) -> Iterator[str]:
    if block.type not in _KNOWN:
        raise ValueError(f"no way to read a block of type {block.type!r}")
    if block.type is BlockType.IMAGE:
        yield from (block.text, block.label)
        return
    yield block.label
    if block.type is BlockType.CONTENTS:
        yield block.text if block.text.strip() else CONTENTS
        yield from (f"{contents_label(entry)} {entry.text}" for entry in in_contents(tree))
        return
    yield block.text
    if block.type is BlockType.POLL and block.about in tree.polls:
        yield "\n".join(" ".join(row).strip() for row in poll_rows(block, tree.polls))
        yield base_line(tree.polls[block.about])

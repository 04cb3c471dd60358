"""draft.md: the draft for discussion as CommonMark that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from facilitator.exporting.folder_content import FolderContent
from facilitator.exporting.folder_names import Names
from facilitator.exporting.links import allowed_link
from facilitator.exporting.markdown_inline import inline
from facilitator.leaving_out import What
from sessions.document import Block, BlockType, Node, Run, tree_of
from sessions.errors import KnownError

_LOOKS_LIKE_KEY: Final = re.compile(r"(?:(?<=\s)|\A)\{(?=#[^{}\s]*\}\s*\Z)")
_LISTS: Final = frozenset({BlockType.BULLETS, BlockType.NUMBERED})
_ENDS: Final = ".)"
_POINTS: Final = "-*"
"""Marks of lists, in turns: two lists one after the other would else be read as one."""


def draft_md(content: FolderContent, names: Names) -> str:
    """Return the text of the draft, or '' where there is none."""
    if content.draft is None:
        return ""
    tree = tree_of(content.draft, content.blocks, {})
    chunks = list(_Writer(names).chunks(tree.nodes))
    return "\n\n".join(chunks) + "\n" if chunks else ""


class _Writer:
    """Writes blocks as pieces of Markdown."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._lists = 0

    def chunks(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Yield the pieces of some blocks, to stand with an empty line between them."""
        for node in nodes:
            if node.block.type in _LISTS:
                yield from self._list(node)
                continue
            self._lists = 0
            chunk = self._chunk(node.block)
            if chunk:
                yield chunk
            if node.children:
                self._names.tally.add(What.DRAFT_BLOCKS, len(node.children))
                yield from self.chunks(node.children)

    def _chunk(self, block: Block) -> str:
        if block.type is BlockType.HEADING:
            return self._heading(block)
        words = self._words(block)
        if block.type is BlockType.PULL_QUOTE:
            return "\n".join(f"> {line}" for line in words.split("\n")) if words else ""
        if block.type is not BlockType.PARAGRAPH and words:
            self._names.tally.add(What.DRAFT_BLOCKS)
        return words

    def _heading(self, block: Block) -> str:
        words = inline(self._runs(block), " ")
        words = _LOOKS_LIKE_KEY.sub(r"\\{", words)
        key = self._names.key(block.about)
        return " ".join(
            filter(None, ("#" * min(max(block.level, 1), 6), words, f"{{#{key}}}" if key else ""))
        )

    def _list(self, node: Node) -> Iterator[str]:
        if node.block.text.strip():
            self._lists = 0
            self._names.tally.add(What.DRAFT_BLOCKS)
            yield self._words(node.block)
        items = [child for child in node.children if child.block.type is BlockType.ITEM]
        others = [child for child in node.children if child.block.type is not BlockType.ITEM]
        words = [line for item in items if (line := self._words(item.block))]
        marks = self._marks(node.block.type, len(words))
        lines = [
            f"{mark} {line}".replace("\n", "\n" + " " * (len(mark) + 1))
            for mark, line in zip(marks, words, strict=True)
        ]
        if lines:
            self._lists += 1
            yield "\n".join(lines)
        below = (*others, *(child for item in items for child in item.children))
        if below:
            self._names.tally.add(What.DRAFT_BLOCKS, len(below))
            yield from self.chunks(below)

    def _marks(self, kind: BlockType, count: int) -> list[str]:
        if kind is BlockType.NUMBERED:
            return [f"{number}{_ENDS[self._lists % len(_ENDS)]}" for number in range(1, count + 1)]
        return [_POINTS[self._lists % len(_POINTS)]] * count

    def _words(self, block: Block) -> str:
        return inline(self._runs(block))

    def _runs(self, block: Block) -> list[Run]:
        return [self._run(run) for run in block.body]

    def _run(self, run: Run) -> Run:
        """Return a run with an address that can be written, or with none."""
        try:
            link = allowed_link(run.link) if run.link else ""
        except KnownError:
            self._names.tally.add(What.TEXTS)
            link = ""
        return replace(run, text=self._names.words(run.text), link=link)

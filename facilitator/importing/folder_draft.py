"""draft.md: the draft for discussion, from CommonMark to a document and its blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from facilitator.importing.folder_draft_runs import Words
from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_text import DRAFT, GATHERING
from facilitator.importing.problems import Findings
from sessions.document import Block, BlockState, BlockType, Document, DocumentKind, Run, Source
from sessions.document import Origin as SourceOrigin
from sessions.gathering import Gathering
from sessions.network import Network
from sessions.ranks import salt_from, spread

if TYPE_CHECKING:
    from markdown_it.token import Token

_ABOUT: Final = re.compile(r"(?:\A|\s+)\{#([^{}\s]*)\}\s*\Z")
_KEPT_AS_TEXT: Final = {
    "fence": "code",
    "code_block": "code",
    "html_block": "HTML",
    "hr": "a line across the page",
}
_LISTS: Final = {"bullet_list_open": BlockType.BULLETS, "ordered_list_open": BlockType.NUMBERED}


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft for discussion, where there is one, and its blocks in reading order."""

    document: Document | None = None
    blocks: tuple[Block, ...] = ()


class DraftReader:
    """Reads the draft of one gathering."""

    def __init__(self, top: Table, known_sessions: Known, origin: Origin, findings: Findings) -> None:
        self._top = top
        self._known = known_sessions
        self._origin = origin
        self._findings = findings

    def read(self, text: str | None, network: Network, gathering: Gathering) -> Draft:
        """Return the draft that [draft] names, with the text of draft.md."""
        is_file_there = DRAFT in self._origin.files
        if not self._top.has("draft"):
            if is_file_there:
                self._findings.add("draft_not_named", DRAFT)
            return Draft()
        table = self._top.table("draft")
        if table is None:
            return Draft()
        document = Document(
            id=self._origin.id_of("document", GATHERING, "draft"),
            gathering=gathering.id,
            kind=DocumentKind.DRAFT,
            title=table.text("title", is_needed=True),
            language=network.language,
            quote_marks=network.quote_marks,
            circulated=table.day("circulated"),
            circulated_to=table.text("circulated_to"),
        )
        table.finish()
        if not is_file_there:
            self._findings.add("draft_missing", DRAFT, title=document.title)
        elif text is not None and not text.strip():
            self._findings.add("file_empty", DRAFT)
        return Draft(document, self._blocks(text or "", document.id))

    def _blocks(self, text: str, document: str) -> tuple[Block, ...]:
        blocks = _Page(text, self._known, self._findings).blocks()
        ids = [self._origin.id_of("block", DRAFT, number) for number in range(len(blocks))]
        salt = salt_from(hashlib.sha256(self._origin.id_of("block", DRAFT, "ranks").encode()).digest())
        return tuple(
            replace(block, id=made, document=document, rank=rank, parent=ids[int(block.parent)] if block.parent else "")
            for block, made, rank in zip(blocks, ids, spread(len(blocks), salt), strict=True)
        )  # fmt: skip


class _Page:
    """Goes through the tokens of a text once; a parent is the place of its block among the others."""

    def __init__(self, text: str, known: Known, findings: Findings) -> None:
        self._rows = text.split("\n")
        self._text = text
        self._known = known
        self._findings = findings
        self._words = Words(findings)
        self._found: list[Block] = []

    def blocks(self) -> list[Block]:
        """Return the blocks in reading order, children after their parents."""
        # Imported where used: start-up must not pay for it.
        from markdown_it import MarkdownIt

        self._flow(MarkdownIt("commonmark").parse(self._text))
        return self._found

    def _flow(self, tokens: Sequence[Token]) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = _closing(tokens, at)
            inside = tokens[at + 1 : end]
            if token.type == "heading_open":
                self._heading(token, inside)
            elif token.type == "paragraph_open":
                self._add(BlockType.PARAGRAPH, self._runs(inside))
            elif token.type in _LISTS:
                self._list(_LISTS[token.type], inside)
            elif token.type == "blockquote_open":
                self._quotation(token, inside)
            elif token.type in _KEPT_AS_TEXT:
                self._as_text(token)
            at = end + 1

    def _heading(self, token: Token, inside: Sequence[Token]) -> None:
        (inline,) = inside
        found = _ABOUT.search(inline.content)
        line = _line(token)
        about = self._known.id_of(found.group(1), DRAFT, line) if found else ""
        if found and not found.group(1):
            self._findings.add("heading_without_key", DRAFT, line)
        runs = self._words.without_end(inline, found.group() if found else "")
        self._add(BlockType.HEADING, runs, level=int(token.tag[1:]), about=about)

    def _list(self, kind: BlockType, inside: Sequence[Token]) -> None:
        parent = self._add(kind, ())
        self._items(inside, parent)

    def _items(self, inside: Sequence[Token], parent: str) -> None:
        """Add the items of a list, those of lists inside it after them in the same list."""
        at = 0
        while at < len(inside):
            end = _closing(inside, at)
            self._item(inside[at], inside[at + 1 : end], parent)
            at = end + 1

    def _item(self, item: Token, inside: Sequence[Token], parent: str) -> None:
        at = 0
        while at < len(inside):
            token = inside[at]
            end = _closing(inside, at)
            if token.type == "paragraph_open":
                self._add(BlockType.ITEM, self._runs(inside[at + 1 : end]), parent=parent)
            elif token.type in _LISTS:
                self._say(token, "a list inside a list")
                self._items(inside[at + 1 : end], parent)
            else:
                self._as_text(token, parent)
            at = end + 1
        if not inside:
            self._say(item, "an item without words")

    def _quotation(self, token: Token, inside: Sequence[Token]) -> None:
        """Keep a quotation that is one paragraph as one; any other as the text it is."""
        if [one.type for one in inside] == ["paragraph_open", "inline", "paragraph_close"]:
            self._add(BlockType.PULL_QUOTE, self._runs(inside))
        else:
            self._say(token, "a quotation of several paragraphs")
            self._flow(inside)

    def _as_text(self, token: Token, parent: str = "") -> None:
        """Keep what a block cannot hold as the lines of the file that it stands in."""
        first, last = token.map or (0, 0)
        told = _KEPT_AS_TEXT.get(token.type, "a heading" if token.type == "heading_open" else "a quotation")
        self._say(token, told)
        text = "\n".join(self._rows[first:last]).strip()
        kind = BlockType.ITEM if parent else BlockType.PARAGRAPH
        self._add(kind, (Run(text, Source(SourceOrigin.OWN)),), parent=parent)

    def _say(self, token: Token, what: str) -> None:
        self._findings.add("draft_kept_as_text", DRAFT, _line(token), what=what)

    def _runs(self, inside: Sequence[Token]) -> tuple[Run, ...]:
        return self._words.runs(next(token for token in inside if token.type == "inline"))

    def _add(
        self, kind: BlockType, body: tuple[Run, ...], *, parent: str = "", level: int = 0, about: str = ""
    ) -> str:
        """Add a block; return its place, by which its children name it."""
        block = Block(
            "", "", kind, parent, body=body, level=level, about=about, state=BlockState.OWN
        )  # fmt: skip
        self._found.append(block)
        return str(len(self._found) - 1)


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return where the block that begins at a token ends."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1

"""Text that was written before: the draft for discussion that was circulated, and what the network says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sessions.agenda import Session
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_material import Index
from sessions.compose_wording import Wording, carried, plain, record
from sessions.document import Block, BlockType, Document, Node, Origin, Source, tree_of
from sessions.network import StandingText
from sessions.wording import folded_words

_LEFT: Final = frozenset({BlockType.CONTENTS, BlockType.SIGN_OFF})
_BULLET: Final = ("- ", "* ", "• ")
_NUMBER: Final = re.compile(r"[0-9]{1,2}[.)] ")
_DEEPEST: Final = 3
_CIRCULATED: Final = {
    (False, False): "circulated",
    (False, True): "circulated-to",
    (True, False): "circulated-on",
    (True, True): "circulated-on-to",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the draft: what heads it, where it is about a session, and what stands in it."""

    session: str
    heading: Block | None
    nodes: tuple[Node, ...]


class Carried:
    """Carry what the draft for discussion said to where it belongs."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._index = index
        self._wording = wording
        self._draft = index.material.draft
        self._sections = _sections(index, self._draft) if self._draft else ()

    def front(self) -> list[Piece]:
        """Return what is about no session, in its order."""
        nodes = [node for one in self._sections if not one.session for node in one.nodes]
        levels = [node.block.level for node in nodes if node.block.type is BlockType.HEADING]
        pieces = [_piece(node, 2 - min(levels, default=0)) for node in nodes]
        if not any(_says_anything(piece) for piece in pieces):
            return []
        heading = Piece(BlockType.HEADING, self._wording.fill("heading-draft"), level=1)
        lead = self._wording.fill("carried", when=self._when())
        return [heading, Piece(BlockType.PARAGRAPH, lead), *pieces]

    def of(self, session: Session) -> list[Piece]:
        """Return what is about a session, each section with the words that say where it stood."""
        made: list[Piece] = []
        for section in self._sections:
            if section.session == session.id and section.heading is not None:
                pieces = [_lowered(_piece(node, 0)) for node in section.nodes]
                if any(_says_anything(piece) for piece in pieces):
                    made += [Piece(BlockType.PARAGRAPH, self._lead(section.heading, session)), *pieces]
        return made

    def _lead(self, heading: Block, session: Session) -> Runs:
        # The title is the name of a part of the draft, not something that somebody said.
        title = record(self._wording.inside(heading.text), heading.id)
        if not heading.text.strip() or _folded(heading.text) == _folded(session.title):
            return self._wording.fill("carried", when=self._when())
        return self._wording.fill("carried-under", when=self._when(), title=self._wording.quoted(title))

    def _when(self) -> Runs:
        draft = self._draft
        day = self._wording.plain_day(draft.circulated, draft.id) if draft and draft.circulated else ()
        people = record(draft.circulated_to, draft.id) if draft else ()
        name = _CIRCULATED[bool(day), bool(people)]
        return self._wording.fill(name, date=day, people=people)


def _sections(index: Index, draft: Document) -> tuple[Section, ...]:
    """Return the stretches of a draft in reading order: a heading holds up to the next of its level or above."""
    blocks = [block for block in index.material.draft_blocks if block.document == draft.id]
    here = {session.id for session in index.sessions}
    made: list[tuple[str, Block | None, list[Node]]] = [("", None, [])]
    open_now: list[Block] = []
    for node in tree_of(draft, blocks, {}).nodes:
        block = node.block
        if block.type is BlockType.HEADING:
            open_now = [one for one in open_now if one.level < block.level]
            is_new = block.about in here
            open_now += [block] if is_new else []
            top = open_now[-1] if open_now else None
            if is_new or top is not made[-1][1]:
                made.append((top.about if top else "", top, []))
            if is_new:
                continue
        if block.type not in _LEFT:
            made[-1][2].append(node)
    return tuple(Section(session, heading, tuple(nodes)) for session, heading, nodes in made)


def _piece(node: Node, deeper: int) -> Piece:
    """Return a block of the draft as it was; headings go as many levels deeper as they have to."""
    block = node.block
    is_heading = block.type is BlockType.HEADING
    return Piece(
        block.type,
        _words(block),
        tuple(_piece(child, deeper) for child in node.children),
        level=min(max(block.level + deeper, 2), _DEEPEST) if is_heading else block.level,
        label=block.label,
        about="" if is_heading else block.about,
        form=block.form,
    )


def _lowered(piece: Piece) -> Piece:
    """Return a heading as a line in bold: under it would stand what the draft did not say."""
    if piece.type is not BlockType.HEADING:
        return piece
    return Piece(BlockType.PARAGRAPH, tuple(replace(run, bold=True) for run in piece.body))


def _words(block: Block) -> Runs:
    source = Source(Origin.CARRIED, (block.id,))
    return tuple(replace(run, src=source) for run in block.body if run.text)


def _says_anything(piece: Piece) -> bool:
    return bool(plain(piece.body).strip()) or any(map(_says_anything, piece.children))


def _folded(text: str) -> str:
    return folded_words(text).casefold()


def standing_pieces(text: StandingText | None, level: int = 0) -> list[Piece]:
    """Return a standing text paragraph by paragraph, under its title where it is to have a heading."""
    if text is None:
        return []
    title = carried(text.title, text.id) if level else ()
    made = [Piece(BlockType.HEADING, title, level=level)] if title else []
    for lines in _paragraphs(text.words):
        kind = _kind_of(lines[0])
        if kind is BlockType.PARAGRAPH:
            made.append(Piece(kind, carried(" ".join(lines), text.id)))
        else:
            made.append(list_of(kind, [carried(line.split(" ", 1)[1], text.id) for line in lines]))
    return made


def _paragraphs(words: str) -> Iterator[Sequence[str]]:
    """Yield the lines of each paragraph; a list may follow the line above it."""
    stretch: list[str] = []
    for line in [*(one.strip() for one in words.splitlines()), ""]:
        is_turn = bool(stretch) and _kind_of(line) is not _kind_of(stretch[0])
        if stretch and (not line or is_turn):
            yield stretch
            stretch = []
        if line:
            stretch.append(line)


def _kind_of(line: str) -> BlockType:
    """Return what a line of a text belongs to: a list, a numbered list, or a paragraph."""
    if line.startswith(_BULLET):
        return BlockType.BULLETS
    return BlockType.NUMBERED if _NUMBER.match(line) else BlockType.PARAGRAPH

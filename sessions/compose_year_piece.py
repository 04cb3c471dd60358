"""A short piece about one gathering of a year: what it came to, and a few voices, as far as they may be quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, TypeVar

from sessions.compose_blocks import Piece, Runs, list_of, quote_piece
from sessions.compose_draft import cover_of
from sessions.compose_harvest import harvest
from sessions.compose_kit import Kit
from sessions.compose_material import Material
from sessions.compose_threads import by_turns
from sessions.document import Block, BlockType, DocumentKind, Node, Origin, Run, tree_of
from sessions.notes import NoteKind
from sessions.people import Level

_Item = TypeVar("_Item")
_MOST_MESSAGES: Final = 6
_MOST_VOICES: Final = 4
_BOUND: Final = frozenset({Origin.NOTES, Origin.QUOTE, Origin.ATTRIBUTION})


@dataclass(frozen=True, slots=True)
class Told:
    """A gathering with the blocks of its newest write-up, none where there is no write-up."""

    material: Material
    write_up: tuple[Block, ...] = ()


def piece_of(told: Told, kit: Kit) -> list[Piece]:
    """Return key messages and voices of a gathering: as its write-up has them, else from its notes."""
    messages = _messages_told(told) or _messages_noted(kit)
    voices = _voices_told(told) or _voices_noted(kit)
    wording = kit.wording
    made: list[Piece] = []
    if messages:
        lead = wording.fill("key-messages")
        made.append(list_of(BlockType.KEY_MESSAGES, messages[:_MOST_MESSAGES], lead))
    if voices:
        made.append(Piece(BlockType.PARAGRAPH, wording.fill("year-quotes")))
        made.append(Piece(BlockType.QUOTE_WALL, (), tuple(voices[:_MOST_VOICES])))
    return made


def _messages_told(told: Told) -> list[Runs]:
    """Return the key messages of a write-up that still rest on notes that may stand there."""
    lists = [node.children for node in _nodes(told) if node.block.type is BlockType.KEY_MESSAGES]
    items = [child.block.body for child in _in_turn(lists)]
    return [body for body in items if body and _may_stand(body, told.material)]


def _in_turn(found: Iterable[Sequence[_Item]]) -> list[_Item]:
    """Return the first of each list, then the second of each: where not all can be told, every session has its turn."""
    return [one for one_round in zip_longest(*found) for one in one_round if one is not None]


def _voices_told(told: Told) -> list[Piece]:
    """Return the quotations of a write-up that stand by themselves, those of its wall first."""
    nodes = _nodes(told)
    walls = [child for node in nodes if node.block.type is BlockType.QUOTE_WALL for child in node.children]
    pulled = [node for node in nodes if node.block.type is BlockType.PULL_QUOTE]
    made: list[Piece] = []
    for node in (*walls, *pulled):
        signed = tuple(run for child in node.children for run in child.block.body)
        is_voice = any(run.src.origin is Origin.QUOTE for run in node.block.body)
        if is_voice and _may_stand((*node.block.body, *signed), told.material):
            made.append(quote_piece(BlockType.ITEM, node.block.body, signed))
    return made


def _nodes(told: Told) -> tuple[Node, ...]:
    cover = cover_of(DocumentKind.WRITE_UP, told.material.network, told.material.gathering.id, "")
    return tree_of(cover, told.write_up, {}).nodes


def _may_stand(runs: Sequence[Run], material: Material) -> bool:
    """Tell whether every run that rests on a note still may: the note is there, its words and name are allowed."""
    notes = {note.id for note in material.notes}
    for run in runs:
        if run.src.origin not in _BOUND:
            continue
        if not run.src.refs or not notes.issuperset(run.src.refs):
            return False
        level = material.levels.get(run.src.refs[0], Level.NONE)
        if run.src.origin is Origin.QUOTE:
            is_newest = material.words_ops.get(run.src.refs[0], "") == run.src.words_op
            if level is Level.NONE or not is_newest:
                return False
        elif run.src.level > level:
            return False
    return True


def _messages_noted(kit: Kit) -> list[Runs]:
    found: list[list[Runs]] = []
    for session in kit.index.sessions:
        rest = harvest(session, kit).rest
        key = [thread for thread in rest if thread.head.kind is NoteKind.KEY_MESSAGE]
        found.append(kit.teller.items(key, kit.index.handed_in(session)))
    return _in_turn(found)


def _voices_noted(kit: Kit) -> list[Piece]:
    wall = [thread for session in kit.index.sessions for thread in harvest(session, kit).wall]
    heads = [thread.head for thread in by_turns(wall)]
    return [
        quote_piece(BlockType.ITEM, kit.scribe.quotation(note), kit.scribe.credit(note)) for note in heads
    ]

"""A document as it is being put together, and the blocks it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from sessions.document import Block, BlockType, ChartForm, Origin, Run
from sessions.ids import uuid8
from sessions.ranks import spread

Runs = tuple[Run, ...]
_Item = TypeVar("_Item")
_SALT: Final = (
    "0000"  # ids come from places, so two computers that compose the same notes mean the same blocks
)
_RECEIPTS: Final = frozenset({Origin.NOTES, Origin.QUOTE, Origin.ATTRIBUTION})


@dataclass(frozen=True, slots=True)
class Piece:
    """A block without an id or a rank yet, and the pieces inside it."""

    type: BlockType
    body: Runs = ()
    children: tuple[Piece, ...] = ()
    level: int = 0
    label: str = ""
    about: str = ""
    form: ChartForm = ChartForm.BARS


def list_of(kind: BlockType, items: Sequence[Runs], lead: Runs = ()) -> Piece:
    """Return a list with an item for each of the texts."""
    return Piece(kind, lead, tuple(Piece(BlockType.ITEM, item) for item in items))


def row_of(cells: Sequence[Runs]) -> Piece:
    """Return a row of a table."""
    return Piece(BlockType.ROW, (), tuple(Piece(BlockType.CELL, cell) for cell in cells))


def table_of(kind: BlockType, header: Sequence[Runs], rows: Sequence[Sequence[Runs]]) -> Piece:
    """Return a table, its header first."""
    return Piece(kind, (), tuple(map(row_of, (header, *rows))))


def quote_piece(kind: BlockType, words: Runs, attribution: Runs) -> Piece:
    """Return a quotation that stands by itself, with who said it below."""
    return Piece(kind, words, (Piece(BlockType.ATTRIBUTION, attribution),) if attribution else ())


def evenly(items: Sequence[_Item], longest: int) -> list[Sequence[_Item]]:
    """Return items in stretches of about the same length, none longer than ``longest``."""
    count = -(-len(items) // longest)
    return [items[len(items) * at // count : len(items) * (at + 1) // count] for at in range(count)]


def blocks_of(pieces: Sequence[Piece], document: str) -> tuple[Block, ...]:
    """Return the blocks of a document in reading order; their ids come from the document and their place in it."""
    made: list[Block] = []
    _number(pieces, document, "", made)
    return tuple(made)


def _number(pieces: Sequence[Piece], document: str, parent: str, made: list[Block]) -> None:
    for piece, rank in zip(pieces, spread(len(pieces), _SALT), strict=True):
        name = uuid8(document, len(made))
        made.append(
            Block(
                name,
                document,
                piece.type,
                parent,
                rank,
                piece.body,
                piece.level,
                piece.label,
                piece.about,
                form=piece.form,
            )
        )
        _number(piece.children, document, name, made)


def notes_in(blocks: Sequence[Block]) -> Mapping[str, tuple[str, ...]]:
    """Return for each note the blocks that rest on it, in reading order."""
    found: dict[str, dict[str, None]] = {}
    for block in blocks:
        for note in _notes(block):
            found.setdefault(note, {})[block.id] = None
    return {note: tuple(ids) for note, ids in found.items()}


def _notes(block: Block) -> Iterator[str]:
    for run in block.body:
        if run.src.origin in _RECEIPTS:
            yield from run.src.refs

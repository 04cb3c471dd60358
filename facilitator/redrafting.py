"""Drafts without a note that may not stand in them any more: its sentences go, every other one stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facilitator.archive.queries import Reader
from facilitator.archive.rows import Kept
from sessions.compose_wording import ends_sentence
from sessions.document import Block, BlockType, Origin, Run
from sessions.edits import Edit, change, create, delete, redact

Runs = tuple[Run, ...]
LeftOf = Callable[[Runs], Runs]

REMOVED: Final = "words removed"

_HOLD_OTHERS: Final = frozenset(
    {
        BlockType.ACTIONS,
        BlockType.AGENDA,
        BlockType.BULLETS,
        BlockType.FIGURES,
        BlockType.FINDINGS,
        BlockType.KEY_MESSAGES,
        BlockType.LINKS,
        BlockType.NUMBERED,
        BlockType.PEOPLE,
        BlockType.POLL,
        BlockType.QUOTE_WALL,
        BlockType.TABLE,
    }
)
"""Blocks that stand while anything is left in them."""

_TABLES: Final = frozenset({BlockType.ACTIONS, BlockType.AGENDA, BlockType.TABLE})


@dataclass(frozen=True, slots=True)
class Redrafted:
    """What puts drafts right, and which documents it changes."""

    edits: tuple[Edit, ...]
    documents: tuple[str, ...]


def without_notes(
    reader: Reader, notes: Collection[str], blocks: Sequence[str], new_id: Callable[[], str]
) -> Redrafted:
    """Return what leaves the words of some notes in no draft, nor in what drafts said before."""
    gone = frozenset(notes)

    def without(sentence: Runs) -> Runs:
        return sentence if all(gone.isdisjoint(run.src.refs) for run in sentence) else ()

    return redrafted(reader, blocks, without, lambda _block: new_id())


def redrafted(
    reader: Reader,
    blocks: Sequence[str],
    left_of: LeftOf,
    new_id: Callable[[str], str],
    labels: Collection[str] = (),
) -> Redrafted:
    """Return what puts others in the place of some blocks: of each sentence stands what ``left_of`` leaves.

    Blocks that stand nowhere any more only lose their words. ``labels`` are blocks whose label goes as well.
    """
    documents = _standing(reader, blocks)
    edits: list[Edit] = []
    for kept in documents.values():
        edits.extend(_Draft(kept, left_of, labels).edits(blocks, new_id))
    here = {block for kept in documents.values() for block in kept}
    edits.extend(_emptied(block, labels) for block in blocks if block not in here)
    return Redrafted(tuple(edits), tuple(documents))


def _emptied(block: str, labels: Collection[str]) -> Edit:
    return redact("block", block, *(("body", "label") if block in labels else ("body",)))


def _standing(reader: Reader, blocks: Sequence[str]) -> dict[str, dict[str, Kept]]:
    """Return the documents in which any of the blocks stands, each with all its blocks."""
    views = [view for block in blocks if (view := reader.view("block", block)) and not view.deleted]
    documents = dict.fromkeys(str(view.fields["document"]) for view in views)
    found = {one: {kept.record.id: kept for kept in reader.every("block", document=one)} for one in documents}
    return {document: kept for document, kept in found.items() if kept}


class _Draft:
    """One draft, and what is left of it."""

    def __init__(self, kept: Mapping[str, Kept], left_of: LeftOf, labels: Collection[str]) -> None:
        self._kept = kept
        self._left_of = left_of
        self._labels = labels
        self._blocks: dict[str, Block] = {name: one.record for name, one in kept.items()}

    def edits(self, about: Sequence[str], new_id: Callable[[str], str]) -> Iterator[Edit]:
        """Yield what puts other blocks in the place of those that have or had words that must go."""
        # A redacted body stays empty whatever is written into it, so what is left needs a block of its own.
        left = {name: self._left(self._blocks[name].body) for name in about if name in self._blocks}
        gone = self._gone({name for name, body in left.items() if not _says_anything(body)})
        again = {name: new_id(name) for name in left if name not in gone}
        for name, made in again.items():
            block = self._blocks[name]
            parent = again.get(block.parent, block.parent)
            label = "" if name in self._labels else block.label
            copy = replace(block, id=made, body=left[name], parent=parent, label=label)
            yield create(copy, self._kept[name].scope)
        for name, block in self._blocks.items():
            if block.parent in again and name not in again and name not in gone:
                yield change("block", name, parent=again[block.parent])
        for name in (*again, *gone):
            yield delete("block", name, why=REMOVED)
            yield _emptied(name, self._labels)

    def _left(self, body: Runs) -> Runs:
        """Return what is left of a text."""
        runs = [run for found in _sentences(body) for run in self._left_of(found)]
        return tuple(runs[1:] if runs and _is_gap(runs[0]) else runs)

    def _gone(self, emptied: set[str]) -> list[str]:
        """Return the blocks that go: what is empty, the row of an empty cell, what stood below, emptied lists."""
        gone: set[str] = set()
        found = {name for name in emptied if self._blocks[name].type not in _HOLD_OTHERS}
        while found:
            gone |= found
            found = {name for name in self._blocks if name not in gone and self._goes_with(name, gone)}
        return sorted(gone)

    def _goes_with(self, name: str, gone: set[str]) -> bool:
        block = self._blocks[name]
        below = [one for one, other in self._blocks.items() if other.parent == name]
        if block.parent in gone:
            return True
        if block.type is BlockType.ROW:
            return any(one in gone for one in below)
        if block.type not in _HOLD_OTHERS or not any(one in gone for one in below):
            return False
        # A table with nothing but its header says nothing.
        return sum(one not in gone for one in below) <= (block.type in _TABLES)


def _sentences(body: Runs) -> Iterator[Runs]:
    """Yield the sentences of a text, each with the gap before it."""
    made: list[Run] = []
    for run in body:
        if _is_gap(run) and ends_sentence("".join(one.text for one in made)):
            yield tuple(made)
            made = []
        made.append(run)
    if made:
        yield tuple(made)


def _is_gap(run: Run) -> bool:
    return run.src.origin is Origin.TEMPLATE and run.text.isspace()


def _says_anything(body: Runs) -> bool:
    return any(letter.isalnum() for run in body for letter in run.text)

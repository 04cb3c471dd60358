"""A document as the gate reads it: passages with what signs and heads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sessions.document import Block, BlockType, Node, Origin, Run, Source
from sessions.wording import folded_words

SAID = frozenset({Origin.QUOTE, Origin.NOTES})
_BREAK = Run("\n", Source(Origin.TEMPLATE))


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as it is read: its runs with those of its attribution, and the texts in which a name may stand.

    ``told`` is the text of notes; ``beside`` all that is no note's: the block's own, and what heads or signs the
    list it is an item of (``around``).
    """

    block: Block
    runs: tuple[Run, ...]
    around: tuple[Run, ...]
    quoted: str
    told: str
    beside: str


def passages(nodes: Sequence[Node], lead: tuple[Run, ...] = ()) -> Iterator[Passage]:
    """Yield every block once, attributions with the words above them; ``lead`` goes with the items of a list."""
    for node in nodes:
        signed = [one for one in node.children if one.block.type is BlockType.ATTRIBUTION]
        others = [one for one in node.children if one.block.type is not BlockType.ATTRIBUTION]
        runs = tuple(itertools.chain(node.block.body, *((_BREAK, *child.block.body) for child in signed)))
        around = lead if node.block.type is BlockType.ITEM else ()
        yield _passage(node.block, runs, around)
        yield from passages(others, runs)
        yield from passages([below for child in signed for below in child.children])


def _passage(block: Block, runs: tuple[Run, ...], around: tuple[Run, ...]) -> Passage:
    return Passage(
        block,
        runs,
        around,
        # A first capital of words that nobody may change makes no name of *will* or *may*.
        quoted=folded_words(
            "\n".join(_begun_small(t) for src, t in joined(runs) if src.origin is Origin.QUOTE)
        ),
        told=folded_words("\n".join(t for src, t in joined(runs) if src.origin is Origin.NOTES)),
        beside=folded_words(f"{block.label}\n{_own_text(around)}\n{_own_text(runs)}"),
    )


def joined(runs: Sequence[Run]) -> Iterator[tuple[Source, str]]:
    """Yield sources with their words; runs that only look different are one quotation."""
    for src, alike in itertools.groupby(runs, key=lambda run: run.src):
        text = "".join(run.text for run in alike)
        if text.strip():
            yield src, text


def _own_text(runs: Sequence[Run]) -> str:
    return "".join("\n" if run.src.origin in SAID else run.text for run in runs)


def _begun_small(text: str) -> str:
    first = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first : first + 1].lower() + text[first + 1 :]

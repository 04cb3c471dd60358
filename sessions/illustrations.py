"""Pictures that a person puts into a document: where each stands, and that a new draft has it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sessions.document import Block, BlockState, BlockType, Origin, Run, Source
from sessions.errors import DomainError
from sessions.ids import uuid8
from sessions.ranks import between
from sessions.wording import folded_words

_SALT: Final = "0000"  # ids come from places, as those of a draft do
_SHOWN: Final = 60  # letters of a block, where several are meant
_MOST_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture to be put in: the sha256 of its bytes, what is to be seen in it, and what stands below it."""

    sha256: str
    alt: str
    caption: str = ""


def illustrated(
    document: str, blocks: Sequence[Block], picture: Illustration, after: str, name: str
) -> Block:
    """Return the block of a picture, after the one that is meant by its id, its words or the beginning of them.

    Without such words it stands at the head of the document, below its contents. Raises DomainError
    ``picture_not_described``, or ``block_unknown`` or ``block_ambiguous``, which name what there is.
    """
    alt = " ".join(picture.alt.split())
    if not alt:
        raise DomainError("picture_not_described")
    tops = _tops(blocks)
    place = _place_of(tops, after) if after.strip() else _head_of(tops)
    body = (Run(alt, Source(Origin.OWN)),)
    caption = " ".join(picture.caption.split())
    made = Block(name, document, BlockType.IMAGE, body=body, label=caption, about=picture.sha256)
    return replace(made, rank=_rank_at(tops, place), state=BlockState.OWN)


def is_illustration(block: Block) -> bool:
    """Tell whether a block is a picture that a person put in."""
    return block.type is BlockType.IMAGE and block.state is BlockState.OWN


def carried_over(before: Sequence[Block], now: Sequence[Block], document: str) -> tuple[Block, ...]:
    """Return the pictures of an earlier draft as they stand in a new one: each after what it stood after.

    Where that is gone, it stands after the nearest of what stood before it.
    """
    old, new = _tops(before), _tops(now)
    made: list[Block] = []
    keys = [key for key, _ in _keyed(new)]
    for at, picture in enumerate(old):
        if not is_illustration(picture):
            continue
        above = [key for key, _ in _keyed(old[:at])]
        anchor = next((key for key in reversed(above) if key in keys), None)
        place = 0 if anchor is None else 1 + keys.index(anchor)
        while place < len(new) and is_illustration(new[place]):
            place += 1
        name = uuid8(document, "picture", len(made))
        made.append(replace(picture, id=name, document=document, rank=_rank_at(new, place)))
        new.insert(place, made[-1])
        keys.insert(place, ("", 0))
    return tuple(made)


def _tops(blocks: Sequence[Block]) -> list[Block]:
    return sorted((one for one in blocks if not one.parent), key=lambda one: (one.rank, one.id))


def _keyed(tops: Sequence[Block]) -> Iterator[tuple[tuple[str, int], Block]]:
    """Yield blocks with what tells each from the others of a draft, its pictures left out."""
    seen: Counter[str] = Counter()
    for block in tops:
        if is_illustration(block):
            continue
        key = "\n".join((block.type, block.label, block.about, block.text))
        yield (key, seen[key]), block
        seen[key] += 1


def _rank_at(tops: Sequence[Block], place: int) -> str:
    low = tops[place - 1].rank if place else ""
    high = tops[place].rank if place < len(tops) else ""
    return between(low, high, _SALT)


def _head_of(tops: Sequence[Block]) -> int:
    return int(bool(tops) and tops[0].type is BlockType.CONTENTS)


def _place_of(tops: Sequence[Block], after: str) -> int:
    """Return the place after the block that is meant; a heading is meant before anything else."""
    said = folded_words(after).casefold()
    told = [(folded_words(block.text).casefold(), block) for block in tops]
    found = (
        [block for block in tops if block.id == after]
        or [block for words, block in told if words == said]
        or [block for words, block in told if words.startswith(said)]
        or [block for words, block in told if said in words]
    )
    headings = [block for block in found if block.type is BlockType.HEADING]
    meant = headings or found
    if len(meant) == 1:
        return tops.index(meant[0]) + 1
    shown = meant or [block for block in tops if block.type is BlockType.HEADING]
    ids = [f" ({block.id})" if meant else "" for block in shown]
    told_of = [f"‘{block.text[:_SHOWN]}’{name}" for block, name in zip(shown, ids, strict=True)]
    words = "; ".join(told_of[:_MOST_SHOWN])
    raise DomainError("block_ambiguous" if meant else "block_unknown", after=after, blocks=words)

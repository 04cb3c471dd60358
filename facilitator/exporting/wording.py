"""The few words a document has that are not in its tree, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sessions.document import Block, BlockType, DocumentTree
from sessions.polls import Poll, answered, shares

CONTENTS: Final = "Contents"
SKIP: Final = "Skip to the text"
BASE_UNKNOWN: Final = "How many answered is not known."
RESULT_UNKNOWN: Final = "No result is known."
CHECKING_COPY: Final = "For checking by those quoted. Please do not pass it on."
ANSWER: Final = "Answer"
SHARE: Final = "Share"
NUMBER: Final = "Number"
PICTURE: Final = "Picture:"
AS_TABLE: Final = "The figures as a table"
CONTENTS_LEVELS: Final = 2  # deeper headings do not stand in the contents


@dataclass(frozen=True, slots=True)
class Figure:
    """An option of a poll as it is printed; ``share`` is a whole per cent, -1 for not known."""

    option: str
    share: int

    @property
    def per_cent(self) -> str:
        """Return the share as it is printed, or nothing."""
        return f"{self.share}%" if self.share >= 0 else ""


def figures(poll: Poll) -> tuple[Figure, ...]:
    """Return every option in order, with its share where there is one."""
    known = shares(poll)
    missing = (-1,) * (len(poll.options) - len(known))
    return tuple(
        Figure(option.text, share) for option, share in zip(poll.options, (*known, *missing), strict=False)
    )


def in_words(poll: Poll) -> str:
    """Say what the bars of a poll show, for those who do not see them."""
    shown = "; ".join(f"{figure.option}: {figure.per_cent}" for figure in figures(poll) if figure.per_cent)
    return f"Bar chart. {shown}."


def base_line(poll: Poll) -> str:
    """Say how many answered a poll."""
    if poll.result is None:
        return RESULT_UNKNOWN
    base = answered(poll)
    if base < 0:
        return BASE_UNKNOWN
    if base == 0:
        return "Nobody answered."
    return "1 person answered." if base == 1 else f"{base:,} people answered."


def in_contents(tree: DocumentTree) -> list[Block]:
    """Return the headings that stand in the contents, in reading order."""
    blocks = (node.block for node in tree.walk())
    return [block for block in blocks if is_printed_heading(block) and block.level <= CONTENTS_LEVELS]


def contents_label(heading: Block) -> str:
    """Return what stands beside a heading in the contents: a session's label, no other."""
    return heading.label if heading.level <= 1 else ""


TITLED: Final = frozenset(
    {BlockType.FINDINGS, BlockType.ACKNOWLEDGEMENTS, BlockType.DEDICATION, BlockType.CALL}
)
"""Blocks whose title is their label."""


def is_printed_heading(block: Block) -> bool:
    """Tell whether a block is a heading with words."""
    return block.type is BlockType.HEADING and bool(block.text.strip())

"""Rows of a table set as stacks, a line a cell with the name of its column before it: for tables too narrow to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import Strip, Text, baseline, held, spaced
from facilitator.exporting.pdf.tags import Kind, Owner, Tag
from facilitator.exporting.pdf.type_styles import DEEP, HAIR, SMALL, SMALL_BOLD, TABLE_HEAD
from sessions.document import Node, Run

LABEL_SHARE = 0.38  # of the column, at most
GAP = 14.0  # between the name of a column and what stands in it
SLACK = 0.5  # sums of widths are not exact
PAD = 7.0
BETWEEN = 2.0  # the lines of one row
WHOLE_STACK = 16  # lines; a higher one may break between its cells


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row, and the name of the column as it is said or only shown."""

    name: Sequence[Run]
    named_by: Owner
    body: Sequence[Run]
    tag: Tag
    is_header: bool = False
    below: Sequence[Node] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """One row: its cells, and the blocks that begin with it."""

    cells: Sequence[Cell]
    blocks: list[str] = field(default_factory=list)


def stacks(story: Story, found: Sequence[Stack], column: Column) -> list[Strip]:
    """Return rows one below the other, with hairlines between them."""
    names = [cell.name for cell in found[0].cells] if found else []
    widest = max(
        (
            line.width
            for name in names
            for line in story.typesetter.lines(name, TABLE_HEAD, column.width * LABEL_SHARE)
        ),
        default=0.0,
    )
    inner = column.inset(widest + SLACK + GAP) if widest else column
    top = spaced(held([rule(column, DEEP, 1.0)], with_next=True), 14, 0)
    return top + [strip for one in found for strip in _stack(story, one, column, inner)]


def _stack(story: Story, stack: Stack, column: Column, inner: Column) -> list[Strip]:
    parts = [_cell(story, cell, column, inner) for cell in stack.cells]
    strips = [strip for part in parts for strip in part] or [Strip(0.0)]
    held(strips, at_most=WHOLE_STACK)
    strips[0].blocks += stack.blocks
    strips[-1].is_held = True
    under: list[Strip] = []
    for cell in stack.cells:
        under += story.flow(cell.below, column.within(cell.tag))
    return [*spaced(strips, PAD, PAD), rule(column, HAIR), *under]


def _cell(story: Story, cell: Cell, column: Column, inner: Column) -> list[Strip]:
    """Return a cell with its name beside it; an empty one is nothing, unless its name is said here."""
    if not cell.body and not isinstance(cell.named_by, Tag):
        return []
    style = SMALL_BOLD if cell.is_header else SMALL
    owner = cell.tag.add(Kind.PARAGRAPH) if cell.below else cell.tag
    names = story.typesetter.lines(cell.name, TABLE_HEAD, inner.x - column.x - GAP)
    words = story.typesetter.lines(cell.body, style, inner.width)
    strips = [Strip(style.leading) for _ in range(max(len(names), len(words)))]
    for strip, line in zip(strips, names, strict=False):
        strip.marks += (Text(column.x, baseline(style), line, cell.named_by),)
    for strip, line in zip(strips, words, strict=False):
        strip.marks += (Text(inner.x, baseline(style), line, owner),)
    return spaced(held(strips, at_most=WHOLE_STACK), BETWEEN, BETWEEN)

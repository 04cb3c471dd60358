"""Figures at a glance: large numbers side by side, each with its sentence below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.exporting.pdf.inline import whole_body
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import (
    Box,
    Mark,
    Strip,
    Text,
    baseline,
    held,
    kept_in_pairs,
    spaced,
    stacked,
)
from facilitator.exporting.pdf.tags import Kind, Tag
from facilitator.exporting.pdf.type_styles import BIG_NUMBERS, NOTE, PANEL_TITLE, SMALL, TEAL, Style
from sessions.document import BlockType, Node

GUTTER = 18.0
RULE = 1.2  # above each number
HEAD = 8.0  # between the rule and the number
BELOW_NUMBER = 2.0
MOST_ACROSS = 3
ABOVE_SOURCE = 2.0
TALLEST = 300.0  # points; a figure with a longer sentence may be parted
LONGEST = 6  # lines of a sentence in the narrow column; with more there are two columns


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number and its sentence as lines of one column."""

    blocks: list[str]
    number: list[Line]
    style: Style
    sentence: list[Line]
    source: list[Line]
    tag: Tag

    @property
    def height(self) -> float:
        numbers = len(self.number) * self.style.leading
        return RULE + HEAD + numbers + BELOW_NUMBER + self.sentences

    @property
    def sentences(self) -> float:
        """Return the height of what stands below the number."""
        source = bool(self.source) * ABOVE_SOURCE + len(self.source) * NOTE.leading
        return len(self.sentence) * SMALL.leading + source


def figures(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set figures in two or three columns; a row of them is never parted."""
    title = column.tagged(Kind.HEADING)
    strips = spaced(held(story.text(node.block, PANEL_TITLE, title), with_next=True), 0, 10)
    items = [child for child in node.children if child.block.type is BlockType.ITEM]
    others = [child for child in node.children if child.block.type is not BlockType.ITEM]
    others += [below for child in items for below in child.children if not _is_source(below)]
    listed = column.tag.add(Kind.LIST)
    tags = [listed.add(Kind.ITEM).add(Kind.ITEM_BODY) for _ in items]
    cells = _cells(story, items, column, tags)
    rows = [_row(row, len(cells[0]), column) for row in cells]
    return spaced(strips + kept_in_pairs(rows), 14, 22) + story.flow(others, column)


def _cells(story: Story, items: Sequence[Node], column: Column, tags: Sequence[Tag]) -> list[list[_Cell]]:
    """Return the figures in rows of as many as there is room for."""
    for across in range(min(_across(len(items)), 2 if story.sheet.is_large else MOST_ACROSS), 0, -1):
        width = (column.width - GUTTER * (across - 1)) / across
        cells = [_cell(story, node, width, tag) for node, tag in zip(items, tags, strict=True)]
        is_roomy = all(len(cell.sentence) <= LONGEST and len(cell.number) <= 1 for cell in cells)
        if is_roomy or across == 1:
            break
    return [cells[at : at + across] for at in range(0, len(cells), across)] if items else []


def _across(count: int) -> int:
    """Return how many stand side by side: three, but two where that leaves no hole."""
    return 2 if count in (2, 4) else min(count, MOST_ACROSS)


def _is_source(node: Node) -> bool:
    """Tell whether a block says in a line where a figure comes from: it stands below the sentence."""
    return node.block.type is BlockType.SOURCE and not node.children


def _cell(story: Story, node: Node, width: float, tag: Tag) -> _Cell:
    typesetter, block = story.typesetter, node.block
    below = [child.block for child in node.children if _is_source(child)]
    for style in BIG_NUMBERS:
        number = typesetter.plain_lines(block.label, style, width)
        if len(number) <= 1:
            break
    source = typesetter.lines(whole_body(*below), NOTE, width)
    names = [block.id, *(one.id for one in below)]
    return _Cell(names, number, style, typesetter.lines(block.body, SMALL, width), source, tag)


def _row(cells: Sequence[_Cell], across: int, column: Column) -> list[Strip]:
    """Return figures side by side as one strip; one with a very long sentence as a strip a line."""
    if max(cell.height for cell in cells) > TALLEST:
        strips = [strip for cell in cells for strip in _long(cell, column)]
    else:
        marks: list[Mark] = []
        width = (column.width - GUTTER * (across - 1)) / across
        for at, cell in enumerate(cells):
            marks += _marks(cell, column.x + at * (width + GUTTER), width)
        strips = [Strip(max(cell.height for cell in cells), tuple(marks), above=14, below=14)]
    strips[0].blocks += [name for cell in cells for name in cell.blocks]
    return strips


def _long(cell: _Cell, column: Column) -> list[Strip]:
    number = stacked(cell.number, cell.style, column.x, cell.tag.add(Kind.PARAGRAPH))
    sentence = stacked(cell.sentence, SMALL, column.x, cell.tag.add(Kind.PARAGRAPH))
    source = stacked(cell.source, NOTE, column.x, cell.tag.add(Kind.PARAGRAPH)) if cell.source else []
    return spaced(number + sentence + spaced(source, ABOVE_SOURCE, 0), 14, 14)


def _marks(cell: _Cell, x: float, width: float) -> list[Mark]:
    y = RULE + HEAD
    marks: list[Mark] = [Box(x, 0.0, width, RULE, TEAL)]
    owner = cell.tag.add(Kind.PARAGRAPH)
    for line in cell.number:
        marks.append(Text(x, y + baseline(cell.style), line, owner))
        y += cell.style.leading
    y += BELOW_NUMBER
    owner = cell.tag.add(Kind.PARAGRAPH)
    for line in cell.sentence:
        marks.append(Text(x, y + baseline(SMALL), line, owner))
        y += SMALL.leading
    if cell.source:
        y += ABOVE_SOURCE
        owner = cell.tag.add(Kind.PARAGRAPH)
    for line in cell.source:
        marks.append(Text(x, y + baseline(NOTE), line, owner))
        y += NOTE.leading
    return marks

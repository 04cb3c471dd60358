"""Tables: agreed actions with hairlines between them and a header that comes again on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from facilitator.exporting.pdf.inline import whole_body
from facilitator.exporting.pdf.lines import words
from facilitator.exporting.pdf.stacks import Cell, Stack, stacks
from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import (
    Strip,
    Text,
    baseline,
    beside,
    held,
    kept_in_pairs,
    spaced,
    stacked,
)
from facilitator.exporting.pdf.tags import Artifact, Attribute, Kind, Tag
from facilitator.exporting.pdf.type_styles import BODY, DEEP, HAIR, NARROW, SMALL, TABLE_HEAD, Style
from sessions.document import BlockType, Node, Run

GUTTER, DENSE_GUTTER = 16.0, 11.0
PAD = 6.0
MANY_COLUMNS = 5
WHOLE_ROW = 14  # lines; a higher row may break
STEPS = (12.0, 24.0, 48.0, 96.0)  # points that one column may give to another
NARROWEST = 16  # letters; in large print a column that breaks lines after fewer is no column
SLACK = 0.5  # sums of widths are not exact
OTHERS_SHARE = 0.55  # what all but the widest column may take without breaking a line
EVENNESS = 0.75  # below 1: a column with ten times the text gets less than ten times the room


@dataclass(frozen=True, slots=True)
class _Row:
    """How rows are set, and which of their cells head the others: all, the first or none."""

    style: Style
    headers: Literal["all", "first", "none"]


HEADER = _Row(TABLE_HEAD, "all")
HEADED = _Row(SMALL, "first")
CELLS = _Row(SMALL, "none")


def actions(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set agreed actions as a table; its first row is the header."""
    return _table(story, node, column, CELLS)


def table(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a table in which the first cell of each row is its header: a time, a name."""
    return _table(story, node, column, HEADED)


def _table(story: Story, node: Node, column: Column, kinds: _Row) -> list[Strip]:
    rows = [child for child in node.children if child.block.type is BlockType.ROW]
    others = [child for child in node.children if child.block.type is not BlockType.ROW]
    if story.sheet.is_dense:
        kinds = replace(kinds, style=NARROW)
    lead = spaced(story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH)), 9, 9)
    if rows:
        column = _measure(story, node, rows, column)
        table = column.tagged(Kind.TABLE)
        head = table.tagged(Kind.TABLE_HEAD if len(rows) > 1 else Kind.TABLE_BODY)
        body = table.tagged(Kind.TABLE_BODY)
        widths = _widths(story, rows, column.width, kinds.style)
        if len(rows) > 1 and _is_cramped(story, rows[1:], widths):
            lead += stacks(story, _stacks_of(rows, head, body, len(widths), kinds), column)
            return spaced(lead + story.flow(others, column), 9, 18)
        header = held(_row(story, rows[0], head, widths, HEADER), with_next=True)
        lead += spaced(header, 14, 0)
        parts = [_row(story, child, body, widths, kinds) for child in rows[1:]]
        for strip in (strip for part in parts for strip in part):
            strip.header = tuple(header)
        lead += kept_in_pairs(parts)
    return spaced(lead + story.flow(others, column), 9, 18)


def _is_cramped(story: Story, rows: Sequence[Node], widths: Sequence[float]) -> bool:
    """Tell whether in large print some column breaks its lines after a few letters."""
    if not story.sheet.is_large:
        return False
    narrow = story.typesetter.look(SMALL).width_of("n") * NARROWEST
    return any(
        width < narrow and len(story.typesetter.lines(body, SMALL, width)) > 1
        for child in rows
        for body, width in zip(_bodies(child), widths, strict=False)
    )


def _stacks_of(rows: Sequence[Node], head: Column, body: Column, count: int, kinds: _Row) -> list[Stack]:
    """Return rows as stacks: the names of the columns are said in the first, and only shown in the others."""
    names = [*_bodies(rows[0]), *([[]] * count)][:count]
    said = _cell_tags(head.tag.add(Kind.ROW), count, HEADER)
    made = []
    for number, child in enumerate(rows[1:]):
        tags = _cell_tags(body.tag.add(Kind.ROW), count, kinds)
        bodies = [*_bodies(child), *([[]] * count)][:count]
        nested = [*(cell.children for cell in child.children), *([()] * count)][:count]
        cells = [
            Cell(
                names[at],
                Artifact.DECORATION if number else said[at],
                bodies[at],
                tags[at],
                is_header=at == 0 and kinds.headers == "first",
                below=nested[at],
            )
            for at in range(count)
        ]
        blocks = [
            one.block.id for row in (*([] if number else rows[:1]), child) for one in (row, *row.children)
        ]
        made.append(Stack(cells, blocks))
    return made


def _measure(story: Story, node: Node, rows: Sequence[Node], column: Column) -> Column:
    """Return the column, with the margin beside it where a table has many columns and nothing stands there."""
    count = max(len(_bodies(child)) for child in rows)
    if count < MANY_COLUMNS or node.block.label.strip() or not story.is_top(column):
        return column
    return story.outdented(column)


def row(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a row that stands outside a table."""
    table = column.tagged(Kind.TABLE).tagged(Kind.TABLE_BODY)
    return _row(story, node, table, _widths(story, [node], column.width, SMALL), CELLS)


def _row(story: Story, node: Node, column: Column, widths: Sequence[float], look: _Row) -> list[Strip]:
    """Return the row as one strip with its hairline; a very high one as a strip a line."""
    cells: list[list[Strip]] = []
    x = column.x
    style = look.style
    tags = _cell_tags(column.tag.add(Kind.ROW), len(widths), look)
    nested = [cell.children for cell in node.children] or [()]
    for body, below, width, tag in zip(_bodies(node), nested, widths, tags, strict=False):
        owner = tag.add(Kind.PARAGRAPH) if below else tag
        cells.append(stacked(story.typesetter.lines(body, style, width), style, x, owner))
        x += width + _gutter(story)
    if max(map(len, cells), default=0) <= WHOLE_ROW:
        strips = [_whole(cells, style)]
    else:
        strips = beside(cells)
    strips[0].blocks += [node.block.id, *(cell.block.id for cell in node.children)]
    strips[-1].is_held = True
    line = rule(column, DEEP if style is TABLE_HEAD else HAIR, 1.0 if style is TABLE_HEAD else 0.7)
    under: list[Strip] = []
    for below, tag in zip(nested, tags, strict=False):
        under += story.flow(below, column.within(tag))
    return spaced([*spaced(strips, PAD, PAD), line], 0, PAD) + under


def _bodies(row: Node) -> list[list[Run]]:
    """Return the words of each cell; words of the row itself stand in its first."""
    first, rest = row.children[:1], row.children[1:]
    blocks = [row.block, *(cell.block for cell in first)]
    return [whole_body(*blocks), *(whole_body(cell.block) for cell in rest)]


def _cell_tags(row: Tag, count: int, look: _Row) -> list[Tag]:
    """Return as many cells as the table has columns, for a row may have fewer."""
    headers = {"all": count, "first": 1, "none": 0}[look.headers]
    scope = Attribute.COLUMN_HEADER if look.headers == "all" else Attribute.ROW_HEADER
    made = [row.add(Kind.HEADER_CELL, attribute=scope) for _ in range(min(headers, count))]
    return [*made, *(row.add(Kind.CELL) for _ in range(count - len(made)))]


def _whole(cells: Sequence[Sequence[Strip]], style: Style) -> Strip:
    """Return a row as one strip in which each cell is read to its end before the next."""
    marks = tuple(
        Text(mark.x, baseline(style) + number * style.leading, mark.line, mark.owner)
        for cell in cells
        for number, strip in enumerate(cell)
        for mark in strip.marks
        if isinstance(mark, Text)
    )
    return Strip(max(1, *map(len, cells), 1) * style.leading, marks)


def _widths(story: Story, rows: Sequence[Node], width: float, below: Style) -> list[float]:
    """Share the width so that no word breaks, and then by how much longer each column's text is."""
    count = max(len(_bodies(child)) for child in rows)
    least, most = [0.0] * count, [0.0] * count
    for number, child in enumerate(rows):
        style = TABLE_HEAD if number == 0 else below
        for at, body in enumerate(_bodies(child)):
            pieces = list(story.typesetter.pieces(body, style))
            least[at] = max([least[at], *(word.width + SLACK for word in words(pieces))])
            lines = story.typesetter.lines(body, style, width)
            most[at] = max([most[at], *(line.width + SLACK for line in lines)])
    widths = _shared(least, most, width - _gutter(story) * (count - 1))
    return _shortest(story, rows, widths, least, below) if story.sheet.is_dense else widths


def _gutter(story: Story) -> float:
    return DENSE_GUTTER if story.sheet.is_dense else GUTTER


def _shortest(
    story: Story, rows: Sequence[Node], widths: list[float], least: Sequence[float], style: Style
) -> list[float]:
    """Return widths with which a table is lower, if taking some from one column for another makes it so."""
    bodies = [_bodies(row) for row in rows[1:]]
    counted: dict[tuple[int, int, float], int] = {}

    def lines_of(row: int, at: int, width: float) -> int:
        key = row, at, width
        if key not in counted:
            counted[key] = len(story.typesetter.lines(bodies[row][at], style, width))
        return counted[key]

    def height(tried: Sequence[float]) -> int:
        return sum(
            max(lines_of(row, at, tried[at]) for at in range(len(bodies[row]))) for row in range(len(bodies))
        )

    best = height(widths)
    for step, taken, given in product(STEPS, range(len(widths)), range(len(widths))):
        tried = [*widths]
        tried[taken] -= step
        tried[given] += step
        if taken != given and tried[taken] >= least[taken] and height(tried) < best:
            widths, best = tried, height(tried)
    return widths


def _shared(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Return the widths of columns that want ``most``, and break words below ``least``."""
    count = len(most)
    spare = room - sum(most)
    if spare >= 0:
        return [need + spare / count for need in most]
    widest = max(range(count), key=lambda at: most[at])
    others = sum(most) - most[widest]
    if others <= room * OTHERS_SHARE and room - others >= least[widest]:
        return [room - others if at == widest else need for at, need in enumerate(most)]
    least = [min(need, room / count) for need in least] if sum(least) > room else least
    wanted = [max(0.0, high - low) ** EVENNESS for low, high in zip(least, most, strict=True)]
    scale = (room - sum(least)) / (sum(wanted) or 1.0)
    return [low + want * scale for low, want in zip(least, wanted, strict=True)]

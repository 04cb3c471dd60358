"""The people who took part: two columns, read down and then across, that go on over the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from facilitator.exporting.pdf.inline import whole_body
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import Strip, Text, baseline, held, spaced, stacked
from facilitator.exporting.pdf.tags import Kind, Tag
from facilitator.exporting.pdf.type_styles import BODY, SMALL
from sessions.document import BlockType, Node

GUTTER = 22.0
GAP = 4.0  # between people
HANG = 10.0  # second and further lines of one person
LEAST_PARTED = 4  # people on the page where a list begins
TALLEST = 12  # lines; a person with more is set as text below the rest


@dataclass(slots=True)
class Entry:
    """A person as lines of one column."""

    block: str
    lines: list[Line]
    tag: Tag

    @property
    def height(self) -> float:
        """Return the height with the gap below."""
        return len(self.lines) * SMALL.leading + GAP


@dataclass(slots=True)
class PeopleStrip(Strip):
    """Two columns of people that can be divided between any two of them."""

    entries: tuple[Entry, ...] = ()
    column: Column = field(default_factory=Column)

    def spilt(self, room: float) -> tuple[Strip, Strip] | None:
        """Return those who fit into the room, in columns of about one height, and the rest."""
        counts = range(len(self.entries) + 1)
        first = bisect_left(counts, True, key=lambda count: _balance(self.entries[:count])[1] > room) - 1
        if first < LEAST_PARTED or len(self.entries) - first < 1:
            return None
        head = columned(self.entries[:first], self.column)
        rest = columned(self.entries[first:], self.column)
        head.above, head.blocks, rest.below = self.above, self.blocks, self.below
        return head, rest


def people(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a list of people in two columns."""
    items = [child for child in node.children if child.block.type is BlockType.ITEM]
    others = [child for child in node.children if child.block.type is not BlockType.ITEM]
    others += [below for child in items for below in child.children]
    width = (column.width - GUTTER) / 2
    words = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    listed = column.tag.add(Kind.LIST)
    entries = [
        Entry(child.block.id, _lines(story, child, width), listed.add(Kind.ITEM).add(Kind.ITEM_BODY))
        for child in items
    ]
    tallest = 0 if story.sheet.is_large else TALLEST  # large print has one column
    short = [entry for entry in entries if len(entry.lines) <= tallest]
    strips = spaced(held(words, with_next=bool(short)), 9, 9)
    if short:
        strips += spaced([columned(short, column)], 9, 14)
    for child, entry in zip(items, entries, strict=True):
        if len(entry.lines) > tallest:
            lines = story.typesetter.lines(whole_body(child.block), SMALL, column.width)
            strips += spaced(stacked(lines, SMALL, column.x, entry.tag), GAP, GAP)
    return strips + story.flow(others, column)


def _lines(story: Story, node: Node, width: float) -> list[Line]:
    return story.typesetter.lines(whole_body(node.block), SMALL, width - HANG)


def columned(entries: Sequence[Entry], column: Column) -> PeopleStrip:
    """Return the people as one strip of two columns."""
    cut, height = _balance(entries)
    marks: list[Text] = []
    for number, part in enumerate((entries[:cut], entries[cut:])):
        x = column.x + number * (column.width + GUTTER) / 2
        y = 0.0
        for entry in part:
            marks += [
                Text(x + (HANG if at else 0), y + at * SMALL.leading + baseline(SMALL), line, entry.tag)
                for at, line in enumerate(entry.lines)
            ]
            y += entry.height
    return PeopleStrip(height, tuple(marks), entries=tuple(entries), column=column)


def _balance(entries: Sequence[Entry]) -> tuple[int, float]:
    """Return how many stand in the first column, and the height of the higher one."""
    depths = [0.0, *accumulate(entry.height for entry in entries)]
    total = depths[-1]
    cut = bisect_left(depths, total / 2)
    choices = [at for at in (cut - 1, cut) if 0 <= at < len(depths)]
    best = min(choices, key=lambda at: (max(depths[at], total - depths[at]), -at))
    return best, max(depths[best], total - depths[best])

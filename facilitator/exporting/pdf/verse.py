"""Verse: its lines stay lines, and the rest of one that is too long for the column hangs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import Strip, held, spaced, stacked
from facilitator.exporting.pdf.tags import Kind
from facilitator.exporting.pdf.type_styles import VERSE
from sessions.document import Node, Run

INDENT = 22.0
HANG = 20.0
WHOLE = 20  # lines that are not parted
BETWEEN_STANZAS = 10.0


def verse(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set lines as they were written; who wrote them stays with the last."""
    inner = column.inset(INDENT).tagged(Kind.QUOTE)
    words = inner.tagged(Kind.PARAGRAPH)
    strips: list[Strip] = []
    is_stanza = False
    for line in _lines(node.block.body):
        made = _line(story, line, words)
        if not made:
            is_stanza = bool(strips)
            continue
        if is_stanza:
            made[0].above = BETWEEN_STANZAS
            strips[-1].is_held = len(strips) < 2
        is_stanza = False
        strips += made
        strips[-1].is_held = True
    if strips:
        strips[-1].is_held = False
    below = story.flow(node.children, inner)
    if strips and below:
        strips[-1].is_held = True
        strips[-2 if len(strips) > 1 else -1].is_held = True
    return spaced(held(strips + below, at_most=WHOLE), 16, 18)


def _line(story: Story, runs: Sequence[Run], column: Column) -> list[Strip]:
    """Return one line of verse, a strip a line of the column."""
    lines = story.typesetter.lines(runs, VERSE, column.width - HANG)
    if not any(line.text.strip() for line in lines):
        return []
    first, rest = lines[:1], lines[1:]
    return held(
        stacked(first, VERSE, column.x, column.tag) + stacked(rest, VERSE, column.x + HANG, column.tag)
    )


def _lines(body: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line; the break itself ends it, so that readers hear two words."""
    held_back: list[Run] = []
    for run in body:
        for part in run.text.splitlines(keepends=True):
            held_back.append(replace(run, text=part.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
            if held_back[-1].text != part:
                held_back[-1] = replace(run, text=held_back[-1].text + "\n")
                yield held_back
                held_back = []
    if held_back:
        yield held_back

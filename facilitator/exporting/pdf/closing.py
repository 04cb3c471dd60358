"""What closes a document or stands apart in it: sign-off, thanks, dedication, a call, and the end of a page."""

from __future__ import annotations

from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.panels import panel
from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import Ground, Strip, Text, baseline, held, spaced, stacked
from facilitator.exporting.pdf.tags import Kind
from facilitator.exporting.pdf.type_styles import (
    BODY,
    DEDICATED,
    LABEL,
    PANEL_TITLE,
    RUST,
    SECTION,
    TINT,
    Style,
)
from sessions.document import Block, Node

WHOLE = 12  # lines that are not parted
LOW = 0.5  # how far down its page a dedication begins
PADDING = 16.0


def sign_off(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set the close of a document, under a short rule."""
    words = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    words += story.flow(node.children, column)
    if not words:
        return []
    words[0].above = max(words[0].above, 14)
    strips = [rule(column, RUST, 2.0, 40.0), *words]
    return spaced(held(strips, at_most=WHOLE), 34, 12)


def acknowledgements(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set thanks under a heading of their own."""
    title = _title(story, node.block, SECTION, column)
    words = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    return spaced(spaced(title, 0, 5) + words, 25, 12) + story.flow(node.children, column)


def call(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set what readers are asked for on a tint with a rule beside it."""
    inner = column.inset(PADDING, PADDING).tagged(Kind.CALLOUT)
    title = spaced(_title(story, node.block, PANEL_TITLE, inner), 0, 6)
    words = held(story.text(node.block, BODY, inner.tagged(Kind.PARAGRAPH)), at_most=WHOLE)
    strips = panel(title + words + story.flow(node.children, inner), column, TINT)
    return grounded_beside(strips, column)


def grounded_beside(strips: list[Strip], column: Column) -> list[Strip]:
    """Put a rule at the left edge of a panel."""
    edge = Ground(column.x, 3.0, RUST, PADDING - 4)
    for strip in strips:
        strip.grounds = (*strip.grounds, edge)
    return strips


def dedication(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a dedication low on a page of its own, in the middle."""
    title = _centred(
        story.typesetter.plain_lines(node.block.label, LABEL, column.width, is_balanced=True),
        LABEL,
        column.tagged(Kind.PARAGRAPH),
    )
    lines = story.typesetter.lines(node.block.body, DEDICATED, column.width * 0.8, is_balanced=True)
    words = _centred(lines, DEDICATED, column.tagged(Kind.PARAGRAPH))
    strips = spaced(held(title, with_next=True), 0, 8) + held(words, at_most=WHOLE)
    if strips and story.is_top(column):
        strips = [Strip(story.sheet.depth * LOW, is_held=True), *strips]
    return spaced(strips, 24, 24) + story.flow(node.children, column)


def page_break(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set nothing: the story begins a page with what follows. Words that stand here by mistake are set."""
    strips = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    return spaced(strips, 9, 9) + story.flow(node.children, column)


def _title(story: Story, block: Block, style: Style, column: Column) -> list[Strip]:
    lines = story.typesetter.plain_lines(block.label, style, column.width, is_balanced=True)
    return held(stacked(lines, style, column.x, column.tag.add(Kind.HEADING)), with_next=True)


def _centred(lines: list[Line], style: Style, column: Column) -> list[Strip]:
    strips = stacked(lines, style, column.x, column.tag)
    for strip, line in zip(strips, lines, strict=True):
        x = column.x + (column.width - line.width) / 2
        strip.marks = (Text(x, baseline(style), line, column.tag),)
    return strips

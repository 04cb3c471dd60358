"""Blocks on a ground or beside a rule: key messages, callouts and quotations."""

from __future__ import annotations

from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import (
    Box,
    Ground,
    Strip,
    Text,
    baseline,
    grounded,
    held,
    kept_in_pairs,
    spaced,
    stacked,
    with_mark,
)
from facilitator.exporting.pdf.tags import Attribute, Kind
from facilitator.exporting.pdf.type_styles import (
    BODY,
    DEEP,
    NUMBER,
    PANEL_TITLE,
    PULLED,
    RUST,
    TINT,
    WARM,
    Colour,
    Style,
)
from sessions.document import Block, BlockType, Node

PADDING = 16.0
AROUND = 18.0  # white outside a panel
NUMBER_INDENT = 22.0
WHOLE = 8  # lines of one message or quotation that are not parted
WHOLE_PULL = 14
WHOLE_PANEL, WHOLE_LARGE_PANEL = (
    9,
    4,
)  # lines; a longer panel is parted between messages rather than leave half a page white
OPENING_MARKS = "‘“'\"«„"


def panel(strips: list[Strip], column: Column, colour: Colour) -> list[Strip]:
    """Lay a ground behind strips, with white around it."""
    ground = Ground(column.x, column.width, colour, PADDING - 4)
    return spaced(grounded(strips, ground), AROUND + PADDING, AROUND + PADDING)


def key_messages(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set numbered messages on a tint; the panel breaks between them."""
    inner = column.inset(PADDING, PADDING)
    title = _title(story, node.block, inner)
    inner = inner.tagged(Kind.KEY_MESSAGES, attribute=Attribute.NUMBERS)
    number = 0
    parts: list[list[Strip]] = []
    for child in node.children:
        if child.block.type is BlockType.ITEM:
            number += 1
            parts.append(_message(story, child, inner, number))
        else:
            parts.append(story.flow([child], inner))
    whole = WHOLE_LARGE_PANEL if story.sheet.is_large else WHOLE_PANEL
    return panel(held(title + kept_in_pairs(parts, is_panel=True), at_most=whole), column, TINT)


def _words(story: Story, block: Block, column: Column) -> list[Strip]:
    return story.labelled(block, column, lambda: story.text(block, BODY, column.tagged(Kind.PARAGRAPH)))


def _title(story: Story, block: Block, column: Column) -> list[Strip]:
    strips = story.text(block, PANEL_TITLE, column.tagged(Kind.HEADING))
    return spaced(held(strips, with_next=True), 0, 6)


def _message(story: Story, node: Node, column: Column, number: int) -> list[Strip]:
    tag = column.tag.add(Kind.ITEM)
    label = tag.add(Kind.LABEL)
    inner = column.inset(NUMBER_INDENT).within(tag.add(Kind.ITEM_BODY))
    strips = held(_words(story, node.block, inner), at_most=WHOLE)
    if strips:
        line = story.typesetter.line(str(number), NUMBER)
        with_mark(strips[0], Text(column.x, baseline(BODY), line, label))
        strips[0].blocks.append(node.block.id)
    return spaced(strips, 7, 7) + story.flow(node.children, inner)


def callout(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set words apart on a warm ground."""
    inner = column.inset(PADDING, PADDING).tagged(Kind.CALLOUT)
    strips = held(story.text(node.block, BODY, inner.tagged(Kind.PARAGRAPH)), at_most=WHOLE)
    strips = spaced(strips, 0, 8) + story.flow(node.children, inner)
    return panel(strips, column, WARM)


def findings(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set what was found, each with its source, on a tint under a strong rule."""
    inner = column.inset(PADDING, PADDING)
    lines = story.typesetter.plain_lines(node.block.label, PANEL_TITLE, inner.width)
    heading = inner.tag.add(Kind.HEADING) if lines else inner.tag
    title = spaced(held(stacked(lines, PANEL_TITLE, inner.x, heading), with_next=True), 0, 4)
    words = story.text(node.block, BODY, inner.tagged(Kind.PARAGRAPH))
    title += spaced(held(words, with_next=True), 4, 4)
    inner = inner.tagged(Kind.LIST, attribute=Attribute.DOTS)
    parts = [story.flow([child], inner) for child in node.children]
    strips = panel(title + kept_in_pairs(parts, is_panel=True), column, TINT)
    if strips:
        top = Box(column.x, 4 - PADDING, column.width, 2.0, DEEP)
        strips[0].marks = (top, *strips[0].marks)
    return strips


def pull_quote(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a quotation large and upright beside a rule; it is never parted from who said it."""
    inner = column.inset(PADDING + 4).tagged(Kind.PULL_QUOTE)
    strips = _hung(story, node.block, PULLED, inner)
    below = story.flow(node.children, inner)
    if below and strips:
        strips[-1].is_held = True
    quotation = held(strips + below, at_most=WHOLE_PULL)
    beside = Ground(column.x, 2.5, RUST, 1.0)
    return spaced(grounded(quotation, beside), 22, 24)


def _hung(story: Story, block: Block, style: Style, column: Column) -> list[Strip]:
    """Let an opening quotation mark stand outside, so that the words make a straight edge."""
    lines = story.typesetter.lines(block.body, style, column.width, is_balanced=True)
    owner = column.tag.add(Kind.PARAGRAPH)
    strips = stacked(lines, style, column.x, owner)
    if lines and lines[0].text[:1] in OPENING_MARKS:
        first = lines[0].spans[0]
        hang = first.look.width_of(lines[0].text[:1])
        strips[0].marks = (Text(column.x - hang, baseline(style), lines[0], owner),)
    return strips


def quote_wall(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set quotations one below the other on a warm ground; it breaks between them."""
    inner = column.inset(PADDING, PADDING)
    title = _title(story, node.block, inner)
    inner = inner.tagged(Kind.LIST)
    parts = [
        _voice(story, child, inner) if child.block.type is BlockType.ITEM else story.flow([child], inner)
        for child in node.children
    ]
    return panel(title + kept_in_pairs(parts, is_panel=True), column, WARM)


def _voice(story: Story, node: Node, column: Column) -> list[Strip]:
    voice = column.within(column.tag.add(Kind.ITEM).add(Kind.ITEM_BODY).add(Kind.QUOTE))
    strips = _words(story, node.block, voice)
    below = story.flow(node.children, voice)
    if below and strips:
        strips[-1].is_held = True
        below[0].above = 2
    if strips:
        strips[0].blocks.append(node.block.id)
    return spaced(held(strips + below, at_most=WHOLE), 12, 12)

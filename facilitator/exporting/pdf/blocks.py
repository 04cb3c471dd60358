"""Blocks of prose, and the table that says how each type of block is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from facilitator.exporting.pdf.contents import contents
from facilitator.exporting.pdf.panels import callout, key_messages, pull_quote, quote_wall
from facilitator.exporting.pdf.people import people
from facilitator.exporting.pdf.poll_chart import poll
from facilitator.exporting.pdf.story import Column, Story, Writer, rule
from facilitator.exporting.pdf.strips import Anchor, Strip, Text, baseline, held, spaced, with_mark
from facilitator.exporting.pdf.tables import actions, row
from facilitator.exporting.pdf.tags import Attribute, Kind
from facilitator.exporting.pdf.type_styles import (
    ATTRIBUTION,
    BODY,
    CHAPTER,
    NUMBER,
    RUST,
    SECTION,
    STANDFIRST,
    SUBSECTION,
)
from sessions.document import BlockType, Node

HEADINGS = (
    (CHAPTER, 48.0, 12.0),
    (SECTION, 25.0, 5.0),
    (SUBSECTION, 20.0, 3.0),
)  # style, white above and below
CHAPTER_ROOM = 170.0  # a chapter that finds less than this begins on a new page
SESSION_ROOM = 240.0  # the same for one with a label in the margin
BULLET_INDENT = 18.0
WHOLE_ITEM = 4  # lines of a list item that are not parted


def heading(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a heading; it stays with what follows and stands in the outline."""
    block = node.block
    style, above, below = HEADINGS[min(max(block.level, 1), len(HEADINGS)) - 1]
    tagged = column.tagged(
        Kind.HEADING, level=max(block.level, 1) + 1
    )  # the first level is the document's title
    strips = held(story.text(block, style, tagged, is_balanced=True), with_next=True)
    if strips:
        title = " ".join(story.typesetter.prepared(block.text).split())
        strips[0].anchor = Anchor(title, max(block.level, 1))
        if style is CHAPTER:
            strips[0].room = SESSION_ROOM if block.label else CHAPTER_ROOM
    return spaced(strips, above, below) + story.flow(node.children, column)


def standfirst(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set the lines that open a session."""
    strips = story.text(node.block, STANDFIRST, column.tagged(Kind.STANDFIRST), is_balanced=True)
    held(strips, with_next=True, at_most=10)
    return spaced(strips, 6, 18) + story.flow(node.children, column)


def paragraph(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a paragraph."""
    strips = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    return spaced(strips, 9, 9) + story.flow(node.children, column)


def bullets(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a list; it breaks between items."""
    words = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    lead = spaced(held(words, with_next=True), 9, 6)
    listed = story.flow(node.children, column.tagged(Kind.LIST, attribute=Attribute.DOTS))
    for strip in (*listed[:1], *listed[-2:-1]) if len(listed) > 1 else ():
        strip.is_held = True  # no line of a list stands alone
    return spaced(lead + listed, 9, 12)


def item(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set an item of a list with its dot."""
    tag = column.tag.add(Kind.ITEM)
    label = tag.add(Kind.LABEL)
    inner = column.inset(BULLET_INDENT).within(tag.add(Kind.ITEM_BODY))
    strips = held(story.text(node.block, BODY, inner.tagged(Kind.PARAGRAPH)), at_most=WHOLE_ITEM)
    if strips:
        dot = story.typesetter.line("•", NUMBER)
        with_mark(strips[0], Text(column.x + 3, baseline(BODY), dot, label))
    below = story.flow(node.children, inner)
    if strips and below:
        strips[-1].is_held = True
    return spaced(strips, 5, 5) + below


def attribution(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set who said it."""
    strips = held(story.text(node.block, ATTRIBUTION, column.tagged(Kind.PARAGRAPH)))
    return spaced(strips, 4, 6) + story.flow(node.children, column)


def sign_off(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set the close of a document, under a short rule."""
    words = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    words += story.flow(node.children, column)
    if not words:
        return []
    words[0].above = max(words[0].above, 14)
    strips = [rule(column, RUST, 2.0, 40.0), *words]
    return spaced(held(strips, at_most=WHOLE_ITEM * 3), 34, 12)


WRITERS: Mapping[BlockType, Writer] = MappingProxyType(
    {
        BlockType.HEADING: heading,
        BlockType.STANDFIRST: standfirst,
        BlockType.PARAGRAPH: paragraph,
        BlockType.BULLETS: bullets,
        BlockType.KEY_MESSAGES: key_messages,
        BlockType.PULL_QUOTE: pull_quote,
        BlockType.QUOTE_WALL: quote_wall,
        BlockType.ATTRIBUTION: attribution,
        BlockType.POLL: poll,
        BlockType.ACTIONS: actions,
        BlockType.ROW: row,
        BlockType.CELL: paragraph,
        BlockType.PEOPLE: people,
        BlockType.ITEM: item,
        BlockType.CALLOUT: callout,
        BlockType.CONTENTS: contents,
        BlockType.SIGN_OFF: sign_off,
    }
)

"""Blocks of prose, and the table that says how each type of block is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from facilitator.exporting.pdf.at_a_glance import figures
from facilitator.exporting.pdf.closing import acknowledgements, call, dedication, page_break, sign_off
from facilitator.exporting.pdf.contents import contents
from facilitator.exporting.pdf.image import image
from facilitator.exporting.pdf.lists import bullets, item, links, numbered, source
from facilitator.exporting.pdf.panels import callout, findings, key_messages, pull_quote, quote_wall
from facilitator.exporting.pdf.people import people
from facilitator.exporting.pdf.poll_chart import poll
from facilitator.exporting.pdf.story import Column, Story, Writer
from facilitator.exporting.pdf.strips import Anchor, Strip, held, spaced
from facilitator.exporting.pdf.tables import actions, row, table
from facilitator.exporting.pdf.tags import Kind
from facilitator.exporting.pdf.type_styles import (
    ATTRIBUTION,
    BODY,
    CHAPTER,
    SECTION,
    STANDFIRST,
    SUBSECTION,
)
from facilitator.exporting.pdf.verse import verse
from sessions.document import BlockType, Node

HEADINGS = (
    (CHAPTER, 48.0, 12.0),
    (SECTION, 25.0, 5.0),
    (SUBSECTION, 20.0, 3.0),
)  # style, white above and below
CHAPTER_ROOM = 170.0  # a chapter that finds less than this begins on a new page
SESSION_ROOM = 200.0  # the same for one with a label in the margin


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


def attribution(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set who said it."""
    strips = held(story.text(node.block, ATTRIBUTION, column.tagged(Kind.PARAGRAPH)))
    return spaced(strips, 4, 6) + story.flow(node.children, column)


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
        BlockType.NUMBERED: numbered,
        BlockType.AGENDA: table,
        BlockType.TABLE: table,
        BlockType.SOURCE: source,
        BlockType.FIGURES: figures,
        BlockType.FINDINGS: findings,
        BlockType.LINKS: links,
        BlockType.VERSE: verse,
        BlockType.IMAGE: image,
        BlockType.ACKNOWLEDGEMENTS: acknowledgements,
        BlockType.DEDICATION: dedication,
        BlockType.CALL: call,
        BlockType.PAGE_BREAK: page_break,
    }
)

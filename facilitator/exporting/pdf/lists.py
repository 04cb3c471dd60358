"""Lists: with dots, with numbers, of links; their items, and where each of these comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import Strip, Text, baseline, held, kept_in_pairs, spaced, with_mark
from facilitator.exporting.pdf.tags import Attribute, Kind
from facilitator.exporting.pdf.type_styles import ATTRIBUTION, BODY, HAIR, NUMBER, QUESTION
from sessions.document import BlockType, Node

BULLET_INDENT = 18.0
NUMBER_INDENT = 24.0
DIGIT = 8.0  # how much further each digit after the second moves the words of a numbered list
WHOLE_ITEM = 4  # lines of a list item that are not parted


def bullets(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a list; it breaks between items."""
    listed = column.tagged
    lead = _lead(story, node, column)
    inner = listed(Kind.LIST, attribute=Attribute.DOTS)
    return spaced(lead + kept_in_pairs([story.flow([child], inner) for child in node.children]), 9, 12)


def numbered(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a list with a number before each item."""
    lead = _lead(story, node, column)
    inner = column.tagged(Kind.LIST, attribute=Attribute.NUMBERS)
    items = [child for child in node.children if child.block.type is BlockType.ITEM]
    indent = NUMBER_INDENT + DIGIT * max(0, len(str(len(items))) - 2)
    parts, number = [], 0
    for child in node.children:
        if child.block.type is BlockType.ITEM:
            number += 1
            parts.append(story.placed(child, inner, partial(marked_item, mark=str(number), indent=indent)))
        else:
            parts.append(story.flow([child], inner))
    return spaced(lead + kept_in_pairs(parts), 9, 12)


def _lead(story: Story, node: Node, column: Column) -> list[Strip]:
    words = story.text(node.block, BODY, column.tagged(Kind.PARAGRAPH))
    return spaced(held(words, with_next=True), 9, 6)


def item(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set an item of a list with its dot."""
    return marked_item(story, node, column)


def marked_item(
    story: Story, node: Node, column: Column, *, mark: str = "", indent: float = BULLET_INDENT
) -> list[Strip]:
    """Set an item with a number or, if it has none, a dot."""
    tag = column.tag.add(Kind.ITEM)
    label = tag.add(Kind.LABEL)
    inner = column.inset(indent).within(tag.add(Kind.ITEM_BODY))
    strips = held(story.text(node.block, BODY, inner.tagged(Kind.PARAGRAPH)), at_most=WHOLE_ITEM)
    if strips:
        line = story.typesetter.line(mark or "•", NUMBER)
        with_mark(strips[0], Text(column.x + (0 if mark else 3), baseline(BODY), line, label))
    below = story.flow(node.children, inner)
    if strips and below:
        strips[-1].is_held = True
    return spaced(strips, 5, 5) + below


def source(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set where the words above come from."""
    strips = held(story.text(node.block, ATTRIBUTION, column.tagged(Kind.PARAGRAPH)))
    return spaced(strips, 1, 6) + story.flow(node.children, column)


def links(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set links one below the other, with hairlines between them."""
    title = story.text(node.block, QUESTION, column.tagged(Kind.PARAGRAPH))
    inner = column.tagged(Kind.LIST)
    parts = [_link(story, child, inner) for child in node.children]
    between = _ruled([part for part in parts if part], column)
    return spaced(spaced(held(title, with_next=True), 0, 8) + kept_in_pairs(between), 16, 16)


def _link(story: Story, node: Node, column: Column) -> list[Strip]:
    if node.block.type is BlockType.ITEM:
        return story.placed(node, column, _link_words)
    return story.flow([node], column)


def _link_words(story: Story, node: Node, column: Column) -> list[Strip]:
    inner = column.within(column.tag.add(Kind.ITEM).add(Kind.ITEM_BODY))
    strips = held(story.text(node.block, BODY, inner.tagged(Kind.PARAGRAPH)), at_most=WHOLE_ITEM)
    return spaced(strips, 6, 6) + story.flow(node.children, inner)


def _ruled(parts: Sequence[list[Strip]], column: Column) -> list[list[Strip]]:
    """Put a hairline below each part; it is never the first thing on a page."""
    made = []
    for part in parts:
        part[-1].is_held = True
        made.append([*part, rule(column, HAIR)])
    return made

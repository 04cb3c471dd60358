"""An image in the column, with what stands below it; who does not see it hears what is to be seen."""

from __future__ import annotations

from facilitator.exporting.pdf.pictures import Image
from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import Drawing, Strip, held, spaced, stacked
from facilitator.exporting.pdf.tags import Kind
from facilitator.exporting.pdf.type_styles import NOTE
from sessions.document import Block, Node

TALLEST = 0.6  # of a page
LONGEST_ALT = 8_000  # characters; PDF/A stops at 32,767 bytes
NOT_DESCRIBED = "A picture that nobody has described."


def image(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a picture; where nobody has kept it, what was to be seen stands there in words."""
    block = node.block
    found = story.gallery.image(block.about, block.text or block.label, column.width)
    column = column.tagged(Kind.DIVISION)
    if found is None:
        strips = story.text(block, NOTE, column.tagged(Kind.PARAGRAPH))
    else:
        strips = [_picture(story, block, found, column)]
    below = story.typesetter.plain_lines(block.label, NOTE, column.width)
    caption = column.tagged(Kind.CAPTION if found else Kind.PARAGRAPH)
    strips = spaced(held(strips, with_next=bool(below)), 16, 7)
    strips += held(stacked(below, NOTE, column.x, caption.tag), at_most=6)
    return spaced(strips, 16, 16) + story.flow(node.children, column)


def _picture(story: Story, block: Block, found: Image, column: Column) -> Strip:
    width, height = found.fitted(column.width, story.sheet.depth * TALLEST)
    alt = " ".join(story.typesetter.prepared(block.text or block.label).split())[:LONGEST_ALT]
    owner = column.tag.add(Kind.FIGURE, alt=alt or NOT_DESCRIBED)
    return Strip(height, (Drawing(column.x, 0.0, width, height, found, owner),))

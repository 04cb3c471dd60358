"""The contents: headings with the pages they stand on; strands and sessions in the margin."""

from __future__ import annotations

from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import Jump, PageOf, Strip, Text, baseline, held, spaced, stacked
from facilitator.exporting.pdf.tags import Kind, Tag
from facilitator.exporting.pdf.type_styles import CHAPTER, ENTRY, ENTRY_BELOW, HAIR, LABEL
from facilitator.exporting.wording import CONTENTS, contents_label, in_contents
from sessions.document import Block, Node

NUMBER_WIDTH = 44.0
WHOLE_CHAPTER = 20  # lines of the contents that are not parted


def contents(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set the contents of the whole document."""
    tagged = column.tagged(Kind.HEADING, level=2)
    if node.block.text.strip():
        title = story.text(node.block, CHAPTER, tagged)
    else:
        lines = story.typesetter.plain_lines(CONTENTS, CHAPTER, column.width)
        title = stacked(lines, CHAPTER, column.x, tagged.tag)
    strips = spaced(held(title, with_next=True), 0, 18)
    listed = column.tag.add(Kind.CONTENTS)
    below: Tag | None = None
    chapters: list[list[Strip]] = []
    for block in in_contents(story.tree):
        if block.level <= 1 or not chapters:
            chapters.append([])
        if block.level <= 1:
            below = None
        elif below is None:
            below = listed.add(Kind.CONTENTS)
        chapters[-1] += _entry(story, block, column.within(below or listed))
    for entries in chapters:
        strips += held(entries, at_most=WHOLE_CHAPTER)
    return spaced(strips, 0, 30) + story.flow(node.children, column)


def _entry(story: Story, block: Block, column: Column) -> list[Strip]:
    """Return the lines of one heading, the number beside the last."""
    style = ENTRY if block.level <= 1 else ENTRY_BELOW
    width = column.width - NUMBER_WIDTH
    # The space at the end keeps the title and the number apart for those who hear them.
    lines = story.typesetter.plain_lines(block.text + " ", style, width, is_balanced=True)
    if not lines:
        return []
    entry = column.tag.add(Kind.ENTRY)
    above = _label_above(story, block, column.within(entry))
    label = _label(story, block, entry.add(Kind.LABEL)) if story.sheet.margin_width else ()
    link = entry.add(Kind.REFERENCE).add(Kind.LINK)
    strips = held(stacked(lines, style, column.x, link))
    for at, strip in enumerate(strips):
        marks = (*(label if at == 0 else ()), *strip.marks)
        strip.marks = (*marks, Jump(column.x, 0.0, column.width, style.leading, block.id, block.text, link))
    last = strips[-1]
    last.marks = (*last.marks, PageOf(column.x + column.width, baseline(style), style, block.id, link))
    if style is ENTRY:
        strips[0].reach = max(LABEL.leading * len(label), style.leading)
        line = rule(column, HAIR)
        line.is_held = True
        return spaced([line, *spaced(above + strips, 8, 6)], 4, 6)
    return spaced(strips, 0, 4)


def _label_above(story: Story, block: Block, column: Column) -> list[Strip]:
    """Return the label as lines of the column where there is no margin for it."""
    if story.sheet.margin_width:
        return []
    label = column.tagged(Kind.LABEL)
    lines = story.typesetter.plain_lines(contents_label(block), LABEL, column.width)
    return held(stacked(lines, LABEL, column.x, label.tag), with_next=True)


def _label(story: Story, block: Block, owner: Tag) -> tuple[Text, ...]:
    lines = story.typesetter.plain_lines(contents_label(block), LABEL, story.sheet.margin_width)
    first = baseline(ENTRY)
    x = story.sheet.margin_x - story.sheet.column_x
    return tuple(Text(x, first + at * LABEL.leading, line, owner) for at, line in enumerate(lines))

"""The story of a document: its blocks, one after the other, made into strips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from facilitator.exporting.pdf.house import shades_of
from facilitator.exporting.pdf.inline import Typesetter
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.pages import COLUMN_WIDTH, end_of
from facilitator.exporting.pdf.pictures import Gallery
from facilitator.exporting.pdf.strips import Anchor, Box, Strip, Text, baseline, stacked, with_mark
from facilitator.exporting.pdf.tags import LISTS as TAGGED_LISTS
from facilitator.exporting.pdf.tags import Attribute, Kind, Tag
from facilitator.exporting.pdf.type_styles import LABEL, Colour, Style
from sessions.document import Block, BlockType, DocumentTree, Node

LISTS = frozenset(
    {
        BlockType.BULLETS,
        BlockType.NUMBERED,
        BlockType.QUOTE_WALL,
        BlockType.ACTIONS,
        BlockType.AGENDA,
        BlockType.TABLE,
        BlockType.PEOPLE,
        BlockType.LINKS,
        BlockType.FIGURES,
        BlockType.FINDINGS,
    }
)
LABELLED_WITHIN = frozenset(
    {
        BlockType.ROW,
        BlockType.FINDINGS,
        BlockType.IMAGE,
        BlockType.ACKNOWLEDGEMENTS,
        BlockType.DEDICATION,
        BlockType.CALL,
    }
)
BESIDE_HEADINGS = frozenset(
    {BlockType.STANDFIRST, BlockType.PARAGRAPH, BlockType.BULLETS, BlockType.NUMBERED, BlockType.CALLOUT}
)
LONGEST_LEAD = 8
SHORT_OPENING = 2  # lines; below a heading they do not end a page
SHORT_LEAD = 3  # lines; so short a paragraph before a list belongs to it
MOST_LABEL_LINES = 5
LABEL_GAP = 4.0  # between a label above a block and the block
NARROWEST = 120.0
AFTER_HEADING = 20.0  # white that a panel asks for is too much below a heading


@dataclass(frozen=True, slots=True)
class Column:
    """Where text stands: from the left edge of the text column, how wide, and in which element of the structure."""

    x: float = 0.0
    width: float = COLUMN_WIDTH
    tag: Tag = field(default_factory=lambda: Tag(Kind.DOCUMENT))

    def inset(self, left: float, right: float = 0.0) -> Column:
        """Return a narrower column in this one; where lists lie too deep in lists, the same."""
        width = self.width - left - right
        return Column(self.x + left, width, self.tag) if width >= NARROWEST else self

    def within(self, tag: Tag) -> Column:
        """Return the same column for what belongs to another element of the structure."""
        return Column(self.x, self.width, tag)

    def tagged(
        self, kind: Kind, *, level: int = 0, alt: str = "", attribute: Attribute | None = None
    ) -> Column:
        """Return the same column for what belongs to a new element in this one's."""
        return self.within(self.tag.add(kind, level=level, alt=alt, attribute=attribute))


class Story:
    """Makes strips of blocks; one writer a type of block."""

    def __init__(
        self,
        tree: DocumentTree,
        typesetter: Typesetter,
        writers: Mapping[BlockType, Writer],
        root: Tag,
        *,
        kept: Keep | None = None,
        head: Head | None = None,
    ) -> None:
        self.tree = tree
        self._head = head
        self._kept = kept
        self.typesetter = typesetter
        self.sheet = typesetter.sheet
        self._root = root
        self._section: Tag | None = None
        self._writers = writers
        self._shades = shades_of(tree.house)
        self.gallery = Gallery(tree.pictures)

    def told(self) -> list[Strip]:
        """Return the whole document; ValueError names a type of block that no writer is for."""
        for node in self.tree.walk():
            if node.block.type not in self._writers:
                raise ValueError(f"no way to draw a block of type {node.block.type!r}")
        types = [node.block.type for node in self.tree.nodes]
        front = types.index(BlockType.CONTENTS) + 1 if BlockType.CONTENTS in types else 0
        column = Column(width=self.sheet.column_width, tag=self._root)
        strips = self._head(self, column) if self._head is not None else []
        strips += self.flow(self.tree.nodes[:front], column)
        rest = self.flow(self.tree.nodes[front:], column)
        first = next((at for at, strip in enumerate(rest) if strip.room), None)
        if front and first is not None and end_of([*strips, *rest[:first]]) <= self.sheet.depth:
            # The first chapter does not begin on a page of the contents; after longer front matter it may go on.
            rest[first].room = self.sheet.depth
        return strips + rest

    def flow(self, nodes: Sequence[Node], column: Column) -> list[Strip]:
        """Return blocks one below the other; a line that announces a list stays with it."""
        strips: list[Strip] = []
        is_new_page = False
        aside: tuple[Node, Column] | None = None
        for at, node in enumerate(nodes):
            kind = node.block.type
            if self._is_aside(nodes[at : at + 2], column):
                home = self._home(node.block, column)
                aside = node, home.tagged(Kind.HEADING, level=max(node.block.level, 1) + 1)
                continue
            is_over = (
                self.sheet.is_dense and column.tag is self._root and not (aside or node.block.label.strip())
            )
            made = self.placed(node, self.outdented(column) if is_over else column)
            if made and is_over:
                made[0].reach = made[0].height  # It keeps below a label that hangs down.
            if aside:
                made, aside = self._with_heading(made, *aside), None
            is_new_page = is_new_page or kind is BlockType.PAGE_BREAK or self._is_page(kind, column)
            if is_new_page and strips:
                strips[-1].is_held = False
            if made:
                before = nodes[at - 1].block.type if at else None
                following = nodes[at + 1].block.type if at + 1 < len(nodes) else None
                _join(made, node, before, following)
                if is_new_page:
                    made[0].room = self.sheet.depth
                is_new_page = self._is_page(kind, column)
            strips += made
        return strips

    def shade(self, colour: Colour) -> Colour:
        """Return a colour as the house has it."""
        return self._shades.get(colour, colour)

    def is_top(self, column: Column) -> bool:
        """Tell whether a column is that of the page, not of a panel or a list."""
        return column.x == 0.0 and column.width == self.sheet.column_width

    def outdented(self, column: Column) -> Column:
        """Return a column with the margin beside it, for what needs the width."""
        outdent = self.sheet.column_x - self.sheet.margin_x
        return Column(column.x - outdent, column.width + outdent, column.tag)

    def _is_aside(self, nodes: Sequence[Node], column: Column) -> bool:
        """Tell whether a heading stands in the margin beside what follows it: on a dense sheet, if that is no table."""
        if len(nodes) < 2 or not self.sheet.is_dense or column.tag is not self._root:
            return False
        (heading, following) = nodes
        is_bare = not (heading.block.label.strip() or heading.children or following.block.label.strip())
        return is_bare and heading.block.type is BlockType.HEADING and following.block.type in BESIDE_HEADINGS

    def _with_heading(self, strips: list[Strip], node: Node, column: Column) -> list[Strip]:
        """Put a heading into the margin, beside the first line of what it is above elsewhere."""
        block, level = node.block, max(node.block.level, 1)
        strips = self._in_margin(strips, partial(self.typesetter.lines, block.body, LABEL), column)
        strips[0].blocks = [block.id, *strips[0].blocks]
        strips[0].anchor = Anchor(" ".join(self.typesetter.prepared(block.text).split()), level)
        return strips

    def _is_page(self, kind: BlockType, column: Column) -> bool:
        return kind is BlockType.DEDICATION and self.is_top(column)

    def placed(self, node: Node, column: Column, writer: Writer | None = None) -> list[Strip]:
        """Return one block, drawn by the writer for its type or another."""
        if self._kept is not None and column.tag is self._root:
            return self._kept(node, column.x, lambda: self._placed(node, column, writer))
        return self._placed(node, column, writer)

    def _placed(self, node: Node, column: Column, writer: Writer | None) -> list[Strip]:
        return self._block(node, self._home(node.block, column), writer or self._writers[node.block.type])

    def text(self, block: Block, style: Style, column: Column, *, is_balanced: bool = False) -> list[Strip]:
        """Return the words of the block itself, a strip a line."""
        lines = self.typesetter.lines(block.body, style, column.width, is_balanced=is_balanced)
        return stacked(lines, style, column.x, column.tag)

    def _home(self, block: Block, column: Column) -> Column:
        """Return the column with an element that may hold the block and its label: a list holds items only."""
        tag = self._section_for(block) if column.tag is self._root else column.tag
        is_bare_item = block.type is BlockType.ITEM and not block.label.strip()
        if tag.kind in TAGGED_LISTS and not is_bare_item:
            tag = tag.add(Kind.ITEM).add(Kind.ITEM_BODY)
        return column.within(tag)

    def _listed(self, block: Block, column: Column) -> Column:
        """Return the column for an item that stands outside a list in one with those before it."""
        tag = column.tag
        if block.type is not BlockType.ITEM or tag.kind in TAGGED_LISTS:
            return column
        last = tag.kids[-1] if tag.kids else None
        if isinstance(last, Tag) and last.kind is Kind.LIST:
            return column.within(last)
        return column.tagged(Kind.LIST, attribute=Attribute.DOTS)

    def _section_for(self, block: Block) -> Tag:
        """Return the section that a block at the top stands in; a chapter begins one, the contents have their own."""
        if block.type is BlockType.CONTENTS:
            self._section = None
            return self._root.add(Kind.SECTION)
        if self._section is None or (block.type is BlockType.HEADING and block.level <= 1):
            self._section = self._root.add(Kind.SECTION)
        return self._section

    def _block(self, node: Node, column: Column, writer: Writer) -> list[Strip]:
        if node.block.type in LABELLED_WITHIN:
            strips = writer(self, node, column)
        else:
            strips = self.labelled(
                node.block, column, lambda: writer(self, node, self._listed(node.block, column))
            )
        if strips:
            strips[0].blocks.append(node.block.id)
        return strips

    def labelled(self, block: Block, column: Column, make: Callable[[], list[Strip]]) -> list[Strip]:
        """Return the strips that ``make`` makes with the label of the block, which is read before them."""
        label = column.tagged(Kind.PARAGRAPH) if block.label.strip() else None
        strips = make()
        if not label:
            return strips
        set_in = partial(self.typesetter.plain_lines, block.label, LABEL)
        return self._in_margin(strips, set_in, label)

    def _in_margin(
        self, strips: list[Strip], set_in: Callable[[float], list[Line]], column: Column
    ) -> list[Strip]:
        """Put the label into the margin, on the line of the first text; a very long one above the block."""
        margin = self.sheet.margin_width
        lines = set_in(margin) if margin else []
        if not margin or len(lines) > MOST_LABEL_LINES:
            above = stacked(set_in(column.width), LABEL, column.x, column.tag)
            above[-1].is_held = True
            if strips:
                top = strips[0]
                above[0].above, above[0].room = top.above, top.room
                top.above = LABEL_GAP + max((ground.outset for ground in top.grounds), default=0.0)
                top.room = 0.0
            return above + strips
        if not strips:
            strips = [Strip(0.0)]
        first = next((mark.y for mark in strips[0].marks if isinstance(mark, Text)), baseline(LABEL))
        marks = [
            Text(self.sheet.margin_x - self.sheet.column_x, first + number * LABEL.leading, line, column.tag)
            for number, line in enumerate(lines)
        ]
        strips[0].reach = first - baseline(LABEL) + len(lines) * LABEL.leading
        with_mark(strips[0], *marks)
        return strips


def _join(made: list[Strip], node: Node, before: BlockType | None, following: BlockType | None) -> None:
    """Keep a block with its neighbours where they belong together."""
    kind = node.block.type
    if before is BlockType.HEADING:
        made[0].above = min(made[0].above, AFTER_HEADING)
    is_opening = before is BlockType.HEADING and kind is BlockType.PARAGRAPH and len(made) <= SHORT_OPENING
    is_lead = _is_lead(made, node) if following in LISTS else _is_announced(node, following)
    if is_opening or is_lead:
        for strip in made[-SHORT_LEAD:]:
            strip.is_held = True
    if following is BlockType.HEADING and kind is not BlockType.HEADING:
        made[-1].is_held = False


def _is_announced(node: Node, following: BlockType | None) -> bool:
    """Tell whether a block announces the quotation that follows it."""
    is_open = node.block.type is BlockType.PARAGRAPH and node.block.text.rstrip().endswith(":")
    return is_open and following is BlockType.PULL_QUOTE


def _is_lead(made: Sequence[Strip], node: Node) -> bool:
    """Tell whether a block announces the list that follows it."""
    if node.block.type is not BlockType.PARAGRAPH:
        return False
    return len(made) <= SHORT_LEAD or (len(made) <= LONGEST_LEAD and node.block.text.rstrip().endswith(":"))


Keep = Callable[[Node, float, Callable[[], list[Strip]]], list[Strip]]
"""Is given a block at the top, the left edge of its column and what makes its strips.

Returns those that were made before, or makes them.
"""

Writer = Callable[[Story, Node, Column], list[Strip]]
Head = Callable[[Story, Column], list[Strip]]


def rule(column: Column, colour: Colour, weight: float = 0.7, width: float | None = None) -> Strip:
    """Return a hairline as a strip."""
    return Strip(weight, (Box(column.x, 0.0, column.width if width is None else width, weight, colour),))

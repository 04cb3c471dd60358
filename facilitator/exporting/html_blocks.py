"""Blocks as parts of a page, each in the elements that say what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from facilitator.exporting.html_inline import escaped, inline, lines, unlinked
from facilitator.exporting.html_parts import image, label, lines_of, paragraph
from facilitator.exporting.html_polls import poll_figure
from facilitator.exporting.html_tables import Table, table_of
from facilitator.exporting.runs import by_type
from facilitator.exporting.wording import (
    CONTENTS,
    TITLED,
    contents_label,
    in_contents,
    is_printed_heading,
)
from sessions.document import Block, BlockType, DocumentTree, Node

DEEPEST: Final = 6
OWN_LABEL: Final = frozenset({BlockType.HEADING, BlockType.ROW, BlockType.IMAGE})  # it stands within them
OPENING_MARKS: Final = "‘“'\"«„"


class BlockWriter:
    """Writes blocks and counts what is numbered; anchors are its own, for a record's id tells when it was made."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._level = 1  # of the heading last written
        self._headings = 0
        self._figures = 0
        self._contents = 0
        self._ways: Mapping[BlockType, Callable[[Node], str]] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: self._marked("standfirst"),
            BlockType.PARAGRAPH: self._paragraph,
            BlockType.BULLETS: self._list("ul", ""),
            BlockType.NUMBERED: self._list("ol", ""),
            BlockType.KEY_MESSAGES: self._key_messages,
            BlockType.PULL_QUOTE: self._pull_quote,
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: self._marked("attribution"),
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._table("table actions"),
            BlockType.AGENDA: self._table("table agenda"),
            BlockType.TABLE: self._table("table"),
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._paragraph,
            BlockType.PEOPLE: self._list("ul", ' class="people"'),
            BlockType.ITEM: self._paragraph,
            BlockType.SOURCE: self._marked("source"),
            BlockType.FIGURES: self._figures_at_a_glance,
            BlockType.FINDINGS: self._findings,
            BlockType.LINKS: self._links,
            BlockType.VERSE: self._verse,
            BlockType.IMAGE: self._image,
            BlockType.ACKNOWLEDGEMENTS: self._titled("acknowledgements"),
            BlockType.DEDICATION: self._titled("dedication"),
            BlockType.CALL: self._titled("call"),
            BlockType.PAGE_BREAK: self._page_break,
            BlockType.CALLOUT: self._callout,
            BlockType.CONTENTS: self._contents_list,
            BlockType.SIGN_OFF: self._sign_off,
        }

    def flow(self, nodes: Sequence[Node]) -> str:
        """Return blocks one after the other."""
        return "\n".join(written for node in nodes if (written := self._block(node)))

    def _block(self, node: Node) -> str:
        way = self._ways.get(node.block.type)
        if way is None:
            raise ValueError(f"no way to write a block of type {node.block.type!r} as HTML")
        written = way(node)
        if node.block.type in OWN_LABEL | TITLED or not node.block.label.strip():
            return written
        return lines_of('<div class="labelled">', label(node.block), written, "</div>")

    def _heading(self, node: Node) -> str:
        block = node.block
        if not is_printed_heading(block):
            return lines_of(label(block), self.flow(node.children))
        self._headings += 1
        # No level is left out on the way down: whoever moves by headings would look for the one between.
        self._level = min(max(block.level, 1) + 1, self._level + 1, DEEPEST)
        look = min(max(block.level, 1), 3)
        anchor = f"s{self._headings}"
        heading = f'<h{self._level} id="{anchor}" class="level-{look}">{inline(block.body)}</h{self._level}>'
        if block.label.strip():
            heading = f"<hgroup>\n{label(block)}\n{heading}\n</hgroup>"
        return lines_of(heading, self.flow(node.children))

    def _contents_list(self, node: Node) -> str:
        self._contents += 1
        name = f"contents-{self._contents}"
        title = inline(node.block.body) if node.block.text.strip() else CONTENTS
        printed = (each.block for each in self._tree.walk() if is_printed_heading(each.block))
        anchors = {id(block): f"s{number}" for number, block in enumerate(printed, 1)}
        entries = [_entry(block, anchors[id(block)]) for block in in_contents(self._tree)]
        listed = lines_of("<ul>", *entries, "</ul>") if entries else ""
        self._level = max(self._level, 2)
        heading = f'<h2 id="{name}">{title}</h2>'
        nav = f'<nav class="contents" aria-labelledby="{name}">\n{lines_of(heading, listed)}\n</nav>'
        return lines_of(nav, self.flow(node.children))

    def _marked(self, look: str) -> Callable[[Node], str]:
        return lambda node: self._prose(node, f' class="{look}"')

    def _paragraph(self, node: Node) -> str:
        return self._prose(node, "")

    def _page_break(self, node: Node) -> str:
        """Return what begins a page on paper and is not seen elsewhere."""
        return lines_of('<div class="page-break"></div>', self._prose(node, ""))

    def _sign_off(self, node: Node) -> str:
        return f'<div class="sign-off">\n{self._prose(node, "")}\n</div>'

    def _prose(self, node: Node, mark: str) -> str:
        return lines_of(paragraph(node.block, mark), self.flow(node.children))

    def _list(self, name: str, mark: str) -> Callable[[Node], str]:
        return lambda node: lines_of(paragraph(node.block, ' class="lead"'), self._listed(node, name, mark))

    def _listed(self, node: Node, name: str, mark: str, words: Callable[[Block], str] | None = None) -> str:
        """Return items as lists; what stands between them stands between the lists, and numbers go on."""
        parts = []
        count = 0
        for is_item, same in by_type(node.children, BlockType.ITEM):
            if not is_item:
                parts.append(self.flow(same))
                continue
            start = f' start="{count + 1}"' if name == "ol" and count else ""
            count += len(same)
            items = (self._item(item, words or _item_words) for item in same)
            parts += [f"<{name}{mark}{start}>", *items, f"</{name}>"]
        return lines_of(*parts)

    def _item(self, node: Node, words: Callable[[Block], str]) -> str:
        below = self.flow(node.children)
        return f"<li>{words(node.block)}\n{below}\n</li>" if below else f"<li>{words(node.block)}</li>"

    def _key_messages(self, node: Node) -> str:
        return self._panel(node, "key-messages", self._listed(node, "ol", ""))

    def _quote_wall(self, node: Node) -> str:
        parts = []
        for is_item, same in by_type(node.children, BlockType.ITEM):
            parts += [self._quotation(item, "voice") for item in same] if is_item else [self.flow(same)]
        return self._panel(node, "quote-wall", lines_of(*parts))

    def _panel(self, node: Node, name: str, inside: str, look: str = "panel") -> str:
        return self._section(
            f"{look} {name}", inline(node.block.body) if node.block.text.strip() else "", inside
        )

    def _section(self, look: str, title: str, inside: str) -> str:
        """Return a part with its own heading; one without is no section."""
        if not title:
            return f'<div class="{look}">\n{inside}\n</div>'
        level = min(self._level + 1, DEEPEST)
        heading = f'<h{level} class="panel-title">{title}</h{level}>'
        return f'<section class="{look}">\n{heading}\n{inside}\n</section>'

    def _titled(self, look: str) -> Callable[[Node], str]:
        return lambda node: self._section(f"panel {look}", lines(node.block.label), self._prose(node, ""))

    def _findings(self, node: Node) -> str:
        inside = lines_of(paragraph(node.block), self._listed(node, "ul", ""))
        return self._section("panel findings", lines(node.block.label), inside)

    def _links(self, node: Node) -> str:
        return self._panel(node, "links", self._listed(node, "ul", ""), "part")

    def _figures_at_a_glance(self, node: Node) -> str:
        return self._panel(node, "glance", self._listed(node, "ul", "", _number), "part")

    def _verse(self, node: Node) -> str:
        return self._quotation(node, "verse")

    def _pull_quote(self, node: Node) -> str:
        return self._quotation(node, "pull-quote")

    def _quotation(self, node: Node, name: str) -> str:
        """Return a quotation with who said it as its caption."""
        children = list(node.children)
        kinds = [child.block.type for child in children]
        at = kinds.index(BlockType.ATTRIBUTION) if BlockType.ATTRIBUTION in kinds else len(kinds)
        hung = ' class="hung"' if node.block.text.lstrip()[:1] in tuple(OPENING_MARKS) else ""
        beside = label(node.block) if node.block.type is BlockType.ITEM else ""
        words = lines_of(beside, paragraph(node.block, hung), self.flow(children[:at]))
        quoted = f"<blockquote>\n{words}\n</blockquote>"
        after = ""
        if at < len(children):
            said_by = children[at]
            who = lines_of(label(said_by.block), inline(said_by.block.body), self.flow(said_by.children))
            quoted += f"\n<figcaption>{who}</figcaption>"
            after = self.flow(children[at + 1 :])
        return lines_of(f'<figure class="{name}">\n{quoted}\n</figure>', after)

    def _callout(self, node: Node) -> str:
        return f'<aside class="panel callout">\n{self._prose(node, "")}\n</aside>'

    def _poll(self, node: Node) -> str:
        self._figures += 1
        return lines_of(poll_figure(self._tree, node.block, self._figures), self.flow(node.children))

    def _image(self, node: Node) -> str:
        """Return a picture with what stands below it; where it is missing, what is to be seen in it."""
        block = node.block
        alt = "".join(run.text for run in block.body)
        shown = image(self._tree.pictures.get(block.about), alt, "picture") or paragraph(
            block, ' class="alt"'
        )
        caption = f"<figcaption>{lines(block.label)}</figcaption>" if block.label.strip() else ""
        figure = lines_of('<figure class="image">', shown, caption, "</figure>") if shown or caption else ""
        return lines_of(figure, self.flow(node.children))

    def _table(self, look: str) -> Callable[[Node], str]:
        return lambda node: table_of(node, self.flow, look)

    def _lone_row(self, node: Node) -> str:
        return Table([node], self.flow, has_header=False).written("table")


def _entry(block: Block, anchor: str) -> str:
    label = contents_label(block)
    before = f'<span class="label">{escaped(label.strip())}</span> ' if label.strip() else ""
    look = 1 if block.level <= 1 else 2
    return f'<li class="level-{look}">{before}<a href="#{anchor}">{unlinked(block.body)}</a></li>'


def _item_words(block: Block) -> str:
    return lines_of(label(block), inline(block.body))


def _number(block: Block) -> str:
    """Return a figure at a glance: its number, large, and what it counts."""
    number = f'<span class="number">{lines(block.label)}</span>' if block.label.strip() else ""
    return lines_of(number, inline(block.body))

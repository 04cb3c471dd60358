"""A document as one web page: nothing beside it, no script, made for reading, listening and printing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from facilitator.exporting.html_inline import escaped, inline, lines, unlinked
from facilitator.exporting.runs import by_type
from facilitator.exporting.wording import (
    CONTENTS,
    SKIP,
    Figure,
    base_line,
    contents_label,
    figures,
    in_contents,
    is_printed_heading,
)
from sessions.document import Block, BlockType, Document, DocumentTree, Node

DESCRIPTION_LENGTH: Final = 160
DEEPEST: Final = 6
OWN_LABEL: Final = (BlockType.HEADING, BlockType.ROW)  # their label stands within them
OPENING_MARKS: Final = "‘“'\"«„"
# Nothing is fetched and nothing runs, whatever the words are.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(tree: DocumentTree, css: str) -> bytes:
    """Return the document as one self-contained page in the given style."""
    contents, middle, end = _parted(tree.nodes)
    writer = _Writer(tree)
    parts = [
        _head(tree, css),
        f'<body>\n<a class="skip" href="#text">{SKIP}</a>',
        _cover(tree.document),
        writer.flow(contents),
        '<main id="text" tabindex="-1">',
        writer.flow(middle),
        "</main>",
        f"<footer>\n{writer.flow(end)}\n</footer>" if end else "",
        "</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode("utf-8")


def _parted(nodes: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node], Sequence[Node]]:
    """Return what stands before, in and after the main text: contents to skip, the text, the sign-off."""
    first = len(list(takewhile(lambda node: node.block.type is BlockType.CONTENTS, nodes)))
    rest = nodes[first:]
    last = len(list(takewhile(lambda node: node.block.type is BlockType.SIGN_OFF, reversed(rest))))
    return nodes[:first], rest[: len(rest) - last], rest[len(rest) - last :]


def _head(tree: DocumentTree, css: str) -> str:
    document = tree.document
    title = _one_line(document.title) or document.kind.value
    style = css.strip().replace("</", "<\\/")
    description = _description(tree)
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{escaped(document.language)}">\n<head>\n<meta charset="utf-8">',
            f"<title>{escaped(title)}</title>",
            f'<meta name="description" content="{escaped(description)}">' if description else "",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<style>\n{style}\n</style>\n</head>",
        ]
    )


def _description(tree: DocumentTree) -> str:
    """Return a line or two that say what the document is: its subtitle, else its first prose."""
    prose = (BlockType.STANDFIRST, BlockType.PARAGRAPH)
    texts = [tree.document.subtitle, *(n.block.text for n in tree.walk() if n.block.type in prose)]
    text = next((_one_line(text) for text in texts if text.strip()), "")
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—") + "…"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _cover(document: Document) -> str:
    parts = [f"<h1>{lines(document.title)}</h1>"] if document.title.strip() else []
    for name in ("subtitle", "byline", "dateline"):
        words = lines(getattr(document, name))
        parts += [f'<p class="{name}">{words}</p>'] if words else []
    return "\n".join(['<header class="cover">\n<div class="column">', *parts, "</div>\n</header>"])


class _Writer:
    """Writes blocks and counts what is numbered; anchors are its own, for a record's id tells when it was made."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._level = 1  # of the heading last written
        self._headings = 0
        self._figures = 0
        self._contents = 0
        self._ways: Mapping[BlockType, Callable[[Node], str]] = {
            BlockType.HEADING: self._heading,
            BlockType.STANDFIRST: self._standfirst,
            BlockType.PARAGRAPH: self._paragraph,
            BlockType.BULLETS: self._bullets,
            BlockType.KEY_MESSAGES: self._key_messages,
            BlockType.PULL_QUOTE: self._pull_quote,
            BlockType.QUOTE_WALL: self._quote_wall,
            BlockType.ATTRIBUTION: self._attribution,
            BlockType.POLL: self._poll,
            BlockType.ACTIONS: self._actions,
            BlockType.ROW: self._lone_row,
            BlockType.CELL: self._paragraph,
            BlockType.PEOPLE: self._people,
            BlockType.ITEM: self._paragraph,
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
        if node.block.type in OWN_LABEL or not node.block.label.strip():
            return written
        return _lines_of('<div class="labelled">', _label(node.block), written, "</div>")

    def _heading(self, node: Node) -> str:
        block = node.block
        if not is_printed_heading(block):
            return _lines_of(_label(block), self.flow(node.children))
        self._headings += 1
        # No level is left out on the way down: whoever moves by headings would look for the one between.
        self._level = min(max(block.level, 1) + 1, self._level + 1, DEEPEST)
        look = min(max(block.level, 1), 3)
        anchor = f"s{self._headings}"
        heading = f'<h{self._level} id="{anchor}" class="level-{look}">{inline(block.body)}</h{self._level}>'
        if block.label.strip():
            heading = f"<hgroup>\n{_label(block)}\n{heading}\n</hgroup>"
        return _lines_of(heading, self.flow(node.children))

    def _contents_list(self, node: Node) -> str:
        self._contents += 1
        name = f"contents-{self._contents}"
        title = inline(node.block.body) if node.block.text.strip() else CONTENTS
        printed = (each.block for each in self._tree.walk() if is_printed_heading(each.block))
        anchors = {id(block): f"s{number}" for number, block in enumerate(printed, 1)}
        entries = [_entry(block, anchors[id(block)]) for block in in_contents(self._tree)]
        listed = _lines_of("<ul>", *entries, "</ul>") if entries else ""
        self._level = max(self._level, 2)
        heading = f'<h2 id="{name}">{title}</h2>'
        nav = f'<nav class="contents" aria-labelledby="{name}">\n{_lines_of(heading, listed)}\n</nav>'
        return _lines_of(nav, self.flow(node.children))

    def _standfirst(self, node: Node) -> str:
        return self._prose(node, ' class="standfirst"')

    def _paragraph(self, node: Node) -> str:
        return self._prose(node, "")

    def _attribution(self, node: Node) -> str:
        return self._prose(node, ' class="attribution"')

    def _sign_off(self, node: Node) -> str:
        return f'<div class="sign-off">\n{self._prose(node, "")}\n</div>'

    def _prose(self, node: Node, mark: str) -> str:
        return _lines_of(_paragraph(node.block, mark), self.flow(node.children))

    def _bullets(self, node: Node) -> str:
        return _lines_of(_paragraph(node.block, ' class="lead"'), self._listed(node, "ul", ""))

    def _people(self, node: Node) -> str:
        return _lines_of(_paragraph(node.block, ' class="lead"'), self._listed(node, "ul", ' class="people"'))

    def _listed(self, node: Node, name: str, mark: str) -> str:
        """Return items as lists; what stands between them stands between the lists, and numbers go on."""
        parts = []
        count = 0
        for is_item, same in by_type(node.children, BlockType.ITEM):
            if not is_item:
                parts.append(self.flow(same))
                continue
            start = f' start="{count + 1}"' if name == "ol" and count else ""
            count += len(same)
            parts += [f"<{name}{mark}{start}>", *(self._item(item) for item in same), f"</{name}>"]
        return _lines_of(*parts)

    def _item(self, node: Node) -> str:
        below = self.flow(node.children)
        words = _lines_of(_label(node.block), inline(node.block.body))
        return f"<li>{words}\n{below}\n</li>" if below else f"<li>{words}</li>"

    def _key_messages(self, node: Node) -> str:
        return self._panel(node, "key-messages", self._listed(node, "ol", ""))

    def _quote_wall(self, node: Node) -> str:
        parts = []
        for is_item, same in by_type(node.children, BlockType.ITEM):
            parts += [self._quotation(item, "voice") for item in same] if is_item else [self.flow(same)]
        return self._panel(node, "quote-wall", _lines_of(*parts))

    def _panel(self, node: Node, name: str, inside: str) -> str:
        """Return a part with its own heading; one without is no section."""
        if not node.block.text.strip():
            return f'<div class="panel {name}">\n{inside}\n</div>'
        level = min(self._level + 1, DEEPEST)
        heading = f'<h{level} class="panel-title">{inline(node.block.body)}</h{level}>'
        return f'<section class="panel {name}">\n{heading}\n{inside}\n</section>'

    def _pull_quote(self, node: Node) -> str:
        return self._quotation(node, "pull-quote")

    def _quotation(self, node: Node, name: str) -> str:
        """Return a quotation with who said it as its caption."""
        children = list(node.children)
        kinds = [child.block.type for child in children]
        at = kinds.index(BlockType.ATTRIBUTION) if BlockType.ATTRIBUTION in kinds else len(kinds)
        hung = ' class="hung"' if node.block.text.lstrip()[:1] in tuple(OPENING_MARKS) else ""
        label = _label(node.block) if node.block.type is BlockType.ITEM else ""
        words = _lines_of(label, _paragraph(node.block, hung), self.flow(children[:at]))
        quoted = f"<blockquote>\n{words}\n</blockquote>"
        after = ""
        if at < len(children):
            said_by = children[at]
            who = _lines_of(_label(said_by.block), inline(said_by.block.body), self.flow(said_by.children))
            quoted += f"\n<figcaption>{who}</figcaption>"
            after = self.flow(children[at + 1 :])
        return _lines_of(f'<figure class="{name}">\n{quoted}\n</figure>', after)

    def _callout(self, node: Node) -> str:
        return f'<aside class="panel callout">\n{self._prose(node, "")}\n</aside>'

    def _poll(self, node: Node) -> str:
        self._figures += 1
        poll = self._tree.polls.get(node.block.about)
        name = f"poll-{self._figures}"
        question = f'<figcaption id="{name}">{inline(node.block.body)}</figcaption>'
        parts = [question] if node.block.text.strip() else []
        if poll is not None:
            named = f' aria-labelledby="{name}"' if parts else ""
            parts += [_chart(figures(poll), named), f'<p class="base">{escaped(base_line(poll))}</p>']
        figure = _lines_of('<figure class="poll">', *parts, "</figure>") if parts else ""
        return _lines_of(figure, self.flow(node.children))

    def _actions(self, node: Node) -> str:
        stretches = list(by_type(node.children, BlockType.ROW))
        has_caption = bool(stretches) and stretches[0][0] and bool(node.block.text.strip())
        caption = f"<caption>{inline(node.block.body)}</caption>" if has_caption else ""
        parts = [] if has_caption else [_paragraph(node.block, ' class="lead"')]
        has_header = True
        for are_rows, same in stretches:
            if not are_rows:
                parts.append(self.flow(same))
                continue
            parts.append(self._table(same, caption, has_header=has_header))
            caption, has_header = "", False
        return _lines_of(*parts)

    def _lone_row(self, node: Node) -> str:
        return self._table([node], "", has_header=False)

    def _table(self, rows: Sequence[Node], caption: str, *, has_header: bool) -> str:
        width = max(1, *(len(row.children) for row in rows))
        head = self._header(rows[0], width) if has_header else ""
        body = [self._row(row, width) for row in rows[has_header:]]
        inside = _lines_of("<tbody>", *body, "</tbody>") if body else ""
        return _lines_of('<table class="actions">', caption, head, inside, "</table>")

    def _header(self, row: Node, width: int) -> str:
        cells = [self._cell(cell, "th", ' scope="col"') for cell in row.children]
        return _lines_of("<thead>", _filled(row, cells, width), "</thead>")

    def _row(self, row: Node, width: int) -> str:
        cells = [
            self._cell(cell, "td" if at else "th", "" if at else ' scope="row"')
            for at, cell in enumerate(row.children)
        ]
        return _filled(row, cells, width)

    def _cell(self, node: Node, name: str, mark: str) -> str:
        """Return a cell; an empty one heads nothing."""
        if node.block.type is BlockType.CELL:
            words = _lines_of(_label(node.block), inline(node.block.body), self.flow(node.children))
        else:
            words = self.flow([node])
        return f"<{name}{mark}>{words}</{name}>" if words.strip() else "<td></td>"


def _filled(row: Node, cells: list[str], width: int) -> str:
    """Return a row as wide as its table; words of its own and its label stand in its first cell."""
    cells = [*cells, *["<td></td>"] * (width - len(cells))]
    own = _lines_of(_label(row.block), _paragraph(row.block, ""))
    if own:
        first = cells[0].index(">") + 1
        cells[0] = f"{cells[0][:first]}{own}\n{cells[0][first:]}"
    return _lines_of("<tr>", *cells, "</tr>")


def _chart(shown: Sequence[Figure], named: str) -> str:
    """Return a table whose rows hold their bars: figures to the ear, a chart to the eye."""
    if not shown:
        return ""
    most = max(figure.share for figure in shown)
    if most < 0:
        return _lines_of(f"<ul{named}>", *(f"<li>{lines(figure.option)}</li>" for figure in shown), "</ul>")
    rows = [_bar_row(figure, is_most=figure.share == most > 0) for figure in shown]
    return _lines_of(f'<table class="bars"{named}>\n<tbody>', *rows, "</tbody>\n</table>")


def _bar_row(figure: Figure, *, is_most: bool) -> str:
    mark = ' class="most"' if is_most else ""
    option = f'<tr{mark}><th scope="row">{lines(figure.option)}</th>'
    if figure.share < 0:
        return f"{option}<td></td><td></td></tr>"
    width = min(figure.share, 100)
    bar = (
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="track" width="100" height="8"/><rect class="bar" width="{width}" height="8"/></svg>'
    )
    return f'{option}<td class="drawn">{bar}</td><td class="share">{figure.per_cent}</td></tr>'


def _entry(block: Block, anchor: str) -> str:
    label = contents_label(block)
    before = f'<span class="label">{escaped(label.strip())}</span> ' if label.strip() else ""
    look = 1 if block.level <= 1 else 2
    return f'<li class="level-{look}">{before}<a href="#{anchor}">{unlinked(block.body)}</a></li>'


def _label(block: Block) -> str:
    return f'<p class="label">{lines(block.label)}</p>' if block.label.strip() else ""


def _paragraph(block: Block, mark: str) -> str:
    return f"<p{mark}>{inline(block.body)}</p>" if block.text.strip() else ""


def _lines_of(*parts: str) -> str:
    return "\n".join(part for part in parts if part)

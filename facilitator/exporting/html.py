"""A document as one web page: nothing beside it, no script, made for reading, listening and printing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.house_colours import css_of
from facilitator.exporting.html_blocks import BlockWriter
from facilitator.exporting.html_inline import escaped, lines
from facilitator.exporting.html_parts import image, lines_of
from facilitator.exporting.wording import SKIP
from sessions.document import BlockType, DocumentTree, Node

DESCRIPTION_LENGTH: Final = 160
# Nothing is fetched and nothing runs, whatever the words are; pictures are in the page itself.
POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_html(tree: DocumentTree, css: str) -> bytes:
    """Return the document as one self-contained page in the given style and the colours of its house.

    Raises DomainError where a colour of the house cannot be read.
    """
    contents, middle, end = _parted(tree.nodes)
    writer = BlockWriter(tree)
    parts = [
        _head(tree, css),
        f'<body>\n<a class="skip" href="#text">{SKIP}</a>',
        cover(tree),
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
    style = f"{css_of(tree.house)}\n{css.strip()}".replace("</", "<\\/")
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
    return re.sub(r"\s+", " ", printable(text)).strip()


def cover(tree: DocumentTree) -> str:
    """Return what stands above a document: its logo, its title, whose it is and when."""
    document = tree.document
    parts = [_logo(tree)]
    parts += [f"<h1>{lines(document.title)}</h1>"] if document.title.strip() else []
    for name in ("subtitle", "byline", "dateline"):
        words = lines(getattr(document, name))
        parts += [f'<p class="{name}">{words}</p>'] if words else []
    return lines_of('<header class="cover">\n<div class="column">', *parts, "</div>\n</header>")


def _logo(tree: DocumentTree) -> str:
    """Return the logo; it is silent where the name of the house stands below it anyway."""
    house, document = tree.house, tree.document
    is_said = house.name in (document.byline, document.title)
    return image(tree.pictures.get(house.logo), "" if is_said else house.name, "logo")

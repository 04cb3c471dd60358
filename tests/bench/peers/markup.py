"""The long report as a web page for WeasyPrint and as markup for Typst: the same words, faces and sizes as ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape

from facilitator import paths
from facilitator.exporting.wording import figures
from sessions.document import Block, BlockType, DocumentTree, Run

STYLE = """
@page { size: A4; margin: 84pt 68pt 94pt 165pt; @bottom-right { content: counter(page); font: 10.5pt "Our Sans" } }
@font-face { font-family: "Our Serif"; src: url(%(fonts)s/FacilitatorSerif-Regular.ttf) }
@font-face { font-family: "Our Serif"; font-style: italic; src: url(%(fonts)s/FacilitatorSerif-Italic.ttf) }
@font-face { font-family: "Our Display"; src: url(%(fonts)s/FacilitatorSerifDisplay-Regular.ttf) }
@font-face { font-family: "Our Sans"; src: url(%(fonts)s/FacilitatorSans-Regular.ttf) }
body { font: 12pt/18pt "Our Serif"; margin: 0 }
p { margin: 9pt 0 0 }
h1 { font: 28pt/34pt "Our Display"; margin: 48pt 0 0 }
h2 { font: 13pt/18pt "Our Sans"; margin: 25pt 0 0 }
blockquote { font: 19pt/26pt "Our Display"; margin: 22pt 0 0 }
blockquote p.who { font: 10.5pt/15pt "Our Sans"; margin: 4pt 0 0 }
figure { margin: 26pt 0 0; font: 12pt/17pt "Our Sans"; break-inside: avoid }
td.bar { width: 160pt } td.bar div { background: #1b5a66; height: 13pt }
nav { break-after: page; font: 10.5pt/15pt "Our Sans" }
nav a::after { content: leader(".") target-counter(attr(href), page) }
nav a { display: block }
"""
SETTING = """
#set document(title: %(title)s)
#set page("a4", margin: (top: 84pt, right: 68pt, bottom: 94pt, left: 165pt), numbering: "1")
#set text(font: "Facilitator Serif", size: 12pt, lang: "en", hyphenate: false)
#set par(leading: 8pt, spacing: 17pt, justify: false)
#show heading.where(level: 1): set text(font: "Facilitator Serif Display", size: 28pt, weight: "regular")
#show heading.where(level: 2): set text(font: "Facilitator Sans", size: 13pt, weight: "regular")
#show heading: set block(above: 30pt, below: 14pt)
#show quote: set text(font: "Facilitator Serif Display", size: 19pt)
#let poll(question, ..answers) = block(breakable: false, above: 26pt, {
  set text(font: "Facilitator Sans")
  question
  table(columns: (130pt, 160pt, 60pt), stroke: none, ..answers.pos().map(a => (
    a.at(0), box(width: a.at(1) * 1pt, height: 13pt, fill: rgb("#1b5a66")), a.at(2),
  )).flatten())
})
#outline(depth: 2)
#pagebreak()
"""


def as_html(tree: DocumentTree) -> str:
    """Return the report as a web page with a contents list that has page numbers."""
    rows, headings = [], []
    for number, block in enumerate(_blocks(tree)):
        inner = "".join(_html_run(run) for run in block.body)
        if block.type is BlockType.HEADING:
            headings.append(f'<a href="#h{number}">{inner}</a>')
            rows.append(f'<h{block.level} id="h{number}">{inner}</h{block.level}>')
        elif block.type is BlockType.PULL_QUOTE:
            rows.append(f"<blockquote><p>{inner}</p></blockquote>")
        elif block.type is BlockType.ATTRIBUTION:
            rows[-1] = rows[-1].replace("</blockquote>", f'<p class="who">{inner}</p></blockquote>')
        elif block.type is BlockType.POLL:
            rows.append(_html_poll(tree, block, inner))
        else:
            rows.append(f"<p>{inner}</p>")
    style = STYLE % {"fonts": paths.fonts().as_uri()}
    head = f'<meta charset="utf-8"><title>{escape(tree.document.title)}</title><style>{style}</style>'
    body = f"<h1>{escape(tree.document.title)}</h1><nav>{''.join(headings)}</nav>{''.join(rows)}"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _html_run(run: Run) -> str:
    text = escape(run.text)
    if run.link:
        return f'<a href="{escape(run.link)}">{text}</a>'
    return f"<em>{text}</em>" if run.italic else text


def _html_poll(tree: DocumentTree, block: Block, question: str) -> str:
    rows = "".join(
        f'<tr><th>{escape(one.option)}</th><td class="bar"><div style="width:{one.share}%"></div></td>'
        f"<td>{one.per_cent}</td></tr>"
        for one in figures(tree.polls[block.about])
    )
    return f"<figure><figcaption>{question}</figcaption><table>{rows}</table></figure>"


def as_typst(tree: DocumentTree) -> str:
    """Return the report in Typst's markup, its words as strings so that no letter of them is markup."""
    rows = [SETTING % {"title": _quoted(tree.document.title)}]
    rows += [_TYPST.get(block.type, _typst_paragraph)(tree, block) for block in _blocks(tree)]
    return "\n\n".join(rows)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _typst_runs(block: Block) -> str:
    return "".join(_typst_run(run) for run in block.body)


def _typst_run(run: Run) -> str:
    text = f"#{_quoted(run.text)};"
    if run.link:
        return f"#link({_quoted(run.link)})[{text}]"
    return f"#emph[{text}]" if run.italic else text


def _typst_paragraph(_tree: DocumentTree, block: Block) -> str:
    return _typst_runs(block)


def _typst_heading(_tree: DocumentTree, block: Block) -> str:
    return f"#heading(level: {block.level})[{_typst_runs(block)}]"


def _typst_quote(_tree: DocumentTree, block: Block) -> str:
    return f"#quote(block: true)[{_typst_runs(block)}]"


def _typst_who(_tree: DocumentTree, block: Block) -> str:
    return f'#text(font: "Facilitator Sans", size: 10.5pt)[{_typst_runs(block)}]'


def _typst_poll(tree: DocumentTree, block: Block) -> str:
    answers = ", ".join(
        f"({_quoted(one.option)}, {one.share}, {_quoted(one.per_cent)})"
        for one in figures(tree.polls[block.about])
    )
    return f"#poll([{_typst_runs(block)}], {answers})"


_TYPST: dict[BlockType, Callable[[DocumentTree, Block], str]] = {
    BlockType.HEADING: _typst_heading,
    BlockType.PULL_QUOTE: _typst_quote,
    BlockType.ATTRIBUTION: _typst_who,
    BlockType.POLL: _typst_poll,
}


def _blocks(tree: DocumentTree) -> Iterator[Block]:
    return (node.block for node in tree.walk() if node.block.type is not BlockType.CONTENTS)

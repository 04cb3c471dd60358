"""The words between the marks: inline CommonMark to runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sessions.document import Origin, Run, Source

if TYPE_CHECKING:
    from markdown_it.token import Token

OWN: Final = Source(Origin.OWN)
CELL_BREAK: Final = "<br>"
"""A new line where there is room for one line only: in a table."""
WHITE: Final = " \t\n"
"""What parts words in Markdown; other white space is kept as it is."""
_SPACES: Final = re.compile(r"[ \t]+")
_TAGS: Final = {
    "<em>": ("em", 1),
    "</em>": ("em", -1),
    "<strong>": ("strong", 1),
    "</strong>": ("strong", -1),
}
"""HTML that says no more than stars do, and can stand where stars cannot."""


@dataclass(slots=True)
class _Look:
    """How words look where the reading has come to."""

    bold: int = 0
    italic: int = 0
    link: str = ""


class Words:
    """Reads the words between the marks of a paragraph, heading or item."""

    def __init__(self, tell: Callable[[int, str], None]) -> None:
        """Take whom to tell of what runs cannot hold and is kept as text, with its line."""
        self._tell = tell

    def runs(self, inline: Token) -> tuple[Run, ...]:
        """Return the words with what makes them bold, italic or a link; a line's end is a space."""
        look = _Look()
        line = (inline.map[0] if inline.map else 0) + 1
        found: list[Run] = []
        for token in inline.children or ():
            line += token.type in {"softbreak", "hardbreak"}
            _follow(token, look)
            if token.type == "link_open" and token.attrGet("title"):
                self._tell(line, "the title of a link")
            text = self._text(token, line)
            if text:
                found.append(Run(text, OWN, look.bold > 0, look.italic > 0, link=look.link))
        alike = list(_joined(_without_double_spaces(found)))
        return tuple(_stripped(list(_joined(_with_plain_spaces(alike)))))

    def without_end(self, inline: Token, end: str) -> tuple[Run, ...]:
        """Return the words without a piece of text at their end."""
        *before, last = self.runs(inline) or (Run("", OWN),)
        short = last.text.removesuffix(end.strip()).rstrip() if end else last.text
        return tuple(_stripped([*before, replace(last, text=short)]))

    def _text(self, token: Token, line: int) -> str:
        if token.type == "softbreak":
            return " "
        if token.type == "hardbreak" or token.content == CELL_BREAK:
            return "\n"
        if token.content in _TAGS and token.type == "html_inline":
            return ""
        if token.type in {"code_inline", "html_inline"}:
            self._tell(line, "code" if token.type == "code_inline" else "HTML")
            return f"{token.markup}{token.content}{token.markup}"
        if token.type == "image":
            self._tell(line, "a picture")
            return f"![{token.content}]({token.attrGet('src')})"
        return token.content if token.type == "text" else ""


def _follow(token: Token, look: _Look) -> None:
    tag: str = token.tag
    nesting: int = token.nesting
    if token.type == "html_inline":
        tag, nesting = _TAGS.get(token.content, ("", 0))
    if tag == "strong":
        look.bold = max(0, look.bold + nesting)
    elif tag == "em":
        look.italic = max(0, look.italic + nesting)
    elif token.type == "link_open":
        look.link = str(token.attrGet("href") or "")
    elif token.type == "link_close":
        look.link = ""


def _without_double_spaces(runs: Sequence[Run]) -> list[Run]:
    """Return runs with one space where there are several, also where one run ends and the next begins."""
    found: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        before = found[-1].text[-1:] if found else "\n"
        if before in {" ", "\n"}:
            text = text.lstrip(" ")
        if text.startswith("\n") and found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        found.append(replace(run, text=text))
    return [run for run in found if run.text]


def _with_plain_spaces(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield runs with the spaces at their ends as plain runs; inside a link they stay in it."""
    for at, run in enumerate(runs):
        bare = run.text.strip(" \n")
        first = run.text.index(bare)
        before, after = run.text[:first], run.text[first + len(bare) :]
        if not bare:
            before, after = run.text, ""
        left = runs[at - 1].link if at else ""
        right = runs[at + 1].link if at + 1 < len(runs) else ""
        yield Run(before, OWN, link=run.link if run.link == left and (bare or run.link == right) else "")
        yield replace(run, text=bare)
        yield Run(after, OWN, link=run.link if run.link == right else "")


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs, neighbours that look alike as one."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _stripped(runs: list[Run]) -> list[Run]:
    """Return runs without white space at the two ends, and without those that are empty then."""
    while runs and not runs[0].text.strip(WHITE):
        runs = runs[1:]
    while runs and not runs[-1].text.strip(WHITE):
        runs = runs[:-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(WHITE))
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(WHITE))
    return runs

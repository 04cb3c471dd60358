"""Inline text without any marks, in lines of so many columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import TextWrapper
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.links import allowed_link
from facilitator.exporting.runs import by_link, joined
from sessions.document import Run

NARROWEST: Final = 30  # however deep a list lies in lists
_SPACES: Final = re.compile(r"[ \t]+")


def inline(body: Iterable[Run]) -> str:
    """Return the words of runs, an address after the words that lead to it."""
    merged = joined(body, lambda run: run.link)
    return printable("".join(_linked(link, runs[0].text) for link, runs in by_link(merged)))


def _linked(link: str, words: str) -> str:
    if not link:
        return words
    address = allowed_link(link)
    bare = words.rstrip()
    if not bare or bare.strip() in (address, address.removeprefix("mailto:")):
        return words
    return f"{bare} <{address}>{words[len(bare) :]}"


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Return text in lines no wider than asked, but for words that are; ``first`` and ``rest`` begin them."""
    wrapper = TextWrapper(
        max(width, NARROWEST),
        initial_indent=first,
        subsequent_indent=rest,
        # An address that is broken leads nowhere.
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines: list[str] = []
    for line in text.strip(" \t\n").split("\n"):
        lines += wrapper.wrap(_SPACES.sub(" ", line).strip(" ")) or [""]
        wrapper.initial_indent = rest
    return "\n".join(line.rstrip(" ") for line in lines)


def indented(text: str, by: str) -> str:
    """Return lines set in; empty ones stay empty."""
    return "\n".join((by + line).rstrip(" ") for line in text.split("\n"))

"""Inline text as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from facilitator.exporting.characters import printable
from facilitator.exporting.links import allowed_link
from facilitator.exporting.runs import by_link, joined
from sessions.document import Run


def escaped(text: str) -> str:
    """Return text safe between tags and inside double quotation marks."""
    return escape(printable(text), quote=True).replace("&#x27;", "'")


def lines(text: str) -> str:
    """Return plain text with its line breaks."""
    return escaped(text.strip()).replace("\n", "<br>\n")


def inline(body: Iterable[Run]) -> str:
    """Return runs with their looks, languages and links."""
    merged = joined(body, lambda run: (run.bold, run.italic, run.is_term, run.link, run.lang))
    return "".join(_linked(link, runs) for link, runs in by_link(merged))


def unlinked(body: Iterable[Run]) -> str:
    """Return runs without their links: a link cannot stand inside another."""
    return inline([replace(run, link="") for run in body])


def _linked(link: str, runs: list[Run]) -> str:
    words = "".join(_dressed(run) for run in runs)
    return f'<a href="{escaped(allowed_link(link))}">{words}</a>' if link else words


def _dressed(run: Run) -> str:
    """Return one run in its elements; its language is on the innermost."""
    names = [name for name, is_on in _elements(run) if is_on]
    words = escaped(run.text).replace("\n", "<br>\n")
    lang = f' lang="{escaped(run.lang)}"' if run.lang else ""
    if lang and not names:
        names = ["span"]
    for name in reversed(names):
        mark = ' class="term"' if name == "i" else ""
        words = f"<{name}{mark}{lang}>{words}</{name}>"
        lang = ""
    return words


def _elements(run: Run) -> tuple[tuple[str, bool], ...]:
    return (("strong", run.bold), ("em", run.italic), ("i", run.is_term))

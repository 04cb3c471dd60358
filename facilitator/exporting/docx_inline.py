"""Inline text as Word keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.html_inline import escaped
from facilitator.exporting.links import allowed_link
from facilitator.exporting.runs import by_link, joined
from sessions.document import Run

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BREAKS: Final = re.compile(r"([\n\t])")
_SIGNS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# What an XML reader takes in one piece has an end; Word joins these pieces again.
LONGEST_PIECE: Final = 1_000_000


class Typist:
    """Writes runs; ``relate`` keeps an address and returns the name the document has for it."""

    def __init__(self, relate: Callable[[str], str]) -> None:
        self._relate = relate

    def inline(self, body: Iterable[Run]) -> str:
        """Return runs with their looks, languages and links."""
        merged = joined(body, lambda run: (run.bold, run.italic, run.is_term, run.link, run.lang))
        return "".join(self._linked(link, runs) for link, runs in by_link(merged))

    def _linked(self, link: str, runs: list[Run]) -> str:
        if not link:
            return "".join(_run(run) for run in runs)
        name = self._relate(allowed_link(link))
        return f'<w:hyperlink r:id="{name}" w:history="1">{"".join(map(_run, runs))}</w:hyperlink>'


def unlinked(body: Iterable[Run]) -> str:
    """Return runs without links and looks, as an entry of the contents has them."""
    return "".join(_run(Run(run.text, run.src, lang=run.lang)) for run in body if run.text)


def plain(text: str) -> str:
    """Return plain text with its line breaks."""
    return f"<w:r>{_text(text)}</w:r>" if text else ""


def language_of(lang: str) -> str:
    """Return a language as Word takes it, or nothing where it is none."""
    return lang if _LANGUAGE.fullmatch(lang) else ""


def _run(run: Run) -> str:
    properties = _properties(run)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{_text(run.text)}</w:r>"


def _properties(run: Run) -> str:
    """Return one character style, for there can be only one, and what is left of the looks as they are."""
    named = (
        ("Hyperlink", bool(run.link), run),
        ("Strong", run.bold, replace(run, bold=False)),
        ("Emphasis", run.italic, replace(run, italic=False)),
        ("Term", run.is_term, run),
    )
    style, rest = next(((name, left) for name, is_on, left in named if is_on), ("", run))
    lang = language_of(run.lang)
    parts = (
        (f'<w:rStyle w:val="{style}"/>', style),
        ("<w:b/><w:bCs/>", rest.bold),
        ("<w:i/><w:iCs/>", rest.italic),
        (f'<w:lang w:val="{lang}"/>', lang),
    )
    return "".join(xml for xml, is_on in parts if is_on)


def _text(text: str) -> str:
    pieces = (piece for piece in _BREAKS.split(printable(text)) if piece)
    return "".join(_SIGNS.get(piece) or _letters(piece) for piece in pieces)


def _letters(text: str) -> str:
    starts = range(0, len(text), LONGEST_PIECE)
    return "".join(
        f'<w:t xml:space="preserve">{escaped(text[at : at + LONGEST_PIECE])}</w:t>' for at in starts
    )

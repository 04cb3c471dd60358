"""Inline text as CommonMark that reads back as the very same text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.links import allowed_link
from facilitator.exporting.runs import by_link, joined
from sessions.document import Run

HARD_BREAK: Final = "\\\n"
CELL_BREAK: Final = "<br>"  # a row of a table is one line
_SPACES: Final = re.compile(r"[ \t]+")
_MARKS: Final = re.compile(r"[\\`*\[\]<~|]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])")
_LINE_START: Final = re.compile(r"^(?:(?=[-+=:>#])|(\d{1,9})(?=[.)](?:\s|$)))")
_LAST_HASH: Final = re.compile(r"(?<!\\)#$")
_TAGS: Final = ((), ("em",), ("strong",), ("strong", "em"))  # by how many stars they stand for


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of escaped text, and the stars that make it bold or italic."""

    text: str
    stars: str = ""


def inline(body: Iterable[Run], line_break: str = HARD_BREAK) -> str:
    """Return runs as inline Markdown that may stand at the start of a line."""
    merged = joined(body, lambda run: (run.bold, run.italic, run.link))
    pieces = [_linked(link, runs) for link, runs in by_link(merged)]
    # Brackets of words are escaped: one after an exclamation mark begins a link, and both together a picture.
    text = "".join(pieces).replace("![", "\\![")
    return line_break.join(_line(line) for line in text.strip(" \t\n").split("\n"))


def on_one_line(body: Iterable[Run]) -> str:
    """Return runs as inline Markdown without a new line."""
    return inline(replace(run, text=run.text.replace("\n", " ")) for run in body)


def _line(line: str) -> str:
    """Return a line that begins no list, heading or quotation, and keeps the spaces that parsers would strip."""
    line = _SPACES.sub(" ", line).strip(" ")
    line = _LINE_START.sub(lambda found: f"{found.group(1) or ''}\\", line)
    line = _LAST_HASH.sub(r"\\#", line)
    bare = line.strip()
    first = line.index(bare) if bare else len(line)
    edges = (line[:first], line[first + len(bare) :])
    before, after = ("".join(f"&#{ord(space)};" for space in edge) for edge in edges)
    return f"{before}{bare}{after}"


def _linked(link: str, runs: Sequence[Run]) -> str:
    if not link:
        return _text(runs, "", "")
    address = re.sub(r"&(?=#?\w+;)", r"\\&", allowed_link(link))
    words = _text(runs, "[", "]")
    bare = words.strip(" \t\n")
    if not bare:
        return words
    first = words.index(bare)
    target = f"<{address}>" if re.search(r"[()]", address) else address
    return f"{words[:first]}[{bare}]({target}){words[first + len(bare) :]}"


def _text(runs: Sequence[Run], before: str, after: str) -> str:
    """Return runs with their stars, where these would be read as stars."""
    pieces = [piece for run in runs for piece in _pieces(run)]
    text = ""
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else _Piece(after)
        ahead = following.stars or following.text
        text += _starred(piece, (text or before)[-1:], ahead[:1])
    return text


def _pieces(run: Run) -> list[_Piece]:
    """Return a run with the white space at its edges set free: stars beside a space are no emphasis."""
    words = printable(run.text)
    text = _MARKS.sub(lambda found: f"\\{found.group()}", words)
    stars = "*" * (run.italic + 2 * run.bold)
    inner = words.strip()
    if not stars or not inner:
        return [_Piece(text)]
    bare = text.strip()
    first = text.index(bare)
    parts = (_Piece(text[:first]), _Piece(bare, stars), _Piece(text[first + len(bare) :]))
    return [part for part in parts if part.text]


def _starred(piece: _Piece, before: str, after: str) -> str:
    if not piece.stars:
        return piece.text
    if _may_adjoin(before, piece.text[0]) and _may_adjoin(after, piece.text[-1]) and after != "*":
        return f"{piece.stars}{piece.text}{piece.stars}"
    names = _TAGS[len(piece.stars)]
    opening = "".join(f"<{name}>" for name in names)
    return opening + piece.text + "".join(f"</{name}>" for name in reversed(names))


def _may_adjoin(outer: str, inner: str) -> bool:
    """Tell whether stars between two letters are read as the edge of an emphasis."""
    if unicodedata.category(inner)[0] in "LNM":
        return True
    # White space is what CommonMark calls so: Python counts the line separator U+2028 too.
    kind = unicodedata.category(outer) if outer else "Zs"
    return kind == "Zs" or kind[0] == "P" or outer in "\t\n"

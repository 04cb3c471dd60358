"""The comments of a Word file and who answers whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from facilitator.importing.docx_file import WordFile
from facilitator.importing.docx_lines import local, of_word, read_lines

_PARAGRAPH: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_THREADS: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MOST_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; ``answers`` is the id of the comment at the top of its thread, '' for one that begins a thread."""

    id: str
    reviewer: str
    date: str
    text: str
    answers: str = ""
    is_resolved: bool = False


def comments_of(file: WordFile) -> dict[str, Comment]:
    """Return the comments of a file by their ids, in order.

    Which comment answers which is in a part of its own; where a program does not write it, each begins a thread.
    """
    if file.comments is None:
        return {}
    every = [one for one in file.comments if local(one.tag) == "comment"]
    ids = {paragraph: of_word(one, "id") for one in every for paragraph in _paragraphs(one)}
    parents, resolved = _threads(file.threads, ids)
    return {
        of_word(one, "id"): Comment(
            of_word(one, "id"),
            of_word(one, "author"),
            of_word(one, "date"),
            said_in_part(one),
            _top(of_word(one, "id"), parents),
            of_word(one, "id") in resolved,
        )
        for one in every
    }


def footnotes_of(file: WordFile) -> dict[str, str]:
    """Return the words of footnotes by their ids."""
    if file.footnotes is None:
        return {}
    every = (one for one in file.footnotes if local(one.tag) == "footnote")
    return {of_word(one, "id"): said_in_part(one) for one in every}


def said_in_part(holder: Element) -> str:
    """Return the words of a comment or a footnote."""
    lines = (line.after.strip() for line in read_lines(holder, {}).lines)
    return "\n".join(line for line in lines if line)


def _paragraphs(comment: Element) -> list[str]:
    return [name for one in comment.iter() if (name := one.get(_PARAGRAPH))]


def _threads(threads: Element | None, ids: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """Return which comment each reply answers, and which are resolved."""
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    for one in threads if threads is not None else ():
        comment = ids.get(one.get(f"{_THREADS}paraId", ""), "")
        parent = ids.get(one.get(f"{_THREADS}paraIdParent", ""), "")
        if comment and parent and parent != comment:
            parents[comment] = parent
        if comment and one.get(f"{_THREADS}done") in ("1", "true"):
            resolved.add(comment)
    return parents, resolved


def _top(comment: str, parents: dict[str, str]) -> str:
    """Return the comment that began a thread, '' where it is this one."""
    at = comment
    for _ in range(_MOST_STEPS):
        if at not in parents:
            break
        at = parents[at]
    return "" if at == comment else at

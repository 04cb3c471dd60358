"""Which paragraphs of a Word file hold which words of ours."""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.importing.docx_lines import Line, Spot, Text

LIKE: Final = 0.6
"""From which share of common words on a paragraph without a bookmark is one that has lost it."""

MOST_LIKE: Final = 50
"""With how many a paragraph is compared at most."""
LONGEST_LIKE: Final = 400
"""How many words of each are compared: the time grows with their square."""


@dataclass(slots=True)
class Passage:
    """Lines one below the other, by number, and the bookmarks of what they hold; none where somebody added them."""

    names: list[str]
    lines: list[int]


def passages_of(
    text: Text, is_ours: Callable[[str], bool], expected: Sequence[str], words: Mapping[str, Sequence[str]]
) -> list[Passage]:
    """Return the passages of a file in reading order, without what is empty or in its list of contents.

    ``expected`` are bookmarks in the order they left, ``words`` what may stand in each: a paragraph that has lost its
    bookmark is known by its words.
    """
    owned = _owned(text, is_ours)
    _find_again(text, owned, expected, words)
    _gather_parts(text, owned, words)
    made: list[Passage] = []
    for at, line in enumerate(text.lines):
        names = owned.get(at, [])
        if names and made and made[-1].names and names == [made[-1].names[-1]]:
            made[-1].lines.append(at)
        elif names or _may_be_added(line):
            made.append(Passage(names, [at]))
    return made


def _may_be_added(line: Line) -> bool:
    is_said = any(one.text.strip() for one in line.pieces) or line.picture is not None
    return not line.is_contents and (is_said or bool(line.footnotes))


def _owned(text: Text, is_ours: Callable[[str], bool]) -> dict[int, list[str]]:
    """Return the bookmarks of each line: those that hold words of it, else one that holds none but stands alone."""
    spans = {name: _settled(text.lines, *span) for name, span in text.bookmarks.items() if is_ours(name)}
    filled = {name: span for name, span in spans.items() if _has_words(text.lines, *span)}
    owned: dict[int, list[str]] = {}
    for name, (start, _end) in sorted(filled.items(), key=lambda one: one[1][0]):
        owned.setdefault(start[0], []).append(name)
    starts = set(owned)
    for name, (start, end) in filled.items():
        for at in range(start[0] + 1, end[0] + 1):
            if at in starts:
                break
            owned.setdefault(at, [name])
    for name, (start, _end) in spans.items():
        if name not in filled and start[0] < len(text.lines):
            owned.setdefault(start[0], [name])
    return owned


def _settled(lines: Sequence[Line], start: Spot, end: Spot) -> tuple[Spot, Spot]:
    """Return where a bookmark begins and ends, off the edges of lines that it does not hold."""
    if end[0] > start[0] and end[1] == 0:
        end = end[0] - 1, len(lines[end[0] - 1].pieces)
    if end[0] > start[0] and start[1] == len(lines[start[0]].pieces) > 0:
        start = start[0] + 1, 0
    return start, end


def _has_words(lines: Sequence[Line], start: Spot, end: Spot) -> bool:
    return any(
        piece.is_picture or piece.run.text
        for at in range(start[0], min(end[0] + 1, len(lines)))
        for piece in lines[at].pieces[start[1] if at == start[0] else 0 : end[1] if at == end[0] else None]
    )


def _find_again(
    text: Text, owned: dict[int, list[str]], expected: Sequence[str], words: Mapping[str, Sequence[str]]
) -> None:
    """Give bookmarks that are missing to paragraphs without any, first by equal words, then by like ones."""
    places = {name: number for number, name in enumerate(expected)}
    present = {name for names in owned.values() for name in names}
    missing = [number for number, name in enumerate(expected) if name not in present]
    by_words: dict[str, list[int]] = {}
    for number in reversed(missing):
        for known in words[expected[number]]:
            by_words.setdefault(known, []).append(number)
    free = [at for at, line in enumerate(text.lines) if at not in owned and _may_be_added(line)]
    for at in free:
        numbers = by_words.get(text.lines[at].before.strip())
        if numbers:
            number = numbers.pop()
            owned[at] = [expected[number]]
            missing.remove(number)
    known_lines = sorted((at, places[names[0]]) for at, names in owned.items() if names[0] in places)
    for at in (at for at in free if at not in owned):
        here = bisect_left(known_lines, (at, 0))
        first = known_lines[here - 1][1] if here else -1
        last = known_lines[here][1] if here < len(known_lines) else len(expected)
        near = missing[bisect_right(missing, first) : bisect_left(missing, last)][:MOST_LIKE]
        found = _most_like(text.lines[at].before.strip(), [expected[number] for number in near], words)
        if found:
            owned[at] = [found]
            missing.remove(places[found])
            known_lines.insert(here, (at, places[found]))


def _gather_parts(text: Text, owned: dict[int, list[str]], words: Mapping[str, Sequence[str]]) -> None:
    """Give a paragraph that was split its other part, where an editor left the bookmark with one of them only."""
    for at, names in list(owned.items()):
        known = {_squeezed(one) for one in words.get(names[0], ())} if len(names) == 1 else set()
        said = _squeezed(text.lines[at].before)
        if not said or said in known:
            continue
        for first, last in ((at - 1, at), (at, at + 1), (at - 1, at + 1)):
            parts = range(max(first, 0), min(last + 1, len(text.lines)))
            is_free = all(one == at or (one not in owned and _may_be_added(text.lines[one])) for one in parts)
            if is_free and _squeezed("".join(text.lines[one].before for one in parts)) in known:
                owned.update((one, names) for one in parts)
                break


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _most_like(said: str, names: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    best, found = LIKE, ""
    for name in names:
        for known in words[name]:
            matcher = difflib.SequenceMatcher(
                None, known.split()[:LONGEST_LIKE], said.split()[:LONGEST_LIKE], autojunk=False
            )
            if matcher.real_quick_ratio() >= best and matcher.ratio() >= best:
                best, found = matcher.ratio(), name
    return found

"""What was moved in a Word file: tracked, by the name both ends have; untracked, by the order of blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from facilitator.exporting.docx_bookmarks import Said
from facilitator.importing.docx_lines import Change, Line
from facilitator.importing.suggestions import Suggestion, SuggestionKind


@dataclass(frozen=True, slots=True)
class _Left:
    at: int
    said: Said
    text: str
    by: Change
    touches: bool


class Moves:
    """Brings both ends of tracked moves together."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}
        self._came: dict[str, tuple[int, str, str, Change]] = {}
        self._whole: list[tuple[int, Suggestion]] = []
        self.blocks: set[str] = set()

    def left(self, change: Change | None, at: int, said: Said, text: str, touches: bool) -> None:
        """Keep where words were taken from."""
        if change is not None:
            self._left[change.move or text] = _Left(at, said, text, change, touches)

    def came(self, change: Change | None, at: int, block: str, text: str) -> None:
        """Keep where words were put."""
        if change is not None:
            self._came[change.move or text] = at, block, text, change

    def whole(self, line: Line, at: int, block: str, above: str) -> None:
        """Keep a block that was moved with its bookmark."""
        change = line.pieces[0].change
        if change is not None:
            self.blocks.add(block)
            made = Suggestion(
                block, SuggestionKind.MOVED, change.reviewer, change.date, old=line.after, after=above
            )
            self._whole.append((at, replace(made, new=line.after)))

    def suggestions(self) -> list[tuple[int, Suggestion]]:
        """Return every move; one of which an end is missing is words taken out, or words put in."""
        made = list(self._whole)
        for name, left in self._left.items():
            one = Suggestion(
                left.said.block, SuggestionKind.DELETED, left.by.reviewer, left.by.date, left.said.place
            )
            one = replace(one, old=left.text, touches_exact_words=left.touches)
            if name in self._came:
                one = replace(one, kind=SuggestionKind.MOVED, new=left.text, after=self._came[name][1])
                if left.text.strip() == left.said.text.strip():
                    self.blocks.add(left.said.block)
            made.append((left.at, one))
        for name, (at, block, text, by) in self._came.items():
            if name not in self._left:
                came = Suggestion(block, SuggestionKind.INSERTED, by.reviewer, by.date, new=text)
                made.append((at, came))
        return made


def moved_in(
    order: Sequence[tuple[int, str]], expected: Sequence[str], told: Collection[str]
) -> list[tuple[int, Suggestion]]:
    """Return the blocks that stand elsewhere than they did, as few as explain the order; neighbours are one.

    ``order`` has the blocks with their lines as they stand now; those that are ``told`` of already are left out.
    """
    places = {block: number for number, block in enumerate(expected)}
    now = [(at, block) for at, block in order if block in places]
    staying = _longest_rising([places[block] for _, block in now])
    made: list[tuple[int, Suggestion]] = []
    before = ("", -2, False)  # the block above, its place in the old order, whether it was moved
    for number, (at, block) in enumerate(now):
        is_moved = number not in staying and block not in told
        if is_moved and before[2] and places[block] == before[1] + 1:
            first = made[-1][1]
            made[-1] = made[-1][0], replace(first, others=(*first.others, block))
        elif is_moved:
            made.append((at, Suggestion(block, SuggestionKind.MOVED, after=before[0])))
        before = block, places[block], is_moved
    return made


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return at which places the longest sequence stands that only rises."""
    ends: list[int] = []
    at_ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at_ends[length : length + 1] = [place]
        before.append(at_ends[length - 1] if length else -1)
    found: set[int] = set()
    at = at_ends[-1] if at_ends else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found

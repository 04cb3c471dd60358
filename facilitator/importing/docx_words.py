"""What the pieces of a paragraph say, before and after tracked changes, and whose exact words stand in a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from facilitator.importing.docx_lines import Change, ChangeKind, Line, Piece, Spot
from sessions.document import Block, Origin, Run

Runs = tuple[Run, ...]


def exact_words(block: Block) -> Iterator[str]:
    """Yield every stretch of somebody's exact words in a block."""
    for is_exact, same in groupby(block.body, lambda run: run.src.origin is Origin.QUOTE):
        if is_exact and (words := "".join(run.text for run in same).strip()):
            yield words


def stretches(pieces: Sequence[Piece]) -> Iterator[tuple[Change, list[int]]]:
    """Yield tracked changes with the places of their pieces; what one person did in one go is one."""
    told = [(one.change.kind, one.change.reviewer, one.change.move) if one.change else None for one in pieces]
    for key, same in groupby(range(len(pieces)), told.__getitem__):
        places = list(same)
        change = pieces[places[0]].change
        if key is not None and change is not None:
            yield change, places


def with_alone(pieces: Sequence[Piece], places: Sequence[int]) -> str:
    """Return what a paragraph would say with one change accepted and every other refused."""
    accepted = set(places)
    kept: list[str] = []
    for at, one in enumerate(pieces):
        is_there = one.change is None or one.change.is_going
        if is_there is not (at in accepted):
            kept.append(one.text)
    return "".join(kept)


def is_coming(line: Line) -> bool:
    """Tell whether somebody put a paragraph there."""
    is_said = bool(line.after.strip()) or (line.picture is not None and not line.before.strip())
    return is_said and not line.is_wholly(ChangeKind.MOVED_TO)


def shown_in(line: Line) -> str:
    """Return what a paragraph would say, or what its picture shows."""
    return line.after.strip() or (line.picture.run.text if line.picture else "")


def runs_of(lines: Sequence[Line], *, is_before: bool = False) -> Runs:
    """Return the words of lines with their looks, as they would be or as they were before tracked changes."""
    return tuple(
        one.run
        for line in lines
        for one in line.pieces
        if not one.is_picture and (one.change is None or one.change.is_going is is_before)
    )


def words_between(lines: Sequence[Line], start: Spot, end: Spot) -> str:
    """Return the words from one place to another; where all of them go, as they were."""
    held = [
        lines[at].pieces[start[1] if at == start[0] else 0 : end[1] if at == end[0] else None]
        for at in range(start[0], min(end[0] + 1, len(lines)))
    ]
    staying = [
        [one.text for one in pieces if one.change is None or not one.change.is_going] for pieces in held
    ]
    every = [[one.text for one in pieces] for pieces in held]
    words = staying if any(any(each) for each in staying) else every
    return "\n".join("".join(each) for each in words).strip()

"""What became of what the network has said it will do, and what it says it will do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sessions.aims import IN_ORDER, Aim, Outcome, came_before
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_material import Index
from sessions.compose_wording import Wording, closed, opened, record
from sessions.document import BlockType
from sessions.wording import folded_words

_LEADS: Final = {
    Outcome.DONE: "aims-done",
    Outcome.PARTLY: "aims-partly",
    Outcome.OVERTAKEN: "aims-overtaken",
    Outcome.DROPPED: "aims-dropped",
    Outcome.OPEN: "aims-open",
}
_COUNTS: Final = {
    Outcome.DONE: "aims-count-done",
    Outcome.PARTLY: "aims-count-partly",
    Outcome.OVERTAKEN: "aims-count-overtaken",
    Outcome.DROPPED: "aims-count-dropped",
    Outcome.OPEN: "aims-count-open",
}


def came_of(index: Index, wording: Wording) -> list[Piece]:
    """Return what became of earlier aims, those of each occasion on which they were said by themselves."""
    said = _said(index)
    if not said:
        return []
    if len(said) == 1:
        ((where, aims),) = said.items()
        return [_heading(where, aims, wording, "heading-aims-of", level=1), *_answers(aims, wording)]
    made = [Piece(BlockType.HEADING, wording.fill("heading-aims"), level=1)]
    for where, aims in said.items():
        made += [_heading(where, aims, wording, "heading-aims-said-in", level=2), *_answers(aims, wording)]
    return made


def aims_next(index: Index, wording: Wording) -> list[Piece]:
    """Return what was said at this gathering that the network will do."""
    aims = [aim for aim in index.aims if _is_of_this(aim, index)]
    if not aims:
        return []
    items = [wording.sentences(_words(aim), *_terms(aim, wording)) for aim in aims]
    return [
        Piece(BlockType.HEADING, wording.fill("heading-aims-next"), level=2),
        list_of(BlockType.BULLETS, items),
    ]


def _said(index: Index) -> Mapping[str, Sequence[Aim]]:
    """Return earlier aims by where they were said, each list in its order."""
    found: dict[str, list[Aim]] = {}
    earlier = [aim for aim in index.aims if not _is_of_this(aim, index)]
    day = index.first_day
    for aim in came_before(earlier, day) if day else earlier:
        found.setdefault(" ".join(aim.said_in.split()), []).append(aim)
    return found


def _is_of_this(aim: Aim, index: Index) -> bool:
    """Tell whether an aim was said in public of this gathering: in its name, or on its day."""
    title = folded_words(index.material.gathering.title).casefold()
    days = {one.date for one in index.occasions}
    is_here = folded_words(aim.said_in).casefold() == title and (aim.said_on is None or aim.said_on in days)
    return is_here or aim.said_on in days


def _heading(where: str, aims: Sequence[Aim], wording: Wording, name: str, level: int) -> Piece:
    said_in = record(where, *(aim.id for aim in aims))
    words = wording.fill(name, said_in=said_in) if where else wording.fill("heading-aims")
    return Piece(BlockType.HEADING, words, level=level)


def _answers(aims: Sequence[Aim], wording: Wording) -> list[Piece]:
    """Return how many came to what, and the aims by what became of them, those that are open last."""
    by_outcome = {outcome: [aim for aim in aims if aim.outcome is outcome] for outcome in IN_ORDER}
    made = [Piece(BlockType.PARAGRAPH, counted(by_outcome, wording))]
    for outcome, found in by_outcome.items():
        if found:
            made.append(Piece(BlockType.PARAGRAPH, wording.fill(_LEADS[outcome])))
            made.append(list_of(BlockType.BULLETS, [_answer(aim, wording) for aim in found]))
    return made


def counted(by_outcome: Mapping[Outcome, Sequence[Aim]], wording: Wording) -> Runs:
    """Return how many aims came to what, in a sentence whose numbers add up."""
    counts = []
    for outcome, found in by_outcome.items():
        if found:
            number = wording.number(len(found), *(aim.id for aim in found))
            name = _COUNTS[outcome]
            counts.append(wording.fill(f"{name}-one" if len(found) == 1 else name, number=number))
    ids = [aim.id for found in by_outcome.values() for aim in found]
    total = wording.number(len(ids), *ids)
    name = "aims-counted-one" if len(ids) == 1 else "aims-counted"
    return opened(wording.fill(name, number=total, counts=wording.joined(counts)))


def _answer(aim: Aim, wording: Wording) -> Runs:
    became = closed(opened(record(aim.became, aim.id)))
    return wording.sentences(_words(aim), *(() if aim.is_answered else _terms(aim, wording)), became)


def _words(aim: Aim) -> Runs:
    return closed(opened(record(" ".join(aim.words.split()), aim.id)))


def _terms(aim: Aim, wording: Wording) -> list[Runs]:
    """Return by when an aim was to be reached and on what that depended, in the words of the time."""
    by, condition = record(aim.by, aim.id), record(aim.condition, aim.id)
    return [
        wording.fill("aims-by", by=by) if by else (),
        wording.fill("aims-condition", condition=condition) if condition else (),
    ]

"""A poll in prose: what share said what, and how that stands beside the time before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from sessions.compose_blocks import Piece, Runs
from sessions.compose_material import Index
from sessions.compose_wording import Wording, closed, opened, record
from sessions.document import BlockType, ChartForm
from sessions.polls import Comparison, Poll, Share, answered, comparable, grouped, measure, share_of

_POINTS: Final = 5  # of a scale
_WHY_NOT: Final = {
    Comparison.REWORDED: "poll-reworded",
    Comparison.OTHER_OPTIONS: "poll-other-options",
    Comparison.BASE_NOT_KNOWN: "poll-base-not-known",
    Comparison.NO_RESULT: "poll-no-result",
}


def poll_piece(poll: Poll, index: Index, wording: Wording, least: int = 2) -> Piece:
    """Return a poll as a block: the question, the figures it is about, and sentences that say them.

    It is drawn through the years where at least so many earlier ones can stand beside it.
    """
    shares = [share for share in grouped(poll) if share.permille]
    said = _answers(poll, shares, wording) if shares else wording.fill("poll-unsure")
    before = _before(poll, shares[0], index.earlier(poll), wording) if shares else ()
    return Piece(
        BlockType.POLL,
        record(poll.question, poll.id),
        (Piece(BlockType.PARAGRAPH, wording.sentences(said, before)),),
        label=wording.text("poll-label"),
        about=poll.id,
        form=form_of(poll, index.earlier(poll), least),
    )


def form_of(poll: Poll, chain: Sequence[Poll], least: int) -> ChartForm:
    """Return how a poll is drawn: through the years where at least so many earlier ones can stand beside it.

    Else as a scale where its five answers are in order, from one end to the other.
    """
    if years_of(poll, chain) >= least:
        return ChartForm.YEARS
    return ChartForm.SCALE if _is_scale(poll) else ChartForm.BARS


def years_of(poll: Poll, chain: Sequence[Poll]) -> int:
    """Return how many polls before this one can be compared with it, each with the next."""
    pairs = pairwise((poll, *chain))
    alike = takewhile(lambda pair: comparable(pair[1], pair[0]) is Comparison.COMPARABLE, pairs)
    return sum(1 for _ in alike)


def _is_scale(poll: Poll) -> bool:
    """Tell whether two answers of one group stand at each end of the five, and one of no group between them."""
    groups = [option.group for option in poll.options]
    if len(groups) != _POINTS or not grouped(poll):
        return False
    low, middle, high = groups[:2], groups[2], groups[3:]
    return (
        "" not in (*low, *high)
        and len(set(low)) == len(set(high)) == 1
        and len({low[0], middle, high[0]}) == 3
    )


def _answers(poll: Poll, shares: list[Share], wording: Wording) -> Runs:
    """Return who said what, most told in one sentence, and what nobody said."""
    count = answered(poll)
    told = [
        wording.fill("poll-said", share=_share(share, poll, wording), answer=_answer(share, poll, wording))
        for share in shares
    ]
    first = wording.fill(
        "poll-first-of" if count > 0 else "poll-first", people=wording.number(count, poll.id), said=told[0]
    )
    silent = [share for share in grouped(poll) if not share.permille]
    sentences = [closed(opened(first)), closed(opened(wording.joined(told[1:])))]
    if silent:
        options = tuple(option for share in silent for option in share.options)
        answer = _answer(Share(options, 0, 0), poll, wording)
        sentences.append(wording.fill("poll-nobody", answer=answer))
    return wording.sentences(*sentences)


def _share(share: Share, poll: Poll, wording: Wording) -> Runs:
    words, percent = record(measure(share.permille), poll.id), record(str(share.percent), poll.id)
    return wording.fill("poll-share", measure=words, percent=percent)


def _answer(share: Share, poll: Poll, wording: Wording) -> Runs:
    """Return the answers of a share: *this* or *that*."""
    made: Runs = ()
    for at, option in enumerate(share.options):
        if at:
            made += wording.fill("list-or" if at == len(share.options) - 1 else "list-comma")
        made += wording.quoted(record(wording.inside(option.text), poll.id))
    return made


def _before(poll: Poll, now: Share, chain: Sequence[Poll], wording: Wording) -> Runs:
    """Return how a figure stands beside those before, year by year, as far back as they can be compared.

    Where the question, the answers or the number of people stop matching, that is said, and nothing further back is.
    """
    places = [poll.options.index(option) for option in now.options]
    told: list[Runs] = []
    later, measured = poll, measure(now.permille)
    for earlier in chain:
        is_second = bool(told)
        when = _when(earlier, later, wording, is_second=is_second)
        found = comparable(earlier, later)
        if found in _WHY_NOT:
            return wording.sentences(*told, opened(wording.fill(_WHY_NOT[found], when=when)))
        then = share_of(earlier, places)
        is_same = measure(then.permille) == measured
        name = ("poll-then-same" if is_same else "poll-then") if not is_second else "poll-before-that"
        told.append(opened(wording.fill(name, when=when, share=_share(then, earlier, wording))))
        later = earlier
    return wording.sentences(*told)


def _when(earlier: Poll, later: Poll, wording: Wording, *, is_second: bool) -> Runs:
    names = ("the-year-before-that" if is_second else "a-year-earlier", "in-month")
    return wording.when(earlier.taken, later.taken, names, earlier.id)

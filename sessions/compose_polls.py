"""A poll in prose: what share said what, and how that stands beside the time before."""

from __future__ import annotations

from typing import Final

from sessions.compose_blocks import Piece, Runs
from sessions.compose_material import Index
from sessions.compose_wording import Wording, closed, opened, record
from sessions.document import BlockType
from sessions.polls import Comparison, Poll, Share, answered, comparable, grouped, measure, share_of

_A_YEAR: Final = range(320, 411)  # days between two gatherings that are a year apart
_WHY_NOT: Final = {
    Comparison.REWORDED: "poll-reworded",
    Comparison.OTHER_OPTIONS: "poll-other-options",
    Comparison.BASE_NOT_KNOWN: "poll-base-not-known",
    Comparison.NO_RESULT: "poll-no-result",
}


def poll_piece(poll: Poll, index: Index, wording: Wording) -> Piece:
    """Return a poll as a block: the question, the figures it is about, and sentences that say them."""
    shares = [share for share in grouped(poll) if share.permille]
    said = _answers(poll, shares, wording) if shares else wording.fill("poll-unsure")
    earlier = index.polls.get(poll.repeats)
    before = _before(poll, shares[0], earlier, wording) if shares and earlier else ()
    return Piece(
        BlockType.POLL,
        record(poll.question, poll.id),
        (Piece(BlockType.PARAGRAPH, wording.sentences(said, before)),),
        label=wording.text("poll-label"),
        about=poll.id,
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


def _before(poll: Poll, now: Share, earlier: Poll, wording: Wording) -> Runs:
    """Return how a figure stands beside the earlier poll, or why it does not."""
    when = _when(earlier, poll, wording)
    found = comparable(earlier, poll)
    if found in _WHY_NOT:
        return opened(wording.fill(_WHY_NOT[found], when=when))
    then = share_of(earlier, [poll.options.index(option) for option in now.options])
    name = "poll-then-same" if measure(then.permille) == measure(now.permille) else "poll-then"
    return opened(wording.fill(name, when=when, share=_share(then, earlier, wording)))


def _when(earlier: Poll, later: Poll, wording: Wording) -> Runs:
    if (later.taken - earlier.taken).days in _A_YEAR:
        return wording.fill("poll-a-year-earlier")
    month, year = (
        record(wording.month(earlier.taken), earlier.id),
        record(str(earlier.taken.year), earlier.id),
    )
    return wording.fill("poll-in-month", month=month, year=year)

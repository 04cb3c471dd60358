"""What a chart shows: the answers to a poll with their shares, through the years where a poll was repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.exporting.characters import printable
from facilitator.exporting.wording import ANSWER, NOT_KNOWN, figures
from sessions.document import Block, ChartForm
from sessions.polls import Comparison, Poll, comparable

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its shares in whole per cents, one for each time; -1 for not known."""

    name: str
    shares: tuple[int, ...]

    @property
    def last(self) -> int:
        """Return the newest share."""
        return self.shares[-1]


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of a poll as they are drawn. ``times`` has the oldest first."""

    form: ChartForm
    question: str
    answers: tuple[Answer, ...]
    times: tuple[str, ...]

    @property
    def said(self) -> str:
        """Return the figures in words, for whoever does not see the chart; each time has a sentence of its own."""
        if len(self.times) > 1:
            return " ".join(self._said_at(at, time) for at, time in enumerate(self.times))
        shares = [f"{one.last}%" if one.last >= 0 else NOT_KNOWN for one in self.answers]
        return (
            "; ".join(f"{one.name}: {share}" for one, share in zip(self.answers, shares, strict=True)) + "."
        )

    def _said_at(self, at: int, time: str) -> str:
        *shares, last = [f"{one.shares[at]}% said ‘{one.name}’" for one in self.answers]
        listed = f"{', '.join(shares)} and {last}" if shares else last
        return f"{'In' if time.isdecimal() else 'On'} {time}, {listed}."


def chart_of(block: Block, polls: Mapping[str, Poll]) -> Chart | None:
    """Return what a poll's block shows, or None where no result is known.

    A form that the figures do not fit becomes bars: a scale whose shares are no whole, a line of one year.
    """
    poll = polls.get(block.about)
    shown = figures(poll) if poll else ()
    if poll is None or not shown or max(one.share for one in shown) < 0:
        return None
    question = _one_line(block.text) or _one_line(poll.question)
    chain = years_of(poll, polls) if block.form is ChartForm.YEARS else (poll,)
    by_time = [[one.share for one in figures(each)] for each in chain]
    answers = tuple(
        Answer(_one_line(one.option), tuple(each[at] for each in by_time)) for at, one in enumerate(shown)
    )
    return Chart(_form(block.form, answers), question, answers, times_of(chain))


def years_of(poll: Poll, polls: Mapping[str, Poll]) -> tuple[Poll, ...]:
    """Return a poll with those it repeats, the oldest first, as far back as their figures can be compared."""
    chain = [poll]
    while (earlier := polls.get(chain[-1].repeats)) and earlier not in chain:
        if comparable(earlier, chain[-1]) is not Comparison.COMPARABLE:
            break
        chain.append(earlier)
    return tuple(reversed(chain))


def times_of(chain: tuple[Poll, ...]) -> tuple[str, ...]:
    """Return what each poll is called on an axis: its year, or its day where two share a year."""
    years = [str(poll.taken.year) for poll in chain]
    return tuple(years) if len(set(years)) == len(years) else tuple(poll.taken.isoformat() for poll in chain)


def poll_rows(block: Block, polls: Mapping[str, Poll]) -> list[list[str]]:
    """Return the figures of a poll in rows: answers and shares; through the years, with the years above them."""
    chart = chart_of(block, polls)
    if chart is None or len(chart.times) == 1:
        poll = polls.get(block.about)
        return [[one.option, one.per_cent] for one in figures(poll)] if poll else []
    rows = [[answer.name, *(f"{share}%" for share in answer.shares)] for answer in chart.answers]
    return [[ANSWER, *chart.times], *rows]


def _form(wanted: ChartForm, answers: tuple[Answer, ...]) -> ChartForm:
    shares = [answer.last for answer in answers]
    if wanted is ChartForm.YEARS and len(answers[0].shares) > 1:
        return wanted
    if wanted is ChartForm.SCALE and sum(shares) == WHOLE and min(shares) >= 0:
        return wanted
    return ChartForm.BARS


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())

"""What was answered in a poll as the rows of a table, whatever form its chart has elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from facilitator.exporting.wording import ANSWER, NUMBER, SHARE, base_line, figures
from sessions.document import ChartForm
from sessions.polls import Comparison, Poll, answered, comparable

ANSWERED: Final = "People who answered"
_WIDEST_ANSWER: Final = 70


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a poll: rows of cells, the first of them the header; without figures, only the answers."""

    rows: tuple[tuple[str, ...], ...] = ()
    answers: tuple[str, ...] = ()
    base: str = ""

    @property
    def shares(self) -> tuple[int, ...]:
        """Return the widths of the columns in hundredths."""
        more = len(self.rows[0]) - 1
        each = min(15, _WIDEST_ANSWER // more)
        return (100 - each * more, *[each] * more)


def counted(poll: Poll, form: ChartForm, polls: Mapping[str, Poll]) -> Counted:
    """Return the figures of a poll; through the years where that is its form and earlier ones can stand beside."""
    base = base_line(poll)
    shown = figures(poll)
    if all(figure.share < 0 for figure in shown):
        return Counted(answers=tuple(figure.option for figure in shown), base=base)
    if form is ChartForm.YEARS and len(line := through_years(poll, polls)) > 1:
        return Counted(_years(line), base=base)
    counts = poll.result.counts if poll.result else ()
    rows: list[tuple[str, ...]] = [(ANSWER, SHARE, *([NUMBER] if counts else []))]
    for at, figure in enumerate(shown):
        number = [f"{counts[at]:,}" if at < len(counts) else ""] if counts else []
        rows.append((figure.option, figure.per_cent, *number))
    return Counted(tuple(rows), base=base)


def through_years(poll: Poll, polls: Mapping[str, Poll]) -> list[Poll]:
    """Return a poll and those before it that can be compared, each with the next, the earliest first."""
    line = [poll]
    while (earlier := polls.get(line[0].repeats)) is not None and earlier not in line:
        if comparable(earlier, line[0]) is not Comparison.COMPARABLE:
            break
        line.insert(0, earlier)
    return line


def _years(line: list[Poll]) -> tuple[tuple[str, ...], ...]:
    columns = [figures(poll) for poll in line]
    rows = [
        (answer.option, *(column[at].per_cent for column in columns)) for at, answer in enumerate(columns[-1])
    ]
    return (
        (ANSWER, *_headings(line)),
        *rows,
        (ANSWERED, *(f"{answered(poll):,}" for poll in line)),
    )


def _headings(line: list[Poll]) -> list[str]:
    """Return the year of each poll; where two are of one year, the month too."""
    years = [str(poll.taken.year) for poll in line]
    if len(set(years)) == len(years):
        return years
    return [poll.taken.isoformat()[:7] for poll in line]

"""A poll through the years: lines above, and below them the figures they stand for, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.exporting.chart_data import Answer, Chart
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import Box, Mark, Strip, Stroke, Text, baseline
from facilitator.exporting.pdf.tags import Artifact
from facilitator.exporting.pdf.type_styles import (
    AXIS,
    BAR,
    DEEP,
    HAIR,
    MUTED,
    RUST,
    SMALL,
    SMALL_BOLD,
    TABLE_HEAD,
    Colour,
)
from facilitator.exporting.wording import ANSWER

PLOT = 112.0  # the height of the lines
NAMES = 0.42  # of the column
KEY = 20.0  # what shows how the line of an answer looks
GAP = 10.0
LEAST_STEP = 34.0  # between two years
LINES: tuple[tuple[Colour, float, tuple[float, ...]], ...] = (
    (DEEP, 2.6, ()),
    (RUST, 2.0, ()),
    (BAR, 2.0, (5.0, 4.0)),
    (MUTED, 1.6, (0.5, 4.0)),
)  # no two differ by their colour alone


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the years of a chart stand: ``first`` is the middle of the first, and so on in steps."""

    column: Column
    first: float
    step: float
    are_names_above: bool

    def year(self, at: int) -> float:
        return self.first + at * self.step


def years(story: Story, chart: Chart, column: Column) -> list[Strip]:
    """Return the lines, the years, and a row for each answer."""
    plan = _plan(story, chart, column)
    if plan is None:
        return _listed(story, chart, column)
    shown = sorted(chart.answers, key=lambda answer: -answer.last)[: len(LINES)]
    looks = {id(answer): look for answer, look in zip(shown, LINES, strict=False)}
    top = min(100, -(-max(max(answer.shares) for answer in shown) // 10) * 10) or 10
    strips = [_plot(story, shown, top, plan), _times(story, chart, plan), rule(column, DEEP, 1.0)]
    for answer in chart.answers:
        strips += [*_row(story, answer, looks.get(id(answer)), plan), rule(column, HAIR)]
    return strips


def _plan(story: Story, chart: Chart, column: Column) -> _Plan | None:
    """Return where the years stand: right of the names, else below them; None where there are too many."""
    labels = [story.typesetter.line(time, TABLE_HEAD).width for time in chart.times]
    need = max(LEAST_STEP, max(labels) + 8)
    for share in (NAMES, 0.0):
        left = column.width * share + (GAP if share else 0)
        step = (column.width - left) / len(chart.times)
        if step >= need:
            return _Plan(column, column.x + left + step / 2, step, are_names_above=not share)
    return None


def _plot(story: Story, shown: Sequence[Answer], top: int, plan: _Plan) -> Strip:
    """Return the lines; the figures below say the same."""
    column, count = plan.column, len(shown[0].shares)
    marks: list[Mark] = []
    left, right = plan.year(0) - plan.step / 2, plan.year(count - 1) + plan.step / 2
    for share in (0, top / 2, top):
        y = _height(share, top)
        marks.append(Box(left, y, right - left, 0.6, HAIR, column.tag))
        line = story.typesetter.line(f"{share:g}%", AXIS)
        if not plan.are_names_above:
            marks.append(Text(left - 6 - line.width, y + AXIS.size * 0.36, line, Artifact.DECORATION))
    for answer, (colour, weight, dashes) in reversed(list(zip(shown, LINES, strict=False))):
        points = tuple((plan.year(at), _height(share, top)) for at, share in enumerate(answer.shares))
        marks.append(Stroke(points, weight, colour, column.tag, dashes, dot=weight * 2.6))
    return Strip(PLOT + 12, tuple(marks), below=2)


def _height(share: float, top: float) -> float:
    return 6 + PLOT * (1 - share / top)


def _times(story: Story, chart: Chart, plan: _Plan) -> Strip:
    column = plan.column
    answer = story.typesetter.line(ANSWER + " ", TABLE_HEAD)
    marks = [Text(column.x, baseline(TABLE_HEAD), answer, column.tag)]
    y = baseline(TABLE_HEAD) + plan.are_names_above * TABLE_HEAD.leading
    for at, time in enumerate(chart.times):
        marks.append(_centred(story.typesetter.line(time + " ", TABLE_HEAD), plan.year(at), y, column))
    return Strip(TABLE_HEAD.leading * (1 + plan.are_names_above), tuple(marks), below=4)


def _centred(line: Line, x: float, y: float, column: Column) -> Text:
    return Text(x - line.width / 2, y, line, column.tag)


def _row(
    story: Story,
    answer: Answer,
    look: tuple[Colour, float, tuple[float, ...]] | None,
    plan: _Plan,
) -> list[Strip]:
    """Return an answer with its shares, the newest in bold, and how its line looks."""
    column = plan.column
    room = column.width if plan.are_names_above else column.width * NAMES
    lines = story.typesetter.plain_lines(answer.name + " ", SMALL, room - KEY - 6)
    marks: list[Mark] = []
    if look:
        colour, weight, dashes = look
        y = SMALL.leading / 2
        points = ((column.x + 2, y), (column.x + KEY - 2, y))
        marks.append(Stroke(points, weight, colour, Artifact.DECORATION, dashes))
    marks += [
        Text(column.x + KEY + 6, at * SMALL.leading + baseline(SMALL), line, column.tag)
        for at, line in enumerate(lines)
    ]
    y = baseline(SMALL) + plan.are_names_above * len(lines) * SMALL.leading
    for at, share in enumerate(answer.shares):
        style = SMALL_BOLD if at == len(answer.shares) - 1 else SMALL
        marks.append(_centred(story.typesetter.line(f"{share}% ", style), plan.year(at), y, column))
    height = (max(len(lines), 1) + plan.are_names_above) * SMALL.leading
    return [Strip(height, tuple(marks), above=5, below=5)]


def _listed(story: Story, chart: Chart, column: Column) -> list[Strip]:
    """Return the figures as text: more years than there is room for beside each other."""
    strips: list[Strip] = []
    rows = [[ANSWER, *chart.times], *([a.name, *(f"{share}%" for share in a.shares)] for a in chart.answers)]
    for row in rows:
        lines = story.typesetter.plain_lines(" ".join(row) + " ", SMALL, column.width)
        strips += [
            Strip(SMALL.leading, (Text(column.x, baseline(SMALL), line, column.tag),)) for line in lines
        ]
        strips[-1].below = 6
    return strips

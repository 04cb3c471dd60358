"""Polls: the question, a bar for each option, how many answered, and the same in prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.exporting.chart_data import Chart, chart_of
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.poll_scale import scale
from facilitator.exporting.pdf.poll_years import years
from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import Box, Mark, Strip, Text, baseline, held, spaced, stacked
from facilitator.exporting.pdf.tags import Kind, Tag
from facilitator.exporting.pdf.type_styles import BAR, DEEP, NOTE, QUESTION, SMALL, SMALL_BOLD, TINT, Colour
from facilitator.exporting.wording import Figure, base_line, figures, in_words
from sessions.document import ChartForm, Node
from sessions.polls import Poll

NAME_SHARE = 0.4  # of the column, for the words of an option
PER_CENT_WIDTH = 40.0
GAP = 12.0
BAR_HEIGHT = 13.0
ROW_GAP, STACKED_GAP = 7.0, 10.0
SAID = {
    ChartForm.SCALE: "One bar parted among the answers.",
    ChartForm.YEARS: "Lines through the years.",
}
LONGEST_ALT = 8_000  # characters; PDF/A stops at 32,767 bytes
SHORT_NAME = 2  # lines; where an option needs more, all stand above their bars


def poll(story: Story, node: Node, column: Column) -> list[Strip]:
    """Set a poll; its chart is never parted from the question."""
    asked = story.tree.polls.get(node.block.about)
    chart = chart_of(node.block, story.tree.polls)
    column = column.tagged(Kind.DIVISION)
    question = column.tagged(Kind.CAPTION if chart else Kind.PARAGRAPH)
    strips = spaced(held(story.text(node.block, QUESTION, question), with_next=True), 0, 10)
    if asked is not None:
        strips += _drawn(story, asked, chart, column) if chart else _options(story, asked, column)
        base = story.typesetter.plain_lines(base_line(asked), NOTE, column.width)
        strips += spaced(stacked(base, NOTE, column.x, column.tag.add(Kind.PARAGRAPH)), 6, 6)
    return spaced(held(strips), 26, 10) + spaced(story.flow(node.children, column), 8, 16)


def _drawn(story: Story, asked: Poll, chart: Chart, column: Column) -> list[Strip]:
    """Return the chart in its form."""
    alt = in_words(asked) if chart.form is ChartForm.BARS else f"{SAID[chart.form]} {chart.said}"
    figure = column.tagged(Kind.FIGURE, alt=story.typesetter.prepared(alt)[:LONGEST_ALT])
    if chart.form is ChartForm.YEARS:
        return years(story, chart, figure)
    answers = [Figure(answer.name, answer.last) for answer in chart.answers]
    return scale(story, answers, figure) if chart.form is ChartForm.SCALE else _chart(story, answers, figure)


def _options(story: Story, asked: Poll, column: Column) -> list[Strip]:
    return _chart(story, figures(asked), column.tagged(Kind.LIST))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where names and bars of a chart stand: side by side, or every bar below its name."""

    names: Column
    bars: Column
    is_stacked: bool


def _chart(story: Story, answers: Sequence[Figure], column: Column) -> list[Strip]:
    narrow = Column(column.x, column.width * NAME_SHARE, column.tag)
    names = _names(story, answers, narrow)
    if max(map(len, names), default=0) <= SHORT_NAME:
        widest = max((line.width for lines in names for line in lines), default=0.0)
        plan = _Plan(narrow, column.inset(widest + GAP), is_stacked=False)
    else:
        plan = _Plan(column, column, is_stacked=True)
        names = _names(story, answers, column)
    most = max((answer.share for answer in answers), default=0)
    return [
        _row(story, lines, answer, plan, is_most=answer.share == most > 0)
        for lines, answer in zip(names, answers, strict=True)
    ]


def _names(story: Story, answers: Sequence[Figure], column: Column) -> list[list[Line]]:
    # The space at the end keeps the name and the figure apart for those who hear them.
    return [story.typesetter.plain_lines(answer.option + " ", SMALL, column.width) for answer in answers]


def _row(story: Story, lines: list[Line], answer: Figure, plan: _Plan, *, is_most: bool) -> Strip:
    """Return an option with its bar and its per cent; one without a result has its name alone."""
    leading = SMALL.leading
    is_known = answer.share >= 0
    height = (len(lines) + (plan.is_stacked and is_known)) * leading
    chart = plan.names.tag
    owner = chart if chart.kind is Kind.FIGURE else chart.add(Kind.ITEM).add(Kind.ITEM_BODY)
    marks: list[Mark] = [
        Text(plan.names.x, at * leading + baseline(SMALL), line, owner) for at, line in enumerate(lines)
    ]
    if is_known:
        middle = height - leading / 2 if plan.is_stacked else height / 2
        marks += _bar(plan.bars, middle, answer.share, DEEP if is_most else BAR, owner)
        figure = story.typesetter.line(answer.per_cent + " ", SMALL_BOLD if is_most else SMALL)
        y = middle - leading / 2 + baseline(SMALL)
        marks.append(Text(plan.bars.x + plan.bars.width - figure.width, y, figure, owner))
    gap = STACKED_GAP if plan.is_stacked else ROW_GAP
    return Strip(height, tuple(marks), above=gap, below=gap)


def _bar(bars: Column, middle: float, share: int, shade: Colour, owner: Tag) -> list[Box]:
    """Return the track from nothing to a hundred, and the bar on it."""
    top, track = middle - BAR_HEIGHT / 2, bars.width - PER_CENT_WIDTH
    boxes = [Box(bars.x, top, track, BAR_HEIGHT, TINT, owner)]
    return [*boxes, Box(bars.x, top, track * share / 100, BAR_HEIGHT, shade, owner)] if share else boxes

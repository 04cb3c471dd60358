"""A poll as a scale: one bar parted among its answers in their order, and below it what each part is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from facilitator.exporting.pdf.story import Column, Story
from facilitator.exporting.pdf.strips import Box, Mark, Strip, Text, baseline
from facilitator.exporting.pdf.tags import Artifact
from facilitator.exporting.pdf.type_styles import (
    BAR,
    DEEP,
    ON_DARK,
    ON_LIGHT,
    PAPER,
    SMALL,
    SMALL_BOLD,
    Colour,
    contrast,
)
from facilitator.exporting.wording import Figure

BAND = 32.0  # the height of the bar
SEAM = 2.0  # of paper between two parts: whatever their shades, there is an edge
INSET = 8.0
SWATCH = 10.0
SHARE_X = 18.0
NAME_X = 58.0
READABLE = 4.5
LEAST_CONTRAST = 3.0  # of the lightest part with the paper
STEPS = 100
CLOSE = 0.001  # contrasts are not exact


def scale(story: Story, answers: Sequence[Figure], column: Column) -> list[Strip]:
    """Return the bar and a line for each answer."""
    shades = ramp(story.shade(DEEP), story.shade(BAR), len(answers))
    legend = [_named(story, answer, shade, column) for answer, shade in zip(answers, shades, strict=True)]
    return [_bar(story, answers, shades, column), *legend]


def _bar(story: Story, answers: Sequence[Figure], shades: Sequence[Colour], column: Column) -> Strip:
    starts = accumulate((answer.share for answer in answers), initial=0)
    marks: list[Mark] = []
    for answer, shade, start in zip(answers, shades, starts, strict=False):
        x = column.x + column.width * start / 100
        width = column.width * answer.share / 100 - SEAM
        if width <= 0:
            continue
        marks.append(Box(x, 0.0, width, BAND, shade, column.tag))
        style = ON_DARK if contrast(PAPER, shade) >= READABLE else ON_LIGHT
        line = story.typesetter.line(answer.per_cent, style)
        if line.width + 2 * INSET <= width:
            # It is read below, beside its answer.
            marks.append(
                Text(x + INSET, (BAND - style.leading) / 2 + baseline(style), line, Artifact.DECORATION)
            )
    return Strip(BAND, tuple(marks), below=12)


def _named(story: Story, answer: Figure, shade: Colour, column: Column) -> Strip:
    """Return an answer beside its shade and its share; the name is read first."""
    lines = story.typesetter.plain_lines(answer.option + " ", SMALL, column.width - NAME_X)
    share = story.typesetter.line(answer.per_cent + " ", SMALL_BOLD)
    marks: list[Mark] = [
        Box(column.x, (SMALL.leading - SWATCH) / 2, SWATCH, SWATCH, shade, column.tag),
        *(
            Text(column.x + NAME_X, at * SMALL.leading + baseline(SMALL), line, column.tag)
            for at, line in enumerate(lines)
        ),
        Text(column.x + SHARE_X, baseline(SMALL), share, column.tag),
    ]
    return Strip(max(len(lines), 1) * SMALL.leading, tuple(marks), above=4, below=4)


def ramp(dark: Colour, light: Colour, count: int) -> list[Colour]:
    """Return shades by even steps of contrast, from a dark one to the lightest that stands out from the paper."""
    mixes = [_mixed(dark, light, step / STEPS) for step in range(STEPS)]
    mixes += [_mixed(light, PAPER, step / STEPS) for step in range(STEPS)]
    contrasts = [contrast(mix, PAPER) for mix in mixes]
    fall = LEAST_CONTRAST / contrasts[0]
    wanted = [contrasts[0] * fall ** (at / max(count - 1, 1)) for at in range(count)]
    return [mixes[sum(1 for one in contrasts if one >= aim - CLOSE) - 1] for aim in wanted]


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue

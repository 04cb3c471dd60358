"""Where everything in a chart stands, in pixels: one drawing for screens, pictures and paper.

Nothing is measured with a font, so that a drawing is the same everywhere: widths of words are taken a little too wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from facilitator.exporting.chart_data import Answer, Chart
from sessions.document import ChartForm

SIZE: Final = 14.0  # of the words
LEADING: Final = 18.0
BAR: Final = 15.0
ROW_GAP: Final = 9.0
FIGURE: Final = 46.0  # room for 100%
NAMES: Final = 0.42  # of the width, beside bars
ROOMY: Final = 440.0  # from here on names stand beside their bars
BAND: Final = 38.0  # the height of a scale
SEAM: Final = 2.0
SHADES: Final = 6
PLOT: Final = 190.0
MANY_LINES: Final = 4
_NARROW: Final = frozenset("iljtfr.,:;'’‘|!()[] I1")
_WIDE: Final = frozenset("mwMWQO@%&—…")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``tone`` names its colour."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words by its baseline; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    tone: str = "ink"
    anchor: str = "start"
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    tone: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    tone: str


Shape = Box | Words | Stroke | Dot


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as shapes, the lowest first."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def drawn(chart: Chart, width: float) -> Drawing:
    """Return a chart in a width."""
    shapes = list(
        {ChartForm.BARS: _bars, ChartForm.SCALE: _scale, ChartForm.YEARS: _years}[chart.form](chart, width)
    )
    return Drawing(width, max(_bottom(shape) for shape in shapes), tuple(shapes))


def text_width(text: str, size: float = SIZE) -> float:
    """Return how wide a line of words is at most."""
    return size * sum(_em(letter) for letter in text)


def wrapped(text: str, width: float) -> list[str]:
    """Return words in lines of a width; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.7 if letter.isupper() else 0.59


def _bars(chart: Chart, width: float) -> Iterator[Shape]:
    """Yield a row for each answer: its name, its bar, its share."""
    most = max(answer.last for answer in chart.answers)
    beside = [wrapped(answer.name, width * NAMES - 14) for answer in chart.answers]
    is_beside = width >= ROOMY and max(map(len, beside)) <= 2
    y = 0.0
    for answer, lines in zip(chart.answers, beside, strict=True):
        is_most = answer.last == most > 0
        if is_beside:
            names = min(width * NAMES, 14 + max(text_width(line) for each in beside for line in each))
            yield from _named(lines, 0, y, is_bold=is_most)
            height = max(len(lines) * LEADING, BAR + 4)
            yield from _bar(answer, (names, y + (height - BAR) / 2), width - names, is_most=is_most)
            y += height + ROW_GAP
        else:
            lines = wrapped(answer.name, width)
            yield from _named(lines, 0, y, is_bold=is_most)
            y += len(lines) * LEADING + 3
            yield from _bar(answer, (0, y), width, is_most=is_most)
            y += BAR + ROW_GAP + 4


def _bar(answer: Answer, corner: tuple[float, float], width: float, *, is_most: bool) -> Iterator[Shape]:
    if answer.last < 0:
        return
    x, y = corner
    room = width - FIGURE
    yield Box(x, y, room, BAR, "track")
    yield Box(x, y, room * min(answer.last, 100) / 100, BAR, "most" if is_most else "bar")
    yield Words(x + width, y + BAR - 2.5, f"{answer.last}%", "ink", "end", is_most)


def _scale(chart: Chart, width: float) -> Iterator[Shape]:
    """Yield one bar parted among the answers, in their order, and below it what each part is."""
    shades = _shades(len(chart.answers))
    starts = [0, *accumulate(answer.last for answer in chart.answers)]
    for at, answer in enumerate(chart.answers):
        x = width * starts[at] / 100
        part = width * answer.last / 100
        yield Box(x, 0, max(part - SEAM, 0), BAND, shades[at])
        share = f"{answer.last}%"
        if text_width(share) + 14 <= part - SEAM:
            yield Words(x + 9, BAND / 2 + 5, share, f"on-{shades[at]}", is_bold=True)
    y = BAND + 14
    for at, answer in enumerate(chart.answers):
        yield Box(0, y + 3, 12, 12, shades[at])
        yield Words(20, y + LEADING - 4, f"{answer.last}%", is_bold=True)
        lines = wrapped(answer.name, width - 20 - FIGURE)
        yield from _named(lines, 20 + FIGURE, y)
        y += len(lines) * LEADING + 4


def _years(chart: Chart, width: float) -> Iterator[Shape]:
    """Yield a line for each answer; of many only those that were chosen most."""
    shown = sorted(chart.answers, key=lambda answer: -answer.last)[:MANY_LINES]
    top = min(100, -(-max(max(answer.shares) for answer in shown) // 10) * 10) or 10
    names = min(width * 0.38, 16 + max(text_width(f"{answer.last}% {answer.name}") for answer in shown))
    left, right = 40.0, width - names
    step = (right - left) / (len(chart.times) - 1)
    for share in (0, top // 2, top):
        y = _height(share, top)
        yield Stroke(((left, y), (right, y)), "hair")
        yield Words(left - 8, y + 5, f"{share}%", "muted", "end")
    for at, time in enumerate(chart.times):
        anchor = "middle" if 0 < at < len(chart.times) - 1 or step > 80 else ("start", "end")[at > 0]
        yield Words(left + at * step, PLOT + 34, time, "muted", anchor)
    taken: list[tuple[float, float]] = []
    for at, answer in enumerate(shown):
        tone = "most" if at == 0 else "bar"
        points = tuple((left + n * step, _height(share, top)) for n, share in enumerate(answer.shares))
        yield Stroke(points, tone, 3.0 if at == 0 else 2.0)
        yield from (Dot(x, y, 4.5 if at == 0 else 3.5, tone) for x, y in points)
        lines = wrapped(f"{answer.last}% {answer.name}", names - 12)
        y = _free(points[-1][1] - len(lines) * LEADING / 2, len(lines) * LEADING, taken)
        yield from _named(lines, right + 12, y, is_bold=at == 0)


def _height(share: int, top: int) -> float:
    return 8 + PLOT - PLOT * share / top


def _free(wanted: float, height: float, taken: list[tuple[float, float]]) -> float:
    """Return the nearest place for a name where no other stands, and take it."""
    tries = [wanted + step * sign for step in range(0, 400, 3) for sign in (1, -1)]
    y = next(
        (one for one in tries if one >= 0 and all(one + height <= a or one >= b for a, b in taken)), wanted
    )
    taken.append((y, y + height))
    return y


def _named(lines: list[str], x: float, y: float, *, is_bold: bool = False) -> Iterator[Words]:
    for at, line in enumerate(lines, 1):
        yield Words(x, y + at * LEADING - 4, line, is_bold=is_bold)


def _shades(count: int) -> list[str]:
    """Return a shade for each answer, as far apart as can be."""
    if count > SHADES:
        return [f"scale-{at % SHADES + 1}" for at in range(count)]
    return [f"scale-{1 + round(at * (SHADES - 1) / max(count - 1, 1))}" for at in range(count)]


def _bottom(shape: Shape) -> float:
    if isinstance(shape, Box):
        return shape.y + shape.height
    if isinstance(shape, Stroke):
        return max(y for _, y in shape.points) + shape.width
    return shape.y + (shape.radius if isinstance(shape, Dot) else 5)

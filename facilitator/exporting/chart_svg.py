"""Charts as SVG: pictures that say in words what they show."""

from __future__ import annotations

from html import escape
from typing import Final

from facilitator.exporting.chart_data import Chart
from facilitator.exporting.chart_geometry import SIZE, Box, Dot, Shape, Words, drawn
from facilitator.exporting.house_colours import Colours

WIDE: Final = 528.0
NARROW: Final = 300.0
FONTS: Final = "Inter, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"


def chart_svg(
    chart: Chart, colours: Colours, *, name: str = "chart", width: float = WIDE, is_alone: bool = True
) -> str:
    """Return a chart as an SVG element with a title and a description; one that stands alone can be a file."""
    drawing = drawn(chart, width)
    space = ' xmlns="http://www.w3.org/2000/svg"' if is_alone else ""
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
    box = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    named = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    return "\n".join(
        [
            f'<svg{space} class="chart" {size} {box} {named}>',
            f'<title id="{name}-title">{escape(chart.question)}</title>',
            f'<desc id="{name}-desc">{escape(chart.said)}</desc>',
            *([f'<rect width="100%" height="100%" fill="{colours.paper}"/>'] if is_alone else []),
            f'<g font-family="{FONTS}" font-size="{_n(SIZE)}" aria-hidden="true">',
            *(_shape(shape, colours) for shape in drawing.shapes),
            "</g>",
            "</svg>",
        ]
    )


def tone_of(name: str, colours: Colours) -> str:
    """Return the colour that a tone of a drawing has."""
    kind, _, number = name.rpartition("-")
    if kind == "scale":
        return colours.scale[int(number) - 1]
    if kind == "on-scale":
        return colours.on_scale[int(number) - 1]
    return str(getattr(colours, name))


def _shape(shape: Shape, colours: Colours) -> str:
    fill = tone_of(shape.tone, colours)
    if isinstance(shape, Words):
        return _words(shape, fill)
    if isinstance(shape, Dot):
        place = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
        return f'<circle class="{shape.tone}" {place} fill="{fill}"/>'
    if isinstance(shape, Box):
        place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
        return f'<rect class="{shape.tone}" {place} fill="{fill}"/>'
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    look = f'fill="none" stroke="{fill}" stroke-width="{_n(shape.width)}" stroke-linejoin="round"'
    return f'<polyline class="line {shape.tone}" points="{points}" {look}/>'


def _words(words: Words, fill: str) -> str:
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    weight = ' font-weight="600"' if words.is_bold else ""
    place = f'x="{_n(words.x)}" y="{_n(words.y)}"'
    return f'<text class="{words.tone}" {place}{anchor}{weight} fill="{fill}">{escape(words.text)}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

"""Charts as PNG pictures, from the same drawing as the SVG."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.exporting.chart_data import Chart
from facilitator.exporting.chart_geometry import SIZE, Box, Dot, Shape, Words, drawn
from facilitator.exporting.chart_svg import WIDE, tone_of
from facilitator.exporting.house_colours import Colours

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MARGIN: Final = 16.0
FINE: Final = 3
"""Pixels in the picture for one of the drawing: sharp on paper and on fine screens."""
_ANCHORS: Final = {"start": "ls", "middle": "ms", "end": "rs"}


def chart_png(chart: Chart, colours: Colours, fonts: Path, *, width: float = WIDE) -> bytes:
    """Return a chart as a PNG picture on paper; its description is in the file. ``fonts`` is the folder of typefaces."""
    # Imported where used: pictures are seldom made.
    from PIL import Image, ImageDraw, ImageFont
    from PIL.PngImagePlugin import PngInfo

    drawing = drawn(chart, width)
    size = tuple(round((side + 2 * MARGIN) * FINE) for side in (drawing.width, drawing.height))
    image = Image.new("RGB", (size[0], size[1]), colours.paper)
    faces = {
        is_bold: ImageFont.truetype(str(fonts / name), round(SIZE * FINE))
        for is_bold, name in (
            (False, "FacilitatorSans-Regular.ttf"),
            (True, "FacilitatorSans-Semibold.ttf"),
        )
    }
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _draw(pen, shape, tone_of(shape.tone, colours), faces)
    told = PngInfo()
    told.add_itxt("Title", chart.question)
    told.add_itxt("Description", chart.said)
    out = BytesIO()
    image.save(out, "PNG", pnginfo=told, dpi=(96 * FINE, 96 * FINE))
    return out.getvalue()


def _draw(pen: ImageDraw, shape: Shape, colour: str, faces: dict[bool, FreeTypeFont]) -> None:
    if isinstance(shape, Words):
        pen.text(
            _at(shape.x, shape.y), shape.text, colour, faces[shape.is_bold], anchor=_ANCHORS[shape.anchor]
        )
    elif isinstance(shape, Dot):
        pen.circle(_at(shape.x, shape.y), shape.radius * FINE, colour)
    elif isinstance(shape, Box):
        if round(shape.width * FINE) > 0:
            x, y = _at(shape.x, shape.y)
            right, bottom = _at(shape.x + shape.width, shape.y + shape.height)
            pen.rectangle((x, y, right - 1, bottom - 1), colour)
    else:
        pen.line(
            [_at(x, y) for x, y in shape.points], colour, max(1, round(shape.width * FINE)), joint="curve"
        )


def _at(x: float, y: float) -> tuple[float, float]:
    return (x + MARGIN) * FINE, (y + MARGIN) * FINE

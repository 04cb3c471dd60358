"""Charts as PNG pictures, from the same drawing as the SVG."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
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
_FACES: Final = {False: "FacilitatorSans-Regular.ttf", True: "FacilitatorSans-Semibold.ttf"}
_FALLBACKS: Final = ("FacilitatorFallback-Regular.ttf", "FacilitatorEmoji-Regular.ttf")
_BEFORE: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a line stands before its place."""
_NO_LETTER: Final = "\U0010ffff"


def chart_png(chart: Chart, colours: Colours, fonts: Path, *, width: float = WIDE) -> bytes:
    """Return a chart as a PNG picture on paper; its description is in the file.

    ``fonts`` is the folder of typefaces.
    """
    # Imported where used: pictures are seldom made.
    from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

    drawing = drawn(chart, width)
    size = tuple(round((side + 2 * MARGIN) * FINE) for side in (drawing.width, drawing.height))
    image = Image.new("RGB", (size[0], size[1]), colours.paper)
    faces = {
        is_bold: _Faces(
            [ImageFont.truetype(str(fonts / name), round(SIZE * FINE)) for name in (own, *_FALLBACKS)]
        )
        for is_bold, own in _FACES.items()
    }
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _draw(pen, shape, tone_of(shape.tone, colours), faces)
    told = PngImagePlugin.PngInfo()
    told.add_itxt("Title", chart.question)
    told.add_itxt("Description", chart.said)
    out = BytesIO()
    image.save(out, "PNG", pnginfo=told, dpi=(96 * FINE, 96 * FINE))
    return out.getvalue()


class _Faces:
    """A typeface with those that stand in for what it has not."""

    def __init__(self, fonts: Sequence[FreeTypeFont]) -> None:
        self._fonts = fonts
        self._missing = [bytes(font.getmask(_NO_LETTER)) for font in fonts]
        self._known: dict[str, FreeTypeFont] = {}

    def write(self, pen: ImageDraw, words: Words, colour: str) -> None:
        """Draw a line of words, each stretch in the first typeface that has its letters."""
        pieces = [(font, "".join(same)) for font, same in groupby(words.text, self._font)]
        widths = [font.getlength(text) for font, text in pieces]
        x, y = _at(words.x, words.y)
        x -= sum(widths) * _BEFORE[words.anchor]
        for (font, text), width in zip(pieces, widths, strict=True):
            pen.text((x, y), text, colour, font, anchor="ls")
            x += width

    def _font(self, letter: str) -> FreeTypeFont:
        if letter not in self._known:
            having = (
                font
                for font, missing in zip(self._fonts, self._missing, strict=True)
                if bytes(font.getmask(letter)) != missing
            )
            self._known[letter] = next(having, self._fonts[0])
        return self._known[letter]


def _draw(pen: ImageDraw, shape: Shape, colour: str, faces: dict[bool, _Faces]) -> None:
    if isinstance(shape, Words):
        faces[shape.is_bold].write(pen, shape, colour)
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

"""The pen: the only place that writes into a ReportLab canvas.

Points, x from the left edge of the page, y from its top downwards. A later tagger marks content here.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from reportlab import rl_config  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from facilitator.exporting.pdf.lines import Line, Span
from facilitator.exporting.pdf.pages import HEIGHT, WIDTH
from facilitator.exporting.pdf.type_styles import Colour

UNDERLINE_DROP, UNDERLINE_WEIGHT = 0.14, 0.055  # in ems


Area = tuple[float, float, float, float]  # x, y of the top, width, height


def _corners(area: Area) -> Area:
    """Return the lower left and the upper right corner as PDF counts them, from the foot of the page."""
    x, y, width, height = area
    return x, HEIGHT - y - height, x + width, HEIGHT - y


class _Info(PDFInfo):  # type: ignore[misc]
    """Document information without a date nobody gave and without empty entries."""

    def __init__(self) -> None:
        super().__init__()
        self.made_at: datetime | None = None

    def format(self, document: Any) -> Any:
        entries = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        entries |= {"Creator": self.creator, "Producer": self.producer}
        if self.made_at:
            stamp = self.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
            entries |= {"CreationDate": stamp, "ModDate": stamp}
        return PDFDictionary({name: PDFString(text) for name, text in entries.items() if text}).format(
            document
        )


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas that does not begin each page with a face of its own, which would not be embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class Pen:
    """Draws lines, boxes, dots and links on page after page."""

    def __init__(self, language: str) -> None:
        self._canvas = _Canvas(io.BytesIO(), (WIDTH, HEIGHT), pageCompression=1, invariant=1, lang=language)
        self._colour: Colour | None = None
        self._has_outline = False

    @property
    def _code(self) -> list[str]:
        code: list[str] = self._canvas._code
        return code

    def describe(self, title: str, author: str, subject: str, made_at: datetime | None) -> None:
        """Write who made what and when into the file; readers show the title instead of the file's name."""
        info = _Info()
        info.title, info.author, info.subject, info.creator = title, author, subject, "Facilitator"
        info.made_at = made_at.replace(tzinfo=UTC) if made_at and not made_at.tzinfo else made_at
        self._canvas._doc.info = info
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def sign(self, content: str) -> None:
        """Let the identity of the file follow from its content."""
        digest = hashlib.md5(content.encode("utf-8", "replace"), usedforsecurity=False)
        self._canvas._doc.signature = digest

    def end_page(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()
        self._colour = None

    def fill(self, colour: Colour) -> None:
        """Choose the colour of what is drawn next."""
        if colour != self._colour:
            self._code.append("{:.4g} {:.4g} {:.4g} rg".format(*colour))
            self._colour = colour

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Draw a filled rectangle."""
        self.fill(colour)
        self._code.append(f"{x:.2f} {HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re f")

    def dots(self, centres: Iterable[tuple[float, float]], diameter: float, colour: Colour) -> None:
        """Draw round dots: lines of no length with round ends, a tenth of the bytes of circles."""
        red, green, blue = colour
        points = [f"{x:.1f} {HEIGHT - y:.1f} m {x:.1f} {HEIGHT - y:.1f} l" for x, y in centres]
        if points:
            state = f"q 1 J {diameter:.2f} w {red:.4g} {green:.4g} {blue:.4g} RG"
            self._code.append(f"{state} {' '.join(points)} S Q")

    def line(self, x: float, y: float, line: Line) -> None:
        """Draw a line of text from its baseline; its links work and are underlined."""
        at = x
        for span in line.spans:
            self._span(at, y, span)
            if span.look.link and span.width:
                self._underline(at, y, span)
                self.link_out((at, y - span.look.size, span.width, span.look.size * 1.3), span.look.link)
            at += span.width

    def _span(self, x: float, y: float, span: Span) -> None:
        self.fill(span.look.colour)
        shown = [
            f"{name} {span.look.size:g} Tf ({self._canvas._escape(codes)}) Tj"
            for name, codes in span.face.encoded(span.text, self._canvas._doc)
        ]
        self._code.append(f"BT 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm {' '.join(shown)} ET")

    def _underline(self, x: float, y: float, span: Span) -> None:
        size = span.look.size
        self.box(x, y + UNDERLINE_DROP * size, span.width, UNDERLINE_WEIGHT * size, span.look.colour)

    def link_out(self, area: Area, uri: str) -> None:
        """Make a part of the page open an address."""
        self._canvas.linkURL(uri, _corners(area))

    def link_in(self, area: Area, place: str, title: str) -> None:
        """Make a part of the page lead to a place in the document."""
        self._canvas.linkRect(title, place, _corners(area), relative=0, Border="[0 0 0]")

    def place(self, name: str, y: float) -> None:
        """Name a place on this page that links lead to."""
        self._canvas.bookmarkPage(name, fit="XYZ", left=0, top=HEIGHT - y)

    def outline(self, title: str, name: str, level: int) -> None:
        """Add a place to the outline; the first entry and each deeper one go down one level at a time."""
        self._canvas.addOutlineEntry(title, name, level)
        self._has_outline = True

    def finished(self) -> bytes:
        """Return the file."""
        if self._has_outline:
            self._canvas.showOutline()
        with compact_streams():
            data: bytes = self._canvas.getpdfdata()
        return data


@contextmanager
def compact_streams() -> Iterator[None]:
    """Write binary streams without comments; ReportLab asks these two of its module while it saves."""
    before = rl_config.useA85, rl_config.pdfComments
    rl_config.useA85 = rl_config.pdfComments = 0
    try:
        yield
    finally:
        rl_config.useA85, rl_config.pdfComments = before

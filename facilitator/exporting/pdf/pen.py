"""The pen: the only place that writes into a ReportLab canvas.

Points, x from the left edge of the page, y from its top downwards.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from reportlab import rl_config  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfdoc import (  # type: ignore[import-untyped]
    PDFArray,
    PDFDictionary,
    PDFImageXObject,
    PDFInfo,
    PDFName,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from facilitator.exporting.pdf.faces import Face, Shown, Words
from facilitator.exporting.pdf.facts import Facts
from facilitator.exporting.pdf.finishing import Drawn
from facilitator.exporting.pdf.lines import Line, Span
from facilitator.exporting.pdf.pages import HEIGHT, WIDTH, Sheet
from facilitator.exporting.pdf.pictures import Image
from facilitator.exporting.pdf.strips import Stroke
from facilitator.exporting.pdf.structure import add_structure
from facilitator.exporting.pdf.tags import Annotated, Artifact, Content, Kind, Owner, Tag
from facilitator.exporting.pdf.type_styles import Colour

UNDERLINE_DROP, UNDERLINE_WEIGHT = 0.14, 0.055  # in ems
PRINTED = 4  # the flag of an annotation that is neither hidden nor left out in print


Area = tuple[float, float, float, float]  # x, y of the top, width, height


class _Info(PDFInfo):  # type: ignore[misc]
    """Document information without a date nobody gave and without empty entries."""

    entries: Mapping[str, str] = {}

    def format(self, document: Any) -> Any:
        said = {name: PDFString(text) for name, text in self.entries.items()}
        return PDFDictionary(said).format(document)


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas that does not begin each page with a face of its own, which would not be embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def _embedded(image: Image) -> PDFImageXObject:
    """Return a picture as an object of the file."""
    made = PDFImageXObject(image.key)
    made.width, made.height, made.bitsPerComponent = image.width, image.height, 8
    made.colorSpace = "DeviceGray" if image.is_grey else "DeviceRGB"
    made.streamContent = image.data
    made._filters = ("DCTDecode",) if image.is_jpeg else ("FlateDecode",)
    return made


class Pen:
    """Draws lines, boxes, dots and links on page after page, each for the element of the structure it belongs to."""

    def __init__(
        self,
        shades: Mapping[Colour, Colour] | None = None,
        *,
        is_tagged: bool = True,
        sheet: Sheet | None = None,
    ) -> None:
        self._sheet = sheet or Sheet()
        self._height = self._sheet.height
        self._is_tagged = is_tagged
        self._shades = shades or {}
        self._canvas = _Canvas(io.BytesIO(), (WIDTH, HEIGHT), pageCompression=1, invariant=1)
        if self._sheet.scale != 1.0:
            self._canvas._preamble = f"{self._sheet.scale:.5g} 0 0 {self._sheet.scale:.5g} 0 0 cm"
        self._colour: Colour | None = None
        self._has_outline = False
        self._open: Owner | None = None
        self._page = 1
        self._marked: list[Tag] = []  # by the numbers of the marks on this page
        self._underlines: list[tuple[float, float, Span]] = []
        self._font = ("", 0.0)
        self._words: dict[Face, Words] = {}
        self._keys = count()
        self._page_keys: list[int | None] = []
        self._parents: dict[int, Tag | Sequence[Tag]] = {}

    def _corners(self, area: Area) -> Area:
        """Return the lower left and the upper right corner as PDF counts them, from the foot of the page."""
        x, y, width, height = area
        corners = x, self._height - y - height, x + width, self._height - y
        left, foot, right, top = (part * self._sheet.scale for part in corners)
        return left, foot, right, top

    @property
    def _document(self) -> Any:
        return self._canvas._doc

    @property
    def _code(self) -> list[str]:
        code: list[str] = self._canvas._code
        return code

    def end_page(self) -> None:
        """Go on to the next page."""
        for x, y, span in self._underlines:
            self._underline(x, y, span)
        self._mark(None)
        key = next(self._keys) if self._marked else None
        if key is not None:
            self._parents[key] = self._marked
        self._page_keys.append(key)
        self._marked, self._underlines, self._colour, self._font = [], [], None, ("", 0.0)
        self._canvas.showPage()
        self._page += 1

    def _mark(self, owner: Owner | None) -> None:
        """Let what is drawn next belong to an element, or be decoration: nothing on a page is neither."""
        if owner is self._open or not self._is_tagged:
            return
        if self._open is not None:
            self._code.append("EMC")
        self._open = owner
        if isinstance(owner, Tag):
            number = len(self._marked)
            self._marked.append(owner)
            owner.kids.append(Content(self._page, number))
            self._code.append(f"/{owner.kind} <</MCID {number}>> BDC")
        elif owner is not None:
            self._code.append(owner)

    def _enclose(self, owner: Owner, area: Area) -> None:
        """Let a figure know where it stands; the part on a further page has no place in its one rectangle."""
        if self._is_tagged and isinstance(owner, Tag) and owner.kind is Kind.FIGURE:
            begun = owner.kids[0]
            if isinstance(begun, Content) and begun.page == self._page:
                owner.enclose(*self._corners(area))

    def fill(self, colour: Colour) -> None:
        """Choose the colour of what is drawn next."""
        if colour != self._colour:
            self._code.append("{:.4g} {:.4g} {:.4g} rg".format(*self._shades.get(colour, colour)))
            self._colour = colour

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: Colour,
        *,
        owner: Owner = Artifact.DECORATION,
    ) -> None:
        """Draw a filled rectangle."""
        self._mark(owner)
        self._enclose(owner, (x, y, width, height))
        self.fill(colour)
        self._code.append(f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def dots(self, centres: Iterable[tuple[float, float]], diameter: float, colour: Colour) -> None:
        """Draw round dots: lines of no length with round ends, a tenth of the bytes of circles."""
        red, green, blue = self._shades.get(colour, colour)
        points = [f"{x:.1f} {self._height - y:.1f} m {x:.1f} {self._height - y:.1f} l" for x, y in centres]
        if points:
            self._mark(Artifact.DECORATION)
            state = f"q 1 J {diameter:.2f} w {red:.4g} {green:.4g} {blue:.4g} RG"
            self._code.append(f"{state} {' '.join(points)} S Q")

    def stroke(self, x: float, y: float, stroke: Stroke) -> None:
        """Draw a line through points; they are measured from ``x`` and ``y``."""
        self._mark(stroke.owner)
        points = [(x + across, y + down) for across, down in stroke.points]
        for across, down in points:
            self._enclose(stroke.owner, (across - 2, down - 2, 4, 4))
        path = " l ".join(
            f"{across:.2f} {self._height - down:.2f}{' m' * (not at)}"
            for at, (across, down) in enumerate(points)
        )
        colour = "{:.4g} {:.4g} {:.4g} RG".format(*self._shades.get(stroke.colour, stroke.colour))
        dashes = " ".join(f"{length:g}" for length in stroke.dashes)
        self._code.append(
            f"q 1 j 1 J {stroke.weight:g} w [{dashes}] 0 d {colour} {path.replace(' m l', ' m')} l S Q"
        )
        if stroke.dot:
            dots = [
                f"{across:.2f} {self._height - down:.2f} m {across:.2f} {self._height - down:.2f} l"
                for across, down in points
            ]
            self._code.append(f"q 1 J {stroke.dot:g} w {colour} {' '.join(dots)} S Q")

    def image(self, area: Area, image: Image, owner: Owner) -> None:
        """Draw a picture; the file holds it once."""
        self._mark(owner)
        self._enclose(owner, area)
        name = self._document.getXObjectName(image.key)
        if name not in self._document.idToObject:
            self._document.Reference(_embedded(image), name)
            self._document.addForm(image.key, self._document.idToObject[name])
        x, y, width, height = area
        self._code.append(
            f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {self._height - y - height:.2f} cm /{name} Do Q"
        )
        self._canvas._formsinuse.append(image.key)

    def line(self, x: float, y: float, line: Line, owner: Owner) -> None:
        """Draw a line of text from its baseline; its links work and are underlined."""
        at = x
        for span in line.spans:
            look = span.look
            area = (at, y - look.size, span.width, look.size * 1.3)
            home = owner
            if isinstance(owner, Tag) and (look.link or look.lang):
                home = owner.inline(look.link, look.lang)
            self._mark(home)
            self._enclose(owner, area)
            self._span(at, y, span)
            if look.link and span.width:
                self._underlines.append((at, y, span))
                self._link_out(area, look.link, home)
            at += span.width

    def _span(self, x: float, y: float, span: Span) -> None:
        self.fill(span.look.colour)
        shown = [f"{self._chosen(name, span.look.size)}[({text})]TJ" for name, text in self._shown(span)]
        self._code.append(f"BT {x:.2f} {self._height - y:.2f} Td {' '.join(shown)} ET")

    def _chosen(self, name: str, size: float) -> str:
        """Return the operator that chooses a font, if another is chosen now."""
        if (name, size) == self._font:
            return ""
        self._font = (name, size)
        return f"{name} {size:g} Tf "

    def _shown(self, span: Span) -> list[Shown]:
        """Return the fonts of a span with what is shown in each."""
        face = span.face
        if face not in self._words:
            self._words[face] = Words(face, self._document)
        return self._words[face].shown(span.text)

    def _underline(self, x: float, y: float, span: Span) -> None:
        size = span.look.size
        self.box(x, y + UNDERLINE_DROP * size, span.width, UNDERLINE_WEIGHT * size, span.look.colour)

    def _link_out(self, area: Area, uri: str, owner: Owner) -> None:
        """Make a part of the page open an address."""
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(uri)})
        self._link(area, uri, owner, A=action)

    def link_in(self, area: Area, place: str, title: str, owner: Owner) -> None:
        """Make a part of the page lead to a place in the document."""
        if not self._is_tagged:
            return
        self._link(area, title, owner, Dest=self._canvas._bookmarkReference(place))

    def _link(self, area: Area, title: str, owner: Owner, **leads: Any) -> None:
        """Add an annotation that belongs to its element; what is only decoration leads nowhere."""
        if not (self._is_tagged and isinstance(owner, Tag)):
            return
        key = next(self._keys)
        name = f"Link{key}"
        entries = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([f"{part:.2f}" for part in self._corners(area)]),
            "Border": PDFArray([0, 0, 0]),
            "Contents": PDFString(title),
            "F": PRINTED,
            "StructParent": key,
        }
        self._parents[key] = owner
        owner.kids.append(Annotated(self._page, name))
        self._canvas._addAnnotation(PDFDictionary(entries | leads), name)

    def place(self, name: str, y: float) -> None:
        """Name a place on this page that links lead to."""
        if not self._is_tagged:
            return
        self._canvas.bookmarkPage(name, fit="XYZ", left=0, top=(self._height - y) * self._sheet.scale)

    def outline(self, title: str, name: str, level: int) -> None:
        """Add a place to the outline; the first entry and each deeper one go down one level at a time."""
        if not self._is_tagged:
            return
        self._canvas.addOutlineEntry(title, name, level)
        self._has_outline = True

    def plain(self) -> bytes:
        """Return the file as it is, for looking at."""
        with compact_streams():
            data: bytes = self._canvas.getpdfdata()
        return data

    def drawn(self, root: Tag, facts: Facts) -> Drawn:
        """Return the file as it is before the last pass."""
        document = self._document
        document.info = _Info()
        document.info.entries = facts.information()
        if self._has_outline:
            self._canvas.showOutline()
        add_structure(document, root, self._parents)
        with compact_streams():
            data: bytes = self._canvas.getpdfdata()
        return Drawn(data, facts, self._page_keys)


@contextmanager
def compact_streams() -> Iterator[None]:
    """Write binary streams without comments; ReportLab asks these two of its module while it saves."""
    before = rl_config.useA85, rl_config.pdfComments
    rl_config.useA85 = rl_config.pdfComments = 0
    try:
        yield
    finally:
        rl_config.useA85, rl_config.pdfComments = before

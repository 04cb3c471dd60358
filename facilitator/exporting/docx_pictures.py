"""Pictures as Word keeps them: a part of the file, and a drawing in a line that says what is to be seen."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from itertools import count
from struct import error as StructError  # noqa: N812 - the module names it like any other error
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.package import Package
from PIL import Image

from facilitator.exporting.characters import printable
from facilitator.exporting.html_inline import escaped
from sessions.document import Picture
from sessions.errors import KnownError

TWIP: Final = 635  # in the units of drawings, 914,400 to the inch
PIXEL: Final = 9525
WIDEST: Final = 20_000
TALLEST_SHARE: Final = 0.6  # of a page's height
_ENDINGS: Final = {"image/png": ("PNG", "png"), "image/jpeg": ("JPEG", "jpeg")}
_UNREADABLE: Final = (OSError, SyntaxError, ValueError, StructError)
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"


def size_of(picture: Picture, about: str) -> tuple[int, int]:
    """Return width and height in pixels of a picture that can be shown.

    Raises KnownError ``picture_unreadable`` or ``picture_too_large`` with what the picture is ``about``.
    """
    kind = _ENDINGS.get(picture.mime)
    if kind is None:
        raise KnownError("picture_unreadable", about=about)
    try:
        # Pillow only warns of a picture that would fill the memory, and of much else that does no harm.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _read_size(picture.content, kind[0], about)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise KnownError("picture_too_large", about=about, most=WIDEST) from error
    except _UNREADABLE as error:
        raise KnownError("picture_unreadable", about=about) from error


def _read_size(content: bytes, kind: str, about: str) -> tuple[int, int]:
    with Image.open(BytesIO(content), formats=(kind,)) as read:
        if max(read.size) > WIDEST:
            raise KnownError("picture_too_large", about=about, most=WIDEST)
        read.load()
        return read.size


class Shelf:
    """Keeps each picture of a document once in its file, and counts drawings."""

    def __init__(self, package: Package, pictures: Mapping[str, Picture]) -> None:
        self._package = package
        self._pictures = pictures
        self._parts: dict[str, FilePart] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._drawings = count(1)

    def __contains__(self, sha: str) -> bool:
        """Tell whether there is such a picture."""
        return sha in self._pictures

    def drawing(self, holder: FilePart, sha: str, alt: str, widest: int, tallest: int) -> str:
        """Return a run with a picture no larger than so many twips; ``holder`` is the part it stands in."""
        if sha not in self._parts:
            self._sizes[sha] = size_of(self._pictures[sha], alt)
            self._parts[sha] = self._made(self._pictures[sha])
        width, height = _scaled(self._sizes[sha], widest * TWIP, tallest * TWIP)
        number = next(self._drawings)
        return _drawn(number, holder.relate_to(self._parts[sha], RT.IMAGE), alt, width, height)

    def _made(self, picture: Picture) -> FilePart:
        name = f"/word/media/picture{len(self._parts) + 1}.{_ENDINGS[picture.mime][1]}"
        return FilePart(PackURI(name), picture.mime, picture.content, self._package)


def _scaled(size: tuple[int, int], widest: int, tallest: int) -> tuple[int, int]:
    width, height = (side * PIXEL for side in size)
    share = min(1.0, widest / width, tallest / height)
    return max(1, int(width * share)), max(1, int(height * share))


def _drawn(number: int, relation: str, alt: str, width: int, height: int) -> str:
    said = escaped(" ".join(printable(alt).split()))
    shape = (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    picture = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{said}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{shape}</pic:spPr></pic:pic>"
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{said}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture">{picture}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )

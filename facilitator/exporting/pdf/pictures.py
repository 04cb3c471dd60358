"""Pictures: read, made fit for an archive file, and set as wide as the column at most."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812 - the module names it like any other error
from typing import Final

from PIL import Image as Pillow
from PIL import ImageOps

from sessions.document import Picture as Kept
from sessions.errors import KnownError

MOST_PIXELS: Final = 20_000  # on a side
MOST_AREA: Final = 120_000_000  # pixels; more would fill the memory
POINTS: Final = 0.75  # of a pixel, where the column has room
FINEST: Final = 220 / 72  # pixels to a point; more are not seen on paper
JPEG_QUALITY: Final = 88
UPRIGHT: Final = 1  # the way round that needs no turning, as cameras count
ORIENTATION: Final = 0x0112
FORMATS: Final = {"image/png": "PNG", "image/jpeg": "JPEG"}
_UNREADABLE: Final = (OSError, SyntaxError, ValueError, EOFError, StructError, zlib.error)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the file holds it: opaque, RGB or grey. ``size`` is that of the original in pixels."""

    key: str
    size: tuple[int, int]
    width: int
    height: int
    data: bytes
    is_jpeg: bool
    is_grey: bool

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return how large it is drawn where there is so much room."""
        wide, high = (side * POINTS for side in self.size)
        share = min(1.0, width / wide, height / high)
        return max(wide * share, 1.0), max(high * share, 1.0)


class Gallery:
    """The pictures of a document, each read once."""

    def __init__(self, pictures: Mapping[str, Kept]) -> None:
        self._pictures = pictures
        self._images: dict[str, Image] = {}

    def image(self, sha: str, about: str, width: float) -> Image | None:
        """Return a picture for a column so wide, or None where nobody has kept it.

        Raises KnownError ``picture_unreadable`` or ``picture_too_large`` with what the picture is ``about``.
        """
        kept = self._pictures.get(sha)
        if kept is None:
            return None
        if sha not in self._images:
            self._images[sha] = read(kept, sha, about, width)
        return self._images[sha]


def read(kept: Kept, key: str, about: str, width: float) -> Image:
    """Return a picture made fit for the file. Raises as ``Gallery.image`` does."""
    kind = FORMATS.get(kept.mime)
    if kind is None:
        raise KnownError("picture_unreadable", about=about)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of much that does no harm; how large it is we see ourselves
            with Pillow.open(io.BytesIO(kept.content), formats=(kind,)) as opened:
                if max(opened.size) > MOST_PIXELS or opened.width * opened.height > MOST_AREA:
                    raise KnownError("picture_too_large", about=about, most=MOST_PIXELS)
                return _made(opened, kept, key, width)
    except Pillow.DecompressionBombError as error:
        raise KnownError("picture_too_large", about=about, most=MOST_PIXELS) from error
    except _UNREADABLE as error:
        raise KnownError("picture_unreadable", about=about) from error


def _made(opened: Pillow.Image, kept: Kept, key: str, width: float) -> Image:
    is_photo = kept.mime == "image/jpeg"
    is_upright = opened.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
    most = round(width * FINEST)
    if is_photo and is_upright and opened.mode in ("RGB", "L") and opened.width <= most:
        size, is_grey = opened.size, opened.mode == "L"
        opened.load()  # half a photograph is found out here
        return Image(key, size, *size, kept.content, is_jpeg=True, is_grey=is_grey)
    size, picture = opened.size, opened
    if is_photo:
        picture.draft("RGB", (most, most))  # reads no more of a large photograph than is drawn
    picture.load()
    picture = _upright(_opaque(picture)) if is_upright else _opaque(_upright(picture))
    if not is_upright and (picture.width > picture.height) != (size[0] > size[1]):
        size = (size[1], size[0])
    if picture.width > most:
        picture = picture.resize(
            (most, max(1, round(picture.height * most / picture.width))), reducing_gap=2.0
        )
    return Image(
        key, size, *picture.size, _packed(picture, is_photo), is_jpeg=is_photo, is_grey=picture.mode == "L"
    )


def _upright(picture: Pillow.Image) -> Pillow.Image:
    return ImageOps.exif_transpose(picture)


def _opaque(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture on white paper: an archive file of ours has nothing that is seen through."""
    if picture.mode == "L" and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        return picture.convert("F").point(lambda level: level / 257).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Pillow.new("RGBA", seen.size, "white")
        return Pillow.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("RGB")


def _packed(picture: Pillow.Image, is_photo: bool) -> bytes:
    if not is_photo:
        return zlib.compress(picture.tobytes(), 9)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()

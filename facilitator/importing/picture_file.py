"""A picture from a file: read to its end, and kept without what a camera writes into it."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import error as StructError  # noqa: N812 - the module names it like any other error
from typing import TYPE_CHECKING, Final

from sessions.document import Picture
from sessions.errors import KnownError

if TYPE_CHECKING:
    from PIL import Image as Pillow

LARGEST_FILE: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 20_000  # on a side
MOST_AREA: Final = 120_000_000  # pixels; more would fill the memory
JPEG_QUALITY: Final = 92
UPRIGHT: Final = 1  # the way round that needs no turning, as cameras count
ORIENTATION: Final = 0x0112
_KINDS: Final = {b"\x89PNG\r\n\x1a\n": ("PNG", "image/png"), b"\xff\xd8\xff": ("JPEG", "image/jpeg")}
_UNREADABLE: Final = (OSError, SyntaxError, ValueError, EOFError, StructError, zlib.error)
_PNG_KEPT: Final = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    )
)
_JFIF, _COLOURS, _ADOBE, _LAST_APP, _COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9


def read_picture(path: Path) -> Picture:
    """Return a PNG or JPEG file as a picture without its metadata; a turned photograph is turned upright.

    Raises KnownError ``picture_missing``, ``picture_too_heavy``, ``picture_not_readable`` or ``picture_too_wide``.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError("picture_too_heavy", path=str(path), most=LARGEST_FILE // 1024**2)
        content = path.read_bytes()
    except OSError as error:
        raise KnownError("picture_missing", path=str(path)) from error
    return picture_from(content, str(path))


def picture_from(content: bytes, called: str) -> Picture:
    """Return the bytes of a file as a picture; raises as ``read_picture`` does."""
    kind, mime = next((told for start, told in _KINDS.items() if content.startswith(start)), ("", ""))
    if not kind:
        raise KnownError("picture_not_readable", path=called)
    # Imported where used: pictures are seldom taken in.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of much that does no harm; how large it is we see ourselves
            with Image.open(io.BytesIO(content), formats=(kind,)) as opened:
                if max(opened.size) > MOST_PIXELS or opened.width * opened.height > MOST_AREA:
                    raise KnownError("picture_too_wide", path=called, most=MOST_PIXELS)
                opened.load()  # half a picture is found out here
                if opened.getexif().get(ORIENTATION, UPRIGHT) != UPRIGHT:
                    return Picture(mime, _upright(opened, kind))
    except Image.DecompressionBombError as error:
        raise KnownError("picture_too_wide", path=called, most=MOST_PIXELS) from error
    except _UNREADABLE as error:
        raise KnownError("picture_not_readable", path=called) from error
    return Picture(mime, _bare_png(content) if kind == "PNG" else _bare_jpeg(content))


def _upright(opened: Pillow.Image, kind: str) -> bytes:
    # Imported where used, as above.
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(opened)
    bare = Image.new(turned.mode, turned.size)
    bare.putdata(list(turned.getdata()))
    if turned.getpalette() is not None:
        bare.putpalette(turned.getpalette() or [])
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {}))
    return out.getvalue()


def _bare_png(content: bytes) -> bytes:
    """Return a PNG with nothing but what is seen: no texts, no times, nothing behind its end."""
    kept = [content[:8]]
    at = 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        name, end = content[at + 4 : at + 8], at + 12 + length
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(kept)


def _bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG without the segments in which cameras and editors write, and nothing behind its end."""
    kept = [content[:2], *_segments(content)]
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[bytes]:
    """Yield what is kept of a JPEG after its first mark."""
    at = 2
    while at + 4 <= len(content):
        mark = content[at + 1]
        if mark == 0xFF:  # filling before a mark
            at += 1
            continue
        if mark == _END:
            yield content[at : at + 2]
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == _SCAN:
            end = _end_of_scan(content, end)
        is_kept = mark in (_JFIF, _COLOURS, _ADOBE) or not (_JFIF <= mark <= _LAST_APP or mark == _COMMENT)
        # Of this segment only colours are wanted: others of its kind hold more pictures, with places and times.
        if mark == _COLOURS:
            is_kept = content[at + 4 : at + 15] == b"ICC_PROFILE"
        if is_kept:
            yield content[at:end]
        at = end
    yield content[at:]


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next mark stands that is no part of the picture's data."""
    while (at := content.find(b"\xff", at)) >= 0:
        follows = content[at + 1 : at + 2]
        if follows and follows != b"\x00" and not 0xD0 <= follows[0] <= 0xD7 and follows != b"\xff":
            return at
        at += 1
    return len(content)

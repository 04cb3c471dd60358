"""Reading whatever a kept original is, as far as words can be looked for in it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

MOST_INSIDE: Final = 64 << 20
"""What is unpacked of one member of an archive at most: a file made to fill the disk must not."""

_TAG: Final = re.compile(r"<[^<>]*>")


def texts_of(content: bytes) -> Iterator[str] | None:
    """Return the texts of a file, or None where it is of a kind that cannot be looked into."""
    if content.startswith(b"PK\x03\x04"):
        return _unpacked(content)
    text = _decoded(content)
    return None if text is None else iter((text,))


def _decoded(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content or content.startswith(b"%PDF"):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _unpacked(content: bytes) -> Iterator[str]:
    """Yield the text of each member of a Word document or another zip, with its tags and without them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist():
                yield member.filename
                with packed.open(member) as file:
                    text = file.read(MOST_INSIDE).decode("utf-8", "replace")
                yield text
                yield _TAG.sub("", text)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError):
        yield content.decode("utf-8", "replace")

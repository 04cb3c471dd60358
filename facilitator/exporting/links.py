"""Which addresses a document may link to."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from sessions.errors import KnownError

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TO_ENCODE: Final = re.compile(r"[ \"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")


def allowed_link(link: str) -> str:
    """Return a web or mail address ready to print, or raise ``link_not_allowed``: a file must run nothing."""
    address = link.strip()
    if _CONTROL.search(address) or not _leads_out(address):
        raise KnownError("link_not_allowed", link=link)
    return _TO_ENCODE.sub(lambda found: f"%{ord(found.group()):02X}", address)


def _leads_out(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(host)
    return parts.scheme == "mailto" and bool(parts.path.strip())

"""Names that never clash: one made from the time and chance, one made from what a record is."""

from __future__ import annotations

import hashlib
from typing import Final

RANDOM_BYTES: Final = 10
LATEST_MS: Final = (1 << 48) - 1


def uuid7(now_ms: int, randomness: bytes) -> str:
    """Return the RFC 9562 version 7 id of a moment (UTC ms) and ten random bytes, both given by the caller."""
    if not 0 <= now_ms <= LATEST_MS:
        raise ValueError(f"a moment of {now_ms} ms does not fit into an id")
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"an id takes {RANDOM_BYTES} random bytes, not {len(randomness)}")
    return _laid_out(now_ms.to_bytes(6, "big") + randomness, version=7)


def uuid8(*parts: str | bytes | int) -> str:
    """Return the version 8 id of some parts: the same parts in the same order, the same id on every computer."""
    told = hashlib.sha256()
    for part in parts:
        kind, content = _told(part)
        # The length keeps ('ab', 'c') and ('a', 'bc') apart, the kind '1' and 1.
        told.update(kind + len(content).to_bytes(8, "big") + content)
    return _laid_out(told.digest()[:16], version=8)


def _told(part: str | bytes | int) -> tuple[bytes, bytes]:
    if isinstance(part, str):
        return b"s", part.encode()
    if isinstance(part, bytes):
        return b"b", part
    return b"i", str(part).encode()


def _laid_out(content: bytes, version: int) -> str:
    octets = bytearray(content)
    octets[6] = version << 4 | octets[6] & 0x0F
    octets[8] = 0x80 | octets[8] & 0x3F
    text = octets.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

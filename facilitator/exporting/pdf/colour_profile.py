"""The sRGB colour space as a small ICC profile, version 2: the file says by it what its colours mean.

The numbers are those of IEC 61966-2-1, its primaries adapted to the white of ICC's connection space, D50.
"""

from __future__ import annotations

from struct import pack
from typing import Final

NAME: Final = "sRGB IEC61966-2.1"
_WHITE: Final = (0.9642, 1.0, 0.8249)
_PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS: Final = 1024  # of the curve from a number in the file to light
_HEADER: Final = 128
_MADE: Final = (2025, 1, 1, 0, 0, 0)  # a profile has to have a date; this one never changes


def srgb_profile() -> bytes:
    """Return the profile, always the same bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _point(_WHITE),
        **{name: _point(point) for name, point in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at = _HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, body = pack(">I", len(tags)), b""
    for name, data in tags.items():
        if data not in places:
            places[data] = at + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + pack(">II", places[data], len(data))
    return _header(at + len(body)) + table + body


def _header(size: int) -> bytes:
    head = pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += pack(">6H", *_MADE) + b"acsp" + bytes(28) + _fixed(_WHITE)
    return head.ljust(_HEADER, b"\0")


def _fixed(numbers: tuple[float, ...]) -> bytes:
    return pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _point(numbers: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(numbers)


def _description(text: str) -> bytes:
    """Return a text with no versions in other scripts."""
    words = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + pack(">I", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    steps = (step / (_STEPS - 1) for step in range(_STEPS))
    light = (step / 12.92 if step <= 0.04045 else ((step + 0.055) / 1.055) ** 2.4 for step in steps)
    return b"curv\0\0\0\0" + pack(f">I{_STEPS}H", _STEPS, *(round(value * 65535) for value in light))

"""What a network's documents look like: two accent colours, a logo, a name; and whether they can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sessions.errors import DomainError

TEAL: Final = "#1b5a66"
RUST: Final = "#a5431f"
PAPER: Final = "#ffffff"
TEXT_CONTRAST: Final = 4.5
BAR_CONTRAST: Final = 3.0
"""The least contrast of text and of bars against the paper (WCAG 2.2, 1.4.3 and 1.4.11)."""

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How a network's documents look.

    ``accent`` makes headings, bars and the cover, ``second`` labels, links and rules. ``logo`` is the sha256 of a
    picture of the tree, '' for none.
    """

    name: str = ""
    accent: str = TEAL
    second: str = RUST
    logo: str = ""


def contrast(colour: str, against: str = PAPER) -> float:
    """Return the contrast of two colours (``#rrggbb``), 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(colour), _luminance(against)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest_passing(colour: str, least: float = TEXT_CONTRAST) -> str:
    """Return a colour itself where it can be read on paper, else the nearest darker shade of it that can."""
    red, green, blue = _parts(colour)
    for step in range(256):
        shade = "#" + "".join(f"{round(part * (255 - step) / 255):02x}" for part in (red, green, blue))
        if contrast(shade) >= least:
            return shade
    raise ValueError(f"no shade has a contrast of {least}")


def checked(style: HouseStyle) -> HouseStyle:
    """Return a style whose colours can be read.

    Raises DomainError ``colour_not_understood``, or ``colour_too_faint`` which names the nearest that passes.
    """
    for colour in (style.accent, style.second):
        if not _COLOUR.fullmatch(colour):
            raise DomainError("colour_not_understood", colour=colour)
        if contrast(colour) < TEXT_CONTRAST:
            raise DomainError("colour_too_faint", colour=colour, nearest=nearest_passing(colour))
    return style


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

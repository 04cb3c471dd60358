"""The house style: colours, sizes and the faces they are set in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Colour = tuple[float, float, float]


def colour(web: str) -> Colour:
    """Return the colour of a web notation such as ``#1D2A33``."""
    red, green, blue = (int(web[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(shade: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAPER = colour("#FFFFFF")
INK = colour("#1D2A33")
MUTED = colour("#56636B")
DEEP = colour("#0B3540")  # the ground of the cover; headings
TEAL = colour("#1B5A66")  # first accent
RUST = colour("#A5431F")  # second accent: labels, numbers, rules beside quotes
SAND = colour("#EBA67C")  # the second accent on the dark ground
MIST = colour("#D5E3E4")  # quiet text on the dark ground
REED = colour("#1D6270")  # the dots of the cover
TINT = colour("#E8F1F0")
WARM = colour("#F7F2EA")
HAIR = colour("#C6D0D2")
BAR = colour("#4D868F")


class Family(StrEnum):
    """Which cut of the house faces a style is set in."""

    TEXT = "text"
    DISPLAY = "display"
    SANS = "sans"


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set; sizes in points."""

    family: Family
    size: float
    leading: float
    colour: Colour = INK
    is_bold: bool = False

    def face(self, bold: bool, italic: bool) -> str:
        """Return the field of ``Faces`` for this style; a weight or slope the family lacks is left out."""
        heavy = "_bold" if bold or self.is_bold else ""
        slope = "_italic" if italic else ""
        if self.family is Family.TEXT:
            return f"text{heavy}{slope}"
        if self.family is Family.DISPLAY:
            return f"display{heavy}" if not italic else f"text{heavy}{slope}"
        return f"sans{heavy or slope}"


BODY = Style(Family.TEXT, 12, 18)
STANDFIRST = Style(Family.DISPLAY, 16, 23, TEAL)
CHAPTER = Style(Family.DISPLAY, 28, 34, DEEP)
SECTION = Style(Family.SANS, 13, 18, DEEP, is_bold=True)
SUBSECTION = Style(Family.SANS, 11.5, 18, TEAL, is_bold=True)
LABEL = Style(Family.SANS, 10, 14, RUST, is_bold=True)
NUMBER = Style(Family.SANS, 12, 18, RUST, is_bold=True)
PANEL_TITLE = Style(Family.SANS, 11.5, 18, TEAL, is_bold=True)
PULLED = Style(Family.DISPLAY, 19, 26, TEAL)
ATTRIBUTION = Style(Family.SANS, 10.5, 15, MUTED)
SMALL = Style(Family.SANS, 10.5, 15, INK)
NARROW = Style(Family.TEXT, 10.5, 15, INK)  # in tables that are to hold much
SMALL_BOLD = Style(Family.SANS, 10.5, 15, INK, is_bold=True)
TABLE_HEAD = Style(Family.SANS, 10.5, 15, TEAL, is_bold=True)
NOTE = Style(Family.SANS, 10, 15, MUTED)
AXIS = Style(Family.SANS, 10, 14, MUTED)
ON_DARK = Style(Family.SANS, 10.5, 15, PAPER, is_bold=True)
ON_LIGHT = Style(Family.SANS, 10.5, 15, INK, is_bold=True)
QUESTION = Style(Family.SANS, 12, 17, DEEP, is_bold=True)
FOOTER = Style(Family.SANS, 10, 14, MUTED)
FOOTER_NUMBER = Style(Family.SANS, 10, 14, INK, is_bold=True)
MARK = Style(Family.SANS, 10, 14, RUST, is_bold=True)
MARK_ON_COVER = Style(Family.SANS, 10, 14, SAND, is_bold=True)
ENTRY = Style(Family.SANS, 11.5, 17, DEEP, is_bold=True)
ENTRY_BELOW = Style(Family.SANS, 10.5, 16, MUTED)

BIG_NUMBERS = tuple(
    Style(Family.DISPLAY, size, leading, DEEP) for size, leading in ((34, 38), (26, 30), (19, 24))
)
VERSE = Style(Family.DISPLAY, 14, 21, INK)
DEDICATED = Style(Family.DISPLAY, 17, 26, TEAL)

COVER_NETWORK = Style(Family.SANS, 12, 17, SAND, is_bold=True)
COVER_SUBTITLE = Style(Family.DISPLAY, 18, 26, PAPER)
COVER_DATELINE = Style(Family.SANS, 11, 17, MIST)
COVER_TITLES = tuple(
    Style(Family.DISPLAY, size, leading, PAPER)
    for size, leading in ((50, 55), (42, 47), (34, 39), (26, 31), (20, 25), (14, 18))
)

PRINTED_ON = {  # every style with the grounds it may stand on: a test measures them
    PAPER: (
        BODY,
        STANDFIRST,
        CHAPTER,
        SECTION,
        SUBSECTION,
        LABEL,
        PULLED,
        ATTRIBUTION,
        SMALL,
        NARROW,
        TABLE_HEAD,
        NOTE,
    )
    + (QUESTION, AXIS, FOOTER, FOOTER_NUMBER, MARK, ENTRY, ENTRY_BELOW, VERSE, DEDICATED, *BIG_NUMBERS),
    TINT: (BODY, NUMBER, PANEL_TITLE, ATTRIBUTION),
    WARM: (BODY, ATTRIBUTION, SMALL, PANEL_TITLE),
    DEEP: (COVER_NETWORK, COVER_SUBTITLE, COVER_DATELINE, MARK_ON_COVER, *COVER_TITLES),
}

"""The house style on paper: which colours stand for the two default accents and what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from facilitator.exporting.house_colours import light, mixed
from facilitator.exporting.pdf import type_styles
from facilitator.exporting.pdf.type_styles import Colour, colour
from sessions.house_style import HouseStyle, checked

DOTS = 0.24  # of the accent's light in the dots of the cover


def shades_of(house: HouseStyle) -> Mapping[Colour, Colour]:
    """Return the colour of this house for each one that follows from an accent; the default style changes none.

    Raises DomainError ``colour_not_understood`` or ``colour_too_faint``, which names the nearest that passes.
    """
    house, plain = checked(house), HouseStyle()
    if (house.accent.lower(), house.second.lower()) == (plain.accent, plain.second):
        return MappingProxyType({})
    own = light(house)
    reed = mixed(own.cover, own.quiet_on_cover, DOTS)
    return MappingProxyType(
        {
            type_styles.TEAL: colour(own.accent),
            type_styles.RUST: colour(own.second),
            type_styles.DEEP: colour(own.deep),
            type_styles.TINT: colour(own.tint),
            type_styles.BAR: colour(own.bar),
            type_styles.SAND: colour(own.mark_on_cover),
            type_styles.MIST: colour(own.quiet_on_cover),
            type_styles.REED: colour(reed),
        }
    )

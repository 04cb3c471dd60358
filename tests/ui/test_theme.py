"""Every ink on every ground it is used on can be read, in both looks, and every field has a visible border."""

import re

import pytest

from facilitator import paths
from ui.theme import DARK, LIGHT, Tokens

WORDS = 4.5
SHAPES = 3.0
STRANDS = ("s1", "s2", "s3", "s4")
INK_ON_GROUND = (
    *((ink, ground) for ink in ("ink", "muted") for ground in ("paper", "surface", "sunken")),
    *(
        ("ink", ground)
        for ground in ("accent_soft", "live_soft", "amber_soft", *(f"{s}_soft" for s in STRANDS))
    ),
    ("muted", "accent_soft"),
    *(("accent", ground) for ground in ("paper", "surface", "sunken", "accent_soft")),
    ("on_accent", "accent"),
    *(("live", ground) for ground in ("paper", "surface", "live_soft")),
    *(("amber", ground) for ground in ("paper", "surface", "amber_soft")),
    *(("ok", ground) for ground in ("paper", "surface")),
    *((strand, ground) for strand in STRANDS for ground in ("surface", f"{strand}_soft")),
    ("rail_ink", "rail"),
    ("rail_ink", "rail_on"),
)
SHAPE_ON_GROUND = (
    *(("field", ground) for ground in ("paper", "surface", "sunken")),
    *(("accent", ground) for ground in ("paper", "surface", "sunken", "accent_soft")),
    ("rail_ring", "rail"),
    ("rail_ring", "rail_on"),
    ("ok", "surface"),
    ("amber", "surface"),
    ("live", "surface"),
)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(tokens: Tokens, one: str, other: str) -> float:
    light, dark = sorted((luminance(getattr(tokens, name)) for name in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_shapes_can_be_seen(tokens: Tokens) -> None:
    faint = [
        f"{ink} on {ground}: {contrast(tokens, ink, ground):.2f}"
        for pairs, least in ((INK_ON_GROUND, WORDS), (SHAPE_ON_GROUND, SHAPES))
        for ink, ground in pairs
        if contrast(tokens, ink, ground) < least
    ]
    assert not faint


def test_every_colour_of_the_sheet_is_a_token_and_every_pair_in_it_is_held_against_the_bounds() -> None:
    sheet = (paths.RESOURCES / "styles" / "window.qss").read_text("utf-8")
    known = set(Tokens._fields)
    assert set(re.findall(r"@(\w+)", sheet)) <= known
    for rule in re.findall(r"\{([^}]*)\}", sheet):
        ink = re.search(r"(?<![-\w])color: @(\w+)", rule)
        ground = re.search(r"background: @(\w+)", rule)
        if ink and ground:
            assert (ink[1], ground[1]) in INK_ON_GROUND, rule

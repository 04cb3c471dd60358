"""The house style in a PDF: its two accents everywhere, its logo and name on the cover, all of it readable."""

import itertools
from dataclasses import replace

import pytest

from facilitator.exporting.pdf import write_pdf
from facilitator.exporting.pdf.house import shades_of
from facilitator.exporting.pdf.type_styles import (
    BAR,
    DEEP,
    PRINTED_ON,
    REED,
    RUST,
    TEAL,
    TINT,
    Colour,
    contrast,
)
from facilitator.sentences import sentence_for
from sessions.document import DocumentTree
from sessions.errors import DomainError, KnownError
from sessions.house_style import HouseStyle, nearest_passing
from tests.facilitator.exporting.pdf_blocks_tree import LOGO, blocks_tree
from tests.facilitator.exporting.pdf_checks import made_pdf
from tests.facilitator.exporting.pdf_reading import opened, pages, unpacked
from tests.facilitator.exporting.pdf_sample import FACES, tree, write_up

PLUM = HouseStyle("Half Light Network", accent="#6b2d5c", second="#2f6b1e")
HOUSES = [
    HouseStyle(),
    PLUM,
    *(
        HouseStyle(accent=a, second=b)
        for a, b in (("#000000", "#767676"), ("#0000ff", "#c00000"), ("#767600", "#00807a"))
    ),
]


def with_house(house: HouseStyle, document: DocumentTree) -> DocumentTree:
    return replace(document, house=house)


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: f"{house.accent}{house.second}")
def test_every_style_can_be_read_on_every_ground(house: HouseStyle) -> None:
    shades = shades_of(house)
    own = {
        shade: shades.get(shade, shade)
        for style in PRINTED_ON.values()
        for shade in (one.colour for one in style)
    }
    for ground, styles in PRINTED_ON.items():
        for style in styles:
            assert contrast(own[style.colour], shades.get(ground, ground)) >= 4.5, (style, ground)
    assert contrast(shades.get(BAR, BAR), shades.get(TINT, TINT)) >= 3
    assert contrast(shades.get(DEEP, DEEP), shades.get(REED, REED)) > 1.2, "the dots of the cover are seen"


def written(colour: Colour) -> bytes:
    return "{:.4g} {:.4g} {:.4g} rg".format(*colour).encode()


def steps(data: bytes) -> bytes:
    with opened(data) as pdf:
        return b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_no_default_accent_is_left() -> None:
    own = made_pdf(with_house(PLUM, blocks_tree()))
    plain = made_pdf(with_house(HouseStyle(), blocks_tree()))
    for default, data in itertools.product((TEAL, RUST, DEEP, TINT), (plain, own)):
        assert (written(default) in steps(data)) == (data is plain)
    assert written(shades_of(PLUM)[TEAL]) in steps(own)


@pytest.mark.parametrize("colour", ["#ffcc00", "#f0f0f0"])
def test_faint_colour_is_refused_with_the_nearest_that_passes(colour: str) -> None:
    for house in (HouseStyle(accent=colour), HouseStyle(second=colour)):
        with pytest.raises(DomainError, match="colour_too_faint") as caught:
            write_pdf(with_house(house, tree()), FACES)
        assert nearest_passing(colour) in sentence_for(caught.value)


def test_colour_that_is_none_is_refused() -> None:
    with pytest.raises(DomainError, match="colour_not_understood"):
        write_pdf(with_house(HouseStyle(accent="teal"), tree()), FACES)


def test_logo_is_on_the_cover_once() -> None:
    bare = with_house(PLUM, write_up())
    with_logo = replace(with_house(replace(PLUM, logo="sha"), write_up()), pictures={"sha": LOGO})
    assert unpacked(made_pdf(bare)).count(b"/Subtype /Image") == 0
    assert unpacked(made_pdf(with_logo)).count(b"/Subtype /Image") == 1
    assert pages(made_pdf(with_logo)) == pages(made_pdf(bare)), "who hears it misses nothing"


def test_logo_that_cannot_be_read_is_refused() -> None:
    spoilt = replace(LOGO, content=LOGO.content[:60])
    document = replace(with_house(replace(PLUM, logo="sha"), write_up()), pictures={"sha": spoilt})
    with pytest.raises(KnownError, match="picture_unreadable"):
        write_pdf(document, FACES)


def test_name_of_the_network_is_on_the_cover_unless_the_byline_says_it() -> None:
    assert pages(made_pdf(with_house(PLUM, write_up())))[0].count("Half Light Network") == 1
    other = with_house(replace(PLUM, name="Bright Side Federation"), write_up())
    assert pages(made_pdf(other))[0].startswith("Bright Side Federation\nHalf Light Network")

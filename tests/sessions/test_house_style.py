"""The colours of a house can be read, or it is said which nearest one can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import DomainError
from sessions.house_style import (
    BAR_CONTRAST,
    PAPER,
    RUST,
    TEAL,
    TEXT_CONTRAST,
    HouseStyle,
    checked,
    contrast,
    nearest_passing,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ff0000") == pytest.approx(4.0, abs=0.01)
    assert contrast("#0a0a0a", "#0a0a0a") == 1


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_has_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.01


@given(COLOURS, st.sampled_from([BAR_CONTRAST, TEXT_CONTRAST]))
def test_the_nearest_that_passes_is_no_lighter_and_stays_where_it_passes_already(
    colour: str, least: float
) -> None:
    nearest = nearest_passing(colour, least)
    assert contrast(nearest) >= least
    assert all(new <= old for new, old in zip(parts(nearest), parts(colour), strict=True))
    assert (nearest == colour) is (contrast(colour) >= least)


def test_the_nearest_is_hardly_darker_than_it_must_be() -> None:
    assert nearest_passing("#777777") == "#767676"
    assert contrast(nearest_passing("#ffcc00")) == pytest.approx(TEXT_CONTRAST, abs=0.1)


def test_no_shade_has_more_contrast_than_black() -> None:
    with pytest.raises(ValueError, match="22"):
        nearest_passing(PAPER, 22)


def test_a_style_nobody_changed_passes_and_is_the_same() -> None:
    style = HouseStyle()
    assert checked(style) is style
    assert (style.accent, style.second) == (TEAL, RUST)
    assert checked(HouseStyle(accent="#0B3540")).accent == "#0B3540"


@pytest.mark.parametrize(
    "colour", ["", "teal", "#12345", "#1234567", "#12345g", " #123456", "#123456\n", "#fff"]
)
@pytest.mark.parametrize("name", ["accent", "second"])
def test_what_is_no_colour_is_named(name: str, colour: str) -> None:
    with pytest.raises(DomainError) as caught:
        checked(HouseStyle(**{name: colour}))
    assert (caught.value.code, caught.value.fields) == ("colour_not_understood", {"colour": colour})


@pytest.mark.parametrize("name", ["accent", "second"])
def test_what_is_too_faint_is_named_with_the_nearest_that_can_be_read(name: str) -> None:
    with pytest.raises(DomainError) as caught:
        checked(HouseStyle(**{name: "#ffcc00"}))
    fields = caught.value.fields
    assert (caught.value.code, fields["colour"]) == ("colour_too_faint", "#ffcc00")
    assert contrast(fields["nearest"]) >= TEXT_CONTRAST
    assert getattr(checked(HouseStyle(**{name: fields["nearest"]})), name) == fields["nearest"]

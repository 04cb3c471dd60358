"""Ids: RFC 9562 layouts, and equal parts only make equal ids."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.ids import LATEST_MS, RANDOM_BYTES, uuid7, uuid8

moments = st.integers(0, LATEST_MS)
chances = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
parts = st.lists(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.binary(), st.integers()))


def test_uuid7_is_the_example_of_the_rfc() -> None:
    # RFC 9562, appendix A.6: 22 February 2022, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    randomness = bytes.fromhex("0CC318C4DC0C0C07398F")
    assert uuid7(0x017F22E279B0, randomness) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(moments, chances)
def test_uuid7_has_version_variant_and_moment(now_ms: int, randomness: bytes) -> None:
    made = uuid.UUID(uuid7(now_ms, randomness))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == now_ms
    assert str(made) == uuid7(now_ms, randomness)


@given(moments, moments, chances, chances)
def test_uuid7_sorts_by_moment(one: int, other: int, first: bytes, second: bytes) -> None:
    if one < other:
        assert uuid7(one, first) < uuid7(other, second)


@pytest.mark.parametrize("now_ms", [-1, LATEST_MS + 1])
def test_uuid7_refuses_a_moment_that_does_not_fit(now_ms: int) -> None:
    with pytest.raises(ValueError, match="moment"):
        uuid7(now_ms, bytes(RANDOM_BYTES))


@pytest.mark.parametrize("size", [0, RANDOM_BYTES - 1, RANDOM_BYTES + 1])
def test_uuid7_takes_ten_random_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="random bytes"):
        uuid7(0, bytes(size))


@given(parts, parts)
def test_uuid8_is_equal_only_for_equal_parts(one: list, other: list) -> None:
    made = uuid.UUID(uuid8(*one))
    assert (made.version, made.variant) == (8, uuid.RFC_4122)
    assert (uuid8(*one) == uuid8(*other)) == (one == other)


def test_uuid8_keeps_parts_apart() -> None:
    made = [uuid8("ab", "c"), uuid8("a", "bc"), uuid8("abc"), uuid8(b"abc"), uuid8("1"), uuid8(1), uuid8()]
    assert len(set(made)) == len(made)


def test_uuid8_never_changes() -> None:
    # Archives hold ids made like this; a change would import every folder a second time.
    assert uuid8("Lantern", b"\x00", 7) == "9a400f6b-39f2-8d57-8362-833071c90bb1"

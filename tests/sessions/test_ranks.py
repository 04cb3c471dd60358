"""Ranks: always room between two, never equal, short for a list that only grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.ranks import DIGITS, LONGEST, between, needs_respread, placed, salt_from, spread

salts = st.text(DIGITS, min_size=4, max_size=4)
places = st.lists(st.tuples(st.integers(0, 10_000), salts), max_size=60)


def in_bytes(ranks: list[str]) -> list[bytes]:
    return [rank.encode() for rank in ranks]


@given(places)
def test_a_list_stays_in_order_wherever_items_are_put(steps: list[tuple[int, str]]) -> None:
    ranks: list[str] = []
    for place, salt in steps:
        at = place % (len(ranks) + 1)
        low = ranks[at - 1] if at else ""
        high = ranks[at] if at < len(ranks) else ""
        made = between(low, high, salt)
        assert made.endswith(salt)
        ranks.insert(at, made)
    assert in_bytes(ranks) == sorted(set(in_bytes(ranks)))


@pytest.mark.parametrize("is_at_the_end", [True, False])
def test_a_list_that_grows_at_one_end_keeps_short_ranks(is_at_the_end: bool) -> None:
    rank = "V0000"
    for _ in range(3000):
        made = between(rank, "", "zzzz") if is_at_the_end else between("", rank, "0000")
        assert (made > rank) is is_at_the_end
        rank = made
    assert len(rank) <= 8


@pytest.mark.parametrize("is_at_the_end", [True, False])
def test_there_is_room_beyond_the_last_step(is_at_the_end: bool) -> None:
    rank = "zzzzz000" if is_at_the_end else "0001a000"
    for _ in range(20):
        made = between(rank, "", "0000") if is_at_the_end else between("", rank, "zzzz")
        assert (made > rank) is is_at_the_end
        rank = made


@given(st.integers(0, 300), salts, salts)
def test_spread_ranks_rise_and_leave_room(count: int, salt: str, other: str) -> None:
    ranks = list(spread(count, salt))
    assert len(ranks) == count
    assert in_bytes(ranks) == sorted(set(in_bytes(ranks)))
    for low, high in zip(["", *ranks], [*ranks, ""], strict=True):
        made = between(low, high, other)
        assert low < made
        assert not high or made < high


def test_a_long_list_is_spread_with_more_digits() -> None:
    ranks = spread(20_000, "abcd")
    assert list(ranks) == sorted(set(ranks))
    assert {len(rank) for rank in ranks} == {9}


@given(st.lists(salts, min_size=2, max_size=2, unique=True))
def test_two_computers_give_one_place_two_ranks(pair: list[str]) -> None:
    low, high = "V", "W0000"
    first, second = (between(low, high, salt) for salt in pair)
    assert first != second
    one, other = sorted([first, second])
    if not set(other[len(one) :]) <= {"0"} or not other.startswith(one):
        assert one < between(one, other, "0000") < other


def test_inserting_at_one_place_makes_long_ranks_that_are_spread_anew() -> None:
    low, high = "V0000", "W0000"
    for _ in range(300):
        high = between(low, high, "VVVV")
    assert needs_respread(high)
    assert not needs_respread("V" * LONGEST)


@pytest.mark.parametrize(("low", "high"), [("V0000", "V0000"), ("W", "V"), ("V0000", "V00000"), ("", "0")])
def test_no_room_is_said(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="nothing is above"):
        between(low, high, "0000")


@pytest.mark.parametrize("salt", ["", "abc", "abcde", "ab-d", "abcé"])
def test_salt_is_four_letters_or_digits(salt: str) -> None:
    with pytest.raises(ValueError, match="letters or digits"):
        between("", "", salt)
    with pytest.raises(ValueError, match="letters or digits"):
        spread(3, salt)


def test_a_foreign_rank_is_refused() -> None:
    with pytest.raises(ValueError, match="no place in a rank"):
        between("é", "", "0000")


def test_salt_from_bytes() -> None:
    assert salt_from(b"\x00\x3d\x3e\xff and more") == "0z0" + DIGITS[255 % 62]
    with pytest.raises(ValueError, match="4 bytes"):
        salt_from(b"abc")


class TestPlaced:
    def test_at_either_end_and_between(self) -> None:
        ranks = spread(3, "aaaa")
        for at in range(4):
            rank, others = placed(ranks, at, "bbbb")
            assert not others
            assert sorted([*ranks, rank]).index(rank) == at

    def test_into_an_empty_list(self) -> None:
        assert placed((), 0, "aaaa") == ("Vaaaa", {})

    @pytest.mark.parametrize("ranks", [("", ""), ("aaaaa", "aaaaa"), ("V" * 60, "V" * 60 + "1")])
    def test_where_there_is_no_room_all_are_spread_anew(self, ranks: tuple[str, ...]) -> None:
        rank, others = placed(ranks, 1, "bbbb")
        assert others.keys() == {0, 1}
        assert others[0] < rank < others[1]

"""Figures that add up, words that fit them, and comparisons only where they are fair."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.polls import (
    MEASURES,
    Comparison,
    Option,
    Poll,
    PollProblem,
    Result,
    Wording,
    answered,
    comparable,
    grouped,
    measure,
    problems_of,
    share_of,
    shares,
)


def poll(result: Result | None, groups: Sequence[str] = ("", "", "")) -> Poll:
    options = tuple(Option(str(at), f"Answer {at}", group) for at, group in enumerate(groups))
    return Poll("p1", "g1", "s1", "mood", "How is it going?", date(2027, 3, 4), options, result)


def counted(*counts: int, base: int = -1) -> Poll:
    return poll(Result(counts=counts, base=base), [""] * len(counts))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(any))
def test_shares_of_counts_add_up_to_a_hundred(counts: list[int]) -> None:
    found = shares(counted(*counts))
    assert sum(found) == 100
    for share, count in zip(found, counts, strict=True):
        assert abs(share - count * 100 / sum(counts)) < 1


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(any))
def test_shares_of_published_percentages_add_up_to_a_hundred(counts: list[int]) -> None:
    figures = tuple(round(count * 1000 / sum(counts)) for count in counts)
    assert sum(shares(poll(Result(permille=figures), [""] * len(figures)))) == 100


def test_remainders_go_to_the_largest_then_the_earlier() -> None:
    assert shares(counted(1, 1, 1)) == (34, 33, 33)
    assert shares(counted(8, 6, 4, 2, 1)) == (38, 29, 19, 9, 5)


def test_shares_where_there_is_nothing_to_share() -> None:
    assert shares(poll(None)) == ()
    assert shares(counted(0, 0)) == (0, 0)
    assert shares(counted(-1, 1)) == (0, 0)


def test_shares_of_several_answers_allowed_are_rounded_alone() -> None:
    assert shares(poll(Result(permille=(625, 704, 333)))) == (63, 70, 33)


@pytest.mark.parametrize(
    ("result", "problems"),
    [
        (None, ()),
        (Result(counts=(3, 2, 1)), ()),
        (Result(counts=(3, 2, 1), base=9), ()),
        (Result(permille=(333, 333, 333)), ()),
        (Result(counts=(3, 2, 1), base=5), (PollProblem.ABOVE_BASE,)),
        (Result(counts=(3, -2, 1)), (PollProblem.NEGATIVE,)),
        (Result(counts=(3, 2)), (PollProblem.NOT_ONE_EACH,)),
        (Result(permille=(500, 300, 100)), (PollProblem.NOT_A_WHOLE,)),
        (Result(counts=(1, 1, 1), permille=(300, 300, 400)), (PollProblem.BOTH_KINDS,)),
        (Result(counts=(0, 0, 0)), (PollProblem.NO_ANSWERS,)),
        (Result(), (PollProblem.NOT_ONE_EACH, PollProblem.NO_ANSWERS)),
    ],
)
def test_problems(result: Result | None, problems: tuple[PollProblem, ...]) -> None:
    assert problems_of(poll(result)) == problems


def test_poll_without_options() -> None:
    assert problems_of(poll(None, ())) == (PollProblem.NO_OPTIONS,)
    assert PollProblem.NO_OPTIONS in problems_of(poll(Result(counts=()), ()))


def test_how_many_answered() -> None:
    assert answered(poll(None)) == -1
    assert answered(counted(2, 3)) == 5
    assert answered(counted(2, 3, base=8)) == 8
    assert answered(poll(Result(permille=(300, 300, 400)))) == -1


def test_groups_of_options_are_added_up() -> None:
    found = grouped(poll(Result(counts=(8, 6, 4, 2, 1)), ("up", "up", "", "down", "down")))
    assert [len(share.options) for share in found] == [2, 1, 2]
    assert [share.percent for share in found] == [67, 19, 14]
    assert [share.permille for share in found] == [667, 190, 143]


@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(["", "up", "down"])), min_size=1, max_size=8))
def test_groups_add_up_to_a_hundred(lines: list[tuple[int, str]]) -> None:
    found = grouped(poll(Result(counts=tuple(count for count, _ in lines)), [group for _, group in lines]))
    assert not found or sum(share.percent for share in found) == 100


def test_poll_with_a_problem_has_no_groups() -> None:
    assert grouped(poll(None)) == ()
    assert grouped(counted(1, -1)) == ()
    with pytest.raises(ValueError, match="no answers"):
        share_of(poll(None), [0])
    with pytest.raises(ValueError, match="no answers"):
        share_of(counted(0), [0])


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_each_permille_has_one_phrase_and_they_rise(one: int, other: int) -> None:
    order = [phrase for _, phrase in MEASURES]
    low, high = sorted((one, other))
    assert order.index(measure(low)) <= order.index(measure(high))


def test_phrases_cover_the_whole_without_gap_or_overlap() -> None:
    starts = [start for start, _ in MEASURES]
    assert starts == sorted(set(starts))
    assert len({phrase for _, phrase in MEASURES}) == len(MEASURES)
    assert [start for start in range(1001) if start == 0 or measure(start) != measure(start - 1)] == starts


@pytest.mark.parametrize(
    ("permille", "phrase"),
    [
        (0, "nobody"),
        (1, "hardly anybody"),
        (100, "about one in ten"),
        (200, "about a fifth"),
        (250, "about a quarter"),
        (333, "about a third"),
        (499, "just under half"),
        (500, "half"),
        (501, "just over half"),
        (667, "about two thirds"),
        (668, "just over two thirds"),
        (690, "just over two thirds"),
        (691, "about seven in ten"),
        (740, "nearly three quarters"),
        (999, "nearly everybody"),
        (1000, "everybody"),
    ],
)
def test_measures(permille: int, phrase: str) -> None:
    assert measure(permille) == phrase


@pytest.mark.parametrize("permille", [-1, 1001])
def test_no_share_of_a_whole(permille: int) -> None:
    with pytest.raises(ValueError, match="permille"):
        measure(permille)


EARLIER = poll(Result(permille=(500, 300, 200), base=40))
LATER = replace(poll(Result(counts=(5, 3, 2))), id="p2", repeats="p1")


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        (EARLIER, LATER, Comparison.COMPARABLE),
        (replace(EARLIER, question="how  is it going?"), LATER, Comparison.COMPARABLE),
        (EARLIER, replace(LATER, wording=Wording.REWORDED), Comparison.REWORDED),
        (replace(EARLIER, question="How was it?"), LATER, Comparison.REWORDED),
        (replace(EARLIER, options=LATER.options[::-1]), LATER, Comparison.OTHER_OPTIONS),
        (replace(EARLIER, result=Result(permille=(500, 300, 200))), LATER, Comparison.BASE_NOT_KNOWN),
        (replace(EARLIER, result=None), LATER, Comparison.NO_RESULT),
        (EARLIER, replace(LATER, result=Result(counts=(-1, 2, 3))), Comparison.NO_RESULT),
    ],
)
def test_comparable_only_where_question_answers_and_base_match(
    earlier: Poll, later: Poll, found: Comparison
) -> None:
    assert comparable(earlier, later) is found

"""Times flow from lengths; a fixed start makes a gap or shows what runs into it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import (
    Part,
    PartKind,
    Session,
    Slot,
    clock,
    format_length,
    length_of,
    parse_clock,
    parse_length,
    running_order,
)
from sessions.errors import DomainError
from sessions.gathering import Occasion

MORNING = Occasion("o1", "g1", "morning", "Morning", date(2027, 3, 4), starts=600)


def session(number: int, length: int = 0) -> Session:
    return Session(f"s{number}", "o1", f"s{number}", f"Session {number}", length=length, rank=f"{number:03}")


def part(of: int, number: int, length: int, fixed: int = -1, kind: PartKind = PartKind.PLENARY) -> Part:
    return Part(f"p{of}-{number}", f"s{of}", kind, length=length, fixed_start=fixed, rank=f"{number:03}")


def test_times_flow_from_lengths_in_rank_order() -> None:
    order = running_order(MORNING, [session(2), session(1)], [part(2, 1, 5), part(1, 2, 20), part(1, 1, 10)])
    assert order == (
        Slot(600, 630, "s1"),
        Slot(600, 610, "s1", "p1-1"),
        Slot(610, 630, "s1", "p1-2"),
        Slot(630, 635, "s2"),
        Slot(630, 635, "s2", "p2-1"),
    )


def test_session_of_another_occasion_is_left_out() -> None:
    elsewhere = replace(session(1), occasion="o2")
    assert running_order(MORNING, [elsewhere], [part(1, 1, 10)]) == ()


def test_later_fixed_start_leaves_a_gap() -> None:
    order = running_order(MORNING, [session(1)], [part(1, 1, 10), part(1, 2, 10, fixed=630)])
    assert [(slot.start, slot.end, slot.over) for slot in order] == [
        (600, 640, 0),
        (600, 610, 0),
        (630, 640, 0),
    ]


def test_session_begins_with_its_first_fixed_part() -> None:
    order = running_order(MORNING, [session(1, 10), session(2)], [part(2, 1, 10, fixed=645)])
    assert order[1:] == (Slot(645, 655, "s2"), Slot(645, 655, "s2", "p2-1"))


def test_what_runs_past_a_hard_stop_says_by_how_much() -> None:
    order = running_order(MORNING, [session(1)], [part(1, 1, 35), part(1, 2, 10, fixed=625)])
    assert order == (
        Slot(600, 645, "s1"),
        Slot(600, 635, "s1", "p1-1", over=10),
        Slot(635, 645, "s1", "p1-2"),
    )


def test_session_without_parts_runs_past_a_hard_stop_of_the_next() -> None:
    order = running_order(MORNING, [session(1, 30), session(2)], [part(2, 1, 10, fixed=620)])
    assert order[0] == Slot(600, 630, "s1", over=10)


def test_parts_that_need_more_than_the_length_given() -> None:
    order = running_order(MORNING, [session(1, 30), session(2, 5)], [part(1, 1, 40)])
    assert order == (
        Slot(600, 630, "s1", over=10),
        Slot(600, 640, "s1", "p1-1"),
        Slot(630, 635, "s2"),
    )


def test_breakouts_beside_each_other_count_once() -> None:
    breakouts = part(1, 1, 40, kind=PartKind.BREAKOUTS)
    assert length_of(session(1), [breakouts, part(2, 1, 9)]) == 40
    assert length_of(session(1, 25), [breakouts]) == 25


LENGTHS = st.integers(0, 240)
PLANS = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 30, 90]),
        st.lists(st.tuples(LENGTHS, st.sampled_from([-1, -1, -1, 630, 700])), max_size=4),
    ),
    max_size=4,
)


@given(PLANS)
def test_order_is_whole_and_never_runs_backwards(plan: list[tuple[int, list[tuple[int, int]]]]) -> None:
    sessions = [session(at, length) for at, (length, _) in enumerate(plan)]
    parts = [
        part(at, number, length, fixed)
        for at, (_, below) in enumerate(plan)
        for number, (length, fixed) in enumerate(below)
    ]
    order = running_order(MORNING, reversed(sessions), reversed(parts))
    assert [slot.session for slot in order if not slot.part] == [one.id for one in sessions]
    assert {slot.part for slot in order if slot.part} == {one.id for one in parts}
    lengths = {one.id: one.length for one in parts}
    fixed = {one.id: one.fixed_start for one in parts}
    for slot in order:
        assert slot.end >= slot.start >= 600
        assert slot.over >= 0
        if slot.part:
            assert slot.end - slot.start == lengths[slot.part]
            assert slot.start >= fixed[slot.part]
    tops = [slot for slot in order if not slot.part]
    assert all(after.start >= before.end for before, after in pairwise(tops))


@given(PLANS, st.integers(1, 60))
def test_a_longer_first_part_moves_what_flows_after_it(
    plan: list[tuple[int, list[tuple[int, int]]]], more: int
) -> None:
    lengths = [length for _, below in plan for length, _ in below] or [1]
    parts = [part(1, number, length) for number, length in enumerate(lengths)]
    before = running_order(MORNING, [session(1)], parts)
    after = running_order(MORNING, [session(1)], [replace(parts[0], length=lengths[0] + more), *parts[1:]])
    assert [slot.end + more for slot in before] == [slot.end for slot in after]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25),
        ("25m", 25),
        ("90 min", 90),
        ("90 minutes", 90),
        ("1h", 60),
        ("1h10", 70),
        ("1 h 05", 65),
        ("1h15m", 75),
        ("2 hours", 120),
        ("1:10", 70),
        (" 1H10 ", 70),
        ("0", 0),
    ],
)
def test_length_as_people_type_it(text: str, minutes: int) -> None:
    assert parse_length(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "soon", "-5", "1h60", "1:60", "1:5", "25h", "9999", "10 past", "1.5h", "٢٥"]
)
def test_length_that_is_not_understood(text: str) -> None:
    with pytest.raises(DomainError) as said:
        parse_length(text)
    assert (said.value.code, said.value.fields) == ("length_not_understood", {"text": text})


@given(st.integers(0, 1440))
def test_length_reads_back(minutes: int) -> None:
    assert parse_length(format_length(minutes)) == minutes


def test_lengths_and_times_in_words() -> None:
    assert [format_length(one) for one in (25, 60, 65, 70)] == ["25 min", "1 h", "1 h 05", "1 h 10"]
    assert [clock(one) for one in (570, 0, 1439, 1450)] == ["09:30", "00:00", "23:59", "00:10"]


@pytest.mark.parametrize(
    ("text", "minutes"), [("10:00", 600), ("10.00", 600), (" 9 ", 540), ("0:05", 5), ("23:59", 1439)]
)
def test_times_of_day_are_read_as_typed(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize("text", ["", "24:00", "10:60", "10:5", "noon", "10 00", "-1", "10:00:00"])
def test_what_is_no_time_of_day_is_not_guessed(text: str) -> None:
    with pytest.raises(DomainError, match="time_not_understood"):
        parse_clock(text)


def test_a_session_that_must_end_says_by_how_much_it_does_not() -> None:
    occasion = Occasion("o", "g", "day", "Day", date(2027, 3, 4), starts=600)
    late = Session("s", "o", "s", "S", length=70, must_end=660)
    assert [slot.over for slot in running_order(occasion, [late], [])] == [10]
    parts = [Part("p", "s", PartKind.PLENARY, length=70, rank="1")]
    assert [(slot.part, slot.over) for slot in running_order(occasion, [replace(late, length=0)], parts)] == [
        ("", 0),
        ("p", 10),
    ]
    assert [slot.over for slot in running_order(occasion, [replace(late, must_end=670)], [])] == [0]

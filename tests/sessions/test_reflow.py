"""Parts that run into a hard stop give way, each in proportion; what is protected stays."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import Part, PartKind, Session, running_order
from sessions.gathering import Occasion
from sessions.reflow import LEAST, Repair, Shorter, applied, overruns, shortened_before

MORNING = Occasion("o1", "g1", "morning", "Morning", date(2027, 3, 4), starts=600)
SESSION = Session("s1", "o1", "s1", "Session 1", rank="1")


def part(number: int, length: int, fixed_start: int = -1, *, is_protected: bool = False) -> Part:
    return Part(
        f"p{number}", "s1", PartKind.PLENARY, "", length, (), fixed_start, is_protected, f"{number:03}"
    )


def test_parts_before_a_hard_stop_give_in_proportion() -> None:
    parts = [part(1, 45), part(2, 25), part(3, 10, 660)]
    assert overruns(MORNING, [SESSION], parts) == {"p2": 10}
    repair = shortened_before("p2", MORNING, [SESSION], parts)
    assert repair == Repair((Shorter("p1", 45, 39), Shorter("p2", 25, 21)), 0)
    assert overruns(MORNING, [SESSION], applied(repair, parts)) == {}


def test_what_is_protected_or_short_gives_nothing_and_what_is_missing_is_said() -> None:
    parts = [part(1, 45, is_protected=True), part(2, LEAST), part(3, 20), part(4, 10, 645)]
    repair = shortened_before("p3", MORNING, [SESSION], parts)
    assert repair == Repair((Shorter("p3", 20, LEAST),), 10)
    guarded = replace(SESSION, is_protected=True)
    assert shortened_before("p3", MORNING, [guarded], parts) == Repair((), 25)


def test_nothing_before_a_gap_is_shortened() -> None:
    parts = [part(1, 30), part(2, 30, 660), part(3, 10, 680)]
    repair = shortened_before("p2", MORNING, [SESSION], parts)
    assert repair == Repair((Shorter("p2", 30, 20),), 0)


def test_a_session_longer_than_it_may_be_shortens_its_own_parts() -> None:
    before = Session("s0", "o1", "s0", "Before", length=0, rank="0")
    first = replace(part(0, 60), session="s0")
    short = replace(SESSION, length=30)
    parts = [first, part(1, 25), part(2, 25)]
    assert overruns(MORNING, [before, short], parts) == {"s1": 20}
    repair = shortened_before("s1", MORNING, [before, short], parts)
    assert repair == Repair((Shorter("p1", 25, 15), Shorter("p2", 25, 15)), 0)


def test_a_session_without_parts_before_a_hard_stop_takes_from_those_before_it() -> None:
    lunch = Session("s2", "o1", "s2", "Lunch", length=40, rank="2")
    after = Session("s3", "o1", "s3", "After lunch", length=30, rank="3", fixed_start=690)
    parts = [part(1, 60)]
    assert overruns(MORNING, [SESSION, lunch, after], parts) == {"s2": 10}
    repair = shortened_before("s2", MORNING, [SESSION, lunch, after], parts)
    assert repair == Repair((Shorter("p1", 60, 50),), 0)


def test_a_part_whose_share_is_less_than_a_minute_stays_as_it_is() -> None:
    parts = [part(1, 6), part(2, 45), part(3, 10, 650)]
    repair = shortened_before("p2", MORNING, [SESSION], parts)
    assert repair == Repair((Shorter("p2", 45, 44),), 0)


def test_what_does_not_run_over_needs_no_repair() -> None:
    assert shortened_before("p1", MORNING, [SESSION], [part(1, 10)]) == Repair((), 0)


@given(st.lists(st.tuples(st.integers(0, 90), st.booleans()), min_size=1, max_size=8), st.integers(600, 900))
def test_a_repair_takes_just_what_is_over_and_no_more_than_there_is(
    lengths: list[tuple[int, bool]], stop: int
) -> None:
    parts = [part(at, length, is_protected=safe) for at, (length, safe) in enumerate(lengths)]
    parts.append(part(len(parts), 10, stop))
    last = f"p{len(parts) - 2}"
    over = overruns(MORNING, [SESSION], parts).get(last, 0)
    repair = shortened_before(last, MORNING, [SESSION], parts)
    assert sum(one.before - one.after for one in repair.shorter) == over - repair.missing
    assert all(LEAST <= one.after < one.before for one in repair.shorter)
    after = applied(repair, parts)
    assert overruns(MORNING, [SESSION], after).get(last, 0) == repair.missing
    assert running_order(MORNING, [SESSION], after)[-1].start == max(stop, stop + repair.missing)
    assert [one for one in after if one.is_protected] == [one for one in parts if one.is_protected]

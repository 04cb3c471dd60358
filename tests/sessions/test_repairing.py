"""What runs over, which stop it runs past, and the ways back: all in proportion, one alone, or the stop goes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import Part, PartKind, Session, running_order
from sessions.errors import DomainError
from sessions.gathering import Occasion
from sessions.reflow import LEAST, Repair, Shorter
from sessions.repairing import (
    Overrun,
    StopKind,
    alone,
    as_parts,
    could_give,
    lengths_after,
    overruns_of,
    shared,
)
from sessions.resizing import resized

MORNING = Occasion("o1", "g1", "morning", "Morning", date(2027, 3, 4), starts=600)
WELCOME = Session("welcome", "o1", "welcome", "Welcome", length=20, rank="1")
KEYS = Session("keys", "o1", "keys", "Keys", rank="2")
CLOSING = Session("closing", "o1", "closing", "Closing", length=30, rank="3", must_end=690)
PARTS = (
    Part("talk", "keys", PartKind.SPEAKER, length=10, rank="1"),
    Part("round", "keys", PartKind.BREAKOUTS, length=40, rank="2"),
)
SESSIONS = (WELCOME, KEYS, CLOSING)


def plan(*sessions: Session, parts=PARTS):
    return as_parts(MORNING, sessions or SESSIONS, parts)


def total(sessions, parts) -> int:
    slots = running_order(MORNING, sessions, parts)
    return max(slot.end for slot in slots) - MORNING.starts


def applied_to(repair, sessions, parts):
    after = lengths_after(repair, sessions, parts)
    return (
        [replace(one, length=after.get(one.id, one.length)) for one in sessions],
        [replace(one, length=after.get(one.id, one.length)) for one in parts],
    )


class TestWhatRunsOver:
    def test_a_session_that_must_end(self) -> None:
        assert overruns_of(plan()) == (
            Overrun("closing", "closing", 10, StopKind.MUST_END, "closing", 690, 700),
        )

    def test_one_with_parts_that_must_end_runs_over_with_the_last_of_them(self) -> None:
        (found,) = overruns_of(plan(WELCOME, replace(KEYS, must_end=665)))
        assert (found.stretch, found.session, found.minutes, found.kind) == (
            "round",
            "keys",
            5,
            StopKind.MUST_END,
        )

    def test_a_stop_that_is_kept_is_none(self) -> None:
        assert overruns_of(plan(WELCOME, KEYS, replace(CLOSING, must_end=700))) == ()

    def test_the_fixed_start_of_a_session_or_of_a_part(self) -> None:
        (found,) = overruns_of(plan(WELCOME, KEYS, replace(CLOSING, must_end=-1, fixed_start=660)))
        assert found == Overrun("round", "keys", 10, StopKind.FIXED_START, "closing", 660, 670)
        fixed = (PARTS[0], replace(PARTS[1], fixed_start=625))
        (found,) = overruns_of(plan(WELCOME, KEYS, parts=fixed))
        assert found == Overrun("talk", "keys", 5, StopKind.FIXED_START, "round", 625, 630)

    def test_the_later_of_two_stops_is_the_one_that_is_missed_by_less(self) -> None:
        both = plan(WELCOME, replace(KEYS, must_end=668), replace(CLOSING, must_end=-1, fixed_start=660))
        (found,) = overruns_of(both)
        assert (found.kind, found.minutes) == (StopKind.FIXED_START, 10)

    def test_a_length_that_is_too_short_for_its_parts(self) -> None:
        (found,) = overruns_of(plan(WELCOME, replace(KEYS, length=40)))
        assert found == Overrun("keys", "keys", 10, StopKind.LENGTH, "keys", 660, 670)

    def test_what_a_session_has_beyond_its_parts_is_a_part(self) -> None:
        found = plan(WELCOME, replace(KEYS, length=60), replace(CLOSING, must_end=710))
        assert [(one.id, one.length) for one in found.parts if one not in PARTS] == [
            ("welcome", 20), ("keys", 10), ("closing", 30),
        ]  # fmt: skip
        assert overruns_of(found) == ()

    def test_sessions_of_other_days_do_not_matter(self) -> None:
        assert plan(WELCOME, replace(KEYS, occasion="o2")).sessions == (replace(WELCOME, length=0),)


class TestWaysBack:
    def test_all_give_in_proportion_sessions_without_parts_too(self) -> None:
        repair = shared(plan(), "closing")
        given = [("welcome", 20, 19), ("talk", 10, 9), ("round", 40, 36), ("closing", 30, 26)]
        assert repair == Repair(tuple(Shorter(*one) for one in given), 0)
        assert total(*applied_to(repair, SESSIONS, PARTS)) == 90

    def test_one_alone_is_the_one_with_the_most_to_give_or_the_one_named(self) -> None:
        assert could_give(plan(), "closing") == {"welcome": 15, "talk": 5, "round": 35, "closing": 25}
        assert alone(plan(), "closing") == Repair((Shorter("round", 40, 30),), 0)
        assert alone(plan(), "closing", "talk") == Repair((Shorter("talk", 10, LEAST),), 5)
        assert alone(plan(), "closing", "nobody") == Repair((), 10)

    def test_nothing_gives_where_all_is_protected(self) -> None:
        guarded = plan(*(replace(one, is_protected=True) for one in SESSIONS))
        assert alone(guarded, "closing") == Repair((), 10)
        assert shared(guarded, "closing") == Repair((), 10)
        assert could_give(guarded, "tea") == {}

    def test_a_session_with_a_length_of_its_own_is_shorter_by_what_its_parts_give(self) -> None:
        long = replace(KEYS, length=60)
        repair = Repair((Shorter("round", 40, 35), Shorter("keys", 10, 5)), 0)
        assert lengths_after(repair, (WELCOME, long, CLOSING), PARTS) == {"round": 35, "keys": 50}

    def test_one_that_is_too_short_for_its_parts_keeps_its_length(self) -> None:
        short = replace(KEYS, length=40)
        repair = shared(plan(WELCOME, short), "keys")
        assert lengths_after(repair, (WELCOME, short), PARTS) == {"talk": 9, "round": 31}

    @given(st.lists(st.integers(5, 90), min_size=1, max_size=5), st.integers(1, 60))
    def test_what_was_shared_out_is_gone(self, lengths: list[int], over: int) -> None:
        sessions = [
            Session(f"s{at}", "o1", f"s{at}", "", length=length, rank=f"{at}")
            for at, length in enumerate(lengths)
        ]
        end = MORNING.starts + sum(lengths) - over
        sessions[-1] = replace(sessions[-1], must_end=max(end, 0))
        found = as_parts(MORNING, sessions, ())
        repair = shared(found, sessions[-1].id)
        assert total(*applied_to(repair, sessions, ())) == sum(lengths) - over + repair.missing


class TestAnotherLength:
    def test_parts_share_what_is_less_and_what_is_more(self) -> None:
        assert resized(40, PARTS) == {"talk": 9, "round": 31}
        assert resized(60, PARTS) == {"talk": 12, "round": 48}
        assert resized(50, PARTS) == {}

    def test_one_alone_takes_all(self) -> None:
        assert resized(7, PARTS[:1]) == {"talk": 7}

    def test_what_is_protected_stays(self) -> None:
        guarded = (PARTS[0], replace(PARTS[1], is_protected=True))
        assert resized(60, guarded) == {"talk": 20}
        with pytest.raises(DomainError, match="parts_need_more") as error:
            resized(40, guarded)
        assert error.value.fields == {"least": 45}
        with pytest.raises(DomainError, match="parts_protected"):
            resized(60, tuple(replace(one, is_protected=True) for one in PARTS))

    def test_parts_without_a_length_share_alike(self) -> None:
        assert resized(30, tuple(replace(one, length=0) for one in PARTS)) == {"talk": 15, "round": 15}

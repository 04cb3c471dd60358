"""Minutes pass as they do in the world, also on the nights when clocks are changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import Part, PartKind, Session, running_order
from sessions.errors import DomainError
from sessions.gathering import Occasion
from sessions.local_time import agenda_minutes, moment, wall_clock

SPRING = Occasion("o1", "g1", "night", "Night", date(2026, 3, 29), zone="Europe/London", starts=30)
AUTUMN = Occasion("o2", "g1", "night", "Night", date(2026, 10, 25), zone="Europe/London", starts=30)
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
NIGHTS = st.builds(
    Occasion,
    st.just("o1"), st.just("g1"), st.just("k"), st.just("t"),
    date=st.dates(date(1985, 1, 1), date(2037, 12, 1)),
    zone=st.sampled_from(ZONES),
    starts=st.integers(0, 24 * 60 - 1),
)  # fmt: skip


def shown(occasion: Occasion, minutes: int) -> str:
    return f"{wall_clock(occasion, minutes):%H:%M}"


def test_in_spring_the_clock_jumps_and_the_minutes_do_not() -> None:
    assert [shown(SPRING, minutes) for minutes in (30, 59, 60, 90)] == ["00:30", "00:59", "02:00", "02:30"]
    assert agenda_minutes(SPRING, 150) == 90
    assert agenda_minutes(SPRING, 75) == 60  # 01:15 is jumped over: the moment of the jump


def test_in_autumn_an_hour_comes_twice() -> None:
    assert [shown(AUTUMN, minutes) for minutes in (60, 119, 120, 180)] == ["01:00", "01:59", "01:00", "02:00"]
    assert agenda_minutes(AUTUMN, 90) == 90
    assert agenda_minutes(AUTUMN, 150) == 210


def test_a_start_that_does_not_exist_is_the_moment_of_the_jump() -> None:
    odd = Occasion("o1", "g1", "n", "N", date(2026, 3, 29), zone="Europe/London", starts=75)
    assert shown(odd, 75) == "02:00"


def test_a_hard_stop_is_read_off_the_wall_on_such_a_night() -> None:
    session = Session("s1", "o1", "s1", "Vigil")
    parts = [
        Part("p1", "s1", PartKind.PLENARY, length=60, rank="1"),
        Part("p2", "s1", PartKind.PLENARY, length=10, fixed_start=150, rank="2"),
    ]
    slots = {slot.part: slot for slot in running_order(SPRING, [session], parts)}
    assert slots["p2"].start == 90
    assert shown(SPRING, slots["p2"].start) == "02:30"


def test_an_unknown_zone_is_said() -> None:
    with pytest.raises(DomainError, match="zone_unknown"):
        moment(Occasion("o", "g", "k", "t", date(2026, 1, 1), zone="Mars/Olympus"), 0)


@given(NIGHTS, st.integers(0, 24 * 60), st.integers(1, 24 * 60))
def test_every_minute_is_a_minute_long(occasion: Occasion, minutes: int, more: int) -> None:
    assert moment(occasion, minutes + more) - moment(occasion, minutes) == more * 60_000
    assert wall_clock(occasion, minutes).timestamp() * 1000 == moment(occasion, minutes)


@given(NIGHTS, st.integers(0, 24 * 60 - 1))
def test_what_the_wall_shows_reads_back(occasion: Occasion, wall: int) -> None:
    minutes = agenda_minutes(occasion, wall)
    there = wall_clock(occasion, minutes)
    asked = wall_clock(occasion, occasion.starts).replace(tzinfo=None)
    asked = asked.replace(hour=wall // 60, minute=wall % 60, year=occasion.date.year, month=occasion.date.month,
                          day=occasion.date.day)  # fmt: skip
    late = there.replace(tzinfo=None) - asked
    # A time that is jumped over is shown as the moment after the jump; a whole day was skipped once, at Apia.
    assert timedelta() <= late <= timedelta(days=1)
    assert not late or wall_clock(occasion, minutes - 1).replace(tzinfo=None) < asked


@given(NIGHTS)
def test_an_agenda_starts_when_it_starts(occasion: Occasion) -> None:
    assert agenda_minutes(occasion, occasion.starts) == occasion.starts

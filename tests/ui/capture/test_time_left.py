"""What is left of a part, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, QTime

from tests.ui.capture.sheets import MINUTE
from ui.capture.sheet import PartTimes
from ui.capture.time_left import Stage, time_left, until_next

NOON = QDateTime(QDate(2026, 11, 12), QTime(12, 0)).toMSecsSinceEpoch()


@pytest.mark.parametrize(
    ("left", "stage", "words"),
    [
        (12 * MINUTE, Stage.RUNNING, "12 min left"),
        (11 * MINUTE + 1, Stage.RUNNING, "12 min left"),
        (2 * MINUTE + 1, Stage.RUNNING, "3 min left"),
        (2 * MINUTE, Stage.NEARLY_OVER, "2 min left"),
        (1, Stage.NEARLY_OVER, "1 min left"),
        (0, Stage.OVER, "Time is up"),
        (-MINUTE, Stage.OVER, "1 min over"),
        (-3 * MINUTE - 5, Stage.OVER, "3 min over"),
    ],
)
def test_says_what_is_left(left: int, stage: Stage, words: str) -> None:
    told = time_left(PartTimes(NOON - 30 * MINUTE, NOON), NOON - left)
    assert (told.stage, told.words, told.until) == (stage, words, "back together at 12:00")


def test_says_when_a_part_starts_has_ended_and_that_nobody_knows() -> None:
    part = PartTimes(NOON, NOON + 25 * MINUTE)
    assert time_left(part, NOON - 1).words == "Starts at 12:00"
    assert time_left(part, NOON + 90 * MINUTE).words == "Ended at 12:25"
    assert time_left(part, NOON + 24 * 60 * MINUTE).words == "Ended at 12:25, 12 Nov"
    assert time_left(PartTimes(), NOON).stage is Stage.UNKNOWN


def test_nothing_runs_before_after_and_where_nobody_knows() -> None:
    part = PartTimes(NOON, NOON + 25 * MINUTE)
    assert [time_left(part, NOON + minutes * MINUTE).may_start for minutes in (-1, 1, 26, 90)] == [
        True,
        False,
        False,
        True,
    ]


@given(st.integers(-90 * MINUTE, 90 * MINUTE))
def test_words_never_change_between_ticks(left: int) -> None:
    part, now = PartTimes(NOON - 200 * MINUTE, NOON), NOON - left
    wait = until_next(left)
    assert 0 < wait <= 15_000
    assert time_left(part, now).words == time_left(part, now + wait - 1).words or wait == 15_000
    # In a quarter of a minute no more than one minute goes by.
    assert abs(time_left(part, now + wait).left - left) == wait

"""The timer of a part: told by a clock, pressing once, started by hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.capture.sheets import MINUTE, NOW
from ui.capture.compact_head import CompactHead, FoldedLine
from ui.capture.part_clock import PartClock
from ui.capture.part_timer import PartTimer
from ui.capture.sheet import PartTimes
from ui.capture.time_left import TimeLeft
from ui.theme import Theme


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def clock(qapp, watch: Watch) -> Iterator[PartClock]:
    clock = PartClock(watch)
    yield clock
    clock.deleteLater()


@pytest.fixture
def timer(theme: Theme, clock: PartClock, qtbot) -> PartTimer:
    timer = PartTimer(theme, clock)
    qtbot.addWidget(timer)
    timer.show()
    return timer


def words(timer: PartTimer, name: str) -> str:
    label = timer.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_shows_what_is_left_and_when_all_meet_again(timer: PartTimer, clock: PartClock, watch: Watch) -> None:
    clock.show_part(PartTimes(NOW - MINUTE, NOW + 12 * MINUTE))
    assert words(timer, "time left") == "12 min left"
    assert words(timer, "time until").startswith("back together at ")
    assert not timer.start.isVisible()
    watch.now += 15 * MINUTE
    clock.tick()
    assert words(timer, "time left") == "3 min over"


def test_says_once_that_it_is_nearly_over(clock: PartClock, watch: Watch) -> None:
    heard: list[TimeLeft] = []
    clock.nearly_ended.connect(heard.append)
    clock.show_part(PartTimes(NOW, NOW + 3 * MINUTE))
    assert heard == []
    watch.now += MINUTE
    clock.tick()
    watch.now += 15_000
    clock.tick()
    assert [left.words for left in heard] == ["2 min left"]
    clock.show_part(PartTimes(NOW, NOW + 4 * MINUTE))
    watch.now += MINUTE
    clock.tick()
    assert len(heard) == 2


def test_only_one_of_those_who_show_it_says_so(clock: PartClock, watch: Watch) -> None:
    assert not clock.take_word()
    clock.show_part(PartTimes(NOW, NOW + MINUTE))
    assert [clock.take_word(), clock.take_word()] == [True, False]
    clock.show_part(PartTimes(NOW, NOW + 2 * MINUTE))
    assert clock.take_word()


def test_is_started_and_stopped_by_keyboard(timer: PartTimer, clock: PartClock) -> None:
    clock.show_part(PartTimes())
    assert timer.start.isVisible()
    assert not timer.stop.isVisible()
    timer.minutes.setFocus()
    timer.minutes.selectAll()
    QTest.keyClicks(timer.minutes, "30")
    timer.start.setFocus()
    QTest.keyClick(timer.start, Qt.Key.Key_Space)
    assert words(timer, "time left") == "30 min left"
    assert not timer.start.isVisible()
    clock.show_part(PartTimes(NOW, NOW + MINUTE))
    assert words(timer, "time left") == "30 min left"
    QTest.keyClick(timer.stop, Qt.Key.Key_Space)
    assert timer.start.isVisible()
    assert words(timer, "time left") == ""


def test_every_place_shows_the_same_time(theme: Theme, clock: PartClock, qtbot) -> None:
    head, line = CompactHead(theme, clock), FoldedLine(theme, clock)
    for one in (head, line):
        qtbot.addWidget(one)
        one.show()
    clock.show_part(PartTimes(NOW, NOW + 7 * MINUTE))
    for one in (head, line):
        left = one.findChild(QLabel, "time left")
        assert left is not None
        assert left.text() == "7 min left"


def test_goes_on_where_it_was_left_until_it_is_long_over(clock: PartClock, watch: Watch) -> None:
    heard: list[PartTimes] = []
    clock.set_by_hand.connect(lambda: heard.append(clock.times_by_hand))
    clock.show_part(PartTimes(), "g1")
    clock.start_by_hand(20)
    left = clock.times_by_hand
    clock.show_part(PartTimes(), "g2")
    assert clock.times_by_hand == PartTimes()
    watch.now += 5 * MINUTE
    clock.go_on("g1", left)
    clock.show_part(PartTimes(NOW, NOW + MINUTE), "g1")
    assert clock.left.words == "15 min left"
    watch.now += 75 * MINUTE
    clock.go_on("g1", left)
    clock.show_part(PartTimes(watch.now, watch.now + 3 * MINUTE), "g1")
    assert clock.left.words == "3 min left"
    clock.stop()
    assert heard == [left, PartTimes()]


def test_a_clock_that_was_put_back_meanwhile_takes_the_time_with_it(clock: PartClock, watch: Watch) -> None:
    watch.now -= 60 * MINUTE
    clock.go_on("g1", PartTimes(NOW, NOW + 20 * MINUTE))
    assert clock.left.words == "20 min left"

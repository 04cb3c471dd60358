"""The read-back card: large words that fit, one point at a time, a window that fills the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.capture.card_layout import LEAST, NO_POINT, CardLayout, fitted
from ui.capture.read_back_window import ReadBackWindow, told
from ui.capture.sheet import Card, CardPoint
from ui.capture.speaking_time import speaking_time
from ui.theme import Theme

CARD = Card(
    "Who holds the keys?",
    "Halls",
    (
        CardPoint("Ask who holds the keys."),
        CardPoint("Nobody told us.", "Tom Ash"),
        CardPoint("Leave the light on."),
    ),
    (CardPoint("Who speaks for those who never came?"),),
    ("Write to the council – Bettina Roe, 5 Dec",),
    100,
    1,
)


@pytest.fixture
def window(theme: Theme, qtbot) -> ReadBackWindow:
    window = ReadBackWindow(theme, CARD)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_says_all_of_it_to_a_screen_reader(window: ReadBackWindow) -> None:
    assert told(CARD).splitlines() == [
        "Who holds the keys?",
        "Halls",
        "1. Ask who holds the keys.",
        "2. Nobody told us.",
        "3. Leave the light on.",
        "Questions",
        "Who speaks for those who never came?",
        "Actions",
        "Write to the council – Bettina Roe, 5 Dec",
        "about 1 min 40 to say",
    ]
    assert window.sheet.accessibleName() == told(CARD)


def test_goes_through_the_points_by_keyboard(window: ReadBackWindow) -> None:
    places = [window.sheet.point]
    for key in [Qt.Key.Key_Down] * 4 + [Qt.Key.Key_Up] * 4:
        QTest.keyClick(window, key)
        places.append(window.sheet.point)
    assert places == [NO_POINT, 0, 1, 2, 2, 1, 0, NO_POINT, NO_POINT]


def test_fills_the_screen_and_closes(window: ReadBackWindow) -> None:
    heard: list[bool] = []
    window.closed.connect(lambda: heard.append(True))
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert heard == [True]


def test_a_point_that_is_gone_is_not_shown_before_the_others(window: ReadBackWindow) -> None:
    window.go_to(2)
    window.show_card(Card("Who holds the keys?", "Halls", CARD.points[:1]))
    assert window.sheet.point == 0
    window.show_card(Card("Who holds the keys?", "Halls", ()))
    assert window.sheet.point == NO_POINT
    window.grab()


def test_words_are_as_large_as_the_room_lets_them_be(theme: Theme) -> None:
    small, large = fitted(theme, CARD, 500, 520), fitted(theme, CARD, 1300, 800)
    assert small.height <= 520
    assert large.height <= 800
    assert large.laid[2].flow.step > 1.5 * small.laid[2].flow.step
    # One size more would not have fitted.
    size = round(large.laid[2].flow.step / 1.3)
    assert CardLayout(theme, CARD, 1300, size + 1).height > 800


def test_words_stay_legible_where_there_is_no_room(theme: Theme) -> None:
    cramped = fitted(theme, CARD, 300, 200)
    assert cramped.height > 200
    assert round(cramped.laid[2].flow.step / 1.3) == LEAST


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, ""),
        (3, "about 10 seconds to say"),
        (55, "about 1 minute to say"),
        (100, "about 1 min 40 to say"),
        (120, "about 2 minutes to say"),
    ],
)
def test_says_how_long_it_takes(seconds: int, words: str) -> None:
    assert speaking_time(seconds) == words

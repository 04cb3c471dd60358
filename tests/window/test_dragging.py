"""A mouse drags notes to where they are to be reported back; the keyboard stays in the line meanwhile."""

import time

import pytest

from facilitator.app import reading
from facilitator.paths import Places
from sessions.report_back import report_back
from tests.window.conftest import Program
from tests.window.screen import Screen
from tests.window.test_breakout import wait
from tests.window.words_kept import kept_words

FIRST, SECOND = (510, 110), (510, 150)
"""Where the first two notes stand in a window of its usual size."""
EMPTY_CARD, ABOVE_FIRST_CARD, ON_FIRST_CARD = (1214, 130), (1214, 101), (1214, 120)
AMONG_NOTES = (700, 500)
STEPS = 10


def dragged(screen: Screen, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the mouse at one place and let it go at another, as a hand does."""
    screen.hand("mousemove", *map(str, start))
    screen.hand("mousedown", "1")
    for step in range(1, STEPS + 1):
        at = (round(one + (other - one) * step / STEPS) for one, other in zip(start, end, strict=True))
        screen.hand("mousemove", *map(str, at))
        time.sleep(0.04)
    screen.hand("mouseup", "1")


def brought_back(places: Places) -> list[str]:
    with reading(places) as reader:
        return [note.words for note in report_back(kept.record for kept in reader.every("note"))]


@pytest.mark.timeout(120)
def test_notes_are_dragged_to_the_report_back_and_out_of_it(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    program = Program(environment, screen, "--capture")
    programs.append(program)
    screen.window("Facilitator")
    places = Places(program.home)
    for words in ("The stove was lit", "The minibus only came on Tuesdays"):
        screen.type(words)
        screen.press("Return")
    wait(lambda: len(kept_words(places)) == 2)
    dragged(screen, FIRST, EMPTY_CARD)
    wait(lambda: brought_back(places) == ["The stove was lit"])
    dragged(screen, SECOND, ABOVE_FIRST_CARD)
    wait(lambda: brought_back(places) == ["The minibus only came on Tuesdays", "The stove was lit"])
    screen.type("Nobody had the key")
    screen.press("Return")
    wait(lambda: kept_words(places)[-1] == "Nobody had the key")
    dragged(screen, ON_FIRST_CARD, AMONG_NOTES)
    wait(lambda: brought_back(places) == ["The stove was lit"])
    screen.press("ctrl+q")
    assert program.process.wait(30) == 0

"""A volunteer takes notes with nothing but a keyboard; the power fails in the middle of a line."""

import os
import time
from collections.abc import Callable

import pytest

from facilitator.paths import Places
from tests.conftest import IS_LONG
from tests.window.breakout import LETTERS_A_WORD, SPEED, lines
from tests.window.conftest import Program
from tests.window.reader import bus, reading
from tests.window.screen import Screen
from tests.window.words_kept import half_typed, kept_words

MINUTES = 12 if IS_LONG else 1
PATIENCE = 30.0


def wait(is_so: Callable[[], bool]) -> None:
    """Wait for what the program writes; gives up after a while and says so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def at_the_line(program: Program, screen: Screen) -> None:
    """Go from the open window to the line: first door, first row."""
    screen.window("Facilitator")
    wait((program.home / "archive.facilitator").exists)
    screen.press("1")
    screen.press("Return")


@pytest.mark.timeout(900)
def test_a_breakout_is_kept_as_it_was_typed(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    program = Program(environment, screen)
    programs.append(program)
    at_the_line(program, screen)
    script = lines(MINUTES)
    begun = time.monotonic()
    for one in script:
        screen.type(one.line, SPEED * LETTERS_A_WORD / 60)
        screen.press("Return")
    spent = time.monotonic() - begun
    places = Places(program.home)
    expected = [one.words for one in script if one.words]
    wait(lambda: len(kept_words(places)) >= len(expected))
    assert kept_words(places) == expected
    typed = sum(len(one.line) + 1 for one in script) / LETTERS_A_WORD / spent * 60
    print(f"{len(expected)} notes, {typed:.0f} words a minute")
    screen.press("ctrl+q")
    assert program.process.wait(30) == 0


def test_a_line_that_was_being_typed_is_back_after_a_kill(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    program = Program(environment, screen)
    programs.append(program)
    at_the_line(program, screen)
    screen.type("The stove was lit before anybody came")
    screen.press("Return")
    places = Places(program.home)
    wait(lambda: kept_words(places) == ["The stove was lit before anybody came"])
    screen.type("and the minibus only came on")
    wait(lambda: half_typed(places) == "and the minibus only came on")
    program.kill()
    with bus() as on_bus:
        again = Program(environment | on_bus, screen)
        programs.append(again)
        screen.window("Facilitator")
        with reading({**os.environ, **on_bus, **screen.environment}) as reader:
            reader.ask("find", name="“and the minibus only came on”")
            screen.press("1")
            reader.ask("find", name="Take notes now")
            screen.press("Down", "Return")
            reader.ask("find", name="is back.")
        screen.type(" Tuesdays")
        screen.press("Return")
        wait(lambda: kept_words(places)[-1] == "and the minibus only came on Tuesdays")
        screen.press("ctrl+q")
        assert again.process.wait(30) == 0

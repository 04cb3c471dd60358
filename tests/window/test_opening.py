"""The window as a person opens and closes it."""

import time
from pathlib import Path

from facilitator.paths import Places
from tests.window.conftest import Program
from tests.window.screen import Screen
from tests.window.words_kept import kept_words

FIRST = "The key hangs where it always hung"
SECOND = "and nobody is asked who took it"


def test_the_window_opens_and_ctrl_q_ends_the_program(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    program = Program(environment, screen)
    programs.append(program)
    screen.window("Facilitator")
    screen.press("ctrl+q")
    assert program.process.wait(30) == 0


def test_who_types_before_the_window_is_whole_loses_no_letter(
    environment: dict[str, str], home: Path, screen: Screen, programs: list[Program]
) -> None:
    # Nobody has been asked who they are: that must not take the keyboard from who is typing.
    (home / "settings.toml").unlink()
    program = Program(environment, screen, "--capture")
    programs.append(program)
    screen.window("Facilitator")
    screen.type(FIRST, a_second=200)
    screen.press("Return")
    screen.type(SECOND, a_second=200)
    screen.press("Return")
    kept: list[str] = []
    until = time.monotonic() + 30
    while len(kept) < 2 and time.monotonic() < until:
        time.sleep(0.2)
        kept = kept_words(Places(program.home))
    assert kept == [FIRST, SECOND]
    screen.press("ctrl+q")
    assert program.process.wait(30) == 0

"""The window as a person opens it, and as a screen reader finds it."""

import os

from tests.window.conftest import Program
from tests.window.reader import bus, reading
from tests.window.screen import Screen


def test_the_window_opens_and_ctrl_q_ends_the_program(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    program = Program(environment, screen)
    programs.append(program)
    screen.window("Facilitator")
    screen.press("ctrl+q")
    assert program.process.wait(30) == 0


def test_a_screen_reader_finds_the_places(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    with bus() as on_bus:
        programs.append(Program(environment | on_bus, screen))
        with reading({**os.environ, **on_bus, **screen.environment}) as reader:
            found = reader.ask("find", name="Home", role="check box")
            assert found["name"] == "Home"
            for one in reader.ask("everything"):
                assert one["name"] or one["role"] in {"filler", "panel", "layered pane", "label"}, one

"""The window as a person opens and closes it."""

from tests.window.conftest import Program
from tests.window.screen import Screen


def test_the_window_opens_and_ctrl_q_ends_the_program(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    program = Program(environment, screen)
    programs.append(program)
    screen.window("Facilitator")
    screen.press("ctrl+q")
    assert program.process.wait(30) == 0

"""From the first start to a brief on the disk with nothing but the keyboard."""

import os
from pathlib import Path

from tests.window.conftest import Program
from tests.window.reader import bus, reading
from tests.window.screen import Screen


def test_a_brief_is_made_without_a_mouse(
    environment: dict[str, str], screen: Screen, programs: list[Program], tmp_path: Path
) -> None:
    target = tmp_path / "brief.pdf"
    with bus() as on_bus:
        program = Program(environment | on_bus, screen)
        programs.append(program)
        screen.window("Facilitator")
        with reading({**os.environ, **on_bus, **screen.environment}) as reader:
            reader.ask("find", name="Everything is saved on this computer")
            screen.press("2")
            reader.ask("find", name="Annual gathering")
            screen.press("space")
            reader.ask("find", name="Make it")
            screen.window("Annual gathering")
            screen.type("Harbour days")
            screen.press("Return")
            reader.ask("find", name="Running order")
            screen.window("Facilitator")
            screen.press("Down", "ctrl+b")
            screen.window("Brief")
            screen.press("ctrl+a")
            screen.type(str(target))
            screen.press("Return")
            screen.window("Facilitator")
            told = reader.ask("find", name="The brief of “")
            assert str(target) in told["name"]
        assert target.read_bytes().startswith(b"%PDF-")
        screen.press("ctrl+q")
        assert program.process.wait(30) == 0

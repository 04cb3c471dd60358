"""Home, Capture, three notes and a report back, by somebody who hears the window and never sees it."""

import os
from typing import Any

from facilitator.paths import Places
from tests.window.conftest import Program
from tests.window.reader import ScreenReader, bus, reading
from tests.window.screen import Screen
from tests.window.words_kept import kept_words

HOLDERS = (
    "filler",
    "panel",
    "layered pane",
    "scroll pane",
    "scroll bar",
    "viewport",
    "split pane",
    "separator",
)
NAMELESS = {*HOLDERS, "label"}
"""Roles of what only holds or parts other things; a label without words has nothing to say yet."""
LINES = (
    "The lift is out of order again",
    "!Tell people where the ramp is before they come",
    "?Who has the key to the ramp",
)


def test_a_group_is_written_down_by_ear(
    environment: dict[str, str], screen: Screen, programs: list[Program]
) -> None:
    with bus() as on_bus:
        program = Program(environment | on_bus, screen)
        programs.append(program)
        screen.window("Facilitator")
        with reading({**os.environ, **on_bus, **screen.environment}) as reader:
            door = reader.ask("find", name="I have been asked to take notes")
            assert "take notes now" in door["description"]
            everything_is_named(reader)
            reader.ask("press", name="I have been asked to take notes")
            rows = reader.ask("find", name="Take notes now")
            assert rows["role"] in {"list item", "table cell"}
            everything_is_named(reader)
            screen.press("Return")
            line = reader.ask("find", name="The line")
            assert line["has_focus"]
            for one in LINES:
                screen.type(one)
                screen.press("Return")
            told = reader.ask("find", name="Tell people where the ramp is")
            assert "key message" in told["name"].lower()
            screen.press("ctrl+shift+1")
            reader.ask("find", name="To report back · 1 of 3")
            everything_is_named(reader)
            assert sorted(kept_words(Places(program.home))) == sorted(one.lstrip("!?") for one in LINES)
        screen.press("ctrl+q")
        assert program.process.wait(30) == 0


def everything_is_named(reader: ScreenReader) -> None:
    """Hold everything that shows against the rule that it says what it is."""
    nameless = [one for one in reader.ask("everything") if not one["name"] and one["role"] not in NAMELESS]
    assert not nameless, _told(nameless)


def _told(found: list[dict[str, Any]]) -> str:
    return "\n".join(f"{one['role']}: {one['description']!r}" for one in found)

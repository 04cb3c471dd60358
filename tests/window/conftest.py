"""The program in a real window of its own process, on a screen that only tests see."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.settings import Settings, save
from tests.window.screen import Screen, started


@pytest.fixture
def screen() -> Iterator[Screen]:
    """Start a screen of 1400 by 900 and end it again."""
    with started(1400, 900) as screen:
        yield screen


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the data folder of a person who has been asked everything that is asked once."""
    folder = tmp_path / "home"
    folder.mkdir()
    save(folder / "settings.toml", Settings(name="Ines", device_name="the library", is_first_run_done=True))
    return folder


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """Return the environment of the program under test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    return kept | {
        paths.HOME_VARIABLE: str(home),
        "QT_SCALE_FACTOR": "1",
        "QT_FONT_DPI": "96",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


class Program:
    """The program as its own process."""

    def __init__(self, environment: dict[str, str], screen: Screen, *arguments: str) -> None:
        self.home = Path(environment[paths.HOME_VARIABLE])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ui", *arguments], env=environment | screen.environment
        )

    def kill(self) -> None:
        """Take it off the processor as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def programs(environment: dict[str, str], screen: Screen) -> Iterator[list[Program]]:
    """Hold on to what a test starts, and end it."""
    running: list[Program] = []
    yield running
    for program in running:
        if program.process.poll() is None:
            program.process.terminate()
            program.process.wait()

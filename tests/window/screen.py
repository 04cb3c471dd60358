"""A screen without glass: Xvfb, and a hand on its keyboard."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Screen:
    """An X server that only a test sees."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.environment = {"DISPLAY": f":{number}"}

    def hand(self, *arguments: str) -> str:
        """Do something with keyboard or mouse, and return what xdotool says."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """Wait for a window of a title, put the keyboard on it, and return its number."""
        found = self.hand("search", "--sync", "--onlyvisible", "--name", title).split()[0]
        self.hand("windowfocus", "--sync", found)
        return found

    def press(self, *keys: str) -> None:
        """Press keys, one after another (``ctrl+Return``)."""
        self.hand("key", "--delay", "20", *keys)

    def type(self, words: str, a_second: float = 50.0) -> None:
        """Type words at so many keys a second."""
        # xdotool waits half as long between two keys as it is told to.
        self.hand("type", "--delay", str(round(2000 / a_second)), words)

    def picture(self, target: Path) -> None:
        """Keep what the screen shows; only for looking at, for tests need no program more."""
        subprocess.run(
            ["import", "-window", "root", str(target)], env={**os.environ, **self.environment}, check=True
        )


@contextmanager
def started(width: int, height: int) -> Iterator[Screen]:
    """Start a screen on a number that is free, and end it again."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = int(told.readline())
        yield Screen(number)
    finally:
        server.terminate()
        server.wait()

"""The test's end of a screen reader that runs in the system's own Python."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


class ScreenReader:
    """Gives orders and returns what was found; raises AssertionError with the reader's own words."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, do: str, **order: Any) -> Any:
        """Do one of what ``screen_reader.ORDERS`` names."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the reader has ended"}')
        assert "error" not in answer, answer["error"]
        return answer["answer"]


@contextmanager
def reading(environment: Mapping[str, str]) -> Iterator[ScreenReader]:
    """Start a screen reader on the bus of an environment."""
    process = subprocess.Popen(
        [SYSTEM_PYTHON, str(SCRIPT)],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield ScreenReader(process)
    finally:
        process.terminate()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


@contextmanager
def bus() -> Iterator[dict[str, str]]:
    """Start a session bus with the accessibility bus on it, and return what names it."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    finally:
        daemon.terminate()
        daemon.wait()
        if daemon.stdout is not None:
            daemon.stdout.close()

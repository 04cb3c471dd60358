"""Work for a process of its own."""

import os
import time
from pathlib import Path

from facilitator.progress import Progress
from sessions.errors import DomainError, KnownError


def add(first: int, second: int, *, progress: Progress) -> tuple[int, int]:
    progress(1, 1, "added")
    return first + second, os.getpid()


def count(to: int, *, progress: Progress) -> int:
    for number in range(to):
        progress(number, to, f"number {number}")
        time.sleep(0.005)
    return to


def hold(path: Path, *, progress: Progress) -> None:
    """Say that it has begun, and report nothing for longer than anybody waits."""
    progress(0, 1, "begun")
    path.write_text("begun")
    time.sleep(600)


def refuse(kind: str, *, progress: Progress) -> None:
    progress(0, 0, "")
    if kind == "domain":
        raise DomainError("note_ambiguous", count=3)
    if kind == "known":
        raise KnownError("disk_full", path="/somewhere")
    if kind == "die":
        os._exit(9)
    raise ValueError(kind)

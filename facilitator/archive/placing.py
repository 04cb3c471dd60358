"""Putting a finished database in its place: on the disk first, then under its name, never half."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

COMPANIONS: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database; the log of one file must never meet another."""


def unfinished(target: Path) -> Path:
    """Return the name of a file that is not whole yet; no archive is ever looked for under it."""
    return target.with_name(target.name + ".part")


def companions(path: Path) -> tuple[Path, ...]:
    """Return what may lie beside a database."""
    return tuple(path.with_name(path.name + end) for end in COMPANIONS)


def take_away(path: Path) -> None:
    """Remove a database and what lies beside it, as far as the system lets it go."""
    for one in (path, *companions(path)):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def put(part: Path, target: Path) -> None:
    """Give a finished file its name; what had the name before is replaced in one step."""
    flush(part)
    for one in companions(target):
        one.unlink(missing_ok=True)
    part.replace(target)
    flush_folder(target.parent)


def flush(path: Path) -> None:
    """Make sure a file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Ask the system to keep new names through a power cut; not every system can be asked."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

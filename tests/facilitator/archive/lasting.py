"""Archives that last: with automatic backups and a reserve, on days that a test chooses, and on a small disk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.daily import Shelf
from sessions.edits import create
from sessions.errors import KnownError
from tests.facilitator.archive.world import AMAL, GROUP, KEEP, empty_archive, note, surroundings

DAY = 24 * 60 * 60 * 1000


@dataclass
class Days:
    """A clock that stands at noon of the first of March 2026, until it is told that days have passed."""

    now: int = 1_772_366_400_000

    def __call__(self) -> int:
        self.now += 1
        return self.now

    def pass_by(self, days: int = 1) -> None:
        self.now += days * DAY


def lasting(folder: Path, clock: Days | None = None, seed: int = 1) -> Surroundings:
    return replace(surroundings(folder, seed), now_ms=clock or Days(), is_lasting=True)


def path_in(folder: Path, name: str = "one") -> Path:
    path = folder / f"{name}.facilitator"
    if not path.exists():
        path.write_bytes(empty_archive())
    return path


def shelf(path: Path) -> Shelf:
    return Shelf(path)


def copy_of_newest(path: Path, name: str = "copy") -> Archive:
    """Open a copy of the newest automatic backup, which itself cannot be written to."""
    target = path.with_name(f"{name}.facilitator")
    target.write_bytes(shelf(path).copies()[0].read_bytes())
    return Archive(target, surroundings(path.parent, 77))


def days_kept(path: Path) -> list[str]:
    """Return the days of the automatic backups, the newest first."""
    return [copy.stem[-10:] for copy in shelf(path).copies()]


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of a few megabytes."""
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if (
        os.name != "posix"
        or os.geteuid()
        or subprocess.run(order, check=False, capture_output=True).returncode
    ):
        pytest.skip("only root can mount a disk of a few megabytes, and not everywhere")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path, name: str = "ballast") -> Path:
    """Write until not a byte more has room."""
    ballast = folder / name
    with pytest.raises(OSError, match="No space"), ballast.open("wb", buffering=0) as file:  # noqa: PT012
        while True:
            file.write(b"x" * 4096)
    return ballast


def keep_until_full(archive: Archive, prefix: str) -> list[str]:
    """Keep lines until the disk is full; return those that were acknowledged."""
    kept: list[str] = []
    with pytest.raises(KnownError) as error:  # noqa: PT012 - which line meets the end is not known
        for n in range(100_000):
            edit = create(note(f"{prefix}{n}", f"A line {n} of some length " * 20), GROUP)
            archive.commit([edit], AMAL, KEEP).result(20)
            kept.append(f"{prefix}{n}")
    assert error.value.code == "disk_full"
    return kept

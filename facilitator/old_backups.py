"""Rewriting backups the app made, so that what must go goes there too: each beside itself, then in its own place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from facilitator.archive import copies
from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.lock import locked
from facilitator.archive.placing import put
from facilitator.archive.queries import Reader
from facilitator.archive.schema import VERSIONS, version_of
from facilitator.archive.sealing import Seal
from sessions.errors import KnownError

_BESIDE: Final = ("-wal", "-shm", ".lock", ".bak", ".bak.part", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """What came of one backup: ``why`` is the code of what prevented it, so that it may still hold the words."""

    path: str
    is_rewritten: bool = False
    why: str = ""


Holds = Callable[[Reader], bool]
Work = Callable[[Archive], None]


def rewrite(paths: Iterable[str], around: Surroundings, holds: Holds, work: Work) -> Iterator[Backup]:
    """Do the same work in every backup that holds what must go, and yield what came of each.

    A backup is copied beside itself, opened as an archive (an older one is brought up to date), worked on, cleaned,
    and takes its own place by a rename: whenever this is stopped, a whole backup is there.
    """
    for path in dict.fromkeys(paths):
        try:
            yield Backup(path, _rewritten(Path(path), around, holds, work))
        except KnownError as error:
            yield Backup(path, why=error.code)
        except OSError:
            yield Backup(path, why="not_writable")


def _rewritten(path: Path, around: Surroundings, holds: Holds, work: Work) -> bool:
    if not path.is_file():
        raise KnownError("archive_missing", path=str(path))
    path = path.resolve()
    lock = locked(path)
    copy = path.with_name(path.name + ".rewritten")
    try:
        _take_away(copy)  # One that was stopped in the middle is no backup, and holds the words.
        if Path(f"{path}-wal").exists():
            copies.settle(path)  # A log beside another file than its own would spoil that file.
        if not _may_hold(path, Seal(around.private_key), holds):
            return False
        shutil.copy2(path, copy)
        # A copy that is on its way to its place has no backups of its own.
        with Archive(copy, replace(around, is_lasting=False)) as archive:
            work(archive)
            archive.clean().result()
        copies.settle(copy, forgotten=Path(f"{copy}.bak"))
        put(copy, path)
    finally:
        _take_away(copy)
        lock.release()
        Path(f"{path}.lock").unlink(missing_ok=True)
    return True


def _may_hold(path: Path, seal: Seal, holds: Holds) -> bool:
    """Tell whether a backup holds what must go; one of an older schema is looked into as a copy."""
    if version_of(path) != VERSIONS[-1]:
        return True
    with Reader(path, seal, is_still=True) as reader:
        return holds(reader)


def _take_away(path: Path) -> None:
    """Remove a file and what SQLite, the lock and a migration leave beside it."""
    for end in ("", *_BESIDE):
        with suppress(FileNotFoundError):
            Path(f"{path}{end}").unlink()

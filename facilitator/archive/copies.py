"""Copies of an archive, and leaving no byte of removed words in the file itself."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from facilitator.archive import engine as engines
from facilitator.archive.engine import run
from facilitator.archive.facts import PLACE, UNCLEANED, Facts
from facilitator.archive.tables import BACKUPS, BLOBS
from sessions.errors import KnownError

_CLEANING: Final = ("INSERT INTO note_index(note_index) VALUES('optimize')", "VACUUM")


def clean(connection: Connection, path: Path) -> None:
    """Leave no byte of removed words in the file and its log, if any were removed since the last time.

    Raises KnownError ``archive_busy`` where a reader in the middle of a question holds the log; the next cleaning
    does it then. It is no transaction.
    """
    with connection.begin():
        if not Facts(connection).get(UNCLEANED):
            return
    for statement in _CLEANING:
        run(connection, statement)
    ((is_held, _, _),) = run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    if is_held:
        raise KnownError("archive_busy", path=str(path))
    with connection.begin():
        Facts(connection).forget(UNCLEANED)


def back_up(connection: Connection, target: Path, now_ms: int) -> Path:
    """Write a consistent copy of the archive; it is no transaction.

    Raises KnownError ``file_exists``, ``folder_missing``, ``not_writable`` or ``disk_full``; nothing is left then.
    """
    if target.exists():
        raise KnownError("file_exists", path=str(target))
    if not target.parent.is_dir():
        raise KnownError("folder_missing", path=str(target))
    unfinished = target.with_name(target.name + ".part")
    # Listed first: a copy that nobody knows of could not be named when words must go.
    with connection.begin():
        connection.execute(insert(BACKUPS), {"path": str(target.absolute()), "at": now_ms})
    try:
        unfinished.unlink(missing_ok=True)
        run(connection, "VACUUM INTO ?", str(unfinished))
        settle(unfinished)
        unfinished.replace(target)
    except Exception as error:
        _take_away(connection, unfinished, target)
        raise _told(error, target) from error
    return target


def settle(copy: Path, *, forgotten: str = "") -> None:
    """Make sure of a copy: on the disk, and at no place, so that it is a device of its own before it writes.

    ``forgotten`` is a backup it names that was only needed on the way.
    """
    engine = engines.writing_engine(copy)
    try:
        with engine.begin() as connection:
            Facts(connection).forget(PLACE)
            connection.execute(delete(BACKUPS).where(BACKUPS.c.path == forgotten))
        with engine.connect() as connection:
            run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
    with copy.open("r+b") as file:
        os.fsync(file.fileno())


def drop_unfinished(connection: Connection) -> None:
    """Remove what backups left that were stopped in the middle: each is as good as a backup to whoever finds it."""
    for path in connection.execute(select(BACKUPS.c.path)).scalars().all():
        unfinished = Path(path).with_name(Path(path).name + ".part")
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


def drop_blobs(connection: Connection, hashes: Collection[str]) -> None:
    """Take kept bytes out of the archive."""
    if hashes:
        connection.execute(delete(BLOBS).where(BLOBS.c.sha256.in_(hashes)))
        Facts(connection).set(UNCLEANED, "1")


def _take_away(connection: Connection, unfinished: Path, target: Path) -> None:
    for path in (unfinished, *(unfinished.with_name(unfinished.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    with connection.begin():
        connection.execute(delete(BACKUPS).where(BACKUPS.c.path == str(target.absolute())))


def _told(error: Exception, target: Path) -> Exception:
    said = engines.known(error, target)
    if isinstance(error, OSError) or (isinstance(said, KnownError) and said.code == "archive_not_writable"):
        return KnownError("not_writable", path=str(target))
    return said

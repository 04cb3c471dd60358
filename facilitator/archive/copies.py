"""Copies of an archive, and leaving no byte of removed words in the file itself."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from facilitator.archive import engine as engines
from facilitator.archive.engine import run
from facilitator.archive.facts import PLACE, UNCLEANED, Facts
from facilitator.archive.placing import put, take_away, unfinished
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
    # Listed first: a copy that nobody knows of could not be named when words must go.
    with connection.begin():
        enlist(connection, target, now_ms)
    try:
        write_copy(connection, target)
    except Exception:
        with connection.begin():
            strike(connection, target)
        raise
    return target


def write_copy(connection: Connection, target: Path) -> None:
    """Write a consistent copy beside a target, then put it there; what was there stays until that moment.

    Raises KnownError ``not_writable`` or ``disk_full``.
    """
    part = unfinished(target)
    try:
        # One that was left by a program that was killed: its log must not meet the new one.
        take_away(part)
        run(connection, "VACUUM INTO ?", str(part))
        settle(part)
        put(part, target)
    except Exception as error:
        take_away(part)
        raise _told(error, target) from error


def settle(copy: Path, *also_at: Path, now_ms: int = 0, forgotten: Path | None = None) -> None:
    """Let a copy be at no place, so that it is a device of its own before it writes, and tell it of backups.

    ``forgotten`` is a backup it names that was only needed on the way.
    """
    engine = engines.writing_engine(copy)
    try:
        with engine.begin() as connection:
            Facts(connection).forget(PLACE)
            for path in also_at:
                enlist(connection, path, now_ms)
            if forgotten is not None:
                strike(connection, forgotten)
        with engine.connect() as connection:
            run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def enlist(connection: Connection, path: Path, now_ms: int) -> None:
    """List a backup, once."""
    is_here = BACKUPS.c.path == str(path.absolute())
    done = connection.execute(update(BACKUPS).where(is_here).values(at=now_ms))
    if not done.rowcount:
        connection.execute(insert(BACKUPS), {"path": str(path.absolute()), "at": now_ms})


def strike(connection: Connection, path: Path) -> None:
    """Take a backup off the list: it is not there."""
    connection.execute(delete(BACKUPS).where(BACKUPS.c.path == str(path.absolute())))


def drop_unfinished(connection: Connection) -> None:
    """Remove what backups left that were stopped in the middle: each is as good as a backup to whoever finds it."""
    for path in connection.execute(select(BACKUPS.c.path)).scalars().all():
        take_away(unfinished(Path(path)))


def drop_blobs(connection: Connection, hashes: Collection[str]) -> None:
    """Take kept bytes out of the archive."""
    if hashes:
        connection.execute(delete(BLOBS).where(BLOBS.c.sha256.in_(hashes)))
        Facts(connection).set(UNCLEANED, "1")


def _told(error: Exception, target: Path) -> Exception:
    said = engines.known(error, target)
    if isinstance(error, OSError) or (isinstance(said, KnownError) and said.code == "archive_not_writable"):
        return KnownError("not_writable", path=str(target))
    return said

"""Connections to an archive file: one that writes, many that only read."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from sessions.errors import KnownError

APPLICATION_ID: Final = 0x46434C54
"""``FCLT`` in the file's header: how a foreign SQLite file is told apart."""

_WRITER: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = OFF",
)
_READER: Final = ("PRAGMA query_only = ON", "PRAGMA busy_timeout = 5000")
_DISK_FULL: Final = ("disk is full", "disk I/O error")
_NOT_OURS: Final = ("file is not a database", "malformed", "file is encrypted")


def sqlite_version() -> str:
    """Return the version of SQLite in use, for the log."""
    return str(sqlite.sqlite_version)


def writing_engine(path: Path) -> Engine:
    """Return the engine of the one connection that writes; it belongs to the writer's thread."""
    # The writer's thread makes the connection's every call; only its closing comes from another.
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite.connect(path, check_same_thread=False, isolation_level=None),
        module=sqlite,
        poolclass=StaticPool,
    )
    _prepare(engine, _WRITER, begin="BEGIN IMMEDIATE")
    return engine


def reading_engine(path: Path) -> Engine:
    """Return an engine whose connections cannot write."""
    uri = f"file:{quote(str(path))}?mode=ro"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite.connect(uri, uri=True, check_same_thread=False, isolation_level=None),
        module=sqlite,
        poolclass=NullPool,
    )
    _prepare(engine, _READER, begin="BEGIN")
    return engine


def _prepare(engine: Engine, pragmas: tuple[str, ...], begin: str) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def known(error: Exception, path: Path) -> Exception:
    """Return a database error as what the user must know, or the error itself where it is a bug."""
    said = str(error)
    if any(sign in said for sign in _DISK_FULL):
        return KnownError("disk_full", path=str(path))
    if any(sign in said for sign in _NOT_OURS):
        return KnownError("archive_unreadable", path=str(path))
    if "readonly" in said or "unable to open" in said:
        return KnownError("archive_not_writable", path=str(path))
    if "locked" in said:
        return KnownError("archive_busy", path=str(path))
    return error

"""Connections to an archive file: one that writes, many that only read."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]
from sqlalchemy import ClauseElement, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, Pool, StaticPool

from sessions.errors import KnownError

APPLICATION_ID: Final = 0x46434C54
"""``FCLT`` in the file's header: how a foreign SQLite file is told apart."""

OLDEST_SQLITE: Final = (3, 51, 3)
"""Before this a write-ahead log could be damaged when it was begun anew."""

_WRITER: Final = (
    ("journal_mode = WAL", "journal_mode", "wal"),
    ("synchronous = FULL", "synchronous", 2),
    ("secure_delete = ON", "secure_delete", 1),
    ("busy_timeout = 5000", "busy_timeout", 5000),
    ("foreign_keys = OFF", "foreign_keys", 0),
)
_READER: Final = (("query_only = ON", "query_only", 1), ("busy_timeout = 5000", "busy_timeout", 5000))
_SAID: Final = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_CORRUPT": "archive_unreadable",
    "SQLITE_NOTADB": "archive_unreadable",
    "SQLITE_READONLY": "archive_not_writable",
    "SQLITE_CANTOPEN": "archive_not_writable",
    "SQLITE_PERM": "archive_not_writable",
    "SQLITE_BUSY": "archive_busy",
    "SQLITE_LOCKED": "archive_busy",
}
_LITTLE_ROOM: Final = 1 << 20

Pragmas = Sequence[tuple[str, str, str | int]]


def sqlite_version() -> str:
    """Return the version of SQLite in use, for the log."""
    return str(sqlite.sqlite_version)


def writing_engine(path: Path) -> Engine:
    """Return the engine of the one connection that writes; it belongs to the writer's thread."""
    # The writer's thread makes the connection's every call; only its opening and closing may come from another.
    return _engine(path.absolute().as_uri(), _WRITER, StaticPool, begin="BEGIN IMMEDIATE")


def reading_engine(path: Path, *, is_still: bool = False) -> Engine:
    """Return an engine whose connections cannot write; they leave no trace beside a file that is ``is_still``."""
    how = "immutable=1" if is_still else "mode=ro"
    return _engine(f"{path.absolute().as_uri()}?{how}", _READER, NullPool, begin="BEGIN")


def _engine(name: str, pragmas: Pragmas, pool: type[Pool], begin: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: _opened(name, pragmas),
        module=sqlite,
        poolclass=pool,
        # Parameters are people's words: no error and no log may show them.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        run(connection, begin)

    return engine


def _opened(name: str, pragmas: Pragmas) -> Any:
    connection = sqlite.connect(name, uri=True, check_same_thread=False, isolation_level=None)
    try:
        for order, asked, wanted in pragmas:
            connection.execute(f"PRAGMA {order}").fetchall()
            (found,) = connection.execute(f"PRAGMA {asked}").fetchone()
            if found != wanted:
                # A write-ahead log needs a file system with locks and shared memory: not every share has them.
                raise KnownError("archive_not_writable", path=name)
    except BaseException:
        connection.close()
        raise
    return connection


def run(connection: Connection, statement: str, *parameters: object) -> list[Any]:
    """Run a statement as it stands on the driver's connection, within a transaction or without one."""
    raw: Any = connection.connection.driver_connection
    cursor = raw.execute(statement, parameters)
    try:
        rows: list[Any] = cursor.fetchall()
    finally:
        cursor.close()
    return rows


def ask(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> list[Any]:
    """Return the rows of one of the questions that are asked again and again, as plain tuples.

    It is compiled once and run on the driver's connection: Core looks a statement up anew at every call and makes an
    object of every row, which costs more than SQLite does. Only for columns that hold text and whole numbers.
    """
    sql, names, told = _compiled(statement)
    return run(connection, sql, *(values[name] if name in values else told[name] for name in names))


def write(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> int:
    """Run one of the few statements that keeping a line needs; return the number of the row that was inserted.

    As ``ask`` does; what is not given is NULL.
    """
    raw: Any = connection.connection.driver_connection
    sql, names, _ = _compiled(statement)
    cursor = raw.execute(sql, [values.get(name) for name in names])
    number = int(cursor.lastrowid or 0)
    cursor.close()
    return number


def write_each(connection: Connection, statement: ClauseElement, rows: Iterable[Mapping[str, Any]]) -> None:
    """Run such a statement for each row."""
    raw: Any = connection.connection.driver_connection
    sql, names, _ = _compiled(statement)
    raw.executemany(sql, [[row.get(name) for name in names] for row in rows]).close()


@cache
def _compiled(statement: ClauseElement) -> tuple[str, tuple[str, ...], Mapping[str, Any]]:
    """Return a statement as SQL, the names of its values in order, and those that stand in the statement itself."""
    compiled = statement.compile(dialect=SQLiteDialect(paramstyle="qmark"))
    names = getattr(compiled, "positiontup", None) or ()
    return str(compiled), tuple(names), dict(compiled.params)


def known(error: Exception, path: Path) -> Exception:
    """Return a database error as what the user must know, or the error itself where it is a bug."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    name = str(getattr(cause, "sqlite_errorname", ""))
    if name.startswith("SQLITE_IOERR"):
        # The shared memory of a full disk cannot grow, which SQLite calls an error of the disk.
        return KnownError("disk_full" if _has_little_room(path) else "disk_failing", path=str(path))
    code = next((code for start, code in _SAID.items() if name.startswith(start)), "")
    return KnownError(code, path=str(path)) if code else error


def _has_little_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_ROOM
    except OSError:
        return False

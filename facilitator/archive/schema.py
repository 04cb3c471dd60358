"""Making a new archive file, and bringing an older one to today's schema."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, inspect, text

from facilitator.archive import engine as engines
from facilitator.archive import search
from facilitator.archive.facts import RISEN_FROM, Facts
from facilitator.archive.tables import BACKUPS
from sessions.errors import KnownError

VERSIONS: Final = ("0001", "0002", "0003", "0004")
"""Every schema there ever was, the newest last."""

OPS_KNOWN_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "0001": ("1.0",),
        "0002": ("1.0", "1.1"),
        "0003": ("1.0", "1.1", "1.2"),
        "0004": ("1.0", "1.1", "1.2", "1.3"),
    }
)
"""The schemas of Changes whose every kind and field a file of a schema has tables and columns for."""


def version_of(path: Path) -> str:
    """Return the schema of a file that nobody writes to, or '' where there is none yet; the file is only read.

    Raises KnownError ``archive_foreign`` (no archive of ours), ``archive_unreadable`` (damaged or no database),
    ``archive_newer`` (made by a newer Facilitator) or ``is_a_folder``.
    """
    if path.is_dir():
        raise KnownError("is_a_folder", path=str(path))
    if not path.exists() or not path.stat().st_size:
        return ""
    has_log = path.with_name(path.name + "-wal").exists()
    engine = engines.reading_engine(path, is_still=not has_log)
    try:
        with engine.connect() as connection:
            return version_in(connection, path)
    except KnownError:
        raise
    except Exception as error:
        raise engines.known(error, path) from error
    finally:
        engine.dispose()


def version_in(connection: Connection, path: Path) -> str:
    """Return the schema of an open file, or '' where there is none yet; raises as ``version_of`` does."""
    tables = inspect(connection).get_table_names()
    number = connection.execute(text("PRAGMA application_id")).scalar()
    if not tables and number in {0, engines.APPLICATION_ID}:
        return ""
    if number != engines.APPLICATION_ID or "alembic_version" not in tables:
        raise KnownError("archive_foreign", path=str(path))
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if found not in VERSIONS:
        raise KnownError("archive_newer", path=str(path))
    return found


def bring_up_to_date(engine: Engine, path: Path, found: str, now_ms: int) -> None:
    """Make the tables of a new file or migrate an older one, which is copied to ``.bak`` first.

    Raises KnownError ``disk_full`` where there is no room for the copy.
    """
    if found == VERSIONS[-1]:
        return
    copy = _copied_aside(engine, path) if found else None
    _upgrade(engine)
    with engine.begin() as connection:
        search.rebuild(connection)
        if copy is not None:
            # It holds what may have to be forgotten one day: it is a backup like any other.
            connection.execute(insert(BACKUPS), {"path": str(copy), "at": now_ms})
            # A pack of a newer Facilitator may have brought what had no table then.
            Facts(connection).set(RISEN_FROM, found)


def _copied_aside(engine: Engine, path: Path) -> Path:
    with engine.connect() as connection:
        engines.run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise KnownError("disk_full", path=str(path))
    copy = path.with_name(path.name + ".bak")
    unfinished = path.with_name(path.name + ".bak.part")
    shutil.copy2(path, unfinished)
    with unfinished.open("r+b") as file:
        os.fsync(file.fileno())
    unfinished.replace(copy)
    return copy


def _upgrade(engine: Engine) -> None:
    # Imported where used: start-up must not pay for it.
    from alembic import command

    with engine.connect() as connection:
        command.upgrade(_config(connection), "head")
        connection.commit()


def _config(connection: Connection) -> Any:
    # Imported where used: start-up must not pay for it.
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

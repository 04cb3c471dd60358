"""Making a new archive file, and bringing an older one to today's schema."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, inspect, text

from facilitator.archive import engine as engines
from facilitator.archive import search
from sessions.errors import KnownError

NEWEST: Final = "0001"
_VERSIONS: Final = ("0001",)


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Make the tables of a new file or migrate an older one, which is copied to ``.bak`` first.

    Raises KnownError ``archive_foreign`` (no archive of ours), ``archive_unreadable`` (damaged or no database),
    ``archive_newer`` (made by a newer Facilitator) or ``disk_full`` (no room for the copy).
    """
    try:
        found = _version(engine, path)
    except KnownError:
        raise
    except Exception as error:
        raise engines.known(error, path) from error
    if found == NEWEST:
        return
    if found:
        _copy_aside(path)
    _upgrade(engine)


def _version(engine: Engine, path: Path) -> str:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        number = connection.execute(text("PRAGMA application_id")).scalar()
        if not tables:
            return ""
        if number != engines.APPLICATION_ID or "alembic_version" not in tables:
            raise KnownError("archive_foreign", path=str(path))
        found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if found not in _VERSIONS:
        raise KnownError("archive_newer", path=str(path))
    return found


def _copy_aside(path: Path) -> None:
    size = path.stat().st_size
    if shutil.disk_usage(path.parent).free < 2 * size:
        raise KnownError("disk_full", path=str(path))
    shutil.copy2(path, path.with_name(path.name + ".bak"))


def _upgrade(engine: Engine) -> None:
    # Imported where used: start-up must not pay for it.
    from alembic import command

    with engine.connect() as connection:
        command.upgrade(_config(connection), "head")
        connection.commit()
    with engine.begin() as connection:
        search.rebuild(connection)


def _config(connection: Connection) -> Any:
    # Imported where used: start-up must not pay for it.
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config

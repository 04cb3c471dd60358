"""The automatic backups of an archive: one for each day on which something changed, the last seven."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from facilitator.archive import engine as engines
from facilitator.archive.copies import enlist, strike, write_copy
from facilitator.archive.engine import run
from facilitator.archive.facts import Facts
from facilitator.archive.reserve import RESERVE_BYTES
from facilitator.archive.tables import BACKUPS, CHANGES, OPS
from facilitator.logs import LOGGER
from sessions.errors import KnownError

DAYS_KEPT: Final = 7
_FOLDER: Final = ".backups"
BACKED_UP: Final = "backed_up"
"""Where the journal stood when the last automatic backup was made."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What came of the automatic backup at closing: where it is, or the code of what stood in its way."""

    path: Path | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of one archive's automatic backups; whatever has another name in it is not touched."""

    archive: Path
    elsewhere: Path | None = None

    @property
    def folder(self) -> Path:
        """Return the folder, which may not be there yet."""
        return (self.elsewhere or self.archive.with_name(self.archive.name + _FOLDER)).absolute()

    def place_for(self, day: date) -> Path:
        """Return where the backup of a day lies."""
        return self.folder / f"{self.archive.stem}-{day.isoformat()}.facilitator"

    def copies(self) -> tuple[Path, ...]:
        """Return the automatic backups that are there, the newest first."""
        found = (path for path in self.folder.glob("*.facilitator") if self.is_ours(path))
        return tuple(sorted(found, key=lambda path: path.name, reverse=True))

    def is_ours(self, path: Path) -> bool:
        """Tell whether a path is one that an automatic backup would have."""
        try:
            day = date.fromisoformat(path.stem[-10:])
        except ValueError:
            return False
        return path.absolute() == self.place_for(day)

    def newest(self) -> Path | None:
        """Return the newest automatic backup, if there is one."""
        return next(iter(self.copies()), None)


def back_up_if_changed(connection: Connection, shelf: Shelf, today: date, now_ms: int) -> BackedUp:
    """Make today's backup where something has changed since the last one; it is no transaction.

    What stands in the way is told and logged, not raised: an archive must close.
    """
    try:
        mark = _mark(connection)
        if not mark:
            return BackedUp()
        target = shelf.place_for(today)
        _write(connection, shelf, target, now_ms)
        with connection.begin():
            Facts(connection).set(BACKED_UP, mark)
        _clear(connection, shelf, target)
    except KnownError as error:
        logging.getLogger(LOGGER).info("no automatic backup: %s", error.code)
        return BackedUp(failure=error.code)
    return BackedUp(target)


def _mark(connection: Connection) -> str:
    """Return where the journal stands, or '' where the last backup has all of it."""
    with connection.begin():
        change = connection.execute(select(func.max(CHANGES.c.n))).scalar() or 0
        op = connection.execute(select(func.max(OPS.c.n))).scalar() or 0
        mark = f"{change}.{op}"
        return "" if mark in {"0.0", Facts(connection).get(BACKED_UP)} else mark


def _write(connection: Connection, shelf: Shelf, target: Path, now_ms: int) -> None:
    try:
        shelf.folder.mkdir(parents=True, exist_ok=True)
        # A backup must not take the room that the next line needs.
        needed = shelf.archive.stat().st_size + RESERVE_BYTES
        is_full = shutil.disk_usage(shelf.folder).free < needed
    except OSError as error:
        raise KnownError("not_writable", path=str(target)) from error
    if is_full:
        raise KnownError("disk_full", path=str(target))
    _see_that_it_is_sound(connection, shelf.archive)
    with connection.begin():
        enlist(connection, target, now_ms)
    try:
        write_copy(connection, target)
    except Exception:
        if not target.exists():
            with connection.begin():
                strike(connection, target)
        raise


def _see_that_it_is_sound(connection: Connection, archive: Path) -> None:
    """Refuse to put a copy of a damaged file in the place of a whole one."""
    try:
        lines = run(connection, "PRAGMA quick_check(1)")
    except Exception as error:
        raise engines.known(error, archive) from error
    if lines != [("ok",)]:
        raise KnownError("archive_unreadable", path=str(archive))


def _clear(connection: Connection, shelf: Shelf, made: Path) -> None:
    """Remove the automatic backups of older days, then take off the list what is no longer there."""
    others = [path for path in shelf.copies() if path != made]
    for path in others[DAYS_KEPT - 1 :]:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise KnownError("not_writable", path=str(path)) from error
    with connection.begin():
        for listed in connection.execute(select(BACKUPS.c.path)).scalars().all():
            path = Path(listed)
            if shelf.is_ours(path) and not path.exists():
                strike(connection, path)


def is_automatic(path: Path) -> bool:
    """Tell whether a file is the automatic backup of an archive beside its folder."""
    folder = path.absolute().parent
    owner = folder.with_name(folder.name.removesuffix(_FOLDER)) if folder.name != _FOLDER else folder
    return folder.name.endswith(_FOLDER) and Shelf(owner).is_ours(path)


@contextmanager
def telling_of_backup(shelf: Shelf) -> Iterator[None]:
    """Name the newest automatic backup, if any, in the error that says that an archive cannot be read."""
    try:
        yield
    except KnownError as error:
        if error.code != "archive_unreadable":
            raise
        newest = str(shelf.newest() or "")
        raise KnownError("archive_unreadable", path=str(shelf.archive), backup=newest) from error

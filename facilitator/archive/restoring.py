"""Putting a backup in the place of an archive: looked at first, and nothing that was there is lost."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from facilitator.archive import engine as engines
from facilitator.archive.acts import Surroundings
from facilitator.archive.check import check
from facilitator.archive.copies import settle
from facilitator.archive.daily import Shelf
from facilitator.archive.engine import run
from facilitator.archive.lock import locked
from facilitator.archive.placing import (
    COMPANIONS,
    companions,
    flush,
    flush_folder,
    put,
    take_away,
    unfinished,
)
from facilitator.archive.schema import VERSIONS, version_of
from facilitator.archive.sealing import Seal
from facilitator.archive.tables import BACKUPS
from sessions.errors import KnownError

_ASIDE: Final = ".before-restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """An archive that was put back, and where the file that lay there before is now."""

    path: Path
    put_aside: Path | None = None


def restore(backup: Path, target: Path, around: Surroundings, *, may_replace: bool = False) -> Restored:
    """Put a copy of a backup in a target's place; the backup stays as it is.

    A file that is there is put aside only where it may be replaced. The restored archive is a new device when it is
    next opened, and an older one is migrated then. Raises KnownError ``backup_missing``, ``backup_damaged``,
    ``restore_would_replace``, ``restore_onto_itself``, ``archive_in_use``, ``disk_full``, ``not_writable``, or what
    ``version_of`` raises of the backup; the target is as it was then.
    """
    if not backup.exists():
        raise KnownError("backup_missing", path=str(backup))
    if not version_of(backup):
        raise KnownError("archive_unreadable", path=str(backup), backup="")
    lock = locked(target)
    try:
        _see_that_it_may(backup, target, may_replace)
        return _restored(backup, target, around)
    finally:
        lock.release()


def _see_that_it_may(backup: Path, target: Path, may_replace: bool) -> None:
    if target.is_dir():
        raise KnownError("is_a_folder", path=str(target))
    if target.exists():
        if backup.samefile(target):
            raise KnownError("restore_onto_itself", path=str(target))
        if not may_replace:
            raise KnownError("restore_would_replace", path=str(target))


def _restored(backup: Path, target: Path, around: Surroundings) -> Restored:
    aside = _free_name(target) if target.exists() else None
    part = unfinished(target)
    try:
        take_away(part)
        with _reading(backup) as connection:
            if run(connection, "PRAGMA integrity_check(1)") != [("ok",)]:
                raise KnownError("backup_damaged", path=str(backup))
            run(connection, "VACUUM INTO ?", str(part))
        _see_that_it_is_whole(part, backup, Seal(around.private_key))
        # All that still holds words which may have to go one day.
        known = [
            *_known_backups(target),
            *Shelf(target, around.backups).copies(),
            *_set_aside(target),
            backup,
        ]
        settle(part, *known, *([aside] if aside else []), now_ms=around.now_ms())
        if aside is not None:
            _put_aside(target, aside)
        put(part, target)
    except OSError as error:
        raise KnownError("not_writable", path=str(target)) from error
    except Exception as error:
        raise engines.known(error, target) from error
    finally:
        take_away(part)
    return Restored(target, aside)


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    has_log = companions(path)[0].exists()
    engine = engines.reading_engine(path, is_still=not has_log)
    try:
        with engine.connect() as connection:
            run(connection, "PRAGMA query_only = OFF")  # VACUUM INTO writes, if to another file.
            yield connection
    except KnownError:
        raise
    except Exception as error:
        said = engines.known(error, path)
        if isinstance(said, KnownError) and said.code == "archive_unreadable":
            raise KnownError("backup_damaged", path=str(path)) from error
        raise
    finally:
        engine.dispose()


def _see_that_it_is_whole(copy: Path, backup: Path, seal: Seal) -> None:
    """Look at the records of a copy, but for those of an older schema: these must be migrated first."""
    if version_of(copy) != VERSIONS[-1]:
        return
    with _reading(copy) as connection:
        is_damaged = any(finding.is_damage for finding in check(connection, seal))
    if is_damaged:
        raise KnownError("backup_damaged", path=str(backup))


def _known_backups(target: Path) -> list[Path]:
    """Return the backups that the present file knows of, as far as it can be read."""
    with suppress(Exception), _reading(target) as connection:  # A damaged file is why one restores.
        return [Path(path) for path in connection.execute(select(BACKUPS.c.path)).scalars()]
    return []


def _set_aside(target: Path) -> list[Path]:
    """Return what earlier restores put aside, those included that were killed before they could list it."""
    start = target.name + _ASIDE
    found = (path for path in target.parent.iterdir() if path.name.startswith(start))
    return sorted(path for path in found if not path.name.endswith(COMPANIONS))


def _free_name(target: Path) -> Path:
    first = target.with_name(target.name + _ASIDE)
    numbered = (first.with_name(f"{first.name}-{n}") for n in itertools.count(2))
    return next(path for path in itertools.chain([first], numbered) if not path.exists())


def _put_aside(target: Path, aside: Path) -> None:
    """Give the present file a second name, so that there is at no moment none under its own."""
    log, aside_log = companions(target)[0], companions(aside)[0]
    if log.exists():
        shutil.copy2(log, aside_log)
        flush(aside_log)
    try:
        os.link(target, aside)
    except OSError:  # Not every file system has links.
        shutil.copy2(target, aside)
        flush(aside)
    flush_folder(target.parent)

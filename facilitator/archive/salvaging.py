"""Saving what can be read of a damaged archive into a new one. The damaged file is only read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from filelock import FileLock
from sqlalchemy import Connection, Table, insert

from facilitator.archive import engine as engines
from facilitator.archive.acts import Surroundings
from facilitator.archive.applying import Applying
from facilitator.archive.carving import Carved, Cell, carved
from facilitator.archive.copies import enlist
from facilitator.archive.engine import run, write_each
from facilitator.archive.facts import DEVICE
from facilitator.archive.head import Head
from facilitator.archive.lock import locked
from facilitator.archive.placing import put, take_away, unfinished
from facilitator.archive.schema import bring_up_to_date
from facilitator.archive.sealing import Seal, is_sealed
from facilitator.archive.tables import CHANGES, OPS, RECORDS
from sessions.errors import KnownError
from sessions.notes import NoteKind
from sessions.ops import CREATION, SCHEMA, Arrival, OpState

LOST_HEADER: Final = "salvaged"
"""The verb of a Change of which only ops could be read."""

_NOTE_KINDS: Final = frozenset(kind.value for kind in NoteKind)
_CHANGE: Final = tuple(column.name for column in CHANGES.columns)
_OP: Final = tuple(column.name for column in OPS.columns)
_NUMBERS: Final = frozenset({"seq", "lam", "at", "place", "gseq"})
_STATES: Final = frozenset(state.value for state in OpState)
_ORIGINS: Final = frozenset(origin.value for origin in Arrival)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved into a new archive and what is known to be lost; more may be, of which no trace is left."""

    path: Path
    changes: int
    ops: int
    notes: int
    changes_lost: int
    ops_lost: int
    notes_lost: int


@dataclass(slots=True)
class _Found:
    """What could be read of the journal, and what is known to have been in it."""

    changes: dict[str, Row] = field(default_factory=dict)
    ops: dict[tuple[str, int], Row] = field(default_factory=dict)
    counted: set[tuple[str, int]] = field(default_factory=set)
    """Entries of the two indexes that hold a text and a number: devices' Changes, and Changes' ops."""
    notes: set[str] = field(default_factory=set)
    backups: set[str] = field(default_factory=set)
    devices: set[str] = field(default_factory=set)

    def take(self, carved: Carved) -> None:
        """Take what a row or an entry of an index says."""
        cells = carved.cells
        if carved.number is None:
            self._take_entry(cells)
        elif change := _row(_CHANGE, carved):
            self.changes.setdefault(change["change_id"], change)
        elif (op := _row(_OP, carved)) and _is_op(op):
            self.ops.setdefault((op["change_id"], op["place"]), op)
        else:
            self._take_other(cells)

    def _take_entry(self, cells: tuple[Cell, ...]) -> None:
        match cells:
            case (str(text), int(number), int()):
                self.counted.add((text, number))
            case ("note", str(note), int()):
                self.notes.add(note)

    def _take_other(self, cells: tuple[Cell, ...]) -> None:
        match cells:
            case (None, str(path), int()):
                self.backups.add(path)
            case (str(name), str(value)) if name == DEVICE:
                self.devices.add(value)
            case (None, str(note), *_) if _is_note(cells):
                self.notes.add(note)


def _is_note(cells: tuple[Cell, ...]) -> bool:
    """Tell whether a row is a note's: other tables may have as many columns."""
    names = [column.name for column in RECORDS["note"].columns]
    return len(cells) == len(names) and cells[names.index("kind")] in _NOTE_KINDS


def salvage(damaged: Path, target: Path, around: Surroundings) -> Salvaged:
    """Write a new archive of all Changes and ops that can be read of a damaged one.

    A long act counts as done, even where its end was lost: half an import can be looked at, one that is hidden
    cannot. Raises KnownError ``archive_missing``, ``is_a_folder``, ``archive_in_use``, ``file_exists``,
    ``folder_missing``, ``nothing_to_salvage``, ``disk_full`` or ``not_writable``.
    """
    if damaged.is_dir():
        raise KnownError("is_a_folder", path=str(damaged))
    if not damaged.exists():
        raise KnownError("archive_missing", path=str(damaged))
    if target.exists():
        raise KnownError("file_exists", path=str(target))
    if not target.parent.is_dir():
        raise KnownError("folder_missing", path=str(target))
    found = _read(damaged)
    if not found.changes and not found.ops:
        raise KnownError("nothing_to_salvage", path=str(damaged))
    part = unfinished(target)
    try:
        take_away(part)
        _write(found, damaged, part, around)
        put(part, target)
    except OSError as error:
        raise KnownError("not_writable", path=str(target)) from error
    except Exception as error:
        raise engines.known(error, target) from error
    finally:
        take_away(part)
    return _told(found, target)


def _read(damaged: Path) -> _Found:
    lock: FileLock | None = None
    try:
        lock = locked(damaged)
    except KnownError as error:
        # Where nothing can be written beside the file, nobody else writes to it either.
        if error.code == "archive_in_use":
            raise
    found = _Found()
    try:
        for one in carved(damaged):
            found.take(one)
    except OSError as error:
        raise KnownError("nothing_to_salvage", path=str(damaged)) from error
    finally:
        if lock is not None:
            lock.release()
    return found


def _row(names: tuple[str, ...], carved: Carved) -> Row:
    """Return a row with its columns' names, or nothing where it is of another table."""
    if len(carved.cells) != len(names) or carved.cells[0] is not None:
        return {}
    row = dict(zip(names, carved.cells, strict=True))
    row["n"] = carved.number
    is_sound = all(
        isinstance(cell, int if name in _NUMBERS or name == "n" else str) for name, cell in row.items()
    )
    return row if is_sound else {}


def _is_op(row: Row) -> bool:
    if row["state"] not in _STATES or row["origin"] not in _ORIGINS:
        return False
    try:
        json.loads(row["base"])
        if not is_sealed(row["value"]):
            json.loads(row["value"])
    except ValueError:
        return False
    return True


def _write(found: _Found, damaged: Path, part: Path, around: Surroundings) -> None:
    engine = engines.writing_engine(part)
    try:
        bring_up_to_date(engine, part, "", around.now_ms())
        with engine.begin() as connection:
            changes = [*found.changes.values(), *_headers_for_lost(found, around)]
            _insert(connection, CHANGES, sorted(changes, key=lambda row: (row["lam"], row["change_id"])))
            _insert(connection, OPS, sorted(found.ops.values(), key=lambda row: int(row["n"])))
            Applying(connection, Seal(around.private_key), Head()).rewrite()
            for backup in (damaged, *(Path(path) for path in sorted(found.backups))):
                if backup.exists():
                    enlist(connection, backup, around.now_ms())
        with engine.connect() as connection:
            run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    write_each(connection, insert(table), ({**row, "n": None} for row in rows))


def _headers_for_lost(found: _Found, around: Surroundings) -> list[Row]:
    """Return headers for Changes of which only ops are left: who made them is lost, when is in the id."""
    device = around.new_id()
    lost: dict[str, Row] = {}
    for op in sorted(found.ops.values(), key=lambda row: (row["lam"], row["change_id"])):
        change_id = op["change_id"]
        if change_id not in found.changes and change_id not in lost:
            lost[change_id] = {
                "change_id": change_id,
                "act": op["act"],
                "actor": "",
                "device": device,
                "seq": len(lost) + 1,
                "lam": op["lam"],
                "at": _moment_in(change_id),
                "zone": "UTC",
                "verb": LOST_HEADER,
                "schema": SCHEMA,
                "undoes": "",
            }
    return list(lost.values())


def _moment_in(change_id: str) -> int:
    try:
        made = UUID(change_id)
    except ValueError:
        return 0
    return made.int >> 80 if made.version == 7 else 0


def _told(found: _Found, target: Path) -> Salvaged:
    devices = found.devices | {row["device"] for row in found.changes.values()}
    counted = {(row["device"], row["seq"]) for row in found.changes.values()}
    known_ops = {entry for entry in found.counted if entry[0] not in devices}
    lost_ops = known_ops - found.ops.keys()
    numbers_lost = {entry for entry in found.counted if entry[0] in devices} - counted
    ids_lost = {change_id for change_id, _ in (*known_ops, *found.ops)} - found.changes.keys()
    notes = {row["id"] for row in found.ops.values() if (row["kind"], row["field"]) == ("note", CREATION)}
    return Salvaged(
        target,
        changes=len(found.changes),
        ops=len(found.ops),
        notes=len(notes),
        changes_lost=max(len(numbers_lost), len(ids_lost)),
        ops_lost=len(lost_ops),
        notes_lost=len(found.notes - notes),
    )

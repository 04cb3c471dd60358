"""Looking through a whole archive for words: every op, records that are gone, the bytes of kept originals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, select

from facilitator.archive.engine import run
from facilitator.archive.rows import Kept, kept_of
from facilitator.archive.sealing import Seal, is_sealed
from facilitator.archive.store import entry_of
from facilitator.archive.tables import BLOBS, OPS, RECORDS
from sessions.errors import KnownError
from sessions.ops import Entry, Value
from sessions.records import to_value
from sessions.scopes import PRIVATE

AT_ONCE: Final = 2_000
_OPS_AFTER: Final = "SELECT n, value FROM op WHERE n > ? ORDER BY n LIMIT ?"
_OPS_OF_KIND_AFTER: Final = "SELECT n, value FROM op WHERE n > ? AND kind = ? ORDER BY n LIMIT ?"

IsWanted = Callable[[str], bool]


def ops(
    connection: Connection, seal: Seal, is_wanted: IsWanted, kind: str, after: int
) -> tuple[list[Entry], int]:
    """Return the ops that follow a row number and whose value's JSON is wanted, and where to go on; 0 at the end.

    Only values that are wanted are made into objects: a walk over a hundred thousand notes costs their reading.
    """
    if kind:
        rows = run(connection, _OPS_OF_KIND_AFTER, after, kind, AT_ONCE)
    else:
        rows = run(connection, _OPS_AFTER, after, AT_ONCE)
    found = [n for n, value in rows if _is_wanted(value, seal, is_wanted)]
    wanted = select(OPS).where(OPS.c.n.in_(found)).order_by(OPS.c.n)
    entries = [entry_of(row, seal) for row in connection.execute(wanted)] if found else []
    return entries, int(rows[-1][0]) if rows else 0


def _is_wanted(value: str, seal: Seal, is_wanted: IsWanted) -> bool:
    if not is_sealed(value):
        return is_wanted(value)
    try:
        return is_wanted(seal.open(value))
    except KnownError:
        return False


def sealed_elsewhere(connection: Connection, seal: Seal) -> int:
    """Return how many private records hold values that only another computer's key opens."""
    wanted = select(OPS.c.id, OPS.c.value).where(OPS.c.scope.startswith(PRIVATE, autoescape=True))
    return len({row.id for row in connection.execute(wanted) if _is_shut(row.value, seal)})


def _is_shut(value: str, seal: Seal) -> bool:
    try:
        return is_sealed(value) and not seal.open(value)
    except KnownError:
        return True


def rows(connection: Connection, kind: str, after: int, equals: dict[str, Any]) -> list[Kept]:
    """Return records of a kind, deleted, unfinished and private ones too; a collection means any of its values."""
    table = RECORDS[kind]
    wanted = select(table).where(table.c.n > after).order_by(table.c.n).limit(AT_ONCE)
    values = {name: asked(value) for name, value in equals.items()}
    is_any = {name: isinstance(value, list) for name, value in values.items()}
    wanted = wanted.where(*(is_asked(table.c[name], is_any=is_any[name]) for name in values))
    return [kept_of(kind, row) for row in connection.execute(wanted, values).mappings()]


def asked(value: object) -> Value:
    """Return a value as rows hold it, or a list of several, of which any is meant."""
    if isinstance(value, Collection) and not isinstance(value, str):
        return [to_value(one) for one in value]
    return to_value(value)


def is_asked(column: ColumnElement[Any], *, is_any: bool) -> ColumnElement[bool]:
    """Return what is true where a field is, or is any of, what its own name is bound to."""
    name = str(column.key)
    return column.in_(bindparam(name, expanding=True)) if is_any else column == bindparam(name)


def moves(connection: Connection) -> dict[str, str]:
    """Return which note each note on the record was moved from or copied to."""
    table = RECORDS["note"]
    wanted = select(table.c.id, table.c.moved_from).where(
        table.c.moved_from != "", ~table.c.scope.startswith(PRIVATE, autoescape=True)
    )
    return {row.id: row.moved_from for row in connection.execute(wanted)}


def blobs(connection: Connection, after: str) -> tuple[str, str, bytes] | None:
    """Return the kept bytes that follow a sha256, or None at the end: one by one, for each may be large."""
    wanted = select(BLOBS).where(BLOBS.c.sha256 > after).order_by(BLOBS.c.sha256).limit(1)
    row = connection.execute(wanted).first()
    return None if row is None else (row.sha256, row.mime, row.bytes)


def each(ask: Callable[[int], tuple[list[Entry], int]]) -> Iterator[Entry]:
    """Yield what page after page of ops gives."""
    after = 0
    while True:
        entries, after = ask(after)
        yield from entries
        if not after:
            return

"""Looking through a whole archive for words: every op, records that are gone, the bytes of kept originals."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any, Final, cast

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, Table, and_, bindparam, func, select

from facilitator.archive.engine import ask, run
from facilitator.archive.rows import Kept, kept_of
from facilitator.archive.sealing import Seal, is_sealed
from facilitator.archive.store import entry_of
from facilitator.archive.tables import BLOBS, OPS, RECORDS
from sessions.errors import KnownError
from sessions.ops import Entry
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
    values = {name: asked(value) for name, value in equals.items()}
    wanted = _rows_of(kind, tuple((name, is_several(value)) for name, value in equals.items()))
    return [kept_of(kind, row) for row in ask(connection, wanted, {**values, "first_after": after})]


@cache
def _rows_of(kind: str, equals: tuple[tuple[str, bool], ...]) -> Select[Any]:
    table = RECORDS[kind]
    return (
        select(table)
        .where(table.c.n > bindparam("first_after"))
        .where(*(is_asked(table.c[name], is_any=is_any) for name, is_any in equals))
        .order_by(table.c.n)
        .limit(AT_ONCE)
    )


def asked(value: object) -> str | int | None:
    """Return a value as rows hold it; of several, of which any is meant, the JSON that ``is_asked`` reads."""
    if is_several(value):
        return json.dumps([to_value(one) for one in cast("Collection[object]", value)])
    return cast("str | int | None", to_value(value))


def is_several(value: object) -> bool:
    """Tell whether several values are asked for."""
    return isinstance(value, Collection) and not isinstance(value, str)


def is_asked(column: ColumnElement[Any], *, is_any: bool) -> ColumnElement[bool]:
    """Return what is true where a field is, or is any of, what its own name is bound to.

    However many are asked for, the question has the same words, and need not be made anew.
    """
    told: BindParameter[Any] = bindparam(str(column.key))
    if not is_any:
        return column == told
    return column.in_(select(func.json_each(told).table_valued("value").c.value))


def standing(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of records that are shown: neither deleted, nor private, nor of an unfinished act."""
    # A comparison, where LIKE with an escape would be asked of each of ten thousand notes.
    is_private = and_(table.c.scope >= PRIVATE, table.c.scope < f"{PRIVATE[:-1]};")
    return table.c.deleted.is_(None), table.c.made_in == "", ~is_private


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

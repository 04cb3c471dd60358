"""The journal's store in SQL: what sessions.journal asks for, within one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from facilitator.archive.sealing import Seal, is_sealed
from facilitator.archive.tables import CHANGES, OPS
from sessions.errors import KnownError
from sessions.journal import is_private
from sessions.ops import BLANK, CREATION, Arrival, Change, Entry, Op, OpState, Value, canonical

_CHANGE_FIELDS = tuple(column.name for column in CHANGES.columns if column.name != "n")
_SELECT_CHANGE = select(*(CHANGES.c[name] for name in _CHANGE_FIELDS)).where(
    CHANGES.c.change_id == bindparam("wanted")
)
_SELECT_ENTRIES = select(OPS).where(OPS.c.kind == bindparam("wanted_kind"), OPS.c.id == bindparam("wanted_id"))
_REPLACE_ENTRY = (
    update(OPS)
    .where(OPS.c.change_id == bindparam("its_change"), OPS.c.place == bindparam("its_place"))
    .values(
        value=bindparam("value"), state=bindparam("state"), gseq=bindparam("gseq"), reason=bindparam("reason")
    )
)
_INSERT_CHANGE = insert(CHANGES)
_INSERT_ENTRY = insert(OPS)


class SqlStore:
    """A journal kept in the archive's tables; lives as long as one transaction and remembers what it read."""

    def __init__(self, connection: Connection, seal: Seal) -> None:
        self._connection = connection
        self._seal = seal
        self._read: dict[tuple[str, str], dict[str, Entry]] = {}

    def known_change(self, change_id: str) -> Change | None:
        """Return the header kept under an id, if any."""
        row = self._connection.execute(_SELECT_CHANGE, {"wanted": change_id}).first()
        return None if row is None else change_of(row)

    def keep_change(self, change: Change) -> None:
        """Keep a header."""
        self._connection.execute(_INSERT_CHANGE, {name: getattr(change, name) for name in _CHANGE_FIELDS})

    def entries(self, kind: str, record_id: str) -> Sequence[Entry]:
        """Return all ops kept of one record."""
        return tuple(self._held(kind, record_id).values())

    def _held(self, kind: str, record_id: str) -> dict[str, Entry]:
        held = self._read.get((kind, record_id))
        if held is None:
            wanted = {"wanted_kind": kind, "wanted_id": record_id}
            rows = self._connection.execute(_SELECT_ENTRIES, wanted)
            held = {entry.op.op_id: entry for row in rows if (entry := entry_of(row, self._seal))}
            self._read[(kind, record_id)] = held
        return held

    def keep_entry(self, entry: Entry) -> None:
        """Keep an op not known so far."""
        op = entry.op
        self._held(op.kind, op.id)[op.op_id] = entry
        self._connection.execute(_INSERT_ENTRY, self._row(entry))

    def replace_entry(self, entry: Entry) -> None:
        """Put an entry in the place of the one with its op id."""
        op = entry.op
        self._held(op.kind, op.id)[op.op_id] = entry
        self._connection.execute(
            _REPLACE_ENTRY,
            {
                "its_change": op.change_id,
                "its_place": op.n,
                "value": self._text(op),
                "state": entry.state.value,
                "gseq": entry.gseq,
                "reason": entry.reason,
            },
        )

    def _row(self, entry: Entry) -> dict[str, Any]:
        op = entry.op
        return {
            "change_id": op.change_id,
            "place": op.n,
            "scope": op.scope,
            "kind": op.kind,
            "id": op.id,
            "field": op.field,
            "value": self._text(op),
            "base": canonical(list(op.base)) if op.base else "[]",
            "lam": entry.lam,
            "act": entry.act,
            "gseq": entry.gseq,
            "state": entry.state.value,
            "reason": entry.reason,
            "origin": entry.origin.value,
        }

    def _text(self, op: Op) -> str:
        text = canonical(op.value)
        return self._seal.close(text) if is_private(op.scope) else text


def change_of(row: Row[Any]) -> Change:
    """Return the header in a row of the change table."""
    return Change(**{name: getattr(row, name) for name in _CHANGE_FIELDS})


def entry_of(row: Row[Any], seal: Seal) -> Entry:
    """Return the entry in a row of the op table; one sealed with another computer's key reads as blank."""
    op = Op(
        change_id=row.change_id,
        n=row.place,
        scope=row.scope,
        kind=row.kind,
        id=row.id,
        field=row.field,
        value=_value(row.value, row.field, seal),
        base=tuple(json.loads(row.base)),
    )
    return Entry(
        op=op,
        lam=row.lam,
        act=row.act,
        state=OpState(row.state),
        gseq=row.gseq,
        reason=row.reason,
        origin=Arrival(row.origin),
    )


def _value(text: str, field: str, seal: Seal) -> Value:
    if not is_sealed(text):
        return _json(text)
    try:
        return _json(seal.open(text))
    except KnownError:
        return {} if field == CREATION else dict(BLANK)


def _json(text: str) -> Value:
    value: Value = json.loads(text)
    return value


def changes_in(rows: Iterable[Row[Any]]) -> list[Change]:
    """Return the headers in rows of the change table."""
    return [change_of(row) for row in rows]

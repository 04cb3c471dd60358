"""The journal's store in SQL: what sessions.journal asks for, within one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from facilitator.archive.engine import run, write, write_each
from facilitator.archive.sealing import Seal, is_sealed
from facilitator.archive.tables import CHANGES, OPS
from sessions.errors import KnownError
from sessions.journal import Record, is_private
from sessions.ops import BLANK, CREATION, Arrival, Change, Entry, Op, OpState, Value, canonical

_CHANGE_FIELDS = tuple(column.name for column in CHANGES.columns if column.name != "n")
_SELECT_CHANGE = select(*(CHANGES.c[name] for name in _CHANGE_FIELDS)).where(
    CHANGES.c.change_id == bindparam("wanted")
)
_SELECT_ENTRIES = select(OPS).where(
    OPS.c.kind == bindparam("wanted_kind"), OPS.c.id == bindparam("wanted_id")
)
_IS_KNOWN = "SELECT 1 FROM op WHERE kind = ? AND id = ? LIMIT 1"
_REPLACE_ENTRY = (
    update(OPS)
    .where(OPS.c.change_id == bindparam("its_change"), OPS.c.place == bindparam("its_place"))
    .values(
        value=bindparam("value"), state=bindparam("state"), gseq=bindparam("gseq"), reason=bindparam("reason")
    )
)
_INSERT_CHANGE = insert(CHANGES)
_INSERT_ENTRY = insert(OPS)
_BLANK = canonical(dict(BLANK))


class SqlStore:
    """A journal kept in the archive's tables; lives as long as one transaction and remembers what it read."""

    def __init__(self, connection: Connection, seal: Seal) -> None:
        self._connection = connection
        self._seal = seal
        self._read: dict[Record, dict[str, Entry]] = {}
        self._unwritten: list[dict[str, Any]] = []
        self._made_here = ""
        self.new: set[Record] = set()
        """Records of which the journal held nothing before this transaction."""
        self.sealed_elsewhere: set[Record] = set()
        """Records that hold values sealed with a key that is not here."""

    def expect_new(self, change_id: str) -> None:
        """Say that a Change is made here and now, so nothing need be looked up."""
        self._made_here = change_id

    def known_change(self, change_id: str) -> Change | None:
        """Return the header kept under an id, if any."""
        if change_id == self._made_here:
            return None
        row = self._connection.execute(_SELECT_CHANGE, {"wanted": change_id}).first()
        return None if row is None else change_of(row)

    def keep_change(self, change: Change) -> None:
        """Keep a header."""
        values = {name: getattr(change, name) for name in _CHANGE_FIELDS}
        write(self._connection, _INSERT_CHANGE, values)

    def entries(self, kind: str, record_id: str) -> Sequence[Entry]:
        """Return all ops kept of one record."""
        return tuple(self._held(kind, record_id).values())

    def _held(self, kind: str, record_id: str) -> dict[str, Entry]:
        record = (kind, record_id)
        held = self._read.get(record)
        if held is None:
            wanted = {"wanted_kind": kind, "wanted_id": record_id}
            # Most ops make a record: that there is nothing of it yet is asked in the cheapest way.
            is_known = run(self._connection, _IS_KNOWN, kind, record_id)
            rows = self._connection.execute(_SELECT_ENTRIES, wanted).all() if is_known else ()
            held = {}
            for row in rows:
                entry, is_open = read(row, self._seal)
                held[entry.op.op_id] = entry
                if not is_open:
                    self.sealed_elsewhere.add(record)
            if not rows:
                self.new.add(record)
            self._read[record] = held
        return held

    def release(self) -> None:
        """Let go of what was read, so that a walk over a whole archive needs little memory."""
        self._read.clear()

    def keep_entry(self, entry: Entry) -> None:
        """Keep an op not known so far; it is written by ``flush``."""
        op = entry.op
        self._held(op.kind, op.id)[op.op_id] = entry
        self._unwritten.append(self._row(entry))

    def flush(self) -> None:
        """Write the ops that were kept, all in one go."""
        if self._unwritten:
            write_each(self._connection, _INSERT_ENTRY, self._unwritten)
            self._unwritten = []

    def replace_entry(self, entry: Entry) -> None:
        """Put an entry in the place of the one with its op id."""
        self.flush()
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


def read(row: Row[Any], seal: Seal) -> tuple[Entry, bool]:
    """Return the entry in a row of the op table, and whether its value could be read.

    A value sealed with another computer's key is blank. Raises KnownError ``archive_unreadable`` where the row holds
    no JSON.
    """
    text, is_open = _opened(row.value, seal)
    if not is_open:
        text = "{}" if row.field == CREATION else _BLANK
    op = Op(
        change_id=row.change_id,
        n=row.place,
        scope=row.scope,
        kind=row.kind,
        id=row.id,
        field=row.field,
        value=_json(text),
        base=() if row.base == "[]" else tuple(_json(row.base)),  # type: ignore[arg-type]
    )
    entry = Entry(
        op=op,
        lam=row.lam,
        act=row.act,
        state=OpState(row.state),
        gseq=row.gseq,
        reason=row.reason,
        origin=Arrival(row.origin),
    )
    return entry, is_open


def entry_of(row: Row[Any], seal: Seal) -> Entry:
    """Return the entry in a row of the op table; one sealed with another computer's key reads as blank."""
    return read(row, seal)[0]


def _opened(text: str, seal: Seal) -> tuple[str, bool]:
    if not is_sealed(text):
        return text, True
    try:
        return seal.open(text), True
    except KnownError:
        return "", False


def _json(text: str) -> Value:
    try:
        value: Value = json.loads(text)
    except ValueError as error:
        raise KnownError("archive_unreadable", path="") from error
    return value


def changes_in(rows: Iterable[Row[Any]]) -> list[Change]:
    """Return the headers in rows of the change table."""
    return [change_of(row) for row in rows]

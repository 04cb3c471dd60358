"""Writing what a Change says: journal, rows and index in one transaction. Both doors end here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from facilitator.archive import search
from facilitator.archive.rows import row_of
from facilitator.archive.sealing import Seal
from facilitator.archive.store import SqlStore
from facilitator.archive.tables import RECORDS, UNFINISHED
from sessions.fold import View, fold
from sessions.journal import ACT_DONE, May, Taken, take
from sessions.ops import Arrival, Change, Op

ACT_DROPPED = "act.dropped"


class Applying:
    """One transaction's view of the archive: the journal's store, and the rows that follow from it."""

    def __init__(self, connection: Connection, seal: Seal) -> None:
        self.connection = connection
        self.store = SqlStore(connection, seal)
        self._unfinished = frozenset(connection.execute(select(UNFINISHED.c.act)).scalars())

    def view(self, kind: str, record_id: str) -> View | None:
        """Return what the journal says of a record at this moment of the transaction."""
        return fold(self.store.entries(kind, record_id))

    def apply(self, change: Change, ops: Sequence[Op], origin: Arrival, may: May) -> Taken:
        """Take a Change into the journal and bring rows and index to where it says."""
        self._note_act(change)
        taken = take(self.store, change, ops, origin, may)
        for kind, record_id in taken.touched:
            self.write_row(kind, record_id)
        return taken

    def _note_act(self, change: Change) -> None:
        if change.is_whole_act or change.act in self._unfinished:
            return
        if change.verb not in {ACT_DONE, ACT_DROPPED}:
            self.connection.execute(insert(UNFINISHED), {"act": change.act})
            self._unfinished |= {change.act}

    def finish_act(self, act: str) -> None:
        """Show what a long act has made."""
        self.connection.execute(UNFINISHED.delete().where(UNFINISHED.c.act == act))
        for table in RECORDS.values():
            self.connection.execute(update(table).where(table.c.made_in == act).values(made_in=""))

    def write_row(self, kind: str, record_id: str) -> None:
        """Write the row of a record as its ops have it, and the index with it."""
        if kind not in RECORDS:
            return  # A kind of a newer schema is kept in the journal and has no table here.
        view = self.view(kind, record_id)
        before = self._row(kind, record_id)
        after = row_of(view, self._unfinished) if view is not None else None
        number = self._write(kind, record_id, before, after)
        if kind == "note":
            search.put(self.connection, before, None if after is None else {**after, "n": number})

    def _row(self, kind: str, record_id: str) -> dict[str, Any] | None:
        table = RECORDS[kind]
        found = self.connection.execute(
            select(table).where(table.c.id == bindparam("wanted")), {"wanted": record_id}
        ).mappings()
        row = found.first()
        return None if row is None else dict(row)

    def _write(
        self, kind: str, record_id: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> int:
        table = RECORDS[kind]
        if after is None:
            self.connection.execute(delete(table).where(table.c.id == record_id))
            return 0
        if before is None:
            return int(self.connection.execute(insert(table), after).inserted_primary_key[0])
        if {**after, "n": before["n"]} != before:
            self.connection.execute(update(table).where(table.c.n == before["n"]).values(after))
        return int(before["n"])


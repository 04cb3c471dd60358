"""Writing what a Change says: journal, rows and index in one transaction. Both doors end here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from facilitator.archive import search
from facilitator.archive.engine import write
from facilitator.archive.facts import UNCLEANED, Facts
from facilitator.archive.head import Head
from facilitator.archive.rows import row_of
from facilitator.archive.sealing import Seal
from facilitator.archive.store import SqlStore
from facilitator.archive.tables import CHANGES, OPS, RECORDS, UNFINISHED
from sessions.fold import View, fold
from sessions.journal import ACT_DONE, May, Taken, has_sound_counts, take
from sessions.ops import CREATION, REDACTED, Arrival, Change, Op, SetAside
from sessions.scopes import PRIVATE

ACT_DROPPED: Final = "act.dropped"

_SELECT_ROW: Final = {
    kind: select(table).where(table.c.id == bindparam("wanted")) for kind, table in RECORDS.items()
}
_INSERT_ROW: Final = {kind: insert(table) for kind, table in RECORDS.items()}
_UPDATE_ROW: Final = {
    kind: update(table).where(table.c.n == bindparam("its_n")) for kind, table in RECORDS.items()
}
_DELETE_ROW: Final = {
    kind: delete(table).where(table.c.n == bindparam("its_n")) for kind, table in RECORDS.items()
}


class Applying:
    """One transaction's view of the archive: the journal's store, and the rows that follow from it."""

    def __init__(self, connection: Connection, seal: Seal, head: Head) -> None:
        self.connection = connection
        self.store = SqlStore(connection, seal)
        self._standing = head.at(connection)

    def view(self, kind: str, record_id: str) -> View | None:
        """Return what the journal says of a record at this moment of the transaction."""
        return fold(self.store.entries(kind, record_id))

    def apply(self, change: Change, ops: Sequence[Op]) -> Taken:
        """Take a Change made here into the journal and bring rows and index to where it says."""
        self.store.expect_new(change.change_id)
        return self._take(change, ops, Arrival.HERE, _anything)

    def accept(self, change: Change, ops: Sequence[Op], origin: Arrival, may: May) -> Taken:
        """Take a Change made elsewhere, as far as it is sound."""
        if not has_sound_counts(change):
            return Taken((), tuple(SetAside(op, "header_malformed") for op in ops))
        sound, forged = self._told_apart(change, ops)
        self._standing.lam = max(self._standing.lam, change.lam)
        taken = self._take(change, sound, origin, may)
        if change.verb == ACT_DONE:
            self.finish_act(change.act)
        return Taken(taken.touched, (*taken.set_aside, *forged))

    def _told_apart(self, change: Change, ops: Sequence[Op]) -> tuple[list[Op], list[SetAside]]:
        """Set ops aside whose id belongs to an op of another record: an op id names one op."""
        wanted = select(OPS.c.place, OPS.c.kind, OPS.c.id).where(OPS.c.change_id == change.change_id)
        owners = {row.place: (row.kind, row.id) for row in self.connection.execute(wanted)}
        sound: list[Op] = []
        forged: list[SetAside] = []
        for op in ops:
            is_alien = op.change_id != change.change_id  # The journal says so, in its own words.
            if is_alien or owners.setdefault(op.n, (op.kind, op.id)) == (op.kind, op.id):
                sound.append(op)
            else:
                forged.append(SetAside(op, "op_id_taken"))
        return sound, forged

    def _take(self, change: Change, ops: Sequence[Op], origin: Arrival, may: May) -> Taken:
        self._note_act(change)
        taken = take(self.store, change, ops, origin, may)
        self.store.flush()
        if any(op.field == REDACTED for op in ops):
            Facts(self.connection).set(UNCLEANED, "1")
        for record in taken.touched:
            self.write_row(*record, is_new=record in self.store.new)
            self.store.new.discard(record)
        return taken

    def _note_act(self, change: Change) -> None:
        act = change.act
        is_begun = change.is_whole_act or act in self._standing.unfinished
        if is_begun or change.verb in {ACT_DONE, ACT_DROPPED} or self._is_done(act):
            return
        self.connection.execute(insert(UNFINISHED), {"act": act})
        self._standing.unfinished.add(act)

    def _is_done(self, act: str) -> bool:
        """Tell whether an act's last Change is here already: packs come in any order, and more than once."""
        wanted = select(CHANGES.c.n).where(CHANGES.c.act == act, CHANGES.c.verb == ACT_DONE)
        return self.connection.execute(wanted).first() is not None

    def finish_act(self, act: str) -> None:
        """Show what a long act has made."""
        self._end_act(act)
        for kind, table in RECORDS.items():
            self.connection.execute(update(table).where(table.c.made_in == act).values(made_in=""))
            # Two unfinished acts may have made the same record, and only one of them has hidden it.
            made = select(OPS.c.id).where(OPS.c.act == act, OPS.c.kind == kind, OPS.c.field == CREATION)
            hidden = select(table.c.id).where(table.c.made_in != "", table.c.id.in_(made))
            for record_id in self.connection.execute(hidden).scalars().all():
                self.write_row(kind, record_id)

    def drop_act(self, act: str) -> None:
        """Take out of journal, rows and index what an unfinished act has made here."""
        touched = self.connection.execute(
            select(OPS.c.kind, OPS.c.id).where(OPS.c.act == act).distinct()
        ).all()
        self.connection.execute(OPS.delete().where(OPS.c.act == act))
        self._end_act(act)
        Facts(self.connection).set(UNCLEANED, "1")
        for kind, record_id in touched:
            self.write_row(kind, record_id)

    def _end_act(self, act: str) -> None:
        self.connection.execute(UNFINISHED.delete().where(UNFINISHED.c.act == act))
        self._standing.unfinished.discard(act)

    def write_row(self, kind: str, record_id: str, *, is_new: bool = False) -> None:
        """Write the row of a record as its ops have it, and the index with it; a new record has no row yet."""
        if kind not in RECORDS:
            return  # A kind of a newer schema is kept in the journal and has no table here.
        view = self.view(kind, record_id)
        if (kind, record_id) in self.store.sealed_elsewhere:
            return  # The row knows more than can be read here.
        before = None if is_new else self._row(kind, record_id)
        after = None if view is None else row_of(view, self._standing.unfinished)
        number = self._write(kind, before, after)
        if kind == "note":
            search.put(self.connection, before, None if after is None else {**after, "n": number})

    def _row(self, kind: str, record_id: str) -> dict[str, Any] | None:
        row = self.connection.execute(_SELECT_ROW[kind], {"wanted": record_id}).mappings().first()
        return None if row is None else dict(row)

    def _write(self, kind: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> int:
        if before is None:
            return 0 if after is None else write(self.connection, _INSERT_ROW[kind], after)
        number = int(before["n"])
        if after is None:
            self.connection.execute(_DELETE_ROW[kind], {"its_n": number})
        elif {**after, "n": number} != before:
            self.connection.execute(_UPDATE_ROW[kind], {**after, "its_n": number})
        return number

    def rewrite(self) -> None:
        """Write all rows and the index again from the journal, but for rows that only another computer can read."""
        sealed = self._sealed_elsewhere()
        for kind, table in RECORDS.items():
            kept = [record_id for sealed_kind, record_id in sealed if sealed_kind == kind]
            self.connection.execute(delete(table).where(table.c.id.not_in(kept)))
        search.clear(self.connection)
        for record in self._records():
            self.write_row(*record)
            self.store.release()

    def catch_up(self, known: Sequence[str]) -> None:
        """Write rows for what came with Changes of other schemas than those this file had room for."""
        newer = select(CHANGES.c.change_id).where(CHANGES.c.schema.not_in(known))
        for record in self._records(OPS.c.change_id.in_(newer)):
            self.write_row(*record)
            self.store.release()

    def _sealed_elsewhere(self) -> list[tuple[str, str]]:
        private = self._records(OPS.c.scope.startswith(PRIVATE, autoescape=True))
        for record in private:
            self.store.entries(*record)
        return [record for record in private if record in self.store.sealed_elsewhere]

    def _records(self, *which: ColumnElement[bool]) -> list[tuple[str, str]]:
        found = select(OPS.c.kind, OPS.c.id).where(*which).group_by(OPS.c.kind, OPS.c.id)
        rows = self.connection.execute(found.order_by(func.min(OPS.c.n))).all()
        return [(row.kind, row.id) for row in rows]


def _anything(_change: Change, _op: Op) -> bool:
    """Allow what is done here: the use case has decided."""
    return True

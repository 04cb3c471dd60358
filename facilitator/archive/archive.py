"""An archive file, open for writing: commit, accept, undo, redo, and what keeps it clean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, func, insert, select

from facilitator.archive import engine as engines
from facilitator.archive.applying import ACT_DROPPED, Applying
from facilitator.archive.check import Finding, check
from facilitator.archive.facts import Facts
from facilitator.archive.queries import Reader
from facilitator.archive.schema import bring_up_to_date
from facilitator.archive.sealing import Seal
from facilitator.archive.search import rebuild
from facilitator.archive.store import changes_in, entry_of
from facilitator.archive.tables import BACKUPS, CHANGES, OPS, RECORDS, UNFINISHED
from facilitator.archive.writer import Urgency, Writer
from sessions.edits import Draft, Edit, drafts, numbered
from sessions.errors import DomainError, KnownError
from sessions.ids import uuid7
from sessions.journal import ACT_DONE, May, next_lam
from sessions.ops import OPS_IN_A_CHANGE, REDACTED, Arrival, Change, Op, SetAside
from sessions.undo import Stacks, stacks, undoing

UNDO: Final = "undo"
REMEMBERED_ACTS: Final = 2_000
_CLEANING: Final = (
    "INSERT INTO note_index(note_index) VALUES('optimize')",
    "VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the archive takes from the world: the clock, randomness, where the private key lies, the zone."""

    now_ms: Callable[[], int]
    private_key: Path
    zone: str = "UTC"
    randomness: Callable[[int], bytes] = field(default=os.urandom)

    def new_id(self) -> str:
        """Return a fresh id that sorts by time."""
        return uuid7(self.now_ms(), self.randomness(10))


class Archive:
    """The one writer of an archive file. Everything that changes goes through ``commit`` or ``accept``."""

    def __init__(self, path: Path, surroundings: Surroundings) -> None:
        self.path = path
        self._around = surroundings
        self._seal = Seal(surroundings.private_key)
        self._lock = FileLock(f"{path}.lock")
        self._take_lock()
        try:
            self._engine = engines.writing_engine(path)
            bring_up_to_date(self._engine, path)
            self._writer = Writer(self._engine, lambda error: engines.known(error, path))
        except BaseException:
            self._lock.release()
            raise
        self.device = self._writer.do(self._settle_in).result()
        self.clear_unfinished()

    def _take_lock(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise KnownError("archive_in_use", path=str(self.path)) from error
        except OSError as error:
            raise KnownError("archive_not_writable", path=str(self.path)) from error

    def _settle_in(self, connection: Connection) -> str:
        """Return this file's device id: a new one where the file is new, was copied or restored."""
        return Facts(connection).settle_in(self.path, self._around.new_id)

    def close(self) -> None:
        """Finish what is queued and give the file back."""
        self._writer.stop()
        self._lock.release()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reader(self) -> Reader:
        """Return a reader of the archive with a connection of its own; close it before the archive."""
        return Reader(self.path, self._seal)

    # -- the two doors ------------------------------------------------------------------------------------

    def commit(self, edits: Sequence[Edit], actor: str, verb: str) -> Future[Change]:
        """Make the edits one act of a person here; the Future is done when it is on the disk.

        More than fits one Change becomes a long act: pieces that let other acts go between them, hidden until the
        last is there.
        """
        pieces = list(_pieces(edits))
        if len(pieces) == 1:
            return self._writer.do(lambda connection: self._commit(connection, edits, actor, verb))
        act = self._around.new_id()
        for piece in pieces:
            self._writer.do(self._piece(piece, actor, verb, act), Urgency.LONG)
        return self._writer.do(
            lambda connection: self._finish(connection, actor, act, ACT_DONE), Urgency.LONG
        )

    def accept(
        self, change: Change, ops: Sequence[Op], origin: Arrival, may: May
    ) -> Future[tuple[SetAside, ...]]:
        """Take ops made elsewhere; the Future has those that were set aside, and why."""

        def work(connection: Connection) -> tuple[SetAside, ...]:
            applying = Applying(connection, self._seal)
            taken = applying.apply(change, ops, origin, may)
            if change.verb in {ACT_DONE, ACT_DROPPED}:
                applying.finish_act(change.act)
            return taken.set_aside

        future = self._writer.do(work)
        if any(op.field == REDACTED for op in ops):
            self.clean()
        return future

    def _piece(
        self, edits: Sequence[Edit], actor: str, verb: str, act: str
    ) -> Callable[[Connection], Change]:
        return lambda connection: self._commit(connection, edits, actor, verb, act)

    def _commit(
        self, connection: Connection, edits: Sequence[Edit], actor: str, verb: str, act: str = ""
    ) -> Change:
        applying = Applying(connection, self._seal)
        return self._act(applying, list(drafts(edits, applying.view)), actor, verb, act)

    def _act(
        self, applying: Applying, found: Sequence[Draft], actor: str, verb: str, act: str = "", undoes: str = ""
    ) -> Change:
        change = self._header(applying.connection, actor, verb, act, undoes)
        ops = numbered(found, change.change_id)
        taken = applying.apply(change, ops, Arrival.HERE, _anything)
        if taken.set_aside:
            raise DomainError("edit_refused", reason=taken.set_aside[0].reason)
        return change

    def _header(
        self, connection: Connection, actor: str, verb: str, act: str = "", undoes: str = ""
    ) -> Change:
        lam = connection.execute(select(func.max(CHANGES.c.lam))).scalar() or 0
        seq = select(func.max(CHANGES.c.seq)).where(CHANGES.c.device == self.device)
        change_id = self._around.new_id()
        return Change(
            change_id=change_id,
            act=act or change_id,
            actor=actor,
            device=self.device,
            seq=(connection.execute(seq).scalar() or 0) + 1,
            lam=next_lam(lam),
            at=self._around.now_ms(),
            zone=self._around.zone,
            verb=verb,
            undoes=undoes,
        )

    def _finish(self, connection: Connection, actor: str, act: str, verb: str) -> Change:
        applying = Applying(connection, self._seal)
        change = self._act(applying, [], actor, verb, act)
        applying.finish_act(act)
        return change

    # -- undo ---------------------------------------------------------------------------------------------

    def stacks(self) -> Stacks:
        """Return the acts of this device that can be undone and redone, the next one last."""
        return self._writer.do(self._stacks).result()

    def _stacks(self, connection: Connection) -> Stacks:
        mine = (
            select(CHANGES)
            .where(CHANGES.c.device == self.device)
            .order_by(CHANGES.c.seq.desc())
            .limit(REMEMBERED_ACTS)
        )
        return stacks(changes_in(reversed(connection.execute(mine).all())))

    def undo(self, actor: str) -> Future[Change]:
        """Take back the last act made here; raises DomainError ``nothing_to_undo`` or ``cannot_undo``."""
        return self._writer.do(lambda connection: self._undo(connection, actor, "undo"))

    def redo(self, actor: str) -> Future[Change]:
        """Do again what was last undone; raises DomainError ``nothing_to_redo`` or ``cannot_undo``."""
        return self._writer.do(lambda connection: self._undo(connection, actor, "redo"))

    def _undo(self, connection: Connection, actor: str, which: str) -> Change:
        found = getattr(self._stacks(connection), which)
        if not found:
            raise DomainError(f"nothing_to_{which}")
        act = found[-1]
        applying = Applying(connection, self._seal)
        rows = connection.execute(select(OPS).where(OPS.c.act == act).order_by(OPS.c.n)).all()
        verb = connection.execute(select(CHANGES.c.verb).where(CHANGES.c.act == act)).scalars().first() or ""
        restored = undoing(verb, [entry_of(row, self._seal).op for row in rows], applying.store.entries)
        found_drafts: list[Draft] = [(r.scope, r.kind, r.id, r.field, r.value, r.base) for r in restored]
        return self._act_in_pieces(applying, found_drafts, actor, act)

    def _act_in_pieces(
        self, applying: Applying, found: Sequence[Draft], actor: str, undoes: str
    ) -> Change:
        """Write an undo; that of a long act is long too, but is one transaction so that it is never half done."""
        if len(found) <= OPS_IN_A_CHANGE:
            return self._act(applying, found, actor, UNDO, undoes=undoes)
        act = self._around.new_id()
        for start in range(0, len(found), OPS_IN_A_CHANGE):
            piece = found[start : start + OPS_IN_A_CHANGE]
            self._act(applying, piece, actor, UNDO, act, undoes)
        change = self._act(applying, [], actor, ACT_DONE, act, undoes)
        applying.finish_act(act)
        return change

    # -- keeping clean ------------------------------------------------------------------------------------

    def clear_unfinished(self) -> None:
        """Drop what a long act had made here when the program was stopped in the middle of it."""
        self._writer.do(self._clear_unfinished).result()

    def _clear_unfinished(self, connection: Connection) -> None:
        from_elsewhere = select(OPS.c.act).where(OPS.c.origin != Arrival.HERE.value)
        mine = select(UNFINISHED.c.act).where(UNFINISHED.c.act.not_in(from_elsewhere))
        for act in connection.execute(mine).scalars().all():
            touched = connection.execute(
                select(OPS.c.kind, OPS.c.id).where(OPS.c.act == act).distinct()
            ).all()
            connection.execute(OPS.delete().where(OPS.c.act == act))
            applying = Applying(connection, self._seal)
            for kind, record_id in touched:
                applying.write_row(kind, record_id)
            self._finish(connection, actor="", act=act, verb=ACT_DROPPED)

    def clean(self) -> Future[None]:
        """Leave no byte of removed words in the file: after a redaction, when nothing else waits."""
        return self._writer.clean(_CLEANING)

    def check(self) -> list[Finding]:
        """Return all that is wrong with this archive, damage first."""
        return self._writer.do(lambda connection: check(connection, self._seal), Urgency.LONG).result()

    def repair(self) -> None:
        """Write rows and index again from the journal."""
        self._writer.do(self._repair, Urgency.LONG).result()

    def _repair(self, connection: Connection) -> None:
        applying = Applying(connection, self._seal)
        known = connection.execute(select(OPS.c.kind, OPS.c.id).distinct()).all()
        for table in RECORDS.values():
            connection.execute(table.delete().where(table.c.id.not_in(select(OPS.c.id))))
        for kind, record_id in known:
            applying.write_row(kind, record_id)
        rebuild(connection)

    def backup(self, target: Path) -> Future[Path]:
        """Write a consistent copy of the archive beside others; it holds everything and stays with its owner."""

        def work(connection: Connection) -> None:
            connection.execute(insert(BACKUPS), {"path": str(target), "at": self._around.now_ms()})

        if target.exists():
            raise KnownError("file_exists", path=str(target))
        noted = self._writer.do(work)
        noted.result()
        quoted = str(target).replace("'", "''")
        done: Future[Path] = Future()
        copying = self._writer.clean((f"VACUUM INTO '{quoted}'",))
        copying.add_done_callback(lambda copied: _hand_on(copied, done, target))
        return done


def _hand_on(copied: Future[None], done: Future[Path], target: Path) -> None:
    error = copied.exception()
    if error is None:
        done.set_result(target)
    else:
        done.set_exception(error)


def _anything(_change: Change, _op: Op) -> bool:
    """What is done here was decided by the use case."""
    return True


def _pieces(edits: Sequence[Edit]) -> Iterable[Sequence[Edit]]:
    """Yield the edits in pieces that fit a Change each; there is always one."""
    piece: list[Edit] = []
    weight = 0
    for edit in edits:
        weighs = 1 if edit.is_creation else len(edit.fields)
        if piece and weight + weighs > OPS_IN_A_CHANGE:
            yield piece
            piece, weight = [], 0
        piece.append(edit)
        weight += weighs
    yield piece

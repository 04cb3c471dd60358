"""What a job of the writer does: a person's acts, long ones in pieces, and taking them back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, select

from facilitator.archive.applying import ACT_DROPPED, Applying
from facilitator.archive.facts import RISEN_FROM, Facts
from facilitator.archive.head import Head
from facilitator.archive.schema import OPS_KNOWN_BY
from facilitator.archive.sealing import Seal
from facilitator.archive.store import changes_in, entry_of
from facilitator.archive.tables import CHANGES, OPS, UNFINISHED
from sessions.edits import Draft, Edit, drafts, numbered
from sessions.errors import DomainError
from sessions.ids import uuid7
from sessions.journal import ACT_DONE, May
from sessions.ops import OPS_IN_A_CHANGE, Arrival, Change, Op, SetAside
from sessions.undo import Stacks, stacks, undoing

UNDO: Final = "undo"
REMEMBERED_ACTS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the archive takes from the world: the clock, randomness, where the private key lies, the zone.

    An archive that ``is_lasting`` has a reserve and automatic backups beside it, or these in the folder ``backups``,
    which is for this archive alone.
    """

    now_ms: Callable[[], int]
    private_key: Path
    zone: str = "UTC"
    randomness: Callable[[int], bytes] = field(default=os.urandom)
    is_lasting: bool = False
    backups: Path | None = None

    def new_id(self) -> str:
        """Return a fresh id that sorts by time."""
        return uuid7(self.now_ms(), self.randomness(10))

    def today(self) -> date:
        """Return the day it is in the zone; where this computer does not know the zone, the day in UTC."""
        zone: tzinfo = UTC
        with suppress(ZoneInfoNotFoundError, ValueError):
            zone = ZoneInfo(self.zone)
        return datetime.fromtimestamp(self.now_ms() / 1000, zone).date()


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what; ``act`` names the long act it is a piece of, ``undoes`` the act it takes back."""

    actor: str
    verb: str
    act: str = ""
    undoes: str = ""


class Acts:
    """Everything that is done within one transaction each, in the writer's thread."""

    def __init__(self, surroundings: Surroundings, seal: Seal) -> None:
        self._around = surroundings
        self._seal = seal
        self._head = Head()

    def settle_in(self, connection: Connection, path: Path) -> str:
        """Return this file's device id: a new one where the file is new, was copied or restored."""
        facts = Facts(connection)
        self._head.device = facts.settle_in(path, self._around.new_id)
        if risen_from := facts.get(RISEN_FROM):
            self._applying(connection).catch_up(OPS_KNOWN_BY.get(risen_from, ()))
            facts.forget(RISEN_FROM)
        return self._head.device

    def forget(self) -> None:
        """Forget what a transaction had come to that was rolled back."""
        self._head.forget()

    def _applying(self, connection: Connection) -> Applying:
        return Applying(connection, self._seal, self._head)

    def commit(self, connection: Connection, edits: Sequence[Edit], doing: Act) -> Change:
        """Do what the edits say, as one Change."""
        applying = self._applying(connection)
        return self._do(applying, list(drafts(edits, applying.view)), doing)

    def _do(self, applying: Applying, found: Sequence[Draft], doing: Act) -> Change:
        change = self._header(applying.connection, doing)
        taken = applying.apply(change, numbered(found, change.change_id))
        if taken.set_aside:
            raise DomainError("edit_refused", reason=taken.set_aside[0].reason)
        return change

    def _header(self, connection: Connection, doing: Act) -> Change:
        seq, lam = self._head.next(connection)
        change_id = self._around.new_id()
        return Change(
            change_id=change_id,
            act=doing.act or change_id,
            actor=doing.actor,
            device=self._head.device,
            seq=seq,
            lam=lam,
            at=self._around.now_ms(),
            zone=self._around.zone,
            verb=doing.verb,
            undoes=doing.undoes,
        )

    def accept(
        self, connection: Connection, change: Change, ops: Sequence[Op], origin: Arrival, may: May
    ) -> tuple[SetAside, ...]:
        """Take ops made elsewhere; return those that were set aside, and why."""
        return self._applying(connection).accept(change, ops, origin, may).set_aside

    # -- long acts ----------------------------------------------------------------------------------------

    def finish(self, connection: Connection, actor: str, act: str) -> Change:
        """Show what a long act has made."""
        applying = self._applying(connection)
        change = self._do(applying, [], Act(actor, ACT_DONE, act))
        applying.finish_act(act)
        return change

    def drop(self, connection: Connection, actor: str, act: str) -> None:
        """Leave nothing of a long act that came to no end; its Changes stay as headers, so no number is missing."""
        applying = self._applying(connection)
        applying.drop_act(act)
        self._do(applying, [], Act(actor, ACT_DROPPED, act))

    def clear_unfinished(self, connection: Connection) -> None:
        """Drop what long acts had made here when the program was stopped in the middle of them."""
        here = select(OPS.c.act).where(OPS.c.act == UNFINISHED.c.act, OPS.c.origin == Arrival.HERE.value)
        for act in connection.execute(select(UNFINISHED.c.act).where(here.exists())).scalars().all():
            self.drop(connection, "", act)

    def rewrite(self, connection: Connection) -> None:
        """Write rows and index again from the journal."""
        self._applying(connection).rewrite()

    # -- undo ---------------------------------------------------------------------------------------------

    def undo(self, connection: Connection, actor: str, which: str) -> Change:
        """Take back the act that is next in the ``undo`` or ``redo`` stack."""
        found = getattr(stacks_in(connection, self._head.device), which)
        if not found:
            raise DomainError(f"nothing_to_{which}")
        act = found[-1]
        applying = self._applying(connection)
        rows = connection.execute(select(OPS).where(OPS.c.act == act).order_by(OPS.c.n)).all()
        first = select(CHANGES.c.verb).where(CHANGES.c.act == act).order_by(CHANGES.c.n).limit(1)
        verb = connection.execute(first).scalar_one()
        restored = undoing(verb, [entry_of(row, self._seal).op for row in rows], applying.store.entries)
        back: list[Draft] = [(r.scope, r.kind, r.id, r.field, r.value, r.base) for r in restored]
        return self._take_back(applying, back, Act(actor, UNDO, undoes=act))

    def _take_back(self, applying: Applying, found: Sequence[Draft], doing: Act) -> Change:
        """Write an undo; that of a long act is long too, but is one transaction so that it is never half done."""
        if len(found) <= OPS_IN_A_CHANGE:
            return self._do(applying, found, doing)
        act = self._around.new_id()
        for start in range(0, len(found), OPS_IN_A_CHANGE):
            piece = found[start : start + OPS_IN_A_CHANGE]
            self._do(applying, piece, Act(doing.actor, UNDO, act, doing.undoes))
        change = self._do(applying, [], Act(doing.actor, ACT_DONE, act, doing.undoes))
        applying.finish_act(act)
        return change


def stacks_in(connection: Connection, device: str) -> Stacks:
    """Return the acts of a device that can be undone and redone; not those that changed nothing or go on still."""
    mine = (
        select(CHANGES)
        .where(CHANGES.c.device == device)
        .where(select(OPS.c.n).where(OPS.c.act == CHANGES.c.act).exists())
        .where(CHANGES.c.act.not_in(select(UNFINISHED.c.act)))
        .order_by(CHANGES.c.seq.desc())
        .limit(REMEMBERED_ACTS)
    )
    return stacks(changes_in(reversed(connection.execute(mine).all())))


def pieces(edits: Iterable[Edit]) -> Iterable[tuple[Edit, ...]]:
    """Yield the edits in pieces that fit a Change each; there is always one."""
    piece: list[Edit] = []
    weight = 0
    for edit in edits:
        weighs = 1 if edit.is_creation else len(edit.fields)
        if piece and weight + weighs > OPS_IN_A_CHANGE:
            yield tuple(piece)
            piece, weight = [], 0
        piece.append(edit)
        weight += weighs
    yield tuple(piece)

"""A world of devices for the simulation: memory journals, packs in any order, and a hub that orders later."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sessions import fold as folding
from sessions import journal, undo
from sessions.edits import Edit, drafts, numbered
from sessions.errors import DomainError
from sessions.fold import View
from sessions.may import Role, may
from sessions.ops import CREATION, OPS_IN_A_CHANGE, Arrival, Change, Entry, Op, OpState

Snapshot = dict[tuple[str, str], dict[str, Any]]


class Memory:
    """A journal's store in two dictionaries."""

    def __init__(self) -> None:
        self.changes: dict[str, Change] = {}
        self.records: dict[tuple[str, str], dict[str, Entry]] = {}
        self.home: dict[str, tuple[str, str]] = {}
        self.folded: dict[tuple[str, str], View | None] = {}

    def known_change(self, change_id: str) -> Change | None:
        return self.changes.get(change_id)

    def keep_change(self, change: Change) -> None:
        self.changes[change.change_id] = change

    def entries(self, kind: str, record_id: str) -> Sequence[Entry]:
        return list(self.records.get((kind, record_id), {}).values())

    def keep_entry(self, entry: Entry) -> None:
        op = entry.op
        self.records.setdefault((op.kind, op.id), {})[op.op_id] = entry
        self.folded.pop((op.kind, op.id), None)
        self.home[op.op_id] = (op.kind, op.id)

    def replace_entry(self, entry: Entry) -> None:
        self.keep_entry(entry)

    def view(self, kind: str, record_id: str) -> View | None:
        record = (kind, record_id)
        if record not in self.folded:
            self.folded[record] = folding.fold(self.entries(kind, record_id))
        return self.folded[record]

    def all_entries(self) -> list[Entry]:
        return [entry for held in self.records.values() for entry in held.values()]


@dataclass
class Ids:
    """Ids that are unique and, like real ones, in no order that means anything."""

    rng: random.Random
    made: int = 0

    def new(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.rng.randrange(16**6):06x}-{self.made}"


Pack = list[tuple[Change, list[Op]]]


class Device:
    """One archive file on one computer."""

    def __init__(self, name: str, role: Role, scopes: Collection[str], ids: Ids) -> None:
        self.name = name
        self.role = role
        self.scopes = frozenset(scopes)
        self.store = Memory()
        self.lam = 0
        self.seq = 0
        self.ids = ids
        self.mine: list[Change] = []

    @property
    def private(self) -> str:
        return f"private:{self.name}"

    def view(self, kind: str, record_id: str) -> View | None:
        return self.store.view(kind, record_id)

    def act(self, edits: Sequence[Edit], verb: str, *, act: str = "", undoes: str = "") -> Change:
        """Make one Change of some edits, taken by the same door as everything else."""
        change = self._header(verb, act, undoes)
        self._take(change, numbered(drafts(edits, self.view), change.change_id))
        return change

    def _header(self, verb: str, act: str = "", undoes: str = "") -> Change:
        self.seq += 1
        self.lam = journal.next_lam(self.lam)
        change_id = self.ids.new("c")
        change = Change(
            change_id,
            act or change_id,
            self.name,
            self.name,
            self.seq,
            self.lam,
            0,
            "UTC",
            verb,
            undoes=undoes,
        )
        self.mine.append(change)
        return change

    def _take(self, change: Change, ops: Sequence[Op]) -> None:
        assert len(ops) <= OPS_IN_A_CHANGE
        taken = journal.take(self.store, change, ops, Arrival.HERE, lambda _c, _o: True)
        assert not taken.set_aside

    def undo(self, act: str) -> bool:
        """Take an act back, or say that it cannot be."""
        ops = [e.op for e in self.store.all_entries() if self.store.changes[e.op.change_id].act == act]
        ops.sort(key=lambda op: op.op_id)
        first = next(change for change in self.mine if change.act == act)
        try:
            found = undo.undoing(first.verb, ops, self.store.entries)
        except DomainError:
            return False
        change = self._header("undo", undoes=act)
        drafted = [(r.scope, r.kind, r.id, r.field, r.value, r.base) for r in found]
        self._take(change, numbered(drafted, change.change_id))
        return True

    def pack(self, scopes: Collection[str], keep: Callable[[Change], bool] = lambda _c: True) -> Pack:
        """Return the Changes this device holds, as far as they are in some scopes."""
        by_change: dict[str, list[Op]] = {}
        for entry in journal.shareable(self.store.all_entries(), scopes):
            if entry.state is not OpState.REJECTED:
                by_change.setdefault(entry.op.change_id, []).append(entry.op)
        headers = [change for change in self.store.changes.values() if keep(change)]
        return [(change, by_change.get(change.change_id, [])) for change in headers]

    def merge(self, pack: Pack, role: Role = Role.CONVENOR) -> list[str]:
        """Take a pack; return why ops were set aside."""
        reasons: list[str] = []
        for change, ops in pack:
            self.lam = max(self.lam, change.lam)
            taken = journal.take(
                self.store,
                change,
                ops,
                Arrival.PACK,
                lambda c, op: may(role, c.verb, op.kind, op.field, op.scope),
            )
            reasons.extend(aside.reason for aside in taken.set_aside)
        return reasons

    def views(self, scopes: Collection[str] | None = None) -> list[View]:
        """Return what is to be seen here, records of unfinished acts apart."""
        hidden = journal.unfinished_acts(self.store.changes.values())
        found = [self.store.view(kind, record_id) for kind, record_id in self.store.records]
        return [
            view
            for view in found
            if view is not None
            and not (view.created_in <= hidden)
            and (scopes is None or view.scope in scopes)
        ]

    def snapshot(self, scopes: Collection[str] | None = None, *, tombstones: bool = True) -> Snapshot:
        """Return all visible fields, comparable with ==."""
        return {
            (view.kind, view.id): {
                "clashes": {name: list(v) for name, v in view.clashes.items()} if tombstones else {},
                "edited": view.is_edited_since_deleted,
                **{n: v for n, v in view.fields.items() if v is not None},
            }
            for view in self.views(scopes)
            if tombstones or not view.deleted
        }

    def digest(self, scopes: Collection[str]) -> str:
        return folding.digest(self.views(scopes))

    def bytes(self) -> str:
        """Return everything this journal holds, to look for words that must not be there."""
        return repr(self.store.records)


@dataclass
class Hub:
    """A server that gives ops one order, later than they were made, and refuses some."""

    rng: random.Random
    refuses: float = 0.0
    store: Memory = field(default_factory=Memory)
    log: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def receive(self, device: Device, scopes: Collection[str]) -> None:
        """Take a device's pending ops, part by part; each part is accepted or refused whole."""
        pending = [
            entry
            for entry in journal.shareable(device.store.all_entries(), scopes)
            if entry.state is OpState.PENDING
        ]
        for change in device.store.changes.values():
            if change.verb == journal.ACT_DONE:
                self.store.keep_change(change)
        by_change: dict[str, list[Op]] = {}
        for entry in journal.upload_order(pending):
            by_change.setdefault(entry.op.change_id, []).append(entry.op)
        for change_id, ops in by_change.items():
            for part in journal.parts(ops):
                self._part(device.store.changes[change_id], part)

    def _part(self, change: Change, part: Sequence[Op]) -> None:
        known = [op for op in part if op.op_id in self.refused or op.op_id in self.log]
        if known or self._awaits_copy(part):
            return
        reason = self._reason(part)
        if reason:
            self.refused.update((op.op_id, reason) for op in part)
            self.lost.update(op.id for op in part if op.field == CREATION)
            return
        journal.take(self.store, change, part, Arrival.HUB, lambda _c, _o: True)
        for op in part:
            self.log.append(op.op_id)
            verdict = journal.Verdict(op.op_id, gseq=len(self.log))
            journal.judge(self.store, self.store.home, [verdict])

    def _reason(self, part: Sequence[Op]) -> str:
        if any(journal.is_above_verdicts(op) for op in part):
            return ""
        if any(self._copy_was_refused(op) for op in part):
            return "the copy was refused"
        return "the hub says no" if self.rng.random() < self.refuses else ""

    def _awaits_copy(self, part: Sequence[Op]) -> bool:
        """Tell whether a move's other half has not come yet; nothing is answered before it has."""
        if any(journal.is_above_verdicts(op) for op in part):
            return False
        copies = [copy for op in part if (copy := journal.needs_copy(op))]
        return any(not self._has(copy) and copy not in self.lost for copy in copies)

    def _has(self, record_id: str) -> bool:
        return any(entry.op.field == CREATION for entry in self.store.entries("note", record_id))

    def _copy_was_refused(self, op: Op) -> bool:
        return journal.needs_copy(op) in self.lost

    def send(self, device: Device, scopes: Collection[str]) -> None:
        """Give a device the ops of its scopes in the hub's order, and what became of its own."""
        for entry in sorted(journal.shareable(self.store.all_entries(), scopes), key=lambda e: e.gseq):
            change = self.store.changes[entry.op.change_id]
            device.lam = max(device.lam, change.lam)
            journal.take(device.store, change, [entry.op], Arrival.HUB, lambda _c, _o: True)
        held = device.store.home
        places = {op_id: n for n, op_id in enumerate(self.log, 1)}
        yes = [journal.Verdict(i, gseq=n) for i, n in places.items() if i in held]
        no = [journal.Verdict(i, reason=why) for i, why in self.refused.items() if i in held]
        journal.judge(device.store, held, [*yes, *no])
        for change in self.store.changes.values():
            if device.store.known_change(change.change_id) is None and change.verb == journal.ACT_DONE:
                device.store.keep_change(change)

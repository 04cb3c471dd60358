"""Taking ops into a journal: the one way in, for acts made here, packs and (later) a hub.

The journal's store is handed in: the archive's tables in the product, a dictionary in the simulation. Nothing
here depends on the order in which ops arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sessions.fold import redacted_fields
from sessions.ops import (
    BLANK,
    CREATION,
    DELETED,
    MOVED,
    REDACTED,
    Arrival,
    Change,
    Entry,
    Op,
    OpState,
    SetAside,
    Value,
    fault_of_op,
    is_blank,
)
from sessions.scopes import PRIVATE

ACT_DONE: Final = "act.done"
HIGHEST_COUNT: Final = (1 << 53) - 1
"""No ``seq`` or ``lam`` is higher: one forged at the end of all numbers would leave no room for the next act."""

Record = tuple[str, str]
"""The kind and id of a record."""

May = Callable[[Change, Op], bool]
"""Tells whether the author of a Change may make an op."""


class Store(Protocol):
    """What a journal needs of the place it is kept in."""

    def known_change(self, change_id: str) -> Change | None:
        """Return the header kept under an id, if any."""
        ...

    def keep_change(self, change: Change) -> None:
        """Keep a header."""
        ...

    def entries(self, kind: str, record_id: str) -> Sequence[Entry]:
        """Return all ops kept of one record, in any order."""
        ...

    def keep_entry(self, entry: Entry) -> None:
        """Keep an op not known so far."""
        ...

    def replace_entry(self, entry: Entry) -> None:
        """Put an entry in the place of the one with its op id: blanked, confirmed or rejected."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a Change: the records it touched and the ops that were not taken."""

    touched: tuple[Record, ...]
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a hub says of one op: its place in the one order, or why not."""

    op_id: str
    gseq: int = 0
    reason: str = ""


def take(store: Store, change: Change, ops: Sequence[Op], origin: Arrival, may: May) -> Taken:
    """Take the ops of a Change, or the part of it that came; what is known already does nothing."""
    if not has_sound_counts(change):
        return Taken((), tuple(SetAside(op, "header_malformed") for op in ops))
    known = store.known_change(change.change_id)
    if known is not None and known != change:
        return Taken((), tuple(SetAside(op, "header_differs") for op in ops))
    if known is None:
        store.keep_change(change)
    touched: dict[Record, None] = {}
    aside: list[SetAside] = []
    for op in ops:
        fault = _fault(change, op, origin, may)
        if fault:
            aside.append(SetAside(op, fault))
        elif _is_forged(store, op):
            aside.append(SetAside(op, "op_differs"))
        elif _take_op(store, change, op, origin):
            touched[(op.kind, op.id)] = None
    return Taken(tuple(touched), tuple(aside))


def has_sound_counts(change: Change) -> bool:
    """Tell whether a header counts as a header can."""
    return 0 < change.lam <= HIGHEST_COUNT and 0 < change.seq <= HIGHEST_COUNT


def _fault(change: Change, op: Op, origin: Arrival, may: May) -> str:
    if op.change_id != change.change_id:
        return "op_of_another_change"
    if origin is not Arrival.HERE and is_private(op.scope):
        return "scope_is_private"
    fault = fault_of_op(op)
    if fault:
        return fault
    return "" if may(change, op) else "not_allowed"


def is_private(scope: str) -> bool:
    """Tell whether a scope never leaves its owner's computer, but for backups."""
    return scope.startswith(PRIVATE)


def _is_forged(store: Store, op: Op) -> bool:
    """Tell whether an op of this id is here with other content; a blank is no other content."""
    known = next((e.op for e in store.entries(op.kind, op.id) if e.op.op_id == op.op_id), None)
    if known is None or known == op:
        return False
    return replace(known, value=None) != replace(op, value=None) or not _may_be_one(known.value, op.value)


def _may_be_one(one: Value, other: Value) -> bool:
    if is_blank(one) or is_blank(other):
        return True
    if not (isinstance(one, dict) and isinstance(other, dict)) or one.keys() != other.keys():
        return False
    return all(one[k] == other[k] or is_blank(one[k]) or is_blank(other[k]) for k in one)


def _take_op(store: Store, change: Change, op: Op, origin: Arrival) -> bool:
    entries = store.entries(op.kind, op.id)
    if any(entry.op.op_id == op.op_id for entry in entries):
        return False
    entry = Entry(op, change.lam, change.act, origin=origin)
    store.keep_entry(blanked(entry, redacted_in(entries, op.scope)))
    if op.field == REDACTED:
        redact(store, entries, op)
    return True


def redacted_in(entries: Iterable[Entry], scope: str) -> frozenset[str]:
    """Return the fields redacted for a scope: redaction waits for nothing, so its order does not matter."""
    return redacted_fields(entry for entry in entries if entry.op.scope == scope)


def redact(store: Store, entries: Iterable[Entry], redaction: Op) -> None:
    """Blank the named fields in every op of the record that is here; later ones are blanked as they come."""
    fields = frozenset(redaction.value) if isinstance(redaction.value, list) else frozenset()
    for entry in entries:
        emptied = blanked(entry, fields) if entry.op.scope == redaction.scope else entry
        if emptied is not entry:
            store.replace_entry(emptied)


def blanked(entry: Entry, fields: Collection[str]) -> Entry:
    """Return an entry without the values of the named fields; the same object where nothing was there."""
    op = entry.op
    if op.field in fields:
        return replace(entry, op=replace(op, value=dict(BLANK)))
    if op.field == CREATION and isinstance(op.value, dict) and not op.value.keys().isdisjoint(fields):
        emptied: Value = {name: dict(BLANK) if name in fields else v for name, v in op.value.items()}
        return replace(entry, op=replace(op, value=emptied))
    return entry


def judge(store: Store, records: Mapping[str, Record], verdicts: Iterable[Verdict]) -> tuple[Record, ...]:
    """Take a hub's verdicts on ops that are here; ``records`` tells which record an op id belongs to.

    A redaction or a permission is never undone by a verdict: words that are gone cannot come back.
    """
    touched: dict[Record, None] = {}
    for verdict in verdicts:
        record = records[verdict.op_id]
        entry = next(e for e in store.entries(*record) if e.op.op_id == verdict.op_id)
        if verdict.reason and is_above_verdicts(entry.op):
            continue
        state = OpState.REJECTED if verdict.reason else OpState.CONFIRMED
        store.replace_entry(replace(entry, state=state, gseq=verdict.gseq, reason=verdict.reason))
        touched[record] = None
    return tuple(touched)


def is_above_verdicts(op: Op) -> bool:
    """Tell whether an op stands whatever a hub thinks of its author: a redaction, or an answer about a quote."""
    return op.field == REDACTED or op.kind == "permission"


def parts(ops: Sequence[Op]) -> tuple[tuple[Op, ...], ...]:
    """Split the ops of a Change by scope, the part that holds the copy of a move first."""
    by_scope: dict[str, list[Op]] = {}
    for op in ops:
        by_scope.setdefault(op.scope, []).append(op)
    return tuple(tuple(part) for part in sorted(by_scope.values(), key=_holds_no_copy))


def _holds_no_copy(part: Sequence[Op]) -> bool:
    return not any(_is_copy(op) for op in part)


def _is_copy(op: Op) -> bool:
    return op.field == CREATION and isinstance(op.value, dict) and bool(op.value.get("moved_from"))


def needs_copy(op: Op) -> str:
    """Return the id of the copy without which a deletion would lose a record, or ''."""
    if op.field == DELETED and isinstance(op.value, dict) and op.value.get("why") == MOVED:
        return str(op.value.get("to", ""))
    return ""


def shareable(
    entries: Iterable[Entry], scopes: Collection[str], unfinished: Collection[str] = ()
) -> Iterator[Entry]:
    """Yield the ops that may travel to somebody who was given these scopes.

    Private ones never do, and those of an unfinished act only once it is done: it may yet be dropped here.
    """
    for entry in entries:
        if entry.op.scope in scopes and not is_private(entry.op.scope) and entry.act not in unfinished:
            yield entry


def next_lam(highest_seen: int) -> int:
    """Return the place of a new Change: one above everything its author had seen, whatever the clock says."""
    return highest_seen + 1


def upload_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return pending ops in the order of a first upload, which changes nothing on any screen."""
    return sorted(entries, key=lambda entry: (entry.lam, entry.op.op_id))


def unfinished_acts(changes: Iterable[Change]) -> set[str]:
    """Return the acts of many Changes whose last one has not come; what they made stays hidden."""
    begun: set[str] = set()
    done: set[str] = set()
    for change in changes:
        if not change.is_whole_act:
            (done if change.verb == ACT_DONE else begun).add(change.act)
    return begun - done


def stands_for(record_id: str, moved_to: Callable[[str], str]) -> str:
    """Return the id of the record that stands for one that may have been moved, following every move."""
    seen: list[str] = []
    at = record_id
    while at not in seen:
        seen.append(at)
        at = moved_to(at) or at
    return at

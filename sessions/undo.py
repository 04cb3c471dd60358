"""Taking back an act: what it would set, and when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sessions.errors import DomainError
from sessions.final_acts import NOT_UNDOABLE
from sessions.fold import View, fold, strength, value_in, with_seen, without_seen
from sessions.journal import Record
from sessions.ops import (
    CREATE_ONLY_KINDS,
    CREATION,
    DELETED,
    REDACTED,
    Change,
    Entry,
    Op,
    Value,
    canonical,
    is_blank,
)

UNDONE: Final = "undone"


@dataclass(frozen=True, slots=True)
class Restored:
    """One field to be set back, and the ops its author has seen."""

    scope: str
    kind: str
    id: str
    field: str
    value: Value
    base: tuple[str, ...]


EntriesOf = Callable[[str, str], Sequence[Entry]]


def undoing(verb: str, ops: Sequence[Op], entries_of: EntriesOf) -> tuple[Restored, ...]:
    """Return what takes back an act with these ops.

    Raises DomainError ``cannot_undo`` with ``why`` *not_undoable* (a redaction, a permission, a publication, the
    merge of a pack), *changed_since* (an op of the act no longer wins) or *words_removed* (what it would
    restore was redacted).
    """
    if verb in NOT_UNDOABLE or any(_is_final(op) for op in ops):
        raise DomainError("cannot_undo", why="not_undoable")
    by_record: dict[Record, list[Op]] = {}
    for op in ops:
        by_record.setdefault((op.kind, op.id), []).append(op)
    restored: list[Restored] = []
    for (kind, record_id), mine in by_record.items():
        restored.extend(_undoing_record(entries_of(kind, record_id), mine))
    return tuple(restored)


def _is_final(op: Op) -> bool:
    return op.field == REDACTED or op.kind in CREATE_ONLY_KINDS


def _undoing_record(entries: Sequence[Entry], mine: Sequence[Op]) -> list[Restored]:
    view = fold(entries)
    if view is None:
        raise DomainError("cannot_undo", why="changed_since")
    creation = next((op for op in mine if op.field == CREATION), None)
    if creation is not None:
        return [_uncreated(view, creation, mine)]
    by_field: dict[str, list[Op]] = {}
    for op in mine:
        by_field.setdefault(op.field, []).append(op)
    return [_set_back(view, entries, chain) for chain in by_field.values()]


def _uncreated(view: View, creation: Op, mine: Sequence[Op]) -> Restored:
    """Return the deletion that takes back a creation, if the record is still as the act left it."""
    left: dict[str, Value] = dict(creation.value) if isinstance(creation.value, dict) else {}
    left.update((op.field, op.value) for op in mine if op.field != CREATION)
    now = {name: value for name, value in view.fields.items() if name != DELETED}
    if view.deleted or any(not _equal(value, left.get(name)) for name, value in now.items()):
        raise DomainError("cannot_undo", why="changed_since")
    gone = with_seen({"why": UNDONE, "to": ""}, view)
    return Restored(view.scope, view.kind, view.id, DELETED, gone, view.heads.get(DELETED, ()))


def _set_back(view: View, entries: Sequence[Entry], chain: Sequence[Op]) -> Restored:
    """Return the value a field had before the act's first op of it, if its last op still wins."""
    name = chain[0].field
    heads = view.heads.get(name, ())
    if not heads or not _equal(view.fields.get(name), chain[-1].value):
        raise DomainError("cannot_undo", why="changed_since")
    value = _value_before(entries, chain[0])
    if is_blank(value) or name in view.redacted:
        raise DomainError("cannot_undo", why="words_removed")
    restored = with_seen(value, view) if name == DELETED else value
    own = chain[-1].op_id
    return Restored(view.scope, view.kind, view.id, name, restored, (own,) if own in heads else heads[:1])


def _value_before(entries: Sequence[Entry], op: Op) -> Value:
    before = [entry for entry in entries if entry.op.op_id in op.base]
    return value_in(max(before, key=strength), op.field) if before else None


def _equal(one: Value, other: Value) -> bool:
    return canonical(without_seen(one)) == canonical(without_seen(other))


@dataclass(frozen=True, slots=True)
class Stacks:
    """The acts that can be undone and redone, the next one last."""

    undo: tuple[str, ...]
    redo: tuple[str, ...]


def stacks(changes: Sequence[Change]) -> Stacks:
    """Read the undo and redo stacks out of one device's Changes in ``seq`` order.

    They are a reading of the journal, so they are the same after a restart. ``undoes`` names an act: undoing an act
    that stands, or redoing by undoing the undoing.
    """
    undo: list[str] = []
    redo: list[str] = []
    acts: dict[str, Change] = {}
    for change in changes:
        acts.setdefault(change.act, change)
    for change in acts.values():
        if change.verb in NOT_UNDOABLE:
            continue
        if not change.undoes:
            undo.append(change.act)
            redo.clear()
        elif change.undoes in undo:
            undo.remove(change.undoes)
            redo.append(change.act)
        elif change.undoes in redo:
            redo.remove(change.undoes)
            undo.append(change.act)
    return Stacks(tuple(undo), tuple(redo))

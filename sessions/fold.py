"""From the ops of one record to what a person sees of it: heads, the winner, clashes, deletion."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sessions.ops import CREATION, DELETED, MOVED, REDACTED, Entry, OpState, Value, canonical, is_blank


@dataclass(frozen=True, slots=True)
class View:
    """What the ops of one record amount to.

    ``fields`` holds the winning value of each field; ``heads`` the op ids that compete for it, winner first;
    ``clashes`` the values of a field with unlike heads, winner first; ``created_in`` the acts of its creation.
    """

    kind: str
    id: str
    scope: str
    fields: Mapping[str, Value]
    heads: Mapping[str, tuple[str, ...]]
    clashes: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    redacted: frozenset[str] = frozenset()
    created_in: frozenset[str] = frozenset()
    is_edited_since_deleted: bool = False

    @property
    def deleted(self) -> Mapping[str, Any] | None:
        """Return why and where to the record was deleted, or None while it stands."""
        value = self.fields.get(DELETED)
        return value if isinstance(value, dict) else None

    @property
    def moved_to(self) -> str:
        """Return the id of the copy that stands for this record now, or ''."""
        gone = self.deleted
        return str(gone.get("to", "")) if gone and gone.get("why") == MOVED else ""


def fold(entries: Iterable[Entry]) -> View | None:
    """Return the view of one record, or None while its creation has not come or was rejected."""
    live = [entry for entry in entries if is_live(entry)]
    if len(live) == 1 and live[0].op.field == CREATION and isinstance(live[0].op.value, dict):
        return _as_made(live[0], live[0].op.value)
    creations = [entry for entry in live if entry.op.field == CREATION]
    if not creations:
        return None
    scope = scope_of(creations)
    inside = [entry for entry in live if belongs(entry, scope)]
    made = [entry for entry in inside if entry.op.field == CREATION]
    edits = _by_field(inside)
    heads: dict[str, tuple[Entry, ...]] = {}
    for name in _field_names(made, edits):
        heads[name] = heads_of(name, made, edits.get(name, ()))
    return View(
        kind=creations[0].op.kind,
        id=creations[0].op.id,
        scope=scope,
        fields={name: value_in(ranked[0], name) for name, ranked in heads.items()},
        heads={name: tuple(entry.op.op_id for entry in ranked) for name, ranked in heads.items()},
        clashes=_clashes(heads),
        redacted=redacted_fields(inside),
        created_in=frozenset(entry.act for entry in made),
        is_edited_since_deleted=_is_edited_since_deleted(heads, edits),
    )


def _as_made(entry: Entry, fields: Mapping[str, Value]) -> View:
    """Return the view of a record that was made and never touched again: what most records are, most of the time."""
    op, head = entry.op, (entry.op.op_id,)
    return View(
        op.kind, op.id, op.scope, fields, dict.fromkeys(fields, head), created_in=frozenset({entry.act})
    )


def is_live(entry: Entry) -> bool:
    """Tell whether an op counts: a rejected one does not."""
    return entry.state is not OpState.REJECTED


def scope_of(creations: Sequence[Entry]) -> str:
    """Return the scope of a record: that of its first creation, however the creations arrived.

    What a hub has ordered comes first, so a creation made up later cannot carry a record off.
    """
    return min(creations, key=_first).op.scope


def _first(entry: Entry) -> tuple[bool, int, int, str]:
    return (entry.state is not OpState.CONFIRMED, entry.gseq, entry.lam, entry.op.op_id)


def belongs(entry: Entry, scope: str) -> bool:
    """Tell whether an op speaks in its record's scope; one from another scope is not heard."""
    return entry.op.scope == scope


def strength(entry: Entry) -> tuple[int, int, str]:
    """Return what ranks heads: pending above confirmed, confirmed by ``gseq``, pending by (lam, op id)."""
    if entry.state is OpState.CONFIRMED:
        return (0, entry.gseq, "")
    return (1, entry.lam, entry.op.op_id)


def heads_of(name: str, creations: Sequence[Entry], edits: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the ops of a field that no other op of it names as base, the greatest first."""
    makers = [entry for entry in creations if sets(entry, name)]
    every = (*makers, *edits)
    if len(every) == 1:
        return every
    seen = covered(name, makers, edits)
    standing = [entry for entry in every if entry.op.op_id not in seen]
    # Bases that go round in a circle leave no head; then every op is as good as another.
    return tuple(sorted(standing or every, key=strength, reverse=True))


def sets(creation: Entry, name: str) -> bool:
    """Tell whether a creation gives a first value to a field."""
    return isinstance(creation.op.value, dict) and name in creation.op.value


def covered(name: str, makers: Sequence[Entry], edits: Sequence[Entry]) -> set[str]:
    """Return the op ids that an edit of the field has seen.

    A file imported on two computers makes the same record twice; an edit that saw one of these creations
    has seen every creation that says the same of the field.
    """
    seen = {op_id for entry in edits for op_id in entry.op.base}
    if not seen:
        return seen
    said = {canonical(value_in(entry, name)) for entry in makers if entry.op.op_id in seen}
    return seen | {entry.op.op_id for entry in makers if canonical(value_in(entry, name)) in said}


def value_in(entry: Entry, name: str) -> Value:
    """Return what an op, creation or edit, says of a field."""
    if entry.op.field == CREATION and isinstance(entry.op.value, dict):
        value: Value = entry.op.value[name]
        return value
    return entry.op.value


def redacted_fields(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the fields whose values redactions among these ops have taken away."""
    found: set[str] = set()
    for entry in entries:
        if entry.op.field == REDACTED and isinstance(entry.op.value, list):
            found.update(entry.op.value)
    return frozenset(found)


def digest(views: Iterable[View]) -> str:
    """Return one hash of all winning values, equal wherever the same ops are held."""
    lines = sorted(
        canonical([view.kind, view.id, name, value])
        for view in views
        for name, value in view.fields.items()
        if name != REDACTED
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _by_field(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    edits: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.op.field not in {CREATION, REDACTED}:
            edits.setdefault(entry.op.field, []).append(entry)
    return edits


def _field_names(creations: Sequence[Entry], edits: Mapping[str, object]) -> set[str]:
    names = set(edits)
    for entry in creations:
        if isinstance(entry.op.value, dict):
            names.update(entry.op.value)
    return names


def _clashes(heads: Mapping[str, Sequence[Entry]]) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    for name, ranked in heads.items():
        if len(ranked) == 1:
            continue
        unlike: dict[str, Value] = {}
        for entry in ranked:
            value = value_in(entry, name)
            unlike.setdefault(canonical(without_seen(value) if name == DELETED else value), value)
        if len(unlike) > 1:
            found[name] = tuple(unlike.values())
    return found


def with_seen(value: Value, view: View) -> Value:
    """Return a deletion together with the ops its author sees now, so that an edit made elsewhere can be told."""
    if not isinstance(value, dict):
        return value
    seen = {op_id for name, ids in view.heads.items() if name != DELETED for op_id in ids}
    return {**value, "seen": sorted(seen)}


def without_seen(value: Value) -> Value:
    """Return a deletion without the list of what its author had seen: that is no difference of opinion."""
    return {key: part for key, part in value.items() if key != "seen"} if isinstance(value, dict) else value


def _is_edited_since_deleted(
    heads: Mapping[str, Sequence[Entry]], edits: Mapping[str, Sequence[Entry]]
) -> bool:
    """Tell whether the winning deletion's author had not seen some edit of the record."""
    if DELETED not in heads:
        return False
    gone = value_in(heads[DELETED][0], DELETED)
    if not isinstance(gone, dict):
        return False
    known = _ancestry(set(gone.get("seen", ())), edits)
    others = (entry for name, found in edits.items() if name != DELETED for entry in found)
    act = heads[DELETED][0].op.change_id
    unseen = (entry.op for entry in others if entry.op.op_id not in known)
    return any(op.change_id != act and not is_blank(op.value) for op in unseen)


def _ancestry(seen: set[str], edits: Mapping[str, Sequence[Entry]]) -> set[str]:
    bases = {entry.op.op_id: entry.op.base for found in edits.values() for entry in found}
    known: set[str] = set()
    waiting = list(seen)
    while waiting:
        op_id = waiting.pop()
        if op_id not in known:
            known.add(op_id)
            waiting.extend(bases.get(op_id, ()))
    return known

"""What a use case wants done: edits of records, and the ops they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sessions.fold import View, with_seen
from sessions.ops import CREATION, DELETED, MOVED, REDACTED, Op, Value, canonical
from sessions.records import Record, kind_of, to_fields, to_value


@dataclass(frozen=True, slots=True)
class Edit:
    """One record made, changed, deleted or redacted; ``scope`` only where it is made.

    ``settles`` names fields whose clash this edit ends: it has then seen all their heads.
    """

    kind: str
    id: str
    fields: Mapping[str, Value]
    scope: str = ""
    settles: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_creation(self) -> bool:
        """Tell whether the edit makes its record."""
        return bool(self.scope)


def create(record: Record, scope: str) -> Edit:
    """Return the edit that makes a record in a scope."""
    return Edit(kind_of(record), record.id, to_fields(record), scope)


def change(kind: str, record_id: str, /, **fields: object) -> Edit:
    """Return the edit that sets some fields of a record."""
    return Edit(kind, record_id, {name: to_value(value) for name, value in fields.items()})


def settle(kind: str, record_id: str, name: str, value: object) -> Edit:
    """Return the edit by which a person ends a clash."""
    return Edit(kind, record_id, {name: to_value(value)}, settles=frozenset({name}))


def delete(kind: str, record_id: str, why: str = "deleted", to: str = "") -> Edit:
    """Return the edit that deletes a record; its children stay and are hidden with it."""
    return Edit(kind, record_id, {DELETED: {"why": why, "to": to}})


def restore(kind: str, record_id: str) -> Edit:
    """Return the edit that brings a deleted record back."""
    return Edit(kind, record_id, {DELETED: None})


def redact(kind: str, record_id: str, *fields: str) -> Edit:
    """Return the edit that takes the words of some fields away for good, wherever it arrives."""
    return Edit(kind, record_id, {REDACTED: sorted(fields)})


def move(copy: Record, scope: str, left_behind: str) -> list[Edit]:
    """Return the edits that move a record to another scope; ``copy`` has a new id and names where it came from."""
    return [create(copy, scope), delete(kind_of(copy), left_behind, why=MOVED, to=copy.id)]


Draft = tuple[str, str, str, str, Value, tuple[str, ...]]
"""Scope, kind, id, field, value and base of an op that has no Change yet."""

ViewOf = Callable[[str, str], View | None]


def drafts(edits: Iterable[Edit], view_of: ViewOf) -> Iterator[Draft]:
    """Yield what the edits set, with the ops their author saw as base; a value that is there already is left out.

    Raises KeyError for a change to a record that is not there: an act that makes a record sets all its fields.
    """
    done: set[tuple[str, str, str]] = set()
    for edit in edits:
        if edit.is_creation:
            yield (edit.scope, edit.kind, edit.id, CREATION, dict(edit.fields), ())
            continue
        view = view_of(edit.kind, edit.id)
        if view is None:
            raise KeyError((edit.kind, edit.id))
        setting = {(edit.kind, edit.id, name) for name in edit.fields if name != REDACTED}
        if setting & done:
            raise ValueError(f"set twice in one act: {sorted(setting & done)}")
        done |= setting
        yield from _changes(edit, view)


def _changes(edit: Edit, view: View) -> Iterator[Draft]:
    for name, value in edit.fields.items():
        if name == REDACTED:
            yield (view.scope, edit.kind, edit.id, name, value, ())
        elif not _is_said(view, edit, name, value):
            heads = view.heads.get(name, ())
            base = heads if name in edit.settles else heads[:1]
            yield (
                view.scope,
                edit.kind,
                edit.id,
                name,
                with_seen(value, view) if name == DELETED else value,
                base,
            )


def _is_said(view: View, edit: Edit, name: str, value: Value) -> bool:
    return name not in edit.settles and canonical(view.fields.get(name)) == canonical(value)


def numbered(found: Iterable[Draft], change_id: str) -> list[Op]:
    """Return drafts as the ops of one Change."""
    return [Op(change_id, n, *draft) for n, draft in enumerate(found)]

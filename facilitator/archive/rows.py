"""Between views, rows and records: what is written to a table and what is read back."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from facilitator.archive.tables import LOCAL_COLUMNS, RECORDS
from sessions.fold import View
from sessions.journal import is_private
from sessions.ops import DELETED, Value, canonical, is_blank
from sessions.records import KINDS, from_fields

WORDS = "words"
PLAIN_IN_PRIVATE = frozenset({"group", "kind", "kept_at", "rank", "line", "moved_from"})
"""What a private note's row may show: that something was kept, where and when, never what."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as the archive holds it, with what belongs to its row and not to the record."""

    record: Any
    scope: str
    n: int
    words_op: str = ""
    deleted: Mapping[str, Any] | None = None
    redacted: frozenset[str] = frozenset()
    clashes: frozenset[str] = frozenset()

    @property
    def is_private(self) -> bool:
        """Tell whether the record is off the record."""
        return is_private(self.scope)


def row_of(view: View, unfinished: frozenset[str]) -> dict[str, Any]:
    """Return the row of a view, without ``n``; the words of private records stay in the sealed journal."""
    hidden_by = sorted(view.created_in) if view.created_in <= unfinished else []
    row: dict[str, Any] = {
        "id": view.id,
        "scope": view.scope,
        "deleted": None if view.deleted is None else canonical(dict(view.deleted)),
        "redacted": canonical(sorted(view.redacted)),
        "clashes": canonical(sorted(view.clashes)),
        "made_in": hidden_by[0] if hidden_by else "",
        "words_version": view.heads[WORDS][0] if WORDS in view.heads else "",
    }
    is_sealed = is_private(view.scope)
    for name in field_columns(view.kind):
        value = view.fields.get(name)
        is_shown = not is_sealed or name in PLAIN_IN_PRIVATE
        row[name] = column_value(value) if is_shown else None
    return row


@cache
def field_columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a kind that hold fields of its record."""
    return tuple(column.name for column in RECORDS[kind].columns if column.name not in LOCAL_COLUMNS)


def column_value(value: Value) -> str | int | None:
    """Return a JSON value as a column holds it: text and whole numbers as they are, the rest as JSON text."""
    if value is None or is_blank(value):
        return None
    if isinstance(value, list | dict):
        return canonical(value)
    return value


def kept_of(kind: str, row: Mapping[str, Any]) -> Kept:
    """Return the record of a row. The row may come from any query that has all columns of the table."""
    fields = {name: _read(kind, name, row[name]) for name in field_columns(kind)}
    return Kept(
        record=from_fields(kind, row["id"], fields),
        scope=row["scope"],
        n=row["n"],
        words_op=row["words_version"],
        deleted=None if row["deleted"] is None else json.loads(row["deleted"]),
        redacted=frozenset(json.loads(row["redacted"])),
        clashes=frozenset(json.loads(row["clashes"])),
    )


def _read(kind: str, name: str, value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and name in json_columns(kind) else value


@cache
def json_columns(kind: str) -> frozenset[str]:
    """Return the columns of a kind that hold JSON text: tuples and nested dataclasses."""
    hints = typing.get_type_hints(KINDS[kind])
    return frozenset(name for name in field_columns(kind) if not _is_simple(hints[name]))


def _is_simple(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, str | int | date)

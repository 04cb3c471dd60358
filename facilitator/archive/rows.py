"""Between views, rows and records: what is written to a table and what is read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from sqlalchemy import Result, RowMapping

from facilitator.archive.tables import Shape, shapes
from sessions.fold import View
from sessions.journal import is_private
from sessions.ops import Value, canonical, is_blank
from sessions.records import KINDS, from_fields, readers

WORDS: Final = "words"
PLAIN_IN_PRIVATE: Final = frozenset({"group", "kind", "kept_at", "rank", "line", "moved_from"})
"""What a private note's row may show: that something was kept, where and when, never what."""

_LARGEST: Final = (1 << 63) - 1

Cells = Mapping[str, Any] | RowMapping


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as the archive holds it, with what belongs to its row and not to the record.

    ``unreadable`` names fields whose values a newer Facilitator wrote in a way this one does not know.
    """

    record: Any
    scope: str
    n: int
    words_op: str = ""
    deleted: Mapping[str, Any] | None = None
    redacted: frozenset[str] = frozenset()
    clashes: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()

    @property
    def is_private(self) -> bool:
        """Tell whether the record is off the record."""
        return is_private(self.scope)


def row_of(view: View, unfinished: Collection[str]) -> dict[str, Any]:
    """Return the row of a view, without ``n``; the words of private records stay in the sealed journal."""
    hidden_by = sorted(view.created_in) if all(act in unfinished for act in view.created_in) else []
    row: dict[str, Any] = {
        "id": view.id,
        "scope": view.scope,
        "deleted": None if view.deleted is None else canonical(dict(view.deleted)),
        "redacted": canonical(sorted(view.redacted)) if view.redacted else "[]",
        "clashes": canonical(sorted(view.clashes)) if view.clashes else "[]",
        "made_in": hidden_by[0] if hidden_by else "",
        "words_version": view.heads[WORDS][0] if WORDS in view.heads else "",
    }
    is_sealed = is_private(view.scope)
    for name, cell in _cells(view.kind):
        value = view.fields.get(name)
        is_empty = value is None or is_blank(value) or (is_sealed and name not in PLAIN_IN_PRIVATE)
        row[name] = None if is_empty else cell(value)
    return row


@cache
def _lists(kind: str) -> tuple[str, ...]:
    return tuple(name for name, shape in shapes(kind).items() if shape is Shape.JSON)


@cache
def _cells(kind: str) -> tuple[tuple[str, Callable[[Value], str | int]], ...]:
    by_shape: dict[Shape, Callable[[Value], str | int]] = {
        Shape.NUMBER: _number,
        Shape.TEXT: _text,
        Shape.JSON: _json,
    }
    return tuple((name, by_shape[shape]) for name, shape in shapes(kind).items())


# A value of another type than the field's can come from a newer schema or in a pack; as JSON text no column
# changes it, and reading it finds it unreadable.


def _number(value: Value) -> str | int:
    return value if isinstance(value, int) and -_LARGEST - 1 <= value <= _LARGEST else canonical(str(value))


def _json(value: Value) -> str:
    # Most lists of most records are empty.
    return "[]" if value == [] else canonical(value)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else canonical(value)


def plain_rows(result: Result[Any]) -> list[Cells]:
    """Return the rows of a query by the names of their columns: a plain dictionary is read faster than a row."""
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]


def kept_of(kind: str, row: Cells) -> Kept:
    """Return the record of a row. The row may come from any query that has all columns of the table."""
    fields: dict[str, Value] = {name: row[name] for name in shapes(kind)}
    for name in _lists(kind):
        told = fields[name]
        # Most lists of most records are empty.
        fields[name] = None if told is None else [] if told == "[]" else json.loads(str(told))
    unreadable: frozenset[str] = frozenset()
    try:
        record = from_fields(kind, row["id"], fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        unreadable = _unreadable(kind, fields)
        record = from_fields(kind, row["id"], {n: v for n, v in fields.items() if n not in unreadable})
    return Kept(
        record=record,
        scope=row["scope"],
        n=row["n"],
        words_op=row["words_version"],
        deleted=None if row["deleted"] is None else json.loads(row["deleted"]),
        redacted=_names(row["redacted"]),
        clashes=_names(row["clashes"]),
        unreadable=unreadable,
    )


def _names(text: str) -> frozenset[str]:
    return frozenset() if text == "[]" else frozenset(json.loads(text))


def _unreadable(kind: str, fields: Mapping[str, Value]) -> frozenset[str]:
    found = set()
    for name, reader, _ in readers(cast("Hashable", KINDS[kind])):
        value = fields[name]
        if value is not None:
            try:
                reader(value)
            except (ValueError, TypeError, KeyError, AttributeError):
                found.add(name)
    return frozenset(found)

"""Between views, rows and records: what is written to a table and what is read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from facilitator.archive.tables import Shape, shapes
from sessions.fold import View
from sessions.journal import is_private
from sessions.ops import Value, canonical, is_blank
from sessions.records import KINDS, from_fields, readers

WORDS: Final = "words"
PLAIN_IN_PRIVATE: Final = frozenset({"group", "kind", "kept_at", "rank", "line", "moved_from"})
"""What a private note's row may show: that something was kept, where and when, never what."""

_LARGEST: Final = (1 << 63) - 1

Cells = Sequence[Any]


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


def kept_of(kind: str, row: Cells) -> Kept:
    """Return the record of a row of its table, all columns in their order."""
    number, record_id, scope, deleted, redacted, clashes, _made_in, words_version, *cells = row
    unreadable: frozenset[str] = frozenset()
    try:
        record = _record(kind, record_id, cells)
    except (ValueError, TypeError, KeyError, AttributeError):
        fields = dict(zip(shapes(kind), _values(kind, cells), strict=True))
        unreadable = _unreadable(kind, fields)
        record = from_fields(kind, record_id, {n: v for n, v in fields.items() if n not in unreadable})
    return Kept(
        record,
        scope,
        number,
        words_version,
        None if deleted is None else json.loads(deleted),
        _names(redacted),
        _names(clashes),
        unreadable,
    )


def _record(kind: str, record_id: str, cells: Cells) -> Any:
    """Return a record; this and what it calls are most of what it costs to read a list."""
    made = [
        empty if cell is None else read(cell)
        for (read, empty), cell in zip(_cell_readers(kind), cells, strict=True)
    ]
    return KINDS[kind](record_id, *made)


def fields_of(kind: str, names: Sequence[str], rows: Iterable[Cells]) -> list[tuple[Any, ...]]:
    """Return some fields of records whose rows have just these columns; what cannot be read has its default."""
    by_name: dict[str, tuple[Callable[[Any], Any], Any]] = dict(
        zip(("id", *shapes(kind)), ((str, ""), *_cell_readers(kind)), strict=True)
    )
    columns = zip(*rows, strict=True)
    # Column by column: a call for each of hundreds of texts costs more than to fetch them.
    return list(
        zip(
            *(_column_read(*by_name[name], cells) for name, cells in zip(names, columns, strict=False)),
            strict=True,
        )
    )


def _column_read(read: Callable[[Any], Any], empty: object, cells: Iterable[object]) -> list[object]:
    if read is str:
        return [empty if cell is None else cell for cell in cells]
    return [_read(read, empty, cell) for cell in cells]


def _read(read: Callable[[Any], Any], empty: object, cell: object) -> object:
    if cell is None:
        return empty
    try:
        return read(cell)
    except (ValueError, TypeError, KeyError, AttributeError):
        return empty


@cache
def _cell_readers(kind: str) -> tuple[tuple[Callable[[Any], Any], Any], ...]:
    """Return for each field, in the order of a record, what reads its cell, and what stands for none."""
    found = readers(cast("Hashable", KINDS[kind]))
    lists = _lists(kind)
    return tuple((_list_reader(read, empty) if name in lists else read, empty) for name, read, empty in found)


def _list_reader(read: Callable[[Any], Any], empty: object) -> Callable[[Any], Any]:
    is_list = isinstance(empty, tuple)

    def of_text(text: Any) -> Any:
        # Most lists of most records are empty.
        if is_list and text == "[]":
            return ()
        value = json.loads(str(text))
        return empty if value is None or is_blank(value) else read(value)

    return of_text


def _values(kind: str, cells: Cells) -> Iterator[Value]:
    lists = _lists(kind)
    for name, cell in zip(shapes(kind), cells, strict=True):
        yield json.loads(str(cell)) if name in lists and cell is not None else cell


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

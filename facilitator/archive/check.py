"""Looking whether an archive is whole: the file, the journal, the rows it gives, the index, what dangles."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from facilitator.archive.rows import row_of
from facilitator.archive.sealing import Seal
from facilitator.archive.search import is_indexed
from facilitator.archive.store import SqlStore
from facilitator.archive.tables import CHANGES, OPS, RECORDS, UNFINISHED
from sessions.errors import KnownError
from sessions.fold import View, fold

POINTS_AT: Final = {
    ("strand", "network"): "network",
    ("standing_text", "network"): "network",
    ("gathering", "network"): "network",
    ("attendance", "occasion"): "occasion",
    ("attendance", "person"): "person",
    ("occasion", "gathering"): "gathering",
    ("session", "occasion"): "occasion",
    ("session", "strand"): "strand",
    ("part", "session"): "session",
    ("group", "session"): "session",
    ("poll", "gathering"): "gathering",
    ("poll", "session"): "session",
    ("poll", "repeats"): "poll",
    ("seat", "group"): "group",
    ("seat", "person"): "person",
    ("note", "group"): "group",
    ("note", "said_by"): "seat",
    ("permission", "note"): "note",
    ("print_choice", "note"): "note",
    ("document", "gathering"): "gathering",
    ("block", "document"): "document",
    ("block", "parent"): "block",
    ("series", "network"): "network",
    ("gathering", "series"): "series",
    ("survey", "gathering"): "gathering",
    ("survey", "session"): "session",
    ("poll", "survey"): "survey",
    ("group", "survey"): "survey",
    ("figure", "network"): "network",
    ("aim", "network"): "network",
    ("citation", "gathering"): "gathering",
    ("citation", "session"): "session",
    ("publication", "document"): "document",
    ("original", "group"): "group",
    ("person", "same_as"): "person",
}
"""Fields that name another record, and its kind. Nothing enforces them; whatever dangles is named here."""


WRITTEN_FROM_JOURNAL: Final = frozenset(
    {"index_differs", "row_differs", "row_missing", "row_twice", "row_without_ops"}
)
"""Faults of rows and index, which ``Archive.repair`` writes again; those of the journal have nothing behind them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be; ``is_damage`` apart from what merely waits for its other half."""

    code: str
    kind: str = ""
    id: str = ""
    field: str = ""
    detail: str = ""
    is_damage: bool = True

    @property
    def is_mended_by_repair(self) -> bool:
        """Tell whether writing rows and index again from the journal mends it."""
        return self.code in WRITTEN_FROM_JOURNAL


Looked = Callable[[int, int], None]
"""Is told at how many records was looked, of how many."""


def check(connection: Connection, seal: Seal, looked: Looked | None = None) -> list[Finding]:
    """Return all that is wrong with an archive, damage first."""
    findings = list(_file(connection))
    try:
        findings += [
            *_index(connection),
            *_rows(connection, seal, looked),
            *_headers(connection),
            *_gaps(connection),
            *_dangling(connection),
        ]
    except DatabaseError:
        # A file that is damaged can be read as far as the damage and no further.
        if not findings:
            raise
    return sorted(findings, key=lambda finding: not finding.is_damage)


def _file(connection: Connection) -> Iterator[Finding]:
    """Ask SQLite, which looks into the search index as well."""
    try:
        lines = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    except DatabaseError as error:
        lines = [str(error.orig)]
    for line in lines:
        if line != "ok":
            yield Finding("file_damaged", detail=str(line))


def _index(connection: Connection) -> Iterator[Finding]:
    """Compare which notes are indexed with which should be."""
    table = RECORDS["note"]
    columns = (table.c.n, table.c.deleted, table.c.scope, table.c.words)
    rows = connection.execute(select(*columns)).mappings()
    wanted = {row["n"] for row in rows if is_indexed(row)}
    held = set(connection.execute(text("SELECT id FROM note_index_docsize")).scalars())
    if wanted != held:
        yield Finding("index_differs", kind="note", detail=str(len(wanted ^ held)))


def _rows(connection: Connection, seal: Seal, looked: Looked | None) -> Iterator[Finding]:
    """Compare each row with what its ops give."""
    unfinished = frozenset(connection.execute(select(UNFINISHED.c.act)).scalars())
    store = SqlStore(connection, seal)
    total = sum(
        connection.execute(select(func.count()).select_from(one)).scalar_one() for one in RECORDS.values()
    )
    done = 0
    for kind, table in RECORDS.items():
        told = connection.execute(select(OPS.c.id).where(OPS.c.kind == kind).distinct().order_by(OPS.c.id))
        rows = connection.execute(select(table).order_by(table.c.id)).mappings()
        for record_id, held in _side_by_side(told.scalars(), map(dict, rows)):
            if held:
                yield from (Finding("row_twice", kind=kind, id=record_id) for _ in held[1:])
            yield from _record(store, (kind, record_id), held[-1] if held else None, unfinished)
            store.release()
            done += 1
            if looked is not None:
                looked(done, max(done, total))


def _side_by_side(
    told: Iterable[str], rows: Iterable[dict[str, Any]]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the id of every record of the journal or the table with its rows; both come in the order of ids."""
    named = heapq.merge(((one, None) for one in told), ((row["id"], row) for row in rows), key=_bytes_of_id)
    for record_id, found in itertools.groupby(named, key=itemgetter(0)):
        yield record_id, [row for _, row in found if row is not None]


def _bytes_of_id(named: tuple[str, object]) -> bytes:
    # SQLite compares text by its bytes.
    return named[0].encode()


def _record(
    store: SqlStore, record: tuple[str, str], row: dict[str, Any] | None, unfinished: frozenset[str]
) -> Iterator[Finding]:
    kind, record_id = record
    try:
        view = fold(store.entries(kind, record_id))
    except KnownError:
        yield Finding("op_unreadable", kind=kind, id=record_id)
        return
    if record in store.sealed_elsewhere:
        yield Finding("sealed_elsewhere", kind=kind, id=record_id, is_damage=False)
    else:
        yield from _row(kind, record_id, view, row, unfinished)


def _row(
    kind: str, record_id: str, view: View | None, row: dict[str, Any] | None, unfinished: frozenset[str]
) -> Iterator[Finding]:
    if view is None:
        if row is not None:
            yield Finding("row_without_ops", kind=kind, id=record_id)
        else:
            yield Finding("creation_has_not_come", kind=kind, id=record_id, is_damage=False)
    elif row is None:
        yield Finding("row_missing", kind=kind, id=record_id)
    else:
        for name, value in row_of(view, unfinished).items():
            if row[name] != value:
                yield Finding("row_differs", kind=kind, id=record_id, field=name)


def _headers(connection: Connection) -> Iterator[Finding]:
    """Name ops whose Change is not here: who made them and when is lost."""
    loose = select(OPS.c.kind, OPS.c.id).where(OPS.c.change_id.not_in(select(CHANGES.c.change_id))).distinct()
    for row in connection.execute(loose):
        yield Finding("op_without_change", kind=row.kind, id=row.id)


def _gaps(connection: Connection) -> Iterator[Finding]:
    """Name devices some of whose Changes are not here."""
    numbers: dict[str, set[int]] = {}
    for row in connection.execute(select(CHANGES.c.device, CHANGES.c.seq)):
        numbers.setdefault(row.device, set()).add(row.seq)
    for device, held in numbers.items():
        missing = max(held) - len(held)
        if missing:
            yield Finding("changes_missing", id=device, detail=str(missing), is_damage=False)


def _dangling(connection: Connection) -> Iterator[Finding]:
    for (kind, name), target in POINTS_AT.items():
        table, other = RECORDS[kind], RECORDS[target]
        loose = (
            select(table.c.id)
            .where(table.c.deleted.is_(None), table.c[name] != "")
            .where(table.c[name].not_in(select(other.c.id)))
        )
        for record_id in connection.execute(loose).scalars():
            yield Finding("points_nowhere", kind=kind, id=record_id, field=name, is_damage=False)

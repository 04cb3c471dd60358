"""Reading an archive: frozen records in pages, over a connection that cannot write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from facilitator.archive import engine as engines
from facilitator.archive.rows import Kept, kept_of
from facilitator.archive.sealing import Seal
from facilitator.archive.search import Found, Wanted, find
from facilitator.archive.store import SqlStore, change_of, entry_of
from facilitator.archive.tables import CHANGES, OPS, RECORDS
from sessions.errors import KnownError
from sessions.fold import View, fold
from sessions.scopes import PRIVATE
from sessions.ops import Change, Entry

PAGE: Final = 500


class Reader:
    """Pages of records as they were at the moment of each question."""

    def __init__(self, path: Path, seal: Seal) -> None:
        if not path.exists():
            raise KnownError("archive_missing", path=str(path))
        self._engine = engines.reading_engine(path)
        self._seal = seal
        try:
            self._connection = self._engine.connect()
        except Exception as error:
            raise engines.known(error, path) from error

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
        self._engine.dispose()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def page(self, kind: str, *, after: int = 0, limit: int = PAGE, **equals: str) -> list[Kept]:
        """Return a page of standing records of a kind whose fields equal what is asked; ``after`` is a row number.

        Deleted records, those of an unfinished act and private ones are not shown.
        """
        table = RECORDS[kind]
        wanted = (
            select(table)
            .where(table.c.n > after, table.c.deleted.is_(None), table.c.made_in == "")
            .where(~table.c.scope.startswith(PRIVATE, autoescape=True))
            .where(*(table.c[name] == value for name, value in equals.items()))
            .order_by(table.c.n)
            .limit(min(limit, PAGE))
        )
        rows = [kept_of(kind, row) for row in self._connection.execute(wanted).mappings()]
        self._connection.rollback()
        return rows

    def every(self, kind: str, **equals: str) -> Iterator[Kept]:
        """Yield all records that ``page`` would show, page by page."""
        after = 0
        while page := self.page(kind, after=after, **equals):
            yield from page
            after = page[-1].n

    def view(self, kind: str, record_id: str) -> View | None:
        """Return what the journal says of one record, clashes and deletion included."""
        view = fold(self.entries(kind, record_id))
        self._connection.rollback()
        return view

    def entries(self, kind: str, record_id: str) -> tuple[Entry, ...]:
        """Return the ops of one record."""
        return tuple(SqlStore(self._connection, self._seal).entries(kind, record_id))

    def search(self, wanted: Wanted, limit: int = 50) -> Found:
        """Return the notes that match, best first."""
        found = find(self._connection, wanted, limit)
        self._connection.rollback()
        return found

    def history(self, *, before: int = 0, limit: int = PAGE) -> list[tuple[int, Change, tuple[Entry, ...]]]:
        """Return a page of Changes, the newest first, with their ops and row numbers; private ops left out."""
        wanted = select(CHANGES).order_by(CHANGES.c.n.desc()).limit(min(limit, PAGE))
        if before:
            wanted = wanted.where(CHANGES.c.n < before)
        rows = self._connection.execute(wanted).all()
        told = [(int(row.n), change_of(row), self._ops_of(row.change_id)) for row in rows]
        self._connection.rollback()
        return told

    def _ops_of(self, change_id: str) -> tuple[Entry, ...]:
        wanted: Any = (
            select(OPS)
            .where(OPS.c.change_id == change_id, ~OPS.c.scope.startswith(PRIVATE, autoescape=True))
            .order_by(OPS.c.place)
        )
        return tuple(entry_of(row, self._seal) for row in self._connection.execute(wanted))

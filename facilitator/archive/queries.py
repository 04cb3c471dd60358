"""Reading an archive: frozen records in pages, over a connection that cannot write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, bindparam, func, select

from facilitator.archive import blobs, drafts, in_order, sifting
from facilitator.archive import engine as engines
from facilitator.archive.acts import stacks_in
from facilitator.archive.check import Finding, Looked, check
from facilitator.archive.daily import Shelf, telling_of_backup
from facilitator.archive.drafts import Draft
from facilitator.archive.rows import Kept, fields_of, kept_of
from facilitator.archive.schema import VERSIONS, version_in
from facilitator.archive.sealing import Seal
from facilitator.archive.search import Found, Wanted, find
from facilitator.archive.store import SqlStore, change_of, entry_of
from facilitator.archive.tables import BACKUPS, CHANGES, OPS, RECORDS
from facilitator.archive.tallies import Tally, tallies
from sessions.errors import KnownError
from sessions.fold import View, fold
from sessions.ops import Change, Entry
from sessions.scopes import PRIVATE
from sessions.undo import Stacks

PAGE: Final = 500


@cache
def _page_of(kind: str, equals: tuple[tuple[str, bool], ...], columns: tuple[str, ...] = ()) -> Select[Any]:
    """Return the question for a page of records; made once, for to make it costs more than to answer it.

    ``equals`` says with each field whether it may have any of several values. Without ``columns`` all of them are asked
    for, in their order.
    """
    table = RECORDS[kind]
    return (
        select(*(table.c[name] for name in columns) if columns else (table,))
        .where(table.c.n > bindparam("first_after"), *sifting.standing(table))
        .where(*(sifting.is_asked(table.c[name], is_any=is_any) for name, is_any in equals))
        .order_by(table.c.n)
        .limit(bindparam("at_most"))
    )


@cache
def _count_of(kind: str, by: str, equals: tuple[tuple[str, bool], ...]) -> Select[Any]:
    """Return the question for how many records there are for each value of a field."""
    table = RECORDS[kind]
    return (
        select(table.c[by], func.count())
        .where(*sifting.standing(table))
        .where(*(sifting.is_asked(table.c[name], is_any=is_any) for name, is_any in equals))
        .group_by(table.c[by])
    )


def _equals(asked: Mapping[str, object]) -> tuple[tuple[str, bool], ...]:
    return tuple((name, sifting.is_several(value)) for name, value in asked.items())


_TOUCHED: Final = select(OPS.c.kind, OPS.c.id).where(OPS.c.act == bindparam("its_act")).distinct().limit(PAGE)


class Reader:
    """Pages of records as they were at the moment of each question.

    Raises KnownError ``archive_missing``, ``archive_older`` (to be opened for writing once) or what ``version_of``
    raises. A file that is ``is_still``, which nobody writes to, is read without a trace beside it.
    """

    def __init__(
        self, path: Path, seal: Seal, *, is_still: bool = False, engine: Engine | None = None
    ) -> None:
        if not path.exists():
            raise KnownError("archive_missing", path=str(path))
        self._path = path
        # One that many readers share knows their questions already; whoever made it disposes of it.
        self._is_shared = engine is not None
        self._engine = engine or engines.reading_engine(path, is_still=is_still)
        self._seal = seal
        with self._speaking():
            self._connection = self._engine.connect()
        if self._is_shared:
            return
        try:
            with self._asking() as connection:
                version = version_in(connection, path)
            if version != VERSIONS[-1]:
                raise KnownError("archive_older", path=str(path))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
        if not self._is_shared:
            self._engine.dispose()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        """Ask one question of one moment; to hold on to the moment would show old rows and keep the log growing."""
        with self._speaking():
            asking = self._connection.begin()
            try:
                yield self._connection
            finally:
                asking.rollback()  # Nothing was written; a damaged file cannot even be committed to.

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn errors into what a person is told."""
        with telling_of_backup(Shelf(self._path)):
            try:
                yield
            except KnownError as error:
                raise KnownError(error.code, **{**error.fields, "path": str(self._path)}) from error
            except Exception as error:
                raise engines.known(error, self._path) from error

    def page(self, kind: str, /, *, after: int = 0, limit: int = PAGE, **equals: object) -> list[Kept]:
        """Return a page of standing records of a kind whose fields equal what is asked; ``after`` is a row number.

        A collection stands for any of its values. Deleted records, those of an unfinished act and private ones are
        not shown.
        """
        wanted = _page_of(kind, _equals(equals))
        asked = {name: sifting.asked(value) for name, value in equals.items()}
        place = {"first_after": after, "at_most": min(limit, PAGE)}
        with self._asking() as connection:
            return [kept_of(kind, row) for row in engines.ask(connection, wanted, {**asked, **place})]

    def every(self, kind: str, /, **equals: object) -> Iterator[Kept]:
        """Yield all records that ``page`` would show, page by page."""
        page = self.page(kind, after=0, limit=PAGE, **equals)
        yield from page
        while len(page) == PAGE:
            page = self.page(kind, after=page[-1].n, limit=PAGE, **equals)
            yield from page

    def fields(self, kind: str, names: Sequence[str], /, **equals: object) -> list[tuple[Any, ...]]:
        """Return some fields of all records that ``every`` would show: most lists of hundreds need no more of them."""
        wanted = _page_of(kind, _equals(equals), tuple(names))
        asked = {name: sifting.asked(value) for name, value in equals.items()}
        with self._asking() as connection:
            rows = engines.ask(connection, wanted, {**asked, "first_after": 0, "at_most": -1})
            return fields_of(kind, names, rows)

    def notes_back(
        self, group: str, actor: str, *, before: in_order.Place | None = None, limit: int = PAGE
    ) -> list[Kept]:
        """Return the last notes of a group, or the last before a place, the last one first.

        What an actor keeps off the record in the group is among them, and nobody else's.
        """
        with self._asking() as connection:
            return in_order.notes(
                connection, self._seal, in_order.Looking(group, actor), before, min(limit, PAGE)
            )

    def note_after(self, group: str, place: in_order.Place) -> Kept | None:
        """Return the note on the record that comes next after a place in its group."""
        with self._asking() as connection:
            return in_order.following(connection, group, place)

    def picked(self, group: str) -> list[Kept]:
        """Return the notes on the record that a group brings back."""
        with self._asking() as connection:
            return in_order.picked(connection, group)

    def actions(self, group: str) -> list[Kept]:
        """Return the actions of a group on the record, in order."""
        with self._asking() as connection:
            return in_order.actions(connection, group)

    def note(self, note: str) -> Kept | None:
        """Return one note whatever became of it, with its words where it is off the record and can be opened here."""
        with self._asking() as connection:
            return in_order.one(connection, self._seal, note)

    def edited(self, notes: Collection[str]) -> frozenset[str]:
        """Return those of some notes whose words were ever set after they were made."""
        with self._asking() as connection:
            return in_order.edited(connection, notes)

    def to_mend(self, group: str, limit: int = PAGE) -> list[Kept]:
        """Return the notes on the record in which something is missing: words, or who said them; in order."""
        with self._asking() as connection:
            return in_order.to_mend(connection, group, min(limit, PAGE))

    def counts(self, group: str) -> in_order.Counts:
        """Return how many notes a group has on the record, of which kind, and in how many something is missing."""
        with self._asking() as connection:
            return in_order.counts(connection, group)

    def last_rank(self, group: str) -> str:
        """Return the highest rank that any note of a group has or had, '' where there is none."""
        with self._asking() as connection:
            return in_order.last_rank(connection, group)

    def among(self, kind: str, field: str, values: Iterable[str]) -> Iterator[Kept]:
        """Yield all records that ``every`` would show of which a field has any of some values, in few questions."""
        asked = list(dict.fromkeys(values))
        for start in range(0, len(asked), PAGE):
            yield from self.every(kind, **{field: asked[start : start + PAGE]})

    def count(
        self, kind: str, /, by: str, among: Iterable[str] | None = None, **equals: object
    ) -> dict[str, int]:
        """Return how many standing records of a kind there are for each value of a field, or for some of its values.

        Only those whose fields equal what is asked are counted; private ones are not told.
        """
        told = equals if among is None else {by: list(among), **equals}
        wanted = _count_of(kind, by, _equals(told))
        asked = {name: sifting.asked(value) for name, value in told.items()}
        with self._asking() as connection:
            return {str(value or ""): int(count) for value, count in engines.ask(connection, wanted, asked)}

    def tallies(self) -> dict[str, Tally]:
        """Return how much each gathering has of everything, by its id."""
        with self._asking() as connection:
            return tallies(connection)

    def off_the_record(self, group: str) -> int:
        """Return how many lines of a group are off the record; nothing else of them is told."""
        notes = RECORDS["note"]
        wanted = (
            select(func.count())
            .select_from(notes)
            .where(notes.c.group == group, notes.c.deleted.is_(None), notes.c.made_in == "")
            .where(notes.c.scope.startswith(PRIVATE, autoescape=True))
        )
        with self._asking() as connection:
            return int(connection.execute(wanted).scalar_one())

    def view(self, kind: str, record_id: str) -> View | None:
        """Return what the journal says of one record, clashes and deletion included."""
        return fold(self.entries(kind, record_id))

    def entries(self, kind: str, record_id: str) -> tuple[Entry, ...]:
        """Return the ops of one record."""
        with self._asking() as connection:
            return tuple(SqlStore(connection, self._seal).entries(kind, record_id))

    def header_of_act(self, act: str) -> Change | None:
        """Return the first Change of an act."""
        wanted = select(CHANGES).where(CHANGES.c.act == act).order_by(CHANGES.c.n).limit(1)
        with self._asking() as connection:
            row = connection.execute(wanted).first()
        return change_of(row) if row is not None else None

    def touched(self, act: str) -> list[tuple[str, str]]:
        """Return the kinds and ids of the records that an act changed, at most a page of them, each once."""
        with self._asking() as connection:
            return [
                (kind, record_id) for kind, record_id in engines.ask(connection, _TOUCHED, {"its_act": act})
            ]

    def changed(self, kind: str, field: str) -> frozenset[str]:
        """Return the records of a kind of which one field was ever set after they were made."""
        wanted = select(OPS.c.id).where(OPS.c.kind == kind, OPS.c.field == field).distinct()
        with self._asking() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def headers(self, changes: Iterable[str]) -> dict[str, Change]:
        """Return the headers of some Changes by their ids."""
        found: dict[str, Change] = {}
        wanted = list(dict.fromkeys(changes))
        for start in range(0, len(wanted), PAGE):
            some = wanted[start : start + PAGE]
            with self._asking() as connection:
                rows = connection.execute(select(CHANGES).where(CHANGES.c.change_id.in_(some))).all()
            found.update((row.change_id, change_of(row)) for row in rows)
        return found

    # -- looking through everything -----------------------------------------------------------------------

    def sift(self, is_wanted: Callable[[str], bool], kind: str = "") -> Iterator[Entry]:
        """Yield every op whose value's JSON text is wanted, private ones that can be opened here too."""

        def ask(after: int) -> tuple[list[Entry], int]:
            with self._asking() as connection:
                return sifting.ops(connection, self._seal, is_wanted, kind, after)

        return sifting.each(ask)

    def every_ever(self, kind: str, /, **equals: object) -> Iterator[Kept]:
        """Yield records of a kind, deleted and private ones too; a collection stands for any of its values."""
        after = 0
        while True:
            with self._asking() as connection:
                found = sifting.rows(connection, kind, after, equals)
            if not found:
                return
            yield from found
            after = found[-1].n

    def moves(self) -> dict[str, str]:
        """Return which note each note on the record was moved from."""
        with self._asking() as connection:
            return sifting.moves(connection)

    def blobs(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield the sha256, type and bytes of every kept original, one in memory at a time."""
        after = ""
        while True:
            with self._asking() as connection:
                found = sifting.blobs(connection, after)
            if found is None:
                return
            yield found
            after = found[0]

    def sealed_elsewhere(self) -> int:
        """Return how many private records only another computer's key opens."""
        with self._asking() as connection:
            return sifting.sealed_elsewhere(connection, self._seal)

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes that are kept under a sha256, or None where there are none."""
        with self._asking() as connection:
            return blobs.find(connection, sha256)

    def drafts(self) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
        """Return the half-typed lines, the oldest first, and the places of those that only another computer opens."""
        with self._asking() as connection:
            return drafts.read(connection, self._seal)

    def backups(self) -> tuple[str, ...]:
        """Return where backups of this archive were written, the oldest first."""
        with self._asking() as connection:
            return tuple(connection.execute(select(BACKUPS.c.path).order_by(BACKUPS.c.n)).scalars())

    def search(self, wanted: Wanted, limit: int = 50) -> Found:
        """Return the notes that match, best first."""
        with self._asking() as connection:
            return find(connection, wanted, limit)

    def history(self, *, before: int = 0, limit: int = PAGE) -> list[tuple[int, Change, tuple[Entry, ...]]]:
        """Return a page of Changes, the newest first, with their ops and row numbers; private ops left out."""
        wanted = select(CHANGES).order_by(CHANGES.c.n.desc()).limit(min(limit, PAGE))
        if before:
            wanted = wanted.where(CHANGES.c.n < before)
        with self._asking() as connection:
            rows = connection.execute(wanted).all()
            ops = self._ops_of(connection, [row.change_id for row in rows])
        return [(int(row.n), change_of(row), tuple(ops[row.change_id])) for row in rows]

    def _ops_of(self, connection: Connection, changes: list[str]) -> dict[str, list[Entry]]:
        wanted: Any = (
            select(OPS)
            .where(OPS.c.change_id.in_(changes), ~OPS.c.scope.startswith(PRIVATE, autoescape=True))
            .order_by(OPS.c.change_id, OPS.c.place)
        )
        found: dict[str, list[Entry]] = {change_id: [] for change_id in changes}
        for row in connection.execute(wanted):
            found[row.change_id].append(entry_of(row, self._seal))
        return found

    def stacks(self, device: str) -> Stacks:
        """Return the acts of a device that can be undone and redone, the next one last."""
        with self._asking() as connection:
            return stacks_in(connection, device)

    def check(self, looked: Looked | None = None) -> list[Finding]:
        """Return all that is wrong with the archive, damage first; nobody waits for it."""
        with self._asking() as connection:
            return check(connection, self._seal, looked)

"""Keeping: row, journal and index together or not at all, and records that come back as they went in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.search import Wanted
from sessions.edits import create, delete, restore
from sessions.errors import DomainError
from sessions.notes import Note, NoteKind, Span
from sessions.ops import LONGEST_VALUE
from sessions.records import KINDS
from sessions.scopes import scope_for
from tests.facilitator.archive.world import (
    AMAL,
    GROUP,
    KEEP,
    PRIVATE,
    edit,
    keep,
    kept_in,
    note,
    notes_in,
    opened,
)
from tests.sessions import strategies


def counted(archive: Archive) -> tuple[int, int, int, int]:
    """Return how many Changes, ops, notes and index entries there are."""
    tables = ("change", "op", "note", "note_index_docsize")
    found = archive._writer.do(
        lambda connection: [run(connection, f"SELECT count(*) FROM {table}")[0][0] for table in tables]
    ).result(10)
    return (found[0], found[1], found[2], found[3])


def test_a_note_is_row_journal_and_index_at_once(archive: Archive) -> None:
    change = keep(archive, note("n1", "Listen first"))
    assert counted(archive) == (1, 1, 1, 1)
    with archive.reader() as reader:
        (kept,) = reader.page("note")
        assert kept.record == note("n1", "Listen first")
        assert kept.words_op == f"{change.change_id}.0000"
        assert kept.scope == GROUP
        assert [one.record.id for one in reader.search(Wanted("listen")).notes] == ["n1"]
        assert [told.change_id for _, told, _ in reader.history()] == [change.change_id]


@pytest.mark.parametrize("table", ["change", "op", "note", "note_index_docsize"])
def test_a_failure_anywhere_leaves_nothing(archive: Archive, table: str) -> None:
    keep(archive, note("n1"))
    before = counted(archive)
    stop = f"CREATE TRIGGER stop BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
    if table == "note_index_docsize":
        stop = "ALTER TABLE note_index_data RENAME TO elsewhere"
    archive._writer.do(lambda connection: run(connection, stop)).result(10)
    with pytest.raises(Exception, match=r"no|archive_unreadable") as failed:
        keep(archive, note("n2", "Never there"))
    assert "Never there" not in str(failed.value)
    mend = "ALTER TABLE elsewhere RENAME TO note_index_data" if "index" in table else "DROP TRIGGER stop"
    archive._writer.do(lambda connection: run(connection, mend)).result(10)
    assert counted(archive) == before
    after = keep(archive, note("n3"))
    assert (after.seq, after.lam) == (2, 2)
    assert not [f for f in archive.check() if f.is_damage]
    assert [f.code for f in archive.check() if f.code == "changes_missing"] == []


def test_an_act_that_is_refused_leaves_nothing(archive: Archive) -> None:
    with pytest.raises(DomainError, match="value_too_long"):
        keep(archive, note("n1"), note("n2", "x" * LONGEST_VALUE))
    with pytest.raises(DomainError, match="value_has_nul"):
        keep(archive, note("n3", "a\0b"))
    with pytest.raises(KeyError):
        edit(archive, "nobody", words="x")
    assert counted(archive) == (0, 0, 0, 0)
    assert keep(archive, note("n4")).seq == 1


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(tmp_path_factory.mktemp("shared")) as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_record_comes_back_as_it_went_in(shared: Archive, kind: str, data: st.DataObject) -> None:
    record = replace(data.draw(strategies.records(kind)), id=shared._around.new_id())
    shared.commit([create(record, scope_for(kind, "1"))], AMAL, KEEP).result(10)
    with shared.reader() as reader:
        (kept,) = reader.page(kind, id=record.id)
    assert kept.record == record
    assert not kept.unreadable


def test_pages(archive: Archive) -> None:
    archive.commit([create(note(f"n{n:04d}"), GROUP) for n in range(1100)], AMAL, "import").result(30)
    with archive.reader() as reader:
        first = reader.page("note", limit=10_000)
        assert len(first) == 500
        second = reader.page("note", after=first[-1].n)
        assert second[0].record.id == "n0500"
        assert [kept.record.id for kept in reader.every("note")] == [f"n{n:04d}" for n in range(1100)]
        assert reader.page("note", after=10**6) == []
        assert len(reader.page("note", limit=3)) == 3


def test_pages_of_what_is_asked(archive: Archive) -> None:
    quote = note("q", "Words", kind=NoteKind.QUOTE, spans=(Span(0, 5),), is_worth_quoting=True)
    keep(archive, note("n1"), quote, replace(note("n2"), group="2"))
    with archive.reader() as reader:
        assert [k.record.id for k in reader.page("note", group="1")] == ["n1", "q"]
        assert [k.record.id for k in reader.page("note", kind=NoteKind.QUOTE)] == ["q"]
        assert [k.record.id for k in reader.page("note", is_worth_quoting=True)] == ["q"]
        assert [k.record.id for k in reader.every("note", id="n2")] == ["n2"]


def test_deleted_and_private_records_are_not_shown(archive: Archive) -> None:
    keep(archive, note("n1"), note("n2"))
    keep(archive, note("p1", "Off the record"), scope=PRIVATE)
    archive.commit([delete("note", "n1")], AMAL, "note.delete").result(10)
    assert notes_in(archive) == {"n2": "A line"}
    with archive.reader() as reader:
        view = reader.view("note", "n1")
        assert view is not None
        assert view.deleted is not None
        assert "p1" not in repr(reader.history())
    archive.commit([restore("note", "n1")], AMAL, "note.restore").result(10)
    assert notes_in(archive) == {"n1": "A line", "n2": "A line"}


def test_a_reader_sees_each_moment(archive: Archive) -> None:
    with archive.reader() as reader:
        assert reader.entries("note", "n1") == ()
        keep(archive, note("n1", "First"))
        assert notes_in(reader) == {"n1": "First"}
        assert len(reader.entries("note", "n1")) == 1
        edit(archive, "n1", words="Second")
        assert len(reader.entries("note", "n1")) == 2
        assert notes_in(reader) == {"n1": "Second"}


def test_history_in_pages(archive: Archive) -> None:
    made = [keep(archive, note(f"n{n}")) for n in range(5)]
    with archive.reader() as reader:
        newest = reader.history(limit=2)
        assert [change for _, change, _ in newest] == made[:-3:-1]
        older = reader.history(before=newest[-1][0])
        assert [change for _, change, _ in older] == made[2::-1]
        assert [entry.op.id for _, _, entries in older for entry in entries] == ["n2", "n1", "n0"]


def test_nothing_new_is_no_op(archive: Archive) -> None:
    keep(archive, note("n1"))
    edit(archive, "n1", words="A line")
    assert counted(archive)[1] == 1


def test_values_of_a_type_nobody_knows_are_kept_and_named(archive: Archive) -> None:
    strange: dict[str, Any] = {
        "kind": "lament", "words": 5, "spans": "all", "line": "7", "kept_at": 1 << 70, "strands": [1],
        "colour": "blue",
    }  # fmt: skip
    odd = replace(create(note("n1"), GROUP), fields={"group": "1", **strange})
    archive.commit([odd], AMAL, KEEP).result(10)
    (kept,) = kept_in(archive)
    assert kept.unreadable == {"kind", "spans", "line", "kept_at"}
    assert kept.record == Note("n1", "1", "5", strands=("1",))
    assert not [f for f in archive.check() if f.is_damage]


def test_a_closed_archive_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as found:
        pass
    found.close()
    with pytest.raises(RuntimeError, match="closed"):
        keep(found, note("n1"))


def test_what_is_queued_is_kept_before_closing(tmp_path: Path) -> None:
    with opened(tmp_path) as found:
        futures = [found.commit([create(note(f"n{n}"), GROUP)], AMAL, KEEP) for n in range(50)]
    assert all(future.done() for future in futures)
    with opened(tmp_path) as found:
        assert len(notes_in(found)) == 50


def test_nobody_can_call_back_what_was_entered(archive: Archive) -> None:
    future = archive.commit([create(note("n1"), GROUP)], AMAL, KEEP)
    assert not future.cancel()
    future.result(10)
    assert notes_in(archive) == {"n1": "A line"}


def test_a_callback_that_fails_stops_nothing(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    future = archive.commit([create(note("n1"), GROUP)], AMAL, KEEP)
    future.add_done_callback(lambda _done: 1 // 0)
    keep(archive, note("n2"))
    assert len(notes_in(archive)) == 2

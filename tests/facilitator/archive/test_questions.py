"""What readers ask again and again: by an index, of many at once, and only the fields that are shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.archive.archive import Archive
from facilitator.archive.queries import PAGE, Reader
from sessions.edits import create, delete
from sessions.people import Attendance, AttendanceRole, Person
from tests.facilitator.archive.world import AMAL, GROUP, KEEP, PRIVATE, edit, keep, note

PEOPLE = PAGE + 20


def named(archive: Archive, *people: Person) -> None:
    archive.commit([create(one, "network") for one in people], AMAL, "people.paste").result(20)


def plans(archive: Archive, ask: Callable[[Reader], object]) -> list[str]:
    """Return how SQLite finds the rows of what a reader asks."""
    asked: list[str] = []
    with archive.reader() as reader:
        raw: Any = reader._connection.connection.driver_connection
        raw.set_trace_callback(asked.append)
        ask(reader)
        raw.set_trace_callback(None)
        questions = [one for one in asked if one.startswith("SELECT")]
        assert questions
        return [row[3] for one in questions for row in raw.execute(f"EXPLAIN QUERY PLAN {one}")]


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda reader: reader.page("note", group="1"), "ix_note_group"),
        (lambda reader: reader.page("note", group=["1", "2"]), "ix_note_group"),
        (lambda reader: list(reader.among("person", "id", ["a", "b"])), "ix_person_id"),
        (lambda reader: reader.fields("seat", ("shown",), group="1"), "ix_seat_group"),
        (lambda reader: reader.count("seat", "group", ["1", "2"]), "ix_seat_group"),
        (lambda reader: reader.edited(["a", "b"]), "ix_op_record"),
        (lambda reader: reader.touched("act"), "ix_op_act"),
        (lambda reader: reader.note("a"), "ix_note_id"),
        (lambda reader: reader.notes_back("1", AMAL), "ix_note_group"),
        # By the order of the group it would go through all notes of it.
        (lambda reader: reader.picked("1"), "ix_note_picked"),
    ],
)
def test_rows_are_found_by_an_index(archive: Archive, ask: Callable[[Reader], object], index: str) -> None:
    keep(archive, note("a"))
    found = [
        plan for plan in plans(archive, ask) if plan.startswith(("SEARCH", "SCAN")) and "anon" not in plan
    ]
    assert found
    assert all(index in plan for plan in found)


def test_several_values_are_asked_for_at_once(archive: Archive) -> None:
    named(archive, *(Person(f"p{n:04}", f"Person {n}") for n in range(PEOPLE)))
    with archive.reader() as reader:
        wanted = [f"p{n:04}" for n in reversed(range(0, PEOPLE, 2))]
        assert [kept.record.id for kept in reader.page("person", id=wanted)] == wanted[::-1]
        assert reader.page("person", id=[]) == []
        assert reader.count("person", "id", []) == {}
        every = list(reader.among("person", "id", (f"p{n:04}" for n in range(PEOPLE))))
        assert [kept.record.name for kept in every] == [f"Person {n}" for n in range(PEOPLE)]


def test_fields_are_those_of_all_that_is_shown(archive: Archive) -> None:
    people = [Person(f"p{n:04}", f"Person {n}", also_known_as=(f"P{n}",)) for n in range(PEOPLE)]
    named(archive, *people)
    archive.commit([delete("person", "p0001")], AMAL, "person.remove").result(20)
    with archive.reader() as reader:
        found = reader.fields("person", ("name", "also_known_as", "sort_name", "id"))
        assert found == [(one.name, one.also_known_as, "", one.id) for one in people if one.id != "p0001"]
        assert reader.fields("person", ("name",), id="p0002") == [("Person 2",)]
        assert reader.fields("person", ("name",), id="nobody") == []


def test_private_fields_are_not_told(archive: Archive) -> None:
    keep(archive, note("a", "said aloud"))
    keep(archive, note("b", "said aside"), scope=PRIVATE)
    with archive.reader() as reader:
        assert reader.fields("note", ("id", "words")) == [("a", "said aloud")]


def test_a_field_that_cannot_be_read_has_its_default(archive: Archive, tmp_path: Path) -> None:
    here = Attendance("h", "day", "p", AttendanceRole.SPEAKER)
    archive.commit([create(here, "network")], AMAL, "day.come").result(20)
    path = archive.path
    archive.close()
    connection = sqlite.connect(str(path))
    connection.execute("UPDATE attendance SET role = 'something newer'")
    connection.commit()
    connection.close()
    with Archive(path, archive._around) as again, again.reader() as reader:
        assert reader.fields("attendance", ("person", "role")) == [("p", AttendanceRole.MEMBER)]
        (kept,) = reader.page("attendance")
        assert kept.record == Attendance("h", "day", "p")
        assert kept.unreadable == {"role"}


def test_what_is_brought_back_comes_in_the_order_it_was_kept(archive: Archive) -> None:
    keep(archive, note("late", rank="z"), note("early", rank="b"), note("other", rank="a"))
    edit(archive, "late", report_rank="a")
    edit(archive, "early", report_rank="b")
    with archive.reader() as reader:
        assert [kept.record.id for kept in reader.picked("1")] == ["early", "late"]


def test_a_list_that_is_empty_and_one_that_is_not_are_read_alike(archive: Archive) -> None:
    archive.commit(
        [create(note("a", strands=("s1", "s2")), GROUP), create(note("b"), GROUP)], AMAL, KEEP
    ).result(20)
    with archive.reader() as reader:
        assert [kept.record.strands for kept in reader.page("note")] == [("s1", "s2"), ()]

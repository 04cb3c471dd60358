"""Records go into the journal as JSON and come back as they were."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.document import Block, BlockType, Origin, Run, Source
from sessions.gathering import Occasion
from sessions.notes import Note, NoteKind, Permission, PermissionState, PrintChoice, Span
from sessions.ops import BLANK, canonical, fault_of_value
from sessions.people import Level
from sessions.polls import Option, Poll, Result
from sessions.records import KINDS, Record, from_fields, kind_of, to_fields, to_value
from tests.sessions.factories import note
from tests.sessions.strategies import json_values, records

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


def there_and_back(kind: str, record: Any) -> Any:
    return from_fields(kind, record.id, json.loads(canonical(to_fields(record))))


@EVERY_KIND
@given(data=st.data())
def test_a_record_comes_back_as_it_went(kind: str, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    back = there_and_back(kind, record)
    assert back == record
    assert [type(value) for value in vars_of(back)] == [type(value) for value in vars_of(record)]


@EVERY_KIND
@given(data=st.data())
def test_every_value_of_a_record_fits_the_journal(kind: str, data: st.DataObject) -> None:
    fields = to_fields(data.draw(records(kind)))
    assert not [name for name, value in fields.items() if fault_of_value(value)]


@EVERY_KIND
@given(data=st.data())
def test_a_field_that_is_missing_null_or_redacted_has_its_default(kind: str, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    fields = to_fields(record)
    lost = data.draw(st.sets(st.sampled_from(sorted(fields))))
    empty = from_fields(kind, record.id, {})
    without = [
        {name: value for name, value in fields.items() if name not in lost},
        {name: None if name in lost else value for name, value in fields.items()},
        {name: dict(BLANK) if name in lost else value for name, value in fields.items()},
    ]
    for fewer in without:
        back = from_fields(kind, record.id, fewer)
        assert {n: getattr(back, n) for n in fields} == {
            n: getattr(empty if n in lost else record, n) for n in fields
        }


@EVERY_KIND
@given(data=st.data())
def test_fields_of_a_newer_schema_are_left_alone(kind: str, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    newer = {**to_fields(record), "not known yet": data.draw(json_values)}
    assert from_fields(kind, record.id, newer) == record


@EVERY_KIND
def test_a_kind_and_its_class_name_each_other(kind: str) -> None:
    assert kind_of(from_fields(kind, "1", {})) == kind


def test_every_record_has_a_kind() -> None:
    assert set(KINDS.values()) == set(get_args(Record))


def test_an_unknown_kind_is_no_record() -> None:
    with pytest.raises(KeyError, match="hologram"):
        from_fields("hologram", "1", {})


def test_the_id_is_not_a_field() -> None:
    assert "id" not in to_fields(note())


@pytest.mark.parametrize(
    ("kind", "field", "default"),
    [
        ("note", "words", ""),
        ("note", "kind", NoteKind.POINT),
        ("note", "spans", ()),
        ("occasion", "announced_at", -1),
        ("occasion", "date", date.min),
        ("permission", "state", PermissionState.NOT_ASKED),
        ("print_choice", "level", Level.NONE),
        ("poll", "result", None),
    ],
)
def test_what_stands_for_nothing_claims_nothing(kind: str, field: str, default: Any) -> None:
    assert getattr(from_fields(kind, "1", {}), field) == default


def test_the_journal_holds_enums_by_value_dates_as_iso_text_and_tuples_as_lists() -> None:
    assert to_value(NoteKind.KEY_MESSAGE) == "key message"
    assert to_value(Level.ROLE) == 3
    assert to_value(date(2026, 5, 9)) == "2026-05-09"
    assert to_value(("a", ("b",))) == ["a", ["b"]]
    assert to_value(Span(1, 2)) == {"start": 1, "end": 2}
    assert to_value(None) is None


def test_records_inside_records_keep_their_ids() -> None:
    options = (Option("yes", "Yes", "both"), Option("no", "No"))
    poll = Poll("p1", "g1", "s1", "k", "Feed them twice?", date(2026, 5, 9), options, Result((3, 4), base=7))
    assert there_and_back("poll", poll) == poll


def test_a_field_of_an_inner_record_that_is_missing_has_its_default() -> None:
    back = from_fields("block", "b1", {"body": [{"text": "Ring", "src": {"origin": "own"}}]})
    assert back == Block("b1", "", BlockType.HEADING, body=(Run("Ring", Source(Origin.OWN)),))


def test_a_redacted_note_is_still_a_note() -> None:
    fields = {**to_fields(note("Ring them", said_by="seat-1")), "words": dict(BLANK), "said_by": dict(BLANK)}
    assert from_fields("note", "n1", fields) == note("")


def vars_of(record: Note | Permission | PrintChoice | Occasion) -> list[Any]:
    """Return the values of a record; its class has slots and no ``__dict__``."""
    return [getattr(record, name) for name in record.__dataclass_fields__]


def test_what_is_json_already_stays_as_it_is() -> None:
    assert to_value([{"id": "a"}, 3]) == [{"id": "a"}, 3]

"""What a use case wants done, and the ops it becomes."""

from __future__ import annotations

import pytest

from sessions.edits import Edit, change, create, delete, drafts, move, numbered, redact, restore, settle
from sessions.notes import Certainty, NoteKind, Span
from sessions.ops import CREATION, DELETED, REDACTED, Op
from sessions.records import to_fields
from tests.sessions.factories import (
    GROUP,
    OTHER_GROUP,
    at,
    device,
    do,
    keep,
    look,
    note,
    ops_of,
    share,
    words,
)
from tests.sessions.world import Device


def ops(on: Device, *edits: Edit) -> list[Op]:
    """Return the ops that edits become on a device, done there."""
    return ops_of(on, do(on, *edits))


def amal_with_a_note() -> Device:
    amal = device()
    keep(amal, "first")
    return amal


def amal_with_a_clash() -> Device:
    amal, bea = amal_with_a_note(), device("bea")
    share(amal, bea)
    do(amal, change("note", "n1", words="amal's"))
    do(bea, change("note", "n1", words="bea's"))
    share(bea, amal)
    assert len(look(amal).clashes["words"]) == 2
    return amal


def test_making_a_record_is_one_op_with_all_first_values() -> None:
    [op] = ops(device(), create(note("first"), GROUP))
    assert (op.scope, op.kind, op.id, op.field, op.base) == (GROUP, "note", "n1", CREATION, ())
    assert op.value == to_fields(note("first"))


def test_only_what_makes_a_record_names_a_scope() -> None:
    assert create(note(), GROUP).is_creation
    assert not change("note", "n1", words="x").is_creation


def test_a_change_is_an_op_for_each_field_that_had_seen_its_head() -> None:
    amal = amal_with_a_note()
    found = ops(amal, change("note", "n1", words="second", certainty=Certainty.READ_BACK))
    assert [(op.field, op.value, op.base) for op in found] == [
        ("words", "second", (at(amal.mine[0].act),)),
        ("certainty", "read back", (at(amal.mine[0].act),)),
    ]
    assert {op.scope for op in found} == {GROUP}


def test_values_are_given_as_records_have_them() -> None:
    assert change("note", "n1", spans=(Span(0, 5),)).fields == {"spans": [{"start": 0, "end": 5}]}


def test_the_kind_of_a_note_can_be_changed() -> None:
    fields = {"kind": NoteKind.QUESTION}
    assert change("note", "n1", **fields).fields == {"kind": "question"}


def test_a_value_that_is_there_already_is_left_out() -> None:
    amal = amal_with_a_note()
    assert [op.field for op in ops(amal, change("note", "n1", words="first", said_by="s1"))] == ["said_by"]
    assert ops(amal, change("note", "n1", colour=None)) == []


def test_a_field_that_was_never_set_has_nothing_to_see() -> None:
    [op] = ops(amal_with_a_note(), change("note", "n1", colour="blue"))
    assert op.base == ()


def test_a_change_to_a_clash_has_seen_the_winner_only() -> None:
    amal = amal_with_a_clash()
    heads = look(amal).heads["words"]
    [op] = ops(amal, change("note", "n1", words="another"))
    assert op.base == heads[:1]
    assert len(look(amal).clashes["words"]) == 2


def test_settling_a_clash_has_seen_all_heads() -> None:
    amal = amal_with_a_clash()
    heads = look(amal).heads["words"]
    [op] = ops(amal, settle("note", "n1", "words", "both"))
    assert op.base == heads
    assert look(amal).clashes == {}


def test_a_clash_can_be_settled_by_what_is_shown() -> None:
    amal = amal_with_a_clash()
    winner = words(amal)
    do(amal, settle("note", "n1", "words", winner))
    assert (words(amal), look(amal).clashes) == (winner, {})


def test_a_deletion_says_why_and_what_its_author_had_seen() -> None:
    amal = amal_with_a_note()
    [op] = ops(amal, delete("note", "n1"))
    assert op.value == {"why": "deleted", "to": "", "seen": [at(amal.mine[0].act)]}


def test_restoring_brings_a_deleted_record_back() -> None:
    amal = amal_with_a_note()
    [gone] = ops(amal, delete("note", "n1"))
    [back] = ops(amal, restore("note", "n1"))
    assert (back.field, back.value, back.base) == (DELETED, None, (gone.op_id,))
    assert look(amal).deleted is None


def test_restoring_what_stands_does_nothing() -> None:
    assert ops(amal_with_a_note(), restore("note", "n1")) == []


def test_a_redaction_names_its_fields_in_order_and_has_seen_nothing() -> None:
    [op] = ops(amal_with_a_note(), redact("note", "n1", "words", "said_by"))
    assert (op.field, op.value, op.base) == (REDACTED, ["said_by", "words"], ())


def test_a_move_is_a_copy_and_a_deletion_that_says_where_to() -> None:
    amal = amal_with_a_note()
    copy, gone = ops(amal, *move(note("first", "n2", moved_from="n1"), OTHER_GROUP, "n1"))
    assert (copy.scope, copy.id, copy.field) == (OTHER_GROUP, "n2", CREATION)
    assert (gone.scope, gone.id, gone.field) == (GROUP, "n1", DELETED)
    assert look(amal).moved_to == "n2"


@pytest.mark.parametrize(
    "edit", [change("note", "n9", words="x"), delete("note", "n9"), redact("note", "n9", "words")]
)
def test_what_is_not_there_cannot_be_changed(edit: Edit) -> None:
    with pytest.raises(KeyError, match="n9"):
        list(drafts([edit], device().view))


def test_an_act_sees_the_records_as_they_were_before_it() -> None:
    with pytest.raises(KeyError, match="n1"):
        list(drafts([create(note(), GROUP), change("note", "n1", words="x")], device().view))


def test_the_ops_of_an_act_are_numbered_in_order() -> None:
    made = numbered(drafts([create(note(), GROUP), create(note(record_id="n2"), GROUP)], device().view), "c1")
    assert [(op.op_id, op.id) for op in made] == [("c1.0000", "n1"), ("c1.0001", "n2")]


def test_a_deletion_has_seen_what_its_own_act_changed() -> None:
    amal = amal_with_a_note()
    do(amal, change("note", "n1", words="second"), delete("note", "n1"))
    assert not look(amal).is_edited_since_deleted


def test_an_act_sets_a_field_once() -> None:
    twice = [change("note", "n1", words=said) for said in ("second", "third")]
    with pytest.raises(ValueError, match="words"):
        list(drafts(twice, amal_with_a_note().view))

"""What an op is made of, and what makes it unacceptable whoever sent it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from sessions.ops import (
    BLANK,
    CREATE_ONLY_KINDS,
    CREATION,
    DELETED,
    LONGEST_VALUE,
    OPS_IN_A_CHANGE,
    REDACTED,
    Op,
    Value,
    canonical,
    fault_of_op,
    fault_of_value,
    is_blank,
)
from tests.sessions.factories import change, op
from tests.sessions.strategies import json_values


def test_an_act_of_one_change_bears_its_name() -> None:
    assert change("c1").is_whole_act
    assert not change("c1", act="import-1").is_whole_act


def test_op_ids_sort_in_the_order_the_ops_were_made() -> None:
    ids = [op("c1", "words", "", n=n).op_id for n in range(OPS_IN_A_CHANGE)]
    assert ids == sorted(ids)
    assert ids[7] == "c1.0007"


@given(json_values)
def test_a_value_has_one_text(value: Value) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(json.dumps(value, indent=2))) == text


def test_the_text_of_a_value_never_changes() -> None:
    # Digests and signatures of years ago are made of it.
    assert canonical({"ü": [1, None, True], "a": "‘x’\n"}) == '{"a":"‘x’\\n","ü":[1,null,true]}'


@given(json_values)
def test_json_without_floats_is_a_value(value: Value) -> None:
    assert fault_of_value(value) == ""


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        (1.5, "value_not_json"),
        (float("nan"), "value_not_json"),
        (b"bytes", "value_not_json"),
        (("a", "b"), "value_not_json"),
        ("a\0b", "value_has_nul"),
        ("\ud800", "value_has_surrogate"),
        ("a\udfff", "value_has_surrogate"),
    ],
)
def test_a_value_is_refused_wherever_the_fault_is(part: Any, fault: str) -> None:
    for value in (part, ["good", part], {"good": 1, "bad": part}, {"deep": [{"er": [part]}]}):
        assert fault_of_value(value) == fault


@pytest.mark.parametrize(("key", "fault"), [("a\0", "value_has_nul"), ("\udead", "value_has_surrogate")])
def test_a_key_is_text_like_any_other(key: str, fault: str) -> None:
    assert fault_of_value({key: 1}) == fault


@pytest.mark.parametrize("letter", ["a", "é", "🌱"])
def test_the_length_of_a_value_is_counted_in_bytes(letter: str) -> None:
    room = (LONGEST_VALUE - len('""')) // len(letter.encode())
    assert fault_of_value(letter * room) == ""
    assert fault_of_value(letter * (room + 1)) == "value_too_long"


def test_what_redaction_left_is_told_from_words() -> None:
    assert is_blank(dict(BLANK))
    assert not is_blank({**BLANK, "words": "x"})
    assert not is_blank("")
    assert not is_blank(None)


GOOD: tuple[Op, ...] = (
    op("c1", CREATION, {"words": "x"}),
    op("c1", CREATION, {}),
    op("c1", "words", "y", "c0"),
    op("c1", DELETED, None, "c0", n=OPS_IN_A_CHANGE - 1),
    op("c1", REDACTED, ["words"]),
    op("c1", CREATION, {"state": "given"}, kind="permission"),
    op("c1", REDACTED, ["how"], kind="permission"),
    op("c1", "colour", "blue", kind="hologram"),
)


@pytest.mark.parametrize("good", GOOD)
def test_a_well_made_op_has_no_fault(good: Op) -> None:
    assert fault_of_op(good) == ""


BAD: tuple[tuple[Op, str], ...] = (
    (op("c1", "words", "x", scope=""), "op_malformed"),
    (op("c1", "words", "x", kind=""), "op_malformed"),
    (op("c1", "words", "x", id=""), "op_malformed"),
    (op("c1", "", "x"), "op_malformed"),
    (op("c1", "words", "x", n=-1), "op_malformed"),
    (op("c1", "words", "x", n=OPS_IN_A_CHANGE), "op_malformed"),
    (op("c1", CREATION, None), "creation_without_fields"),
    (op("c1", CREATION, ["words"]), "creation_without_fields"),
    (op("c1", REDACTED, "words"), "redaction_malformed"),
    (op("c1", REDACTED, ["words", 1]), "redaction_malformed"),
    (op("c1", REDACTED, ["words"], "c0"), "redaction_malformed"),
    (op("c1", CREATION, {"words": 1.5}), "value_not_json"),
    (op("c1", "words", "a\0b"), "value_has_nul"),
)


@pytest.mark.parametrize(("bad", "fault"), BAD)
def test_a_faulty_op_is_named_for_its_fault(bad: Op, fault: str) -> None:
    assert fault_of_op(bad) == fault


@pytest.mark.parametrize("kind", sorted(CREATE_ONLY_KINDS))
@pytest.mark.parametrize("field", ["state", DELETED])
def test_answers_and_publications_are_never_edited_or_deleted(kind: str, field: str) -> None:
    assert fault_of_op(op("c1", field, None, kind=kind)) == "kind_is_create_only"


@pytest.mark.parametrize("field", [CREATION, DELETED, REDACTED])
def test_a_redaction_takes_words_and_never_the_record_itself(field: str) -> None:
    assert fault_of_op(op("c1", REDACTED, [field])) == "redaction_malformed"


@pytest.mark.parametrize(
    "value", ["yes", {"why": "deleted", "seen": 5}, {"why": "deleted", "seen": [["c0"]]}]
)
def test_a_deletion_is_null_or_says_why_and_what_was_seen(value: Value) -> None:
    assert fault_of_op(op("c1", DELETED, value)) == "deletion_malformed"


def test_a_value_nested_too_deeply_is_refused() -> None:
    value: Value = []
    for _ in range(1000):
        value = [value]
    assert fault_of_value(value) == "value_too_deep"

"""Who may do what: the whole table, and private scopes that nobody may touch."""

from __future__ import annotations

from itertools import product

import pytest

from sessions.may import Role, may
from sessions.ops import CREATION, DELETED, REDACTED
from sessions.records import KINDS
from sessions.scopes import HOME_OF_KIND, kind_of_scope, scope_for

EVERY_KIND = frozenset({*KINDS, "publication", "not known yet"})
SCOPES = ("network", "register", "gathering:1", "group:1", "desk:1")
FIELDS = (CREATION, "words", DELETED, REDACTED)
HEARD_IN_A_GROUP = frozenset({"note", "seat", "permission"})

MAY: dict[tuple[Role, str], frozenset[str]] = {
    **{(Role.CONVENOR, scope): EVERY_KIND for scope in SCOPES},
    (Role.THOUGHT_LEADER, "gathering:1"): frozenset({"session", "part", "poll"}),
    (Role.THOUGHT_LEADER, "group:1"): HEARD_IN_A_GROUP,
    (Role.NOTE_TAKER, "group:1"): HEARD_IN_A_GROUP,
}


@pytest.mark.parametrize(("role", "scope"), list(product(Role, SCOPES)))
def test_a_role_may_what_the_table_says_and_nothing_else(role: Role, scope: str) -> None:
    for kind, field in product(EVERY_KIND, FIELDS):
        is_new_or_gone = role is Role.THOUGHT_LEADER and kind == "session" and field in {CREATION, DELETED}
        expected = kind in MAY.get((role, scope), ()) and not is_new_or_gone
        assert may(role, "note.edit", kind, field, scope) is expected, (kind, field)


def test_a_thought_leader_edits_sessions_but_makes_and_deletes_none() -> None:
    asked = {f: may(Role.THOUGHT_LEADER, "session.edit", "session", f, "gathering:1") for f in FIELDS[:3]}
    assert asked == {CREATION: False, "words": True, DELETED: False}


@pytest.mark.parametrize("role", Role)
def test_nobody_may_touch_a_private_scope(role: Role) -> None:
    asked = [may(role, "note.edit", kind, field, "private:amal") for kind in EVERY_KIND for field in FIELDS]
    assert not any(asked)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", ["publish", "network.erase", "person.erase", "notes.expire"])
def test_publishing_and_erasing_are_a_convenors(role: Role, verb: str) -> None:
    assert may(role, verb, "note", "words", "group:1") is (role is Role.CONVENOR)


@pytest.mark.parametrize("scope", ["", "somewhere", "group", "network:1", "cloud:1"])
@pytest.mark.parametrize("role", Role)
def test_nobody_may_do_anything_in_a_scope_that_is_not_known(role: Role, scope: str) -> None:
    assert not any(may(role, "note.edit", kind, "words", scope) for kind in EVERY_KIND)


def test_every_kind_of_record_has_a_home_where_a_convenor_may_make_it() -> None:
    assert HOME_OF_KIND.keys() == KINDS.keys()
    assert all(may(Role.CONVENOR, "make", kind, CREATION, scope_for(kind, "1")) for kind in KINDS)


def test_a_scope_names_the_gathering_or_group_that_owns_it() -> None:
    assert scope_for("note", "7") == "group:7"
    assert scope_for("session", "g1") == "gathering:g1"
    assert scope_for("person", "7") == scope_for("person") == "register"


@pytest.mark.parametrize(
    ("scope", "kind"), [("group:12", "group:"), ("network", "network"), ("desk:a:b", "desk:")]
)
def test_the_kind_of_a_scope_is_the_scope_without_its_id(scope: str, kind: str) -> None:
    assert kind_of_scope(scope) == kind

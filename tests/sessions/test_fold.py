"""What a person sees of one record, whatever the order in which its ops arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import permutations

import pytest

from sessions.fold import View, digest, fold, with_seen
from sessions.ops import BLANK, DELETED, Entry
from tests.sessions.factories import (
    GROUP,
    OTHER_GROUP,
    at,
    confirmed,
    deleted,
    elsewhere,
    made,
    redacted,
    rejected,
    said,
    seen,
)

MADE = made("a", words="first", kind="point")


def in_any_order(*entries: Entry) -> Iterator[View]:
    for order in permutations(entries):
        yield seen(*order)


def words_of(*entries: Entry) -> object:
    """Return the words that win, the same in any order."""
    found = {str(view.fields["words"]) for view in in_any_order(*entries)}
    assert len(found) == 1
    return found.pop()


def clash_of(*entries: Entry) -> tuple:
    """Return the words that clash, the winner first, the same in any order."""
    found = {view.clashes.get("words", ()) for view in in_any_order(*entries)}
    assert len(found) == 1
    return found.pop()


# -- creation -------------------------------------------------------------------------------------------------


def test_a_record_whose_creation_has_not_come_is_not_there() -> None:
    assert fold([said("b", 2, "words", "second", "a")]) is None
    assert fold([]) is None


def test_a_creation_gives_every_first_value() -> None:
    view = seen(MADE)
    assert (view.kind, view.id, view.scope) == ("note", "n1", GROUP)
    assert view.fields == {"words": "first", "kind": "point"}
    assert view.heads == {"words": (at("a"),), "kind": (at("a"),)}
    assert not view.clashes
    assert not view.redacted
    assert view.created_in == {"a"}


def test_a_creation_that_holds_no_fields_makes_a_record_without_any() -> None:
    assert seen(said("a", 1, "*", None)).fields == {}


def test_a_field_that_no_creation_set_is_there_once_somebody_sets_it() -> None:
    assert seen(MADE, said("b", 2, "colour", "blue")).fields["colour"] == "blue"


# -- heads ----------------------------------------------------------------------------------------------------


def test_an_edit_replaces_the_value_it_had_seen() -> None:
    assert words_of(MADE, said("b", 2, "words", "second", "a")) == "second"
    assert clash_of(MADE, said("b", 2, "words", "second", "a")) == ()


def test_an_edit_replaces_what_it_had_seen_though_its_lam_is_lower() -> None:
    assert words_of(made("a", 9, words="first"), said("b", 2, "words", "second", "a")) == "second"


def test_an_edit_of_one_field_leaves_the_others() -> None:
    assert seen(MADE, said("b", 2, "words", "second", "a")).fields["kind"] == "point"


def test_the_greatest_lam_wins_among_heads() -> None:
    assert words_of(MADE, said("b", 3, "words", "late", "a"), said("c", 2, "words", "early", "a")) == "late"


def test_equal_lams_are_settled_by_op_id() -> None:
    assert words_of(MADE, said("b", 2, "words", "b's", "a"), said("c", 2, "words", "c's", "a")) == "c's"


def test_pending_stands_above_confirmed() -> None:
    ours = said("b", 2, "words", "ours", "a")
    theirs = confirmed(said("c", 9, "words", "theirs", "a"), 7)
    assert words_of(MADE, ours, theirs) == "ours"


def test_confirmed_ops_stand_in_the_order_of_the_hub() -> None:
    early = confirmed(said("b", 9, "words", "early", "a"), 2)
    late = confirmed(said("c", 2, "words", "late", "a"), 3)
    assert words_of(confirmed(MADE, 1), early, late) == "late"


def test_a_rejected_edit_does_not_count() -> None:
    assert words_of(MADE, rejected(said("b", 2, "words", "second", "a"))) == "first"


def test_a_rejected_creation_makes_no_record() -> None:
    assert fold([rejected(MADE), said("b", 2, "words", "second", "a")]) is None


def test_bases_that_go_round_in_a_circle_leave_every_op_as_good_as_another() -> None:
    circle = (said("b", 2, "words", "b's", "a", "c"), said("c", 3, "words", "c's", "b"))
    assert words_of(MADE, *circle) == "c's"
    assert clash_of(MADE, *circle) == ("c's", "b's", "first")


# -- clashes --------------------------------------------------------------------------------------------------


def test_unlike_heads_are_a_clash_and_every_text_is_kept_the_winner_first() -> None:
    heads = (said("b", 2, "words", "b's", "a"), said("c", 3, "words", "c's", "a"))
    assert clash_of(MADE, *heads) == ("c's", "b's")
    assert seen(MADE, *heads).heads["words"] == (at("c"), at("b"))


def test_an_edit_that_had_not_seen_the_creation_clashes_with_it() -> None:
    assert clash_of(MADE, said("b", 2, "words", "second")) == ("second", "first")


def test_heads_that_say_the_same_are_no_clash() -> None:
    heads = (said("b", 2, "words", "same", "a"), said("c", 3, "words", "same", "a"))
    assert clash_of(MADE, *heads) == ()
    assert seen(MADE, *heads).heads["words"] == (at("c"), at("b"))


def test_an_edit_that_had_seen_all_heads_settles_the_clash() -> None:
    heads = (said("b", 2, "words", "b's", "a"), said("c", 3, "words", "c's", "a"))
    assert clash_of(MADE, *heads, said("d", 4, "words", "both", "b", "c")) == ()


def test_an_edit_that_had_seen_only_one_head_leaves_the_other_standing() -> None:
    heads = (said("b", 2, "words", "b's", "a"), said("c", 3, "words", "c's", "a"))
    assert clash_of(MADE, *heads, said("d", 4, "words", "c's again", "c")) == ("c's again", "b's")


# -- twins: one file imported on two computers ------------------------------------------------------------------


def test_an_edit_of_one_twin_has_seen_the_other() -> None:
    twin = made("b", 5, words="first", kind="point")
    edit = said("c", 2, "words", "second", "a")
    assert words_of(MADE, twin, edit) == "second"
    assert clash_of(MADE, twin, edit) == ()


def test_twins_that_say_otherwise_clash() -> None:
    twin = made("b", 5, words="FIRST", kind="point")
    assert clash_of(MADE, twin) == ("FIRST", "first")
    assert clash_of(MADE, twin, said("c", 2, "words", "second", "a")) == ("FIRST", "second")


def test_a_record_made_twice_was_made_by_both_acts() -> None:
    assert seen(MADE, made("b", 5, words="first")).created_in == {"a", "b"}


# -- scope ----------------------------------------------------------------------------------------------------


def test_the_scope_of_a_record_is_that_of_its_first_creation() -> None:
    stolen = elsewhere(made("b", 2, words="stolen"))
    for view in in_any_order(MADE, stolen):
        assert (view.scope, view.fields["words"], set(view.created_in)) == (GROUP, "first", {"a"})


def test_a_creation_that_a_hub_has_ordered_is_before_one_that_it_has_not() -> None:
    early = elsewhere(made("b", 0, words="made up"))
    assert [view.scope for view in in_any_order(confirmed(MADE, 4), early)] == [GROUP, GROUP]
    assert [view.scope for view in in_any_order(confirmed(MADE, 4), confirmed(early, 3))] == [OTHER_GROUP] * 2


@pytest.mark.parametrize(
    "stray",
    [said("b", 2, "words", "second", "a"), deleted("b", 2, "a"), redacted("b", 2, "words")],
    ids=lambda stray: stray.op.field,
)
def test_an_op_in_another_scope_than_its_records_is_not_heard(stray: Entry) -> None:
    assert [*in_any_order(MADE, elsewhere(stray))] == [seen(MADE)] * 2


# -- deletion -------------------------------------------------------------------------------------------------


def test_a_deletion_says_why_and_where_to() -> None:
    view = seen(MADE, said("b", 2, DELETED, {"why": "moved", "to": "n2", "seen": [at("a")]}))
    assert view.deleted == {"why": "moved", "to": "n2", "seen": [at("a")]}
    assert view.moved_to == "n2"


@pytest.mark.parametrize("entries", [(MADE,), (MADE, deleted("b", 2, "a"))], ids=["standing", "deleted"])
def test_a_record_that_was_not_moved_is_nowhere_else(entries: tuple[Entry, ...]) -> None:
    assert seen(*entries).moved_to == ""


def test_a_deleted_record_keeps_its_fields() -> None:
    assert seen(MADE, deleted("b", 2, "a")).fields["words"] == "first"


def test_a_restored_record_stands() -> None:
    view = seen(MADE, deleted("b", 2, "a"), said("c", 3, DELETED, None, "b"))
    assert view.deleted is None
    assert not view.is_edited_since_deleted


def test_an_edit_the_deleter_had_not_seen_is_told() -> None:
    edit = said("b", 5, "words", "second", "a")
    assert all(view.is_edited_since_deleted for view in in_any_order(MADE, edit, deleted("c", 2, "a")))


def test_an_edit_the_deleter_had_seen_is_not_told() -> None:
    edit = said("b", 2, "words", "second", "a")
    assert not any(view.is_edited_since_deleted for view in in_any_order(MADE, edit, deleted("c", 3, "b")))


def test_the_deleter_has_seen_what_the_edits_they_saw_were_built_on() -> None:
    edits = (said("b", 2, "words", "second", "a"), said("c", 3, "words", "third", "b"))
    assert not seen(MADE, *edits, deleted("d", 4, "c")).is_edited_since_deleted


def test_edits_built_on_each_other_in_a_circle_can_be_seen() -> None:
    circle = (said("b", 2, "words", "b's", "c"), said("c", 3, "words", "c's", "b"))
    assert not seen(MADE, *circle, deleted("d", 4, "c")).is_edited_since_deleted


def test_an_edit_of_which_nothing_is_left_is_not_told() -> None:
    assert not seen(
        MADE, said("b", 5, "words", dict(BLANK), "a"), deleted("c", 2, "a")
    ).is_edited_since_deleted


def test_two_who_delete_agree_though_they_had_seen_different_things() -> None:
    view = seen(MADE, said("b", 2, "words", "second", "a"), deleted("c", 3, "a"), deleted("d", 3, "b"))
    assert view.clashes == {}


def test_deleting_once_more_and_restoring_at_the_same_time_clash() -> None:
    first = deleted("b", 2, "a")
    restored = said("c", 3, DELETED, None, "b")
    view = seen(MADE, first, restored, deleted("d", 3, "a", saw="b"))
    assert [bool(value) for value in view.clashes[DELETED]] == [True, False]


def test_a_deletion_says_what_its_author_sees() -> None:
    view = seen(MADE, said("b", 2, "words", "second", "a"), deleted("c", 3, "a"))
    gone = {"why": "deleted", "to": ""}
    assert with_seen(gone, view) == {**gone, "seen": [at("a"), at("b")]}
    assert with_seen(None, view) is None


# -- redaction ------------------------------------------------------------------------------------------------


def test_a_view_names_the_fields_that_were_redacted() -> None:
    view = seen(MADE, redacted("b", 2, "words"), redacted("c", 3, "words", "said_by"))
    assert view.redacted == {"words", "said_by"}
    assert "redacted" not in view.fields


# -- digest ---------------------------------------------------------------------------------------------------


def test_a_digest_is_the_hash_of_all_winning_values_in_order() -> None:
    lines = '["note","n1","kind","point"]\n["note","n1","words","first"]'
    assert digest([seen(MADE)]) == hashlib.sha256(lines.encode()).hexdigest()


def test_a_digest_does_not_depend_on_the_order_of_records_or_ops() -> None:
    other = View("note", "n2", GROUP, {"words": "x"}, {})
    views = [*in_any_order(MADE, said("b", 2, "words", "b's", "a"), said("c", 2, "words", "c's", "a"))]
    assert len({digest(pair) for view in views for pair in permutations((view, other))}) == 1


@pytest.mark.parametrize(
    "other", [said("b", 2, "words", "second", "a"), deleted("b", 2, "a"), said("b", 2, "colour", None)]
)
def test_a_digest_tells_any_other_winning_value(other: Entry) -> None:
    assert digest([seen(MADE)]) != digest([seen(MADE, other)])


def test_a_digest_leaves_out_which_fields_were_redacted() -> None:
    named = View("note", "n1", GROUP, {"words": "x", "redacted": ["words"]}, {})
    assert digest([named]) == digest([View("note", "n1", GROUP, {"words": "x"}, {})])

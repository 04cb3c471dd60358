"""Taking back an act: as before, or refused with the reason; and the same stacks after a restart."""

from __future__ import annotations

import pytest

from sessions import journal
from sessions.edits import change as change_of
from sessions.edits import create, delete, move, redact, restore
from sessions.final_acts import NOT_UNDOABLE
from sessions.notes import PermissionState
from sessions.ops import DELETED, REDACTED, Arrival, Change
from sessions.undo import Stacks, stacks, undoing
from tests.sessions.factories import (
    GROUP,
    OTHER_GROUP,
    answer,
    at,
    change,
    device,
    do,
    keep,
    look,
    note,
    op,
    ops_of,
    share,
    why_it_stands,
    words,
)
from tests.sessions.world import Device

SECOND = change_of("note", "n1", words="second")
THIRD = change_of("note", "n1", words="third")


def amal_with_a_note() -> Device:
    amal = device()
    keep(amal, "first")
    return amal


def undo(on: Device, act: str) -> str:
    """Take an act back; return the act that did it."""
    assert on.undo(act)
    return on.mine[-1].act


# -- as before ------------------------------------------------------------------------------------------------


def test_undoing_an_edit_brings_back_the_value_before() -> None:
    amal = amal_with_a_note()
    act = do(amal, SECOND)
    undo(amal, act)
    assert words(amal) == "first"


def test_undoing_names_the_op_undone_as_what_it_saw() -> None:
    amal = amal_with_a_note()
    act = do(amal, SECOND)
    [restored] = undoing("note.edit", ops_of(amal, act), amal.store.entries)
    assert (restored.scope, restored.kind, restored.id, restored.field) == (GROUP, "note", "n1", "words")
    assert (restored.value, restored.base) == ("first", (at(act),))


def test_undoing_a_creation_deletes_the_record() -> None:
    amal = device()
    undo(amal, keep(amal))
    gone = look(amal).deleted
    assert gone is not None
    assert gone["why"] == "undone"
    assert not look(amal).is_edited_since_deleted


def test_undoing_a_creation_takes_the_edits_of_the_same_act_with_it() -> None:
    amal = device()
    amal.act([create(note(), GROUP)], "file.import", act="import-1")
    amal.act([SECOND], "file.import", act="import-1")
    amal.act([], journal.ACT_DONE, act="import-1")
    undo(amal, "import-1")
    assert look(amal).deleted


def test_undoing_a_deletion_brings_the_record_back() -> None:
    amal = amal_with_a_note()
    undo(amal, do(amal, delete("note", "n1")))
    assert look(amal).deleted is None


def test_undoing_a_restoration_deletes_again_having_seen_the_edits_since() -> None:
    amal = amal_with_a_note()
    do(amal, delete("note", "n1"))
    act = do(amal, restore("note", "n1"))
    do(amal, SECOND)
    undo(amal, act)
    assert look(amal).deleted
    assert not look(amal).is_edited_since_deleted


def test_undoing_a_move_brings_the_note_back_where_it_was() -> None:
    amal = amal_with_a_note()
    undo(amal, do(amal, *move(note("first", "n2", moved_from="n1"), OTHER_GROUP, "n1")))
    assert look(amal, "n1").deleted is None
    assert look(amal, "n2").deleted


def test_undoing_takes_back_every_record_of_the_act() -> None:
    amal = amal_with_a_note()
    keep(amal, "other", "n2")
    undo(amal, do(amal, SECOND, change_of("note", "n2", words="also second", said_by="seat-1")))
    assert (words(amal), words(amal, "n2"), look(amal, "n2").fields["said_by"]) == ("first", "other", "")


def test_undoing_an_act_that_set_a_field_twice_brings_back_the_value_before_the_first() -> None:
    amal = amal_with_a_note()
    amal.act([SECOND], "note.mend", act="mend-1")
    amal.act([THIRD], "note.mend", act="mend-1")
    [restored] = undoing("note.mend", ops_of(amal, "mend-1"), amal.store.entries)
    assert (restored.value, restored.base) == ("first", (at(amal.mine[-1].change_id),))


def test_undoing_a_field_that_nobody_had_set_empties_it() -> None:
    amal = amal_with_a_note()
    undo(amal, do(amal, change_of("note", "n1", colour="blue")))
    assert look(amal).fields["colour"] is None


def test_undoing_the_settling_of_a_clash_brings_back_the_winner() -> None:
    amal, bea = amal_with_a_note(), device("bea")
    share(amal, bea)
    do(amal, SECOND)
    do(bea, THIRD)
    share(bea, amal)
    winner, settled = words(amal), do(amal, change_of("note", "n1", words="both"))
    undo(amal, settled)
    assert words(amal) == winner


def test_undoing_the_undoing_does_it_again() -> None:
    amal = amal_with_a_note()
    undone = undo(amal, do(amal, SECOND))
    redone = undo(amal, undone)
    assert words(amal) == "second"
    undo(amal, redone)
    assert words(amal) == "first"


def test_undoing_the_undoing_of_a_creation_brings_the_record_back() -> None:
    amal = device()
    undo(amal, undo(amal, keep(amal)))
    assert look(amal).deleted is None


def test_acts_are_undone_one_after_another() -> None:
    amal = amal_with_a_note()
    acts = [do(amal, SECOND), do(amal, THIRD)]
    for act in reversed(acts):
        undo(amal, act)
    assert words(amal) == "first"


# -- refused --------------------------------------------------------------------------------------------------


def test_an_edit_that_no_longer_wins_stands() -> None:
    amal = amal_with_a_note()
    act = do(amal, SECOND)
    do(amal, THIRD)
    assert why_it_stands(amal, act) == "changed_since"
    assert why_it_stands(amal, amal.mine[-1].act) == ""


def test_an_edit_that_lost_to_somebody_elses_stands() -> None:
    amal, bea = amal_with_a_note(), device("bea")
    share(amal, bea)
    act = do(amal, SECOND)
    keep(bea, record_id="n9")
    do(bea, THIRD)
    share(bea, amal)
    assert words(amal) == "third"
    assert why_it_stands(amal, act) == "changed_since"


def test_a_record_edited_since_it_was_made_stays() -> None:
    amal = device()
    act = keep(amal)
    do(amal, SECOND)
    assert why_it_stands(amal, act) == "changed_since"


def test_a_record_that_was_given_another_field_stays() -> None:
    amal = device()
    act = keep(amal)
    do(amal, change_of("note", "n1", colour="blue"))
    assert why_it_stands(amal, act) == "changed_since"


def test_a_record_that_is_deleted_already_is_not_deleted_by_undoing() -> None:
    amal = device()
    act = keep(amal)
    do(amal, delete("note", "n1"))
    assert why_it_stands(amal, act) == "changed_since"


def test_a_record_that_a_hub_refused_cannot_be_taken_back() -> None:
    amal = device()
    act = keep(amal)
    journal.judge(amal.store, amal.store.home, [journal.Verdict(at(act), reason="not invited")])
    assert why_it_stands(amal, act) == "changed_since"


def test_one_field_that_was_changed_since_keeps_the_whole_act() -> None:
    amal = amal_with_a_note()
    act = do(amal, change_of("note", "n1", words="second", said_by="seat-1"))
    do(amal, THIRD)
    assert not amal.undo(act)
    assert look(amal).fields["said_by"] == "seat-1"


def test_words_that_were_redacted_do_not_come_back() -> None:
    amal = amal_with_a_note()
    act = do(amal, SECOND)
    do(amal, redact("note", "n1", "words"))
    assert why_it_stands(amal, act) == "words_removed"


def test_a_value_of_which_a_pack_brought_only_the_blank_does_not_come_back() -> None:
    amal = amal_with_a_note()
    kept, act = amal.mine[0].act, do(amal, SECOND)
    [creation] = [entry for entry in amal.store.entries("note", "n1") if entry.op.change_id == kept]
    amal.store.replace_entry(journal.blanked(creation, ["words"]))
    assert why_it_stands(amal, act) == "words_removed"


@pytest.mark.parametrize("verb", sorted(NOT_UNDOABLE))
def test_some_acts_are_for_good(verb: str) -> None:
    amal = amal_with_a_note()
    assert why_it_stands(amal, do(amal, SECOND, verb=verb)) == "not_undoable"


def test_a_redaction_is_for_good_whatever_the_act() -> None:
    amal = amal_with_a_note()
    act = do(amal, redact("note", "n1", "words"))
    assert [one.field for one in ops_of(amal, act)] == [REDACTED]
    assert why_it_stands(amal, act) == "not_undoable"


def test_an_answer_about_a_quotation_is_for_good_whatever_the_act() -> None:
    amal = amal_with_a_note()
    assert why_it_stands(amal, do(amal, create(answer(PermissionState.GIVEN), GROUP))) == "not_undoable"


def test_a_refused_undo_changes_nothing() -> None:
    amal = amal_with_a_note()
    act = do(amal, SECOND)
    do(amal, THIRD)
    before = (amal.snapshot(), len(amal.mine))
    assert not amal.undo(act)
    assert (amal.snapshot(), len(amal.mine)) == before


def test_undoing_what_somebody_else_did_too_leaves_theirs_and_not_ones_own() -> None:
    amal, bea = amal_with_a_note(), device("bea")
    share(amal, bea)
    act = do(amal, SECOND)
    keep(bea, record_id="n9")  # bea's lam is higher now, so that her op wins
    theirs = do(bea, SECOND)
    share(bea, amal)
    if amal.undo(act):
        assert at(act) not in look(amal).heads["words"]
    assert at(theirs) in look(amal).heads["words"]


def test_a_restoration_that_a_hub_refused_with_its_deletion_cannot_be_taken_back() -> None:
    amal = amal_with_a_note()
    acts = [do(amal, delete("note", "n1")), do(amal, restore("note", "n1"))]
    journal.judge(amal.store, amal.store.home, [journal.Verdict(at(act), reason="no") for act in acts])
    assert DELETED not in look(amal).fields
    assert why_it_stands(amal, acts[-1]) == "changed_since"


# -- stacks ---------------------------------------------------------------------------------------------------


def read(*changes: tuple[str, str]) -> Stacks:
    """Read the stacks out of acts and what each undoes ('' for none)."""
    return stacks([change(act, undoes=undoes) for act, undoes in changes])


def test_acts_are_undone_the_last_first() -> None:
    assert read(("a", ""), ("b", "")) == Stacks(undo=("a", "b"), redo=())


def test_what_was_undone_can_be_redone() -> None:
    assert read(("a", ""), ("b", ""), ("u", "b")) == Stacks(undo=("a",), redo=("u",))


def test_what_was_redone_can_be_undone() -> None:
    assert read(("a", ""), ("u", "a"), ("r", "u")) == Stacks(undo=("r",), redo=())


def test_a_new_act_forgets_what_could_be_redone() -> None:
    assert read(("a", ""), ("u", "a"), ("b", "")) == Stacks(undo=("b",), redo=())


def test_an_act_that_undoes_what_is_not_on_the_stacks_counts_for_nothing() -> None:
    assert read(("a", ""), ("u", "gone")) == Stacks(undo=("a",), redo=())


@pytest.mark.parametrize("verb", sorted(NOT_UNDOABLE))
def test_what_is_for_good_is_on_no_stack(verb: str) -> None:
    assert stacks([change("a"), change("b", verb=verb)]) == Stacks(undo=("a",), redo=())


def test_a_long_act_is_on_the_stack_once() -> None:
    pieces = [
        change(f"c{n}", act="import-1", verb=verb) for n, verb in enumerate(["x", "x", journal.ACT_DONE])
    ]
    assert stacks([*pieces, change("b")]) == Stacks(undo=("import-1", "b"), redo=())


def test_the_stacks_are_the_same_after_a_restart() -> None:
    amal = amal_with_a_note()
    undo(amal, do(amal, SECOND))
    after_restart: list[Change] = sorted(amal.store.changes.values(), key=lambda header: header.seq)
    assert stacks(after_restart) == stacks(amal.mine)
    undo(amal, stacks(after_restart).redo[-1])
    assert words(amal) == "second"


def test_nothing_is_undone_by_an_act_without_ops() -> None:
    assert undoing("note.edit", [], device().store.entries) == ()


def test_an_op_of_a_record_that_is_not_there_cannot_be_taken_back() -> None:
    amal = device()
    do(amal)
    journal.take(amal.store, amal.mine[0], [op(amal.mine[0].change_id, "words", "x")], Arrival.HERE, _any)
    assert why_it_stands(amal, amal.mine[0].act) == "changed_since"


def _any(*_: object) -> bool:
    return True

"""The one way into a journal: what is taken, what is set aside, what is blanked, and what may leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sessions import journal
from sessions.edits import change as change_of
from sessions.edits import create, delete, move, redact
from sessions.may import Role, may
from sessions.ops import BLANK, CREATION, DELETED, REDACTED, Arrival, Change, Entry, Op, OpState
from tests.sessions.factories import (
    GROUP,
    OTHER_GROUP,
    SCOPES,
    at,
    change,
    device,
    do,
    keep,
    look,
    made,
    note,
    op,
    ops_of,
    said,
    share,
    words,
)
from tests.sessions.world import Device, Memory

SECRET = "do not print this"
PRIVATE = "private:amal"


def anyone(_change: Change, _op: Op) -> bool:
    return True


def take(
    store: Memory, *ops: Op, header: Change | None = None, origin: Arrival = Arrival.PACK
) -> journal.Taken:
    """Take ops of one Change."""
    return journal.take(store, header or change(ops[0].change_id), ops, origin, anyone)


def reasons(taken: journal.Taken) -> list[str]:
    return [aside.reason for aside in taken.set_aside]


def held(store: Memory) -> list[Any]:
    return [entry.op.value for entry in store.all_entries()]


# -- taking ---------------------------------------------------------------------------------------------------


def test_what_is_taken_is_kept_with_its_header() -> None:
    store = Memory()
    header = change("c1", lam=7, act="import-1")
    taken = take(store, op("c1", CREATION, {"words": "x"}), header=header)
    assert taken == journal.Taken((("note", "n1"),))
    assert store.known_change("c1") == header
    [entry] = store.entries("note", "n1")
    assert (entry.lam, entry.act, entry.state, entry.origin) == (7, "import-1", OpState.PENDING, Arrival.PACK)


def test_a_change_that_touches_a_record_twice_names_it_once() -> None:
    ops = (op("c1", CREATION, {}), op("c1", "words", "x", n=1), op("c1", CREATION, {}, n=2, id="n2"))
    assert take(Memory(), *ops).touched == (("note", "n1"), ("note", "n2"))


def test_what_is_known_already_does_nothing() -> None:
    store = Memory()
    ops = (op("c1", CREATION, {"words": "x"}), op("c1", "kind", "point", n=1))
    take(store, *ops)
    before = store.all_entries()
    assert take(store, *ops) == journal.Taken(())
    assert store.all_entries() == before


def test_a_change_may_come_in_parts() -> None:
    store = Memory()
    first, second = op("c1", CREATION, {}), op("c1", CREATION, {}, n=1, id="n2")
    take(store, first)
    assert take(store, first, second).touched == (("note", "n2"),)


def test_a_header_that_was_changed_on_the_way_is_not_taken() -> None:
    store = Memory()
    take(store, op("c1", CREATION, {}))
    ops = (op("c1", "words", "x", n=1), op("c1", "kind", "point", n=2))
    assert reasons(take(store, *ops, header=change("c1", actor="mallory"))) == ["header_differs"] * 2
    assert len(store.all_entries()) == 1


def test_an_op_of_another_change_is_set_aside() -> None:
    taken = take(Memory(), op("c2", CREATION, {}), header=change("c1"))
    assert reasons(taken) == ["op_of_another_change"]


def test_a_private_scope_is_taken_only_from_its_own_computer() -> None:
    private = op("c1", CREATION, {"words": SECRET}, scope=PRIVATE)
    for origin in (Arrival.PACK, Arrival.HUB):
        store = Memory()
        assert reasons(take(store, private, origin=origin)) == ["scope_is_private"]
        assert held(store) == []
    assert reasons(take(Memory(), private, origin=Arrival.HERE)) == []


def test_a_faulty_op_is_set_aside_and_the_rest_is_taken() -> None:
    store = Memory()
    taken = take(store, op("c1", CREATION, {"words": 1.5}), op("c1", CREATION, {}, n=1, id="n2"))
    assert taken.touched == (("note", "n2"),)
    [aside] = taken.set_aside
    assert (aside.op.id, aside.reason) == ("n1", "value_not_json")


def test_what_its_author_may_not_do_is_set_aside() -> None:
    def note_taker_may(header: Change, asked: Op) -> bool:
        return may(Role.NOTE_TAKER, header.verb, asked.kind, asked.field, asked.scope)

    ops = (op("c1", CREATION, {}), op("c1", CREATION, {}, n=1, id="p1", kind="person", scope="register"))
    taken = journal.take(Memory(), change("c1"), ops, Arrival.PACK, note_taker_may)
    assert (taken.touched, reasons(taken)) == ((("note", "n1"),), ["not_allowed"])


def test_an_op_whose_creation_has_not_come_waits_in_the_journal() -> None:
    amal, bea = device("amal"), device("bea")
    kept, edited = keep(amal), do(amal, change_of("note", "n1", words="second"))
    bea.merge(amal.pack(SCOPES, lambda c: c.change_id == edited))
    assert bea.view("note", "n1") is None
    bea.merge(amal.pack(SCOPES, lambda c: c.change_id == kept))
    assert words(bea) == "second"


def test_an_op_id_that_comes_back_with_other_content_is_set_aside() -> None:
    store = Memory()
    take(store, op("c1", CREATION, {"words": "x"}))
    assert reasons(take(store, op("c1", CREATION, {"words": "y"}))) == ["op_differs"]


# -- redaction ------------------------------------------------------------------------------------------------


def redacted_store(*ops: Op) -> Memory:
    """Return a journal that took ops of Changes of one op each, in this order."""
    store = Memory()
    for one in ops:
        take(store, one)
    return store


MADE = op("c1", CREATION, {"words": SECRET, "kind": "point"})
EDITED = op("c2", "words", SECRET + "!", "c1")
GONE = op("c3", REDACTED, ["words", "said_by"])


@pytest.mark.parametrize("order", [(MADE, EDITED, GONE), (GONE, MADE, EDITED), (EDITED, GONE, MADE)])
def test_a_redaction_takes_the_words_before_and_after_it(order: tuple[Op, ...]) -> None:
    store = redacted_store(*order)
    assert SECRET not in repr(store.all_entries())
    values = {entry.op.change_id: entry.op.value for entry in store.all_entries()}
    assert values == {
        "c1": {"words": BLANK, "kind": "point"},
        "c2": BLANK,
        "c3": ["words", "said_by"],
    }


def test_a_redaction_leaves_other_fields_and_records() -> None:
    other = op("c4", CREATION, {"words": "x"}, id="n2")
    assert {"words": "x"} in held(redacted_store(MADE, other, GONE))
    assert "point" in held(redacted_store(MADE, op("c5", "kind", "point", "c1"), GONE))


def test_a_redaction_in_another_scope_takes_nothing() -> None:
    stray = replace(GONE, scope=OTHER_GROUP)
    for order in ((MADE, EDITED, stray), (stray, MADE, EDITED)):
        assert held(redacted_store(*order)).count(MADE.value) == 1


def test_a_redaction_that_names_no_fields_takes_nothing() -> None:
    store = redacted_store(MADE)
    journal.redact(store, store.all_entries(), replace(GONE, value=None))
    assert held(store) == [MADE.value]


def test_what_is_blank_already_is_left_as_it_is() -> None:
    entry = made("a", words="x")
    assert journal.blanked(entry, ["said_by"]) is entry
    assert journal.blanked(said("a", 1, CREATION, None), ["words"]).op.value is None


def test_a_blank_carried_by_a_pack_stays_blank_when_the_words_come_by_another() -> None:
    amal, bea, cai = device("amal"), device("bea"), device("cai")
    act = keep(amal, SECRET)
    with_words = amal.pack(SCOPES)
    do(amal, redact("note", "n1", "words"), verb="off_the_record")
    cai.merge(amal.pack(SCOPES, lambda c: c.change_id == act))
    cai.merge(with_words)
    assert SECRET not in cai.bytes()
    bea.merge(with_words)
    share(cai, bea)
    share(amal, bea, cai)
    assert SECRET not in bea.bytes()
    assert look(amal) == look(bea) == look(cai)


def test_words_taken_off_the_record_are_moved_to_their_owner_and_gone_elsewhere() -> None:
    amal, bea = device("amal"), device("bea")
    keep(amal, SECRET)
    share(amal, bea)
    copy = note(SECRET, "n2", moved_from="n1")
    do(amal, *move(copy, PRIVATE, "n1"), redact("note", "n1", "words"), verb="off_the_record")
    share(amal, bea)
    assert words(amal, "n2") == SECRET
    assert SECRET not in bea.bytes()
    assert PRIVATE not in repr(amal.pack([*SCOPES, PRIVATE]))


# -- a hub's verdicts -----------------------------------------------------------------------------------------


def judged(store: Memory, *verdicts: journal.Verdict) -> tuple[journal.Record, ...]:
    return journal.judge(store, store.home, verdicts)


def test_a_verdict_gives_an_op_its_place() -> None:
    store = redacted_store(MADE)
    assert judged(store, journal.Verdict(at("c1"), gseq=9)) == (("note", "n1"),)
    [entry] = store.all_entries()
    assert (entry.state, entry.gseq, entry.reason) == (OpState.CONFIRMED, 9, "")


def test_a_verdict_with_a_reason_rejects_and_keeps_the_reason() -> None:
    store = redacted_store(MADE)
    judged(store, journal.Verdict(at("c1"), reason="not invited"))
    [entry] = store.all_entries()
    assert (entry.state, entry.reason, entry.op) == (OpState.REJECTED, "not invited", MADE)


def test_verdicts_on_one_record_touch_it_once() -> None:
    store = redacted_store(MADE, EDITED)
    verdicts = [journal.Verdict(at(c), gseq=n) for n, c in enumerate(("c1", "c2"), 1)]
    assert judged(store, *verdicts) == (("note", "n1"),)


ANSWER = op("c4", CREATION, {"state": "refused"}, kind="permission", id="p1")


def test_redactions_and_answers_stand_above_verdicts() -> None:
    assert [journal.is_above_verdicts(one) for one in (GONE, ANSWER, MADE, EDITED)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("above", [GONE, ANSWER])
def test_no_verdict_undoes_a_redaction_or_an_answer(above: Op) -> None:
    store = redacted_store(MADE, above)
    judged(store, journal.Verdict(above.op_id, reason="not invited"))
    [entry] = [e for e in store.all_entries() if e.op.op_id == above.op_id]
    assert entry.state is not OpState.REJECTED


# -- parts and moves ------------------------------------------------------------------------------------------


def parts_of(on: Device, act: str) -> list[tuple[str, list[str]]]:
    return [(part[0].scope, [one.field for one in part]) for part in journal.parts(ops_of(on, act))]


def test_a_change_over_several_scopes_travels_as_one_part_per_scope() -> None:
    amal = device()
    act = do(amal, create(note(record_id="n1"), GROUP), create(note(record_id="n2"), OTHER_GROUP))
    assert parts_of(amal, act) == [(GROUP, [CREATION]), (OTHER_GROUP, [CREATION])]


def test_the_part_that_holds_the_copy_of_a_move_goes_first() -> None:
    amal = device()
    keep(amal)
    gone = delete("note", "n1", why="moved", to="n2")
    copy = create(note(record_id="n2", moved_from="n1"), OTHER_GROUP)
    assert parts_of(amal, do(amal, gone, copy)) == [(OTHER_GROUP, [CREATION]), (GROUP, [DELETED])]


def test_a_move_needs_its_copy_and_another_deletion_needs_none() -> None:
    amal = device()
    keep(amal)
    moved, dropped = ops_of(amal, do(amal, *move(note(record_id="n2", moved_from="n1"), OTHER_GROUP, "n1")))
    assert [journal.needs_copy(one) for one in (dropped, moved)] == ["n2", ""]
    [plain] = ops_of(amal, do(amal, delete("note", "n2")))
    assert journal.needs_copy(plain) == ""
    assert journal.needs_copy(op("c1", DELETED, None)) == ""


def follow(moves: dict[str, str], record_id: str) -> str:
    return journal.stands_for(record_id, lambda at_id: moves.get(at_id, ""))


def test_every_move_is_followed_to_where_the_record_is_now() -> None:
    assert follow({"n1": "n2", "n2": "n3"}, "n1") == "n3"
    assert follow({}, "n1") == "n1"


def test_moves_that_go_round_in_a_circle_end_where_they_began() -> None:
    assert follow({"n1": "n2", "n2": "n1"}, "n1") == "n1"


# -- what may leave, and in which order -----------------------------------------------------------------------


def test_only_the_scopes_given_travel_and_private_ones_never_do() -> None:
    amal = device()
    for record_id, scope in (("n1", GROUP), ("n2", OTHER_GROUP), ("n3", PRIVATE)):
        do(amal, create(note(record_id=record_id), scope))
    shared = journal.shareable(amal.store.all_entries(), [GROUP, PRIVATE])
    assert [entry.op.id for entry in shared] == ["n1"]


def test_a_new_change_stands_above_all_that_its_author_had_seen() -> None:
    amal, bea = device("amal"), device("bea")
    for n in range(5):
        keep(amal, record_id=f"n{n}")
    share(amal, bea)
    keep(bea, record_id="n9")
    assert bea.mine[-1].lam == journal.next_lam(5) == 6


def test_a_first_upload_changes_nothing_on_the_screen() -> None:
    amal, bea = device("amal"), device("bea")
    keep(amal)
    share(amal, bea)
    do(amal, change_of("note", "n1", words="amal's"))
    do(bea, change_of("note", "n1", words="bea's"))
    share(bea, amal)
    before = amal.snapshot()
    upload = journal.upload_order(amal.store.all_entries())
    assert [entry.lam for entry in upload] == [1, 2, 2]
    judged(amal.store, *(journal.Verdict(entry.op.op_id, gseq=n) for n, entry in enumerate(upload, 1)))
    assert amal.snapshot() == before


def test_an_upload_goes_by_lam_and_then_by_op_id() -> None:
    entries = [said("b", 2, "words", ""), said("a", 2, "words", ""), said("c", 1, "words", "")]
    assert [entry.op.change_id for entry in journal.upload_order(entries)] == ["c", "a", "b"]


# -- long acts ------------------------------------------------------------------------------------------------


def imported(on: Device, *verbs: str) -> Sequence[str]:
    """Do an import of one Change a verb, each but *act.done* with a note; return the notes on the screen."""
    for n, verb in enumerate(verbs):
        edits = [] if verb == journal.ACT_DONE else [create(note(record_id=f"n{n}"), GROUP)]
        on.act(edits, verb, act="import-1")
    return [view.id for view in on.views()]


def test_a_long_act_is_hidden_until_its_last_change() -> None:
    assert imported(device(), "file.import", "file.import") == []
    assert imported(device(), "file.import", "file.import", journal.ACT_DONE) == ["n0", "n1"]


def test_the_last_change_of_a_long_act_may_come_first() -> None:
    amal, bea = device("amal"), device("bea")
    imported(amal, "file.import", journal.ACT_DONE)
    bea.merge(list(reversed(amal.pack(SCOPES))))
    assert [view.id for view in bea.views()] == ["n0"]


def test_an_act_of_one_change_is_finished_as_it_is() -> None:
    assert journal.unfinished_acts([change("c1"), change("c2", act="import-1")]) == {"import-1"}


def test_a_record_that_another_act_made_too_is_not_hidden() -> None:
    amal = device()
    imported(amal, "file.import")
    twin: Entry = amal.store.entries("note", "n0")[0]
    take(amal.store, replace(twin.op, change_id="c9"), header=change("c9"))
    assert [view.id for view in amal.views()] == ["n0"]


def test_an_op_that_comes_back_blanked_is_the_same_op() -> None:
    store = redacted_store(MADE, GONE)
    again = replace(MADE, value={**MADE.value, "kind": "question"}) if isinstance(MADE.value, dict) else MADE
    other_fields = replace(MADE, value={"words": "first"})
    for forged in (again, other_fields, replace(MADE, value="no fields")):
        assert journal._is_forged(store, forged)
    assert not journal._is_forged(store, MADE)


@pytest.mark.parametrize("count", [0, -1, journal.HIGHEST_COUNT + 1])
@pytest.mark.parametrize("name", ["lam", "seq"])
def test_a_header_that_counts_beyond_all_sense_is_not_taken(name: str, count: int) -> None:
    store = Memory()
    header = change("c1", **{name: count})
    taken = journal.take(store, header, [MADE], Arrival.PACK, lambda _c, _o: True)
    assert [aside.reason for aside in taken.set_aside] == ["header_malformed"]
    assert store.known_change("c1") is None


def test_an_unfinished_act_does_not_travel() -> None:
    entry = Entry(MADE, 1, "import")
    assert list(journal.shareable([entry], {GROUP}, {"import"})) == []
    assert list(journal.shareable([entry], {GROUP})) == [entry]

"""Taking back and doing again: after a restart, of long acts, and when it is refused."""

from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.search import Wanted
from sessions.edits import change, create, delete, redact
from sessions.errors import DomainError
from sessions.ops import CREATION, Arrival, Change, Op
from tests.facilitator.archive.world import AMAL, GROUP, edit, keep, note, notes_in, opened


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", "One"))
        edit(archive, "n1", words="Two")
        edit(archive, "n1", words="Three")
        archive.undo(AMAL).result(10)
    with opened(tmp_path, seed=2) as archive:
        assert notes_in(archive) == {"n1": "Two"}
        assert [len(archive.stacks().undo), len(archive.stacks().redo)] == [2, 1]
        archive.undo(AMAL).result(10)
        assert notes_in(archive) == {"n1": "One"}
    with opened(tmp_path, seed=3) as archive:
        archive.redo(AMAL).result(10)
        archive.redo(AMAL).result(10)
        assert notes_in(archive) == {"n1": "Three"}
        for _ in range(3):
            archive.undo(AMAL).result(10)
        assert notes_in(archive) == {}
        with archive.reader() as reader:
            assert reader.search(Wanted("o")).notes == ()


def test_nothing_to_undo_or_redo(archive: Archive) -> None:
    for asked, code in ((archive.undo, "nothing_to_undo"), (archive.redo, "nothing_to_redo")):
        with pytest.raises(DomainError, match=code):
            asked(AMAL).result(10)


def test_a_new_act_empties_what_can_be_redone(archive: Archive) -> None:
    keep(archive, note("n1"))
    keep(archive, note("n2"))
    archive.undo(AMAL).result(10)
    assert archive.stacks().redo
    keep(archive, note("n3"))
    assert archive.stacks().redo == ()
    assert len(archive.stacks().undo) == 2


def test_a_long_act_is_taken_back_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("first"))
        archive.commit(
            [create(note(f"n{n}", f"line {n}"), GROUP) for n in range(450)], AMAL, "import"
        ).result(30)
        assert len(notes_in(archive)) == 451
    with opened(tmp_path, seed=2) as archive:
        undone = archive.undo(AMAL).result(30)
        assert undone.undoes == archive.stacks().redo[-1] or undone.act == archive.stacks().redo[-1]
        assert notes_in(archive) == {"first": "A line"}
        archive.redo(AMAL).result(30)
        assert len(notes_in(archive)) == 451
        archive.undo(AMAL).result(30)
        archive.undo(AMAL).result(30)
        assert notes_in(archive) == {}
        assert not [f for f in archive.check() if f.is_damage]


def test_undo_is_refused_where_somebody_changed_it_since(archive: Archive) -> None:
    keep(archive, note("n1", "Mine"))
    mine = edit(archive, "n1", words="Mine again")
    with archive.reader() as reader:
        view = reader.view("note", "n1")
    assert view is not None
    theirs = Change("c-bea", "c-bea", "bea", "bea", 1, mine.lam + 1, 0, "UTC", "note.edit")
    op = Op("c-bea", 0, GROUP, "note", "n1", "words", "Theirs", view.heads["words"])
    assert archive.accept(theirs, [op], Arrival.PACK, lambda *_: True).result(10) == ()
    with pytest.raises(DomainError, match="changed_since"):
        archive.undo(AMAL).result(10)
    assert notes_in(archive) == {"n1": "Theirs"}
    assert archive.stacks().undo[-1] == mine.act, "a pack is not this device's act"


def test_removed_words_do_not_come_back(archive: Archive) -> None:
    keep(archive, note("n1", "Canary"))
    edit(archive, "n1", words="Other")
    archive.commit([redact("note", "n1", "words")], AMAL, "words.remove").result(10)
    with pytest.raises(DomainError, match="not_undoable"):
        archive.undo(AMAL).result(10)
    assert archive.stacks().redo == ()


def test_acts_that_changed_nothing_are_no_acts(archive: Archive) -> None:
    keep(archive, note("n1", "One"))
    edit(archive, "n1", words="Two")
    archive.undo(AMAL).result(10)
    edit(archive, "n1", words="One")
    assert len(archive.stacks().redo) == 1
    archive.redo(AMAL).result(10)
    assert notes_in(archive) == {"n1": "Two"}


def test_undo_of_several_records_and_a_deletion(archive: Archive) -> None:
    keep(archive, note("n1", "One"), note("n2", "Two"))
    edits = [change("note", "n1", words="Changed", rank="b"), delete("note", "n2")]
    archive.commit(edits, AMAL, "note.sort").result(10)
    assert notes_in(archive) == {"n1": "Changed"}
    archive.undo(AMAL).result(10)
    assert notes_in(archive) == {"n1": "One", "n2": "Two"}


def test_undo_carries_its_author_and_its_act(archive: Archive) -> None:
    kept = keep(archive, note("n1"))
    undone = archive.undo("bea").result(10)
    assert (undone.actor, undone.undoes, undone.verb, undone.device) == (
        "bea",
        kept.act,
        "undo",
        archive.device,
    )
    with archive.reader() as reader:
        assert CREATION not in {entry.op.field for entry in reader.entries("note", "n1")[1:]}

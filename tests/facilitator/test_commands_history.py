import json

import pytest

from facilitator.app import opened, reading
from facilitator.commands import options
from facilitator.history import record_named, versions
from sessions.edits import change, delete, restore
from tests.facilitator.terminal import run

KEPT = "a periwinkle by the door"


def note_id(places, words):
    with reading(places) as reader:
        return next(kept.record.id for kept in reader.every("note") if kept.record.words == words)


def told(*arguments):
    return run("history", *arguments).succeeded().out


@pytest.fixture
def mended(sample):
    run("keep", "halls", typed=f"{KEPT}\ns/periwinkle/primrose/\n").succeeded()
    return sample


class TestOneRecord:
    def test_a_note_is_meant_by_its_first_words_or_its_id(self, mended):
        by_words = told("a primrose")
        assert told(note_id(mended, "a primrose by the door")) == by_words
        newest, oldest = [line for line in by_words.splitlines() if not line.startswith(" ")]
        assert newest.endswith("  you  mend a note")
        assert oldest.endswith("  you  keep a note")
        assert f"  words: ‘{KEPT}’ → ‘a primrose by the door’" in by_words
        assert "  group: Halls and huts" in by_words
        assert "rank" not in by_words

    def test_a_group_is_meant_by_its_name(self, mended):
        lines = told("keys/halls").splitlines()
        assert lines[0].endswith("take in a folder")
        assert "  title: ‘Halls and huts’" in lines
        assert "  note taker: Yemi Adekunle" in lines
        assert not [line for line in lines if "nothing" in line]

    def test_no_more_are_shown_than_wanted(self, mended):
        assert "keep a note" not in told("a primrose", "--last", "1")
        assert "keep a note" in told("a primrose", "--last", "0")

    def test_a_script_has_the_values_before_and_after(self, mended):
        newest, oldest = [json.loads(line) for line in told("a primrose", "--json").splitlines()]
        assert newest["fields"][0] == {"field": "words", "before": KEPT, "after": "a primrose by the door"}
        assert (newest["verb"], newest["is_made"], oldest["is_made"]) == ("note.mend", False, True)
        assert newest["kind"] == "note"

    def test_what_was_deleted_and_brought_back_says_so(self, mended):
        note = note_id(mended, "a primrose by the door")
        with opened(mended) as app:
            app.archive.commit([delete("note", note)], app.actor, "note.delete").result()
            app.archive.commit([restore("note", note)], "somebody", "note.restore").result()
            app.archive.commit([change("note", note, is_worth_quoting=True)], "", "note.mark").result()
        lines = told(note).splitlines()
        assert [line for line in lines if line.startswith("  ")][:3] == [
            "  is worth quoting: false → true",
            "  brought back",
            "  deleted",
        ]
        assert "somebody else (mebody)" in lines[2]
        assert "the program itself" in lines[0]

    def test_an_undo_is_called_one(self, mended):
        note = note_id(mended, "a primrose by the door")
        run("undo").succeeded()
        assert told(note).splitlines()[0].endswith("  you  undo")

    def test_several_notes_that_begin_so_are_counted(self, mended):
        run("keep", "halls", typed="a primrose again\n").succeeded()
        assert "2 notes begin" in run("history", "a primrose").failed(options.EXIT_REFUSED).err

    def test_a_group_that_several_have_is_answered_with_their_names(self, mended):
        run("new", "Another").succeeded()
        assert "another/plenary, keys/plenary" in run("history", "plenary").failed(options.EXIT_REFUSED).err

    def test_what_is_not_there_is_said(self, mended):
        assert "Nothing on the record" in run("history", "no such words").failed(options.EXIT_REFUSED).err


class TestOffTheRecord:
    def test_a_line_kept_off_the_record_has_no_history(self, sample):
        out = run("keep", "halls", typed=f"{KEPT} -x\n").succeeded().out
        note = out.split()[-1]
        for wanted in (note, KEPT):
            ran = run("history", wanted).failed(options.EXIT_REFUSED)
            assert "periwinkle" not in ran.out + ran.err

    def test_a_line_taken_off_the_record_has_none_any_more(self, mended):
        note = note_id(mended, "a primrose by the door")
        run("off-the-record", note).succeeded()
        for wanted in (note, "a primrose"):
            ran = run("history", wanted).failed(options.EXIT_REFUSED)
            assert "by the door" not in ran.out + ran.err
        assert "by the door" not in run("history", "--json", "--last", "0").out

    def test_not_even_for_somebody_who_knows_its_copy(self, mended):
        run("off-the-record", "a primrose").succeeded()
        with opened(mended) as app, app.archive.reader() as reader:
            moved = [
                entry.op.value["to"]
                for change_ in reader.history()
                for entry in change_[2]
                if entry.op.field == "deleted"
                and isinstance(entry.op.value, dict)
                and entry.op.value.get("to")
            ]
            assert moved
            assert versions(reader, "note", moved[0]) == []
            with pytest.raises(Exception, match="record_unknown"):
                record_named(reader, moved[0])


def test_words_that_were_removed_are_not_shown(sample):
    with opened(sample) as app:
        with app.archive.reader() as reader:
            note = next(kept.record for kept in reader.every("note") if kept.record.said_by)
        app.off_the_record.take_off(note.id)
        with app.archive.reader() as reader:
            found = versions(reader, "note", note.id)
    assert note.words not in repr(found)

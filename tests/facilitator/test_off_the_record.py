import shutil

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator import off_the_record, paths
from facilitator.app import opened, reading
from facilitator.archive.search import Wanted
from facilitator.commands import options
from facilitator.off_the_record import TakenOff, note_named
from sessions.errors import DomainError
from sessions.notes import NoteKind
from tests.facilitator.terminal import outs, run, text_of

CANARY_A = "zebrafinch"
CANARY_B = "quicksilver"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(paths.small_sample(), tmp_path / "gathering")


def words_on_record(app):
    with app.archive.reader() as reader:
        return [kept.record.words for kept in reader.every("note")]


class TestOffTheRecord:
    QUAY = "Quay Street came for £1"

    def drafts(self, app):
        with app.archive.reader() as reader:
            return {kept.record.id: kept.record for kept in reader.every("block")}

    def drafts_of(self, app):
        with app.archive.reader() as reader:
            return {kept.record.gathering for kept in reader.every("document")}

    def take_off(self, app, words):
        with app.archive.reader() as reader:
            note = note_named(reader, words)
        return note, app.off_the_record.take_off(note)

    def test_the_words_are_with_their_keeper_and_nowhere_else(self, app):
        note, taken = self.take_off(app, self.QUAY)
        assert isinstance(taken, TakenOff)
        assert taken.is_clean
        with app.archive.reader() as reader:
            sealed = reader.view("note", taken.copy)
            left = reader.view("note", note)
        assert sealed.scope.startswith("private:")
        assert str(sealed.fields["words"]).startswith(self.QUAY)
        assert left.deleted
        assert "words" in left.redacted

    def test_a_draft_loses_its_sentences_and_keeps_all_others(self, app):
        before = [block.text for block in self.drafts(app).values()]
        _, taken = self.take_off(app, self.QUAY)
        after = [block.text for block in self.drafts(app).values()]
        assert len(taken.documents) == 1
        assert len(before) == len(after)
        (was,) = set(before) - set(after)
        (now,) = set(after) - set(before)
        start, end = was.split(self.QUAY)[0], was.split("whose lift it was. ")[1]
        assert now == start + end
        assert self.QUAY not in now

    def test_a_quotation_that_stands_alone_goes_with_who_said_it(self, app):
        before = self.drafts(app)
        self.take_off(app, "A community asset is a liability")
        after = self.drafts(app)
        gone = sorted(before[one].type.value for one in before.keys() - after.keys())
        assert gone == ["attribution", "pull quote"]
        assert not after.keys() - before.keys()

    def test_an_action_goes_with_its_row(self, app):
        before = self.drafts(app)
        self.take_off(app, "type up the list of dull questions")
        after = self.drafts(app)
        gone = sorted(before[one].type.value for one in before.keys() - after.keys())
        # The paragraph is the one that counted the actions.
        assert gone == ["cell", "cell", "cell", "paragraph", "row"]
        rows = [one for one in after.values() if one.type.value == "row"]
        assert {sum(cell.parent == row.id for cell in after.values()) for row in rows} == {3}

    def test_a_table_without_actions_goes(self, app):
        with app.archive.reader() as reader:
            actions = [k.record.id for k in reader.every("note") if k.record.kind is NoteKind.ACTION]
        for note in actions:
            app.off_the_record.take_off(note)
        assert not {"actions", "row", "cell"} & {one.type.value for one in self.drafts(app).values()}

    def test_every_block_still_has_its_place(self, app):
        for words in (self.QUAY, "A community asset", "If the hall shuts", "No keys without a dowry: five"):
            self.take_off(app, words)
        blocks = self.drafts(app)
        assert all(block.parent in blocks for block in blocks.values() if block.parent)

    def test_a_draft_that_was_taken_back_loses_them_too(self, app, desk):
        desk.keep("one line more")
        drafted = app.write_up.draft(next(iter(self.drafts_of(app))))
        app.archive.undo(app.actor).result()
        with pytest.raises(DomainError, match="document_unknown"):
            app.write_up.tree(drafted.document)
        self.take_off(app, self.QUAY)
        with app.archive.reader() as reader:
            assert all(self.QUAY not in repr(page) for page in reader.history())

    def test_earlier_wordings_go_as_well(self, app, desk):
        kept = desk.keep("the unspeakable boilr")
        desk.keep("s/boilr/boiler/")
        app.off_the_record.take_off(kept.note.id)
        with app.archive.reader() as reader:
            assert "unspeakable" not in repr(reader.history())

    def test_twice_is_refused_without_repeating_the_words(self, app):
        note, _ = self.take_off(app, self.QUAY)
        with pytest.raises(DomainError, match="note_unknown"):
            app.off_the_record.take_off(note)
        with app.archive.reader() as reader, pytest.raises(DomainError) as caught:
            note_named(reader, self.QUAY)
        assert self.QUAY not in str(caught.value)

    def test_words_that_several_notes_begin_with_mean_none(self, app):
        with app.archive.reader() as reader, pytest.raises(DomainError) as caught:
            note_named(reader, "No")
        assert caught.value.fields["count"] > 1

    @pytest.mark.parametrize("nothing", ["", " ", '"'])
    def test_nothing_means_no_note(self, app, nothing):
        with app.archive.reader() as reader, pytest.raises(DomainError, match="note_unknown"):
            note_named(reader, nothing)

    def test_backups_made_before_are_named(self, app, tmp_path):
        app.archive.backup(tmp_path / "before.facilitator").result()
        _, taken = self.take_off(app, self.QUAY)
        automatic, by_hand = taken.backups
        assert ".backups" in automatic
        assert by_hand == str(tmp_path / "before.facilitator")

    def test_it_is_not_undone(self, app, desk):
        desk.keep("a line after which it is taken off")
        self.take_off(app, self.QUAY)
        app.archive.undo(app.actor).result()
        assert not any(words.startswith(self.QUAY) for words in words_on_record(app))

    def test_more_than_one_change_holds_is_left_nowhere_either(self, app, monkeypatch):
        monkeypatch.setattr(off_the_record, "OPS_IN_A_CHANGE", 3)
        _, taken = self.take_off(app, self.QUAY)
        with app.archive.reader() as reader:
            assert self.QUAY not in repr(reader.history())
            assert str(reader.view("note", taken.copy).fields["words"]).startswith(self.QUAY)


class TestTheCanaries:
    """What is off the record, from the start (A) or later (B), is nowhere but with its keeper."""

    def test_neither_is_anywhere_and_both_can_be_read_back(self, folder, tmp_path, places):
        said: list[str] = []

        def said_by(*arguments, typed="", code=0):
            ran = run(*arguments, typed=typed)
            assert ran.code == code, ran
            said.extend((ran.out, ran.err))
            return ran

        archive = tmp_path / "my.facilitator"
        halls = folder / "notes/keys/halls.notes"
        halls.write_text(halls.read_text("utf-8") + f"Zoë: {CANARY_A} in the file -x\n", "utf-8")
        files, arguments = outs(tmp_path)
        said_by("build", folder, "--archive", archive, *arguments)
        said_by("keep", "halls", "--archive", archive, typed=f"Zoë: the {CANARY_A} at the line -x\n")
        kept = said_by(
            "keep",
            "keys/halls",
            "--archive",
            archive,
            typed=f"Zoë: the {CANARY_B} boilr hums\ns/boilr/urn/\n",
        ).out
        note = kept.split()[3]
        said.clear()  # what B's keeper typed was on the record until here
        said_by("backup", tmp_path / "before.facilitator", "--archive", archive)
        said_by("build", folder, "--archive", archive, "--out", tmp_path / "with-b.md")
        assert CANARY_B in (tmp_path / "with-b.md").read_text("utf-8")
        before = self.paragraphs(places, archive)

        off = said_by("off-the-record", note, "--archive", archive)
        assert str(tmp_path / "before.facilitator") in off.out
        assert "Removed from 1 draft." in off.out
        said_by("off-the-record", f"the {CANARY_B}", "--archive", archive, code=options.EXIT_REFUSED)
        assert before - self.paragraphs(places, archive) == {p for p in before if CANARY_B in p}

        said_by("backup", tmp_path / "after.facilitator", "--archive", archive)
        said_by("build", folder, "--archive", archive, *arguments)
        said_by("history", "--json", "--last", "0", "--archive", archive)
        said_by("history", "--last", "0", "--archive", archive)
        said_by("check", "--archive", archive)
        said_by("undo", "--archive", archive)
        said_by("redo", "--archive", archive)
        self.assert_nowhere(said, files, tmp_path, places)
        self.assert_read_back(places, archive, {f"the {CANARY_B} urn hums"})

    def paragraphs(self, places, archive):
        with reading(places, archive) as reader:
            return {kept.record.text for kept in reader.every("block")}

    def assert_nowhere(self, said, files, tmp_path, places):
        for canary in (CANARY_A, CANARY_B):
            assert not [line for line in said if canary in line]
            for file in files:
                assert canary not in text_of(file)
            archives = [*tmp_path.glob("my.facilitator*"), tmp_path / "after.facilitator"]
            archives += tmp_path.glob("my.facilitator.backups/*")
            archives = [path for path in archives if path.is_file()]
            assert len(archives) >= 3
            for file in [*archives, *files, *(path for path in places.home.rglob("*") if path.is_file())]:
                assert canary.encode() not in file.read_bytes(), file
            with reading(places, tmp_path / "my.facilitator") as reader:
                assert not reader.search(Wanted(canary)).notes
                assert canary not in repr(reader.history())

    def assert_read_back(self, places, archive, wanted):
        with opened(places, archive) as app, app.archive.reader() as reader:
            views = [reader.view("note", one) for one in private_notes(archive)]
            words = {str(view.fields["words"]) for view in views if view is not None}
        assert wanted | {f"{CANARY_A} in the file", f"the {CANARY_A} at the line"} <= words


def private_notes(archive):
    """Return the ids of the notes off the record, which no reader lists."""
    connection = sqlite.connect(str(archive))
    try:
        return [row[0] for row in connection.execute("SELECT id FROM note WHERE scope LIKE 'private:%'")]
    finally:
        connection.close()

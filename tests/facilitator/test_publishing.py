import hashlib
import shutil

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.outputs import Tables
from facilitator.writeup import GateClosed
from sessions.document import Origin
from sessions.edits import change
from sessions.errors import DomainError, KnownError
from sessions.permission import Audience
from tests.facilitator.terminal import text_of


@pytest.fixture
def gathering(app):
    with app.archive.reader() as reader:
        return next(kept.record.id for kept in reader.every("gathering"))


@pytest.fixture
def document(app, gathering):
    return app.write_up.draft(gathering).document


def every(app, kind, **equals):
    with app.archive.reader() as reader:
        return [kept.record for kept in reader.every(kind, **equals)]


def publications(app, document):
    return every(app, "publication", document=document)


def newest(app, document):
    return publications(app, document)[-1]


def name_of(app):
    return {person.id: person.name for person in every(app, "person")}


class TestRecord:
    def test_it_has_the_files_by_name_and_digest_and_for_whom(self, app, document, tmp_path):
        files = [tmp_path / "a.md", tmp_path / "b.html"]
        app.write_up.publish(document, *files, audience=Audience.MEMBERS)
        made = newest(app, document)
        assert {(one.name, one.sha256) for one in made.files} == {
            (file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files
        }
        assert made.audience == "members"
        assert made.at > 0
        assert len(made.digest) == 64
        assert str(tmp_path) not in repr(made)

    def test_it_has_every_note_that_is_quoted(self, app, document, tmp_path):
        app.write_up.publish(document, tmp_path / "a.md")
        quoted = {
            ref
            for node in app.write_up.tree(document).walk()
            for run in node.block.body
            if run.src.origin is Origin.QUOTE
            for ref in run.src.refs
        }
        assert len(quoted) > 5
        assert set(newest(app, document).notes) == quoted

    def test_it_has_everybody_who_stands_in_it_by_name_and_nobody_else(self, app, document, tmp_path):
        app.write_up.publish(document, tmp_path / "a.md")
        text = " ".join(text_of(tmp_path / "a.md").replace("\\", "").split())
        names = name_of(app)
        told = {names[one] for one in newest(app, document).people}
        assert told == {name for name in names.values() if name in text}
        assert 0 < len(told) < len(names)

    def test_the_same_files_of_the_same_state_are_not_recorded_twice(self, app, document, tmp_path):
        before = len(publications(app, document))
        app.write_up.publish(document, tmp_path / "c.md")
        app.write_up.publish(document, tmp_path / "c.md")
        assert len(publications(app, document)) == before + 1
        app.write_up.publish(document, tmp_path / "c.md", audience=Audience.GROUP)
        assert len(publications(app, document)) == before + 2

    def test_any_later_edit_gives_another_digest(self, app, document, tmp_path):
        app.write_up.publish(document, tmp_path / "c.md")
        block = next(one for one in every(app, "block", document=document) if one.label)
        app.archive.commit([change("block", block.id, label="Other")], app.actor, "block.edit").result()
        first = newest(app, document).digest
        app.write_up.publish(document, tmp_path / "c.md")
        assert newest(app, document).digest != first

    def test_a_corrected_poll_gives_another_digest(self, app, document, tmp_path):
        app.write_up.publish(document, tmp_path / "c.md")
        first = newest(app, document).digest
        shown = next(
            one
            for one in every(app, "block", document=document)
            if one.about in app.write_up.tree(document).polls
        )
        app.archive.commit(
            [change("poll", shown.about, question="Another?")], app.actor, "poll.edit"
        ).result()
        app.write_up.publish(document, tmp_path / "c.md")
        assert newest(app, document).digest != first


class TestUndo:
    def test_a_publication_stands_and_the_act_before_it_is_taken_back(self, app, desk, gathering, tmp_path):
        desk.keep("one line more")
        document = app.write_up.draft(gathering).document
        app.write_up.publish(document, tmp_path / "a.md")
        app.archive.undo(app.actor).result()
        assert document not in {one.id for one in every(app, "document")}
        assert len(publications(app, document)) == 1
        app.archive.undo(app.actor).result()
        assert "one line more" not in {note.words for note in every(app, "note")}

    def test_where_nothing_else_was_done_there_is_nothing_to_take_back(self, app, document, tmp_path):
        app.write_up.publish(document, tmp_path / "new.md")
        with pytest.raises(DomainError, match="nothing_to_undo"):
            app.archive.undo(app.actor).result()


class TestFailure:
    def test_what_cannot_be_written_is_not_recorded(self, app, document, tmp_path):
        before = publications(app, document)
        (tmp_path / "a.md").mkdir()
        with pytest.raises(KnownError, match="is_a_folder"):
            app.write_up.publish(document, tmp_path / "a.md")
        assert publications(app, document) == before

    def test_what_may_not_leave_is_not_recorded(self, places, tmp_path):
        folder = shutil.copytree(paths.small_sample(), tmp_path / "gathering")
        plan = folder / "gathering.toml"
        plan.write_text(
            plan.read_text("utf-8").replace('print_as = "anonymous"', 'print_as = "named"'), "utf-8"
        )
        with opened(places) as app:
            document = app.write_up.draft(app.folders.take(folder).gathering).document
            with pytest.raises(GateClosed):
                app.write_up.publish(document, tmp_path / "a.md")
            output = Tables(lambda _tree: {"a.csv": b"x"})
            with pytest.raises(GateClosed):
                app.write_up.publish_tables(document, output, tmp_path / "tables")
            assert not publications(app, document)
        assert not (tmp_path / "tables").exists()

    def test_a_stop_while_writing_leaves_no_file_and_no_record(self, app, document, tmp_path, monkeypatch):
        def stopped(_tree, _css):
            raise KeyboardInterrupt

        before = publications(app, document)
        monkeypatch.setattr("facilitator.outputs.write_html", stopped)
        with pytest.raises(KeyboardInterrupt):
            app.write_up.publish(document, tmp_path / "a.md", tmp_path / "a.html")
        assert not list(tmp_path.glob("a.*"))
        assert publications(app, document) == before


class TestTables:
    def test_they_are_written_into_a_folder_and_recorded(self, app, document, tmp_path):
        output = Tables(lambda tree: {"title.csv": tree.document.title.encode()})
        folder = tmp_path / "tables"
        app.write_up.publish_tables(document, output, folder, Audience.MEMBERS)
        assert (folder / "title.csv").read_text("utf-8").startswith("Longbench")
        made = newest(app, document)
        assert [one.name for one in made.files] == ["title.csv"]
        assert made.audience == "members"

import shutil
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.writeup import GateClosed, check_targets
from sessions.errors import DomainError, KnownError
from sessions.gate import Reason, Remedy
from sessions.permission import Audience

REFUSED = "We were handed a kitchen and a list of reasons why nobody had cleaned it."


@pytest.fixture
def app(sample):
    with opened(sample) as app:
        yield app


@pytest.fixture
def gathering(app):
    with app.archive.reader() as reader:
        return next(kept.record.id for kept in reader.every("gathering"))


@pytest.fixture
def named(blank, tmp_path):
    """An archive whose refused quotation is to be printed with a name."""
    folder = shutil.copytree(paths.small_sample(), tmp_path / "gathering")
    plan = folder / "gathering.toml"
    plan.write_text(plan.read_text("utf-8").replace('print_as = "anonymous"', 'print_as = "named"'), "utf-8")
    with opened(blank) as app:
        yield app, app.folders.take(folder).gathering


def documents(app):
    with app.archive.reader() as reader:
        return [kept.record.id for kept in reader.every("document")]


def keep(app, words):
    with app.archive.reader() as reader:
        group = next(kept.record.id for kept in reader.every("group"))
    return app.capture(group).keep(words).note


class TestDrafting:
    def test_a_draft_that_says_the_same_is_not_kept_again(self, app, gathering):
        before = documents(app)
        assert [app.write_up.draft(gathering).document] == before
        assert documents(app) == before

    def test_one_that_says_more_is_kept_beside_it(self, app, gathering):
        (first,) = documents(app)
        keep(app, "one line more")
        second = app.write_up.draft(gathering).document
        assert sorted(documents(app)) == sorted([first, second])
        assert app.write_up.tree(first) != app.write_up.tree(second)

    def test_one_that_was_taken_back_can_be_made_again(self, app, gathering):
        keep(app, "one line more")
        gone = app.write_up.draft(gathering).document
        app.archive.undo(app.actor).result()
        again = app.write_up.draft(gathering).document
        assert again != gone
        assert again in documents(app)
        assert app.write_up.draft(gathering).document == again

    def test_every_note_is_in_it_or_left_out_for_a_reason(self, app, gathering):
        drafted = app.write_up.draft(gathering)
        with app.archive.reader() as reader:
            notes = {kept.record.id for kept in reader.every("note")}
        assert notes == drafted.used.keys() | drafted.unused.keys()
        assert not drafted.used.keys() & drafted.unused.keys()

    def test_what_is_not_there_is_said(self, app):
        with pytest.raises(DomainError, match="gathering_unknown"):
            app.write_up.draft("nothing")
        with pytest.raises(DomainError, match="document_unknown"):
            app.write_up.tree("nothing")


class TestTheGate:
    def test_the_sample_is_open(self, app):
        (document,) = documents(app)
        assert app.write_up.judge(document).is_open

    def test_a_refused_name_stops_it_with_words_reason_and_remedy(self, named):
        app, gathering = named
        document = app.write_up.draft(gathering).document
        (stop,) = app.write_up.judge(document).stops
        assert stop.words == REFUSED or REFUSED in stop.words
        assert stop.reason is Reason.REFUSED
        assert Remedy.LEAVE_OUT_NAME in stop.remedies

    def test_those_quoted_may_check_it(self, named):
        app, gathering = named
        document = app.write_up.draft(gathering).document
        assert app.write_up.judge(document, Audience.QUOTED).is_open

    @pytest.mark.parametrize("ending", ["pdf", "html", "md", "docx", "txt"])
    def test_no_file_is_made_and_an_older_one_stays(self, named, tmp_path, ending):
        app, gathering = named
        document = app.write_up.draft(gathering).document
        new, old = tmp_path / f"new.{ending}", tmp_path / f"old.{ending}"
        old.write_bytes(b"as it was")
        with pytest.raises(GateClosed) as caught:
            app.write_up.publish(document, new, old)
        assert len(caught.value.stops) == 1
        assert not new.exists()
        assert old.read_bytes() == b"as it was"

    def test_leaving_out_names_opens_it_and_can_be_taken_back(self, named, tmp_path):
        app, gathering = named
        first = app.write_up.draft(gathering).document
        assert app.write_up.leave_out_names(first) == 1
        app.archive.undo(app.actor).result()
        assert app.write_up.leave_out_names(first) == 1
        second = app.write_up.draft(gathering).document
        assert app.write_up.judge(second).is_open
        assert app.write_up.leave_out_names(second) == 0

    def test_what_was_agreed_about_other_words_names_nobody_beside_the_new_ones(self, app, gathering):
        with app.archive.reader() as reader:
            group = next(kept.record.id for kept in reader.every("group") if kept.record.key == "halls")
        app.capture(group).keep("s/it loses its Tuesday/it loses its Thursday/")
        again = app.write_up.draft(gathering).document
        assert app.write_up.judge(again).is_open
        assert "Zoë Farquhar, Fellside" not in next(
            node.block.text for node in app.write_up.tree(again).walk() if "Thursday" in node.block.text
        )


class TestTargets:
    @pytest.mark.parametrize("name", ["a.odt", "a", ".pdf", "a.pdf.bak", "a."])
    def test_another_ending_is_refused(self, tmp_path, name):
        with pytest.raises(KnownError, match="format_unknown"):
            check_targets([tmp_path / name])

    def test_a_folder_or_a_missing_folder_is_refused(self, tmp_path):
        (tmp_path / "a.pdf").mkdir()
        with pytest.raises(KnownError, match="is_a_folder"):
            check_targets([tmp_path / "a.pdf"])
        with pytest.raises(KnownError, match="folder_missing"):
            check_targets([tmp_path / "nowhere" / "a.pdf"])

    @pytest.mark.parametrize("name", ["a.PDF", "a.Html", "a.b.md"])
    def test_endings_in_capitals_are_endings(self, tmp_path, name):
        check_targets([tmp_path / name, Path(name)])

    def test_one_bad_file_and_none_is_written(self, app, tmp_path):
        (document,) = documents(app)
        with pytest.raises(KnownError):
            app.write_up.publish(document, tmp_path / "a.md", tmp_path / "b.odt")
        assert not (tmp_path / "a.md").exists()

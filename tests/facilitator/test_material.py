"""What a write-up is composed from, read from an archive: the newest draft, surveys, figures, old polls."""

from dataclasses import replace
from datetime import date

import pytest

from facilitator.material import known_of
from sessions.aims import Aim
from sessions.citations import Citation
from sessions.document import Arrangement, Block, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.edits import change, create
from sessions.errors import KnownError
from sessions.figures import Figure
from sessions.gate import LookReason, Reason, Remedy
from sessions.ids import uuid8
from sessions.permission import Audience
from sessions.polls import Option, Poll, Result
from sessions.scopes import scope_for
from sessions.surveys import Survey

OPTIONS = (Option("y", "Yes"), Option("n", "No"))


def a(name):
    return uuid8("wide", name)


@pytest.fixture
def gathering(app):
    with app.archive.reader() as reader:
        return next(kept.record for kept in reader.every("gathering"))


@pytest.fixture
def session(app):
    with app.archive.reader() as reader:
        return next(kept.record for kept in reader.every("session"))


def keep(app, *records, owner):
    edits = [create(one, scope_for(kind, owner)) for kind, one in records]
    app.archive.commit(edits, app.actor, "folder.import").result()


def draft_of(name, gathering, session, words, circulated):
    document = Document(a(name), gathering.id, DocumentKind.DRAFT, name, circulated=circulated)
    heading = Block(
        a(f"{name} head"), document.id, BlockType.HEADING, rank="1", level=2, about=session.id,
        body=(Run("Keys and halls", Source(Origin.OWN)),),
    )  # fmt: skip
    text = Block(
        a(f"{name} text"), document.id, BlockType.PARAGRAPH, rank="2", body=(Run(words, Source(Origin.OWN)),)
    )
    return [("document", document), ("block", heading), ("block", text)]


@pytest.fixture
def wide(app, gathering, session):
    """Keep what an archive at full width holds beside the small sample."""
    network = gathering.network
    poll = Poll(a("now"), gathering.id, session.id, "keys-held", "Do you hold keys?", date(2026, 11, 12), OPTIONS,
                Result((9, 3)), repeats=a("then"))  # fmt: skip
    then = replace(poll, id=a("then"), gathering=a("older"), session="", taken=date(2025, 11, 12),
                   result=Result((5, 5)), repeats=a("first"))  # fmt: skip
    first = replace(then, id=a("first"), taken=date(2024, 11, 12), result=Result((1, 4)), repeats=a("then"))
    keep(
        app,
        *draft_of("older", gathering, session, "It was ‘a year of leaking roofs’.", date(2026, 9, 1)),
        *draft_of("newer", gathering, session, "It was ‘a year of locked front doors’.", date(2026, 10, 1)),
        *draft_of("undated", gathering, session, "Nobody saw this.", None),
        ("poll", poll), ("poll", then), ("poll", first),
        ("survey", Survey(a("survey"), gathering.id, "before", "What we asked", sent_to=40, answered_by=10)),
        ("figure", Figure(a("figure"), network, "rooms", "rooms", 1204, date(2026, 1, 1))),
        ("aim", Aim(a("aim"), network, "open ten rooms", "the spring letter", date(2026, 3, 1))),
        ("citation", Citation(a("cited"), gathering.id, "A door is a question.", "Iris Hale", "The Long Lane")),
        owner=gathering.id,
    )  # fmt: skip


@pytest.mark.usefixtures("wide")
class TestFullWidth:
    def test_the_draft_that_was_circulated_last_is_read_with_its_blocks(self, app, gathering):
        with app.archive.reader() as reader:
            material = known_of(reader, gathering.id).material
        assert material.draft is not None
        assert material.draft.title == "newer"
        assert {block.document for block in material.draft_blocks} == {material.draft.id}
        assert len(material.draft_blocks) == 2

    def test_polls_that_are_repeated_are_read_whatever_gathering_they_are_of(self, app, gathering):
        with app.archive.reader() as reader:
            found = {poll.id for poll in known_of(reader, gathering.id).material.polls}
        assert {a("now"), a("then"), a("first")} <= found

    @pytest.mark.parametrize("arrangement", Arrangement)
    def test_all_of_it_stands_in_the_draft(self, app, gathering, tmp_path, arrangement):
        drafted = app.write_up.draft(gathering.id, arrangement)
        app.write_up.publish(drafted.document, tmp_path / "a.md", tmp_path / "a.html", tmp_path / "a.pdf")
        text = (tmp_path / "a.md").read_text("utf-8")
        for words in (
            "a year of locked front doors", "under ‘Keys and halls’", "The year before that", "What we asked",
            "1,204", "the spring letter", "A door is a question.", "Iris Hale, The Long Lane",
        ):  # fmt: skip
            assert words in text
        assert "leaking roofs" not in text
        assert app.write_up.tree(drafted.document).document.arrangement is arrangement

    def test_what_a_draft_quotes_is_shown_and_the_networks_own_texts_are_not(self, app, gathering):
        judgement = app.write_up.judge(app.write_up.draft(gathering.id).document)
        assert [(look.words, look.why) for look in judgement.look_at] == [
            ("a year of locked front doors", LookReason.NO_NOTE)
        ]
        assert judgement.is_open

    def test_cited_words_that_lose_their_source_stop_it_for_everybody(self, app, gathering):
        document = app.write_up.draft(gathering.id).document
        app.archive.commit([change("citation", a("cited"), source="")], app.actor, "folder.import").result()
        (stop,) = app.write_up.judge(document, Audience.GROUP).stops
        assert (stop.note, stop.reason) == (a("cited"), Reason.NO_SOURCE)
        assert Remedy.NAME_SOURCE in stop.remedies
        assert app.write_up.leave_out_names(document) == 0


class TestArrangements:
    def test_each_arrangement_is_held_against_its_own_newest_draft(self, app, gathering):
        by_session = app.write_up.draft(gathering.id).document
        by_theme = app.write_up.draft(gathering.id, Arrangement.BY_THEME).document
        assert by_session != by_theme
        assert app.write_up.draft(gathering.id, Arrangement.BY_THEME).document == by_theme
        assert app.write_up.draft(gathering.id).document == by_session
        with app.archive.reader() as reader:
            group = next(kept.record.id for kept in reader.every("group"))
        app.capture(group).keep("one line more")
        again = app.write_up.draft(gathering.id, Arrangement.BY_THEME).document
        assert again not in {by_session, by_theme}

    def test_every_note_stands_in_both_or_is_left_out_for_a_reason(self, app, gathering):
        drafts = [app.write_up.draft(gathering.id, one) for one in Arrangement]
        with app.archive.reader() as reader:
            notes = {kept.record.id for kept in reader.every("note")}
        for drafted in drafts:
            assert notes == drafted.used.keys() | drafted.unused.keys()
        assert drafts[0].unused == drafts[1].unused

    def test_a_draft_by_theme_leaves_like_any_other(self, app, gathering, tmp_path):
        document = app.write_up.draft(gathering.id, Arrangement.BY_THEME).document
        assert app.write_up.publish(document, tmp_path / "a.md").is_open
        with pytest.raises(KnownError):
            app.write_up.publish(document, tmp_path / "a.odt")


def test_only_notes_whose_words_were_set_again_have_older_words(app, gathering):
    with app.archive.reader() as reader:
        group = next(kept.record.id for kept in reader.every("group"))
    kept = app.capture(group).keep("one line more").note.id
    app.capture(group).keep("s/line more/more line/")
    app.capture(group).keep("another line")
    with app.archive.reader() as reader:
        assert reader.changed("note", "words") == {kept}
        older = known_of(reader, gathering.id).answers.older_words
    assert {note: sorted(words.values()) for note, words in older.items()} == {
        kept: ["one line more", "one more line"]
    }

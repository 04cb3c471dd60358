import os
import shutil
import signal

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.capture import (
    HelpWanted,
    LineMended,
    NoteKept,
    NothingMatched,
    NothingTyped,
    PeopleAdded,
    group_named,
)
from sessions.errors import DomainError
from sessions.notes import NoteKind
from sessions.records import from_fields
from tests.facilitator.terminal import start


def note_of(app, note_id):
    with app.archive.reader() as reader:
        view = reader.view("note", note_id)
    return from_fields("note", note_id, view.fields)


def words_on_record(app):
    with app.archive.reader() as reader:
        return [kept.record.words for kept in reader.every("note")]


class TestKeeping:
    def test_a_line_is_in_the_archive_when_it_is_answered(self, app, desk):
        kept = desk.keep("Zoë: the boiler is older than the hall")
        assert isinstance(kept, NoteKept)
        note = note_of(app, kept.note.id)
        assert note == kept.note
        assert note.words == "the boiler is older than the hall"
        assert note.said_by in {seat.id for seat in desk.roster.seats}

    @pytest.mark.parametrize("line", ["", "   ", "\t"])
    def test_an_empty_line_is_nothing(self, desk, line):
        assert desk.keep(line) == NothingTyped()

    def test_a_question_mark_alone_asks_for_help(self, desk):
        assert desk.keep("?") == HelpWanted()

    def test_lines_stand_in_the_order_they_were_kept_after_those_that_were_there(self, app, desk):
        with app.archive.reader() as reader:
            last = max(kept.record.rank for kept in reader.every("note", group=desk.keep("one").note.group))
        ranks = [desk.keep(f"line {number}").note.rank for number in range(5)]
        assert [last, *ranks] == sorted([last, *ranks])

    def test_a_line_that_goes_on_has_the_speaker_of_the_line_before(self, app, desk):
        first = desk.keep("Zoë: the boiler is old")
        assert desk.keep("... and so are we").note.said_by == first.note.said_by
        assert desk.keep("... all of us").note.said_by == first.note.said_by

    def test_it_has_also_that_of_somebody_who_came_with_the_line_before(self, app, desk):
        first = desk.keep("+Ann Lee: the boiler is old")
        assert first.note.said_by
        assert desk.keep("... and so are we").note.said_by == first.note.said_by

    def test_a_line_that_goes_on_after_nothing_is_nobodys(self, desk):
        assert desk.keep("... and so are we").note.said_by == ""

    def test_a_name_with_a_plus_seats_somebody_who_is_known_from_then_on(self, app, desk):
        assert desk.keep("+Ann Lee") == PeopleAdded(("Ann Lee",))
        ann = next(seat for seat in desk.roster.seats if seat.shown == "Ann Lee")
        assert desk.keep("Ann: hello").note.said_by == ann.id
        with app.archive.reader() as reader:
            assert ann in [kept.record for kept in reader.every("seat", group=ann.group)]

    def test_people_of_one_line_are_here_in_the_order_in_which_they_were_typed(self, app, desk):
        names = ("Ann Lee", "Zoe Marsh", "Bo Ek", "Yan Orr", "Cy Dale", "Wes Hart", "Di Fenn", "Vi Gale")
        desk.keep(" ".join(f"+{name}" for name in names))
        desk.refresh()
        assert [seat.shown for seat in desk.roster.seats if seat.shown in names] == list(names)

    def test_initials_of_nobody_are_kept_and_asked_about(self, desk):
        assert desk.keep("qq: hello").note.asked_speaker == "qq"

    @pytest.mark.parametrize("typed", ["x" * 70_000, "\udcff"])
    def test_what_cannot_be_kept_is_said_and_the_next_line_is_kept(self, app, desk, typed):
        with pytest.raises(DomainError, match="edit_refused"):
            desk.keep(typed)
        assert note_of(app, desk.keep("still here").note.id).words == "still here"

    def test_undo_takes_a_line_back(self, app, desk):
        kept = desk.keep("a line to take back")
        app.archive.undo(app.actor).result()
        assert kept.note.words not in words_on_record(app)


class TestMending:
    def test_the_last_line_with_the_words_is_mended(self, app, desk):
        kept = desk.keep("the boilr is old")
        mended = desk.keep("s/boilr/boiler/")
        assert mended == LineMended(kept.note.id, "the boilr is old", "the boiler is old")
        assert note_of(app, kept.note.id).words == "the boiler is old"

    def test_where_no_line_has_them_nothing_is_changed(self, app, desk):
        before = words_on_record(app)
        assert desk.keep("s/no such words/x/") == NothingMatched()
        assert words_on_record(app) == before

    def test_a_line_of_another_group_is_left_alone(self, desk):
        assert desk.keep("s/Ventilation/x/") == NothingMatched()

    @pytest.mark.parametrize("new", ["must not", 'must "never"', "must #PW"])
    def test_a_quotation_stays_one_from_end_to_end(self, app, desk, new):
        kept = desk.keep('Zoë: "We must go on."')
        desk.keep(f"s/must/{new}/")
        note = note_of(app, kept.note.id)
        assert note.kind is NoteKind.QUOTE
        assert note.verbatim == (note.words,)
        assert new in note.words

    def test_exact_words_inside_a_line_are_found_again(self, app, desk):
        kept = desk.keep('Zoë: they said "never agian and never here" and left')
        desk.keep("s/agian/again/")
        assert note_of(app, kept.note.id).verbatim == ("never again and never here",)

    def test_what_is_off_the_record_is_mended_before_older_lines_and_stays_so(self, app, desk):
        older = desk.keep("a boiler and a lift")
        sealed = desk.keep("the boiler was stolen -x")
        mended = desk.keep("s/boiler/kettle/")
        assert mended.is_off_record
        assert mended.note == sealed.note.id
        assert note_of(app, older.note.id).words == "a boiler and a lift"
        assert note_of(app, sealed.note.id).words == "the kettle was stolen"
        assert "the kettle was stolen" not in words_on_record(app)
        assert desk.keep("s/kettle/urn/").before == "the kettle was stolen"

    def test_a_line_is_never_mended_away(self, app, desk):
        kept = desk.keep("boiler")
        with pytest.raises(DomainError, match="mend_leaves_nothing"):
            desk.keep("s/boiler//")
        assert note_of(app, kept.note.id).words == "boiler"


class TestNamingAGroup:
    @pytest.mark.parametrize("name", ["halls", "keys/halls"])
    def test_by_its_key_alone_or_with_its_sessions(self, app, name):
        with app.archive.reader() as reader:
            group = group_named(reader, name)
            assert group_named(reader, group) == group

    def test_an_unknown_one_is_answered_with_those_there_are(self, app):
        with app.archive.reader() as reader, pytest.raises(DomainError) as caught:
            group_named(reader, "hals")
        assert caught.value.code == "group_unknown"
        assert "halls" in caught.value.fields["groups"]

    def test_a_desk_needs_a_group_that_is_there(self, app):
        with pytest.raises(DomainError, match="group_unknown"):
            app.capture("nobody")

    def test_an_archive_without_groups_says_so(self, places):
        with (
            opened(places) as app,
            app.archive.reader() as reader,
            pytest.raises(DomainError, match="no_groups"),
        ):
            group_named(reader, "halls")

    def test_a_key_of_two_gatherings_means_neither(self, app, tmp_path):
        again = copied(tmp_path / "again", title="Longbench spring gathering 2027")
        app.folders.take(again)
        with app.archive.reader() as reader:
            with pytest.raises(DomainError) as caught:
                group_named(reader, "halls")
            assert caught.value.code == "group_ambiguous"
            ids = caught.value.fields["groups"].split(", ")
            assert len(ids) == 2
            assert [group_named(reader, one) for one in ids] == ids


def copied(folder, title):
    shutil.copytree(paths.small_sample(), folder)
    plan = folder / "gathering.toml"
    plan.write_text(plan.read_text("utf-8").replace("Longbench autumn gathering 2026", title), "utf-8")
    return folder


@pytest.mark.skipif(os.name != "posix", reason="kills as only POSIX can")
def test_every_acknowledged_line_is_there_after_a_kill(sample):
    process = start("keep", "halls")
    lines = "".join(f"line number {number} of many\n" for number in range(3000))
    acknowledged: list[str] = []
    with process:
        os.set_blocking(process.stdin.fileno(), False)
        process.stdin.write(lines[:20_000].encode())
        process.stdin.flush()
        while len(acknowledged) < 40:
            acknowledged.append(process.stdout.readline().split()[-1].decode())
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.split()[-1].decode() for line in process.stdout if line.endswith(b"\n")]
        os.set_blocking(process.stdin.fileno(), True)
    assert process.returncode == -signal.SIGKILL
    with opened(sample) as app, app.archive.reader() as reader:
        there = {kept.record.id for kept in reader.every("note")}
        assert set(acknowledged) <= there
        assert not [finding for finding in app.archive.check() if finding.is_damage]

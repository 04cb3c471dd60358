"""Acts on kept notes: what each does, and that it can be taken back."""

from collections.abc import Callable

import pytest

from facilitator.app import App
from facilitator.capture import CaptureDesk, NoteKept
from facilitator.note_acts import Noted
from facilitator.report_back import picked
from facilitator.verbs import act_name
from sessions.aims import Outcome
from sessions.errors import DomainError
from sessions.notes import Note, NoteKind
from sessions.records import from_fields


def typed(desk: CaptureDesk, text: str) -> Note:
    outcome = desk.keep(text)
    assert isinstance(outcome, NoteKept)
    return outcome.note


def note_in(app: App, note: str) -> Note | None:
    with app.archive.reader() as reader:
        view = reader.view("note", note)
    assert view is not None
    return None if view.deleted else from_fields("note", note, view.fields)


def done(app: App, noted: Noted) -> Note:
    """Wait for an act, see that the archive has what was shown, and return the first note."""
    noted.durable.result(10)
    for note in noted.notes:
        assert note_in(app, note.id) in {note, None}
    return noted.notes[0]


ACTS: dict[str, Callable[[App, Note, Note], Noted]] = {
    "note.edit": lambda app, note, _other: app.notes.edit_words(note.id, "the boiler is new"),
    "note.kind": lambda app, note, _other: app.notes.set_kind(note.id, NoteKind.DECISION),
    "note.speaker": lambda app, note, _other: app.notes.set_speaker(note.id, is_unknown=True),
    "note.worth_quoting": lambda app, note, _other: app.notes.set_worth_quoting(note.id),
    "note.merge": lambda app, note, other: app.notes.merge(note.id, other.id),
    "note.split": lambda app, note, _other: app.notes.split(note.id, 10),
    "note.delete": lambda app, note, other: app.notes.delete(note.id, other.id),
    "action.set": lambda app, note, _other: app.notes.set_action(note.id, due="Friday"),
}


@pytest.mark.parametrize("verb", ACTS)
def test_every_act_is_named_and_can_be_taken_back(app: App, desk: CaptureDesk, verb: str) -> None:
    note, other = typed(desk, "Zoë: the boiler is old"), typed(desk, "Zoë: and so is the lift")
    done(app, ACTS[verb](app, note, other))
    with app.archive.reader() as reader:
        _number, change, _entries = reader.history(limit=1)[0]
    assert change.verb == verb
    assert act_name(verb) != verb
    app.archive.undo(app.actor).result(10)
    assert note_in(app, note.id) == note
    assert note_in(app, other.id) == other


class TestWords:
    def test_a_point_is_written_anew_and_its_exact_words_found(self, app: App, desk: CaptureDesk) -> None:
        noted = app.notes.edit_words(typed(desk, "the boiler").id, 'they said "never again and never here"')
        assert done(app, noted).verbatim == ("never again and never here",)
        assert not noted.is_new_version

    def test_a_quotation_says_that_it_is_a_new_version_and_the_old_one_stays(
        self, app: App, desk: CaptureDesk
    ) -> None:
        note = typed(desk, 'Zoë: "We must go on."')
        noted = app.notes.edit_words(note.id, '"We shall go on."')
        assert noted.is_new_version
        assert done(app, noted).words == "We shall go on."
        assert [one.words for one in app.notes.versions(note.id)] == ["We shall go on.", "We must go on."]

    def test_the_same_words_are_no_new_version(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, 'Zoë: "We must go on."')
        assert not app.notes.edit_words(note.id, '"We must go on."').is_new_version

    def test_older_words_come_back_with_their_exact_stretches(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, 'Zoë: "We must go on."')
        done(app, app.notes.set_kind(note.id, NoteKind.POINT))
        done(app, app.notes.edit_words(note.id, "they go on"))
        assert done(app, app.notes.restore(note.id, 2)) == note
        with pytest.raises(DomainError, match="version_unknown"):
            app.notes.restore(note.id, 4)

    @pytest.mark.parametrize("words", ["", "   "])
    def test_nothing_is_no_line(self, app: App, desk: CaptureDesk, words: str) -> None:
        note = typed(desk, "the boiler")
        with pytest.raises(DomainError, match="words_missing"):
            app.notes.edit_words(note.id, words)
        assert note_in(app, note.id) == note

    def test_what_is_off_the_record_is_edited_and_stays_sealed(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "the boiler was stolen -x")
        done(app, app.notes.edit_words(note.id, "the boiler was lent"))
        with app.archive.reader() as reader:
            assert "boiler was lent" not in str(list(reader.every("note")))
            (last,) = reader.notes_back(note.group, app.actor, limit=1)
            assert last.record.words == "the boiler was lent"
            assert all(one.record.id != note.id for one in reader.notes_back(note.group, "somebody else"))

    def test_a_note_that_is_gone_or_another_persons_is_not_there(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "the boiler")
        done(app, app.notes.delete(note.id))
        for unknown in (note.id, "nobody's"):
            with pytest.raises(DomainError, match="note_unknown"):
                app.notes.edit_words(unknown, "x")


class TestMergingAndSplitting:
    def test_two_become_one_and_the_second_says_where_it_went(self, app: App, desk: CaptureDesk) -> None:
        first, second = typed(desk, "Zoë: the boiler is old"), typed(desk, "... and so is the lift")
        assert done(app, app.notes.merge(first.id, second.id)).words == "the boiler is old and so is the lift"
        with app.archive.reader() as reader:
            view = reader.view("note", second.id)
        assert view is not None
        assert view.deleted is not None
        assert (view.deleted["why"], view.deleted["to"]) == ("merged", first.id)

    def test_one_becomes_two_that_stand_where_it_stood(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "Zoë: the boiler is old and so is the lift")
        after = typed(desk, "something else")
        first, second = app.notes.split(note.id, note.words.index("and")).notes
        assert (first.words, second.words) == ("the boiler is old", "and so is the lift")
        assert first.rank < second.rank < after.rank
        assert second.said_by == note.said_by

    def test_the_last_note_is_parted_as_well(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "the boiler is old")
        first, second = app.notes.split(note.id, 10).notes
        assert first.rank < second.rank

    def test_what_is_off_the_record_is_neither(self, app: App, desk: CaptureDesk) -> None:
        sealed, note = typed(desk, "the boiler was stolen -x"), typed(desk, "the boiler")
        for act in (
            lambda: app.notes.split(sealed.id, 4),
            lambda: app.notes.merge(note.id, sealed.id),
            lambda: app.notes.merge(sealed.id, note.id),
        ):
            with pytest.raises(DomainError, match="note_off_record"):
                act()


class TestSpeakerAndStrands:
    def test_a_seat_of_the_group_can_be_the_speaker_and_no_other(self, app: App, desk: CaptureDesk) -> None:
        note, seat = typed(desk, "qq: the boiler"), desk.roster.seats[0]
        after = done(app, app.notes.set_speaker(note.id, seat.id))
        assert (after.said_by, after.asked_speaker) == (seat.id, "")
        assert done(app, app.notes.set_speaker(note.id)).said_by == ""
        with pytest.raises(DomainError, match="seat_unknown"):
            app.notes.set_speaker(note.id, "somebody")

    def test_strands_stand_in_the_networks_order(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "the boiler")
        strands = [one.id for one in sorted(desk.roster.strands, key=lambda one: (one.rank, one.id))]
        noted = app.notes.set_strands(note.id, strands[::-1])
        assert list(done(app, noted).strands) == strands


class TestActions:
    def test_owner_and_due_date_are_set_and_the_line_becomes_an_action(
        self, app: App, desk: CaptureDesk
    ) -> None:
        note, seat = typed(desk, "mend the boiler"), desk.roster.seats[0]
        action = done(app, app.notes.set_action(note.id, owner=seat.id, due=" 5 Dec "))
        assert (action.kind, action.owner, action.due) == (NoteKind.ACTION, seat.id, "5 Dec")
        assert done(app, app.notes.set_action(note.id, due="")).owner == seat.id

    def test_it_is_answered_and_opened_again(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, ">mend the boiler")
        answered = done(app, app.notes.answer_action(note.id, Outcome.DONE, "It was mended"))
        assert (answered.outcome, answered.became) == (Outcome.DONE, "It was mended")
        assert done(app, app.notes.answer_action(note.id, Outcome.OPEN)).outcome is Outcome.OPEN
        with pytest.raises(DomainError, match="no_action"):
            app.notes.answer_action(typed(desk, "a point").id, Outcome.DONE)


class TestReportBack:
    def test_notes_are_picked_ordered_and_left_out(self, app: App, desk: CaptureDesk) -> None:
        notes = [typed(desk, f"point {number}") for number in range(4)]
        group = notes[0].group
        app.report_back.choose(group, []).durable.result(10)
        for note in notes[:3]:
            app.report_back.pick(group, note.id).durable.result(10)
        with pytest.raises(DomainError, match="report_back_too_long"):
            app.report_back.pick(group, notes[3].id)
        app.report_back.unpick(group, notes[1].id).durable.result(10)
        chosen = app.report_back.choose(group, [notes[2].id, notes[3].id, notes[0].id])
        chosen.durable.result(10)
        assert [note.words for note in chosen.notes] == ["point 2", "point 3", "point 0"]
        assert chosen.seconds == 3
        with app.archive.reader() as reader:
            assert [note.id for note in picked(reader, group)] == [note.id for note in chosen.notes]
        app.archive.undo(app.actor).result(10)
        app.archive.undo(app.actor).result(10)

    def test_a_note_of_another_group_is_not_there(self, app: App, desk: CaptureDesk) -> None:
        with pytest.raises(DomainError, match="note_unknown"):
            app.report_back.pick(typed(desk, "x").group, "nobody's")

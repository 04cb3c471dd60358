"""What the page of one group shows."""

from datetime import UTC, datetime

import pytest

from facilitator.app import App
from facilitator.capture import CaptureDesk, NoteKept, group_named
from facilitator.group_pages import GroupPage
from sessions.edits import change
from sessions.errors import DomainError
from sessions.gathering import GroundRule
from sessions.notes import Note


@pytest.fixture
def group(app: App) -> str:
    with app.archive.reader() as reader:
        return group_named(reader, "halls")


def typed(desk: CaptureDesk, text: str) -> Note:
    outcome = desk.keep(text)
    assert isinstance(outcome, NoteKept)
    return outcome.note


def page_of(app: App, group: str) -> GroupPage:
    return app.group_pages.page(group)


class TestAbout:
    def test_session_people_and_times_are_there(self, app: App, group: str) -> None:
        about = page_of(app, group).about
        assert about.session.key == "keys"
        assert about.introduced_by
        assert all(" " in name for name in about.introduced_by)
        assert about.starts < about.ends
        assert [part.starts for part in about.parts] == sorted(part.starts for part in about.parts)
        first = about.parts[0]
        assert about.part_at(first.starts) == first
        assert about.part_at(about.ends + 10 * 3_600_000) is None

    def test_a_group_that_is_not_there_is_said(self, app: App) -> None:
        with pytest.raises(DomainError, match="record_unknown"):
            page_of(app, "nowhere")

    def test_the_sentence_to_read_out_is_that_of_the_rule_and_of_each_another(
        self, app: App, group: str
    ) -> None:
        sentences = {app.ground_rules.sentence(rule, "en-GB") for rule in GroundRule}
        assert len(sentences) == len(GroundRule)
        rule = page_of(app, group).about.rule
        assert rule.sentence == app.ground_rules.sentence(rule.rule, "en-GB")


class TestGroundRule:
    def test_reading_it_out_is_recorded_with_who_and_when_and_can_be_taken_back(
        self, app: App, group: str
    ) -> None:
        before = page_of(app, group).about.rule
        at = int(datetime(2026, 6, 14, 9, 5, tzinfo=UTC).timestamp() * 1000)
        app.ground_rules.announce(
            before.occasion, "Ottoline Frayne", rule=GroundRule.CHATHAM_HOUSE, at_ms=at
        ).result(10)
        rule = page_of(app, group).about.rule
        assert rule.is_in_force
        assert (rule.rule, rule.announced_by) == (GroundRule.CHATHAM_HOUSE, "Ottoline Frayne")
        assert rule.announced_at == 10 * 60 + 5, "London is an hour ahead in June"
        app.archive.undo(app.actor).result(10)
        assert page_of(app, group).about.rule == before

    def test_somebody_the_network_knows_is_made_no_second_time(self, app: App, group: str) -> None:
        with app.archive.reader() as reader:
            people = [one.record for one in reader.every("person")]
        occasion = page_of(app, group).about.occasion.id
        for by in (people[0].name, people[0].id):
            app.ground_rules.announce(occasion, by, rule=GroundRule.ON_THE_RECORD).result(10)
        with app.archive.reader() as reader:
            assert len(list(reader.every("person"))) == len(people)
            assert reader.page("occasion", id=occasion)[0].record.announced_by == people[0].id

    def test_what_cannot_be_recorded_is_said(self, app: App, group: str) -> None:
        occasion = page_of(app, group).about.occasion.id
        with pytest.raises(DomainError, match="announcer_missing"):
            app.ground_rules.announce(occasion, " ")
        with pytest.raises(DomainError, match="record_unknown"):
            app.ground_rules.announce("nowhere", "Ann Lee")
        edit = change("occasion", occasion, ground_rule=GroundRule.NOT_ANNOUNCED)
        app.archive.commit([edit], app.actor, "folder.import").result(10)
        with pytest.raises(DomainError, match="rule_missing"):
            app.ground_rules.announce(occasion, "Ann Lee")
        assert not page_of(app, group).about.rule.is_in_force


class TestNotes:
    def test_every_note_stands_once_in_order_over_all_pages(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        before = app.group_pages.overview(group).off_record
        for number in range(25):
            typed(desk, f"Zoë: line {number}" if number % 2 else f"line {number} -x")
        page = app.group_pages.page(group, limit=10).notes
        notes = list(page.notes)
        while page.before is not None:
            page = app.group_pages.older(group, page.before, limit=10)
            notes = [*page.notes, *notes]
        with app.archive.reader() as reader:
            on_record = {one.record.id for one in reader.every("note", group=group)}
        assert {one.note.id for one in notes if not one.is_off_record} == on_record
        assert len({one.note.id for one in notes}) == len(notes)
        assert [one.note.rank for one in notes] == sorted(one.note.rank for one in notes)
        assert sum(one.is_off_record for one in notes) == before + 13
        assert [one.note.words for one in notes[-2:]] == ["line 23", "line 24"]
        assert notes[-2].speaker.startswith("Zo")
        assert notes[-1].is_off_record

    def test_a_note_says_what_became_of_it(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "Zoë: the boiler @@ old")
        shown = app.group_pages.note(note.id)
        assert shown is not None
        assert (shown.note, shown.is_edited, shown.has_gap) == (note, False, True)
        app.notes.edit_words(note.id, "the boiler is old").durable.result(10)
        again = app.group_pages.note(note.id)
        assert again is not None
        assert (again.is_edited, again.has_gap) == (True, False)
        assert again.words_op != shown.words_op
        app.notes.delete(note.id).durable.result(10)
        assert app.group_pages.note(note.id) is None
        assert app.group_pages.note("nobody's") is None

    def test_what_is_off_the_record_is_its_keepers_alone(self, app: App, desk: CaptureDesk) -> None:
        note = typed(desk, "the boiler was stolen -x")
        shown = app.group_pages.note(note.id)
        assert shown is not None
        assert shown.note.words == "the boiler was stolen"
        app.group_pages._actor = "somebody else"
        assert app.group_pages.note(note.id) is None
        assert all(one.note.id != note.id for one in page_of(app, note.group).notes.notes)


class TestOverview:
    def test_what_is_to_mend_is_found_and_counted(self, app: App, desk: CaptureDesk, group: str) -> None:
        before = app.group_pages.overview(group)
        gap = typed(desk, "Zoë: the boiler @@ old")
        quote = typed(desk, '"Nobody said this"')
        asked = typed(desk, "qq: hello")
        unknown = typed(desk, "?: hello @@")
        action = typed(desk, ">mend the boiler by Friday")
        typed(desk, "@@ off the record -x")
        after = app.group_pages.overview(group)
        new_gaps = [one.note.id for one in after.to_mend.gaps[len(before.to_mend.gaps) :]]
        new_unsaid = [one.note.id for one in after.to_mend.unsaid[len(before.to_mend.unsaid) :]]
        assert new_gaps == [gap.id, unknown.id]
        assert new_unsaid == [quote.id, asked.id, unknown.id]
        assert after.actions[-1].note.id == action.id
        assert after.counts.notes == before.counts.notes + 5
        assert after.counts.gaps == before.counts.gaps + 2
        assert after.counts.unsaid == before.counts.unsaid + 3
        assert after.counts.kinds["action"] == before.counts.kinds.get("action", 0) + 1
        assert after.off_record == before.off_record + 1

    def test_the_report_back_stands_in_its_own_order_with_its_length(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        notes = [typed(desk, "word " * 65) for _ in range(2)]
        app.report_back.choose(group, [notes[1].id, notes[0].id]).durable.result(10)
        page = page_of(app, group)
        assert [one.note.id for one in page.report_back] == [notes[1].id, notes[0].id]
        assert page.seconds == 60


class TestSeats:
    def test_two_with_the_same_initials_are_ambiguous(self, app: App, desk: CaptureDesk, group: str) -> None:
        desk.keep("+Ann Lee")
        desk.keep("+Ada Lumb")
        shown = {one.seat.shown: one.is_ambiguous for one in page_of(app, group).seats}
        assert shown["Ann Lee"]
        assert shown["Ada Lumb"]
        assert not all(shown.values())

"""What leaves a group by hand, what is pasted into it, and finding a line in it."""

import pytest

from facilitator.app import App
from facilitator.capture import CaptureDesk, NoteKept, PeopleAdded, group_named
from facilitator.verbs import act_name
from sessions.errors import DomainError
from sessions.notes import Note, NoteKind
from sessions.pasted import lines_of


@pytest.fixture
def group(app: App) -> str:
    with app.archive.reader() as reader:
        return group_named(reader, "halls")


def words(app: App, group: str) -> list[str]:
    return [one.note.words for one in app.group_pages.page(group).notes.notes]


class TestCopying:
    def test_every_line_on_the_record_is_in_the_copy_and_none_other(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        desk.keep("the boiler was stolen -x")
        told = app.handing_over.copy_of(group)
        with app.archive.reader() as reader:
            notes = [kept.record for kept in reader.every("note", group=group)]
        assert notes
        assert all(" ".join(note.words.split()) in told for note in notes)
        assert "stolen" not in told
        assert "off the record" in told

    def test_a_group_that_is_not_there_is_said(self, app: App) -> None:
        with pytest.raises(DomainError, match="record_unknown"):
            app.handing_over.copy_of("nowhere")


class TestReadBack:
    def test_the_card_has_what_was_chosen_else_key_messages(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        for number in range(4):
            desk.keep(f"!key message {number}")
        app.report_back.choose(group, []).durable.result(10)
        card = app.handing_over.read_back(group)
        assert not card.is_chosen
        assert len(card.brought) == 3
        assert {note.kind for note in card.brought} == {NoteKind.KEY_MESSAGE}
        long = desk.keep("word " * 200)
        assert isinstance(long, NoteKept)
        app.report_back.pick(group, long.note.id).durable.result(10)
        desk.keep("?who pays")
        desk.keep(">ring the engineer")
        card = app.handing_over.read_back(group)
        assert [note.id for note in card.brought] == [long.note.id]
        assert (card.is_chosen, card.seconds, card.is_long) == (True, 92, True)
        assert card.questions[-1].words == "who pays"
        assert card.actions[-1].words == "ring the engineer"


class TestPasting:
    def test_many_lines_are_one_act_and_mean_nothing_but_their_words(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        before = words(app, group)
        begun = desk.begin_lines(lines_of("* Zoë: the boiler\n> ?who pays\n\n- the end -x"))
        assert begun.durable.result(10) == begun.outcomes
        assert words(app, group) == [*before, "Zoë: the boiler", "?who pays", "the end -x"]
        with app.archive.reader() as reader:
            assert act_name(reader.history(limit=1)[0][1].verb) == act_name("notes.paste")
        app.archive.undo(app.actor).result(10)
        assert words(app, group) == before

    def test_asked_for_they_are_read_as_if_they_were_typed(self, app: App, desk: CaptureDesk) -> None:
        begun = desk.begin_lines(
            ["+Ann Lee", "Ann: hello", "... and more", "s/hello/x/", "secret -x", "?"], is_understood=True
        )
        outcomes = begun.durable.result(10)
        assert outcomes[0] == PeopleAdded(("Ann Lee",))
        notes: list[Note] = [one.note for one in outcomes if isinstance(one, NoteKept)]
        assert [note.words for note in notes] == ["hello", "and more", "s/hello/x/", "secret", "?"]
        (ann,) = [seat.id for seat in desk.roster.seats if seat.shown == "Ann Lee"]
        assert [note.said_by for note in notes] == [ann, ann, "", "", ""]
        assert [one.is_off_record for one in outcomes if isinstance(one, NoteKept)] == [False] * 3 + [
            True,
            False,
        ]
        assert [note.rank for note in notes] == sorted(note.rank for note in notes)

    def test_more_lines_than_one_change_holds_are_one_act_all_the_same(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        with app.archive.reader() as reader:
            before = reader.counts(group).notes
        begun = desk.begin_lines([f"line {number}" for number in range(450)])
        begun.durable.result(30)
        with app.archive.reader() as reader:
            assert reader.counts(group).notes == before + 450
        app.archive.undo(app.actor).result(30)
        with app.archive.reader() as reader:
            assert reader.counts(group).notes == before

    def test_where_one_line_cannot_be_kept_none_is(self, app: App, desk: CaptureDesk, group: str) -> None:
        before = words(app, group)
        begun = desk.begin_lines(["one", "x" * 70_000, "two"])
        with pytest.raises(DomainError, match="edit_refused"):
            begun.durable.result(10)
        assert words(app, group) == before
        desk.keep("three")
        assert words(app, group) == [*before, "three"]

    def test_nothing_is_nothing(self, desk: CaptureDesk) -> None:
        assert desk.begin_lines([]).durable.result(0) == ()
        assert desk.begin_lines(["  "]).outcomes == ()


class TestFinding:
    def test_lines_of_this_group_alone_are_found_in_order(
        self, app: App, desk: CaptureDesk, group: str
    ) -> None:
        first, second = desk.keep("the zebrafinch is old"), desk.keep("a second zebrafinches")
        desk.keep("a zebrafinch off the record -x")
        with app.archive.reader() as reader:
            other = next(one.record.id for one in reader.every("group") if one.record.id != group)
        app.capture(other).keep("their zebrafinch")
        found = app.group_pages.find(group, "zebrafi")
        assert isinstance(first, NoteKept)
        assert isinstance(second, NoteKept)
        assert [one.note.id for one in found] == [first.note.id, second.note.id]
        assert app.group_pages.find(group, "  ") == ()

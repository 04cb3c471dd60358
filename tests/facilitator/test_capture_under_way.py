"""Lines that are shown before they are on the disk: nothing waits, and what fails leaves nothing wrong behind."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from facilitator.app import App
from facilitator.capture import CaptureDesk, LineMended, NoteKept, NothingMatched, NothingTyped, PeopleAdded
from sessions.edits import change, create, delete
from sessions.errors import DomainError
from sessions.network import Strand
from sessions.notes import Note
from sessions.records import from_fields

TOO_LONG = "x" * 70_000


@contextmanager
def busy(app: App) -> Iterator[None]:
    """Let the writer be busy with something else."""
    go_on = threading.Event()
    app.archive._writer.do(lambda _connection: go_on.wait(10))
    try:
        yield
    finally:
        go_on.set()


def kept(begun: Any) -> Note:
    assert isinstance(begun.outcome, NoteKept)
    return begun.outcome.note


def in_archive(app: App, note: str) -> Note | None:
    with app.archive.reader() as reader:
        view = reader.view("note", note)
    return None if view is None else from_fields("note", note, view.fields)


class TestBeginning:
    def test_the_note_is_there_at_once_and_on_the_disk_when_its_future_is_done(
        self, app: App, desk: CaptureDesk
    ) -> None:
        with busy(app):
            begun = desk.begin("Zoë: the boiler is old")
            assert not begun.durable.done()
            assert in_archive(app, kept(begun).id) is None
        assert begun.durable.result(10) == begun.outcome
        assert in_archive(app, kept(begun).id) == kept(begun)

    def test_what_needs_no_disk_is_done_at_once(self, desk: CaptureDesk) -> None:
        for text in ("", "?", "s/no such words/x/"):
            begun = desk.begin(text)
            assert begun.durable.result(0) == begun.outcome
        assert desk.begin("  ").outcome == NothingTyped()
        assert desk.begin("s/no such words/x/").outcome == NothingMatched()

    def test_nobody_can_cancel_a_line(self, app: App, desk: CaptureDesk) -> None:
        with busy(app):
            begun = desk.begin("a line")
            assert not begun.durable.cancel()
        assert begun.durable.result(10) == begun.outcome

    def test_forty_lines_under_way_stand_in_order_with_the_speaker_who_went_on(
        self, app: App, desk: CaptureDesk
    ) -> None:
        with busy(app):
            begun = [desk.begin("Zoë: one"), *(desk.begin(f"... line {number}") for number in range(40))]
        for one in begun:
            one.durable.result(10)
        notes = [kept(one) for one in begun]
        assert [note.rank for note in notes] == sorted({note.rank for note in notes})
        assert {note.said_by for note in notes} == {notes[0].said_by}
        assert notes[0].said_by

    def test_somebody_who_comes_with_a_line_is_known_before_it_is_on_the_disk(
        self, app: App, desk: CaptureDesk
    ) -> None:
        with busy(app):
            assert desk.begin("+Ann Lee").outcome == PeopleAdded(("Ann Lee",))
            begun = desk.begin("Ann: hello")
        assert begun.durable.result(10) == begun.outcome
        assert kept(begun).said_by in {seat.id for seat in desk.roster.seats if seat.shown == "Ann Lee"}
        assert len([seat for seat in desk.roster.seats if seat.shown == "Ann Lee"]) == 1


class TestMendingWhatIsUnderWay:
    def test_a_line_can_be_mended_before_it_is_on_the_disk_more_than_once(
        self, app: App, desk: CaptureDesk
    ) -> None:
        with busy(app):
            note = kept(desk.begin("the boilr is oldd"))
            first = desk.begin("s/boilr/boiler/")
            second = desk.begin("s/oldd/old/")
        assert first.outcome == LineMended(note.id, "the boilr is oldd", "the boiler is oldd")
        assert second.outcome == LineMended(note.id, "the boiler is oldd", "the boiler is old")
        second.durable.result(10)
        mended = in_archive(app, note.id)
        assert mended is not None
        assert mended.words == "the boiler is old"

    def test_an_older_line_is_found_behind_those_under_way(self, app: App, desk: CaptureDesk) -> None:
        older = desk.keep("the kettle is old")
        assert isinstance(older, NoteKept)
        with busy(app):
            desk.begin("nothing of that kind")
            begun = desk.begin("s/kettle/urn/")
        assert begun.outcome == LineMended(older.note.id, "the kettle is old", "the urn is old")

    def test_what_is_off_the_record_is_mended_after_a_restart_as_well(
        self, app: App, desk: CaptureDesk
    ) -> None:
        sealed = desk.keep("the kettle was stolen -x")
        assert isinstance(sealed, NoteKept)
        again = app.capture(sealed.note.group)
        outcome = again.keep("s/kettle/urn/")
        assert outcome == LineMended(sealed.note.id, "the kettle was stolen", "the urn was stolen", True)

    def test_mending_a_line_that_was_not_kept_is_refused_in_words(self, app: App, desk: CaptureDesk) -> None:
        with busy(app):
            desk.begin(f"boilr {TOO_LONG}")
            mended = desk.begin("s/boilr/boiler/")
        with pytest.raises(DomainError, match="record_unknown"):
            mended.durable.result(10)
        assert desk.begin("s/boilr/boiler/").outcome == NothingMatched()


class TestFailing:
    def test_lines_after_one_that_failed_are_kept_and_stand_in_order(
        self, app: App, desk: CaptureDesk
    ) -> None:
        before = kept(desk.begin("before"))
        with busy(app):
            failed = desk.begin(TOO_LONG)
            after = desk.begin("after")
        with pytest.raises(DomainError, match="edit_refused"):
            failed.durable.result(10)
        last = desk.begin("last")
        last.durable.result(10)
        assert before.rank < kept(after).rank < kept(last).rank
        assert in_archive(app, kept(failed).id) is None

    def test_a_line_that_goes_on_has_the_speaker_of_the_last_line_that_was_kept(
        self, desk: CaptureDesk
    ) -> None:
        first = desk.keep("Zoë: yes")
        assert isinstance(first, NoteKept)
        with pytest.raises(DomainError):
            desk.keep(f"?: {TOO_LONG}")
        assert kept(desk.begin("... and more")).said_by == first.note.said_by

    def test_who_came_with_a_line_that_failed_is_not_here(self, desk: CaptureDesk) -> None:
        with pytest.raises(DomainError):
            desk.keep(f"+Ann Lee: {TOO_LONG}")
        assert "Ann Lee" not in {seat.shown for seat in desk.roster.seats}

    def test_but_stays_where_a_later_line_names_them_and_is_the_same_when_named_again(
        self, app: App, desk: CaptureDesk
    ) -> None:
        with busy(app):
            failed = desk.begin(f"+Ann Lee: {TOO_LONG}")
            said = desk.begin("Ann: hello")
        with pytest.raises(DomainError):
            failed.durable.result(10)
        said.durable.result(10)
        (ann,) = [seat for seat in desk.roster.seats if seat.shown == "Ann Lee"]
        assert kept(said).said_by == ann.id
        desk.keep("one more, so that all before it is on the disk")
        with app.archive.reader() as reader:
            assert ann in [one.record for one in reader.every("seat", group=ann.group)]
            assert not [one for one in reader.check() if one.is_damage]

    def test_who_is_named_again_after_a_failure_has_the_seat_they_had(self, desk: CaptureDesk) -> None:
        with pytest.raises(DomainError):
            desk.keep(f"+Ann Lee: {TOO_LONG}")
        again = desk.begin("+Ann Lee: hello")
        assert again.durable.result(10) == again.outcome
        assert [seat.id for seat in desk.roster.seats if seat.shown == "Ann Lee"] == [kept(again).said_by]


class TestRefreshing:
    def test_a_seat_and_a_strand_made_elsewhere_are_known(self, app: App, desk: CaptureDesk) -> None:
        seat = desk.roster.seats[0]
        with app.archive.reader() as reader:
            network = next(reader.every("network")).record.id
        edits = [
            change("seat", seat.id, shown="Ottoline Frayne"),
            create(Strand("frost", network, "FR", "Frost"), "network"),
        ]
        app.archive.commit(edits, app.actor, "seat.rename").result()
        desk.refresh()
        assert kept(desk.begin("Ottoline Frayne: cold #FR")).said_by == seat.id
        assert kept(desk.begin("cold #FR")).strands == ("frost",)

    def test_after_an_undo_a_line_goes_on_from_the_one_before(self, app: App, desk: CaptureDesk) -> None:
        first = desk.keep("Zoë: yes")
        assert isinstance(first, NoteKept)
        desk.keep("?: no")
        app.archive.undo(app.actor).result()
        desk.refresh()
        assert kept(desk.begin("... and more")).said_by == first.note.said_by

    def test_a_speaker_who_was_put_right_goes_on(self, app: App, desk: CaptureDesk) -> None:
        first = desk.keep("?: yes")
        assert isinstance(first, NoteKept)
        seat = desk.roster.seats[0].id
        edits = [change("note", first.note.id, said_by=seat, is_speaker_unknown=False)]
        app.archive.commit(edits, app.actor, "note.speaker").result()
        desk.refresh()
        assert kept(desk.begin("... and more")).said_by == seat

    def test_where_every_line_is_gone_nobody_goes_on(self, app: App, desk: CaptureDesk) -> None:
        first = desk.keep("Zoë: yes")
        assert isinstance(first, NoteKept)
        app.archive.commit([delete("note", first.note.id)], app.actor, "note.delete").result()
        desk.refresh()
        assert kept(desk.begin("... and more")).said_by == ""

    def test_lines_under_way_are_not_forgotten(self, app: App, desk: CaptureDesk) -> None:
        with busy(app):
            first = kept(desk.begin("Zoë: yes"))
            desk.refresh()
            assert kept(desk.begin("... and more")).said_by == first.said_by


class TestHalfTypedLine:
    def test_it_is_there_after_a_crash_and_gone_when_the_line_is_kept(
        self, app: App, desk: CaptureDesk
    ) -> None:
        for length in range(1, 20):
            desk.keep_draft("the boiler is old"[:length])
        settle(app)
        assert desk.draft() == "the boiler is old"
        desk.begin("the boiler is old").durable.result(10)
        assert desk.draft() == ""

    def test_what_waited_to_be_written_does_not_come_after_the_line(
        self, app: App, desk: CaptureDesk
    ) -> None:
        with busy(app):
            desk.keep_draft("the boiler is old")
            desk.begin("the boiler is old")
        settle(app)
        assert desk.draft() == ""

    def test_it_stays_where_the_line_fails(self, app: App, desk: CaptureDesk) -> None:
        desk.keep_draft("half")
        settle(app)
        with pytest.raises(DomainError):
            desk.keep(TOO_LONG)
        assert desk.draft() == "half"

    def test_it_can_be_let_go(self, app: App, desk: CaptureDesk) -> None:
        desk.keep_draft("half")
        desk.let_go()
        settle(app)
        assert desk.draft() == ""


def settle(app: App) -> None:
    """Wait until all that is queued is written."""
    app.archive.clean().result(10)

"""Taking a note off the record that was made of two, or is a half: its words are nowhere, the others' stay."""

import pytest

from facilitator.app import App
from facilitator.capture import CaptureDesk, NoteKept
from sessions.errors import DomainError
from sessions.notes import Note

MINE, OTHER = "the treasurer lent it", "the lift is old"


@pytest.fixture
def notes(desk: CaptureDesk) -> tuple[Note, Note]:
    kept = [desk.keep(words) for words in (MINE, OTHER)]
    first, second = (one.note for one in kept if isinstance(one, NoteKept))
    return first, second


def everything(app: App) -> str:
    """Return all that anybody but the keeper can read."""
    with app.archive.reader() as reader:
        return repr(reader.history()) + repr(list(reader.every_ever("note"))) + repr(reader.backups())


def words_on_record(app: App) -> list[str]:
    with app.archive.reader() as reader:
        return [kept.record.words for kept in reader.every("note")]


def test_of_two_that_were_joined_both_go(app: App, notes: tuple[Note, Note]) -> None:
    app.notes.merge(notes[1].id, notes[0].id).durable.result(10)
    app.off_the_record.take_off(notes[1].id)
    assert "treasurer" not in everything(app)
    assert "the lift is old" not in everything(app)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_that_were_joined_and_taken_apart_one_goes_and_the_other_stays(
    app: App, notes: tuple[Note, Note], order: tuple[int, int]
) -> None:
    app.notes.merge(notes[order[0]].id, notes[order[1]].id).durable.result(10)
    app.archive.undo(app.actor).result(10)
    app.off_the_record.take_off(notes[0].id)
    assert "treasurer" not in everything(app)
    assert OTHER in words_on_record(app)


@pytest.mark.parametrize("half", [0, 1])
def test_of_a_note_that_was_parted_one_half_goes_and_the_other_stays(
    app: App, desk: CaptureDesk, half: int
) -> None:
    whole = f"{MINE} and {OTHER}" if half == 0 else f"{OTHER} and {MINE}"
    kept = desk.keep(whole)
    assert isinstance(kept, NoteKept)
    halves = app.notes.split(kept.note.id, whole.index("and"))
    halves.durable.result(10)
    app.off_the_record.take_off(halves.notes[half].id)
    assert "treasurer" not in everything(app)
    assert [words for words in words_on_record(app) if OTHER in words] == [halves.notes[1 - half].words]


def test_what_stands_half_typed_of_its_words_goes_too(
    app: App, desk: CaptureDesk, notes: tuple[Note, Note]
) -> None:
    desk.keep_draft(f"{MINE} to us")
    app.archive.keep_draft("somewhere else", "nothing of it")
    app.off_the_record.take_off(notes[0].id)
    assert [one.place for one in app.archive.drafts()] == ["somewhere else"]


class TestBackOnTheRecord:
    def test_what_was_typed_off_the_record_is_put_on_it_and_can_be_taken_off_again(
        self, app: App, desk: CaptureDesk
    ) -> None:
        kept = desk.keep(f"{MINE} -x")
        assert isinstance(kept, NoteKept)
        note = app.off_the_record.put_back(kept.note.id)
        assert MINE in words_on_record(app)
        shown = app.group_pages.note(note)
        assert shown is not None
        assert (shown.is_off_record, shown.note.rank) == (False, kept.note.rank)
        assert app.group_pages.note(kept.note.id) is None
        app.off_the_record.take_off(note)
        assert "treasurer" not in everything(app)

    def test_it_is_not_undone_for_the_words_would_stay_in_the_journal(
        self, app: App, desk: CaptureDesk
    ) -> None:
        kept = desk.keep(f"{MINE} -x")
        assert isinstance(kept, NoteKept)
        app.off_the_record.put_back(kept.note.id)
        undone = app.archive.undo(app.actor)
        with pytest.raises(DomainError, match="cannot_undo"):
            undone.result(10)
        assert MINE in words_on_record(app)

    def test_what_is_on_the_record_or_somebody_elses_is_not_there(
        self, app: App, notes: tuple[Note, Note]
    ) -> None:
        for unknown in (notes[0].id, "nobody's"):
            with pytest.raises(DomainError, match="note_unknown"):
                app.off_the_record.put_back(unknown)

"""More files of notes for a gathering that is there: after the notes that are there, all or nothing, never twice."""

import hashlib
import shutil
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.archive.blobs import LARGEST_BLOB
from facilitator.importing.problems import sentence_of
from facilitator.note_files import Added, NotesRefused
from facilitator.sentences import sentence_for
from facilitator.verbs import act_name
from sessions.errors import DomainError, KnownError
from sessions.notes import NoteKind

LATER = """\
Zoë: "It was warmer in the car park." #PW
+Rhys Morgan: would lend a heater
s/a heater/two heaters/
Rhys: the cousin's name is on the deed -x
Rhys: said it twice
\tand once more -x
\tin whispers
Sold quietly -x
s/quietly/very quietly/
?
"""


@pytest.fixture
def gathering(app) -> str:
    with app.archive.reader() as reader:
        return next(reader.every("gathering")).record.id


@pytest.fixture
def later(tmp_path: Path) -> Path:
    file = tmp_path / "keys" / "halls.notes"
    file.parent.mkdir()
    file.write_text(LATER, "utf-8")
    return file


def every(app, kind, **equals):
    with app.archive.reader() as reader:
        return [kept.record for kept in reader.every(kind, **equals)]


def group_of(app, key: str) -> str:
    return next(group.id for group in every(app, "group") if group.key == key)


def changes(app) -> list[str]:
    with app.archive.reader() as reader:
        return [change.change_id for _, change, _ in reader.history()]


def test_lines_come_after_those_that_are_there(app, gathering, later) -> None:
    before = every(app, "note", group=group_of(app, "halls"))
    added = app.note_files.add(gathering, later)
    notes = sorted(every(app, "note", group=group_of(app, "halls")), key=lambda note: note.rank)
    assert notes[: len(before)] == sorted(before, key=lambda note: note.rank)
    seats = {seat.id: seat.shown for seat in every(app, "seat")}
    new = notes[len(before) :]
    assert [(note.words, seats[note.said_by], note.line) for note in new] == [
        ("It was warmer in the car park.", "Zoë Farquhar", 1),
        ("would lend two heaters", "Rhys Morgan", 2),
    ]
    assert new[0].kind is NoteKind.QUOTE
    assert len(new[0].strands) == 1
    (file,) = added.files
    assert (file.title, file.notes, file.off_record, file.people, file.was_here) == (
        "Halls and huts", 2, 3, ("Rhys Morgan",), False,
    )  # fmt: skip
    assert (added.notes, added.off_record) == (2, 3)
    assert [problem.code for problem in added.problems] == ["several_off_record", "line_not_kept"]
    assert not app.archive.check()
    with app.archive.reader() as reader:
        assert reader.history()[0][1].verb == "notes.add"
    assert act_name("notes.add") != "notes.add"


def test_twice_adds_nothing_and_says_so(app, gathering, later) -> None:
    app.note_files.add(gathering, later)
    before = changes(app)
    again = app.note_files.add(gathering, later)
    assert [file.was_here for file in again.files] == [True]
    assert (again.notes, again.off_record) == (0, 0)
    assert changes(app) == before


def test_the_same_file_twice_in_one_go_is_taken_once(app, gathering, later) -> None:
    count = len(every(app, "note"))
    app.note_files.add(gathering, later, later)
    assert len(every(app, "note")) == count + 2


def test_another_computer_makes_the_same_records(app, gathering, later) -> None:
    app.note_files.add(gathering, later)
    first = {note.id for note in every(app, "note")}
    app.archive.undo(app.actor).result()
    assert not app.note_files.add(gathering, later).files[0].was_here
    assert {note.id for note in every(app, "note")} == first


def test_what_is_off_the_record_is_in_no_row_and_in_no_file(app, gathering, later) -> None:
    app.note_files.add(gathering, later)
    (original,) = every(app, "original")
    with app.archive.reader() as reader:
        kept = reader.blob(original.sha256)
        assert reader.off_the_record(original.group) == 1 + 3
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == original.sha256
    assert (original.name, original.mime) == ("halls.notes", "text/plain")
    assert original.taken_at > 0
    assert kept.decode() == (
        'Zoë: "It was warmer in the car park." #PW\n+Rhys Morgan: would lend a heater\ns/a heater/two heaters/\n?\n'
    )
    app.archive.close()
    bytes_of_it = app.archive.path.read_bytes()
    for secret in (b"cousin's name", b"in whispers", b"said it twice", b"quietly"):
        assert secret not in bytes_of_it


def test_what_mends_nothing_is_not_kept_either(app, gathering, later) -> None:
    later.write_text("One\ns/secret name/other name/\n", "utf-8")
    app.note_files.add(gathering, later)
    (original,) = every(app, "original")
    with app.archive.reader() as reader:
        assert reader.blob(original.sha256) == b"One\n"


def test_a_file_without_secrets_is_kept_as_it_was(app, gathering, later) -> None:
    content = "One\r\nÉtienne\r\n".encode("utf-16")
    later.write_bytes(content)
    app.note_files.add(gathering, later)
    (original,) = every(app, "original")
    with app.archive.reader() as reader:
        assert reader.blob(original.sha256) == content
        assert reader.blob("0" * 64) is None
    assert [note.words for note in every(app, "note")][-1] == "Étienne"


def test_a_folder_brings_all_its_files(app, gathering, tmp_path) -> None:
    folder = tmp_path / "more"
    (folder / "keys").mkdir(parents=True)
    for name in ("halls.notes", "plenary.notes", "ignored.txt"):
        (folder / "keys" / name).write_text(f"From {name}\n", "utf-8")
    added = app.note_files.add(gathering, folder)
    assert [file.title for file in added.files] == ["Halls and huts", "Everybody together"]


def test_two_files_for_one_group_follow_each_other(app, gathering, tmp_path, later) -> None:
    other = tmp_path / "halls.notes"
    other.write_text("Afterwards\n", "utf-8")
    app.note_files.add(gathering, later, other)
    notes = sorted(every(app, "note", group=group_of(app, "halls")), key=lambda note: note.rank)
    assert [note.words for note in notes][-2:] == ["would lend two heaters", "Afterwards"]


@pytest.mark.parametrize("how", ["halls", "keys/halls", "id"])
def test_the_group_may_be_said(app, gathering, tmp_path, how) -> None:
    file = tmp_path / "scan 3.notes"
    file.write_text("Said\n", "utf-8")
    wanted = group_of(app, "halls") if how == "id" else how
    assert app.note_files.add(gathering, file, group=wanted).files[0].title == "Halls and huts"


def test_reflections_are_those_of_the_people_asked_to_reflect(app, gathering, tmp_path) -> None:
    file = tmp_path / "plenary.notes"
    file.write_text("Moira: thought about the boat\nTunde: a point\n", "utf-8")
    app.note_files.add(gathering, file)
    assert [note.kind for note in every(app, "note")][-2:] == [NoteKind.REFLECTION, NoteKind.POINT]


def test_added_notes_are_no_difference_of_the_folder(app, gathering, later) -> None:
    app.note_files.add(gathering, later)
    assert app.folders.take(paths.small_sample()).was_here


def test_a_line_that_goes_off_the_record_takes_its_file_along(app, gathering, later, tmp_path) -> None:
    app.note_files.add(gathering, later)
    other = tmp_path / "plenary.notes"
    other.write_text("Stays here\n", "utf-8")
    app.note_files.add(gathering, other)
    note = next(note for note in every(app, "note") if "two heaters" in note.words)
    app.off_the_record.take_off(note.id)
    hashes = {one.name: one.sha256 for one in every(app, "original")}
    assert set(hashes) == {"", "plenary.notes"}
    with app.archive.reader() as reader:
        assert reader.blob(hashes["plenary.notes"]) == b"Stays here\n"
        assert len(list(reader.blobs())) == 1
    assert app.note_files.add(gathering, later).files[0].was_here
    assert not [finding for finding in app.archive.check() if finding.is_damage]
    app.archive.close()
    assert b"two heaters" not in app.archive.path.read_bytes()
    assert b"a heater" not in app.archive.path.read_bytes()


def refusal(app, gathering, *files, **others) -> list[str]:
    before = changes(app)
    with pytest.raises(NotesRefused) as caught:
        app.note_files.add(gathering, *files, **others)
    assert changes(app) == before
    assert not every(app, "original")
    assert "Nothing was taken" in sentence_for(caught.value)
    fatal = [problem for problem in caught.value.problems if problem.is_fatal]
    assert all(problem.file in sentence_of(problem) for problem in fatal)
    return [problem.code for problem in fatal]


def test_one_bad_file_keeps_all_out(app, gathering, later, tmp_path) -> None:
    broken = tmp_path / "plenary.notes"
    broken.write_bytes("One\nZoë".encode("cp1252"))
    assert refusal(app, gathering, later, broken) == ["not_utf8"]


def test_a_group_that_is_not_there_is_named_with_those_that_are(app, gathering, tmp_path) -> None:
    file = tmp_path / "hall.notes"
    file.write_text("One\n", "utf-8")
    assert refusal(app, gathering, file) == ["group_not_here"]
    assert refusal(app, gathering, file, group="hall") == ["group_not_here"]


def test_what_ends_in_anything_else_is_not_taken(app, gathering, tmp_path) -> None:
    file = tmp_path / "halls.txt"
    file.write_text("One\n", "utf-8")
    assert refusal(app, gathering, file) == ["not_notes"]


def test_an_empty_folder_is_said(app, gathering, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    assert refusal(app, gathering, tmp_path / "empty") == ["no_notes_files"]


def test_a_note_too_long_to_be_kept(app, gathering, later) -> None:
    later.write_text("long " * 15_000, "utf-8")
    assert refusal(app, gathering, later) == ["value_too_long"]


def test_a_file_that_is_not_there(app, gathering, tmp_path) -> None:
    with pytest.raises(KnownError, match="folder_file_unreadable"):
        app.note_files.add(gathering, tmp_path / "nothing.notes")


def test_a_gathering_that_is_not_there(app, later) -> None:
    with pytest.raises(DomainError, match="gathering_unknown"):
        app.note_files.add("nowhere", later)


def test_an_empty_file_is_told_and_taken(app, gathering, later) -> None:
    later.write_text("\n", "utf-8")
    added: Added = app.note_files.add(gathering, later)
    assert [problem.code for problem in added.problems] == ["notes_empty"]


def test_a_key_of_two_groups_needs_its_session(app, gathering, tmp_path) -> None:
    folder = shutil.copytree(paths.small_sample(), tmp_path / "two")
    plan = (folder / "gathering.toml").read_text("utf-8")
    more = '[[session]]\nkey = "more"\noccasion = "morning"\ntitle = "More"\n'
    more += '[[session.group]]\nkey = "halls"\ntitle = "H"\n'
    (folder / "gathering.toml").write_text(f"{plan}\n{more}", "utf-8")
    two = app.folders.take(folder).gathering
    file = tmp_path / "halls.notes"
    file.write_text("One\n", "utf-8")
    assert refusal(app, two, file) == ["group_not_clear"]
    (tmp_path / "more").mkdir()
    moved = file.rename(tmp_path / "more" / "halls.notes")
    assert app.note_files.add(two, moved).files[0].title == "H"


def test_bytes_are_kept_once_and_only_so_many(app) -> None:
    sha = hashlib.sha256(b"words").hexdigest()
    for _ in range(2):
        app.archive.keep_blob(sha, "text/plain", b"words").result()
    with app.archive.reader() as reader:
        assert reader.blob(sha) == b"words"
    with pytest.raises(ValueError, match="not those of"):
        app.archive.keep_blob(sha, "text/plain", b"others").result()
    with pytest.raises(KnownError, match="blob_too_large"):
        app.archive.keep_blob(sha, "text/plain", bytes(LARGEST_BLOB + 1)).result()

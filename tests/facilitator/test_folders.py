import shutil

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.folders import FolderRefused
from sessions.errors import KnownError


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(paths.small_sample(), tmp_path / "gathering")


@pytest.fixture
def app(blank):
    with opened(blank) as app:
        yield app


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def changes(app):
    with app.archive.reader() as reader:
        return [change.change_id for _, change, _ in reader.history()]


def every(app, kind):
    with app.archive.reader() as reader:
        return [kept.record for kept in reader.every(kind)]


def test_all_that_the_folder_holds_is_in_the_archive(app, folder):
    taken = app.folders.take(folder)
    assert (taken.notes, taken.off_record, taken.was_here) == (91, 2, False)
    assert len(every(app, "note")) == 91
    assert [one.title for one in every(app, "gathering")] == [taken.title]
    assert {one.state.value for one in every(app, "permission")} == {"given", "refused"}
    assert len(every(app, "print_choice")) == 1


def test_what_is_off_the_record_is_only_in_the_scope_of_who_took_it(app, folder):
    app.folders.take(folder)
    secret = "price their own estate"
    assert not [note for note in every(app, "note") if secret in note.words]
    with app.archive.reader() as reader:
        assert secret not in repr(reader.history())
    assert secret.encode() not in app.archive.path.read_bytes()


def test_twice_adds_nothing(app, folder):
    first = app.folders.take(folder)
    before = changes(app)
    again = app.folders.take(folder)
    assert again.was_here
    assert again.gathering == first.gathering
    assert changes(app) == before


def test_a_folder_that_was_moved_is_the_same(app, folder, tmp_path):
    app.folders.take(folder)
    assert app.folders.take(folder.rename(tmp_path / "elsewhere")).was_here


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("notes/keys/halls.notes", "Nobody in the room", "Hardly anybody in the room"),
        ("notes/keys/halls.notes", "all the way down", None),
        (
            "notes/keys/chat.notes",
            'offered two toilets and a bandstand since Easter."',
            'offered two toilets." -x',
        ),
        ("people.csv", "Winifred Adjei", None),
        ("polls.csv", None, None),
    ],
)
def test_a_folder_that_says_something_else_by_now_is_refused(app, folder, file, old, new):
    app.folders.take(folder)
    before = changes(app)
    if new is None:
        with (folder / file).open("a", encoding="utf-8") as opened_file:
            opened_file.write("\n" if file != "notes/keys/halls.notes" else "one line more\n")
    else:
        change(folder / file, old, new)
    with pytest.raises(KnownError, match="gathering_differs"):
        app.folders.take(folder)
    assert changes(app) == before


@pytest.mark.parametrize("emptied", [True, False])
def test_notes_that_are_in_no_file_any_more_are_a_difference_too(app, folder, emptied):
    app.folders.take(folder)
    file = folder / "notes/keys/chat.notes"
    file.write_text("") if emptied else file.unlink()
    with pytest.raises(KnownError, match="gathering_differs"):
        app.folders.take(folder)


def test_lines_kept_here_since_are_no_difference(app, folder):
    app.folders.take(folder)
    app.capture(every(app, "group")[0].id).keep("one line more")
    assert app.folders.take(folder).was_here


def test_a_note_that_went_off_the_record_since_does_not_come_back(app, folder):
    app.folders.take(folder)
    note = next(note for note in every(app, "note") if note.words.startswith("Quay Street"))
    app.off_the_record.take_off(note.id)
    assert app.folders.take(folder).was_here
    assert note.words not in {one.words for one in every(app, "note")}


def test_a_gathering_that_was_taken_back_comes_again(app, folder):
    first = app.folders.take(folder)
    app.archive.undo(app.actor).result()
    assert not every(app, "note")
    again = app.folders.take(folder)
    assert not again.was_here
    assert again.gathering == first.gathering
    assert len(every(app, "note")) == 91
    assert not [finding for finding in app.archive.check() if finding.is_damage]


def test_permissions_that_a_stopped_program_did_not_write_are_written(app, folder, monkeypatch):
    commit = app.archive.commit

    def stop_at_permissions(edits, actor, verb):
        if verb == "quote.permit":
            raise KeyboardInterrupt
        return commit(edits, actor, verb)

    monkeypatch.setattr(app.archive, "commit", stop_at_permissions)
    with pytest.raises(KeyboardInterrupt):
        app.folders.take(folder)
    monkeypatch.undo()
    assert not every(app, "permission")
    assert app.folders.take(folder).was_here
    assert {one.state.value for one in every(app, "permission")} == {"given", "refused"}


@pytest.mark.parametrize("file", ["gathering.toml", "people.csv", "polls.csv", "notes/keys/halls.notes"])
def test_a_broken_file_keeps_everything_out(app, folder, file):
    (folder / file).write_bytes((folder / file).read_bytes() + b"\n\xff\xfe")
    before = changes(app)
    with pytest.raises(FolderRefused) as caught:
        app.folders.take(folder)
    assert file in {problem.file for problem in caught.value.problems if problem.is_fatal}
    assert changes(app) == before
    assert not every(app, "gathering")


def test_two_gatherings_of_the_same_people(app, folder, tmp_path):
    app.folders.take(folder)
    other = shutil.copytree(folder, tmp_path / "other")
    change(other / "gathering.toml", "What does it take to look after", "What would it take to look after")
    app.folders.take(other)
    assert len(every(app, "gathering")) == 2
    names = [person.name for person in every(app, "person")]
    assert len(names) == len(set(names))
    assert not [finding for finding in app.archive.check() if finding.is_damage]


def test_a_draft_lies_on_the_desk_and_a_series_with_the_network(app, folder):
    with (folder / "gathering.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[series]]\nkey = "annual"\ntitle = "Every autumn"\n[draft]\ntitle = "Before we meet"\n'
        )
        file.write('[[cited]]\nwords = "Keep it."\nauthor = "A caretaker"\nsource = "A book"\n')
    (folder / "draft.md").write_text("One\n\n## Two {#keys}\n\n- Three\n", "utf-8")
    taken = app.folders.take(folder)
    with app.archive.reader() as reader:
        scopes = {
            kind: {kept.scope for kept in reader.every(kind)}
            for kind in ("document", "block", "series", "citation")
        }
        blocks = [kept.record for kept in reader.every("block")]
    assert scopes == {
        "document": {f"desk:{taken.gathering}"},
        "block": {f"desk:{taken.gathering}"},
        "series": {"network"},
        "citation": {f"gathering:{taken.gathering}"},
    }
    assert [block.text for block in blocks] == ["One", "Two", "", "Three"]
    assert app.folders.take(folder).was_here
    assert not app.archive.check()

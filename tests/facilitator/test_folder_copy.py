"""A working copy of a gathering: folder, archive and folder again are the same, and what stays behind is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator import paths
from facilitator.app import App, opened
from facilitator.archive.queries import Reader
from facilitator.exporting.folder import write_folder
from facilitator.folder_copy import folder_content, working_copy
from facilitator.importing.files import read_folder
from facilitator.leaving_out import LeftOut, What
from facilitator.paths import Places
from sessions.aims import Outcome
from sessions.breakouts import Seat
from sessions.edits import change, create, delete
from sessions.errors import DomainError
from sessions.gathering import Gathering
from sessions.notes import Permission, PermissionState
from sessions.people import Level, Person
from sessions.polls import Option, Poll
from sessions.scopes import scope_for
from tests.facilitator.exporting.gatherings import digest, made_up
from tests.facilitator.users import Homes, nothing

SAMPLES = sorted(one for one in paths.small_sample().parent.iterdir() if one.is_dir())


def laid_out(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


class Workshop:
    """Takes folders into archives of their own and copies them out again."""

    def __init__(self, path: Path, homes: Homes) -> None:
        self._path = path
        self._homes = homes
        self._number = 0

    def through_archive(self, folder: Path) -> tuple[dict[str, bytes], tuple[LeftOut, ...], dict]:
        """Return what comes of a folder that was taken into a new archive and copied out."""
        self._number += 1
        places = Places(self._path / f"home{self._number}")
        self._homes.give(places, nothing)
        with opened(places) as app:
            taken = app.folders.take(folder)
            with app.archive.reader() as reader:
                files, left_out = working_copy(reader, taken.gathering)
                return files, left_out, digest(folder_content(reader, taken.gathering))

    def written(self, files: dict[str, bytes]) -> Path:
        """Return a new folder with these files."""
        self._number += 1
        return laid_out(files, self._path / f"folder{self._number}")


@pytest.fixture
def workshop(tmp_path: Path, homes: Homes) -> Workshop:
    return Workshop(tmp_path, homes)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_the_same_after_a_second_archive(workshop: Workshop, sample: Path) -> None:
    files, left_out, told = workshop.through_archive(sample)
    assert {one.what for one in left_out} <= {What.OFF_THE_RECORD}
    again, nothing, told_again = workshop.through_archive(workshop.written(files))
    assert again == files
    assert told_again == told
    assert nothing == ()
    assert set(files) == set(read_folder(sample))


def test_the_draft_of_the_full_sample_comes_back_as_it_was(workshop: Workshop) -> None:
    files, _, _ = workshop.through_archive(paths.full_sample())
    draft = (paths.full_sample() / "draft.md").read_bytes().replace(b"\r\n", b"\n")
    assert b"\n2. **" in draft
    assert files["draft.md"] == draft


@pytest.mark.parametrize("seed", range(6))
def test_a_made_up_gathering_is_the_same_after_two_archives(workshop: Workshop, seed: int) -> None:
    files, _ = write_folder(made_up(1000 + seed))
    first, left_out, told = workshop.through_archive(workshop.written(files))
    assert left_out == ()
    assert first == files
    second, _, told_again = workshop.through_archive(workshop.written(first))
    assert second == files
    assert told_again == told


def test_the_break_wall_stays_the_break_wall(app: App, workshop: Workshop) -> None:
    with app.archive.reader() as reader:
        chat = next(kept.record.id for kept in reader.every("group") if kept.record.key == "chat")
    act(app, change("group", chat, is_break_wall=True))
    files, _ = copied(app)
    assert b"break_wall = true" in files["gathering.toml"]
    again, _, _ = workshop.through_archive(workshop.written(dict(files)))
    assert again["gathering.toml"] == files["gathering.toml"]


# -- what stays behind ---------------------------------------------------------------------------------------


def the_gathering(reader: Reader) -> Gathering:
    found: Gathering = next(reader.every("gathering")).record
    return found


def copied(app: App) -> tuple[dict[str, bytes], dict[What, int]]:
    with app.archive.reader() as reader:
        files, left_out = working_copy(reader, the_gathering(reader).id)
    return files, {one.what: one.count for one in left_out}


def note_with(app: App, beginning: str) -> str:
    with app.archive.reader() as reader:
        return next(
            kept.record.id for kept in reader.every("note") if kept.record.words.startswith(beginning)
        )


def act(app: App, *edits) -> None:
    app.archive.commit(list(edits), app.actor, "test").result()


def test_nothing_off_the_record_is_in_the_files(app: App) -> None:
    app.off_the_record.take_off(note_with(app, "Quay Street"))
    files, left = copied(app)
    assert left[What.OFF_THE_RECORD] == 3
    assert What.DELETED not in left
    everything = b"".join(files.values())
    assert b"Quay Street" not in everything
    assert b"price their own estate" not in everything


def test_what_was_done_since_is_counted(app: App) -> None:
    note = note_with(app, "Ask to see three years")
    other = note_with(app, "type up the list")
    act(app, change("note", note, words="Ask to see five years of bills", spans=()))
    act(app, change("note", other, outcome=Outcome.DONE, became="It is out.", report_rank="5"))
    act(app, delete("note", note_with(app, "Make the list of dull")))
    files, left = copied(app)
    assert b"five years of bills" in files["notes/keys/halls.notes"]
    assert b"Make the list of dull" not in files["notes/keys/halls.notes"]
    # The sample's write-up was drafted, and written once.
    assert left == {
        What.OFF_THE_RECORD: 2, What.EDITS: left[What.EDITS], What.MENDED: 1, What.OUTCOMES: 1, What.REPORT_ORDER: 1,
        What.DELETED: 1, What.DOCUMENTS: 1, What.PUBLICATIONS: 1,
    }  # fmt: skip
    assert left[What.EDITS] >= 4


def test_lines_kept_live_are_in_the_files(app: App, desk) -> None:
    desk.keep('+Rhys Morgan: "It was cold."')
    files, left = copied(app)
    assert files["notes/keys/halls.notes"].decode().endswith('+Rhys Morgan: "It was cold."\n')
    assert left[What.MOMENTS] == 1


def test_only_the_answer_that_counts_is_written(app: App) -> None:
    with app.archive.reader() as reader:
        asked = next(kept.record for kept in reader.every("permission") if kept.record.state.value == "given")
        note = reader.view("note", asked.note)
    assert note is not None
    scope = str(note.scope)
    refused = Permission(
        "new", asked.note, asked.words_op, PermissionState.WITHDRAWN, Level.ANONYMOUS, follows=(asked.id,)
    )
    act(app, create(refused, scope))
    files, left = copied(app)
    assert left[What.ANSWERS] == 1
    plan = files["gathering.toml"].decode()
    assert 'permission = "withdrawn"\nlevel = "anonymous"' in plan
    assert 'permission = "given"' not in plan


def test_a_yes_to_other_words_is_no_yes(app: App) -> None:
    note = note_with(app, "If the hall shuts")
    act(app, change("note", note, words="If the hall shuts, nobody minds.", spans=[{"start": 0, "end": 32}]))
    files, left = copied(app)
    assert left[What.ANSWERS] == 1
    assert b'permission = "given"' not in files["gathering.toml"]


def test_people_of_other_gatherings_stay_there(app: App, tmp_path: Path) -> None:
    other = made_up(3)
    files, _ = write_folder(other)
    with_folder = laid_out(files, tmp_path / "other")
    elsewhere = app.folders.take(with_folder)
    with app.archive.reader() as reader:
        here = next(
            kept.record.id for kept in reader.every("gathering") if kept.record.id != elsewhere.gathering
        )
        ours = working_copy(reader, here)[0]["people.csv"].decode()
        theirs = working_copy(reader, elsewhere.gathering)[0]["people.csv"].decode()
    assert "Winifred Adjei" in ours
    assert "Winifred Adjei" not in theirs
    came = {one.person for one in other.attendances}
    for person in other.people:
        assert (f"\n{person.name}," in ours) is (person.id not in came)


def test_two_records_of_one_person_become_one(app: App) -> None:
    with app.archive.reader() as reader:
        win = next(kept.record for kept in reader.every("person") if kept.record.name == "Winifred Adjei")
        group = next(kept.record.id for kept in reader.every("group") if kept.record.key == "halls")
    act(
        app,
        create(Person("twin", "W. Adjei", same_as=win.id), scope_for("person")),
        create(Seat("twin-seat", group, "W. Adjei", "wa", "twin", rank="z"), scope_for("seat", group)),
    )
    files, left = copied(app)
    assert left[What.MERGED] == 1
    assert "W. Adjei" not in files["people.csv"].decode()
    halls = files["gathering.toml"].decode().split('key = "halls"')[1].split("[[")[0]
    assert "Winifred Adjei" in halls


def test_an_earlier_poll_of_another_gathering_comes_along(app: App) -> None:
    with app.archive.reader() as reader:
        gathering = the_gathering(reader)
        polls = {kept.record.key: kept.record for kept in reader.every("poll")}
    day = polls["pressure-2026"].taken
    earlier = Poll("far", "elsewhere", "", "pressure-2026", "Is it?", day, (Option("o", "Yes"),))
    act(app, create(earlier, "gathering:elsewhere"))
    act(app, change("poll", polls["pressure-2025"].id, repeats="far"))
    assert gathering.id != "elsewhere"
    files, left = copied(app)
    rows = files["polls.csv"].decode().splitlines()
    assert [row for row in rows if row.startswith("pressure-2026-2,,,")]
    assert What.REFUSED not in left


def test_what_would_be_refused_is_said(app: App) -> None:
    with app.archive.reader() as reader:
        poll = next(kept.record for kept in reader.every("poll") if kept.record.key == "pressure-2025")
    act(app, change("poll", poll.id, repeats=poll.id))
    assert copied(app)[1][What.REFUSED] == 1


def test_a_gathering_that_is_not_there_is_said(app: App) -> None:
    with app.archive.reader() as reader, pytest.raises(DomainError, match="gathering_unknown"):
        working_copy(reader, "nowhere")

"""Automatic backups: one a day on which something changed, seven of them, whatever happens while they are made."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.daily import BackedUp
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from sessions.errors import KnownError
from tests.facilitator.archive.lasting import (
    Days,
    copy_of_newest,
    days_kept,
    fill,
    lasting,
    path_in,
    shelf,
    small_disk,
)
from tests.facilitator.archive.world import (
    AMAL,
    edit,
    files_of,
    holders,
    keep,
    note,
    notes_in,
    off_the_record,
    opened,
    surroundings,
)


def listed(archive: Archive) -> list[str]:
    with archive.reader() as reader:
        return [Path(path).name for path in reader.backups()]


def used(path: Path, clock: Days, *words: str) -> Archive:
    """Open an archive, keep some lines, close it."""
    with Archive(path, lasting(path.parent, clock)) as archive:
        for one in words:
            keep(archive, note(f"n{len(notes_in(archive))}", one))
    return archive


def test_closing_makes_a_backup_where_something_changed(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    assert used(path, clock).backed_up == BackedUp()
    made = used(path, clock, "First line").backed_up
    assert made == BackedUp(tmp_path / "one.facilitator.backups" / "one-2026-03-01.facilitator")
    before = made.path.read_bytes() if made.path else b""
    clock.pass_by()
    assert used(path, clock).backed_up == BackedUp()
    assert made.path is not None
    assert made.path.read_bytes() == before
    assert days_kept(path) == ["2026-03-01"]
    with copy_of_newest(path) as copy:
        assert notes_in(copy) == {"n0": "First line"}
        assert not [f for f in copy.check() if f.is_damage]
        assert listed(copy) == [made.path.name]


def test_undo_is_a_change_too(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    used(path, clock, "First line")
    clock.pass_by()
    with Archive(path, lasting(tmp_path, clock)) as archive:
        archive.undo(AMAL).result(10)
    assert days_kept(path) == ["2026-03-02", "2026-03-01"]


def test_the_same_day_has_one(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    used(path, clock, "In the morning")
    used(path, clock, "At noon")
    assert days_kept(path) == ["2026-03-01"]
    with copy_of_newest(path) as copy:
        assert list(notes_in(copy).values()) == ["In the morning", "At noon"]
    with Archive(path, lasting(tmp_path, clock)) as archive:
        assert listed(archive) == ["one-2026-03-01.facilitator"]


def test_the_day_is_that_of_the_zone(tmp_path: Path) -> None:
    late = Days(1_772_366_400_000 + 11 * 60 * 60 * 1000 + 30 * 60 * 1000)  # 23:30 in UTC
    around = lasting(tmp_path, late)
    assert str(around.today()) == "2026-03-01"
    assert str(replace(around, zone="Europe/Helsinki").today()) == "2026-03-02"
    assert str(replace(around, zone="No/Where").today()) == "2026-03-01"
    assert str(replace(around, zone="../etc").today()) == "2026-03-01"


def test_seven_days_are_kept_and_nothing_of_a_person_is_removed(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    own = tmp_path / "one.facilitator.backups" / "before the summer.facilitator"
    for day in range(10):
        used(path, clock, f"Line of day {day}")
        if not day:
            with Archive(path, lasting(tmp_path, clock)) as archive:
                archive.backup(own).result(10)
                archive.backup(tmp_path / "one-2026-03-01.facilitator").result(10)
            for name in ("one-notes.facilitator", "one-2026-03-01.txt", "other-2026-03-01.facilitator"):
                (own.parent / name).write_text("Mine")
        clock.pass_by(3)
    assert days_kept(path) == [
        "2026-03-28",
        "2026-03-25",
        "2026-03-22",
        "2026-03-19",
        "2026-03-16",
        "2026-03-13",
        "2026-03-10",
    ]
    left = {one.name for one in own.parent.iterdir()} - {copy.name for copy in shelf(path).copies()}
    assert left == {
        own.name,
        "one-notes.facilitator",
        "one-2026-03-01.txt",
        "other-2026-03-01.facilitator",
    }
    assert (tmp_path / "one-2026-03-01.facilitator").exists()
    with Archive(path, lasting(tmp_path, clock)) as archive:
        assert sorted(listed(archive)) == sorted(
            [own.name, "one-2026-03-01.facilitator", *(copy.name for copy in shelf(path).copies())]
        )


def test_a_clock_that_went_back_removes_nothing_that_was_just_made(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    for day in range(7):
        used(path, clock, f"Line of day {day}")
        clock.pass_by()
    clock.pass_by(-400)
    made = used(path, clock, "In a year long gone").backed_up
    assert made.path is not None
    assert made.path.exists()
    assert len(days_kept(path)) == 7


def test_a_name_of_theirs_is_nobody_elses(tmp_path: Path) -> None:
    with Archive(path_in(tmp_path), lasting(tmp_path)) as archive:
        with pytest.raises(KnownError) as error:
            archive.backup(shelf(archive.path).folder / "one-2020-01-01.facilitator")
        assert error.value.code == "backup_name_taken"


def test_nothing_can_be_kept_in_one_that_will_be_replaced(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    used(path, clock, "A line")
    (copy,) = shelf(path).copies()
    before = copy.read_bytes()
    with pytest.raises(KnownError) as error:
        Archive(copy, lasting(tmp_path, clock))
    assert error.value.code == "archive_is_automatic"
    assert copy.read_bytes() == before
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]
    with Reader(copy, Seal(tmp_path / "private.key")) as reader:
        assert notes_in(reader) == {"n0": "A line"}
    own = copy.with_name("my own.facilitator")
    own.write_bytes(before)
    for one in (own, path_in(tmp_path, "one-2026-03-01")):
        with Archive(one, surroundings(tmp_path, 6)) as archive:
            keep(archive, note("n9"))


def test_another_folder_can_be_given(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "deep"
    around = replace(lasting(tmp_path), backups=folder)
    with Archive(path_in(tmp_path), around) as archive:
        keep(archive, note("n1"))
    assert archive.backed_up == BackedUp(folder / "one-2026-03-01.facilitator")
    assert not (tmp_path / "one.facilitator.backups").exists()


def test_what_is_thrown_away_has_nothing_beside_it(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1"))
    assert archive.backed_up == BackedUp()
    assert [path.name for path in files_of(archive.path)] == ["one.facilitator", "one.facilitator.lock"]


def test_words_taken_off_the_record_leave_todays_backup_at_closing(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    used(path, clock, "the kingfisher in the budget")
    assert holders("kingfisher", *shelf(path).copies())
    clock.pass_by()
    used(path, clock, "Another line")
    with Archive(path, lasting(tmp_path, clock)) as archive:
        archive.commit(off_the_record("n0", "the kingfisher in the budget"), AMAL, "off_the_record").result(
            10
        )
        assert listed(archive) == ["one-2026-03-01.facilitator", "one-2026-03-02.facilitator"]
    assert holders("kingfisher", *files_of(path), *shelf(path).copies()) == ["one-2026-03-01.facilitator"]


def test_a_folder_that_cannot_be_made_stops_no_closing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "facilitator")
    path = path_in(tmp_path)
    shelf(path).folder.write_text("A file in the way")
    archive = used(path, Days(), "A line about herons")
    assert archive.backed_up == BackedUp(failure="not_writable")
    assert "no automatic backup: not_writable" in caplog.text
    assert "herons" not in caplog.text
    shelf(path).folder.unlink()
    with Archive(path, lasting(tmp_path)) as archive:
        assert listed(archive) == []
        assert notes_in(archive) == {"n0": "A line about herons"}
    # What could not be made that time is made the next.
    assert archive.backed_up.path is not None


def test_a_read_only_folder_stops_no_closing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        around = replace(lasting(tmp_path), backups=disk / "backups")
        path = path_in(tmp_path)
        with Archive(path, around) as archive:
            keep(archive, note("n1"))
        whole = around.backups / "one-2026-03-01.facilitator" if around.backups else disk
        before = whole.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with Archive(path, around) as archive:
            keep(archive, note("n2"))
        assert archive.backed_up == BackedUp(failure="not_writable")
        assert whole.read_bytes() == before
        with Archive(path, around) as archive:
            assert listed(archive) == [whole.name]


def test_a_full_disk_stops_no_closing_and_leaves_the_old_copy(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        around = replace(lasting(tmp_path), backups=disk / "backups")
        path = path_in(tmp_path)
        with Archive(path, around) as archive:
            keep(archive, note("n1"))
        whole = disk / "backups" / "one-2026-03-01.facilitator"
        before = whole.read_bytes()
        fill(disk)
        with Archive(path, around) as archive:
            keep(archive, note("n2"))
        assert archive.backed_up == BackedUp(failure="disk_full")
        assert whole.read_bytes() == before
        assert [one.name for one in whole.parent.iterdir()] == [whole.name]
    with Archive(path, replace(around, backups=None)) as archive:
        assert notes_in(archive) == {"n1": "A line", "n2": "A line"}


def test_what_a_killed_program_left_is_in_nobodys_way(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    used(path, clock, "A line")
    target = shelf(path).copies()[0]
    for end in ("", "-wal", "-shm"):
        target.with_name(f"{target.name}.part{end}").write_bytes(b"half a file" * 1000)
    used(path, clock, "Another line")
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    with copy_of_newest(path) as copy:
        assert len(notes_in(copy)) == 2
        assert not [f for f in copy.check() if f.is_damage]


def test_a_damaged_archive_does_not_replace_a_whole_copy(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    used(path, clock, *(f"A line of many words {n} " * 40 for n in range(60)))
    before = shelf(path).copies()[0].read_bytes()
    content = bytearray(path.read_bytes())
    at = content.rindex(b"many words 14 ")
    content[at - 2000 : at + 2000] = b"\xff" * 4000
    path.write_bytes(content)
    with Archive(path, lasting(tmp_path, clock)) as archive:
        edit(archive, "n59", words="Changed after the damage")
    assert archive.backed_up == BackedUp(failure="archive_unreadable")
    assert shelf(path).copies()[0].read_bytes() == before

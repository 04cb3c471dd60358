"""Restoring: a backup is looked at first, what was there is put aside, and the file is a device of its own."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.archive import restoring, schema
from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.restoring import Restored, restore
from sessions.errors import DomainError, KnownError
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
    PRIVATE,
    edit,
    files_of,
    keep,
    note,
    notes_in,
    opened,
)


def backed_up(folder: Path, *words: str) -> Path:
    """Keep lines, back them up, and return the backup."""
    with opened(folder) as archive:
        for n, one in enumerate(words or ("First line", "Second line")):
            keep(archive, note(f"n{n}", one))
        return archive.backup(folder / "backup.facilitator").result(10)


def altered(path: Path, *statements: str) -> None:
    connection = sqlite.connect(path)
    for statement in statements:
        connection.execute(statement).close()
    connection.commit()
    connection.close()


def contents(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.suffix != ".lock"}


def refused(code: str, backup: Path, target: Path, **how: Any) -> KnownError:
    """Expect that nothing is changed and nothing left."""
    before = contents(target.parent)
    with pytest.raises(KnownError) as error:
        restore(backup, target, lasting(target.parent), **how)
    assert error.value.code == code
    assert contents(target.parent) == before
    return error.value


def test_where_no_archive_is(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    content = backup.read_bytes()
    target = tmp_path / "new folder" / "two.facilitator"
    assert restore(backup, target, lasting(tmp_path)) == Restored(target)
    assert backup.read_bytes() == content
    assert {path.name for path in target.parent.iterdir()} == {target.name, target.name + ".lock"}
    with opened(target.parent, "two", seed=3) as archive:
        assert notes_in(archive) == {"n0": "First line", "n1": "Second line"}
        assert not [f for f in archive.check() if f.is_damage]


def test_it_is_a_new_device_that_goes_on_counting(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    with opened(tmp_path, seed=2) as archive:
        first, last = archive.device, keep(archive, note("later"))
    restored = restore(backup, tmp_path / "one.facilitator", lasting(tmp_path), may_replace=True)
    with opened(tmp_path, seed=3) as archive:
        assert archive.device != first
        made = keep(archive, note("n2"))
        # Two Changes were in the backup; a third was made by the other device meanwhile, under the same lam.
        assert (made.device, made.seq, made.lam) == (archive.device, 1, 3)
        assert (last.device, last.seq, last.lam) == (first, 3, 3)
        second = archive.device
        assert not [f for f in archive.check() if f.is_damage or f.code == "changes_missing"]
    with opened(tmp_path, seed=4) as archive:
        assert archive.device == second
        assert keep(archive, note("n3")).seq == 2
    assert restored.put_aside is not None


def test_twice_restored_is_two_devices(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    devices = set()
    for name in ("two", "three"):
        restore(backup, tmp_path / f"{name}.facilitator", lasting(tmp_path))
        with opened(tmp_path, name, seed=len(name)) as archive:
            devices.add(archive.device)
    assert len(devices) == 2


def test_undo_after_a_restore(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    restore(backup, tmp_path / "one.facilitator", lasting(tmp_path), may_replace=True)
    with opened(tmp_path, seed=3) as archive:
        with pytest.raises(DomainError, match="nothing_to_undo"):
            archive.undo(AMAL).result(10)
        edit(archive, "n0", words="Changed after the restore")
        archive.undo(AMAL).result(10)
        assert notes_in(archive)["n0"] == "First line"
        archive.redo(AMAL).result(10)
        assert notes_in(archive)["n0"] == "Changed after the restore"
        archive.undo(AMAL).result(10)
        assert notes_in(archive) == {"n0": "First line", "n1": "Second line"}
        with pytest.raises(DomainError, match="nothing_to_undo"):
            archive.undo(AMAL).result(10)
        assert not [f for f in archive.check() if f.is_damage or f.code == "changes_missing"]


def test_todays_automatic_backup(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    with Archive(path, lasting(tmp_path, clock)) as archive:
        keep(archive, note("n1", "Kept today"))
    with Archive(path, replace(lasting(tmp_path, clock, 2), is_lasting=False)) as archive:
        edit(archive, "n1", words="Changed by mistake")
    restore(shelf(path).copies()[0], path, lasting(tmp_path, clock), may_replace=True)
    with Archive(path, lasting(tmp_path, clock, 3)) as archive:
        assert notes_in(archive) == {"n1": "Kept today"}
        keep(archive, note("n2", "And more"))
    assert days_kept(path) == ["2026-03-01"]
    with copy_of_newest(path) as copy:
        assert set(notes_in(copy)) == {"n1", "n2"}


def test_what_was_there_is_put_aside_and_can_be_found(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    path = tmp_path / "one.facilitator"
    with opened(tmp_path, seed=2) as archive:
        keep(archive, note("later", "Written after the backup"))
        by_hand = archive.backup(tmp_path / "second.facilitator").result(10)
    refused("restore_would_replace", backup, path)
    content = path.read_bytes()
    for number, name in enumerate(("one.facilitator.before-restore", "one.facilitator.before-restore-2")):
        restored = restore(backup, path, lasting(tmp_path), may_replace=True)
        assert restored.put_aside == tmp_path / name
        if not number:
            assert restored.put_aside.read_bytes() == content
    with opened(tmp_path, seed=3) as archive, archive.reader() as reader:
        assert set(reader.backups()) == {
            str(backup),
            str(by_hand),
            str(tmp_path / "one.facilitator.before-restore"),
            str(tmp_path / "one.facilitator.before-restore-2"),
        }
    shutil.copy(tmp_path / "one.facilitator.before-restore", tmp_path / "aside.facilitator")
    with opened(tmp_path, "aside", seed=4) as aside:
        assert notes_in(aside)["later"] == "Written after the backup"


def test_what_a_killed_restore_put_aside_is_listed_by_the_next(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    path = tmp_path / "one.facilitator"
    left = tmp_path / "one.facilitator.before-restore"
    left.hardlink_to(path)
    restored = restore(backup, path, lasting(tmp_path), may_replace=True)
    assert restored.put_aside == tmp_path / "one.facilitator.before-restore-2"
    with opened(tmp_path, seed=3) as archive, archive.reader() as reader:
        assert set(reader.backups()) == {str(backup), str(left), str(restored.put_aside)}


def test_what_stood_in_the_log_alone_is_put_aside_too(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    path = tmp_path / "one.facilitator"
    with opened(tmp_path, seed=2) as archive:
        keep(archive, note("later", "Only in the log"))
        taken = {one: one.read_bytes() for one in files_of(path) if one.suffix != ".lock"}
    for one, content in taken.items():  # As a program leaves it that is killed.
        one.write_bytes(content)
    path.with_name(path.name + "-shm").unlink()
    restored = restore(backup, path, lasting(tmp_path), may_replace=True)
    assert restored.put_aside is not None
    assert not path.with_name(path.name + "-wal").exists()
    with opened(tmp_path, seed=3) as archive:
        assert set(notes_in(archive)) == {"n0", "n1"}
        assert not [f for f in archive.check() if f.is_damage]
    with Archive(restored.put_aside, replace(lasting(tmp_path), is_lasting=False)) as aside:
        assert notes_in(aside)["later"] == "Only in the log"


def test_a_damaged_archive_is_replaced(tmp_path: Path) -> None:
    clock, path = Days(), path_in(tmp_path)
    with Archive(path, lasting(tmp_path, clock)) as archive:
        keep(archive, *(note(f"n{n}", "words " * 50) for n in range(50)))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(KnownError) as error:
        Archive(path, lasting(tmp_path, clock))
    newest = Path(error.value.fields["backup"])
    assert (error.value.code, newest) == ("archive_unreadable", shelf(path).copies()[0])
    restored = restore(newest, path, lasting(tmp_path, clock), may_replace=True)
    assert restored.put_aside is not None
    assert restored.put_aside.read_bytes() == content[: len(content) // 2]
    with Archive(path, lasting(tmp_path, clock, 2)) as archive:
        assert len(notes_in(archive)) == 50
        with archive.reader() as reader:
            assert set(reader.backups()) == {str(newest), str(restored.put_aside)}


def test_where_links_are_not_to_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise PermissionError

    backup = backed_up(tmp_path)
    path = tmp_path / "one.facilitator"
    content = path.read_bytes()
    monkeypatch.setattr(os, "link", fails)
    restored = restore(backup, path, lasting(tmp_path), may_replace=True)
    assert restored.put_aside is not None
    assert restored.put_aside.read_bytes() == content


def test_private_words_come_back_where_the_key_is(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("p1", "Sealed words"), scope=PRIVATE)
        backup = archive.backup(tmp_path / "b.facilitator").result(10)
    restore(backup, tmp_path / "two.facilitator", lasting(tmp_path))
    with opened(tmp_path, "two", seed=2) as archive, archive.reader() as reader:
        view = reader.view("note", "p1")
        assert view is not None
        assert view.fields["words"] == "Sealed words"


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _noise(path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = content.rindex(b"line number 14 ")
    content[at - 2000 : at + 2000] = b"\xff" * 4000
    path.write_bytes(content)


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "truncated": (_cut, "archive_unreadable"),
    "noise": (_noise, "backup_damaged"),
    "rows that differ": (lambda p: altered(p, "UPDATE note SET words = 'Forged'"), "backup_damaged"),
    "journal": (lambda p: altered(p, "UPDATE op SET value = '{' WHERE n = 1"), "backup_damaged"),
    "newer": (lambda p: altered(p, "UPDATE alembic_version SET version_num = '9999'"), "archive_newer"),
    "foreign": (lambda p: altered(p, "PRAGMA application_id = 77"), "archive_foreign"),
    "text": (lambda p: p.write_text("Dear all,\n" * 500), "archive_unreadable"),
    "empty": (lambda p: p.write_bytes(b""), "archive_unreadable"),
    "gone": (lambda p: p.unlink(), "backup_missing"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_not_whole_is_refused(how: str, tmp_path: Path) -> None:
    spoil, code = SPOILT[how]
    backup = backed_up(tmp_path, *(f"line number {n} " * 40 for n in range(60)))
    spoil(backup)
    error = refused(code, backup, tmp_path / "one.facilitator", may_replace=True)
    assert error.fields["path"] == str(backup)


def test_a_folder_and_the_archive_itself(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    (tmp_path / "folder").mkdir()
    refused("is_a_folder", tmp_path / "folder", tmp_path / "one.facilitator")
    refused("is_a_folder", backup, tmp_path / "folder", may_replace=True)
    refused(
        "restore_onto_itself", tmp_path / "one.facilitator", tmp_path / "one.facilitator", may_replace=True
    )


def test_an_archive_in_use_is_left_alone(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    with opened(tmp_path, seed=2) as archive:
        with pytest.raises(KnownError, match="archive_in_use"):
            restore(backup, archive.path, lasting(tmp_path), may_replace=True)
        keep(archive, note("n2"))
        assert len(notes_in(archive)) == 3
    restore(backup, archive.path, lasting(tmp_path), may_replace=True)


def test_an_older_backup_is_migrated_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = schema.VERSIONS[-1]

    def renumbered(engine: Any) -> None:
        with engine.begin() as connection:
            run(connection, f"UPDATE alembic_version SET version_num = '{newest}'")

    backup = backed_up(tmp_path)
    altered(backup, "UPDATE alembic_version SET version_num = '0000'")
    for module in (schema, restoring):
        monkeypatch.setattr(module, "VERSIONS", ("0000", *schema.VERSIONS[-1:]))
    monkeypatch.setattr(schema, "_upgrade", renumbered)
    with opened(tmp_path, seed=2) as archive:
        first = archive.device
    target = tmp_path / "two.facilitator"
    restore(backup, target, lasting(tmp_path))
    assert schema.version_of(target) == "0000"
    with opened(tmp_path, "two", seed=3) as archive:
        assert archive.device != first
        assert notes_in(archive) == {"n0": "First line", "n1": "Second line"}
        assert not [f for f in archive.check() if f.is_damage]
        with archive.reader() as reader:
            assert str(tmp_path / "two.facilitator.bak") in reader.backups()
    assert schema.version_of(target) == newest


def test_an_older_backup_that_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = backed_up(tmp_path, *(f"line number {n} " * 40 for n in range(60)))
    altered(backup, "UPDATE alembic_version SET version_num = '0000'")
    _noise(backup)
    for module in (schema, restoring):
        monkeypatch.setattr(module, "VERSIONS", ("0000", *schema.VERSIONS[-1:]))
    refused("backup_damaged", backup, tmp_path / "one.facilitator", may_replace=True)


@pytest.mark.skipif(sys.platform == "win32", reason="only root can mount a small disk")
def test_no_room_for_the_restored_file(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    with small_disk(tmp_path / "disk", 6) as disk:
        with opened(disk, seed=2) as archive:
            keep(archive, note("there", "Was there"))
        fill(disk)
        refused("disk_full", backup, archive.path, may_replace=True)
        (disk / "ballast").unlink()
        with opened(disk, seed=3) as archive:
            assert notes_in(archive) == {"there": "Was there"}

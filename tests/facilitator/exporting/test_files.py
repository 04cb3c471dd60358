"""A file is whole or untouched, whatever fails while it is written."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from facilitator.exporting.files import write_beside, write_folder_beside
from sessions.errors import KnownError

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def code_of(path: Path, data: bytes = b"new") -> str:
    with pytest.raises(KnownError) as caught:
        write_beside(path, data)
    assert caught.value.fields == {"path": str(path)}
    return caught.value.code


def test_new_file_is_written(tmp_path: Path) -> None:
    write_beside(tmp_path / "notes.html", b"words")
    assert (tmp_path / "notes.html").read_bytes() == b"words"
    assert names(tmp_path) == ["notes.html"]


def test_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "notes.html"
    path.write_bytes(b"a much longer old text")
    write_beside(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["notes.html"]


def test_longest_name_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.html"
    write_beside(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_modes_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    old, new, plain = tmp_path / "old", tmp_path / "new", tmp_path / "plain"
    old.write_bytes(b"")
    old.chmod(0o640)
    plain.write_bytes(b"")
    write_beside(old, b"x")
    write_beside(new, b"x")
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_beside(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_in_a_ring_are_not_writable(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code_of(tmp_path / "a" / "file") == "not_writable"


def test_missing_folder_is_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "no" / "such" / "notes.html") == "folder_missing"
    assert names(tmp_path) == []


def test_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    assert code_of(tmp_path / "notes") == "is_a_folder"
    assert names(tmp_path) == ["notes"]


def test_folder_that_is_a_file_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    assert code_of(tmp_path / "file" / "notes.html") == "not_writable"
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.skipif(IS_ROOT or sys.platform == "win32", reason="permissions do not bind this user")
def test_read_only_folder_is_not_writable(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "notes.html").write_bytes(b"old")
    folder.chmod(0o555)
    try:
        assert code_of(folder / "notes.html") == "not_writable"
    finally:
        folder.chmod(0o755)
    assert (folder / "notes.html").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EACCES, "not_writable"),
        (errno.EISDIR, "is_a_folder"),
        (errno.EIO, "not_writable"),
    ],
)
def test_failed_rename_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(*_names: object) -> NoReturn:
        assert len(names(tmp_path)) == 2
        raise OSError(number, os.strerror(number))

    path = tmp_path / "notes.html"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse)
    assert code_of(path) == code
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["notes.html"]


def test_interruption_removes_the_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_names: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_beside(tmp_path / "notes.html", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be opened there")
def test_bytes_are_on_the_disk_before_the_name_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts: list[str] = []
    sync, replace = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        acts.append("sync")
        sync(handle)

    def noted_replace(*both: Path) -> None:
        acts.append("replace")
        replace(*both)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write_beside(tmp_path / "notes.html", b"new")
    assert acts == ["sync", "replace", "sync"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    if not IS_ROOT or sys.platform != "linux":
        pytest.skip("a disk of 64 kB needs root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no mount here: {error}")
    if made.returncode:
        pytest.skip(f"mount is refused here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_keeps_the_old_file(tiny_disk: Path) -> None:
    path = tiny_disk / "notes.html"
    path.write_bytes(b"old")
    assert code_of(path, bytes(1_000_000)) == "disk_full"
    assert path.read_bytes() == b"old"
    assert names(tiny_disk) == ["notes.html"]
    write_beside(path, b"shorter")
    assert path.read_bytes() == b"shorter"


class TestFolder:
    def test_all_files_are_there_and_nothing_beside_them(self, tmp_path: Path) -> None:
        write_folder_beside(tmp_path / "out", {"a": b"1", "deep/er/b": b"2"})
        assert names(tmp_path) == ["out"]
        assert (tmp_path / "out" / "deep" / "er" / "b").read_bytes() == b"2"

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("file", "file_exists"),
            ("full", "folder_not_empty"),
            ("no/where", "folder_missing"),
            ("file/x", "folder_missing"),
        ],
    )
    def test_where_it_cannot_be_everything_is_left_as_it_was(
        self, tmp_path: Path, name: str, code: str
    ) -> None:
        (tmp_path / "file").write_bytes(b"old")
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "mine").write_bytes(b"old")
        with pytest.raises(KnownError) as error:
            write_folder_beside(tmp_path / name, {"a": b"new"})
        assert error.value.code == code
        assert names(tmp_path) == ["file", "full"]
        assert names(tmp_path / "full") == ["mine"]

    def test_interruption_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_names: object) -> NoReturn:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_folder_beside(tmp_path / "out", {"a": b"1"})
        assert names(tmp_path) == []

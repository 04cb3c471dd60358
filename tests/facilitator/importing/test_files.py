"""Reading the folder from the disk: what is read, and what is refused in a sentence."""

import os
from pathlib import Path

import pytest

from facilitator.importing.files import LARGEST_FILE, read_folder
from facilitator.importing.problems import sentence_of_error
from sessions.errors import KnownError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "gathering"
    (root / "notes" / "keys").mkdir(parents=True)
    (root / "gathering.toml").write_bytes(b"[network]\n")
    (root / "notes" / "keys" / "halls.notes").write_bytes(b"A point\n")
    return root


def refusal(folder: Path) -> tuple[str, str]:
    with pytest.raises(KnownError) as caught:
        read_folder(folder)
    return caught.value.code, sentence_of_error(caught.value)


def test_names_have_slashes_and_hidden_files_stay(folder: Path) -> None:
    (folder / "notes" / ".DS_Store").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / "photograph.jpg").write_bytes(b"x")
    assert read_folder(folder) == {"gathering.toml": b"[network]\n", "notes/keys/halls.notes": b"A point\n"}


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "notes" / "keys" / "same.notes").symlink_to(folder / "notes" / "keys" / "halls.notes")
    assert read_folder(folder)["notes/keys/same.notes"] == b"A point\n"


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"x")
    (folder / "people.csv").symlink_to(tmp_path / "secret.txt")
    code, sentence = refusal(folder)
    assert code == "folder_link_leaves"
    assert "people.csv" in sentence
    assert str(tmp_path / "secret.txt") in sentence


def test_a_linked_folder_of_notes_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "notes" / "other").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert refusal(folder)[0] == "folder_link_leaves"


def test_links_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "people.csv").symlink_to(folder / "polls.csv")
    (folder / "polls.csv").symlink_to(folder / "people.csv")
    code, sentence = refusal(folder)
    assert code == "folder_file_unreadable"
    assert "people.csv" in sentence


def test_a_name_that_is_no_text_is_refused(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder / "notes" / "keys") + b"/caf\xe9.notes")).write_bytes(b"x")
    code, sentence = refusal(folder)
    assert code == "folder_file_unreadable"
    assert "notes/keys/caf?.notes" in sentence


def test_a_folder_without_notes_is_read(folder: Path) -> None:
    (folder / "notes" / "keys" / "halls.notes").unlink()
    (folder / "notes" / "keys").rmdir()
    (folder / "notes").rmdir()
    assert list(read_folder(folder)) == ["gathering.toml"]


def test_a_large_file_is_refused(folder: Path) -> None:
    with (folder / "notes" / "keys" / "long.notes").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    code, sentence = refusal(folder)
    assert code == "folder_file_too_large"
    assert "notes/keys/long.notes" in sentence


def test_a_folder_in_place_of_a_file_is_refused(folder: Path) -> None:
    (folder / "people.csv").mkdir()
    assert refusal(folder)[0] == "folder_not_a_file"


def test_what_is_no_folder_is_refused(folder: Path) -> None:
    code, sentence = refusal(folder / "gathering.toml")
    assert code == "folder_missing"
    assert "gathering.toml" in sentence

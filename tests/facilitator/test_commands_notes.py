import json

import pytest

from facilitator import paths
from facilitator.commands import options
from tests.facilitator.terminal import run


@pytest.fixture
def later(tmp_path):
    file = tmp_path / "keys" / "halls.notes"
    file.parent.mkdir()
    file.write_text("Zoë: a periwinkle\n+Rhys Morgan: would lend a heater\na secret -x\n", "utf-8")
    return file


class TestAddNotes:
    def test_each_file_says_what_it_added_and_twice_adds_nothing(self, sample, later):
        ran = run("add-notes", "autumn", later).succeeded()
        assert "2 notes for Halls and huts, and 1 off the record, which stay with you." in ran.out
        assert "here too: Rhys Morgan" in ran.out
        assert "secret" not in ran.out
        assert "periwinkle" in run("search", "periwinkle").succeeded().out
        assert "is in Halls and huts already" in run("add-notes", "autumn", later).succeeded().out

    def test_a_group_may_be_named(self, sample, later):
        assert "for The chat" in run("add-notes", "autumn", later, "--group", "chat").succeeded().out

    def test_a_script_is_told(self, sample, later):
        told = json.loads(run("add-notes", "autumn", later, "--json").succeeded().out)
        assert told.keys() == {"gathering", "notes", "off_record", "files"}
        assert (told["notes"], told["off_record"]) == (2, 1)
        assert told["files"][0]["people"] == ["Rhys Morgan"]

    def test_it_is_one_act(self, sample, later):
        run("add-notes", "autumn", later).succeeded()
        run("undo").succeeded()
        assert "Nothing was found" in run("search", "periwinkle").out

    def test_a_file_whose_group_is_not_there_is_refused(self, sample, tmp_path):
        file = tmp_path / "keys" / "nowhere.notes"
        file.parent.mkdir()
        file.write_text("a periwinkle\n", "utf-8")
        ran = run("add-notes", "autumn", file).failed(options.EXIT_BAD_INPUT)
        assert "■" in ran.err
        assert "Nothing was found" in run("search", "periwinkle").out

    def test_a_file_that_is_not_there(self, sample, tmp_path):
        before = run("show", "autumn").succeeded().out
        ran = run("add-notes", "autumn", tmp_path / "keys" / "halls.notes").failed(options.EXIT_WORLD)
        assert "halls.notes" in ran.err
        assert run("show", "autumn").out == before


def test_a_working_copy_is_a_folder_that_can_be_built_again(sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("keep", "halls", typed="a secret of the urn -x\n").succeeded()
    ran = run("export", "autumn", "--to", "folder", "--out", "copy").succeeded()
    assert "A working copy" in ran.out
    assert "off the record" in ran.out
    assert not [
        file for file in (tmp_path / "copy").rglob("*.*") if b"secret of the urn" in file.read_bytes()
    ]
    run("build", tmp_path / "copy", "--out", tmp_path / "a.md").succeeded()
    run("build", paths.small_sample(), "--out", tmp_path / "b.md").succeeded()
    assert (tmp_path / "a.md").read_text("utf-8") == (tmp_path / "b.md").read_text("utf-8")
    assert "has something in it" in run("export", "autumn", "--to", "folder", "--out", "copy").failed(74).err
    told = json.loads(run("export", "autumn", "--to", "folder", "--out", "again", "--json").succeeded().out)
    assert told["written"] == [str(tmp_path / "again")]
    assert told["left_out"]

"""Forgetting and the term of raw notes, as they are met at the command line."""

import json

import pytest

from facilitator.app import opened
from facilitator.commands.options import EXIT_REFUSED
from facilitator.forgetting_told import backup_told
from facilitator.old_backups import Backup
from tests.facilitator.forgetting.town import holding
from tests.facilitator.terminal import outs, run, text_of

ZOE = "Zoë Farquhar"


class TestErase:
    def test_without_yes_it_only_lists(self, sample):
        ran = run("erase", ZOE).succeeded()
        assert "Held as: Zoë Farquhar" in ran.out
        assert "note they said" in ran.out
        assert "--yes erases" in ran.out
        assert holding(sample.archive.parent, "Farquhar")

    def test_with_yes_nothing_is_left_and_the_write_up_can_be_made_again(self, sample, tmp_path):
        run("backup", tmp_path / "before.facilitator").succeeded()
        ran = run("erase", ZOE, "--yes").succeeded()
        assert "No byte of them is left" in ran.out
        assert f"written again without it: {tmp_path / 'before.facilitator'}" in ran.out
        assert holding(sample.archive.parent, "Farquhar") == []
        assert holding(tmp_path, "Farquhar") == []
        run("check").succeeded()
        files, _ = outs(tmp_path, "again")
        with opened(sample) as app, app.archive.reader() as reader:
            (gathering,) = [kept.record.id for kept in reader.every("gathering")]
        with opened(sample) as app:
            document = app.write_up.draft(gathering).document
            app.write_up.publish(document, *files)
        for file in files:
            assert "Farquhar" not in text_of(file)
            assert "Fellside" not in text_of(file)
            assert "Bashir Anwar" in text_of(file)

    def test_json_is_for_scripts(self, sample):
        found = json.loads(run("erase", ZOE, "--json").succeeded().out)
        assert found["counts"]["person"] == 1
        erased = json.loads(run("erase", ZOE, "--json", "--yes").succeeded().out)
        assert (erased["left"], erased["clean"]) == ([], True)

    def test_nobody_of_that_name(self, sample):
        assert "Nobody in this archive is called ‘Zo’" in run("erase", "Zo").failed(EXIT_REFUSED).err

    def test_it_is_asked_for_on_a_terminal(self, sample, monkeypatch):
        monkeypatch.setattr("facilitator.commands.forgetting._is_terminal", lambda: True)
        assert "Erase all of this?" in run("erase", ZOE, typed="n\n").succeeded().out
        assert holding(sample.archive.parent, "Farquhar")
        run("erase", ZOE, typed="y\n").succeeded()
        assert holding(sample.archive.parent, "Farquhar") == []
        assert "Nobody in this archive" in run("erase", ZOE).failed(EXIT_REFUSED).err


class TestRetention:
    def test_a_term_is_set_listed_and_applied(self, sample):
        assert "No term is set" in run("retention").succeeded().out
        out = run("retention", "--set-months", "1200").succeeded().out
        assert "kept for 1200 months" in out
        assert "None has been kept for longer" in out
        assert "There was nothing to remove" in run("retention", "--apply").succeeded().out
        assert "from 0" in run("retention", "--set-months", "-1").failed(EXIT_REFUSED).err

    def test_what_is_over_goes(self, sample, monkeypatch):
        run("retention", "--set-months", "1").succeeded()
        monkeypatch.setattr("time.time_ns", lambda: 4_000_000_000_000_000_000)
        listed = run("retention").succeeded().out
        assert "Longbench autumn gathering 2026: " in listed
        assert json.loads(run("retention", "--json").succeeded().out)["over"][0]["notes"] > 50
        applied = run("retention", "--apply").succeeded().out
        assert "The words of these raw notes were removed" in applied
        assert json.loads(run("retention", "--apply", "--json").succeeded().out)["over"] == []


@pytest.mark.parametrize("code", ["archive_missing", "not_writable", "archive_in_use"])
def test_a_backup_that_may_still_hold_it_is_named_with_the_reason(code):
    assert "may still hold it" in backup_told(Backup("/x/y", why=code))


class TestStrangers:
    def test_one_who_came_in_on_the_day_is_forgotten_by_name(self, sample, tmp_path):
        run(
            "keep",
            "halls",
            typed="+Perpetua Quillfeather: has a key and no idea what for\nQuillfeather's key again\n",
        )
        assert holding(sample.archive.parent, "Quillfeather")
        told = run("erase", "Perpetua Quillfeather").succeeded().out
        assert "--yes erases" in told
        run("erase", "perpetua quillfeather", "--also", "Quillfeather", "--yes").succeeded()
        assert holding(sample.archive.parent, "Quillfeather") == []
        assert "has a key and no *idea* what for" in run("search", "idea").succeeded().out
        run("check").succeeded()

    def test_a_name_nobody_was_seated_under_is_nobodys(self, sample):
        assert "Nobody in this archive" in run("erase", "Perpetua Quillfeather").failed(EXIT_REFUSED).err

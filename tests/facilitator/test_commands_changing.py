"""Putting notes right, reporting back, copying and announcing, on the command line."""

import json

import pytest

from facilitator.commands import options
from tests.facilitator.terminal import run

LINES = 'Zoë: the boiler is old and so is the lift\nZoë: mend the periwinkle\n"Nobody asked the urn"\n'


@pytest.fixture
def typed(sample):
    run("keep", "halls", typed=LINES).succeeded()


def history_of(words):
    return run("history", words).succeeded().out


class TestChangingANote:
    @pytest.mark.parametrize(
        ("wanted", "told"),
        [
            (("--words", "the boiler is new"), ": the boiler is new"),
            (("--kind", "decision"), "decision "),
            (("--due", "5 Dec"), "action "),
            (("--owner", "Zoë"), "action "),
            (("--split-before", "and so"), ": and so is the lift"),
            (("--merge", "mend the periwinkle"), "the lift mend the periwinkle"),
            (("--worth-quoting",), "point "),
            (("--speaker", "?"), "point "),
            (("--speaker", "-"), "point "),
            (("--speaker", "Zoë"), "point "),
            (("--delete",), "deleted "),
        ],
    )
    def test_it_says_what_the_note_is_by_now(self, typed, wanted, told):
        assert told in run("change-note", "the boiler is old", *wanted).succeeded().out

    def test_who_said_it_is_in_the_history(self, typed):
        run("change-note", "the boiler is old", "--speaker", "?").succeeded()
        assert "say who said it" in history_of("the boiler is old")

    def test_exact_words_become_a_new_version_and_it_says_so(self, typed):
        ran = run("change-note", "Nobody asked", "--words", "Nobody asked the kettle").succeeded()
        assert "▲ A new version of exact words" in ran.err
        back = run("change-note", "Nobody asked", "--restore", "1").succeeded()
        assert "Nobody asked the urn" in back.out

    def test_undo_takes_it_back(self, typed):
        run("change-note", "the boiler is old", "--delete").succeeded()
        assert "No note on the record" in run("change-note", "the boiler is old", "--delete").failed(1).err
        run("undo").succeeded()
        assert "boiler" in run("search", "boiler").succeeded().out

    @pytest.mark.parametrize("wanted", [(), ("--delete", "--worth-quoting")])
    def test_it_is_changed_in_one_way_at_a_time(self, typed, wanted):
        assert "in one way" in run("change-note", "the boiler", *wanted).failed(options.EXIT_USAGE).err

    @pytest.mark.parametrize(
        ("wanted", "told"),
        [
            (("--speaker", "Nobody Here"), "Nobody in this group"),
            (("--split-before", "no such words"), "nothing to part"),
            (("--words", " "), "Nothing is left"),
            (("--restore", "7"), "not that one"),
            (("--merge", "Nobody asked the urn"), "different people"),
        ],
    )
    def test_what_cannot_be_done_is_said_and_nothing_is_changed(self, typed, wanted, told):
        before = history_of("the boiler is old")
        assert told in run("change-note", "the boiler is old", *wanted).failed(1).err
        assert history_of("the boiler is old") == before


class TestReportingBack:
    def test_notes_are_chosen_in_order_shown_and_left_out(self, typed):
        ran = run("report-back", "halls", "mend the periwinkle", "the boiler is old").succeeded()
        assert ran.out.splitlines()[:2] == [
            "1. mend the periwinkle",
            "2. the boiler is old and so is the lift",
        ]
        told = json.loads(run("report-back", "halls", "--json").succeeded().out)
        assert told["notes"][0]["words"] == "mend the periwinkle"
        assert told["seconds"] == 6
        assert "About 6 seconds" in ran.out
        assert "Nothing was chosen yet" in run("report-back", "halls", "--none").succeeded().out

    def test_nothing_and_something_exclude_each_other(self, typed):
        run("report-back", "halls", "--none", "the boiler").failed(options.EXIT_USAGE)
        assert json.loads(run("report-back", "halls", "--json").succeeded().out)["notes"] == []


class TestCopying:
    def test_what_is_on_the_record_stands_there_beside_another_program(self, typed):
        out = run("copy", "halls").succeeded().out
        assert "- Zoë" in out
        assert "the boiler is old and so is the lift" in out
        assert "“Nobody asked the urn”" in out


class TestAnnouncing:
    def test_who_read_it_out_and_when_is_noted(self, typed):
        ran = run(
            "announce", "halls", "Ottoline Frayne", "--rule", "chatham-house", "--at", "10:05"
        ).succeeded()
        assert ran.out == "Noted: Ottoline Frayne read out ‘Chatham House’ at 10:05.\n"
        assert "Agreed about quoting: Chatham House" in run("show", "autumn").succeeded().out
        assert "Zoë" not in run("copy", "halls").succeeded().out

    def test_without_a_time_it_was_now(self, typed):
        assert "read out" in run("announce", "halls", "Ottoline Frayne").succeeded().out

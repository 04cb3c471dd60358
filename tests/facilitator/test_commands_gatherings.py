import json

import pytest

from facilitator.app import opened
from facilitator.commands import options
from sessions.agenda import PartKind
from sessions.edits import change
from tests.facilitator.terminal import run, start


@pytest.fixture
def spring(blank):
    run("new", "Spring gathering", "--on", "2027-03-04", "--at", "10:00", "--session", "Opening", "--session",
        "Talk", "--group", "Halls").succeeded()  # fmt: skip
    return blank


class TestNew:
    def test_it_says_what_was_made_and_what_to_do_next(self, places):
        ran = run("new", "Spring gathering", "--on", "2027-03-04", "--group", "Halls").succeeded()
        assert "Made: Spring gathering, 2027-03-04" in ran.out
        assert "the network ‘Our network’" in ran.out
        assert "facilitator keep spring-gathering/halls" in ran.out
        assert "kept " in run("keep", "spring-gathering/halls", typed="a line\n").succeeded().out
        assert "the network" not in run("new", "Another").succeeded().out

    def test_where_it_is_said_what_is_agreed_words_are_quoted(self, places, tmp_path):
        run("new", "Supper", "--rule", "on-the-record", "--announced-by", "Joan Treloar").succeeded()
        run("keep", "plenary", typed='"No keys without a dowry, I said."\n').succeeded()
        assert "Agreed about quoting: on the record" in run("show", "supper").succeeded().out
        run("export", "supper", "--to", "md", "--out", tmp_path / "a.md").succeeded()
        assert "No keys without a dowry" in (tmp_path / "a.md").read_text("utf-8")

    def test_undo_takes_back_all_of_it(self, spring):
        assert run("undo").succeeded().out == "Done: undo: make a gathering\n"
        assert "No gatherings yet" in run("list").succeeded().out

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["Spring gathering"], options.EXIT_REFUSED, "already"),
            (["  "], options.EXIT_REFUSED, "needs a title"),
            (["T", "--zone", "Europe/Nowhere"], options.EXIT_REFUSED, "Europe/London"),
            (["T", "--on", "soon"], options.EXIT_USAGE, "soon"),
            (["T", "--rule", "on-the-record"], options.EXIT_USAGE, "go together"),
            (["T", "--announced-by", "Joan Treloar"], options.EXIT_USAGE, "go together"),
            (["T", "--at", "25:00"], options.EXIT_USAGE, "25:00"),
            ([], options.EXIT_USAGE, "TITLE"),
        ],
    )
    def test_what_cannot_be_made_is_said_in_words(self, spring, arguments, code, said):
        before = run("list").out
        assert said in run("new", *arguments).failed(code).err
        assert run("list").out == before


class TestList:
    def test_whoever_has_nothing_yet_is_told_what_to_do(self, places):
        assert run("list").succeeded().out == "No gatherings yet. Make one with ‘facilitator new TITLE’.\n"
        assert run("list", "--json").succeeded().out == ""
        assert not places.archive.exists()

    def test_an_archive_whose_name_was_mistyped_is_said(self, tmp_path):
        ran = run("list", "--archive", tmp_path / "x.facilitator").failed(options.EXIT_WORLD)
        assert "There is no archive at" in ran.err
        assert "facilitator new" in ran.err

    def test_a_line_for_each(self, sample):
        run("new", "Spring gathering", "--on", "2027-03-04").succeeded()
        spring, autumn = run("list").succeeded().out.splitlines()
        assert spring == "2027-03-04  Spring gathering  (1 session, 1 group, 0 notes, 0 documents)"
        assert (
            autumn
            == "2026-11-12  Longbench autumn gathering 2026  (1 session, 5 groups, 91 notes, 1 document)"
        )
        told = [json.loads(line) for line in run("list", "--json").succeeded().out.splitlines()]
        assert [one["title"] for one in told] == ["Spring gathering", "Longbench autumn gathering 2026"]
        assert told[1].keys() == {"id", "title", "dates", "sessions", "groups", "notes", "documents"}

    def test_the_archive_may_be_named_by_a_variable(self, sample, tmp_path, monkeypatch):
        monkeypatch.setenv(options.ARCHIVE_VARIABLE, str(tmp_path / "other.facilitator"))
        run("new", "Elsewhere").succeeded()
        assert "Elsewhere" in run("list").succeeded().out
        assert "Elsewhere" not in run("list", "--archive", sample.archive).succeeded().out


class TestShow:
    def test_the_running_order_has_times(self, sample):
        told = run("show", "autumn").succeeded().out
        assert "  10:00–11:30  Holding the keys (1 h 30)\n" in told
        assert "    10:00–10:15  The fifth hall – Winifred Adjei (15 min)\n" in told
        assert "10:20–10:55  Three conversations (35 min), protected\n" in told
        assert "10:55–11:10  What each group brought back (15 min), begins at a fixed time\n" in told
        assert "Agreed about quoting: named with permission" in told
        assert "Halls and huts (keys/halls): 21 notes kept, 1 unread" in told
        assert "(54 answered)" in told
        assert "Longbench autumn gathering 2026 (write-up)" in told
        assert "▲" not in told

    def test_what_runs_over_says_by_how_much(self, sample):
        with opened(sample) as app:
            with app.archive.reader() as reader:
                part = next(k.record for k in reader.every("part") if k.record.kind is PartKind.BREAKOUTS)
            app.archive.commit([change("part", part.id, length=42)], app.actor, "part.length").result()
        assert "▲ 7 minutes too long" in run("show", "autumn").succeeded().out
        order = json.loads(run("show", "autumn", "--json").out)["occasions"][0]["order"]
        assert [slot["over"] for slot in order if slot["kind"] == "breakouts"] == [7]

    def test_what_is_empty_says_what_to_do(self, spring):
        told = run("show", "spring").succeeded().out
        assert "10:00  Opening (no length yet)" in told
        assert "Halls (talk/halls): no notes yet" in told
        assert "Nobody said what was agreed about quoting" in told
        assert "facilitator export spring-gathering --to pdf" in told

    def test_a_script_has_all_of_it(self, sample):
        told = json.loads(run("show", "autumn", "--json").succeeded().out)
        assert told.keys() == {"id", "title", "theme", "network", "occasions", "groups", "polls", "documents"}
        assert told["network"] == "Longbench"
        assert sum(group["kept"] for group in told["groups"]) == 91
        counted, published = sorted(told["polls"], key=lambda poll: poll["base"])
        assert (counted["unit"], counted["base"]) in {("people", 21), ("permille", 21)}
        assert all(option["figure"] is not None for option in published["options"])

    @pytest.mark.parametrize(
        ("wanted", "said"),
        [("summer", "There is no gathering ‘summer’ in this archive. These are there: ‘Spring gathering’."),
         ("?", "These are there: ‘Spring gathering’")],
    )  # fmt: skip
    def test_what_is_not_there_is_answered_with_what_is(self, spring, wanted, said):
        assert said in run("show", wanted).failed(options.EXIT_REFUSED).err

    def test_several_that_are_meant_are_named(self, spring):
        run("new", "Spring supper").succeeded()
        err = run("show", "spri").failed(options.EXIT_REFUSED).err
        assert "‘Spring gathering’, ‘Spring supper’" in err


def test_what_only_reads_works_while_another_writes(sample):
    process = start("keep", "halls")
    with process:
        process.stdin.write(b"a periwinkle\n")
        process.stdin.flush()
        process.stdout.readline()
        assert "22 notes kept, 2 unread" in run("show", "autumn").succeeded().out
        assert "92 notes" in run("list").succeeded().out
        assert "periwinkle" in run("search", "periwinkle").succeeded().out
        assert "periwinkle" in run("history", "a periwinkle").succeeded().out
        assert run("check").succeeded().out == "The archive is whole.\n"
        for writing in (["new", "Another"], ["export", "autumn", "--to", "md"], ["check", "--repair"]):
            assert "open in another Facilitator" in run(*writing).failed(options.EXIT_IN_USE).err
        process.stdin.close()
        process.wait(timeout=20)

import json
import os
import shutil
import signal
import time

import pytest

from facilitator import paths
from facilitator.app import reading
from facilitator.commands import options
from facilitator.exporting.wording import CHECKING_COPY
from tests.facilitator.terminal import ENDINGS, run, start, text_of

REFUSED = "We were handed a kitchen and a list of reasons why nobody"
TITLE = "Longbench autumn gathering 2026"


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def refused(places, tmp_path):
    """An archive whose refused quotation is to be printed with a name."""
    folder = shutil.copytree(paths.small_sample(), tmp_path / "gathering")
    plan = folder / "gathering.toml"
    plan.write_text(plan.read_text("utf-8").replace('print_as = "anonymous"', 'print_as = "named"'), "utf-8")
    run("build", folder, "--archive", places.archive, "--out", tmp_path / "a.md").failed(options.EXIT_REFUSED)
    return places


def publications(places):
    with reading(places) as reader:
        return [kept.record for kept in reader.every("publication")]


class TestDocuments:
    """Other documents than the write-up, as tables: every format of one file has tests of its own."""

    @pytest.mark.parametrize(
        ("arguments", "called"),
        [
            (["brief", "--session", "keys"], "brief keys"),
            (["running-order"], "running-order"),
            (["running-order", "--for-director"], "running-order for the director"),
            (["read-back", "--group", "halls"], "read-back halls"),
            (["aims"], "aims"),
            (["participants"], "participants"),
            (["draft"], "draft"),
            (["annual-report", "--year", "2025-12"], "annual-report 2025-26"),
        ],
    )
    def test_each_leaves_under_a_name_of_its_own(self, sample, here, arguments, called):
        ran = run("export", "autumn", "--document", *arguments, "--to", "csv", "--json").succeeded()
        told = json.loads(ran.out)
        (folder,) = here.iterdir()
        assert folder.name == f"{TITLE}, {called}"
        assert told["written"] == [str(folder)]
        made = publications(sample)[-1]
        assert made.audience == ("the group" if "--for-director" in arguments else "the public")

    def test_copy_for_the_director_leaves_for_nobody_else(self, sample, here):
        ran = run(
            "export", "autumn", "--document", "running-order", "--for-director", "--audience", "public",
            "--to", "csv",
        ).failed(options.EXIT_REFUSED)  # fmt: skip
        assert "only for whoever runs the day" in ran.err or "--audience group" in ran.err
        assert not list(here.iterdir())

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["brief"], options.EXIT_USAGE, "--session"),
            (["read-back"], options.EXIT_USAGE, "--group"),
            (["aims", "--year", "2026"], options.EXIT_USAGE, "--year"),
            (["aims", "--for-director"], options.EXIT_USAGE, "--for-director"),
            (["draft", "--session", "keys"], options.EXIT_USAGE, "--session"),
            (["brief", "--session", "nowhere"], options.EXIT_REFUSED, "keys"),
            (["read-back", "--group", "nobody"], options.EXIT_REFUSED, "keys/halls"),
            (["annual-report", "--year", "26"], options.EXIT_REFUSED, "2025-09"),
            (["minutes"], options.EXIT_USAGE, "annual-report"),
        ],
    )
    def test_what_it_needs_is_said(self, sample, here, arguments, code, said):
        ran = run("export", "autumn", "--document", *arguments, "--to", "csv").failed(code)
        assert said in ran.err
        assert not list(here.iterdir())


class TestExport:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_the_file_is_called_after_the_gathering(self, sample, here, ending):
        ran = run("export", "autumn", "--to", ending).succeeded()
        file = here / f"{TITLE}.{ending}"
        assert f"Written: {file}" in ran.out
        assert "Not in the draft" in ran.out
        assert TITLE in " ".join(text_of(file).split())
        assert [path.name for path in here.iterdir()] == [file.name]
        made = publications(sample)[-1]
        assert ([one.name for one in made.files], made.audience) == ([file.name], "the public")

    def test_it_is_the_same_file_as_build_makes(self, sample, here):
        run("export", "autumn", "--to", "md", "--out", here / "a.md").succeeded()
        run("build", paths.small_sample(), "--out", here / "b.md").succeeded()
        assert (here / "a.md").read_bytes() == (here / "b.md").read_bytes()

    def test_a_refused_name_stops_it(self, refused, here):
        ran = run("export", "autumn", "--to", "md").failed(options.EXIT_REFUSED)
        assert REFUSED in ran.err
        assert "--leave-out-names" in ran.err
        assert not list(here.iterdir())
        assert not publications(refused)

    def test_without_the_name_it_goes(self, refused, here):
        ran = run("export", "autumn", "--to", "md", "--leave-out-names").succeeded()
        assert "only as much of a name" in ran.err
        assert REFUSED in " ".join(text_of(here / f"{TITLE}.md").split())

    def test_a_script_is_told_what_was_written_and_what_stopped(self, refused, here):
        ran = run("export", "autumn", "--to", "md", "--json").failed(options.EXIT_REFUSED)
        told = json.loads(ran.out)
        assert told.keys() == {"gathering", "written", "stops", "look_at", "left_out"}
        assert told["written"] == []
        (stop,) = told["stops"]
        assert stop["words"].startswith(REFUSED)
        assert (stop["reason"], stop["level"]) == ("refused", "named")
        assert "leave out the name" in stop["remedies"]
        ran = run("export", "autumn", "--to", "md", "--json", "--leave-out-names").succeeded()
        told = json.loads(ran.out)
        assert told.keys() == {"gathering", "written", "stops", "look_at", "left_out"}
        assert told["written"] == [str(here / f"{TITLE}.md")]
        assert told["left_out"] == [{"reason": "gap", "count": 2}]

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_the_copy_for_those_quoted_says_that_it_is_one(self, sample, here, ending):
        run("export", "autumn", "--to", ending, "--audience", "quoted").succeeded()
        (file,) = here.iterdir()
        assert file.name == f"{TITLE}, for checking.{ending}"
        assert CHECKING_COPY in " ".join(text_of(file).split())
        assert publications(sample)[-1].audience == "those quoted, for checking"

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["autumn"], options.EXIT_USAGE, "--to"),
            (["autumn", "--to", "doc"], options.EXIT_USAGE, "pdf"),
            (["autumn", "--to", "md", "--out", "a.pdf"], options.EXIT_USAGE, "does not end in .md"),
            (["autumn", "--to", "md", "--out", "no/a.md"], options.EXIT_WORLD, "is not there"),
            (["autumn", "--to", "md", "--out", "folder.md"], options.EXIT_WORLD, "is a folder"),
            (["spring", "--to", "md"], options.EXIT_REFUSED, TITLE),
            (["autumn", "--to", "md", "--archive", "no.facilitator"], options.EXIT_WORLD, "no archive"),
        ],
    )
    def test_what_cannot_be_written_is_said_in_words(self, sample, here, arguments, code, said):
        (here / "folder.md").mkdir()
        assert said in run("export", *arguments).failed(code).err
        assert [path.name for path in here.iterdir()] == ["folder.md"]

    def test_stopping_by_hand_leaves_no_file(self, sample, here, monkeypatch):
        def stopped(_tree):
            raise KeyboardInterrupt

        before = publications(sample)
        monkeypatch.setattr("facilitator.outputs.write_markdown", stopped)
        ran = run("export", "autumn", "--to", "md").failed(options.EXIT_STOPPED)
        assert "What was kept is safe" in ran.err
        assert not list(here.iterdir())
        assert publications(sample) == before


class TestLargePrint:
    def test_it_is_a_pdf_with_larger_letters_and_the_same_words(self, sample, here):
        run("export", "autumn", "--to", "pdf", "--out", "plain.pdf").succeeded()
        run("export", "autumn", "--to", "pdf", "--large-print", "--out", "large.pdf").succeeded()
        run("build", paths.small_sample(), "--large-print", "--out", "built.pdf").succeeded()
        plain, large, built = ((here / f"{name}.pdf").read_bytes() for name in ("plain", "large", "built"))
        assert large == built != plain

    def test_other_formats_beside_it_are_as_they_always_are(self, sample, here):
        run("build", paths.small_sample(), "--out", "a.md").succeeded()
        run("build", paths.small_sample(), "--large-print", "--out", "b.md", "--out", "b.pdf").succeeded()
        assert (here / "a.md").read_bytes() == (here / "b.md").read_bytes()

    def test_it_needs_a_pdf(self, sample, here):
        told = "--large-print needs a PDF"
        assert told in run("export", "autumn", "--to", "md", "--large-print").failed(options.EXIT_USAGE).err
        refused = run("build", paths.small_sample(), "--large-print", "--out", "a.md")
        assert told in refused.failed(options.EXIT_USAGE).err
        assert not list(here.iterdir())


class TestByTheme:
    def test_it_is_a_document_of_its_own(self, sample, here):
        run("export", "autumn", "--to", "md", "--out", "session.md").succeeded()
        run("export", "autumn", "--to", "md", "--by", "theme", "--out", "theme.md").succeeded()
        assert text_of(here / "session.md") != text_of(here / "theme.md")
        assert "2 documents" in run("list").succeeded().out
        assert len({one.document for one in publications(sample)}) == 2


class TestTables:
    def test_they_are_written_into_a_folder_called_after_the_gathering(self, sample, here):
        assert f"Written: {here / TITLE}" in run("export", "autumn", "--to", "csv").succeeded().out
        assert "polls.csv" in {file.name for file in (here / TITLE).iterdir()}
        assert {one.name for one in publications(sample)[-1].files} == {
            f.name for f in (here / TITLE).iterdir()
        }

    def test_a_folder_that_has_something_in_it_is_left_as_it_was(self, sample, here):
        (here / "mine").mkdir()
        (here / "mine" / "letter").write_text("mine")
        before = publications(sample)
        ran = run("export", "autumn", "--to", "csv", "--out", "mine").failed(options.EXIT_WORLD)
        assert "has something in it" in ran.err
        assert [file.name for file in (here / "mine").iterdir()] == ["letter"]
        assert publications(sample) == before


class TestBuildAsJson:
    def test_what_was_written(self, tmp_path):
        ran = run("build", paths.small_sample(), "--out", tmp_path / "a.md", "--json").succeeded()
        assert json.loads(ran.out)["written"] == [str(tmp_path / "a.md")]

    def test_a_publication_is_recorded_where_an_archive_is_kept(self, places, tmp_path):
        run(
            "build", paths.small_sample(), "--archive", places.archive, "--out", tmp_path / "a.md"
        ).succeeded()
        assert len(publications(places)) == 1
        assert "  publish  (1)" in run("history").succeeded().out


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_stopping_a_build_by_hand_ends_at_once_and_leaves_nothing(places, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    process = start("build", paths.small_sample(), "--out", tmp_path / "a.pdf")
    until = time.monotonic() + 30
    while not list((tmp_path / "scratch").rglob("build.facilitator")) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    with process:
        _, err = process.communicate(timeout=30)
    assert process.returncode == options.EXIT_STOPPED, err
    assert b"What was kept is safe" in err
    assert not list(tmp_path.glob("*.pdf"))
    assert not list((tmp_path / "scratch").iterdir())

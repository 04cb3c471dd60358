import importlib.util
import json
import os
import re
import shutil
import subprocess

import pytest

from facilitator import paths
from facilitator.cli import commands
from facilitator.commands import options
from facilitator.commands.helping import COMPLETE_VARIABLE, SHELLS
from facilitator.commands.manual import Manual, pages
from tests.facilitator.terminal import COMMAND, ROOT, run

MANUALS = {name: command.manual for name, command in commands.commands.items() if hasattr(command, "manual")}


@pytest.fixture(scope="module")
def writer():
    """The script that writes the manual."""
    spec = importlib.util.spec_from_file_location("command_line", ROOT / "packaging" / "command_line.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestManual:
    def test_the_documents_say_what_the_commands_say(self, writer):
        assert writer.DOCUMENT.read_text("utf-8") == writer.markdown(), "run packaging/command_line.py"
        assert writer.MANUAL.read_text("utf-8") == writer.roff(), "run packaging/command_line.py"

    def test_every_command_is_in_them(self, writer):
        for name in commands.commands:
            assert f"\n## {name}\n" in writer.markdown()
            assert f"facilitator {name}".replace("-", "\\-") in writer.roff()

    @pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
    def test_the_manual_page_can_be_set(self, writer):
        done = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", writer.MANUAL], capture_output=True, check=True
        )
        assert not done.stderr, done.stderr.decode()
        assert "off-the-record" in done.stdout.decode().replace("‐", "-")

    @pytest.mark.parametrize("name", MANUALS)
    def test_a_manual_is_whole(self, name):
        manual = MANUALS[name]
        assert isinstance(manual, Manual)
        assert manual.examples
        assert set(manual.exits) <= options.EXITS.keys()
        assert set(manual.see_also) <= commands.commands.keys() - {name}
        for line, _ in manual.examples:
            assert line.split()[0] == name

    @pytest.mark.parametrize("name", MANUALS)
    def test_a_command_that_answers_as_json_names_its_keys(self, name):
        options_of = {parameter.name for parameter in commands.commands[name].params}
        assert bool(MANUALS[name].keys) == ("as_json" in options_of)

    def test_the_archive_can_be_named_everywhere_but_where_there_is_none(self):
        without = {
            name for name, one in commands.commands.items() if "archive" not in {p.name for p in one.params}
        }
        assert without <= {"completion", "demo", "help", "salvage"}

    def test_nothing_is_cut_short(self):
        for page in pages(commands):
            assert not page.summary.endswith("...")
            assert page.summary.endswith(".")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["list"], "list"),
        (["show", "autumn"], "show"),
        (["search", "the"], "search"),
        (["history"], "history"),
        (["history", "halls"], "history"),
        (["check"], "check"),
        (["export", "autumn", "--to", "md"], "export"),
        (["build", paths.small_sample(), "--out", "a.md"], "build"),
    ],
)
def test_every_key_of_an_answer_is_in_the_manual(sample, tmp_path, monkeypatch, arguments, name):
    monkeypatch.chdir(tmp_path)
    out = run(*arguments, "--json").succeeded().out
    answers = (
        [json.loads(line) for line in out.splitlines()] if name in {"list", "history"} else [json.loads(out)]
    )
    said = set(re.findall(r"\w+", " ".join(f"{key} {told}" for key, told in MANUALS[name].keys)))
    assert answers
    assert {key for answer in answers for key in keys_in(answer)} <= said


def keys_in(answer):
    """Return the keys of an answer and of what is listed in it, but not of values that are records."""
    found = set(answer)
    for name, value in answer.items():
        if isinstance(value, list) and name != "fields":
            found |= {key for one in value if isinstance(one, dict) for key in keys_in(one)}
        elif name == "fields":
            found |= {key for one in value for key in one}
    return found


class TestHelp:
    def test_it_shows_what_help_of_the_command_shows(self):
        told = run("help", "export").succeeded().out
        for part in (
            "Usage: facilitator export",
            "Reads",
            "Writes",
            "Exit codes:",
            "Examples:",
            "See also:",
            "JSON:",
        ):
            assert part in told
        assert told == run("export", "--help").succeeded().out

    def test_without_a_command_it_lists_them(self):
        assert run("help").succeeded().out == run("--help").succeeded().out

    def test_a_command_there_is_not(self):
        assert "There is no command ‘exprot’" in run("help", "exprot").failed(options.EXIT_USAGE).err


def completed(*words):
    """Return what a shell would offer for the last of some words, asked as bash asks."""
    told = subprocess.run(
        COMMAND,
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={
            **os.environ,
            COMPLETE_VARIABLE: "bash_complete",
            "COMP_WORDS": " ".join(("facilitator", *words)),
            "COMP_CWORD": str(len(words)),
        },
    )
    assert not told.stderr, told.stderr.decode()
    return [line.partition(",")[2] for line in told.stdout.decode().splitlines() if line]


class TestCompletion:
    @pytest.mark.parametrize("shell", SHELLS)
    def test_a_shell_gets_its_script(self, shell):
        out = run("completion", shell).succeeded().out
        assert COMPLETE_VARIABLE in out
        assert f"{shell}_complete" in out

    def test_another_shell_is_not_known(self):
        assert "fish" in run("completion", "csh").failed(options.EXIT_USAGE).err

    @pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
    def test_the_script_is_one(self):
        script = run("completion", "bash").succeeded().out
        subprocess.run(["bash", "-n"], input=script.encode(), check=True)

    def test_what_the_archive_holds_is_completed(self, sample):
        assert completed("show", "LONG") == ["longbench-autumn-gathering-2026"]
        run("show", "longbench-autumn-gathering-2026").succeeded()
        assert completed("keep", "h") == ["halls"]
        assert completed("search", "--strand", "k") == ["KH"]
        assert completed("search", "--said-by", "zo") == ["Zoë Farquhar"]
        assert completed("help", "exp") == ["export"]
        assert completed("search", "--kind", "key") == ["key-message"]

    def test_another_archive_may_be_named(self, sample, tmp_path):
        run("new", "Elsewhere", "--archive", tmp_path / "other.facilitator").succeeded()
        assert completed("show", "--archive", str(tmp_path / "other.facilitator"), "") == ["elsewhere"]

    def test_where_there_is_none_nothing_is_said_and_none_is_made(self, places):
        assert completed("show", "") == []
        assert not places.archive.exists()

    def test_a_file_that_is_none_is_passed_over_in_silence(self, tmp_path):
        (tmp_path / "letter").write_text("a letter to my aunt" * 300)
        assert completed("show", "--archive", str(tmp_path / "letter"), "") == []

import json
import logging
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator import paths
from facilitator.app import actor, opened, reading
from facilitator.commands import options
from tests.facilitator.terminal import COMMAND, ENDINGS, ROOT, outs, run, start, text_of

UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
REFUSED = "We were handed a kitchen and a list of reasons why nobody"


def flat(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(paths.small_sample(), tmp_path / "gathering")


@pytest.fixture
def refused(folder):
    """A folder whose refused quotation is to be printed with a name."""
    change(folder / "gathering.toml", 'print_as = "anonymous"', 'print_as = "named"')
    return folder


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


class TestBuild:
    def test_all_three_formats_are_written_and_no_id_is_in_them(self, tmp_path):
        files, arguments = outs(tmp_path)
        ran = run("build", paths.small_sample(), *arguments).succeeded()
        assert [f"Written: {file}" for file in files] == re.findall(r"Written: .*", ran.out)
        assert "91 notes, and 2 off the record" in ran.out
        for file in files:
            assert not UUID.search(file.read_bytes())
            assert not UUID.search(text_of(file).encode())
            assert "Longbench autumn gathering 2026" in flat(text_of(file))

    def test_nothing_is_left_behind_without_an_archive(self, tmp_path, places, monkeypatch):
        (tmp_path / "scratch").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
        run("build", paths.small_sample(), "--out", tmp_path / "a.md").succeeded()
        assert not list((tmp_path / "scratch").iterdir())
        assert not places.archive.exists()

    def test_demo_twice_adds_nothing_and_makes_the_same_document(self, places):
        first = run("demo").succeeded()
        pdf = (places.sample / "write-up.pdf").read_bytes()
        history = run("history", "--archive", places.sample / "sample.facilitator").succeeded().out
        second = run("demo").succeeded()
        assert "in the archive already" in second.out
        assert "in the archive already" not in first.out
        assert (places.sample / "write-up.pdf").read_bytes() == pdf
        assert run("history", "--archive", places.sample / "sample.facilitator").out == history

    def test_demo_where_nobody_may_write(self, tmp_path):
        (tmp_path / "file").write_text("")
        ran = run("demo", "--out", tmp_path / "file" / "below").failed(options.EXIT_WORLD)
        assert str(tmp_path / "file") in ran.err
        assert (tmp_path / "file").read_text() == ""

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_a_refused_name_stops_every_format(self, refused, tmp_path, ending):
        new, old = tmp_path / f"new.{ending}", tmp_path / f"old.{ending}"
        old.write_bytes(b"as it was")
        ran = run("build", refused, "--out", new, "--out", old).failed(options.EXIT_REFUSED)
        assert REFUSED in ran.err
        assert "its speaker said no to that" in ran.err
        assert "leave out the name" in ran.err
        assert "--leave-out-names" in ran.err
        assert "No file was made or changed" in ran.err
        assert not new.exists()
        assert old.read_bytes() == b"as it was"

    def test_without_the_names_all_are_written(self, refused, tmp_path):
        files, arguments = outs(tmp_path)
        run("build", refused, *arguments, "--leave-out-names").succeeded()
        for file in files:
            text = flat(text_of(file))
            assert REFUSED in text
            _, beside = text.split(REFUSED, 1)
            assert not re.search(
                "Colin|Brathwaite|Kettle Street", text.split(REFUSED)[0][-200:] + beside[:200]
            )

    def test_where_no_ground_rule_was_announced_nothing_is_quoted(self, folder, tmp_path):
        change(folder / "gathering.toml", 'announced_by = "Joan Treloar"\n', "")
        change(folder / "gathering.toml", "announced_at = 10:04:00\n", "")
        files, arguments = outs(tmp_path)
        ran = run("build", folder, *arguments).succeeded()
        assert "▲ gathering.toml" in ran.err
        assert "nobody said what was agreed about quoting" in ran.out
        with opened(paths.places(), tmp_path / "other.facilitator") as app:
            app.folders.take(folder)
            with app.archive.reader() as reader:
                verbatim = [words for kept in reader.every("note") for words in kept.record.verbatim]
        assert len(verbatim) > 20
        for file in files:
            text = flat(text_of(file))
            assert "No keys without a dowry" in text
            assert not [
                words for words in verbatim if len(words.split()) > 3 and " ".join(words.split()) in text
            ]


class TestKeep:
    def test_every_line_is_answered(self, sample):
        typed = (
            "Zoë: first\n\n... second\n+Ann Lee\ns/first/zeroth/\n?\ns/nowhere/x/\nlast one without an end"
        )
        said = run("keep", "halls", typed=typed).succeeded().out.splitlines()
        shapes = ["kept .* point .*", "kept .* point .*", "here too: Ann Lee", "mended .*: first → zeroth",
                  ".* quote .*", "no line here .*", "kept .*"]  # fmt: skip
        assert len(said) == len(shapes)
        assert all(re.fullmatch(shape, line) for shape, line in zip(shapes, said, strict=True))

    def test_what_is_off_the_record_is_not_repeated(self, sample):
        ran = run(
            "keep", "halls", typed="nobody may read this -x\ns/nobody/nobody else/\ns/not there/x/\n"
        ).succeeded()
        assert "off the record" in ran.out
        assert "nobody" not in ran.out + ran.err
        assert "not there" not in ran.out + ran.err

    def test_an_unknown_group_is_answered_with_those_there_are(self, sample):
        assert "chat, halls, plenary" in run("keep", "hals").failed(options.EXIT_REFUSED).err

    def test_a_line_that_cannot_be_kept_stops_no_other(self, sample):
        ran = run("keep", "halls", typed=f"first\n{'x' * 70_000}\nthird\n").failed(options.EXIT_REFUSED)
        assert "line 2: This was not kept: it is too long" in ran.err
        assert ran.out.count("kept ") == 2

    def test_characters_that_no_one_can_see_are_replaced_and_said(self, sample):
        ran = run("keep", "halls", typed="\ufeffbell\x07\n").succeeded()
        assert "line 1" in ran.err
        with reading(sample) as reader:
            assert "bell�" in {kept.record.words for kept in reader.every("note")}

    def test_stopping_by_hand_says_that_all_is_safe(self, sample):
        process = start("keep", "halls")
        with process:
            process.stdin.write(b"one line\n")
            process.stdin.flush()
            assert process.stdout.readline().startswith(b"kept ")
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=20)
        assert "What was kept is safe" in err.decode()
        assert process.returncode == 130


class TestBadInput:
    @pytest.fixture
    def archive(self, tmp_path):
        return tmp_path / "my.facilitator"

    def gatherings(self, places, archive):
        with reading(places, archive) as reader:
            return list(reader.every("gathering"))

    def test_a_broken_file_is_named_with_its_line_and_what_to_do(self, folder, archive, tmp_path, places):
        change(folder / "gathering.toml", 'note_taker = "Yemi Adekunle"', 'note_taker = "Yemi Adekunl"')
        ran = run("build", folder, "--archive", archive, "--out", tmp_path / "a.md").failed(
            options.EXIT_BAD_INPUT
        )
        assert re.search(r"■ gathering\.toml, line \d+: .*Did you mean ‘Yemi Adekunle’\?", ran.err)
        assert "everything is as it was" in ran.err
        assert not self.gatherings(places, archive)
        assert not (tmp_path / "a.md").exists()

    def test_a_folder_that_is_not_there(self, tmp_path):
        ran = run("build", tmp_path / "nowhere", "--out", tmp_path / "a.md").failed(options.EXIT_WORLD)
        assert "gathering.toml" in ran.err

    @pytest.mark.parametrize(
        ("out", "said"),
        [("a.odt", ".pdf, .html, .md, .docx, .txt"), ("no/a.md", "not there"), ("dir.md", "is a folder")],
    )
    def test_a_file_that_cannot_be_written_leaves_all_as_it_was(self, archive, tmp_path, out, said):
        (tmp_path / "dir.md").mkdir()
        ran = run(
            "build",
            paths.small_sample(),
            "--archive",
            archive,
            "--out",
            tmp_path / "a.md",
            "--out",
            tmp_path / out,
        ).failed(options.EXIT_WORLD)
        assert said in ran.err
        assert not (tmp_path / "a.md").exists()
        assert not archive.exists()

    @pytest.mark.parametrize(
        "verb", [["build", paths.small_sample(), "--out", "a.md"], ["history"], ["undo"]]
    )
    def test_a_file_that_is_no_archive_is_left_alone(self, archive, tmp_path, monkeypatch, verb):
        monkeypatch.chdir(tmp_path)
        archive.write_text("a letter to my aunt, which is no archive and long enough to be looked at" * 20)
        before = archive.read_bytes()
        assert "left as it was" in run(*verb, "--archive", archive).failed(options.EXIT_WORLD).err
        assert archive.read_bytes() == before
        assert not (tmp_path / "a.md").exists()

    @pytest.mark.parametrize(
        "verb",
        [
            ["undo"],
            ["redo"],
            ["check"],
            ["history"],
            ["keep", "halls"],
            ["backup", "b"],
            ["off-the-record", "x"],
        ],
    )
    def test_no_verb_makes_an_archive_whose_name_was_mistyped(self, archive, verb):
        assert "There is no archive at" in run(*verb, "--archive", archive).failed(options.EXIT_WORLD).err
        assert not archive.exists()

    def test_an_archive_that_is_in_use_can_still_be_read(self, sample):
        process = start("keep", "halls")
        with process:
            process.stdin.write(b"one line\n")
            process.stdin.flush()
            process.stdout.readline()
            assert "open in another Facilitator" in run("undo").failed(options.EXIT_IN_USE).err
            assert "keep a note" in run("history").succeeded().out
            process.stdin.close()
            process.wait(timeout=20)

    def test_a_home_that_is_a_file(self, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("")
        monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "file"))
        ran = run("build", paths.small_sample(), "--out", tmp_path / "a.md").failed(options.EXIT_WORLD)
        assert str(tmp_path / "file") in ran.err
        assert not (tmp_path / "a.md").exists()

    @pytest.mark.skipif(os.name != "posix" or not shutil.which("setpriv"), reason="needs another user")
    def test_an_archive_that_is_only_to_be_read(self, sample, tmp_path):
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        sample.archive.chmod(0o444)
        before = sample.archive.read_bytes()
        run("undo").failed(options.EXIT_WORLD)
        assert sample.archive.read_bytes() == before

    @pytest.mark.allows_log
    def test_a_bug_is_logged_without_anybodys_words(self, sample, monkeypatch):
        def fail(_text, _roster):
            raise ValueError(f"cannot understand {_text!r}")

        monkeypatch.setattr("facilitator.capture.parse_line", fail)
        monkeypatch.setattr(logging.getLogger("facilitator"), "propagate", False)
        ran = run("keep", "halls", typed="the secret of the urn\n").failed(options.EXIT_BUG)
        assert "what was kept is safe" in ran.err
        assert str(sample.log) in ran.err
        log = sample.log.read_text("utf-8")
        assert "Traceback" in log or "capture.py" in log
        assert "ValueError" in log
        assert "secret" not in log + ran.err + ran.out

    def test_help_and_version(self):
        assert "off-the-record" in run("--help").succeeded().out
        assert re.search(r"\d+\.\d+", run("--version").succeeded().out)
        run("nonsense").failed(2)


class TestTheOthers:
    def test_undo_and_redo_say_what_they_did(self, sample):
        assert "There is nothing to take back." in run("undo").failed(options.EXIT_REFUSED).err
        run("keep", "halls", typed="a line\n")
        assert run("undo").succeeded().out == "Done: undo: keep a note\n"
        assert run("redo").succeeded().out == "Done: redo: keep a note\n"
        assert "nothing to do again" in run("redo").failed(options.EXIT_REFUSED).err

    def test_history_names_acts_and_as_json_every_line_parses(self, sample):
        run("keep", "halls", typed="a line\nnobody may read this -x\n")
        assert "take in a folder" in run("history").succeeded().out
        assert len(run("history", "--last", "2").succeeded().out.splitlines()) == 2
        told = [
            json.loads(line) for line in run("history", "--json", "--last", "0").succeeded().out.splitlines()
        ]
        assert told[0]["act"] == "keep a note"
        assert told[0]["ops"] == []
        assert "nobody may read" not in json.dumps(told)
        assert "price their own estate" not in json.dumps(told, ensure_ascii=False)
        run("history", "--last", "-1").failed(2)

    def test_backup_is_whole_and_overwrites_nothing(self, sample, tmp_path):
        target = tmp_path / "b.facilitator"
        assert str(target) in run("backup", target).succeeded().out
        assert "is there already" in run("backup", target).failed(options.EXIT_WORLD).err
        assert "is not there" in run("backup", tmp_path / "no" / "b").failed(options.EXIT_WORLD).err
        assert run("check", "--archive", target).succeeded().out == "The archive is whole.\n"

    def test_check_finds_damage_and_repairs_it(self, sample):
        connection = sqlite.connect(str(sample.archive))
        with connection:
            connection.execute("UPDATE note SET words = 'something else' WHERE n = 3")
        connection.close()
        ran = run("check")
        assert ran.code == options.EXIT_REFUSED
        assert "■ A note" in ran.out
        assert "--repair" in ran.out
        assert run("check", "--repair").succeeded().out.endswith("The archive is whole.\n")

    def test_a_person_keeps_one_id_and_a_broken_file_gives_a_new_one(self, places):
        first = actor(places)
        assert actor(places) == first
        places.actor.write_text("")
        assert len(actor(places)) == len(first)

    def test_a_terminal_that_lacks_letters_stops_nothing(self, sample):
        done = subprocess.run(
            [*COMMAND, "keep", "nowhere"],
            cwd=ROOT, capture_output=True, check=False, input=b"",
            env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
        )  # fmt: skip
        assert done.returncode == options.EXIT_REFUSED
        assert b"There is no group ?nowhere?" in done.stderr

    def test_the_real_command_builds(self, tmp_path):
        target = Path(tmp_path / "a.md")
        done = subprocess.run(
            [*COMMAND, "build", str(paths.small_sample()), "--out", str(target)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert target.read_text("utf-8").startswith("#")

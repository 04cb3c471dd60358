"""The parts of dev.py that decide; what they decide is proven by running it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import dev
from tests.facilitator.exporting.verapdf import JARS, JAXB


def no_other(command: Sequence[str]) -> bool:
    return False


@pytest.mark.parametrize("version", dev.PYTHONS)
def test_running_python_is_kept_when_it_will_do(version: tuple[int, int]) -> None:
    assert dev.choose_python(version, "/here/python3", no_other) == ("/here/python3",)


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_another_python_is_found_when_it_really_works(version: tuple[int, int]) -> None:
    def only_3_12(command: Sequence[str]) -> bool:
        return command[0] == "python3.12"

    assert dev.choose_python(version, "python3", only_3_12) == ("python3.12",)


def test_without_a_python_the_sentence_names_what_to_install() -> None:
    with pytest.raises(dev.StopError, match=r"needs Python 3\.11, 3\.12, 3\.13; this is Python 3\.10"):
        dev.choose_python((3, 10), "python3", no_other)


def test_a_shim_that_fails_does_not_work(tmp_path: Path) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n", "utf-8")
    shim.chmod(0o755)
    assert not dev.works([str(shim), "--version"])
    assert not dev.works([str(tmp_path / "absent")])
    assert dev.works([dev.BASE_PYTHON, "--version"])


def project(root: Path) -> Path:
    root.mkdir()
    for name in (dev.LOCK, dev.DEV_LOCK, "pyproject.toml"):
        (root / name).write_text(name, "utf-8")
    return root


@pytest.mark.parametrize("name", [dev.LOCK, dev.DEV_LOCK, "pyproject.toml"])
def test_stamp_follows_each_file(tmp_path: Path, name: str) -> None:
    root = project(tmp_path / "a place with spaces")
    before = dev.stamp_of(root, (3, 11))
    assert dev.stamp_of(root, (3, 11)) == before
    (root / name).write_text("changed", "utf-8")
    assert dev.stamp_of(root, (3, 11)) != before


def test_stamp_follows_python_and_place(tmp_path: Path) -> None:
    here, there = project(tmp_path / "here"), project(tmp_path / "there")
    stamps = {dev.stamp_of(here, (3, 11)), dev.stamp_of(here, (3, 12)), dev.stamp_of(there, (3, 11))}
    assert len(stamps) == 3


def made(folder: Path, wanted: str) -> dev.Environment:
    environment = dev.Environment(folder, wanted)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    return environment


def test_environment_is_ready_only_when_finished(tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    assert dev.Environment(folder, "one").state() == "none"
    environment = made(folder, "one")
    assert environment.state() == "half-made"
    environment.finish()
    assert environment.state() == "ready"
    assert dev.Environment(folder, "two").state() == "outdated"
    environment.python.unlink()
    assert environment.state() == "half-made"


def test_stamp_of_what_stands_apart_follows_its_own_lock_alone(tmp_path: Path) -> None:
    root = project(tmp_path / "here")
    lock = dev.APART["gate"]
    (root / lock).write_text("one", "utf-8")
    before = dev.stamp_of(root, (3, 11), (lock,))
    (root / dev.LOCK).write_text("changed", "utf-8")
    assert dev.stamp_of(root, (3, 11), (lock,)) == before
    (root / lock).write_text("two", "utf-8")
    assert dev.stamp_of(root, (3, 11), (lock,)) != before


def test_environment_that_is_ready_is_left_alone(tmp_path: Path) -> None:
    environment = made(tmp_path / ".gate", "one")
    environment.finish()
    before = environment.stamp.stat().st_mtime_ns
    assert dev.provide(environment, "no-such-lock.txt") == environment.python
    assert environment.stamp.stat().st_mtime_ns == before


def test_cleared_environment_is_gone(tmp_path: Path) -> None:
    environment = made(tmp_path / ".venv", "one")
    environment.finish()
    environment.clear()
    assert environment.state() == "none"


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ({"ID": "debian"}, True),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, True),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, True),
        ({"ID": "fedora"}, False),
        ({}, False),
    ],
)
def test_debian_and_its_children_are_known(release: dict[str, str], expected: bool) -> None:
    assert dev.is_debian_like(release) is expected


def test_on_debian_the_exact_line_is_given() -> None:
    sentence = dev.how_to_install(["pdftotext"], ["poppler-utils"], debian_like=True)
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends poppler-utils" in sentence


def test_elsewhere_the_missing_command_is_named() -> None:
    sentence = dev.how_to_install(["pdftotext"], ["poppler-utils"], debian_like=False)
    assert "Missing on this computer: pdftotext." in sentence
    assert "apt-get" not in sentence


def test_commands_and_libraries_are_looked_for() -> None:
    assert not dev.is_present("no-such-command-anywhere")
    assert not dev.is_present("libnosuchlibrary.so.9")


def test_files_are_looked_for_in_their_place(tmp_path: Path) -> None:
    jar = tmp_path / "a.jar"
    assert not dev.is_present(str(jar))
    jar.touch()
    assert dev.is_present(str(jar))


def test_what_is_missing_and_cannot_be_installed_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(dev.StopError, match=r"Missing on this computer: soffice\."):
        dev.install_system(["soffice"], ["libreoffice-writer-nogui"])


def test_what_the_gate_needs_is_there_before_ci_begins() -> None:
    gate, ci = ({need for need in dev.SYSTEM_NEEDS if verb in need.verbs} for verb in ("gate", "ci"))
    assert {"java", "soffice", "pdfinfo", "pdftotext"} < {need.what for need in gate}
    assert gate < ci


def test_every_jar_that_verapdf_reads_with_is_needed() -> None:
    needed = {need.what for need in dev.SYSTEM_NEEDS if "gate" in need.verbs}
    assert {str(JARS / f"{name}.jar") for name in JAXB} <= needed


def test_longest_files_and_functions_come_first(tmp_path: Path) -> None:
    (tmp_path / "dev.py").write_text("x = 1\n", "utf-8")
    folder = tmp_path / "sessions" / "deep"
    folder.mkdir(parents=True)
    text = "class A:\n    async def long(self):\n        x = 1\n        return x\n\ndef short(): ...\n"
    (folder / "a.py").write_text(text, "utf-8")
    files, functions = dev.lengths(tmp_path, ("dev.py", "sessions", "absent"))
    assert files == [(6, "sessions/deep/a.py"), (1, "dev.py")]
    assert functions == [(3, "sessions/deep/a.py:2 long"), (1, "sessions/deep/a.py:6 short")]


def test_only_what_is_over_the_limit_is_too_long() -> None:
    found = [dev.Length(61, "a.py:1 f"), dev.Length(60, "b.py:1 g")]
    assert dev.too_long(found, 60) == ["a.py:1 f: 61 lines, over 60: split it"]


def test_too_long_a_function_fails_in_the_source_and_warns_in_tests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    function = "def f():\n" + "    x = 1\n" * dev.LONGEST_FUNCTION
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text(function, "utf-8")
    dev.check_lengths(tmp_path)
    assert "(only a warning) tests/test_a.py:1 f: 61 lines" in capsys.readouterr().out
    (tmp_path / "dev.py").write_text(function, "utf-8")
    with pytest.raises(dev.StopError, match=r"^dev\.py:1 f: 61 lines"):
        dev.check_lengths(tmp_path)


def test_a_failing_step_stops_with_its_exit_code() -> None:
    with pytest.raises(dev.StopError) as caught:
        dev.run("Trying", [dev.BASE_PYTHON, "-c", "raise SystemExit(75)"])
    assert caught.value.code == 75


@pytest.mark.parametrize(("argv", "code"), [([], 2), (["no-such-verb"], 2), (["--help"], 0)])
def test_usage_is_shown(argv: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(argv) == code
    assert "python3 dev.py test" in capsys.readouterr().out


def test_arguments_are_not_ignored_in_silence() -> None:
    assert dev.main(["check", "--fix"]) == 2


def test_locks_name_no_address() -> None:
    for name in (dev.LOCK, dev.DEV_LOCK, *dev.APART.values()):
        assert "://" not in (dev.ROOT / name).read_text("utf-8")

"""Getting an archive back on the command line."""

import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator import paths
from facilitator.app import reading
from facilitator.archive.daily import Shelf
from facilitator.commands import options, recovering
from facilitator.paths import Places
from facilitator.recovery import Salvaged
from tests.facilitator.archive.lasting import fill, small_disk
from tests.facilitator.terminal import run


def altered(path: Path, statement: str) -> None:
    connection = sqlite.connect(str(path))
    with connection:
        connection.execute(statement)
    connection.close()


def words_in(places: Places) -> list[str]:
    with reading(places) as reader:
        return [kept.record.words for kept in reader.every("note")]


def check_refused() -> str:
    """Return what a check says of damage: on the output, for it is what was asked for."""
    ran = run("check")
    assert ran.code == options.EXIT_REFUSED
    return ran.out


class TestRestore:
    def test_todays_automatic_backup_is_put_back(self, sample: Places) -> None:
        run("keep", "halls", typed="Kept and backed up\n").succeeded()
        before = words_in(sample)
        (backup, *_) = Shelf(sample.archive).copies()
        sample.archive.unlink()
        ran = run("restore", backup).succeeded()
        assert ran.out == f"Restored: {sample.archive}\n"
        assert words_in(sample) == before
        assert before[-1] == "Kept and backed up"
        assert run("check").succeeded().out == "The archive is whole.\n"
        assert "nothing to take back" in run("undo").failed(options.EXIT_REFUSED).err

    def test_nothing_is_replaced_unless_asked_and_then_put_aside(
        self, sample: Places, tmp_path: Path
    ) -> None:
        target = tmp_path / "b.facilitator"
        run("backup", target).succeeded()
        run("keep", "halls", typed="Kept after the backup\n").succeeded()
        assert "--replace" in run("restore", target).failed(options.EXIT_WORLD).err
        assert words_in(sample)[-1] == "Kept after the backup"
        ran = run("restore", target, "--replace").succeeded()
        assert str(sample.archive) + ".before-restore" in ran.out
        assert "Kept after the backup" not in words_in(sample)

    def test_what_is_no_backup_is_refused(self, sample: Places, tmp_path: Path) -> None:
        before = sample.archive.read_bytes()
        assert "no backup" in run("restore", tmp_path / "none", "--replace").failed(options.EXIT_WORLD).err
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear all,\n" * 500)
        assert "salvage" in run("restore", letter, "--replace").failed(options.EXIT_WORLD).err
        assert "archive itself" in run("restore", sample.archive, "--replace").failed(options.EXIT_WORLD).err
        assert sample.archive.read_bytes() == before

    def test_an_automatic_name_is_not_for_backups_by_hand(self, sample: Places) -> None:
        name = Shelf(sample.archive).folder / "archive-2020-01-01.facilitator"
        assert "automatic backups" in run("backup", name).failed(options.EXIT_WORLD).err


class TestSalvage:
    def test_a_truncated_archive_is_told_how_to_be_saved(self, sample: Places, tmp_path: Path) -> None:
        run("keep", "halls", typed="One more line\n").succeeded()
        (newest, *_) = Shelf(sample.archive).copies()
        content = sample.archive.read_bytes()
        sample.archive.write_bytes(content[: len(content) * 3 // 4])
        for command in (["check"], ["history"], ["keep", "halls"]):
            told = run(*command).failed(options.EXIT_WORLD).err
            assert "‘facilitator salvage’" in told
            assert f"The newest automatic backup is {newest}." in told
        target = tmp_path / "saved.facilitator"
        ran = run("salvage", sample.archive, target).succeeded()
        assert "Saved: " in ran.out
        assert str(target) in ran.out
        run("check", "--archive", target).succeeded()
        assert sample.archive.read_bytes() == content[: len(content) * 3 // 4]
        assert "is there already" in run("salvage", sample.archive, target).failed(options.EXIT_WORLD).err

    def test_a_whole_archive(self, sample: Places, tmp_path: Path) -> None:
        ran = run("salvage", sample.archive, tmp_path / "saved.facilitator").succeeded()
        assert "no trace of anything that was lost" in ran.out

    def test_nothing_can_be_had_of_a_letter(self, tmp_path: Path) -> None:
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear all,\n" * 500)
        told = run("salvage", letter, tmp_path / "saved.facilitator").failed(options.EXIT_WORLD).err
        assert "Nothing of an archive can be read" in told
        assert not (tmp_path / "saved.facilitator").exists()

    def test_numbers_agree(self) -> None:
        one = list(recovering.told_of_salvage(Salvaged(Path("x"), 1, 1, 1, 0, 1, 1)))
        assert one[0] == "Saved: 1 note, 1 change, 1 entry of the journal"
        assert "(notes: 1, changes: 0, entries of the journal: 1)" in one[1]


class TestCheck:
    def test_what_repair_mends_is_told(self, sample: Places) -> None:
        altered(sample.archive, "UPDATE note SET words = 'something else' WHERE n IN (3, 4)")
        told = check_refused()
        assert "2 faults are in what is written from the journal" in told
        assert "no repair" not in told
        assert run("check", "--repair").succeeded().out == "The archive is whole.\n"

    def test_what_repair_cannot_mend_is_told_with_the_way_out(self, sample: Places) -> None:
        altered(sample.archive, "UPDATE op SET value = '{' WHERE kind = 'person' AND n < 40")
        told = check_refused()
        assert "which no repair can mend" in told
        assert "‘facilitator salvage’" in told
        (newest,) = Shelf(sample.archive).copies()
        assert str(newest) in told
        newest.unlink()
        assert "‘facilitator restore’" not in check_refused()


class TestFullDisk:
    def test_what_is_typed_is_kept_and_the_full_disk_is_told_once(
        self, sample: Places, tmp_path: Path
    ) -> None:
        with small_disk(tmp_path / "disk", 30) as disk:
            archive = disk / "one.facilitator"
            shutil.copy(sample.archive, archive)
            run("undo", "--archive", archive).failed(options.EXIT_REFUSED)
            fill(disk)
            typed = "".join(f"Line {n} {'of many words ' * 100}\n" for n in range(20))
            ran = run("keep", "halls", "--archive", archive, typed=typed).succeeded()
            assert ran.err.count("it took the room that was held back") == 1
            (disk / "ballast").unlink()
            with reading(sample, archive) as reader:
                kept = [one.record.words for one in reader.every("note")]
            assert len([words for words in kept if "of many words" in words]) == 20


class TestThrownAway:
    def test_build_without_an_archive_leaves_no_backup_and_no_reserve(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "scratch").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
        run("build", paths.small_sample(), "--out", tmp_path / "a.md").succeeded()
        assert not list((tmp_path / "scratch").iterdir())

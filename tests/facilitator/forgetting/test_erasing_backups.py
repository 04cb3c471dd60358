"""Backups the app made lose whoever is forgotten, or are named."""

import shutil
from pathlib import Path

from sqlalchemy import insert

from facilitator.archive.archive import Archive
from facilitator.archive.tables import BACKUPS
from sessions.edits import change
from sessions.notes import Note
from sessions.people import Person
from tests.facilitator.archive.world import opened
from tests.facilitator.forgetting.looking import damage, forgetting, standing
from tests.facilitator.forgetting.town import (
    AMAL,
    CANARIES,
    IVY,
    NAME,
    files_below,
    holding,
    made,
    settle,
)

OLD = Path(__file__).resolve().parents[2] / "old_archives" / "0001.facilitator"


class TestBackupsThatCannotBeRewritten:
    def test_they_are_named_as_still_holding(self, town: Archive, tmp_path: Path) -> None:
        for name in ("gone", "hurt", "open", "clean"):
            town.backup(tmp_path / f"{name}.facilitator").result(20)
        (tmp_path / "gone.facilitator").unlink()
        (tmp_path / "hurt.facilitator").write_bytes(b"no archive at all")
        with opened(tmp_path, "open", seed=5):
            erased = forgetting(town).erase(IVY)
        why = {Path(backup.path).stem: backup.why for backup in erased.backups}
        assert why == {
            "gone": "archive_missing",
            "hurt": "archive_unreadable",
            "open": "archive_in_use",
            "clean": "",
        }
        assert (tmp_path / "hurt.facilitator").read_bytes() == b"no archive at all"

    def test_one_that_is_written_meanwhile_is_rewritten_too(self, town: Archive, tmp_path: Path) -> None:
        town.backup(tmp_path / "first.facilitator").result(20)

        def write_another(done: int, total: int) -> None:
            if done == total - 1 and not (tmp_path / "second.facilitator").exists():
                town.backup(tmp_path / "second.facilitator").result(20)

        erased = forgetting(town).erase(IVY, progress=write_another)
        assert [Path(one.path).stem for one in erased.backups] == ["first", "second"]
        assert holding(tmp_path, *CANARIES) == []

    def test_one_with_a_log_beside_it_keeps_what_is_in_the_log(self, town: Archive, tmp_path: Path) -> None:
        town.backup(tmp_path / "before.facilitator").result(20)
        kept = tmp_path / "kept"
        kept.mkdir()
        with opened(tmp_path, "before", seed=6) as backup:
            edits = made(Note("late", "g1", "kept last"), Note("named", "g1", f"{NAME} kept last"))
            backup.commit(edits, AMAL, "x").result(10)
            for name in ("before.facilitator", "before.facilitator-wal"):
                shutil.copy(tmp_path / name, kept / name)
        assert holding(kept, "kept last") == ["before.facilitator-wal: kept last"]
        row = {"path": str(kept / "before.facilitator"), "at": 1}
        town._writer.do(lambda connection: connection.execute(insert(BACKUPS), row)).result(10)
        assert [one.is_rewritten for one in forgetting(town).erase(IVY).backups] == [True, True]
        assert holding(tmp_path, *CANARIES) == []
        assert [path.name for path in files_below(kept)] == ["before.facilitator"]
        with opened(kept, "before", seed=7) as restored:
            assert {"late"} <= standing(restored, "note").keys()
            assert damage(restored) == []

    def test_a_later_time_clears_them_by_the_id_alone(self, town: Archive, tmp_path: Path) -> None:
        town.backup(tmp_path / "away.facilitator").result(20)
        (tmp_path / "drive").mkdir()
        away = (tmp_path / "away.facilitator").rename(tmp_path / "drive" / "away")
        assert [one.why for one in forgetting(town).erase(IVY).backups] == ["archive_missing"]
        away.rename(tmp_path / "away.facilitator")
        assert holding(tmp_path, *CANARIES)
        assert [one.is_rewritten for one in forgetting(town).erase(IVY).backups] == [True]
        assert holding(tmp_path, *CANARIES) == []

    def test_one_of_an_older_schema_is_brought_up_to_date_beside_itself(self, tmp_path: Path) -> None:
        old = tmp_path / "one.facilitator.bak"
        shutil.copy(OLD, old)
        with opened(tmp_path) as archive:
            archive.commit(made(Person("amal", "Amal Ŵyn")), AMAL, "x").result(10)
            archive._writer.do(
                lambda connection: connection.execute(insert(BACKUPS), {"path": str(old), "at": 1})
            ).result(10)
            assert "Ŵyn".encode() in old.read_bytes()
            assert [one.is_rewritten for one in forgetting(archive).erase("amal").backups] == [True]
        assert holding(tmp_path, "Ŵyn") == []
        assert [path.name for path in files_below(tmp_path)] == [
            "one.facilitator",
            "one.facilitator.bak",
            "one.facilitator.lock",
        ]
        with opened(tmp_path, "one", seed=3) as archive:
            assert not damage(archive)
        shutil.copy(old, tmp_path / "two.facilitator")
        with opened(tmp_path, "two", seed=4) as restored:
            assert not damage(restored)
            assert standing(restored, "person")["amal"].name == ""  # type: ignore[attr-defined]
            assert restored.reader().backups() == ()

    def test_one_that_does_not_hold_the_person_is_left_as_it_was(self, tmp_path: Path) -> None:
        with opened(tmp_path) as archive:
            archive.backup(tmp_path / "early.facilitator").result(20)
            before = (tmp_path / "early.facilitator").read_bytes()
            settle(archive)
            (backup,) = forgetting(archive).erase(IVY).backups
            assert not backup.is_rewritten
            assert backup.why == ""
            assert (tmp_path / "early.facilitator").read_bytes() == before

    def test_a_name_that_only_the_backup_has_goes_there_too(self, town: Archive, tmp_path: Path) -> None:
        town.backup(tmp_path / "before.facilitator").result(20)
        (tmp_path / "x").mkdir()
        with opened(tmp_path, "before", seed=6) as backup:
            edits = [
                change("person", IVY, name="Ivy Zephyrline"),
                *made(Note("z", "g1", "Ivy Zephyrline sang")),
            ]
            backup.commit(edits, AMAL, "x").result(10)
        assert holding(tmp_path, "Zephyrline")
        forgetting(town).erase(IVY)
        assert holding(tmp_path, "Zephyrline", *CANARIES) == []

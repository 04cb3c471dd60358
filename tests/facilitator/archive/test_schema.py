"""The file: tables, indexes, settings, versions, and what is refused."""

import dataclasses
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect

from facilitator.archive import engine as engines
from facilitator.archive import schema
from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from facilitator.archive.tables import LOCAL_COLUMNS, METADATA, RECORDS
from sessions.errors import KnownError
from sessions.records import KINDS
from tests.facilitator.archive.world import keep, made, note, notes_in, opened, surroundings

NEWEST = schema.VERSIONS[-1]
ROOT = Path(__file__).resolve().parents[3]


def in_file(archive: Archive, look: Any) -> Any:
    return archive._writer.do(look).result(10)


@pytest.mark.parametrize("kind", KINDS)
def test_tables_mirror_the_records(kind: str) -> None:
    fields = [field.name for field in dataclasses.fields(KINDS[kind])]
    columns = [c.name for c in RECORDS[kind].columns]
    assert sorted(columns) == sorted({*fields, *LOCAL_COLUMNS})


def told(metadata: MetaData) -> dict[str, Any]:
    return {
        table.name: (
            {(c.name, str(c.type), c.nullable, c.primary_key) for c in table.columns},
            {(str(i.name), tuple(c.name for c in i.columns), bool(i.unique)) for i in table.indexes},
        )
        for table in metadata.tables.values()
    }


def test_a_new_file_is_what_the_tables_say(tmp_path: Path) -> None:
    def look(connection: Connection) -> MetaData:
        found = MetaData()
        names = inspect(connection).get_table_names()
        ours = {name for name in names if not name.startswith(("note_index", "alembic", "sqlite_"))}
        found.reflect(connection, only=sorted(ours))
        return found

    with made(tmp_path) as archive:
        assert told(in_file(archive, look)) == told(METADATA)
        assert archive.check() == []


def test_the_newest_migration_is_the_newest_version() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert scripts.get_current_head() == schema.VERSIONS[-1]
    assert sorted(script.revision for script in scripts.walk_revisions()) == sorted(schema.VERSIONS)


def test_settings_of_the_writing_connection(archive: Archive) -> None:
    def asked(name: str) -> Any:
        return in_file(archive, lambda connection: engines.run(connection, f"PRAGMA {name}")[0][0])

    assert asked("journal_mode") == "wal"
    assert asked("synchronous") == 2
    assert asked("secure_delete") == 1
    assert asked("foreign_keys") == 0
    assert asked("application_id") == engines.APPLICATION_ID
    config = in_file(
        archive, lambda connection: dict(engines.run(connection, "SELECT k, v FROM note_index_config"))
    )
    assert config["secure-delete"] == 1


def test_sqlite_has_no_damaging_bug() -> None:
    assert tuple(map(int, engines.sqlite_version().split("."))) >= engines.OLDEST_SQLITE


def test_a_reader_cannot_write(archive: Archive) -> None:
    keep(archive, note("n1"))
    engine = engines.reading_engine(archive.path)
    with engine.connect() as connection, pytest.raises(Exception, match="readonly") as failed:
        engines.run(connection, "DELETE FROM note")
    engine.dispose()
    said = engines.known(failed.value, archive.path)
    assert isinstance(said, KnownError)
    assert said.code == "archive_not_writable"


def altered(path: Path, *statements: str) -> bytes:
    connection = sqlite.connect(path)
    for statement in statements:
        connection.execute(statement).close()
    connection.commit()
    connection.close()
    return path.read_bytes()


def expect_refused(path: Path, code: str) -> None:
    before = path.read_bytes() if path.is_file() else b""
    beside = set(path.parent.iterdir())
    with pytest.raises(KnownError) as error:
        Archive(path, surroundings(path.parent))
    assert error.value.code == code
    assert str(path) in error.value.fields["path"]
    if path.is_file():
        assert path.read_bytes() == before
    left = {p.name for p in set(path.parent.iterdir()) - beside}
    assert left <= {path.name + ".lock"}


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as found:
        path = found.path
    altered(path, "UPDATE alembic_version SET version_num = '9999'")
    expect_refused(path, "archive_newer")
    with pytest.raises(KnownError, match="archive_newer"):
        Reader(path, Seal(tmp_path / "key"))


def test_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "phone.db"
    altered(path, "CREATE TABLE calls (n INTEGER)")
    expect_refused(path, "archive_foreign")
    altered(path, "DROP TABLE calls", "PRAGMA application_id = 77")
    expect_refused(path, "archive_foreign")


@pytest.mark.parametrize("content", [b"Dear all,\n" * 500, b"SQLite format 3\0" + b"x" * 5000, b"short"])
def test_what_is_no_database_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.facilitator"
    path.write_bytes(content)
    expect_refused(path, "archive_unreadable")


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_truncated_archive_is_unreadable(tmp_path: Path, share: float) -> None:
    with opened(tmp_path) as found:
        path = found.path
        keep(found, *(note(f"n{n}", "words " * 50) for n in range(50)))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    expect_refused(path, "archive_unreadable")


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "folder.facilitator"
    path.mkdir()
    expect_refused(path, "is_a_folder")


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "one.facilitator"
    path.touch()
    with opened(tmp_path) as found:
        keep(found, note("n1"))
        assert notes_in(found) == {"n1": "A line"}


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with opened(tmp_path / "first" / "start") as found:
        assert found.path.exists()


def test_where_a_file_is_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KnownError, match="archive_not_writable"):
        opened(tmp_path / "file")


def test_names_that_mean_something_in_a_uri(tmp_path: Path) -> None:
    with opened(tmp_path, "50% of #1? yes & ‘no’") as found:
        keep(found, note("n1"))
        assert notes_in(found) == {"n1": "A line"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir()
    with opened(folder):
        pass
    mounted = _read_only(folder)
    try:
        with pytest.raises(KnownError) as error:
            opened(folder)
        assert error.value.code == "archive_not_writable"
        with pytest.raises(KnownError) as error:
            made(folder, "another")
        assert error.value.code == "archive_not_writable"
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
        else:
            folder.chmod(0o700)


def _read_only(folder: Path) -> bool:
    """Make a folder read-only; root is stopped by no permission, but by a mount."""
    if os.geteuid():
        folder.chmod(0o500)
        return False
    bound = subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True)
    if bound.returncode:
        pytest.skip("as root only a mount is read-only, and mounting is not allowed here")
    subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    return True


def test_an_older_file_is_copied_aside_and_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as found:
        keep(found, note("n1", "Kept under the old schema"))
        path = found.path
    # As if there had been a schema before the first: its migration adds nothing but the number.
    altered(path, "UPDATE alembic_version SET version_num = '0000'", "DELETE FROM note_index_config WHERE 0")
    before = path.read_bytes()
    monkeypatch.setattr(schema, "VERSIONS", ("0000", NEWEST))
    monkeypatch.setattr(schema, "_upgrade", _renumbered)
    with pytest.raises(KnownError, match="archive_older"):
        Reader(path, Seal(tmp_path / "key"))
    with opened(tmp_path) as found:
        assert notes_in(found) == {"n1": "Kept under the old schema"}
        assert not [f for f in found.check() if f.is_damage]
        listed = in_file(found, lambda connection: engines.run(connection, "SELECT path FROM backup"))
    aside = path.with_name(path.name + ".bak")
    assert aside.read_bytes() == before
    assert listed == [(str(aside),)]
    assert not path.with_name(path.name + ".bak.part").exists()


def _renumbered(engine: Any) -> None:
    with engine.begin() as connection:
        engines.run(connection, "UPDATE alembic_version SET version_num = ?", NEWEST)


def test_no_migration_without_room_for_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as found:
        path = found.path
    altered(path, "UPDATE alembic_version SET version_num = '0000'")
    monkeypatch.setattr(schema, "VERSIONS", ("0000", NEWEST))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(KnownError, match="disk_full"):
        opened(tmp_path)
    assert not path.with_name(path.name + ".bak").exists()


def test_a_failing_migration_leaves_no_thread_no_lock_and_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_engine: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(schema, "_upgrade", fails)
    with pytest.raises(ZeroDivisionError):
        made(tmp_path)
    monkeypatch.undo()
    with made(tmp_path) as found:
        keep(found, note("n1"))


def test_the_archive_is_an_ordinary_sqlite_file(tmp_path: Path) -> None:
    with opened(tmp_path) as found:
        keep(found, note("n1", "Read by anything"))
    engine = create_engine(f"sqlite:///{found.path}")
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT words FROM note").all()
    engine.dispose()
    assert rows == [("Read by anything",)]

"""Off the record means off: no byte of it in the archive, its log, its index or a backup."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.facts import UNCLEANED, Facts
from facilitator.archive.search import Wanted
from sessions.edits import Edit, change, create, redact
from sessions.errors import KnownError
from sessions.ops import CREATION, REDACTED, Arrival, Change, Op, is_blank
from tests.facilitator.archive.world import (
    AMAL,
    GROUP,
    KEEP,
    PRIVATE,
    edit,
    files_of,
    holders,
    keep,
    note,
    notes_in,
    off_the_record,
    opened,
)

CANARY = "zanzibarcanary"
SAID = f"She said {CANARY} twice"


def backed_up(archive: Archive, folder: Path) -> Path:
    return archive.backup(folder / f"backup-{len(list(folder.iterdir()))}.facilitator").result(20)


def expect_nowhere(archive: Archive, folder: Path) -> None:
    assert holders(CANARY, *files_of(archive.path), backed_up(archive, folder)) == []
    with archive.reader() as reader:
        assert reader.search(Wanted(CANARY)).notes == ()
        assert reader.search(Wanted("zan")).notes == ()
        assert CANARY not in repr(reader.history())
        assert CANARY not in repr(list(reader.every("note")))


def test_a_line_typed_off_the_record_is_in_no_byte(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", SAID, said_by=CANARY, strands=(CANARY,)), scope=PRIVATE)
        edit(archive, "n1", words=SAID + " and more", owner=CANARY)
        expect_nowhere(archive, tmp_path)
        with archive.reader() as reader:
            view = reader.view("note", "n1")
            assert view is not None
            assert view.fields["words"] == SAID + " and more"
            assert view.fields["owner"] == CANARY
        path = archive.path
    assert holders(CANARY, *files_of(path)) == []
    with opened(tmp_path) as archive:
        assert not [f for f in archive.check() if f.is_damage]


@pytest.mark.parametrize("key", ["another.key", "folder/none.key"])
def test_another_computer_cannot_read_it(tmp_path: Path, key: str) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", SAID, line=7), scope=PRIVATE)
        edit(archive, "n1", words="Again " + SAID)
    with opened(tmp_path, key=key) as archive:
        keep(archive, note("n2", "Sealed with another key"), scope=PRIVATE)
        with archive.reader() as reader:
            view = reader.view("note", "n1")
            assert view is not None
            assert is_blank(view.fields["words"])
            assert CANARY not in repr(view)
        findings = archive.check()
        assert not [f for f in findings if f.is_damage]
        assert [f.id for f in findings if f.code == "sealed_elsewhere"] == ["n1"]
        archive.repair()
        assert archive.check() == findings
        found = archive._writer.do(lambda c: run(c, 'SELECT id, "group", line, words FROM note ORDER BY id'))
        assert found.result(10) == [("n1", "1", 7, None), ("n2", "1", 0, None)]
    with opened(tmp_path) as archive, archive.reader() as reader:
        view = reader.view("note", "n1")
        assert view is not None
        assert view.fields["words"] == "Again " + SAID


def test_a_damaged_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "private.key").write_bytes(b"short")
    with opened(tmp_path) as archive:
        with pytest.raises(KnownError, match="private_key_unusable"):
            keep(archive, note("n1", SAID), scope=PRIVATE)
        keep(archive, note("n2"))
        assert notes_in(archive) == {"n2": "A line"}


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", SAID), scope=PRIVATE)
    key = tmp_path / "private.key"
    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_bytes()) == 32
    assert not list(tmp_path.glob("private.key.*"))


@pytest.mark.parametrize("others", [3, 3000])
def test_marked_later_it_is_in_no_byte(tmp_path: Path, others: int) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", SAID, owner=f"{CANARY} too"))
        edit(archive, "n1", words=SAID + " again")
        crowd = [create(note(f"x{n}", f"zany words {n} of {n % 7} zansi"), GROUP) for n in range(others)]
        archive.commit(crowd, AMAL, "import").result(60)
        assert holders(CANARY, *files_of(archive.path))
        archive.commit(off_the_record("n1", SAID + " again"), AMAL, "off_the_record").result(20)
        archive.clean().result(60)
        assert holders(CANARY, *files_of(archive.path), backed_up(archive, tmp_path)) == []
        with archive.reader() as reader:
            assert reader.search(Wanted(CANARY)).notes == ()
            assert len(reader.search(Wanted("zansi"), limit=5000).notes) == min(others, 2000)
            assert CANARY not in repr(reader.history())
            copy = reader.view("note", "copy")
            assert copy is not None
            assert copy.fields["words"] == SAID + " again"
        assert not [f for f in archive.check() if f.is_damage]


def change_of(number: int, verb: str) -> Change:
    return Change(f"c{number}", f"c{number}", "bea", "bea", number, number, 0, "UTC", verb)


def parts() -> dict[str, tuple[Change, list[Op]]]:
    fields: dict[str, Any] = {"group": "1", "words": SAID, "kind": "point"}
    return {
        "words": (change_of(1, KEEP), [Op("c1", 0, GROUP, "note", "n1", CREATION, fields)]),
        "edit": (
            change_of(2, "note.edit"),
            [Op("c2", 0, GROUP, "note", "n1", "words", SAID + "!", ("c1.0000",))],
        ),
        "removal": (
            change_of(3, "words.remove"),
            [Op("c3", 0, GROUP, "note", "n1", REDACTED, ["said_by", "words"])],
        ),
    }


@pytest.mark.parametrize(
    "order",
    [
        ("words", "edit", "removal"),
        ("removal", "edit", "words"),
        ("words", "removal", "edit"),
        ("removal", "words", "edit"),
    ],
)
def test_a_removal_from_elsewhere_before_or_after_the_words(tmp_path: Path, order: tuple[str, ...]) -> None:
    with opened(tmp_path) as archive:
        for name in order:
            aside = archive.accept(*parts()[name], Arrival.PACK, lambda *_: True).result(10)
            assert aside == ()
        archive.clean().result(20)
        expect_nowhere(archive, tmp_path)
        assert notes_in(archive) == {"n1": ""}
        assert not [f for f in archive.check() if f.is_damage]


def test_private_ops_are_taken_from_nobody(archive: Archive) -> None:
    op = Op("c1", 0, "private:bea", "note", "n1", CREATION, {"words": SAID})
    (aside,) = archive.accept(change_of(1, KEEP), [op], Arrival.PACK, lambda *_: True).result(10)
    assert aside.reason == "scope_is_private"
    assert holders(CANARY, *files_of(archive.path)) == []


def is_uncleaned(archive: Archive) -> bool:
    return bool(archive._writer.do(lambda connection: Facts(connection).get(UNCLEANED)).result(10))


def test_cleaning_waits_for_a_reader_and_is_done_at_closing(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        archive._writer.do(lambda connection: connection.exec_driver_sql("SELECT 1")).result(10)
        archive._writer.do_bare(lambda connection: run(connection, "PRAGMA busy_timeout = 50")).result(10)
        keep(archive, note("n1", SAID))
        with archive.reader() as reader, reader._asking() as asking:
            run(asking, "SELECT words FROM note")
            archive.commit([redact("note", "n1", "words")], AMAL, "words.remove").result(10)
            with pytest.raises(KnownError, match="archive_busy"):
                archive.clean().result(20)
            assert is_uncleaned(archive)
        path = archive.path
    assert holders(CANARY, *files_of(path)) == []
    with opened(tmp_path) as archive:
        assert not is_uncleaned(archive)


def test_cleaning_is_done_at_the_next_start_where_it_was_prevented(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", SAID))
        keep(archive, note("n2", "stays"))
        archive.clean = lambda: None  # type: ignore[method-assign, assignment, return-value]
        archive.commit([redact("note", "n1", "words")], AMAL, "words.remove").result(10)
        assert is_uncleaned(archive)
    with opened(tmp_path) as archive:
        archive.clean().result(20)
        assert not is_uncleaned(archive)
        expect_nowhere(archive, tmp_path)
        assert notes_in(archive) == {"n1": "", "n2": "stays"}


def test_a_long_removal_is_complete(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, *(note(f"n{n}", f"{SAID} {n}") for n in range(150)))
        keep(archive, *(note(f"m{n}", f"{SAID} {n}") for n in range(150)))
        names = [f"{letter}{n}" for letter in "nm" for n in range(150)]
        edits: list[Edit] = [redact("note", name, "words") for name in names]
        archive.commit(edits, AMAL, "person.erase").result(30)
        archive.clean().result(30)
        expect_nowhere(archive, tmp_path)


def test_words_that_come_after_their_removal_here_stay_away(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1", SAID))
        archive.commit([redact("note", "n1", "words")], AMAL, "words.remove").result(10)
        archive.commit([change("note", "n1", words=SAID)], AMAL, "note.edit").result(10)
        archive.clean().result(20)
        expect_nowhere(archive, tmp_path)

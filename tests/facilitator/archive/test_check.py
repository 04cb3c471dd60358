"""Damage is found and mended; what merely waits is told apart from it."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.check import POINTS_AT
from facilitator.archive.engine import run
from facilitator.archive.search import Wanted
from facilitator.archive.tables import PARENT_OF, RECORDS, shapes
from sessions.edits import create, delete
from sessions.ops import CREATION, Arrival, Change, Op
from sessions.people import Person
from tests.facilitator.archive.world import AMAL, GROUP, PRIVATE, edit, keep, note, notes_in, opened

SEEDED = {
    "row_differs": "UPDATE note SET words = 'Forged' WHERE id = 'n1'",
    "row_missing": "DELETE FROM note WHERE id = 'n1'",
    "row_without_ops": "INSERT INTO person(id, scope, redacted, clashes, made_in, words_version)"
    " VALUES('ghost', 'register', '[]', '[]', '', '')",
    "row_twice": "INSERT INTO note(n, id, scope, redacted, clashes, made_in, words_version)"
    " SELECT 99, id, scope, redacted, clashes, made_in, words_version FROM note WHERE id = 'n1'",
    "index_differs": "INSERT INTO note_index(note_index) VALUES('delete-all')",
    "op_without_change": "DELETE FROM change WHERE n = 1",
    "op_unreadable": "UPDATE op SET value = '{' WHERE n = 1",
}
MENDED = {"row_differs", "row_missing", "row_without_ops", "row_twice", "index_differs"}


def altered(archive: Archive, statement: str) -> None:
    archive._writer.do(lambda connection: run(connection, statement)).result(10)


def codes(archive: Archive, *, damage: bool = True) -> set[str]:
    return {finding.code for finding in archive.check() if finding.is_damage is damage}


@pytest.fixture
def kept(archive: Archive) -> Archive:
    keep(archive, note("n1", "First words"), note("n2", "Second words"))
    edit(archive, "n1", words="Changed words")
    keep(archive, note("p1", "Private words"), scope=PRIVATE)
    archive.commit([create(Person("amal", "Amal"), "register")], AMAL, "person.add").result(10)
    return archive


@pytest.mark.parametrize("code", SEEDED)
def test_seeded_damage_is_found_and_mended(kept: Archive, code: str) -> None:
    assert codes(kept) == set()
    altered(kept, SEEDED[code])
    assert code in codes(kept)
    assert {f.code for f in kept.check() if f.is_mended_by_repair} == codes(kept) & MENDED
    if code in MENDED:
        kept.repair()
        assert kept.check() == [f for f in kept.check() if f.code == "points_nowhere"]
        assert notes_in(kept) == {"n1": "Changed words", "n2": "Second words"}
        with kept.reader() as reader:
            assert [k.record.id for k in reader.search(Wanted("changed")).notes] == ["n1"]
            assert reader.search(Wanted("first")).notes == ()


def test_one_entry_missing_in_the_index(kept: Archive) -> None:
    altered(
        kept,
        "INSERT INTO note_index(note_index, rowid, words, tokens)"
        " VALUES('delete', 2, 'second words', 'kxpoint gx1')",
    )
    assert [f.detail for f in kept.check() if f.code == "index_differs"] == ["1"]
    kept.repair()
    assert codes(kept) == set()


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, *(note(f"n{n}", f"words {n} " * 40) for n in range(150)))
        path = archive.path
    content = bytearray(path.read_bytes())
    at = content.rindex(b"words 14 ")
    content[at - 2000 : at + 2000] = b"\xff" * 4000
    path.write_bytes(content)
    with opened(tmp_path) as archive:
        assert "file_damaged" in codes(archive)


def test_what_waits_is_no_damage(kept: Archive) -> None:
    late = Change("c9", "c9", "bea", "bea", 9, 9, 0, "UTC", "note.edit")
    op = Op("c9", 0, GROUP, "note", "unknown", "words", "Waiting", ("c8.0000",))
    kept.accept(late, [op], Arrival.PACK, lambda *_: True).result(10)
    assert codes(kept) == set()
    assert codes(kept, damage=False) == {"creation_has_not_come", "changes_missing", "points_nowhere"}
    (missing,) = [f for f in kept.check() if f.code == "changes_missing"]
    assert (missing.id, missing.detail) == ("bea", "8")


def test_a_change_that_vanished_is_missed(kept: Archive) -> None:
    altered(kept, "DELETE FROM op WHERE change_id IN (SELECT change_id FROM change WHERE seq = 2)")
    altered(kept, "DELETE FROM change WHERE seq = 2")
    found = codes(kept) | codes(kept, damage=False)
    assert {"changes_missing", "row_differs"} <= found


def test_dangling_names_are_told(kept: Archive) -> None:
    keep(kept, note("n9", said_by="nobody"))
    assert {f.field for f in kept.check() if f.id == "n9"} == {"group", "said_by"}
    kept.commit([delete("note", "n9")], AMAL, "note.delete").result(10)
    assert not [f for f in kept.check() if f.id == "n9"]


def test_what_is_looked_at_exists() -> None:
    assert all(name in shapes(kind) and target in RECORDS for (kind, name), target in POINTS_AT.items())
    assert {(kind, name) for kind, name in PARENT_OF.items()} <= set(POINTS_AT)


def test_repair_keeps_the_order_and_the_hidden(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("b"), note("a"), note("c"))
        piece = Change("c1", "import", "bea", "bea", 1, 1, 0, "UTC", "file.import")
        fields: dict[str, Any] = {"group": "1", "words": "Hidden"}
        op = Op("c1", 0, GROUP, "note", "h", CREATION, fields)
        archive.accept(piece, [op], Arrival.PACK, lambda *_: True).result(10)
        altered(archive, "UPDATE note SET words = 'Forged'")
        archive.repair()
        assert list(notes_in(archive)) == ["b", "a", "c"]
        assert codes(archive) == set()


def test_ops_that_cannot_be_true_are_set_aside(kept: Archive) -> None:
    def take(change: Change, *ops: Op) -> list[str]:
        return [a.reason for a in kept.accept(change, ops, Arrival.PACK, lambda *_: True).result(10)]

    sound = Change("c1", "c1", "bea", "bea", 1, 7, 0, "UTC", "note.keep")
    fields: dict[str, Any] = {"group": "1", "words": "Line"}
    op = Op("c1", 0, GROUP, "note", "x1", CREATION, fields)
    assert take(sound, op, Op("c1", 0, GROUP, "note", "x2", CREATION, fields)) == ["op_id_taken"]
    assert take(sound, Op("c1", 0, GROUP, "note", "x3", CREATION, fields), op) == ["op_id_taken"]
    assert take(sound, Op("other", 0, GROUP, "note", "x3", CREATION, fields)) == ["op_of_another_change"]
    for wrong in ({"lam": (1 << 63) - 1}, {"lam": 0}, {"seq": 1 << 64}, {"seq": -1}):
        plain = {"seq": 2, "lam": 8, **wrong}
        forged = Change("c2", "c2", "bea", "bea", plain["seq"], plain["lam"], 0, "UTC", "note.keep")
        assert take(forged, Op("c2", 0, GROUP, "note", "x4", CREATION, fields)) == ["header_malformed"]
    assert keep(kept, note("after")).lam == 8
    assert codes(kept) == set()

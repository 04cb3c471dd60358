"""Long acts: hidden until they are done, gone where they fail, and never in anybody's way."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.search import Wanted
from sessions.edits import Edit, create
from sessions.errors import DomainError
from sessions.journal import ACT_DONE
from sessions.ops import CREATION, Arrival, Change, Op
from tests.facilitator.archive.world import AMAL, GROUP, KEEP, holders, keep, note, notes_in, opened


def lines(count: int, prefix: str = "n") -> list[Edit]:
    return [create(note(f"{prefix}{n:04d}", f"imported line {n}"), GROUP) for n in range(count)]


def damage(archive: Archive) -> list[Any]:
    return [finding for finding in archive.check() if finding.is_damage]


class Held:
    """Holds the writer at a point until it is let go."""

    def __init__(self, archive: Archive) -> None:
        self._go = threading.Event()
        self._reached = threading.Event()
        archive._writer.do(self._wait)
        assert self._reached.wait(10)

    def _wait(self, _connection: Any) -> None:
        self._reached.set()
        self._go.wait(10)

    def let_go(self) -> None:
        self._go.set()


def test_a_persons_act_goes_between_the_pieces(archive: Archive) -> None:
    hold = Held(archive)
    long = archive.commit(lines(1000), AMAL, "file.import")
    mine = archive.commit([create(note("mine"), GROUP)], AMAL, KEEP)
    finished: list[str] = []
    long.add_done_callback(lambda _: finished.append("import"))
    mine.add_done_callback(lambda _: finished.append("mine"))
    hold.let_go()
    done = long.result(30)
    assert finished == ["mine", "import"]
    assert mine.result().seq < done.seq
    assert done.verb == ACT_DONE
    assert len(notes_in(archive)) == 1001


def test_what_it_makes_is_hidden_until_it_is_done(archive: Archive) -> None:
    seen: list[tuple[int, int, int]] = []

    def look(_: Any) -> None:
        with archive.reader() as reader:
            rows = run(reader._connection, "SELECT count(*) FROM note")[0][0]
            found = reader.search(Wanted("imported"))
            seen.append((len(list(reader.every("note"))), len(found.notes), rows))
            assert reader.stacks(archive.device).undo == ()

    original = archive._acts.commit

    def watched(*asked: Any) -> Change:
        look(None)
        return original(*asked)

    archive._acts.commit = watched  # type: ignore[method-assign, assignment]
    archive.commit(lines(600), AMAL, "file.import").result(30)
    assert [shown for shown, _, _ in seen] == [0, 0, 0]
    assert [found for _, found, _ in seen] == [0, 0, 0]
    assert [rows for _, _, rows in seen] == [0, 200, 400]
    assert len(notes_in(archive)) == 600
    with archive.reader() as reader:
        assert len(reader.search(Wanted("imported"), limit=1000).notes) == 600
        assert len(reader.stacks(archive.device).undo) == 1


def test_a_piece_that_fails_takes_all_of_it_along(archive: Archive) -> None:
    edits = lines(500)
    edits[450] = create(note("bad", "a\0b"), GROUP)
    with pytest.raises(DomainError, match="value_has_nul"):
        archive.commit(edits, AMAL, "file.import").result(30)
    keep(archive, note("after"))
    assert notes_in(archive) == {"after": "A line"}
    assert not damage(archive)
    assert len(archive.stacks().undo) == 1
    archive.clean().result(30)
    assert holders("imported line", archive.path, archive.path.with_name(archive.path.name + "-wal")) == []


def begun(archive: Archive) -> None:
    """Leave a long act in the middle, as a program that was killed does."""
    hold = Held(archive)
    future = archive.commit(lines(600), AMAL, "file.import")
    original = archive._acts.finish

    def stops(*_: Any) -> Change:
        raise SystemError("killed")

    archive._acts.finish = stops  # type: ignore[method-assign, assignment]
    hold.let_go()
    with pytest.raises(SystemError):
        future.result(30)
    archive._acts.finish = original  # type: ignore[method-assign]


def test_the_next_start_clears_what_was_left_in_the_middle(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("first"))
        begun(archive)
        assert notes_in(archive) == {"first": "A line"}
        assert len(archive.stacks().undo) == 1
    with opened(tmp_path, seed=2) as archive:
        assert notes_in(archive) == {"first": "A line"}
        findings = archive.check()
        assert not [f for f in findings if f.is_damage or f.code == "changes_missing"]
        with archive.reader() as reader:
            assert run(reader._connection, "SELECT count(*) FROM note, unfinished")[0][0] == 0
            assert reader.view("note", "n0001") is None
        archive.undo(AMAL).result(10)
        assert notes_in(archive) == {}
        path = archive.path
    assert holders("imported line", path) == []


def pack(count: int = 2) -> Iterator[tuple[Change, list[Op]]]:
    """Yield a long act of bea's, its last Change included."""
    for n in range(1, count + 1):
        change = Change(f"c{n}", "import", "bea", "bea", n, n, 0, "UTC", "file.import")
        fields: dict[str, Any] = {"group": "1", "words": f"Line {n}"}
        yield change, [Op(f"c{n}", 0, GROUP, "note", f"n{n}", CREATION, fields)]
    yield Change("cd", "import", "bea", "bea", count + 1, count + 1, 0, "UTC", ACT_DONE), []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (2, 0, 1), (0, 2, 1), (0, 1, 2, 0, 1, 2)])
def test_a_long_act_from_elsewhere_in_any_order(archive: Archive, order: tuple[int, ...]) -> None:
    parts = list(pack())
    for at in order:
        archive.accept(*parts[at], Arrival.PACK, lambda *_: True).result(10)
    assert notes_in(archive) == {"n1": "Line 1", "n2": "Line 2"}
    archive.commit([Edit("note", "n1", {"rank": "b"})], AMAL, "note.sort").result(10)
    assert len(notes_in(archive)) == 2
    assert not damage(archive)


def test_half_an_act_from_elsewhere_waits_through_a_restart(tmp_path: Path) -> None:
    first, *rest = pack()
    with opened(tmp_path) as archive:
        archive.accept(*first, Arrival.PACK, lambda *_: True).result(10)
        assert notes_in(archive) == {}
    with opened(tmp_path, seed=2) as archive:
        assert notes_in(archive) == {}
        assert not damage(archive)
        for change, ops in rest:
            archive.accept(change, ops, Arrival.PACK, lambda *_: True).result(10)
        assert len(notes_in(archive)) == 2


def test_a_record_that_two_unfinished_acts_made_shows_with_the_first_that_ends(archive: Archive) -> None:
    fields: dict[str, Any] = {"group": "1", "words": "Twin"}
    for device, number in (("bea", 1), ("cai", 2)):
        change = Change(f"c{number}", f"act-{device}", device, device, 1, number, 0, "UTC", "file.import")
        op = Op(f"c{number}", 0, GROUP, "note", "twin", CREATION, fields)
        archive.accept(change, [op], Arrival.PACK, lambda *_: True).result(10)
    assert notes_in(archive) == {}
    done = Change("c3", "act-cai", "cai", "cai", 2, 3, 0, "UTC", ACT_DONE)
    archive.accept(done, [], Arrival.PACK, lambda *_: True).result(10)
    assert notes_in(archive) == {"twin": "Twin"}
    assert not damage(archive)

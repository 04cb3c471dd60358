"""Random histories on two real archives that swap everything in any order, held against memory."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.queries import Reader
from facilitator.archive.rows import row_of
from facilitator.archive.search import Wanted
from sessions import fold as folding
from sessions.edits import Edit, delete, redact, restore, settle
from sessions.errors import DomainError
from sessions.fold import View
from sessions.journal import is_private, take
from sessions.ops import REDACTED, Arrival, Change, Op
from tests.facilitator.archive.world import GROUP, files_of, holders, opened
from tests.sessions.world import Memory

SEEDS = 40


@dataclass
class Side:
    """An archive and what memory says of the same ops."""

    name: str
    archive: Archive
    reader: Reader
    rng: random.Random
    memory: Memory = field(default_factory=Memory)
    acts: list[tuple[Change, list[Op]]] = field(default_factory=list)
    count: int = 0

    def act(self, edits: list[Edit], verb: str) -> Change:
        change = self.archive.commit(edits, self.name, verb).result(10)
        self.mirror(change)
        return change

    def mirror(self, change: Change) -> None:
        """Give memory what the archive has made of an act."""
        with self.archive.reader() as reader:
            told = next(c for _, c, _ in reader.history(limit=1))
            records = sorted(
                {*self.memory.records, *(("note", f"{self.name}{n}") for n in range(self.count))}
            )
            ops = [e.op for r in records for e in reader.entries(*r) if e.op.change_id == change.change_id]
        assert told == change
        ops.sort(key=lambda op: op.n)
        take(self.memory, change, ops, Arrival.HERE, lambda *_: True)
        self.acts.append((change, ops))

    def new(self) -> str:
        self.count += 1
        return f"{self.name}{self.count - 1}"

    def word(self) -> str:
        return f"word{self.rng.randrange(10**9):09d}"

    def pick(self) -> View | None:
        found = [view for key in sorted(self.memory.records) if (view := self.view(*key)) is not None]
        found = [view for view in found if not is_private(view.scope)]
        return self.rng.choice(found) if found else None

    def view(self, kind: str, record_id: str) -> View | None:
        return folding.fold(self.memory.entries(kind, record_id))

    def note(self, scope: str, words: str = "", **more: Any) -> Edit:
        fields = {"group": "1", "words": words or self.word(), "kind": "point", "rank": "m", **more}
        return Edit("note", self.new(), fields, scope)

    def do_something(self) -> None:
        view = self.pick()
        doing = self.rng.choice(
            ["keep", "keep", "edit", "edit", "delete", "restore", "move", "off", "undo", "redo"]
        )
        if doing == "keep" or view is None:
            self.act([self.note(self.rng.choice([GROUP, f"private:{self.name}"]))], "note.keep")
        elif doing == "edit":
            edits = [settle("note", view.id, "words", self.word())] if view.clashes else []
            self.act(
                edits or [Edit("note", view.id, {"words": self.word(), "rank": self.word()})], "note.edit"
            )
        elif doing == "delete":
            self.act([delete("note", view.id)], "note.delete")
        elif doing == "restore":
            self.act([restore("note", view.id)], "note.restore")
        elif doing in {"undo", "redo"}:
            self.take_back(doing)
        elif not view.redacted:
            self.move(view, off=doing == "off")

    def move(self, view: View, *, off: bool) -> None:
        words = str(view.fields["words"])
        copy = self.note(f"private:{self.name}" if off else "group:2", words, moved_from=view.id)
        edits = [copy, delete("note", view.id, why="moved", to=copy.id)]
        if off:
            edits.append(redact("note", view.id, "words"))
        self.act(edits, "off_the_record" if off else "note.move")

    def take_back(self, which: str) -> None:
        try:
            change = getattr(self.archive, which)(self.name).result(10)
        except DomainError:
            return
        self.mirror(change)

    def hand_over(self, other: "Side") -> None:
        """Give the other side everything, in any order, some of it in parts and some of it twice."""
        parts: list[tuple[Change, list[Op]]] = []
        for change, ops in self.acts:
            # Words that have gone since are gone in what is handed over, too.
            held = {e.op.op_id: e.op for op in ops for e in self.memory.entries(op.kind, op.id)}
            told = [held[op.op_id] for op in ops if not is_private(op.scope)]
            cut = self.rng.randrange(len(told) + 1)
            parts += [(change, told[:cut]), (change, told[cut:])]
        parts += self.rng.sample(parts, len(parts) // 3)
        self.rng.shuffle(parts)
        for change, ops in parts:
            theirs = other.archive.accept(change, ops, Arrival.PACK, lambda *_: True).result(10)
            mine = take(other.memory, change, ops, Arrival.PACK, lambda *_: True)
            assert theirs == mine.set_aside

    def agrees_with_memory(self) -> None:
        """Compare views, rows and index with what memory holds."""
        with self.archive.reader() as reader:
            views = [view for key in sorted(self.memory.records) if (view := reader.view(*key)) is not None]
            told = [view for key in sorted(self.memory.records) if (view := self.view(*key)) is not None]
            assert folding.digest(views) == folding.digest(told)
            assert views == told
            shown = {kept.record.id: kept for kept in reader.every("note")}
            standing = [view for view in told if not view.deleted and not is_private(view.scope)]
            assert sorted(shown) == sorted(view.id for view in standing)
            for view in standing:
                kept = shown[view.id]
                assert kept.words_op == view.heads["words"][0]
                assert kept.clashes == frozenset(view.clashes)
                assert kept.record.words == (row_of(view, frozenset())["words"] or "")
                if kept.record.words:
                    assert view.id in {k.record.id for k in reader.search(Wanted(kept.record.words)).notes}
        assert not [finding for finding in self.archive.check() if finding.is_damage]


@contextmanager
def side(folder: Path, name: str, seed: int) -> Iterator[Side]:
    """Give a side an empty archive; what the disk does is no matter here."""
    with opened(folder, f"{name}{seed}", seed=seed, key=f"{name}.key") as archive:
        archive._writer.do_bare(lambda connection: run(connection, "PRAGMA synchronous = OFF")).result(10)
        with archive.reader() as reader:
            yield Side(name, archive, reader, random.Random(f"{name}{seed}"))


@pytest.mark.parametrize("batch", range(4))
def test_archives_agree_with_memory_and_each_other(batch: int, tmp_path: Path) -> None:
    for seed in range(batch * SEEDS // 4, (batch + 1) * SEEDS // 4):
        with side(tmp_path, "amal", seed) as amal, side(tmp_path, "bea", seed + SEEDS) as bea:
            live_and_compare(random.Random(seed), amal, bea)


def live_and_compare(rng: random.Random, amal: Side, bea: Side) -> None:
    for _ in range(rng.randrange(8, 16)):
        side = rng.choice([amal, bea])
        side.do_something()
        if rng.random() < 0.2:
            giver, taker = rng.sample([amal, bea], 2)
            giver.hand_over(taker)
    amal.hand_over(bea)
    bea.hand_over(amal)
    for side in (amal, bea):
        side.agrees_with_memory()
    shared = [
        folding.digest(v for key in side.memory.records if (v := side.view(*key)) and not is_private(v.scope))
        for side in (amal, bea)
    ]
    assert shared[0] == shared[1]
    gone = removed(amal) | removed(bea)
    for side in (amal, bea):
        side.archive.clean().result(20)
        held = repr([e for e in side.memory.all_entries() if not is_private(e.op.scope)])
        # A copy made before the removal, or on the other computer at the same time, keeps its words.
        for word in (word for word in gone if word not in held):
            assert holders(word, *files_of(side.archive.path)) == []


def removed(side: Side) -> set[str]:
    """Return the words of notes that were taken off the record here, as their copies hold them."""
    found = set()
    for _, ops in side.acts:
        if any(op.field == REDACTED for op in ops):
            copy = next(op for op in ops if is_private(op.scope))
            found.add(str(copy.value["words"]))  # type: ignore[index,call-overload]
    return {word for word in found if word.startswith("word")}

"""Any sequence of acts on records of any kind, taken back and done again, and rows that follow from the journal."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from facilitator.archive.archive import Archive
from facilitator.archive.check import Finding
from facilitator.archive.queries import Reader
from sessions.edits import Edit, change, create, delete
from sessions.fold import View
from sessions.ops import CREATE_ONLY_KINDS, DELETED
from sessions.records import KINDS, to_fields
from sessions.scopes import scope_for
from tests.facilitator.archive.world import AMAL, opened
from tests.sessions.strategies import records

EXAMPLES = 100 if os.environ.get("FACILITATOR_LONG") else 12
NO_SHRINK = (Phase.explicit, Phase.reuse, Phase.generate)
UNDOABLE = sorted(set(KINDS) - CREATE_ONLY_KINDS)


def snapshot(reader: Reader, kinds: Iterable[str]) -> dict[tuple[str, str], Any]:
    """Return what stands in an archive: each record of its rows, and what the journal says of its fields."""
    rows = {(kind, kept.record.id): kept for kind in sorted(kinds) for kept in reader.every(kind)}
    return {name: (kept.record, kept.scope, told(reader.view(*name))) for name, kept in rows.items()}


def told(view: View | None) -> dict[str, Any]:
    """Return the fields of a view. That it was deleted and came back is a tombstone, not how it was before."""
    assert view is not None
    return {name: value for name, value in view.fields.items() if name != DELETED}


class Somebody:
    """Does one thing after another in an archive: makes records of any kind, changes, deletes them."""

    def __init__(self, archive: Archive, reader: Reader, data: st.DataObject) -> None:
        self._archive = archive
        self._reader = reader
        self._data = data
        self._count = 0
        self.kinds: set[str] = set()

    def acts(self) -> None:
        """Do something; one thing in four times is several at once."""
        standing = [
            (kind, kept.record.id) for kind in sorted(self.kinds) for kept in self._reader.every(kind)
        ]
        doing = self._data.draw(st.sampled_from(["make", "change", "delete", "several"]))
        if doing == "make" or not standing:
            edits = [self._made()]
        else:
            kind, name = self._data.draw(st.sampled_from(standing))
            edits = [delete(kind, name)] if doing == "delete" else [self._changed(kind, name)]
            if doing == "several":
                edits += [delete(*other) for other in standing[:2] if other != (kind, name)]
                edits.append(self._made())
        self._archive.commit(edits, AMAL, f"thing.{doing}").result(10)

    def _made(self) -> Edit:
        kind = self._data.draw(st.sampled_from(UNDOABLE))
        self.kinds.add(kind)
        self._count += 1
        record = dataclasses.replace(self._data.draw(records(kind)), id=f"made{self._count}")
        return create(record, scope_for(kind, "1"))

    def _changed(self, kind: str, name: str) -> Edit:
        other = to_fields(self._data.draw(records(kind)))
        fields = self._data.draw(
            st.lists(st.sampled_from(sorted(other)), min_size=1, max_size=3, unique=True)
        )
        return change(kind, name, **{field: other[field] for field in fields})


def damage(archive: Archive) -> list[Finding]:
    return [finding for finding in archive.check() if finding.is_damage]


@settings(max_examples=EXAMPLES, deadline=None, phases=NO_SHRINK)
@given(st.data())
def test_acts_taken_back_and_done_again_leave_what_there_was(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as archive, archive.reader() as reader:
        somebody = Somebody(archive, reader, data)
        seen = [snapshot(reader, ())]
        for _ in range(data.draw(st.integers(1, 6))):
            somebody.acts()
            if len(archive.stacks().undo) == len(seen):  # What changed nothing is no act.
                seen.append(snapshot(reader, somebody.kinds))
        for before in reversed(seen[:-1]):
            archive.undo(AMAL).result(10)
            assert snapshot(reader, somebody.kinds) == before
        for after in seen[1:]:
            archive.redo(AMAL).result(10)
            assert snapshot(reader, somebody.kinds) == after
        assert not damage(archive)


@settings(max_examples=EXAMPLES, deadline=None, phases=NO_SHRINK)
@given(st.data())
def test_rows_written_again_from_the_journal_are_the_rows(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as archive, archive.reader() as reader:
        somebody = Somebody(archive, reader, data)
        for _ in range(data.draw(st.integers(1, 6))):
            somebody.acts()
            if data.draw(st.booleans()) and archive.stacks().undo:
                archive.undo(AMAL).result(10)
        before = snapshot(reader, KINDS)
        assert not damage(archive)
        archive.repair()
        assert snapshot(reader, KINDS) == before
        assert not damage(archive)

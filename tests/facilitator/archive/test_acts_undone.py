"""Any sequence of acts on records of any kind, taken back and done again, and rows that follow from the journal."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from facilitator.archive.archive import Archive
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


def snapshot(archive: Archive) -> dict[tuple[str, str], Any]:
    """Return what stands in an archive: each record of its rows, and what the journal says of its fields."""
    with archive.reader() as reader:
        rows = {(kind, kept.record.id): kept for kind in KINDS for kept in reader.every(kind)}
        return {name: (kept.record, kept.scope, told(reader.view(*name))) for name, kept in rows.items()}


def told(view: View | None) -> dict[str, Any]:
    """Return the fields of a view. That it was deleted and came back is a tombstone, not how it was before."""
    assert view is not None
    return {name: value for name, value in view.fields.items() if name != DELETED}


def an_act(reader: Reader, data: st.DataObject, count: int) -> tuple[str, list[Edit]]:
    """Return what somebody does next, given what stands: make something of any kind, change, delete, bring back."""
    standing = [(kind, kept.record) for kind in UNDOABLE for kept in reader.every(kind)]
    doing = data.draw(st.sampled_from(["make", "make", "change", "change", "delete", "several"]))
    if doing == "make" or not standing:
        return "thing.make", [made(data, f"made{count}")]
    kind, record = data.draw(st.sampled_from(standing))
    if doing == "delete":
        return "thing.delete", [delete(kind, record.id)]
    other = to_fields(data.draw(records(kind)))
    names = data.draw(st.lists(st.sampled_from(sorted(other)), min_size=1, max_size=3, unique=True))
    changes = [change(kind, record.id, **{name: other[name] for name in names})]
    if doing == "several":
        others = [one for one in standing if one != (kind, record)]
        changes += [delete(kind, one.id) for kind, one in others[:2]]
        changes.append(made(data, f"made{count}"))
    return "thing.change", changes


def made(data: st.DataObject, name: str) -> Edit:
    kind = data.draw(st.sampled_from(UNDOABLE))
    record = data.draw(records(kind))
    return create(
        type(record)(**{**{f: getattr(record, f) for f in record.__slots__}, "id": name}),
        scope_for(kind, "1"),
    )


@settings(max_examples=EXAMPLES, deadline=None, phases=NO_SHRINK)
@given(st.data())
def test_acts_taken_back_and_done_again_leave_what_there_was(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as archive:
        seen = [snapshot(archive)]
        for count in range(data.draw(st.integers(1, 8))):
            with archive.reader() as reader:
                verb, edits = an_act(reader, data, count)
            archive.commit(edits, AMAL, verb).result(10)
            if archive.stacks().undo and len(archive.stacks().undo) == len(seen):
                seen.append(snapshot(archive))
        for before in reversed(seen[:-1]):
            archive.undo(AMAL).result(10)
            assert snapshot(archive) == before
        for after in seen[1:]:
            archive.redo(AMAL).result(10)
            assert snapshot(archive) == after
        assert not [finding for finding in archive.check() if finding.is_damage]


@settings(max_examples=EXAMPLES, deadline=None, phases=NO_SHRINK)
@given(st.data())
def test_rows_written_again_from_the_journal_are_the_rows(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as archive:
        for count in range(data.draw(st.integers(1, 8))):
            with archive.reader() as reader:
                verb, edits = an_act(reader, data, count)
            archive.commit(edits, AMAL, verb).result(10)
            if data.draw(st.booleans()) and archive.stacks().undo:
                archive.undo(AMAL).result(10)
        before = snapshot(archive)
        assert not [finding for finding in archive.check() if finding.is_damage]
        archive.repair()
        assert snapshot(archive) == before
        assert not [finding for finding in archive.check() if finding.is_damage]

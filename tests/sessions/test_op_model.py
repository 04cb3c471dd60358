"""The first test of all: random histories of the op model, and a mutant of each rule that must die in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sessions import edits, fold, journal, may, ops, permission, undo
from sessions.notes import PermissionState
from sessions.ops import CREATION, DELETED, Op, OpState
from tests.sessions import world
from tests.sessions.histories import Broken, History

IS_LONG = bool(os.environ.get("FACILITATOR_LONG"))
BATCHES = 60 if IS_LONG else 15
HISTORIES_IN_A_BATCH = 500 if IS_LONG else 100
SEEDS_FOR_A_MUTANT = 400

pytestmark = pytest.mark.many


@pytest.mark.parametrize("batch", range(BATCHES))
def test_histories_keep_every_promise(batch: int) -> None:
    first = batch * HISTORIES_IN_A_BATCH
    for seed in range(first, first + HISTORIES_IN_A_BATCH):
        try:
            History(seed).run()
        except Broken as broken:
            pytest.fail(f"history {seed}: {broken}")


def _by_arrival(_entry: Any) -> tuple[int, int, str]:
    return (0, 0, "")


def _confirmed_first(entry: Any) -> tuple[int, int, str]:
    if entry.state is OpState.CONFIRMED:
        return (1, entry.gseq, "")
    return (0, entry.lam, entry.op.op_id)


def _gseq_forgotten(entry: Any) -> tuple[int, int, str]:
    return (int(entry.state is not OpState.CONFIRMED), entry.lam, entry.op.op_id[::-1])


def _ties_by_arrival(entry: Any) -> tuple[int, int, str]:
    if entry.state is OpState.CONFIRMED:
        return (0, entry.gseq, "")
    return (1, entry.lam, "")


def _twins_are_strangers(_name: str, _makers: Any, edited: Any) -> set[str]:
    return {op_id for entry in edited for op_id in entry.op.base}


def _always_take(store: Any, change: Any, op: Op, origin: Any) -> bool:
    entry = ops.Entry(op, change.lam, change.act, origin=origin)
    entries = store.entries(op.kind, op.id)
    store.keep_entry(journal.blanked(entry, journal.redacted_in(entries, op.scope)))
    if op.field == ops.REDACTED:
        journal.redact(store, entries, op)
    return True


_real_blanked = journal.blanked


def _creations_keep_words(entry: Any, fields: Any) -> Any:
    return entry if entry.op.field == CREATION else _real_blanked(entry, fields)


def _only_the_newest(found: Any) -> Any:
    return tuple(found)[-1:]


def _loosest(answer: permission.Answer) -> tuple[int, int]:
    rank = {PermissionState.GIVEN: 0, PermissionState.REFUSED: 2, PermissionState.WITHDRAWN: 2}
    return (rank.get(answer.state, 1), -(answer.ceiling or 0))


def _no_copy_needed(_op: Op) -> str:
    return ""


def _value_now(entries: Any, op: Op) -> Any:
    return op.value


def _undo_by_the_newest_base(entries: Any, op: Op) -> Any:
    return None


def _seen(name: str, value: Any, view: Any) -> Any:
    return fold.with_seen(value, view) if name == DELETED else value


def _heads_of_first(view: Any, edit: Any) -> Any:
    for name, value in edit.fields.items():
        base = view.heads.get(name, ())[:1]
        yield (view.scope, edit.kind, edit.id, name, _seen(name, value, view), base)


def _baseless(view: Any, edit: Any) -> Any:
    for name, value in edit.fields.items():
        yield (view.scope, edit.kind, edit.id, name, _seen(name, value, view), ())


def _blind_deletion(value: Any, _view: Any) -> Any:
    return {**value, "seen": []} if isinstance(value, dict) else value


def _copy_last(part: Any) -> bool:
    return any(journal._is_copy(op) for op in part)


def _undo_without_asking(one: Any, other: Any) -> bool:
    return True


_real_undoing = undo.undoing


def _undo_leaves_the_base_open(*asked: Any) -> Any:
    return tuple(replace(restored, base=()) for restored in _real_undoing(*asked))


def _never_undoes(_changes: Any) -> undo.Stacks:
    real = _real_stacks(_changes)
    return undo.Stacks(real.undo, real.redo[:0])


_real_stacks = undo.stacks

MUTANTS: list[tuple[str, Any, str, Callable[..., Any] | Any]] = [
    ("the last arrival wins", fold, "strength", _by_arrival),
    ("confirmed stands above pending", fold, "strength", _confirmed_first),
    ("the hub's order is not used", fold, "strength", _gseq_forgotten),
    ("equal lams are settled by arrival", fold, "strength", _ties_by_arrival),
    ("bases are not read", fold, "covered", lambda *_: set()),
    ("twins of an import are strangers", fold, "covered", _twins_are_strangers),
    ("a record's scope is the last creation's", fold, "scope_of", lambda made: made[-1].op.scope),
    ("any scope is heard", fold, "belongs", lambda *_: True),
    ("a refused op still counts", fold, "is_live", lambda _e: True),
    ("clashes are silent", fold, "_clashes", lambda _h: {}),
    ("a deletion never clashes with an edit", fold, "_is_edited_since_deleted", lambda *_: False),
    ("every deletion clashes", fold, "_ancestry", lambda seen, _edits: set()),
    ("only heads count as seen", fold, "_ancestry", lambda seen, _edits: seen),
    ("later ops keep redacted words", journal, "redacted_in", lambda *_: frozenset()),
    ("a redaction leaves what is here", journal, "redact", lambda *_: None),
    ("creations keep redacted words", journal, "blanked", _creations_keep_words),
    ("what is known is taken again", journal, "_take_op", _always_take),
    ("private scopes travel", journal, "is_private", lambda _s: False),
    ("a hub can refuse a redaction", journal, "is_above_verdicts", lambda _op: False),
    ("the copy does not come first", journal, "_holds_no_copy", _copy_last),
    ("a move needs no copy", journal, "needs_copy", _no_copy_needed),
    ("lam is a count of one's own", journal, "next_lam", lambda _seen: 1),
    ("an upload goes in any order", journal, "upload_order", lambda e: sorted(e, key=lambda x: x.op.id)),
    ("unfinished imports are shown", journal, "unfinished_acts", lambda _c: set()),
    ("moves are not followed", journal, "stands_for", lambda record_id, _to: record_id),
    ("faulty ops are taken", journal, "fault_of_op", lambda _op: ""),
    ("everybody may do everything", world, "may", lambda *_: True),
    (
        "everybody may do everything, by the table",
        may,
        "_TABLE",
        {role: {"register": may._ANYTHING} for role in may.Role},
    ),
    ("undo keeps the value", undo, "_value_before", _value_now),
    ("undo empties the field", undo, "_value_before", _undo_by_the_newest_base),
    ("undo asks nobody", undo, "_equal", _undo_without_asking),
    ("undo does not say what it saw", undo, "undoing", _undo_leaves_the_base_open),
    ("undo brings back an old deletion as it was", undo, "with_seen", lambda value, _view: value),
    ("nothing can be redone", undo, "stacks", _never_undoes),
    ("redactions can be undone", undo, "_is_final", lambda _op: False),
    ("an edit does not say what it saw", edits, "_changes", _baseless),
    ("settling sees only the winner", edits, "_changes", _heads_of_first),
    ("a deletion does not say what it saw", edits, "with_seen", _blind_deletion),
    ("the newest answer counts", permission, "standing", _only_the_newest),
    ("an answer that is followed still counts", permission, "standing", tuple),
    ("the loosest answer counts", permission, "strictness", _loosest),
    ("an answer covers other words", permission, "effective", None),
]


@pytest.mark.parametrize(("what", "module", "name", "mutant"), MUTANTS, ids=[m[0] for m in MUTANTS])
def test_mutant_dies(what: str, module: Any, name: str, mutant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if mutant is None:
        real = permission.effective
        mutant = lambda answers, op_id, is_same: real(answers, op_id, lambda *_: True)  # noqa: E731
    monkeypatch.setattr(module, name, mutant)
    for seed in range(SEEDS_FOR_A_MUTANT):
        try:
            History(seed).run()
        except Exception:  # noqa: BLE001 - a mutant may die in any way it likes
            return
    pytest.fail(f"no history noticed that {what}")

"""Small real things to tell rules with: ops of one note, devices that keep notes, answers about a quotation."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sessions import undo
from sessions.edits import Edit, create
from sessions.errors import DomainError
from sessions.fold import View, fold
from sessions.may import Role
from sessions.notes import Note, Permission, PermissionState
from sessions.ops import CREATION, DELETED, REDACTED, Change, Entry, Op, OpState, Value
from sessions.people import Level
from tests.sessions.world import Device, Ids

GROUP = "group:1"
OTHER_GROUP = "group:2"
SCOPES = ("gathering:1", GROUP, OTHER_GROUP, "desk:1")
VERB = "note.edit"


def at(change_id: str) -> str:
    """Return the id of the first op of a Change."""
    return f"{change_id}.0000"


def change(change_id: str, **more: Any) -> Change:
    """Return a header of amal's."""
    plain = {"act": change_id, "actor": "amal", "device": "amal", "seq": 1, "lam": 1, "at": 0, "zone": "UTC"}
    return Change(change_id, **{**plain, "verb": VERB, **more})


def op(change_id: str, field: str, value: Value, *saw: str, **more: Any) -> Op:
    """Return an op of note n1 that saw the first ops of some Changes."""
    plain = {"n": 0, "scope": GROUP, "kind": "note", "id": "n1", "base": tuple(map(at, saw))}
    return Op(change_id, field=field, value=value, **{**plain, **more})


def made(change_id: str, lam: int = 1, **fields: Value) -> Entry:
    """Return the creation of note n1."""
    return Entry(op(change_id, CREATION, fields), lam, change_id)


def said(change_id: str, lam: int, field: str, value: Value, *saw: str) -> Entry:
    """Return an op that sets one field of note n1."""
    return Entry(op(change_id, field, value, *saw), lam, change_id)


def deleted(change_id: str, lam: int, *seen: str, saw: Iterable[str] = ()) -> Entry:
    """Return the deletion of note n1 by somebody who had seen the first ops of some Changes."""
    return said(change_id, lam, DELETED, {"why": "deleted", "to": "", "seen": [at(s) for s in seen]}, *saw)


def redacted(change_id: str, lam: int, *fields: str) -> Entry:
    """Return a redaction of fields of note n1."""
    return said(change_id, lam, REDACTED, list(fields))


def confirmed(entry: Entry, gseq: int) -> Entry:
    """Return an entry to which a hub has given a place."""
    return replace(entry, state=OpState.CONFIRMED, gseq=gseq)


def rejected(entry: Entry) -> Entry:
    """Return an entry that a hub has refused."""
    return replace(entry, state=OpState.REJECTED, reason="not invited")


def elsewhere(entry: Entry, scope: str = OTHER_GROUP) -> Entry:
    """Return an entry that speaks in another scope."""
    return replace(entry, op=replace(entry.op, scope=scope))


def seen(*entries: Entry) -> View:
    """Return the view of entries that make a record."""
    view = fold(entries)
    assert view is not None
    return view


def note(words: str = "We rang nobody back", record_id: str = "n1", **more: Any) -> Note:
    """Return a note of group 1."""
    return Note(record_id, "g1", words, **more)


def device(name: str = "amal") -> Device:
    """Return a convenor's empty archive."""
    return Device(name, Role.CONVENOR, SCOPES, Ids(random.Random(name)))


def keep(on: Device, words: str = "We rang nobody back", record_id: str = "n1", **more: Any) -> str:
    """Keep a note; return the act."""
    return on.act([create(note(words, record_id, **more), GROUP)], "note.keep").act


def do(on: Device, *edits: Edit, verb: str = VERB) -> str:
    """Do one act; return it."""
    return on.act(edits, verb).act


def share(giver: Device, *takers: Device) -> None:
    """Hand over everything that is not private."""
    for taker in takers:
        taker.merge(giver.pack(SCOPES))


def look(on: Device, record_id: str = "n1", kind: str = "note") -> View:
    """Return how a device shows a record that is there."""
    view = on.view(kind, record_id)
    assert view is not None
    return view


def words(on: Device, record_id: str = "n1") -> Value:
    """Return the words of a note as a device shows them."""
    return look(on, record_id).fields["words"]


def ops_of(on: Device, act: str) -> list[Op]:
    """Return the ops of an act in the order they were made."""
    changes = {made_here.change_id: made_here.seq for made_here in on.mine if made_here.act == act}
    ops = [entry.op for entry in on.store.all_entries() if entry.op.change_id in changes]
    return sorted(ops, key=lambda one: (changes[one.change_id], one.n))


def why_it_stands(on: Device, act: str) -> str:
    """Return why an act cannot be taken back, or '' where it can."""
    verb = next(change.verb for change in on.mine if change.act == act)
    try:
        undo.undoing(verb, ops_of(on, act), on.store.entries)
    except DomainError as error:
        return str(error.fields["why"])
    return ""


def answer(
    state: PermissionState, level: Level = Level.NAMED, *, follows: Iterable[str] = (), **more: Any
) -> Permission:
    """Return an answer about the first words of note n1."""
    plain = {"id": "p1", "note": "n1", "words_op": "w1"}
    return Permission(**{**plain, "state": state, "level": level, "follows": tuple(follows), **more})

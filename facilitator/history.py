"""The journal, readable: what was done, when and to what. Off-the-record ops are never read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from facilitator.archive.queries import PAGE, Reader
from facilitator.capture import group_named
from facilitator.off_the_record import note_named
from facilitator.verbs import act_name
from sessions.errors import DomainError
from sessions.fold import View
from sessions.journal import is_private
from sessions.ops import CREATION, Change, Entry, OpState, Value
from sessions.records import KINDS


@dataclass(frozen=True, slots=True)
class ActTold:
    """One act as a person sees it: what it is called, when it was done, and how many things it set."""

    act: str
    name: str
    at: int
    count: int


def told(reader: Reader, last: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the Changes, the newest first, as plain values; ``last`` says how many, 0 for all."""
    for number, (change, entries) in enumerate(_changes(reader), 1):
        yield _told(change, entries)
        if number == last:
            return


def acts(reader: Reader, last: int = 0) -> list[ActTold]:
    """Return the acts, the newest first: a long one is one act, and an undo says what it took back."""
    found: dict[str, ActTold] = {}
    begun: dict[str, Change] = {}
    for change, entries in _changes(reader):
        if change.act not in found and last and len(found) == last:
            # What an act took back was done before it: its name is still looked for.
            if all(not one.undoes or one.undoes in begun for one in begun.values()):
                break
            begun[change.act] = change
            continue
        act = found.setdefault(change.act, ActTold(change.act, "", change.at, 0))
        found[change.act] = replace(act, count=act.count + len(entries))
        begun[change.act] = change
    return [replace(act, name=_name(begun, act.act)) for act in found.values()]


def next_name(reader: Reader, device: str, which: str) -> str:
    """Return what the act is called that ``which`` (undo or redo) would take back next, '' where there is none."""
    change = _next_change(reader, device, which)
    return act_name(change.verb) if change is not None else ""


def _next_change(reader: Reader, device: str, which: str) -> Change | None:
    found = getattr(reader.stacks(device), which)
    change = reader.header_of_act(found[-1]) if found else None
    while change is not None and change.undoes:
        change = reader.header_of_act(change.undoes)
    return change


@dataclass(frozen=True, slots=True)
class NextAct:
    """The act that would be taken back next: its name and verb, and where it was done (ids, '' where it says none)."""

    name: str
    verb: str
    gathering: str = ""
    session: str = ""
    group: str = ""


def next_act(reader: Reader, device: str, which: str) -> NextAct | None:
    """Return the act that ``which`` (undo or redo) would take back next, or None."""
    change = _next_change(reader, device, which)
    if change is None:
        return None
    where: dict[str, str] = {}
    for kind, record_id in reader.touched(change.act)[:MOST_LOOKED_AT]:
        where = _way_up(reader, kind, record_id)
        if where:
            break
    return NextAct(act_name(change.verb), change.verb, **where)


MOST_LOOKED_AT: Final = 5
_UP: Final = {
    "note": "group",
    "seat": "group",
    "group": "session",
    "part": "session",
    "session": "occasion",
    "occasion": "gathering",
    "poll": "gathering",
    "document": "gathering",
}
"""Which field of a record leads up to the gathering."""


def _way_up(reader: Reader, kind: str, record_id: str) -> dict[str, str]:
    """Return the group, session and gathering that a record belongs to, as far as it says."""
    found: dict[str, str] = {}
    while kind and record_id:
        if kind in {"group", "session", "gathering"}:
            found[kind] = record_id
        view = reader.view(kind, record_id)
        kind = _UP.get(kind, "")
        record_id = str(view.fields.get(kind) or "") if view is not None else ""
    return found


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a record: who made it and when, in which act, and what each of its fields became.

    ``fields`` have the value before and after; what was removed for good has neither.
    """

    at: int
    actor: str
    name: str
    verb: str
    is_made: bool
    fields: tuple[tuple[str, Value, Value], ...]


def record_named(reader: Reader, wanted: str) -> tuple[str, str]:
    """Return the kind and id of the record that is meant by an id, a group's name or the first words of a note.

    What is or went off the record is not there. Raises DomainError ``record_unknown`` or ``note_ambiguous``.
    """
    for kind in KINDS:
        view = reader.view(kind, wanted)
        if view is not None and not _is_off_record(view):
            return kind, wanted
    for kind, named in (("group", group_named), ("note", note_named)):
        try:
            return kind, named(reader, wanted)
        except DomainError as error:
            if error.code in {"note_ambiguous", "group_ambiguous"}:
                raise
    raise DomainError("record_unknown")


def _is_off_record(view: View) -> bool:
    return is_private(view.scope) or (bool(view.moved_to) and bool(view.redacted))


def versions(reader: Reader, kind: str, record_id: str) -> list[Version]:
    """Return what became of a record, the first version first."""
    entries = [one for one in reader.entries(kind, record_id) if not is_private(one.op.scope)]
    entries.sort(key=lambda one: (one.lam, one.op.change_id, one.op.n))
    headers = reader.headers(one.op.change_id for one in entries)
    before: dict[str, Value] = {}
    found: dict[str, Version] = {}
    for entry in entries:
        change = headers.get(entry.op.change_id)
        if change is None or entry.state is OpState.REJECTED:
            continue
        empty = Version(change.at, change.actor, _verb_name(change), change.verb, False, ())
        one = found.setdefault(change.change_id, empty)
        is_made = entry.op.field == CREATION
        after = (
            entry.op.value
            if is_made and isinstance(entry.op.value, dict)
            else {entry.op.field: entry.op.value}
        )
        told = tuple((name, before.get(name), value) for name, value in after.items())
        before.update(after)
        found[change.change_id] = replace(one, is_made=one.is_made or is_made, fields=(*one.fields, *told))
    return list(found.values())


def _verb_name(change: Change) -> str:
    return act_name("undo") if change.undoes else act_name(change.verb)


def _name(begun: dict[str, Change], act: str) -> str:
    """Return what an act is called; taking back what took something back is doing it again."""
    change = begun[act]
    if not change.undoes:
        return act_name(change.verb)
    is_redo = True
    while change.undoes:
        is_redo = not is_redo
        if change.undoes not in begun:
            return act_name("undo")
        change = begun[change.undoes]
    return f"{act_name('redo' if is_redo else 'undo')}: {act_name(change.verb)}"


def _changes(reader: Reader) -> Iterator[tuple[Change, tuple[Entry, ...]]]:
    before = 0
    while page := reader.history(before=before, limit=PAGE):
        yield from ((change, entries) for _n, change, entries in page)
        before = page[-1][0]


def _told(change: Change, entries: tuple[Entry, ...]) -> dict[str, Any]:
    return {
        "change": change.change_id,
        "act": act_name(change.verb),
        "verb": change.verb,
        "at": change.at,
        "actor": change.actor,
        "device": change.device,
        "undoes": change.undoes,
        "count": len(entries),
        "ops": [
            {
                "kind": e.op.kind,
                "id": e.op.id,
                "field": e.op.field,
                "value": e.op.value,
                "state": e.state.value,
            }
            for e in entries
        ],
    }

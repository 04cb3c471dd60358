"""The journal, readable: what was done, when and to what. Off-the-record ops are never read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from facilitator.archive.queries import PAGE, Reader
from facilitator.verbs import act_name
from sessions.ops import Change, Entry


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

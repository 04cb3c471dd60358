"""The journal, readable: what was done, when and to what. Off-the-record ops are never read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitator.archive.queries import Reader
from facilitator.verbs import act_name
from sessions.ops import Change, Entry


def told(reader: Reader, last: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the Changes, the newest first, as plain values; ``last`` says how many, 0 for all."""
    count = 0
    before = 0
    while page := reader.history(before=before):
        for number, change, entries in page:
            if last and count >= last:
                return
            yield _told(change, entries)
            count += 1
            before = number


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

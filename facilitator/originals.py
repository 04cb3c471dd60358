"""The files that notes came from: which of them hold the words of a note, and which bytes nothing else needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from facilitator.archive.queries import Reader


def made_with(reader: Reader, notes: Iterable[str]) -> tuple[str, ...]:
    """Return the kept originals that came in by the same act and into the same group as one of some notes."""
    views = [view for note in notes if (view := reader.view("note", note))]
    groups = {str(view.fields.get("group")) for view in views}
    acts = frozenset(act for view in views for act in view.created_in)
    found = [
        kept.record.id
        for group in sorted(groups)
        for kept in reader.every_ever("original", group=group)
        if (view := reader.view("original", kept.record.id)) and not acts.isdisjoint(view.created_in)
    ]
    return tuple(found)


def only_named_by(reader: Reader, originals: Collection[str]) -> list[str]:
    """Return the sha256 of kept bytes that no other original names."""
    every = [kept.record for kept in reader.every_ever("original")]
    others = {one.sha256 for one in every if one.id not in originals}
    return [one.sha256 for one in every if one.id in originals and one.sha256 and one.sha256 not in others]

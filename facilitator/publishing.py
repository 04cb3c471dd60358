"""What is written down of a document that left: its state, its files, whose words and names it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from facilitator.archive.queries import Reader
from sessions.document import Document, DocumentTree, Origin
from sessions.fold import View, digest
from sessions.gate import Quotable
from sessions.people import Level, Person
from sessions.permission import Audience
from sessions.publications import Publication, PublishedFile


def publication_of(
    reader: Reader,
    tree: DocumentTree,
    audience: Audience,
    files: Mapping[Path, bytes],
    quotables: Mapping[str, Quotable],
) -> Publication:
    """Return the record of a document in its files; it has no id and no time yet."""
    written = sorted((path.name, hashlib.sha256(data).hexdigest()) for path, data in files.items())
    return Publication(
        id="",
        document=tree.document.id,
        at=0,
        audience=audience.value,
        digest=digest(_views(reader, tree)),
        files=tuple(PublishedFile(name, told) for name, told in written),
        notes=tuple(sorted(_quoted(tree))),
        people=tuple(sorted(_named(reader, tree, quotables))),
    )


def _views(reader: Reader, tree: DocumentTree) -> Iterator[View]:
    """Yield what the journal says of a document, its blocks, and the polls whose figures they show."""
    blocks = [node.block for node in tree.walk()]
    shown = dict.fromkeys(block.about for block in blocks if block.about in tree.polls)
    for kind, found in (
        ("document", [tree.document.id]),
        ("block", [block.id for block in blocks]),
        ("poll", list(shown)),
    ):
        for record in found:
            view = reader.view(kind, record)
            if view is not None:
                yield view


def _quoted(tree: DocumentTree) -> set[str]:
    runs = (run for node in tree.walk() for run in node.block.body)
    return {ref for run in runs if run.src.origin is Origin.QUOTE for ref in run.src.refs}


def _named(reader: Reader, tree: DocumentTree, quotables: Mapping[str, Quotable]) -> set[str]:
    """Return everybody whose name stands in a document: whole, or a part of it in a run that rests on them.

    A run may rest on people without naming any: how many they were, or a mark beside some of them.
    """
    people: dict[str, Person] = {kept.record.id: kept.record for kept in reader.every("person")}
    seats = {kept.record.id: kept.record.person for kept in reader.every("seat")}
    text = _text(tree)
    found = {one.id for one in people.values() if any(_stands(name, text) for name in _names(one))}
    for run in (run for node in tree.walk() for run in node.block.body):
        if run.src.origin is Origin.RECORD:
            found.update(ref for ref in run.src.refs if ref in people and _has_part(people[ref], run.text))
        elif run.src.origin is Origin.ATTRIBUTION and run.src.level is Level.NAMED:
            spoke = (quotables[ref].note.said_by for ref in run.src.refs if ref in quotables)
            found.update(seats[seat] for seat in spoke if seats.get(seat))
    return found


def _text(tree: DocumentTree) -> str:
    document: Document = tree.document
    cover = (document.title, document.subtitle, document.byline, document.dateline)
    return "\n".join((*cover, *(node.block.text for node in tree.walk())))


def _names(person: Person) -> tuple[str, ...]:
    return tuple(name for name in (person.name, *person.also_known_as) if name.strip())


def _has_part(person: Person, text: str) -> bool:
    return any(_stands(part, text) for name in _names(person) for part in name.split())


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None

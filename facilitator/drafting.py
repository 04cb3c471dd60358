"""Keeping a draft: numbered in its series, and not again where it says just what the newest says."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from facilitator import paths
from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from sessions.compose import Draft
from sessions.compose import Reason as Unused
from sessions.document import Block, Document
from sessions.edits import create
from sessions.ids import uuid8
from sessions.illustrations import carried_over, is_illustration
from sessions.scopes import scope_for


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft in the archive, and what became of the notes it was made of."""

    document: str
    used: Mapping[str, tuple[str, ...]]
    unused: Mapping[str, Unused]


def templates(language: str) -> Mapping[str, str]:
    """Return the fixed words of every kind of document in a language, by name."""
    found: dict[str, Any] = {}
    for file in sorted(paths.templates(language).glob("*.toml")):
        found |= tomllib.loads(file.read_text("utf-8"))
    return {name: str(sentence) for name, sentence in found.items()}


def keep_draft(archive: Archive, actor: str, composed: Draft, *series: str) -> Drafted:
    """Keep a draft under the next number of its series; one that says just what the newest says is not kept again.

    Pictures that a person put into the newest stand in the next as well.
    """
    with archive.reader() as reader:
        number = free_number(reader, "document", *series, start=1)
        newest = _numbered(composed, series, number - 1)
        kept: list[Block] = [one.record for one in reader.every("block", document=newest.document.id)]
        is_same = number > 1 and _is_same(reader, newest)
    if is_same:
        return Drafted(newest.document.id, composed.used, composed.unused)
    made = _numbered(composed, series, number)
    pictures = carried_over(kept, made.blocks, made.document.id)
    scope = scope_for("document", made.document.gathering)
    edits = [create(made.document, scope), *(create(block, scope) for block in (*made.blocks, *pictures))]
    archive.commit(edits, actor, "document.draft").result()
    return Drafted(made.document.id, composed.used, composed.unused)


def newest_of(reader: Reader, composed: Draft, *series: str) -> tuple[str, bool]:
    """Return the newest document of a series, '' where there is none, and whether it says just what is composed."""
    number = free_number(reader, "document", *series, start=1)
    newest = _numbered(composed, series, number - 1)
    return (newest.document.id, _is_same(reader, newest)) if number > 1 else ("", False)


def _is_same(reader: Reader, draft: Draft) -> bool:
    """Tell whether a draft is kept as it is; pictures that a person put into it are no part of what is composed."""
    if not _is_known(reader, draft.document):
        return False
    kept: list[Block] = [one.record for one in reader.every("block", document=draft.document.id)]
    return {block for block in kept if not is_illustration(block)} == set(draft.blocks)


def _is_known(reader: Reader, document: Document) -> bool:
    """Tell whether a document is kept with the same title and names; what became of it since does not count."""
    every: list[Document] = [kept.record for kept in reader.every("document", gathering=document.gathering)]
    known = [one for one in every if one.id == document.id]
    since = [
        replace(document, circulated=one.circulated, circulated_to=one.circulated_to, address=one.address)
        for one in known
    ]
    return bool(known) and known == since


def free_number(reader: Reader, kind: str, *parts: str, start: int = 0) -> int:
    """Return the first number whose record was never made: one that was taken back keeps its id."""
    return next(n for n in itertools.count(start) if reader.view(kind, uuid8(*parts, n)) is None)


def _numbered(composed: Draft, series: tuple[str, ...], number: int) -> Draft:
    """Return a draft whose ids say which draft of its series it is."""
    document: Document = replace(composed.document, id=uuid8(*series, number))
    names = {block.id: uuid8(document.id, place) for place, block in enumerate(composed.blocks)}
    blocks: tuple[Block, ...] = tuple(
        replace(b, id=names[b.id], document=document.id, parent=names.get(b.parent, ""))
        for b in composed.blocks
    )
    return replace(composed, document=document, blocks=blocks)

"""Full-text search over notes: words in one column, filters as tokens in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select, text

from facilitator.archive.rows import Kept, kept_of
from facilitator.archive.tables import RECORDS
from sessions.journal import is_private

CREATE: Final = (
    "CREATE VIRTUAL TABLE note_index USING fts5(words, tokens, content='', "
    "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
)
SECURE: Final = "INSERT INTO note_index(note_index, rank) VALUES('secure-delete', 1)"
RANKED_AT_MOST: Final = 2_000
"""Beyond so many hits only the newest are ranked: bm25 over a million notes takes too long."""

_ADD: Final = text("INSERT INTO note_index(rowid, words, tokens) VALUES(:n, :words, :tokens)")
_DROP: Final = text(
    "INSERT INTO note_index(note_index, rowid, words, tokens) VALUES('delete', :n, :words, :tokens)"
)
_FIND: Final = text(
    "SELECT n FROM (SELECT rowid AS n, bm25(note_index) AS score FROM note_index WHERE note_index MATCH :wanted"
    " AND rowid IN (SELECT rowid FROM note_index WHERE note_index MATCH :wanted ORDER BY rowid DESC LIMIT :cap))"
    " ORDER BY score, n DESC LIMIT :limit"
)
_COUNT: Final = text(
    "SELECT count(*) FROM (SELECT 1 FROM note_index WHERE note_index MATCH :wanted LIMIT :cap)"
)
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words (the last may be unfinished) and filters, each any of several."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Notes found, best first; ``is_partial`` says that only the newest hits were ranked."""

    notes: tuple[Kept, ...]
    is_partial: bool


def token(prefix: str, value: str) -> str:
    """Return a filter as one word of the index."""
    return prefix + "x" + _NOT_A_LETTER.sub("", value.casefold())


def entry_for(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the index holds for a row of the note table, or None where it must hold nothing."""
    if row["deleted"] is not None or is_private(row["scope"]) or not row["words"]:
        return None
    note = kept_of("note", row).record
    tokens = [token("k", note.kind), token("g", note.group)]
    tokens += [token("s", strand) for strand in note.strands]
    tokens += [token("b", note.said_by)] if note.said_by else []
    return {"n": row["n"], "words": note.words, "tokens": " ".join(tokens)}


def put(connection: Connection, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
    """Bring the index from one row of a note to the next; the old entry goes before the new one comes."""
    old = entry_for(before) if before is not None else None
    new = entry_for(after) if after is not None else None
    if old == new:
        return
    if old is not None:
        connection.execute(_DROP, old)
    if new is not None:
        connection.execute(_ADD, new)


def rebuild(connection: Connection) -> None:
    """Make the whole index again from the rows."""
    connection.execute(text("INSERT INTO note_index(note_index) VALUES('delete-all')"))
    for row in connection.execute(select(RECORDS["note"])).mappings():
        put(connection, None, row)


def query_of(wanted: Wanted) -> str:
    """Return what FTS5 is asked; everything a person types is words, nothing of it is syntax."""
    words = [f'"{word}"' for word in _NOT_A_LETTER.sub(" ", wanted.words).split()]
    if words and not wanted.words[-1:].isspace():
        words[-1] += "*"
    parts = [f"words : ({' AND '.join(words)})"] if words else []
    for prefix, values in (
        ("k", wanted.kinds), ("s", wanted.strands), ("g", wanted.groups), ("b", wanted.said_by)
    ):  # fmt: skip
        if values:
            parts.append(f"tokens : ({' OR '.join(token(prefix, value) for value in values)})")
    return " AND ".join(parts)


def find(connection: Connection, wanted: Wanted, limit: int = 50) -> Found:
    """Return the notes that match, best first."""
    query = query_of(wanted)
    if not query:
        return Found((), False)
    asked = {"wanted": query, "cap": RANKED_AT_MOST, "limit": limit}
    numbers = connection.execute(_FIND, asked).scalars().all()
    count = connection.execute(_COUNT, {"wanted": query, "cap": RANKED_AT_MOST + 1}).scalar_one()
    return Found(_in_order(connection, numbers), count > RANKED_AT_MOST)


def _in_order(connection: Connection, numbers: Sequence[int]) -> tuple[Kept, ...]:
    table = RECORDS["note"]
    shown: Iterable[Any] = connection.execute(
        select(table).where(table.c.n.in_(numbers), table.c.made_in == "")
    ).mappings()
    by_number = {row["n"]: kept_of("note", row) for row in shown}
    return tuple(by_number[n] for n in numbers if n in by_number)

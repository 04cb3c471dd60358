"""Full-text search over notes: words in one column, filters as tokens in another."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select, text

from facilitator.archive.engine import write
from facilitator.archive.rows import Kept, kept_of
from facilitator.archive.tables import RECORDS
from sessions.journal import is_private

RANKED_AT_MOST: Final = 2_000
"""Beyond so many hits only the newest are ranked: bm25 over a million notes takes too long."""

Cells = Mapping[str, Any] | RowMapping
"""A row by the names of its columns."""

_ADD: Final = text("INSERT INTO note_index(rowid, words, tokens) VALUES(:n, :words, :tokens)")
_DROP: Final = text(
    "INSERT INTO note_index(note_index, rowid, words, tokens) VALUES('delete', :n, :words, :tokens)"
)
_SHOWN: Final = "note_index MATCH :wanted AND rowid NOT IN (SELECT n FROM note WHERE made_in <> '')"
_NEWEST: Final = f"SELECT rowid AS n FROM note_index WHERE {_SHOWN} ORDER BY rowid DESC LIMIT :cap"
# The oldest of the newest is asked for, not whether each is among them: FTS5 would look every one of them up.
_FIND: Final = text(
    f"SELECT rowid FROM note_index WHERE {_SHOWN} AND rowid >= (SELECT min(n) FROM ({_NEWEST}))"
    " ORDER BY bm25(note_index), rowid DESC LIMIT :limit"
)
_COUNT: Final = text(f"SELECT count(*) FROM ({_NEWEST})")
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_ACCENTS: Final = re.compile(r"[\u0300-\u036f]+")


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
    return f"{prefix}x{_NOT_A_LETTER.sub('', plain(value))}"


def plain(words: str) -> str:
    """Return words as they are indexed and asked for, without capitals and accents.

    FTS5 takes accents from Latin letters only; Greek ones would have to be typed exactly.
    """
    if words.isascii():
        return words.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", words.casefold()))
    return unicodedata.normalize("NFC", bare)


def folded_words(text: str) -> list[str]:
    """Return the words of a text as they are indexed and asked for."""
    return _NOT_A_LETTER.sub(" ", plain(text)).split()


def is_indexed(row: Cells) -> bool:
    """Tell whether a row of the note table has a place in the index."""
    return row["deleted"] is None and bool(row["words"]) and not is_private(row["scope"])


def entry_for(row: Cells) -> dict[str, Any] | None:
    """Return what the index holds for a row of the note table, or None where it must hold nothing."""
    if not is_indexed(row):
        return None
    strands = json.loads(row["strands"]) if row["strands"] else []
    tokens = [token("k", row["kind"] or ""), token("g", row["group"] or "")]
    tokens += [token("s", str(strand)) for strand in (strands if isinstance(strands, list) else [])]
    tokens += [token("b", row["said_by"])] if row["said_by"] else []
    return {"n": row["n"], "words": plain(row["words"]), "tokens": " ".join(tokens)}


def put(connection: Connection, before: Cells | None, after: Cells | None) -> None:
    """Bring the index from one row of a note to the next; the old entry goes before the new one comes."""
    old = entry_for(before) if before is not None else None
    new = entry_for(after) if after is not None else None
    if old == new:
        return
    if old is not None:
        write(connection, _DROP, old)
    if new is not None:
        write(connection, _ADD, new)


def clear(connection: Connection) -> None:
    """Empty the index, whatever state it is in."""
    connection.execute(text("INSERT INTO note_index(note_index) VALUES('delete-all')"))


def rebuild(connection: Connection) -> None:
    """Make the whole index again from the rows."""
    clear(connection)
    for row in connection.execute(select(RECORDS["note"])).mappings():
        put(connection, None, row)


def query_of(wanted: Wanted) -> str:
    """Return what FTS5 is asked; everything a person types is words, nothing of it is syntax."""
    words = [f'"{word}"' for word in folded_words(wanted.words)]
    if words and not wanted.words[-1:].isspace():
        words[-1] += "*"
    parts = [f"words : ({' AND '.join(words)})"] if words else []
    filters = {"k": wanted.kinds, "s": wanted.strands, "g": wanted.groups, "b": wanted.said_by}
    for prefix, values in filters.items():
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
    shown = connection.execute(select(table).where(table.c.n.in_(numbers)))
    by_number = {row[0]: kept_of("note", row) for row in shown}
    return tuple(by_number[n] for n in numbers if n in by_number)

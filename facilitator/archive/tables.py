"""The archive's tables: one for each kind of record, field by field, and the journal they are read from."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from sessions.records import KINDS

METADATA: Final = MetaData()

LOCAL_COLUMNS: Final = ("n", "id", "scope", "deleted", "redacted", "clashes", "made_in", "words_version")
"""What a row has besides its record's fields; ``made_in`` names an unfinished act that hides it."""


class Shape(Enum):
    """How a column holds a field."""

    NUMBER = "whole number"
    TEXT = "text"
    JSON = "JSON text"


def shape_of(hint: Any) -> Shape:
    """Return how a field of a type is held: tuples and nested dataclasses as the text of their JSON value."""
    if isinstance(hint, type) and issubclass(hint, int):
        return Shape.NUMBER
    return Shape.TEXT if isinstance(hint, type) and issubclass(hint, str | date) else Shape.JSON


@cache
def shapes(kind: str) -> Mapping[str, Shape]:
    """Return the fields of a kind of record that have columns, and how these hold them."""
    hints = typing.get_type_hints(KINDS[kind])
    return {f.name: shape_of(hints[f.name]) for f in dataclasses.fields(KINDS[kind]) if f.name != "id"}


def _column(name: str, shape: Shape) -> Column[Any]:
    return Column(name, Integer if shape is Shape.NUMBER else Text, nullable=True)


def _record_table(kind: str) -> Table:
    return Table(
        kind,
        METADATA,
        Column("n", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("deleted", Text, nullable=True),
        Column("redacted", Text, nullable=False),
        Column("clashes", Text, nullable=False),
        Column("made_in", Text, nullable=False),
        Column("words_version", Text, nullable=False),
        *(_column(name, shape) for name, shape in shapes(kind).items()),
        Index(f"ix_{kind}_id", "id"),
        Index(f"ix_{kind}_made_in", "made_in", sqlite_where=text("made_in <> ''")),
    )


RECORDS: Final[Mapping[str, Table]] = MappingProxyType({kind: _record_table(kind) for kind in KINDS})

PARENT_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "strand": "network",
        "standing_text": "network",
        "gathering": "network",
        "attendance": "occasion",
        "occasion": "gathering",
        "session": "occasion",
        "part": "session",
        "group": "session",
        "poll": "gathering",
        "seat": "group",
        "note": "group",
        "permission": "note",
        "print_choice": "note",
        "document": "gathering",
        "block": "document",
        "series": "network",
        "survey": "gathering",
        "figure": "network",
        "aim": "network",
        "citation": "gathering",
        "publication": "document",
        "original": "group",
    }
)
"""The field by which records of a kind are asked for: it names the kind of their parent."""

ORDERED_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"note": ("rank",)})
"""Kinds of which a page in order is read while somebody types, and what their order begins with."""

for _kind, _parent in PARENT_OF.items():
    _columns = (_parent, *ORDERED_BY.get(_kind, ()))
    Index(f"ix_{_kind}_{_parent}", *(RECORDS[_kind].c[_name] for _name in _columns))

Index("ix_note_picked", RECORDS["note"].c["group"], sqlite_where=text("report_rank <> ''"))

CHANGES: Final = Table(
    "change",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("change_id", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("lam", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    Index("ux_change_id", "change_id", unique=True),
    Index("ix_change_act", "act"),
    Index("ix_change_device_seq", "device", "seq"),
    Index("ix_change_lam", "lam"),
)

OPS: Final = Table(
    "op",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("change_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("scope", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("lam", Integer, nullable=False),
    Column("act", Text, nullable=False),
    Column("gseq", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Index("ux_op_change_place", "change_id", "place", unique=True),
    Index("ix_op_record", "kind", "id"),
    Index("ix_op_act", "act"),
)

BLOBS: Final = Table(
    "blob",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("mime", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)
"""Bytes that records name by their sha256: kept originals. They are no part of the journal."""

DRAFTS: Final = Table(
    "draft",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Integer, nullable=False),
)
"""Half-typed lines, sealed, one for each place where somebody types. They are in no journal and travel nowhere."""

UNFINISHED: Final = Table("unfinished", METADATA, Column("act", Text, primary_key=True))

FACTS: Final = Table(
    "fact", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)
"""What this file knows of itself: its device, where it lay."""

BACKUPS: Final = Table(
    "backup",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("at", Integer, nullable=False),
)
"""Backups made of this archive, so that those which still hold removed words can be named."""

"""Records as fields: the frozen dataclasses of this floor to the JSON values of the journal and back."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sessions.agenda import Part, Session
from sessions.aims import Aim
from sessions.breakouts import Group, Seat
from sessions.citations import Citation
from sessions.document import Block, Document
from sessions.figures import Figure
from sessions.gathering import Gathering, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note, Permission, PrintChoice
from sessions.ops import Value, is_blank
from sessions.originals import Original
from sessions.people import Attendance, Person
from sessions.polls import Poll
from sessions.publications import Publication
from sessions.series import Series
from sessions.surveys import Survey

Record = (
    Network
    | Strand
    | StandingText
    | Person
    | Attendance
    | Gathering
    | Occasion
    | Session
    | Part
    | Group
    | Poll
    | Seat
    | Note
    | Permission
    | PrintChoice
    | Document
    | Block
    | Series
    | Survey
    | Figure
    | Aim
    | Citation
    | Publication
    | Original
)

KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {
        "network": Network,
        "strand": Strand,
        "standing_text": StandingText,
        "person": Person,
        "attendance": Attendance,
        "gathering": Gathering,
        "occasion": Occasion,
        "session": Session,
        "part": Part,
        "group": Group,
        "poll": Poll,
        "seat": Seat,
        "note": Note,
        "permission": Permission,
        "print_choice": PrintChoice,
        "document": Document,
        "block": Block,
        "series": Series,
        "survey": Survey,
        "figure": Figure,
        "aim": Aim,
        "citation": Citation,
        "publication": Publication,
        "original": Original,
    }
)
"""Every kind of record there is; the archive has one table for each."""

_KIND_OF: Final[Mapping[type[Any], str]] = MappingProxyType({cls: kind for kind, cls in KINDS.items()})


_PLAIN: Final = frozenset({str, int, bool, type(None)})


def kind_of(record: Record) -> str:
    """Return the kind of a record."""
    return _KIND_OF[type(record)]


def to_fields(record: Record) -> dict[str, Value]:
    """Return all fields of a record but its id, as JSON values."""
    return {f.name: to_value(getattr(record, f.name)) for f in dataclasses.fields(record) if f.name != "id"}


def from_fields(kind: str, record_id: str, fields: Mapping[str, Value]) -> Any:
    """Return the record of a kind; a field that is missing, null or redacted has its default.

    Fields of a newer schema are not known here and are left alone. Raises KeyError for an unknown kind.
    """
    cls = KINDS[kind]
    made: dict[str, Any] = {"id": record_id}
    for name, reader, empty in _readers(cls):
        value = fields.get(name)
        # Only an object can be blank, and few values are one: asking each takes as long as reading it.
        is_empty = value is None or (type(value) is dict and is_blank(value))
        made[name] = empty if is_empty else reader(value)
    return cls(**made)


def to_value(thing: Any) -> Value:
    """Return a field's value as JSON: enums by value, dates as ISO text, tuples as lists."""
    if type(thing) in _PLAIN:
        return typing.cast("Value", thing)
    if isinstance(thing, Enum):
        return typing.cast("Value", thing.value)
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, tuple):
        return [to_value(part) for part in thing]
    if dataclasses.is_dataclass(thing):
        return {f.name: to_value(getattr(thing, f.name)) for f in dataclasses.fields(thing)}
    return typing.cast("Value", thing)


Reader = Callable[[Any], Any]


@cache
def readers(cls: Hashable) -> tuple[tuple[str, Reader, Any], ...]:
    """Return for each field but the id its name, what reads its JSON value, and what stands for none."""
    made = typing.cast("type[Any]", cls)
    hints = typing.get_type_hints(made)
    found = []
    for f in dataclasses.fields(made):
        if f.name != "id":
            reader = _reader(hints[f.name])
            found.append((f.name, reader, _empty(f, hints[f.name])))
    return tuple(found)


def _readers(cls: type[Any]) -> tuple[tuple[str, Reader, Any], ...]:
    # A class is hashable, but the type checker does not see it in ``type[Any]``.
    return readers(typing.cast("Hashable", cls))


def _empty(f: dataclasses.Field[Any], hint: Any) -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    if hint is date:
        return date.min
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if dataclasses.is_dataclass(hint):
        nested = typing.cast("type[Any]", hint)
        return nested(**{name: empty for name, _, empty in _readers(nested)})
    return hint()


def _reader(hint: Any) -> Reader:
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        return _reader(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
    if origin is tuple:
        inner = _reader(typing.get_args(hint)[0])
        return lambda value: tuple(inner(part) for part in value)
    if hint is date:
        return date.fromisoformat
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(typing.cast("type[Any]", hint))
    return typing.cast("Reader", hint)


def _dataclass_reader(cls: type[Any]) -> Reader:
    def read(value: Mapping[str, Any]) -> Any:
        return cls(
            **{name: reader(value[name]) for name, reader, _ in _readers(cls) if name in value}, **own(value)
        )

    def own(value: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": value["id"]} if "id" in value and "id" in cls.__dataclass_fields__ else {}

    return read

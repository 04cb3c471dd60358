"""Changes and ops: what the journal is made of. The whole model is told in docs/op-model.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_of
from enum import StrEnum
from typing import Any, Final

SCHEMA: Final = "1.3"
CREATION: Final = "*"
DELETED: Final = "deleted"
REDACTED: Final = "redacted"
MOVED: Final = "moved"
OPS_IN_A_CHANGE: Final = 200
LONGEST_VALUE: Final = 65_536
DEEPEST_VALUE: Final = 32
CREATE_ONLY_KINDS: Final = frozenset({"permission", "publication"})

Value = dict[str, Any] | list[Any] | str | int | None

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

BLANK: Final[Mapping[str, bool]] = {"$blank": True}
"""What stands where words were redacted."""


class OpState(StrEnum):
    """What a hub has said of an op so far; without a hub everything stays pending."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Arrival(StrEnum):
    """By which way an op came into this archive."""

    HERE = "here"
    PACK = "pack"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Change:
    """The header of an act, or of one piece of a long act; holds no content.

    ``seq`` counts per device, ``lam`` orders, ``at`` (UTC ms) and ``zone`` are for show. ``act`` equals
    ``change_id`` where the act is one Change; else the act is hidden until its ``act.done`` has come.
    """

    change_id: str
    act: str
    actor: str
    device: str
    seq: int
    lam: int
    at: int
    zone: str
    verb: str
    schema: str = SCHEMA
    undoes: str = ""

    @property
    def is_whole_act(self) -> bool:
        """Tell whether this one Change is all of its act."""
        return self.act == self.change_id


@dataclass(frozen=True, slots=True)
class Op:
    """One field of one record set to a value, or its creation (field ``*``, all first values).

    ``base`` names the ops of this field that the author saw. ``op_id`` is its Change and place, so that ops compare
    in the order they were made.
    """

    change_id: str
    n: int
    scope: str
    kind: str
    id: str
    field: str
    value: Value
    base: tuple[str, ...] = ()
    op_id: str = made_of(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "op_id", f"{self.change_id}.{self.n:04d}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An op as one archive's journal holds it. ``gseq`` is a hub's order, 0 while it has given none."""

    op: Op
    lam: int
    act: str
    state: OpState = OpState.PENDING
    gseq: int = 0
    reason: str = ""
    origin: Arrival = Arrival.HERE


@dataclass(frozen=True, slots=True)
class SetAside:
    """An op that was not taken, and why."""

    op: Op
    reason: str


def is_blank(value: Value) -> bool:
    """Tell whether a value is what redaction left."""
    return isinstance(value, dict) and value == BLANK


def canonical(value: Value) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, no escapes that are not needed."""
    return _ENCODER.encode(value)


def fault_of_value(value: Value) -> str:
    """Name what is wrong with a value (a float, a NUL, a surrogate, too long), or return ''."""
    if isinstance(value, dict) and _is_surely_sound(value):
        return ""
    fault = _fault_inside(value)
    if fault:
        return fault
    too_long = len(canonical(value).encode()) > LONGEST_VALUE
    return "value_too_long" if too_long else ""


def _is_surely_sound(fields: Mapping[str, Value]) -> bool:
    """Tell at a glance what most first values are: short texts, whole numbers and empty lists."""
    texts = [*fields]
    for value in fields.values():
        if type(value) is str:
            texts.append(value)
        elif value is not None and value != [] and not (isinstance(value, int) and abs(value) < 1 << 64):
            return False
    text = "".join(texts)
    # No letter takes more than six bytes of JSON (\\u001f), no such number more than twenty.
    return not _fault_of_text(text) and 6 * len(text) + 30 * len(fields) < LONGEST_VALUE


def _fault_inside(value: Value, room: int = DEEPEST_VALUE) -> str:
    if not room:
        return "value_too_deep"
    if isinstance(value, str):
        return _fault_of_text(value)
    if value is None or isinstance(value, int):
        return ""
    if not isinstance(value, list | dict):
        return "value_not_json"
    # Loops that stand as they are: this is asked of every field of every line that is kept.
    for part in value:
        if fault := _fault_inside(part, room - 1):
            return fault
    if isinstance(value, dict):
        for part in value.values():
            if fault := _fault_inside(part, room - 1):
                return fault
    return ""


def _fault_of_text(text: str) -> str:
    if "\0" in text:
        return "value_has_nul"
    if text.isascii():
        return ""
    try:
        text.encode()
    except UnicodeEncodeError:
        # A lone surrogate is the only thing in a str that UTF-8 cannot say.
        return "value_has_surrogate"
    return ""


def fault_of_op(op: Op) -> str:
    """Name what makes an op unacceptable whoever sent it, or return ''."""
    if not (op.scope and op.kind and op.id and op.field) or not 0 <= op.n < OPS_IN_A_CHANGE:
        return "op_malformed"
    if op.field == CREATION and not isinstance(op.value, dict):
        return "creation_without_fields"
    if op.field == REDACTED and (op.base or not _is_names(op.value) or _names_more_than_words(op.value)):
        return "redaction_malformed"
    if op.field == DELETED and not _is_deletion(op.value):
        return "deletion_malformed"
    if op.kind in CREATE_ONLY_KINDS and op.field not in {CREATION, REDACTED}:
        return "kind_is_create_only"
    return fault_of_value(op.value)


def _is_deletion(value: Value) -> bool:
    return value is None or (isinstance(value, dict) and _is_names(value.get("seen", [])))


def _names_more_than_words(value: Value) -> bool:
    return isinstance(value, list) and not {CREATION, DELETED, REDACTED}.isdisjoint(value)


def _is_names(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)

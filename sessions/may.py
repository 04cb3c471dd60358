"""Who may do what: one table, read for packs now and by a hub later."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from sessions.ops import CREATION, DELETED
from sessions.scopes import DESK, GATHERING, GROUP, NETWORK, PRIVATE, REGISTER, kind_of_scope


class Role(StrEnum):
    """What somebody was invited as."""

    CONVENOR = "convenor"
    THOUGHT_LEADER = "thought leader"
    NOTE_TAKER = "note-taker"


_ANYTHING: Final = frozenset({"*"})
_TABLE: Final[Mapping[Role, Mapping[str, frozenset[str]]]] = MappingProxyType(
    {
        Role.CONVENOR: {
            NETWORK: _ANYTHING,
            REGISTER: _ANYTHING,
            GATHERING: _ANYTHING,
            GROUP: _ANYTHING,
            DESK: _ANYTHING,
        },
        Role.THOUGHT_LEADER: {
            GATHERING: frozenset({"session", "part", "poll"}),
            GROUP: frozenset({"note", "seat", "permission"}),
        },
        Role.NOTE_TAKER: {GROUP: frozenset({"note", "seat", "permission"})},
    }
)
_CONVENORS_VERBS: Final = frozenset({"publish", "network.erase", "person.erase", "notes.expire"})
_EDIT_ONLY: Final[Mapping[Role, frozenset[str]]] = MappingProxyType(
    {Role.THOUGHT_LEADER: frozenset({"session"})}
)


def may(role: Role, verb: str, kind: str, field: str, scope: str) -> bool:
    """Tell whether a role may do something to a field of a kind of record in a scope.

    Private scopes are their owner's alone and never travel, so nobody may; a thought leader edits the sessions
    there are but makes and deletes none; publishing and erasing are a convenor's.
    """
    where = kind_of_scope(scope)
    if where == PRIVATE or (verb in _CONVENORS_VERBS and role is not Role.CONVENOR):
        return False
    if kind in _EDIT_ONLY.get(role, frozenset()) and field in {CREATION, DELETED}:
        return False
    kinds = _TABLE[role].get(where, frozenset())
    return kinds is _ANYTHING or kind in kinds

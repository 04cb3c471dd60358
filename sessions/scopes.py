"""Who can see what: every record lives in one scope, and an invitation names scopes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NETWORK: Final = "network"
REGISTER: Final = "register"
GATHERING: Final = "gathering:"
GROUP: Final = "group:"
DESK: Final = "desk:"
PRIVATE: Final = "private:"

HOME_OF_KIND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "network": NETWORK,
        "strand": NETWORK,
        "standing_text": NETWORK,
        "person": REGISTER,
        "attendance": REGISTER,
        "series": NETWORK,
        "figure": NETWORK,
        "aim": NETWORK,
        "gathering": GATHERING,
        "occasion": GATHERING,
        "session": GATHERING,
        "part": GATHERING,
        "group": GATHERING,
        "poll": GATHERING,
        "survey": GATHERING,
        "citation": GATHERING,
        "seat": GROUP,
        "note": GROUP,
        "permission": GROUP,
        "original": GROUP,
        "document": DESK,
        "block": DESK,
        "print_choice": DESK,
        "publication": DESK,
    }
)
"""The scope, or the beginning of the scope, in which records of a kind are made."""


def kind_of_scope(scope: str) -> str:
    """Return a scope without the id it is about: ``group:12`` is a ``group:`` scope."""
    head, colon, _ = scope.partition(":")
    return head + colon


def scope_for(kind: str, owner: str = "") -> str:
    """Return the scope for a new record: its kind's home, with the id of the gathering or group that owns it."""
    home = HOME_OF_KIND[kind]
    return f"{home}{owner}" if home.endswith(":") else home

"""Hypothesis strategies: any record of any kind, built from the types of its fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from sessions.ops import Value
from sessions.records import KINDS

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
integers = st.integers(-(2**63), 2**63 - 1)
json_values: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: integers,
    bool: st.booleans(),
    date: st.dates(),
    types.NoneType: st.none(),
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a field's type."""
    if hint in PLAIN:
        return PLAIN[hint]
    if typing.get_origin(hint) is types.UnionType:
        return st.one_of(*map(of_type, typing.get_args(hint)))
    if typing.get_origin(hint) is tuple:
        return st.lists(of_type(typing.get_args(hint)[0]), max_size=3).map(tuple)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    hints = typing.get_type_hints(hint)
    return st.builds(hint, **{field.name: of_type(hints[field.name]) for field in dataclasses.fields(hint)})


@cache
def records(kind: str) -> st.SearchStrategy[Any]:
    """Return records of a kind."""
    return of_type(KINDS[kind])

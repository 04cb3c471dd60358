"""The vectors of every schema ever shipped, replayed in any order; the files never change."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sessions.fold import View, digest, fold
from sessions.journal import Verdict, judge, take, unfinished_acts
from sessions.ops import Arrival, Change, Op
from tests.sessions.world import Memory

FILES = sorted((Path(__file__).parent.parent / "op_vectors").glob("*.json"))
VECTORS = [
    pytest.param(vector, id=f"{path.stem}: {vector['name']}")
    for path in FILES
    for vector in json.loads(path.read_text("utf-8"))["vectors"]
]

Arrived = list[tuple[Change, list[Op]]]


def in_file_order(arrived: Arrived) -> Arrived:
    return arrived


def reversed_op_by_op(arrived: Arrived) -> Arrived:
    return op_by_op(arrived)[::-1]


def shuffled(seed: int) -> Callable[[Arrived], Arrived]:
    def order(arrived: Arrived) -> Arrived:
        single = op_by_op(arrived)
        return random.Random(seed).sample(single, len(single))

    order.__name__ = f"shuffled_{seed}"
    return order


def twice(arrived: Arrived) -> Arrived:
    return [*arrived, *shuffled(99)(arrived)]


ORDERS = (in_file_order, reversed_op_by_op, twice, *map(shuffled, range(8)))


def op_by_op(arrived: Arrived) -> Arrived:
    """Return every op as a part of its own; a Change without ops is its header."""
    return [part for change, ops in arrived for part in ([(change, [op]) for op in ops] or [(change, [])])]


def read(changes: list[dict[str, Any]]) -> Arrived:
    arrived: Arrived = []
    for told in changes:
        header = Change(**{name: value for name, value in told.items() if name != "ops"})
        ops = [Op(header.change_id, **{**op, "base": tuple(op["base"])}) for op in told["ops"]]
        arrived.append((header, ops))
    return arrived


def replay(vector: dict[str, Any], order: Callable[[Arrived], Arrived]) -> tuple[list[View], dict[str, str]]:
    """Return the views a vector comes to, and why ops were set aside."""
    store = Memory()
    aside: dict[str, str] = {}
    for header, ops in order(read(vector["changes"])):
        taken = take(store, header, ops, Arrival.PACK, lambda _change, _op: True)
        aside.update({gone.op.op_id: gone.reason for gone in taken.set_aside})
    judge(store, store.home, [Verdict(**verdict) for verdict in vector["verdicts"]])
    hidden = unfinished_acts(store.changes.values())
    views = [view for held in store.records.values() if (view := fold(held.values()))]
    return [view for view in views if not view.created_in <= hidden], aside


def told(view: View) -> dict[str, Any]:
    """Return a view as the files tell it."""
    return {
        "scope": view.scope,
        "fields": view.fields,
        "clashes": {name: list(values) for name, values in view.clashes.items()},
        "redacted": sorted(view.redacted),
        "deleted": view.deleted is not None,
        "edited_since_deleted": view.is_edited_since_deleted,
    }


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.__name__)
@pytest.mark.parametrize("vector", VECTORS)
def test_a_vector_comes_to_the_same_in_any_order(
    vector: dict[str, Any], order: Callable[[Arrived], Arrived]
) -> None:
    views, aside = replay(vector, order)
    assert {f"{view.kind}/{view.id}": told(view) for view in views} == vector["expected"]["records"]
    assert aside == vector["expected"]["set_aside"]
    assert digest(views) == vector["expected"]["digest"]


def test_every_schema_has_its_vectors_and_says_that_they_never_change() -> None:
    assert [path.name for path in FILES] == ["1.0.json", "1.1.json", "1.2.json", "1.3.json"]
    for path in FILES:
        file = json.loads(path.read_text("utf-8"))
        assert file["schema"] == path.stem
        assert "never changes" in " ".join(file["about"])
        names = [vector["name"] for vector in file["vectors"]]
        assert len(set(names)) == len(names)

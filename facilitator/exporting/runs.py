"""Runs of text as writers want them: none empty, neighbours of one look in one piece."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sessions.document import BlockType, Node, Run


def joined(body: Iterable[Run], look: Callable[[Run], Hashable]) -> list[Run]:
    """Return runs with neighbours of one look made one; sources and whatever ``look`` leaves out are the first's."""
    pieces = (list(same) for _, same in groupby((run for run in body if run.text), look))
    return [replace(same[0], text="".join(run.text for run in same)) for same in pieces]


def by_link(body: Iterable[Run]) -> Iterator[tuple[str, list[Run]]]:
    """Yield stretches of runs that lead to one address, or to none."""
    for link, same in groupby(body, lambda run: run.link):
        yield link, list(same)


def by_type(nodes: Sequence[Node], wanted: BlockType) -> Iterator[tuple[bool, list[Node]]]:
    """Yield children in order, in stretches that are of the wanted type and stretches that are not."""
    for is_wanted, same in groupby(nodes, lambda node: node.block.type is wanted):
        yield is_wanted, list(same)

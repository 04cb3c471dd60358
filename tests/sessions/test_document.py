"""Blocks become a tree by parent and rank, and none is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sessions.document import (
    Block,
    BlockType,
    Document,
    DocumentKind,
    DocumentTree,
    Node,
    Origin,
    Run,
    Source,
    tree_of,
)

DOCUMENT = Document("d1", "g1", DocumentKind.WRITE_UP, "Write-up")
OWN = Source(Origin.OWN)
names = st.sampled_from("abcdef")


def block(block_id: str, parent: str = "", rank: str = "m", *texts: str) -> Block:
    body = tuple(Run(text, OWN) for text in texts)
    return Block(block_id, "d1", BlockType.PARAGRAPH, parent, rank, body)


def tree(*blocks: Block) -> DocumentTree:
    return tree_of(DOCUMENT, blocks, {})


def outline(nodes: tuple[Node, ...]) -> list:
    """Return ids, with the outline of its children after each node that has some."""
    found: list = []
    for node in nodes:
        found.append(node.block.id)
        if node.children:
            found.append(outline(node.children))
    return found


def test_blocks_stand_in_the_order_of_their_ranks() -> None:
    assert outline(tree(block("a", rank="z"), block("b", rank="A"), block("c", rank="a")).nodes) == [
        "b",
        "c",
        "a",
    ]


def test_equal_ranks_are_settled_by_id() -> None:
    assert outline(tree(block("b"), block("a")).nodes) == ["a", "b"]


def test_children_stand_under_their_parent_in_order() -> None:
    made = tree(block("c", "b"), block("b", rank="n"), block("e", "b", "a"), block("d", "c"), block("a"))
    assert outline(made.nodes) == ["a", "b", ["e", "c", ["d"]]]


def test_walking_meets_every_block_in_reading_order() -> None:
    made = tree(block("c", "a"), block("b", rank="n"), block("a"), block("d", "c"))
    assert [node.block.id for node in made.walk()] == ["a", "c", "d", "b"]


def test_a_block_whose_parent_is_missing_stands_at_the_end_with_its_children() -> None:
    made = tree(block("b", "gone", "a"), block("c", "b"), block("a", rank="z"))
    assert outline(made.nodes) == ["a", "b", ["c"]]


def test_blocks_in_a_loop_stand_at_the_end() -> None:
    made = tree(block("x", "y", "a"), block("y", "x", "b"), block("z", "z", "c"), block("a", rank="z"))
    assert outline(made.nodes) == ["a", "x", "y", "z"]


@given(st.dictionaries(names, st.tuples(st.just("") | names, names)))
def test_no_block_is_lost_and_none_stands_twice(parents: dict[str, tuple[str, str]]) -> None:
    made = tree(*(block(name, parent, rank) for name, (parent, rank) in parents.items()))
    assert sorted(node.block.id for node in made.walk()) == sorted(parents)


def test_the_text_of_a_block_is_that_of_its_runs() -> None:
    assert block("a", "", "m", "We rang ", "nobody", ".").text == "We rang nobody."
    assert block("a").text == ""


def test_a_tree_carries_the_document_and_no_polls_of_its_own() -> None:
    assert DocumentTree(DOCUMENT, ()).polls == {}
    assert tree().document is DOCUMENT

"""Whatever is done to whichever paragraphs: all of it is found, and nothing else is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.exporting.docx import write_docx
from facilitator.importing.docx_review import read_review
from facilitator.importing.suggestions import SuggestionKind
from sessions.document import BlockType, DocumentTree, Node, Run
from tests.facilitator.exporting.docx_tree import QUOTED, rows
from tests.facilitator.exporting.example_tree import Maker, run, tree_with
from tests.facilitator.importing.docx_editing import Editor

WORDS: Final = (
    "wall",
    "key",
    "door",
    "kettle",
    "hall",
    "water",
    "night",
    "map",
    "street",
    "flood",
    "warden",
    "soup",
)


def large_tree() -> DocumentTree:
    make, random = Maker(), Random(7)

    def sentence(number: int) -> str:
        return f"No. {number}: " + " ".join(random.choices(WORDS, k=9)) + "."

    nodes = []
    for number in range(0, 60, 6):
        nodes += [
            make(BlockType.HEADING, sentence(number), level=1 + number % 2, label=f"Session {number}"),
            make(BlockType.PARAGRAPH, [run(sentence(number + 1)), run(" And more.", bold=True)]),
            make(BlockType.PARAGRAPH, [run("It was said: "), Run(f"‘{sentence(number + 2)}’", QUOTED)]),
            make(BlockType.BULLETS, sentence(number + 3), [make(BlockType.ITEM, sentence(number + 4))]),
            make(BlockType.VERSE, f"line one of {number}\nline two of {number}"),
        ]
    nodes.append(rows(make, BlockType.TABLE, [("Town", "Halls"), ("Sallow", "three"), ("Weir", "four")]))
    return tree_with(*nodes)


TREE: Final = large_tree()
SENT: Final = write_docx(TREE)
TARGETS: Final = [
    node.block for node in TREE.walk() if node.block.text and node.block.type is BlockType.PARAGRAPH
] + [
    node.block
    for node in TREE.walk()
    if node.block.type in (BlockType.ITEM, BlockType.CELL, BlockType.HEADING)
]
KINDS: Final[dict[SuggestionKind, Callable[[Editor, str, str], object]]] = {
    SuggestionKind.EDITED: lambda editor, block, text: editor.replace(block, text[3:6], "EDITED"),
    SuggestionKind.INSERTED: lambda editor, block, text: editor.insert(block, 2, "INSERTED"),
    SuggestionKind.DELETED: lambda editor, block, text: editor.delete(block, text[1:3]),
    SuggestionKind.COMMENT: lambda editor, block, text: editor.comment(block, text[:3], "COMMENT"),
    SuggestionKind.REMOVED: lambda editor, block, _text: editor.delete_paragraph(block),
    SuggestionKind.ADDED_AFTER: lambda editor, block, _text: editor.add_after(block, "ADDED"),
    SuggestionKind.SPLIT: lambda editor, block, text: editor.split(block, len(text) // 2),
}


@dataclass(frozen=True)
class Act:
    at: int
    kind: SuggestionKind


ACTS: Final = st.lists(
    st.builds(Act, st.integers(0, len(TARGETS) - 1), st.sampled_from(list(KINDS))),
    max_size=12,
    unique_by=lambda act: act.at,
)


def largest(gone: set[str]) -> set[str]:
    """Return the largest blocks that are gone whole where these are."""

    def below(node: Node) -> set[str]:
        worded = {one.block.id for one in node.walk() if one.block.text}
        labelled = any(one.block.label for one in node.walk())
        if worded and worded <= gone and not labelled:
            return {node.block.id}
        own = {node.block.id} & gone
        return own.union(*map(below, node.children))

    return set().union(*map(below, TREE.nodes))


@settings(max_examples=60, deadline=None)
@given(ACTS, st.integers(0, 5))
def test_all_that_was_done_is_found_and_nothing_else(acts: list[Act], seed: int) -> None:
    editor = Editor(SENT)
    for act in acts:
        block = TARGETS[act.at]
        KINDS[act.kind](editor, block.id, block.text)
    if seed:
        editor.noise(Random(seed))
    gone = {TARGETS[act.at].id for act in acts if act.kind is SuggestionKind.REMOVED}
    wanted = {(act.kind, TARGETS[act.at].id) for act in acts if act.kind is not SuggestionKind.REMOVED}
    review = read_review(editor.saved(), TREE)
    found = [(one.kind, one.block) for one in review.suggestions]
    assert len(found) == len(set(found))
    assert set(found) == wanted | {(SuggestionKind.REMOVED, block) for block in largest(gone)}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 19), min_size=1, max_size=4, unique=True), st.integers(0, 19))
def test_moved_paragraphs_are_found_and_no_more_than_were_moved(moved: list[int], place: int) -> None:
    paragraphs = [node.block.id for node in TREE.nodes if node.block.type is BlockType.PARAGRAPH]
    editor = Editor(SENT)
    target = paragraphs[place]
    taken = [paragraphs[at] for at in moved if paragraphs[at] != target]
    for block in taken:
        editor.move(block, target)
    review = read_review(editor.saved(), TREE)
    assert {one.kind for one in review.suggestions} <= {SuggestionKind.MOVED}
    told = [block for one in review.suggestions for block in (one.block, *one.others)]
    assert len(told) == len(set(told)) <= len(taken)


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.integers(0, len(TARGETS) - 1), max_size=6),
    st.sets(st.integers(0, len(TARGETS) - 1), max_size=6),
)
def test_what_was_changed_here_is_not_mistaken_for_what_was_changed_there(
    here: set[int], there: set[int]
) -> None:
    editor = Editor(SENT)
    for at in there:
        editor.replace(TARGETS[at].id, TARGETS[at].text[2:5], "THERE")
    changed = {TARGETS[at].id for at in here}

    def now(tree: DocumentTree) -> DocumentTree:
        def redone(node: Node) -> Node:
            body = (run("HERE"),) if node.block.id in changed else node.block.body
            return replace(
                node, block=replace(node.block, body=body), children=tuple(map(redone, node.children))
            )

        return replace(tree, nodes=tuple(map(redone, tree.nodes)))

    review = read_review(editor.saved(), now(TREE))
    assert {one.block for one in review.suggestions} == {TARGETS[at].id for at in there}
    assert {one.block for one in review.suggestions if one.is_behind} == {
        TARGETS[at].id for at in here & there
    }

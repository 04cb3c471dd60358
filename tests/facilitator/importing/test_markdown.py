"""Markdown that was written is read back as blocks, and written again it is the same text."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.exporting.markdown import write_markdown
from facilitator.importing.markdown import KeptAsText, MarkdownDocument, read_markdown
from sessions.document import (
    Block,
    BlockState,
    BlockType,
    ChartForm,
    Document,
    DocumentKind,
    DocumentTree,
    Node,
    Origin,
    Run,
    Source,
)
from tests.facilitator.exporting.bad_trees import odd_nesting, overlapping_marks
from tests.facilitator.exporting.example_tree import (
    MARKED_WALL,
    RUNG_2025,
    WALL_SHA,
    Maker,
    more_polls,
    polls,
    run,
    tree_with,
    whole_example_tree,
)
from tests.facilitator.exporting.test_markdown import RUNS, TEXTS

OWN = Source(Origin.OWN)


def written(read: MarkdownDocument) -> str:
    document = Document("d", "g", DocumentKind.WRITE_UP, read.title)
    return write_markdown(DocumentTree(document, read.nodes, {}, read.pictures)).decode()


def again(text: str) -> str:
    return written(read_markdown(text))


@st.composite
def blocks(draw, below=None) -> Node:
    kind = draw(st.sampled_from(BlockType))
    body = tuple(draw(st.lists(RUNS, max_size=3)))
    about = draw(st.sampled_from(["", WALL_SHA, RUNG_2025]))
    form = draw(st.sampled_from(ChartForm))
    label = draw(st.just("") | TEXTS)
    level = draw(st.integers(0, 4))
    block = Block("b", "d", kind, body=body, label=label, about=about, form=form, level=level)
    return Node(block, tuple(draw(st.lists(below, max_size=4)) if below is not None else ()))


TREES = st.lists(st.recursive(blocks(), blocks, max_leaves=8), max_size=4)


@given(TREES, TEXTS)
def test_what_was_written_is_the_same_when_it_is_read_and_written_again(
    nodes: list[Node], title: str
) -> None:
    tree = replace(
        tree_with(*nodes, polls=[*polls(), *more_polls()], title=title), pictures={WALL_SHA: MARKED_WALL}
    )
    text = write_markdown(tree).decode()
    assert again(text) == text
    assert read_markdown(text).kept_as_text == ()


def test_the_example_is_the_same_again() -> None:
    text = write_markdown(whole_example_tree()).decode()
    read = read_markdown(text)
    assert written(read) == text
    assert read.kept_as_text == ()
    assert read.title == "Ordinary weather"
    assert read.pictures == {WALL_SHA: MARKED_WALL}


@pytest.mark.parametrize("tree", [*odd_nesting(), overlapping_marks()])
def test_blocks_out_of_place_are_the_same_again(tree: DocumentTree) -> None:
    text = write_markdown(tree).decode()
    assert again(text) == text


def outline(nodes: tuple[Node, ...]) -> list:
    return [
        (node.block.type, node.block.text, *([outline(node.children)] if node.children else []))
        for node in nodes
    ]


def test_what_markdown_has_signs_for_comes_back_as_it_was() -> None:
    make = Maker()
    tree = tree_with(
        make(BlockType.HEADING, "One", level=1),
        make(BlockType.HEADING, "Below", level=2),
        make(
            BlockType.PARAGRAPH,
            [
                run("so "),
                run("bold", bold=True),
                run(" and "),
                run("here", italic=True, link="https://example.org/"),
            ],
        ),
        make.items(BlockType.NUMBERED, ["first", "second"]),
        make(BlockType.BULLETS, (), [make(BlockType.ITEM, "a", [make.items(BlockType.BULLETS, ["b"])])]),
        make(BlockType.PULL_QUOTE, "‘Yes.’", [make(BlockType.PARAGRAPH, "A guest")]),
        make.table(("Who", "What"), ("Ann", "a | b"), kind=BlockType.TABLE),
        make(BlockType.IMAGE, "A [wall]", about=WALL_SHA, label="By the weir"),
        make(BlockType.PAGE_BREAK),
    )
    read = read_markdown(write_markdown(replace(tree, pictures={WALL_SHA: MARKED_WALL})).decode())
    assert outline(read.nodes) == outline(tree.nodes)
    assert [node.block.level for node in read.nodes[:2]] == [1, 2]
    assert read.nodes[2].block.body == (
        Run("so ", OWN),
        Run("bold", OWN, bold=True),
        Run(" and ", OWN),
        Run("here", OWN, italic=True, link="https://example.org/"),
    )
    image = read.nodes[7].block
    assert (image.about, image.label) == (WALL_SHA, "By the weir")


def test_blocks_are_numbered_with_parents_and_ranks() -> None:
    read = read_markdown("- a\n- b\n\nc\n")
    blocks = [node.block for top in read.nodes for node in top.walk()]
    assert [(block.id, block.parent) for block in blocks] == [("1", ""), ("2", "1"), ("3", "1"), ("4", "")]
    assert blocks[1].rank < blocks[2].rank
    assert blocks[0].rank < blocks[3].rank
    assert {block.state for block in blocks} == {BlockState.OWN}


def test_a_list_goes_on_after_what_stands_between() -> None:
    (read,) = read_markdown("1. one\n\nx\n\n2. two\n").nodes
    assert [child.block.text for child in read.children] == ["one", "x", "two"]
    assert len(read_markdown("x\n\n3. three\n").nodes) == 2


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n\n```\nb\n```\n", 3, "code"),
        ("a\n\n    b\n", 3, "code"),
        ("a\n\n<div>\nb\n</div>\n", 3, "HTML"),
        ("a\nb `c`\n", 2, "code"),
        ("a <b>c</b>\n", 1, "HTML"),
        ("![a](c.png)\n", 1, "a picture"),
        ("![a](data:image/png;base64,A)\n", 1, "a picture"),
        ("![a](data:image/gif;base64,AAAA)\n", 1, "a picture"),
        ('[a](https://example.org/ "b")\n', 1, "the title of a link"),
    ],
)
def test_what_blocks_cannot_hold_is_kept_as_text_and_told(text: str, line: int, what: str) -> None:
    read = read_markdown(text)
    assert KeptAsText(line, what) in read.kept_as_text
    assert again(written(read)) == written(read)


def test_a_picture_among_words_is_no_block() -> None:
    address = "data:image/png;base64,AAAA"
    (read,) = read_markdown(f"![a]({address}) and words\n").nodes
    assert read.block.type is BlockType.PARAGRAPH
    assert "and words" in read.block.text


@given(st.text(max_size=60))
@example("1. a\n\n0. b")
@example("![](data:image/png;base64,)")
@example("|a|\n|-|\n|b|c|")
def test_any_text_can_be_read(text: str) -> None:
    read = read_markdown(text)
    assert len({node.block.id for top in read.nodes for node in top.walk()}) == sum(
        1 for top in read.nodes for _ in top.walk()
    )

"""Plain text: no line too wide, no address broken, no word lost."""

import re
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.exporting.text import WIDTH, write_text
from facilitator.exporting.text_of import plain_text
from sessions.document import BlockType, DocumentTree
from sessions.errors import KnownError
from tests.facilitator.exporting.bad_trees import (
    STRANGE,
    odd_nesting,
    overlapping_marks,
    strange_everywhere,
    ten_thousand,
)
from tests.facilitator.exporting.example_tree import Maker, poll, run, tree_with, whole_example_tree
from tests.facilitator.exporting.golden import assert_golden

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=30)).map(
    " ".join
)
BLOCKS = st.sampled_from([kind for kind in BlockType if kind is not BlockType.CONTENTS])


def text_of(tree: DocumentTree) -> str:
    return write_text(tree).decode()


def below_title(*nodes) -> str:
    return text_of(tree_with(*nodes)).removeprefix("A title\n=======\n\n").removesuffix("\n")


def test_example_is_as_it_was_seen() -> None:
    assert_golden("example.txt", write_text(whole_example_tree()))


def test_no_line_is_wider_than_it_may_be_and_none_ends_in_a_space() -> None:
    lines = text_of(whole_example_tree()).split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert not [line for line in lines if line != line.rstrip()]


@given(BLOCKS, WORDS)
def test_any_words_come_out_in_order_and_only_long_ones_stand_over(kind: BlockType, words: str) -> None:
    text = text_of(tree_with(Maker()(kind, words), title=""))
    if kind is BlockType.IMAGE:
        text = text.removeprefix("[Picture: ").removesuffix("]\n")
    assert [word for word in text.split() if not re.fullmatch("=+|-+|~+", word)] == [
        word for word in words.split() if not re.fullmatch("=+|-+|~+", word)
    ]
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in text.split("\n"))


def test_lists_hang_and_numbers_go_on() -> None:
    make = Maker()
    long = "a word and another " * 8
    one, two = make(BlockType.ITEM, long), make(BlockType.ITEM, "two")
    said = below_title(make(BlockType.KEY_MESSAGES, "Key", [one, make(BlockType.PARAGRAPH, "x"), two]))
    lines = said.split("\n")
    assert lines[:2] == ["Key", "~~~"]
    assert lines[3].startswith("1. a word")
    assert lines[4].startswith("   ")
    assert lines[-3:] == ["x", "", "2. two"]


def test_nested_lists_are_set_in() -> None:
    make = Maker()
    inner = make.items(BlockType.BULLETS, ["one", "two"])
    node = make(BlockType.BULLETS, (), [make(BlockType.ITEM, "outer", [inner]), make(BlockType.ITEM, "last")])
    assert below_title(node) == "- outer\n\n  - one\n  - two\n\n- last"


def test_quotations_are_set_in_with_who_said_them() -> None:
    said = below_title(Maker().said(BlockType.PULL_QUOTE, "‘Yes.’\n‘No.’", "A guest"))
    assert said == "    ‘Yes.’\n    ‘No.’\n      A guest"


@pytest.mark.parametrize(
    ("words", "link", "said"),
    [
        ("a page ", "https://example.org/a b", "a page <https://example.org/a%20b> on"),
        ("https://example.org/", "https://example.org/", "https://example.org/on"),
        ("me@example.org ", "mailto:me@example.org", "me@example.org on"),
        (" ", "https://example.org/", "on"),
    ],
)
def test_addresses_stand_after_their_words(words: str, link: str, said: str) -> None:
    node = Maker()(BlockType.PARAGRAPH, [run(words, link=link), run("on")])
    assert below_title(node) == said


def test_address_is_not_broken() -> None:
    link = "https://example.org/" + "gatherings-of-people/" * 9
    node = Maker()(BlockType.PARAGRAPH, [run("see "), run("here", link=link), run(" and there")])
    assert below_title(node).split("\n") == ["see here", f"<{link}>", "and there"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:"])
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(KnownError, match="link_not_allowed"):
        write_text(tree_with(Maker()(BlockType.PARAGRAPH, [run("x", link=link)])))


def test_table_stands_in_columns_where_there_is_room() -> None:
    table = Maker().table(("Action", "Who", "By"), ("Call", "Ann", "May"), ("Write it down", "Bo"))
    assert below_title(table).split("\n") == [
        "Action         Who  By",
        "-------------  ---  ---",
        "Call           Ann  May",
        "Write it down  Bo",
    ]


def test_table_that_is_too_wide_says_what_each_cell_is() -> None:
    said = below_title(Maker().table(("Action", "Who"), ("Call " * 20, "Ann"), ("", "Bo")))
    first = ["Action: " + "Call " * 13 + "Call", "    " + "Call " * 5 + "Call", "Who: Ann"]
    assert said.split("\n") == [*first, "", "Action:", "Who: Bo"]


def test_header_alone_and_rows_without_one_are_whole() -> None:
    make = Maker()
    assert below_title(make.table(("w " * 50, "Who"))).endswith("w\nWho")
    row = make(BlockType.ROW, "own", [make(BlockType.CELL, "a"), make(BlockType.CELL, "b")], label="Lone")
    assert below_title(row) == "Lone\n\nown\n    a\nb"


def test_option_too_long_for_a_line_has_its_figure_at_the_end() -> None:
    asked = poll("p", "Which?", ["an option " * 10, "short"], None)
    said = below_title(Maker()(BlockType.POLL, "Which?", about="p"))
    assert said == "Which?"
    text = text_of(tree_with(Maker()(BlockType.POLL, "Which?", about="p"), polls=[asked]))
    assert text.split("\n")[5:] == [
        "  " + "an option " * 7 + "an",
        "    option an option an option",
        "  short",
        "",
        "No result is known.",
        "",
    ]


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_character_is_replaced(strange: str) -> None:
    text = text_of(strange_everywhere(strange))
    assert strange not in text
    assert text.count("a\ufffdb") > len(BlockType)


def test_marks_that_overlap_leave_the_words_whole() -> None:
    bare = "".join(below_title(*overlapping_marks().nodes).split())
    assert bare.replace("<https://example.org/>", "") == "unbalancedandoverlapping"


def test_no_word_is_lost_where_blocks_are_out_of_place() -> None:
    for tree in odd_nesting():
        if any(node.block.type is BlockType.ROW for node in tree.nodes[-1:]):
            continue  # as a table the first of these is said with each row
        wanted = plain_text(tree).split()
        text = re.sub(r"\[Picture: (.*?)\]", r"\1", text_of(tree))
        found = [word for word in text.split() if not re.fullmatch(r"=+|-+|~+|\d\.", word)]
        assert found == wanted


def test_deep_nesting_stays_readable() -> None:
    make = Maker()
    node = make(BlockType.ITEM, "a word and another " * 4)
    for _ in range(60):
        node = make(BlockType.ITEM, "x", [make(BlockType.BULLETS, (), [node])])
    text = below_title(make(BlockType.BULLETS, (), [node]))
    assert text.split().count("word") == 4
    assert len(text.split("\n")) < 200


def test_empty_document_is_an_empty_line() -> None:
    assert write_text(tree_with(title="")) == b"\n"


@pytest.mark.parametrize("text", ["x" * 1_000_000, "word " * 200_000, "long-" * 5_000 + " b"])
def test_long_words_and_long_paragraphs_are_whole(text: str) -> None:
    assert below_title(Maker()(BlockType.PARAGRAPH, text)).split() == text.split()


def test_ten_thousand_blocks_are_whole() -> None:
    assert text_of(ten_thousand()).count("word ") >= 10_000


@pytest.mark.parametrize("is_in_cell", [False, True])
def test_unknown_block_is_refused(is_in_cell: bool) -> None:
    make = Maker()
    node = make(cast("BlockType", "mosaic"), "x")
    if is_in_cell:
        node = make(BlockType.ROW, (), [make(BlockType.CELL, "y", [node])])
    with pytest.raises(ValueError, match="mosaic"):
        write_text(tree_with(node))


def test_no_record_id_is_printed() -> None:
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-7", write_text(whole_example_tree()))

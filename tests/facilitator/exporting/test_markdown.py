"""Markdown that reads back as the same words with the same weight, whatever characters they hold."""

import re
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.exporting.markdown import write_markdown
from sessions.document import BlockType, DocumentTree, Run
from sessions.errors import KnownError
from tests.facilitator.exporting.bad_trees import STRANGE, strange_everywhere
from tests.facilitator.exporting.example_tree import (
    MARKED_WALL,
    WALL_SHA,
    Maker,
    run,
    tree_with,
    whole_example_tree,
)
from tests.facilitator.exporting.golden import assert_golden

Piece = tuple[str, bool, bool, str]  # text, bold, italic, link
OPENS = {"strong_open": "bold", "em_open": "italic", "<strong>": "bold", "<em>": "italic"}
CLOSES = {"strong_close": "bold", "em_close": "italic", "</strong>": "bold", "</em>": "italic"}

TRICKY = st.sampled_from(list("\\`*_{}[]()<>#+-.!|&~=:;'\"$^@/%?, \n\t0123456789") + [
    "1. ", "10) ", "---", "***", "```", "~~~", "&amp;", "&#35;", "<b>", "<!--", "](", "![", "\\\n", "  \n", "    ",
    "\u00a0", "\u3000", "\u2028", "\u200b", "https://example.org/a_b", "- ", "+ ", "> ", "# ", " #", "|-|\n|-|", "a",
    "Ŵ", "ή", "🌧️", "’", "½", "€", "e\u0301", "\u0301",
])  # fmt: skip
TEXTS = st.lists(
    TRICKY | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=4), max_size=7
).map("".join)
LINKS = st.sampled_from(["", "", "", "https://example.org/a_(b)?x=1&copy;=*2*|", "mailto:me@example.org"])
RUNS = st.builds(run, TEXTS, bold=st.booleans(), italic=st.booleans(), link=LINKS)
BODIES = st.lists(RUNS, min_size=1, max_size=5)
BLOCKS = st.sampled_from([BlockType.PARAGRAPH, BlockType.HEADING, BlockType.ITEM, BlockType.CELL])


def parsed(tree: DocumentTree) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(write_markdown(tree).decode())


def folded(text: str) -> str:
    """Fold what Markdown has no sign for: how many spaces, and which stand at the ends of lines."""
    lines = [re.sub("[ \t]+", " ", line).strip(" \t") for line in text.strip(" \t\n").split("\n")]
    return "\n".join(lines).strip("\n")


def pieces_of(token: Token) -> list[Piece]:
    """Return a token's text, a character at a time, with how it looks."""
    on = {"bold": 0, "italic": 0}
    link = ""
    found: list[Piece] = []
    for child in token.children or ():
        name = child.content if child.type == "html_inline" else child.type
        if name in OPENS:
            on[OPENS[name]] += 1
        elif name in CLOSES:
            on[CLOSES[name]] -= 1
        elif name == "link_open":
            link = str(child.attrs["href"])
        elif name == "link_close":
            link = ""
        else:
            text = "\n" if name in ("hardbreak", "<br>") else child.content
            assert name in ("hardbreak", "<br>", "text", "text_special"), name
            found += [(letter, on["bold"] > 0, on["italic"] > 0, link) for letter in text]
    return found


def looks(pieces: list[Piece]) -> list[Piece]:
    """Leave out white space: it looks the same bold or not, and stars may stand on either side of it."""
    return [piece for piece in pieces if not piece[0].isspace()]


def looks_of(body: list[Run]) -> list[Piece]:
    return looks([(letter, each.bold, each.italic, each.link) for each in body for letter in each.text])


def body_of(kind: BlockType, body: list[Run]) -> list[Token]:
    make = Maker()
    if kind is BlockType.ITEM:
        node = make(BlockType.BULLETS, (), [make(kind, body)])
    elif kind is BlockType.CELL:
        rows = [make(BlockType.ROW, (), [make(kind, cell), make(kind, "x")]) for cell in ("Head", body)]
        node = make(BlockType.ACTIONS, (), rows)
    else:
        node = make(kind, body, level=1)
    return parsed(tree_with(node))[3:]


@given(BLOCKS, BODIES)
@example(BlockType.PARAGRAPH, [run("a"), run("‘b’", bold=True), run("c", italic=True), run("d", bold=True)])
@example(BlockType.PARAGRAPH, [run("ends in \\")])
@example(BlockType.PARAGRAPH, [run("Look!"), run("here", link="https://example.org")])
@example(BlockType.PARAGRAPH, [run("1"), run(". no list", bold=True)])
@example(BlockType.PARAGRAPH, [run("see"), run(" a page ", link="https://example.org"), run("now")])
@example(BlockType.PARAGRAPH, [run("a"), run(" ", link="https://example.org"), run("b")])
@example(BlockType.PARAGRAPH, [run("a|b\n-|-\n1|2")])
@example(BlockType.PARAGRAPH, [run("title\n===")])
@example(BlockType.HEADING, [run("C #")])
@example(BlockType.PARAGRAPH, [run("\\", italic=True), run("\u2028b")])
@example(BlockType.PARAGRAPH, [run("\\", italic=True), run("\u2028b", link="https://example.org")])
@example(BlockType.CELL, [run("a \\| b\nc\\")])
def test_any_text_reads_back_the_same(kind: BlockType, body: list[Run]) -> None:
    tokens = body_of(kind, body)
    inlines = [token for token in tokens if token.type == "inline"]
    if kind is BlockType.CELL:
        assert [token.type for token in tokens].count("td_open") == 2
        inlines = inlines[2:3]
    text = "".join(each.text for each in body)
    if kind is BlockType.HEADING:
        text = text.replace("\n", " ")
    found = [piece for token in inlines for piece in pieces_of(token)]
    assert folded("".join(piece[0] for piece in found)) == folded(text)
    links = {"https://example.org/a_(b)?x=1&copy;=*2*|": "https://example.org/a_(b)?x=1&copy;=*2*%7C"}
    wanted = [(*piece[:3], links.get(piece[3], piece[3])) for piece in looks_of(body)]
    assert looks(found) == wanted
    assert len(inlines) <= 1


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_lists_keep_their_items(first: list[str], second: list[str]) -> None:
    make = Maker()
    nodes = [make.items(BlockType.BULLETS, first), make.items(BlockType.PEOPLE, second)]
    tokens = parsed(tree_with(*nodes))
    kinds = [token.type for token in tokens]
    assert kinds.count("list_item_open") == len(first) + len(second)
    assert kinds.count("bullet_list_open") == bool(first) + bool(second)


def test_nested_blocks_stay_in_their_item() -> None:
    make = Maker()
    inner = make.items(BlockType.KEY_MESSAGES, ["one", "two"])
    quote = make.said(BlockType.PULL_QUOTE, "‘Yes.’", "A guest")
    item = make(BlockType.ITEM, "outer", [inner, quote, make(BlockType.PARAGRAPH, "after")])
    tokens = parsed(tree_with(make(BlockType.BULLETS, (), [item, make(BlockType.ITEM, "last")])))
    depths = {token.content: token.level for token in tokens if token.type == "inline"}
    assert depths == {
        "A title": 1,
        "outer": 3,
        "one": 5,
        "two": 5,
        "‘Yes.’": 4,
        "A guest": 4,
        "after": 3,
        "last": 3,
    }


def test_numbers_go_on_after_what_stands_between() -> None:
    make = Maker()
    one, two = make(BlockType.ITEM, "one"), make(BlockType.ITEM, "two")
    text = write_markdown(
        tree_with(make(BlockType.KEY_MESSAGES, "Key", [one, make(BlockType.PARAGRAPH, "x"), two]))
    )
    assert b"1. one\n\nx\n\n2. two\n" in text


def test_headings_leave_no_level_out() -> None:
    make = Maker()
    levels = [2, 1, 3, 3, 9, 1]
    nodes = [make(BlockType.HEADING, f"h{at}", level=level) for at, level in enumerate(levels)]
    tags = [token.tag for token in parsed(tree_with(*nodes)) if token.type == "heading_open"]
    assert tags == ["h1", "h2", "h2", "h3", "h4", "h5", "h2"]


def test_heading_without_words_is_left_out() -> None:
    make = Maker()
    empty = make(BlockType.HEADING, " ", [make(BlockType.PARAGRAPH, "below")], level=1)
    assert write_markdown(tree_with(empty, title="")) == b"below\n"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "notes.html", "mailto:"])
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(KnownError) as caught:
        write_markdown(tree_with(Maker()(BlockType.PARAGRAPH, [run("x", link=link)])))
    assert (caught.value.code, caught.value.fields) == ("link_not_allowed", {"link": link})


@pytest.mark.parametrize("is_in_cell", [False, True])
def test_unknown_block_is_refused(is_in_cell: bool) -> None:
    make = Maker()
    node = make(cast("BlockType", "mosaic"), "x")
    if is_in_cell:
        node = make(BlockType.ROW, (), [make(BlockType.CELL, "y", [node])])
    with pytest.raises(ValueError, match="mosaic"):
        write_markdown(tree_with(node))


def test_no_record_id_is_printed() -> None:
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-7", write_markdown(whole_example_tree()))


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_character_is_replaced(strange: str) -> None:
    text = write_markdown(strange_everywhere(strange)).decode()
    assert strange not in text
    assert text.count("a\ufffdb") > len(BlockType)


def test_a_picture_stands_once_at_the_end() -> None:
    make = Maker()
    image = make(BlockType.IMAGE, "A wall", about=WALL_SHA)
    tree = replace(tree_with(image, image), pictures={WALL_SHA: MARKED_WALL})
    lines = write_markdown(tree).decode().split("\n\n")
    assert lines[1:3] == ["![A wall][picture-1]"] * 2
    assert lines[3].startswith("[picture-1]: data:image/png;base64,iVBOR")
    assert write_markdown(tree_with(image)).decode() == "# A title\n\nA wall\n"


def test_example_is_as_it_was_seen() -> None:
    assert_golden("example.md", write_markdown(whole_example_tree()))

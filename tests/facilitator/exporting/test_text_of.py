"""The words of a document: all of them, once, in reading order, and the same in every format."""

from html.parser import HTMLParser
from typing import cast

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.exporting.html import write_html
from facilitator.exporting.markdown import write_markdown
from facilitator.exporting.text_of import plain_text
from sessions.document import BlockType, DocumentTree
from sessions.polls import Result
from tests.facilitator.exporting.example_tree import COUNTED, OPEN, Maker, poll, tree_with, whole_example_tree

INLINE = {"a", "strong", "em", "i", "span"}


class Words(HTMLParser):
    """Keeps what a page says, pictures by their alternatives.

    The skip link belongs to the page, not to the document; what a chart says stands below it as a table too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._is_in_body = False
        self._is_skip = False
        self._is_drawing = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in_body = self._is_in_body or tag == "body"
        self._is_skip = ("class", "skip") in attrs or tag == "summary"
        self._is_drawing = self._is_drawing or tag == "svg"
        self.text += str(dict(attrs)["alt"]) if tag == "img" else ""
        self.text += "" if tag in INLINE else " "

    def handle_endtag(self, tag: str) -> None:
        self._is_skip = False
        self._is_drawing = self._is_drawing and tag != "svg"
        self.text += "" if tag in INLINE else " "

    def handle_data(self, data: str) -> None:
        is_told = self._is_in_body and not self._is_skip and not self._is_drawing
        self.text += data if is_told else ""


def words_of_html(tree: DocumentTree) -> list[str]:
    return words_of_page(write_html(tree, "p { margin: 0 }").decode())


def words_of_page(page: str) -> list[str]:
    words = Words()
    words.feed(page)
    return words.text.split()


def words_of_markdown(tree: DocumentTree) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(write_markdown(tree).decode())
    return " ".join(inline_text(token) for token in tokens if token.type == "inline").split()


def inline_text(token: Token) -> str:
    parts = {"softbreak": "\n", "hardbreak": "\n"}
    text = ""
    for child in token.children or ():
        if child.type in ("text", "text_special"):
            text += child.content
        elif child.type == "image":
            text += inline_text(child)
        elif child.type == "html_inline":
            text += "\n" if child.content == "<br>" else ""
        else:
            text += parts.get(child.type, "")
    return text


def test_every_format_says_the_same() -> None:
    words = plain_text(whole_example_tree()).split()
    assert words_of_html(whole_example_tree()) == words
    assert words_of_markdown(whole_example_tree()) == words


def nested(make: Maker) -> list[DocumentTree]:
    """Trees that no person would make, but a merge of two people's edits could."""
    inner = make(BlockType.BULLETS, "Two of them:", [make(BlockType.ITEM, "one", label="Apart")])
    quote = make(BlockType.PULL_QUOTE, "‘Quoted.’", [make(BlockType.PARAGRAPH, "more"), inner])
    after = [make(BlockType.ATTRIBUTION, "A", label="L"), make(BlockType.ATTRIBUTION, "B")]
    odd = [
        *(make(kind, f"Of {kind}", [make(BlockType.PARAGRAPH, "below"), inner, quote]) for kind in BlockType),
        *(make(kind, (), [make(BlockType.ITEM, "i", [inner], label="x"), inner]) for kind in BlockType),
        make(BlockType.PULL_QUOTE, "‘With two.’", after, label="Label\nof two lines"),
    ]
    rows = [
        make(BlockType.ROW, (), [make(BlockType.CELL, "Head", [inner])], label="First"),
        make(BlockType.ROW, (), [make(BlockType.CELL, "a"), make(BlockType.PARAGRAPH, "b")]),
        make(BlockType.PARAGRAPH, "between"),
        make(BlockType.ROW, (), [make(BlockType.CELL), make(BlockType.CELL, "z")], label="Row"),
    ]
    odd.append(make(BlockType.ACTIONS, "A table", rows))
    odd.append(make(BlockType.ROW, (), rows[0].children, label="Lone"))
    return [tree_with(node) for node in odd] + [tree_with(*odd)]


@pytest.mark.parametrize("tree", nested(Maker()))
def test_no_word_is_lost_where_blocks_are_out_of_place(tree: DocumentTree) -> None:
    words = plain_text(tree).split()
    assert words_of_html(tree) == words
    assert words_of_markdown(tree) == words


def test_text_is_in_reading_order() -> None:
    text = plain_text(whole_example_tree())
    assert text.startswith("Ordinary weather\n\nNotes from the autumn gathering")
    assert text.endswith("Folake Adebiyi and Tadeusz Wróblewski\nfor the River Towns Network\n")
    in_order = ["Session 2 After the water", "Mrs Lowe", "Session 2\n\nAfter the water", "sandbags"]
    places = [text.index(words) for words in in_order]
    assert places == sorted(places)


def test_poll_says_options_figures_and_how_many() -> None:
    text = plain_text(whole_example_tree())
    assert "A neighbour 56%\n" in text
    assert "Nobody: I would wait 0%\n\n68 people answered." in text
    assert "No 48%\n\nHow many answered is not known." in text
    assert "In high summer\n\nNo result is known." in text


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result((1, 0), base=1), "A 100%\nB 0%\n\n1 person answered."),
        (Result((0, 0), base=0), "A 0%\nB 0%\n\nNobody answered."),
        (Result((900, 600)), "A 60%\nB 40%\n\n1,500 people answered."),
        (Result((3,), base=3), "A 100%\nB\n\n3 people answered."),
    ],
)
def test_base_is_said_in_words(result: Result, said: str) -> None:
    make = Maker()
    tree = tree_with(
        make(BlockType.POLL, "Which?", about=COUNTED), polls=[poll(COUNTED, "Which?", "AB", result)]
    )
    assert said in plain_text(tree)
    assert words_of_html(tree) == words_of_markdown(tree) == plain_text(tree).split()


def test_poll_without_options_or_record_still_has_its_question() -> None:
    make = Maker()
    bare = make(BlockType.POLL, "Which?", about=OPEN)
    for polls in ([], [poll(OPEN, "Which?", (), None)]):
        tree = tree_with(bare, polls=polls)
        assert words_of_html(tree) == words_of_markdown(tree) == plain_text(tree).split()


def test_example_has_every_type_of_block() -> None:
    assert {node.block.type for node in whole_example_tree().walk()} == set(BlockType)


def test_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="mosaic"):
        plain_text(tree_with(Maker()(cast("BlockType", "mosaic"), "x")))

"""A mail: words and page side by side, the same bytes each time, nothing in it that mail programs take out."""

import email
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given

from facilitator.exporting.mail import html_fragment, write_mail
from facilitator.exporting.text import write_text
from sessions.document import BlockType, DocumentTree, Node
from sessions.errors import KnownError
from tests.facilitator.exporting.bad_trees import STRANGE, odd_nesting, strange_everywhere
from tests.facilitator.exporting.example_tree import (
    LOGO,
    MARKED_WALL,
    Maker,
    run,
    tree_with,
    whole_example_tree,
)
from tests.facilitator.exporting.test_html import TEXTS, Page


def parsed(tree: DocumentTree) -> EmailMessage:
    mail = email.message_from_bytes(write_mail(tree), policy=default)
    assert isinstance(mail, EmailMessage)
    assert not any(part.defects for part in mail.walk())
    return mail


def page_of(tree: DocumentTree) -> str:
    body = parsed(tree).get_body(("html",))
    assert body is not None
    return body.get_content()


def test_a_mail_has_a_subject_and_nobody_it_is_from_or_to_and_no_date() -> None:
    mail = parsed(whole_example_tree())
    assert (mail["Subject"], mail["From"], mail["To"]) == ("Ordinary weather", "", "")
    assert (mail["Date"], mail["Message-ID"]) == (None, None)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png",
    ]  # fmt: skip


def test_a_date_stands_where_it_is_given() -> None:
    sent = datetime(2025, 11, 7, 9, 30, tzinfo=UTC)
    assert b"Date: Fri, 07 Nov 2025 09:30:00 +0000\r\n" in write_mail(whole_example_tree(), sent)


def test_the_same_document_is_the_same_bytes_and_another_has_other_boundaries() -> None:
    made = write_mail(whole_example_tree())
    assert made == write_mail(whole_example_tree())
    boundaries = set(re.findall(rb'boundary="(.+?)"', made))
    assert len(boundaries) == 2
    assert boundaries.isdisjoint(re.findall(rb'boundary="(.+?)"', write_mail(tree_with())))


def test_its_text_is_the_plain_text() -> None:
    body = parsed(whole_example_tree()).get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == write_text(whole_example_tree()).decode()


def test_pictures_come_along_and_are_named_by_what_they_show() -> None:
    tree = whole_example_tree()
    images = [part for part in parsed(tree).walk() if part.get_content_maintype() == "image"]
    assert {part.get_content() for part in images} == {MARKED_WALL.content, LOGO.content}
    names = {f"cid:{part['Content-ID'].strip('<>')}" for part in images}
    assert {attrs["src"] for attrs in Page(page_of(tree).encode()).all("img")} == names


def test_a_picture_that_is_not_shown_stays_at_home() -> None:
    tree = replace(tree_with(), pictures=whole_example_tree().pictures)
    assert not [part for part in parsed(tree).walk() if part.get_content_maintype() == "image"]


def test_nothing_runs_nothing_is_fetched_and_every_look_is_in_its_element() -> None:
    page = Page(page_of(whole_example_tree()).encode())
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "style", "link", "svg", "details", "figure", "section", "nav", "form"}
    names = {name for _, attrs in page.tags for name in attrs}
    assert names <= {"href", "src", "alt", "lang", "scope", "start", "style", "charset", "name", "content"}
    assert all(attrs["src"].startswith("cid:") for attrs in page.all("img"))
    assert all(re.match("https:|mailto:", attrs["href"]) for attrs in page.all("a"))
    assert all(
        attrs.get("style") for tag, attrs in page.tags if tag in ("p", "h1", "h2", "h3", "li", "table", "a")
    )


def test_no_line_is_too_long_for_a_mail_and_all_end_alike() -> None:
    made = write_mail(whole_example_tree())
    assert max(map(len, made.split(b"\r\n"))) <= 78
    assert made.count(b"\n") == made.count(b"\r\n")
    made.decode("ascii")


@given(TEXTS, TEXTS)
def test_any_words_make_a_whole_mail(title: str, words: str) -> None:
    tree = tree_with(Maker()(BlockType.PARAGRAPH, words, label=title), title=title)
    mail = parsed(tree)
    assert mail["Subject"].split() == title.split() or not title.strip()
    made = Page(page_of(tree).encode())
    assert "".join("".join(text for tag, text in made.texts if tag == "p").split()) == "".join(
        (title + words).split()
    )


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_character_is_replaced(strange: str) -> None:
    tree = strange_everywhere(strange)
    assert strange not in page_of(tree)
    assert parsed(tree)["Subject"] == "a\ufffdb"


def test_blocks_out_of_place_are_well_formed() -> None:
    for tree in odd_nesting():
        Page(page_of(tree).encode())


def test_an_empty_title_says_what_it_is() -> None:
    assert parsed(tree_with(title=" "))["Subject"] == "write-up"


def test_no_record_id_leaves_the_house() -> None:
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-", write_mail(whole_example_tree()))


def named(tree: DocumentTree, kind: BlockType) -> Node:
    return next(node for node in tree.walk() if node.block.type is kind)


def test_a_fragment_is_the_wanted_blocks_with_their_looks() -> None:
    tree = whole_example_tree()
    messages, verse = named(tree, BlockType.KEY_MESSAGES), named(tree, BlockType.VERSE)
    text = html_fragment(tree, [verse.block.id, messages.block.id, messages.children[0].block.id])
    page = Page(text.encode())
    assert [tag for tag, _ in page.tags if tag in ("ol", "blockquote")] == ["ol", "blockquote"]
    assert text.count("Draw the map in dry weather.") == 1
    assert "background-color:#e8eef0" in text
    assert not re.search(r"class=|id=|<svg", text)


def test_a_fragment_of_one_item_or_of_nothing() -> None:
    tree = whole_example_tree()
    item = named(tree, BlockType.KEY_MESSAGES).children[1]
    assert html_fragment(tree, {item.block.id}).startswith('<p style="margin:0 0 14px"><strong>Ask twice.')
    assert html_fragment(tree, ()) == ""


def test_a_link_that_may_not_be_printed_is_refused() -> None:
    node = Maker()(BlockType.PARAGRAPH, [run("x", link="javascript:alert(1)")])
    with pytest.raises(KnownError, match="link_not_allowed"):
        html_fragment(tree_with(node), {node.block.id})


def test_a_picture_on_the_clipboard_is_inside_it() -> None:
    tree = whole_example_tree()
    image = named(tree, BlockType.IMAGE)
    (picture,) = Page(html_fragment(tree, {image.block.id}).encode()).all("img")
    assert picture["src"].startswith("data:image/png;base64,")
    assert picture["alt"].startswith("A brick wall")

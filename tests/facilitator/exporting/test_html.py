"""The page: well formed, safe, readable in light and dark, and the same as when somebody last looked at it."""

import re
from base64 import b64decode
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.exporting.house_colours import Colours, css_of, dark, light
from facilitator.exporting.html import write_html
from sessions.document import BlockType, Document, DocumentKind, DocumentTree
from sessions.errors import DomainError, KnownError
from sessions.house_style import HouseStyle, contrast, nearest_passing
from tests.facilitator.exporting.bad_trees import STRANGE, strange_everywhere
from tests.facilitator.exporting.example_tree import (
    LOGO_SHA,
    MARKED_WALL,
    WALL_SHA,
    Maker,
    run,
    tree_with,
    whole_example_tree,
)
from tests.facilitator.exporting.golden import assert_golden

CSS = (Path(__file__).parents[3] / "resources" / "styles" / "document.css").read_text("utf-8")
VOID = {"meta", "br", "img"}
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t<>&\"'-"), max_size=12)


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        assert len(found) == len(attrs)
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page(*bodies: str) -> Page:
    make = Maker()
    return Page(write_html(tree_with(*(make(BlockType.PARAGRAPH, body) for body in bodies)), CSS))


@pytest.fixture(scope="module")
def shown() -> Page:
    return Page(write_html(whole_example_tree(), CSS))


def test_ids_are_unique_and_every_reference_resolves(shown: Page) -> None:
    ids = [attrs["id"] for _, attrs in shown.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    links = [attrs["href"][1:] for attrs in shown.all("a") if attrs["href"].startswith("#")]
    named = [attrs["aria-labelledby"] for _, attrs in shown.tags if "aria-labelledby" in attrs]
    assert {*links, *" ".join(named).split()} <= set(ids)
    assert [name for name in ids if name.startswith("s")] == [f"s{at}" for at in range(1, 9)]


def test_anchors_lead_to_the_headings_they_name() -> None:
    make = Maker()
    names = ["One", "Two", "Deep", "Four"]
    levels = [1, 2, 3, 1]
    nodes = [make(BlockType.HEADING, name, level=level) for name, level in zip(names, levels, strict=True)]
    text = write_html(tree_with(make(BlockType.CONTENTS), *nodes, nodes[0]), CSS).decode()
    entries = re.findall(r'<a href="#(s\d)">(\w+)</a>', text)
    headings = dict(re.findall(r'<h\d id="(s\d)" class="level-\d">(\w+)<', text))
    assert [name for _, name in entries] == ["One", "Two", "Four", "One"]
    assert all(headings[anchor] == name for anchor, name in entries)


def test_no_record_id_is_printed() -> None:
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-", write_html(whole_example_tree(), CSS))


def test_page_has_its_landmarks_once(shown: Page) -> None:
    counts = Counter(tag for tag, _ in shown.tags)
    assert counts["title"] == 1 + counts["svg"]
    assert all(counts[tag] == 1 for tag in ("html", "header", "nav", "main", "footer", "h1"))
    assert shown.all("html") == [{"lang": "en-GB"}]
    skip = shown.all("a")[0]
    assert skip == {"class": "skip", "href": "#text"}
    assert shown.all("main")[0]["id"] == "text"


def test_nothing_runs_and_nothing_is_fetched(shown: Page) -> None:
    tags = {tag for tag, _ in shown.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "base", "form"}
    names = {name for _, attrs in shown.tags for name in attrs}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert all(attrs["src"].startswith("data:image/png;base64,") for attrs in shown.all("img"))
    assert not re.search(r"url\(|@import", CSS)


def test_headings_leave_no_level_out(shown: Page) -> None:
    levels = [int(tag[1]) for tag, _ in shown.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_runs_keep_their_looks_and_languages() -> None:
    make = Maker()
    body = [
        run("b", bold=True, italic=True, lang="cy"),
        run(" t ", is_term=True),
        run("on"),
        run("e <", link="https://example.org/?a=1&b=2"),
        run("y", link="https://example.org/?a=1&b=2", lang="el"),
    ]
    text = write_html(tree_with(make(BlockType.PARAGRAPH, body)), "").decode()
    expected = (
        '<p><strong><em lang="cy">b</em></strong><i class="term"> t </i>on'
        '<a href="https://example.org/?a=1&amp;b=2">e &lt;<span lang="el">y</span></a></p>'
    )
    assert expected in text


@pytest.mark.parametrize(
    ("link", "printed"),
    [
        ("HTTPS://example.org", "HTTPS://example.org"),
        (" mailto:me@example.org ", "mailto:me@example.org"),
        ('https://example.org/a b"c', "https://example.org/a%20b%22c"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/tŷ", "https://example.org/tŷ"),
    ],
)
def test_links_out_are_printed(link: str, printed: str) -> None:
    made = Page(write_html(tree_with(Maker()(BlockType.PARAGRAPH, [run("x", link=link)])), ""))
    assert made.all("a")[-1]["href"] == printed


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "#s1",
        "notes.html",
        "https:",
        "https:\\\\example.org",
        "https://[half",
        "mailto:",
        "https://example.org/\x00",
    ],
)
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(KnownError) as caught:
        write_html(tree_with(Maker()(BlockType.PARAGRAPH, [run("x", link=link)])), "")
    assert (caught.value.code, caught.value.fields) == ("link_not_allowed", {"link": link})


@given(TEXTS, TEXTS, st.sampled_from(["", "cy", 'x" onload="y']))
def test_any_text_is_text(title: str, body: str, lang: str) -> None:
    make = Maker()
    node = make(BlockType.PARAGRAPH, [run(body, lang=lang)], label=title)
    document = Document("d", "g", DocumentKind.WRITE_UP, title, body, title, body, lang or "en-GB")
    made = Page(write_html(DocumentTree(document, (node, make(BlockType.CALLOUT, title)), {}), CSS))
    assert not {name for _, attrs in made.tags for name in attrs if name.startswith("on")}
    said = "".join(text for tag, text in made.texts if tag in ("h1", "p", "span"))
    assert "".join(said.split()) == "".join((title + body + title + body + title + body + title).split())
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "div",
        "h1",
        "p",
        "main",
        "aside",
    }
    assert {tag for tag, _ in made.tags} <= allowed | {"br", "span"}


def test_style_cannot_end_its_element() -> None:
    made = Page(write_html(tree_with(), "p::after { content: '</style><b>' }"))
    assert not made.all("b")


def test_poll_is_a_chart_for_the_eye_and_a_table_for_who_wants_one(shown: Page) -> None:
    tables = [attrs for attrs in shown.all("table") if attrs.get("class") == "data"]
    assert [attrs["aria-labelledby"] for attrs in tables] == ["poll-1", "poll-2", "poll-4", "poll-5"]
    charts = shown.all("svg")
    assert [attrs["role"] for attrs in charts] == ["img"] * 8
    assert Counter(attrs["class"] for attrs in shown.all("div"))["wide"] == 4
    assert len({attrs["aria-labelledby"] for attrs in charts}) == 8
    assert ("figcaption", "When should we meet again?") in shown.texts
    assert ("li", "In high summer") in shown.texts
    assert [text for tag, text in shown.texts if tag == "summary"] == ["The figures as a table"] * 4


def test_tables_have_captions_and_scopes(shown: Page) -> None:
    assert [text for tag, text in shown.texts if tag == "caption"] == ["The afternoon", "Doors and keys"]
    scopes = Counter(attrs.get("scope") for attrs in shown.all("th"))
    assert scopes == {"col": 3 + 3 + 3 + 4, "row": 2 + 2 + 2 + 4 + 3 + 4 + 3}
    assert Counter(attrs.get("class") for attrs in shown.all("td"))["number"] == 4


def test_a_wide_table_is_in_a_box_that_keys_can_reach() -> None:
    made = Page(write_html(tree_with(Maker().table(list("abcde"), list("12345"), title="Five")), ""))
    assert {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": "Five"} in made.all("div")


def test_pictures_are_in_the_page_and_say_what_is_in_them(shown: Page) -> None:
    logo, wall = shown.all("img")
    assert (logo["class"], logo["alt"]) == ("logo", "")
    assert wall["alt"] == "A brick wall with a rust-red line at the height of a table"
    assert b64decode(wall["src"].partition(",")[2]) == MARKED_WALL.content


def test_a_picture_that_is_missing_or_of_another_kind_is_its_words() -> None:
    node = Maker()(BlockType.IMAGE, "A wall", about=WALL_SHA)
    other = replace(tree_with(node), pictures={WALL_SHA: replace(MARKED_WALL, mime="image/svg+xml")})
    for tree in (tree_with(node), other):
        made = Page(write_html(tree, ""))
        assert not made.all("img")
        assert ("p", "A wall") in made.texts


def test_a_logo_is_said_where_the_name_of_the_house_is_not() -> None:
    tree = whole_example_tree()
    made = Page(write_html(replace(tree, house=HouseStyle("Weir Folk", logo=LOGO_SHA)), ""))
    assert made.all("img")[0]["alt"] == "Weir Folk"


def test_titles_of_panels_are_headings(shown: Page) -> None:
    titles = [text for tag, text in shown.texts if re.fullmatch(r"h\d", tag)]
    assert titles[-7:] == [
        "At a glance", "What we found", "How to knock", "To read on", "Maps wanted", "Thanks", "Dedication",
    ]  # fmt: skip


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_character_is_replaced(strange: str) -> None:
    text = write_html(strange_everywhere(strange), CSS).decode()
    assert strange not in text
    assert text.count("a\ufffdb") > len(BlockType)


def test_description_is_short_and_whole_words() -> None:
    subtitle = "a word and another, " * 20
    document = Document("d", "g", DocumentKind.WRITE_UP, "", subtitle)
    made = Page(write_html(DocumentTree(document, (), {}), ""))
    described = next(attrs["content"] for attrs in made.all("meta") if attrs.get("name") == "description")
    assert len(described) <= 160
    assert re.search(r"(a|word|and|another)…$", described)
    assert ("title", "write-up") in made.texts


def test_document_without_subtitle_is_described_by_its_first_prose() -> None:
    assert {"name": "description", "content": "First & last"} in page(" ", "First\n& last").all("meta")
    assert not [attrs for attrs in page().all("meta") if attrs.get("name") == "description"]


def test_contents_further_down_stand_in_the_text() -> None:
    make = Maker()
    nodes = [make(BlockType.CONTENTS), make(BlockType.PARAGRAPH, "x"), make(BlockType.CONTENTS, "Again")]
    made = Page(write_html(tree_with(*nodes), ""))
    order = [tag for tag, _ in made.tags if tag in ("nav", "main")]
    assert order == ["nav", "main", "nav"]
    assert [attrs["aria-labelledby"] for attrs in made.all("nav")] == ["contents-1", "contents-2"]


def test_numbers_go_on_after_what_stands_between() -> None:
    make = Maker()
    one, two = make(BlockType.ITEM, "one"), make(BlockType.ITEM, "two")
    node = make(BlockType.KEY_MESSAGES, "Key", [one, make(BlockType.PARAGRAPH, "x"), two])
    assert Page(write_html(tree_with(node), "")).all("ol") == [{}, {"start": "2"}]


def test_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="mosaic"):
        write_html(tree_with(Maker()(cast("BlockType", "mosaic"), "x")), "")


def test_every_block_out_of_place_is_well_formed() -> None:
    make = Maker()
    for kind in BlockType:
        child = make(kind, "child", [make(BlockType.ITEM, "low"), make(BlockType.ATTRIBUTION, "who")])
        for parent in BlockType:
            Page(write_html(tree_with(make(parent, "parent", [child], label="l"), child), CSS))


def assert_readable(found: Colours) -> None:
    for ground in (found.paper, found.tint, found.warm):
        assert contrast(found.ink, ground) >= 12
        for text in (found.muted, found.deep, found.accent, found.second):
            assert contrast(text, ground) >= 4.5
    for text in (found.on_cover, found.quiet_on_cover, found.mark_on_cover):
        assert contrast(text, found.cover) >= 4.5
    for bar in (found.bar, found.most):
        assert min(contrast(bar, found.paper), contrast(bar, found.track)) >= 3
    for shade, words in zip(found.scale, found.on_scale, strict=True):
        assert contrast(shade, found.paper) >= 3
        assert contrast(words, shade) >= 4.5


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: nearest_passing(f"#{number:06x}"))


@given(COLOURS, COLOURS)
@example("#1b5a66", "#a5431f")
@example("#000000", "#767676")
@example("#0000ff", "#767600")
def test_every_colour_can_be_read_in_every_house_by_day_and_by_night(accent: str, second: str) -> None:
    house = HouseStyle(accent=accent, second=second)
    assert_readable(light(house))
    assert_readable(dark(house))


def test_print_has_the_colours_of_day_on_white() -> None:
    day, night, printed = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", line))
                           for line in css_of(HouseStyle()).split("\n")[:3])  # fmt: skip
    assert night["paper"] == "#11181b"
    on_cover = {name for name in day if "cover" in name}
    assert {name for name in day if day[name] != printed[name]} == on_cover
    assert all(contrast(printed[name], printed["cover"]) >= 4.5 for name in on_cover - {"cover"})


def test_style_uses_no_colour_that_is_not_made() -> None:
    made = set(re.findall(r"--([\w-]+):", css_of(HouseStyle()) + CSS))
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= made
    assert set(re.findall(r"#[0-9a-f]{6}", CSS)) == {"#ffffff"}  # below a logo


def test_a_faint_house_is_refused() -> None:
    tree = replace(tree_with(), house=HouseStyle(accent="#ffee88"))
    with pytest.raises(DomainError, match="colour_too_faint"):
        write_html(tree, CSS)


def test_example_is_as_it_was_seen() -> None:
    assert_golden("example.html", write_html(whole_example_tree(), CSS))

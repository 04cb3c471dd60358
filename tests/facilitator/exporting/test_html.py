"""The page: well formed, safe, readable in light and dark, and the same as when somebody last looked at it."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.exporting.html import write_html
from sessions.document import BlockType, Document, DocumentKind, DocumentTree
from sessions.errors import KnownError
from tests.facilitator.exporting.example_tree import Maker, example_tree, run, tree_with
from tests.facilitator.exporting.golden import assert_golden

CSS = (Path(__file__).parents[3] / "resources" / "styles" / "document.css").read_text("utf-8")
VOID = {"meta", "br"}
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
    return Page(write_html(example_tree(), CSS))


def test_ids_are_unique_and_every_reference_resolves(shown: Page) -> None:
    ids = [attrs["id"] for _, attrs in shown.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    links = [attrs["href"][1:] for attrs in shown.all("a") if attrs["href"].startswith("#")]
    named = [attrs["aria-labelledby"] for _, attrs in shown.tags if "aria-labelledby" in attrs]
    assert {*links, *named} <= set(ids)
    assert [name for name in ids if name.startswith("s")] == ["s1", "s2", "s3", "s4", "s5", "s6"]


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
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-", write_html(example_tree(), CSS))


def test_page_has_its_landmarks_once(shown: Page) -> None:
    counts = Counter(tag for tag, _ in shown.tags)
    assert all(counts[tag] == 1 for tag in ("html", "title", "header", "nav", "main", "footer", "h1"))
    assert shown.all("html") == [{"lang": "en-GB"}]
    skip = shown.all("a")[0]
    assert skip == {"class": "skip", "href": "#text"}
    assert shown.all("main")[0]["id"] == "text"


def test_nothing_runs_and_nothing_is_fetched(shown: Page) -> None:
    tags = {tag for tag, _ in shown.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    names = {name for _, attrs in shown.tags for name in attrs}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src")}
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


def test_poll_is_a_table_for_the_ear_and_a_chart_for_the_eye(shown: Page) -> None:
    tables = [attrs for attrs in shown.all("table") if attrs.get("class") == "bars"]
    assert [attrs["aria-labelledby"] for attrs in tables] == ["poll-1", "poll-2"]
    bars = [attrs["width"] for attrs in shown.all("rect") if attrs["class"] == "bar"]
    assert bars == ["56", "31", "13", "0", "31", "21", "48"]
    assert all(attrs["aria-hidden"] == "true" for attrs in shown.all("svg"))
    assert {"scope": "row"} in shown.all("th")
    assert ("figcaption", "When should we meet again?") in shown.texts


def test_table_of_actions_has_scopes(shown: Page) -> None:
    scopes = Counter(attrs.get("scope") for attrs in shown.all("th"))
    assert scopes == {"col": 3, "row": 2 + 7}


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


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme: dark ones stand in the second ``:root``."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    both = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", both))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    found = colours(scheme)
    for ground in ("paper", "tint", "warm"):
        assert contrast(found["ink"], found[ground]) >= 12, ground
        for text in ("muted", "deep", "teal", "rust"):
            assert contrast(found[text], found[ground]) >= 4.5, (text, ground)
    for text in ("on-cover", "quiet-on-cover", "sand"):
        assert contrast(found[text], found["cover"]) >= 4.5, text
    for bar in ("bar", "bar-most"):
        assert contrast(found[bar], found["paper"]) >= 3
        assert contrast(found[bar], found["track"]) >= 3


def test_print_has_the_colours_of_light() -> None:
    printed = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS[CSS.index("@media print {") :]))
    light = colours("light")
    assert {
        name: light[name] for name in printed if "cover" not in name and name != "sand"
    }.items() <= printed.items()
    for text in ("on-cover", "quiet-on-cover", "sand"):
        assert contrast(printed[text], printed["cover"]) >= 4.5, text


def test_example_is_as_it_was_seen() -> None:
    assert_golden("example.html", write_html(example_tree(), CSS))

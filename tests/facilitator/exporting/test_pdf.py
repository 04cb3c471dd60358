"""A whole PDF: every block, what it says of itself, contents and links."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from facilitator.exporting.pdf import write_pdf
from facilitator.exporting.text_of import plain_text
from facilitator.exporting.wording import base_line
from sessions.document import Block, BlockType, DocumentTree, Node
from sessions.errors import KnownError
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.exporting.pdf_blocks_tree import blocks_tree
from tests.facilitator.exporting.pdf_checks import assert_valid, made_pdf
from tests.facilitator.exporting.pdf_reading import (
    info,
    inner_links,
    opened,
    outline,
    pages,
    poppler,
    printed,
    tree_words,
    unpacked,
    without_footers,
    words,
)
from tests.facilitator.exporting.pdf_sample import (
    DOCUMENT,
    FACES,
    FELT,
    SWITCH,
    Maker,
    poll,
    run,
    tree,
    write_up,
)


def pdf(*nodes: Node, **more) -> bytes:
    return made_pdf(tree(*nodes, **more))


def is_subsequence(some: list[str], whole: list[str]) -> bool:
    left = iter(whole)
    return all(word in left for word in some)


@pytest.fixture(scope="module", params=[write_up, example_tree, blocks_tree], ids=lambda made: made.__name__)
def sample(request: pytest.FixtureRequest) -> DocumentTree:
    return request.param()


@pytest.fixture(scope="module")
def data(sample: DocumentTree) -> bytes:
    return made_pdf(sample)


def test_says_what_it_is(sample: DocumentTree, data: bytes) -> None:
    said = info(data)
    assert said["Title"] == sample.document.title
    assert said["Author"] == sample.document.byline
    assert said["Subject"] == sample.document.subtitle
    assert said["Creator"] == "Facilitator"
    assert said["Page size"].startswith("595.28 x 841.89")
    assert "CreationDate" not in said


def test_date_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    made_at = datetime(2025, 10, 16, 9, 30, tzinfo=UTC)
    dated = write_pdf(tree(), FACES, made_at=made_at)
    with opened(dated) as pdf:
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20251016093000+00'00'"
        assert b"<xmp:CreateDate>2025-10-16T09:30:00+00:00</xmp:CreateDate>" in pdf.Root.Metadata.read_bytes()
    assert dated == write_pdf(tree(), FACES, made_at=made_at.replace(tzinfo=None))
    assert_valid(dated)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760607000")
    assert made_pdf(tree()) == dated


def test_same_tree_gives_same_bytes(sample: DocumentTree, data: bytes) -> None:
    assert made_pdf(sample) == data


def test_identity_follows_from_content() -> None:
    make = Maker()
    one, other = (pdf(make.paragraph(text)) for text in ("one", "two"))
    with opened(one) as first, opened(other) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_no_archive_id_is_in_the_file(sample: DocumentTree, data: bytes) -> None:
    laid_open = unpacked(data)
    assert b"Half Light" in laid_open or b"Contents" in laid_open
    assert not [node.block.id for node in sample.walk() if node.block.id.encode() in laid_open]


def test_every_face_is_embedded_with_a_map_to_unicode(data: bytes) -> None:
    fonts = poppler("pdffonts", data=data).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes yes yes ", line) for line in fonts), fonts


def test_every_word_is_there_in_reading_order(sample: DocumentTree, data: bytes) -> None:
    read = words(without_footers(data).replace("dark-by-agreement/\n", "dark-by-agreement/"))
    assert is_subsequence(tree_words(printed(sample)), read)


def test_says_what_every_other_format_says(sample: DocumentTree, data: bytes) -> None:
    text = words(plain_text(printed(sample)))
    read = words(
        "\n".join(
            [pages(data)[0], without_footers(data).replace("dark-by-agreement/\n", "dark-by-agreement/")]
        )
    )
    document = sample.document
    front = len(words(" ".join((document.title, document.subtitle, document.byline, document.dateline))))
    assert sorted(text[:front]) == sorted(read[:front])
    assert is_subsequence(text[front:], read[front:])
    added = Counter(read) - Counter(text)
    header = {"Action", "Who", "By"}  # comes again where the table goes on over a page
    assert all(word.rstrip("%").isdecimal() or word in {"•", *header} for word in added), added


def test_nothing_is_added_to_prose() -> None:
    make = Maker()
    prose = tree(
        make.heading("One", label="Session 1"),
        make(BlockType.STANDFIRST, "A beginning."),
        *(
            make.paragraph("Some words of a paragraph that goes on for more than a line. " * 9)
            for _ in range(12)
        ),
        make.quote("‘Words that somebody said, and meant.’", "A participant"),
        make.table([("What", "Who"), ("Send the notes to everyone who came", "Enid")]),
        make.items(BlockType.PEOPLE, ["Ann Lee", "Bo Ek*", "Cy Young"]),
        make(BlockType.SIGN_OFF, "The convenors"),
    )
    assert words(without_footers(made_pdf(prose))) == tree_words(prose)


def test_cover_says_whose_what_and_when(sample: DocumentTree, data: bytes) -> None:
    cover = words(pages(data)[0])
    document = sample.document
    for text in (document.byline, document.title, document.subtitle, document.dateline):
        assert is_subsequence(words(text), cover)


def test_footer_has_title_and_number(sample: DocumentTree, data: bytes) -> None:
    feet = [page.rstrip().rpartition("\n")[2] for page in pages(data)]
    assert feet[1:] == [f"{sample.document.title} {number}" for number in range(2, len(feet) + 1)]


def test_contents_numbers_are_where_headings_are(sample: DocumentTree, data: bytes) -> None:
    read = pages(data)
    headings = [
        node.block for node in sample.walk() if node.block.type is BlockType.HEADING and node.block.level < 3
    ]
    assert len(headings) >= 4
    for heading in headings:
        entry = re.search(rf"(?m){re.escape(heading.text)} (\d+)$", read[1])
        assert entry, heading.text
        page = read[int(entry[1]) - 1].replace(entry[0], "", 1)
        assert heading.text in page


def test_links_in_contents_lead_to_the_page_they_name(data: bytes) -> None:
    links = inner_links(data)
    assert len(links) >= 4
    assert all(named == target for named, target in links)


def test_outline_names_headings_with_their_pages(sample: DocumentTree, data: bytes) -> None:
    read = pages(data)
    titles = [node.block.text for node in sample.walk() if node.block.type is BlockType.HEADING]
    found = outline(data)
    assert sorted(title for title, _ in found) == sorted(titles)
    assert all(title in read[page - 1] for title, page in found)


def test_outline_goes_down_one_level_at_a_time() -> None:
    make = Maker()
    data = pdf(
        make.heading("Deep", 3), make.heading("Top", 1), make.heading("Deeper", 6), make.heading("None", 0)
    )
    assert sorted(title for title, _ in outline(data)) == ["Deep", "Deeper", "None", "Top"]


def test_links_out_are_the_addresses_given(sample: DocumentTree, data: bytes) -> None:
    found = {line.split()[-1] for line in poppler("pdfinfo", "-url", data=data).splitlines()[1:]}
    assert found == {run.link for node in sample.walk() for run in node.block.body if run.link}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "notes.html", "  "])
def test_links_that_open_no_page_are_refused(link: str) -> None:
    with pytest.raises(KnownError, match="link_not_allowed"):
        pdf(Maker().paragraph([run("here", link=link)]))


def test_addresses_are_ascii_in_the_file() -> None:
    data = pdf(Maker().paragraph([run("here", link="https://example.org/caffè (1)?a=%20")]))
    assert "https://example.org/caff%C3%A8%20(1)?a=%20" in poppler("pdfinfo", "-url", data=data)


@pytest.mark.parametrize("kind", list(BlockType))
def test_block_alone_empty_or_out_of_place(kind: BlockType) -> None:
    make = Maker()
    strange = make(kind, "Words here", make(BlockType.PARAGRAPH, "Inside"), label="Beside", about="gone")
    read = words(without_footers(pdf(make(kind), make(kind, "", label="Alone"), strange)))
    assert is_subsequence(["Alone", "Beside"], read)
    assert is_subsequence(["Words", "here"], read)
    assert "Inside" in read


def test_unknown_block_is_refused_by_name() -> None:
    strange = Node(Block("b", "d1", "sonnet"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="sonnet"):
        pdf(strange)


def test_empty_document_is_a_cover() -> None:
    assert len(pages(pdf())) == 1
    bare = replace(DOCUMENT, title="", subtitle="", byline="", dateline="")
    assert len(pages(pdf(document=bare))) == 1


def test_poll_has_bars_per_cents_and_base() -> None:
    make = Maker()
    node = make(BlockType.POLL, "Brighter or darker?", make.paragraph("In prose."), about="p1", label="Poll")
    read = pages(pdf(node, polls={"p1": FELT}))[1]
    lines = read.splitlines()
    assert lines[:7] == [
        "Poll Brighter or darker?",
        "A good deal safer 11%",
        "A little safer 46%",
        "Much as it was 29%",
        "Less safe 14%",
        "83 people answered.",
        "In prose.",
    ]


def test_poll_without_result_has_its_options_and_no_bars() -> None:
    make = Maker()
    node = make(BlockType.POLL, "Brighter or darker?", about="p1")
    for answered in (FELT, SWITCH):
        unanswered = replace(answered, result=None)
        read = words(without_footers(pdf(node, polls={"p1": unanswered})))
        names = [word for option in unanswered.options for word in words(option.text)]
        assert read == [*words("Brighter or darker?"), *names, *words(base_line(unanswered))]


def test_poll_nobody_has_kept_is_its_question() -> None:
    node = Maker()(BlockType.POLL, "Brighter or darker?", about="p1")
    assert words(without_footers(pdf(node))) == words("Brighter or darker?")


def test_poll_says_where_the_base_is_not_known() -> None:
    published = poll("p1", ["Yes", "No"], [])
    assert published.result
    result = replace(published.result, permille=(667, 333), base=-1)
    node = Maker()(BlockType.POLL, "A switch?", about="p1")
    read = pages(pdf(node, polls={"p1": replace(published, result=result)}))[1]
    assert "Yes 67%\nNo 33%\nHow many answered is not known." in read


def test_label_as_long_as_a_paragraph_stands_above() -> None:
    make = Maker()
    label = "a strand with a very long name " * 8
    read = words(without_footers(pdf(make.heading("Short", label=label))))
    assert read == [*words(label), "Short"]

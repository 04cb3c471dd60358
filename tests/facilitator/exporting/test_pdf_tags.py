"""The structure of a PDF says all that the document says, and a fault in it does not slip through the checks."""

from dataclasses import replace

import pytest

from sessions.document import BlockType, DocumentTree
from tests.facilitator.exporting import pdf_faults as sown
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.exporting.golden import assert_golden
from tests.facilitator.exporting.pdf_blocks_tree import blocks_tree
from tests.facilitator.exporting.pdf_checks import expected, faults, made_pdf, said
from tests.facilitator.exporting.pdf_reading import opened, pages, poppler, words
from tests.facilitator.exporting.pdf_sample import DOCUMENT, Maker, poll, run, tree, write_up
from tests.facilitator.exporting.pdf_tags import Reading


@pytest.fixture(scope="module", params=[write_up, example_tree, blocks_tree], ids=lambda made: made.__name__)
def sample(request: pytest.FixtureRequest) -> DocumentTree:
    return request.param()


@pytest.fixture(scope="module")
def data(sample: DocumentTree) -> bytes:
    return made_pdf(sample)


GOLDEN = {DOCUMENT.title: "write-up", "Ordinary weather": "example", "A year of dim lamps": "blocks"}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return made_pdf(write_up())


def test_structure_says_every_word_in_order(sample: DocumentTree, data: bytes) -> None:
    assert said(data) == expected(sample)


def test_structure_is_as_somebody_last_saw_it(sample: DocumentTree, data: bytes) -> None:
    name = GOLDEN[sample.document.title]
    assert_golden(f"{name}.pdf.structure.txt", poppler("pdfinfo", "-struct-text", data=data).encode())


def test_text_is_as_somebody_last_saw_it(sample: DocumentTree, data: bytes) -> None:
    name = GOLDEN[sample.document.title]
    assert_golden(f"{name}.pdf.txt", poppler("pdftotext", "-raw", "-", data=data).encode())


@pytest.mark.parametrize("outer", list(BlockType))
def test_structure_forgets_nothing_wherever_it_stands(outer: BlockType) -> None:
    make = Maker()
    # A cell of a table is words, not contents.
    inside = [kind for kind in BlockType if (outer, kind) != (BlockType.ROW, BlockType.CONTENTS)]
    nodes = [make.paragraph("Begin")]
    for kind in inside:
        child = make(kind, "Inner", make.paragraph("deep"), label=f"in {kind}")
        nodes.append(make(outer, "Outer", child, label="out"))
    assert sorted(said(made_pdf(tree(*nodes)))) == sorted(expected(tree(*nodes)))


def test_wrapped_link_is_one_element_with_two_areas() -> None:
    node = Maker().paragraph(
        [run("Before " * 8), run("a long link " * 6, link="https://example.org/"), run(" on")]
    )
    [link] = Reading(made_pdf(tree(node))).elements("Link")
    assert words(link.text) == ["a", "long", "link"] * 6
    assert link.areas == 2


def test_two_links_to_one_place_are_two() -> None:
    address = "https://example.org/"
    node = Maker().paragraph([run("one", link=address), run(" and "), run("two", link=address)])
    assert [link.text.strip() for link in Reading(made_pdf(tree(node))).elements("Link")] == ["one", "two"]


def test_other_languages_are_named() -> None:
    make = Maker()
    runs = [("Hwyl", "cy"), (" and ", "en-GB"), ("tack", "sv"), (", said ", "not a language"), ("she", "")]
    node = make.paragraph([replace(run(text), lang=lang) for text, lang in runs])
    found = Reading(made_pdf(tree(node))).elements("Span")
    assert [(span.lang, span.text) for span in found] == [("cy", "Hwyl"), ("sv", "tack")]


@pytest.mark.parametrize(("language", "named"), [("cy", "cy"), ("", "und"), ("in Welsh", "und")])
def test_language_of_the_document(language: str, named: str) -> None:
    with opened(made_pdf(tree(document=replace(DOCUMENT, language=language)))) as pdf:
        assert str(pdf.Root.Lang) == named


def test_rows_are_as_wide_as_their_table() -> None:
    make = Maker()
    node = make.table([("What", "Who", "By"), ("Ask",), ("Tell", "Enid", "May")])
    rows = Reading(made_pdf(tree(node))).elements("TR")
    assert [[cell.kind for cell in row.kids] for row in rows] == [["TH"] * 3, ["TD"] * 3, ["TD"] * 3]


def test_header_that_comes_again_is_read_once() -> None:
    make = Maker()
    rows = [("What to do", "Who"), *(("Ask them all again " * 9, f"Person {n}") for n in range(30))]
    data = made_pdf(tree(make.table(rows)))
    assert poppler("pdftotext", "-raw", "-", data=data).count("What to do") > 1
    assert Reading(data).text.count("What to do") == 1


def test_words_over_a_page_end_are_one_paragraph() -> None:
    make = Maker()
    text = "Some words of a paragraph that goes on over the page. " * 90
    [paragraph] = [
        p for p in Reading(made_pdf(tree(make.paragraph(text)))).elements("P") if "goes on" in p.text
    ]
    assert words(paragraph.text) == words(text)


def test_chart_over_a_page_end_is_one_figure() -> None:
    options = [f"Answer {number}" for number in range(80)]
    node = Maker()(BlockType.POLL, "Which?", about="p")
    data = made_pdf(tree(node, polls={"p": poll("p", options, [1] * 80)}))
    [figure] = Reading(data).elements("Figure")
    assert [word for word in words(figure.text) if word.isdecimal()] == [str(number) for number in range(80)]
    assert len(pages(data)) > 3


def test_links_of_the_contents_say_where_they_lead(data: bytes, sample: DocumentTree) -> None:
    with opened(data) as pdf:
        said_of = [str(link.Contents) for link in pdf.pages[1].obj.Annots]
    titles = [node.block.text for node in sample.walk() if node.block.type is BlockType.HEADING]
    assert all(said.rpartition(", page ")[0] in titles for said in said_of)


def test_no_level_of_heading_is_left_out() -> None:
    make = Maker()
    nodes = [
        make.heading("Deep", 5),
        make.items(BlockType.KEY_MESSAGES, ["One"], "Panel"),
        make.heading("Up", 1),
    ]
    data = made_pdf(tree(*nodes, make.heading("Down", 9)))
    kinds = {
        root.text.strip(): root.kind for level in range(1, 7) for root in Reading(data).elements(f"H{level}")
    }
    assert kinds == {DOCUMENT.title: "H1", "Deep": "H2", "Panel": "H3", "Up": "H2", "Down": "H3"}


def test_pages_are_labelled_as_they_are_numbered(data: bytes) -> None:
    with opened(data) as pdf:
        assert [page.label for page in pdf.pages][:3] == ["Cover", "2", "3"]


# --- faults that are sown


WORDS = "the words are not those of the document"
FAULTS: dict[sown.Fault, str] = {  # with what is said of it
    sown.wrong_order: WORDS,
    sown.no_alternative: "FIGURE-ALTERNATIVE-TEXT",
    sown.header_is_a_cell: "a cell that is no header",
    sown.header_without_scope: "TABLE-HEADERS-SCOPE",
    sown.unmarked_text: "neither read nor an artifact",
    sown.text_is_artifact: WORDS,
    sown.no_language: "LANGUAGE",
    sown.level_left_out: "HEADING-NESTING",
    sown.no_title: "METADATA-TITLE",
    sown.title_not_shown: "VIEWER-PREFERENCES",
    sown.not_marked: "TAGGED-DOCUMENT",
    sown.link_says_nothing: "LINK-CONTENTS",
    sown.no_way_back: "LINK-LINK-TAG",
    sown.way_back_to_another: "the parent tree does not lead",
    sown.wrong_letter: WORDS,
    sown.no_letter: "UNICODE-VALUE",
    sown.no_claim: "ID-PART",
    sown.no_colour_space: "DEVICE-RGB",
    sown.face_not_embedded: "FONT-EMBEDDING",
}


def findings(data: bytes) -> list[str]:
    found = faults(data)
    return found if said(data) == expected(write_up()) else [*found, WORDS]


def test_sound_file_stays_sound_when_saved_again(sound: bytes) -> None:
    assert not findings(sown.spoilt(sound, None))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_fault_is_found(sound: bytes, fault: sown.Fault) -> None:
    found = findings(sown.spoilt(sound, fault))
    assert any(FAULTS[fault] in finding for finding in found), found

"""Blocks that a plain write-up has not: figures, findings, pictures, verse, tables, charts of other forms."""

import io
import itertools
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from PIL import Image

from facilitator.exporting.pdf.house import shades_of
from facilitator.exporting.pdf.poll_scale import ramp
from facilitator.exporting.pdf.strips import Drawing, Stroke, Text
from facilitator.exporting.pdf.type_styles import BAR, DEEP, PAPER, SMALL, contrast
from facilitator.exporting.pdf.writer import lay_out, typesetter_from
from sessions.document import BlockType, ChartForm, DocumentTree, Node, Picture
from sessions.errors import KnownError
from sessions.house_style import HouseStyle
from tests.facilitator.exporting.pdf_blocks_tree import HILL, asked_again, blocks_tree, picture
from tests.facilitator.exporting.pdf_checks import made_pdf
from tests.facilitator.exporting.pdf_reading import opened, pages, without_footers, words
from tests.facilitator.exporting.pdf_sample import SHELF, Maker, poll, tree, write_up
from tests.facilitator.exporting.pdf_tags import Reading


def marks_of(document: DocumentTree, kind: type) -> list:
    made = lay_out(document, typesetter_from(document, SHELF))
    return [
        mark for page in made for one in page.placed for mark in one.strip.marks if isinstance(mark, kind)
    ]


def shown(node: Node, **pictures: Picture) -> DocumentTree:
    return replace(tree(node), pictures=pictures)


def formed(form: ChartForm, about: str) -> Node:
    node = Maker()(BlockType.POLL, "How is it?", about=about)
    return replace(node, block=replace(node.block, form=form))


def test_samples_have_every_type_of_block() -> None:
    kinds = {node.block.type for made in (write_up(), blocks_tree()) for node in made.walk()}
    assert kinds == set(BlockType)


def test_numbered_list_says_that_it_is_one() -> None:
    data = made_pdf(tree(Maker().items(BlockType.NUMBERED, ["knock", "wait"] * 6, "In this order:")))
    [listed] = Reading(data).elements("L")
    assert words(listed.text)[:4] == ["1", "knock", "2", "wait"]
    with opened(data) as pdf:
        numbering = [
            entry.A.ListNumbering
            for entry in pdf.objects
            if str(getattr(entry, "get", lambda _: "")("/S")) == "/L"
        ]
    assert [str(one) for one in numbering] == ["/Decimal"]


@pytest.mark.parametrize(
    ("count", "across"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])]
)
def test_figures_stand_side_by_side(count: int, across: list[int]) -> None:
    make = Maker()
    items = [make(BlockType.ITEM, "people came", label=f"{number}0") for number in range(1, count + 1)]
    [page] = lay_out(made := tree(make(BlockType.FIGURES, "", *items)), typesetter_from(made, SHELF))
    numbers = [
        [mark.line.text for mark in one.strip.marks if isinstance(mark, Text) and mark.line.text.isdigit()]
        for one in page.placed
    ]
    assert [len(row) for row in numbers] == across
    xs = [mark.x for one in page.placed for mark in one.strip.marks if isinstance(mark, Text)]
    assert len(set(xs)) == max(across), "the rows stand in one grid"


def test_wide_numbers_get_wider_columns() -> None:
    make = Maker()
    wide = [make(BlockType.ITEM, "of them", label="twelve thousand four hundred") for _ in range(3)]
    xs = {mark.x for mark in marks_of(tree(make(BlockType.FIGURES, "", *wide)), Text)}
    assert len(xs) < 3


@pytest.mark.parametrize("kind", [BlockType.AGENDA, BlockType.TABLE])
def test_first_cell_of_a_row_heads_it(kind: BlockType) -> None:
    table = Maker().table([("Time", "Part"), ("17:15", "Cocoa"), ("21:11", "Bed")])
    rows = Reading(made_pdf(tree(replace(table, block=replace(table.block, type=kind))))).elements("TR")
    assert [[cell.kind for cell in row.kids] for row in rows] == [["TH", "TH"], ["TH", "TD"], ["TH", "TD"]]


def test_times_stand_below_each_other() -> None:
    typesetter = typesetter_from(tree(), SHELF)
    assert typesetter.line("11:11", SMALL).width == pytest.approx(typesetter.line("20:48", SMALL).width)


def test_verse_keeps_its_lines() -> None:
    node = Maker()(BlockType.VERSE, "one\ntwo, which goes on " + "and on " * 12 + "\n\nthree")
    found = marks_of(tree(node), Text)
    assert [mark.line.text.split()[0] for mark in found if mark.x == found[0].x] == ["one", "two,", "three"]
    assert any(mark.x > found[0].x for mark in found), "the rest of a long line hangs"


def test_page_break_begins_a_page() -> None:
    make = Maker()
    broken = make(BlockType.PAGE_BREAK)
    nodes = [
        broken,
        make.paragraph("one"),
        broken,
        broken,
        make.heading("two", 2),
        make.paragraph("more"),
        broken,
    ]
    assert [words(page)[0] for page in pages(made_pdf(tree(*nodes)))[1:]] == ["one", "two"]


def test_dedication_has_a_page_of_its_own() -> None:
    make = Maker()
    nodes = [
        make.paragraph("before"),
        make(BlockType.DEDICATION, "For her", label="To"),
        make.paragraph("after"),
    ]
    assert [words(page)[0] for page in pages(made_pdf(tree(*nodes)))[1:]] == ["before", "To", "after"]


def test_link_list_is_a_list_of_links() -> None:
    reading = Reading(made_pdf(blocks_tree()))
    assert {"One bad winter", "The book of kerbs"} <= {link.text.strip() for link in reading.elements("Link")}


# --- pictures


def image(about: str = "sha", alt: str = "A hill") -> Node:
    return Maker()(BlockType.IMAGE, alt, about=about, label="Below it")


def images_of(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [
        one for one in pdf.objects if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype")) == "/Image"
    ]


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(("JPEG", mode) for mode in ("1", "L", "RGB", "CMYK")),
    ],
)
def test_every_kind_of_picture_is_opaque_and_no_wider_than_the_column(kind: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (2_000, 300)).save(out, kind)
    document = shown(image(), sha=Picture(f"image/{kind.lower()}", out.getvalue()))
    with opened(made_pdf(document)) as pdf:
        [found] = images_of(pdf)
        assert "/SMask" not in found
        assert "/Mask" not in found
        assert str(found.ColorSpace) in ("/DeviceRGB", "/DeviceGray")
        assert found.Width <= 2_000
    [drawing] = marks_of(document, Drawing)
    assert drawing.width <= 362.1
    assert drawing.width / drawing.height == pytest.approx(2_000 / 300, rel=0.02)


def test_transparent_parts_are_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (200, 0, 0, 0)).save(out, "PNG")
    with opened(made_pdf(shown(image(), sha=Picture("image/png", out.getvalue())))) as pdf:
        [found] = images_of(pdf)
        assert found.read_bytes() == b"\xff" * 48


def test_photograph_is_kept_as_it_is_and_once() -> None:
    document = replace(
        tree(image(), replace(image(), block=replace(image().block, id="again"))),
        pictures={"sha": picture(800)},
    )
    with opened(made_pdf(document)) as pdf:
        [held] = images_of(pdf)
        assert held.read_raw_bytes() == picture(800).content


def test_photograph_on_its_side_is_turned() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200)).save(out, "JPEG", exif=exif)
    [drawing] = marks_of(shown(image(), sha=Picture("image/jpeg", out.getvalue())), Drawing)
    assert drawing.height > drawing.width
    assert drawing.image.height > drawing.image.width


def test_picture_is_heard_by_what_it_shows() -> None:
    [figure] = Reading(made_pdf(shown(image(), sha=HILL))).elements("Figure")
    assert figure.alt == "A hill"


def test_picture_that_nobody_described_says_so() -> None:
    bare = Maker()(BlockType.IMAGE, "", about="sha")
    [figure] = Reading(made_pdf(shown(bare, sha=HILL))).elements("Figure")
    assert figure.alt


def test_picture_that_nobody_kept_is_its_words() -> None:
    assert words(without_footers(made_pdf(tree(image("gone"))))) == words("A hill Below it")


def test_half_a_picture_is_refused() -> None:
    for whole in (HILL, picture(300, 200, "PNG")):
        for content in (whole.content[: len(whole.content) // 2], whole.content[:40], b"", b"GIF89a"):
            with pytest.raises(KnownError, match="picture_unreadable"):
                made_pdf(shown(image(), sha=Picture(whole.mime, content)))


def test_picture_of_another_kind_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "GIF")
    for mime in ("image/gif", "image/png"):
        with pytest.raises(KnownError, match="picture_unreadable"):
            made_pdf(shown(image(), sha=Picture(mime, out.getvalue())))


@pytest.mark.parametrize("size", [(40_000, 2), (2, 20_001), (19_000, 19_000)])
def test_huge_picture_is_refused(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    with pytest.raises(KnownError, match="picture_too_large"):
        made_pdf(shown(image(), sha=Picture("image/png", out.getvalue())))


# --- charts


@pytest.mark.parametrize("count", range(2, 8))
@pytest.mark.parametrize("house", [HouseStyle(), HouseStyle(accent="#6b2d5c"), HouseStyle(accent="#000000")])
def test_parts_of_a_scale_differ_from_the_paper_and_each_other(count: int, house: HouseStyle) -> None:
    shades = shades_of(house)
    made = ramp(shades.get(DEEP, DEEP), shades.get(BAR, BAR), count)
    assert all(contrast(shade, PAPER) >= 2.99 for shade in made)
    assert all(contrast(one, other) >= 1.2 for one, other in itertools.pairwise(made))


def test_scale_says_its_figures_in_words_and_in_a_sentence() -> None:
    answered = poll("p", ["Ready", "Nearly", "Not"], [5, 4, 1])
    data = made_pdf(tree(formed(ChartForm.SCALE, "p"), polls={"p": answered}))
    [figure] = Reading(data).elements("Figure")
    assert "Ready: 50%; Nearly: 40%; Not: 10%." in figure.alt
    assert words(figure.text) == words("Ready 50% Nearly 40% Not 10%")


def test_scale_of_many_answers_that_add_up_to_more_is_bars() -> None:
    answered = poll("p", ["Ready", "Nearly"], [5, 4])
    assert answered.result
    several = replace(answered, result=replace(answered.result, counts=(), permille=(700, 600), base=10))
    [figure] = Reading(made_pdf(tree(formed(ChartForm.SCALE, "p"), polls={"p": several}))).elements("Figure")
    assert figure.alt.startswith("Bar chart.")


def test_years_are_lines_and_figures() -> None:
    document = tree(formed(ChartForm.YEARS, "p2025"), polls=asked_again())
    lines = [mark for mark in marks_of(document, Stroke) if len(mark.points) == 4]
    assert len(lines) == 4
    assert len({(line.colour, line.weight, line.dashes) for line in lines}) == 4
    assert len({line.dashes for line in lines}) > 2, "not by colour alone"
    [figure] = Reading(made_pdf(document)).elements("Figure")
    assert words(figure.text)[:5] == ["Answer", "2022", "2023", "2024", "2025"]
    assert (
        "In 2024, 41% said ‘Safer than it was’, 31% said ‘Much the same’, 20% said ‘Less safe’ and"
        in figure.alt
    )


@pytest.mark.parametrize("count", [2, 7, 10, 30])
def test_any_number_of_years_is_on_the_page(count: int) -> None:
    polls = {
        f"p{at}": replace(
            poll(f"p{at}", ["Yes", "No"], [at + 1, 9], 1990 + at),
            taken=date(1990 + at, 1, 1),
            repeats=f"p{at - 1}",
        )
        for at in range(count)
    }
    document = tree(formed(ChartForm.YEARS, f"p{count - 1}"), polls=polls)
    read = words(without_footers(made_pdf(document)))
    assert [str(1990 + at) for at in range(count)] == [
        word for word in read if word.startswith(("19", "20")) and len(word) == 4
    ]
    assert max(mark.x + mark.line.width for mark in marks_of(document, Text)) <= 363


def test_one_year_is_bars() -> None:
    [figure] = Reading(made_pdf(tree(formed(ChartForm.YEARS, "p2022"), polls=asked_again()))).elements(
        "Figure"
    )
    assert figure.alt.startswith("Bar chart.")


def test_answer_without_a_figure_is_heard_of_as_one_only() -> None:
    answered = poll("p", ["Yes", "No", "Nobody asked this"], [5, 4])
    [figure] = Reading(made_pdf(tree(formed(ChartForm.BARS, "p"), polls={"p": answered}))).elements("Figure")
    assert figure.alt == "Bar chart. Yes: 56%; No: 44%."
    assert words(figure.text) == words("Yes 56% No 44% Nobody asked this")

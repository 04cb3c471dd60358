"""The Word file of an annual report: the types of block a write-up does not have, pictures, and the house style."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from PIL import Image

from facilitator.exporting.docx import write_docx
from facilitator.exporting.docx_figures import counted, through_years
from sessions.document import BlockType, ChartForm, DocumentTree, Node, Picture
from sessions.errors import DomainError, KnownError
from sessions.house_style import HouseStyle
from sessions.polls import Result, Wording
from tests.facilitator.exporting.docx_tree import (
    ACCENT,
    SECOND,
    docx_tree,
    make_poll,
    picture,
    rows,
    said,
    sha_of,
    yearly,
)
from tests.facilitator.exporting.example_tree import Maker, example_tree, poll, tree_with
from tests.facilitator.exporting.test_docx import assert_whole, paragraphs, parts_of, xml_of
from tests.facilitator.exporting.test_same_words import read_docx

SHOWN = "image that is shown"


def with_picture(one: Picture, *above: Node, label: str = "") -> DocumentTree:
    node = Maker()(BlockType.IMAGE, SHOWN, about=sha_of(one), label=label)
    return replace(tree_with(*above, node), pictures={sha_of(one): one})


def tables(tree: DocumentTree) -> list[list[list[str]]]:
    word = docx.Document(BytesIO(write_docx(tree)))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]


def test_report_is_whole_and_the_same_each_time() -> None:
    data = write_docx(docx_tree())
    assert_whole(data)
    assert data == write_docx(docx_tree())


def test_every_type_of_block_is_in_one_of_the_two_examples() -> None:
    kinds = {node.block.type for tree in (docx_tree(), example_tree()) for node in tree.walk()}
    assert kinds == set(BlockType)


def test_every_word_is_there_in_reading_order_and_once() -> None:
    alt = next(node.block.text for node in docx_tree().walk() if node.block.type is BlockType.IMAGE)
    wanted = [text for text in said(docx_tree()) if text != alt]
    assert read_docx(docx_tree()) == " ".join(wanted).split()


def test_blocks_have_styles_of_their_own() -> None:
    counts = Counter(style for style, _ in paragraphs(docx_tree()))
    titled = ("Acknowledgements", "Dedication", "Call")
    assert all(counts[name] == counts[f"{name} Title"] == 1 for name in titled)
    assert (counts["Findings Title"], counts["Finding"], counts["Finding Source"]) == (1, 3, 2)
    assert (counts["List Number"], counts["Link"], counts["Source"]) == (5, 2, 1)
    assert (counts["Picture"], counts["Picture Caption"], counts["Verse"], counts["Attribution"]) == (
        1,
        1,
        1,
        1,
    )


def test_each_numbered_list_begins_at_one_and_lists_in_it_hang_lower() -> None:
    text = xml_of(docx_tree())
    found = re.findall(
        r'"List(?:Number|Bullet)"/><w:numPr><w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', text
    )
    levels, lists = zip(*found, strict=True)
    assert levels == ("0", "0", "1", "1", "0", "0", "0")
    assert lists[0] == lists[1] == lists[4] != lists[5] == lists[6]


def test_verse_keeps_its_line_breaks() -> None:
    (verse,) = [text for style, text in paragraphs(docx_tree()) if style == "Verse"]
    assert verse.count("\n") == 3


def test_figures_are_cells_of_number_and_words_three_abreast() -> None:
    (glance,) = [found for found in tables(docx_tree()) if found[0][0].startswith("312")]
    assert [len(row) for row in glance] == [3, 3]
    assert glance[0][0] == "312\npeople came to four evenings"
    assert glance[1] == ["£1,204\nkettles were lent out", "11\ntowns", ""]
    assert '<w:tblDescription w:val="312, 41, 9 in 10, £1,204, 11"/>' in xml_of(docx_tree())


@pytest.mark.parametrize(("count", "abreast"), [(1, 1), (2, 2), (3, 3), (4, 2), (7, 3)])
def test_no_row_of_figures_is_left_with_one_where_it_can_be_helped(count: int, abreast: int) -> None:
    make = Maker()
    items = [make(BlockType.ITEM, f"of {at}", label=str(at)) for at in range(count)]
    (glance,) = tables(tree_with(make(BlockType.FIGURES, (), items)))
    assert len(glance[0]) == abreast


@pytest.mark.parametrize("kind", [BlockType.AGENDA, BlockType.TABLE, BlockType.ACTIONS])
def test_tables_have_a_header_that_comes_again(kind: BlockType) -> None:
    tree = tree_with(rows(Maker(), kind, [("Time", "What"), ("18:00", "Soup")]))
    (table,) = docx.Document(BytesIO(write_docx(tree))).tables
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False]
    assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val") == ["Time, What"]
    widths = [int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    assert (widths[0] < widths[1] / 4) is (kind is BlockType.AGENDA)


def test_page_break_begins_the_next_page_with_what_follows() -> None:
    make = Maker()
    ended = make(BlockType.PAGE_BREAK)
    after = make(BlockType.PARAGRAPH, "after")
    table = rows(make, BlockType.TABLE, [("a", "b")])
    people = make.items(BlockType.PEOPLE, ["Ann Lee"])
    for nodes in ([ended, after], [ended, ended, table], [ended, people, after]):
        tree = tree_with(make(BlockType.PARAGRAPH, "before"), *nodes, ended)
        assert xml_of(tree).count("<w:pageBreakBefore/>") == 1
        assert_whole(write_docx(tree))
    assert "pageBreakBefore" not in xml_of(tree_with(ended, after, title=""))
    cell = make(BlockType.CELL, "x", [ended])
    within = tree_with(make(BlockType.TABLE, (), [make(BlockType.ROW, (), [cell])]))
    assert "pageBreakBefore" not in xml_of(within)


def test_polls_through_the_years_have_a_column_a_year() -> None:
    found = [table for table in tables(docx_tree()) if table[0][0] == "Answer"]
    assert [table[0][1:] for table in found] == [["Share", "Number"]] * 2 + [["2024", "2025", "2026"]]
    assert found[2][1] == ["Yes", "20%", "48%", "68%"]
    assert found[2][-1] == ["People who answered", "50", "50", "60"]


def test_years_end_where_polls_cannot_be_compared() -> None:
    first, second, third = yearly()
    every = {one.id: one for one in (first, second, third)}
    assert through_years(third, every) == [first, second, third]
    assert through_years(third, {**every, second.id: replace(second, wording=Wording.REWORDED)}) == [
        replace(second, wording=Wording.REWORDED),
        third,
    ]
    assert through_years(first, {first.id: first}) == [first]
    ring = {first.id: replace(first, repeats=third.id), second.id: second, third.id: third}
    assert len(through_years(third, ring)) == 3


def test_two_polls_of_a_year_are_told_by_their_month() -> None:
    first, _second, third = yearly()
    near = replace(first, taken=third.taken.replace(month=3))
    late = replace(third, repeats=near.id)
    rows_of = counted(late, ChartForm.YEARS, {near.id: near, late.id: late}).rows
    assert rows_of[0] == ("Answer", "2026-03", "2026-11")


@pytest.mark.parametrize("form", ChartForm)
def test_poll_alone_has_its_figures_in_every_form(form: ChartForm) -> None:
    alone = poll("key-2026", "Which?", "AB", Result(counts=(1, 3), base=4))
    tree = tree_with(make_poll(Maker(), form), polls=[alone])
    assert tables(tree) == [[["Answer", "Share", "Number"], ["A", "25%", "1"], ["B", "75%", "3"]]]


def test_picture_is_in_the_file_once_with_its_alt_text_and_no_wider_than_the_text() -> None:
    view = picture(3000, 1000, "JPEG")
    tree = with_picture(view, *with_picture(view).nodes, label="Below")
    data = write_docx(tree)
    assert_whole(data)
    media = {name: part for name, part in parts_of(data).items() if name.startswith("word/media/")}
    assert media == {"word/media/picture1.jpeg": view.content}
    text = xml_of(tree)
    assert text.count(f'<wp:docPr id="1" name="Picture 1" descr="{SHOWN}"/>') == 1
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', text))) == 2
    width, height = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', text)[0]
    assert int(width) == 9070 * 635
    assert int(width) == pytest.approx(3 * int(height), rel=0.001)
    assert ("Picture Caption", "Below") in paragraphs(tree)


def test_small_picture_stays_small_and_a_tall_one_stays_on_its_page() -> None:
    small, tall = picture(60, 40), picture(100, 9000)
    assert '<wp:extent cx="571500" cy="381000"/>' in xml_of(with_picture(small))
    (height,) = re.findall(r'<wp:extent cx="\d+" cy="(\d+)"', xml_of(with_picture(tall)))
    assert int(height) <= 16838 * 635 * 0.6


def test_picture_in_a_cell_is_no_wider_than_the_cell() -> None:
    make, view = Maker(), picture(3000, 1000)
    cells = [make(BlockType.CELL, "x", with_picture(view).nodes), make(BlockType.CELL, "y")]
    table = make(BlockType.TABLE, (), [make(BlockType.ROW, (), cells)])
    tree = replace(tree_with(table), pictures={sha_of(view): view})
    (width,) = re.findall(r'<wp:extent cx="(\d+)"', xml_of(tree))
    assert int(width) <= 9070 // 2 * 635


def test_picture_that_is_nowhere_is_told_in_words() -> None:
    node = Maker()(BlockType.IMAGE, SHOWN, about="gone", label="Below")
    assert paragraphs(tree_with(node))[-2:] == [("Normal", SHOWN), ("Picture Caption", "Below")]


def cut(one: Picture) -> Picture:
    return replace(one, content=one.content[: len(one.content) // 2])


BAD = {
    "nothing": Picture("image/png", b""),
    "no picture": Picture("image/png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "not what it says": replace(picture(), mime="image/jpeg"),
    "another kind": Picture("image/gif", b"GIF89a"),
    "cut PNG": cut(picture()),
    "cut JPEG": cut(picture(kind="JPEG")),
}


@pytest.mark.parametrize("why", BAD)
def test_picture_that_cannot_be_read_is_refused(why: str) -> None:
    with pytest.raises(KnownError) as caught:
        write_docx(with_picture(BAD[why]))
    assert (caught.value.code, caught.value.fields) == ("picture_unreadable", {"about": SHOWN})


@pytest.mark.parametrize("size", [(40_000, 2), (2, 40_000), (19_000, 19_000)])
def test_picture_larger_than_any_page_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    out = BytesIO()
    Image.new("1", size).save(out, "PNG")
    with pytest.raises(KnownError) as caught:
        write_docx(with_picture(Picture("image/png", out.getvalue())))
    assert caught.value.code == "picture_too_large"


def test_house_gives_its_colours_its_name_and_its_logo_to_the_first_page() -> None:
    parts = parts_of(write_docx(docx_tree()))
    styles = parts["word/styles.xml"].decode()
    heading = re.search(r'w:styleId="Heading1">.*?</w:style>', styles)
    assert heading is not None
    assert f'<w:color w:val="{ACCENT[1:].upper()}"/>' in heading.group()
    assert SECOND[1:].upper() in styles
    assert not re.search(r'"(?:accent|second|tint|warm)"', styles + parts["word/numbering.xml"].decode())
    header = parts["word/header1.xml"].decode()
    assert "River Towns Network</w:t>" in header
    assert 'descr="River Towns Network"' in header
    sections = docx.Document(BytesIO(write_docx(docx_tree()))).sections
    assert [each.different_first_page_header_footer for each in sections] == [True]
    assert sections[0].first_page_footer.paragraphs[0].text.startswith("A year of second keys")


def test_house_without_name_and_logo_has_no_header() -> None:
    parts = parts_of(write_docx(example_tree()))
    assert not [name for name in parts if "header" in name]
    assert b"titlePg" not in parts["word/document.xml"]


def test_name_alone_and_logo_alone_are_a_header() -> None:
    tree = docx_tree()
    for house in (replace(tree.house, logo=""), replace(tree.house, name="")):
        assert_whole(write_docx(replace(tree, house=house)))
    alone = parts_of(write_docx(replace(tree, house=replace(tree.house, name=""))))
    assert b'descr="Logo"' in alone["word/header1.xml"]


@pytest.mark.parametrize(
    ("colour", "code"), [("#eeeeee", "colour_too_faint"), ("red", "colour_not_understood")]
)
def test_house_that_cannot_be_read_is_refused(colour: str, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        write_docx(replace(tree_with(), house=HouseStyle(accent=colour)))
    assert caught.value.code == code

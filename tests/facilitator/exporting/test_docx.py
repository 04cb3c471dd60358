"""The Word file: whole by what its format asks for, native in its styles, the same bytes each time."""

import posixpath
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import cast
from xml.dom import minidom

import docx
import pytest
from docx.oxml.ns import qn

from facilitator.exporting.docx import write_docx
from facilitator.exporting.docx_bookmarks import bookmark_of
from sessions.document import BlockType, Document, DocumentKind, DocumentTree
from sessions.errors import KnownError
from tests.facilitator.exporting.bad_trees import (
    STRANGE,
    odd_nesting,
    overlapping_marks,
    strange_everywhere,
    ten_thousand,
)
from tests.facilitator.exporting.docx_tree import said
from tests.facilitator.exporting.example_tree import Maker, example_tree, poll, run, tree_with
from tests.facilitator.exporting.golden import assert_golden
from tests.facilitator.exporting.test_same_words import read_docx
from tests.facilitator.exporting.test_text_of import nested

# In which order the format has what stands in its properties (ECMA-376, part 1, 17.3 to 17.9); Word refuses others.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "trPr": "cantSplit tblHeader",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: file.read(name) for name in file.namelist()}


def targets(parts: dict[str, bytes], rels: str) -> dict[str, str]:
    """Return the relationships in a file by name, each leading to a part or out."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    found = {}
    for each in minidom.parseString(parts[rels]).getElementsByTagName("Relationship"):
        target = each.getAttribute("Target")
        if each.getAttribute("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            assert target in parts, target
        found[each.getAttribute("Id")] = target
    return found


def assert_whole(data: bytes) -> None:
    """Hold a file against what the format asks for and can be read off it."""
    parts = parts_of(data)
    parsed = {}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            parsed[name] = minidom.parseString(part)
        types = parts["[Content_Types].xml"].decode()
        is_told = f'PartName="/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types
        assert is_told or name == "[Content_Types].xml", name
    for rels in (name for name in parts if name.endswith(".rels")):
        targets(parts, rels)
    text = parts["word/document.xml"].decode()
    related = targets(parts, "word/_rels/document.xml.rels")
    assert set(re.findall(r'r:(?:id|embed)="(\w+)"', text)) <= set(related)
    known = set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"].decode()))
    used = re.findall(r'<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="(\w+)"', "".join(
        parts[f"word/{name}.xml"].decode() for name in ("document", "styles", "numbering", "footer1")
    ))  # fmt: skip
    assert set(used) <= known
    lists = re.findall(r'<w:num w:numId="(\d+)"', parts["word/numbering.xml"].decode())
    assert len(lists) == len(set(lists))
    assert set(re.findall(r'<w:numId w:val="(\d+)"', text)) <= set(lists)
    assert_marks(text)
    for name in ("document", "styles", "numbering", "footer1", "header1"):
        if name != "header1" or "word/header1.xml" in parts:
            assert_order(parsed[f"word/{name}.xml"])
    assert_cells(parsed["word/document.xml"])
    docx.Document(BytesIO(data))


def assert_marks(text: str) -> None:
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"', text)
    names = [name for _, name in starts]
    assert len(set(names)) == len(names)
    assert max(map(len, names), default=0) <= 40
    assert Counter(number for number, _ in starts) == Counter(
        re.findall(r'<w:bookmarkEnd w:id="(\d+)"', text)
    )
    assert max(Counter(number for number, _ in starts).values(), default=1) == 1
    assert set(re.findall(r'w:anchor="(\w+)"', text)) <= set(names)
    kinds = re.findall(r'w:fldCharType="(\w+)"', text)
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def assert_order(document: minidom.Document) -> None:
    for name, order in ORDERS.items():
        ranks = {child: at for at, child in enumerate(order.split())}
        for element in document.getElementsByTagName(f"w:{name}"):
            found = [ranks[child.nodeName.removeprefix("w:")] for child in element.childNodes]
            assert found == sorted(found), element.toxml()


def assert_cells(document: minidom.Document) -> None:
    """A cell and the body end in a paragraph, and no table touches another: Word mends or refuses these."""
    holders = [*document.getElementsByTagName("w:tc"), *document.getElementsByTagName("w:body")]
    for holder in holders:
        names = [child.nodeName for child in holder.childNodes if child.nodeName != "w:sectPr"]
        assert names[-1] == "w:p"
        assert ("w:tbl", "w:tbl") not in list(pairwise(names))
    for cell in document.getElementsByTagName("w:tc"):
        assert not cell.getElementsByTagName("w:sectPr")


def xml_of(tree: DocumentTree) -> str:
    return parts_of(write_docx(tree))["word/document.xml"].decode()


def paragraphs(tree: DocumentTree) -> list[tuple[str, str]]:
    word = docx.Document(BytesIO(write_docx(tree)))
    return [(each.style.name or "", each.text) for each in word.paragraphs if each.style]


def test_example_is_whole_and_the_same_each_time() -> None:
    data = write_docx(example_tree())
    assert_whole(data)
    assert data == write_docx(example_tree())


def test_example_is_as_it_was_seen() -> None:
    pretty = minidom.parseString(xml_of(example_tree())).toprettyxml(indent=" ", encoding="utf-8")
    assert_golden("example.docx.xml", pretty)


def test_blocks_have_styles_of_their_own() -> None:
    counts = Counter(style for style, _ in paragraphs(example_tree()))
    once = ["Title", "Subtitle", "Byline", "Dateline", "TOC Heading", "Intense Quote", "Callout", "Sign-off"]
    assert all(counts[style] == 1 for style in once)
    assert (counts["Heading 1"], counts["Heading 2"], counts["Heading 3"]) == (4, 1, 1)
    assert (counts["Key Message"], counts["Quote"], counts["Attribution"]) == (3, 3, 3)
    assert (counts["List Bullet"], counts["Caption"], counts["Standfirst"]) == (3 + 2, 3, 2)
    assert (counts["Person"], counts["toc 1"], counts["toc 2"]) == (7, 4, 1)


def test_file_says_whose_it_is_and_no_time_unless_told() -> None:
    kept = docx.Document(BytesIO(write_docx(example_tree()))).core_properties
    assert (kept.title, kept.author, kept.language) == ("Ordinary weather", "River Towns Network", "en-GB")
    core = parts_of(write_docx(example_tree()))["docProps/core.xml"]
    assert b"dcterms" not in re.sub(rb"xmlns:\w+=", b"", core).replace(b"http://purl.org/dc/terms/", b"")
    assert b"python-docx" not in b"".join(parts_of(write_docx(example_tree())).values())
    then = datetime(2026, 11, 30, 12, tzinfo=UTC)
    told = docx.Document(BytesIO(write_docx(example_tree(), then))).core_properties
    assert (told.created, told.modified) == (then, then)


def test_title_longer_than_the_format_holds_is_cut_in_the_properties_only() -> None:
    title = "A long title " * 40
    data = write_docx(tree_with(title=title))
    assert len(docx.Document(BytesIO(data)).core_properties.title) == 255
    assert (("Title", title.strip())) in paragraphs(tree_with(title=title))


def test_contents_are_a_field_with_the_headings_it_would_list() -> None:
    text = xml_of(example_tree())
    assert re.search(r"<w:instrText[^>]*> TOC \\o \"1-2\" \\h \\z </w:instrText>", text)
    listed = [words for style, words in paragraphs(example_tree()) if style.startswith("toc")]
    headings = [w for style, w in paragraphs(example_tree()) if style in ("Heading 1", "Heading 2")]
    assert listed == headings
    assert "fldChar" not in xml_of(tree_with(Maker()(BlockType.CONTENTS)))


def test_runs_have_one_character_style_and_the_rest_of_their_looks() -> None:
    body = [
        run("a", bold=True, italic=True, lang="cy"),
        run("b", italic=True),
        run("c", is_term=True, lang='x" w:y="'),
        run("d\te\nf", bold=True, link="https://example.org/?a=1&b=2"),
    ]
    text = xml_of(tree_with(Maker()(BlockType.PARAGRAPH, body)))
    looks = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t ", text)[1:]
    assert looks == [
        '<w:rStyle w:val="Strong"/><w:i/><w:iCs/><w:lang w:val="cy"/>',
        '<w:rStyle w:val="Emphasis"/>',
        '<w:rStyle w:val="Term"/>',
        '<w:rStyle w:val="Hyperlink"/><w:b/><w:bCs/>',
    ]
    assert re.search(r"d</w:t><w:tab/><w:t [^>]*>e</w:t><w:br/>", text)


def test_links_are_relationships_kept_once() -> None:
    make = Maker()
    body = [run("x", link="https://example.org/a"), run(" "), run("y", link="https://example.org/a")]
    data = write_docx(tree_with(make(BlockType.PARAGRAPH, body)))
    word = docx.Document(BytesIO(data))
    assert [link.address for link in word.paragraphs[-1].hyperlinks] == ["https://example.org/a"] * 2
    assert parts_of(data)["word/_rels/document.xml.rels"].count(b"https://example.org/a") == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "notes.html", "mailto:"])
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(KnownError) as caught:
        write_docx(tree_with(Maker()(BlockType.PARAGRAPH, [run("x", link=link)])))
    assert caught.value.code == "link_not_allowed"


def test_tables_have_a_header_that_comes_again_and_rows_that_hold_together() -> None:
    counted, published, actions = docx.Document(BytesIO(write_docx(example_tree()))).tables
    for table in (counted, published, actions):
        marks = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val")
    assert [[cell.text for cell in row.cells] for row in counted.rows][:2] == [
        ["Answer", "Share", "Number"],
        ["A neighbour", "56%", "38"],
    ]
    assert [cell.text for cell in published.rows[1].cells] == ["Yes, and it still does", "31%"]


def test_people_stand_in_two_columns_and_what_follows_in_one() -> None:
    sections = docx.Document(BytesIO(write_docx(example_tree()))).sections
    columns = [each._sectPr.xpath("w:cols/@w:num") for each in sections]
    assert columns == [[], ["2"], []]
    assert all(each.page_width.mm == pytest.approx(210, abs=0.1) for each in sections if each.page_width)
    people = list(sections[1].iter_inner_content())
    assert [each.style.name for each in people if each.style] == ["Person"] * 7
    assert all(each.style.paragraph_format.keep_together for each in people if each.style)


def test_document_of_people_alone_has_no_empty_section_before_them() -> None:
    tree = tree_with(Maker().items(BlockType.PEOPLE, ["Ann Lee"]), title="")
    assert len(docx.Document(BytesIO(write_docx(tree))).sections) == 2
    assert_whole(write_docx(tree))


def test_each_numbered_list_begins_at_one_and_goes_on_after_what_stands_between() -> None:
    make = Maker()
    one, two = make(BlockType.ITEM, "one"), make(BlockType.ITEM, "two")
    lists = [
        make(BlockType.KEY_MESSAGES, "Key", [one, make(BlockType.PARAGRAPH, "x"), two]),
        make.items(BlockType.KEY_MESSAGES, ["other"]),
    ]
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', xml_of(tree_with(*lists)))
    assert numbers[0] == numbers[1] != numbers[2]


def test_lists_in_lists_are_deeper_and_never_deeper_than_the_format_knows() -> None:
    make = Maker()
    node = make(BlockType.ITEM, "lowest")
    for _ in range(12):
        node = make(BlockType.ITEM, "x", [make(BlockType.BULLETS, (), [node])])
    tree = tree_with(make(BlockType.BULLETS, (), [node]))
    levels = [int(level) for level in re.findall(r'<w:ilvl w:val="(\d+)"/>', xml_of(tree))]
    assert levels == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8]
    assert_whole(write_docx(tree))


def test_every_block_with_words_can_be_found_again() -> None:
    tree = example_tree()
    marked = re.findall(r'w:name="(_b_\w+)"', xml_of(tree))
    wanted = [bookmark_of(node.block.id) for node in tree.walk() if node.block.text.strip()]
    assert [name for name in marked if name in wanted] == wanted


def test_bookmarks_do_not_tell_when_a_block_was_made() -> None:
    ids = [node.block.id for node in example_tree().walk()] + [example_tree().document.id]
    told = b"".join(parts_of(write_docx(example_tree())).values()).decode()
    bare = told.replace("-", "").replace("_", "")
    assert not [one for one in ids if one in told or one.replace("-", "") in bare]
    # The first part of such an id is the time to the minute.
    assert {one[:8] for one in ids} == {"01938f2a"}
    assert "01938f2a" not in told
    assert bookmark_of("01938f2a-7c00-7000-8000-000000001000") == "_b_44fdef1fdfe7476621015aecd4b29d5a"


def test_bookmark_is_around_the_words_of_its_block() -> None:
    node = Maker()(BlockType.PARAGRAPH, [run("these"), run(" words", bold=True)])
    word = docx.Document(BytesIO(write_docx(tree_with(node))))
    children = [child.tag for child in word.paragraphs[-1]._p]
    assert children == [qn(f"w:{name}") for name in ("pPr", "bookmarkStart", "r", "r", "bookmarkEnd")]


def test_language_of_the_document_is_that_of_its_text() -> None:
    document = Document("d", "g", DocumentKind.WRITE_UP, "Teitl", language="cy")
    styles = parts_of(write_docx(DocumentTree(document, (), {})))["word/styles.xml"].decode()
    assert '<w:lang w:val="cy"/></w:rPr></w:rPrDefault>' in styles


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_character_is_replaced(strange: str) -> None:
    data = write_docx(strange_everywhere(strange))
    assert_whole(data)
    said = [text for style, text in paragraphs(strange_everywhere(strange)) if text.strip()]
    assert "a\ufffdb" in said
    assert docx.Document(BytesIO(data)).core_properties.title == "a\ufffdb"


def test_marks_that_overlap_leave_the_words_whole() -> None:
    assert paragraphs(overlapping_marks())[-1] == ("Normal", "unbalanced and overlapping")
    assert_whole(write_docx(overlapping_marks()))


def test_every_block_out_of_place_is_whole() -> None:
    for tree in odd_nesting():
        assert_whole(write_docx(tree))


@pytest.mark.parametrize("tree", nested(Maker()))
def test_no_word_is_lost_where_blocks_are_out_of_place(tree: DocumentTree) -> None:
    assert read_docx(tree) == " ".join(said(tree)).split()
    assert_whole(write_docx(tree))


def test_empty_document_is_whole() -> None:
    assert_whole(write_docx(tree_with(title="")))
    assert paragraphs(tree_with(title="")) == [("Normal", "")]


def test_poll_nobody_has_kept_is_its_question() -> None:
    make = Maker()
    assert paragraphs(tree_with(make(BlockType.POLL, "Which?", about="gone")))[-1] == ("Caption", "Which?")
    asked = tree_with(make(BlockType.POLL, "Which?", about="p"), polls=[poll("p", "Which?", (), None)])
    assert paragraphs(asked)[-1] == ("Base", "No result is known.")


@pytest.mark.parametrize("text", ["x" * 1_000_000, "word " * 200_000, "long" * 5_000 + " b"])
def test_long_words_and_long_paragraphs_are_whole(text: str) -> None:
    assert paragraphs(tree_with(Maker()(BlockType.PARAGRAPH, text)))[-1][1] == text


def test_ten_thousand_blocks_and_links_are_whole() -> None:
    data = write_docx(ten_thousand())
    assert parts_of(data)["word/_rels/document.xml.rels"].count(b"https://example.org/") == 10_000


@pytest.mark.parametrize("is_in_cell", [False, True])
def test_unknown_block_is_refused(is_in_cell: bool) -> None:
    make = Maker()
    node = make(cast("BlockType", "mosaic"), "x")
    if is_in_cell:
        node = make(BlockType.ROW, (), [make(BlockType.CELL, "y", [node])])
    with pytest.raises(ValueError, match="mosaic"):
        write_docx(tree_with(node))

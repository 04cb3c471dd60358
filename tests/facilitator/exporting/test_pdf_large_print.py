"""Large print: letters of sixteen points and more, no serifs, no slopes, one column, and all the same words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from facilitator.exporting.pdf import Preset, write_pdf
from facilitator.exporting.pdf.pages import LARGE, sheet_for
from facilitator.exporting.pdf.strips import Box, Drawing, Text
from facilitator.exporting.pdf.type_styles import BODY
from facilitator.exporting.pdf.writer import lay_out, typesetter_from
from sessions.document import BlockType, DocumentTree
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.exporting.pdf_blocks_tree import blocks_tree
from tests.facilitator.exporting.pdf_checks import assert_valid, expected, said
from tests.facilitator.exporting.pdf_reading import inner_links, poppler
from tests.facilitator.exporting.pdf_sample import FACES, SHELF, Maker, tree, write_up
from tests.facilitator.exporting.pdf_tags import Reading

SENTENCE = "The lamps stayed low until the spring and nobody along the hill asked for more."
SAMPLES = pytest.mark.parametrize("sample", [write_up, example_tree, blocks_tree])
SHEET = sheet_for(Preset.LARGE_PRINT)


def large(document: DocumentTree) -> bytes:
    data = write_pdf(document, FACES, preset=Preset.LARGE_PRINT)
    assert_valid(data)
    return data


def marks_of(document: DocumentTree) -> list:
    made = lay_out(document, typesetter_from(document, SHELF, Preset.LARGE_PRINT))
    return [(one.y, mark) for page in made for one in page.placed for mark in one.strip.marks]


@SAMPLES
def test_says_every_word_in_order(sample: Callable[[], DocumentTree]) -> None:
    assert said(large(sample())) == expected(sample())


@SAMPLES
def test_letters_are_large_and_plain(sample: Callable[[], DocumentTree]) -> None:
    spans = [span for _, mark in marks_of(sample()) if isinstance(mark, Text) for span in mark.line.spans]
    assert min(span.look.size for span in spans) * LARGE >= 16
    assert max(span.look.size for span in spans) * LARGE < 40
    names = poppler("pdffonts", data=large(sample()))
    assert "Italic" not in names
    assert "Display" not in names


def test_body_is_of_seventeen_points() -> None:
    [text] = [mark for _, mark in marks_of(tree(Maker().paragraph("words"))) if isinstance(mark, Text)]
    assert text.line.spans[0].look.size * LARGE == pytest.approx(17)


@SAMPLES
def test_nothing_is_clipped(sample: Callable[[], DocumentTree]) -> None:
    for y, mark in marks_of(sample()):
        assert 0 <= y <= SHEET.depth
        match mark:
            case Text():
                assert mark.x + mark.line.width <= SHEET.column_width + 0.5
                assert mark.x >= -8, "but for a quotation mark that hangs"
            case Box() | Drawing():
                assert mark.x + mark.width <= SHEET.column_width + 0.5


def test_emphasis_is_bold() -> None:
    typesetter = typesetter_from(tree(), SHELF, Preset.LARGE_PRINT)
    slanted, heavy, plain = (typesetter.look(BODY, *how).chain for how in ((False, True), (True, False), ()))
    assert slanted is heavy
    assert slanted is not plain


def test_people_stand_in_one_column() -> None:
    listed = Maker().items(BlockType.PEOPLE, [f"Person {number}" for number in range(12)])
    assert len({mark.x for _, mark in marks_of(tree(listed)) if isinstance(mark, Text)}) == 1


def test_links_and_figures_are_where_they_are_drawn() -> None:
    data = large(blocks_tree())
    assert all(named == target for named, target in inner_links(data))
    boxes = poppler("pdfinfo", "-struct", data=data)
    assert "Figure" in boxes


COLUMNS = ("Session", "Group", "Topic", "Led by", "Notes taken by")
ROWS = [
    COLUMNS,
    *(
        (f"Session {n}", f"Group {n}", SENTENCE, f"Leading Person {n}", f"Writing Person {n}")
        for n in range(9)
    ),
]


def wide_table(kind: BlockType = BlockType.TABLE) -> DocumentTree:
    make = Maker()
    rows = [make(BlockType.ROW, "", *(make(BlockType.CELL, text) for text in row)) for row in ROWS]
    return tree(make(kind, "", *rows))


def test_table_too_wide_for_large_letters_is_a_stack_of_named_lines() -> None:
    lines: dict[float, list[str]] = {}
    made = lay_out(wide_table(), typesetter_from(wide_table(), SHELF, Preset.LARGE_PRINT))
    for number, page in enumerate(made):
        for one in page.placed:
            for mark in one.strip.marks:
                if isinstance(mark, Text):
                    lines.setdefault(number * 1000 + one.y, []).append(mark.line.text.strip())
    assert [line for line in lines.values() if line[0] == "Group"] == [
        ["Group", f"Group {n}"] for n in range(9)
    ]
    assert all(len(line) <= 2 for line in lines.values())


def test_stack_is_a_table_whose_columns_are_named_once_to_who_listens() -> None:
    data = large(wide_table())
    assert said(data) == expected(wide_table())
    reading = Reading(data)
    assert [one.text.strip() for one in reading.elements("TH")][:5] == list(COLUMNS)
    assert len(reading.elements("TR")) == len(ROWS)
    assert len(reading.elements("TD")) == 4 * 9


def test_actions_have_no_headers_in_their_rows_and_empty_cells_no_line() -> None:
    make = Maker()
    rows = [("What", "Who", "When", "Where", "Why"), (SENTENCE, SENTENCE, "", "", ""), ("a", "b", "", "", "")]
    actions = tree(make.table(rows))
    texts = [mark.line.text for _, mark in marks_of(actions) if isinstance(mark, Text)]
    assert texts.count("When") == 1
    assert texts.count("What") == 2
    assert said(large(actions)) == expected(actions)


def test_table_that_has_room_stays_one() -> None:
    make = Maker()
    few = tree(make.table([("What", "Who"), ("Bring the key", "Bo Marsh"), ("Bring it back", "Una Carrick")]))
    texts = [mark.line.text for _, mark in marks_of(few) if isinstance(mark, Text)]
    assert texts.count("What") == 1


@pytest.mark.parametrize("lines", range(0, 26, 3))
def test_row_of_a_stack_is_not_torn(lines: int) -> None:
    make = Maker()
    lead = make.paragraph("\n".join(["line"] * lines or ["line"]))
    document = replace(wide_table(), nodes=(lead, *wide_table().nodes))
    for page in lay_out(document, typesetter_from(document, SHELF, Preset.LARGE_PRINT)):
        texts = [
            mark.line.text.strip()
            for one in page.placed
            for mark in one.strip.marks
            if isinstance(mark, Text)
        ]
        assert texts.count("Session") == texts.count("Notes taken by")

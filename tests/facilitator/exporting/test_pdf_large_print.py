"""Large print: letters of sixteen points and more, no serifs, no slopes, one column, and all the same words."""

from collections.abc import Callable

import pytest

from facilitator.exporting.pdf import Preset, write_pdf
from facilitator.exporting.pdf.pages import LARGE, sheet_for
from facilitator.exporting.pdf.strips import Box, Drawing, Text
from facilitator.exporting.pdf.type_styles import BODY
from facilitator.exporting.pdf.writer import lay_out, typesetter_for
from sessions.document import BlockType, DocumentTree
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.exporting.pdf_blocks_tree import blocks_tree
from tests.facilitator.exporting.pdf_checks import assert_valid, expected, said
from tests.facilitator.exporting.pdf_reading import inner_links, poppler
from tests.facilitator.exporting.pdf_sample import FACES, Maker, tree, write_up

SAMPLES = pytest.mark.parametrize("sample", [write_up, example_tree, blocks_tree])
SHEET = sheet_for(Preset.LARGE_PRINT)


def large(document: DocumentTree) -> bytes:
    data = write_pdf(document, FACES, preset=Preset.LARGE_PRINT)
    assert_valid(data)
    return data


def marks_of(document: DocumentTree) -> list:
    made = lay_out(document, typesetter_for(document, FACES, Preset.LARGE_PRINT))
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
    typesetter = typesetter_for(tree(), FACES, Preset.LARGE_PRINT)
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

"""Kerning in a PDF: letters move as their face says, and the text stays what it is."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.exporting.pdf.kerning import Kerning
from facilitator.exporting.pdf.type_styles import BODY, STANDFIRST
from sessions.document import BlockType
from tests.facilitator.exporting.pdf_checks import made_pdf
from tests.facilitator.exporting.pdf_reading import poppler, words
from tests.facilitator.exporting.pdf_sample import FACES, SHELF, Maker, tree
from tests.facilitator.exporting.pdf_tags import Reading

FONTS = FACES.text.parent
KERNED = "AVATAR To Wave, Tŷ “LT” P.V. fj Yo-Yo Ávila Kyiv"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = Path(__file__).parents[3] / "packaging" / "kerning.py"
    spec = importlib.util.spec_from_file_location("read_kerning", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["FacilitatorSerif-Regular", "FacilitatorSans-Semibold"])
def test_tables_are_those_of_the_faces(script: ModuleType, name: str) -> None:
    rows = script.pairs_of(TTFont(FONTS / f"{name}.ttf"))
    table = FONTS / f"{name}.kerning.json"
    assert json.loads(table.read_text("utf-8")) == script.table_of(rows)
    kerning = Kerning(table)
    sample = "AVTLPWYaefijov.,-’“ÁŷКТлЬΑΥ"
    moves = {(a, b): kerning.between(a, b) for a in sample for b in sample}
    assert moves == {(a, b): rows.get(a, {}).get(b, 0) for a in sample for b in sample}
    assert moves["A", "V"] < -20


def test_face_without_a_table_moves_nothing(tmp_path: Path) -> None:
    assert Kerning(tmp_path / "none.json").moves("AVAVA") == []


def test_kerned_words_are_as_wide_as_they_are_drawn() -> None:
    make = Maker()
    data = made_pdf(tree(make.paragraph(KERNED), make(BlockType.STANDFIRST, KERNED)))
    boxes = poppler("pdftotext", "-bbox", "-f", "2", "-", data=data)
    found = re.findall(r'xMin="([\d.]+)".*? xMax="([\d.]+)".*?>(.*?)</word>', boxes)
    drawn = [(word, float(end) - float(start)) for start, end, word in found][: 2 * len(words(KERNED))]
    for style, part in ((BODY, drawn[: len(drawn) // 2]), (STANDFIRST, drawn[len(drawn) // 2 :])):
        chain = SHELF.chain(style.face(bold=False, italic=False))
        for word, width in part:
            assert width == pytest.approx(chain.widths[word] * style.size, abs=0.02), word
    assert [word for word, _ in drawn] == words(KERNED) * 2


def test_kerning_makes_a_difference() -> None:
    face = SHELF.face("text")
    assert face.width_of("AV") < face.width_of("A") + face.width_of("V")


@settings(max_examples=20)
@given(st.text("AVTWYaeofjly.,’“”()\\-ŁÁШТ 🦉🌱", min_size=1, max_size=60))
def test_moved_letters_are_read_as_they_were_typed(text: str) -> None:
    data = made_pdf(tree(Maker().paragraph(text + " end")))
    assert words(Reading(data).text)[-len(words(text)) - 1 :] == [*words(text), "end"]

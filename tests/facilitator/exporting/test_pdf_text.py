"""Text in a PDF: it comes out as it was typed, whatever it looks like, or the writer says why not."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.exporting.pdf.faces import Shelf, unicode_map
from facilitator.exporting.pdf.inline import Repertoire, Typesetter
from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.type_styles import BODY, SMALL
from sessions.document import BlockType
from sessions.errors import KnownError
from tests.facilitator.exporting.pdf_checks import made_pdf
from tests.facilitator.exporting.pdf_reading import pages, without_footers, words
from tests.facilitator.exporting.pdf_sample import DOCUMENT, FACES, SHELF, Maker, run, tree

MARKUP = [
    "<b>not bold</b> &amp; <para align='right'>this</para> &lt;",
    "<font color='red'>, <br/>, <a href='x'>, <img src='x'/>",
    "%s {0} \\n (brackets) \\( [x] <</Type /Page>> endstream",
    "]]> <!-- --> <?xml ?>",
]


def text_of(*texts: str) -> list[str]:
    make = Maker()
    return words(without_footers(made_pdf(tree(*map(make.paragraph, texts)))))


def set_lines(text: str, width: float, *, is_balanced: bool = False) -> tuple[list[Line], str]:
    typesetter = Typesetter(SHELF, Repertoire([text], SHELF))
    lines = typesetter.plain_lines(text, BODY, width, is_balanced=is_balanced)
    return lines, typesetter.prepared(text)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_text(text: str) -> None:
    assert text_of(text) == words(text)


# A hyphen that ends a line is left out when poppler reads, so none is typed here.
TYPED = st.text(
    st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs"), exclude_characters="-"), max_size=300
)


@settings(max_examples=25)
@given(st.lists(TYPED, min_size=1, max_size=12))
def test_any_text_comes_out_as_text(texts: list[str]) -> None:
    assert "".join(text_of(*texts)) == "".join("".join(text.split()) for text in texts)


@settings(max_examples=150)
@given(
    st.text(st.characters(max_codepoint=0x52F), max_size=400),
    st.floats(20, 400),
    st.booleans(),
)
def test_lines_hold_every_word_and_fit(text: str, width: float, is_balanced: bool) -> None:
    try:
        lines, prepared = set_lines(text, width, is_balanced=is_balanced)
    except KnownError:
        return
    assert "".join("".join(line.text for line in lines).split(" ")) == "".join(
        prepared.replace("\n", " ").split(" ")
    )
    assert all(line.width <= width + 0.01 or len(line.text.strip()) <= 4 for line in lines)


def test_line_ends_keep_words_apart() -> None:
    lines, _ = set_lines("time and tide and time and tide", 60)
    assert len(lines) > 2
    assert all(line.text.endswith(" ") for line in lines[:-1])


def test_word_of_fifty_thousand_letters_stays_in_the_column() -> None:
    lines, _ = set_lines("a" * 50_000, 362)
    assert sum(len(line.text) for line in lines) == 50_000
    assert max(line.width for line in lines) <= 362


@pytest.mark.parametrize("kind", list(BlockType))
def test_long_word_anywhere_is_whole(kind: BlockType) -> None:
    make = Maker()
    long = "x" * 50_000
    inner = {
        BlockType.ACTIONS: lambda: make(
            BlockType.ROW, "", make(BlockType.CELL, long), make(BlockType.CELL, "y")
        ),
        BlockType.ROW: lambda: make(BlockType.CELL, long),
        BlockType.CONTENTS: lambda: make.heading(long),
    }.get(kind, lambda: make(BlockType.ITEM, long))
    read = without_footers(made_pdf(tree(make(kind, "", inner()))))
    assert read.count("x") >= 50_000


def test_address_breaks_after_a_slash() -> None:
    lines, _ = set_lines("https://example.org/" + "gatherings/" * 9, 200)
    assert all(line.text.endswith("/") for line in lines)


def test_long_title_is_whole_in_the_contents_and_cut_in_the_footer() -> None:
    make = Maker()
    title = "A title of many words " * 12
    document = DOCUMENT.__class__("d", "g", DOCUMENT.kind, title)
    data = made_pdf(tree(make(BlockType.CONTENTS), make.heading(title), document=document))
    read = pages(data)
    assert words(title) == words(read[0])
    assert read[1].rstrip().endswith("… 2")
    made_pdf(tree(document=DOCUMENT.__class__("d", "g", DOCUMENT.kind, "w" * 50_000)))


def test_what_no_face_has_is_said_at_once() -> None:
    make = Maker()
    nodes = [make.paragraph("कथा ok"), make(BlockType.PULL_QUOTE, "𐎀"), make.heading("Ok", label="ሀ")]
    with pytest.raises(KnownError) as caught:
        made_pdf(tree(*nodes))
    assert caught.value.code == "no_face_for"
    assert set("कथ𐎀ሀ") <= set(caught.value.fields["characters"])
    assert {"Devanagari", "Ethiopic", "Ugaritic"} <= set(caught.value.fields["scripts"])


def test_scripts_from_the_right_are_not_set_the_wrong_way_round() -> None:
    with pytest.raises(KnownError) as caught:
        text_of("שלום")
    assert caught.value.fields["scripts"] == ["Hebrew"]


def test_other_alphabets_come_from_the_fallback() -> None:
    text = "Δέσποινα Мельник Nguyễn Thị Ngọc Tŷ Łęczycka ɡəʊ ≤ → ½ €"
    assert text_of(text) == words(text)


def test_sign_no_face_has_is_named() -> None:
    shelf = Shelf(FACES)
    covered = shelf.face("emoji").characters
    sign = next(
        c for c in map(chr, range(0x1F000, 0x1FFFF)) if unicodedata.category(c) == "So" and c not in covered
    )
    name = unicodedata.name(sign).lower()
    assert text_of(f"a {sign}") == words(f"a [{name}]")


def test_emoji_is_read_as_itself() -> None:
    assert text_of("grow 🌱 now") == ["grow", "🌱", "now"]


def test_selectors_joiners_and_tones_leave_no_box() -> None:
    assert "".join(text_of("a\ufe0fb\u200dc\u200bd\u2060e\u00adf 👍🏽")) == "abcdef👍"


@pytest.mark.parametrize("strange", ["\x00", "\x1b", "\ud800", "\x9f"])
def test_what_is_no_character_is_replaced(strange: str) -> None:
    assert text_of(f"a{strange}b") == ["a\ufffdb"]


def test_tabs_and_line_ends_are_white() -> None:
    assert text_of("a\tb\r\nc\u2028d\u00a0e") == ["a", "b", "c", "d", "e"]


def test_lone_surrogates_in_every_field_do_no_harm() -> None:
    bad = "\ud800 a"
    document = DOCUMENT.__class__("d", "g", DOCUMENT.kind, bad, bad, bad, bad)
    make = Maker()
    assert made_pdf(tree(make.heading(bad, label=bad), document=document))


def test_letters_are_composed() -> None:
    assert text_of("cafe\u0301") == ["café"]


def test_runs_join_without_a_break() -> None:
    node = Maker().paragraph([run("un"), run("break", bold=True), run("able,"), run(" yes", italic=True)])
    assert words(without_footers(made_pdf(tree(node)))) == ["unbreakable,", "yes"]


def test_map_to_unicode_keeps_to_the_standard() -> None:
    made = unicode_map("F", [0, *range(32, 232), 0x1F331])
    assert "<C9> <D83CDF31>" in made
    assert "<00> <0000>" not in made
    assert made.count("beginbfchar") == 3
    assert "\n100 beginbfchar" in made


def test_words_are_measured_once() -> None:
    shelf = Shelf(FACES)
    chain = Typesetter(shelf, Repertoire(["word"], shelf)).look(SMALL).chain
    assert chain.shapes["word"] is chain.shapes["word"]


def test_heading_of_unseen_characters_is_no_entry() -> None:
    make = Maker()
    data = made_pdf(tree(make(BlockType.CONTENTS), make.heading("\u200b"), make.heading("Seen")))
    assert words(without_footers(data)) == ["Contents", "Seen", "3", "Seen"]


def test_flags_are_written_with_letters_or_drawn() -> None:
    assert "".join(text_of("🇬🇧")) in ("GB", "🇬🇧")


def test_marks_stay_with_their_letter() -> None:
    text = "x\u0331\u0308 q\u0301"
    assert text_of(text) == words(text)

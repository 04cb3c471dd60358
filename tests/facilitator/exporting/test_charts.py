"""Charts: every figure drawn, inside its picture, the same each time, in words for whoever does not see it."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from facilitator.exporting.chart_data import Answer, Chart, chart_of, poll_rows, years_of
from facilitator.exporting.chart_geometry import Box, Dot, Stroke, Words, drawn, text_width, wrapped
from facilitator.exporting.chart_png import chart_png
from facilitator.exporting.chart_svg import NARROW, WIDE, chart_svg
from facilitator.exporting.charts import write_charts
from facilitator.exporting.house_colours import light
from sessions.document import Block, BlockType, ChartForm
from sessions.house_style import HouseStyle
from sessions.polls import Poll, Result
from tests.facilitator.exporting.example_tree import (
    COUNTED,
    OPEN,
    PUBLISHED,
    READY,
    RUNG_2023,
    RUNG_2024,
    RUNG_2025,
    more_polls,
    poll,
    polls,
    whole_example_tree,
)

COLOURS = light(HouseStyle())
FONTS = Path(__file__).parents[3] / "resources" / "fonts"
POLLS = {each.id: each for each in (*polls(), *more_polls())}
SVG = "{http://www.w3.org/2000/svg}"


def block(about: str, form: ChartForm = ChartForm.BARS) -> Block:
    return Block("b", "d", BlockType.POLL, about=about, form=form)


def chart(about: str, form: ChartForm = ChartForm.BARS, known: dict[str, Poll] = POLLS) -> Chart:
    made = chart_of(block(about, form), known)
    assert made is not None
    return made


EXAMPLES = [
    chart(COUNTED),
    chart(PUBLISHED),
    chart(READY, ChartForm.SCALE),
    chart(RUNG_2025, ChartForm.YEARS),
    chart(RUNG_2025, ChartForm.SCALE),
]
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)


@st.composite
def charts(draw) -> Chart:
    form = draw(st.sampled_from(ChartForm))
    times = draw(st.integers(2, 6)) if form is ChartForm.YEARS else 1
    answers = tuple(
        Answer(
            " ".join(draw(names).split()) or "x",
            tuple(draw(st.integers(0, 100)) for _ in range(times)),
        )
        for _ in range(draw(st.integers(1, 9)))
    )
    if form is ChartForm.SCALE:
        answers = tuple(replace(each, shares=(100 // len(answers),)) for each in answers)
    return Chart(form, "Which?", answers, tuple(str(2020 + at) for at in range(times)))


def test_a_chart_says_its_figures() -> None:
    assert EXAMPLES[1].said == "Yes, and it still does: 31%; Once: 21%; No: 48%."
    assert EXAMPLES[3].said.startswith("In 2023, 33% said ‘A neighbour’, ")
    assert " In 2025, 71% said ‘A neighbour’, " in EXAMPLES[3].said
    assert EXAMPLES[0].question == "Who would you ring first?"


def test_no_result_is_no_chart_and_has_its_options() -> None:
    assert chart_of(block(OPEN), POLLS) is None
    assert chart_of(block("none"), POLLS) is None
    assert poll_rows(block(OPEN), POLLS) == [["Before the clocks go forward", ""], ["In high summer", ""]]
    assert poll_rows(block("none"), POLLS) == []


def test_years_go_back_as_far_as_they_can_be_compared() -> None:
    assert [one.id for one in years_of(POLLS[RUNG_2025], POLLS)] == [RUNG_2023, RUNG_2024, RUNG_2025]
    reworded = {**POLLS, RUNG_2024: replace(POLLS[RUNG_2024], question="Whom, this year?")}
    assert chart(RUNG_2025, ChartForm.YEARS, reworded).form is ChartForm.BARS
    ring = {**POLLS, RUNG_2023: replace(POLLS[RUNG_2023], repeats=RUNG_2025)}
    assert len(years_of(POLLS[RUNG_2025], ring)) == 3


def test_two_of_one_year_are_called_by_their_days() -> None:
    twice = {**POLLS, RUNG_2024: replace(POLLS[RUNG_2024], taken=POLLS[RUNG_2025].taken.replace(month=3))}
    assert chart(RUNG_2025, ChartForm.YEARS, twice).times == ("2023-11-06", "2025-03-06", "2025-11-06")


def test_a_scale_that_is_no_whole_is_bars() -> None:
    several = poll("p", "Which?", "AB", Result(permille=(900, 800)))
    assert chart("p", ChartForm.SCALE, {"p": several}).form is ChartForm.BARS


def test_poll_rows_through_the_years_have_the_years_above_them() -> None:
    rows = poll_rows(block(RUNG_2025, ChartForm.YEARS), POLLS)
    assert rows[0] == ["Answer", "2023", "2024", "2025"]
    assert rows[3] == ["Nobody", "19%", "14%", "7%"]


def test_bars_are_as_long_as_their_shares() -> None:
    boxes = [shape for shape in drawn(EXAMPLES[0], WIDE).shapes if isinstance(shape, Box)]
    tracks, bars = boxes[::2], boxes[1::2]
    shares = [round(100 * bar.width / track.width) for bar, track in zip(bars, tracks, strict=True)]
    assert shares == [56, 31, 13, 0]
    assert [bar.tone for bar in bars] == ["most", "bar", "bar", "bar"]
    assert {track.x for track in tracks} == {bar.x for bar in bars}


def test_parts_of_a_scale_fill_it_and_are_told_apart() -> None:
    boxes = [shape for shape in drawn(EXAMPLES[2], WIDE).shapes if isinstance(shape, Box) and shape.y == 0]
    assert len({box.tone for box in boxes}) == 4
    assert boxes[-1].x + boxes[-1].width == pytest.approx(WIDE - 2)


def test_lines_rise_where_shares_do() -> None:
    lines = [
        shape
        for shape in drawn(EXAMPLES[3], WIDE).shapes
        if isinstance(shape, Stroke) and shape.tone != "hair"
    ]
    first = [y for _, y in lines[0].points]
    assert len(lines) == 3
    assert first == sorted(first, reverse=True)


@given(charts(), st.sampled_from([WIDE, NARROW]))
def test_every_share_is_said_and_nothing_leaves_the_picture(made: Chart, width: float) -> None:
    drawing = drawn(made, width)
    said = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
    shown = made.answers if made.form is not ChartForm.YEARS else made.answers[:0]
    assert all(f"{answer.last}%" in said for answer in shown)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert 0 <= shape.x <= shape.x + shape.width <= width + 0.01
            assert shape.y + shape.height <= drawing.height
        elif isinstance(shape, Dot):
            assert 0 <= shape.x <= width
    names_told = " ".join(said)
    assert all(word in names_told for answer in shown for word in answer.name.split())


@given(names, st.floats(60, 500))
def test_words_are_wrapped_in_their_width(text: str, width: float) -> None:
    lines = wrapped(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(text_width(line) <= width or " " not in line for line in lines)


@pytest.mark.parametrize("made", EXAMPLES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_svg_is_well_formed_named_and_the_same_each_time(made: Chart, width: float) -> None:
    text = chart_svg(made, COLOURS, name="a", width=width)
    assert text == chart_svg(made, COLOURS, name="a", width=width)
    root = ElementTree.fromstring(text)
    ids = root.attrib["aria-labelledby"].split()
    assert root.attrib["role"] == "img"
    assert [root.findtext(f"*[@id='{each}']") for each in ids] == [made.question, made.said]
    assert not re.search(r"href|style=|script", text)
    fills = {each.attrib.get("fill", "#000000") for each in root.iter() if each.tag != f"{SVG}polyline"}
    assert all(re.fullmatch("#[0-9a-f]{6}", fill) for fill in fills)


def test_svg_holds_any_words() -> None:
    strange = poll("p", "<b>&\"'?", ["</svg>", "a\x00\ud800b"], Result((1, 2)))
    root = ElementTree.fromstring(chart_svg(chart("p", known={"p": strange}), COLOURS))
    assert [each.text for each in root.iter(f"{SVG}text")] == ["</svg>", "33%", "a\ufffd\ufffdb", "67%"]


def test_every_chart_of_a_document_is_a_file_of_each_kind() -> None:
    files = write_charts(whole_example_tree(), FONTS)
    assert sorted(files) == [f"poll-{at}.{kind}" for at in (1, 2, 4, 5) for kind in ("png", "svg")]
    assert ElementTree.fromstring(files["poll-4.svg"]).findtext(f"{SVG}title", "").startswith("How ready")
    assert files["poll-5.png"] == chart_png(EXAMPLES[3], COLOURS, FONTS)
    assert not any(re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-", data) for data in files.values())


def test_letters_of_other_scripts_are_drawn_and_differ() -> None:
    def pixels(name: str) -> bytes:
        asked = poll("p", "Which?", [name, "B"], Result((1, 1)))
        return Image.open(BytesIO(chart_png(chart("p", known={"p": asked}), COLOURS, FONTS))).tobytes()

    assert len({pixels(name) for name in ("🌧", "🔥", "\U0010fffe", "ŵŷ", "Δα", "∀")}) == 6


@pytest.mark.parametrize("made", EXAMPLES)
def test_png_shows_the_drawing_and_says_it(made: Chart) -> None:
    data = chart_png(made, COLOURS, FONTS)
    assert data == chart_png(made, COLOURS, FONTS)
    image = Image.open(BytesIO(data))
    assert image.size[0] == 3 * (WIDE + 32)
    assert (image.info["Title"], image.info["Description"]) == (made.question, made.said)
    assert image.getpixel((0, 0)) == (255, 255, 255)
    most = tuple(int(COLOURS.most[at : at + 2], 16) for at in (1, 3, 5))
    assert any(colour == most for _, colour in image.getcolors(1 << 20) or ())

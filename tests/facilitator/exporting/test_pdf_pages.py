"""Pages of a PDF: what belongs together stays together, and no page is left half empty without cause."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.exporting.pdf.cover import seats
from facilitator.exporting.pdf.front import WITHOUT_COVER, cover_pages
from facilitator.exporting.pdf.pages import (
    COLUMN_WIDTH,
    COLUMN_X,
    DEPTH,
    LEAST_LAST,
    MARGIN_X,
    Page,
    end_of,
    filled,
)
from facilitator.exporting.pdf.strips import Strip, Text
from facilitator.exporting.pdf.tables import _shared
from facilitator.exporting.pdf.type_styles import (
    BAR,
    DEEP,
    HAIR,
    PAPER,
    PRINTED_ON,
    TEAL,
    TINT,
    WARM,
    contrast,
)
from facilitator.exporting.pdf.writer import lay_out, typesetter_from, write_pdf
from sessions.document import BlockType, DocumentKind, DocumentTree, Node
from tests.facilitator.exporting.pdf_checks import assert_valid, made_pdf
from tests.facilitator.exporting.pdf_reading import pages, words
from tests.facilitator.exporting.pdf_sample import FACES, FELT, SHELF, Maker, tree, write_up

SENTENCE = "The lamps stayed low until the spring and nobody along the hill asked for more. "


def laid_out(document: DocumentTree) -> list[Page]:
    return lay_out(document, typesetter_from(document, SHELF))


def page_texts(page: Page) -> list[str]:
    marks = [mark for placed in page.placed for mark in placed.strip.marks if isinstance(mark, Text)]
    return [mark.line.text.rstrip() for mark in marks]


def depth_of(page: Page) -> float:
    return max(placed.y + placed.strip.height for placed in page.placed)


def paragraphs(make: Maker, count: int) -> list[Node]:
    return [make.paragraph(SENTENCE * (1 + at * 7 % 11)) for at in range(count)]


STRIPS = st.lists(
    st.builds(
        Strip,
        st.floats(1, 200),
        above=st.floats(0, 40),
        below=st.floats(0, 40),
        is_held=st.booleans(),
        room=st.sampled_from([0.0, 0.0, 0.0, 200.0]),
        reach=st.sampled_from([0.0, 0.0, 30.0]),
    ),
    max_size=60,
)


@given(STRIPS)
def test_filling_keeps_every_strip_in_order_and_on_the_page(strips: list[Strip]) -> None:
    made = filled(strips, 400)
    assert [id(placed.strip) for page in made for placed in page.placed] == list(map(id, strips))
    for page in made:
        assert page.placed
        assert depth_of(page) <= 400.1 or len(page.placed) == 1


@given(STRIPS)
def test_held_strips_are_parted_only_where_no_page_could_hold_them(strips: list[Strip]) -> None:
    made = filled(strips, 400)
    for page, following in itertools.pairwise(made):
        if not page.placed[-1].strip.is_held:
            continue
        assert all(placed.strip.is_held for placed in page.placed), "there was a better place to break"
        assert following.placed


def test_three_hundred_paragraphs() -> None:
    make = Maker()
    made = laid_out(tree(*paragraphs(make, 300)))
    assert 60 < len(made) < 120
    for page in made[:-1]:
        assert depth_of(page) > DEPTH - 3 * 18 - 9
    for page in made:
        assert len(page.placed) > 3


def test_paragraphs_leave_two_lines_on_either_side() -> None:
    make = Maker()
    nodes = paragraphs(make, 120)
    firsts = {id(page.placed[0].strip): page for page in laid_out(tree(*nodes))}
    for page in firsts.values():
        begins = [bool(placed.strip.blocks) for placed in page.placed]
        assert begins[0] or not begins[1], "a last line alone at the head of a page"
        assert len(begins) < 3 or not begins[-1] or page.placed[-1].strip.height == 18.0
    for page, following in itertools.pairwise(firsts.values()):
        if page.placed[-1].strip.blocks:
            assert following.placed[0].strip.blocks, "a first line alone at the foot of a page"


@pytest.mark.parametrize("lines", range(20, 45))
def test_heading_stays_with_what_follows(lines: int) -> None:
    make = Maker()
    lead = make.paragraph("\n".join(["line"] * lines))
    made = laid_out(tree(lead, make.heading("Heading", 2), make.paragraph(SENTENCE * 6)))
    page = next(page for page in made if "Heading" in page_texts(page))
    texts = page_texts(page)
    assert len(texts) - texts.index("Heading") > 2


@pytest.mark.parametrize("lines", range(1, 45, 2))
def test_chart_quote_and_rows_are_not_torn(lines: int) -> None:
    make = Maker()
    quote = make.quote("‘" + SENTENCE * 3 + "’", "The one who said it")
    chart = make(BlockType.POLL, "Which?", about="p1")
    rows = [("What", "Who"), *((SENTENCE * 2, f"Person {n}") for n in range(12))]
    lead = make.paragraph("\n".join(["line"] * lines))
    made = laid_out(tree(lead, quote, chart, make.table(rows), polls={"p1": FELT}))
    for page in made:
        texts = page_texts(page)
        assert ("The one who said it" in texts) == any("‘" in text for text in texts)
        assert ("Which?" in texts) == ("11%" in texts) == ("14%" in texts) == ("83 people answered." in texts)
        if any(text.startswith("Person") for text in texts):
            assert texts.count("What") == 1, "the header comes again"


@pytest.mark.parametrize("kind", [BlockType.KEY_MESSAGES, BlockType.QUOTE_WALL])
def test_no_message_of_a_panel_stands_alone(kind: BlockType) -> None:
    make = Maker()
    texts = [f"Message {number}" for number in range(12)]
    for lines in range(20, 45):
        lead = make.paragraph("\n".join(["line"] * lines))
        made = laid_out(tree(lead, make.items(kind, texts, "The panel")))
        for page in made:
            assert len({text for text in page_texts(page) if text.startswith("Message")}) != 1


def test_people_go_on_over_pages_in_their_order() -> None:
    make = Maker()
    names = [f"Person {number}" for number in range(230)]
    document = tree(make.heading("Who took part"), make.items(BlockType.PEOPLE, names))
    made = laid_out(document)
    assert len(made) == 4
    assert [text for page in made for text in page_texts(page)][1:] == names
    read = pages(made_pdf(document))
    assert read[1].split("\n")[1] == "Person 0"


def test_last_page_is_never_a_lone_line() -> None:
    make = Maker()
    for lines in range(30, 80):
        made = laid_out(tree(*(make.paragraph("one\ntwo\nthree") for _ in range(lines))))
        assert len(made) == 1 or end_of([placed.strip for placed in made[-1].placed]) >= LEAST_LAST


def test_chapter_with_little_room_begins_a_page() -> None:
    make = Maker()
    made = laid_out(tree(*paragraphs(make, 4), make.heading("Next"), make.paragraph(SENTENCE)))
    assert page_texts(made[-1])[0] == "Next"


def test_labels_do_not_touch() -> None:
    make = Maker()
    nodes = [make(BlockType.PARAGRAPH, "short", label="a strand of many words indeed") for _ in range(3)]
    [page] = laid_out(tree(*nodes))
    tops = [placed.y for placed in page.placed]
    assert all(below - above > 34 for above, below in itertools.pairwise(tops))


def test_line_before_a_list_stays_with_it() -> None:
    make = Maker()
    for lines in range(28, 40):
        lead = make.paragraph("\n".join(["line"] * lines))
        listed = make.items(BlockType.BULLETS, ["first", "second"])
        made = laid_out(tree(lead, make.paragraph("They said:"), listed))
        assert all(("They said:" in page_texts(page)) == ("first" in page_texts(page)) for page in made)


def test_colours_can_be_read() -> None:
    for ground, styles in PRINTED_ON.items():
        assert all(contrast(style.colour, ground) >= 4.5 for style in styles)
        assert all(style.size >= 10 for style in styles)
    assert contrast(DEEP, PAPER) > 12
    assert all(contrast(TEAL, ground) >= 4.5 for ground in (PAPER, TINT, WARM)), "links"
    assert all(contrast(bar, PAPER) >= 3 and contrast(bar, TINT) >= 3 for bar in (BAR, DEEP))
    assert contrast(HAIR, PAPER) > 1.2


def test_motif_follows_the_title() -> None:
    assert seats("Dark by agreement", 300) == seats("Dark by agreement", 300)
    assert seats("Dark by agreement", 300) != seats("Dark by argument", 300)
    assert all(y > 300 for part in seats("Dark by agreement", 300) for _, y in part)


def test_chapter_does_not_begin_below_the_contents() -> None:
    make = Maker()
    made = laid_out(tree(make(BlockType.CONTENTS), make.heading("First"), make.paragraph(SENTENCE)))
    assert [page_texts(page)[0] for page in made] == ["Contents", "First"]


def test_chapter_does_not_begin_below_words_after_the_contents() -> None:
    make = Maker()
    front = [make(BlockType.CONTENTS), make(BlockType.STANDFIRST, "Seventy people came.")]
    made = laid_out(tree(*front, make.heading("First"), make.paragraph(SENTENCE)))
    assert [page_texts(page)[0] for page in made] == ["Contents", "First"]


def test_no_item_of_one_line_stands_alone() -> None:
    make = Maker()
    for lines in range(28, 40):
        lead = make.paragraph("\n".join(["line"] * lines))
        made = laid_out(tree(lead, make.items(BlockType.BULLETS, ["one", "two", "three", "four"])))
        for page in made:
            listed = {"one", "two", "three", "four"}.intersection(page_texts(page))
            assert len(listed) != 1


def test_item_stays_with_its_own_list() -> None:
    make = Maker()
    for lines in range(28, 40):
        nested = make(BlockType.ITEM, "outer", make.items(BlockType.BULLETS, ["inner"]))
        made = laid_out(
            tree(make.paragraph("\n".join(["line"] * lines)), make(BlockType.BULLETS, "", nested))
        )
        assert all(("outer" in page_texts(page)) == ("inner" in page_texts(page)) for page in made)


@pytest.mark.parametrize(
    ("least", "most", "widths"),
    [
        ([20, 20], [50, 50], [100, 100]),
        ([50, 20, 20], [900, 40, 40], [120, 40, 40]),
        ([300, 300], [900, 300], [100, 100]),
        ([50, 50], [500, 500], [100, 100]),
    ],
)
def test_columns_of_a_table_get_what_they_need(
    least: list[float], most: list[float], widths: list[float]
) -> None:
    assert _shared(least, most, 200) == widths


def test_lists_in_lists_stay_on_the_page() -> None:
    make = Maker()
    node = make(BlockType.ITEM, "innermost words of the list")
    for _ in range(30):
        node = make(BlockType.ITEM, "outer", make(BlockType.BULLETS, "", node))
    placed = [placed for page in laid_out(tree(node)) for placed in page.placed]
    marks = [mark for one in placed for mark in one.strip.marks if isinstance(mark, Text)]
    assert max(mark.x + mark.line.width for mark in marks) <= COLUMN_WIDTH


def page_of(made: list[Page], text: str) -> int:
    return next(at for at, page in enumerate(made) if text in page_texts(page))


@pytest.mark.parametrize("kind", [BlockType.BULLETS, BlockType.NUMBERED, BlockType.LINKS])
@pytest.mark.parametrize("opening", [[], ["Nine were asked."]])
def test_heading_lead_and_two_items_stand_on_one_page(kind: BlockType, opening: list[str]) -> None:
    make = Maker()
    for lines in range(20, 40):
        nodes = [
            make.paragraph("\n".join(["line"] * lines)),
            make.heading("What people said", 2),
            *map(make.paragraph, opening),
            make.paragraph("They said this."),
            make.items(kind, ["first", "second", "third", "fourth"]),
        ]
        made = laid_out(tree(*nodes))
        home = page_of(made, "What people said")
        assert all(page_of(made, text) == home for text in (*opening, "They said this.", "first", "second"))


def test_short_sentence_before_a_list_is_not_left_behind() -> None:
    make = Maker()
    for lines in range(28, 40):
        lead = make.paragraph("Others added a word.\nOr two.")
        nodes = [
            make.paragraph("\n".join(["line"] * lines)),
            lead,
            make.items(BlockType.BULLETS, ["first", "second"]),
        ]
        made = laid_out(tree(*nodes))
        assert page_of(made, "Or two.") == page_of(made, "Others added a word.") == page_of(made, "first")


def test_two_short_paragraphs_do_not_keep_a_page() -> None:
    make = Maker()
    entries = [node for at in range(24) for node in (make.heading(f"Part {at}"), make.paragraph(SENTENCE))]
    front = [
        make.heading("In short", 2),
        make.paragraph(SENTENCE * 3),
        make.heading("How", 2),
        make.paragraph(SENTENCE),
    ]
    made = laid_out(tree(make(BlockType.CONTENTS), *front, *entries))
    home = max(at for at, page in enumerate(made) if "How" in page_texts(page))
    assert home > 0, "the contents take more than a page"
    assert "Part 0" in page_texts(made[home]), "the first chapter goes on below them"


def test_contents_keep_a_chapter_with_what_is_in_it() -> None:
    make = Maker()
    for parts in range(1, 7):
        nodes = [make(BlockType.CONTENTS)]
        for at in range(12):
            nodes.append(make.heading(f"Part {at}", label="Session"))
            nodes += [make.heading(f"{at} below {number}", 2) for number in range(parts)]
        listed: dict[str, int] = {}
        for number, page in enumerate(laid_out(tree(*nodes))):
            for text in page_texts(page):
                listed.setdefault(text, number)
        for at in range(12):
            homes = {listed[f"Part {at}"], *(listed[f"{at} below {number}"] for number in range(parts))}
            assert len(homes) == 1


@pytest.mark.parametrize("lines", range(10, 36, 3))
def test_pages_before_chapters_are_filled_well(lines: int) -> None:
    make = Maker()
    nodes = []
    for at in range(12):
        nodes += [make.heading(f"Part {at}", label="Session" if at % 2 else "")]
        nodes += [make.paragraph("\n".join(["line"] * lines)), make.paragraph(SENTENCE)]
    for page in laid_out(tree(*nodes))[:-1]:
        assert depth_of(page) > DEPTH * 0.6


def test_no_row_of_a_table_stands_alone() -> None:
    make = Maker()
    for lines in range(16, 40):
        lead = make.paragraph("\n".join(["line"] * lines))
        made = laid_out(
            tree(lead, make.table([("What", "Who"), *((f"Row {at}", "Enid") for at in range(8))]))
        )
        for page in made:
            rows = [text for text in page_texts(page) if text.startswith("Row")]
            assert len(rows) != 1
            assert ("What" in page_texts(page)) == bool(rows)


def test_table_of_many_columns_takes_the_margin() -> None:
    make = Maker()
    for count in range(2, 9):
        rows = [[f"Head {at}" for at in range(count)], ["some words that need room"] * count]
        [page] = laid_out(tree(make.table(rows)))
        marks = [mark for one in page.placed for mark in one.strip.marks if isinstance(mark, Text)]
        assert (min(mark.x for mark in marks) < 0) == (count >= 5)
        assert max(mark.x + mark.line.width for mark in marks) <= COLUMN_WIDTH + 0.5
        assert min(mark.x for mark in marks) >= MARGIN_X - COLUMN_X


@pytest.mark.parametrize("kind", DocumentKind)
def test_what_is_pinned_to_a_wall_has_no_cover(kind: DocumentKind) -> None:
    whole = write_up()
    short = DocumentTree(replace(whole.document, kind=kind), whole.nodes[2:4], whole.polls)
    first = words(pages(made_pdf(short))[0])
    assert words(short.document.title)[0] in first[:12]
    body = " ".join(words(short.nodes[0].block.text))
    assert (body in " ".join(first)) == (kind in WITHOUT_COVER)
    assert cover_pages(short.document) == (kind not in WITHOUT_COVER)


def test_a_copy_for_checking_says_so_on_a_first_page_without_a_cover() -> None:
    whole = write_up()
    brief = replace(whole.document, kind=DocumentKind.SESSION_BRIEF)
    data = write_pdf(DocumentTree(brief, whole.nodes[2:4], whole.polls), FACES, mark="For checking")
    assert_valid(data)
    assert all("For checking" in page for page in pages(data))


@pytest.mark.parametrize("lines", range(1, 36))
def test_heading_with_a_list_leaves_no_more_white_than_its_first_item_needs(lines: int) -> None:
    make = Maker()
    lead = make.paragraph("\n".join(["line"] * lines))
    listed = make.items(BlockType.BULLETS, [SENTENCE * 2] * 12)
    made = laid_out(tree(lead, make.heading("What was said", 2), make.paragraph("This was said:"), listed))
    for page in made[:-1]:
        assert depth_of(page) > DEPTH * 0.8
        assert page_texts(page)[-1] not in ("What was said", "This was said:", "•")


def test_long_lead_of_a_list_may_break_but_its_end_stays_with_the_list() -> None:
    make = Maker()
    listed = make.items(BlockType.BULLETS, [SENTENCE * 2] * 12)
    parted = 0
    for lines in range(20, 36):
        lead = make.paragraph("\n".join(["line"] * lines))
        announced = make.paragraph("\n".join(["announced"] * 6) + ":")
        for page in laid_out(tree(lead, announced, listed))[:-1]:
            texts = page_texts(page)
            assert texts[-1] != "announced:"
            parted += texts[-1] == "announced"
    assert parted > 2


@pytest.mark.parametrize(("lines", "left"), [(2, 24), (5, 36)])
def test_page_before_the_last_is_emptied_only_for_a_few_lines(lines: int, left: int) -> None:
    panel = [Strip(18.0, is_held=at < 11) for at in range(12)]
    before = [Strip(18.0, is_held=False) for _ in range(24)]
    made = filled([*before, *panel, *(Strip(18.0, is_held=at + 1 < lines) for at in range(lines))])
    assert [len(page.placed) for page in made] == [left, 36 + lines - left]


@pytest.mark.parametrize("lines", range(14, 40))
def test_no_long_message_of_a_panel_stands_alone_either(lines: int) -> None:
    make = Maker()
    lead = make.paragraph("\n".join(["line"] * lines))
    messages = make.items(BlockType.KEY_MESSAGES, [f"Message {SENTENCE * 2}"] * 10, "The panel")
    for page in laid_out(tree(lead, messages)):
        assert sum(text.startswith("Message") for text in page_texts(page)) != 1


@pytest.mark.parametrize("lines", range(24, 40))
def test_line_that_announces_a_quotation_stays_with_it(lines: int) -> None:
    make = Maker()
    lead = make.paragraph("\n".join(["line"] * lines))
    announced = make.paragraph("And one that asks more of us:")
    quote = make.quote("‘" + SENTENCE * 2 + "’", "A participant")
    for page in laid_out(tree(lead, announced, quote)):
        assert page_texts(page)[-1] != "And one that asks more of us:"

"""The brief of a session: one page for whoever leads it, of letters that can be read, and more where there is more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from facilitator import paths
from facilitator.app import App, opened
from facilitator.documents import Wish
from facilitator.exporting.pdf.layout import layout
from facilitator.exporting.pdf.pages import LEAST_SIZE, Page, Preset, sheet_for
from facilitator.exporting.pdf.strips import Text
from facilitator.exporting.pdf.writer import lay_out, typesetter_from
from sessions.document import BlockType, DocumentKind, DocumentTree, Node
from tests.facilitator.exporting.pdf_checks import expected, made_pdf, said
from tests.facilitator.exporting.pdf_reading import outline, pages
from tests.facilitator.exporting.pdf_sample import DOCUMENT, FACES, SHELF, Maker, tree

SESSIONS = ("supper", "welcome", "turns", "falling-out", "not-here", "next", "closing")
SHEET = sheet_for(Preset.STANDARD, is_dense=True)
BRIEF = replace(DOCUMENT, kind=DocumentKind.SESSION_BRIEF)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str]]:
    folder = tmp_path_factory.mktemp("briefs")
    with opened(paths.Places(folder / "home"), folder / "full.facilitator", is_lasting=False) as app:
        yield app, app.folders.take(paths.full_sample()).gathering


def brief(full: tuple[App, str], session: str) -> DocumentTree:
    app, gathering = full
    drafted = app.documents.draft(Wish(DocumentKind.SESSION_BRIEF, gathering, session))
    return app.write_up.tree(drafted.document)


def laid_out(document: DocumentTree) -> list[Page]:
    return lay_out(document, typesetter_from(document, SHELF))


def marks(page: Page) -> list[tuple[float, Text]]:
    return [
        (one.y + mark.y, mark) for one in page.placed for mark in one.strip.marks if isinstance(mark, Text)
    ]


@pytest.mark.parametrize("session", SESSIONS)
def test_brief_of_each_session_of_the_sample_is_one_page_with_every_word(
    full: tuple[App, str], session: str
) -> None:
    document = brief(full, session)
    data = made_pdf(document)
    assert len(pages(data)) == 1
    assert said(data) == expected(document)


@pytest.mark.parametrize("session", SESSIONS)
def test_no_letter_is_under_ten_points_and_none_touches_another(full: tuple[App, str], session: str) -> None:
    [page] = laid_out(brief(full, session))
    found = marks(page)
    assert (
        min(span.look.size for _, mark in found for span in mark.line.spans) * SHEET.scale
        >= LEAST_SIZE - 0.001
    )
    for y, mark in found:
        assert mark.x >= SHEET.margin_x - SHEET.column_x - 0.001
        assert mark.x + mark.line.width <= SHEET.column_width + 0.5
        beside = [other for at, other in found if other is not mark and abs(at - y) < 8]
        assert not [
            other.line.text
            for other in beside
            if other.x < mark.x + mark.line.width and mark.x < other.x + other.line.width
        ], mark.line.text


def test_more_text_than_a_page_holds_goes_on_and_nothing_is_cut(full: tuple[App, str]) -> None:
    short = brief(full, "turns")
    make = Maker()
    learnt = [f"{number}: {'what was learnt the hard way, ' * 12}" for number in range(30)]
    more = (make.heading("More", 2), make.items(BlockType.BULLETS, learnt))
    document = replace(short, nodes=(*short.nodes, *more))
    data = made_pdf(document)
    assert len(pages(data)) > 1
    assert said(data) == expected(document)
    assert all(len(page.placed) > 3 for page in laid_out(document))


def texts_at(nodes: list[Node]) -> dict[str, float]:
    [page] = laid_out(tree(*nodes, document=BRIEF))
    return {mark.line.text.rstrip(): y for y, mark in marks(page)}


def test_heading_stands_in_the_margin_beside_what_follows_and_in_the_outline() -> None:
    make = Maker()
    nodes = [make.heading("Why now", 2), make.paragraph("Because."), make.paragraph("And because.")]
    found = texts_at(nodes)
    assert abs(found["Why now"] - found["Because."]) < 2
    assert [title for title, _ in outline(made_pdf(tree(*nodes, document=BRIEF)))] == ["Why now"]


def test_heading_of_a_table_stands_above_it_and_below_a_label_that_hangs() -> None:
    make = Maker()
    rows = [make(BlockType.ROW, "", make(BlockType.CELL, word)) for word in ("What", "This")]
    long = make.heading("A heading that is far too long for one line of a margin", 2)
    found = texts_at(
        [long, make.paragraph("Short."), make.heading("Rows", 2), make(BlockType.TABLE, "", *rows)]
    )
    assert found["Short."] < found["margin"] < found["Rows"] - 8
    assert found["Rows"] < found["What"] - 8


def test_words_move_over_the_margin_when_the_heading_beside_them_goes() -> None:
    make = Maker()
    with_heading = tree(make.heading("Why now", 2), make.paragraph("Because."), document=BRIEF)
    without = replace(with_heading, nodes=with_heading.nodes[1:])
    again = layout(without, FACES, layout(with_heading, FACES))
    edges = [
        [mark.x for page in made.pages for _, mark in marks(page)] for made in (again, layout(without, FACES))
    ]
    assert edges[0] == edges[1]
    assert edges[0][-1] == SHEET.margin_x - SHEET.column_x

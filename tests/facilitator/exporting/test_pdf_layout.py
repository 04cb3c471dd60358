"""The layout for the preview: the pages of the whole PDF, and after an edit only what changed is set again."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from facilitator.exporting.pdf import Preset, write_pdf
from facilitator.exporting.pdf.layout import Layout, layout, pages_pdf
from facilitator.exporting.pdf.pages import DEPTH, HEIGHT, TOP, WIDTH
from facilitator.exporting.pdf.strips import Text
from sessions.document import BlockType, DocumentTree, Node
from sessions.house_style import HouseStyle
from tests.facilitator.exporting.pdf_blocks_tree import blocks_tree
from tests.facilitator.exporting.pdf_reading import opened, pages
from tests.facilitator.exporting.pdf_sample import FACES, FELT, Maker, poll, run, tree, write_up

SAMPLES = [write_up, blocks_tree]


def looks(made: Layout) -> list[list[tuple[float, list[str]]]]:
    return [
        [
            (placed.y, [mark.line.text for mark in placed.strip.marks if isinstance(mark, Text)])
            for placed in page.placed
        ]
        for page in made.pages
    ]


def with_nodes(document: DocumentTree, *nodes: Node) -> DocumentTree:
    return replace(document, nodes=nodes)


@pytest.mark.parametrize("sample", SAMPLES)
def test_pages_look_as_in_the_whole_file(sample: Callable[[], DocumentTree]) -> None:
    made = layout(sample(), FACES)
    whole = pages(write_pdf(sample(), FACES))
    assert made.count == len(whole)
    assert pages(pages_pdf(made, 1, made.count)) == whole
    assert pages(pages_pdf(made, 3, 4)) == whole[2:4]


def test_pages_to_look_at_have_no_structure() -> None:
    with opened(pages_pdf(layout(write_up(), FACES), 1, 3)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert not any(b"BDC" in page.Contents.read_bytes() for page in pdf.pages)


def changed(at: int) -> Callable[[DocumentTree], DocumentTree]:
    def edit(document: DocumentTree) -> DocumentTree:
        node = document.nodes[at]
        block = replace(node.block, body=(*node.block.body, run(" Žluťoučký kůň added more words " * 40)))
        return with_nodes(
            document, *document.nodes[:at], Node(block, node.children), *document.nodes[at + 1 :]
        )

    return edit


EDITS: dict[str, Callable[[DocumentTree], DocumentTree]] = {
    **{f"changed {at}": changed(at) for at in range(1, 12)},
    "first gone": lambda document: with_nodes(document, *document.nodes[1:]),
    "two turned": lambda document: with_nodes(document, *document.nodes[:3], *reversed(document.nodes[3:])),
    "one more": lambda document: with_nodes(
        document,
        *document.nodes[:4],
        Maker()(BlockType.BULLETS, "New:", Maker()(BlockType.ITEM, "one")),
        *document.nodes[4:],
    ),
    "other figures": lambda document: replace(
        document, polls={**document.polls, "p1": replace(FELT, options=FELT.options[::-1])}
    ),
    "no figures": lambda document: replace(document, polls={}),
    "no pictures": lambda document: replace(document, pictures={}),
    "other colours": lambda document: replace(document, house=HouseStyle(accent="#6b2d5c")),
    "other language": lambda document: replace(document, document=replace(document.document, language="cy")),
    "other title": lambda document: replace(document, document=replace(document.document, title="Longer")),
}


@cache
def laid_out_once(sample: Callable[[], DocumentTree]) -> Layout:
    return layout(sample(), FACES)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("edit", EDITS)
def test_layout_after_an_edit_is_that_of_a_new_document(
    sample: Callable[[], DocumentTree], edit: str
) -> None:
    before = laid_out_once(sample)
    was = looks(before)
    document = EDITS[edit](sample())
    made = layout(document, FACES, before)
    afresh = layout(document, FACES)
    assert looks(made) == looks(afresh)
    assert made.areas == afresh.areas
    assert pages(pages_pdf(made, 1, made.count)) == pages(write_pdf(document, FACES))
    assert looks(before) == was, "what was laid out before stays as it was"


@pytest.mark.parametrize("sample", SAMPLES)
def test_large_print_is_laid_out_as_in_its_file(sample: Callable[[], DocumentTree]) -> None:
    before = layout(sample(), FACES)
    made = layout(sample(), FACES, before, preset=Preset.LARGE_PRINT)
    whole = pages(write_pdf(sample(), FACES, preset=Preset.LARGE_PRINT))
    assert pages(pages_pdf(made, 1, made.count)) == whole
    areas = [area for found in made.areas.values() for area in found]
    assert all(area.x + area.width < WIDTH and area.y + area.height < HEIGHT for area in areas)
    assert max(area.width for area in areas) > 480


def test_only_what_changed_is_set_again() -> None:
    before = layout(write_up(), FACES)
    document = changed(5)(write_up())
    made = layout(document, FACES, before)
    again = [name for name, kept in made.made.items() if kept is not before.made[name]]
    assert again == [document.nodes[5].block.id]


def test_heading_sets_the_contents_again() -> None:
    before = layout(write_up(), FACES)
    nodes = [
        replace(node, block=replace(node.block, body=(run("Other"),)))
        if node.block.type is BlockType.HEADING
        else node
        for node in write_up().nodes
    ]
    made = layout(with_nodes(write_up(), *nodes), FACES, before)
    assert made.made[nodes[0].block.id] is not before.made[nodes[0].block.id]
    assert "Other" in pages(pages_pdf(made, 2, 2))[0]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_block_with_words_has_its_place(sample: Callable[[], DocumentTree]) -> None:
    document = sample()
    made = layout(document, FACES)
    for node in document.nodes:
        if node.block.type is BlockType.PAGE_BREAK:
            assert made.page_of(node.block.id) == 0
            continue
        assert made.areas[node.block.id], node.block.type
        for area in made.areas[node.block.id]:
            assert 1 < area.page <= made.count
            assert area.height > 0
            assert area.y >= TOP
            assert area.y + area.height <= TOP + DEPTH + 0.1
    heading = next(
        node for node in document.nodes if node.block.type is BlockType.HEADING and node.block.level == 1
    )
    page = made.page_of(heading.block.id)
    assert heading.block.text in pages(pages_pdf(made, page, page))[0]


def test_block_encloses_what_is_in_it_and_goes_on_over_pages() -> None:
    make = Maker()
    listed = make.items(BlockType.BULLETS, ["word " * 60 for _ in range(20)], "Listed:")
    made = layout(tree(make.paragraph("Before"), listed, make.paragraph("After")), FACES)
    whole = {area.page: area for area in made.areas[listed.block.id]}
    assert len(whole) > 1
    for item in listed.children:
        for area in made.areas[item.block.id]:
            outer = whole[area.page]
            assert outer.y <= area.y
            assert area.y + area.height <= outer.y + outer.height + 0.1
    [after] = made.areas["block-" + str(len(listed.children) + 3)]
    assert after.y >= whole[after.page].y + whole[after.page].height


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 99)])
def test_pages_that_are_not_there_are_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="no pages"):
        pages_pdf(layout(write_up(), FACES), first, last)


def test_picture_is_read_once_for_many_edits() -> None:
    before = layout(blocks_tree(), FACES)
    made = layout(changed(2)(blocks_tree()), FACES, before)
    image = next(node for node in blocks_tree().nodes if node.block.type is BlockType.IMAGE)
    assert made.made[image.block.id] is before.made[image.block.id]


def test_poll_of_other_figures_is_set_again() -> None:
    node = Maker()(BlockType.POLL, "Which?", about="p1")
    before = layout(tree(node, polls={"p1": poll("p1", ["Yes", "No"], [1, 1])}), FACES)
    made = layout(tree(node, polls={"p1": poll("p1", ["Yes", "No"], [3, 1])}), FACES, before)
    assert "75%" in pages(pages_pdf(made, 2, 2))[0]

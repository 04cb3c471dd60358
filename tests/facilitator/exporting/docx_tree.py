"""A document with the types of block that an annual report and a session brief have; all of it invented."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from facilitator.exporting.docx_figures import counted
from facilitator.exporting.wording import CONTENTS, in_contents
from sessions.document import (
    Block,
    BlockType,
    ChartForm,
    Document,
    DocumentKind,
    DocumentTree,
    Node,
    Origin,
    Picture,
    Run,
    Source,
)
from sessions.house_style import HouseStyle
from sessions.polls import Poll, Result
from tests.facilitator.exporting.example_tree import DOCUMENT_ID, GATHERING_ID, Maker, poll, run

ACCENT, SECOND = "#5a2a6e", "#8a4b08"
QUESTION = "Does your hall keep a second key?"
QUOTED = Source(Origin.QUOTE, ("01938f2a-7c00-7000-8000-0000000000f1",), "op:0")


def picture(width: int = 60, height: int = 40, kind: str = "PNG") -> Picture:
    drawn = Image.new("RGB", (width, height), (240, 236, 226))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((width // 8, height // 3, width // 2, height - 4), fill=(90, 42, 110))
    pen.ellipse((width // 2, 2, width - 4, height // 2), fill=(138, 75, 8))
    out = BytesIO()
    drawn.save(out, kind)
    return Picture(f"image/{kind.lower()}", out.getvalue())


def sha_of(one: Picture) -> str:
    return hashlib.sha256(one.content).hexdigest()


def yearly() -> list[Poll]:
    answers = ("Yes", "No", "Nobody knows")
    found = {2024: (10, 30, 10), 2025: (24, 20, 6), 2026: (41, 12, 7)}
    made = [
        poll(f"key-{year}", QUESTION, answers, Result(counts=counts, base=sum(counts)))
        for year, counts in found.items()
    ]
    dated = [replace(one, taken=date(year, 11, 6)) for one, year in zip(made, found, strict=True)]
    return [
        dated[0],
        *(replace(one, repeats=before.id) for before, one in pairwise(dated)),
    ]


def opening(make: Maker, view: Picture) -> list[Node]:
    return [
        make(BlockType.DEDICATION, "To all who held a door open in February.", label="For"),
        make(BlockType.CONTENTS),
        make(
            BlockType.FIGURES,
            "The year at a glance",
            [
                make(BlockType.ITEM, "people came to four evenings", label="312"),
                make(BlockType.ITEM, "halls now have a second key, twice as many as a year ago", label="41"),
                make(BlockType.ITEM, "of them were asked before the water came", label="9 in 10"),
                make(BlockType.ITEM, "kettles were lent out", label="£1,204"),
                make(BlockType.ITEM, "towns", label="11"),
            ],
        ),
        make(BlockType.HEADING, "What the year has shown", level=1, label="Part 1"),
        make(
            BlockType.FINDINGS,
            (),
            [
                make(
                    BlockType.ITEM,
                    "A key that two people hold is found in the night.",
                    [make(BlockType.SOURCE, "Halls survey, 60 answers, October 2026")],
                ),
                make(
                    BlockType.ITEM,
                    [
                        run("Lists age. ", bold=True),
                        run("After eighteen months a third of the numbers were wrong."),
                    ],
                    [
                        make(
                            BlockType.SOURCE,
                            [run("Wardens’ count", link="https://example.org/count"), run(", 2026")],
                        )
                    ],
                ),
                make(BlockType.ITEM, "Nobody minds being asked twice."),
            ],
            label="Findings",
        ),
        make(
            BlockType.IMAGE,
            "A hall at dusk with a lit door and a round moon above it",
            about=sha_of(view),
            label="Upper Sallow hall, as drawn for the poster",
        ),
    ]


def middle(make: Maker) -> list[Node]:
    return [
        make(BlockType.PAGE_BREAK),
        make(BlockType.HEADING, "How to lend a key", level=2),
        make(
            BlockType.NUMBERED,
            "In this order:",
            [
                make(BlockType.ITEM, "Write down who has it."),
                make(
                    BlockType.ITEM,
                    "Tell them what it opens:",
                    [make.items(BlockType.BULLETS, ["the hall;", "the shed with the pump."])],
                ),
                make(
                    BlockType.ITEM,
                    "Ask for it back in spring.",
                    [make(BlockType.SOURCE, "Notes of the group on halls")],
                ),
            ],
        ),
        make.items(BlockType.NUMBERED, ["Another list begins at one.", "And goes on."]),
        make(
            BlockType.VERSE,
            "The river has no opinion,\nit reads no minutes, signs no sheet;\nit comes up Salt Lane after dinner\n"
            "and takes the seat of whoever is late.",
            [make(BlockType.ATTRIBUTION, "Read at the close by a ferry keeper")],
        ),
        make(
            BlockType.PARAGRAPH,
            [
                run("One of them put it this way: "),
                Run("‘A key is a promise with teeth.’", QUOTED),
                run(" Nobody disagreed."),
            ],
        ),
        *(make_poll(make, form) for form in (ChartForm.BARS, ChartForm.SCALE, ChartForm.YEARS)),
    ]


def make_poll(make: Maker, form: ChartForm) -> Node:
    node = make(
        BlockType.POLL,
        QUESTION,
        [make(BlockType.PARAGRAPH, f"Two thirds now say yes ({form}).")],
        about="key-2026",
        label="Poll",
    )
    return replace(node, block=replace(node.block, form=form))


def rows(make: Maker, kind: BlockType, table: Sequence[Sequence[str]], title: str = "") -> Node:
    made = [make(BlockType.ROW, (), [make(BlockType.CELL, cell) for cell in row]) for row in table]
    return make(kind, title or (), made)


def closing(make: Maker) -> list[Node]:
    plan = [
        ("Time", "What", "Who"),
        ("18:00", "Doors, soup", "The wardens"),
        ("18:30", "What the year has shown", "Folake Adebiyi"),
        ("19:15", "In groups: keys, kettles, lists", "Everybody"),
    ]
    return [
        make(BlockType.HEADING, "The next evening", level=1),
        rows(make, BlockType.AGENDA, plan),
        rows(
            make,
            BlockType.TABLE,
            [("Town", "Halls"), ("Upper Sallow", "3"), ("Salt Lane", "1")],
            "Halls by town",
        ),
        rows(make, BlockType.ACTIONS, [("Action", "Who", "By"), ("Copy the keys", "The wardens", "1 March")]),
        make(
            BlockType.LINKS,
            "To read",
            [
                make(BlockType.ITEM, [run("The count of the wardens", link="https://example.org/count")]),
                make(
                    BlockType.ITEM,
                    [run("A drying diary", link="https://example.org/diary"), run(", in pencil")],
                ),
            ],
        ),
        make(
            BlockType.CALL, "Send a page about your hall before the clocks go forward.", label="Write for us"
        ),
        make(
            BlockType.ACKNOWLEDGEMENTS,
            "Soup by the Corn Hall kitchen; chairs by the River Schools Trust.",
            label="With thanks",
        ),
        make(BlockType.SIGN_OFF, "The wardens of both Sallows"),
    ]


def docx_tree() -> DocumentTree:
    make = Maker()
    view, logo = picture(1800, 900, "JPEG"), picture(120, 60)
    document = Document(
        DOCUMENT_ID,
        GATHERING_ID,
        DocumentKind.ANNUAL_REPORT,
        "A year of second keys",
        "Annual report",
        "River Towns Network",
        "November 2026",
    )
    nodes = (*opening(make, view), *middle(make), *closing(make))
    house = HouseStyle("River Towns Network", ACCENT, SECOND, sha_of(logo))
    return DocumentTree(
        document, nodes, {one.id: one for one in yearly()}, {sha_of(one): one for one in (view, logo)}, house
    )


def said(tree: DocumentTree) -> Iterator[str]:
    """Yield what the Word file says, in reading order; what is below a picture comes after what is in it."""
    document = tree.document
    yield from (document.title, document.subtitle, document.byline, document.dateline)
    for node in tree.walk():
        yield from _said(tree, node.block)


def _said(tree: DocumentTree, block: Block) -> Iterator[str]:
    if block.type is BlockType.CONTENTS:
        yield from (block.label, block.text if block.text.strip() else CONTENTS)
        yield from (entry.text for entry in in_contents(tree))
        return
    yield from (block.text, block.label) if block.type is BlockType.IMAGE else (block.label, block.text)
    if block.type is BlockType.POLL and block.about in tree.polls:
        found = counted(tree.polls[block.about], block.form, tree.polls)
        yield from (cell for row in found.rows for cell in row)
        yield from (*found.answers, found.base)

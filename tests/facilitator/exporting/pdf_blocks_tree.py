"""A paper with the blocks that a plain write-up has not, for looking at the pages and for the tests of the PDF."""

import hashlib
import io
import math
from dataclasses import replace
from datetime import date

from PIL import Image

from sessions.document import BlockType, ChartForm, DocumentTree, Node, Picture
from sessions.house_style import HouseStyle
from sessions.polls import Poll
from tests.facilitator.exporting.pdf_sample import DOCUMENT, FELT, Maker, poll, run, tree


def picture(width: int = 1_200, height: int = 640, kind: str = "JPEG", mode: str = "RGB") -> Picture:
    """Return a hill with lamps at night."""
    small = Image.new(mode, (120, 64))
    for x in range(120):
        ridge = 30 + 9 * math.sin(x / 17) + 4 * math.sin(x / 5)
        for y in range(64):
            is_lamp = y > ridge and (x * 7 + y * 13) % 97 == 0
            shade = (235, 166, 124) if is_lamp else (12, 40, 50) if y > ridge else (30 + y, 80 + y, 96 + y)
            small.putpixel((x, y), shade if mode == "RGB" else (*shade, 255 if y > 8 else 0))
    out = io.BytesIO()
    small.resize((width, height), Image.Resampling.NEAREST).save(out, kind)
    return Picture(f"image/{kind.lower()}", out.getvalue())


HILL, LOGO = picture(), picture(240, 128, "PNG", "RGBA")
HILL_SHA, LOGO_SHA = (hashlib.sha256(each.content).hexdigest() for each in (HILL, LOGO))
SURE = poll(
    "sure",
    ["Very sure", "Fairly sure", "In two minds", "Not very sure", "Not sure at all"],
    [21, 33, 15, 9, 5],
)


def asked_again() -> dict[str, Poll]:
    """Return a poll of four years, the newest under the name p2025."""
    options = ["Safer than it was", "Much the same", "Less safe", "I do not go out after dark"]
    counts = {2022: [14, 30, 22, 8], 2023: [22, 29, 17, 9], 2024: [31, 24, 15, 6], 2025: [44, 23, 11, 5]}
    return {
        f"p{year}": replace(
            poll(f"p{year}", options, chosen, year),
            question="How is the walk home?",
            taken=date(year, 10, 16),
            repeats=f"p{year - 1}" if year > 2022 else "",
        )
        for year, chosen in counts.items()
    }


def formed(make: Maker, form: ChartForm, question: str, about: str, said: str) -> Node:
    node = make(BlockType.POLL, question, make.paragraph(said), about=about, label="Poll")
    return replace(node, block=replace(node.block, form=form))


def sourced(make: Maker, text: str, where: str) -> Node:
    return make(BlockType.ITEM, text, make(BlockType.SOURCE, where))


def numbers(make: Maker) -> list[Node]:
    glance = [
        ("412", "lamps were dimmed between October and March, one in nine of all there are"),
        ("19", "hedgehogs, in one driver’s notebook"),
        ("£31,400", "was not spent on electricity"),
        ("3", "falls, each written up"),
        ("86%", "of those who walk home late were asked, most of them at a bus stop and in the rain"),
    ]
    return [
        make.heading("The year in figures", label="Part 1"),
        make(
            BlockType.FIGURES,
            "At a glance",
            *(
                make(
                    BlockType.ITEM,
                    text,
                    *([make(BlockType.SOURCE, "Source: the keeper’s book")] if label != "3" else []),
                    label=label,
                )
                for label, text in glance
            ),
        ),
        make(
            BlockType.FINDINGS,
            "From eleven walks and two polls:",
            sourced(
                make,
                "A street that was asked first forgives more.",
                "Walks 2, 5 and 9; minutes of the autumn meeting",
            ),
            sourced(make, "Kerb paint does more than lamps on steps.", "Walk 7"),
            make(BlockType.ITEM, "Nobody misses the lamp behind the library."),
            label="What we found",
        ),
        formed(
            make,
            ChartForm.SCALE,
            "How sure are you that the dim lamps should stay?",
            "sure",
            "Nearly two thirds were sure.",
        ),
        formed(
            make,
            ChartForm.YEARS,
            "How is the walk home?",
            "p2025",
            "Each winter more people felt safer, and fewer less so.",
        ),
    ]


def ways(make: Maker) -> list[Node]:
    steps = [
        "Walk it twice, once in the rain.",
        "Write down what you could not see, not what you thought of it.",
        "Ask whoever is out at that hour. They have usually been waiting for somebody to ask.",
    ]
    return [
        make.heading("How a walk is done", 2),
        make.items(BlockType.NUMBERED, steps, "Three things, in this order:"),
        make(
            BlockType.IMAGE,
            "A hill at night, with orange lamps below the ridge",
            label="Skelling Hill on the first night of the dimming, from the roof of the bus garage.",
            about=HILL_SHA,
        ),
        make(
            BlockType.VERSE,
            "Put out the lamp above the lane,\nthe moth will find her way again;\n\n"
            "put out the lamp beside the stair,\nand somebody had best be there, with a torch, a flask and the "
            "patience of a parish clerk.",
            make(BlockType.ATTRIBUTION, "Chalked on the observatory door"),
        ),
        make(
            BlockType.LINKS,
            "To read on",
            make(
                BlockType.ITEM,
                [run("One bad winter", link="https://example.org/one"), run(", a plain account")],
            ),
            make(BlockType.ITEM, [run("The book of kerbs", link="https://example.org/kerbs")]),
        ),
    ]


def tables(make: Maker) -> list[Node]:
    agenda = make.table(
        [
            ("Time", "Part", "Who"),
            ("17:15", "Cocoa, and who walks with whom", "Owl Watch"),
            ("18:00", "Eleven walks", "Everybody, in elevens"),
            ("21:11", "What each walk has to say", "Chidera Okonjo"),
        ]
    )
    lamps = make.table(
        [("Street", "Lamps", "Dimmed"), ("Quarry Crescent", "31", "30"), ("Weir Lane", "8", "0")]
    )
    return [
        make.heading("The evening", label="Part 2"),
        replace(agenda, block=replace(agenda.block, type=BlockType.AGENDA)),
        make.paragraph("The two streets that argued longest:"),
        replace(lamps, block=replace(lamps.block, type=BlockType.TABLE)),
        make(BlockType.PAGE_BREAK),
        make.heading("Afterwards"),
        make.paragraph("The kettle was empty by ten. Whoever had the last cup is asked to say so."),
        make(
            BlockType.CALL,
            [
                run("Have you kept a notebook? We read all of them by 1 March: "),
                run("lamps@example.org", link="mailto:lamps@example.org"),
            ],
            label="Notebooks wanted",
        ),
        make(BlockType.ACKNOWLEDGEMENTS, "To the bus garage, for its roof.", label="With thanks"),
    ]


def blocks_tree() -> DocumentTree:
    make = Maker()
    nodes = [
        make(BlockType.CONTENTS),
        *numbers(make),
        *ways(make),
        *tables(make),
        make(BlockType.DEDICATION, "For the night shift,\nwho knew all along.", label="Dedicated"),
    ]
    made = tree(*nodes, document=replace(DOCUMENT, title="A year of dim lamps"))
    return replace(
        made,
        polls={"p1": FELT, "sure": SURE, **asked_again()},
        pictures={HILL_SHA: HILL, LOGO_SHA: LOGO},
        house=HouseStyle("Half Light Network", logo=LOGO_SHA),
    )

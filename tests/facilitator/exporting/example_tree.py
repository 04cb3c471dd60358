"""A write-up with every type of block and every look of a run; all of it invented."""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

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
from sessions.polls import Option, Poll, Result

OWN = Source(Origin.OWN)
DOCUMENT_ID = "01938f2a-7c00-7000-8000-00000000d0c0"
GATHERING_ID = "01938f2a-7c00-7000-8000-0000000000aa"
COUNTED, PUBLISHED, OPEN = (f"01938f2a-7c00-7000-8000-0000000001{at}" for at in ("01", "02", "03"))


def run(text: str, **look: bool | str) -> Run:
    return Run(text, OWN, **look)  # type: ignore[arg-type]


class Maker:
    """Makes nodes with ids like those of real records, which must not leave the house."""

    def __init__(self) -> None:
        self._ids = count(0x1000)

    def __call__(
        self,
        kind: BlockType,
        body: str | Sequence[Run] = (),
        children: Iterable[Node] = (),
        *,
        level: int = 0,
        label: str = "",
        about: str = "",
        form: ChartForm = ChartForm.BARS,
    ) -> Node:
        runs = (run(body),) if isinstance(body, str) else tuple(body)
        name = f"01938f2a-7c00-7000-8000-{next(self._ids):012x}"
        block = Block(name, DOCUMENT_ID, kind, body=runs, level=level, label=label, about=about, form=form)
        return Node(block, tuple(children))

    def items(self, kind: BlockType, bodies: Iterable[str | Sequence[Run]], title: str = "") -> Node:
        return self(kind, title or (), [self(BlockType.ITEM, body) for body in bodies])

    def said(self, kind: BlockType, words: str | Sequence[Run], who: str) -> Node:
        return self(kind, words, [self(BlockType.ATTRIBUTION, who)] if who else ())

    def table(
        self, *rows: Sequence[str | Sequence[Run]], kind: BlockType = BlockType.ACTIONS, title: str = ""
    ) -> Node:
        return self(
            kind,
            title,
            [self(BlockType.ROW, children=[self(BlockType.CELL, cell) for cell in row]) for row in rows],
        )


def tree_with(*nodes: Node, polls: Iterable[Poll] = (), title: str = "A title") -> DocumentTree:
    document = Document(DOCUMENT_ID, GATHERING_ID, DocumentKind.WRITE_UP, title)
    return DocumentTree(document, nodes, {poll.id: poll for poll in polls})


def poll(name: str, question: str, options: Sequence[str], result: Result | None) -> Poll:
    asked = tuple(Option(str(at), text) for at, text in enumerate(options))
    return Poll(name, GATHERING_ID, "", "", question, date(2025, 11, 6), asked, result)


def polls() -> list[Poll]:
    return [
        poll(
            COUNTED,
            "Who would you ring first?",
            [
                "A neighbour",
                "The river wardens, on the number that is on the fridge",
                "The council",
                "Nobody: I would wait",
            ],
            Result(counts=(38, 21, 9, 0), base=68),
        ),
        poll(
            PUBLISHED,
            "Has your street met since the last flood?",
            ["Yes, and it still does", "Once", "No"],
            Result(permille=(305, 210, 480), base=-1),
        ),
        poll(OPEN, "When should we meet again?", ["Before the clocks go forward", "In high summer"], None),
    ]


def opening(make: Maker) -> list[Node]:
    return [
        make(BlockType.CONTENTS),
        make(
            BlockType.STANDFIRST,
            "Seventy people from eleven river towns spent an afternoon on one question: "
            "what does a street have to know about itself before the water comes?",
        ),
        make(BlockType.HEADING, "The night the sirens failed", level=1, label="Session 1"),
        make(
            BlockType.PARAGRAPH,
            [
                run("Danae Vlachou ("),
                run("Δανάη Βλάχου", lang="el"),
                run(
                    ") opened. She keeps the ferry at Lower Sallow, as her mother did, and she began with what "
                ),
                run("did not", italic=True),
                run(" happen in February: no siren, no text message, no van with a loudspeaker. "),
                run("Forty-one doors were knocked on all the same.", bold=True),
                run(" Somebody had drawn a map, years ago, of who sleeps downstairs."),
            ],
        ),
        make.items(
            BlockType.KEY_MESSAGES,
            [
                [
                    run("Draw the map in dry weather.", bold=True),
                    run(" A list made during a flood is a list of who shouted."),
                ],
                [run("Ask twice.", bold=True), run(" People say they are fine on the first knock.")],
                [run("Say when it is over.", bold=True), run(" Nobody told the night shift to stop.")],
            ],
            "Key messages",
        ),
        make.said(
            BlockType.PULL_QUOTE,
            "‘We had a plan for the water. We had no plan for Mrs Lowe, who is ninety and had never once been asked "
            "what she wanted to save.’",
            "A warden, Upper Sallow",
        ),
    ]


def groups(make: Maker) -> list[Node]:
    return [
        make(BlockType.HEADING, "What the groups brought back", level=2),
        make(
            BlockType.PARAGRAPH,
            [
                run("Most groups came round to what one of them called "),
                run("‘the dry rehearsal’", is_term=True),
                run(": an evening on which nothing is wrong. It needs three things, they said:"),
            ],
        ),
        make.items(
            BlockType.BULLETS,
            [
                "a kettle, because people stay as long as it is warm;",
                "a key to the hall that is not at the town hall;",
                [
                    run("somebody who writes down what was promised, and "),
                    run("reads it out", italic=True, bold=True),
                    run(" next time."),
                ],
            ],
        ),
        make(
            BlockType.PARAGRAPH,
            "However, they also said that rehearsals wear out the same nine people. * Nobody had an answer to that; "
            "it stands here so that it is asked again.",
        ),
        make(
            BlockType.CALLOUT,
            "One group did not agree. A map of who sleeps downstairs, it said, is also a map for burglars, and "
            "it asked who would look after it on the other three hundred and sixty-four days.",
        ),
        make(
            BlockType.POLL,
            "Who would you ring first?",
            [
                make(
                    BlockType.PARAGRAPH,
                    "Just over half would ring a neighbour. In 2019, when the same question was put, it was a third.",
                )
            ],
            about=COUNTED,
            label="Poll",
        ),
    ]


def after_the_water(make: Maker) -> list[Node]:
    return [
        make(BlockType.HEADING, "After the water", level=1, label="Session 2"),
        make(
            BlockType.STANDFIRST,
            "Three speakers, a minute each, on the year that follows a flood: the drying, the forms, the silence.",
        ),
        make(
            BlockType.PARAGRAPH,
            [
                run("Llŷr ap Hywel", lang="cy"),
                run(
                    " dries houses for a living. A wall, he said, gives up its water at an inch a month & no faster, "
                ),
                run("so <everything> anybody promises by Christmas is a guess. He showed his "),
                run("drying diary", link="https://example.org/diary?house=3&wall=north"),
                run(", kept in pencil, and asked to be told of others: "),
                run("llyr@example.org", link="mailto:llyr@example.org"),
                run(".\nThe second speaker read out a form. Nobody spoke for a while. 🌧️"),
            ],
        ),
        make(
            BlockType.POLL,
            "Has your street met since the last flood?",
            about=PUBLISHED,
            label="Poll",
        ),
        make(BlockType.HEADING, "What stays open", level=3),
        make(
            BlockType.POLL,
            "When should we meet again?",
            [make(BlockType.PARAGRAPH, "This goes to every member with these notes.")],
            about=OPEN,
        ),
    ]


def closing(make: Maker) -> list[Node]:
    voices = [
        ("‘I came for the sandbags and went home with six telephone numbers.’", "A participant"),
        ("‘You cannot be brave on behalf of a whole street.’", "A school caretaker"),
        ("‘Next time, start with the forms. We would all have cried earlier and left on time.’", ""),
    ]
    return [
        make(
            BlockType.QUOTE_WALL,
            "In their own words",
            [make.said(BlockType.ITEM, words, who) for words, who in voices],
        ),
        make(BlockType.HEADING, "What happens next", level=1),
        make.table(
            ("Action", "Who", "By"),
            (
                "Redraw the sleeping map, street by street, and agree who keeps it",
                "The wardens of Upper and Lower Sallow",
                "1 March",
            ),
            (
                [
                    run("Print the number for fridges in "),
                    run("Cymraeg", lang="cy"),
                    run(" and large type | A4"),
                ],
                [run("Llŷr ap Hywel", lang="cy")],
                "Before the clocks go back",
            ),
        ),
        make(BlockType.HEADING, "Who took part", level=1),
        make.items(
            BlockType.PEOPLE,
            [
                "Amina Yusuf, Sallow Bridge Surgery",
                "Bogdan Ilić*",
                [run("Danae Vlachou ("), run("Δανάη Βλάχου", lang="el"), run("), Lower Sallow Ferry")],
                "Folake Adebiyi, Friends of the Weir",
                [run("Llŷr ap Hywel", lang="cy"), run(", Dry Walls Co-operative")],
                "Marguerite Vane**, Upper Sallow Parish Council",
                "Tadeusz Wróblewski, River Schools Trust",
            ],
        ),
        make(BlockType.PARAGRAPH, "* afternoon only   ** online. Everyone attended in a personal capacity."),
        make(BlockType.SIGN_OFF, "Folake Adebiyi and Tadeusz Wróblewski\nfor the River Towns Network"),
    ]


def example_tree() -> DocumentTree:
    make = Maker()
    document = Document(
        DOCUMENT_ID,
        GATHERING_ID,
        DocumentKind.WRITE_UP,
        "Ordinary weather",
        "Notes from the autumn gathering of people who live beside a river and intend to go on doing so",
        "River Towns Network",
        "The Corn Hall, Sallow Bridge, and online\nThursday 6 November 2025",
    )
    nodes = (*opening(make), *groups(make), *after_the_water(make), *closing(make))
    return DocumentTree(document, nodes, {each.id: each for each in polls()})


READY, RUNG_2023, RUNG_2024, RUNG_2025 = (
    f"01938f2a-7c00-7000-8000-0000000002{at}" for at in ("01", "02", "03", "04")
)


def striped(width: int, height: int, colours: Sequence[tuple[int, int, int]]) -> Picture:
    """Return a PNG of bands; it is not compressed, so that it is the same with every zlib."""
    rows = b"".join(b"\0" + bytes([at * len(colours) // height]) * width for at in range(height))
    palette = b"".join(bytes(colour) for colour in colours)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    made = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return Picture("image/png", b"\x89PNG\r\n\x1a\n" + made)


MARKED_WALL = striped(72, 40, [(214, 226, 228), (176, 196, 198), (165, 67, 31), (96, 74, 52)])
LOGO = striped(28, 28, [(27, 90, 102), (255, 255, 255), (165, 67, 31)])
WALL_SHA, LOGO_SHA = (hashlib.sha256(each.content).hexdigest() for each in (MARKED_WALL, LOGO))


def more_polls() -> list[Poll]:
    options = ["A neighbour", "The wardens", "Nobody"]
    question = "Who did you ring first this year?"
    counts = [(21, 30, 12), (33, 24, 9), (48, 15, 5)]
    names = [RUNG_2023, RUNG_2024, RUNG_2025]
    rung = [
        replace(
            poll(name, question, options, Result(counts=each, base=sum(each))),
            taken=date(2023 + at, 11, 6),
            repeats=names[at - 1] if at else "",
        )
        for at, (name, each) in enumerate(zip(names, counts, strict=True))
    ]
    ready = poll(
        READY,
        "How ready is your street for a night without power?",
        ["Ready tonight", "Ready with a day's warning", "We have talked about it", "Not at all"],
        Result(counts=(9, 26, 24, 3), base=62),
    )
    return [ready, *rung]


def more_blocks(make: Maker) -> list[Node]:
    """Return every type of block and every form of chart that the first example has not."""
    return [*more_figures(make), *more_lists(make), *more_tables(make), *more_closing(make)]


def more_figures(make: Maker) -> list[Node]:
    glance = [
        ("70", "people came, 19 of them for the first time"),
        ("11", "river towns"),
        ("£0", "was spent"),
    ]
    return [
        make(BlockType.PAGE_BREAK),
        make(BlockType.HEADING, "The year in the river towns", level=1, label="Annex"),
        make(
            BlockType.FIGURES,
            "At a glance",
            [
                make(
                    BlockType.ITEM,
                    words,
                    [make(BlockType.SOURCE, "Source: the door list")] if at == 0 else [],
                    label=number,
                )
                for at, (number, words) in enumerate(glance)
            ],
        ),
        make(
            BlockType.FINDINGS,
            (),
            [
                make(
                    BlockType.ITEM,
                    [run("Neighbours come first.", bold=True), run(" It took two winters.")],
                    [make(BlockType.SOURCE, "Poll of 2023, 2024 and 2025")],
                ),
                make(BlockType.ITEM, "Where a list exists, somebody looks after it."),
            ],
            label="What we found",
        ),
        make(
            BlockType.POLL,
            "How ready is your street for a night without power?",
            [make(BlockType.PARAGRAPH, "More than half could do without, most of them given a day.")],
            about=READY,
            form=ChartForm.SCALE,
            label="Poll",
        ),
        make(
            BlockType.POLL,
            "Who did you ring first this year?",
            [make(BlockType.PARAGRAPH, "Each year more rang next door, and fewer rang nobody.")],
            about=RUNG_2025,
            form=ChartForm.YEARS,
        ),
    ]


def more_lists(make: Maker) -> list[Node]:
    steps = ["Knock.", "Wait as long as it takes to find a pair of shoes.", "Knock again."]
    return [
        make(BlockType.HEADING, "How to knock", level=2),
        make(
            BlockType.NUMBERED,
            "In this order:",
            [
                make(
                    BlockType.ITEM, words, [make(BlockType.SOURCE, "A warden's notebook")] if at == 1 else ()
                )
                for at, words in enumerate(steps)
            ],
        ),
        make(
            BlockType.VERSE,
            "Water at the second stair,\nkettle on the third;\nwhoever has a boat to spare\nhas not yet said a word.",
            [make(BlockType.ATTRIBUTION, "Sung at Sallow Bridge")],
        ),
        make(
            BlockType.IMAGE,
            "A brick wall with a rust-red line at the height of a table",
            about=WALL_SHA,
            label="How high it stood. The line was painted by the school.",
        ),
        make(
            BlockType.LINKS,
            "To read on",
            [
                make(
                    BlockType.ITEM,
                    [run("The dry rehearsal", link="https://example.org/dry"), run(": a guide")],
                ),
                make(
                    BlockType.ITEM, [run("The map of doors", link="https://example.org/doors")], label="2024"
                ),
            ],
        ),
    ]


def more_tables(make: Maker) -> list[Node]:
    return [
        make.table(
            ("Time", "Part", "Who"),
            ("14:00", [run("Doors", italic=True)], ""),
            ("14:20", "The night the sirens failed", "Danae Vlachou"),
            kind=BlockType.AGENDA,
            title="The afternoon",
        ),
        make.table(
            ("Street", "Doors", "Keys held"),
            ("Weir Lane", "14", "9"),
            ("Tanners' Row", "31", "4"),
            kind=BlockType.TABLE,
            title="Doors and keys",
        ),
    ]


def more_closing(make: Maker) -> list[Node]:
    thanks = "To the school for the hall, and to whoever left eleven loaves on the step."
    return [
        make(
            BlockType.CALL,
            [run("Send us your map by 1 March: "), run("maps@example.org", link="mailto:maps@example.org")],
            label="Maps wanted",
        ),
        make(BlockType.ACKNOWLEDGEMENTS, thanks, label="Thanks"),
        make(BlockType.DEDICATION, "For Mrs Lowe, who was asked in time.", label="Dedication"),
    ]


def whole_example_tree() -> DocumentTree:
    """Return the example with every type of block; its sign-off stays the last."""
    tree = example_tree()
    make = Maker()
    for _ in tree.walk():
        make(BlockType.PARAGRAPH)
    *before, last = tree.nodes
    return replace(
        tree,
        nodes=(*before, *more_blocks(make), last),
        polls={**tree.polls, **{each.id: each for each in more_polls()}},
        pictures={WALL_SHA: MARKED_WALL, LOGO_SHA: LOGO},
        house=HouseStyle("River Towns Network", logo=LOGO_SHA),
    )

"""A write-up with every type of block and every look of a run; all of it invented."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from sessions.document import (
    Block,
    BlockType,
    Document,
    DocumentKind,
    DocumentTree,
    Node,
    Origin,
    Run,
    Source,
)
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
    ) -> Node:
        runs = (run(body),) if isinstance(body, str) else tuple(body)
        name = f"01938f2a-7c00-7000-8000-{next(self._ids):012x}"
        block = Block(name, DOCUMENT_ID, kind, body=runs, level=level, label=label, about=about)
        return Node(block, tuple(children))

    def items(self, kind: BlockType, bodies: Iterable[str | Sequence[Run]], title: str = "") -> Node:
        return self(kind, title or (), [self(BlockType.ITEM, body) for body in bodies])

    def said(self, kind: BlockType, words: str | Sequence[Run], who: str) -> Node:
        return self(kind, words, [self(BlockType.ATTRIBUTION, who)] if who else ())

    def table(self, *rows: Sequence[str | Sequence[Run]]) -> Node:
        return self(
            BlockType.ACTIONS,
            children=[
                self(BlockType.ROW, children=[self(BlockType.CELL, cell) for cell in row]) for row in rows
            ],
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

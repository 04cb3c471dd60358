"""A write-up as a network would publish it, for looking at the pages and for the tests of the PDF."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from facilitator.exporting.pdf import Faces
from facilitator.exporting.pdf.faces import Shelf
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

FACES = Faces.in_folder(Path(__file__).parents[3] / "resources" / "fonts")
SHELF = Shelf(FACES)
OWN = Source(Origin.OWN)
DOCUMENT = Document(
    "d1",
    "g1",
    DocumentKind.WRITE_UP,
    "Dark by agreement",
    subtitle="What was seen and said on a night of walks by people who mend, pay for and sleep beneath street lamps",
    byline="Half Light Network",
    dateline="Skelling Observatory and by telephone\nThursday 16 October 2025",
)


class Maker:
    """Makes nodes with ids of their own."""

    def __init__(self) -> None:
        self._ids = count(1)

    def __call__(
        self,
        kind: BlockType,
        text: str | Sequence[Run] = "",
        *children: Node,
        level: int = 0,
        label: str = "",
        about: str = "",
    ) -> Node:
        body = (Run(text, OWN),) * bool(text) if isinstance(text, str) else tuple(text)
        name = f"block-{next(self._ids)}"
        return Node(Block(name, "d1", kind, body=body, level=level, label=label, about=about), children)

    def heading(self, text: str, level: int = 1, label: str = "") -> Node:
        return self(BlockType.HEADING, text, level=level, label=label)

    def paragraph(self, text: str | Sequence[Run]) -> Node:
        return self(BlockType.PARAGRAPH, text)

    def items(self, kind: BlockType, texts: Sequence[str], title: str = "", label: str = "") -> Node:
        return self(kind, title, *(self(BlockType.ITEM, text) for text in texts), label=label)

    def quote(self, words: str, who: str) -> Node:
        return self(BlockType.PULL_QUOTE, words, self(BlockType.ATTRIBUTION, who))

    def table(self, rows: Sequence[Sequence[str]]) -> Node:
        made = [self(BlockType.ROW, "", *(self(BlockType.CELL, text) for text in row)) for row in rows]
        return self(BlockType.ACTIONS, "", *made)


def tree(
    *nodes: Node, document: Document = DOCUMENT, polls: Mapping[str, Poll] | None = None
) -> DocumentTree:
    return DocumentTree(document, nodes, polls or {})


def run(text: str, *, bold: bool = False, italic: bool = False, link: str = "") -> Run:
    return Run(text, OWN, bold=bold, italic=italic, link=link)


def poll(key: str, options: Sequence[str], counts: Sequence[int], year: int = 2025) -> Poll:
    chosen = tuple(Option(str(at), text) for at, text in enumerate(options))
    result = Result(tuple(counts), base=sum(counts))
    return Poll(key, "g1", "s1", key, "", date(year, 10, 16), chosen, result)


FELT = poll("p1", ["A good deal safer", "A little safer", "Much as it was", "Less safe"], [9, 38, 24, 12])
SWITCH = poll(
    "p2",
    [
        "We look after one already, and have argued about it for two winters without anybody moving away",
        "We would take one tomorrow, if the telephone rang in some other house whenever it failed in the night",
        "Ask in spring",
        "No",
    ],
    [14, 33, 21, 8],
)


def opening(make: Maker) -> list[Node]:
    return [
        make(BlockType.CONTENTS),
        make.heading("Before you read", 2),
        make.paragraph(
            "Half of the gathering took place out of doors, in elevens. What follows is what each walk had to say "
            "when it came in again, beginning with the coldest. Names stand only where their owners said yes."
        ),
    ]


def first_session(make: Maker) -> list[Node]:
    return [
        make.heading("What came back", label="Session 1"),
        make(
            BlockType.STANDFIRST,
            "Every walk was told to look for one thing that a brighter street would have hidden. Stars were "
            "mentioned, though not first.",
        ),
        make.items(
            BlockType.KEY_MESSAGES,
            [
                "Ask the night shift. Whoever walks home at four in the morning has seen more of a street than the "
                "surveyor has.",
                "Dim before you switch off. Eyes need twenty minutes to trust the dark; a parish needs two winters.",
                "Publish the bad nights. One fall, honestly written up, buys more patience than a drawer of charts.",
            ],
            "Key messages",
        ),
        make.paragraph(
            "Chidera Okonjo, who drives the last bus up Skelling Hill, read from a notebook that has lain on the "
            "dashboard since the lamps went down to a third. It lists nineteen hedgehogs, four weddings and an owl "
            "that has learnt the timetable. The year’s notes before that had run to one fox. None of this was "
            "science, the reader said, and three scientists asked at once for a copy."
        ),
        make.quote(
            "‘They sent a man to count the cars. I talked him into counting the bats instead, and he telephoned "
            "home to say that he might be late.’",
            "A neighbour",
        ),
        make.paragraph(
            "Other walks had the same tale to tell, with one reservation. The dark had been kindest wherever a "
            "person with a telephone could be woken to turn a lamp up. Where it belonged to an answering machine in "
            "another county, floodlights had been bought, and neighbours had pointed them at each other."
        ),
        *easy_to_love(make),
    ]


def easy_to_love(make: Maker) -> list[Node]:
    return [
        make.heading("What makes a dim street easy to love", 2),
        make.paragraph("Three pieces of advice came in from the cold, and none is dear:"),
        make.items(
            BlockType.BULLETS,
            [
                "paint the kerbs, the steps and the one bollard that everybody has already met with a shin;",
                "keep a lamp at full strength wherever somebody waits for a bus, a lift or a friend;",
                "walk the length of it with whoever fears it most, at the hour when they fear it, and say little.",
            ],
        ),
        make(
            BlockType.POLL,
            "After a winter of dimmer lamps, how does the walk home feel to those who make it?",
            make.paragraph(
                "Over half of those voting felt safer: 11% a good deal, 46% a little. What they wrote underneath was "
                "drier. Two winters earlier, before a single lamp had been touched, a third had hoped to feel safer "
                "and a quarter had promised to move house."
            ),
            make.paragraph(
                [
                    run("Several asked who had been counted as "),
                    run("those who make it", italic=True),
                    run(", and whether cleaners were. The walk along the canal recommended "),
                    run(
                        "a plain account of one bad winter", link="https://example.org/guides/one-bad-winter"
                    ),
                    run(" that a night-time nursery had put together with its porters."),
                ]
            ),
            about="p1",
            label="Poll",
        ),
    ]


def second_session(make: Maker) -> list[Node]:
    return [
        make.heading("Whose hand is on the switch", label="Session 2"),
        make(
            BlockType.STANDFIRST,
            "Three places now let neighbours turn a lamp up or down. Each had been asked to bring its complaints as "
            "well as its switch.",
        ),
        make.paragraph(
            "Best remembered was the tale of a crescent. Its lamps had been set from an office two hundred miles "
            "off, by somebody who knew it only as a column of figures. Last March the box was unlocked and a rota "
            "pinned inside the lid. Since then the crescent has turned itself down twice, quarrelled once and made a "
            "short film about moths."
        ),
        make.paragraph(
            "Not every switch was welcome. One parish had begged for years, was sent its switch on a wet Monday and "
            "found the bill in the same box. It returned both, with a drawing of a candle."
        ),
        make.quote("‘A light that nobody may turn off is not a lamp. It is a policy.’", "A parish clerk"),
        make(
            BlockType.POLL,
            "Would your street look after a switch of its own?",
            make.paragraph("Fewer than one in five had one already; more than two in five would take one."),
            about="p2",
            label="Poll",
        ),
        make.heading("The walk that turned back", 3),
        make(
            BlockType.CALLOUT,
            "One walk came in early and cross. Darkness, it said, is agreed by those who are asleep in it.",
        ),
    ]


def closing(make: Maker) -> list[Node]:
    quotes = [
        (
            "‘Thirty years under that lamp, and I had never seen my own front step by moonlight.’",
            "A participant",
        ),
        ("‘Please turn mine down last. I rather like to be envied while I am reading.’", "A night nurse"),
        ("‘Eleven grown people stood in a car park and looked up. Put that in your report.’", ""),
    ]
    wall = [
        make(BlockType.ITEM, words, *([make(BlockType.ATTRIBUTION, who)] if who else []))
        for words, who in quotes
    ]
    return [
        make.heading("Overheard at the gate", 2),
        make(BlockType.QUOTE_WALL, "", *wall, label="Chalked on the observatory door"),
        *promises(make),
        make.heading("Who took part"),
        make.paragraph("Thirty-one more asked to be left in the dark, and have been."),
        make.items(BlockType.PEOPLE, PEOPLE),
        make.paragraph("* walk only   ** by telephone. Nobody spoke for an employer."),
        make.heading("How these notes were made", 2),
        make.paragraph(
            [
                run(
                    "Pieced together by three owls out of eleven damp notebooks, and read over by all who appear "
                ),
                run("under their own names", bold=True),
                run(". Mistakes: "),
                run("lamps@example.org", link="mailto:lamps@example.org"),
                run(
                    ". Every notebook, as it was: https://example.org/nights/2025/autumn/dark-by-agreement/eleven-notebooks"
                ),
            ]
        ),
        make(BlockType.SIGN_OFF, "Elin Haf Rowlands and Chidera Okonjo\nfor the Half Light Network 🦉"),
    ]


def promises(make: Maker) -> list[Node]:
    return [
        make.heading("What we promised"),
        make.paragraph(
            "Those named below put up their hands while the cocoa was still hot. They will be asked about it in May, "
            "by torchlight, and those who forgot will be asked first."
        ),
        make.table(
            [
                ("Action", "Who", "By"),
                (
                    "List the lamps that nobody would miss, and walk past each of them twice",
                    "Elin Haf Rowlands",
                    "December",
                ),
                (
                    "Print the recipe for kerb paint on one page that rain cannot hurt",
                    "Owl Watch and Quarry Crescent",
                    "January",
                ),
                (
                    "Find a second telephone, and a light sleeper to go with it",
                    "Jadwiga Łęczycka",
                    "February",
                ),
                (
                    "Plan a walk for night staff that ends in breakfast",
                    "Despina Kallergi (Δέσποινα)",
                    "February",
                ),
            ]
        ),
    ]


PEOPLE = [
    "Aoife Brannigan, Saturday Moth Trap",
    "Bledri Tŷ Isaf**, Cymdeithas Sêr y Cwm",
    "Chidera Okonjo, Last Bus Drivers’ Co-operative",
    "Despina Kallergi (Δέσποινα Καλλέργη), Skelling Observatory",
    "Đorđe Stanić, Second Hand Lamps",
    "Elin Haf Rowlands, Half Light Network",
    "Fionnuala O’Shea",
    "Gunnhild Bjørnstad, Two Wheels After Dark",
    "Halyna Мельник, Ward Seven by Night",
    "Ifor Gethin, Wexley Borough Council",
    "Jadwiga Łęczycka, Owl Watch",
    "Kirsty Muir, Wexley Borough Council",
    "Lê Thị Bích Ngọc, Night Market Traders",
    "Mirela Popa, Ward Seven by Night",
    "Olwen Sharrock",
    "Perpetua Nyambura, Friends of the Plane Trees",
    "Quentin Ashby*, the Worshipful Lamplighters and Linkmen of Wexley",
    "Rasmus Vind**, Two Wheels After Dark",
    "Sunniva Hale, Wexley Street Pastors",
    "Zbigniew Żuraw, Quarry Crescent",
]


def write_up() -> DocumentTree:
    make = Maker()
    nodes = [*opening(make), *first_session(make), *second_session(make), *closing(make)]
    return tree(*nodes, polls={"p1": FELT, "p2": SWITCH})

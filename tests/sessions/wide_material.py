"""The invented gathering at full width: a draft that was circulated, surveys, figures, aims, cited words, old polls."""

from dataclasses import replace
from datetime import date
from typing import Any

from sessions.agenda import Part, PartKind, Session
from sessions.aims import Aim, Outcome
from sessions.breakouts import Group, GroupKind, Seat
from sessions.citations import Citation
from sessions.document import Block, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.figures import Figure
from sessions.network import StandingText
from sessions.polls import Option, Poll, Result
from sessions.surveys import Survey
from tests.sessions.test_compose_material import GROUPS, PEOPLE, SEATS, SESSION, TALK

OWN = Source(Origin.OWN)
DRAFT = Document(
    "draft", "g", DocumentKind.DRAFT, "Before we cross", circulated=date(2027, 1, 10),
    circulated_to="all ferrymen",
)  # fmt: skip
LATER = Session("s2", "day", "s2", "Paying for it", "tolls", rank="2", question="Who pays?", length=30)
LAST = Session("s3", "day", "s3", "Goodbyes", rank="3")
SESSIONS = (SESSION, LATER, LAST)
LATER_GROUPS = (
    Group("east", "s2", "east", "East bank", topic="Tolls in winter", leads=("cy",), rank="1"),
    Group("west", "s2", "west", "West bank", rank="2"),
    Group("loose", "s3", "loose", "Loose ends", rank="1"),
    Group("asked", "s1", "asked", "Comments", GroupKind.SURVEY, rank="9", survey="before"),
)
LATER_SEATS = tuple(
    Seat(f"{group.id}-{person.id}", group.id, person.name, person=person.id)
    for group in LATER_GROUPS
    for person in PEOPLE
)
PARTS = (TALK, Part("bye", "s3", PartKind.SPEAKER, "", 5, ("dee",), rank="1"))
SURVEY = Survey(
    "before", "g", "before", "What ferrymen told us", asked_of="everybody with an oar", sent_to=1400,
    answered_by=336, opened=date(2026, 12, 1), closed=date(2026, 12, 14), source="paper slips",
)  # fmt: skip
OPTIONS = (Option("yes", "Yes"), Option("no", "No"))
ASKED = Poll(
    "asked", "g", "", "asked", "Do you row?", date(2026, 12, 14), OPTIONS, Result((200, 136)), survey="before"
)
FIGURES = (
    Figure("f1", "net", "members", "members", 1412, date(2027, 1, 1), source="the ledger"),
    Figure("f2", "net", "members", "members", 1367, date(2026, 1, 2)),
    Figure("f3", "net", "members", "members", 998, date(2025, 1, 1)),
)
AIMS = (
    Aim("a1", "net", "paint every landing", "the last crossing", date(2026, 2, 4), outcome=Outcome.DONE,
        became="all nine are green", rank="1"),
    Aim("a2", "net", "find a second bell", "the last crossing", date(2026, 2, 4), by="spring",
        condition="money for brass", rank="2"),
    Aim("a3", "net", "teach forty people to row", "Winter crossing", rank="3", by="June"),
)  # fmt: skip
CITATIONS = (
    Citation("c1", "g", "A river is a road that moves", "Iris Hale", "The Long Lane", link="https://x.test"),
    Citation("c2", "g", "Pay the oar before the boat.", "Nat Brook", "Small Coins", session="s2"),
)
TEXTS = (
    StandingText("t1", "net", "vision", "What we hope for", "Every bank has a boat.\n\nAnd a bell."),
    StandingText("t2", "net", "principles", "How we work", "We hold to these:\n- Row first.\n- Then talk."),
)


def drafted(*parts: Any) -> tuple[Block, ...]:
    """Return the blocks of a draft: ``(type, text, level, about)`` or a list of items."""
    made: list[Block] = []
    for at, part in enumerate(parts):
        rank = f"{at:03}"
        if isinstance(part, list):
            made.append(Block(f"d{at}", "draft", BlockType.BULLETS, rank=rank))
            for place, item in enumerate(part):
                body = (Run(item, OWN),)
                made.append(Block(f"d{at}-{place}", "draft", BlockType.ITEM, f"d{at}", str(place), body))
            continue
        kind, body, level, about = (*part, 0, "")[:4] if len(part) == 2 else (*part, "")[:4]
        runs = (Run(body, OWN),) if isinstance(body, str) else body
        made.append(Block(f"d{at}", "draft", kind, rank=rank, body=runs, level=level, about=about))
    return tuple(made)


BLOCKS = drafted(
    (BlockType.HEADING, "Before we cross", 1),
    (BlockType.PARAGRAPH, "We carried more people than ever."),
    (BlockType.HEADING, "On keeping", 2, "s1"),
    (BlockType.PARAGRAPH, (Run("A boat is ", OWN), Run("kept", OWN, bold=True), Run(" by use.", OWN))),
    (BlockType.HEADING, "In winter", 3),
    ["Ice comes early.", "Ropes freeze."],
    (BlockType.HEADING, "What is left", 2),
    (BlockType.PARAGRAPH, "Bells, mostly."),
)


def wide(**records: Any) -> dict[str, Any]:
    """Return the records at full width, some of them replaced."""
    made: dict[str, Any] = {
        "sessions": SESSIONS, "groups": (*GROUPS, *LATER_GROUPS), "seats": (*SEATS, *LATER_SEATS),
        "parts": PARTS, "surveys": (SURVEY,), "polls": (ASKED,), "figures": FIGURES, "aims": AIMS,
        "citations": CITATIONS, "standing_texts": TEXTS, "draft": DRAFT, "draft_blocks": BLOCKS,
    }  # fmt: skip
    return {**made, **records}


def moved(poll: Poll, year: int, **fields: Any) -> Poll:
    """Return a poll as it was put in another year."""
    day = poll.taken.replace(year=year)
    return replace(poll, **{"id": f"{poll.key}-{year}", "taken": day, "session": "", "repeats": "", **fields})

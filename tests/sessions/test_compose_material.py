"""An invented gathering to compose from, and the order in which its records are told."""

import itertools
import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sessions.agenda import Part, PartKind, Session
from sessions.breakouts import Group, GroupKind, Seat
from sessions.compose import Draft, Material, compose
from sessions.compose_material import Index
from sessions.document import Block, BlockType
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note, NoteKind, Span
from sessions.people import Attendance, Level, Listing, Person

RESOURCES = Path(__file__).parents[2] / "resources"


class Recorded(Mapping[str, str]):
    """Templates that remember which of them were read."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> str:
        text = self._texts[name]
        self.read.add(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


TEMPLATES = Recorded(tomllib.loads((RESOURCES / "templates/en/write-up.toml").read_text("utf-8")))

NETWORK = Network(
    "net", "Ferrymen", "Ferrymen keeps small crossings open.", ("Every river has a crossing.",), ("ada",)
)
GATHERING = Gathering("g", "net", "Winter crossing", "Who rows?")
OCCASION = Occasion(
    "day", "g", "day", "The day", date(2027, 2, 3), place="Online", ground_rule=GroundRule.NAMED_WITH_PERMISSION,
    announced_by="ada", rank="1",
)  # fmt: skip
STRANDS = (Strand("tides", "net", "TI", "Tides", rank="1"), Strand("tolls", "net", "TO", "Tolls", rank="2"))
PEOPLE = (
    Person("ada", "Ada Quill", organisation="Ferrymen", pronouns="she/her"),
    Person(
        "bo", "Bo Marsh", organisation="Reed Quay", role="Warden", sector="harbours", pronouns="they/them"
    ),
    Person("cy", "Cyprian Oake", organisation="Otter Landing"),
    Person("dee", "Dee Van Loon", sort_name="Van Loon", organisation="Salt Steps", sector="councils"),
    Person("eve", "Eve Tarn", listed_as=Listing.NAME, organisation="Mill Race"),
    Person("fay", "Fay Holm", listed_as=Listing.NOT_LISTED, quoted_as=Level.ANONYMOUS),
)
SESSION = Session(
    "s1", "day", "s1", "Keeping a crossing", "tides", ("bo",), "ada", "Who keeps the boat?",
    "Boats are leaving the water.", ("Two crossings closed last year.",), rank="1",
)  # fmt: skip
TALK = Part("talk", "s1", PartKind.SPEAKER, "The last oar", 10, ("bo",), rank="1")
GROUPS = (
    Group("all", "s1", "all", "Everybody", GroupKind.PLENARY, rank="1"),
    Group("chat", "s1", "chat", "The chat", GroupKind.CHAT, rank="2"),
    Group("north", "s1", "north", "North bank", note_taker="eve", rank="3"),
    Group("south", "s1", "south", "South bank", note_taker="fay", rank="4"),
    Group("isle", "s1", "isle", "The isle", rank="5"),
)
SEATS = tuple(
    Seat(f"{group.id}-{person.id}", group.id, person.name, person=person.id)
    for group in GROUPS
    for person in PEOPLE
)


class Notebook:
    """Makes notes, one after another."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self.notes: list[Note] = []
        self.levels: dict[str, Level] = {}

    def keep(
        self,
        group: str,
        words: str,
        kind: NoteKind = NoteKind.POINT,
        *,
        by: str = "",
        exact: str = "",
        level: Level | None = None,
        **fields: Any,
    ) -> str:
        """Keep a line; ``exact`` is the stretch of it in quotation marks."""
        number = next(self._ids)
        start = words.find(exact) if exact else -1
        spans = (Span(start, start + len(exact)),) if exact else ()
        said_by = f"{group}-{by}" if by else ""
        note = Note(f"n{number:03}", group, words, kind, spans, said_by, rank=f"{number:05}", **fields)
        self.notes.append(note)
        if exact:
            self.levels[note.id] = Level.ANONYMOUS
        if level is not None:
            self.levels[note.id] = level
        return note.id

    def quote(self, group: str, words: str, kind: NoteKind = NoteKind.QUOTE, **fields: Any) -> str:
        """Keep a line that is nothing but a quotation."""
        return self.keep(group, words, kind, exact=words, **fields)

    def material(self, **records: Any) -> Material:
        """Return the notes with the invented gathering around them, some of its records replaced."""
        made = Material(
            NETWORK,
            GATHERING,
            strands=STRANDS,
            occasions=(OCCASION,),
            sessions=(SESSION,),
            parts=(TALK,),
            groups=GROUPS,
            seats=SEATS,
            people=PEOPLE,
            attendances=tuple(Attendance(f"at-{one.id}", "day", one.id) for one in PEOPLE),
            notes=tuple(self.notes),
            words_ops={note.id: f"op-{note.id}" for note in self.notes},
            levels=self.levels,
        )
        return replace(made, **records)

    def draft(self, **records: Any) -> Draft:
        """Return the draft of it."""
        return compose(self.material(**records), TEMPLATES)


def texts(draft: Draft, kind: BlockType | None = None) -> list[str]:
    """Return the words of the blocks of a type."""
    return [block.text for block in draft.blocks if block.body and kind in {None, block.type}]


def whole(draft: Draft) -> str:
    """Return all words of a draft."""
    return "\n".join(texts(draft))


def items_after(draft: Draft, lead: str) -> list[str]:
    """Return the items of the list that follows a paragraph."""
    at = next(at for at, block in enumerate(draft.blocks) if block.text == lead)
    found = draft.blocks[at + 1]
    return [block.text for block in draft.blocks if block.parent == found.id]


def below(draft: Draft, kind: BlockType) -> list[Block]:
    """Return the blocks inside the first block of a type."""
    top = next(block for block in draft.blocks if block.type is kind)
    return [block for block in draft.blocks if block.parent == top.id]


def test_lists_stand_in_the_order_of_their_ranks() -> None:
    book = Notebook()
    book.keep("north", "first")
    book.keep("north", "second")
    material = book.material(standing_texts=(
        StandingText("t2", "net", "about", "About", "New words", 2),
        StandingText("t1", "net", "about", "About", "Old words", 1),
    ))  # fmt: skip
    dice = random.Random(7)
    names = ("groups", "seats", "notes", "parts", "people", "sessions", "strands")
    shuffled: dict[str, Any] = {
        name: tuple(dice.sample(found := getattr(material, name), len(found))) for name in names
    }
    index = Index(replace(material, **shuffled))
    assert list(index.groups) == ["all", "chat", "north", "south", "isle"]
    assert [note.words for note in index.notes_of(index.groups["north"])] == ["first", "second"]
    assert [group.id for group in index.groups_of(SESSION)] == ["north", "south", "isle"]
    assert index.handed_in(SESSION) == 1
    text = index.standing_text("about")
    assert text is not None
    assert text.words == "New words"
    assert index.standing_text("vision") is None


def test_session_of_no_occasion_is_not_told() -> None:
    book = Notebook()
    lost = book.keep("north", "somewhere else")
    index = Index(book.material(sessions=(replace(SESSION, occasion="none"),)))
    assert not index.sessions
    assert not index.groups
    draft = book.draft(sessions=(replace(SESSION, occasion="none"),))
    assert draft.unused == {lost: "no session it belongs to"}


def test_announced_are_those_of_the_parts_then_those_who_lead() -> None:
    book = Notebook()
    parts = (
        TALK,
        Part("poll", "s1", PartKind.POLL, people=("eve",), rank="2"),
        Part("end", "s1", PartKind.REFLECTIONS, people=("cy", "nobody"), rank="3"),
    )
    index = Index(book.material(parts=parts, sessions=(replace(SESSION, led_by=("dee", "bo")),)))
    assert index.announced(index.sessions[0]) == ("bo", "cy", "dee")

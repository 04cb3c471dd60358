"""A write-up by theme: what belongs to a strand stands under it, every line in one place, the rest after them."""

from dataclasses import replace
from typing import Any

from sessions.agenda import Part, PartKind
from sessions.breakouts import GroupKind
from sessions.compose import Draft, compose
from sessions.document import Arrangement, Block, BlockType
from sessions.gathering import GroundRule
from sessions.notes import NoteKind
from sessions.people import Level, Listing
from tests.sessions.test_compose_material import (
    OCCASION,
    PEOPLE,
    SEATS,
    SESSION,
    STRANDS,
    Notebook,
    items_after,
    texts,
    whole,
)
from tests.sessions.test_compose_material import TEMPLATES as FIXED
from tests.sessions.wide_material import LAST, LATER, LATER_GROUPS, LATER_SEATS, PARTS, SESSIONS, wide

POINTS = "Among much else, people said this:"
TITLES = ("Tides", "Tolls", "Beyond the themes", "Closing remarks")


def by_theme(book: Notebook, **records: Any) -> Draft:
    return compose(book.material(**wide(**records)), FIXED, Arrangement.BY_THEME)


def under(draft: Draft, title: str) -> list[Block]:
    """Return the blocks of a section, those inside others among them."""
    tops = [
        at for at, block in enumerate(draft.blocks) if block.type is BlockType.HEADING and block.level == 1
    ]
    start = next(at for at in tops if draft.blocks[at].text == title)
    end = next((at for at in tops if at > start), len(draft.blocks))
    return list(draft.blocks[start:end])


def said(draft: Draft, title: str, kind: BlockType | None = None) -> list[str]:
    return [block.text for block in under(draft, title) if block.body and kind in {None, block.type}]


def places(draft: Draft, note: str) -> list[str]:
    return [
        title
        for title in TITLES
        if title in texts(draft) and {block.id for block in under(draft, title)} & set(draft.used[note])
    ]


def test_themes_stand_in_the_networks_order_with_question_and_label_of_the_strand() -> None:
    asked = (replace(STRANDS[0], question="What does the water do?"), STRANDS[1])
    draft = by_theme(Notebook(), strands=asked)
    assert draft.document.arrangement is Arrangement.BY_THEME
    heads = [block for block in draft.blocks if block.type is BlockType.HEADING and block.level == 1]
    titles = [block.text for block in heads]
    assert titles.index("Tides") < titles.index("Tolls") < titles.index("Closing remarks")
    assert next(block.about for block in heads if block.text == "Tides") == "tides"
    assert said(draft, "Tides", BlockType.STANDFIRST) == ["What does the water do?"]
    assert not said(draft, "Tolls", BlockType.STANDFIRST)


def test_what_was_there_before_is_carried_under_the_theme_of_its_session() -> None:
    told = said(by_theme(Notebook()), "Tides")
    assert "A boat is kept by use." in told
    assert "The session ‘Keeping a crossing’ asked: Who keeps the boat?" in told
    assert "Two crossings closed last year." in told
    assert any(text.startswith("Bo Marsh from Reed Quay opened the session") for text in told)
    assert "‘Pay the oar before the boat.’" in said(by_theme(Notebook()), "Tolls")


def test_question_of_a_session_that_is_the_strands_own_is_not_asked_twice() -> None:
    same = (replace(STRANDS[0], question="Who keeps the boat?"), STRANDS[1])
    draft = by_theme(Notebook(), strands=same)
    assert "There was a session under the title ‘Keeping a crossing’." in said(draft, "Tides")
    assert whole(draft).count("Who keeps the boat?") == 1


def test_lines_go_by_their_tag_and_else_by_their_session() -> None:
    book = Notebook()
    found = {
        book.keep("north", "the tide is late"): ["Tides"],
        book.keep("north", "ferries cost more", strands=("tolls",)): ["Tolls"],
        book.keep("east", "ice is free", strands=("unknown", "tides")): ["Tides"],
        book.keep("east", "pay in spring"): ["Tolls"],
        book.keep("loose", "bring soup"): ["Beyond the themes"],
        book.keep("loose", "bring coins", strands=("tolls",)): ["Tolls"],
    }
    draft = by_theme(book)
    assert {note: places(draft, note) for note in found} == found


def test_announced_speakers_have_a_paragraph_each() -> None:
    book = Notebook()
    book.keep("all", "the river is wide", by="bo")
    book.keep("all", "the toll is high", by="cy")
    parts = (*PARTS, Part("short", "s1", PartKind.CONTRIBUTIONS, people=("cy",), rank="2"))
    draft = by_theme(book, parts=parts)
    told = said(draft, "Tides", BlockType.PARAGRAPH)
    assert told[-2:] == [
        "The river is wide, Bo said.",
        "The toll is high, Cyprian Oake from Otter Landing said.",
    ]


def test_a_talk_stays_whole_with_its_session_and_without_a_strand_goes_by_tags() -> None:
    book = Notebook()
    note = book.keep("all", "the river is wide", by="bo", strands=("tolls",))
    assert places(by_theme(book), note) == ["Tides"]
    bare = (replace(SESSION, strand=""), LATER, LAST)
    assert places(by_theme(book, sessions=bare), note) == ["Tolls"]


def test_groups_bring_back_what_they_chose_in_its_order_else_their_key_messages() -> None:
    book = Notebook()
    book.keep("east", "ring the bell", NoteKind.KEY_MESSAGE)
    book.keep("east", "second thing", report_rank="b")
    book.keep("east", "first thing", report_rank="a")
    book.keep("west", "paint it", NoteKind.KEY_MESSAGE)
    book.keep("west", "and row")
    draft = by_theme(book)
    told = said(draft, "Tolls")
    at = told.index("What the groups brought back")
    assert told[at:] == [
        "What the groups brought back",
        "East bank",
        "Cyprian Oake led this group. Its topic: ‘Tolls in winter’.",
        "This is what it brought back:",
        "First thing.",
        "Second thing.",
        "West bank",
        "This is what it brought back:",
        "Paint it.",
        "Key messages",
        "Ring the bell.",
    ]
    assert items_after(draft, POINTS) == ["And row."]


def test_nobody_stands_beside_what_a_group_brought_back() -> None:
    book = Notebook()
    book.quote("east", "Ring it.", by="dee", level=Level.NAMED, report_rank="a")
    book.quote("east", "Row it.", by="bo", level=Level.SECTOR, report_rank="b")
    book.keep("east", "asked who rings", by="dee", level=Level.NAMED, report_rank="c")
    draft = by_theme(book)
    assert items_after(draft, "This is what it brought back:") == [
        "‘Ring it.’",
        "‘Row it.’",
        "One person asked who rings.",
    ]
    told = compose(book.material(**wide()), FIXED)
    assert "‘Ring it.’ (Dee Van Loon, Salt Steps)" in texts(told)


def test_what_is_chosen_but_stands_elsewhere_is_not_told_twice() -> None:
    book = Notebook()
    action = book.keep("east", "ring it", NoteKind.ACTION, report_rank="a")
    draft = by_theme(book)
    assert places(draft, action) == ["Tolls"]
    assert "This is what it brought back:" not in said(draft, "Tolls")


def leads(draft: Draft) -> list[str]:
    return [text for text in texts(draft) if "led this group" in text or "topic of this group" in text]


def test_leaders_of_a_group_are_named_only_as_they_and_the_rule_allow() -> None:
    book = Notebook()
    book.keep("east", "row")
    alone = (replace(LATER_GROUPS[0], topic=""), *LATER_GROUPS[1:])
    assert leads(by_theme(book, groups=alone)) == ["Cyprian Oake led this group."]
    closed = replace(OCCASION, ground_rule=GroundRule.CHATHAM_HOUSE)
    topic = ["The topic of this group: ‘Tolls in winter’."]
    assert leads(by_theme(book, occasions=(closed,))) == topic
    for change in ({"quoted_as": Level.ROLE}, {"listed_as": Listing.NOT_LISTED}):
        people = tuple(replace(one, **change) if one.id == "cy" else one for one in PEOPLE)
        assert leads(by_theme(book, people=people)) == topic
    shy = tuple(replace(one, is_not_to_be_named=one.id == "east-cy") for one in LATER_SEATS)
    assert leads(by_theme(book, seats=(*SEATS, *shy))) == topic
    assert leads(by_theme(book, people=PEOPLE[:2])) == topic
    nobody = (replace(LATER_GROUPS[0], topic="", leads=()), *LATER_GROUPS[1:])
    assert not leads(by_theme(book, groups=nobody))
    assert "East bank" not in texts(by_theme(book, groups=nobody), BlockType.HEADING)


def test_group_of_a_session_without_a_strand_stands_where_most_of_its_lines_do() -> None:
    book = Notebook()
    book.keep("loose", "one", strands=("tolls",))
    book.keep("loose", "two", strands=("tolls",))
    book.keep("loose", "three", strands=("tides",))
    message = book.keep("loose", "bring soup", NoteKind.KEY_MESSAGE)
    assert places(by_theme(book), message) == ["Tolls"]
    other = Notebook()
    lost = other.keep("loose", "bring soup", NoteKind.KEY_MESSAGE, strands=("unknown",))
    assert places(by_theme(other), lost) == ["Beyond the themes"]


def test_reflections_questions_agreement_and_who_will_do_it_stand_under_the_theme() -> None:
    book = Notebook()
    book.keep("all", "heard three groups", NoteKind.REFLECTION, by="dee")
    book.keep("north", "came tired", NoteKind.REFLECTION)
    book.keep("north", "who rows", NoteKind.QUESTION)
    book.keep("north", "yes, we do")
    book.keep("north", "ring the bell", NoteKind.DECISION)
    book.keep("south", "ring the bell", NoteKind.DECISION)
    book.keep("isle", "not for us", NoteKind.DISAGREEMENT)
    book.keep("isle", "buy a rope", NoteKind.ACTION, owner="isle-cy", due="May")
    end = Part("end", "s1", PartKind.REFLECTIONS, people=("dee", "eve"), rank="3")
    draft = by_theme(book, parts=(PARTS[0], end))
    told = said(draft, "Tides")
    assert told[told.index("Wider reflections") :] == [
        "Wider reflections",
        "Dee Van Loon from Salt Steps had been asked to listen, and to say at the end what they had heard.",
        "Dee heard three groups.",
        "Looking back, people said:",
        "Came tired.",
        "Questions people asked",
        "Where somebody had an answer, it is here too.",
        "Who rows? The answer: yes, we do.",
        "What was agreed, and what was not",
        "This was agreed in more than one group:",
        "Ring the bell. Most groups (two of three) said so, each on its own.",
        "Not everybody went along with everything, and that belongs here too:",
        "One group had its doubts: not for us.",
        "Who will do what",
        "One thing was taken on:",
        *("What", "Who", "By when", "Buy a rope", "Cyprian Oake", "May"),
    ]
    assert "One thing was taken on:" not in said(draft, "What happens next")


def test_claims_are_held_against_the_groups_of_the_sessions_in_which_it_was_said() -> None:
    book = Notebook()
    for group in ("north", "east"):
        book.keep(group, "ring the bell", strands=("tides",))
    for group in ("south", "isle", "west"):
        book.keep(group, f"something from {group}", strands=("tolls",))
    book.keep("loose", "nothing about it")
    draft = by_theme(book)
    assert "Ring the bell. Two groups said so, each on its own." in said(draft, "Tides")


def test_what_groups_turned_to_of_their_own_accord_is_told_with_their_number() -> None:
    book = Notebook()
    for group in ("north", "south", "isle"):
        book.keep(group, f"the {group} toll is high", strands=("tolls",))
    book.keep("east", "so it is", strands=("tolls",))
    book.keep("north", "marked", strands=("tolls",), is_worth_quoting=True)
    book.keep("all", "to everybody", strands=("tolls",))
    draft = by_theme(book)
    told = said(draft, "Tolls")
    assert told[told.index("In the discussion") + 1 :] == [
        "Most groups (three of four) turned to this, each on its own:",
        "The north toll is high.",
        "The south toll is high.",
        "The isle toll is high.",
        POINTS,
        "To everybody.",
        "So it is.",
        "Some lines were marked, while people talked, as worth keeping:",
        "Marked.",
        "What the groups brought back",
        "East bank",
        "Cyprian Oake led this group. Its topic: ‘Tolls in winter’.",
    ]


def test_closing_remarks_come_after_everything_else() -> None:
    book = Notebook()
    note = book.keep("loose-all", "the boat is ours", by="dee")
    rooms = (*wide()["groups"], replace(LATER_GROUPS[2], id="loose-all", kind=GroupKind.PLENARY))
    seats = (*wide()["seats"], replace(LATER_SEATS[0], id="loose-all-dee", group="loose-all", person="dee"))
    draft = by_theme(book, groups=rooms, seats=seats)
    assert said(draft, "Closing remarks") == [
        "Closing remarks",
        "Dee Van Loon from Salt Steps had the last word.",
        "The boat is ours, Dee said.",
    ]
    assert places(draft, note) == ["Closing remarks"]
    assert "Goodbyes" not in whole(draft)
    told = by_theme(book, sessions=SESSIONS, parts=PARTS[:1])
    assert "There was a session under the title ‘Goodbyes’." in said(told, "Beyond the themes")


def test_ids_of_the_two_arrangements_differ() -> None:
    book = Notebook()
    first, second = book.draft(**wide()), by_theme(book)
    assert first.document.id != second.document.id
    assert not {block.id for block in first.blocks} & {block.id for block in second.blocks}

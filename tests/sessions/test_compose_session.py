"""A session in print: who opened it, what groups had in common, what was agreed and who did not go along."""

from dataclasses import replace

from sessions.agenda import Part, PartKind
from sessions.breakouts import GroupKind
from sessions.compose import Draft
from sessions.document import BlockType
from sessions.gathering import GroundRule
from sessions.network import Strand
from sessions.notes import NoteKind
from sessions.people import Level
from tests.sessions.test_compose_material import (
    GROUPS,
    OCCASION,
    PEOPLE,
    SESSION,
    STRANDS,
    TALK,
    Notebook,
    below,
    items_after,
    texts,
    whole,
)

END = Part("end", "s1", PartKind.REFLECTIONS, people=("cy", "dee"), rank="9")


def introduction(draft: Draft) -> str:
    at = next(at for at, block in enumerate(draft.blocks) if block.about == "s1")
    return next(block.text for block in draft.blocks[at:] if block.type is BlockType.PARAGRAPH)


def test_session_opens_with_question_speaker_and_what_was_known() -> None:
    draft = Notebook().draft()
    heading = next(block for block in draft.blocks if block.level == 1)
    assert (heading.text, heading.label) == ("Keeping a crossing", "Tides")
    assert texts(draft, BlockType.STANDFIRST) == ["Who keeps the boat?"]
    assert introduction(draft) == (
        "Bo Marsh from Reed Quay opened the session under the title ‘The last oar’, with Ada Quill in the chair. "
        "Boats are leaving the water."
    )
    assert items_after(draft, "What the network knew already:") == ["Two crossings closed last year."]


def test_session_with_less_to_say() -> None:
    book = Notebook()
    bare = replace(SESSION, strand="", led_by=(), question="", why_now="", learnt=())
    assert introduction(book.draft(sessions=(bare,), parts=())) == "Ada Quill took the chair."
    untitled = replace(TALK, title="")
    alone = replace(SESSION, chaired_by="bo")
    assert introduction(book.draft(sessions=(alone,), parts=(untitled,))).startswith(
        "Bo Marsh from Reed Quay opened the session. "
    )
    silent = replace(bare, chaired_by="")
    draft = book.draft(sessions=(silent,), parts=())
    assert not texts(draft, BlockType.STANDFIRST)
    assert "opened the session" not in whole(draft)


def test_leader_opens_where_no_speaker_was_planned() -> None:
    draft = Notebook().draft(parts=())
    assert introduction(draft).startswith("Bo Marsh from Reed Quay opened the session, with Ada Quill")


def test_talk_is_prose_with_the_last_quotation_set_large() -> None:
    book = Notebook()
    book.keep("all", "Reed Quay has one boat left", by="bo")
    book.keep("all", "kept the oars in the church", by="bo")
    book.quote("all", "Nobody steals an oar.", by="bo", level=Level.NAMED)
    book.keep("all", "sold the tickets", by="bo")
    book.quote("all", "Would you?", by="bo", level=Level.NAMED)
    for number in range(5):
        book.keep("all", f"Winter {number} was hard", by="bo")
    book.quote("all", "A boat is a promise.", by="bo", level=Level.NAMED)
    draft = book.draft()
    talk = [text for text in texts(draft, BlockType.PARAGRAPH) if "Bo" in text or "they" in text]
    assert talk[-2:] == [
        "Reed Quay has one boat left, Bo said. They kept the oars in the church. As they put it: ‘Nobody steals an "
        "oar.’ They sold the tickets. As they put it: ‘Would you?’",
        "Winter 0 was hard, Bo said. Winter 1 was hard. Winter 2 was hard. Winter 3 was hard. Winter 4 was hard.",
    ]
    assert texts(draft, BlockType.PULL_QUOTE) == ["‘A boat is a promise.’"]
    assert texts(draft, BlockType.ATTRIBUTION) == ["Bo Marsh, Reed Quay"]


def test_marked_quotation_is_pulled_before_the_last() -> None:
    book = Notebook()
    book.quote("all", "Row.", by="bo", level=Level.NAMED, is_worth_quoting=True)
    book.quote("all", "Rest.", by="bo", level=Level.NAMED)
    assert texts(book.draft(), BlockType.PULL_QUOTE) == ["‘Row.’"]


def test_quotations_of_a_talk_take_turns() -> None:
    book = Notebook()
    for words in ("One.", "Two.", "Three.", "Four."):
        book.quote("all", words, by="bo", level=Level.NAMED)
    assert "As Bo put it: ‘One.’ ‘Two’, they said. The words they chose: ‘Three.’" in whole(book.draft())


def test_talk_that_is_answered() -> None:
    book = Notebook()
    book.keep("all", "the river is rising", by="bo")
    book.keep("all", "that was so last year", by="cy")
    assert "The river is rising, Bo said. Somebody replied: that was so last year." in whole(book.draft())


def test_surname_stands_where_no_pronoun_was_told_and_shared_names_stay_whole() -> None:
    book = Notebook()
    book.keep("all", "saw a boat sink", by="dee")
    book.keep("all", "took the rope", by="dee")
    twin = replace(PEOPLE[2], name="Dee Oake")
    people = (*PEOPLE[:2], twin, *PEOPLE[3:])
    draft = book.draft(parts=(TALK, END))
    assert "Dee saw a boat sink. Van Loon took the rope." in whole(draft)
    assert "Dee Van Loon saw a boat sink." in whole(book.draft(parts=(TALK, END), people=people))


def test_speaker_who_prefers_not_to_be_named_is_heard_without_a_name() -> None:
    book = Notebook()
    book.keep("all", "the river is wide", by="fay")
    draft = book.draft(sessions=(replace(SESSION, led_by=("fay",)),), parts=())
    assert introduction(draft).startswith("A speaker who prefers not to be named opened the session")
    assert "Fay" not in whole(draft)
    on_record = replace(OCCASION, ground_rule=GroundRule.ON_THE_RECORD)
    book.levels[book.notes[0].id] = Level.NAMED
    told = book.draft(sessions=(replace(SESSION, led_by=("fay",)),), parts=(), occasions=(on_record,))
    assert "Fay" not in whole(told)
    book.keep("all", "kept a list", by="fay", level=Level.NAMED)
    assert "The speaker kept a list." in whole(
        book.draft(sessions=(replace(SESSION, led_by=("fay",)),), parts=(), occasions=(on_record,))
    )


def test_invited_people_are_told_in_turn_and_nobody_twice() -> None:
    book = Notebook()
    book.keep("all", "the river is wide", by="cy")
    book.keep("all", "heard three groups", NoteKind.REFLECTION, by="dee")
    contributions = Part("short", "s1", PartKind.CONTRIBUTIONS, people=("cy",), rank="2")
    draft = book.draft(parts=(TALK, contributions, END))
    text = whole(draft)
    assert "Short contributions came from Cyprian Oake from Otter Landing." in text
    assert "Cyprian and Dee Van Loon from Salt Steps had been asked to listen" in text
    assert text.count("river is wide") == 1
    assert "Dee heard three groups." in text


def test_key_messages_come_by_turns_and_the_same_words_once() -> None:
    book = Notebook()
    book.keep("north", "Count the oars", NoteKind.KEY_MESSAGE)
    book.keep("north", "Mend the rope", NoteKind.KEY_MESSAGE)
    first = book.keep("south", "count the oars.", NoteKind.KEY_MESSAGE)
    book.keep("isle", "Ring the bell", NoteKind.KEY_MESSAGE)
    draft = book.draft()
    assert [block.text for block in below(draft, BlockType.KEY_MESSAGES)] == [
        "Count the oars. Most groups (two of three) said so, each on its own.",
        "Ring the bell.",
        "Mend the rope.",
    ]
    assert first in draft.used


def test_same_words_twice_in_one_group_are_said_once_without_a_number() -> None:
    book = Notebook()
    both = [book.keep("north", "Count the oars") for _ in range(2)]
    draft = book.draft()
    assert items_after(draft, "Among much else, people said this:") == ["Count the oars."]
    assert set(both) <= draft.used.keys()


def test_long_list_is_told_in_several() -> None:
    book = Notebook()
    for number in range(17):
        book.keep("north", f"Point {number} stands")
    draft = book.draft()
    counts = [
        len(items_after(draft, lead))
        for lead in (
            "Among much else, people said this:",
            "Others had more to add:",
            "And there was this:",
        )
    ]
    assert counts == [5, 6, 6]


def test_strands_that_groups_had_in_common_come_first() -> None:
    book = Notebook()
    book.keep("north", "Tolls keep the boat afloat", strands=("tolls",))
    book.keep("south", "Nobody pays in winter", strands=("tolls",))
    for group in ("north", "south", "isle"):
        book.keep(group, f"The {group} tide is late", strands=("tides",))
    book.keep("isle", "Bells carry", strands=("bells",))
    book.keep("isle", "Something else")
    book.keep("all", "Said to everybody", strands=("tides",))
    draft = book.draft(strands=(*STRANDS, Strand("bells", "net", "BE", "Bells", rank="3")))
    headings = [block.text for block in draft.blocks if block.type is BlockType.HEADING and block.level == 3]
    assert headings == ["Tides", "Tolls", "From around the groups"]
    assert len(items_after(draft, "All three groups turned to this, each on its own:")) == 3
    lead = "Most groups (two of three) had something to say on this, without hearing each other:"
    assert len(items_after(draft, lead)) == 2
    assert items_after(draft, "One group brought ‘Bells’ into it:") == ["Bells carry."]


def test_marked_lines_examples_and_reflections() -> None:
    book = Notebook()
    book.keep("north", "A rope outlives a rule", is_worth_quoting=True)
    book.keep("north", "Reed Quay rings a bell", NoteKind.EXAMPLE)
    book.keep("north", "We came tired", NoteKind.REFLECTION)
    draft = book.draft()
    assert items_after(draft, "Some lines were marked, while people talked, as worth keeping:") == [
        "A rope outlives a rule."
    ]
    assert items_after(draft, "There were examples:") == ["Reed Quay rings a bell."]
    assert items_after(draft, "Looking back, people said:") == ["We came tired."]


def test_agreement_and_dissent_are_told_with_their_counts() -> None:
    book = Notebook()
    book.keep("all", "Publish the tide tables", NoteKind.DECISION)
    for group in ("north", "south"):
        book.keep(group, "Ring the bell", NoteKind.DECISION)
        book.keep(group, "The toll is too high", NoteKind.DISAGREEMENT)
    book.keep("north", "Paint the boat", NoteKind.DECISION)
    book.keep("north", "Sell the oars", NoteKind.DECISION)
    book.keep("chat", "Bring soup", NoteKind.DECISION)
    book.keep("north", "The bell is a nuisance", NoteKind.DISAGREEMENT)
    book.keep("all", "Nobody asked the fish", NoteKind.DISAGREEMENT)
    book.keep("chat", "Soup is not a plan", NoteKind.DISAGREEMENT)
    draft = book.draft()
    assert items_after(draft, "With everybody there, one thing was agreed:") == ["Publish the tide tables."]
    assert items_after(draft, "This was agreed in more than one group:") == [
        "Ring the bell. Both groups said so, each on its own."
    ]
    assert items_after(draft, "Each of these was agreed in one group:") == [
        "Paint the boat.",
        "Sell the oars.",
    ]
    assert items_after(draft, "This was agreed in the chat:") == ["Bring soup."]
    lead = "Not everybody went along with everything, and that belongs here too:"
    assert items_after(draft, lead) == [
        "The toll is too high. Both groups said so, each on its own.",
        "Said to everybody: nobody asked the fish.",
        "Written in the chat: Soup is not a plan.",
        "One group had its doubts: the bell is a nuisance.",
    ]


def test_what_was_written_on_the_break_wall_says_so_and_counts_as_no_group() -> None:
    book = Notebook()
    book.keep("chat", "Bring soup", NoteKind.DECISION)
    book.keep("chat", "Soup is not a plan", NoteKind.DISAGREEMENT)
    book.keep("north", "Soup is not a plan", NoteKind.DISAGREEMENT)
    book.keep("chat", "Nobody asked the fish", NoteKind.DISAGREEMENT)
    walled = tuple(replace(one, is_break_wall=one.kind is GroupKind.CHAT) for one in GROUPS)
    draft = book.draft(groups=walled)
    assert items_after(draft, "This was agreed on the wall in the breaks:") == ["Bring soup."]
    told = whole(draft)
    assert "Written on the wall in a break: nobody asked the fish." in told
    assert "in the chat" not in told
    assert "oth groups said so" not in told


def test_lone_disagreement_is_a_finding() -> None:
    book = Notebook()
    book.keep("north", "The bell is a nuisance", NoteKind.DISAGREEMENT)
    draft = book.draft()
    assert "What was not agreed" in texts(draft, BlockType.HEADING)
    assert items_after(draft, "Not everybody was of one mind:") == [
        "One group had its doubts: the bell is a nuisance."
    ]


def test_where_people_talked() -> None:
    book = Notebook()
    book.keep("all", "The river is wide")
    assert "Then everybody talked it over." in texts(book.draft(groups=GROUPS[:2]))
    book.keep("north", "The river is deep")
    assert "Then people talked in one group, North bank." in texts(book.draft(groups=GROUPS[:3]))
    assert "Then people talked in three groups: North bank, South bank and The isle." in texts(book.draft())

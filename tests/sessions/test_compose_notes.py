"""A note in print: who is named, what is quoted, what is kept back and why."""

from dataclasses import replace

import pytest

from sessions.breakouts import Seat
from sessions.compose import Reason
from sessions.document import BlockType, Origin
from sessions.gathering import GroundRule
from sessions.notes import NoteKind
from sessions.people import Level, Person
from tests.sessions.test_compose_material import OCCASION, PEOPLE, SEATS, Notebook, items_after, texts, whole

FIRST = "Among much else, people said this:"


def comments(book: Notebook, **records: object) -> list[str]:
    return items_after(book.draft(**records), FIRST)


def test_paraphrase_is_a_sentence_with_the_notes_words() -> None:
    book = Notebook()
    book.keep("north", "the *last* ferry isn't late, it is early 🔑")
    book.keep("north", "One line\n  and the next")
    draft = book.draft()
    assert items_after(draft, FIRST) == ["The last ferry isn’t late, it is early.", "One line and the next."]
    assert [run.text for block in draft.blocks for run in block.body if run.italic] == ["last"]


def test_quotation_keeps_its_words_and_says_no_name() -> None:
    book = Notebook()
    book.quote("north", 'we can\'t row "twice"', by="cy")
    book.quote("north", "We were going to –", by="cy")
    assert comments(book) == ["‘We can’t row “twice”’", "‘We were going to –’"]


@pytest.mark.parametrize(
    ("level", "item"),
    [
        (Level.ANONYMOUS, "‘Row.’"),
        (Level.SECTOR, "‘Row.’ (a participant, councils)"),
        (Level.ROLE, "‘Row.’"),
        (Level.NAMED, "‘Row.’ (Dee Van Loon, Salt Steps)"),
    ],
)
def test_attribution_goes_as_far_as_the_level(level: Level, item: str) -> None:
    book = Notebook()
    book.quote("north", "Row.", by="dee", level=level)
    assert comments(book) == [item]


def test_role_and_missing_sector() -> None:
    book = Notebook()
    book.quote("north", "Row.", by="bo", level=Level.ROLE)
    book.quote("north", "Wait.", by="cy", level=Level.SECTOR)
    assert comments(book) == ["‘Row.’ (Warden)", "‘Wait.’"]


def test_no_organisation_under_chatham_house() -> None:
    book = Notebook()
    book.quote("north", "Row.", by="dee", level=Level.NAMED)
    rule = replace(OCCASION, ground_rule=GroundRule.CHATHAM_HOUSE)
    assert comments(book, occasions=(rule,)) == ["‘Row.’ (Dee Van Loon)"]


def test_body_in_words_is_kept_back_under_chatham_house_only() -> None:
    book = Notebook()
    note = book.keep("north", "Salt Steps has no boat")
    assert comments(book) == ["Salt Steps has no boat."]
    rule = replace(OCCASION, ground_rule=GroundRule.CHATHAM_HOUSE)
    assert book.draft(occasions=(rule,)).unused == {note: Reason.NAMES_A_BODY}


def test_exact_words_inside_a_paraphrase() -> None:
    book = Notebook()
    book.keep("north", "the sign said 'no boats', and nobody minded", exact="no boats")
    book.keep("north", "the sign says ‘closed’", exact="closed")
    draft = book.draft()
    assert items_after(draft, FIRST) == [
        "The sign said ‘no boats’, and nobody minded.",
        "The sign says ‘closed’.",
    ]
    quoted = [run.text for block in draft.blocks for run in block.body if run.src.origin is Origin.QUOTE]
    assert quoted == ["no boats", "closed"]


def test_names_in_a_groups_words_give_way() -> None:
    book = Notebook()
    book.keep("north", "Cyprian doubts it, Dee Van Loon doesn't, Cyprian's mind is made up")
    book.keep("north", "+Gil Stow came late")
    book.keep("north", "Hope is a word here")
    strangers = (*SEATS, Seat("x", "north", "Gil Stow"))
    people = (*PEOPLE, Person("hope", "Hope Ashby"))
    assert comments(book, seats=strangers, people=people) == [
        "One person doubts it, another person doesn’t, that person’s mind is made up.",
        "One person came late.",
        "Hope is a word here.",
    ]


def test_speakers_may_name_each_other_and_on_the_record_everybody_is_named() -> None:
    book = Notebook()
    book.keep("all", "Bo will show you the ropes", by="bo")
    book.keep("north", "Cyprian and Fay agree")
    assert "Bo will show you the ropes, Bo said." in whole(book.draft())
    rule = replace(OCCASION, ground_rule=GroundRule.ON_THE_RECORD)
    assert comments(book, occasions=(rule,)) == ["Cyprian and one person agree."]


def test_line_that_begins_with_its_verb_has_a_subject() -> None:
    book = Notebook()
    book.keep("north", "asked who rows", by="cy")
    book.keep("north", "keeps a spare oar", by="dee", level=Level.NAMED)
    book.keep("north", "said nothing", is_speaker_unknown=True)
    book.keep("north", "asked who rows in winter")
    assert comments(book) == [
        "One participant asked who rows.",
        "Dee Van Loon keeps a spare oar.",
        "One person said nothing.",
        "Asked who rows in winter.",
    ]


@pytest.mark.parametrize(
    ("rule", "fields", "reason"),
    [
        (GroundRule.CHATHAM_HOUSE, {"words": "We missed @@ of it"}, Reason.GAP),
        (GroundRule.CHATHAM_HOUSE, {"words": "zq:", "asked_speaker": "zq"}, Reason.EMPTY),
        (
            GroundRule.CHATHAM_HOUSE,
            {"words": "zq: “Row”", "exact": "Row", "asked_speaker": "zq"},
            Reason.SPEAKER_UNKNOWN,
        ),
        (
            GroundRule.CHATHAM_HOUSE,
            {"words": "Row", "exact": "Row", "level": Level.NONE, "is_speaker_unknown": True},
            Reason.SPEAKER_UNKNOWN,
        ),
        (
            GroundRule.CHATHAM_HOUSE,
            {"words": "Row", "exact": "Row", "level": Level.NONE},
            Reason.NOT_PERMITTED,
        ),
        (
            GroundRule.NOT_ANNOUNCED,
            {"words": "Row", "exact": "Row", "level": Level.NONE},
            Reason.NO_GROUND_RULE,
        ),
        (GroundRule.CHATHAM_HOUSE, {"words": "Ask Dee", "exact": "Ask Dee"}, Reason.NAMES_SOMEBODY),
    ],
)
def test_note_that_cannot_stand_says_why(rule: GroundRule, fields: dict[str, object], reason: Reason) -> None:
    book = Notebook()
    note = book.keep("north", **fields)  # type: ignore[arg-type]
    draft = book.draft(occasions=(replace(OCCASION, ground_rule=rule),))
    assert draft.unused == {note: reason}


def test_quotation_without_a_level_is_not_used() -> None:
    book = Notebook()
    note = book.quote("north", "Row.", by="cy")
    assert book.draft(levels={}).unused == {note: Reason.NOT_PERMITTED}


def test_unknown_speaker_of_a_point_is_left_out_with_the_prefix() -> None:
    book = Notebook()
    book.keep("north", "ZQ: somebody knows a way", asked_speaker="ZQ")
    assert comments(book) == ["Somebody knows a way."]


def test_answer_reply_and_going_on_stand_with_their_line() -> None:
    book = Notebook()
    book.keep("north", "Will the tide wait", NoteKind.QUESTION)
    book.keep("north", "no. It never has", by="cy")
    book.keep("north", "Yes we can is what they painted on it")
    book.keep("north", "rowing is dull", by="cy")
    book.keep("north", "never mind the view", by="cy")
    book.keep("north", "that is not fair", by="dee")
    book.keep("north", "no")
    draft = book.draft()
    assert items_after(draft, FIRST) == [
        "Yes we can is what they painted on it.",
        "Rowing is dull. Never mind the view. Somebody replied: that is not fair. The answer: no.",
    ]
    answered = items_after(draft, "Where somebody had an answer, it is here too.")
    assert answered == ["Will the tide wait? The answer: no. It never has."]


def test_question_without_an_answer_needs_no_word_about_answers() -> None:
    book = Notebook()
    book.keep("north", "Will the tide wait", NoteKind.QUESTION)
    assert "Will the tide wait?" in texts(book.draft(), BlockType.ITEM)
    assert "Where somebody" not in whole(book.draft())


def test_answer_to_a_line_that_is_not_printed_waits_with_it() -> None:
    book = Notebook()
    gap = book.keep("north", "How many @@ are left")
    answer = book.keep("north", "yes, ten", by="cy")
    book.keep("north", "Send the list", NoteKind.ACTION)
    after = book.keep("north", "yes, by Friday", by="dee")
    goes_on = book.keep("north", "and the oars too", by="dee")
    draft = book.draft()
    assert draft.unused == {gap: Reason.GAP, answer: Reason.CONTEXT, after: Reason.CONTEXT}
    assert goes_on in draft.used


def test_not_to_be_named_holds_in_ones_own_talk() -> None:
    book = Notebook()
    book.keep("all", "the river is wide", by="bo")
    shy = tuple(replace(seat, is_not_to_be_named=seat.person == "bo") for seat in SEATS)
    assert "Bo said" not in whole(book.draft(seats=shy))
    assert comments(book, seats=shy) == ["The river is wide."]


def test_answer_may_be_a_quotation() -> None:
    book = Notebook()
    book.keep("north", "Who rows?")
    book.keep("north", "yes, always", exact="yes, always")
    assert "Who rows? The answer: ‘yes, always.’" in whole(book.draft())


def test_where_no_rule_was_announced_no_name_stands_in_a_talk_either() -> None:
    book = Notebook()
    book.keep("all", "Bo mends the boat", NoteKind.DECISION, by="bo")
    assert "Bo mends the boat." in texts(book.draft())
    silent = replace(OCCASION, ground_rule=GroundRule.NOT_ANNOUNCED)
    assert "One person mends the boat." in texts(book.draft(occasions=(silent,)))

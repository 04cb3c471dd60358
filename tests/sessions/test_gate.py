"""The gate: each quotation in a document against its words, its speaker and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from sessions.document import Block, BlockType, Document, DocumentKind, Origin, Run, Source, tree_of
from sessions.gate import (
    Judgement,
    LookAt,
    LookReason,
    Quotable,
    Reason,
    Remedy,
    Speaker,
    Stop,
    judge_document,
)
from sessions.gathering import GroundRule
from sessions.notes import NoteKind, PermissionState, Span
from sessions.people import Level
from sessions.permission import Audience
from tests.sessions.factories import answer, note

SILENT, ON_THE_RECORD, WITH_PERMISSION, CHATHAM_HOUSE = GroundRule
NONE, ANONYMOUS, SECTOR, ROLE, NAMED = Level
ASKED, GIVEN = PermissionState.ASKED, PermissionState.GIVEN
REFUSED, WITHDRAWN = PermissionState.REFUSED, PermissionState.WITHDRAWN

WORDS = "We rang nobody back"
ROSE = Speaker(("Rose Abara", "Rose", "Abara", "Rosie"), "Harbour Trust")
NEVER, SHY = replace(ROSE, cap=NONE), replace(ROSE, cap=ANONYMOUS)
OWN, TEMPLATE = Source(Origin.OWN), Source(Origin.TEMPLATE, ("punctuation",))
DOCUMENT = Document("d1", "g1", DocumentKind.WRITE_UP, "Write-up")
OUTER = pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PUBLIC])
INNER = pytest.mark.parametrize("audience", [Audience.GROUP, Audience.QUOTED])


def known(
    words: str = WORDS,
    rule: GroundRule = WITH_PERMISSION,
    *permissions: Any,
    speaker: Speaker = ROSE,
    note_id: str = "n1",
    older: Mapping[str, str] | None = None,
) -> Quotable:
    """Return a quotation of Rose's, all of it exact words."""
    kept = note(words, note_id, kind=NoteKind.QUOTE, spans=(Span(0, len(words)),))
    return Quotable(kept, "w1", rule, speaker, permissions, older or {})


def point(words: str, exact: str = "", rule: GroundRule = WITH_PERMISSION, **more: Any) -> Quotable:
    """Return a point of Rose's with or without exact words in it."""
    at = words.find(exact)
    spans = (Span(at, at + len(exact)),) if exact else ()
    return Quotable(note(words, spans=spans), "w1", rule, **{"speaker": ROSE, **more})


def quote(words: str = WORDS, note_id: str = "n1", words_op: str = "w1", **look: Any) -> Run:
    return Run(words, Source(Origin.QUOTE, (note_id,), words_op), **look)


def said_by(text: str = "Rose Abara", level: Level = NAMED, note_id: str = "n1") -> Run:
    return Run(text, Source(Origin.ATTRIBUTION, (note_id,), level=level))


def told(text: str, *notes: str) -> Run:
    return Run(text, Source(Origin.NOTES, notes or ("n1",)))


def own(text: str, **look: Any) -> Run:
    return Run(text, OWN, **look)


def block(*runs: Run, block_id: str = "b1", parent: str = "", **more: Any) -> Block:
    return Block(block_id, "d1", **{"type": BlockType.PARAGRAPH, "parent": parent, "body": runs, **more})


def judge(
    blocks: Block | Iterable[Block],
    *quotables: Quotable,
    audience: Audience = Audience.PUBLIC,
    titles: tuple[str, ...] = (),
    **more: Any,
) -> Judgement:
    every = {one.note.id: one for one in quotables}
    tree = tree_of(DOCUMENT, [blocks] if isinstance(blocks, Block) else list(blocks), {})
    return judge_document(tree, every.get, audience, titles, **more)


def reasons(judgement: Judgement) -> list[Reason]:
    return [stop.reason for stop in judgement.stops]


def why(*judged: Any, **more: Any) -> list[Reason]:
    return reasons(judge(*judged, **more))


def only(judgement: Judgement) -> Stop:
    """Return the one thing that stops a document."""
    assert len(judgement.stops) == 1, judgement.stops
    return judgement.stops[0]


NAMED_PRINT = block(own("‘"), quote(), own("’ ("), said_by(), own(")"))
BARE_PRINT = block(own("‘"), quote(), own("’"))


# -- every reason, with what can be done ----------------------------------------------------------------------


OR_QUOTE = (Remedy.LEAVE_OUT_QUOTE,)
NAME_OR_QUOTE = (Remedy.LEAVE_OUT_NAME, *OR_QUOTE)
ASK_OR_NAME = (Remedy.ASK, Remedy.LEAVE_OUT_NAME)


@pytest.mark.parametrize(
    ("quotable", "reason", "remedies"),
    [
        (known("We rang them back"), Reason.WORDS_DIFFER, (Remedy.RESTORE_WORDS, *OR_QUOTE)),
        (known(note_id="n2"), Reason.NOTE_GONE, OR_QUOTE),
        (known(WORDS, SILENT), Reason.NO_GROUND_RULE, (Remedy.SAY_RULE, *OR_QUOTE)),
        (known(WORDS, ON_THE_RECORD, answer(REFUSED, ANONYMOUS)), Reason.REFUSED, OR_QUOTE),
        (known(WORDS, ON_THE_RECORD, answer(WITHDRAWN, ANONYMOUS)), Reason.WITHDRAWN, OR_QUOTE),
        (known(WORDS, ON_THE_RECORD, answer(GIVEN, NONE)), Reason.NOT_ASKED, (Remedy.ASK, *OR_QUOTE)),
        (known(speaker=NEVER), Reason.STANDING_CHOICE, OR_QUOTE),
    ],
)
def test_words_that_may_not_be_printed_stop(
    quotable: Quotable, reason: Reason, remedies: tuple[Remedy, ...]
) -> None:
    stop = only(judge(BARE_PRINT, quotable))
    assert (stop.block, stop.note, stop.words) == ("b1", "n1", WORDS)
    assert (stop.reason, stop.remedies) == (reason, remedies)


@pytest.mark.parametrize(
    ("quotable", "reason", "remedies"),
    [
        (known(), Reason.NOT_ASKED, ASK_OR_NAME),
        (known(WORDS, CHATHAM_HOUSE, answer(ASKED)), Reason.NOT_ASKED, ASK_OR_NAME),
        (known(WORDS, WITH_PERMISSION, answer(GIVEN, ANONYMOUS)), Reason.NOT_ASKED, ASK_OR_NAME),
        (known(WORDS, ON_THE_RECORD, answer(REFUSED)), Reason.REFUSED, NAME_OR_QUOTE),
        (known(WORDS, ON_THE_RECORD, answer(WITHDRAWN)), Reason.WITHDRAWN, NAME_OR_QUOTE),
        (known(WORDS, ON_THE_RECORD, speaker=SHY), Reason.STANDING_CHOICE, NAME_OR_QUOTE),
    ],
)
def test_a_name_that_may_not_be_printed_stops_and_leaving_it_out_opens(
    quotable: Quotable, reason: Reason, remedies: tuple[Remedy, ...]
) -> None:
    stop = only(judge(NAMED_PRINT, quotable))
    assert (stop.reason, stop.remedies, stop.level) == (reason, remedies, NAMED)
    assert judge(BARE_PRINT, quotable).is_open
    assert judge(block(quote(), said_by("a participant", ANONYMOUS)), quotable).is_open


@pytest.mark.parametrize("level", [ROLE, SECTOR])
def test_a_role_or_sector_that_fewer_than_three_share_stops(level: Level) -> None:
    text = block(quote(), own(" "), said_by("a head of housing", level))
    three = replace(ROSE, role_shared_by=3, sector_shared_by=3)
    two = replace(three, role_shared_by=2) if level is ROLE else replace(three, sector_shared_by=2)
    few = only(judge(text, known(WORDS, WITH_PERMISSION, answer(GIVEN, level), speaker=two)))
    assert (few.reason, few.remedies, few.level) == (Reason.TOO_FEW_SHARE, ASK_OR_NAME, level)
    assert judge(text, known(WORDS, WITH_PERMISSION, answer(GIVEN, level), speaker=three)).is_open


def test_refused_words_stop_even_where_everything_is_on_the_record_and_said_to_everybody() -> None:
    speaker = replace(ROSE, is_own_talk=True)
    quotable = known(
        WORDS, ON_THE_RECORD, answer(GIVEN), answer(REFUSED, ANONYMOUS, id="p2"), speaker=speaker
    )
    assert why(BARE_PRINT, quotable) == [Reason.REFUSED]


@pytest.mark.parametrize("rule", [WITH_PERMISSION, CHATHAM_HOUSE])
def test_an_announced_speaker_is_named_for_their_own_talk_with_their_organisation(rule: GroundRule) -> None:
    text = block(own("Rose Abara from Harbour Trust put it so: "), quote(), said_by("Rose"))
    assert judge(text, known(WORDS, rule, speaker=replace(ROSE, is_own_talk=True))).is_open
    assert not judge(text, known(WORDS, rule)).is_open
    assert judge(text, known(WORDS, ON_THE_RECORD)).is_open


def test_chatham_house_prints_no_organisation_even_beside_a_name_that_was_given() -> None:
    given = known(WORDS, CHATHAM_HOUSE, answer(GIVEN))
    assert judge(NAMED_PRINT, given).is_open
    stop = only(judge(block(quote(), said_by("Rose Abara, Harbour Trust")), given))
    assert (stop.reason, stop.remedies) == (Reason.ORGANISATION, NAME_OR_QUOTE)


def test_chatham_house_prints_no_organisation_beside_an_anonymous_quotation() -> None:
    stop = only(judge(block(own("From Harbour Trust: "), quote()), known(WORDS, CHATHAM_HOUSE)))
    assert (stop.reason, stop.level) == (Reason.ORGANISATION, ANONYMOUS)


def test_where_no_rule_was_announced_a_paraphrase_passes_and_naming_somebody_for_it_does_not() -> None:
    silent = point("nobody was rung back", rule=SILENT)
    assert judge(block(told("Nobody was rung back.")), silent).is_open
    stop = only(judge(block(own("Rose said that "), told("nobody was rung back.")), silent))
    assert (stop.reason, stop.remedies) == (Reason.NO_GROUND_RULE, (Remedy.SAY_RULE, Remedy.LEAVE_OUT_NAME))


# -- the words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed", ["We rang nobody beck", "We rang back", "nobody back", f"{WORDS}!", "We Rang", "’"]
)
def test_words_that_differ_by_a_letter_or_a_word_stop(printed: str) -> None:
    assert why(block(quote(printed)), known()) == [Reason.WORDS_DIFFER]


@pytest.mark.parametrize(
    ("printed", "captured"),
    [
        *(
            (printed, WORDS)
            for printed in (f"‘{WORDS}’", f'"{WORDS}."', f"“{WORDS}”.", f"{WORDS}.", "We […] back")
        ),
        ("we  rang\u00a0nobody\nback", WORDS),
        ("We didn’t say “no”", "We didn't say 'no'"),
    ],
)
def test_marks_first_capital_last_stop_white_space_and_omissions_do_not(printed: str, captured: str) -> None:
    assert judge(block(quote(printed)), known(captured)).is_open


def test_a_quotation_with_bold_in_its_middle_is_one() -> None:
    runs = (quote("We rang "), quote("nobody", bold=True), quote(" back", italic=True), own(""), quote(" "))
    assert judge(block(*runs), known()).is_open
    assert only(judge(block(*runs[:2]), known())).words == "We rang nobody"


def test_a_quotation_inside_a_sentence_is_held_against_the_words_in_quotation_marks() -> None:
    quotable = point("She said ‘we rang nobody back’ twice", "we rang nobody back")
    sentence = [told("One person said ‘"), quote("we rang nobody back"), told("’ twice.")]
    assert judge(block(*sentence), quotable).is_open
    assert why(block(quote("we rang nobody")), quotable) == [Reason.WORDS_DIFFER]


def test_an_earlier_version_has_its_own_words_and_its_own_quotation_marks() -> None:
    older = {"w0": "She said ‘nobody rang us’ once"}
    quotable = point("She said ‘nobody rang us’ twice", "nobody rang us", older_words=older)
    assert judge(block(quote("nobody rang us", words_op="w0")), quotable).is_open
    assert judge(block(quote(older["w0"], words_op="w0")), quotable).is_open
    for printed, version in ((older["w0"], "w1"), ("nobody rang us", "w9")):
        assert why(block(quote(printed, words_op=version)), quotable) == [Reason.WORDS_DIFFER]


@pytest.mark.parametrize("printed", ["We rang the mayor and nobody back", "We rang nobody back"])
def test_what_the_note_taker_left_out_nobody_puts_in(printed: str) -> None:
    assert why(block(quote(printed)), known("We rang […] back")) == [Reason.WORDS_DIFFER]
    assert judge(block(quote("We rang […] back")), known("We rang […] back")).is_open


# -- notes that are gone --------------------------------------------------------------------------------------


@OUTER
def test_a_note_that_is_deleted_private_or_removed_stops(audience: Audience) -> None:
    gone = (Reason.NOTE_GONE,)
    for text in (block(quote()), block(told("Nobody rang.")), block(said_by()), NAMED_PRINT):
        assert tuple(why(text, audience=audience)) == gone
        assert tuple(why(text, known(" "), audience=audience)) == gone


@pytest.mark.parametrize("origin", [Origin.QUOTE, Origin.NOTES, Origin.ATTRIBUTION])
def test_words_that_rest_on_no_note_at_all_stop(origin: Origin) -> None:
    assert why(block(Run("We rang", Source(origin))), known()) == [Reason.NOTE_GONE]


def test_each_note_behind_a_paraphrase_is_looked_for() -> None:
    found = judge(block(told("Nobody rang.", "n1", "n2", "n3")), known("Hello"))
    assert [stop.note for stop in found.stops] == ["n2", "n3"]


# -- paraphrases ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["They said We rang nobody back.", "We rang nobody back", "we rang NOBODY back again"]
)
def test_a_paraphrase_that_repeats_exact_words_is_a_quotation(text: str) -> None:
    assert why(block(told(text)), known("We rang nobody back.", SILENT)) == [Reason.NO_GROUND_RULE]


def test_a_paraphrase_that_holds_exact_words_only_inside_other_words_is_none() -> None:
    assert judge(block(told("nobody said so")), point('They said "no" to it', "no", SILENT)).is_open


def test_a_refused_quotation_may_be_told_in_other_words_without_a_name() -> None:
    refused = point("nobody rang", permissions=(answer(REFUSED, ANONYMOUS),))
    assert judge(block(told("Nobody rang.")), refused).is_open
    assert judge(block(said_by("a participant", ANONYMOUS), told(" said that nobody rang.")), refused).is_open
    stop = only(judge(block(said_by(), told(" said that nobody rang.")), refused))
    assert (stop.reason, stop.remedies) == (Reason.REFUSED, (Remedy.LEAVE_OUT_NAME,))


def test_a_body_in_a_paraphrase_is_what_is_talked_about_but_not_under_chatham_house() -> None:
    text = block(told("Nobody at Harbour Trust rang."))
    assert judge(text, point("nobody at Harbour Trust rang")).is_open
    closed = point("nobody at Harbour Trust rang", rule=CHATHAM_HOUSE)
    stop = only(judge(text, closed))
    assert (stop.reason, stop.remedies) == (Reason.ORGANISATION, (Remedy.LEAVE_OUT_NAME,))


def test_a_body_beside_a_paraphrase_names_the_speaker() -> None:
    text = block(own("Somebody from Harbour Trust said that "), told("nobody rang."))
    assert why(text, point("nobody rang")) == [Reason.NOT_ASKED]


# -- naming ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "beside",
    [
        "Rose Abara said: ",
        "Rose said: ",
        "Ms Abara said: ",
        "Rosie’s words: ",
        "Harbour  Trust: ",
        "(Rose–Abara)",
    ],
)
def test_a_name_or_body_in_the_text_of_the_block_is_naming(beside: str) -> None:
    stop = only(judge(block(own(beside), quote()), known()))
    assert (stop.reason, stop.level) == (Reason.NOT_ASKED, NAMED)


@pytest.mark.parametrize("beside", ["Rosemary said: ", "The rose garden: ", "MacRose: ", "Roses: "])
def test_a_name_inside_another_word_is_none(beside: str) -> None:
    assert judge(block(own(beside), quote()), known()).is_open


def test_a_name_is_known_whatever_its_apostrophe() -> None:
    quotable = known(speaker=Speaker(("Sean O'Brien", "O'Brien")))
    assert why(block(own("Mr O’Brien: "), quote()), quotable) == [Reason.NOT_ASKED]


def test_a_name_in_the_words_themselves_is_naming_but_a_first_capital_makes_none() -> None:
    assert why(block(quote("I, Rose, rang")), known("I, Rose, rang")) == [Reason.NOT_ASKED]
    will = Speaker(("Will Aston", "Will", "Aston"))
    words = "Will you ring back?"
    assert judge(block(quote(f"‘{words}’")), known(words, speaker=will)).is_open
    assert why(block(told("Will asked.")), point("asked", speaker=will)) == [Reason.NOT_ASKED]


def test_a_name_in_the_margin_and_a_body_in_the_exact_words_name_the_speaker() -> None:
    assert why(block(quote(), label="Rose"), known()) == [Reason.NOT_ASKED]
    words = "At Harbour Trust nobody rings back"
    assert why(block(quote(words)), known(words)) == [Reason.NOT_ASKED]
    assert judge(block(quote(words)), known(words, WITH_PERMISSION, answer(GIVEN))).is_open


def test_a_name_in_the_attribution_below_stops_once_and_with_the_words() -> None:
    pulled = block(quote(), type=BlockType.PULL_QUOTE)
    below = block(said_by(), block_id="b2", parent="b1", type=BlockType.ATTRIBUTION)
    stop = only(judge([pulled, below], known()))
    assert (stop.block, stop.words, stop.reason) == ("b1", WORDS, Reason.NOT_ASKED)
    own_words = replace(below, body=(own("Rose"),))
    assert why([replace(pulled, body=(quote(), own("so"))), own_words], known()) == [Reason.NOT_ASKED]
    assert judge([pulled, replace(below, body=(own("Rosemary"),))], known()).is_open


@pytest.mark.parametrize(
    ("lead", "signed"),
    [
        ((own("Rose Abara said:"),), ()),
        ((said_by("The head of housing:"),), ()),
        ((), (said_by("R. A."),)),
        ((), (own("Rose"),)),
    ],
)
def test_a_name_at_the_head_or_foot_of_a_list_names_its_items(
    lead: tuple[Run, ...], signed: tuple[Run, ...]
) -> None:
    blocks = [
        block(*lead, block_id="b0", type=BlockType.QUOTE_WALL),
        block(quote(), parent="b0", type=BlockType.ITEM),
        block(*signed, block_id="b2", parent="b0", rank="z", type=BlockType.ATTRIBUTION),
    ]
    assert ("b1", Reason.NOT_ASKED) in [(s.block, s.reason) for s in judge(blocks, known()).stops]


def test_a_name_at_the_head_of_a_section_names_nobody_below_it() -> None:
    blocks = [block(own("Rose"), block_id="b0"), block(quote(), parent="b0")]
    assert judge(blocks, known()).is_open


def test_an_item_is_not_named_by_the_attribution_of_another() -> None:
    blocks = [
        block(block_id="b0", type=BlockType.QUOTE_WALL),
        block(quote(), parent="b0", type=BlockType.ITEM),
        block(quote("Rang", "n2"), block_id="b2", parent="b0", rank="z", type=BlockType.ITEM),
        block(said_by("Rose Abara", NAMED, "n2"), block_id="b3", parent="b2", type=BlockType.ATTRIBUTION),
    ]
    assert judge(blocks, known(), known("Rang", ON_THE_RECORD, note_id="n2")).is_open


def test_an_attribution_without_its_words_is_judged_by_itself() -> None:
    stop = only(judge(block(said_by(), type=BlockType.ATTRIBUTION), known()))
    assert (stop.words, stop.reason) == (WORDS, Reason.NOT_ASKED)


def test_what_stands_below_an_attribution_is_judged_too() -> None:
    blocks = [
        block(own("Hello"), block_id="b0"),
        block(own("Somebody"), block_id="b2", parent="b0", type=BlockType.ATTRIBUTION),
        block(quote("We rang"), parent="b2"),
    ]
    assert why(blocks, known()) == [Reason.WORDS_DIFFER]


def test_words_that_rest_on_several_notes_need_the_permission_of_each() -> None:
    text = block(own("Rose and Tom said that "), told("nobody rang.", "n1", "n2"))
    tom = known("Hello", note_id="n2", speaker=Speaker(("Tom",)))
    assert [stop.note for stop in judge(text, point("nobody rang"), tom).stops] == ["n1", "n2"]


# -- groups ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "group", ["Group 4: ", "(table 3) ", "From tables 3 and 4: ", "Breakout no. 2: ", "The Quay said: "]
)
def test_a_group_beside_an_attribution_stops(group: str) -> None:
    text = block(own(group), quote(), own(" "), said_by("a participant", ANONYMOUS))
    stop = only(judge(text, known(), titles=("The Quay",)))
    assert (stop.reason, stop.remedies, stop.note) == (Reason.GROUP_BESIDE, (Remedy.LEAVE_OUT_GROUP,), "n1")
    assert (stop.level, stop.words) == (ANONYMOUS, f"{group}{WORDS} a participant")


@pytest.mark.parametrize(
    "group", ["A group of 4: ", "The Quayside said: ", "The tablecloth 3: ", "They quay said: "]
)
def test_what_is_no_group_does_not(group: str) -> None:
    text = block(own(group), quote(), said_by("a participant", ANONYMOUS))
    assert judge(text, known(), titles=("The Quay", "")).is_open


def test_a_group_beside_a_quotation_that_nobody_is_said_to_have_said_does_not_stop() -> None:
    assert judge(block(own("Group 4: "), quote()), known()).is_open
    assert why(block(own("Group 4: "), quote(), said_by())) == [Reason.NOTE_GONE]


def test_a_group_beside_the_attribution_below_or_a_name_in_the_text_stops() -> None:
    given = known(WORDS, WITH_PERMISSION, answer(GIVEN))
    pulled = block(own("Group 4: "), quote(), type=BlockType.PULL_QUOTE)
    below = block(said_by(), block_id="b2", parent="b1", type=BlockType.ATTRIBUTION)
    assert why([pulled, below], given) == [Reason.GROUP_BESIDE]
    assert why(block(own("Rose in group 4: "), quote()), given) == [Reason.GROUP_BESIDE]


def test_a_group_in_a_paraphrase_with_an_attribution_stops() -> None:
    text = block(told("Table 3 wants an answer"), own(" ("), said_by(), own(")"))
    assert why(text, point("table 3 wants an answer", rule=ON_THE_RECORD)) == [Reason.GROUP_BESIDE]


def test_a_speaker_may_talk_of_groups_to_everybody_and_anybody_of_tables_in_a_report() -> None:
    words = "Look at table 3 in the report"
    assert judge(block(quote(words), said_by()), known(words, ON_THE_RECORD)).is_open
    speaker = replace(ROSE, is_own_talk=True)
    text = block(said_by(), told(" told what group 4 had found."))
    assert judge(text, point("told what group 4 had found", speaker=speaker)).is_open


def test_an_answer_is_about_the_version_that_is_printed_else_the_words_as_they_are() -> None:
    given = known(WORDS, WITH_PERMISSION, answer(GIVEN))
    assert judge(block(said_by()), given).is_open
    assert judge(block(own("Rose: "), told(WORDS)), given).is_open
    older = replace(given, older_words={"w0": "Other words"})
    assert why(block(quote("Other words", words_op="w0"), said_by()), older) == [Reason.NOT_ASKED]


# -- audiences ------------------------------------------------------------------------------------------------

MANY_FAULTS = block(own("Group 4, Harbour Trust: "), quote(), said_by())


@INNER
def test_the_group_and_those_quoted_read_what_is_on_the_record(audience: Audience) -> None:
    for quotable in (known(WORDS, SILENT), known(WORDS, CHATHAM_HOUSE, answer(REFUSED, ANONYMOUS))):
        assert judge(MANY_FAULTS, quotable, audience=audience).is_open


@INNER
def test_nobody_reads_words_that_differ_or_are_gone(audience: Audience) -> None:
    assert why(BARE_PRINT, known("Other words"), audience=audience) == [Reason.WORDS_DIFFER]
    assert why(BARE_PRINT, audience=audience) == [Reason.NOTE_GONE]


@OUTER
def test_members_and_the_public_read_what_is_permitted(audience: Audience) -> None:
    stopped = judge(MANY_FAULTS, known(WORDS, CHATHAM_HOUSE), audience=audience)
    assert reasons(stopped) == [Reason.NOT_ASKED, Reason.ORGANISATION, Reason.GROUP_BESIDE]


def test_the_same_fault_is_told_once_for_a_block() -> None:
    assert why(block(quote(), own(" and again "), quote()), known("Other")) == [Reason.WORDS_DIFFER]


# -- to look at -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", Audience)
def test_words_left_out_and_put_in_are_listed_for_everybody(audience: Audience) -> None:
    printed = "We [the council] rang […]"
    found = judge(block(quote(printed)), known(), audience=audience)
    assert found == Judgement(
        (), (LookAt("b1", printed, LookReason.LEFT_OUT), LookAt("b1", printed, LookReason.INSERTED))
    )


@pytest.mark.parametrize(
    ("printed", "captured"),
    [
        ("they [the council] said", "they said"),
        ("they [the council], said", "they, said"),
        ("[And] they said", "they said"),
        ("‘they said [it]’.", "They said."),
    ],
)
def test_an_insertion_in_brackets_is_allowed_and_listed(printed: str, captured: str) -> None:
    found = judge(block(quote(printed)), known(captured))
    assert found == Judgement((), (LookAt("b1", printed, LookReason.INSERTED),))


@pytest.mark.parametrize(
    "printed", ["[They] said", "they [the council] never said", "[they said]", "they (we) said"]
)
def test_an_insertion_takes_no_words_place(printed: str) -> None:
    assert judge(block(quote(printed)), known("the council said")).look_at == ()
    assert why(block(quote(printed)), known("the council said")) == [Reason.WORDS_DIFFER]


def test_what_was_captured_is_not_listed_nor_is_what_stops() -> None:
    for words in (WORDS, "They [laughing] said"):
        assert judge(block(quote(words)), known(words)) == Judgement(())
    assert judge(block(quote("We […] forward")), known()).look_at == ()


def test_nothing_but_an_insertion_is_no_quotation_even_of_empty_words() -> None:
    empty = replace(known(), note=note(spans=(Span(0, 0),)))
    assert why(block(quote("[Nobody rang]")), empty) == [Reason.WORDS_DIFFER]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("She said ‘we rang nobody back’ twice.", "we rang nobody back"),
        ('She said "we rang nobody back" twice.', "we rang nobody back"),
        ("She said 'we rang nobody back' twice.", "we rang nobody back"),
        ("‘The members’ views don’t count’, they said.", "The members’ views don’t count"),
        ("‘They said “no” to us’, said some.", "They said “no” to us"),
    ],
)
def test_four_words_in_quotation_marks_without_a_note_are_shown(text: str, shown: str) -> None:
    assert judge(block(own(text))) == Judgement((), (LookAt("b1", shown),))
    assert LookAt("b1", shown).why is LookReason.NO_NOTE


@pytest.mark.parametrize(
    "text", ["A ‘theory of change’.", "The “open door” and ‘care’.", "No quotation at all."]
)
def test_terms_of_up_to_three_words_are_not(text: str) -> None:
    assert judge(block(own(text))) == Judgement(())


def test_four_words_of_ones_own_between_marks_of_the_template_are_shown() -> None:
    runs = (Run("‘", TEMPLATE), own("we rang "), own("nobody", bold=True), own(" back"), Run("’", TEMPLATE))
    assert judge(block(*runs)).look_at == (LookAt("b1", "we rang nobody back"),)


def test_words_with_a_note_or_of_the_network_are_not_shown_whatever_marks_they_hold() -> None:
    for words, after in (
        ("The members' views “don't count", "’ and it was so’, more or less."),
        ("it was “unclear", " and these are my own words”."),
    ):
        assert judge(block(own("They: ‘"), quote(words), own(after)), known(words)) == Judgement(())
    carried = block(Run("‘All of us are the network’", Source(Origin.CARRIED, ("t1",))))
    assert judge(carried, own_texts=("t1",)) == Judgement(())


def test_a_quotation_in_an_attribution_of_ones_own_is_shown() -> None:
    blocks = [
        block(own("‘One two three four’")),
        block(own("She"), block_id="b2", parent="b1", type=BlockType.ATTRIBUTION),
    ]
    assert judge(blocks).look_at == (LookAt("b1", "One two three four"),)


def test_a_term_marked_once_is_known_everywhere() -> None:
    marked = block(own("‘The long tail of trust’", is_term=True), own(" is a term."))
    again = block(own("So ‘the long tail of trust’ grows."), block_id="b2")
    assert judge([marked, again]) == Judgement(())
    assert judge(again).look_at == (LookAt("b2", "the long tail of trust"),)

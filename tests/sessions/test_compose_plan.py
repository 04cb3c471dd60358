"""Documents made of a plan: the brief of a session, and running orders for all and for the director."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sessions.agenda import Part, PartKind
from sessions.breakouts import Group
from sessions.compose import Draft
from sessions.compose_brief import session_brief
from sessions.compose_running_order import FOR_DIRECTOR, is_for_director, running_order_of
from sessions.document import BlockType, DocumentKind, Origin, tree_of
from sessions.gathering import GroundRule
from sessions.people import Level, Listing
from tests.sessions.documents import EVERY, check_sources, rows, under
from tests.sessions.test_compose_material import (
    GROUPS,
    OCCASION,
    PEOPLE,
    SESSION,
    TALK,
    Notebook,
    texts,
    whole,
)

FULL = replace(
    SESSION, prompts=("Who holds the oars?", "And who after?"), materials=("A bell",), sources=("The ferry book",),
    for_director="Bo is  always late.",
)  # fmt: skip
PARTS = (
    TALK,
    Part("round", "s1", PartKind.BREAKOUTS, "", 65, rank="2", is_protected=True),
    Part("tea", "s1", PartKind.BREAK, "Tea", 60, rank="3", fixed_start=10 * 60 + 14),
    Part("end", "s1", PartKind.CONTRIBUTIONS, "", 5, ("cy", "fay", "nobody"), rank="4"),
)
STARTS = replace(OCCASION, starts=9 * 60)


def brief(**records: Any) -> Draft:
    made = {"sessions": (FULL,), "parts": PARTS, "occasions": (STARTS,), **records}
    return session_brief(Notebook().material(**made), EVERY, "s1")


def order(*, is_full: bool = False, **records: Any) -> Draft:
    made = {"sessions": (FULL,), "parts": PARTS, "occasions": (STARTS,), **records}
    return running_order_of(Notebook().material(**made), EVERY, is_for_director=is_full)


class TestBrief:
    def test_it_is_all_that_the_plan_says_of_a_session(self) -> None:
        made = brief()
        document = made.document
        assert document.kind is DocumentKind.SESSION_BRIEF
        assert (document.title, document.subtitle) == ("Keeping a crossing", "Who keeps the boat?")
        assert document.dateline == (
            "Winter crossing, Online\nWednesday 3 February 2027, 09:00–11:20 (2 h 20)"
        )
        facts = "Part of: The day · Strand: Tides · Led by: Bo Marsh · Chaired by: Ada Quill"
        assert texts(made)[0] == facts
        assert under(made, "Why now") == ["Boats are leaving the water."]
        assert under(made, "What we have learnt") == ["Two crossings closed last year."]
        assert under(made, "Questions to put to people") == ["Who holds the oars?", "And who after?"]
        assert under(made, "What to have ready") == ["A bell"]
        assert under(made, "Sources")[0] == "The ferry book"
        assert rows(made, BlockType.AGENDA) == [
            ["Time", "What", "Who", "Length"],
            ["09:00–09:10", "Talk: The last oar", "Bo Marsh", "10 min"],
            ["09:10–10:15", "Groups (protected: this time is not to be cut; one minute too long)", "", "1 h 05"],
            ["10:15–11:15", "Break: Tea (starts at 10:14 whatever happens)", "", "1 h"],
            ["11:15–11:20", "Short contributions", "Cyprian Oake and somebody who prefers not to be named", "5 min"],
        ]  # fmt: skip
        check_sources(made)

    def test_groups_have_their_leads_and_somebody_to_take_notes(self) -> None:
        led = replace(GROUPS[2], topic="Ice", leads=("cy",))
        made = brief(groups=(*GROUPS[:2], led, *GROUPS[3:]))
        assert rows(made) == [
            ["Group and topic", "Led by", "Notes taken by"],
            ["North bank: Ice", "Cyprian Oake", "Eve Tarn"],
            ["South bank", "", "somebody who prefers not to be named"],
            ["The isle", "", "To be agreed"],
        ]

    @pytest.mark.parametrize("rule", GroundRule)
    def test_the_ground_rule_is_there_to_be_read_out_before_anybody_has(self, rule: GroundRule) -> None:
        made = brief(occasions=(replace(STARTS, ground_rule=rule, announced_by=""),))
        (words,) = texts(made, BlockType.CALLOUT)
        assert words.startswith("No ground rule" if rule is GroundRule.NOT_ANNOUNCED else "To read out at")

    def test_what_is_for_whoever_runs_the_day_is_not_in_it(self) -> None:
        assert "late" not in whole(brief())

    def test_bare_session_has_no_empty_headings(self) -> None:
        bare = replace(FULL, strand="", led_by=(), chaired_by="", question="", why_now="", learnt=(), prompts=(),
                       materials=(), sources=())  # fmt: skip
        made = brief(sessions=(bare,), parts=(), groups=(), occasions=(replace(STARTS, place=""),))
        assert texts(made)[0] == "Part of: The day"
        assert not texts(made, BlockType.HEADING)
        assert made.document.dateline.endswith("09:00–09:00 (0 min)")


class TestRunningOrder:
    def test_a_session_that_must_end_says_so(self) -> None:
        made = order(sessions=(replace(FULL, must_end=11 * 60 + 30),))
        assert "over by 11:30 whatever happens" in str(rows(made, BlockType.AGENDA))

    def test_hard_stops_protected_items_and_what_runs_over_are_said_in_words(self) -> None:
        made = order()
        assert made.document.title == "Running order"
        assert "Wednesday 3 February 2027, 09:00–11:20, Online." in texts(made)
        first = rows(made, BlockType.AGENDA)[1]
        assert first == ["09:00–11:20", "Keeping a crossing", "Bo Marsh; chair: Ada Quill", "2 h 20"]
        assert under(made, "The day")[-2:] == [
            "What runs over:",
            "‘Groups’ runs one minute past what comes after it, or past its own length.",
        ]
        assert rows(made)[0] == ["Session", "Group", "Topic", "Led by", "Notes taken by"]
        check_sources(made)

    def test_what_fits_is_said_to_fit(self) -> None:
        assert "Everything fits: nothing runs past a hard stop." in texts(order(parts=(TALK,), groups=()))
        long = replace(FULL, length=5)
        made = order(sessions=(long,), parts=(TALK,))
        assert "‘Keeping a crossing’ runs five minutes past" in whole(made)

    def test_sessions_are_led_or_chaired_or_neither(self) -> None:
        led = replace(FULL, chaired_by="")
        chaired = replace(FULL, id="s2", led_by=(), rank="2")
        alone = replace(FULL, id="s3", led_by=(), chaired_by="", rank="3")
        made = order(sessions=(led, chaired, alone), parts=(), groups=())
        assert [row[2] for row in rows(made, BlockType.AGENDA)[1:]] == ["Bo Marsh", "Chair: Ada Quill", ""]

    def test_times_are_those_of_the_clock_on_the_wall(self) -> None:
        night = replace(OCCASION, date=date(2026, 10, 24), starts=23 * 60 + 30, place="")
        parts = (replace(TALK, length=60), Part("on", "s1", PartKind.PLENARY, "", 120, rank="2"))
        made = order(occasions=(night,), parts=parts)
        times = [row[0] for row in rows(made, BlockType.AGENDA)[2:]]
        assert times == [
            "23:30–00:30 (the day after)",
            "00:30 (the day after)–01:30 (the day after)",
        ]
        assert "Saturday 24 October 2026, 23:30–01:30 (the day after)." in texts(made)

    def test_occasion_without_sessions_is_named(self) -> None:
        made = order(sessions=(), parts=())
        assert texts(made) == ["The day", "Wednesday 3 February 2027, 09:00–09:00, Online."]

    def test_whoever_runs_the_day_is_told_more(self) -> None:
        other = replace(FULL, id="s2", for_director="", materials=("A rope",), rank="2")
        third = replace(FULL, id="s3", materials=(), rank="3")
        last = replace(FULL, id="s4", for_director="", materials=(), rank="4", title="Nothing to say")
        made = order(is_full=True, sessions=(FULL, other, third, last))
        assert made.document.title == "Running order, for whoever runs the day"
        assert made.document.id != order().document.id
        assert under(made, "Keeping a crossing") == [
            "Bo is always late.", "To have ready:", "A bell", "To have ready:", "A rope", "Bo is always late.",
        ]  # fmt: skip
        assert "Nothing to say" not in texts(made, BlockType.HEADING)
        assert "Cyprian Oake and Fay Holm" in whole(made)
        assert texts(made)[0] == "This copy is for whoever runs the day. It is not handed on."
        told = [run.src for block in made.blocks for run in block.body if run.text == "Bo is always late."]
        assert {(one.origin, one.refs[1]) for one in told} == {(Origin.CARRIED, FOR_DIRECTOR)}
        check_sources(made)

    def test_only_that_copy_is_for_whoever_runs_the_day(self) -> None:
        for made, is_so in ((order(is_full=True), True), (order(), False), (brief(), False)):
            assert is_for_director(tree_of(made.document, made.blocks, {})) is is_so
        quiet = replace(FULL, for_director="", materials=())
        made = order(is_full=True, sessions=(quiet,))
        assert "For whoever runs the day" not in texts(made)
        assert is_for_director(tree_of(made.document, made.blocks, {}))

    @pytest.mark.parametrize("choice", [{"quoted_as": Level.SECTOR}, {"listed_as": Listing.NOT_LISTED}])
    def test_who_prefers_not_to_be_named_is_not_and_is_said_once(self, choice: dict[str, Any]) -> None:
        shy = tuple(replace(one, **choice) for one in PEOPLE)
        group = Group("g1", "s1", "g1", "One", leads=("bo", "cy"), rank="1")
        made = order(people=shy, groups=(group,))
        assert rows(made)[1][3] == "somebody who prefers not to be named"

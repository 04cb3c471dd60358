"""How much of a speaker may stand beside a quotation: the table of the ground rules, and answers that meet."""

from __future__ import annotations

from itertools import permutations

import pytest

from sessions.gathering import GroundRule
from sessions.notes import Permission, PermissionState
from sessions.people import Level
from sessions.permission import (
    NOBODY_ASKED,
    Answer,
    allowed,
    answer_of,
    effective,
    is_shared_enough,
    prints_organisation,
    standing,
    strictness,
    unasked,
)
from tests.sessions.factories import answer

SILENT, ON_THE_RECORD, WITH_PERMISSION, CHATHAM_HOUSE = GroundRule
NONE, ANONYMOUS, SECTOR, ROLE, NAMED = Level
ANNOUNCED = (ON_THE_RECORD, WITH_PERMISSION, CHATHAM_HOUSE)
NOES = (PermissionState.REFUSED, PermissionState.WITHDRAWN)
SILENCES = (PermissionState.NOT_ASKED, PermissionState.ASKED)

EVERY_RULE = pytest.mark.parametrize("rule", ANNOUNCED)
IN_OWN_TALK = pytest.mark.parametrize("is_own_talk", [False, True])
EITHER_NO = pytest.mark.parametrize("no", NOES)


def asked(*permissions: Permission, words_op: str = "w1") -> Answer:
    """Return what answers amount to for the first words, the same in any order."""
    found = {
        effective(order, words_op, lambda one, other: one == other) for order in permutations(permissions)
    }
    assert len(found) == 1
    return found.pop()


def printed(
    rule: GroundRule, *permissions: Permission, cap: Level = NAMED, is_own_talk: bool = False
) -> Level:
    return allowed(rule, asked(*permissions), cap, is_own_talk=is_own_talk)


# -- the table ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "from_the_floor", "in_own_talk"),
    [
        (SILENT, NONE, NONE),
        (ON_THE_RECORD, NAMED, NAMED),
        (WITH_PERMISSION, ANONYMOUS, NAMED),
        (CHATHAM_HOUSE, ANONYMOUS, NAMED),
    ],
)
def test_where_nobody_was_asked_the_ground_rule_says(
    rule: GroundRule, from_the_floor: Level, in_own_talk: Level
) -> None:
    assert (unasked(rule, is_own_talk=False), unasked(rule, is_own_talk=True)) == (
        from_the_floor,
        in_own_talk,
    )
    for silence in SILENCES:
        assert printed(rule, answer(silence)) == from_the_floor
        assert printed(rule, answer(silence), is_own_talk=True) == in_own_talk
    assert printed(rule) == from_the_floor


@EVERY_RULE
@IN_OWN_TALK
@pytest.mark.parametrize("level", Level)
def test_where_it_was_given_the_level_given_counts(rule: GroundRule, level: Level, is_own_talk: bool) -> None:
    assert printed(rule, answer(PermissionState.GIVEN, level), is_own_talk=is_own_talk) == level


@EVERY_RULE
@IN_OWN_TALK
@EITHER_NO
@pytest.mark.parametrize("level", [NONE, ANONYMOUS])
def test_who_refuses_the_words_leaves_nothing(
    rule: GroundRule, level: Level, no: PermissionState, is_own_talk: bool
) -> None:
    assert printed(rule, answer(no, level), is_own_talk=is_own_talk) == NONE


@EVERY_RULE
@IN_OWN_TALK
@EITHER_NO
@pytest.mark.parametrize("level", [SECTOR, ROLE, NAMED])
def test_who_refuses_a_name_leaves_the_words_without_it(
    rule: GroundRule, level: Level, no: PermissionState, is_own_talk: bool
) -> None:
    assert printed(rule, answer(no, level), is_own_talk=is_own_talk) == ANONYMOUS


@pytest.mark.parametrize("state", PermissionState)
@IN_OWN_TALK
def test_where_no_rule_was_announced_nothing_is_printed_whatever_was_answered(
    state: PermissionState, is_own_talk: bool
) -> None:
    assert printed(SILENT, answer(state), is_own_talk=is_own_talk) == NONE


@EVERY_RULE
@IN_OWN_TALK
@pytest.mark.parametrize("state", PermissionState)
def test_a_standing_choice_caps_every_level(
    rule: GroundRule, state: PermissionState, is_own_talk: bool
) -> None:
    uncapped = printed(rule, answer(state), is_own_talk=is_own_talk)
    for cap in Level:
        assert printed(rule, answer(state), cap=cap, is_own_talk=is_own_talk) == min(uncapped, cap)


@EVERY_RULE
def test_a_standing_choice_never_lets_more_be_said(rule: GroundRule) -> None:
    assert printed(rule, answer(PermissionState.GIVEN, SECTOR), cap=NAMED) == SECTOR


def test_an_answer_without_a_level_allows_nothing() -> None:
    for state in (PermissionState.GIVEN, *NOES):
        assert allowed(ON_THE_RECORD, Answer(state), NAMED) == NONE


# -- what may stand beside a name -----------------------------------------------------------------------------


@pytest.mark.parametrize("level", [SECTOR, ROLE])
@pytest.mark.parametrize(("people", "is_enough"), [(0, False), (1, False), (2, False), (3, True), (9, True)])
def test_a_sector_or_role_is_printed_only_where_three_share_it(
    level: Level, people: int, is_enough: bool
) -> None:
    assert is_shared_enough(level, people) is is_enough


@pytest.mark.parametrize("level", [NONE, ANONYMOUS, NAMED])
def test_other_levels_need_nobody_to_share_them(level: Level) -> None:
    assert is_shared_enough(level, 1)


def test_chatham_house_prints_no_organisation_but_in_a_speakers_own_talk() -> None:
    assert not prints_organisation(CHATHAM_HOUSE, NAMED)
    assert prints_organisation(CHATHAM_HOUSE, NAMED, is_own_talk=True)


@pytest.mark.parametrize("rule", [ON_THE_RECORD, WITH_PERMISSION])
@IN_OWN_TALK
def test_under_other_rules_an_organisation_stands_beside_a_name(rule: GroundRule, is_own_talk: bool) -> None:
    assert prints_organisation(rule, NAMED, is_own_talk=is_own_talk)


@pytest.mark.parametrize("rule", GroundRule)
@pytest.mark.parametrize("level", [NONE, ANONYMOUS, SECTOR, ROLE])
@IN_OWN_TALK
def test_an_organisation_never_stands_without_a_name(
    rule: GroundRule, level: Level, is_own_talk: bool
) -> None:
    assert not prints_organisation(rule, level, is_own_talk=is_own_talk)


# -- answers that meet ----------------------------------------------------------------------------------------


def test_where_there_is_no_answer_nobody_was_asked() -> None:
    assert asked() == NOBODY_ASKED
    assert answer_of(answer(PermissionState.NOT_ASKED)) == NOBODY_ASKED


@EITHER_NO
def test_a_no_beats_every_yes(no: PermissionState) -> None:
    yes = answer(PermissionState.GIVEN, id="p2")
    assert asked(answer(no), yes) == Answer(no, ANONYMOUS)


def test_a_no_to_the_words_beats_a_no_to_the_name() -> None:
    noes = (answer(PermissionState.REFUSED, NAMED), answer(PermissionState.WITHDRAWN, ANONYMOUS, id="p2"))
    assert asked(*noes) == Answer(PermissionState.WITHDRAWN, NONE)


def test_a_question_still_open_beats_a_yes() -> None:
    assert (
        asked(answer(PermissionState.GIVEN), answer(PermissionState.ASKED, id="p2")).state
        is PermissionState.ASKED
    )


def test_the_least_that_was_given_counts() -> None:
    given = [answer(PermissionState.GIVEN, level, id=f"p{level}") for level in (NAMED, SECTOR, ROLE)]
    assert asked(*given) == Answer(PermissionState.GIVEN, SECTOR)


def test_answers_are_ranked_by_how_strict_they_are() -> None:
    strictest_first = [
        Answer(PermissionState.REFUSED, NONE),
        Answer(PermissionState.WITHDRAWN, ANONYMOUS),
        NOBODY_ASKED,
        Answer(PermissionState.GIVEN, ANONYMOUS),
        Answer(PermissionState.GIVEN, NAMED),
    ]
    assert [*map(strictness, strictest_first)] == sorted(map(strictness, strictest_first))


def test_an_answer_that_another_follows_no_longer_counts() -> None:
    no = answer(PermissionState.REFUSED)
    yes = answer(PermissionState.GIVEN, ROLE, id="p2", follows=["p1"])
    assert standing([no, yes]) == (yes,)
    assert asked(no, yes) == Answer(PermissionState.GIVEN, ROLE)


def test_two_answers_that_follow_one_both_stand() -> None:
    first = answer(PermissionState.ASKED)
    yes, no = (
        answer(state, id=f"p-{state}", follows=["p1"])
        for state in (PermissionState.GIVEN, PermissionState.REFUSED)
    )
    assert standing([first, yes, no]) == (yes, no)
    assert asked(first, yes, no).state is PermissionState.REFUSED


def test_an_answer_may_follow_one_that_has_not_come() -> None:
    assert asked(answer(PermissionState.GIVEN, follows=["p0"])).state is PermissionState.GIVEN


CIRCLE = (
    answer(PermissionState.GIVEN, follows=["p2"]),
    answer(PermissionState.REFUSED, id="p2", follows=["p1"]),
)


def test_answers_that_follow_each_other_in_a_circle_all_stand() -> None:
    assert standing(CIRCLE) == CIRCLE
    assert asked(*CIRCLE).state is PermissionState.REFUSED


def test_a_circle_stands_beside_another_answer_too() -> None:
    assert asked(*CIRCLE, answer(PermissionState.GIVEN, id="p3")).state is PermissionState.REFUSED


def test_a_yes_covers_no_other_words() -> None:
    assert asked(answer(PermissionState.GIVEN), words_op="w2") == NOBODY_ASKED


def test_a_yes_covers_words_that_are_the_same() -> None:
    given = [answer(PermissionState.GIVEN, SECTOR)]
    assert effective(given, "w2", lambda one, other: True) == Answer(PermissionState.GIVEN, SECTOR)


def test_whether_words_are_the_same_is_asked_of_those_of_the_answer_and_those_in_print() -> None:
    given = [answer(PermissionState.GIVEN, ROLE)]
    assert effective(given, "w2", lambda one, other: (one, other) == ("w1", "w2")).ceiling is ROLE


@EITHER_NO
def test_a_no_to_an_earlier_wording_still_counts(no: PermissionState) -> None:
    assert asked(answer(no, ANONYMOUS), words_op="w2") == Answer(no, NONE)

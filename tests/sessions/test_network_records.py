"""Aims that come back, figures, surveys that add up, cited words with a source, what a group brings back."""

from dataclasses import replace
from datetime import date

import pytest

from sessions.aims import IN_ORDER, Aim, Outcome, came_before, still_open
from sessions.citations import Citation, checked
from sessions.errors import DomainError
from sessions.figures import Figure, lines
from sessions.report_back import chosen, report_back, seconds_to_say
from sessions.surveys import Survey, SurveyProblem, problems_of, response_permille
from tests.sessions.factories import note

TODAY = date(2026, 11, 12)


def aim(name: str, said_on: date | None, outcome: Outcome = Outcome.OPEN) -> Aim:
    return Aim(name, "net", f"Do {name}", said_on=said_on, outcome=outcome, rank=name)


def test_an_aim_comes_back_until_somebody_says_what_became_of_it() -> None:
    aims = [
        aim("c", date(2025, 11, 13)),
        aim("a", None),
        aim("b", date(2025, 11, 13), Outcome.DROPPED),
        aim("d", TODAY),
    ]
    assert [one.id for one in came_before(aims, TODAY)] == ["a", "b", "c"]
    assert [one.id for one in still_open(aims, TODAY)] == ["a", "c"]


def test_every_outcome_is_told_somewhere() -> None:
    assert sorted(IN_ORDER) == sorted(Outcome)


def figure(key: str, year: int, value: int, **more: str) -> Figure:
    return Figure(f"{key}{year}{more}", "net", key, key.title(), value, date(year, 9, 30), rank=key, **more)


def test_figures_of_one_key_stand_in_a_line_the_newest_first() -> None:
    found = lines(
        [figure("b", 2024, 7), figure("a", 2025, 60), figure("a", 2026, 52), figure("a", 2027, 99)], TODAY
    )
    assert [(line.key, [one.value for one in line.figures]) for line in found] == [
        ("a", [52, 60]),
        ("b", [7]),
    ]
    assert found[0].newest.value == 52
    assert [line.change for line in found] == [-8, None]


def test_figures_in_other_units_are_not_compared_and_the_later_of_two_counts() -> None:
    found = lines(
        [figure("a", 2025, 1, unit="h"), figure("a", 2026, 3), replace(figure("a", 2026, 4), id="z")]
    )
    assert [one.value for one in found[0].figures] == [4, 1]
    assert found[0].change is None


def test_a_survey_says_how_many_answered_where_that_is_known() -> None:
    survey = Survey("s", "g", "before", "Before", sent_to=400, answered_by=97)
    assert response_permille(survey) == 243
    assert response_permille(replace(survey, sent_to=-1)) is None
    assert response_permille(replace(survey, answered_by=-1)) is None
    assert response_permille(replace(survey, answered_by=401)) is None


def test_a_survey_whose_facts_cannot_be() -> None:
    survey = Survey("s", "g", "before", "Before", "", "", 10, 11, date(2026, 2, 2), date(2026, 2, 1))
    assert problems_of(survey) == (SurveyProblem.MORE_ANSWERS, SurveyProblem.ENDED_EARLY)
    assert problems_of(replace(survey, sent_to=-1, opened=None)) == ()


def test_cited_words_need_an_author_and_a_source() -> None:
    whole = Citation("c", "g", "Rooms remember", "A. N. Author", "A book")
    assert checked(whole) is whole
    with pytest.raises(DomainError) as refused:
        checked(replace(whole, author=" ", source=""))
    assert refused.value.fields == {"missing": "author, source"}


def test_a_group_brings_back_what_it_chose_and_nothing_else() -> None:
    notes = [note(record_id="n1"), note(record_id="n2"), note(record_id="n3", report_rank="a")]
    edits = chosen([notes[1], notes[0]], notes, "0000")
    ranks = {edit.id: str(edit.fields["report_rank"]) for edit in edits}
    assert ranks["n3"] == ""
    assert ranks["n2"] < ranks["n1"]
    after = [replace(one, report_rank=ranks[one.id]) for one in notes]
    assert [one.id for one in report_back(after)] == ["n2", "n1"]


def test_three_things_are_brought_back_at_most() -> None:
    notes = [note(record_id=f"n{at}") for at in range(4)]
    with pytest.raises(DomainError) as refused:
        chosen(notes, notes, "0000")
    assert refused.value.fields == {"count": 4, "most": 3}


def test_how_long_it_takes_to_say() -> None:
    assert seconds_to_say([note("word " * 65)]) == 30
    assert seconds_to_say([]) == 0

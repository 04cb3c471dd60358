"""Questions that were asked outside a gathering: of whom, when, and how many answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NOT_KNOWN = -1


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey; its questions are polls that name it, its comments are notes of a group of kind *survey*.

    ``session`` is the session it is told in, '' where it comes before them all. ``sent_to`` and ``answered_by``
    count people, -1 for not known.
    """

    id: str
    gathering: str
    key: str
    title: str
    session: str = ""
    asked_of: str = ""
    sent_to: int = NOT_KNOWN
    answered_by: int = NOT_KNOWN
    opened: date | None = None
    closed: date | None = None
    source: str = ""
    rank: str = ""


class SurveyProblem(StrEnum):
    """What is wrong with the facts of a survey."""

    MORE_ANSWERS = "more answers than people who were asked"
    ENDED_EARLY = "it closed before it opened"


def problems_of(survey: Survey) -> tuple[SurveyProblem, ...]:
    """Return what is wrong with a survey."""
    found = {
        SurveyProblem.MORE_ANSWERS: 0 <= survey.sent_to < survey.answered_by,
        SurveyProblem.ENDED_EARLY: bool(survey.opened and survey.closed and survey.closed < survey.opened),
    }
    return tuple(problem for problem, is_there in found.items() if is_there)


def response_permille(survey: Survey) -> int | None:
    """Return what share of those asked have answered, rounded to tenths of a per cent; None where it is not known."""
    if survey.sent_to < 1 or survey.answered_by < 0 or problems_of(survey):
        return None
    return (2000 * survey.answered_by + survey.sent_to) // (2 * survey.sent_to)

"""A survey in print: of whom it was asked and how many answered, its questions, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sessions.agenda import Session
from sessions.compose_blocks import Piece, Runs, evenly, list_of
from sessions.compose_harvest import Harvest
from sessions.compose_kit import Kit
from sessions.compose_polls import poll_piece
from sessions.compose_threads import Thread
from sessions.compose_wording import Wording, record
from sessions.document import BlockType
from sessions.polls import measure
from sessions.surveys import Survey, SurveyProblem, problems_of, response_permille

_LONGEST: Final = 8


class Surveys:
    """Tell surveys where they belong, with what people wrote in them."""

    def __init__(self, harvests: Iterable[Harvest], kit: Kit) -> None:
        self._kit = kit
        self._comments: dict[str, list[Thread]] = {}
        for found in harvests:
            for survey, threads in found.surveys.items():
                self._comments.setdefault(survey, []).extend(threads)

    def told_in(self, session: Session | None, level: int) -> list[Piece]:
        """Return the surveys that are told in a session, or before the first."""
        return [piece for one in self._kit.index.surveys_of(session) for piece in self._pieces(one, level)]

    def _pieces(self, survey: Survey, level: int) -> list[Piece]:
        wording = self._kit.wording
        facts = wording.sentences(*_facts(survey, wording))
        made = [Piece(BlockType.HEADING, record(survey.title, survey.id), level=level, about=survey.id)]
        made += [Piece(BlockType.PARAGRAPH, facts)] if facts else []
        made += [poll_piece(poll, self._kit.index, wording) for poll in self._kit.index.polls_of(survey)]
        # Who writes in a survey sits in no group: nothing is counted.
        items = self._kit.teller.items(self._comments.get(survey.id, ()), 0)
        for at, stretch in enumerate(evenly(items, _LONGEST)):
            name = "survey-comments-more" if at else "survey-comments"
            made += [Piece(BlockType.PARAGRAPH, wording.fill(name)), list_of(BlockType.BULLETS, stretch)]
        return made


def _facts(survey: Survey, wording: Wording) -> list[Runs]:
    """Return what is known of a survey, a sentence for each; what is not known is said or left out."""
    asked = record(survey.asked_of, survey.id)
    source = record(survey.source, survey.id)
    return [
        wording.fill("survey-asked", people=asked) if asked else (),
        _when(survey, wording),
        _answered(survey, wording),
        wording.fill("survey-source", source=source) if source else (),
    ]


def _when(survey: Survey, wording: Wording) -> Runs:
    if SurveyProblem.ENDED_EARLY in problems_of(survey):
        return ()
    days = {
        name: wording.plain_day(day, survey.id)
        for name, day in (("opened", survey.opened), ("closed", survey.closed))
        if day
    }
    if survey.opened == survey.closed:
        return wording.fill("survey-on", date=days["opened"]) if days else ()
    if len(days) == 2:
        return wording.fill("survey-between", **days)
    return wording.fill("survey-opened" if survey.opened else "survey-closed", **days)


def _answered(survey: Survey, wording: Wording) -> Runs:
    """Return how many were asked and how many of them answered, with the share where both are known."""
    if SurveyProblem.MORE_ANSWERS in problems_of(survey):
        return wording.fill("survey-unsure")
    sent = wording.number(survey.sent_to, survey.id) if survey.sent_to >= 0 else ()
    answered = wording.number(survey.answered_by, survey.id) if survey.answered_by >= 0 else ()
    if not answered:
        return wording.fill("survey-sent", sent=sent) if sent else ()
    if not survey.answered_by:
        return wording.fill("survey-nobody")
    # On which days it was open says nothing of the share.
    permille = response_permille(replace(survey, opened=None, closed=None))
    if permille is None:
        return wording.fill("survey-answered", answered=answered)
    return wording.fill(
        "survey-share",
        sent=sent,
        answered=answered,
        measure=record(measure(permille), survey.id),
        percent=record(str((permille + 5) // 10), survey.id),
    )

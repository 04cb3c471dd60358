"""Surveys and cited words in gathering.toml: what comes into a gathering from outside it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_naming import Naming
from facilitator.importing.folder_origin import Known
from sessions.citations import Citation
from sessions.gathering import Gathering
from sessions.surveys import NOT_KNOWN, Survey, SurveyProblem, problems_of

_CODES: Final = MappingProxyType(
    {SurveyProblem.MORE_ANSWERS: "survey_more_answers", SurveyProblem.ENDED_EARLY: "survey_ended_early"}
)
_AT: Final = MappingProxyType(
    {SurveyProblem.MORE_ANSWERS: "answered_by", SurveyProblem.ENDED_EARLY: "closed"}
)


class OutsideTables:
    """Reads the tables of what was asked, and of what was written, outside the gathering."""

    def __init__(self, top: Table, naming: Naming) -> None:
        self._top = top
        self._naming = naming
        self._surveys = top.tables("survey")

    def known_surveys(self) -> Known:
        """Return the surveys by key, for the groups that stand above them in the file."""
        return self._naming.known("unknown_survey", "survey", self._surveys)

    def surveys(self, gathering: Gathering, known_sessions: Known) -> tuple[Survey, ...]:
        """Return the surveys, after saying what of their facts cannot be."""
        tables = self._surveys
        self._naming.check_unique(tables, "key")
        found = []
        ranks = self._naming.ranks(len(tables), "survey")
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            survey = Survey(
                id=self._naming.id("survey", number),
                gathering=gathering.id,
                key=table.key(),
                title=table.text("title", is_needed=True),
                session=self._naming.reference(table, "session", known_sessions),
                asked_of=table.text("asked_of"),
                sent_to=table.count("sent_to", NOT_KNOWN),
                answered_by=table.count("answered_by", NOT_KNOWN),
                opened=table.day("opened"),
                closed=table.day("closed"),
                source=table.text("source"),
                rank=rank,
            )
            table.finish()
            for problem in problems_of(survey):
                table.say(_CODES[problem], _AT[problem], name=survey.key)
            found.append(survey)
        return tuple(found)

    def citations(self, gathering: Gathering, known_sessions: Known) -> tuple[Citation, ...]:
        """Return the words of authors who were not there."""
        tables = self._top.tables("cited")
        found = []
        ranks = self._naming.ranks(len(tables), "citation")
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            citation = Citation(
                id=self._naming.id("citation", number),
                gathering=gathering.id,
                words=table.text("words", is_needed=True),
                author=table.text("author", is_needed=True),
                source=table.text("source", is_needed=True),
                session=self._naming.reference(table, "session", known_sessions),
                link=table.text("link"),
                rank=rank,
            )
            table.finish()
            found.append(citation)
        return tuple(found)

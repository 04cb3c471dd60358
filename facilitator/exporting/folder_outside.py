"""gathering.toml: surveys, figures, aims, cited words, the draft, and what was agreed about quotations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from facilitator.exporting.folder_content import FolderContent
from facilitator.exporting.folder_names import Names
from facilitator.exporting.folder_plan import table
from facilitator.exporting.folder_toml import Table, Value
from facilitator.importing.folder_notes import certainty_in
from facilitator.leaving_out import What
from sessions.aims import Aim, Outcome
from sessions.citations import Citation
from sessions.figures import Figure
from sessions.notes import Note
from sessions.surveys import Survey
from sessions.wording import same_words


def outside_tables(content: FolderContent, names: Names) -> Iterator[Table]:
    """Yield the tables from the first survey to the draft."""
    yield from (_survey(survey, names) for survey in content.surveys)
    yield from (_figure(figure, names) for figure in _one_a_day(content, names))
    yield from (_aim(aim, names) for aim in content.aims)
    yield from (_citation(citation, names) for citation in content.citations)
    if content.draft is not None:
        values: dict[str, Value | None] = {
            "title": names.text(content.draft.title, is_needed=True),
            "circulated": content.draft.circulated,
            "circulated_to": names.text(content.draft.circulated_to),
        }
        yield table("[draft]", values)


def _survey(survey: Survey, names: Names) -> Table:
    values: dict[str, Value | None] = {
        "key": names.key(survey.id),
        "title": names.text(survey.title, is_needed=True),
        "session": names.key(survey.session),
        "asked_of": names.text(survey.asked_of),
        "sent_to": survey.sent_to if survey.sent_to >= 0 else None,
        "answered_by": survey.answered_by if survey.answered_by >= 0 else None,
        "opened": survey.opened,
        "closed": survey.closed,
        "source": names.text(survey.source),
    }
    return table("[[survey]]", values)


def _one_a_day(content: FolderContent, names: Names) -> list[Figure]:
    """Return the figures, of two of one key for one day the later one: it is the one that counts."""
    found: dict[tuple[str, date], Figure] = {}
    for figure in content.figures:
        if (figure.key, figure.on) in found:
            names.tally.add(What.FIGURES)
        found[figure.key, figure.on] = figure
    return list(found.values())


def _figure(figure: Figure, names: Names) -> Table:
    values: dict[str, Value | None] = {
        "key": figure.key,
        "label": names.text(figure.label, is_needed=True),
        "value": figure.value,
        "on": figure.on,
        "unit": names.text(figure.unit),
        "source": names.text(figure.source),
    }
    return table("[[figure]]", values)


def _aim(aim: Aim, names: Names) -> Table:
    values: dict[str, Value | None] = {
        "words": names.text(aim.words, is_needed=True),
        "said_in": names.text(aim.said_in),
        "said_on": aim.said_on,
        "by": names.text(aim.by),
        "condition": names.text(aim.condition),
        "outcome": None if aim.outcome is Outcome.OPEN else aim.outcome.value,
        "became": names.text(aim.became),
    }
    return table("[[aim]]", values)


def _citation(citation: Citation, names: Names) -> Table:
    values: dict[str, Value | None] = {
        "words": names.text(citation.words, is_needed=True),
        "author": names.text(citation.author, is_needed=True),
        "source": names.text(citation.source, is_needed=True),
        "link": names.text(citation.link),
        "session": names.key(citation.session),
    }
    return table("[[cited]]", values)


class Quotes:
    """Writes what was agreed about quotations, each called by words that mean no other."""

    def __init__(self, content: FolderContent, names: Names) -> None:
        self._content = content
        self._names = names
        self._kinds = {group.id: group.kind for group in content.groups}

    def tables(self) -> Iterator[Table]:
        """Yield a table for each quotation about which something is known."""
        for session in self._content.sessions:
            groups = {group.id for group in self._content.groups_of(session)}
            notes = [note for note in self._content.notes if note.group in groups]
            said = [words for note in notes for words in note.verbatim]
            for note in notes:
                yield from self._about(note, said, self._names.key(session.id))

    def _about(self, note: Note, said: list[str], session: str) -> Iterator[Table]:
        answer = self._content.answers.get(note.id)
        choice = self._content.choices.get(note.id)
        usual = certainty_in(self._kinds[note.group])
        certainty = None if note.certainty is usual else note.certainty.value
        if answer is None and choice is None and certainty is None:
            return
        words = next((one for one in note.verbatim if _means_one(one, said)), "")
        if not words:
            is_answer = answer is not None or choice is not None
            self._names.tally.add(What.ANSWERS_WITHOUT_WORDS if is_answer else What.CERTAINTIES)
            return
        values: dict[str, Value | None] = {"words": self._names.text(words), "session": session}
        if answer is not None:
            values |= {
                "permission": answer.state.value,
                "level": answer.level.word,
                "how": self._names.text(answer.how),
                "by": self._names.text(answer.by),
                "on": datetime.fromtimestamp(answer.at / 1000, UTC).date() if answer.at else None,
            }
        values["certainty"] = certainty
        values["print_as"] = None if choice is None else choice.word
        yield table("[[quote]]", values)


def _means_one(words: str, said: list[str]) -> bool:
    return sum(same_words(words, other) for other in said) == 1

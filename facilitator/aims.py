"""Aims of a network that wait for a word, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from facilitator.days import one
from facilitator.pen import Pen
from sessions.aims import Aim, Outcome, still_open
from sessions.document import Document
from sessions.edits import change
from sessions.errors import DomainError
from sessions.gathering import Gathering
from sessions.ops import Change


@dataclass(frozen=True, slots=True)
class OpenAims:
    """Aims that were said in one place and that nobody has answered; ``title`` is '' where it is not known where."""

    said_in: str
    title: str
    said_on: date | None
    aims: tuple[Aim, ...]


def open_aims(reader: Reader, today: date) -> tuple[OpenAims, ...]:
    """Return the aims that are still open, by the gathering or document they were said in, the newest first."""
    by_place: dict[str, list[Aim]] = {}
    for aim in still_open((kept.record for kept in reader.every("aim", outcome=Outcome.OPEN)), today):
        by_place.setdefault(aim.said_in, []).append(aim)
    titles = _titles(reader, tuple(by_place))
    found = [
        OpenAims(place, titles.get(place, ""), max(days) if (days := _days(aims)) else None, tuple(aims))
        for place, aims in by_place.items()
    ]
    return tuple(sorted(found, key=lambda each: each.said_on or date.min, reverse=True))


def _days(aims: Sequence[Aim]) -> list[date]:
    return [aim.said_on for aim in aims if aim.said_on is not None]


def _titles(reader: Reader, places: Sequence[str]) -> Mapping[str, str]:
    documents: list[Document] = [kept.record for kept in reader.among("document", "id", places)]
    gatherings: list[Gathering] = [kept.record for kept in reader.among("gathering", "id", places)]
    return {**{one.id: one.title for one in documents}, **{one.id: one.title for one in gatherings}}


def aim_named(reader: Reader, wanted: str) -> Aim:
    """Return the aim that is meant by its id or by its first words.

    Raises DomainError ``aim_unknown`` or ``aim_ambiguous``.
    """
    every: list[Aim] = [kept.record for kept in reader.every("aim")]
    words = " ".join(folded_words(wanted))
    found = [aim for aim in every if aim.id == wanted] or [
        aim for aim in every if words and " ".join(folded_words(aim.words)).startswith(words)
    ]
    if len(found) == 1:
        return found[0]
    raise DomainError("aim_ambiguous" if found else "aim_unknown", text=wanted)


class Aims:
    """Answers aims; every act is done when its Future is."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def answer(self, aim: str, outcome: Outcome, became: str = "") -> Future[Change]:
        """Say what became of an aim, in a sentence where there is one; one that goes on stays open and may have words.

        Raises DomainError ``gone``.
        """
        with self._pen.archive.reader() as reader:
            one(reader, "aim", aim)
        return self._pen.commit([change("aim", aim, outcome=outcome, became=became.strip())], "aim.answer")

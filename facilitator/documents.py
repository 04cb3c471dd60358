"""Documents of every kind: each drafted from records, numbered like write-ups, with the same gate before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.drafting import Drafted, keep_draft, newest_of, templates
from facilitator.gatherings import group_meant, session_meant
from facilitator.material import known_of, printable
from facilitator.outputs import Typeset, typeset
from facilitator.progress import Progress, unseen
from facilitator.writeup import WriteUp
from sessions.compose import Draft
from sessions.compose_aims_table import aims_table
from sessions.compose_brief import session_brief
from sessions.compose_for_discussion import draft_for_discussion
from sessions.compose_material import Index, Material
from sessions.compose_participants import participants_list
from sessions.compose_read_back import read_back_card
from sessions.compose_running_order import FOR_DIRECTOR, running_order_of
from sessions.compose_year import Library, Told, annual_report
from sessions.document import Arrangement, Block, Document, DocumentKind
from sessions.errors import DomainError
from sessions.gate import Judgement
from sessions.permission import Audience
from sessions.years import Year, year_of

_SIMPLE: Final = {
    DocumentKind.AIMS: aims_table,
    DocumentKind.PARTICIPANTS: participants_list,
    DocumentKind.DRAFT: draft_for_discussion,
}
"""Kinds that need nothing but the records of their gathering."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A document that is wanted: its kind, its gathering, and what only some kinds need.

    ``session`` and ``group`` are keys or ids; without a ``year`` an annual report is on that of the gathering.
    """

    kind: DocumentKind
    gathering: str
    session: str = ""
    group: str = ""
    is_for_director: bool = False
    year: Year | None = None
    arrangement: Arrangement = Arrangement.BY_SESSION


class Documents:
    """Drafts, judges and publishes documents of every kind."""

    def __init__(self, archive: Archive, actor: str, now_ms: Callable[[], int]) -> None:
        self._archive = archive
        self._actor = actor
        self._write_up = WriteUp(archive, actor, now_ms)

    def draft(self, wish: Wish) -> Drafted:
        """Compose a document; one that says just what the newest of its series says is not kept again.

        Raises DomainError ``gathering_unknown``, ``session_unknown``, ``group_unknown``, ``group_ambiguous``,
        ``year_needed`` or ``zone_unknown``.
        """
        if wish.kind is DocumentKind.WRITE_UP:
            return self._write_up.draft(wish.gathering, wish.arrangement)
        with self._archive.reader() as reader:
            composed, about = _composed(reader, wish)
        return keep_draft(self._archive, self._actor, composed, wish.kind.value, wish.gathering, *about)

    def compose(self, wish: Wish) -> Draft:
        """Compose a document to be looked at and keep nothing; raises as ``draft`` does."""
        with self._archive.reader() as reader:
            return _composed(reader, wish)[0]

    def newest(self, wish: Wish) -> tuple[str, bool]:
        """Return the newest document of a kind, '' where there is none, and whether it still says what the plan says.

        Raises as ``draft`` does.
        """
        with self._archive.reader() as reader:
            composed, about = _composed(reader, wish)
            return newest_of(reader, composed, wish.kind.value, wish.gathering, *about)

    def judge(self, document: str, audience: Audience = Audience.PUBLIC) -> Judgement:
        """Say what stops a document from reaching an audience, and what to look at; raises as ``WriteUp`` does."""
        return self._write_up.judge(document, audience)

    def publish(
        self,
        document: str,
        *targets: Path,
        audience: Audience = Audience.PUBLIC,
        is_large_print: bool = False,
        progress: Progress = unseen,
        typeset: Typeset = typeset,
    ) -> Judgement:
        """Write a document for an audience into files and record it; raises as ``WriteUp.publish`` does."""
        return self._write_up.publish(
            document,
            *targets,
            audience=audience,
            is_large_print=is_large_print,
            progress=progress,
            typeset=typeset,
        )


def _composed(reader: Reader, wish: Wish) -> tuple[Draft, tuple[str, ...]]:
    """Return a document as composed, and what tells its series from others of its kind and gathering."""
    material = printable(known_of(reader, wish.gathering))
    words = templates(material.network.language)
    if wish.kind in _SIMPLE:
        return _SIMPLE[wish.kind](material, words), ()
    if wish.kind is DocumentKind.SESSION_BRIEF:
        session = session_meant(reader, wish.gathering, wish.session)
        return session_brief(material, words, session), (session,)
    if wish.kind is DocumentKind.READ_BACK:
        group = group_meant(reader, wish.gathering, wish.group, wish.session)
        return read_back_card(material, words, group), (group,)
    if wish.kind is DocumentKind.RUNNING_ORDER:
        about = (FOR_DIRECTOR,) if wish.is_for_director else ()
        return running_order_of(material, words, is_for_director=wish.is_for_director), about
    year = wish.year or _year_of(material)
    return annual_report(_library(reader, material, year), words, year), (year.since.isoformat(),)


def _year_of(material: Material) -> Year:
    day = Index(material).first_day
    if day is None:
        raise DomainError("year_needed", title=material.gathering.title)
    return year_of(day)


def _library(reader: Reader, home: Material, year: Year) -> Library:
    """Return what a network did in a year: its gatherings that begin in it, each with its newest write-up."""
    first: dict[str, date] = {}
    for occasion in (kept.record for kept in reader.every("occasion")):
        first[occasion.gathering] = min(occasion.date, first.get(occasion.gathering, date.max))
    gatherings = [kept.record.id for kept in reader.every("gathering", network=home.network.id)]
    told = []
    for gathering in (one for one in gatherings if one in first and first[one] in year):
        is_home = gathering == home.gathering.id
        material = home if is_home else printable(known_of(reader, gathering))
        told.append(Told(material, _newest_write_up(reader, gathering)))
    return Library(home, tuple(told))


def _newest_write_up(reader: Reader, gathering: str) -> tuple[Block, ...]:
    found = reader.every("document", gathering=gathering, kind=DocumentKind.WRITE_UP)
    documents: list[Document] = [kept.record for kept in found]
    if not documents:
        return ()
    return tuple(kept.record for kept in reader.every("block", document=documents[-1].id))

"""An annual report: what a network did in a year, put together from all its gatherings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sessions.aims import Aim, came_before
from sessions.breakouts import GroupKind
from sessions.compose_aims_table import aims_pieces
from sessions.compose_blocks import Piece, Runs, table_of
from sessions.compose_carried import standing_pieces
from sessions.compose_draft import Draft, cover_of, draft_of
from sessions.compose_figures import figure_items
from sessions.compose_kit import Kit, kit_for
from sessions.compose_material import Index, Material
from sessions.compose_people import Company
from sessions.compose_polls import poll_piece, years_of
from sessions.compose_wording import Wording, carried, opened, plain, record
from sessions.compose_year_piece import Told, piece_of
from sessions.document import BlockType, Document, DocumentKind
from sessions.figures import lines
from sessions.people import Listing, Person, sort_key
from sessions.polls import Poll
from sessions.years import Year

__all__ = ["Library", "Told", "annual_report"]


@dataclass(frozen=True, slots=True)
class Library:
    """All gatherings of a network; ``home`` is the one whose convenors make the report."""

    home: Material
    gatherings: tuple[Told, ...]


def annual_report(library: Library, templates: Mapping[str, str], year: Year) -> Draft:
    """Return the report on a year; a gathering is of the year in which it begins."""
    report = _Report(library, templates, year)
    return draft_of(report.cover(), report.pieces())


class _Report:
    """Puts a year together, a kit for each of its gatherings."""

    def __init__(self, library: Library, templates: Mapping[str, str], year: Year) -> None:
        self._home = Index(library.home)
        self._network = library.home.network
        self._wording = Wording(templates, self._network.quote_marks)
        self._year = year
        dated = [
            (day, told.material.gathering.id, told)
            for told in library.gatherings
            if (day := Index(told.material).first_day) and day in year
        ]
        ordered = sorted(dated, key=lambda one: one[:2])
        self._told = [(told, kit_for(told.material, templates)) for _, _, told in ordered]
        self._companies = {
            told.material.gathering.id: Company(kit.index, kit.wording) for told, kit in self._told
        }

    def cover(self) -> Document:
        """Return what stands on the cover."""
        wording, year = self._wording, self._year
        name = record(self._network.name, self._network.id)
        title = wording.fill("title-year", network=name, year=record(year.name, self._network.id))
        span = wording.fill(
            "year-span",
            since=wording.plain_day(year.since, self._network.id),
            until=wording.plain_day(year.until, self._network.id),
        )
        return cover_of(
            DocumentKind.ANNUAL_REPORT,
            self._network,
            self._home.material.gathering.id,
            plain(title),
            year.since.isoformat(),
            dateline=plain(span),
        )

    def pieces(self) -> list[Piece]:
        """Return the blocks of the report."""
        text, wording = self._home.standing_text, self._wording
        return [
            Piece(BlockType.CONTENTS),
            *standing_pieces(text("vision"), level=1),
            *standing_pieces(text("principles"), level=1),
            *self._headed("year-figures", self._figures()),
            *self._headed("year-met", self._met()),
            *self._headed("year-gatherings", self._gatherings()),
            *self._headed("year-polls", self._polls()),
            *self._headed("year-aims", aims_pieces(self._aims(), wording)),
            self._thanks(),
            *standing_pieces(text("about"), level=1),
            *Company(self._home, wording).sign_off(),
        ]

    def _headed(self, name: str, pieces: Sequence[Piece]) -> list[Piece]:
        heading = Piece(BlockType.HEADING, self._wording.fill(f"heading-{name}"), level=1)
        return [heading, *pieces] if pieces else []

    # -- figures ------------------------------------------------------------------------------------------

    def _figures(self) -> list[Piece]:
        """Return what was counted in the archive, then the network's own figures that are of the year."""
        here = [told.material.gathering.id for told, _ in self._told]
        people = dict.fromkeys(one for gathering in here for one in self._companies[gathering].at(None)[0])
        groups = [
            group.id
            for _, kit in self._told
            for group in kit.index.groups.values()
            if group.kind is GroupKind.BREAKOUT
        ]
        notes = [note.id for told, _ in self._told for note in told.material.notes]
        counts = {
            "figure-gatherings": here,
            "figure-people": list(people),
            "figure-groups": groups,
            "figure-lines": notes,
        }
        items = [self._count(name, ids) for name, ids in counts.items() if ids]
        known = lines(self._home.material.figures, self._year.until)
        items += figure_items([line for line in known if line.newest.on in self._year], self._wording)
        return [Piece(BlockType.FIGURES, (), tuple(items))] if items else []

    def _count(self, name: str, ids: Sequence[str]) -> Piece:
        words = self._wording.fill(f"{name}-one" if len(ids) == 1 else name)
        return Piece(
            BlockType.ITEM, words, label=self._wording.figure(len(ids)), about=self._home.material.network.id
        )

    # -- gatherings ---------------------------------------------------------------------------------------

    def _met(self) -> list[Piece]:
        """Return what met and when: the gatherings of each series, then those of none."""
        if not self._told:
            return [Piece(BlockType.PARAGRAPH, self._wording.fill("year-nothing"))]
        made: list[Piece] = []
        known = {one.id: one for one in self._home.material.series}
        by_series: dict[str, list[Kit]] = {one: [] for one in (*known, "")}
        for told, kit in self._told:
            series = told.material.gathering.series
            by_series[series if series in known else ""].append(kit)
        for one, kits in by_series.items():
            if kits:
                title = record(known[one].title, one) if one else self._wording.fill("heading-year-others")
                made += [Piece(BlockType.HEADING, title, level=2, about=one), self._table(kits)]
        return made

    def _table(self, kits: Sequence[Kit]) -> Piece:
        names = ("year-day", "year-title", "year-theme", "year-people")
        rows = []
        for kit in kits:
            gathering = kit.index.material.gathering
            count = self._companies[gathering.id].size
            rows.append(
                [
                    self._days(kit),
                    record(gathering.title, gathering.id),
                    carried(gathering.theme, gathering.id),
                    record(self._wording.figure(count), gathering.id),
                ]
            )
        return table_of(BlockType.TABLE, [self._wording.fill(name) for name in names], rows)

    def _days(self, kit: Kit) -> Runs:
        days = {one.date: one.id for one in kit.index.occasions}
        first, last = min(days), max(days)
        begins = self._wording.plain_day(first, days[first])
        if first == last:
            return begins
        ends = self._wording.plain_day(last, days[last])
        return self._wording.fill("year-days", first=begins, last=ends)

    def _gatherings(self) -> list[Piece]:
        made: list[Piece] = []
        for told, kit in self._told:
            body = piece_of(told, kit)
            if body:
                gathering = told.material.gathering
                title = record(gathering.title, gathering.id)
                made += [
                    Piece(BlockType.HEADING, title, level=2, about=gathering.id),
                    Piece(BlockType.PARAGRAPH, self._when(kit)),
                    *body,
                ]
        return made

    def _when(self, kit: Kit) -> Runs:
        """Return when and where a gathering was, and how many were there where that is known."""
        wording, gathering = self._wording, kit.index.material.gathering
        company = self._companies[gathering.id]
        places = {one.place: record(one.place, one.id) for one in kit.index.occasions if one.place}
        name = "year-met" if company.size > 1 else "year-met-alone"
        return wording.fill(
            name if places else f"{name}-nowhere",
            date=self._days(kit),
            place=wording.joined(list(places.values())),
            count=opened(company.count()),
        )

    # -- polls, aims, thanks ------------------------------------------------------------------------------

    def _polls(self) -> list[Piece]:
        """Return the questions of the year that were put before, each as it was put last."""
        found: dict[str, tuple[Poll, Kit]] = {}
        for _, kit in self._told:
            in_sessions = [poll for one in kit.index.sessions for poll in kit.index.polls_of(one)]
            in_surveys = [poll for one in kit.index.surveys.values() for poll in kit.index.polls_of(one)]
            for poll in (*in_sessions, *in_surveys):
                chain = kit.index.earlier(poll)
                if years_of(poll, chain):
                    found = {one: kept for one, kept in found.items() if one not in {p.id for p in chain}}
                    found[poll.id] = (poll, kit)
        return [poll_piece(poll, kit.index, self._wording, least=1) for poll, kit in found.values()]

    def _aims(self) -> list[Aim]:
        """Return the aims of the year and the one before, and whatever is still open from earlier ones."""
        said = came_before(self._home.aims, self._year.until + timedelta(days=1))
        return [one for one in said if not one.is_answered or (one.said_on or date.max) >= self._year.before]

    def _thanks(self) -> Piece:
        """Return thanks to those who took notes and led sessions, by name as far as they agree to be listed."""
        takers: dict[str, Person] = {}
        leaders: dict[str, Person] = {}
        for _, kit in self._told:
            people = kit.index.people
            ids = [group.note_taker for group in kit.index.groups.values()]
            takers |= {one: people[one] for one in ids if one in people}
            ids = [one for session in kit.index.sessions for one in session.led_by]
            leaders |= {one: people[one] for one in ids if one in people}
        words = self._wording.sentences(
            *self._thanked("thanks-led", leaders),
            *self._thanked("thanks-took-notes", takers),
            self._wording.fill("thanks-everybody"),
        )
        return Piece(BlockType.ACKNOWLEDGEMENTS, words, label=self._wording.text("thanks-title"))

    def _thanked(self, name: str, people: Mapping[str, Person]) -> list[Runs]:
        wording = self._wording
        ordered = sorted(people.values(), key=lambda one: (*sort_key(one), one.id))
        listed = [one for one in ordered if one.listed_as is not Listing.NOT_LISTED]
        others = [one.id for one in ordered if one.listed_as is Listing.NOT_LISTED]
        made: list[Runs] = []
        if listed:
            made.append(
                wording.fill(name, names=wording.joined([record(one.name, one.id) for one in listed]))
            )
        if others:
            other = "thanks-others-one" if len(others) == 1 else "thanks-others"
            made.append(opened(wording.fill(other, number=wording.number(len(others), *others))))
        return made

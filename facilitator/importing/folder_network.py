"""The network in gathering.toml: its strands, texts, series, figures, and what it said it would do."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_naming import Naming
from facilitator.importing.folder_origin import Known
from sessions.aims import Aim, Outcome
from sessions.errors import DomainError
from sessions.figures import Figure
from sessions.house_style import HouseStyle, checked
from sessions.network import Network, QuoteMarks, StandingText, Strand
from sessions.series import Series, SeriesKind

_QUOTE_MARKS: Final = MappingProxyType({marks.value: marks for marks in QuoteMarks})
_SERIES_KINDS: Final = MappingProxyType({kind.value: kind for kind in SeriesKind})
_OUTCOMES: Final = MappingProxyType({outcome.value: outcome for outcome in Outcome})
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
DEFAULT_ZONE: Final = "Europe/London"
MOST_ACCENTS: Final = 2


class NetworkTables:
    """Reads the tables that are about the network and not about one gathering of it."""

    def __init__(self, top: Table, naming: Naming) -> None:
        self._top = top
        self._naming = naming

    def network(self) -> Network:
        """Return the network; what is missing has been said."""
        table = self._top.table("network")
        made = self._naming.id("network")
        if table is None:
            return Network(made, "")
        network = Network(
            id=made,
            name=table.text("name", is_needed=True),
            about=table.text("about"),
            aims=table.texts("aims"),
            convenors=self._naming.people(table, "convenors"),
            zone=self._naming.zone(table, DEFAULT_ZONE),
            language=_language(table),
            quote_marks=table.choice("quote_marks", _QUOTE_MARKS, QuoteMarks.SINGLE),
            keeps_notes_months=table.whole("keeps_notes_months", 0),
            accents=_accents(table),
        )
        table.finish()
        return network

    def strands(self, network: Network) -> tuple[Strand, ...]:
        """Return the strands of a network."""
        tables = self._top.tables("strand")
        self._naming.check_unique(tables, "code")
        strands = []
        ranks = self._naming.ranks(len(tables), "strand")
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            code = table.text("code", is_needed=True)
            title = table.text("title", is_needed=True)
            made = self._naming.id("strand", number)
            strands.append(Strand(made, network.id, code, title, table.text("question"), rank))
            table.finish()
        return tuple(strands)

    def standing_texts(self, network: Network) -> tuple[StandingText, ...]:
        """Return the texts that are carried into documents."""
        found = []
        first: dict[tuple[str, int], int] = {}
        for number, table in enumerate(self._top.tables("standing_text")):
            text = StandingText(
                id=self._naming.id("standing_text", number),
                network=network.id,
                key=table.key(),
                title=table.text("title"),
                words=table.text("words", is_needed=True),
                version=table.whole("version", 1),
            )
            table.finish()
            found.append(text)
            line = first.setdefault((text.key, text.version), table.line("key"))
            if line != table.line("key"):
                table.say("duplicate_key", "key", name=text.key, first=line)
        return tuple(found)

    def series(self, network: Network, known_strands: Known) -> tuple[Series, ...]:
        """Return the lines of gatherings that recur."""
        tables = self._top.tables("series")
        self._naming.check_unique(tables, "key")
        found = []
        ranks = self._naming.ranks(len(tables), "series")
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            one = Series(
                id=self._naming.id("series", number),
                network=network.id,
                key=table.key(),
                title=table.text("title", is_needed=True),
                kind=table.choice("kind", _SERIES_KINDS, SeriesKind.ANNUAL_GATHERING),
                led_by=self._naming.people(table, "led_by"),
                strand=self._naming.reference(table, "strand", known_strands),
                rank=rank,
            )
            table.finish()
            found.append(one)
        return tuple(found)

    def figures(self, network: Network) -> tuple[Figure, ...]:
        """Return the dated numbers; of one key there is one for a day."""
        tables = self._top.tables("figure")
        found = []
        first: dict[tuple[str, date], int] = {}
        ranks = self._naming.ranks(len(tables), "figure")
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            figure = Figure(
                id=self._naming.id("figure", number),
                network=network.id,
                key=table.key(),
                label=table.text("label", is_needed=True),
                value=table.number("value"),
                on=table.day("on", is_needed=True) or date.min,
                unit=table.text("unit"),
                source=table.text("source"),
                rank=rank,
            )
            table.finish()
            found.append(figure)
            line = first.setdefault((figure.key, figure.on), table.line())
            if line != table.line():
                day = figure.on.isoformat()
                table.say("duplicate_figure", "key", name=figure.key, day=day, first=line)
        return tuple(found)

    def aims(self, network: Network) -> tuple[Aim, ...]:
        """Return what was said in public that the network would do."""
        tables = self._top.tables("aim")
        found = []
        ranks = self._naming.ranks(len(tables), "aim")
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            aim = Aim(
                id=self._naming.id("aim", number),
                network=network.id,
                words=table.text("words", is_needed=True),
                said_in=table.text("said_in"),
                said_on=table.day("said_on"),
                by=table.text("by"),
                condition=table.text("condition"),
                outcome=table.choice("outcome", _OUTCOMES, Outcome.OPEN),
                became=table.text("became"),
                rank=rank,
            )
            table.finish()
            found.append(aim)
        return tuple(found)


def _accents(table: Table) -> tuple[str, ...]:
    """Return the colours of a network's documents; what cannot be read on paper is refused."""
    colours = table.texts("accents")
    if len(colours) > MOST_ACCENTS:
        table.say("too_many_colours", "accents", most=MOST_ACCENTS)
    for colour in colours:
        try:
            checked(HouseStyle(accent=colour, second=colour))
        except DomainError as error:
            if "nearest" in error.fields:
                table.say("faint_colour", "accents", name=colour, nearest=str(error.fields["nearest"]))
            else:
                table.say("bad_colour", "accents", name=colour)
    return tuple(colour.lower() for colour in colours)


def _language(table: Table) -> str:
    name = table.text("language") or "en-GB"
    if not _LANGUAGE.fullmatch(name):
        table.say("bad_language", "language", name=name)
    return name

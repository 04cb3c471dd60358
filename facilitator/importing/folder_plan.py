"""gathering.toml as records: the network and its texts, the gathering, its occasions, sessions, parts and groups."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_people import Register
from facilitator.importing.folder_text import GATHERING
from facilitator.importing.problems import Findings, nearest
from sessions.agenda import Part, PartKind, Session
from sessions.breakouts import Group, GroupKind
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network, QuoteMarks, StandingText, Strand

_QUOTE_MARKS: Final = MappingProxyType({marks.value: marks for marks in QuoteMarks})
_GROUND_RULES: Final = MappingProxyType({rule.value: rule for rule in GroundRule})
_PART_KINDS: Final = MappingProxyType({kind.value: kind for kind in PartKind})
_GROUP_KINDS: Final = MappingProxyType({kind.value: kind for kind in GroupKind})
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
DEFAULT_ZONE: Final = "Europe/London"


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """A group with the names of those who sat there, None where the file does not say."""

    group: Group
    people: tuple[str, ...] | None
    line: int


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session with its parts and groups."""

    session: Session
    parts: tuple[Part, ...]
    groups: tuple[PlannedGroup, ...]


class Planner:
    """Read the tables of gathering.toml in the order in which they name each other."""

    def __init__(self, top: Table, register: Register, origin: Origin, findings: Findings) -> None:
        self._top = top
        self._register = register
        self._origin = origin
        self._findings = findings

    def network(self) -> Network:
        """Return the network; what is missing has been said."""
        table = self._top.table("network")
        made = self._id("network")
        if table is None:
            return Network(made, "")
        network = Network(
            id=made,
            name=table.text("name", is_needed=True),
            about=table.text("about"),
            aims=table.texts("aims"),
            convenors=self._people(table, "convenors"),
            zone=self._zone(table, DEFAULT_ZONE),
            language=self._language(table),
            quote_marks=table.choice("quote_marks", _QUOTE_MARKS, QuoteMarks.SINGLE),
        )
        table.finish()
        return network

    def strands(self, network: Network) -> tuple[Strand, ...]:
        """Return the strands of a network."""
        tables = self._top.tables("strand")
        self._check_unique(tables, "code")
        strands = []
        for number, (table, rank) in enumerate(zip(tables, self._ranks(len(tables), "strand"), strict=True)):
            code = table.text("code", is_needed=True)
            title = table.text("title", is_needed=True)
            made = self._id("strand", number)
            strands.append(Strand(made, network.id, code, title, table.text("question"), rank))
            table.finish()
        return tuple(strands)

    def standing_texts(self, network: Network) -> tuple[StandingText, ...]:
        """Return the texts that are carried into documents."""
        found = []
        first: dict[tuple[str, int], int] = {}
        for number, table in enumerate(self._top.tables("standing_text")):
            text = StandingText(
                id=self._id("standing_text", number),
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

    def gathering(self, network: Network) -> Gathering:
        """Return the gathering."""
        table = self._top.table("gathering")
        made = self._id("gathering")
        if table is None:
            return Gathering(made, network.id, "")
        gathering = Gathering(made, network.id, table.text("title", is_needed=True), table.text("theme"))
        table.finish()
        return gathering

    def occasions(self, gathering: Gathering, network: Network) -> tuple[Occasion, ...]:
        """Return the occasions; a gathering without one is no gathering."""
        tables = self._top.tables("occasion")
        if not tables:
            self._findings.add("occasion_missing", GATHERING, self._top.line("gathering"))
        self._check_unique(tables, "key")
        ranks = self._ranks(len(tables), "occasion")
        return tuple(
            replace(self._occasion(number, table, gathering, network), rank=rank)
            for number, (table, rank) in enumerate(zip(tables, ranks, strict=True))
        )

    def sessions(
        self, occasions: Sequence[Occasion], strands: Sequence[Strand]
    ) -> tuple[PlannedSession, ...]:
        """Return the sessions with their parts and groups."""
        tables = self._top.tables("session")
        self._check_unique(tables, "key")
        known_occasions = Known("unknown_occasion", {one.key: one.id for one in occasions}, self._findings)
        known_strands = Known("unknown_strand", {one.code: one.id for one in strands}, self._findings)
        planned = []
        for number, (table, rank) in enumerate(zip(tables, self._ranks(len(tables), "session"), strict=True)):
            occasion = self._reference(table, "occasion", known_occasions, is_needed=True)
            strand = self._reference(table, "strand", known_strands)
            session = replace(self._session(number, table), occasion=occasion, strand=strand, rank=rank)
            parts = self._parts(number, table, session)
            groups = self._groups(number, table, session)
            table.finish()
            planned.append(PlannedSession(session, parts, groups))
        return tuple(planned)

    def _occasion(self, number: int, table: Table, gathering: Gathering, network: Network) -> Occasion:
        announced_by = self._person(table, "announced_by")
        rule = table.choice("ground_rule", _GROUND_RULES, GroundRule.NOT_ANNOUNCED)
        if not table.text("announced_by"):
            table.say("rule_not_announced", "ground_rule")
        occasion = Occasion(
            id=self._id("occasion", number),
            gathering=gathering.id,
            key=table.key(),
            title=table.text("title", is_needed=True),
            date=table.day("date", is_needed=True) or date.min,
            zone=self._zone(table, network.zone),
            starts=table.clock("starts", 0),
            place=table.text("place"),
            ground_rule=rule,
            announced_by=announced_by,
            announced_at=table.clock("announced_at", -1),
        )
        table.finish()
        return occasion

    def _session(self, number: int, table: Table) -> Session:
        return Session(
            id=self._id("session", number),
            occasion="",
            key=table.key(),
            title=table.text("title", is_needed=True),
            led_by=self._people(table, "led_by"),
            chaired_by=self._person(table, "chaired_by"),
            question=table.text("question"),
            why_now=table.text("why_now"),
            learnt=table.texts("learnt"),
            prompts=table.texts("prompts"),
            length=table.minutes("length"),
        )

    def _parts(self, session_number: int, parent: Table, session: Session) -> tuple[Part, ...]:
        tables = parent.tables("part")
        ranks = self._ranks(len(tables), "part", session_number)
        parts = []
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            table.text("kind", is_needed=True)
            part = Part(
                id=self._id("part", session_number, number),
                session=session.id,
                kind=table.choice("kind", _PART_KINDS, PartKind.PLENARY),
                title=table.text("title"),
                length=table.minutes("length"),
                people=self._people(table, "people"),
                fixed_start=table.clock("fixed_start", -1),
                is_protected=table.flag("protected"),
                rank=rank,
            )
            table.finish()
            parts.append(part)
        return tuple(parts)

    def _groups(self, session_number: int, parent: Table, session: Session) -> tuple[PlannedGroup, ...]:
        tables = parent.tables("group")
        self._check_unique(tables, "key")
        ranks = self._ranks(len(tables), "group", session_number)
        groups = []
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            group = Group(
                id=self._id("group", session_number, number),
                session=session.id,
                key=table.key(),
                title=table.text("title", is_needed=True),
                kind=table.choice("kind", _GROUP_KINDS, GroupKind.BREAKOUT),
                topic=table.text("topic"),
                leads=self._people(table, "leads"),
                note_taker=self._person(table, "note_taker"),
                rank=rank,
            )
            people = self._people(table, "people")
            table.finish()
            groups.append(PlannedGroup(group, people if table.has("people") else None, table.line()))
        return tuple(groups)

    def _person(self, table: Table, key: str) -> str:
        return self._register.id_of(table.text(key), GATHERING, table.line(key))

    def _people(self, table: Table, key: str) -> tuple[str, ...]:
        line = table.line(key)
        found = (self._register.id_of(name, GATHERING, line) for name in table.texts(key))
        return tuple(dict.fromkeys(person for person in found if person))

    def _reference(self, table: Table, key: str, known: Known, *, is_needed: bool = False) -> str:
        return known.id_of(table.text(key, is_needed=is_needed), GATHERING, table.line(key))

    def _zone(self, table: Table, default: str) -> str:
        name = table.text("zone")
        if not name:
            return default
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            suggestion = nearest(name, zoneinfo.available_timezones())
            table.say("unknown_zone", "zone", name=name, suggestion=suggestion)
            return default
        return name

    def _language(self, table: Table) -> str:
        name = table.text("language") or "en-GB"
        if not _LANGUAGE.fullmatch(name):
            table.say("bad_language", "language", name=name)
        return name

    def _check_unique(self, tables: Sequence[Table], key: str) -> None:
        first: dict[str, int] = {}
        for table in tables:
            name = table.peek(key)
            if name in first:
                table.say("duplicate_key", key, name=name, first=first[name])
            elif name:
                first[name] = table.line(key)

    def _id(self, kind: str, *position: int) -> str:
        return self._origin.id_of(kind, GATHERING, *position)

    def _ranks(self, count: int, kind: str, *position: int) -> tuple[str, ...]:
        return self._origin.ranks(count, kind, GATHERING, *position)


def origin_of(values: Mapping[str, object], files: Mapping[str, bytes]) -> Origin:
    """Return what the ids of a folder are made of; what is missing or no text counts as empty."""
    network, gathering, occasions = (values.get(key) for key in ("network", "gathering", "occasion"))
    days = [
        str(one["date"])
        for one in (occasions if isinstance(occasions, list) else ())
        if isinstance(one, dict) and "date" in one
    ]
    name = network.get("name", "") if isinstance(network, dict) else ""
    title = gathering.get("title", "") if isinstance(gathering, dict) else ""
    return Origin(str(name), str(title), min(days, default=""), files)

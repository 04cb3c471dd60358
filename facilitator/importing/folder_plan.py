"""The plan in gathering.toml: the gathering, its occasions, sessions, parts and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_naming import Naming
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_text import GATHERING
from facilitator.importing.problems import Findings
from sessions.agenda import FLOWS, Part, PartKind, Session
from sessions.breakouts import Group, GroupKind
from sessions.gathering import Form, Gathering, GroundRule, Occasion
from sessions.network import Network

_FORMS: Final = MappingProxyType({form.value: form for form in Form})
_GROUND_RULES: Final = MappingProxyType({rule.value: rule for rule in GroundRule})
_PART_KINDS: Final = MappingProxyType({kind.value: kind for kind in PartKind})
_GROUP_KINDS: Final = MappingProxyType({kind.value: kind for kind in GroupKind})


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

    def __init__(self, top: Table, naming: Naming, findings: Findings) -> None:
        self._top = top
        self._naming = naming
        self._findings = findings

    def gathering(self, network: Network, known_series: Known) -> Gathering:
        """Return the gathering."""
        table = self._top.table("gathering")
        made = self._naming.id("gathering")
        if table is None:
            return Gathering(made, network.id, "")
        gathering = Gathering(
            id=made,
            network=network.id,
            title=table.text("title", is_needed=True),
            theme=table.text("theme"),
            series=self._naming.reference(table, "series", known_series),
            form=table.choice("form", _FORMS, Form.ONLINE),
        )
        table.finish()
        return gathering

    def occasions(self, gathering: Gathering, network: Network) -> tuple[Occasion, ...]:
        """Return the occasions; a gathering without one is no gathering."""
        tables = self._top.tables("occasion")
        if not tables:
            self._findings.add("occasion_missing", GATHERING, self._top.line("gathering"))
        self._naming.check_unique(tables, "key")
        ranks = self._naming.ranks(len(tables), "occasion")
        return tuple(
            replace(self._occasion(number, table, gathering, network), rank=rank)
            for number, (table, rank) in enumerate(zip(tables, ranks, strict=True))
        )

    def sessions(
        self, occasions: Sequence[Occasion], known_strands: Known, known_surveys: Known
    ) -> tuple[PlannedSession, ...]:
        """Return the sessions with their parts and groups."""
        tables = self._top.tables("session")
        self._naming.check_unique(tables, "key")
        known_occasions = Known("unknown_occasion", {one.key: one.id for one in occasions}, self._findings)
        planned = []
        for number, (table, rank) in enumerate(
            zip(tables, self._naming.ranks(len(tables), "session"), strict=True)
        ):
            occasion = self._naming.reference(table, "occasion", known_occasions, is_needed=True)
            strand = self._naming.reference(table, "strand", known_strands)
            session = replace(self._session(number, table), occasion=occasion, strand=strand, rank=rank)
            parts = self._parts(number, table, session)
            groups = self._groups(number, table, session, known_surveys)
            table.finish()
            planned.append(PlannedSession(session, parts, groups))
        return tuple(planned)

    def _occasion(self, number: int, table: Table, gathering: Gathering, network: Network) -> Occasion:
        announced_by = self._naming.person(table, "announced_by")
        rule = table.choice("ground_rule", _GROUND_RULES, GroundRule.NOT_ANNOUNCED)
        if not table.text("announced_by"):
            table.say("rule_not_announced", "ground_rule")
        occasion = Occasion(
            id=self._naming.id("occasion", number),
            gathering=gathering.id,
            key=table.key(),
            title=table.text("title", is_needed=True),
            date=table.day("date", is_needed=True) or date.min,
            zone=self._naming.zone(table, network.zone),
            starts=table.clock("starts", 0),
            place=table.text("place"),
            ground_rule=rule,
            announced_by=announced_by,
            announced_at=table.clock("announced_at", -1),
            form=table.choice("form", _FORMS, gathering.form),
        )
        table.finish()
        return occasion

    def _session(self, number: int, table: Table) -> Session:
        return Session(
            id=self._naming.id("session", number),
            occasion="",
            key=table.key(),
            title=table.text("title", is_needed=True),
            led_by=self._naming.people(table, "led_by"),
            chaired_by=self._naming.person(table, "chaired_by"),
            question=table.text("question"),
            why_now=table.text("why_now"),
            learnt=table.texts("learnt"),
            prompts=table.texts("prompts"),
            length=table.minutes("length"),
            for_director=table.text("for_director"),
            materials=table.texts("materials"),
            sources=table.texts("sources"),
            fixed_start=table.clock("fixed_start", FLOWS),
            is_protected=table.flag("protected"),
            must_end=table.clock("must_end", FLOWS),
        )

    def _parts(self, session_number: int, parent: Table, session: Session) -> tuple[Part, ...]:
        tables = parent.tables("part")
        ranks = self._naming.ranks(len(tables), "part", session_number)
        parts = []
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            table.text("kind", is_needed=True)
            part = Part(
                id=self._naming.id("part", session_number, number),
                session=session.id,
                kind=table.choice("kind", _PART_KINDS, PartKind.PLENARY),
                title=table.text("title"),
                length=table.minutes("length"),
                people=self._naming.people(table, "people"),
                fixed_start=table.clock("fixed_start", FLOWS),
                is_protected=table.flag("protected"),
                rank=rank,
            )
            table.finish()
            parts.append(part)
        return tuple(parts)

    def _groups(
        self, session_number: int, parent: Table, session: Session, known_surveys: Known
    ) -> tuple[PlannedGroup, ...]:
        tables = parent.tables("group")
        self._naming.check_unique(tables, "key")
        ranks = self._naming.ranks(len(tables), "group", session_number)
        groups = []
        for number, (table, rank) in enumerate(zip(tables, ranks, strict=True)):
            group = Group(
                id=self._naming.id("group", session_number, number),
                session=session.id,
                key=table.key(),
                title=table.text("title", is_needed=True),
                kind=table.choice("kind", _GROUP_KINDS, GroupKind.BREAKOUT),
                topic=table.text("topic"),
                leads=self._naming.people(table, "leads"),
                note_taker=self._naming.person(table, "note_taker"),
                rank=rank,
                survey=self._naming.reference(table, "survey", known_surveys),
                is_break_wall=table.flag("break_wall"),
            )
            if (group.kind is GroupKind.SURVEY) is not table.has("survey"):
                table.say("group_and_survey", "survey" if table.has("survey") else "kind")
            people = self._naming.people(table, "people")
            table.finish()
            groups.append(PlannedGroup(group, people if table.has("people") else None, table.line()))
        return tuple(groups)


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

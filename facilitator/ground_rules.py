"""The ground rule of an occasion while people are together: what is read out, and who read it out when."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from facilitator.drafting import templates
from sessions.edits import Edit, change, create
from sessions.errors import DomainError
from sessions.gathering import GroundRule, Occasion
from sessions.ops import Change
from sessions.people import Person
from sessions.scopes import scope_for

VERB = "ground_rule.announce"


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A ground rule, the sentence to read out, and who did so when.

    ``announced_at`` is minutes after local midnight, -1 where that is not known; the rule counts only where somebody
    is known to have read it out.
    """

    occasion: str
    rule: GroundRule
    sentence: str
    announced_by: str = ""
    announced_at: int = -1

    @property
    def is_in_force(self) -> bool:
        """Tell whether the rule counts."""
        return bool(self.announced_by) and self.rule is not GroundRule.NOT_ANNOUNCED


class GroundRules:
    """Records who read out what was agreed, and keeps at hand the sentences that are read out."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor
        self._sentences: dict[str, dict[GroundRule, str]] = {}

    def shown(self, reader: Reader, occasion: Occasion, language: str) -> RuleShown:
        """Return the ground rule of an occasion as a page shows it."""
        by = ""
        if occasion.announced_by:
            people = reader.page("person", id=occasion.announced_by)
            by = people[0].record.name if people and people[0].record.name else occasion.announced_by
        rule = occasion.ground_rule
        return RuleShown(occasion.id, rule, self.sentence(rule, language), by, occasion.announced_at)

    def sentence(self, rule: GroundRule, language: str) -> str:
        """Return what is read out for a rule."""
        if language not in self._sentences:
            words = templates(language)
            self._sentences[language] = {one: words[_key(one)] for one in GroundRule}
        return self._sentences[language][rule]

    def announce(
        self, occasion: str, by: str, *, rule: GroundRule | None = None, at_ms: int | None = None
    ) -> Future[Change]:
        """Record that somebody (a name, or the id of a person) read out the rule, at a moment or now.

        Raises DomainError ``announcer_missing``, ``rule_missing`` where no rule was agreed or is named here, or
        ``record_unknown``.
        """
        if not by.strip():
            raise DomainError("announcer_missing")
        with self._archive.reader() as reader:
            found = reader.page("occasion", id=occasion)
            if not found:
                raise DomainError("record_unknown")
            about: Occasion = found[0].record
            person, is_known = self._person(reader, by)
        agreed = rule or about.ground_rule
        if agreed is GroundRule.NOT_ANNOUNCED:
            raise DomainError("rule_missing")
        edits: list[Edit] = [] if is_known else [create(person, scope_for("person"))]
        at = _minutes(about, self._around.now_ms() if at_ms is None else at_ms)
        edits.append(
            change("occasion", occasion, ground_rule=agreed, announced_by=person.id, announced_at=at)
        )
        return self._archive.commit(edits, self._actor, VERB)

    def _person(self, reader: Reader, by: str) -> tuple[Person, bool]:
        """Return who is meant: by id, the only one of that name, or somebody new."""
        if known := reader.page("person", id=by):
            return known[0].record, True
        called = folded_words(by)
        found = [one.record for one in reader.every("person") if folded_words(one.record.name) == called]
        if len(found) == 1:
            return found[0], True
        return Person(self._around.new_id(), by.strip()), False


def _key(rule: GroundRule) -> str:
    return f"read-out-{rule.name.lower().replace('_', '-')}"


def _minutes(occasion: Occasion, at_ms: int) -> int:
    """Return a moment as minutes after midnight on the wall where the occasion is."""
    try:
        local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(occasion.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DomainError("zone_unknown", zone=occasion.zone) from error
    return local.hour * 60 + local.minute

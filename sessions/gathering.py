"""One event with a theme, and the occasions it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GroundRule(StrEnum):
    """What was agreed about saying who said what."""

    NOT_ANNOUNCED = "not announced"
    ON_THE_RECORD = "on the record"
    NAMED_WITH_PERMISSION = "named with permission"
    CHATHAM_HOUSE = "Chatham House"


class Form(StrEnum):
    """How people meet."""

    ONLINE = "online"
    IN_PERSON = "in person"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event of a network, with its title and theme; it may be one of a series."""

    id: str
    network: str
    title: str
    theme: str = ""
    series: str = ""
    form: Form = Form.ONLINE


@dataclass(frozen=True, slots=True)
class Occasion:
    """A stretch of a gathering with its own date, place, ground rule and attendance.

    ``starts`` and ``announced_at`` are minutes after local midnight in ``zone`` (-1: not known);
    ``announced_by`` is a person id. The rule counts only if somebody announced it.
    """

    id: str
    gathering: str
    key: str
    title: str
    date: date
    zone: str = "Europe/London"
    starts: int = 0
    place: str = ""
    ground_rule: GroundRule = GroundRule.NOT_ANNOUNCED
    announced_by: str = ""
    announced_at: int = -1
    rank: str = ""
    form: Form = Form.ONLINE

    @property
    def rule_in_force(self) -> GroundRule:
        """Return the ground rule, or *not announced* where nobody is known to have announced it."""
        return self.ground_rule if self.announced_by else GroundRule.NOT_ANNOUNCED

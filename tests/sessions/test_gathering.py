"""An occasion's ground rule counts only if somebody announced it."""

from datetime import date

import pytest

from sessions.gathering import GroundRule, Occasion


def occasion(rule: GroundRule, announced_by: str) -> Occasion:
    return Occasion(
        "o1", "g1", "day-1", "Day one", date(2026, 5, 9), ground_rule=rule, announced_by=announced_by
    )


@pytest.mark.parametrize("rule", GroundRule)
def test_an_announced_rule_is_in_force(rule: GroundRule) -> None:
    assert occasion(rule, "person-1").rule_in_force is rule


@pytest.mark.parametrize("rule", GroundRule)
def test_a_rule_that_nobody_announced_is_not_in_force(rule: GroundRule) -> None:
    assert occasion(rule, "").rule_in_force is GroundRule.NOT_ANNOUNCED

"""Documents of every kind pass the gate, say where every word is from, and come out the same in whatever order."""

from collections.abc import Callable
from dataclasses import fields, replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.compose import Draft, Material
from sessions.compose_aims_table import aims_table
from sessions.compose_brief import session_brief
from sessions.compose_for_discussion import draft_for_discussion
from sessions.compose_material import Index
from sessions.compose_participants import participants_list
from sessions.compose_read_back import read_back_card
from sessions.compose_running_order import running_order_of
from sessions.compose_year import Library, Told, annual_report
from sessions.document import tree_of
from sessions.gate import judge_document
from sessions.gathering import GroundRule
from sessions.people import Level
from sessions.quotables import Answers, levels, quotables, titles_of
from sessions.years import year_from
from tests.sessions.documents import EVERY, check_sources
from tests.sessions.test_compose import ALL_PARTS, RULES, notebooks
from tests.sessions.test_compose_material import OCCASION, PEOPLE, Notebook
from tests.sessions.wide_material import CITATIONS, wide

Way = Callable[[Material], Draft]
KINDS: dict[str, Way] = {
    "brief": lambda material: session_brief(material, EVERY, "s1"),
    "running order": lambda material: running_order_of(material, EVERY),
    "card": lambda material: read_back_card(material, EVERY, "north"),
    "aims": lambda material: aims_table(material, EVERY),
    "people": lambda material: participants_list(material, EVERY),
    "draft": lambda material: draft_for_discussion(material, EVERY),
    "year": lambda material: annual_report(Library(material, (Told(material),)), EVERY, year_from("2027")),
}
WAYS = st.sampled_from(sorted(KINDS))


def material_of(book: Notebook, rule: GroundRule) -> Material:
    people = tuple(replace(one, organisation="") for one in PEOPLE)
    occasions = (replace(OCCASION, ground_rule=rule),)
    return book.material(**wide(occasions=occasions, parts=ALL_PARTS, people=people))


@given(notebooks(), RULES, WAYS)
def test_every_kind_is_open_to_the_public(book: Notebook, rule: GroundRule, kind: str) -> None:
    material = material_of(book, rule)
    known = quotables(Index(material), Answers())
    chosen = levels(known, {})
    if rule is GroundRule.NOT_ANNOUNCED:
        chosen = dict.fromkeys(chosen, Level.NONE)
    made = KINDS[kind](replace(material, levels=chosen))
    judgement = judge_document(
        tree_of(made.document, made.blocks, {}),
        known.get,
        group_titles=titles_of(material.groups),
        citations={one.id: one for one in CITATIONS},
    )
    assert judgement.stops == ()
    assert not made.used.keys() & made.unused.keys()
    check_sources(made)


@settings(max_examples=40)
@given(notebooks(), st.randoms(use_true_random=False), WAYS)
def test_order_of_the_records_does_not_matter(book: Notebook, dice: Random, kind: str) -> None:
    material = material_of(book, GroundRule.NAMED_WITH_PERMISSION)
    shuffled: dict[str, Any] = {
        one.name: tuple(dice.sample(found, len(found)))
        for one in fields(Material)
        if isinstance(found := getattr(material, one.name), tuple)
    }
    assert KINDS[kind](replace(material, **shuffled)) == KINDS[kind](material)

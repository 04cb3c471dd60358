"""What is composed with as much attribution as is allowed passes the gate, in both arrangements."""

from dataclasses import replace

from hypothesis import given

from sessions.compose import compose
from sessions.compose_material import Index
from sessions.document import Arrangement, tree_of
from sessions.gate import judge_document
from sessions.gathering import GroundRule
from sessions.people import Level
from sessions.quotables import Answers, levels, quotables, titles_of
from tests.sessions.test_compose import ALL_PARTS, ARRANGEMENTS, RULES, notebooks
from tests.sessions.test_compose_material import OCCASION, PEOPLE, TEMPLATES, Notebook
from tests.sessions.wide_material import CITATIONS, wide


@given(notebooks(), RULES, ARRANGEMENTS)
def test_draft_is_open(book: Notebook, rule: GroundRule, arrangement: Arrangement) -> None:
    # Words in which speakers name where they work are the gate's to stop: whether to print them is asked.
    people = tuple(replace(one, organisation="") for one in PEOPLE)
    occasions = (replace(OCCASION, ground_rule=rule),)
    material = book.material(**wide(occasions=occasions, parts=ALL_PARTS, people=people))
    known = quotables(Index(material), Answers())
    chosen = levels(known, {})
    if rule is GroundRule.NOT_ANNOUNCED:
        chosen = dict.fromkeys(chosen, Level.NONE)
    draft = compose(replace(material, levels=chosen), TEMPLATES, arrangement)
    judgement = judge_document(
        tree_of(draft.document, draft.blocks, {}),
        known.get,
        group_titles=titles_of(material.groups),
        citations={one.id: one for one in CITATIONS},
    )
    assert judgement.stops == ()

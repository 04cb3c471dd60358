"""Templates, sentences, quotation marks, numbers and dates."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.compose_wording import (
    Wording,
    carried,
    closed,
    ends_sentence,
    opened,
    plain,
    record,
    tidied,
    unstopped,
)
from sessions.document import Origin
from sessions.network import QuoteMarks
from sessions.receipts import quantity
from sessions.wording import folded_words
from tests.sessions.test_compose_material import TEMPLATES

SESSIONS = Path(__file__).parents[2] / "sessions"
SINGLE = Wording(TEMPLATES, QuoteMarks.SINGLE)
DOUBLE = Wording(TEMPLATES, QuoteMarks.DOUBLE)


def test_every_template_is_asked_for_by_name() -> None:
    asked: set[str] = set()
    for path in SESSIONS.glob("compose*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                asked.add(node.value)
    families = ("heading-", "number-", "quantity-", "rule-")
    for name in TEMPLATES:
        plain_name = re.sub(r"-(?:[0-9]+|one|title|nowhere)$", "", name).removesuffix("-one")
        is_family = name.startswith(families)
        assert name in asked or plain_name in asked or is_family or f"{plain_name}-chaired" in asked, name


def test_template_becomes_runs_with_their_sources() -> None:
    runs = SINGLE.fill("talk-said", words=record("The tide turns", "n1"), who=record("Bo", "p1"))
    assert [(run.text, run.src.origin, run.src.refs) for run in runs] == [
        ("The tide turns", Origin.RECORD, ("n1",)),
        (", ", Origin.TEMPLATE, ("talk-said",)),
        ("Bo", Origin.RECORD, ("p1",)),
        (" said.", Origin.TEMPLATE, ("talk-said",)),
    ]


def test_stop_of_a_template_gives_way_to_one_that_is_there() -> None:
    asked = SINGLE.quoted(record("Who rows?", "g"))
    assert plain(SINGLE.fill("theme", theme=asked)).endswith("‘Who rows?’")


def test_variants_take_turns() -> None:
    assert [SINGLE.pick("subject", at) for at in range(4)] == [
        "subject-1",
        "subject-2",
        "subject-3",
        "subject-1",
    ]


def test_sentences_open_and_close() -> None:
    assert plain(closed(opened(record("the boat –", "n")))) == "The boat."
    assert plain(closed(record("Who rows", "n"), "?")) == "Who rows?"
    assert plain(closed(record("They said ‘row.’", "n"))) == "They said ‘row.’"
    assert plain(closed(record("names taken out,", "n"), "")) == "names taken out"
    assert closed(()) == ()
    assert plain(opened(record("ßtart", "n"))) == "ßtart"
    assert plain(opened(record("– …", "n"))) == "– …"
    assert plain(unstopped((*record("Row", "n"), *record(".", "n")))) == "Row"
    assert plain(unstopped(record("Row …..", "n"))) == "Row ….."
    assert ends_sentence("Really?’")
    assert not ends_sentence("‘row’")


def test_pictures_at_the_end_are_dropped() -> None:
    assert tidied("bring the drawings 🔑 ") == "bring the drawings"
    assert tidied("heart ❤️") == "heart"
    assert tidied("cafe\u0301") == "cafe\u0301"
    assert tidied("🎹") == ""


def test_marks_go_outside_and_inside_by_network() -> None:
    text = "'Don't' and “that's” and \"it\" and ‘so’"
    assert SINGLE.outside(text) == "‘Don’t’ and ‘that’s’ and ‘it’ and ‘so’"
    assert SINGLE.inside(text) == "“Don’t” and “that’s” and “it” and “so”"
    assert DOUBLE.outside('the "old" way') == "the “old” way"
    assert plain(DOUBLE.quoted(record(DOUBLE.inside("the 'old' way"), "n"))) == "“the ‘old’ way”"


@given(st.text(alphabet="ab .'\"‘’“”-\n", max_size=40))
def test_style_of_marks_changes_no_word(text: str) -> None:
    assert folded_words(SINGLE.inside(text)) == folded_words(text)
    assert folded_words(DOUBLE.outside(text)) == folded_words(text)


def test_first_word_loses_its_capital_only_where_it_has_none_of_its_own() -> None:
    assert plain(SINGLE.lowered(record("The tide turns", "n"))) == "the tide turns"
    assert plain(SINGLE.lowered(record("Reed Quay is open", "n"))) == "Reed Quay is open"
    assert plain(SINGLE.lowered(record("IT failed", "n"))) == "IT failed"
    assert SINGLE.lowered(()) == ()


def test_numbers_lists_and_dates() -> None:
    assert plain(SINGLE.number(3, "a")) == "three"
    assert plain(SINGLE.number(13, "a")) == "13"
    named = [record(name, name) for name in ("Ash", "Beech", "Elm, Oak")]
    assert plain(SINGLE.joined(named[:1])) == "Ash"
    assert plain(SINGLE.joined(named[:2])) == "Ash and Beech"
    assert plain(SINGLE.joined([*named[:2], named[0]])) == "Ash, Beech and Ash"
    assert plain(SINGLE.joined(named)) == "Ash; Beech; and Elm, Oak"
    assert plain(SINGLE.day(date(2027, 2, 3), "day")) == "Wednesday 3 February 2027"
    assert record("", "n") == ()
    assert carried(" \n", "n") == ()


@pytest.mark.parametrize(
    ("said", "handed_in", "words"),
    [
        (1, 3, "One group"),
        (2, 2, "Both groups"),
        (3, 3, "All three groups"),
        (2, 3, "Most groups (two of three)"),
        (2, 5, "Two groups"),
        (3, 7, "Three groups"),
        (4, 8, "Half the groups (four of eight)"),
        (4, 13, "Some groups (four of 13)"),
    ],
)
def test_quantities_in_words(said: int, handed_in: int, words: str) -> None:
    ids = [f"g{at}" for at in range(said)]
    assert plain(SINGLE.quantity(quantity(said, handed_in), ids)) == words


@pytest.mark.parametrize(
    ("words", "is_due"),
    [
        ("asked whether funders mind", True),
        ("handed the keys back", True),
        ("handed keys are cold", False),
        ("has drafted four", True),
        ("has never sat on a board", True),
        ("has a leak", False),
        ("would lend the boat", True),
        ("would anybody notice?", False),
        ("Asked whether", False),
        ("nobody rows", False),
        ("asked", False),
    ],
)
def test_line_about_its_speaker(words: str, is_due: bool) -> None:
    assert SINGLE.has_subject_to_come(words) is is_due


def test_language_without_lists_of_words_rewrites_nothing() -> None:
    bare = Wording({"number-1": "un"}, QuoteMarks.DOUBLE)
    assert not bare.has_subject_to_come("asked whether funders mind")
    assert plain(bare.lowered(record("The tide", "n"))) == "The tide"

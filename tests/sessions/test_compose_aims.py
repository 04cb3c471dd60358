"""Figures at a glance, what became of earlier aims, and what the network will do next."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sessions.aims import Aim, Outcome
from sessions.document import BlockType, Origin
from sessions.figures import Figure
from tests.sessions.test_compose_material import (
    GATHERING,
    OCCASION,
    Notebook,
    below,
    items_after,
    texts,
    whole,
)
from tests.sessions.wide_material import AIMS, FIGURES, wide

NOW, BEFORE, FIRST = FIGURES


def line(*found: Figure) -> str:
    draft = Notebook().draft(figures=found)
    tops = [block for block in draft.blocks if not block.parent]
    at = next(at for at, block in enumerate(tops) if block.text == "Figures at a glance")
    (item,) = [block for block in draft.blocks if block.parent == tops[at + 1].id]
    assert (tops[at + 1].type, item.about) == (BlockType.FIGURES, found[0].id)
    return f"{item.label} – {item.text}"


def test_figure_stands_beside_the_two_years_before() -> None:
    assert line(*FIGURES) == (
        "1,412 – members on 1 January 2027, up from 1,367 a year before and 998 the year before that."
    )


def test_figure_has_its_source_below_it() -> None:
    draft = Notebook().draft(figures=FIGURES)
    (source,) = [block for block in draft.blocks if block.type is BlockType.SOURCE]
    (item,) = [block for block in draft.blocks if block.id == source.parent]
    assert (source.text, item.about) == ("Source: the ledger", NOW.id)
    assert [run.src.refs for run in source.body] == [("figure-source",), (NOW.id,)]


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        ((), "1,412 – members on 1 January 2027."),
        ((replace(BEFORE, value=1500),), "2027, down from 1,500 a year before."),
        ((replace(BEFORE, value=1412),), "2027, the same as a year before."),
        ((replace(BEFORE, value=1412), FIRST), "2027, the same as a year before and up from 998 the year before that."),
        ((replace(BEFORE, value=1412), replace(FIRST, value=1412)),
         "2027, the same as a year before and the same as the year before that."),
        ((replace(BEFORE, value=1500), FIRST),
         "2027, down from 1,500 a year before and up from 998 the year before that."),
        ((replace(BEFORE, on=date(2024, 5, 1)),), "2027, up from 1,367 in May 2024."),
        ((replace(BEFORE, unit="boats"), FIRST), "2027, up from 998 in January 2025."),
        ((BEFORE, FIRST, replace(FIRST, id="f4", on=date(2024, 1, 1))), "a year before and 998 the year before that."),
        ((replace(BEFORE, on=date(2027, 2, 4), value=9),), "1,412 – members on 1 January 2027."),
    ],
)  # fmt: skip
def test_change_is_told_as_it_was_and_only_where_the_unit_is_the_same(
    earlier: tuple[Figure, ...], words: str
) -> None:
    assert line(replace(NOW, source=""), *earlier).endswith(words)


def test_units_stand_after_the_number() -> None:
    assert line(replace(NOW, value=61, unit="%", source="")) == "61% – members on 1 January 2027."
    assert line(replace(NOW, unit="hours", source="")).startswith("1,412 hours – members on")


def test_figures_of_a_gathering_without_a_day_are_all_there_are() -> None:
    late = replace(NOW, on=date(2030, 1, 1))
    draft = Notebook().draft(figures=(late,), aims=AIMS, occasions=(), sessions=())
    assert "1 January 2030" in whole(draft)
    assert "What became of the aims of the last crossing" in texts(draft)


def aims(*found: Aim, **records: Any) -> list[str]:
    return texts(Notebook().draft(aims=found, **records))


def test_what_became_of_earlier_aims_by_outcome_with_counts_that_add_up() -> None:
    outcomes = [
        Outcome.OPEN, Outcome.DROPPED, Outcome.DONE, Outcome.OVERTAKEN, Outcome.PARTLY, Outcome.DONE, Outcome.OPEN,
        Outcome.DROPPED, Outcome.OVERTAKEN, Outcome.PARTLY,
    ]  # fmt: skip
    found = [replace(AIMS[0], id=f"a{at}", outcome=one, rank=str(at)) for at, one in enumerate(outcomes)]
    told = aims(*found)
    assert (
        "Of ten aims, two were met, two were met in part, two were overtaken by events, two were dropped and two are "
        "still open."
    ) in told
    leads = [text for text in told if text in LEADS]
    assert leads == list(LEADS)
    assert (
        "Of five aims, one was met, one was met in part, one was overtaken by events, one was dropped and one is "
        "still open."
    ) in aims(*found[:5])


LEADS = ("Done:", "Done in part:", "Overtaken by events:", "Dropped:", "Still open:")


def test_what_became_of_each_and_what_is_open_with_its_terms() -> None:
    draft = Notebook().draft(aims=AIMS[:2])
    assert items_after(draft, "Done:") == ["Paint every landing. All nine are green."]
    assert items_after(draft, "Still open:") == [
        "Find a second bell. By when: spring. On what it depends: money for brass."
    ]
    runs = [run for block in draft.blocks for run in block.body if "a1" in run.src.refs]
    assert {run.src.origin for run in runs} == {Origin.RECORD}


def test_one_aim_is_not_counted() -> None:
    assert "There was one aim." in aims(AIMS[0])
    assert "What became of earlier aims" in aims(replace(AIMS[0], said_in=""))


def test_aims_of_several_occasions_are_told_apart() -> None:
    other = replace(AIMS[1], id="a9", said_in="the spring fair", rank="9")
    told = aims(AIMS[0], other, replace(other, id="a10", said_in="", rank="99"))
    assert [text for text in told if "aims" in text and not text.startswith(("Of", "This"))] == [
        "What became of earlier aims",
        "The aims of the last crossing",
        "The aims of the spring fair",
        "What became of earlier aims",
    ]


def test_aims_of_this_gathering_are_what_comes_next() -> None:
    by_day = Aim("a4", "net", "meet in spring", "a letter", OCCASION.date, rank="4")
    draft = Notebook().draft(aims=(*AIMS, by_day))
    at = [block.text for block in draft.blocks].index("What the network will do next")
    heading = draft.blocks[at - 1]
    assert (heading.text, heading.level) == ("What happens next", 1)
    assert items_after(draft, "What the network will do next") == [
        "Teach forty people to row. By when: June.",
        "Meet in spring.",
    ]
    assert "What happens next" not in aims(*AIMS[:2])


def test_aims_said_later_or_at_another_gathering_of_the_same_name_are_not_of_this_one() -> None:
    later = replace(AIMS[2], said_on=date(2028, 2, 3))
    earlier = replace(AIMS[2], id="a8", said_on=date(2020, 2, 3))
    told = aims(later, earlier)
    assert "What the network will do next" not in told
    assert f"What became of the aims of {GATHERING.title}" in told


def test_full_width_has_everything_before_the_first_session() -> None:
    draft = Notebook().draft(**wide())
    heads = [block.text for block in draft.blocks if block.type is BlockType.HEADING and block.level == 1]
    assert heads[:5] == [
        "From the draft for discussion",
        "Figures at a glance",
        "What became of the aims of the last crossing",
        "What ferrymen told us",
        "Keeping a crossing",
    ]
    assert below(draft, BlockType.BULLETS)

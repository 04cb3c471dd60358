"""A poll in prose: figures that add up, and an earlier one beside it only where that is fair."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from sessions.document import BlockType, ChartForm
from sessions.polls import Option, Poll, Result, Wording
from tests.sessions.test_compose_material import Notebook, below, texts

OPTIONS = (
    Option("a", "Much more", "more"),
    Option("b", "A little more", "more"),
    Option("c", "The same"),
    Option("d", "Less"),
)
NOW = Poll(
    "now", "g", "s1", "now", "More or less water?", date(2027, 2, 3), OPTIONS, Result((8, 6, 7, 0)), "then"
)
THEN = replace(
    NOW, id="then", session="", key="then", taken=date(2026, 2, 4), repeats="",
    result=Result(permille=(220, 310, 380, 90), base=54),
)  # fmt: skip


def prose(*polls: Poll) -> str:
    book = Notebook()
    draft = book.draft(polls=polls)
    (paragraph,) = below(draft, BlockType.POLL)
    return paragraph.text


def test_poll_says_its_figures_and_how_it_was_a_year_earlier() -> None:
    assert prose(NOW, THEN) == (
        "Of the 21 people who answered, about two thirds (67%) said ‘Much more’ or ‘A little more’. About a third "
        "(33%) said ‘The same’. Nobody said ‘Less’. A year earlier, when the same question was put, it was just over "
        "half (53%)."
    )


def form(*polls: Poll) -> ChartForm:
    (block,) = [block for block in Notebook().draft(polls=polls).blocks if block.type is BlockType.POLL]
    return block.form


def scale(*groups: str) -> Poll:
    options = tuple(Option(str(at), f"Answer {at}", group) for at, group in enumerate(groups))
    return replace(NOW, options=options, result=Result(tuple(range(1, len(groups) + 1))), repeats="")


@pytest.mark.parametrize(
    ("groups", "wanted"),
    [
        (("up", "up", "", "down", "down"), ChartForm.SCALE),
        (("up", "up", "same", "down", "down"), ChartForm.SCALE),
        (("up", "up", "up", "down", "down"), ChartForm.BARS),
        (("up", "up", "", "up", "up"), ChartForm.BARS),
        (("up", "up", "", "down", ""), ChartForm.BARS),
        (("up", "so", "", "down", "down"), ChartForm.BARS),
        (("up", "up", "", "down", "so"), ChartForm.BARS),
        (("up", "up", "down", "down"), ChartForm.BARS),
    ],
)
def test_five_answers_from_one_end_to_the_other_are_a_scale(
    groups: tuple[str, ...], wanted: ChartForm
) -> None:
    assert form(scale(*groups)) is wanted


def test_scale_whose_figures_do_not_add_up_is_none() -> None:
    poll = replace(scale("up", "up", "", "down", "down"), result=Result((1, -1, 1, 1, 1)))
    assert form(poll) is ChartForm.BARS


def test_two_comparable_years_before_are_drawn_as_years_and_the_words_stay() -> None:
    assert form(NOW, THEN) is ChartForm.BARS
    assert form(NOW, CHAIN, FIRST) is ChartForm.YEARS
    assert form(NOW, CHAIN, replace(FIRST, question="How wet?")) is ChartForm.BARS
    assert (
        form(NOW, replace(CHAIN, question="How wet?"), replace(FIRST, question="How wet?")) is ChartForm.BARS
    )


def test_poll_block_shows_its_record() -> None:
    draft = Notebook().draft(polls=(NOW,))
    (block,) = [block for block in draft.blocks if block.type is BlockType.POLL]
    assert (block.text, block.about, block.label) == ("More or less water?", "now", "Poll")


def test_published_percentages_have_no_number_of_people() -> None:
    published = replace(NOW, result=Result(permille=(220, 310, 380, 90)), repeats="")
    assert prose(published).startswith("Among those who answered, just over half (53%) said")


def test_same_measure_is_much_the_same() -> None:
    then = replace(THEN, result=Result((8, 6, 7, 0)), taken=date(2024, 5, 1))
    assert prose(NOW, then).endswith(
        "In May 2024, when the same question was put, it was much the same: about two thirds (67%)."
    )


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (replace(THEN, question="How wet?"), "A year earlier the question was worded differently"),
        (replace(THEN, options=OPTIONS[::-1]), "A year earlier there were other answers to choose from"),
        (replace(THEN, result=Result(permille=(220, 310, 380, 90))), "how many answered is not known"),
        (replace(THEN, result=None), "there are no figures to set beside these"),
    ],
)
def test_earlier_poll_that_is_not_comparable_says_why(then: Poll, words: str) -> None:
    said = prose(NOW, then)
    assert words in said
    assert "53%" not in said


FIRST = replace(THEN, id="first", key="first", taken=date(2025, 2, 3), result=Result((2, 3, 4, 1)))
CHAIN = replace(THEN, repeats="first")


def test_two_earlier_years_are_told_year_by_year() -> None:
    assert prose(NOW, CHAIN, FIRST).endswith(
        "A year earlier, when the same question was put, it was just over half (53%). The year before that it was half "
        "(50%)."
    )
    older = replace(FIRST, taken=date(2022, 5, 3))
    assert prose(NOW, CHAIN, older).endswith("In May 2022 it was half (50%).")


@pytest.mark.parametrize(
    ("then", "first", "words"),
    [
        (CHAIN, replace(FIRST, question="How wet?"), "The year before that the question was worded differently"),
        (replace(CHAIN, wording=Wording.REWORDED), FIRST, "The year before that the question was worded differently"),
        (CHAIN, replace(FIRST, options=OPTIONS[::-1]), "The year before that there were other answers"),
        (CHAIN, replace(FIRST, result=Result(permille=(200, 300, 400, 100))), "the year before that, but how many"),
        (CHAIN, replace(FIRST, result=None), "the year before that, but there are no figures"),
    ],
)  # fmt: skip
def test_chain_is_told_as_far_back_as_it_can_be_compared(then: Poll, first: Poll, words: str) -> None:
    said = prose(NOW, then, first)
    assert "just over half (53%)" in said
    assert words in said
    assert "50%" not in said


def test_nothing_beyond_a_break_is_told() -> None:
    said = prose(NOW, replace(CHAIN, question="How wet?"), replace(FIRST, question="How wet?"))
    assert said.count("worded differently") == 1
    assert "year before that" not in said


def test_polls_that_repeat_each_other_end_somewhere() -> None:
    assert "year before that" not in prose(NOW, replace(THEN, repeats="now"))


def test_figures_that_do_not_add_up_are_not_put_into_words() -> None:
    assert prose(replace(NOW, result=Result((8, -1, 4, 0)))).startswith(
        "The figures of this poll do not add up"
    )


def test_three_answers_of_one_group() -> None:
    options: Sequence[Option] = [replace(option, group="any") for option in OPTIONS[:3]]
    said = prose(replace(NOW, options=tuple(options), result=Result((1, 1, 2)), repeats=""))
    assert said == (
        "Of the four people who answered, everybody (100%) said ‘Much more’, ‘A little more’ or ‘The same’."
    )


def test_poll_without_a_result_is_not_told() -> None:
    assert not texts(Notebook().draft(polls=(replace(NOW, result=None),)), BlockType.POLL)

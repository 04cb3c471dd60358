"""Polls: what was asked, what was answered, and how that is said in prose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sessions.wording import folded_words


class Wording(StrEnum):
    """Whether a repeated poll asked the same question."""

    SAME = "same"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that could be chosen; options of one ``group`` may be added up (*a lot* + *a little* = *rising*)."""

    id: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered, in the order of the options.

    Either ``counts`` of people, or ``permille`` (tenths of a per cent: the journal has no floats) where only
    percentages were published. ``base`` is how many answered, -1 for not known.
    """

    counts: tuple[int, ...] = ()
    permille: tuple[int, ...] = ()
    base: int = -1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to people in a session or a survey, with its options and result; may repeat an earlier one."""

    id: str
    gathering: str
    session: str
    key: str
    question: str
    taken: date
    options: tuple[Option, ...] = ()
    result: Result | None = None
    repeats: str = ""
    wording: Wording = Wording.SAME
    survey: str = ""


WHOLE: Final = 1000
ABOUT_WHOLE: Final = range(985, 1016)
"""What published percentages may add up to, each rounded on its own."""


class PollProblem(StrEnum):
    """What is wrong with a poll's figures."""

    NO_OPTIONS = "no options"
    BOTH_KINDS = "counts and percentages"
    NOT_ONE_EACH = "not one figure for each option"
    NEGATIVE = "a figure below zero"
    ABOVE_BASE = "more answers than people who answered"
    NOT_A_WHOLE = "percentages that do not add up to about a hundred"
    NO_ANSWERS = "nobody answered"


def problems_of(poll: Poll) -> tuple[PollProblem, ...]:
    """Return what is wrong with a poll's figures; a poll without a result yet has nothing wrong with them."""
    result = poll.result
    if result is None:
        return () if poll.options else (PollProblem.NO_OPTIONS,)
    figures = result.counts or result.permille
    found = {
        PollProblem.NO_OPTIONS: not poll.options,
        PollProblem.BOTH_KINDS: bool(result.counts and result.permille),
        PollProblem.NOT_ONE_EACH: len(figures) != len(poll.options),
        PollProblem.NEGATIVE: min(figures, default=0) < 0,
        PollProblem.ABOVE_BASE: 0 <= result.base < sum(result.counts),
        PollProblem.NOT_A_WHOLE: bool(result.permille) and sum(result.permille) not in ABOUT_WHOLE,
        PollProblem.NO_ANSWERS: not any(figures),
    }
    return tuple(problem for problem, is_there in found.items() if is_there)


def answered(poll: Poll) -> int:
    """Return how many answered: the base, else the sum of the counts, or -1 where it is not known."""
    if poll.result is None:
        return -1
    if poll.result.base >= 0:
        return poll.result.base
    return sum(poll.result.counts) if poll.result.counts else -1


def shares(poll: Poll) -> tuple[int, ...]:
    """Return whole per cents in the order of the options, adding up to exactly 100.

    What rounding down leaves goes to the largest remainders (the earlier option where two are level). Published
    percentages that do not add up to about a hundred (several answers were allowed) are each rounded alone.
    """
    if poll.result is None:
        return ()
    figures = poll.result.counts or poll.result.permille
    if not any(figures) or min(figures) < 0:
        return tuple(0 for _ in figures)
    if poll.result.permille and sum(figures) not in ABOUT_WHOLE:
        return tuple((permille + 5) // 10 for permille in figures)
    return _largest_remainder(figures)


def _largest_remainder(figures: Sequence[int]) -> tuple[int, ...]:
    total = sum(figures)
    whole = [figure * 100 // total for figure in figures]
    by_remainder = sorted(range(len(figures)), key=lambda at: (-(figures[at] * 100 % total), at))
    for at in by_remainder[: 100 - sum(whole)]:
        whole[at] += 1
    return tuple(whole)


@dataclass(frozen=True, slots=True)
class Share:
    """What an option, or the options of one group together, came to; ``percent`` adds up over a poll."""

    options: tuple[Option, ...]
    permille: int
    percent: int


def grouped(poll: Poll) -> tuple[Share, ...]:
    """Return what each group of options came to, in the order of the first option of each.

    A poll whose figures have something wrong with them has no shares.
    """
    if poll.result is None or problems_of(poll):
        return ()
    places: dict[tuple[str, int], list[int]] = {}
    for at, option in enumerate(poll.options):
        # An option without a group stands alone.
        places.setdefault((option.group, -1 if option.group else at), []).append(at)
    return tuple(share_of(poll, at) for at in places.values())


def share_of(poll: Poll, places: Sequence[int]) -> Share:
    """Return what the options at some places came to together. Raises ValueError where the poll has no answers."""
    figures = (poll.result.counts or poll.result.permille) if poll.result else ()
    total = sum(figures)
    if not total:
        raise ValueError(f"poll {poll.id} has no answers")
    permille = (2 * WHOLE * sum(figures[at] for at in places) + total) // (2 * total)
    percents = shares(poll)
    return Share(tuple(poll.options[at] for at in places), permille, sum(percents[at] for at in places))


class Comparison(StrEnum):
    """Whether two polls may stand beside each other."""

    COMPARABLE = "comparable"
    NO_RESULT = "one of them has no result"
    REWORDED = "the question was worded differently"
    OTHER_OPTIONS = "the answers to choose from were others"
    BASE_NOT_KNOWN = "how many answered is not known"


def comparable(earlier: Poll, later: Poll) -> Comparison:
    """Tell whether the figures of an earlier poll may stand beside a later one, and if not, why not.

    Both need the same question, the same answers to choose from, and a known number of people who answered: a per
    cent of nobody knows how many says nothing about change.
    """
    if not (grouped(earlier) and grouped(later)):
        return Comparison.NO_RESULT
    if later.wording is Wording.REWORDED or _plain(earlier.question) != _plain(later.question):
        return Comparison.REWORDED
    if [_plain(option.text) for option in earlier.options] != [
        _plain(option.text) for option in later.options
    ]:
        return Comparison.OTHER_OPTIONS
    if min(answered(earlier), answered(later)) < 1:
        return Comparison.BASE_NOT_KNOWN
    return Comparison.COMPARABLE


def _plain(text: str) -> str:
    return folded_words(text).casefold()


MEASURES: Final = (
    (0, "nobody"),
    (1, "hardly anybody"),
    (35, "about one in twenty"),
    (65, "fewer than one in ten"),
    (90, "about one in ten"),
    (111, "about one in eight"),
    (135, "about one in seven"),
    (155, "about one in six"),
    (185, "about a fifth"),
    (216, "just under a quarter"),
    (240, "about a quarter"),
    (261, "just over a quarter"),
    (290, "nearly a third"),
    (320, "about a third"),
    (335, "just over a third"),
    (361, "well over a third"),
    (390, "about two fifths"),
    (411, "over two fifths"),
    (460, "just under half"),
    (500, "half"),
    (501, "just over half"),
    (541, "well over half"),
    (590, "about three fifths"),
    (611, "over three fifths"),
    (631, "nearly two thirds"),
    (655, "about two thirds"),
    (668, "just over two thirds"),
    (691, "about seven in ten"),
    (711, "over seven in ten"),
    (731, "nearly three quarters"),
    (745, "about three quarters"),
    (756, "just over three quarters"),
    (785, "about four fifths"),
    (816, "over four fifths"),
    (876, "nearly nine in ten"),
    (890, "about nine in ten"),
    (911, "over nine in ten"),
    (966, "nearly everybody"),
    (WHOLE, "everybody"),
)
"""Each phrase with the first permille it is said of; it is said up to the next. Nothing but nobody is *nobody*."""


def measure(permille: int) -> str:
    """Return a share in words. Raises ValueError outside 0–1000."""
    if not 0 <= permille <= WHOLE:
        raise ValueError(f"{permille} permille is no share of a whole")
    return MEASURES[bisect_right(MEASURES, permille, key=lambda line: line[0]) - 1][1]

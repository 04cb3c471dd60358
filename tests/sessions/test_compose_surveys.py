"""A survey in print: whom it was put to, how many answered, its questions, and comments that count for no group."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sessions.compose import Draft, compose
from sessions.document import Arrangement, BlockType
from sessions.notes import NoteKind
from sessions.people import Level
from tests.sessions.test_compose_material import TEMPLATES, Notebook, items_after, texts, whole
from tests.sessions.wide_material import ASKED, LATER_GROUPS, SURVEY, wide

DAY, NEXT = date(2026, 12, 1), date(2026, 12, 14)
COMMENTS = "Among the comments people wrote were these:"


def told(**fields: Any) -> str:
    draft = Notebook().draft(**wide(surveys=(replace(SURVEY, **fields),), polls=()))
    tops = [block for block in draft.blocks if not block.parent]
    at = next(at for at, block in enumerate(tops) if block.about == "before")
    return tops[at + 1].text if tops[at + 1].type is BlockType.PARAGRAPH else ""


def test_survey_is_told_before_the_first_session() -> None:
    draft = Notebook().draft(**wide())
    order = [block.about for block in draft.blocks if block.about and block.type is not BlockType.ITEM]
    assert order[:3] == ["before", "asked", "s1"]
    assert told() == (
        "This survey was put to everybody with an oar. It was open for answers from 1 December 2026 to 14 December "
        "2026. It went to 1,400 and was answered by 336: about a quarter (24%). Source: paper slips."
    )


def test_survey_is_told_in_the_session_it_names() -> None:
    draft = Notebook().draft(**wide(surveys=(replace(SURVEY, session="s2"),)))
    order = [block.about for block in draft.blocks if block.about and block.type is not BlockType.ITEM]
    assert order == ["s1", "s2", "before", "asked", "s3"]
    assert {block.level for block in draft.blocks if block.about == "before"} == {2}
    lost = Notebook().draft(**wide(surveys=(replace(SURVEY, session="gone"),)))
    abouts = [block.about for block in lost.blocks if block.about and block.type is not BlockType.ITEM]
    assert abouts[0] == "before"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answered_by": -1}, "It went to 1,400; how many answered is not known."),
        ({"sent_to": -1}, "It was answered by 336; to how many it went is not known."),
        ({"answered_by": 0}, "Nobody answered it."),
        ({"sent_to": -1, "answered_by": -1}, ""),
        ({"sent_to": 300}, "The numbers of this survey do not add up yet, so they are not put into words here."),
        ({"sent_to": 0, "answered_by": 0}, "Nobody answered it."),
    ],
)  # fmt: skip
def test_numbers_that_are_not_known_are_not_invented(fields: dict[str, int], words: str) -> None:
    assert told(**fields, asked_of="", source="", opened=None, closed=None) == words


@pytest.mark.parametrize(
    ("opened", "closed", "words"),
    [
        (DAY, None, "It was open for answers from 1 December 2026."),
        (None, NEXT, "It was open for answers until 14 December 2026."),
        (DAY, DAY, "It was open for answers on 1 December 2026."),
        (NEXT, DAY, ""),
        (None, None, ""),
    ],
)
def test_when_it_was_open(opened: date | None, closed: date | None, words: str) -> None:
    assert told(opened=opened, closed=closed, asked_of="", source="", sent_to=-1, answered_by=-1) == words


def test_share_is_told_although_the_days_are_wrong() -> None:
    assert "336: about a quarter (24%)" in told(opened=NEXT, closed=DAY)


def test_comments_are_a_mixed_list_and_those_who_wrote_them_have_no_name() -> None:
    book = Notebook()
    for number in range(9):
        book.keep("asked", f"Bell {number} is too quiet", by="bo")
    book.quote("asked", "I row for the view", by="cy")
    book.quote("asked", "Name me.", by="dee", level=Level.NAMED)
    book.keep("asked", "Who pays?", NoteKind.QUESTION)
    book.keep("asked", "mend the bell", NoteKind.ACTION)
    book.quote("asked", "On the wall", is_worth_quoting=True)
    draft = book.draft(**wide())
    first, more = items_after(draft, COMMENTS), items_after(draft, "Others wrote:")
    assert (len(first), len(more)) == (6, 6)
    assert more[-3:] == ["‘I row for the view.’", "‘Name me.’ (Dee Van Loon, Salt Steps)", "Who pays?"]
    assert "Mend the bell" in texts(draft, BlockType.CELL)
    assert "‘On the wall.’" in texts(draft, BlockType.ITEM)
    assert not draft.unused


def test_comments_are_not_counted_as_groups() -> None:
    book = Notebook()
    for group in ("north", "south", "asked", "asked"):
        book.keep(group, "Ring the bell")
    draft = book.draft(**wide())
    assert items_after(draft, COMMENTS) == ["Ring the bell."]
    assert "Ring the bell. Both groups said so, each on its own." in texts(draft)
    assert "six small groups" in whole(draft)


def test_comments_of_no_known_survey_stay_in_their_session() -> None:
    book = Notebook()
    note = book.keep("asked", "The bell is too quiet")
    groups = tuple(replace(group, survey="lost") for group in wide()["groups"])
    assert LATER_GROUPS[-1].survey == "before"
    draft = book.draft(**wide(groups=groups))
    assert draft.used[note]
    assert items_after(draft, "Among much else, people said this:") == ["The bell is too quiet."]


def questions(draft: Draft) -> list[str]:
    return [block.about for block in draft.blocks if block.type is BlockType.POLL]


@pytest.mark.parametrize("arrangement", Arrangement)
def test_questions_are_told_once_and_those_without_a_result_not(arrangement: Arrangement) -> None:
    polls = (
        replace(ASKED, session="s1"),
        replace(ASKED, id="silent", result=None),
        replace(ASKED, id="lost", survey="gone", session="s1"),
    )
    material = Notebook().material(**wide(polls=polls, surveys=(replace(SURVEY, session="s2"),)))
    assert questions(compose(material, TEMPLATES, arrangement)) == ["lost", "asked"]

"""Who speaks when: closing remarks by a guest, and how a person is described who was at several occasions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sessions.agenda import Part, PartKind, Session
from sessions.breakouts import Seat
from sessions.compose import Draft
from sessions.document import BlockType
from sessions.gathering import Occasion
from sessions.people import Attendance, AttendanceRole, Listing
from tests.sessions.test_compose_material import (
    OCCASION,
    PEOPLE,
    SEATS,
    SESSION,
    TALK,
    Notebook,
    below,
    texts,
    whole,
)

LAST = Session("s2", "day", "s2", "Goodbyes", rank="2")
TALKING = Part("rooms", "s1", PartKind.BREAKOUTS, length=30, rank="2")
BYE = Part("bye", "s1", PartKind.SPEAKER, "", 5, ("dee",), rank="3")


def closing(*parts: Part, **records: Any) -> Draft:
    book = Notebook()
    book.keep("all", "the boat is ours", by="dee")
    book.keep("north", "row faster")
    return book.draft(parts=parts, **records)


def test_guest_who_speaks_after_everybody_has_the_last_word() -> None:
    told = texts(closing(TALK, TALKING, BYE))
    at = told.index("Closing remarks")
    assert told[at : at + 3] == [
        "Closing remarks",
        "Dee Van Loon from Salt Steps had the last word.",
        "The boat is ours, Dee said.",
    ]
    assert told.index("Row faster.") < at
    assert next(text for text in told if "opened the session" in text).startswith("Bo Marsh from Reed Quay")


@pytest.mark.parametrize(
    "parts",
    [
        (TALK, BYE),  # two speakers one after the other open the session
        (TALK, TALKING, BYE, Part("end", "s1", PartKind.PLENARY, rank="4")),
        (replace(TALK, people=("dee",)), TALKING, BYE),  # told in the first
        (TALK, TALKING),
    ],
)
def test_other_speakers_close_nothing(parts: tuple[Part, ...]) -> None:
    assert "Closing remarks" not in whole(closing(*parts))


def test_a_break_at_the_end_is_no_part_of_it() -> None:
    tea = Part("tea", "s1", PartKind.BREAK, rank="9")
    assert "Closing remarks" in texts(closing(TALK, TALKING, BYE, tea))
    assert "Closing remarks" in texts(closing(TALK, TALKING, replace(BYE, people=("dee", "gone"))))


def test_only_the_last_session_closes() -> None:
    told = closing(TALK, TALKING, BYE, sessions=(SESSION, LAST))
    assert "Closing remarks" not in whole(told)


def test_last_session_that_is_nothing_else_needs_no_further_heading() -> None:
    alone = replace(BYE, session="s2")
    told = whole(closing(TALK, TALKING, alone, sessions=(SESSION, LAST)))
    assert "Goodbyes\nDee Van Loon from Salt Steps had the last word." in told
    led = replace(LAST, led_by=("cy",))
    assert "had the last word" not in whole(closing(TALK, alone, sessions=(SESSION, led)))


# -- people at several occasions


DINNER = Occasion("eve", "g", "dinner", "dinner", date(2027, 2, 2), rank="0")
SOUP = Session("soup", "eve", "soup", "Soup", length=40, rank="1")
BOTH = (DINNER, replace(OCCASION, title="day"))


def at(occasion: str, person: str, described: str = "", **more: Any) -> Attendance:
    return Attendance(f"{occasion}-{person}", occasion, person, described_as=described, **more)


def people(*found: Attendance, **records: Any) -> Draft:
    return Notebook().draft(
        **{"occasions": BOTH, "attendances": found, "sessions": (SOUP, SESSION), **records}
    )


def listed(draft: Draft) -> list[str]:
    return [block.text for block in below(draft, BlockType.PEOPLE)]


def test_description_of_the_longest_occasion_stands_and_of_several_the_last() -> None:
    found = (at("eve", "bo", "host of the soup"), at("day", "bo", "keeper of keys"))
    assert listed(people(*found)) == ["Bo Marsh, host of the soup"]
    longer = (SOUP, replace(SESSION, length=90))
    assert listed(people(*found, sessions=longer)) == ["Bo Marsh, keeper of keys"]
    level = (SOUP, replace(SESSION, length=40))
    assert listed(people(*found, sessions=level)) == ["Bo Marsh, keeper of keys"]
    only = (found[0], at("day", "bo"))
    assert listed(people(*only, sessions=longer)) == ["Bo Marsh, host of the soup"]


def test_marks_at_two_occasions_go_by_listed_people_and_roles_change_nothing() -> None:
    found = (
        at("eve", "fay"), at("day", "bo"), at("day", "cy", is_first_time=True), at("eve", "dee"), at("day", "dee"),
        at("eve", "ada", role=AttendanceRole.CONVENOR), at("day", "ada", role=AttendanceRole.GUEST),
    )  # fmt: skip
    draft = people(*found)
    assert listed(draft) == [
        "Bo Marsh*, Reed Quay",
        "Cyprian Oake* **, Otter Landing",
        "Ada Quill, Ferrymen",
        "Dee Van Loon, Salt Steps",
    ]
    assert "* day only; ** here for the first time" in texts(draft)
    assert "Of the five people who took part, four are listed here. One preferred not to be." in texts(draft)


def test_nobody_with_a_mark_is_listed() -> None:
    unlisted = tuple(replace(one, listed_as=Listing.NOT_LISTED) for one in PEOPLE)
    told = whole(people(at("eve", "bo"), people=unlisted))
    assert "dinner only" not in told


def test_somebody_who_came_in_under_a_name_of_the_list_is_no_stranger() -> None:
    known = tuple(replace(one, also_known_as=("Bosun",)) if one.id == "bo" else one for one in PEOPLE)
    strangers = (
        *SEATS,
        Seat("x", "north", "bo  marsh"),
        Seat("y", "north", "Bosun"),
        Seat("z", "isle", "Gil"),
    )
    draft = Notebook().draft(seats=strangers, people=known)
    assert (
        "Of the seven people who took part, five are listed here. One preferred not to be. One came in on the day "
        "and has not been asked yet."
    ) in texts(draft)

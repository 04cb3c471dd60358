"""Cover and opening, who took part as each agreed, what happens next, and how the notes were made."""

from dataclasses import replace
from datetime import date

from sessions.breakouts import Seat
from sessions.compose import Draft
from sessions.compose_opening import NOTES_ON_A_PAGE
from sessions.document import BlockType
from sessions.gathering import GroundRule, Occasion
from sessions.network import StandingText
from sessions.notes import NoteKind
from sessions.people import Attendance, Level, Listing
from sessions.series import Series
from tests.sessions.test_compose_material import (
    GATHERING,
    GROUPS,
    NETWORK,
    OCCASION,
    PEOPLE,
    SEATS,
    SESSION,
    Notebook,
    below,
    texts,
    whole,
)

DINNER = Occasion("eve", "g", "dinner", "dinner", date(2027, 2, 2), place="The Old Boathouse", rank="0")


def listed(draft: Draft) -> list[str]:
    return [block.text for block in below(draft, BlockType.PEOPLE)]


def there(occasion: str, *people: str, first: bool = False) -> list[Attendance]:
    return [Attendance(f"{occasion}-{one}", occasion, one, is_first_time=first) for one in people]


def test_cover_and_first_paragraphs() -> None:
    draft = Notebook().draft()
    cover = draft.document
    assert (cover.title, cover.subtitle, cover.byline) == ("Winter crossing", "Who rows?", "Ferrymen")
    assert cover.dateline == "Wednesday 3 February 2027\nOnline"
    first, rule, lead = texts(draft, BlockType.PARAGRAPH)[:3]
    assert first == (
        "Ferrymen met online on Wednesday 3 February 2027. The question in front of us was ‘Who rows?’ We were six in "
        "all, and much of the talking was done in three small groups."
    )
    assert rule.startswith("Ada Quill said at the start that nobody would be named")
    assert lead == "This is what Ferrymen works towards:"


def test_several_occasions_each_with_its_rule() -> None:
    draft = Notebook().draft(
        occasions=(OCCASION, DINNER, replace(OCCASION, id="late", title="Night", place="", rank="2")),
        network=replace(NETWORK, aims=()),
        gathering=replace(GATHERING, theme=""),
        groups=GROUPS[:3],
    )
    first, rule = texts(draft, BlockType.PARAGRAPH)[:2]
    assert first == (
        "Ferrymen met at The Old Boathouse on Tuesday 2 February 2027. The day followed online on Wednesday 3 "
        "February 2027. Night followed on Wednesday 3 February 2027. We were six in all, and much of the talking was "
        "done in one small group."
    )
    assert rule.startswith("dinner: nobody is known to have said")
    assert "The day: Ada Quill said" in rule
    assert draft.document.dateline == (
        "Tuesday 2 February 2027 and Wednesday 3 February 2027\nThe Old Boathouse and Online"
    )


def test_gathering_of_a_series_says_so() -> None:
    series = (Series("s", "net", "winter", "Winter crossings"), Series("t", "net", "fairs", "Fairs"))
    told = texts(Notebook().draft(series=series, gathering=replace(GATHERING, series="s")))
    assert "2027. It was one of a series, ‘Winter crossings’. The question in front of us" in told[1]
    assert "series" not in whole(Notebook().draft(series=series))


def test_no_groups_no_place_and_a_rule_said_by_somebody() -> None:
    rule = replace(OCCASION, ground_rule=GroundRule.CHATHAM_HOUSE, announced_by="gone", place="")
    draft = Notebook().draft(occasions=(rule,), groups=GROUPS[:1])
    text = whole(draft)
    assert "Ferrymen met on Wednesday 3 February 2027." in text
    assert "We were six in all." in text
    assert "One of us said at the start that the Chatham House rule applied." in text
    assert "written down while people were talking." in text


def test_where_nobody_wrote_down_who_came_no_number_is_claimed() -> None:
    draft = Notebook().draft(attendances=())
    assert "in all" not in texts(draft, BlockType.PARAGRAPH)[0]


def test_a_page_of_notes_has_no_list_of_contents_and_more_has() -> None:
    book = Notebook()
    two = (SESSION, replace(SESSION, id="second", key="second", title="Another"))
    contents = [
        [one.type for one in draft.blocks].count(BlockType.CONTENTS)
        for draft in (book.draft(), book.draft(sessions=two))
    ]
    assert contents == [0, 1]
    for number in range(NOTES_ON_A_PAGE + 1):
        book.keep("north", f"Point {number} about the ferry")
    assert BlockType.CONTENTS in {one.type for one in book.draft().blocks}


def test_people_are_listed_as_they_agreed_and_the_numbers_add_up() -> None:
    strangers = (*SEATS, Seat("x", "north", "Gil Stow"), Seat("y", "south", "gil stow"))
    draft = Notebook().draft(seats=strangers)
    assert listed(draft) == [
        "Bo Marsh, Reed Quay",
        "Cyprian Oake, Otter Landing",
        "Ada Quill, Ferrymen",
        "Eve Tarn",
        "Dee Van Loon, Salt Steps",
    ]
    assert (
        "Of the seven people who took part, five are listed here. One preferred not to be. One came in on the day "
        "and has not been asked yet."
    ) in texts(draft)
    assert "Fay" not in whole(draft)
    assert "Gil" not in whole(draft)


def test_more_than_one_of_each() -> None:
    strangers = (*SEATS, Seat("x", "north", "Gil Stow"), Seat("y", "south", "Hal Reef"))
    people = tuple(replace(one, listed_as=Listing.NOT_LISTED) for one in PEOPLE)
    draft = Notebook().draft(seats=strangers, people=people)
    assert BlockType.PEOPLE not in {block.type for block in draft.blocks}
    text = whole(draft)
    assert "Of the eight people who took part, none are listed here." in text
    assert "Six preferred not to be. Two came in on the day and have not been asked yet." in text


def test_everybody_is_listed() -> None:
    people = tuple(replace(one, listed_as=Listing.NAME) for one in PEOPLE)
    assert "These are the six people who took part." in texts(Notebook().draft(people=people))


def test_marks_are_computed_from_attendance_and_explained() -> None:
    attendances = (
        *there("eve", "ada", "bo"),
        *there("day", "ada", "cy", first=True),
        replace(there("day", "dee")[0], described_as="Salt Steps, by water"),
    )
    draft = Notebook().draft(occasions=(DINNER, OCCASION), attendances=attendances)
    assert listed(draft) == [
        "Bo Marsh*, Reed Quay",
        "Cyprian Oake** †, Otter Landing",
        "Ada Quill†, Ferrymen",
        "Dee Van Loon**, Salt Steps, by water",
    ]
    assert "* dinner only; ** The day only; † here for the first time" in texts(draft)


def test_more_marks_than_signs() -> None:
    days = tuple(replace(DINNER, id=f"d{at}", title=f"day {at}", rank=str(at)) for at in range(9))
    people = tuple(replace(PEOPLE[0], id=f"p{at}", name=f"Ann Pier{at}") for at in range(9))
    attendances = tuple(Attendance(f"a{at}", f"d{at}", f"p{at}") for at in range(9))
    draft = Notebook().draft(occasions=days, people=people, attendances=attendances, sessions=())
    assert listed(draft)[-1] == "Ann Pier8(9), Ferrymen"


def test_standing_texts_are_carried() -> None:
    book = Notebook()
    about = StandingText("t1", "net", "about", "About Ferrymen", "We began with one oar.")
    capacity = StandingText("t2", "net", "personal-capacity", "Capacity", "Nobody speaks for a quay.")
    text = whole(book.draft(standing_texts=(about, capacity)))
    assert "About Ferrymen\nWe began with one oar." in text
    assert "Nobody speaks for a quay." in text
    assert "Ferrymen keeps small crossings open." in whole(book.draft())
    assert "Ferrymen keeps small crossings open." not in whole(book.draft(network=replace(NETWORK, about="")))


def test_note_takers_are_thanked_as_far_as_they_are_listed() -> None:
    assert "Thank you to those who took the notes: Eve Tarn." in whole(Notebook().draft())
    assert "Thank you" not in whole(Notebook().draft(groups=GROUPS[:1]))


def test_convenors_sign() -> None:
    book = Notebook()
    assert texts(book.draft(), BlockType.SIGN_OFF) == ["Ada Quill\nConvenor, Ferrymen"]
    both = replace(NETWORK, convenors=("ada", "bo", "gone"))
    assert texts(book.draft(network=both), BlockType.SIGN_OFF) == [
        "Ada Quill and Bo Marsh\nConvenors, Ferrymen"
    ]
    assert not texts(book.draft(network=replace(NETWORK, convenors=())), BlockType.SIGN_OFF)


def rows(draft: Draft) -> list[list[str]]:
    found = [block.id for block in draft.blocks if block.type is BlockType.ROW]
    return [[block.text for block in draft.blocks if block.parent == row] for row in found]


def test_actions_say_what_who_and_by_when() -> None:
    book = Notebook()
    book.keep("north", "count the oars,", NoteKind.ACTION, owner="north-cy", due="Friday")
    book.keep("north", "ring the bell", NoteKind.ACTION)
    book.keep("north", "mend it", NoteKind.ACTION, owner="fay")
    book.keep("north", "row", NoteKind.ACTION, owner="somebody new")
    draft = book.draft()
    assert rows(draft) == [
        ["What", "Who", "By when"],
        ["Count the oars", "Cyprian Oake", "Friday"],
        ["Ring the bell", "To be agreed", "No date yet"],
        ["Mend it", "A participant", "No date yet"],
        ["Row", "A participant", "No date yet"],
    ]
    assert "Four things were taken on:" in texts(draft)


def test_owner_is_named_only_as_rule_and_choice_allow() -> None:
    book = Notebook()
    book.keep("north", "row", NoteKind.ACTION, owner="north-dee")
    book.keep("north", "steer", NoteKind.ACTION, owner="ada")
    book.keep("north", "sing", NoteKind.ACTION, owner="bo")
    book.keep("north", "bail", NoteKind.ACTION, owner="cy", level=Level.NAMED)
    closed = replace(OCCASION, ground_rule=GroundRule.CHATHAM_HOUSE)
    names = [row[1] for row in rows(book.draft(occasions=(closed,)))[1:]]
    assert names == ["A participant", "Ada Quill", "Bo Marsh", "Cyprian Oake"]
    shy = tuple(replace(seat, is_not_to_be_named=seat.person == "dee") for seat in SEATS)
    assert rows(book.draft(seats=shy))[1][1] == "A participant"
    unlisted = tuple(replace(one, listed_as=Listing.NOT_LISTED) for one in PEOPLE)
    assert rows(book.draft(people=unlisted))[2][1] == "A participant"


def test_one_action_is_one_thing() -> None:
    book = Notebook()
    book.keep("north", "row", NoteKind.ACTION)
    assert "One thing was taken on:" in texts(book.draft())


def test_wall_of_quotations_and_the_one_that_challenges_apart() -> None:
    book = Notebook()
    book.quote("north", "I came for the boat.", is_worth_quoting=True)
    book.quote("north", "And stayed.", by="dee", level=Level.NAMED, is_worth_quoting=True)
    book.quote("south", "Nobody laughed at my knots.", by="bo", level=Level.SECTOR, is_worth_quoting=True)
    book.quote("chat", "Soup!", by="cy")
    book.quote("isle", "Who is not here?", NoteKind.DISAGREEMENT, is_worth_quoting=True)
    draft = book.draft()
    assert [block.text for block in below(draft, BlockType.QUOTE_WALL)] == [
        "‘I came for the boat.’",
        "‘Nobody laughed at my knots.’",
        "‘Soup!’",
        "‘And stayed.’",
    ]
    assert texts(draft, BlockType.ATTRIBUTION) == [
        "A participant, harbours",
        "Dee Van Loon, Salt Steps",
        "A participant",
    ]
    assert "And one that asks more of us:" in texts(draft)
    assert texts(draft, BlockType.PULL_QUOTE) == ["‘Who is not here?’"]


def test_challenges_without_a_wall() -> None:
    book = Notebook()
    book.quote("isle", "Who is not here?", NoteKind.DISAGREEMENT, is_worth_quoting=True)
    book.quote("isle", "Who pays?", NoteKind.DISAGREEMENT, is_worth_quoting=True)
    draft = book.draft()
    assert "One voice asked more of us:" in texts(draft)
    assert texts(draft, BlockType.PULL_QUOTE) == ["‘Who is not here?’", "‘Who pays?’"]

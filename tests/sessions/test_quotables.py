"""What decides about each quotation of a gathering, gathered from its records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sessions.agenda import Part, PartKind, Session
from sessions.breakouts import Group, GroupKind, Seat
from sessions.compose_material import Index, Material
from sessions.gate import Quotable, Speaker
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network
from sessions.notes import Note, Permission, PermissionState, PrintChoice
from sessions.people import Attendance, AttendanceRole, Level, Person
from sessions.quotables import Answers, answers_of, levels, quotables, titles_of
from tests.sessions.factories import answer

NONE, ANONYMOUS, SECTOR, ROLE, NAMED = Level
WORDS = "We rang nobody back"
ROSE = Person(
    "p-rose", "Dr Rose van Abara OBE", ("Rosie",), "van Abara", "Harbour Trust", "Director", "housing"
)
TOM = Person("p-tom", "Tom Bell")
QUAY = Group("g-quay", "s1", "quay", "The Quay")
PLENARY = Group("g-plenary", "s1", "plenary", "Everybody", GroupKind.PLENARY)
CHAT = Group("g-chat", "s1", "chat", "Chat", GroupKind.CHAT)
ROSE_SITS = Seat("seat-rose", "g-quay", "Rose A.", person="p-rose")
TOM_SITS = Seat("seat-tom", "g-quay", "tom", person="p-tom")
STRANGER = Seat("seat-x", "g-quay", "Prof. Ng Wei (she/her)")


def material(*notes: Note, **more: Any) -> Material:
    """Return a gathering of one occasion with one session, where Rose and Tom sit in a group."""
    plain = {
        "network": Network("nw", "The Network"),
        "gathering": Gathering("ga", "nw", "A gathering"),
        "occasions": (occasion(),),
        "sessions": (Session("s1", "o1", "one", "One"),),
        "groups": (QUAY, PLENARY, CHAT),
        "seats": (ROSE_SITS, TOM_SITS, STRANGER),
        "people": (ROSE, TOM),
        "notes": notes or (said(),),
        "words_ops": {"n1": "w1"},
    }
    return Material(**{**plain, **more})


def occasion(occasion_id: str = "o1", rule: GroundRule = GroundRule.CHATHAM_HOUSE) -> Occasion:
    return Occasion(
        occasion_id, "ga", occasion_id, "Day", date(2026, 11, 3), ground_rule=rule, announced_by="p-tom"
    )


def said(note_id: str = "n1", seat: str = "seat-rose", group: str = "g-quay") -> Note:
    return Note(note_id, group, WORDS, said_by=seat)


def there(
    person: Person, occasion_id: str = "o1", role: AttendanceRole = AttendanceRole.MEMBER
) -> Attendance:
    return Attendance(f"{occasion_id}-{person.id}", occasion_id, person.id, role)


def found(of: Material | None = None, answers: Answers | None = None, note: str = "n1") -> Quotable:
    return quotables(Index(of or material()), answers or Answers())[note]


def speaker(*, seat: str = "seat-rose", group: str = "g-quay", **more: Any) -> Speaker:
    return found(material(said(seat=seat, group=group), **more)).speaker


def role_and_sector(*attendances: Attendance, **more: Any) -> tuple[int, int]:
    made = speaker(attendances=attendances, **more)
    return (made.role_shared_by, made.sector_shared_by)


# -- answers and choices --------------------------------------------------------------------------------------


def test_answers_are_kept_by_note_in_their_order() -> None:
    asked = answer(PermissionState.ASKED)
    given = answer(PermissionState.GIVEN, id="p2")
    other = answer(PermissionState.REFUSED, id="p3", note="n2")
    kept = answers_of([asked, other, given], []).permissions
    assert kept == {"n1": (asked, given), "n2": (other,)}


def test_of_several_choices_the_most_careful_counts() -> None:
    choices = [PrintChoice("c1", "n1", ROLE), PrintChoice("c2", "n1", SECTOR), PrintChoice("c3", "n1", NAMED)]
    assert answers_of([], choices).choices == {"n1": SECTOR}


def test_a_quotation_is_attributed_as_chosen_else_as_much_as_is_allowed() -> None:
    given = {"n1": (answer(PermissionState.GIVEN),)}
    of = material(said(), said("n2"), words_ops={"n1": "w1", "n2": "w2"})
    known = quotables(Index(of), Answers(given))
    assert levels(known, {}) == {"n1": NAMED, "n2": ANONYMOUS}
    assert levels(known, {"n1": NONE, "n2": NAMED}) == {"n1": NONE, "n2": NAMED}


def ceiling(asked: str, now: str, of: Permission) -> Level:
    """Return what an answer to some words lets be printed beside the words as they are now."""
    changed = material(Note("n1", "g-quay", now, said_by="seat-rose"))
    return found(changed, Answers({"n1": (of,)}, older_words={"n1": {"w0": asked}})).ceiling()


YES = answer(PermissionState.GIVEN, words_op="w0")


@pytest.mark.parametrize(
    ("asked", "now", "level"),
    [
        ("we  rang nobody back", WORDS, NAMED),
        (WORDS, "We […] back", NAMED),
        ("We […] back", WORDS, ANONYMOUS),
        ("We rang somebody back", WORDS, ANONYMOUS),
        ("", WORDS, ANONYMOUS),
    ],
)
def test_a_yes_to_earlier_words_covers_the_same_words_or_fewer(asked: str, now: str, level: Level) -> None:
    assert ceiling(asked, now, YES) is level


def test_a_yes_to_the_words_as_they_are_covers_no_earlier_words() -> None:
    given = Answers({"n1": (answer(PermissionState.GIVEN),)}, older_words={"n1": {"w0": "Other words"}})
    assert (found(answers=given).ceiling(), found(answers=given).ceiling("w0")) == (NAMED, ANONYMOUS)


def test_a_yes_to_words_nobody_knows_covers_none() -> None:
    assert found(answers=Answers({"n1": (YES,)})).ceiling() is ANONYMOUS


def test_a_no_to_earlier_words_still_counts() -> None:
    assert ceiling("Other words", WORDS, answer(PermissionState.REFUSED, ANONYMOUS, words_op="w0")) is NONE


# -- every note -----------------------------------------------------------------------------------------------


def test_a_quotation_knows_its_version_its_rule_its_answers_and_its_earlier_words() -> None:
    permissions = (answer(PermissionState.GIVEN),)
    known = found(answers=Answers({"n1": permissions}, older_words={"n1": {"w0": "Earlier"}}))
    assert (known.note, known.words_op, known.rule) == (said(), "w1", GroundRule.CHATHAM_HOUSE)
    assert known.permissions == permissions
    assert known.words_at("w0") == "Earlier"
    assert known.words_at("w1") == WORDS


def test_a_note_whose_version_is_not_known_has_none() -> None:
    known = found(material(words_ops={}))
    assert (known.words_op, known.permissions, known.older_words) == ("", (), {})


def test_notes_of_every_kind_of_group_are_known_and_those_of_groups_that_are_gone_are_not() -> None:
    of = material(
        said("n1", group="g-chat"), said("n2", group="g-plenary"), said("n3"), said("n4", group="g-gone")
    )
    assert sorted(quotables(Index(of), Answers())) == ["n1", "n2", "n3"]


def test_each_session_has_the_rule_of_its_occasion_if_somebody_announced_it() -> None:
    silent = Occasion("o2", "ga", "o2", "Dinner", date(2026, 11, 2), ground_rule=GroundRule.ON_THE_RECORD)
    of = material(
        said(),
        said("n2", group="g2"),
        occasions=(occasion(), silent),
        sessions=(Session("s1", "o1", "one", "One"), Session("s2", "o2", "two", "Two")),
        groups=(QUAY, Group("g2", "s2", "table", "Table")),
    )
    known = quotables(Index(of), Answers())
    assert [known["n1"].rule, known["n2"].rule] == [GroundRule.CHATHAM_HOUSE, GroundRule.NOT_ANNOUNCED]


# -- who said it ----------------------------------------------------------------------------------------------


def test_of_a_line_without_a_speaker_nothing_is_known() -> None:
    assert speaker(seat="") == Speaker()
    assert speaker(seat="seat-gone") == Speaker()


def test_a_person_is_known_by_full_first_and_last_name_alias_and_what_every_seat_shows() -> None:
    elsewhere = Seat("seat-2", "g-chat", "R. Abara-Bell (Leeds)", person="p-rose")
    names = speaker(seats=(ROSE_SITS, elsewhere, TOM_SITS)).names
    assert {"Dr Rose van Abara OBE", "Rose", "Abara", "Rosie", "van Abara", "Rose A.", "Abara-Bell"} <= {
        *names
    }


@pytest.mark.parametrize("word", ["Dr", "OBE", "van", "A", "R", "", "(Leeds)", "Tom"])
def test_titles_particles_and_initials_name_nobody(word: str) -> None:
    elsewhere = Seat("seat-2", "g-chat", "R. Abara-Bell (Leeds)", person="p-rose")
    assert word not in speaker(seats=(ROSE_SITS, elsewhere, TOM_SITS)).names


def test_a_name_shown_in_small_letters_is_a_name() -> None:
    small = Seat("seat-x", "g-quay", "sue trent")
    assert speaker(seat="seat-x", seats=(small,)).names == ("sue trent", "sue", "trent")


def test_after_an_initial_the_next_name_is_the_first() -> None:
    kim = Person("p-rose", "J. Kim Lee")
    assert speaker(people=(kim,), seats=(ROSE_SITS,)).names[:3] == ("J. Kim Lee", "Kim", "Lee")


def test_an_alias_that_is_no_name_gives_no_article_away() -> None:
    mayor = Person("p-rose", "Rose Abara", ("The Mayor",))
    assert speaker(people=(mayor, TOM)).names[3:5] == ("The Mayor", "Mayor")


def test_a_stranger_is_known_by_what_the_seat_shows() -> None:
    assert speaker(seat="seat-x") == Speaker(("Prof. Ng Wei (she/her)", "Ng", "Wei"))


def test_a_body_is_known_unless_it_is_the_network_itself() -> None:
    assert speaker().organisation == "Harbour Trust"
    assert speaker(network=Network("nw", "Harbour Trust")).organisation == ""


# -- standing choices -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level)
def test_a_standing_choice_caps_and_so_does_a_seat(level: Level) -> None:
    choosy = Person("p-rose", "Rose Abara", quoted_as=level)
    hidden = Seat("seat-rose", "g-quay", "Rose", person="p-rose", is_not_to_be_named=True)
    assert speaker(people=(choosy,)).cap is level
    assert speaker(people=(choosy,), seats=(hidden,)).cap == min(level, ANONYMOUS)


@pytest.mark.parametrize(("is_not_to_be_named", "cap"), [(False, NAMED), (True, ANONYMOUS)])
def test_a_stranger_has_the_choice_of_the_seat(is_not_to_be_named: bool, cap: Level) -> None:
    seat = Seat("seat-x", "g-quay", "Wei", is_not_to_be_named=is_not_to_be_named)
    assert speaker(seat="seat-x", seats=(seat,)).cap is cap


# -- own talks ------------------------------------------------------------------------------------------------


def test_an_announced_speaker_is_in_their_own_talk_where_everybody_hears_it() -> None:
    parts = (Part("pa1", "s1", PartKind.SPEAKER, people=("p-rose",)),)
    assert speaker(group="g-plenary", parts=parts).is_own_talk
    assert not speaker(group="g-quay", parts=parts).is_own_talk
    assert not speaker(group="g-plenary", parts=parts, seat="seat-tom").is_own_talk
    assert not speaker(group="g-plenary", parts=parts, seat="seat-x").is_own_talk


# -- who shares a role or a sector ----------------------------------------------------------------------------


def test_those_who_were_there_and_share_a_role_or_a_sector_are_counted() -> None:
    ann = Person("p-ann", "Ann Cole", role="Director")
    bo = Person("p-bo", "Bo Dunn", role="Director", sector="housing")
    people = {"people": (ROSE, TOM, ann, bo)}
    assert role_and_sector(there(ROSE), there(TOM), there(ann), there(bo), **people) == (3, 2)
    assert role_and_sector(there(ROSE), there(TOM), there(ann), **people) == (2, 1)
    assert role_and_sector(**people) == (0, 0)


def test_who_was_only_at_another_occasion_is_not_counted() -> None:
    occasions = (occasion(), occasion("o2"))
    bo = Person("p-bo", "Bo Dunn", role="Director", sector="housing")
    people = {"people": (ROSE, bo), "occasions": occasions}
    assert role_and_sector(there(ROSE), there(bo, "o2"), **people) == (1, 1)


def test_one_person_in_two_parts_counts_once() -> None:
    twice = (there(ROSE), Attendance("again", "o1", "p-rose", AttendanceRole.SPEAKER))
    assert role_and_sector(*twice) == (1, 1)


def test_nobody_shares_a_role_they_do_not_have() -> None:
    plain = [Person(f"p-{name}", name) for name in ("rose", "ann", "bo")]
    assert role_and_sector(*map(there, plain), people=tuple(plain)) == (0, 0)


# -- groups ---------------------------------------------------------------------------------------------------


def test_the_titles_of_breakouts_are_those_that_stand_beside_no_attribution() -> None:
    assert titles_of((QUAY, PLENARY, CHAT, Group("g4", "s1", "four", ""))) == ("The Quay",)

"""Pasted lists become people, attendance, groups and seats; nobody is guessed."""

import pytest

from facilitator.lists import SOMEBODY_NEW, ListRefused
from facilitator.people_typed import people_typed, register_of
from sessions.edits import create
from sessions.errors import DomainError
from sessions.people import Level, Person
from sessions.scopes import scope_for

JOAN = Person("joan", "Joan Treloar", ("Jo",), organisation="The hall", contact="joan@a.example")
SHY = Person("shy", "Bo Ray", quoted_as=Level.ROLE)
ONE, OTHER = Person("one", "Amy Ray", organisation="Baths"), Person("other", "Amy Ray", organisation="Sheds")


@pytest.fixture
def plan(planned):
    edits = [create(one, scope_for("person")) for one in (JOAN, SHY, ONE, OTHER)]
    planned.app.archive.commit(edits, planned.app.actor, "test").result()
    return planned


@pytest.fixture
def lists(plan):
    return plan.app.lists


def here(plan):
    names = {one.id: one.name for one in plan.every("person")}
    return sorted(names[one.person] for one in plan.every("attendance", occasion=plan.occasion))


class TestPeople:
    def test_those_who_are_known_come_and_those_who_are_new_join_the_register(self, plan, lists):
        text = "Name\tOrganisation\tRegion\nJoan Treloar\t\tNorth\nCy Moss\tKitchen\tSouth\n"
        read = lists.read_people(text)
        assert (read.known, read.new, read.asked) == ({"2": "joan"}, ("Cy Moss",), ())
        lists.take_people(plan.occasion, text).result()
        assert here(plan) == ["Cy Moss", "Joan Treloar"]
        (joan,) = plan.every("person", id="joan")
        assert (joan.region, joan.organisation, joan.contact) == ("North", "The hall", "joan@a.example")
        plan.undo()
        assert here(plan) == []
        assert len(plan.every("person")) == 4
        assert plan.every("person", id="joan") == [JOAN]

    def test_the_same_list_twice_adds_nothing(self, plan, lists):
        for _ in range(2):
            lists.take_people(plan.occasion, "Joan Treloar\nCy Moss").result()
        assert here(plan) == ["Cy Moss", "Joan Treloar"]

    def test_two_rows_of_one_person_make_one(self, plan, lists):
        lists.take_people(plan.occasion, "Name,Region\nJo,North\nJoan Treloar,South\n").result()
        assert here(plan) == ["Joan Treloar"]
        assert plan.every("person", id="joan")[0].region == "North"

    def test_a_namesake_is_asked_about(self, plan, lists):
        text = "Amy Ray\nJoan Treloar\tAnother body\n"
        read = lists.read_people(text)
        assert [(one.key, len(one.could_be)) for one in read.asked] == [("1", 2), ("2", 1)]
        for answers in ({}, {"1": "one"}, {"1": "joan", "2": SOMEBODY_NEW}):
            with pytest.raises(DomainError, match="people_not_clear"):
                lists.take_people(plan.occasion, text, answers)
        lists.take_people(plan.occasion, text, {"1": "other", "2": SOMEBODY_NEW}).result()
        assert here(plan) == ["Amy Ray", "Joan Treloar"]
        assert {one.person for one in plan.every("attendance")} & {"other", "joan"} == {"other"}

    def test_body_or_address_tell_namesakes_apart(self, lists):
        read = lists.read_people(
            "Name,Organisation,E-mail\nAmy Ray,sheds,\nJoan Treloar,Elsewhere,JOAN@a.example\n"
        )
        assert read.known == {"2": "other", "3": "joan"}
        read = lists.read_people("Joan Treloar\tjoan@b.example")
        assert [one.name for one in read.asked] == ["Joan Treloar"]

    def test_what_cannot_be_read_is_refused_whole(self, plan, lists):
        with pytest.raises(ListRefused) as error:
            lists.take_people(plan.occasion, "Name,Role\nCy,\n,Cook\n")
        assert [one.line for one in error.value.problems] == [3]
        assert lists.read_people("").is_refused
        assert here(plan) == []


class TestGroups:
    def test_groups_seats_and_strangers(self, plan, lists):
        text = (
            "Group,Note-taker,Lead,Topic,Members\n"
            "Halls,Joan Treloar,Bo Ray,One of it,Cy Moss\nBaths,,,,Joan Treloar\n"
        )
        read = lists.read_groups(text)
        assert (dict(read.known), read.new) == ({"Joan Treloar": "joan", "Bo Ray": "shy"}, ("Cy Moss",))
        lists.take_groups(plan.keys, text).result()
        halls, _baths = [
            one for one in plan.every("group", session=plan.keys) if one.title != "Everybody together"
        ]
        assert (halls.title, halls.note_taker, halls.leads, halls.topic) == (
            "Halls", "joan", ("shy",), "One of it",
        )  # fmt: skip
        seats = {one.shown: one for one in plan.every("seat", group=halls.id)}
        assert seats.keys() == {"Joan Treloar", "Bo Ray", "Cy Moss"}
        assert (seats["Bo Ray"].is_not_to_be_named, seats["Cy Moss"].initials) == (True, "cm")
        assert plan.row(plan.keys).groups == 2
        plan.undo()
        assert plan.row(plan.keys).groups == 0
        assert not plan.every("seat")

    def test_a_group_that_is_there_gets_what_is_added(self, plan, lists):
        lists.take_groups(plan.keys, "Halls,Joan Treloar").result()
        lists.take_groups(plan.keys, "halls,,Bo Ray,Joan Treloar").result()
        (halls,) = [one for one in plan.every("group", session=plan.keys) if one.title == "Halls"]
        assert halls.note_taker == "joan"
        assert len(plan.every("seat", group=halls.id)) == 2

    def test_a_name_of_several_is_asked_about(self, plan, lists):
        with pytest.raises(DomainError, match="people_not_clear"):
            lists.take_groups(plan.keys, "Halls,Amy Ray")
        lists.take_groups(plan.keys, "Halls,Amy Ray", {"Amy Ray": "one"}).result()
        assert {one.note_taker for one in plan.every("group", session=plan.keys)} == {"", "one"}

    def test_what_cannot_be_read(self, lists):
        assert lists.read_groups("Group,Notes\n,Bo\n").is_refused


def test_names_typed_into_a_field(plan):
    with plan.app.archive.reader() as reader:
        typed = people_typed(register_of(reader), "joan treloar, with Bo Ray and Amy Ray; Nobody, Jo")
    assert (typed.people, typed.unknown, typed.is_clear) == (("joan", "shy"), ("Nobody",), False)
    assert [one.id for one in typed.several["Amy Ray"]] == ["one", "other"]

"""People come on a day and leave its list one by one, are put right in the register, and sit where they are put."""

import pytest

from facilitator.day_people import level_meant, titles_of_those, titles_typed
from sessions.edits import create
from sessions.errors import DomainError
from sessions.people import AttendanceRole, Level, Person
from sessions.scopes import scope_for

SAM = Person("sam", "Sam Oduya", organisation="Hall Trust")
SHY = Person("shy", "Bo Ray", quoted_as=Level.ANONYMOUS)


@pytest.fixture
def plan(planned):
    edits = [create(one, scope_for("person")) for one in (SAM, SHY)]
    planned.app.archive.commit(edits, planned.app.actor, "test").result()
    return planned


@pytest.fixture
def people(plan):
    return plan.app.day_people


def here(plan):
    return sorted(one.person for one in plan.every("attendance", occasion=plan.occasion))


def sitting(plan, group):
    return sorted(seat.shown for seat in plan.every("seat", group=group))


class TestTheList:
    def test_those_of_the_register_come_once(self, plan, people):
        people.add(plan.occasion, ["sam", "shy"]).result()
        people.add(plan.occasion, ["sam"]).result()
        assert here(plan) == ["sam", "shy"]
        plan.undo()
        assert here(plan) == []

    def test_somebody_new_joins_the_register_in_the_same_act(self, plan, people):
        made = people.add_new(plan.occasion, "  Nia   Pell ")
        made.change.result()
        assert plan.every("person", id=made.id)[0].name == "Nia Pell"
        assert here(plan) == [made.id]
        plan.undo()
        assert (here(plan), plan.every("person", id=made.id)) == ([], [])

    def test_nobody_without_a_name_and_nobody_who_is_not_there(self, plan, people):
        with pytest.raises(DomainError, match="name_missing"):
            people.add_new(plan.occasion, "  ")
        with pytest.raises(DomainError, match="gone"):
            people.add(plan.occasion, ["nobody"])
        with pytest.raises(DomainError, match="gone"):
            people.add_new("no day", "Nia Pell")

    def test_who_is_taken_off_stays_in_the_register(self, plan, people):
        people.add(plan.occasion, ["sam"]).result()
        gone = people.take_off(plan.occasion, "sam")
        gone.change.result()
        assert gone.still == ()
        assert (here(plan), plan.every("person", id="sam")) == ([], [SAM])
        with pytest.raises(DomainError, match="gone"):
            people.take_off(plan.occasion, "sam")
        plan.undo()
        assert here(plan) == ["sam"]

    def test_what_they_do_there_is_said_and_left_alone(self, plan, people):
        (group,), made = plan.app.session_groups.add(plan.keys, ["Halls"])
        made.result()
        people.add(plan.occasion, ["sam"]).result()
        plan.app.session_editor.set_led_by(plan.welcome, ["sam"]).result()
        plan.app.session_editor.set_chaired_by(plan.closing, "sam").result()
        plan.app.parts.set_people(plan.talk, ["sam"]).result()
        plan.app.session_groups.set_leads(group, ["sam"]).result()
        plan.app.session_groups.set_note_taker(group, "sam").result()
        gone = people.take_off(plan.occasion, "sam")
        gone.change.result()
        assert gone.still == (
            "leads ‘Welcome’",
            "has a part in ‘Holding the keys’",
            "leads Halls of ‘Holding the keys’",
            "takes the notes of Halls of ‘Holding the keys’",
            "chairs ‘Closing’",
        )
        assert plan.every("session", id=plan.welcome)[0].led_by == ("sam",)
        assert plan.every("group", id=group)[0].note_taker == "sam"


class TestWhatIsKnown:
    def test_the_register_is_put_right(self, plan, people):
        people.write("sam", "organisation", " The  baths ").result()
        people.write("sam", "role", "Warden").result()
        (sam,) = plan.every("person", id="sam")
        assert (sam.organisation, sam.role) == ("The baths", "Warden")
        plan.undo()
        plan.undo()
        assert plan.every("person", id="sam") == [SAM]

    def test_a_field_can_be_emptied_and_a_name_cannot(self, plan, people):
        people.write("sam", "organisation", "").result()
        assert plan.every("person", id="sam")[0].organisation == ""
        with pytest.raises(DomainError, match="name_missing"):
            people.write("sam", "name", " ")

    def test_the_same_again_is_no_act(self, plan, people):
        people.add(plan.occasion, ["sam"]).result()
        people.write("sam", "name", "Sam Oduya").result()
        people.here_as(plan.occasion, "sam", "Member").result()
        plan.undo()
        assert here(plan) == []

    def test_what_somebody_is_on_a_day(self, plan, people):
        people.add(plan.occasion, ["sam"]).result()
        people.here_as(plan.occasion, "sam", "Thought Leader").result()
        assert plan.every("attendance")[0].role is AttendanceRole.THOUGHT_LEADER
        people.here_as(plan.occasion, "sam", "").result()
        assert plan.every("attendance")[0].role is AttendanceRole.MEMBER
        with pytest.raises(DomainError, match="here_as_unknown"):
            people.here_as(plan.occasion, "sam", "cook")
        with pytest.raises(DomainError, match="gone"):
            people.here_as(plan.occasion, "shy", "guest")


class TestSeats:
    @pytest.fixture
    def groups(self, plan):
        made, change = plan.app.session_groups.add(plan.keys, ["Halls", "Baths"])
        change.result()
        return made

    def test_somebody_moves_from_group_to_group_in_one_act(self, plan, people, groups):
        people.sit(plan.keys, "shy", ["halls"]).result()
        assert [seat.is_not_to_be_named for seat in plan.every("seat", group=groups[0])] == [True]
        people.sit(plan.keys, "shy", ["Baths"]).result()
        assert [sitting(plan, group) for group in groups] == [[], ["Bo Ray"]]
        plan.undo()
        assert [sitting(plan, group) for group in groups] == [["Bo Ray"], []]
        people.sit(plan.keys, "shy", titles_typed("Baths; Halls;")).result()
        assert [sitting(plan, group) for group in groups] == [["Bo Ray"], ["Bo Ray"]]
        people.sit(plan.keys, "shy", titles_typed(" ")).result()
        assert [sitting(plan, group) for group in groups] == [[], []]

    def test_a_seat_among_everybody_together_stays(self, plan, people, groups):
        (plenary, *_groups) = plan.every("group", session=plan.keys)
        assert plenary.id not in groups
        plan.app.session_groups.set_note_taker(plenary.id, "sam").result()
        people.sit(plan.keys, "sam", ["Halls"]).result()
        assert sitting(plan, plenary.id) == ["Sam Oduya"]
        people.sit(plan.keys, "sam", ["Halls", "Baths"]).result()
        with plan.app.archive.reader() as reader:
            assert titles_of_those(reader, plan.keys) == {"sam": "Halls; Baths"}

    def test_a_group_that_is_not_there(self, plan, people, groups):
        with pytest.raises(DomainError, match="no_such_group") as caught:
            people.sit(plan.keys, "sam", ["Sheds"])
        assert "Halls, Baths" in caught.value.fields["groups"]

    def test_who_said_something_keeps_the_seat(self, plan, people, groups):
        people.sit(plan.keys, "sam", ["Halls"]).result()
        desk = plan.app.capture(groups[0])
        desk.keep("so: ring the bell")
        assert plan.every("note", group=groups[0])[0].said_by
        with pytest.raises(DomainError, match="seat_in_use"):
            people.sit(plan.keys, "sam", [])
        assert sitting(plan, groups[0]) == ["Sam Oduya"]


class TestSeatsFollow:
    @pytest.fixture
    def groups(self, plan, people):
        made, change = plan.app.session_groups.add(plan.keys, ["Halls", "Baths"])
        change.result()
        people.sit(plan.keys, "sam", ["Halls", "Baths"]).result()
        return made

    @pytest.fixture
    def seats(self, plan, groups):
        return {
            title: plan.every("seat", group=group)[0].id
            for title, group in zip(("Halls", "Baths"), groups, strict=True)
        }

    def shown(self, plan):
        return [(seat.shown, seat.initials, seat.is_not_to_be_named) for seat in plan.every("seat")]

    def test_a_new_name_reaches_the_groups_and_is_one_act(self, plan, people, seats):
        people.write("sam", "name", "Ann Hall-Reid").result()
        assert self.shown(plan) == [("Ann Hall-Reid", "ahr", False)] * 2
        plan.undo()
        assert self.shown(plan) == [("Sam Oduya", "so", False)] * 2
        assert plan.every("person", id="sam") == [SAM]

    def test_a_seat_put_differently_by_hand_stays(self, plan, people, seats):
        plan.app.seats.rename(seats["Halls"], "Sam of the halls", "sam").durable.result()
        plan.app.seats.rename(seats["Baths"], "Sam Oduya", "sx").durable.result()
        people.write("sam", "name", "Ann Reid").result()
        assert self.shown(plan) == [("Sam of the halls", "sam", False), ("Ann Reid", "sx", False)]

    def test_other_fields_and_other_people_leave_seats_alone(self, plan, people, seats):
        people.sit(plan.keys, "shy", ["Halls"]).result()
        people.write("sam", "role", "Warden").result()
        people.quoted_as("sam", "named").result()
        people.write("shy", "name", "Bo Hay").result()
        assert self.shown(plan) == [("Sam Oduya", "so", False)] * 2 + [("Bo Hay", "bh", True)]

    def test_not_to_be_named_reaches_the_groups_and_goes_again(self, plan, people, seats):
        people.quoted_as("sam", "Sector").result()
        assert plan.every("person", id="sam")[0].quoted_as is Level.SECTOR
        assert [seat.is_not_to_be_named for seat in plan.every("seat")] == [True, True]
        people.quoted_as("sam", "").result()
        assert plan.every("person", id="sam")[0].quoted_as is Level.NAMED
        assert [seat.is_not_to_be_named for seat in plan.every("seat")] == [False, False]
        plan.undo()
        plan.undo()
        assert (self.shown(plan), plan.every("person", id="sam")) == ([("Sam Oduya", "so", False)] * 2, [SAM])

    def test_who_asked_in_a_group_not_to_be_named_is_not_named_for_the_register(self, plan, people, seats):
        plan.app.seats.set_not_to_be_named(seats["Baths"]).durable.result()
        people.quoted_as("sam", "anonymous").result()
        people.quoted_as("sam", "named").result()
        assert [seat.is_not_to_be_named for seat in plan.every("seat")] == [False, True]

    def test_who_agreed_in_a_group_may_be_named_there_still(self, plan, people, seats):
        people.quoted_as("sam", "none").result()
        plan.app.seats.set_not_to_be_named(seats["Halls"], is_not=False).durable.result()
        people.quoted_as("sam", "role").result()
        assert [seat.is_not_to_be_named for seat in plan.every("seat")] == [False, True]

    def test_a_word_that_is_no_way_to_be_quoted(self, people):
        with pytest.raises(DomainError, match="quoted_as_unknown") as caught:
            people.quoted_as("sam", "loudly")
        assert caught.value.fields["levels"] == "named, role, sector, anonymous, none"
        assert [level_meant(level.word) for level in Level] == list(Level)

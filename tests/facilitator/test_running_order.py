"""The running order: every act changes what the page shows, and can be undone."""

import pytest

from facilitator.session_removal import going_told
from sessions.agenda import PartKind
from sessions.breakouts import Group
from sessions.edits import change, create
from sessions.errors import DomainError
from sessions.people import Person
from tests.facilitator.planning import Planned


@pytest.fixture
def plan(planned):
    return planned


@pytest.fixture
def order(plan):
    return plan.app.running_order


def refused(code, act, *arguments, **named):
    with pytest.raises(DomainError) as error:
        act(*arguments, **named)
    assert error.value.code == code


class TestAdding:
    def test_a_session_flows_after_the_others_with_a_group_for_everybody(self, plan):
        new = plan.add("Songs", "15m")
        assert plan.titles[-1] == "Songs"
        assert plan.row(new).starts == "13:10"
        assert [(one.key, one.kind.value) for one in plan.every("group", session=new)] == [
            ("plenary", "plenary")
        ]
        plan.undo()
        assert "Songs" not in plan.titles
        assert not plan.every("group", session=new)

    def test_before_and_after_another(self, plan):
        plan.add("First", before=plan.welcome)
        plan.add("Second", after=plan.welcome)
        assert plan.titles[:3] == ["First", "Welcome", "Second"]

    def test_of_a_kind_it_is_one_part_and_has_its_length(self, plan):
        row = plan.row(plan.tea)
        assert (row.kind, row.length, [part.length for part in row.parts]) == (PartKind.BREAK, 10, [10])

    def test_without_a_title_or_length_it_has_some(self, plan):
        row = plan.row(plan.add(""))
        assert (row.title, row.length_text) == ("New session", "15 min")

    def test_two_of_one_title_have_keys_of_their_own(self, plan):
        plan.add("Tea")
        keys = [one.key for one in plan.every("session")]
        assert len(set(keys)) == len(keys)

    def test_where_sessions_have_no_ranks_all_are_ranked(self, plan):
        edits = [change("session", row.id, rank="") for row in plan.shown().rows]
        plan.app.archive.commit(edits, plan.app.actor, "test").result()
        before = plan.titles
        plan.add("Last")
        assert plan.titles == [*before, "Last"]
        assert all(one.rank for one in plan.every("session"))

    def test_of_an_occasion_that_is_not_there(self, order):
        refused("gone", order.add, "nowhere", "T")


class TestMoving:
    def test_one_up_one_down_and_no_further_than_the_ends(self, plan, order):
        order.move_by(plan.tea, -1).result()
        assert plan.titles == ["Welcome", "Tea", "Holding the keys", "Closing"]
        order.move_by(plan.tea, 1).result()
        order.move_by(plan.welcome, -1).result()
        order.move_by(plan.closing, 5).result()
        assert plan.titles == ["Welcome", "Holding the keys", "Tea", "Closing"]

    def test_to_a_place_and_beside_another(self, plan, order):
        order.move_to(plan.closing, 0).result()
        assert plan.titles[0] == "Closing"
        order.move(plan.closing, after=plan.tea).result()
        order.move(plan.tea, before=plan.welcome).result()
        assert plan.titles == ["Tea", "Welcome", "Holding the keys", "Closing"]
        order.move(plan.tea).result()
        assert plan.titles[-1] == "Tea"

    def test_is_undone(self, plan, order):
        before = plan.titles
        order.move_by(plan.tea, 1).result()
        assert plan.titles != before
        plan.undo()
        assert plan.titles == before

    def test_nowhere_is_nothing_to_undo(self, plan, order):
        order.rename(plan.tea, "Tea and cake").result()
        order.move_by(plan.welcome, -1).result()
        plan.undo()
        assert "Tea" in plan.titles


class TestTimes:
    def test_a_length_as_typed_moves_what_follows(self, plan, order):
        for typed, starts in (("25", "10:25"), ("1h10", "11:10"), ("1 h 10", "11:10"), ("1:10", "11:10")):
            order.set_length(plan.welcome, typed).result()
            assert plan.row(plan.keys).starts == starts
        plan.undo()

    @pytest.mark.parametrize("typed", ["", "soon", "0", "-5", "1h75", "2000"])
    def test_what_is_no_length(self, plan, order, typed):
        refused("length_not_understood", order.set_length, plan.welcome, typed)
        assert plan.row(plan.welcome).length == 20

    def test_parts_share_another_length(self, plan, order):
        order.set_length(plan.keys, "30").result()
        assert [part.length for part in plan.row(plan.keys).parts] == [6, 17, 7]
        assert plan.row(plan.keys).length == 30
        plan.undo()
        assert plan.row(plan.keys).length == 60
        refused("parts_need_more", order.set_length, plan.keys, "10")

    def test_a_length_given_by_a_folder_gives_way_to_its_parts(self, plan, order):
        plan.app.archive.commit([change("session", plan.keys, length=70)], plan.app.actor, "test").result()
        assert plan.row(plan.keys).length == 70
        order.set_length(plan.keys, "50").result()
        assert plan.row(plan.keys).length == 50
        assert plan.every("session", id=plan.keys)[0].length == 0

    def test_the_day_begins(self, plan, order):
        order.start_at(plan.occasion, "9.30").result()
        assert plan.times[:2] == ["09:30", "09:50"]
        refused("time_not_understood", order.start_at, plan.occasion, "noon")

    def test_a_hard_stop_is_set_and_dropped(self, plan, order):
        assert plan.row(plan.closing).over == 10
        order.must_end(plan.closing, "").result()
        assert (plan.row(plan.closing).must_end, plan.shown().over) == ("", 0)

    def test_a_stop_after_midnight_is_that_of_the_next_morning(self, plan, order):
        order.must_end(plan.closing, "0:30").result()
        assert (plan.row(plan.closing).must_end, plan.row(plan.closing).over) == ("00:30", 0)

    def test_a_fixed_start_leaves_a_gap_or_is_run_into(self, plan, order):
        order.begin_at(plan.tea, "11:30").result()
        assert plan.row(plan.tea).starts == "11:30"
        order.begin_at(plan.tea, "11:15").result()
        assert (plan.row(plan.tea).starts, plan.row(plan.keys).over) == ("11:20", 5)
        order.begin_at(plan.tea, "").result()
        assert plan.row(plan.tea).fixed_start == ""


class TestTitlesAndKinds:
    def test_renamed(self, plan, order):
        order.rename(plan.tea, "  Tea\nand cake ").result()
        assert "Tea and cake" in plan.titles
        refused("title_missing", order.rename, plan.tea, " ")

    def test_a_kind_is_one_part(self, plan, order):
        order.set_kind(plan.welcome, PartKind.PLENARY).result()
        assert plan.row(plan.welcome).parts == ()
        order.set_kind(plan.welcome, PartKind.POLL).result()
        assert (plan.row(plan.welcome).kind, plan.row(plan.welcome).length) == (PartKind.POLL, 20)
        order.set_kind(plan.welcome, PartKind.BREAK).result()
        assert plan.row(plan.welcome).kind is PartKind.BREAK
        refused("kind_from_parts", order.set_kind, plan.keys, PartKind.POLL)


class TestParts:
    def test_the_length_of_the_session_follows(self, plan):
        parts = plan.app.parts
        parts.set_length(plan.round, "1 h").result()
        assert plan.row(plan.keys).length == 80
        parts.remove(plan.back).result()
        assert plan.row(plan.keys).length == 68
        plan.undo()
        plan.undo()
        assert plan.row(plan.keys).length == 60

    def test_the_first_part_takes_over_and_the_last_leaves_its_minutes(self, plan):
        part = plan.part(plan.welcome, PartKind.SPEAKER, "12")
        assert plan.row(plan.welcome).length == 12
        plan.app.parts.remove(part).result()
        row = plan.row(plan.welcome)
        assert (row.length, row.parts) == (12, ())

    def test_moved_renamed_of_another_kind_and_protected(self, plan):
        parts = plan.app.parts
        parts.move_by(plan.back, -1).result()
        parts.move_by(plan.talk, -1).result()
        assert [part.id for part in plan.row(plan.keys).parts] == [plan.talk, plan.back, plan.round]
        parts.set_kind(plan.back, PartKind.REFLECTIONS).result()
        parts.rename(plan.back, "Two who listened").result()
        parts.protect(plan.back, is_protected=True).result()
        shown = plan.row(plan.keys).parts[1]
        assert (shown.kind_name, shown.title, shown.is_protected) == ("Reflections", "Two who listened", True)
        assert "reflections 12" in plan.row(plan.keys).line

    def test_who_does_it(self, plan):
        plan.app.archive.commit(
            [create(Person("joan", "Joan Treloar"), "register")], plan.app.actor, "t"
        ).result()
        plan.app.parts.set_people(plan.talk, ("joan", "joan")).result()
        assert plan.row(plan.keys).parts[0].people == ("Joan Treloar",)

    def test_after_another(self, plan):
        new = plan.part(plan.keys, PartKind.POLL, "", after=plan.talk)
        assert [part.id for part in plan.row(plan.keys).parts][1] == new
        assert plan.row(plan.keys).parts[1].length == 10
        refused("length_not_understood", plan.app.parts.set_length, new, "x")
        refused("gone", plan.app.parts.set_length, "none", "5")


class TestCopies:
    def test_a_duplicate_has_the_plan_and_no_notes(self, plan):
        plan.keep_note(plan.keys, "The key sticks")
        made = plan.app.session_copies.duplicate(plan.keys)
        made.change.result()
        row = plan.row(made.id)
        assert (row.title, row.length, row.line) == (
            "Holding the keys (2)",
            60,
            "Speaker 8 · breakouts 40 · report back 12",
        )
        assert plan.titles.index(row.title) == 2
        groups = {one.id for one in plan.every("group", session=made.id)}
        assert len(groups) == 1
        assert not [note for note in plan.every("note") if note.group in groups]
        plan.undo()
        assert len(plan.titles) == 4

    def test_split_by_minutes(self, plan):
        made = plan.app.session_copies.split(plan.closing, "40")
        made.change.result()
        first, second = plan.row(plan.closing), plan.row(made.id)
        assert (first.length, second.length, first.must_end, second.must_end) == (40, 60, "", "13:00")
        plan.undo()
        assert plan.row(plan.closing).length == 100
        refused("cannot_split", plan.app.session_copies.split, plan.closing, "100")
        plan.app.session_copies.split(plan.closing).change.result()
        assert plan.row(plan.closing).length == 50

    def test_split_before_a_part_and_the_groups_go_with_the_breakouts(self, plan):
        from sessions.edits import create

        group = Group("g", plan.keys, "halls", "Halls")
        plan.app.archive.commit([create(group, plan.scope)], plan.app.actor, "t").result()
        made = plan.app.session_copies.split(plan.keys, plan.round)
        made.change.result()
        assert (plan.row(plan.keys).length, plan.row(made.id).length) == (8, 52)
        assert (plan.row(plan.keys).groups, plan.row(made.id).groups) == (0, 1)
        plan.undo()
        assert plan.row(plan.keys).groups == 1
        refused("cannot_split", plan.app.session_copies.split, plan.keys, plan.talk)
        refused("cannot_split", plan.app.session_copies.split, plan.tea)

    def test_to_another_gathering(self, plan):
        other = Planned(plan.app, "Summer gathering")
        made = plan.app.session_copies.copy_to(plan.keys, other.occasion)
        made.change.result()
        assert other.titles == ["Welcome", "Holding the keys"]
        assert [part.length for part in other.row(made.id).parts] == [8, 40, 12]


class TestRemoving:
    def test_a_plan_goes_at_once_and_comes_back(self, plan):
        removal = plan.app.session_removal
        assert not removal.going(plan.tea).is_asked
        removal.remove(plan.tea).result()
        assert "Tea" not in plan.titles
        assert not plan.every("part", session=plan.tea)
        plan.undo()
        assert plan.row(plan.tea).length == 10

    def test_what_has_notes_is_asked_about(self, plan):
        removal = plan.app.session_removal
        note = plan.keep_note(plan.keys, "The key sticks")
        refused("session_has_notes", removal.remove, plan.keys)
        going = removal.going(plan.keys)
        assert (
            going_told(going)
            == "‘Holding the keys’ goes, and with it: 3 parts, 1 note. Undo brings all of it back."
        )
        removal.remove(plan.keys, with_notes=True).result()
        assert note.id not in {one.id for one in plan.every("note")}
        plan.undo()
        assert note in plan.every("note")
        assert "Holding the keys" in plan.titles

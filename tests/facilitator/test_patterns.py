"""Gatherings begun from a pattern, and like the last one."""

from dataclasses import replace
from datetime import date

import pytest

from facilitator.app import opened
from facilitator.patterns import pattern, patterns
from facilitator.plan import Wish
from facilitator.running_orders import order_shown
from sessions.agenda import format_length
from sessions.breakouts import GroupKind
from sessions.edits import change, create
from sessions.errors import DomainError
from sessions.gathering import Form, GroundRule
from tests.facilitator.planning import DAY, Planned
from tests.facilitator.terminal import run

NAMES = [one.name for one in patterns()]


@pytest.fixture
def app(blank):
    with opened(blank) as app:
        yield app


def shown(app, planned):
    with app.archive.reader() as reader:
        return order_shown(reader, planned.occasion.id)


def every(app, kind, **equals):
    with app.archive.reader() as reader:
        return [kept.record for kept in reader.every(kind, **equals)]


def test_there_is_one_for_each_kind_of_gathering():
    assert NAMES == ["annual", "roundtable", "cell", "drop-in"]


@pytest.mark.parametrize("name", NAMES)
class TestPattern:
    def test_fits_its_time_to_the_minute(self, app, name):
        found = pattern(name)
        order = shown(app, app.plan.from_pattern(name, Wish("G", DAY)))
        assert (order.planned, order.over) == (found.ends_after, 0)
        assert order.rows[-1].must_end == order.rows[-1].ends
        assert format_length(order.planned) in order.heading

    def test_begins_when_it_is_wished_and_ends_as_long_after(self, app, name):
        order = shown(app, app.plan.from_pattern(name, Wish("G", DAY, starts=9 * 60)))
        assert (order.rows[0].starts, order.over) == ("09:00", 0)

    def test_says_something_in_every_session(self, name):
        found = pattern(name)
        assert found.told.endswith(".")
        for session in found.sessions:
            assert session["for_director"].endswith((".", "”"))
            assert session.get("question") or session.get("protected")
            assert not {"session", "parts", "lenght"} & session.keys()

    def test_only_suggests_its_ground_rule(self, app, name):
        occasion = app.plan.from_pattern(name, Wish("G", DAY)).occasion
        assert occasion.ground_rule is pattern(name).ground_rule is not GroundRule.NOT_ANNOUNCED
        assert occasion.rule_in_force is GroundRule.NOT_ANNOUNCED

    def test_is_one_act_and_takes_notes_at_once(self, app, name):
        planned = app.plan.from_pattern(name, Wish("G", DAY))
        assert planned.groups
        group = every(app, "group")[0]
        app.capture(group.id).keep("The first line")
        app.archive.undo(app.actor).result()
        app.archive.undo(app.actor).result()
        assert not any(every(app, kind) for kind in ("gathering", "occasion", "session", "part", "group"))


class TestWishes:
    def test_groups_go_before_the_numbered_ones_of_the_first_breakouts(self, app):
        app.plan.from_pattern("annual", Wish("G", DAY, groups=("Halls", "Baths")))
        found = [one.title for one in every(app, "group") if one.kind is GroupKind.BREAKOUT]
        assert found == ["Halls", "Baths", *(f"Group {number}" for number in range(1, 7))]

    def test_a_rule_that_is_announced_goes_before_the_suggested_one(self, app):
        wish = Wish("G", DAY, ground_rule=GroundRule.ON_THE_RECORD, announced_by="Joan Treloar")
        assert app.plan.from_pattern("cell", wish).occasion.rule_in_force is GroundRule.ON_THE_RECORD

    def test_a_form_comes_with_it(self, app):
        planned = app.plan.from_pattern("roundtable", Wish("G", DAY))
        assert (planned.gathering.form, planned.occasion.form) == (Form.IN_PERSON, Form.IN_PERSON)

    def test_one_that_is_not_there(self, app):
        with pytest.raises(DomainError, match="pattern_unknown") as error:
            app.plan.from_pattern("ball", Wish("G", DAY))
        assert error.value.fields["patterns"] == ", ".join(NAMES)

    def test_the_window_need_not_wait(self, app):
        started = app.plan.start_from_pattern("cell", Wish("G", DAY))
        started.change.result(10)
        assert every(app, "gathering") == [started.planned.gathering]


class TestLikeTheLastOne:
    @pytest.fixture
    def last(self, app):
        return Planned(app).fill()

    def test_the_plan_comes_and_neither_notes_nor_people(self, app, last):
        last.keep_note(last.keys, "The key sticks")
        edits = [
            change("session", last.keys, led_by=["joan"], chaired_by="bo", source_notes=["n"]),
            change("part", last.talk, people=["joan"]),
        ]
        app.archive.commit(edits, app.actor, "test").result()
        planned = app.plan.like(last.gathering, Wish("Summer gathering", date(2028, 3, 2)))
        before, after = last.shown(), shown(app, planned)
        assert [(row.title, row.starts, row.length, row.must_end) for row in after.rows] == [
            (row.title, row.starts, row.length, row.must_end) for row in before.rows
        ]
        assert after.occasion.date == date(2028, 3, 2)
        assert [row.line for row in after.rows][1] == "Speaker 8 · breakouts 40 · report back 12"
        made = {row.id for row in after.rows}
        sessions = [one for one in every(app, "session") if one.id in made]
        assert not any(one.led_by or one.chaired_by or one.source_notes for one in sessions)
        assert [(one.kind, one.field, one.people) for one in planned.asked] == [
            ("session", "led_by", ("joan",)), ("session", "chaired_by", ("bo",)), ("part", "people", ("joan",)),
        ]  # fmt: skip
        assert len(every(app, "note")) == 1
        app.archive.undo(app.actor).result()
        assert len(every(app, "gathering")) == 1

    def test_days_keep_their_distance_and_strands_stay_in_their_network(self, app, last):
        (day,) = every(app, "occasion")
        second = replace(day, id="second", key="second", title="Day two", date=date(2027, 3, 6), rank="z")
        app.archive.commit(
            [create(second, last.scope), change("session", last.keys, strand="kh")], app.actor, "test"
        ).result()
        app.plan.like(last.gathering, Wish("Next", date(2028, 1, 1)))
        app.plan.like(last.gathering, Wish("Elsewhere", date(2028, 1, 1), network="Another network"))
        days = {(one.title, one.date) for one in every(app, "occasion") if one.date.year == 2028}
        assert days == {
            ("Next", date(2028, 1, 1)), ("Day two", date(2028, 1, 3)), ("Elsewhere", date(2028, 1, 1)),
        }  # fmt: skip
        assert sorted(one.strand for one in every(app, "session") if one.title == "Holding the keys") == [
            "", "kh", "kh",
        ]  # fmt: skip

    def test_what_is_gone(self, app):
        with pytest.raises(DomainError, match="gone"):
            app.plan.like("nothing", Wish("Next", DAY))


class TestOnTheCommandLine:
    def test_from_a_pattern(self, places):
        said = run("new", "Spring gathering", "--pattern", "drop-in").succeeded()
        assert "Its groups: hello/plenary" in said.out
        shown = run("show", "spring").succeeded()
        assert "12:30–12:40  Hello (10 min)" in shown.out

    def test_like_another(self, places):
        run("new", "Spring gathering", "--pattern", "cell").succeeded()
        said = run("new", "Summer gathering", "--like", "spring").succeeded()
        assert "Made: Summer gathering" in said.out
        assert "Round the table" in run("show", "summer").succeeded().out

    @pytest.mark.parametrize(
        "options",
        [
            ("--pattern", "cell", "--session", "Talk"),
            ("--pattern", "cell", "--like", "x"),
            ("--like", "x", "--group", "Halls"),
        ],
    )
    def test_a_plan_comes_from_one_place(self, places, options):
        assert "A plan comes from" in run("new", "T", *options).failed(2).err

from datetime import date

import pytest

from facilitator.app import opened
from facilitator.capture import group_named
from facilitator.gatherings import gathering_named, listed, short_name, shown
from facilitator.plan import Wish
from sessions.breakouts import GroupKind
from sessions.errors import DomainError
from sessions.gathering import GroundRule

DAY = date(2027, 3, 4)
KINDS = ("network", "gathering", "occasion", "session", "group")


@pytest.fixture
def app(blank):
    with opened(blank) as app:
        yield app


def every(app, kind):
    with app.archive.reader() as reader:
        return [kept.record for kept in reader.every(kind)]


def named(app, wanted):
    with app.archive.reader() as reader:
        found = gathering_named(reader, wanted)
        return next(kept.record.title for kept in reader.every("gathering") if kept.record.id == found)


def refused(code, act, *arguments):
    with pytest.raises(DomainError) as error:
        act(*arguments)
    assert error.value.code == code
    return error.value.fields


class TestNew:
    def test_notes_can_be_kept_at_once(self, app):
        planned = app.plan.new(Wish("Spring gathering", DAY))
        assert planned.groups == ("spring-gathering/plenary",)
        assert planned.is_network_new
        with app.archive.reader() as reader:
            group = group_named(reader, "plenary")
        app.capture(group).keep("the first line")
        assert [note.words for note in every(app, "note")] == ["the first line"]

    def test_all_of_it_is_one_act(self, app):
        app.plan.new(Wish("Spring gathering", DAY, sessions=("Opening", "Talk"), groups=("Halls", "Baths")))
        assert all(every(app, kind) for kind in KINDS)
        app.archive.undo(app.actor).result()
        assert not any(every(app, kind) for kind in KINDS)
        app.archive.redo(app.actor).result()
        assert all(every(app, kind) for kind in KINDS)

    def test_what_was_said_of_it_is_kept(self, app):
        wish = Wish(
            "T", DAY, "Europe/Paris", "Longbench", "Keys", "The hall", 600, ("Opening", "Talk"), ("Halls",)
        )
        planned = app.plan.new(wish)
        assert planned.network.name == "Longbench"
        assert (planned.gathering.title, planned.gathering.theme) == ("T", "Keys")
        occasion = planned.occasion
        assert (occasion.date, occasion.zone, occasion.place, occasion.starts) == (
            DAY,
            "Europe/Paris",
            "The hall",
            600,
        )

    def test_sessions_and_groups_stand_in_order_and_the_groups_meet_in_the_last(self, app):
        planned = app.plan.new(
            Wish("T", DAY, sessions=("Opening", "Talk"), groups=("Reading rooms", "Halls"))
        )
        assert planned.groups == ("opening/plenary", "talk/plenary", "talk/reading-rooms", "talk/halls")
        ranks = [session.rank for session in every(app, "session")]
        assert ranks == sorted(ranks)
        kinds = {group.key: group.kind for group in every(app, "group")}
        assert kinds["plenary"] is GroupKind.PLENARY
        assert kinds["halls"] is GroupKind.BREAKOUT

    def test_keys_are_unlike_and_in_letters_that_files_take(self, app):
        groups = ("Halls", "halls!", "Zoë’s room", "Κήποι", "Σπίτια", "Plenary")
        planned = app.plan.new(Wish("T", DAY, groups=groups))
        keys = [name.partition("/")[2] for name in planned.groups]
        assert keys == ["plenary", "halls", "halls-2", "zoe-s-room", "group", "group-2", "plenary-2"]

    def test_the_network_there_is_convenes(self, app):
        first = app.plan.new(Wish("One", DAY, network="Longbench"))
        second = app.plan.new(Wish("Two", DAY))
        assert not second.is_network_new
        assert second.network == first.network
        assert app.plan.new(Wish("Three", DAY, network="LONGBENCH")).network == first.network

    def test_where_there_are_several_networks_one_must_be_named(self, app):
        app.plan.new(Wish("One", DAY, network="Longbench"))
        app.plan.new(Wish("Two", DAY, network="Shortbench"))
        assert refused("network_ambiguous", app.plan.new, Wish("Three", DAY)) == {
            "networks": "‘Longbench’, ‘Shortbench’"
        }

    @pytest.mark.parametrize("title", ["Spring gathering", "spring  GATHERING!"])
    def test_a_title_is_there_once(self, app, title):
        app.plan.new(Wish("Spring gathering", DAY))
        refused("title_taken", app.plan.new, Wish(title, DAY))
        assert len(every(app, "gathering")) == 1

    def test_whoever_announces_what_is_agreed_is_known_or_made(self, app):
        rule = GroundRule.CHATHAM_HOUSE
        first = app.plan.new(Wish("One", DAY, ground_rule=rule, announced_by="Joan Treloar")).occasion
        assert first.rule_in_force is rule
        assert [person.name for person in every(app, "person")] == ["Joan Treloar"]
        second = app.plan.new(Wish("Two", DAY, ground_rule=rule, announced_by="joan treloar")).occasion
        assert second.announced_by == first.announced_by
        assert len(every(app, "person")) == 1

    def test_what_cannot_be_made_makes_nothing(self, app):
        refused("title_missing", app.plan.new, Wish("  ", DAY))
        refused("zone_unknown", app.plan.new, Wish("T", DAY, zone="Europe/Nowhere"))
        assert not every(app, "gathering")
        assert not every(app, "network")


class TestNaming:
    @pytest.fixture
    def app(self, app):
        for title in (
            "Spring gathering 2026",
            "Spring gathering 2027",
            "Åutumn: who holds the keys?",
            "Spring",
        ):
            app.plan.new(Wish(title, DAY, network="Longbench"))
        return app

    @pytest.mark.parametrize(
        ("wanted", "title"),
        [
            ("Spring gathering 2026", "Spring gathering 2026"),
            ("spring GATHERING, 2026", "Spring gathering 2026"),
            ("spring", "Spring"),
            ("autumn", "Åutumn: who holds the keys?"),
            ("keys", "Åutumn: who holds the keys?"),
            ("gath 2027", "Spring gathering 2027"),
            ("2027", "Spring gathering 2027"),
            ("autumn-who-holds-the-keys", "Åutumn: who holds the keys?"),
        ],
    )
    def test_a_gathering_is_known_by_its_title_or_words_of_it(self, app, wanted, title):
        assert named(app, wanted) == title

    def test_it_is_known_by_its_id_and_its_short_name(self, app):
        for gathering in every(app, "gathering"):
            assert named(app, gathering.id) == gathering.title
            assert named(app, short_name(gathering.title)) == gathering.title

    def test_where_several_are_meant_they_are_named(self, app):
        fields = refused("gathering_ambiguous", named, app, "gathering")
        assert fields["titles"] == "‘Spring gathering 2026’, ‘Spring gathering 2027’"

    @pytest.mark.parametrize("wanted", ["summer", "?!", ""])
    def test_where_none_is_meant_those_there_are_are_named(self, app, wanted):
        assert "‘Spring’" in refused("gathering_not_found", named, app, wanted)["titles"]

    def test_where_there_are_none_that_is_said(self, places, tmp_path):
        with opened(places, tmp_path / "empty.facilitator") as empty:
            refused("no_gatherings", named, empty, "spring")


class TestReading:
    def test_the_list_counts_and_has_the_newest_first(self, app):
        app.plan.new(Wish("Older", date(2026, 1, 1), groups=("Halls",)))
        app.plan.new(Wish("Newer", DAY))
        with app.archive.reader() as reader:
            group = group_named(reader, "halls")
        app.capture(group).keep("one")
        app.capture(group).keep("two")
        app.capture(group).keep("three -x")
        with app.archive.reader() as reader:
            newer, older = listed(reader)
        assert (newer.title, older.title) == ("Newer", "Older")
        assert (older.sessions, older.groups, older.notes, older.documents) == (1, 2, 2, 0)
        assert (newer.notes, newer.dates) == (0, (DAY,))

    def test_notes_that_stand_in_no_document_are_unread(self, sample):
        with opened(sample) as app:
            (gathering,) = every(app, "gathering")
            with app.archive.reader() as reader:
                before = {one.group.key: one for one in shown(reader, gathering.id).groups}
                desk = app.capture(group_named(reader, "halls"))
            desk.keep("one line more")
            with app.archive.reader() as reader:
                after = {one.group.key: one for one in shown(reader, gathering.id).groups}
        assert after["halls"].kept == before["halls"].kept + 1
        assert after["halls"].unread == before["halls"].unread + 1
        assert after["chat"] == before["chat"]

    def test_a_gathering_that_is_not_there(self, app):
        with app.archive.reader() as reader:
            refused("gathering_unknown", shown, reader, "nothing")

"""Planning on the command line: the running order, sessions, groups, lists and aims."""

import json

import pytest

from facilitator import paths
from facilitator.app import opened
from sessions.aims import Aim
from sessions.edits import create
from sessions.people import Person
from sessions.scopes import scope_for
from tests.facilitator.terminal import run


@pytest.fixture
def spring(blank):
    run("new", "Spring gathering", "--on", "2027-03-04", "--at", "10:00", "--session", "Keys").succeeded()
    run("change-session", "spring", "keys", "--length", "1h").succeeded()


def rows(*more):
    return json.loads(run("order", "spring", "--json", *more).succeeded().out)["rows"]


class TestOrder:
    def test_sessions_are_added_changed_and_moved(self, spring):
        run("add-session", "spring", "Tea", "--kind", "break", "--length", "10m").succeeded()
        run("add-session", "spring", "Welcome", "--length", "20", "--before", "keys").succeeded()
        said = run("change-session", "spring", "tea", "--title", "Tea and cake", "--protect", "--move", "-1")
        assert "  10:20  Tea and cake (10 min)  protected" in said.succeeded().out
        said = run("change-session", "spring", "keys", "--must-end", "11:20", "--begin-at", "10:35")
        assert "must end 11:20" in said.succeeded().out
        assert [(one["key"], one["starts"], one["over"]) for one in rows()] == [
            ("welcome", "10:00", 0), ("tea", "10:20", 0), ("keys", "10:35", 15),
        ]  # fmt: skip
        run("change-session", "spring", "keys", "--kind", "poll", "--no-protect").succeeded()
        assert rows()[-1]["line"] == "Poll"

    def test_time_that_is_free_before_a_fixed_start_is_said(self, spring):
        run("add-session", "spring", "Tea", "--length", "10").succeeded()
        said = run("change-session", "spring", "tea", "--begin-at", "11:25").succeeded().out
        assert "         25 min free\n  11:25  Tea" in said
        assert [one["free"] for one in rows()] == [0, 25]

    def test_what_is_too_long_is_said_with_the_ways_out_and_repaired(self, spring):
        run("repair", "spring", "shared").failed(1)
        run("change-session", "spring", "keys", "--must-end", "10:50").succeeded()
        said = run("order", "spring").succeeded().out
        assert "Running order · planned 1 h · must end 10:50" in said
        assert "▲ 10 min too long" in said
        assert "moved: ‘Keys’ must end 11:00 instead of 10:50." in said
        run("repair", "spring", "one", "--session", "keys").succeeded()
        assert rows()[0]["length"] == 50
        assert json.loads(run("order", "spring", "--json").out)["offers"] == []

    def test_of_a_day_that_is_not_there(self, spring):
        assert "These are there: day." in run("order", "spring", "--occasion", "night").failed(1).err

    def test_removed_once_that_is_meant(self, spring):
        run("keep", "plenary", typed="A line\n").succeeded()
        assert "‘Keys’ goes, and with it: 1 note." in run("remove-session", "spring", "keys").failed(1).err
        run("remove-session", "spring", "keys", "--with-notes").succeeded()
        assert rows() == []
        run("undo").succeeded()
        assert len(rows()) == 1

    def test_copied_here_and_elsewhere(self, spring):
        run("copy-session", "spring", "keys").succeeded()
        run("new", "Summer gathering", "--session", "Opening").succeeded()
        run("copy-session", "spring", "keys", "--to", "summer").succeeded()
        assert [one["title"] for one in rows()] == ["Keys", "Keys (2)"]
        assert "Keys (1 h)" in run("order", "summer").succeeded().out

    def test_what_is_no_length(self, spring):
        assert "is not a length" in run("change-session", "spring", "keys", "--length", "soon").failed(1).err


class TestLists:
    def test_groups_at_once(self, spring):
        assert "2 groups made." in run("add-groups", "spring", "keys", "Halls", "Baths").succeeded().out
        run("add-groups", "spring", "keys", "--count", "1").succeeded()
        assert rows()[0]["groups"] == 3
        run("add-groups", "spring", "keys").failed(1)

    def test_people(self, spring, tmp_path):
        file = tmp_path / "people.csv"
        file.write_text("Name,Organisation,Shoes\nCy Moss,Kitchen,4\nBo Ray,,\n", "utf-8")
        said = run("take-people", "spring", file).succeeded()
        assert said.out == "2 people, 2 of them new.\n"
        assert "nobody knows the column ‘Shoes’" in said.err
        said = run("take-people", "spring", "-", typed="Cy Moss\tShed\n").failed(1)
        assert "line 1: is ‘Cy Moss’ one of Cy Moss (Kitchen, " in said.err
        assert (
            "1 person, 1 of them new."
            in run("take-people", "spring", "-", "--is", "1=new", typed="Cy Moss\tShed\n").succeeded().out
        )
        run("take-people", "spring", "-", "--is", "1", typed="Cy Moss\n").failed(2)

    def test_a_list_that_cannot_be_read(self, spring):
        said = run("take-people", "spring", "-", typed="Name,Role\n,Cook\n").failed(65)
        assert "■ pasted rows, line 2: name is empty." in said.err

    def test_groups_with_their_people(self, spring):
        with opened(paths.places()) as app:
            edits = [create(Person(one, "Amy Ray"), scope_for("person")) for one in ("one", "other")]
            app.archive.commit(edits, app.actor, "test").result()
        text = "Halls,Amy Ray,Cy Moss\n"
        assert "Say --is Amy Ray=ID" in run("take-groups", "spring", "keys", "-", typed=text).failed(1).err
        said = run("take-groups", "spring", "keys", "-", "--is", "Amy Ray=one", typed=text).succeeded()
        assert said.out == "1 group taken.\n"
        assert rows()[0]["groups"] == 1


class TestAims:
    @pytest.fixture
    def aims(self, spring):
        with opened(paths.places()) as app:
            found = [Aim(f"a{at}", "n", words) for at, words in enumerate(("Mend the urn", "Mend the roof"))]
            edits = [create(one, scope_for("aim")) for one in found]
            app.archive.commit(edits, app.actor, "test").result()

    def test_listed_and_answered(self, aims):
        assert "  Mend the urn" in run("aims").succeeded().out
        run("answer-aim", "mend the u", "done", "--became", "It sings.").succeeded()
        (left,) = map(json.loads, run("aims", "--json").succeeded().out.splitlines())
        assert (left["words"], left["said_on"]) == ("Mend the roof", "")
        run("answer-aim", "a1", "partly-done").succeeded()
        assert run("aims").succeeded().out == "No aim waits for a word.\n"

    def test_which_one_is_meant(self, aims):
        assert "Several aims begin" in run("answer-aim", "mend", "done").failed(1).err
        assert "No aim begins" in run("answer-aim", "paint", "done").failed(1).err


class TestPeopleOneByOne:
    def test_somebody_comes_is_put_right_seated_and_taken_off(self, spring):
        assert "‘Cy Moss’" in run("add-person", "spring", "Cy Moss").failed(1).err
        run("add-person", "spring", "Cy Moss", "--new").succeeded()
        run("add-person", "spring", "cy moss").succeeded()
        run("change-person", "spring", "Cy Moss", "--role", "Cook", "--here-as", "chair").succeeded()
        run("add-groups", "spring", "keys", "Halls").succeeded()
        run("seat", "spring", "keys", "Cy Moss", "Halls").succeeded()
        with opened(paths.places()) as app, app.archive.reader() as reader:
            (cy,) = [kept.record for kept in reader.every("person")]
            (here,) = [kept.record for kept in reader.every("attendance")]
            assert [kept.record.person for kept in reader.every("seat")] == [cy.id]
            (group,) = [kept.record for kept in reader.every("group") if kept.record.title == "Halls"]
            app.session_groups.set_note_taker(group.id, cy.id).result()
        assert (cy.role, here.role, here.person) == ("Cook", "chair", cy.id)
        run("change-person", "spring", "Cy Moss", "--name", "Cy Fern", "--quoted-as", "anonymous").succeeded()
        with opened(paths.places()) as app, app.archive.reader() as reader:
            (sitting,) = [kept.record for kept in reader.every("seat", group=group.id)]
        assert (sitting.shown, sitting.initials, sitting.is_not_to_be_named) == ("Cy Fern", "cf", True)
        run("undo").succeeded()
        assert run("undo").succeeded().out
        said = run("take-off", "spring", cy.id).succeeded()
        assert "still takes the notes of Halls of ‘Keys’" in said.err
        run("seat", "spring", "keys", "Cy Moss").succeeded()
        run("undo").succeeded()
        run("add-person", "spring", "Cy Moss", "--new").succeeded()
        assert "Several people are called ‘Cy Moss’" in run("add-person", "spring", "Cy Moss").failed(1).err

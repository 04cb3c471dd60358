import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.capture import group_named
from facilitator.history import acts, told
from sessions.edits import change


@pytest.fixture
def app(blank):
    with opened(blank) as app:
        app.folders.take(paths.small_sample())
        yield app


def names(app, last=0):
    with app.archive.reader() as reader:
        return [act.name for act in acts(reader, last)]


def desk(app):
    with app.archive.reader() as reader:
        return app.capture(group_named(reader, "halls"))


def test_acts_have_names_the_newest_first_and_a_long_one_is_one(app):
    desk(app).keep("a line")
    assert names(app) == ["keep a note", "note a permission", "take in a folder"]


def test_an_undo_says_what_it_took_back_and_the_undo_of_an_undo_is_a_redo(app):
    desk(app).keep("a line")
    app.archive.undo(app.actor).result()
    app.archive.redo(app.actor).result()
    app.archive.undo(app.actor).result()
    assert names(app)[:4] == ["undo: keep a note", "redo: keep a note", "undo: keep a note", "keep a note"]


@pytest.mark.parametrize("last", [1, 2, 3, 50])
def test_only_the_last_are_shown(app, last):
    desk(app).keep("a line")
    app.archive.undo(app.actor).result()
    app.archive.redo(app.actor).result()
    assert names(app, last) == names(app)[:last]


def test_an_act_that_a_newer_facilitator_named_stands_as_it_is(app):
    with app.archive.reader() as reader:
        gathering = next(reader.every("gathering"))
    app.archive.commit([change("gathering", gathering.record.id, theme="x")], app.actor, "aim.open").result()
    assert names(app)[0] == "aim.open"


def test_plain_values_hold_every_op_but_private_ones(app):
    desk(app).keep("a secret nobody may read -x")
    with app.archive.reader() as reader:
        every = list(told(reader))
        assert len(list(told(reader, 2))) == 2
    assert every[0]["act"] == "keep a note"
    assert every[0]["ops"] == []
    assert all(len(change["ops"]) == change["count"] for change in every)
    assert sum(change["count"] for change in every) > 200

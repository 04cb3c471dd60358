"""The editor of a session: every field is written by an act of its own, and sources come out of the library."""

from dataclasses import replace

import pytest

from facilitator.session_editor import ListField, TextField, editor_shown, sources_found
from sessions.edits import create, delete, move
from sessions.errors import DomainError
from sessions.network import Strand
from sessions.people import Level, Person
from sessions.scopes import scope_for
from tests.facilitator.planning import Planned


@pytest.fixture
def plan(planned):
    network = planned.every("network")[0].id
    people = [Person("joan", "Joan Treloar"), Person("bo", "Bo Ray", quoted_as=Level.ROLE)]
    edits = [create(one, scope_for("person")) for one in people]
    edits.append(create(Strand("kh", network, "KH", "Keeping house"), scope_for("strand")))
    planned.app.archive.commit(edits, planned.app.actor, "test").result()
    return planned


@pytest.fixture
def editor(plan):
    return plan.app.session_editor


@pytest.fixture
def groups(plan):
    return plan.app.session_groups


def shown(plan, session=None):
    with plan.app.archive.reader() as reader:
        return editor_shown(reader, session or plan.keys)


class TestFields:
    @pytest.mark.parametrize("field", TextField)
    def test_a_text(self, plan, editor, field):
        editor.write(plan.keys, field, "  Who holds the keys?\n").result()
        assert getattr(shown(plan).session, field.value) == "Who holds the keys?"
        plan.undo()
        assert getattr(shown(plan).session, field.value) == ""

    @pytest.mark.parametrize("field", ListField)
    def test_a_list(self, plan, editor, field):
        editor.write_list(plan.keys, field, ["One ", "", " Two"]).result()
        assert getattr(shown(plan).session, field.value) == ("One", "Two")

    def test_strand_and_people(self, plan, editor):
        editor.set_strand(plan.keys, "kh").result()
        editor.set_led_by(plan.keys, ["joan", "bo", "joan"]).result()
        editor.set_chaired_by(plan.keys, "bo").result()
        found = shown(plan)
        assert found.strand is not None
        assert (found.strand.code, [one.code for one in found.strands]) == ("KH", ["KH"])
        assert [one.name for one in found.led_by] == ["Joan Treloar", "Bo Ray"]
        assert found.chaired_by is not None
        editor.set_chaired_by(plan.keys).result()
        editor.set_strand(plan.keys).result()
        found = shown(plan)
        assert (found.strand, found.chaired_by) == (None, None)

    def test_what_is_gone(self, plan):
        plan.app.session_removal.remove(plan.keys).result()
        with pytest.raises(DomainError, match="gone"):
            shown(plan)


class TestSources:
    @pytest.fixture
    def earlier(self, plan):
        other = Planned(plan.app, "Winter gathering")
        return [other.keep_note(other.welcome, words) for words in ("The urn leaks", "“The urn sings”")]

    def test_notes_of_other_gatherings_are_found_attached_and_let_go(self, plan, editor, earlier):
        point, quote = earlier
        plan.keep_note(plan.keys, "Our own urn")
        with plan.app.archive.reader() as reader:
            assert {hit.note.id for hit in sources_found(reader, plan.keys, "urn")} == {point.id, quote.id}
            assert sources_found(reader, plan.keys, " ") == ()
        editor.attach_sources(plan.keys, [quote.id]).result()
        editor.attach_sources(plan.keys, [point.id, quote.id]).result()
        assert [(hit.note.words, hit.gathering) for hit in shown(plan).sources] == [
            ("The urn sings", "Winter gathering"),
            ("The urn leaks", "Winter gathering"),
        ]
        editor.detach_source(plan.keys, quote.id).result()
        assert [hit.note.id for hit in shown(plan).sources] == [point.id]
        plan.undo()
        assert len(shown(plan).sources) == 2

    def test_where_there_is_no_other_gathering_there_is_nothing(self, plan):
        with plan.app.archive.reader() as reader:
            assert sources_found(reader, plan.keys, "urn") == ()

    def test_a_note_that_is_gone_or_off_the_record_is_none(self, plan, editor, earlier):
        editor.attach_sources(plan.keys, [one.id for one in earlier]).result()
        plan.app.archive.commit([delete("note", earlier[1].id)], plan.app.actor, "test").result()
        plan.app.off_the_record.take_off(earlier[0].id)
        assert shown(plan).sources == ()

    def test_a_note_that_was_moved_is_followed(self, plan, editor, earlier):
        again = replace(earlier[0], id="again", moved_from=earlier[0].id)
        editor.attach_sources(plan.keys, [earlier[0].id]).result()
        edits = move(again, scope_for("note", again.group), earlier[0].id)
        plan.app.archive.commit(edits, plan.app.actor, "test").result()
        assert [hit.note.id for hit in shown(plan).sources] == ["again"]


class TestGroups:
    def test_several_at_once_are_numbered_on(self, plan, groups):
        ids, change = groups.add(plan.keys, count=3)
        change.result()
        assert len(ids) == 3
        groups.add(plan.keys, count=1)[1].result()
        titles = [one.group.title for one in shown(plan).groups]
        assert titles == ["Everybody together", "Group 1", "Group 2", "Group 3", "Group 4"]
        plan.undo()
        assert plan.row(plan.keys).groups == 3

    def test_by_their_titles_after_those_there_are(self, plan, groups):
        groups.add(plan.keys, ["Halls", "Baths"])[1].result()
        groups.add(plan.keys, ["Sheds"])[1].result()
        found = [one.group for one in shown(plan).groups]
        assert [one.key for one in found] == ["plenary", "halls", "baths", "sheds"]

    @pytest.mark.parametrize("count", [0, 61])
    def test_none_and_too_many(self, plan, groups, count):
        with pytest.raises(DomainError, match="groups_too_many"):
            groups.add(plan.keys, count=count)

    def test_who_leads_and_who_takes_the_notes_sit_there(self, plan, groups):
        (halls,), change = groups.add(plan.keys, ["Halls"])
        change.result()
        groups.set_leads(halls, ["bo"]).result()
        groups.set_note_taker(halls, "joan").result()
        groups.set_note_taker(halls, "joan").result()
        group = shown(plan).groups[-1]
        assert ([one.name for one in group.leads], group.note_taker.name) == (["Bo Ray"], "Joan Treloar")
        seats = {one.shown: one.is_not_to_be_named for one in plan.every("seat", group=halls)}
        assert seats == {"Bo Ray": True, "Joan Treloar": False}
        groups.set_note_taker(halls).result()
        assert shown(plan).groups[-1].note_taker is None

    def test_renamed_moved_and_given_a_topic(self, plan, groups):
        (halls, baths), change = groups.add(plan.keys, ["Halls", "Baths"])
        change.result()
        groups.rename(halls, "Halls and huts").result()
        groups.set_topic(halls, "Where there is one of it ").result()
        groups.move_by(baths, -1).result()
        groups.move_by(halls, 1).result()
        found = [one.group for one in shown(plan).groups]
        assert [one.title for one in found] == ["Everybody together", "Baths", "Halls and huts"]
        assert found[-1].topic == "Where there is one of it"
        with pytest.raises(DomainError, match="title_missing"):
            groups.rename(halls, "")

    def test_one_with_notes_is_asked_about(self, plan, groups):
        (halls,), change = groups.add(plan.keys, ["Halls"])
        change.result()
        plan.app.capture(halls).keep("The key sticks")
        with pytest.raises(DomainError, match="group_has_notes"):
            groups.remove(halls)
        groups.remove(halls, with_notes=True).result()
        assert (plan.row(plan.keys).groups, plan.every("note")) == (0, [])
        plan.undo()
        assert len(plan.every("note", group=halls)) == 1

"""Documents of every kind from the full sample: what each is made of, and that nothing leaves in it that may not."""

import hashlib
import re
import shutil
from typing import Any

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.documents import Wish
from facilitator.material import known_of
from facilitator.trees import house_of
from sessions.document import BlockState, BlockType, ChartForm, DocumentKind, Origin
from sessions.edits import change, create
from sessions.errors import DomainError
from sessions.gathering import Gathering
from sessions.network import Network
from sessions.permission import Audience
from sessions.scopes import scope_for
from sessions.years import year_from

KINDS: list[dict[str, Any]] = [
    {"kind": DocumentKind.SESSION_BRIEF, "session": "turns"},
    {"kind": DocumentKind.RUNNING_ORDER},
    {"kind": DocumentKind.READ_BACK, "group": "kettle"},
    {"kind": DocumentKind.READ_BACK, "session": "turns", "group": "boilers"},
    {"kind": DocumentKind.AIMS},
    {"kind": DocumentKind.PARTICIPANTS},
    {"kind": DocumentKind.DRAFT},
    {"kind": DocumentKind.ANNUAL_REPORT},
]
NAMES = [
    "brief",
    "running-order",
    "read-back",
    "read-back in",
    "aims",
    "participants",
    "draft",
    "annual-report",
]


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Take in the full sample once."""
    folder = tmp_path_factory.mktemp("kinds")
    with opened(paths.Places(folder / "home"), folder / "full.facilitator", is_lasting=False) as app:
        yield app, app.folders.take(paths.full_sample()).gathering


@pytest.fixture
def own(full, tmp_path):
    """Work in a copy of the archive."""
    app, gathering = full
    app.archive.backup(tmp_path / "mine.facilitator").result()
    with opened(paths.Places(tmp_path / "home"), tmp_path / "mine.facilitator", is_lasting=False) as mine:
        yield mine, gathering


def made(app, gathering, **wish):
    drafted = app.documents.draft(Wish(gathering=gathering, **wish))
    return app.write_up.tree(drafted.document), drafted


def words(tree):
    return "\n".join(node.block.text for node in tree.walk())


@pytest.fixture(scope="module")
def secrets(full):
    """Return what may stand in no document: words off the record, what is for the director, who is not listed."""
    app, gathering = full
    with app.archive.reader() as reader:
        material = known_of(reader, gathering).material
    kept = " ".join(note.words for note in material.notes)
    lines = [
        line
        for file in paths.full_sample().rglob("*.notes")
        for line in file.read_text("utf-8").splitlines()
        if re.search(r"\s-x\s*$", line)
    ]
    assert lines
    off = [re.sub(r"\s-x\s*$", "", line).split(":")[-1].strip(' "“”')[:40] for line in lines]
    return [one for one in off if one not in kept], [one.for_director for one in material.sessions]


@pytest.mark.parametrize("wish", KINDS, ids=NAMES)
class TestEveryKind:
    def test_it_is_open_to_the_public_and_holds_nothing_it_should_not(self, full, secrets, wish):
        app, gathering = full
        tree, drafted = made(app, gathering, **wish)
        judgement = app.documents.judge(drafted.document)
        assert judgement.is_open
        assert not judgement.look_at
        assert tree.document.kind is wish["kind"]
        text = words(tree)
        off_the_record, for_director = secrets
        assert not [one for one in off_the_record if one in text]
        assert not [one for one in for_director if one and one[:40] in text]

    def test_every_run_has_a_source_and_every_quotation_its_version(self, full, wish):
        app, gathering = full
        tree, _ = made(app, gathering, **wish)
        runs = [run for node in tree.walk() for run in node.block.body]
        assert runs
        assert all(run.src.refs for run in runs)
        assert all(run.src.words_op for run in runs if run.src.origin is Origin.QUOTE)
        assert {node.block.state for node in tree.walk()} == {BlockState.ASSEMBLED}

    def test_one_that_says_the_same_is_not_kept_again(self, full, wish):
        app, gathering = full
        first = app.documents.draft(Wish(gathering=gathering, **wish))
        assert app.documents.draft(Wish(gathering=gathering, **wish)).document == first.document


class TestWhatTheyHold:
    def test_brief_has_its_time_and_the_rule_to_be_read_out(self, full):
        tree, _ = made(*full, kind=DocumentKind.SESSION_BRIEF, session="turns")
        assert "Thursday 18 June 2026, 10:35–12:00 (1 h 25)" in tree.document.dateline
        callouts = [node.block.text for node in tree.walk() if node.block.type is BlockType.CALLOUT]
        assert callouts == [
            "To read out at the start: ‘You may pass on what you hear. Nobody is named for what they said unless they "
            "have agreed to it.’"
        ]
        (groups,) = [node for node in tree.walk() if node.block.type is BlockType.TABLE]
        assert len(groups.children) == 10

    def test_running_order_has_an_agenda_for_each_occasion(self, full):
        tree, _ = made(*full, kind=DocumentKind.RUNNING_ORDER)
        agendas = [node for node in tree.walk() if node.block.type is BlockType.AGENDA]
        assert [len(one.children) for one in agendas] == [5, 32]

    def test_counts_of_people_add_up(self, full):
        tree, _ = made(*full, kind=DocumentKind.PARTICIPANTS)
        (table,) = [node for node in tree.walk() if node.block.type is BlockType.TABLE]
        assert [row.children[2].block.text for row in table.children[1:]] == ["23", "52", "56"]
        assert words(tree).startswith("Of the 56 people who took part, 52 are listed here.")

    def test_table_of_aims_has_each_once_and_open_ones_last(self, full):
        tree, _ = made(*full, kind=DocumentKind.AIMS)
        (table,) = [node for node in tree.walk() if node.block.type is BlockType.TABLE]
        became = [row.children[3].block.text.split(".")[0] for row in table.children[1:]]
        assert len(became) == 12
        assert became[-2:] == ["Still open"] * 2
        assert became.count("Done") == 5

    def test_annual_report_draws_what_was_asked_before_and_has_those_polls(self, full):
        tree, _ = made(*full, kind=DocumentKind.ANNUAL_REPORT)
        assert tree.document.title == "Longbench in 2026"
        (poll,) = [node.block for node in tree.walk() if node.block.type is BlockType.POLL]
        assert poll.form is ChartForm.YEARS
        earlier = tree.polls[tree.polls[poll.about].repeats]
        assert earlier.id in tree.polls
        other, _ = made(*full, kind=DocumentKind.ANNUAL_REPORT, year=year_from("2024"))
        assert "Nothing met in this year." in words(other)

    def test_write_up_is_what_it_was(self, full):
        app, gathering = full
        wish = Wish(DocumentKind.WRITE_UP, gathering)
        assert app.documents.draft(wish) == app.write_up.draft(gathering)


class TestTheDirector:
    def test_copy_for_whoever_runs_the_day_leaves_for_the_group_alone(self, full, tmp_path):
        app, gathering = full
        tree, drafted = made(app, gathering, kind=DocumentKind.RUNNING_ORDER, is_for_director=True)
        assert "Collect the cards before the plates." in words(tree)
        for audience in (Audience.PUBLIC, Audience.MEMBERS, Audience.QUOTED):
            with pytest.raises(DomainError, match="for_director_only"):
                app.documents.publish(drafted.document, tmp_path / "a.md", audience=audience)
        assert not list(tmp_path.iterdir())
        assert app.documents.judge(drafted.document, Audience.GROUP).is_open


class TestSeveralGatherings:
    def test_words_of_another_gathering_are_held_against_their_own_notes(self, own, tmp_path):
        app, full = own
        small = app.folders.take(paths.small_sample()).gathering
        networks = {}
        with app.archive.reader() as reader:
            networks = {one.record.id: one.record.network for one in reader.every("gathering")}
        # Two folders make two networks; here they are one.
        edits = [change("gathering", small, network=networks[full])]
        app.archive.commit(edits, app.actor, "folder.import").result()
        app.write_up.draft(small)
        tree, drafted = made(app, full, kind=DocumentKind.ANNUAL_REPORT, year=year_from("2026"))
        heads = [node.block.text for node in tree.walk() if node.block.type is BlockType.HEADING]
        assert {"Longbench annual gathering 2026", "Longbench autumn gathering 2026"} <= set(heads)
        assert app.documents.judge(drafted.document).is_open
        with app.archive.reader() as reader:
            groups = {one.record.id for one in reader.every("group")}
            here = {one.id for one in known_of(reader, small).material.groups}
            notes = {one.record.id for group in here for one in reader.every("note", group=group)}
        assert here < groups
        quoted = [run for node in tree.walk() for run in node.block.body if run.src.origin is Origin.QUOTE]
        theirs = sorted({ref for run in quoted for ref in run.src.refs} & notes)
        assert theirs
        # What is taken off the record later stands in the report no more, whichever gathering it is of.
        app.off_the_record.take_off(theirs[0])
        assert theirs[0] not in {ref for run in _runs(app, drafted.document) for ref in run.src.refs}

    def test_gathering_without_a_day_needs_the_year(self, own):
        app, _ = own
        with app.archive.reader() as reader:
            network = next(one.record.network for one in reader.every("gathering"))
        bare = Gathering("bare", network, "Bare")
        app.archive.commit(
            [create(bare, scope_for("gathering", "bare"))], app.actor, "gathering.new"
        ).result()
        with pytest.raises(DomainError, match="year_needed"):
            made(app, "bare", kind=DocumentKind.ANNUAL_REPORT)


def _runs(app, document):
    return [run for node in app.write_up.tree(document).walk() for run in node.block.body]


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        ("wish", "code"),
        [
            ({"kind": DocumentKind.SESSION_BRIEF, "session": "nowhere"}, "session_unknown"),
            ({"kind": DocumentKind.READ_BACK, "group": "nobody"}, "group_unknown"),
            ({"kind": DocumentKind.READ_BACK, "group": "plenary"}, "group_ambiguous"),
            ({"kind": DocumentKind.READ_BACK, "group": "kettle", "session": "nowhere"}, "session_unknown"),
            ({"kind": DocumentKind.READ_BACK, "group": "kettle", "session": "turns"}, "group_unknown"),
        ],
    )
    def test_it_is_named(self, full, wish, code):
        with pytest.raises(DomainError, match=code):
            made(*full, **wish)


class TestTheDraft:
    def test_composed_draft_is_carried_nowhere_and_is_no_draft_of_the_folder(self, own):
        app, gathering = own
        made(app, gathering, kind=DocumentKind.DRAFT)
        with app.archive.reader() as reader:
            material = known_of(reader, gathering).material
            drafts = list(reader.every("document", gathering=gathering, kind=DocumentKind.DRAFT))
        assert len(drafts) == 2
        assert material.draft is not None
        assert material.draft.circulated is not None

    def test_once_circulated_it_is_carried(self, own):
        app, gathering = own
        tree, drafted = made(app, gathering, kind=DocumentKind.DRAFT)
        edits = [change("document", drafted.document, circulated=year_from("2027").since)]
        app.archive.commit(edits, app.actor, "folder.import").result()
        with app.archive.reader() as reader:
            material = known_of(reader, gathering).material
        assert material.draft is not None
        assert material.draft.id == drafted.document
        assert len(material.draft_blocks) == sum(1 for _ in tree.walk())


class TestForgetting:
    def test_nobody_who_is_forgotten_is_left_in_any_kind(self, own):
        app, gathering = own
        trees = [made(app, gathering, **wish)[1].document for wish in KINDS]
        with app.archive.reader() as reader:
            person = next(one.record for one in reader.every("person") if one.record.name == "Moira Kincaid")
        assert any(person.name in words(app.write_up.tree(one)) for one in trees)
        app.forgetting.erase(person.id)
        assert not [one for one in trees if "Kincaid" in words(app.write_up.tree(one))]
        for wish in KINDS:
            assert "Kincaid" not in words(made(app, gathering, **wish)[0])


class TestTheHouse:
    def test_tree_has_the_networks_name_colours_and_logo(self, own):
        app, gathering = own
        drafted = app.documents.draft(Wish(DocumentKind.AIMS, gathering))
        assert app.write_up.tree(drafted.document).house.name == "Longbench"
        with app.archive.reader() as reader:
            network = next(one.record for one in reader.every("network"))
        edits = [change("network", network.id, accents=("#114455",), logo="0" * 64)]
        app.archive.commit(edits, app.actor, "folder.import").result()
        house = app.write_up.tree(drafted.document).house
        # A logo whose bytes are not here is none.
        assert (house.accent, house.second, house.logo) == ("#114455", "#a5431f", "")

    def test_logo_that_is_kept_is_among_the_pictures(self, own):
        app, gathering = own
        content = b"\x89PNG\r\n\x1a\nnot drawn here"
        logo = hashlib.sha256(content).hexdigest()
        app.archive.keep_blob(logo, "image/png", content).result()
        drafted = app.documents.draft(Wish(DocumentKind.AIMS, gathering))
        with app.archive.reader() as reader:
            network = next(one.record for one in reader.every("network"))
        app.archive.commit([change("network", network.id, logo=logo)], app.actor, "folder.import").result()
        tree = app.write_up.tree(drafted.document)
        assert tree.house.logo == logo
        assert tree.pictures[logo].mime == "image/png"
        assert tree.pictures[logo].content == content

    def test_colour_that_cannot_be_read_is_refused(self):
        with pytest.raises(DomainError, match="colour_too_faint"):
            house_of(Network("n", "Longbench", accents=("#eeeeee",)))

    def test_colours_of_the_folder_come_back_as_they_were(self, places, tmp_path):
        folder = shutil.copytree(paths.small_sample(), tmp_path / "gathering")
        plan = folder / "gathering.toml"
        text = plan.read_text("utf-8").replace("[network]\n", '[network]\naccents = ["#114455", "#552211"]\n')
        plan.write_text(text, "utf-8")
        with opened(places) as app:
            gathering = app.folders.take(folder).gathering
            tree, _ = made(app, gathering, kind=DocumentKind.AIMS)
        assert (tree.house.accent, tree.house.second) == ("#114455", "#552211")

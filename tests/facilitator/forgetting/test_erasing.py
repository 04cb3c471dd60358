"""Whoever is forgotten is in no byte, and nobody else is touched."""

import json
import random
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.search import Wanted
from facilitator.capture_bookmark import Bookmark, bookmark_place, keep_bookmark
from facilitator.forgetting import person_named
from facilitator.whereabouts import PlaceKind
from sessions.breakouts import Group
from sessions.document import Block, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.edits import change, create
from sessions.errors import DomainError
from sessions.mentions import Names
from sessions.notes import Note
from sessions.ops import CREATION, Arrival, Change, Op
from sessions.people import Person
from tests.facilitator.archive.world import opened
from tests.facilitator.forgetting.looking import damage, fields_of, forgetting, standing
from tests.facilitator.forgetting.town import (
    ALIAS,
    AMAL,
    CANARIES,
    FORMER,
    IVY,
    NAME,
    UNHARMED,
    files_below,
    holding,
    made,
    settle,
)


class TestNoByteIsLeft:
    @pytest.mark.parametrize("seed", range(4))
    def test_in_archive_log_backups_and_what_is_written_after(self, tmp_path: Path, seed: int) -> None:
        with opened(tmp_path, seed=seed + 1) as archive:
            settle(archive, seed)
            archive.backup(tmp_path / "before.facilitator").result(20)
            assert {line.split(": ")[1] for line in holding(tmp_path, *CANARIES)} == set(CANARIES)
            erased = forgetting(archive).erase(IVY)
            assert erased.left == ()
            assert erased.is_clean
            assert [backup.is_rewritten for backup in erased.backups] == [True]
            assert holding(tmp_path, *CANARIES) == []
            archive.backup(tmp_path / "after.facilitator").result(20)
            archive.repair()
            assert holding(tmp_path, *CANARIES) == []
            assert damage(archive) == []
            with archive.reader() as reader:
                assert not Names([NAME, ALIAS, FORMER]).may_stand_in(repr(reader.history()))
                assert reader.search(Wanted("quill")).notes == ()
        assert holding(tmp_path, *CANARIES) == []

    def test_nothing_is_left_lying_beside_the_backup(self, town: Archive, tmp_path: Path) -> None:
        (tmp_path / "kept").mkdir()
        town.backup(tmp_path / "kept" / "before.facilitator").result(20)
        for left in (".part", ".part-wal", ".rewritten", ".rewritten-wal", ".rewritten.bak"):
            (tmp_path / "kept" / f"before.facilitator{left}").write_text(f"stopped here once: {NAME}")
        forgetting(town).erase(IVY)
        assert [path.name for path in files_below(tmp_path / "kept")] == ["before.facilitator"]

    def test_the_backup_is_a_whole_archive_that_becomes_a_device_of_its_own(
        self, town: Archive, tmp_path: Path
    ) -> None:
        town.backup(tmp_path / "before.facilitator").result(20)
        forgetting(town).erase(IVY)
        with opened(tmp_path, "before", seed=8) as restored:
            assert restored.device != town.device
            assert damage(restored) == []
            assert fields_of(restored, "note", "free")["words"] == UNHARMED
            assert standing(restored, "session").keys() == standing(town, "session").keys()

    def test_a_device_that_had_the_words_loses_them_too(self, town: Archive, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        with opened(tmp_path / "other", seed=9) as other:
            send(town, other)
            assert holding(tmp_path / "other", *CANARIES)
            forgetting(town).erase(IVY)
            send(town, other)
            other.clean().result(20)
            assert damage(other) == []
            assert standing(other, "note").keys() == standing(town, "note").keys()
            # What was kept of a file is no part of the journal; the other device has none.
            assert holding(tmp_path / "other", *CANARIES) == []

    def test_words_that_come_late_are_blank(self, town: Archive, tmp_path: Path) -> None:
        forgetting(town).erase(IVY)
        late = Change("late", "late", "bea", "elsewhere", 1, 3, 0, "UTC", "note.mend")
        ops = [
            Op("late", 0, "register", "person", IVY, "name", NAME),
            Op("late", 1, "group:g1", "note", "about", "words", f"{NAME} again"),
            Op("late", 2, "group:g1", "seat", "seat-one", "shown", NAME),
        ]
        assert town.accept(late, ops, Arrival.PACK, lambda *_: True).result(10) == ()
        town.clean().result(20)
        assert holding(tmp_path, *CANARIES) == []

    def test_it_is_not_taken_back_and_what_was_before_only_without_the_words(
        self, town: Archive, tmp_path: Path
    ) -> None:
        forgetting(town).erase(IVY)
        take_back_all(town)
        town.clean().result(20)
        assert holding(tmp_path, *CANARIES) == []


def take_back_all(archive: Archive) -> None:
    """Undo until that is refused."""
    with suppress(DomainError):
        for _ in range(40):
            archive.undo(AMAL).result(10)


def send(here: Archive, there: Archive) -> None:
    """Hand on all that may travel, as a pack would."""
    with here.reader() as reader:
        pages = reader.history()
    for _n, header, entries in reversed(pages):
        there.accept(header, [entry.op for entry in entries], Arrival.PACK, lambda *_: True).result(20)


class TestWhatStays:
    def test_notes_of_others_are_as_they_were(self, town: Archive) -> None:
        before = fields_of(town, "note", "free")
        forgetting(town).erase(IVY)
        assert fields_of(town, "note", "free") == before
        assert fields_of(town, "note", "surname")["words"] == "the thistle in the yard"

    def test_a_point_stays_as_the_groups(self, town: Archive) -> None:
        forgetting(town).erase(IVY)
        notes = standing(town, "note")
        assert notes["said"].words == "keeps the spare key in a teapot"  # type: ignore[attr-defined]
        assert notes["said"].said_by == ""  # type: ignore[attr-defined]
        assert notes["owned"].owner == ""  # type: ignore[attr-defined]
        assert notes["stranger"].said_by == ""  # type: ignore[attr-defined]
        words = [note.words for note in notes.values()]  # type: ignore[attr-defined]
        assert "We asked a participant’s sister for the key" in words
        assert "somebody said no" in words
        assert not {"quoted", "said-named", "quoted-about", "about", "mended"} & notes.keys()

    def test_exact_words_stay_without_a_name_where_that_is_wanted(self, town: Archive) -> None:
        forgetting(town).erase(IVY, keeps_words=True)
        notes = standing(town, "note")
        assert notes["quoted"].words == "a key is a promise"  # type: ignore[attr-defined]
        assert notes["quoted"].said_by == ""  # type: ignore[attr-defined]
        assert "quoted-about" not in notes

    def test_texts_go_on_without_the_name(self, town: Archive) -> None:
        erased = forgetting(town).erase(IVY)
        (session,) = standing(town, "session").values()
        assert session.title == "a participant on keys"  # type: ignore[attr-defined]
        assert session.led_by == ("person-bo",)  # type: ignore[attr-defined]
        assert session.chaired_by == ""  # type: ignore[attr-defined]
        for kind in ("part", "group", "poll", "survey", "citation"):
            (one,) = standing(town, kind).values()
            assert one.session == session.id  # type: ignore[attr-defined]
        (poll,) = standing(town, "poll").values()
        (survey,) = standing(town, "survey").values()
        assert poll.survey == survey.id  # type: ignore[attr-defined]
        assert poll.question == "Should a participant chair?"  # type: ignore[attr-defined]
        (aim,) = standing(town, "aim").values()
        assert (aim.words, aim.by) == ("a participant will buy an urn", "a participant")  # type: ignore[attr-defined]
        assert ("group", "g1", ("topic",)) in erased.emptied
        assert standing(town, "attendance")["at"].described_as == ""  # type: ignore[attr-defined]

    def test_a_document_that_never_left_goes_on_under_another_title(self, town: Archive) -> None:
        papers = (
            Document("n", "g", DocumentKind.DRAFT, f"What {NAME} asked"),
            Block("n1", "n", BlockType.PARAGRAPH, body=(Run("Nothing.", Source(Origin.OWN)),)),
            Block("n2", "n", BlockType.PARAGRAPH, body=(Run(f"{NAME} asked.", Source(Origin.OWN)),)),
        )
        town.commit(made(*papers), AMAL, "x").result(10)
        forgetting(town).erase(IVY)
        (document,) = [one for one in standing(town, "document").values() if "asked" in one.title]  # type: ignore[attr-defined]
        assert document.title == "What a participant asked"  # type: ignore[attr-defined]
        texts = [b.text for b in standing(town, "block").values() if b.document == document.id]  # type: ignore[attr-defined]
        assert sorted(texts) == ["Nothing.", "a participant asked."]

    def test_drafts_keep_every_other_sentence(self, town: Archive) -> None:
        erased = forgetting(town).erase(IVY)
        blocks = standing(town, "block")
        texts = sorted(block.text for block in blocks.values() if block.text)  # type: ignore[attr-defined]
        assert texts == sorted(
            [
                f"{UNHARMED}. A bell rings. Somebody keeps the spare key in a teapot. We asked her sister.",
                "We thank a participant and everybody else.",
                "Bo Hallam",
                "the letter",
            ]
        )
        assert all(not run.link for block in blocks.values() for run in block.body)  # type: ignore[attr-defined]
        assert erased.documents == ("d",)
        notes = standing(town, "note")
        refs = {ref for block in blocks.values() for run in block.body for ref in run.src.refs}  # type: ignore[attr-defined]
        assert {ref for ref in refs if ref not in notes} == {"gap", "person-bo"}

    def test_the_ground_rule_stays_announced_by_a_record_without_a_name(self, town: Archive) -> None:
        forgetting(town).erase(IVY)
        (occasion,) = standing(town, "occasion").values()
        assert occasion.announced_by == IVY  # type: ignore[attr-defined]
        person = standing(town, "person")[IVY]
        assert (person.name, person.organisation, person.contact) == ("", "", "")  # type: ignore[attr-defined]
        assert person.listed_as == "not listed"  # type: ignore[attr-defined]

    def test_what_nobody_can_call_back_is_told(self, town: Archive) -> None:
        erased = forgetting(town).erase(IVY)
        (published,) = erased.published
        assert (published.document, published.audience, published.files) == (
            "d",
            "the public",
            (f"{NAME}.pdf",),
        )
        assert published.notes == ("quoted",)
        assert len(erased.unread) == 1


@pytest.mark.parametrize(
    "name", ["Zoë Łuczak-Œ’Hara", "Ὀδυσσεύς Μῆλον", "Ōmura 律子さん", 'Jo "Teacup" Brindle', "X\\Æ Twelve"]
)
def test_any_letters_a_name_may_have(tmp_path: Path, name: str) -> None:
    words = [name, name.upper(), unicodedata.normalize("NFD", name), f"({name}’s)", f"x\n{name}\ny"]
    with opened(tmp_path) as archive:
        archive.commit(made(Person("p", name), Group("g1", "", "k", "K")), AMAL, "x").result(10)
        archive.commit(made(*(Note(f"n{n}", "g1", one) for n, one in enumerate(words))), AMAL, "x").result(10)
        archive.backup(tmp_path / "before.facilitator").result(10)
        assert forgetting(archive).erase("p").left == ()
        assert {note.words.lower() for note in standing(archive, "note").values()} == {  # type: ignore[attr-defined]
            "a participant",
            "(a participant’s)",
            "x\na participant\ny",
        }
    parts = {
        part
        for one in words
        for part in (one, one.lower(), json.dumps(one)[1:-1], name.rsplit(maxsplit=1)[-1])
    }
    assert holding(tmp_path, *parts) == []


class TestFinding:
    def test_every_place_is_counted(self, town: Archive) -> None:
        town.keep_draft("capture/one", f"and then {NAME} said")
        found = forgetting(town).places(IVY)
        counts = found.counts()
        assert counts["person"] == 2, "two records that are one person"
        assert counts["seat"] == 2, "one of a stranger shown by the whole name"
        assert (counts["said"], counts["owned"], counts["original"]) == (4, 1, 3)
        assert found.private == 1
        assert set(PlaceKind) == {PlaceKind(name) for name in counts}
        told = json.dumps(found.as_json())
        assert "teapot" not in told

    def test_a_surname_alone_and_a_namesake_are_only_perhaps(self, town: Archive) -> None:
        namesake = Person("person-three", "ivy quillfeather", organisation="Another place")
        line = Note("yard", "g1", "the Quillfeather yard is shut")
        town.commit(made(namesake, line), AMAL, "note.keep").result(10)
        found = forgetting(town).places(IVY)
        perhaps = {place.id for place in found.perhaps}
        assert {"person-three", "yard"} <= perhaps
        assert not {"person-three", "yard"} & {place.id for place in found.places}
        forgetting(town).erase(IVY)
        assert fields_of(town, "person", "person-three")["name"] == "ivy quillfeather"
        assert fields_of(town, "note", "yard")["words"] == "the Quillfeather yard is shut"

    def test_another_spelling_can_be_named(self, town: Archive) -> None:
        town.commit(made(Note("yard", "g1", "the Quillfeather yard is shut")), AMAL, "note.keep").result(10)
        forgetting(town).erase(IVY, also=["Quillfeather"])
        words = [note.words for note in standing(town, "note").values()]  # type: ignore[attr-defined]
        assert "the a participant yard is shut" in words

    def test_whoever_is_named_is_one_person(self, town: Archive) -> None:
        town.commit(made(Person("person-four", "Bo Hallam")), AMAL, "x").result(10)
        with town.reader() as reader:
            assert person_named(reader, "quillybird") == IVY
            assert person_named(reader, IVY) == IVY
            with pytest.raises(DomainError, match="person_ambiguous") as caught:
                person_named(reader, "Bo Hallam")
            assert "person-four" in caught.value.fields["people"]
            with pytest.raises(DomainError, match="person_unknown"):
                person_named(reader, "Nobody Here")
        with pytest.raises(DomainError, match="person_unknown"):
            forgetting(town).erase("nobody")

    def test_one_person_after_another(self, town: Archive, tmp_path: Path) -> None:
        town.backup(tmp_path / "before.facilitator").result(20)
        both = Note("both", "g1", f"{NAME} and Bo Hallam left together")
        town.commit([*made(both), change("session", "s", title=f"{NAME}, Bo Hallam")], AMAL, "x").result(10)
        forget = forgetting(town)
        forget.erase(IVY)
        erased = forget.erase("person-bo")
        assert erased.left == ()
        assert holding(tmp_path, "Hallam", *CANARIES) == []
        assert damage(town) == []
        words = {note.words for note in standing(town, "note").values()}  # type: ignore[attr-defined]
        assert "a participant and a participant left together" in words
        (session,) = standing(town, "session").values()
        assert session.title == "a participant, a participant"  # type: ignore[attr-defined]
        assert {one.session for one in standing(town, "part").values()} == {session.id}  # type: ignore[attr-defined]

    def test_a_second_time_there_is_nothing(self, town: Archive) -> None:
        forgetting(town).erase(IVY)
        again = forgetting(town).places(IVY)
        assert not again.is_anything_left
        assert forgetting(town).erase(IVY).counts == {"ground rule": 1}


class TestOnTheWay:
    def test_progress_goes_up_to_all_of_it(self, town: Archive) -> None:
        told: list[tuple[int, int]] = []
        forgetting(town).erase(IVY, progress=lambda done, total: told.append((done, total)))
        assert told[0][0] == 0
        assert told[-1][0] == told[-1][1] > 20
        assert [done for done, _ in told] == sorted(done for done, _ in told)

    def test_stopped_before_anything_is_done_everything_is_as_it_was(self, town: Archive) -> None:
        def stop(done: int, _total: int) -> None:
            assert done == 0
            raise KeyboardInterrupt

        before = fields_of(town, "person", IVY)
        count = len(standing(town, "note"))
        with pytest.raises(KeyboardInterrupt):
            forgetting(town).erase(IVY, progress=stop)
        assert fields_of(town, "person", IVY) == before
        assert len(standing(town, "note")) == count

    @pytest.mark.parametrize("seed", range(4))
    def test_stopped_anywhere_it_goes_on_where_it_was(self, tmp_path: Path, seed: int) -> None:
        stop_at = random.Random(seed).randint(1, 40)
        with opened(tmp_path) as archive:
            settle(archive, seed)

            def stop(done: int, _total: int) -> None:
                if done == stop_at:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                forgetting(archive).erase(IVY, progress=stop)
        with opened(tmp_path, seed=99) as archive:
            assert forgetting(archive).erase(IVY).left == ()
            assert damage(archive) == []
            assert fields_of(archive, "note", "free")["words"] == UNHARMED
        assert holding(tmp_path, *CANARIES) == []

    def test_a_hundred_of_each_is_several_changes(self, town: Archive, tmp_path: Path) -> None:
        many = [create(Note(f"many{n}", "g1", f"{NAME} number {n}"), "group:g1") for n in range(300)]
        town.commit(many, AMAL, "file.import").result(30)
        assert forgetting(town).erase(IVY).left == ()
        words = {note.words for note in standing(town, "note").values()}  # type: ignore[attr-defined]
        assert {f"a participant number {n}" for n in range(300)} <= words
        assert holding(tmp_path, *CANARIES) == []


def test_ops_that_wait_for_their_record_are_said_to_be_left(town: Archive) -> None:
    header = Change("wait", "wait", "bea", "elsewhere", 1, 3, 0, "UTC", "note.mend")
    op = Op("wait", 0, "group:g1", "note", "not-here", "words", f"{NAME} waits")
    town.accept(header, [op], Arrival.PACK, lambda *_: True).result(10)
    assert [place.id for place in forgetting(town).erase(IVY).left] == ["not-here"]


def test_rows_and_journal_say_the_same_afterwards(town: Archive) -> None:
    forgetting(town).erase(IVY)
    with town.reader() as reader:
        before = {kind: list(reader.every(kind)) for kind in ("note", "block", "session", "person")}
        ops = run(reader._connection, "SELECT count(*) FROM op WHERE field = ?", CREATION)
    assert ops[0][0] > 30
    town.repair()
    for kind, kept in before.items():
        assert {one.record.id: one.record for one in kept} == standing(town, kind)


def test_a_half_typed_line_that_names_them_goes_and_others_stay(town: Archive) -> None:
    town.keep_draft("capture/one", f"and then {NAME} said")
    town.keep_draft("capture/two", "and then nobody said")
    places = forgetting(town).places(IVY)
    assert [place.id for place in places.of(PlaceKind.DRAFT)] == ["capture/one"]
    erased = forgetting(town).erase(IVY)
    assert erased.counts["half-typed line"] == 1
    assert erased.left == ()
    assert [one.place for one in town.drafts()] == ["capture/two"]


def test_a_name_half_typed_beside_the_notes_is_found_as_it_was_typed(town: Archive) -> None:
    keep_bookmark(town, "one", Bookmark(ends_at=1, name=NAME))
    keep_bookmark(town, "two", Bookmark(ends_at=1, name="Odd Rey"))
    assert forgetting(town).erase(IVY).left == ()
    assert [one.place for one in town.drafts()] == [bookmark_place("two")]

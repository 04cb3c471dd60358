"""Raw notes go when their term is over, and not a day before; documents stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive, Surroundings
from facilitator.capture_bookmark import Bookmark, bookmark_place, keep_bookmark
from facilitator.retention import Retention
from facilitator.writeup import WriteUp
from sessions.breakouts import Group, GroupKind
from sessions.edits import create
from sessions.errors import DomainError
from sessions.gate import Reason
from sessions.notes import Note
from sessions.permission import Audience
from sessions.surveys import Survey
from tests.facilitator.archive.world import Clock, opened, surroundings
from tests.facilitator.forgetting.town import AMAL, UNHARMED, holding, made, settle

SECRETS = ("teapot", UNHARMED, "off the record:", "nothing about her", "A key is a promise")
RAW = ("nothing about her", "a bell rings", "copy the key", "would paint the door", "thistle in the yard")
"""What only raw notes say, in no draft."""


def on(folder: Path, day: datetime) -> Surroundings:
    return replace(surroundings(folder, seed=55), now_ms=lambda: int(day.timestamp() * 1000))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path) as archive:
        settle(archive)
        yield archive


def retention(
    archive: Archive, year: int, month: int, day: int, *, hour: int = 12, minute: int = 0
) -> Retention:
    now = datetime(year, month, day, hour, minute, tzinfo=UTC)
    return Retention(archive, on(archive.path.parent, now), AMAL)


def words(archive: Archive) -> set[str]:
    with archive.reader() as reader:
        return {kept.record.words for kept in reader.every("note")}


def test_the_last_day_is_a_day_in_the_zone_of_the_network(town: Archive) -> None:
    assert retention(town, 2026, 9, 3, hour=22, minute=59).over() == ()
    # London is an hour ahead of UTC in September: there the fourth has begun.
    (over,) = retention(town, 2026, 9, 3, hour=23, minute=1).over()
    assert (over.gathering, over.since.isoformat(), len(over.originals)) == ("g", "2026-09-03", 5)
    assert {"said", "gone", "hushed", "secret", "free"} <= set(over.notes)
    assert retention(town, 2026, 9, 4).apply().over == (over,)
    assert retention(town, 2026, 9, 5).over() == ()


def test_listing_changes_nothing(town: Archive) -> None:
    before = words(town)
    assert retention(town, 2027, 1, 1).over()
    assert words(town) == before


def test_the_words_of_raw_notes_are_in_no_byte(town: Archive, tmp_path: Path) -> None:
    town.backup(tmp_path / "before.facilitator").result(20)
    town.commit([create(Note("sealed", "g1", "sealed away"), f"private:{AMAL}")], AMAL, "note.keep").result(
        10
    )
    assert {line.split(": ")[1] for line in holding(tmp_path, *RAW[1:])} == set(RAW[1:])
    expired = retention(town, 2027, 1, 1).apply()
    assert [backup.is_rewritten for backup in expired.backups] == [True]
    assert expired.is_clean
    assert holding(tmp_path, *RAW) == []
    assert words(town) == {""}
    with town.reader() as reader:
        assert reader.view("note", "sealed").fields["words"] == {"$blank": True}  # type: ignore[union-attr]
        assert list(reader.blobs()) == []
    assert not [finding for finding in town.check() if finding.is_damage]


def test_documents_stay_and_say_that_nothing_is_behind_them_any_more(town: Archive) -> None:
    write_up = WriteUp(town, AMAL, Clock())
    before = write_up.tree("d")
    assert Reason.NOTE_GONE not in {stop.reason for stop in write_up.judge("d").stops}
    retention(town, 2027, 1, 1).apply()
    assert write_up.tree("d") == before
    for audience in Audience:
        gone = [stop for stop in write_up.judge("d", audience).stops if stop.reason is Reason.NOTE_GONE]
        assert {stop.note for stop in gone} >= {"free", "quoted"}


def test_a_new_draft_has_nothing_of_them(town: Archive) -> None:
    retention(town, 2027, 1, 1).apply()
    drafted = WriteUp(town, AMAL, Clock()).draft("g")
    assert drafted.used == {}
    assert {why.name for why in drafted.unused.values()} == {"EMPTY"}


def test_without_a_term_nothing_goes(town: Archive) -> None:
    kept = retention(town, 2030, 1, 1)
    kept.set_term(0)
    assert kept.term() == 0
    assert kept.over() == ()
    assert kept.apply().over == ()
    kept.set_term(1)
    assert kept.term() == 1
    assert len(kept.over()) == 1


def test_a_term_that_cannot_be_is_refused(town: Archive, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="term_not_possible"):
        retention(town, 2030, 1, 1).set_term(-1)
    with opened(tmp_path, "empty") as empty, pytest.raises(DomainError, match="no_network"):
        retention(empty, 2030, 1, 1).set_term(3)


def test_it_is_not_taken_back(town: Archive, tmp_path: Path) -> None:
    retention(town, 2027, 1, 1).apply()
    town.undo(AMAL).result(10)
    town.clean().result(10)
    assert holding(tmp_path, *RAW) == []


def test_comments_of_a_survey_count_from_the_day_it_closed(town: Archive) -> None:
    survey = Survey("alone", "g", "alone", "Alone", closed=datetime(2026, 6, 1, tzinfo=UTC).date())
    group = Group("gs", "", "comments", "Comments", GroupKind.SURVEY, survey="alone")
    town.commit(made(survey, group, Note("comment", "gs", "more biscuits")), AMAL, "x").result(10)
    town.commit(made(Note("lost", "no-group", "of nowhere")), AMAL, "x").result(10)
    assert "comment" not in {note for one in retention(town, 2026, 11, 1).over() for note in one.notes}
    assert "comment" in {note for one in retention(town, 2026, 12, 2).over() for note in one.notes}
    retention(town, 2026, 12, 2).apply()
    assert words(town) == {"", "of nowhere"}


def test_half_typed_lines_of_its_groups_go_with_the_notes(town: Archive) -> None:
    with town.reader() as reader:
        (group,) = {kept.record.group for kept in reader.every("note") if kept.record.id == "free"}
    town.keep_draft(f"capture/{group}", "and then")
    town.keep_draft("capture/elsewhere", "and then")
    (over,) = retention(town, 2026, 9, 4).over()
    assert over.drafts == (f"capture/{group}",)
    retention(town, 2026, 9, 4).apply()
    assert [one.place for one in town.drafts()] == ["capture/elsewhere"]
    assert retention(town, 2026, 9, 5).over() == ()


def test_a_name_half_typed_beside_the_notes_goes_with_them(town: Archive) -> None:
    with town.reader() as reader:
        (group,) = {kept.record.group for kept in reader.every("note") if kept.record.id == "free"}
    keep_bookmark(town, group, Bookmark(name="Odd Rey"))
    (over,) = retention(town, 2026, 9, 4).over()
    assert over.drafts == (bookmark_place(group),)
    retention(town, 2026, 9, 4).apply()
    assert town.drafts() == ()

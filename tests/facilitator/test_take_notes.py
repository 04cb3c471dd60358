"""Taking notes now: nothing was planned, and half a page comes of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.app import App
from facilitator.archive.archive import Archive, Surroundings
from facilitator.capture import NoteKept
from sessions.errors import DomainError
from sessions.gathering import GroundRule
from tests.facilitator.archive.world import empty_archive
from tests.facilitator.terminal import run

NOW = int(datetime(2026, 7, 6, 9, 5, tzinfo=UTC).timestamp() * 1000)
LINES = """The boiler is older than the hall, and nobody has the drawings.
+Ann Lee: we lit it by hand last winter
"Nobody should have to know a boiler by its first name"
!Ask the engineer before the frost
>@ann ring the engineer by Friday
?Who pays if it fails
=we meet again in March
e.g. Quarry Road shares an engineer with two other halls
the treasurer lent it -x
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[App]:
    around = Surroundings(lambda: NOW, tmp_path / "key")
    (tmp_path / "new.facilitator").write_bytes(empty_archive())
    with Archive(tmp_path / "new.facilitator", around) as archive:
        yield App(archive, around, "somebody")


def test_the_line_is_there_at_once_and_one_undo_takes_all_of_it_back(empty: App) -> None:
    begun = empty.take_notes.begin()
    # London is an hour ahead of UTC in July.
    assert begun.planned.gathering.title == "Notes of 6 July, 10:05"
    assert empty.group_pages.page(begun.group).about.starts == NOW
    empty.archive.undo("somebody").result(10)
    with empty.archive.reader() as reader:
        for kind in ("network", "gathering", "occasion", "session", "group"):
            assert list(reader.every(kind)) == []


def test_a_line_is_kept_without_agenda_strand_or_seat(empty: App) -> None:
    outcome = empty.capture(empty.take_notes.begin().group).keep("the first line")
    assert isinstance(outcome, NoteKept)


def test_twice_within_a_minute_are_told_apart_and_a_title_of_ones_own_is_taken_once(empty: App) -> None:
    titles = [empty.take_notes.begin().planned.gathering.title for _ in range(3)]
    assert titles == ["Notes of 6 July, 10:05", "Notes of 6 July, 10:05 (2)", "Notes of 6 July, 10:05 (3)"]
    assert empty.take_notes.begin(" Tea with the wardens ").planned.gathering.title == "Tea with the wardens"
    with pytest.raises(DomainError, match="title_taken"):
        empty.take_notes.begin("tea with the wardens")


def test_the_network_that_is_there_convenes(app: App) -> None:
    with app.archive.reader() as reader:
        network = next(reader.every("network")).record.id
    assert app.take_notes.begin().planned.gathering.network == network


def exported(tmp_path: Path, *options: object) -> str:
    archive, page = tmp_path / "new.facilitator", tmp_path / "page.md"
    told = run("take-notes", "--archive", archive, typed=LINES).succeeded()
    assert told.out.startswith("Taking notes: Notes of ")
    assert told.out.count("kept ") == 9
    run("export", "notes", "--to", "md", "--out", page, "--archive", archive, *options).succeeded()
    return page.read_text("utf-8")


def test_half_a_page_comes_of_ten_minutes(tmp_path: Path) -> None:
    text = exported(tmp_path)
    for words in (
        "The boiler is older than the hall, and nobody has the drawings",
        "lit it by hand last winter",
        "Ask the engineer before the frost",
        "Ring the engineer",
        "Who pays if it fails",
        "We meet again in March",
        "Quarry Road shares an engineer with two other halls",
    ):
        assert words in text
    assert "treasurer" not in text
    assert len(text.split()) < 300


def test_no_section_is_empty_and_nothing_is_said_of_what_was_never_planned(tmp_path: Path) -> None:
    text = exported(tmp_path)
    lines = [line for line in text.splitlines() if line.strip()]
    for line, following in zip(lines, [*lines[1:], "# end"], strict=True):
        level = len(line) - len(line.lstrip("#"))
        if level:
            below = len(following) - len(following.lstrip("#"))
            assert not below or below > level, f"nothing stands under ‘{line}’"
    assert not re.search(r"agenda|running order|strand|Contents|no session|in all", text, re.I)


def test_once_somebody_says_what_is_agreed_the_quotation_is_there(empty: App) -> None:
    begun = empty.take_notes.begin()
    desk = empty.capture(begun.group)
    desk.keep('"Nobody should have to know a boiler by its first name"')
    empty.ground_rules.announce(
        begun.planned.occasion.id, "Ann Lee", rule=GroundRule.NAMED_WITH_PERMISSION
    ).result(10)
    drafted = empty.write_up.draft(begun.planned.gathering.id)
    tree = empty.write_up.tree(drafted.document)
    assert "know a boiler by its first name" in "".join(node.block.text for node in tree.walk())


def test_keeping_notes_where_there_is_no_gathering_says_how_to_begin(tmp_path: Path) -> None:
    archive = tmp_path / "new.facilitator"
    assert "take-notes" in run("keep", "halls", "--archive", archive).failed(74).err
    run("new", "Supper", "--archive", archive).succeeded()
    run("undo", "--archive", archive).succeeded()
    assert "take-notes" in run("keep", "halls", "--archive", archive).failed(1).err

"""Every archive that was ever shipped opens, is whole, and says what it said."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.archive.schema import VERSIONS
from facilitator.archive.search import Wanted
from sessions.aims import Outcome
from sessions.gathering import GroundRule
from sessions.notes import Span
from sessions.people import Level
from tests.facilitator.archive.world import AMAL, edit, kept_in, notes_in, opened
from tests.old_archives.make import QUOTE

FOLDER = Path(__file__).resolve().parents[2] / "old_archives"
FILES = sorted(FOLDER.glob("*.facilitator"))


def test_there_is_one_for_each_schema() -> None:
    assert [path.stem for path in FILES] == list(VERSIONS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_archive_opens(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path)
    with opened(tmp_path, path.stem) as archive:
        assert not [finding for finding in archive.check() if finding.is_damage]
        assert notes_in(archive) == {"point": "Budgets follow trust", "quote": QUOTE, "blank": ""}
        (quote,) = [kept.record for kept in kept_in(archive) if kept.record.id == "quote"]
        assert quote.spans == (Span(0, len(QUOTE)),)
        assert quote.verbatim == (QUOTE,)
        (occasion,) = [kept.record for kept in kept_in(archive, "occasion")]
        assert occasion.rule_in_force is GroundRule.CHATHAM_HOUSE
        (person,) = [kept.record for kept in kept_in(archive, "person")]
        assert (person.name, person.quoted_as) == ("Amal Ŵyn", Level.ROLE)
        (answer,) = [kept.record for kept in kept_in(archive, "permission")]
        with archive.reader() as reader:
            assert answer.words_op == reader.page("note", id="quote")[0].words_op
            assert [kept.record.id for kept in reader.search(Wanted("listen", strands=())).notes] == ["quote"]
            assert [kept.record.id for kept in reader.search(Wanted("", strands=("LW",))).notes] == ["point"]
            view = reader.view("note", "private")
            assert view is not None
            assert "Nobody" not in repr(view)
        if path.stem >= "0002":
            (aim,) = [kept.record for kept in kept_in(archive, "aim")]
            assert (aim.outcome, aim.became, aim.said_on) == (Outcome.DONE, "We did", date(2025, 3, 15))
            (survey,) = [kept.record for kept in kept_in(archive, "survey")]
            assert (survey.sent_to, survey.opened, survey.closed) == (40, None, date(2026, 3, 1))
        if path.stem >= "0003":
            assert [kept.record.id for kept in kept_in(archive, "group") if kept.record.is_break_wall] == [
                "wall"
            ]
        if path.stem >= "0004":
            (session,) = [kept.record for kept in kept_in(archive, "session")]
            assert (session.must_end, session.source_notes) == (690, ("earlier",))
        edit(archive, "point", words="Changed today")
        archive.undo(AMAL).result(10)
        assert notes_in(archive)["point"] == "Budgets follow trust"


def test_what_a_newer_facilitator_had_brought_is_shown_once_there_is_a_table_for_it(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / "0001.facilitator", tmp_path))
    aim = {"network": "net", "words": "Come back with an answer", "outcome": "partly done"}
    header = ("newer", "newer", "bea", "bea", 1, 1, 1, "UTC", "aim.set", "1.1", "")
    op = (
        "newer",
        0,
        "network",
        "aim",
        "a1",
        "*",
        json.dumps(aim),
        "[]",
        1,
        "newer",
        0,
        "pending",
        "",
        "pack",
    )
    connection = sqlite.connect(path)
    connection.execute(f"INSERT INTO change VALUES(NULL, {','.join('?' * 11)})", header)
    connection.execute(f"INSERT INTO op VALUES(NULL, {','.join('?' * 14)})", op)
    connection.commit()
    connection.close()
    with opened(tmp_path, path.stem) as archive:
        (kept,) = kept_in(archive, "aim")
        assert (kept.record.words, kept.record.outcome) == ("Come back with an answer", Outcome.PARTLY)
        assert not [finding for finding in archive.check() if finding.is_damage]

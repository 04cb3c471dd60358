"""A group's notes as plain text, and pasted lines."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sessions.agenda import Session
from sessions.breakouts import Group, Seat
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.handing_over import HandedOver, plain_notes
from sessions.notes import Note, NoteKind, Span
from sessions.pasted import lines_of

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates" / "en"
WORDS: Mapping[str, Any] = {
    name: words
    for file in sorted(TEMPLATES.glob("*.toml"))
    for name, words in tomllib.loads(file.read_text("utf-8")).items()
}
OCCASION = Occasion(
    "o", "g", "day", "The day", date(2026, 11, 26), announced_by="ann", ground_rule=GroundRule.ON_THE_RECORD
)
SEATS = {
    "zoe": Seat("zoe", "halls", "Zoë Hartnell"),
    "gus": Seat("gus", "halls", "Gus Zandvliet", is_not_to_be_named=True),
    "gone": Seat("gone", "halls", ""),
}
NOTES = (
    Note("1", "halls", "The boiler\nis old", said_by="zoe", rank="a"),
    Note("2", "halls", "We must go on", NoteKind.QUOTE, (Span(0, 13),), said_by="gus", rank="b"),
    Note("3", "halls", "Mend it", NoteKind.ACTION, owner="zoe", due="Friday", rank="c", report_rank="b"),
    Note("4", "halls", "Sell it", NoteKind.DISAGREEMENT, is_speaker_unknown=True, rank="d", report_rank="a"),
    Note("5", "halls", "Ring them", NoteKind.ACTION, due="Monday", said_by="gone", rank="e"),
    Note("6", "halls", "Nobody said so", rank="f"),
)


def handed(*notes: Note, **more: Any) -> HandedOver:
    return HandedOver(
        Gathering("g", "net", "Winter supper"),
        more.pop("occasion", OCCASION),
        Session("s", "o", "keys", "Keys"),
        Group("halls", "s", "halls", "Halls and huts"),
        SEATS,
        notes,
        **more,
    )


def test_what_is_brought_back_comes_first_then_every_note_in_order() -> None:
    assert plain_notes(handed(*NOTES, off_record=2), WORDS) == (
        "Halls and huts · Keys\n"
        "Winter supper, 26 November 2026\n"
        "Agreed about quoting: on the record\n"
        "\n"
        "What we bring back\n"
        "\n"
        "1. [disagreed] somebody: Sell it\n"
        "2. [action] Mend it (Zoë Hartnell, by Friday)\n"
        "\n"
        "Notes\n"
        "\n"
        "- Zoë Hartnell: The boiler is old\n"
        "- a participant: “We must go on”\n"
        "- [action] Mend it (Zoë Hartnell, by Friday)\n"
        "- [disagreed] somebody: Sell it\n"
        "- [action] a participant: Ring them (by Monday)\n"
        "- Nobody said so\n"
        "\n"
        "2 lines are off the record and are not here.\n"
    )


def test_nobody_is_named_under_the_chatham_house_rule() -> None:
    closed = replace(OCCASION, ground_rule=GroundRule.CHATHAM_HOUSE)
    told = plain_notes(handed(*NOTES, occasion=closed), WORDS)
    assert "Zoë" not in told
    assert "- a participant: The boiler is old" in told


def test_nothing_is_said_of_what_is_not_there() -> None:
    told = plain_notes(handed(occasion=replace(OCCASION, announced_by="")), WORDS)
    assert told == "Halls and huts · Keys\nWinter supper, 26 November 2026\n"
    assert "One line is off the record" in plain_notes(handed(off_record=1), WORDS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one line", ("one line",)),
        ("", ()),
        (" \n\r\n\t", ()),
        ("* one\r\n\r\n- two\n> > three\r4. four\u2028  • five", ("one", "two", "three", "four", "five")),
        ("2026 was cold\n- @@ #KS -x", ("2026 was cold", "@@ #KS -x")),
    ],
)
def test_a_pasted_text_is_its_lines_without_marks_of_lists_and_mails(
    text: str, lines: tuple[str, ...]
) -> None:
    assert lines_of(text) == lines

"""A gathering goes to files and comes back the same, byte for byte and record for record."""

import tomllib
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.exporting.folder import FolderContent, write_folder
from facilitator.exporting.folder_toml import WIDEST_LINE, Table, basic, toml
from facilitator.importing.folder import read_gathering
from facilitator.importing.problems import sentence_of
from facilitator.leaving_out import LeftOut, What, sentence_for_left_out
from sessions.agenda import Session
from sessions.breakouts import Group, Seat
from sessions.document import Block, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.figures import Figure
from sessions.gathering import Gathering, Occasion
from sessions.network import Network, StandingText
from sessions.notes import Certainty, Note, NoteKind, Permission, PermissionState, Span
from sessions.people import Attendance, Person
from sessions.polls import Option, Poll, Result
from tests.facilitator.exporting.gatherings import content_of, digest, made_up

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    written = basic(text)
    assert "\n" not in written
    assert tomllib.loads(f"a = {written}\n") == {"a": text}


@given(
    st.lists(texts, max_size=5),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.times().map(lambda t: t.replace(microsecond=0)),
)
def test_tables_are_read_back_as_they_were(many, whole, flag, day, clock) -> None:
    written = toml(
        [
            Table("[a]", [("many", many), ("whole", whole)]),
            Table("[[b.c]]", [("f", flag), ("d", day), ("t", clock)]),
        ]
    )
    assert tomllib.loads(written) == {
        "a": {"many": many, "whole": whole},
        "b": {"c": [{"f": flag, "d": day, "t": clock}]},
    }


def test_layout_of_tables() -> None:
    long = ["x" * 40, "y" * 40, "z" * 20]
    assert toml([
        Table("[network]", [("name", 'A "b"\n\\c'), ("few", ["a", "b"]), ("many", long)]),
        Table("[[occasion]]", [("date", date(2026, 10, 14)), ("starts", time(9, 30)), ("protected", True), ("n", 3)]),
    ]) == (
        '[network]\nname = "A \\"b\\"\\n\\\\c"\nfew = ["a", "b"]\nmany = [\n'
        + "".join(f'    "{one}",\n' for one in long)
        + ']\n\n[[occasion]]\ndate = 2026-10-14\nstarts = 09:30:00\nprotected = true\nn = 3\n'
    )  # fmt: skip


@pytest.mark.parametrize(("room", "rows"), [(0, 1), (1, 3)])
def test_a_list_is_broken_where_its_line_would_be_too_long(room: int, rows: int) -> None:
    item = "x" * (WIDEST_LINE - len('a = [""]') + room)
    assert len(toml([Table("[t]", [("a", [item])])]).splitlines()) == 1 + rows


SEEDS = 150


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_gathering_made_up_comes_back_the_same(seed: int) -> None:
    content = made_up(seed)
    files, left_out = write_folder(content)
    assert [sentence_for_left_out(one) for one in left_out] == []
    reading = read_gathering(files)
    assert [sentence_of(problem) for problem in reading.problems if problem.is_fatal] == []
    again = content_of(reading)
    assert digest(again) == digest(content)
    assert write_folder(again) == (files, ())


def test_every_thing_left_out_has_a_sentence() -> None:
    for what in What:
        one, several = (sentence_for_left_out(LeftOut(what, count)) for count in (1, 7))
        assert one != several
        assert "7" in several
        assert one.endswith(".")


def with_notes(*notes: Note, **others: object) -> tuple[str, tuple[LeftOut, ...]]:
    """Write notes of one group of a small gathering; return the file and what was left out."""
    content = FolderContent(
        network=Network("n", "Longbench"),
        gathering=Gathering("g", "n", "A day"),
        occasions=(Occasion("o", "g", "day", "The day", date(2026, 11, 12)),),
        sessions=(Session("s", "o", "keys", "Keys"),),
        groups=(Group("h", "s", "halls", "Halls"),),
        people=(Person("p", "Zoë Farquhar"), Person("q", "Zoë Ann Poole"), Person("r", "Ann Poole")),
        seats=(
            *(Seat(f"seat-{one}", "h", "", person=one, rank=one) for one in "pqr"),
            Seat("x", "h", "Glenys Rowe", "gr", rank="x"),
        ),
        notes=notes,
    )
    files, left_out = write_folder(replace(content, **others))  # type: ignore[arg-type]
    assert [one for one in read_gathering(files).problems if one.is_fatal] == []
    return files["notes/keys/halls.notes"].decode(), left_out


def test_people_are_called_by_the_shortest_name_that_is_theirs() -> None:
    text, left_out = with_notes(
        Note("1", "h", "one", said_by="seat-p"),
        Note("2", "h", "two", said_by="seat-q"),
        Note("3", "h", "three", said_by="seat-r"),
        Note("4", "h", "four", kind=NoteKind.ACTION, owner="seat-q", due="Friday"),
    )
    assert text.splitlines()[:4] == [
        "Zoë Farquhar: one", "Zoë Ann Poole: two", "Ann: three", ">@zoë-ann-poole four by Friday",
    ]  # fmt: skip
    assert left_out == ()


def test_who_comes_in_is_added_where_first_needed() -> None:
    text, _ = with_notes(
        Note("1", "h", "one"), Note("2", "h", "two", said_by="x"), Note("3", "h", "x", said_by="x")
    )
    assert text == "one\n+Glenys Rowe: two\nGlenys: x\n"
    text, _ = with_notes(Note("1", "h", "one"))
    assert text == "one\n+Glenys Rowe\n"
    text, _ = with_notes(Note("1", "h", "do it", kind=NoteKind.ACTION, owner="x"))
    assert text == "+Glenys Rowe\n>@glenys do it\n"


def test_words_that_look_like_marks_are_kept_as_words() -> None:
    words = (
        "!not a key message",
        "Zoë: not said by her",
        "s/a/b/",
        "ends with #KH",
        "one\n\ntwo",
        "\ufeffodd",
        "?",
    )
    text, left_out = with_notes(*(Note(f"{n}", "h", one, rank=f"{n}") for n, one in enumerate(words)))
    assert left_out == ()
    lines = (
        "\\!not a key message",
        "\\Zoë: not said by her",
        "\\s/a/b/",
        "ends with #KH",
        "one\n\t\n\ttwo",
        "\ufeffodd",
        "\\?",
    )
    assert text == "".join(f"{line}\n" for line in (*lines, "+Glenys Rowe"))


def test_what_no_line_can_say_keeps_its_words() -> None:
    text, left_out = with_notes(
        Note("1", "h", "sold -x\nto a cousin", said_by="seat-r"),
        Note("2", "h", "we reflected", kind=NoteKind.REFLECTION),
        Note("3", "h", "odd\x07 words"),
        Note("4", "h", "unheard of", said_by="nobody"),
        Note("5", "h", "half a quotation", kind=NoteKind.POINT, spans=(Span(0, 4),)),
    )
    assert left_out == (LeftOut(What.NOTES, 5),)
    assert text.splitlines() == [
        "Ann: sold –x", "\tto a cousin", "we reflected", "odd� words", "unheard of", "half a quotation",
        "+Glenys Rowe",
    ]  # fmt: skip


def test_what_the_files_do_not_know_is_counted() -> None:
    _, left_out = with_notes(
        people=(
            Person("p", "Zoë  Farquhar\x00", also_known_as=("Z;F",)),
            Person("q", "Zoë Farquhar"),
            Person("r", "Ann Poole", same_as="q"),
        ),
        attendances=tuple(Attendance(f"a{one}", "o", one, described_as="a | b") for one in "pqr"),
        occasions=(
            Occasion("o", "g", "day", "The day", date(2026, 11, 12), starts=2000, announced_by="gone"),
            Occasion("e", "g", "day", "", date(2026, 11, 13)),
        ),
        sessions=(Session("s", "o", "keys", "Keys", length=5000),),
        standing_texts=(StandingText("t", "n", "about", "A", "a"), StandingText("u", "n", "about", "A", "b")),
        figures=(Figure("f", "n", "m", "m", 1, date(2026, 1, 1)), Figure("g", "n", "m", "m", 2, date(2026, 1, 1))),
        polls=(
            Poll("p1", "g", "s", "p", "Is?", date(2026, 1, 1), (Option("o", "Yes"), Option("o2", "Yes")), Result((7,))),
            Poll("p2", "g", "s", "p", "Is it?", date(2026, 1, 1)),
        ),
        seats=(Seat("s1", "h", "", person="p", is_not_to_be_named=True), Seat("x", "h", "glenys rowe", "gr")),
        answers={"1": Permission("a", "1", "w", PermissionState.GIVEN)},
        draft=Document("d", "g", DocumentKind.DRAFT, "Draft"),
        blocks=(
            Block("b1", "d", BlockType.CALLOUT, body=(Run("Mind", Source(Origin.OWN), link="javascript:x"),)),
            Block("b2", "d", BlockType.BULLETS, body=(Run("Lead", Source(Origin.OWN)),)),
            Block("b3", "d", BlockType.PARAGRAPH, parent="b2", body=(Run("In it", Source(Origin.OWN)),)),
            Block("b4", "d", BlockType.PARAGRAPH, parent="b1", body=(Run("Below", Source(Origin.OWN)),)),
        ),
        notes=(Note("1", "h", "no quotation"), Note("2", "h", "no quotation", certainty=Certainty.READ_BACK)),
    )  # fmt: skip
    counted = {one.what: one.count for one in left_out}
    assert counted == {
        What.ANSWERS_WITHOUT_WORDS: 1, What.CERTAINTIES: 1, What.DRAFT_BLOCKS: 4, What.STRANGERS: 1, What.SEATS: 1,
        What.MERGED: 1, What.LOOSE: 1, What.TEXTS: counted[What.TEXTS], What.TIMES: 2, What.POLLS: 2, What.FIGURES: 1,
        What.STANDING_TEXTS: 1,
    }  # fmt: skip
    assert counted[What.TEXTS] >= 5


def test_the_draft_is_written_as_commonmark() -> None:
    own = Source(Origin.OWN)
    blocks = (
        Block("1", "d", BlockType.HEADING, rank="1", level=2, about="s", body=(Run("Keys {#no}", own),)),
        Block("2", "d", BlockType.HEADING, rank="2", level=3, body=(Run("Keys {#keys}", own),)),
        Block("3", "d", BlockType.PARAGRAPH, rank="3", body=(Run("a\n- b", own), Run("“c”", own, True), Run("d", own))),
        Block("4", "d", BlockType.BULLETS, rank="4"),
        Block("5", "d", BlockType.ITEM, "4", rank="1", body=(Run("one\ntwo", own),)),
        Block("6", "d", BlockType.BULLETS, rank="6"),
        Block("7", "d", BlockType.ITEM, "6", rank="1", body=(Run("three", own, link="https://a.example/"),)),
        Block("7a", "d", BlockType.NUMBERED, rank="7a"),
        *(
            Block(f"7a{at}", "d", BlockType.ITEM, "7a", rank=f"{at:02}", body=(Run(f"step\n{at}", own),))
            for at in range(1, 11)
        ),
        Block("7b", "d", BlockType.NUMBERED, rank="7b"),
        Block("7b1", "d", BlockType.ITEM, "7b", rank="1", body=(Run("first", own),)),
        Block("7b2", "d", BlockType.ITEM, "7b", rank="2", body=(Run("second", own),)),
        Block("8", "d", BlockType.PULL_QUOTE, rank="8", body=(Run("said\nso", own),)),
    )  # fmt: skip
    content = made_up(1)
    draft = Document("d", "here", DocumentKind.DRAFT, "Draft")
    blocks = (replace(blocks[0], about=content.sessions[0].id), *blocks[1:])
    files, _ = write_folder(replace(content, draft=draft, blocks=blocks))
    assert files["draft.md"].decode() == (
        f"## Keys \\{{#no}} {{#{content.sessions[0].key}}}\n\n### Keys \\{{#keys}}\n\n"
        "a\\\n\\- b<strong>“c”</strong>d\n\n"
        "- one\\\n  two\n\n* [three](https://a.example/)\n\n"
        + "".join(f"{at}. step\\\n{'   ' if at < 10 else '    '}{at}\n" for at in range(1, 11))
        + "\n1) first\n2) second\n\n> said\\\n> so\n"
    )
    assert not [one for one in read_gathering(files).problems if one.file == "draft.md"]

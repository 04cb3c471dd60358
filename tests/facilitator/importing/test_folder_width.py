"""What a folder can hold besides a morning's notes: series, surveys, figures, aims, cited words, a draft."""

from datetime import date
from pathlib import Path

import pytest

from facilitator.importing.files import read_folder
from facilitator.importing.folder import Reading, read_gathering
from sessions.aims import Outcome
from sessions.breakouts import GroupKind
from sessions.document import BlockType, DocumentKind, Origin, Run, Source
from sessions.gathering import Form
from sessions.notes import Certainty
from sessions.people import AttendanceRole, ContactChoice
from sessions.series import SeriesKind
from sessions.surveys import NOT_KNOWN

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "samples" / "small"
MORE = """
[[occasion]]
key = "dinner"
title = "The dinner"
date = 2026-11-11
form = "in person"

[[series]]
key = "annual"
title = "Every autumn"
led_by = ["Joan Treloar"]
strand = "KH"

[[series]]
key = "cell"
title = "A cell"
kind = "cell"

[[survey]]
key = "before"
title = "Before the morning"
session = "keys"
asked_of = "all members"
sent_to = 400
answered_by = 96
opened = 2026-09-01
closed = 2026-09-14
source = "Survey"

[[survey]]
key = "after"
title = "After it"
answered_by = 0

[[figure]]
key = "members"
label = "members"
value = -3
on = 2026-03-31
unit = "%"

[[aim]]
words = "Lend a key."
said_in = "Last year"
said_on = 2025-11-13
by = "spring"
condition = "if asked"
outcome = "partly done"
became = "One was lent."

[[aim]]
words = "Lend two."

[[cited]]
words = "Keep the key."
author = "A caretaker"
source = "A book, page 2"
link = "https://book.example"
session = "keys"

[draft]
title = "Before we meet"
circulated = 2026-10-01
circulated_to = "all members"

[[quote]]
words = "Rising? We have been offered two toilets"
certainty = "read back"

[[quote]]
words = "It opens on time."
permission = "not asked"
"""
DRAFT = """\
First *words*,
more **words** and [a \\*link](https://a.example).

Title {#keys}
---

1. One
2. Two

- Three

   Four

> Quoted.

### Plain \\{#keys}
A `code`\\
line
"""
TEXT = Source(Origin.OWN)


@pytest.fixture(scope="module")
def reading() -> Reading:
    files = read_folder(SAMPLE)
    plan = files["gathering.toml"].decode() + MORE
    plan = plan.replace("[gathering]\n", '[gathering]\nseries = "annual"\nform = "both"\n')
    plan = plan.replace(
        'quote_marks = "single"\n', 'quote_marks = "single"\nkeeps_notes_months = 24\naccents = ["#1B5A66"]\n'
    )
    plan = plan.replace('length = "1h30"\n', 'length = "1h30"\nfor_director = "Mind the step."\nmaterials = ["Pens"]\n'
                        'sources = ["Last year"]\nfixed_start = 10:15:00\n'
                        'must_end = 11:45:00\nprotected = true\n')  # fmt: skip
    survey = '[[session.group]]\nkey = "before"\nkind = "survey"\nsurvey = "before"\ntitle = "Written"\n\n'
    plan = plan.replace('[[session.group]]\nkey = "halls"', survey + '[[session.group]]\nkey = "halls"')
    people = (
        "name,contact,contact_as,attended,attended_as,described_as,first_time\n"
        "Amy Ray,amy@a.example,gatherings,morning;dinner,guest | speaker,| The hall,yes | \n"
        "Bea Ray,,,,guest,Us | them,\n"
        "Cy Ray,,nothing,dinner,,Us | them,yes\n"
    )
    polls = (
        "poll,session,survey,date,question,option,count\n"
        "one,,before,,Is it?,Yes,4\n"
        "two,,after,2026-12-01,Was it?,Yes,4\n"
    )
    names = ("Joan Treloar", "Bashir Anwar")
    register = files["people.csv"].decode().splitlines(keepends=True)
    more = "".join(f"{row}\n" for row in people.splitlines()[1:])
    columns = register[0].strip().split(",")
    assert all(any(row.startswith(name) for row in register) for name in names)
    wide = [register[0].strip() + ",contact,contact_as\n", *(row.strip() + ",,\n" for row in register[1:])]
    for row in more.splitlines():
        name, contact, contact_as, attended, role, described, first = row.split(",")
        cells = dict.fromkeys(columns, "") | {
            "name": name, "attended": attended, "attended_as": role, "described_as": described, "first_time": first,
        }  # fmt: skip
        wide.append(",".join((*cells.values(), contact, contact_as)) + "\n")
    notes = '"It opens on time."\nAmy: sits here\n'
    return read_gathering(
        {
            **files,
            "gathering.toml": plan.encode(),
            "people.csv": "".join(wide).encode(),
            "polls.csv": polls.encode(),
            "draft.md": DRAFT.encode(),
            "notes/keys/before.notes": notes.encode(),
        }
    )


def test_only_what_a_draft_cannot_hold_is_told(reading: Reading) -> None:
    told = [(one.code, one.line) for one in reading.problems if one.code != "rule_not_announced"]
    assert told == [("draft_kept_as_text", 17)]


def test_network_and_gathering(reading: Reading) -> None:
    assert reading.network is not None
    assert reading.gathering is not None
    assert reading.network.keeps_notes_months == 24
    assert reading.network.accents == ("#1b5a66",)
    annual, cell = reading.series
    assert (annual.kind, cell.kind) == (SeriesKind.ANNUAL_GATHERING, SeriesKind.CELL)
    assert {one.id: one.name for one in reading.people}[annual.led_by[0]] == "Joan Treloar"
    assert annual.strand == reading.strands[0].id
    assert (reading.gathering.series, reading.gathering.form) == (annual.id, Form.BOTH)
    assert {one.key: one.form for one in reading.occasions} == {
        "morning": Form.BOTH,
        "dinner": Form.IN_PERSON,
    }


def test_session_is_read_whole(reading: Reading) -> None:
    (session,) = reading.sessions
    assert (session.for_director, session.materials, session.sources) == (
        "Mind the step.",
        ("Pens",),
        ("Last year",),
    )
    assert (session.fixed_start, session.must_end, session.is_protected) == (615, 705, True)


def test_survey_its_polls_and_its_comments(reading: Reading) -> None:
    before, after = reading.surveys
    assert (before.session, before.sent_to, before.answered_by) == (reading.sessions[0].id, 400, 96)
    assert (before.opened, before.closed) == (date(2026, 9, 1), date(2026, 9, 14))
    assert (after.session, after.sent_to, after.answered_by, after.closed) == ("", NOT_KNOWN, 0, None)
    one, two = reading.polls
    assert (one.survey, one.session, one.taken) == (before.id, "", date(2026, 9, 14))
    assert (two.survey, two.taken) == (after.id, date(2026, 12, 1))
    (group,) = [group for group in reading.groups if group.kind is GroupKind.SURVEY]
    assert group.survey == before.id
    notes = [note for note in reading.notes if note.group == group.id]
    assert {note.certainty for note in notes} == {Certainty.WRITTEN}
    seats = {seat.id: seat.shown for seat in reading.seats}
    assert [seats.get(note.said_by, "") for note in notes] == ["", "Amy Ray"]


def test_figures_aims_and_cited_words(reading: Reading) -> None:
    (figure,) = reading.figures
    assert (figure.key, figure.value, figure.on, figure.unit) == ("members", -3, date(2026, 3, 31), "%")
    done, still = reading.aims
    assert (done.outcome, done.said_on, done.became) == (
        Outcome.PARTLY,
        date(2025, 11, 13),
        "One was lent.",
    )
    assert (still.outcome, still.said_on) == (Outcome.OPEN, None)
    (cited,) = reading.citations
    assert (cited.author, cited.session, cited.link) == (
        "A caretaker",
        reading.sessions[0].id,
        "https://book.example",
    )


def test_attendance_is_parted_by_occasion(reading: Reading) -> None:
    people = {person.name: person for person in reading.people}
    occasions = {one.id: one.key for one in reading.occasions}

    def of(name: str) -> list[tuple]:
        return [
            (occasions[one.occasion], one.role, one.described_as, one.is_first_time)
            for one in reading.attendances
            if one.person == people[name].id
        ]

    assert of("Amy Ray") == [
        ("morning", AttendanceRole.GUEST, "", True),
        ("dinner", AttendanceRole.SPEAKER, "The hall", False),
    ]
    assert of("Bea Ray") == [
        ("morning", AttendanceRole.GUEST, "Us", False),
        ("dinner", AttendanceRole.GUEST, "them", False),
    ]
    assert of("Cy Ray") == [("dinner", AttendanceRole.MEMBER, "Us | them", True)]
    assert (people["Amy Ray"].contact, people["Amy Ray"].contact_as) == (
        "amy@a.example",
        ContactChoice.GATHERINGS,
    )
    assert people["Cy Ray"].contact_as is ContactChoice.NOTHING


def test_certainty_needs_no_permission(reading: Reading) -> None:
    sure = [note for note in reading.notes if note.certainty is Certainty.READ_BACK]
    assert [note.words[:7] for note in sure] == ["Rising?"]
    assert sure[0].id not in {one.note_id for one in reading.permissions}
    assert len(reading.permissions) == 3


def test_draft_becomes_blocks(reading: Reading) -> None:
    assert reading.draft is not None
    assert (reading.draft.kind, reading.draft.title, reading.draft.circulated) == (
        DocumentKind.DRAFT,
        "Before we meet",
        date(2026, 10, 1),
    )
    blocks = reading.draft_blocks
    assert [(block.type, block.level, block.text) for block in blocks] == [
        (BlockType.PARAGRAPH, 0, "First words, more words and a *link."),
        (BlockType.HEADING, 2, "Title"),
        (BlockType.NUMBERED, 0, ""),
        (BlockType.ITEM, 0, "One"),
        (BlockType.ITEM, 0, "Two"),
        (BlockType.BULLETS, 0, ""),
        (BlockType.ITEM, 0, "Three"),
        (BlockType.ITEM, 0, "Four"),
        (BlockType.PULL_QUOTE, 0, "Quoted."),
        (BlockType.HEADING, 3, "Plain {#keys}"),
        (BlockType.PARAGRAPH, 0, "A `code`\nline"),
    ]
    assert [block.about for block in blocks if block.about] == [reading.sessions[0].id]
    assert blocks[1].about
    assert [block.rank for block in blocks] == sorted({block.rank for block in blocks})
    assert [block.parent for block in blocks[3:5]] == [blocks[2].id] * 2
    assert {run.src for block in blocks for run in block.body} == {TEXT}
    assert blocks[0].body == (
        Run("First ", TEXT),
        Run("words", TEXT, italic=True),
        Run(", more ", TEXT),
        Run("words", TEXT, bold=True),
        Run(" and ", TEXT),
        Run("a *link", TEXT, link="https://a.example"),
        Run(".", TEXT),
    )


def test_an_empty_line_inside_a_note_is_kept() -> None:
    files = read_folder(SAMPLE)
    again = read_gathering({**files, "notes/keys/chat.notes": b"One\n\t\n\ttwo\n\t\n\nThree\n\t\n"})
    chat = next(group.id for group in again.groups if group.key == "chat")
    assert [note.words for note in again.notes if note.group == chat] == ["One\n\ntwo", "Three"]

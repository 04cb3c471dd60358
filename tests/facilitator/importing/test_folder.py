"""The sample gathering reads whole, and the same on every computer."""

from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.importing.files import read_folder
from facilitator.importing.folder import Reading, read_gathering
from facilitator.importing.folder_origin import Origin
from sessions.breakouts import GroupKind
from sessions.notes import NoteKind, PermissionState
from sessions.people import AttendanceRole, Level, Listing
from sessions.records import from_fields, kind_of, to_fields
from sessions.wording import starts_with_words

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "samples" / "small"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return read_folder(SAMPLE)


@pytest.fixture(scope="module")
def reading(files: dict[str, bytes]) -> Reading:
    return read_gathering(files)


def words_of(reading: Reading, group_key: str) -> list[str]:
    group = next(group for group in reading.groups if group.key == group_key)
    return [note.words for note in reading.notes if note.group == group.id]


def note_with(reading: Reading, beginning: str):
    return next(note for note in reading.notes if starts_with_words(note.words, beginning))


def test_sample_has_no_problem(reading: Reading) -> None:
    assert reading.problems == ()
    assert not reading.has_fatal


def test_sample_holds_a_gathering(reading: Reading) -> None:
    assert reading.network is not None
    assert reading.gathering is not None
    assert (reading.network.name, reading.gathering.theme) == ("Longbench", "Who holds the keys?")
    assert len(reading.people) == 24
    assert len(reading.attendances) == 24
    assert sum(one.is_first_time for one in reading.attendances) == 6
    assert {strand.code for strand in reading.strands} == {"KH", "WR", "NH", "PW"}
    assert {text.key for text in reading.standing_texts} == {"about", "personal-capacity"}
    assert Counter(group.kind for group in reading.groups) == {
        GroupKind.BREAKOUT: 3,
        GroupKind.PLENARY: 1,
        GroupKind.CHAT: 1,
    }
    assert [
        group.key for group in reading.groups if group.kind is GroupKind.BREAKOUT and group.note_taker
    ] == [
        "halls",
        "reading-rooms",
        "water-and-fire",
    ]


def test_sample_names_its_thought_leader(reading: Reading) -> None:
    by_id = {person.id: person for person in reading.people}
    (session,) = reading.sessions
    assert [by_id[one].name for one in session.led_by] == ["Winifred Adjei"]
    assert by_id[session.led_by[0]].organisation == "Saltmarsh Halls Trust"
    leaders = [one.person for one in reading.attendances if one.role is AttendanceRole.THOUGHT_LEADER]
    assert leaders == list(session.led_by)
    assert session.length == sum(part.length for part in reading.parts) == 90


def test_sample_has_notes_of_every_kind(reading: Reading) -> None:
    kinds = Counter(note.kind for note in reading.notes)
    assert set(kinds) == set(NoteKind)
    assert len(reading.notes) == 91
    assert len(reading.off_record) == 2
    assert not {note.words for note in reading.off_record} & {note.words for note in reading.notes}


def test_sample_shows_what_capture_can_do(reading: Reading) -> None:
    notes = reading.notes
    assert sum(note.has_gap for note in notes) == 2
    assert sum(note.is_speaker_unknown for note in notes) == 3
    assert [note.asked_speaker for note in notes if note.asked_speaker] == ["tk"]
    assert any(note.spans and note.kind is not NoteKind.QUOTE for note in notes)
    assert sum(note.is_worth_quoting for note in notes) == 3
    assert sum(bool(note.strands) for note in notes) >= 10
    assert sum(bool(note.owner) for note in notes) == 5
    assert any("\n" in note.words for note in notes)


def test_speaker_goes_on(reading: Reading) -> None:
    first = note_with(reading, "handed the keys back")
    after = note_with(reading, "the money that went into the roof")
    assert first.said_by
    assert after.said_by == first.said_by


def test_a_mend_changes_the_line_before(reading: Reading) -> None:
    words = words_of(reading, "halls")
    assert any("two trustees resigned" in line for line in words)
    assert not any("two trustees cried" in line or line.startswith("s/") for line in words)


def test_stranger_gets_a_seat(reading: Reading) -> None:
    (stranger,) = [seat for seat in reading.seats if not seat.person]
    assert stranger.shown == "Glenys Rowe"
    assert note_with(reading, "would lend the parish reserve").said_by == stranger.id


def test_seats_know_who_is_not_to_be_named(reading: Reading) -> None:
    assert {seat.shown for seat in reading.seats if seat.is_not_to_be_named} == {"Patience Mutasa"}
    assert [person.name for person in reading.people if person.listed_as is Listing.NOT_LISTED] == [
        "Oskar Lindqvist"
    ]


def test_everybody_sits_in_the_plenary(reading: Reading) -> None:
    plenary = next(group for group in reading.groups if group.kind is GroupKind.PLENARY)
    assert len([seat for seat in reading.seats if seat.group == plenary.id]) == 24


def test_reflections_are_those_of_the_people_asked_to_reflect(reading: Reading) -> None:
    seats = {seat.id: seat.shown for seat in reading.seats}
    said_by = {seats[note.said_by] for note in reading.notes if note.kind is NoteKind.REFLECTION}
    assert said_by == {"Moira Kincaid", "Gareth Poole"}


def test_permissions_are_tied_to_their_quotations(reading: Reading) -> None:
    given_, refused = reading.permissions
    assert (given_.state, given_.level, given_.print_as) == (PermissionState.GIVEN, Level.NAMED, None)
    assert (refused.state, refused.level, refused.print_as) == (
        PermissionState.REFUSED,
        Level.NAMED,
        Level.ANONYMOUS,
    )
    notes = {note.id: note for note in reading.notes}
    assert notes[given_.note_id].words.startswith("If the hall shuts")
    assert notes[refused.note_id].words.startswith("We were handed a kitchen")
    (choice,) = reading.print_choices
    assert (choice.note, choice.level) == (refused.note_id, Level.ANONYMOUS)


def test_poll_repeats_the_year_before(reading: Reading) -> None:
    now, before = reading.polls
    assert now.repeats == before.id
    assert now.result is not None
    assert before.result is not None
    assert (now.result.counts, now.result.base) == ((8, 6, 4, 2, 1), 21)
    assert (before.result.permille, before.result.base) == ((220, 310, 330, 90, 50), 54)
    assert [option.group for option in now.options] == ["rising", "rising", "", "falling", "falling"]


def test_ids_are_unique_and_records_survive_the_journal(reading: Reading) -> None:
    records = [*reading.records, *reading.off_record]
    assert len({record.id for record in records}) == len(records)
    for record in records:
        assert from_fields(kind_of(record), record.id, to_fields(record)) == record


def test_ranks_keep_the_order_of_the_files(reading: Reading) -> None:
    for group in reading.groups:
        notes = [note for note in reading.notes if note.group == group.id]
        assert [note.rank for note in notes] == sorted({note.rank for note in notes})
        assert [note.line for note in notes] == sorted(note.line for note in notes)


def test_records_hold_all_but_what_is_apart(reading: Reading) -> None:
    apart = {"off_record", "permissions", "problems"}
    count = 0
    for field in fields(reading):
        value = getattr(reading, field.name)
        if field.name not in apart and value is not None:
            count += len(value) if isinstance(value, tuple) else 1
    assert len(reading.records) == count
    assert not set(reading.off_record) & set(reading.records)


def test_same_files_make_same_records(files: dict[str, bytes], reading: Reading) -> None:
    assert read_gathering(dict(reversed(files.items()))) == reading


def test_other_notes_leave_other_files_alone(files: dict[str, bytes], reading: Reading) -> None:
    changed = {**files, "notes/keys/halls.notes": files["notes/keys/halls.notes"] + b"One more point\n"}
    again = read_gathering(changed)
    halls = next(group.id for group in reading.groups if group.key == "halls")
    before = [note for note in reading.notes if note.group != halls]
    assert [note for note in again.notes if note.group != halls] == before
    assert not {note.id for note in again.notes if note.group == halls} & {note.id for note in reading.notes}


def test_another_plan_makes_another_gathering_of_the_same_people(
    files: dict[str, bytes], reading: Reading
) -> None:
    plan = files["gathering.toml"] + b"# corrected\n"
    again = read_gathering({**files, "gathering.toml": plan})
    assert again.people == reading.people
    others = {record.id for record in [*again.records, *again.off_record]} - {one.id for one in again.people}
    assert not others & {record.id for record in [*reading.records, *reading.off_record]}


def test_a_file_is_looked_through_once_however_many_lines_it_has() -> None:
    asked: Counter[str] = Counter()

    class Asked(dict[str, bytes]):
        def get(self, file: str, default: Any = None) -> Any:
            asked[file] += 1
            return super().get(file, default)

    origin = Origin(
        "Longbench", "Spring", "2027-03-04", Asked({"gathering.toml": b"plan", "a.notes": b"line\n"})
    )
    assert len({origin.id_of("note", "a.notes", line) for line in range(50)}) == 50
    assert asked == {"gathering.toml": 1, "a.notes": 1}


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_marks_of_other_programs(
    files: dict[str, bytes], reading: Reading, ends: str, encoding: str
) -> None:
    other = {name: content.decode().replace("\n", ends).encode(encoding) for name, content in files.items()}
    again = read_gathering(other)
    assert again.problems == ()
    assert [note.words for note in again.notes] == [note.words for note in reading.notes]
    assert [person.name for person in again.people] == [person.name for person in reading.people]


def test_dates_and_times_may_be_texts(files: dict[str, bytes], reading: Reading) -> None:
    plan = files["gathering.toml"].replace(b"date = 2026-11-12", b'date = "2026-11-12"')
    plan = plan.replace(b"starts = 10:00:00", b'starts = "10:00"').replace(b'length = "35m"', b"length = 35")
    again = read_gathering({**files, "gathering.toml": plan})
    assert again.problems == ()
    assert [(one.date, one.starts) for one in again.occasions] == [(reading.occasions[0].date, 600)]
    assert [part.length for part in again.parts] == [part.length for part in reading.parts]


def test_nobody_attends_where_a_dash_says_so(files: dict[str, bytes]) -> None:
    table = "name,attended\nWinifred Adjei,-\nBashir Anwar,morning; morning\n"
    again = read_gathering({**files, "people.csv": table.encode()})
    assert [one.person for one in again.attendances] == [again.people[1].id]


def test_an_exact_quotation_comes_before_a_longer_one(files: dict[str, bytes]) -> None:
    plan = files["gathering.toml"] + b'[[quote]]\nwords = "we came late"\npermission = "given"\n'
    notes = b'"We came late and stayed"\nOne said "We came late" and sat down\n'
    again = read_gathering({**files, "gathering.toml": plan, "notes/keys/plenary.notes": notes})
    said = again.permissions[-1]
    assert (said.span_index, note_with(again, "One said").id) == (0, said.note_id)


def test_a_stranger_speaks_at_once(files: dict[str, bytes]) -> None:
    again = read_gathering(
        {**files, "notes/keys/halls.notes": b"+Rhys Morgan\nRhys: a point\n+Ada Bell: another\n"}
    )
    seats = {seat.id: seat.shown for seat in again.seats}
    halls = next(group.id for group in again.groups if group.key == "halls")
    assert [(note.words, seats[note.said_by]) for note in again.notes if note.group == halls] == [
        ("a point", "Rhys Morgan"),
        ("another", "Ada Bell"),
    ]


def test_what_was_off_the_record_stays_so_when_mended(files: dict[str, bytes]) -> None:
    again = read_gathering({**files, "notes/keys/halls.notes": b"Sold to a cousin -x\ns/ -x//\n"})
    assert words_of(again, "halls") == []
    assert "Sold to a cousin" in {note.words for note in again.off_record}


def test_semicolons_may_part_cells(files: dict[str, bytes]) -> None:
    table = "name;organisation;quoted_as\nWinifred Adjei;Saltmarsh;role\n"
    again = read_gathering({**files, "people.csv": table.encode()})
    assert [(person.organisation, person.quoted_as) for person in again.people] == [("Saltmarsh", Level.ROLE)]


def test_off_record_covers_the_whole_note(files: dict[str, bytes]) -> None:
    notes = b"Told us about the sale -x\n\tto a cousin\nAnother point\n"
    again = read_gathering({**files, "notes/keys/halls.notes": notes})
    assert [note.words for note in again.off_record if note.line == 1] == [
        "Told us about the sale\nto a cousin"
    ]
    assert words_of(again, "halls") == ["Another point"]
    assert any(problem.code == "several_off_record" for problem in again.problems)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.encode)


@settings(max_examples=60)
@given(st.data())
def test_no_bytes_raise(files: dict[str, bytes], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(files)))
    noise = data.draw(st.one_of(st.binary(max_size=200), texts))
    content = files[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 100)))
    spoilt = data.draw(st.sampled_from([noise, content[:start] + noise + content[end:]]))
    again = read_gathering({**files, name: spoilt})
    for problem in again.problems:
        assert problem.file
    for record in again.records:
        to_fields(record)

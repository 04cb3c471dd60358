"""Every problem is found, at its line, and told in a sentence with a remedy."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.importing import problems as module
from facilitator.importing.files import read_folder
from facilitator.importing.folder import read_gathering
from facilitator.importing.problems import MILD, Problem, nearest, sentence_of

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "samples" / "small"
TOML, PEOPLE, POLLS, DRAFT = "gathering.toml", "people.csv", "polls.csv", "draft.md"
HALLS, PLENARY = "notes/keys/halls.notes", "notes/keys/plenary.notes"
Files = dict[str, bytes]
Spoil = Callable[[Files], Files]


class Fault(NamedTuple):
    """What is done to the sample, and the problem it must make; ``line`` is of the text ``at``, 0 for the file."""

    code: str
    file: str
    spoil: Spoil
    at: str | int
    says: str = ""


def swap(file: str, old: str, new: str) -> Spoil:
    """Put one text in the place of another, which must be there."""

    def spoil(files: Files) -> Files:
        assert old.encode() in files[file], old
        return {**files, file: files[file].replace(old.encode(), new.encode(), 1)}

    return spoil


def put(file: str, content: bytes) -> Spoil:
    return lambda files: {**files, file: content}


def add(file: str, text: str) -> Spoil:
    return lambda files: {**files, file: files[file] + text.encode()}


def without(file: str) -> Spoil:
    return lambda files: {name: content for name, content in files.items() if name != file}


def polls(*rows: str) -> Spoil:
    header = "poll,session,date,question,option,group,count,percent,base,source,repeats,wording\n"
    return put(POLLS, (header + "".join(f"{row}\n" for row in rows)).encode())


def several(*spoils: Spoil) -> Spoil:
    def spoil(files: Files) -> Files:
        for one in spoils:
            files = one(files)
        return files

    return spoil


def draft(text: str) -> Spoil:
    return several(add(TOML, '[draft]\ntitle = "A draft"\n'), put(DRAFT, text.encode()))


DINNER = '[[occasion]]\nkey = "dinner"\ntitle = "D"\ndate = 2026-11-11\n'
SURVEY = '[[survey]]\nkey = "before"\ntitle = "Before"\n'
FIGURE = '[[figure]]\nkey = "members"\nlabel = "members"\nvalue = {}\non = {}\n'
CITED = '[[cited]]\nwords = "Keep the key."\n'
QUOTE = '[[quote]]\nwords = "{}"\npermission = "given"\n'
FAULTS = [
    Fault("gathering_missing", TOML, without(TOML), 0, "docs/folder-format.md"),
    Fault("gathering_empty", TOML, put(TOML, b" \n"), 0),
    Fault("people_missing", PEOPLE, without(PEOPLE), 0),
    Fault("people_empty", PEOPLE, put(PEOPLE, b"\n"), 0),
    Fault("file_empty", POLLS, put(POLLS, b""), 0),
    Fault("file_not_read", "notes/keys/halls.txt", put("notes/keys/halls.txt", b"x"), 0, "<group>.notes"),
    Fault("file_not_read", "notes/halls.notes", put("notes/halls.notes", b"x"), 0),
    Fault("not_utf8", HALLS, put(HALLS, "One\nZoë".encode("cp1252")), 2, "byte 6 "),
    Fault("not_utf8", PEOPLE, put(PEOPLE, b"\xff\xfea\x00b"), 1, "byte 4 "),
    Fault("not_utf8", PEOPLE, put(PEOPLE, "name\n".encode("utf-32")), 1, "byte 0 "),
    Fault("control_characters", HALLS, add(HALLS, "odd\x00 and \x07odd\n"), "odd\x00", "2 characters"),
    Fault("control_characters", TOML, swap(TOML, 'place = "Online"', 'place = "On\\u0007line"'), "place = "),
    Fault("line_too_long", HALLS, add(HALLS, "long " * 20_001 + "\n"), "long long", "100005"),
    Fault("value_too_long", HALLS, add(HALLS, "long " * 15_000 + "\n"), "long long"),
    Fault("value_too_long", TOML, swap(TOML, 'place = "Online"', 'place = """' + "long\n" * 14_000 + '"""'), 0),
    Fault("toml_broken", TOML, swap(TOML, 'place = "Online"', 'place = "Online'), "place = "),
    Fault("toml_broken", TOML, add(TOML, "aims = [\n"), 168),
    Fault("toml_broken", TOML, put(TOML, b"a = " + b"[" * 5000), 1, "nested"),
    Fault("toml_time_without_seconds", TOML, swap(TOML, "10:04:00", "10:04"), "announced_at", "09:30:00"),
    Fault("table_missing", TOML, swap(TOML, "[network]", "[networks]"), 1, "[network]"),
    Fault("key_missing", TOML, swap(TOML, 'name = "Longbench"', ""), "[network]", "name = …"),
    Fault("key_missing", TOML, swap(TOML, "date = 2026-11-12", ""), "[[occasion]]", "date"),
    Fault("unknown_key", TOML, swap(TOML, 'place = "', 'plaice = "'), "plaice", "‘place’"),
    Fault("unknown_key", TOML, swap(TOML, "[network]", "[weather]\n[network]"), "[weather]"),
    Fault("wrong_type", TOML, swap(TOML, 'place = "Online"', "place = 3"), "place = "),
    Fault("wrong_type", TOML, swap(TOML, "led_by = [", "led_by = [1, "), "led_by"),
    Fault("wrong_type", TOML, swap(TOML, "protected = true", "protected = 1"), "protected"),
    Fault("wrong_type", TOML, swap(TOML, "version = 3", "version = 0"), "version = 0"),
    Fault("wrong_type", TOML, swap(TOML, "[[occasion]]", "[occasion]"), "[occasion]", "[[occasion]]"),
    Fault("wrong_type", TOML, put(TOML, b"network = 3\n"), 1, "[network]"),
    Fault("bad_key", TOML, swap(TOML, 'key = "halls"', 'key = "Halls!"'), 'key = "Halls!"'),
    Fault("bad_choice", TOML, swap(TOML, '"named with permission"', '"named on permission"'), "ground_rule", "Chatham"),
    Fault("bad_choice", TOML, swap(TOML, 'kind = "report back"', 'kind = "report"'), 'kind = "report"'),
    Fault("bad_choice", TOML, swap(TOML, 'print_as = "anonymous"', 'print_as = "nobody"'), "print_as", "sector"),
    Fault("bad_choice", PEOPLE, swap(PEOPLE, ",not listed,", ",unlisted,"), "Oskar", "not listed"),
    Fault("bad_date", TOML, swap(TOML, "date = 2026-11-12", 'date = "12 Nov"'), "date = "),
    Fault("bad_date", TOML, swap(TOML, "date = 2026-11-12", "date = 2026-11-12T10:00:00"), "date = "),
    Fault("bad_date", TOML, swap(TOML, "on = 2026-11-16", "on = 2026"), "on = 2026"),
    Fault("bad_date", POLLS, swap(POLLS, ",2025-11-13,", ",13/11/2025,"), "13/11/2025", "2026-10-14"),
    Fault("bad_time", TOML, swap(TOML, "starts = 10:00:00", 'starts = "ten"'), "starts"),
    Fault("bad_time", TOML, swap(TOML, "fixed_start = 10:55:00", "fixed_start = 1055"), "fixed_start"),
    Fault("bad_length", TOML, swap(TOML, 'length = "1h30"', 'length = "long"'), 'length = "long"', "1h15"),
    Fault("bad_length", TOML, swap(TOML, 'length = "35m"', "length = 0"), "length = 0"),
    Fault("bad_length", TOML, swap(TOML, 'length = "35m"', "length = -5"), "length = -5"),
    Fault("bad_length", TOML, swap(TOML, 'length = "35m"', "length = 1.5"), "length = 1.5"),
    Fault("bad_length", TOML, swap(TOML, 'length = "35m"', 'length = "25h"'), 'length = "25h"'),
    Fault("unknown_zone", TOML, swap(TOML, "Europe/London", "Europe/Londn"), "zone", "‘Europe/London’"),
    Fault("bad_colour", TOML, swap(TOML, 'language =', 'accents = ["teal"]\nlanguage ='), "accents"),
    Fault("faint_colour", TOML, swap(TOML, 'language =', 'accents = ["#cccccc"]\nlanguage ='), "accents"),
    Fault(
        "too_many_colours", TOML,
        swap(TOML, 'language =', 'accents = ["#000000", "#000000", "#000000"]\nlanguage ='), "accents",
    ),
    Fault("bad_language", TOML, swap(TOML, '"en-GB"', '"English"'), "language"),
    Fault("rule_not_announced", TOML, swap(TOML, 'announced_by = "Joan Treloar"', ""), "ground_rule"),
    Fault("occasion_missing", TOML, put(TOML, b'[network]\nname="A"\n[gathering]\ntitle="B"\n'), 3),
    Fault("unknown_person", TOML, swap(TOML, '"Gareth Poole"]', '"Gareth Pool"]'), '"Gareth Pool"', "‘Gareth Poole’"),
    Fault("unknown_person", TOML, swap(TOML, '["Jørn Halvorsen"]', '["Gosia"]'), '["Gosia"]', "‘Małgorzata Z"),
    Fault("unknown_strand", TOML, swap(TOML, 'strand = "KH"', 'strand = "KX"'), 'strand = "KX"'),
    Fault("unknown_occasion", TOML, swap(TOML, '"morning"\ntitle = "H', '"am"\ntitle = "H'), '"am"'),
    Fault("unknown_occasion", PEOPLE, swap(PEOPLE, "London,,,,,note", "London,,,,evening,note"), "Yemi"),
    Fault("unknown_session", TOML, swap(TOML, 'session = "keys"', 'session = "kees"'), '"kees"', "‘keys’"),
    Fault("unknown_session", POLLS, swap(POLLS, "2026,keys,", "2026,kees,"), 2, "‘keys’"),
    Fault("unknown_session", "notes/kees/halls.notes", put("notes/kees/halls.notes", b"x\n"), 0, "‘keys’"),
    Fault("unknown_group", "notes/keys/hall.notes", put("notes/keys/hall.notes", b"x\n"), 0, "‘halls’"),
    Fault("unknown_poll", POLLS, swap(POLLS, "pressure-2025,same", "pressure-2024,same"), 2, "‘pressure-202"),
    Fault("duplicate_key", TOML, swap(TOML, 'code = "WR"', 'code = "KH"'), 21, "line 16"),
    Fault("duplicate_key", TOML, swap(TOML, 'key = "chat"', 'key = "plenary"'), 122),
    Fault("duplicate_key", TOML, several(swap(TOML, '"personal-c', '"about"#'), swap(TOML, "version = 3", "")), 42),
    Fault("duplicate_person", PEOPLE, add(PEOPLE, "Llŷr  Prydderch\n"), 26, "line 6"),
    Fault("table_broken", PEOPLE, add(PEOPLE, '"Never closed\n'), 26),
    Fault("column_missing", PEOPLE, swap(PEOPLE, "name,", "nam,"), 1, "‘name’"),
    Fault("unknown_column", PEOPLE, swap(PEOPLE, ",region,", ",religion,"), 1, "‘region’"),
    Fault("duplicate_column", PEOPLE, swap(PEOPLE, ",region,", ",role,"), 1),
    Fault("row_too_long", PEOPLE, add(PEOPLE, "A,,,,,,,,,,,,,,b\n"), 26, "15 cells"),
    Fault("cell_missing", PEOPLE, add(PEOPLE, ",Bob\n"), 26, "name"),
    Fault("cell_missing", POLLS, polls(",keys,,Is it?,Yes,,1"), 2, "poll"),
    Fault("cell_missing", POLLS, polls("p,keys,,,Yes,,1"), 2, "question"),
    Fault("cell_missing", POLLS, polls("p,keys,,Is it?,,,1"), 2, "option"),
    Fault("cell_missing", POLLS, polls("p,,,Is it?,Yes,,1"), 2, "date"),
    Fault("poll_differs", POLLS, polls("p,keys,,Is it?,Yes,,1", "p,keys,,Was it?,No,,1"), 3, "question"),
    Fault("option_twice", POLLS, polls("p,keys,,Is it?,Yes,,1", "p,,,,Yes,,1"), 3),
    Fault("bad_count", POLLS, polls("p,keys,,Is it?,Yes,,-1"), 2, "‘-1’"),
    Fault("bad_count", POLLS, polls("p,keys,,Is it?,Yes,,1,,many"), 2, "base"),
    Fault("bad_percent", POLLS, polls("p,keys,,Is it?,Yes,,,33.33"), 2, "33.33"),
    Fault("bad_percent", POLLS, polls("p,keys,,Is it?,Yes,,,101"), 2),
    Fault("counts_and_percent", POLLS, polls("p,keys,,Is it?,Yes,,1", "p,,,,No,,,50"), 2),
    Fault("result_incomplete", POLLS, polls("p,keys,,Is it?,Yes,,1", "p,,,,No,,"), 3, "count"),
    Fault("count_above_base", POLLS, polls("p,keys,,Is it?,Yes,,9,,8", "p,,,,No,,1"), 2),
    Fault("counts_above_base", POLLS, polls("p,keys,,Is it?,Yes,,5,,8", "p,,,,No,,4"), 2, "9 answers"),
    Fault("percent_not_hundred", POLLS, polls("p,keys,,Is it?,Yes,,,50", "p,,,,No,,,44.5"), 2, "94.5"),
    Fault("poll_without_result", POLLS, polls("p,keys,,Is it?,Yes,,"), 2),
    Fault("poll_repeats_itself", POLLS, polls("p,keys,,Is it?,Yes,,1,,,,p"), 2),
    Fault(
        "poll_in_both",
        POLLS,
        several(
            put(POLLS, b"poll,session,survey,question,option,count\np,keys,before,Is it?,Yes,1\n"), add(TOML, SURVEY)
        ),
        2,
    ),
    Fault(
        "unknown_survey",
        POLLS,
        several(put(POLLS, b"poll,survey,date,question,option\np,befor,2026-01-01,Is it?,Yes\n"), add(TOML, SURVEY)),
        2,
        "‘before’",
    ),
    Fault("cell_missing", POLLS, several(put(POLLS, b"poll,survey,question,option,count\np,before,Is it?,Yes,1\n"),
                                         add(TOML, SURVEY)), 2, "date"),
    Fault("parts_differ", PEOPLE, several(add(TOML, DINNER), add(PEOPLE, "A,,,,,,,,,,,a | b | c\n")), 26, "3 parts"),
    Fault("bad_choice", PEOPLE, several(add(TOML, DINNER), add(PEOPLE, "A,,,,,,,,,,,guest | chairs\n")), 26, "‘chair’"),
    Fault(
        "unknown_series",
        TOML,
        several(
            swap(TOML, "[gathering]", '[gathering]\nseries = "anual"'),
            add(TOML, '[[series]]\nkey = "annual"\ntitle = "A"\n'),
        ),
        "series = ",
        "‘annual’",
    ),
    Fault("bad_choice", TOML, add(TOML, '[[series]]\nkey = "a"\ntitle = "A"\nkind = "anual"\n'), 171, "drop-in"),
    Fault("unknown_strand", TOML, add(TOML, '[[series]]\nkey = "a"\ntitle = "A"\nstrand = "ZZ"\n'), 'strand = "ZZ"'),
    Fault("duplicate_key", TOML, add(TOML, SURVEY + SURVEY), 172, "line 169"),
    Fault("survey_more_answers", TOML, add(TOML, SURVEY + "sent_to = 4\nanswered_by = 5\n"), "answered_by"),
    Fault("survey_ended_early", TOML, add(TOML, SURVEY + "opened = 2026-05-02\nclosed = 2026-05-01\n"), "closed ="),
    Fault("wrong_type", TOML, add(TOML, SURVEY + "sent_to = -1\n"), "sent_to"),
    Fault("bad_date", TOML, add(TOML, SURVEY + 'closed = "May"\n'), "closed ="),
    Fault("unknown_session", TOML, add(TOML, SURVEY + 'session = "kyes"\n'), "kyes", "‘keys’"),
    Fault("group_and_survey", TOML, swap(TOML, 'kind = "chat"', 'kind = "survey"'), 'kind = "survey"'),
    Fault("group_and_survey", TOML, several(swap(TOML, 'kind = "chat"', 'kind = "chat"\nsurvey = "before"'),
                                            add(TOML, SURVEY)), "survey = "),
    Fault("unknown_survey", TOML, swap(TOML, 'kind = "chat"', 'kind = "survey"\nsurvey = "before"'), "survey = "),
    Fault("duplicate_figure", TOML, add(TOML, FIGURE.format(1, "2026-01-01") * 2), 174, "line 168"),
    Fault("key_missing", TOML, add(TOML, FIGURE.format(1, "2026-01-01").replace("value", "#")), "[[figure]]", "value"),
    Fault("wrong_type", TOML, add(TOML, FIGURE.format("1.5", "2026-01-01")), "value = 1.5"),
    Fault("bad_date", TOML, add(TOML, FIGURE.format(1, '"soon"')), 'on = "soon"'),
    Fault("key_missing", TOML, add(TOML, '[[aim]]\nby = "spring"\n'), "[[aim]]", "words"),
    Fault("bad_choice", TOML, add(TOML, '[[aim]]\nwords = "A"\noutcome = "finished"\n'), "finished", "overtaken"),
    Fault("key_missing", TOML, add(TOML, CITED + 'source = "A book"\n'), "[[cited]]", "author"),
    Fault("key_missing", TOML, add(TOML, CITED + 'author = "A body"\n'), "[[cited]]", "source"),
    Fault("key_missing", TOML, add(TOML, "[draft]\n"), "[draft]", "title"),
    Fault("bad_date", TOML, add(TOML, '[draft]\ntitle = "A"\ncirculated = 3\n'), "circulated"),
    Fault("draft_missing", DRAFT, add(TOML, '[draft]\ntitle = "A draft"\n'), 0, "‘A draft’"),
    Fault("draft_not_named", DRAFT, put(DRAFT, b"Words\n"), 0, "[draft]"),
    Fault("file_empty", DRAFT, draft("\n"), 0),
    Fault("heading_without_key", DRAFT, draft("Words\n\n## Title {#}\n"), 3, "{#}"),
    Fault("unknown_session", DRAFT, draft("Words\n\n## Title {#kees}\n"), 3, "‘keys’"),
    *(
        Fault("draft_kept_as_text", DRAFT, draft(f"Words\n\n{text}\n"), line, says)
        for text, line, says in (
            ("```\na\n```", 3, "code"), ("    code", 3, "code"), ("<div>\n</div>", 3, "HTML"), ("a\n`b`", 4, "code"),
            ("a <b>c</b>", 3, "HTML"), ("a ![b](c.png)", 3, "picture"), ("- a\n  - b", 4, "list inside"),
            ("> a\n>\n> b", 3, "several paragraphs"), ("---", 3, "a line across"), ("- > a", 3, "quotation"),
            ("- # a", 3, "heading"), ("- a\n-", 4, "without words"), ('[a](http://b.example "c")', 3, "title"),
        )
    ),
    Fault("bad_choice", TOML, add(TOML, QUOTE.format("Nobody") + 'certainty = "sure"\n'), "certainty", "read back"),
    Fault(
        "poll_repeats_itself", POLLS, polls("p,keys,,Is it?,Yes,,1,,,,q", "q,keys,,Is it?,Yes,,1,,,,p,same"), 3
    ),
    Fault("poll_options_differ", POLLS, swap(POLLS, "Risen a lot", "Risen greatly"), 2, "reworded"),
    Fault("notes_missing", HALLS, without(HALLS), 0, "‘Halls and huts’"),
    Fault("notes_empty", HALLS, put(HALLS, b"\n\n"), 0, "‘Halls and huts’"),
    Fault("line_not_kept", HALLS, add(HALLS, "?\n"), 24),
    Fault("nothing_to_mend", HALLS, put(HALLS, b"One\ns/two/three/\n"), 2, "‘two’"),
    Fault("nothing_to_go_on_with", HALLS, put(HALLS, b"\tOne\n"), 1),
    Fault("several_off_record", HALLS, put(HALLS, b"One -x\n\ttwo\n"), 1),
    Fault("quote_unmatched", TOML, add(TOML, QUOTE.format("Nobody said this")), "words = \"Nobody", "Nobody said"),
    Fault(
        "quote_ambiguous",
        TOML,
        several(put(HALLS, b'"We came twice"\n"We came late"\n'), add(TOML, QUOTE.format("We came"))),
        'words = "We came"',
        f"{HALLS}:1; {HALLS}:2",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def files() -> Files:
    return read_folder(SAMPLE)


def line_of(at: str | int, content: bytes) -> int:
    if isinstance(at, int):
        return at
    text = content.decode()
    return text[: text.index(at)].count("\n") + 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_fault_is_found_and_told(files: Files, fault: Fault) -> None:
    spoilt = fault.spoil(files)
    reading = read_gathering(spoilt)
    line = line_of(fault.at, spoilt.get(fault.file, b""))
    found = [
        one for one in reading.problems if (one.code, one.file, one.line) == (fault.code, fault.file, line)
    ]
    assert found, [(one.code, one.file, one.line) for one in reading.problems]
    assert found[0].is_fatal is (fault.code not in MILD)
    assert reading.has_fatal >= found[0].is_fatal
    sentence = sentence_of(found[0])
    assert fault.file in sentence
    assert not line or f"line {line}:" in sentence
    assert fault.says in sentence
    what, *remedy = re.split(r"(?<=[.)?]) ", sentence.partition(": ")[2])
    assert what
    assert remedy, sentence


def codes() -> set[str]:
    makers = (
        module._of_files,
        module._of_keys,
        module._of_names,
        module._of_rows,
        module._of_polls,
        module._of_notes,
        module._of_outside,
        module._of_draft,
    )
    return {code for maker in makers for code in maker()}


def test_every_code_has_a_fault_and_a_sentence() -> None:
    assert codes() == {fault.code for fault in FAULTS}
    assert codes() | module._of_lists().keys() >= MILD


def test_all_problems_are_told_at_once(files: Files) -> None:
    spoilt = several(
        swap(TOML, 'place = "Online"', "place = 3"),
        swap(TOML, '"Gareth Poole"]', '"Gareth Pool"]'),
        add(PEOPLE, "Yemi Adekunle\n"),
        polls("p,keys,,Is it?,Yes,,-1"),
        put("notes/keys/kitchen.notes", b"x"),
    )(files)
    problems = read_gathering(spoilt).problems
    assert {one.code for one in problems} == {
        "wrong_type", "unknown_person", "duplicate_person", "bad_count", "unknown_group",
    }  # fmt: skip
    assert list(problems) == sorted(problems, key=lambda one: (one.file, one.line))


def test_tables_that_cannot_be_read_are_told_once(files: Files) -> None:
    reading = read_gathering(put(PEOPLE, b"\xff")(files))
    assert [one.code for one in reading.problems if one.is_fatal] == ["not_utf8"]


def test_braces_in_what_was_typed_are_left_alone() -> None:
    problem = Problem("unknown_person", TOML, 3, {"name": "{file}", "suggestion": ""})
    assert "‘{file}’" in sentence_of(problem)


@pytest.mark.parametrize(
    ("name", "expected"), [("LYDIA", "Lydia"), ("lidya", "Lydia"), ("zzz", ""), ("x" * 10_000, "")]
)
def test_nearest(name: str, expected: str) -> None:
    assert nearest(name, ["Lydia", "Joan"]) == expected

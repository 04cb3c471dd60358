"""The tables of a document: what it prints and nothing else, and no cell that a program would run."""

import csv
import re
from dataclasses import replace
from io import StringIO
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.app import App
from facilitator.exporting.tables import write_csv
from sessions.document import BlockType, DocumentTree, Origin, Run, Source
from sessions.people import Level
from sessions.polls import Option, Result
from tests.facilitator.exporting.bad_trees import (
    STRANGE,
    odd_nesting,
    overlapping_marks,
    strange_everywhere,
    ten_thousand,
)
from tests.facilitator.exporting.example_tree import COUNTED, PUBLISHED, Maker, example_tree, poll, tree_with

NAMES = {"polls.csv", "quotes.csv", "actions.csv", "people.csv"}


def rows(tree: DocumentTree, name: str) -> list[dict[str, str]]:
    text = write_csv(tree)[name].decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def people(*names: str) -> list[str]:
    return [row["person"] for row in rows(tree_with(Maker().items(BlockType.PEOPLE, names)), "people.csv")]


def test_files_are_as_the_standard_has_them() -> None:
    made = write_csv(example_tree())
    assert set(made) == NAMES
    for data in made.values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert not re.search(rb"[^\r]\n", data)


def test_document_without_data_has_headers() -> None:
    assert {
        name: data.count(b"\r\n") for name, data in write_csv(tree_with(title="")).items()
    } == dict.fromkeys(NAMES, 1)


def test_polls_have_a_row_an_option() -> None:
    told = rows(example_tree(), "polls.csv")
    assert [row["poll"] for row in told] == ["1"] * 4 + ["2"] * 3 + ["3"] * 2
    first = told[0]
    assert (first["question"], first["option"]) == ("Who would you ring first?", "A neighbour")
    assert (first["count"], first["percent"], first["base"], first["taken"]) == (
        "38",
        "56",
        "68",
        "2025-11-06",
    )
    published = told[4]
    assert (published["count"], published["percent"], published["base"]) == ("", "30.5", "")
    assert (told[7]["count"], told[7]["percent"], told[7]["base"]) == ("", "", "")


def test_poll_says_its_groups_and_source_and_comes_once() -> None:
    asked = poll(COUNTED, "Which?", "AB", Result((3, 1), base=4, source="Show of hands"))
    asked = replace(asked, options=(Option("a", "A", "either"), Option("b", "B")))
    node = Maker()(BlockType.POLL, (), about=COUNTED)
    told = rows(tree_with(node, node, polls=[asked]), "polls.csv")
    assert [(row["option"], row["group"], row["source"]) for row in told] == [
        ("A", "either", "Show of hands"),
        ("B", "", "Show of hands"),
    ]
    assert told[0]["question"] == "Which?"


def test_poll_that_is_not_in_the_document_is_in_no_table() -> None:
    hidden = poll(PUBLISHED, "Whom do you distrust?", "AB", Result((1, 2)))
    assert (
        rows(tree_with(Maker()(BlockType.POLL, "Which?", about=COUNTED), polls=[hidden]), "polls.csv") == []
    )


def test_quotations_have_who_said_them_and_where_they_stand() -> None:
    told = rows(example_tree(), "quotes.csv")
    assert [row["attribution"] for row in told] == [
        "A warden, Upper Sallow", "A participant", "A school caretaker", "",
    ]  # fmt: skip
    assert told[1]["words"] == "I came for the sandbags and went home with six telephone numbers."
    assert [row["session"] for row in told] == ["The night the sirens failed", *["After the water"] * 3]


def test_quotation_inside_a_sentence_is_one_and_a_pronoun_names_nobody() -> None:
    def said(text: str, note: str, origin: Origin, level: Level = Level.NONE) -> Run:
        return Run(text, Source(origin, (note,), level=level))

    body = [
        said("As ", "t", Origin.TEMPLATE),
        said("She", "n1", Origin.ATTRIBUTION, Level.NAMED),
        said(" put it: ‘", "t", Origin.TEMPLATE),
        said("one ", "n1", Origin.QUOTE),
        said("thing", "n1", Origin.QUOTE),
        said("’ and ‘", "t", Origin.TEMPLATE),
        said("another", "n2", Origin.QUOTE),
        said("’ (", "t", Origin.TEMPLATE),
        said("Ann Lee", "n2", Origin.ATTRIBUTION, Level.NAMED),
        said(")", "t", Origin.TEMPLATE),
    ]
    told = rows(tree_with(Maker()(BlockType.PARAGRAPH, body)), "quotes.csv")
    assert [(row["words"], row["attribution"]) for row in told] == [("one thing", ""), ("another", "Ann Lee")]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("‘Yes.’", "Yes."),
        ("“Yes.”", "Yes."),
        ("‘Yes’ and ‘no’", "‘Yes’ and ‘no’"),
        ("‘", "‘"),
        ("Plain", "Plain"),
    ],
)
def test_marks_around_a_quotation_are_no_words(printed: str, words: str) -> None:
    told = rows(tree_with(Maker()(BlockType.PULL_QUOTE, printed)), "quotes.csv")
    assert [row["words"] for row in told] == [words]


def test_actions_have_what_who_and_when() -> None:
    table = Maker().table(("What", "Who", "By", "Note"), ("Call", "Ann", "May", "soon"), ("Write",))
    assert rows(tree_with(table), "actions.csv") == [
        {"what": "Call", "who": "Ann", "when": "May; soon"},
        {"what": "Write", "who": "", "when": ""},
    ]


def test_people_are_as_printed() -> None:
    assert people("Bogdan Ilić*", "Ann\nLee", " ") == ["Bogdan Ilić*", "Ann Lee"]


@pytest.mark.parametrize(
    "start", ["=1+1", "+44 20", "-1+2", "@SUM(A1)", " =1", "＝1", "-", "=cmd|' /C calc'!A0"]
)
def test_no_cell_begins_like_a_formula(start: str) -> None:
    table = Maker().table(("What", "Who", "By"), (start, "x", "y"))
    assert rows(tree_with(table), "actions.csv")[0]["what"] == f"'{start.strip()}"


@pytest.mark.parametrize("start", ["\t=1", "\r=1", "\tx", "\rx"])
def test_no_cell_begins_with_a_tab_or_a_return(start: str) -> None:
    asked = poll(COUNTED, "Which?", [start], None)
    told = rows(tree_with(Maker()(BlockType.POLL, "Which?", about=COUNTED), polls=[asked]), "polls.csv")
    assert told[0]["option"][0] == "'"


@pytest.mark.parametrize("number", ["-5", "-3.5", "-1,200", "12"])
def test_numbers_stay_numbers(number: str) -> None:
    assert people(number) == [number]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",;\n=+-@\t\r'))))
def test_any_text_reads_back_and_none_runs(names: list[str]) -> None:
    asked = poll(COUNTED, "Which?", names, None)
    told = rows(tree_with(Maker()(BlockType.POLL, "Which?", about=COUNTED), polls=[asked]), "polls.csv")
    options = [row["option"] for row in told]
    plain = [re.sub("[\ufffe\uffff]", "\ufffd", re.sub("\r\n?", "\n", name)) for name in names]
    assert [option.removeprefix("'") for option in options] == [name.removeprefix("'") for name in plain]
    assert not [one for one in options if re.match(r"\s*[=+@]|\s*-(?![\d.,]+$)|[\t\r]", one)]


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_character_is_replaced(strange: str) -> None:
    made = write_csv(strange_everywhere(strange))
    assert rows(strange_everywhere(strange), "people.csv")[0]["person"] == "a\ufffdb"
    assert strange not in "".join(data.decode() for data in made.values())


def test_blocks_out_of_place_and_marks_that_overlap_do_no_harm() -> None:
    for tree in [*odd_nesting(), overlapping_marks()]:
        assert set(write_csv(tree)) == NAMES


def test_long_words_and_ten_thousand_blocks_are_whole() -> None:
    assert len(rows(ten_thousand(), "quotes.csv")) == 2_500
    long = Maker().said(BlockType.PULL_QUOTE, "x" * 1_000_000, "y" * 50_000)
    assert len(write_csv(tree_with(long))["quotes.csv"]) > 1_050_000


def test_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="mosaic"):
        write_csv(tree_with(Maker()(cast("BlockType", "mosaic"), "x")))


def test_nothing_is_told_that_the_write_up_of_the_sample_does_not_print(app: App) -> None:
    with app.archive.reader() as reader:
        (document,) = [kept.record.id for kept in reader.every("document")]
    tree = app.write_up.tree(document)
    printed = re.sub(r"\s+", " ", " ".join(node.block.text for node in tree.walk()))
    for name, columns in {
        "quotes.csv": ("words", "attribution"),
        "actions.csv": ("what", "who"),
        "people.csv": ("person",),
    }.items():
        told = rows(tree, name)
        assert len(told) >= 5
        assert all(re.sub(r"\s+", " ", row[column]) in printed for row in told for column in columns)
    assert not any(re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-", data) for data in write_csv(tree).values())

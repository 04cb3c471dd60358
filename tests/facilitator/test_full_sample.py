"""The full sample, added up: every number its write-up says, against the plain files it was made from."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest

from facilitator import paths
from facilitator.app import opened
from sessions.document import Arrangement, Block, BlockType, DocumentTree, Origin, Run

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = re.compile(rf"(?:[\d,]+(?: hours)?|{'|'.join(WORDS)})", re.IGNORECASE)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"(?:[A-Z][a-z]+day )?\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?")
FRACTIONS = {
    "one in twenty": 1 / 20, "one in ten": 1 / 10, "one in eight": 1 / 8, "one in seven": 1 / 7, "one in six": 1 / 6,
    "a fifth": 1 / 5, "a quarter": 1 / 4, "a third": 1 / 3, "two fifths": 2 / 5, "half": 1 / 2, "three fifths": 3 / 5,
    "two thirds": 2 / 3, "seven in ten": 7 / 10, "three quarters": 3 / 4, "four fifths": 4 / 5, "nine in ten": 9 / 10,
}  # fmt: skip
"""What a share in words comes to, longest phrase first where one holds another."""


class Sample(NamedTuple):
    """The plain files, read by nothing of ours."""

    toml: dict[str, Any]
    people: list[dict[str, str]]
    polls: dict[str, list[dict[str, str]]]
    notes: dict[str, list[str]]
    text: str


@cache
def plain_files() -> Sample:
    folder = paths.full_sample()
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    polls: dict[str, list[dict[str, str]]] = {}
    with (folder / "polls.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            polls.setdefault(row["poll"], []).append(row)
    files = sorted(folder.rglob("*.notes"))
    notes = {f"{file.parent.name}/{file.stem}": file.read_text("utf-8").splitlines() for file in files}
    everything = "\n".join(one.read_text("utf-8") for one in sorted(folder.rglob("*")) if one.is_file())
    return Sample(
        tomllib.loads((folder / "gathering.toml").read_text("utf-8")), people, polls, notes, marks(everything)
    )


def marks(text: str) -> str:
    """Return a text without the style of its quotation marks and apostrophes."""
    return re.sub(r"[‘’“”\"']", "'", text.replace('\\"', '"'))


class Made(NamedTuple):
    """A write-up, and what every record it may rest on is called in the plain files."""

    tree: DocumentTree
    kinds: dict[str, str]
    records: dict[str, Any]


@pytest.fixture(scope="module", params=list(Arrangement), ids=lambda one: f"by {one.value}")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("full")
    with opened(paths.Places(folder / "home"), folder / "full.facilitator", is_lasting=False) as app:
        taken = app.folders.take(paths.full_sample())
        assert not taken.problems
        drafted = app.write_up.draft(taken.gathering, request.param)
        judgement = app.write_up.judge(drafted.document)
        assert judgement.is_open
        assert not judgement.look_at
        wanted = ("poll", "survey", "figure", "aim", "person", "group", "note", "seat", "occasion", "network")
        with app.archive.reader() as reader:
            kept = {one.record.id: (kind, one.record) for kind in wanted for one in reader.every(kind)}
        tree = app.write_up.tree(drafted.document)
    return Made(
        tree, {name: kind for name, (kind, _) in kept.items()}, {name: one for name, (_, one) in kept.items()}
    )


def runs(tree: DocumentTree) -> Iterator[tuple[Block, int, Run]]:
    for node in tree.walk():
        for at, run in enumerate(node.block.body):
            yield node.block, at, run


def value(text: str) -> int | None:
    """Return a number as it is written, or None where a text is more than a number."""
    if not NUMBER.fullmatch(text):
        return None
    bare = text.lower().removesuffix(" hours").replace(",", "")
    return int(bare) if bare.isdigit() else WORDS.index(bare) + 1


# -- what the plain files come to ------------------------------------------------------------------------------


def share(rows: list[dict[str, str]]) -> list[float]:
    """Return the share of each option, in per cent."""
    figures = [float(row["count"] or row["percent"]) for row in rows]
    return [100 * figure / sum(figures) for figure in figures]


def numbers_of_poll(key: str) -> set[int]:
    """Return every whole number that may be said of a poll: who answered, and each share or sum of them, rounded."""
    rows = plain_files().polls[key]
    answered = int(rows[0]["base"] or sum(int(row["count"]) for row in rows))
    groups: dict[str, float] = {}
    for row, one in zip(rows, share(rows), strict=True):
        groups[row["group"] or row["option"]] = groups.get(row["group"] or row["option"], 0) + one
    rounded = {int(one) + up for one in (*groups.values(), *share(rows)) for up in (0, 1)}
    return {answered} | rounded


def in_words(text: str) -> tuple[float, float]:
    """Return between which shares words such as *just over a quarter* may stand."""
    if text in {"hardly anybody", "nearly everybody"}:
        return (0.0, 0.04) if text == "hardly anybody" else (0.96, 1.0)
    phrase = next((name for name in sorted(FRACTIONS, key=len, reverse=True) if name in text), "")
    assert phrase, text
    whole = FRACTIONS[phrase]
    if "under" in text or "fewer" in text or "nearly" in text:
        return whole - 0.06, whole
    if "over" in text:
        return whole, whole + 0.1
    return whole - 0.035, whole + 0.035


# -- every number ----------------------------------------------------------------------------------------------


def test_the_sample_is_as_wide_as_it_says() -> None:
    toml, people, polls, notes, _ = plain_files()
    assert len(toml["occasion"]) == 2
    assert len(toml["session"]) == 7
    breakouts = [group for one in toml["session"] for group in one.get("group", ()) if "kind" not in group]
    assert len(breakouts) == 27
    assert len(people) == len({row["name"] for row in people}) == 54
    assert sum(map(len, notes.values())) >= 250
    assert len(toml["aim"]) == 12
    assert len({figure["on"].year for figure in toml["figure"]}) == 3
    here = [rows for rows in polls.values() if rows[0]["session"]]
    earlier = [rows for rows in polls.values() if not rows[0]["session"] and not rows[0]["survey"]]
    assert (len(here), len(earlier)) == (4, 3)
    assert any(row["percent"] for rows in earlier for row in rows)
    assert [one["answered_by"] < one["sent_to"] for one in toml["survey"]] == [True]


def test_a_number_that_counts_counts_its_receipts(made: Made) -> None:
    counted = 0
    for block, at, run in runs(made.tree):
        number = value(run.text) if run.src.origin is Origin.RECORD else None
        # How many groups there were at all, in *six of nine*, is another test's.
        if number is not None and len(run.src.refs) > 1 and not (at and block.body[at - 1].text == " of "):
            assert number == len(set(run.src.refs)), (block.text, run.text)
            counted += 1
    assert counted > 10


def test_every_other_number_is_in_the_plain_files(made: Made) -> None:
    """Each is one of its record's own numbers, worked out again here; a longer text stands there as it is."""
    seen: Counter[str] = Counter()
    for block, _at, run in runs(made.tree):
        if run.src.origin is not Origin.RECORD or not (re.search(r"\d", run.text) or value(run.text)):
            continue
        number, kind = value(run.text), made.kinds.get(run.src.refs[0] if run.src.refs else "", "")
        if number is not None and len(run.src.refs) == 1:
            record = made.records.get(run.src.refs[0])
            assert number in numbers_of(kind, record), (kind, run.text, block.text)
            seen[kind] += 1
        elif number is None and not is_said_there(run.text):
            raise AssertionError((run.text, block.text))
    assert {"poll", "survey", "figure"} <= seen.keys()


def numbers_of(kind: str, record: Any) -> set[int]:
    """Return the numbers that may be said of one record: one of it, and those in its plain file."""
    if kind == "poll":
        return numbers_of_poll(record.key)
    if kind == "survey":
        (survey,) = plain_files().toml["survey"]
        return {
            survey["sent_to"],
            survey["answered_by"],
            round(100 * survey["answered_by"] / survey["sent_to"]),
        }
    if kind == "figure":
        same = [
            one for one in plain_files().toml["figure"] if (one["key"], one["on"]) == (record.key, record.on)
        ]
        return {one["value"] for one in same}
    return {1}


def is_said_there(text: str) -> bool:
    """Tell whether a text stands in the plain files, or is one of their dates."""
    found = DATE.fullmatch(text)
    if found is None:
        return marks(text).rstrip(".") in plain_files().text
    day = re.sub(r"^[A-Z][a-z]+day ", "", text).split(" ")
    month = MONTHS.split("|").index(day[1]) + 1
    ends = f"{month:02}-{int(day[0]):02}"
    return (f"{day[2]}-{ends}" if len(day) > 2 else ends) in plain_files().text or text in plain_files().text


def test_shares_in_words_are_those_in_figures(made: Made) -> None:
    checked = 0
    for block, at, run in runs(made.tree):
        is_percent = at >= 2 and block.body[at - 1].text == " (" and value(run.text) is not None
        if is_percent and made.kinds.get(run.src.refs[0]) in {"poll", "survey"}:
            low, high = in_words(block.body[at - 2].text.lower())
            assert low <= int(run.text) / 100 <= high + 0.005, (block.body[at - 2].text, run.text)
            checked += 1
    assert checked > 15


def test_shares_of_a_poll_add_up(made: Made) -> None:
    said: dict[str, list[int]] = {}
    for node in made.tree.walk():
        if node.block.type is BlockType.POLL:
            own = [
                run
                for child in node.children
                for run in child.block.body
                if run.src.refs[:1] == (node.block.about,)
            ]
            percents = [
                int(run.text)
                for at, run in enumerate(own)
                if at and run.text.isdigit() and _is_share(own[at - 1])
            ]
            said[made.records[node.block.about].key] = percents
    assert len(said) == 7
    for key, percents in said.items():
        rows = plain_files().polls[key]
        silent = sum(not float(row["count"] or row["percent"]) for row in rows)
        assert sum(percents) == 100, (key, percents, silent)


def _is_share(run: Run) -> bool:
    return any(name in run.text.lower() for name in (*FRACTIONS, "hardly anybody"))


def test_quantities_are_true(made: Made) -> None:
    """*Some* is two or more and under half, *most* over half; one, two and three are as many as they say."""
    words = {"One group": 1, "Two groups": 2, "Three groups": 3}
    found = 0
    for block, at, run in runs(made.tree):
        if (
            run.text in words
            and run.src.origin is Origin.TEMPLATE
            and made.kinds.get((run.src.refs or ("",))[0]) == "group"
        ):
            assert len(set(run.src.refs)) == words[run.text]
        if run.text in {"Some groups (", "Most groups (", "Half the groups ("}:
            said, groups = value(block.body[at + 1].text), value(block.body[at + 3].text)
            assert said is not None
            assert groups in {9, 27}
            assert {"Some": 1 < said < groups / 2, "Most": said > groups / 2, "Half": 2 * said == groups}[
                run.text.split()[0]
            ]
            found += 1
    assert found


def test_people_add_up(made: Made) -> None:
    people = plain_files().people
    unlisted = [row for row in people if row["listed_as"] == "not listed"]
    strangers = {
        line.split(":")[0].lstrip("+")
        for lines in plain_files().notes.values()
        for line in lines
        if line[0] == "+"
    }
    (entries,) = [node.children for node in made.tree.walk() if node.block.type is BlockType.PEOPLE]
    assert len(entries) == len(people) - len(unlisted)
    told = " ".join(node.block.text for node in made.tree.walk())
    everybody = len(people) + len(strangers)
    assert f"Of the {everybody} people who took part, {len(entries)} are listed here." in told
    assert f"We were {everybody} in all" in told
    only = {key: sum(row["attended"] == key for row in people) for key in ("dinner", "day")}
    signs = re.search(r"(\S+) The dinner only; (\S+) The day only", told)
    assert signs is not None
    for sign, key in zip(signs.groups(), only, strict=True):
        listed = [row for row in people if row["attended"] == key and row not in unlisted]
        marked = [
            node
            for node in entries
            if re.search(rf"(?<![*†]){re.escape(sign)}(?![*†])", node.block.body[0].text)
        ]
        assert len(marked) == len(listed), (sign, key)


def test_aims_add_up(made: Made) -> None:
    outcomes = Counter(aim.get("outcome", "open") for aim in plain_files().toml["aim"])
    (told,) = [node.block.text for node in made.tree.walk() if node.block.text.startswith("Of twelve aims")]
    numbers = [WORDS.index(word) + 1 for word in re.findall(r"[a-z]+", told.lower()) if word in WORDS]
    assert numbers[0] == sum(numbers[1:]) == len(plain_files().toml["aim"])
    assert sorted(numbers[1:]) == sorted(outcomes.values())


def test_figures_go_the_way_they_are_said_to_go(made: Made) -> None:
    by_key: dict[str, list[tuple[date, int]]] = {}
    labels = {}
    for figure in plain_files().toml["figure"]:
        by_key.setdefault(figure["key"], []).append((figure["on"], figure["value"]))
        labels[figure["key"]] = figure["label"]
    (figures,) = [node.children for node in made.tree.walk() if node.block.type is BlockType.FIGURES]
    assert len(figures) == len(by_key)
    for key, found in by_key.items():
        now, before, first = (number for _, number in sorted(found, reverse=True))
        (item,) = [one.block for one in figures if one.block.text.lower().startswith(f"{labels[key]} on")]
        said = item.text
        assert value(item.label) == now
        assert [int(n.replace(",", "")) for n in re.findall(r"(?: from )(\d[\d,]*)", said)][:1] == [before]
        assert ("up from" if now > before else "down from") in said
        assert f"{first:,}" in said


def test_actions_are_as_many_as_are_said(made: Made) -> None:
    tables = [node for node in made.tree.walk() if node.block.type is BlockType.ACTIONS]
    lines = [
        line for lines in plain_files().notes.values() for line in lines if re.match(r"(?:\S+: )?>", line)
    ]
    assert sum(len(table.children) - 1 for table in tables) == len(lines)
    told = [node.block.text for node in made.tree.walk() if node.block.text.endswith("taken on:")]
    numbers = [value(text.split(" ", 1)[0]) for text in told]
    assert numbers == [len(table.children) - 1 for table in tables]

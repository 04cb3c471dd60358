"""What the gate itself decides; the checkers are asked by `python3 dev.py gate`."""

from pathlib import Path

import click
import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.exporting import export
from facilitator.outputs import OUTPUTS, OneFile, WorkingCopy
from sessions.document import Arrangement
from tests.gate.__main__ import misses, sorted_out
from tests.gate.checks import (
    CHECKS,
    EXCUSES,
    NU_CHECKER,
    OUTLOUD,
    Excuse,
    Findings,
    first_lost,
    nobody_looks_at,
    said_by_nu,
)
from tests.gate.faults import Fault, Sown, sow
from tests.gate.make_set import LARGE_PRINT, Exporter, Made, name_of, ways_of, wishes
from tests.gate.outside import ON_FEW, ON_MOST, spread

BY_NAME = {check.name: check for check in CHECKS}


def test_every_format_and_every_other_choice_is_wished_for():
    made = list(wishes(ways_of(export)))
    assert {wish[0] for wish in made} == {f"--to={name}" for name in OUTPUTS}
    assert ("--to=pdf", f"--by={Arrangement.BY_THEME}") in made
    assert ("--to=docx", "--audience=quoted") in made
    assert ("--to=pdf", "--document=participants", LARGE_PRINT) in made
    alone = [name for name, output in OUTPUTS.items() if isinstance(output, WorkingCopy)]
    assert [wish for wish in made if wish[0] == f"--to={alone[0]}"] == [(f"--to={alone[0]}",)]


def test_large_print_is_wished_for_where_there_is_such_a_thing():
    large = {wish[0] for wish in wishes(ways_of(export)) if LARGE_PRINT in wish}
    has_large = [
        name for name, output in OUTPUTS.items() if isinstance(output, OneFile) and output.write_large
    ]
    assert large == {f"--to={name}" for name in has_large} == {"--to=pdf"}


def test_a_new_choice_and_a_new_flag_join_by_themselves():
    @click.command()
    @click.option("--to", type=click.Choice(["pdf"]))
    @click.option("--document", type=click.Choice(["write-up", "brief"]), default="write-up")
    @click.option("--for-director", is_flag=True)
    @click.option("-q", "--quiet", is_flag=True)
    def command() -> None: ...

    wanted = [("--to=pdf",), ("--to=pdf", "--document=brief"), ("--to=pdf", "--for-director")]
    assert list(wishes(ways_of(command))) == wanted


def test_a_file_is_named_after_its_wish():
    assert name_of(["--to=pdf", "--by=theme"]) == "to pdf, by theme"


def test_the_same_bytes_are_kept_once(tmp_path):
    made = Made()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_bytes(b"same")
        made.keep(tmp_path / name)
    assert made.files == [tmp_path / "a" / "x.csv"]


def test_what_was_made_elsewhere_is_taken_but_for_what_is_there(tmp_path):
    here, there = Made(), Made(refused={"small: to pdf": "no"})
    for made, name in ((here, "a.csv"), (there, "b.csv"), (there, "c.csv")):
        (tmp_path / name).write_bytes(b"other" if name == "c.csv" else b"same")
        made.keep(tmp_path / name)
    here.join(there)
    assert here.files == [tmp_path / "a.csv", tmp_path / "c.csv"]
    assert here.refused == {"small: to pdf": "no"}


def test_a_wish_is_fulfilled_or_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    archive = tmp_path / "a.facilitator"
    with opened(paths.places(), archive, is_lasting=False) as app:
        gathering = app.folders.take(paths.small_sample()).gathering
    made = Made()
    exporter = Exporter(archive, gathering, tmp_path, made)
    assert not exporter.one(["--to=md", "--by=theme"])
    assert made.files == [tmp_path / "to md, by theme.md"]
    assert "colour" in exporter.one(["--to=md", "--by=colour"])


@pytest.mark.parametrize(
    ("paragraphs", "lost"),
    [
        (["One two.", "Three"], ""),
        (["Co-operative work"], ""),
        (["over the page it goes"], ""),
        (["Three", "One two."], "One two."),
        (["One", "missing words"], "missing words"),
    ],
)
def test_words_are_found_in_order_wherever_lines_and_pages_end(paragraphs, lost):
    text = "One two.\nThree\nCo-\noperative work\nover the page\n7 of 9\nit goes"
    assert first_lost(paragraphs, text) == lost


def test_errors_of_nu_are_faults_and_its_warnings_are_not(tmp_path):
    path = tmp_path / "a b é.html"
    url = f"file:{tmp_path}/a%20b%20é.html"
    messages = [
        {"type": "error", "url": url, "lastLine": 3, "message": "Duplicate ID “x”."},
        {"type": "info", "subType": "warning", "url": url, "lastLine": 4, "message": "Empty heading."},
    ]
    faults, warnings = sorted_out(BY_NAME[NU_CHECKER], said_by_nu(messages, [path]), EXCUSES)
    assert faults == {path: ["line 3, Duplicate ID “x”."]}
    assert warnings == {path: ["warning: line 4, Empty heading."]}


def test_nu_failing_altogether_is_a_fault_of_every_file(tmp_path):
    files = [tmp_path / "a.html", tmp_path / "b.html"]
    found = said_by_nu([{"type": "non-document-error", "message": "out of memory"}], files)
    assert all(found[path] == ["line ?, out of memory"] for path in files)


def test_warnings_of_outloud_are_faults_but_for_what_is_excused(tmp_path):
    here, there = tmp_path / "here" / "a.pdf", tmp_path / "there" / "a.pdf"
    said = {path: ["warning: TAG-020 page 3, 1 empty"] for path in (here, there)}
    excuse = Excuse("here", "TAG-020", "for this test")
    faults, warnings = sorted_out(BY_NAME[OUTLOUD], said, [excuse])
    assert list(faults) == [there]
    assert not warnings


def test_a_line_that_comes_again_is_a_running_one_on_most_pages_only():
    assert spread([{"Foot", "a"}, {"Foot", "What people said"}, {"What people said"}]) == ON_MOST
    assert spread([{"What people said"}, {"What people said"}, {"a"}, {""}, {""}, {""}]) == ON_FEW
    assert spread([]) == ON_FEW


def test_three_pages_that_begin_alike_are_excused_and_a_running_line_is_not(tmp_path):
    said = (
        "warning: PAG-001 page 9, 1 running header or footer line(s) are tagged as content on 3 or more pages"
    )
    few, most = tmp_path / "full" / "few.pdf", tmp_path / "full" / "most.pdf"
    found = {few: [f"{said} ({ON_FEW}): Poll (×1)"], most: [f"{said} ({ON_MOST}): Foot (×1)"]}
    assert list(sorted_out(BY_NAME[OUTLOUD], found, EXCUSES)[0]) == [most]


def test_a_format_that_nobody_looks_at_is_named():
    assert nobody_looks_at([Path("a.epub"), Path("a.pdf"), Path("a.md")]) == [".epub"]


def test_every_format_of_today_is_looked_at_or_excused():
    one_file = [Path(f"a.{name}") for name in OUTPUTS if name not in ("csv", "charts", "folder")]
    assert not nobody_looks_at(one_file)


def test_a_checker_that_is_silent_about_a_fault_is_named(tmp_path):
    path = tmp_path / "a.html"
    sown = Sown(path, Fault("an id twice", bytes, {NU_CHECKER: "Duplicate ID"}))
    silent: dict[str, Findings] = {check.name: {} for check in CHECKS}
    assert len(misses(sown, silent)) == 1
    assert not misses(sown, {**silent, NU_CHECKER: {path: ["line 3, Duplicate ID “x”."]}})


def test_a_checker_that_finds_fault_with_a_sound_file_is_named(tmp_path):
    path = tmp_path / "sound.html"
    said: dict[str, Findings] = {check.name: {} for check in CHECKS}
    said[NU_CHECKER] = {path: ["line 3, Duplicate ID “x”."]}
    assert len(misses(Sown(path, None), said)) == 1


def test_every_fault_changes_its_file_and_is_due_to_bite(tmp_path):
    sown = list(sow(tmp_path))
    sound = {one.path.suffix: one.path.read_bytes() for one in sown if one.fault is None}
    spoilt = {one.path: one.fault.bites for one in sown if one.fault}
    assert len(spoilt) >= 12
    assert all(bites and path.read_bytes() != sound[path.suffix] for path, bites in spoilt.items())
    assert {name for bites in spoilt.values() for name in bites} == set(BY_NAME)

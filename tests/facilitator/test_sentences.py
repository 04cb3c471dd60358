"""Everything that can be raised has a sentence, every sentence is somebody's, and all go through the catalogue."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import sentences, verbs
from facilitator.archive.check import Finding
from facilitator.archive.engine import _SAID
from facilitator.cli import commands
from facilitator.importing import problems
from facilitator.importing.problems import Problem, sentence_of
from facilitator.sentences_of_gate import (
    SHOWN_WORDS,
    sentence_for_look,
    sentence_for_stop,
    sentence_for_unused,
    shortened,
)
from facilitator.sentences_of_notes import of_notes
from facilitator.sentences_of_plan import of_plan
from facilitator.sentences_of_window import of_window
from sessions.compose import Reason as Unused
from sessions.errors import DomainError, KnownError
from sessions.gate import LookAt, LookReason, Reason, Remedy, Stop
from sessions.people import Level
from sessions.undo import undoing

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for folder in ("facilitator", "sessions") for path in sorted((ROOT / folder).rglob("*.py"))]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}
ANYTHING = dict.fromkeys(
    (
        "path",
        "endings",
        "title",
        "titles",
        "name",
        "network",
        "networks",
        "strand",
        "strands",
        "zone",
        "missing",
        "gathering",
        "document",
        "group",
        "groups",
        "session",
        "sessions",
        "text",
        "formats",
        "link",
        "characters",
        "colour",
        "nearest",
        "scripts",
        "folder",
        "file",
        "target",
        "most",
        "missing",
        "zone",
        "months",
        "person",
        "people",
        "session",
        "sessions",
        "colour",
        "nearest",
        "about",
        "documents",
        "least",
        "patterns",
        "occasions",
        "told",
        "after",
        "blocks",
        "roles",
        "levels",
    ),
    "…",
)


def called(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names and node.args:
                yield node


def texts(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def raised() -> set[str]:
    """Return every code that is raised: those written down, and those that are looked up or put together."""
    found = {code for code in _SAID.values() if code}
    for path, tree in TREES.items():
        for call in called(tree, "KnownError", "DomainError"):
            match call.args[0]:
                case ast.Constant(str(code)):
                    found.add(code)
                case ast.IfExp() as choice:
                    found |= texts(choice.body) | texts(choice.orelse)
                case ast.JoinedStr():
                    assert ast.unparse(call.args[0]) == "f'nothing_to_{which}'", path
                    found |= {"nothing_to_undo", "nothing_to_redo"}
                case ast.Call():
                    found |= returned(tree, ast.unparse(call.args[0].func))
                case ast.Name("code") | ast.Attribute(attr="code"):
                    pass  # an error that is passed on, or one of _SAID
                case other:
                    pytest.fail(f"{path}: a code that this test cannot read: {ast.unparse(other)}")
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and {ast.unparse(b) for b in node.bases} & {
                "KnownError",
                "DomainError",
            }:
                found |= {next(iter(texts(call.args[0]))) for call in called(node, "__init__")}
    return found


def returned(tree: ast.AST, function: str) -> set[str]:
    bodies = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == function]
    return {
        text
        for body in bodies
        for node in ast.walk(body)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
        for text in texts(node)
    }


def tables() -> list[dict[str, str]]:
    """Return the sentences as they are parted."""
    return [
        sentences._of_archive(), sentences._of_backups(), sentences._of_reviews(), sentences._of_files(),
        sentences._of_acts(), sentences._of_counts(1), sentences._of_finding(), of_notes(DomainError("")), of_plan(),
    ]  # fmt: skip


def test_no_code_has_two_sentences():
    every = [code for table in tables() for code in table]
    assert len(every) == len(set(every))


def written() -> set[str]:
    """Return every code that has a sentence."""
    ours = dict(pair for table in tables() for pair in table.items())
    tree = TREES[ROOT / "facilitator/importing/problems.py"]
    body = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "sentence_of_error")
    folder = next(node for node in ast.walk(body) if isinstance(node, ast.Dict))
    return ours.keys() | {str(key.value) for key in folder.keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize("code", sorted(written()))
def test_the_window_names_no_command(code):
    fields = {**ANYTHING, "count": 2, "why": "changed_since", "reason": "value_too_long"}
    if not code.startswith("folder_") or code in {"folder_missing", "folder_not_empty", "folder_refused"}:
        del fields["folder"]
    told = sentences.sentence_for(KnownError(code, **fields), sentences.Surface.WINDOW)
    assert not re.search(r"facilitator |(?<![\w-])--\w", told), told
    assert "{" not in told


def test_the_window_says_otherwise_only_what_is_said_at_all():
    assert of_window().keys() <= written()


def test_the_walk_finds_codes_of_every_kind():
    assert {"is_a_folder", "disk_failing", "nothing_to_redo", "gate_closed", "archive_busy"} <= raised()


def test_every_code_that_is_raised_has_a_sentence():
    assert raised() - written() == set()


def test_no_sentence_is_nobodys():
    assert written() - raised() == set()


@pytest.mark.parametrize("code", sorted(written()))
def test_a_sentence_is_whole(code):
    fields = {**ANYTHING, "count": 2, "why": "changed_since", "reason": "value_too_long"}
    if not code.startswith("folder_") or code in {"folder_missing", "folder_not_empty", "folder_refused"}:
        del fields["folder"]
    told = sentences.sentence_for(KnownError(code, **fields))
    assert told[-1] in ".:"
    assert "{" not in told
    assert told[0].isupper() or told[0] in "…‘2"


def test_the_two_ways_a_folder_can_be_missing_have_each_their_own():
    assert "gathering.toml" in sentences.sentence_for(KnownError("folder_missing", folder="/x"))
    assert "/x/a.pdf" in sentences.sentence_for(KnownError("folder_missing", path="/x/a.pdf"))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_numbers_agree(count):
    told = sentences.sentence_for(DomainError("gate_closed", title="T", count=count))
    assert ("1 thing stops" in told) if count == 1 else (f"{count} things stop " in told)


def test_every_reason_why_an_undo_is_refused_has_words():
    tree = TREES[Path(undoing.__code__.co_filename)]
    given = [k.value for c in called(tree, "DomainError") for k in c.keywords if k.arg == "why"]
    whys = {text for value in given for text in texts(value)}
    assert whys == sentences._why_not_undone().keys()


def test_what_was_not_kept_for_a_fault_of_ours_is_not_said_in_codes():
    told = sentences.sentence_for(DomainError("edit_refused", reason="header_differs"))
    assert "header" not in told


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("level", Level)
def test_every_stop_names_the_words_the_reason_and_the_remedy(reason, level):
    told = sentence_for_stop(Stop("b", "n", "some words", reason, (Remedy.ASK,), level))
    assert told.startswith("‘some words’ ")
    assert told.endswith("To go on: ask, and note the answer.")
    assert "{" not in told


@pytest.mark.parametrize("remedy", Remedy)
def test_every_remedy_has_words(remedy):
    told = sentence_for_stop(Stop("b", "n", "w", Reason.REFUSED, (remedy, Remedy.ASK)))
    assert ", or ask" in told


@pytest.mark.parametrize("why", Unused)
def test_every_reason_a_note_is_left_out_has_words_of_its_own(why):
    body = TREES[ROOT / "facilitator/sentences_of_gate.py"]
    assert why.name in texts(body), f"{why.name} has none"
    assert sentence_for_unused(why)


@pytest.mark.parametrize("why", LookReason)
def test_what_to_look_at_is_said(why):
    assert "‘four words or more’" in sentence_for_look(LookAt("b", "four words or more", why))


def test_every_finding_has_a_sentence():
    tree = TREES[ROOT / "facilitator/archive/check.py"]
    codes = {
        text
        for call in called(tree, "Finding")
        for text in texts(call.args[0])
        if re.fullmatch("[a-z_]+", text)
    }
    assert codes
    for code in codes:
        told = sentences.sentence_for_finding(Finding(code, "note", "id", "words", "3"))
        assert told.endswith(".")


def test_every_problem_of_a_folder_has_a_sentence_and_none_is_nobodys():
    fields = dict.fromkeys(
        (
            "offset",
            "count",
            "length",
            "most",
            "months",
            "person",
            "people",
            "reason",
            "table",
            "key",
            "expected",
            "name",
            "allowed",
            "value",
            "first",
            "cells",
            "columns",
            "option",
            "sum",
            "base",
            "earlier",
            "group",
            "words",
            "old",
            "places",
            "parts",
            "occasions",
            "day",
            "what",
            "title",
            "groups",
            "nearest",
        ),
        "1",
    )
    found = {
        text
        for path, tree in TREES.items()
        if "importing" in path.parts or path.name == "note_files.py"
        for node in ast.walk(tree)
        for text in (texts(node) if isinstance(node, ast.Call) else ())
    }
    told = {
        **problems._of_files(), **problems._of_keys(), **problems._of_names(),
        **problems._of_rows(), **problems._of_polls(), **problems._of_notes(),
        **problems._of_outside(), **problems._of_draft(), **problems._of_added_files(),
        **problems._of_lists(),
    }  # fmt: skip
    assert told.keys() <= found
    assert told.keys() >= problems.MILD
    for path, tree in TREES.items():
        if "importing" in path.parts:
            for call in called(tree, "add", "_say", "problem"):
                if isinstance(call.args[0], ast.Constant) and len(call.args) > 1:
                    assert call.args[0].value in told, path
    for code in told:
        assert sentence_of(Problem(code, "a.csv", 3, fields)).startswith("a.csv, line 3: ")


def test_every_verb_that_is_committed_has_a_name():
    committed = {"undo"}
    for path, tree in TREES.items():
        if path.parent.name == "facilitator":
            for call in called(tree, "commit", "_commit", "_set", "_go"):
                committed |= {text for text in texts(call) if re.fullmatch(r"[a-z]+\.[a-z_]+", text)}
    assert {"note.keep", "note.edit", "note.split", "folder.import", "notes.add"} <= committed
    assert all(verbs.act_name(verb) != verb for verb in committed - {"undo"})
    assert verbs.act_name("off_the_record") != "off_the_record"


def test_words_are_shortened_at_a_word():
    told = shortened("word " * 30)
    assert told.endswith("word…")
    assert len(told) <= SHOWN_WORDS
    assert shortened("two\nlines") == "two lines"


COMMANDS = sorted(f"commands/{path.stem}" for path in (ROOT / "facilitator/commands").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", ["cli", "showing", "telling", *COMMANDS])
def test_what_is_said_on_the_command_line_goes_through_the_catalogue(name):
    """Nothing with letters in it is echoed as it stands; marks, and what records say, may be."""
    tree = TREES[ROOT / f"facilitator/{name}.py"]
    for call in called(tree, "echo"):
        translated = {id(n) for c in called(call, "_", "ngettext") for n in ast.walk(c)}
        for node in ast.walk(call):
            # A format such as %H:%M is no text, nor is what stands between the fields of a line.
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in translated and "%" not in text:
                assert not any(letter.isalpha() for letter in text), ast.unparse(call)


def test_no_sentence_names_a_command_that_is_not_there():
    said = (TREES[ROOT / f"facilitator/{name}.py"] for name in ("sentences", "cli", "telling", *COMMANDS))
    told = "\n".join(text for tree in said for text in texts(tree))
    assert set(re.findall(r"‘facilitator ([a-z-]+)", told)) <= commands.commands.keys()


def test_every_template_has_plain_slots():
    for catalogue in (
        sentences._of_archive(),
        sentences._of_backups(),
        sentences._of_files(),
        sentences._of_acts(),
        sentences._of_counts(2),
        sentences._of_finding(),
    ):
        for template in catalogue.values():
            assert all(not spec for _, _, spec, _ in string.Formatter().parse(template))


@pytest.mark.parametrize("what", ["groups", "speakers", "owners", "dates"])
def test_what_two_notes_would_lose_is_said(what):
    told = sentences.sentence_for(DomainError("merge_would_lose", what=what))
    assert told != sentences.sentence_for(DomainError("merge_would_lose"))
    assert told.endswith(".")

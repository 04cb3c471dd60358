"""A write-up goes out for Word, is edited and comes back."""

import json

import pytest

from facilitator.app import opened, reading
from facilitator.commands import options
from facilitator.exporting.docx import write_docx
from facilitator.importing.suggestions import SuggestionKind
from facilitator.reviews import ReviewRefused
from facilitator.reviews_told import difference
from sessions.document import BlockType, Origin
from sessions.errors import DomainError
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.importing.docx_editing import WHO, Editor
from tests.facilitator.terminal import run


@pytest.fixture
def sent(sample, tmp_path):
    """The write-up of the small sample as a Word file."""
    file = tmp_path / "write-up.docx"
    run("export", "autumn", "--to", "docx", "--out", file).succeeded()
    return file


@pytest.fixture
def blocks(sent, sample):
    with reading(sample) as reader:
        return {kept.record.id: kept.record for kept in reader.every("block")}


def edited(file, *acts):
    editor = Editor(file.read_bytes())
    for act in acts:
        act(editor)
    file.write_bytes(editor.saved())
    return file


def paragraph_of(blocks, origin=None):
    """Return a long paragraph; where an origin is given, one with words from there."""
    return next(
        block
        for block in blocks.values()
        if block.type is BlockType.PARAGRAPH
        and len(block.text) > 60
        and (any(run.src.origin is origin for run in block.body) if origin else True)
    )


def test_a_file_that_was_only_opened_says_nothing(sent):
    ran = run("review", sent).succeeded()
    assert ran.out.splitlines() == [
        f"‘Longbench autumn gathering 2026’, as it comes back in {sent}:",
        "Nothing was changed and nothing was said.",
    ]


def test_suggestions_are_told_below_their_words_and_nothing_is_changed(sent, sample, blocks):
    block = paragraph_of(blocks)
    first = block.text.split()[0]
    edited(sent, lambda e: e.insert(block.id, 3, "~~"), lambda e: e.comment(block.id, first[0], "Is it so?"))
    before = run("history", "--json").succeeded().out
    out = run("review", sent).succeeded().out
    assert f"  would put in: ‘~~’ ({WHO})" in out
    assert f"says of ‘{first[0]}’: Is it so? ({WHO})" in out
    assert "2 suggestions. Nothing was changed in the archive." in out
    assert run("history", "--json").succeeded().out == before


def test_exact_words_that_are_touched_are_marked(sent, blocks):
    block = next(
        one
        for one in blocks.values()
        if one.type is BlockType.PULL_QUOTE and any(run.src.origin is Origin.QUOTE for run in one.body)
    )
    edited(sent, lambda e: e.replace(block.id, block.text[3:9], "other"))
    assert "■ This touches somebody's exact words." in run("review", sent).succeeded().out


def test_a_script_has_every_suggestion(sent, blocks):
    block = paragraph_of(blocks)
    edited(sent, lambda e: e.add_after(block.id, "One more thing.", tracked=True))
    told = json.loads(run("review", sent, "--json").succeeded().out)
    (one,) = told["suggestions"]
    assert (told["title"], told["gone"]) == ("Longbench autumn gathering 2026", 0)
    assert (one["kind"], one["block"], one["new"]) == ("added after", block.id, "One more thing.")
    assert (one["reviewer"], one["place"], one["touches_exact_words"]) == (WHO, "words", False)


def test_the_document_may_be_named_by_title_or_id(sent, blocks):
    document = next(iter(blocks.values())).document
    for name in (document, "longbench autumn gathering 2026"):
        assert "Nothing was changed" in run("review", sent, "--document", name).succeeded().out
    told = run("review", sent, "--document", "Spring").failed(options.EXIT_REFUSED)
    assert "There is no document ‘Spring’" in told.err
    assert document in told.err


def test_a_file_from_elsewhere_is_told(sample, tmp_path):
    file = tmp_path / "other.docx"
    file.write_bytes(write_docx(example_tree()))
    told = run("review", file).failed(options.EXIT_BAD_INPUT)
    assert "a document that is not in this archive" in told.err
    told = run("review", file, "--document", "Longbench autumn gathering 2026").failed(options.EXIT_BAD_INPUT)
    assert "was made from another document than ‘Longbench" in told.err


@pytest.mark.parametrize("name", ["missing.docx", "."])
def test_a_file_that_cannot_be_read_is_told(sample, tmp_path, name):
    assert "cannot be read" in run("review", tmp_path / name).failed(options.EXIT_BAD_INPUT).err


def test_use_case_refuses_with_the_path(sample, tmp_path):
    file = tmp_path / "notes.docx"
    file.write_bytes(b"not a Word file")
    with opened(sample) as app:
        with pytest.raises(ReviewRefused) as caught:
            app.reviews.read(file)
        with pytest.raises(DomainError):
            app.reviews.read(file, "Spring")
    assert (caught.value.code, caught.value.fields) == ("review_not_word", {"path": str(file)})


def test_every_kind_of_suggestion_can_be_told(sent, blocks):
    block = paragraph_of(blocks)
    every = [one.id for one in blocks.values() if one.type is BlockType.PARAGRAPH and len(one.text) > 20]
    assert block.id in every
    words = {one.id: one.text for one in blocks.values()}
    acts = {
        SuggestionKind.EDITED: (lambda e, one: e.replace(one, words[one][4:9], "~~~"), "changed: ‘"),
        SuggestionKind.DELETED: (lambda e, one: e.delete(one, words[one][4:9]), "would take out: ‘"),
        SuggestionKind.SPLIT: (lambda e, one: e.split(one, 12), "split into paragraphs: ‘"),
        SuggestionKind.REMOVED: (lambda e, one: e.remove(one), "taken out: ‘"),
        SuggestionKind.MOVED: (lambda e, one: e.move(one, every[0]), "moved to after ‘"),
    }
    targets = dict(zip(acts, every[2:], strict=False))
    edited(sent, *(lambda e, kind=kind, act=act: act(e, targets[kind]) for kind, (act, _) in acts.items()))
    out = run("review", sent).succeeded().out
    assert [said for _, said in acts.values() if said not in out] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a b c d e f g", "a b c x e f g", ("a b c d e f g", "a b c x e f g")),
        ("1 2 3 4 5 6 7 8 9", "1 2 3 4 X 6 7 8 9", ("… 2 3 4 5 6 7 8 …", "… 2 3 4 X 6 7 8 …")),
        ("same", "same", ("same", "same")),
        ("", "new", ("", "new")),
        ("x x x x", "x x", ("x x x x", "x x")),
    ],
)
def test_difference_shows_a_few_words_around(old, new, told):
    assert difference(old, new) == told

"""A draft as a whole: every word has a source, every note a place or a reason, in whatever order they came."""

import re
import unicodedata
from dataclasses import fields, replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sessions.compose import Draft, Material, compose
from sessions.document import BlockType, Origin, tree_of
from sessions.gathering import GroundRule
from sessions.network import QuoteMarks
from sessions.notes import NoteKind
from sessions.people import Level
from sessions.wording import folded_words, same_words
from tests.sessions.test_compose_material import (
    NETWORK,
    OCCASION,
    PEOPLE,
    STRANDS,
    TEMPLATES,
    Notebook,
    whole,
)

WORDS = (
    "the boat leaks",
    "The boat leaks.",
    "yes, always",
    "that is so",
    "asked who rows",
    "keeps the oars at home",
    "has seen it 🔑",
    "no",
    "Cyprian says the toll is wrong",
    "we missed @@ here",
    "…",
    "zq: nobody knows",
    "a *very* slow tide",
    "what Dee told Bo, and Dee again",
    "read ‘the sign’ at Otter Landing",
    'the "old" way',
    "Two lines\nof one note",
)
KINDS = list(NoteKind)


@st.composite
def notebooks(draw: st.DrawFn) -> Notebook:
    book = Notebook()
    for _ in range(draw(st.integers(0, 14))):
        words = draw(st.sampled_from(WORDS))
        exact = draw(st.sampled_from(["", "", words.strip("“”‘’"), words.split()[-1]]))
        book.keep(
            draw(st.sampled_from(["all", "chat", "north", "south", "isle", "gone"])),
            words,
            draw(st.sampled_from(KINDS)),
            by=draw(st.sampled_from(["", "", *(person.id for person in PEOPLE)])),
            exact=exact,
            level=draw(st.sampled_from([None, None, *Level])),
            is_worth_quoting=draw(st.booleans()),
            is_speaker_unknown=draw(st.booleans()),
            asked_speaker=draw(st.sampled_from(["", "", "zq"])),
            strands=draw(st.sampled_from([(), (), ("tides",), ("tolls", "tides"), ("unknown",)])),
            owner=draw(st.sampled_from(["", "north-cy", "fay", "stranger"])),
        )
    return book


RULES = st.sampled_from(list(GroundRule))


@given(notebooks(), RULES, st.sampled_from(list(QuoteMarks)))
def test_every_note_is_used_or_has_a_reason(book: Notebook, rule: GroundRule, marks: QuoteMarks) -> None:
    draft = book.draft(
        occasions=(replace(OCCASION, ground_rule=rule),), network=replace(NETWORK, quote_marks=marks)
    )
    ids = {note.id for note in book.notes}
    assert draft.used.keys() | draft.unused.keys() == ids
    assert not draft.used.keys() & draft.unused.keys()
    blocks = {block.id for block in draft.blocks}
    assert all(set(used) <= blocks for used in draft.used.values())
    assert len(blocks) == len(draft.blocks)
    check_sources(draft, book)


@given(notebooks(), st.randoms(use_true_random=False))
def test_order_of_the_records_does_not_matter(book: Notebook, dice: Random) -> None:
    material = book.material()
    shuffled: dict[str, Any] = {
        one.name: tuple(dice.sample(found, len(found)))
        for one in fields(Material)
        if isinstance(found := getattr(material, one.name), tuple)
    }
    assert compose(replace(material, **shuffled), TEMPLATES) == compose(material, TEMPLATES)


@given(notebooks())
def test_blocks_stand_as_they_are_told(book: Notebook) -> None:
    draft = book.draft()
    tree = tree_of(draft.document, draft.blocks, {})
    assert [node.block for node in tree.walk()] == list(draft.blocks)


def bare(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", folded_words(text)).casefold())


def check_sources(draft: Draft, book: Notebook) -> None:
    """Prove of each run that its words are where its source says."""
    notes = {note.id: note for note in book.notes}
    for block in draft.blocks:
        left = block.text
        for run in block.body:
            refs = run.src.refs
            assert refs, run
            match run.src.origin:
                case Origin.NOTES:
                    for ref in refs:
                        assert set(bare(run.text)) <= set(bare(notes[ref].words)), run
                case Origin.QUOTE:
                    (ref,) = refs
                    assert run.src.words_op == f"op-{ref}"
                    assert any(is_span(run.text, words) for words in notes[ref].verbatim), run
                    assert book.levels[ref] is not Level.NONE
                case Origin.ATTRIBUTION:
                    (ref,) = refs
                    assert run.src.level <= max(book.levels.get(ref, Level.NAMED), Level.ANONYMOUS)
                case Origin.TEMPLATE:
                    (ref,) = refs
                    fixed = re.sub(r"\{\w+\}", "\0", TEMPLATES[ref])
                    is_mark = ref == "punctuation" and run.text in set(" .?‘’“”")
                    assert is_mark or run.text.strip(" .").casefold() in fixed.casefold(), run
                case origin:
                    assert origin in {Origin.CARRIED, Origin.RECORD}
            left = left.replace(run.text, "", 1)
        assert not left


def is_span(printed: str, words: str) -> bool:
    """Tell whether printed words are the captured ones: style of marks, first capital and last stop apart."""
    letters = folded_words(printed).casefold().rstrip(".") == folded_words(words).casefold().rstrip(".")
    return same_words(printed, words) and letters


def test_nothing_but_a_gathering_makes_a_draft() -> None:
    book = Notebook()
    empty: dict[str, Any] = dict.fromkeys(
        ("occasions", "sessions", "parts", "groups", "seats", "people", "attendances", "strands"), ()
    )
    draft = book.draft(**empty)
    assert draft.document.title == "Winter crossing"
    assert draft.document.dateline == ""
    assert not draft.used
    assert not draft.unused


def test_same_notes_make_the_same_ids_and_another_gathering_makes_others() -> None:
    book = Notebook()
    book.keep("north", "The tide turned twice")
    first, again = book.draft(), book.draft()
    assert first == again
    other = book.draft(gathering=replace(book.material().gathering, id="other"))
    assert not {block.id for block in first.blocks} & {block.id for block in other.blocks}


def test_note_in_two_places_names_both() -> None:
    book = Notebook()
    note = book.quote("all", "Row while you can.", by="bo", level=Level.NAMED)
    draft = book.draft()
    kinds = [block.type for block in draft.blocks if block.id in draft.used[note]]
    assert kinds == [BlockType.PULL_QUOTE, BlockType.ATTRIBUTION]


def test_strand_that_nobody_knows_is_no_strand() -> None:
    book = Notebook()
    book.keep("north", "Mend the ropes", strands=("unknown",))
    assert STRANDS[0].title not in whole(book.draft(strands=()))

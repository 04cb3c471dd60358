"""A draft as a whole: every word has a source, every note a place or a reason, in whatever order they came."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import Part, PartKind
from sessions.compose import Draft, Material, compose
from sessions.document import Arrangement, BlockType, Origin, tree_of
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
from tests.sessions.wide_material import CITATIONS, PARTS, wide

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
PLACES = ("all", "chat", "north", "south", "isle", "east", "west", "loose", "asked", "gone")
ALL_PARTS = (
    *PARTS,
    Part("short", "s1", PartKind.CONTRIBUTIONS, people=("cy", "bo"), rank="2"),
    Part("end", "s1", PartKind.REFLECTIONS, people=("dee", "eve"), rank="3"),
)


@st.composite
def notebooks(draw: st.DrawFn) -> Notebook:
    book = Notebook()
    for _ in range(draw(st.integers(0, 14))):
        words = draw(st.sampled_from(WORDS))
        exact = draw(st.sampled_from(["", "", words.strip("“”‘’"), words.split()[-1]]))
        book.keep(
            draw(st.sampled_from(PLACES)),
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
            report_rank=draw(st.sampled_from(["", "", "b", "a"])),
        )
    return book


RULES = st.sampled_from(list(GroundRule))
MARKS = st.sampled_from(list(QuoteMarks))
ARRANGEMENTS = st.sampled_from(list(Arrangement))


@given(notebooks(), RULES, MARKS, ARRANGEMENTS)
def test_every_note_is_used_or_has_a_reason(
    book: Notebook, rule: GroundRule, marks: QuoteMarks, arrangement: Arrangement
) -> None:
    network = replace(NETWORK, quote_marks=marks)
    material = book.material(
        **wide(occasions=(replace(OCCASION, ground_rule=rule),), network=network, parts=ALL_PARTS)
    )
    draft = compose(material, TEMPLATES, arrangement)
    ids = {note.id for note in book.notes}
    assert draft.used.keys() | draft.unused.keys() == ids
    assert not draft.used.keys() & draft.unused.keys()
    blocks = {block.id for block in draft.blocks}
    assert all(set(used) <= blocks for used in draft.used.values())
    assert len(blocks) == len(draft.blocks)
    assert not [note for note, found in draft.used.items() if len(tops(draft, found)) > 1]
    check_sources(draft, book)


def tops(draft: Draft, found: Iterable[str]) -> set[str]:
    """Return the blocks that hold others, all the way up."""
    parents = {block.id: block.parent for block in draft.blocks}
    made = set()
    for block in found:
        while parents[block]:
            block = parents[block]
        made.add(block)
    return made


@given(notebooks(), st.randoms(use_true_random=False), ARRANGEMENTS)
def test_order_of_the_records_does_not_matter(book: Notebook, dice: Random, arrangement: Arrangement) -> None:
    material = book.material(**wide(parts=ALL_PARTS))
    shuffled: dict[str, Any] = {
        one.name: tuple(dice.sample(found, len(found)))
        for one in fields(Material)
        if isinstance(found := getattr(material, one.name), tuple)
    }
    made = compose(replace(material, **shuffled), TEMPLATES, arrangement)
    assert made == compose(material, TEMPLATES, arrangement)


@given(notebooks(), ARRANGEMENTS)
def test_blocks_stand_as_they_are_told(book: Notebook, arrangement: Arrangement) -> None:
    draft = compose(book.material(**wide(parts=ALL_PARTS)), TEMPLATES, arrangement)
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
                case Origin.CITED:
                    (ref,) = refs
                    assert same_words(run.text, next(one.words for one in CITATIONS if one.id == ref)), run
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

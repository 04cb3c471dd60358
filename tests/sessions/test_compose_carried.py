"""Text that was written before: the draft for discussion, standing texts, and words that are cited."""

from dataclasses import replace

from sessions.compose import Draft
from sessions.document import Block, BlockType, Origin, Run
from sessions.network import StandingText
from tests.sessions.test_compose_material import NETWORK, Notebook, below, items_after, texts, whole
from tests.sessions.wide_material import BLOCKS, CITATIONS, DRAFT, OWN, TEXTS, drafted, wide

WHEN = "circulated on 10 January 2027 to all ferrymen"
UNDER = f"In the draft for discussion that was {WHEN}, this stood under ‘On keeping’:"
HEADING, PARAGRAPH = BlockType.HEADING, BlockType.PARAGRAPH


def draft_of(*blocks: Block, **records: object) -> Draft:
    return Notebook().draft(**wide(draft_blocks=blocks, **records))


def following(draft: Draft, lead: str, count: int) -> list[Block]:
    tops = [block for block in draft.blocks if not block.parent]
    at = next(at for at, block in enumerate(tops) if block.text == lead)
    return tops[at + 1 : at + 1 + count]


def test_what_the_draft_said_of_a_session_is_carried_there() -> None:
    draft = draft_of(*BLOCKS)
    heading = next(block for block in draft.blocks if block.about == "s1")
    lead = next(block for block in draft.blocks[draft.blocks.index(heading) :] if block.text == UNDER)
    assert lead.type is PARAGRAPH
    first, second, third = following(draft, UNDER, 3)
    assert (first.text, second.text) == ("A boat is kept by use.", "In winter")
    assert (second.type, third.type) == (PARAGRAPH, BlockType.BULLETS)
    assert all(run.bold for run in second.body)
    assert [block.text for block in draft.blocks if block.parent == third.id] == [
        "Ice comes early.",
        "Ropes freeze.",
    ]


def test_carried_runs_keep_their_look_and_name_the_block_they_are_from() -> None:
    runs = (
        Run("Read ", OWN),
        Run("this", OWN, italic=True),
        Run(" list", OWN, link="https://x.test", lang="cy"),
    )
    draft = draft_of(*drafted((HEADING, "On keeping", 2, "s1"), (PARAGRAPH, runs)))
    (carried,) = following(draft, UNDER, 1)
    assert [(run.text, run.italic, run.link, run.lang) for run in carried.body] == [
        ("Read ", False, "", ""),
        ("this", True, "", ""),
        (" list", False, "https://x.test", "cy"),
    ]
    assert {(run.src.origin, run.src.refs) for run in carried.body} == {(Origin.CARRIED, ("d1",))}


def test_the_rest_stands_at_the_front_and_nothing_twice() -> None:
    draft = draft_of(*BLOCKS)
    found = following(draft, f"The draft for discussion that was {WHEN} put it like this:", 4)
    assert [(block.text, block.level) for block in found] == [
        ("Before we cross", 2),
        ("We carried more people than ever.", 0),
        ("What is left", 3),
        ("Bells, mostly.", 0),
    ]
    text = whole(draft)
    for words in ("We carried more people", "A boat is kept by use", "Ice comes early", "Bells, mostly"):
        assert text.count(words) == 1


def test_sections_in_a_section_go_to_their_own_session_and_back() -> None:
    draft = draft_of(
        *drafted(
            (HEADING, "Keeping a crossing", 1, "s1"),
            (PARAGRAPH, "One."),
            (HEADING, "Money", 2, "s2"),
            (PARAGRAPH, "Two."),
            (HEADING, "And ropes", 2),
            (PARAGRAPH, "Three."),
            (HEADING, "Elsewhere", 1, "unknown"),
            (PARAGRAPH, "Four."),
        )
    )
    plain = f"The draft for discussion that was {WHEN} put it like this:"
    under = f"In the draft for discussion that was {WHEN}, this stood under ‘Money’:"
    leads = [block.text for block in draft.blocks if block.text in {plain, under}]
    assert leads == [plain, plain, plain, under]
    assert [block.text for block in following(draft, under, 1)] == ["Two."]
    at = [block.text for block in draft.blocks]
    assert at.index("Four.") < at.index("One.") < at.index("Three.") < at.index("Two.")


def test_what_says_nothing_is_not_introduced() -> None:
    draft = draft_of(
        *drafted(
            (BlockType.CONTENTS, ""),
            (HEADING, "On keeping", 2, "s1"),
            (PARAGRAPH, " "),
            (HEADING, "", 2, "s2"),
            (PARAGRAPH, "Money."),
            (BlockType.SIGN_OFF, "The ferrymen"),
        )
    )
    text = whole(draft)
    assert "On keeping" not in text
    assert "The ferrymen" not in text
    assert "From the draft for discussion" not in text
    assert text.count("The draft for discussion that was") == 1


def test_draft_without_a_date_or_readers() -> None:
    bare = replace(DRAFT, circulated_to="")
    assert "that was circulated on 10 January 2027 put it" in whole(draft_of(*BLOCKS, draft=bare))
    undated = replace(DRAFT, circulated=None)
    assert "was circulated to all ferrymen before we met put it" in whole(draft_of(*BLOCKS, draft=undated))
    neither = replace(bare, circulated=None)
    assert "that was circulated before we met put it" in whole(draft_of(*BLOCKS, draft=neither))


def test_blocks_of_another_document_are_not_carried() -> None:
    others = tuple(replace(block, document="older") for block in BLOCKS)
    assert "circulated" not in whole(draft_of(*others))
    assert "circulated" not in whole(draft_of(*BLOCKS, draft=None))


def test_standing_texts_stand_where_such_documents_have_them_in_their_newest_words() -> None:
    old = replace(TEXTS[0], id="t0", words="Every bank has a raft.", version=0)
    draft = draft_of(standing_texts=(*TEXTS, old), draft=None)
    headings = [block.text for block in draft.blocks if block.type is HEADING]
    assert headings[:4] == ["In short", "What we hope for", "How we work", "Figures at a glance"]
    tops = [block.text for block in draft.blocks if not block.parent]
    assert tops[tops.index("What we hope for") + 1 :][:2] == ["Every bank has a boat.", "And a bell."]
    assert items_after(draft, "We hold to these:") == ["Row first.", "Then talk."]
    assert "raft" not in whole(draft)


def test_standing_text_without_a_title_has_no_heading_and_may_begin_with_a_list() -> None:
    text = StandingText("t1", "net", "vision", "", "- A boat.\n- A bell.\nThat is all.\nReally.")
    draft = draft_of(standing_texts=(text,), network=replace(NETWORK, aims=()), draft=None)
    assert [block.text for block in below(draft, BlockType.BULLETS)] == ["A boat.", "A bell."]
    assert "That is all. Really." in texts(draft)
    assert "" not in texts(draft, HEADING)


def test_numbered_lines_of_a_text_stay_a_numbered_list() -> None:
    text = StandingText(
        "t1", "net", "vision", "", "Three steps:\n1. A boat.\n2) A bell.\n- Or two.\n3 of us row."
    )
    draft = draft_of(standing_texts=(text,), network=replace(NETWORK, aims=()), draft=None)
    assert [block.text for block in below(draft, BlockType.NUMBERED)] == ["A boat.", "A bell."]
    assert [block.text for block in below(draft, BlockType.BULLETS)] == ["Or two."]
    assert "3 of us row." in texts(draft)


def test_cited_words_stand_with_author_and_source_where_they_belong() -> None:
    draft = draft_of(*BLOCKS)
    pulled = [block for block in draft.blocks if block.type is BlockType.PULL_QUOTE]
    assert [block.text for block in pulled] == [
        "‘A river is a road that moves’",
        "‘Pay the oar before the boat.’",
    ]
    words = [run for run in pulled[0].body if run.src.origin is Origin.CITED]
    assert [(run.text, run.src.refs) for run in words] == [("A river is a road that moves", ("c1",))]
    (signed,) = [block for block in draft.blocks if block.parent == pulled[0].id]
    assert signed.text == "Iris Hale, The Long Lane"
    assert [run.link for run in signed.body if run.link] == ["https://x.test"]
    order = [block.about or block.id for block in draft.blocks]
    assert order.index("s2") < order.index(pulled[1].id) < order.index("s3")


def test_cited_words_of_no_known_session_stand_at_the_front_and_those_without_a_source_nowhere() -> None:
    lost = replace(CITATIONS[1], session="gone")
    unsourced = replace(CITATIONS[0], source=" ")
    draft = draft_of(citations=(lost, unsourced))
    (pulled,) = [block for block in draft.blocks if block.type is BlockType.PULL_QUOTE]
    order = [block.about or block.id for block in draft.blocks]
    assert order.index(pulled.id) < order.index("s1")

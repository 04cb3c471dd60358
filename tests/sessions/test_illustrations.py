"""Pictures put into documents: where they stand, and where they stand in the next draft."""

from dataclasses import replace

import pytest

from sessions.document import Block, BlockState, BlockType, Origin, Run, Source
from sessions.errors import DomainError
from sessions.illustrations import Illustration, carried_over, illustrated, is_illustration
from sessions.ranks import spread

SHOWN = Illustration("f" * 64, " A  hall\nat dusk ", "The hall,  lit")


def block(
    name: str, text: str, kind: BlockType = BlockType.PARAGRAPH, rank: str = "", parent: str = ""
) -> Block:
    body = (Run(text, Source(Origin.OWN)),) if text else ()
    return Block(name, "d", kind, parent, rank, body)


def draft(*told: tuple[str, BlockType], name: str = "b") -> list[Block]:
    ranks = spread(len(told), "0000")
    return [
        block(f"{name}{at}", text, kind, rank)
        for at, ((text, kind), rank) in enumerate(zip(told, ranks, strict=True))
    ]


HEAD, TEXT = BlockType.HEADING, BlockType.PARAGRAPH
DRAFT = draft(
    ("", BlockType.CONTENTS), ("In short", HEAD), ("It was short.", TEXT), ("Ways", HEAD), ("Paying", TEXT),
    ("Ways", HEAD), ("In short, again", TEXT),
)  # fmt: skip


def order(blocks: list[Block]) -> list[str]:
    return [one.id for one in sorted(blocks, key=lambda one: one.rank)]


def put(after: str, blocks: list[Block] = DRAFT, name: str = "p") -> Block:
    return illustrated("d", blocks, SHOWN, after, name)


class TestPlace:
    @pytest.mark.parametrize(
        ("after", "above"),
        [
            ("", "b0"),
            ("in SHORT", "b1"),
            ("It was short.", "b2"),
            ("it was", "b2"),
            ("aying", "b4"),
            ("b5", "b5"),
            ("again", "b6"),
        ],
    )
    def test_it_stands_after_what_is_meant(self, after: str, above: str) -> None:
        found = order([*DRAFT, put(after)])
        assert found[found.index("p") - 1] == above

    def test_without_contents_it_stands_at_the_head(self) -> None:
        assert order([*DRAFT[1:], put("", DRAFT[1:])])[0] == "p"
        assert illustrated("d", [], SHOWN, "", "p").rank

    def test_it_says_what_is_to_be_seen_in_its_own_words(self) -> None:
        made = put("")
        assert (made.text, made.label, made.about) == ("A hall at dusk", "The hall, lit", "f" * 64)
        assert made.state is BlockState.OWN
        assert is_illustration(made)
        assert not is_illustration(replace(made, state=BlockState.ASSEMBLED))

    def test_several_second_pictures_follow_the_newest_first(self) -> None:
        one = put("It was")
        two = put("It was", [*DRAFT, one], "q")
        found = order([*DRAFT, one, two])
        assert found[found.index("b2") :][:3] == ["b2", "q", "p"]


class TestRefused:
    def test_nobody_has_said_what_is_to_be_seen(self) -> None:
        with pytest.raises(DomainError, match="picture_not_described"):
            illustrated("d", DRAFT, Illustration("f" * 64, " \n"), "", "p")

    def test_several_are_meant(self) -> None:
        with pytest.raises(DomainError, match="block_ambiguous") as caught:
            put("ways")
        assert caught.value.fields["blocks"] == "‘Ways’ (b3); ‘Ways’ (b5)"

    def test_none_is_meant(self) -> None:
        with pytest.raises(DomainError, match="block_unknown") as caught:
            put("nowhere")
        assert caught.value.fields["blocks"] == "‘In short’; ‘Ways’; ‘Ways’"


class TestNextDraft:
    def test_each_stands_after_what_it_stood_after(self) -> None:
        pictures = [put("b5", name="p"), put("It was", name="q"), put("", DRAFT[1:], name="r")]
        child = block("c", "inside", parent="b4")
        old = [*DRAFT[1:], *pictures, child]
        new = draft(
            ("In short", HEAD),
            ("New", TEXT),
            ("It was short.", TEXT),
            ("Ways", HEAD),
            ("Ways", HEAD),
            name="n",
        )
        made = carried_over(old, new, "d2")
        found = order([*new, *made])
        names = {one.id: f"picture {at}" for at, one in enumerate(made)}
        assert [names.get(one, one) for one in found] == [
            "picture 0", "n0", "n1", "n2", "picture 1", "n3", "n4", "picture 2",
        ]  # fmt: skip
        assert {one.document for one in made} == {"d2"}
        assert all(is_illustration(one) and one.about == "f" * 64 for one in made)

    def test_where_that_is_gone_it_stands_after_what_was_before_it(self) -> None:
        old = [*DRAFT, put("Paying")]
        new = draft(("In short", HEAD), ("Other", TEXT), name="n")
        assert order([*new, *carried_over(old, new, "d2")])[1] not in {"n0", "n1"}
        assert order([*new[1:], *carried_over(old, new[1:], "d2")])[0] not in {"n0", "n1"}

    def test_several_in_a_row_keep_their_order(self) -> None:
        one = put("It was")
        two = put("It was", [*DRAFT, one], "q")
        first, second = carried_over([*DRAFT, one, two], DRAFT, "d2")
        assert first.rank < second.rank
        assert order([*DRAFT, first, second])[2:5] == ["b2", first.id, second.id]

    def test_a_draft_without_pictures_gives_none(self) -> None:
        assert carried_over(DRAFT, DRAFT, "d2") == ()

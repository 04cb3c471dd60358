"""What was taken out of a Word file, told by the largest blocks that are gone whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from facilitator.exporting.docx_bookmarks import Place, Said
from facilitator.importing.docx_lines import Change
from facilitator.importing.suggestions import Suggestion, SuggestionKind
from sessions.document import DocumentTree, Node, Origin


@dataclass(frozen=True, slots=True)
class Gone:
    """By which line something stood, and who took it out where that was tracked."""

    at: int
    by: Change | None = None


def removed_in(
    tree: DocumentTree, said: Mapping[str, Said], removed: Mapping[str, Gone]
) -> Iterator[tuple[int, Suggestion]]:
    """Yield what was removed: a block with all below it is one, and so are the figures of a poll."""
    by_block: dict[str, list[Said]] = {}
    for one in said.values():
        by_block.setdefault(one.block, []).append(one)
    for one in by_block.get("", ()):
        if one.name in removed:
            yield _told("", Place.COVER, [one], removed)
    for node in tree.nodes:
        yield from _removed_below(node, by_block, removed)


def _removed_below(
    node: Node, by_block: Mapping[str, list[Said]], removed: Mapping[str, Gone]
) -> Iterator[tuple[int, Suggestion]]:
    every = [one for each in node.walk() for one in by_block.get(each.block.id, ())]
    if every and all(one.name in removed for one in every):
        at, made = _told(node.block.id, Place.WORDS, every, removed)
        is_exact = any(run.src.origin is Origin.QUOTE for each in node.walk() for run in each.block.body)
        yield at, replace(made, touches_exact_words=is_exact)
        return
    for place in Place:
        gone = [one for one in by_block.get(node.block.id, ()) if one.place is place and one.name in removed]
        if gone:
            at, made = _told(node.block.id, place, gone, removed)
            is_exact = place is Place.WORDS and any(run.src.origin is Origin.QUOTE for run in node.block.body)
            yield at, replace(made, touches_exact_words=is_exact)
    for child in node.children:
        yield from _removed_below(child, by_block, removed)


def _told(block: str, place: Place, gone: list[Said], removed: Mapping[str, Gone]) -> tuple[int, Suggestion]:
    first = removed[gone[0].name]
    by = first.by
    made = Suggestion(block, SuggestionKind.REMOVED, by.reviewer if by else "", by.date if by else "", place)
    return first.at, replace(made, old="\n".join(one.text for one in gone))

"""What is said of suggestions that come back with a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from gettext import ngettext
from typing import Final

from facilitator.exporting.docx_bookmarks import Place
from facilitator.importing.suggestions import Review, Suggestion, SuggestionKind
from facilitator.sentences_of_gate import shortened
from facilitator.telling import LOOK, STOPS
from sessions.document import BlockType, DocumentTree

AROUND: Final = 3
"""So many words stand around a change."""


def review_told(review: Review, tree: DocumentTree) -> Iterator[str]:
    """Yield what is suggested, below the words of the block it is about."""
    if not review.suggestions:
        yield _("Nothing was changed and nothing was said.")
    words = {node.block.id: node.block.text or node.block.label for node in tree.walk()}
    shown = None
    for one in review.suggestions:
        if one.block != shown:
            shown = one.block
            yield heading_of(one.block, words, tree)
        yield from ("  " + line for line in suggestion_told(one, words))
    if review.suggestions:
        several = ngettext(
            "{count} suggestion. Nothing was changed in the archive.",
            "{count} suggestions. Nothing was changed in the archive.",
            len(review.suggestions),
        )
        yield several.format(count=len(review.suggestions))
    if review.gone:
        several = ngettext(
            "{count} changed paragraph is of a block that is no longer here.",
            "{count} changed paragraphs are of blocks that are no longer here.",
            review.gone,
        )
        yield LOOK + several.format(count=review.gone)


def heading_of(block: str, words: Mapping[str, str], tree: DocumentTree) -> str:
    """Return by which words a block is known, with the heading it stands under."""
    if not block:
        return _("The cover")
    above = ""
    for node in tree.walk():
        if node.block.type is BlockType.HEADING and node.block.text.strip():
            above = shortened(node.block.text)
        if node.block.id == block:
            break
    own = shortened(words.get(block, "")) or _("(no words of its own)")
    return own if above in ("", own) else f"{above} · {own}"


def suggestion_told(one: Suggestion, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that tell one suggestion."""
    who = _(" ({name})").format(name=one.reviewer) if one.reviewer else ""
    place = {Place.LABEL: _("label, "), Place.FIGURES: _("figures, ")}.get(one.place, "")
    yield place + _said(one, words) + who
    for reply in one.replies:
        yield "  " + _("{name} answers: {text}").format(name=reply.reviewer, text=reply.text)
    if one.touches_exact_words:
        yield STOPS + _("This touches somebody's exact words.")
    if one.is_behind:
        yield LOOK + _("This was changed here since the copy left.")


def _said(one: Suggestion, words: Mapping[str, str]) -> str:
    old, new = difference(one.old, one.new)
    after = shortened(words.get(one.after, "")) or _("the beginning")
    told = {
        SuggestionKind.EDITED: _("changed: ‘{old}’ → ‘{new}’"),
        SuggestionKind.INSERTED: _("would put in: ‘{whole}’"),
        SuggestionKind.DELETED: _("would take out: ‘{gone}’"),
        SuggestionKind.COMMENT: _("says of ‘{about}’: {comment}"),
        SuggestionKind.MOVED: _("moved to after ‘{after}’"),
        SuggestionKind.REMOVED: _("taken out: ‘{gone}’"),
        SuggestionKind.ADDED_AFTER: _("added after this: ‘{whole}’"),
        SuggestionKind.SPLIT: _("split into paragraphs: ‘{split}’"),
        SuggestionKind.JOINED: _("joined with the next: ‘{whole}’"),
    }[one.kind]
    return told.format(
        old=old,
        new=new,
        whole=" ".join(one.new.split()),
        gone=" ".join(one.old.split()),
        about=shortened(one.about),
        comment=" ".join(one.comment.split()),
        after=after,
        split=" ¶ ".join(one.new.split("\n\n")),
    )


def difference(old: str, new: str) -> tuple[str, str]:
    """Return what differs in two texts, each with a few words around it."""
    before, after = old.split(), new.split()
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    tail = 0
    while tail < min(len(before), len(after)) - same and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start, end = max(0, same - AROUND), max(0, tail - AROUND)
    return _excerpt(before, start, end), _excerpt(after, start, end)


def _excerpt(words: list[str], start: int, end: int) -> str:
    shown = " ".join(words[start : len(words) - end])
    return ("… " if start else "") + shown + (" …" if end else "")

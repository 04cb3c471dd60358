"""Longer quotations that no note stands behind: a person should see where they are from."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sessions.document import DocumentTree, Origin, Run
from sessions.gate_findings import LookAt
from sessions.gate_passages import Passage
from sessions.quotation import quotations
from sessions.wording import folded_words

_EXACT = frozenset({Origin.QUOTE, Origin.CITED})
LONGEST_UNBOUND = 3
"""Words in quotation marks that may be a term of art; more without a note are shown."""


def terms_of(tree: DocumentTree) -> frozenset[str]:
    """Return the terms of art of a document: marked once, they are known wherever they stand."""
    return frozenset(_term(run.text) for node in tree.walk() for run in node.block.body if run.is_term)


def _term(text: str) -> str:
    return folded_words(text).strip("'").casefold()


def unbound(passage: Passage, terms: frozenset[str], own_texts: Collection[str]) -> Iterator[LookAt]:
    """Yield longer quotations in a person's own words, or carried from a draft, that no note stands behind."""
    text = "".join(run.text for run in passage.runs)
    own = "".join(_kept_if(_is_free(run, own_texts), run.text, " ") for run in passage.runs)
    # Marks and apostrophes inside bound words are no marks of this sentence.
    marked = "".join(_kept_if(run.src.origin not in _EXACT, run.text, "x") for run in passage.runs)
    for start, end in quotations(marked).stretches:
        if len(own[start:end].split()) > LONGEST_UNBOUND and _term(text[start:end]) not in terms:
            yield LookAt(passage.block.id, text[start:end])


def _is_free(run: Run, own_texts: Collection[str]) -> bool:
    """Tell whether nobody answers for the words of a run but who wrote it down."""
    if run.src.origin is Origin.CARRIED:
        return not set(run.src.refs) <= set(own_texts)
    return run.src.origin is Origin.OWN


def _kept_if(is_kept: bool, text: str, instead: str) -> str:
    return text if is_kept else instead * len(text)

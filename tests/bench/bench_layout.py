"""What a preview costs: a page after an edit of one paragraph in sixty pages, against that page laid out alone.

``FACILITATOR_BENCH=short`` takes a shorter document.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from facilitator import paths
from facilitator.exporting.pdf import Faces
from facilitator.exporting.pdf.layout import Layout, layout, pages_pdf
from sessions.document import BlockType, DocumentTree, Node, Run
from tests.bench.book import IS_SHORT, OWN, book

SHARE = 0.25 if IS_SHORT else 0.139  # of the book: sixty pages of the long one
ROUNDS = 5 if IS_SHORT else 15
GOAL_MS, GOAL_RATIO = 150, 1.5


def edited(tree: DocumentTree, at: int, number: int) -> DocumentTree:
    """Return a document with a few more words in one of its paragraphs."""
    node = tree.nodes[at]
    body = (*node.block.body, Run(f" And so on, {number} times.", OWN))
    changed = Node(replace(node.block, body=body), node.children)
    return replace(tree, nodes=(*tree.nodes[:at], changed, *tree.nodes[at + 1 :]))


def alone(laid_out: Layout, page: int) -> DocumentTree:
    """Return a document of what begins on one page."""
    nodes = [node for node in laid_out.tree.nodes if laid_out.page_of(node.block.id) == page]
    return replace(laid_out.tree, nodes=tuple(nodes))


def taken(work: Callable[[], object]) -> float:
    """Return milliseconds of processor time."""
    gc.collect()
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1_000


def shown(tree: DocumentTree, before: Layout, block: str) -> bytes:
    """Return the page of a block after an edit."""
    made = layout(tree, before.faces, before)
    page = made.page_of(block)
    return pages_pdf(made, page, page)


def main() -> None:
    """Print the medians and their ratio."""
    tree = book(SHARE)
    faces = Faces.in_folder(paths.fonts())
    first = taken(lambda: layout(tree, faces))
    laid_out = layout(tree, faces)
    paragraphs = [at for at, node in enumerate(tree.nodes) if node.block.type is BlockType.PARAGRAPH]
    at = paragraphs[len(paragraphs) // 2]
    block = tree.nodes[at].block.id
    single = alone(laid_out, laid_out.page_of(block))
    lone = replace(laid_out, made={})  # open faces, nothing kept
    after, by_itself = [], []
    for number in range(ROUNDS):
        one, other = edited(tree, at, number), replace(single)
        after.append(taken(lambda one=one: shown(one, laid_out, block)))  # type: ignore[misc]
        by_itself.append(taken(lambda other=other: shown(other, lone, block)))  # type: ignore[misc]
    edit, page = statistics.median(after), statistics.median(by_itself)
    print(f"{laid_out.count} pages, {len(tree.nodes)} blocks; the first layout {first:.0f} ms")
    print(f"a page after an edit     {edit:8.1f} ms   goal {GOAL_MS}")
    print(f"the same page alone      {page:8.1f} ms")
    print(f"ratio                    {edit / page:8.2f}      goal {GOAL_RATIO} where the first is not met")


if __name__ == "__main__":
    main()

"""A long report of invented words, the same each time: what benches of the writers set."""

from __future__ import annotations

import os
import random
from datetime import date

from sessions.document import (
    Block,
    BlockType,
    Document,
    DocumentKind,
    DocumentTree,
    Node,
    Origin,
    Run,
    Source,
)
from sessions.polls import Option, Poll, Result

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
PARAGRAPHS, QUOTES, CHARTS, WORDS = (200, 40, 6, 9_000) if IS_SHORT else (2_000, 400, 60, 90_000)
OWN = Source(Origin.OWN)
DOCUMENT = Document("d", "g", DocumentKind.WRITE_UP, "The year of the bridges", byline="Longbench Network")
SYLLABLES = (
    "ba ber bri ca col da der dock em fen fer gan hal har hen il kel la len lo mar men mil na nor o pa pen"
)
MORE = "per ra ren ri ro sal sen ser sho ta ter tho to va ven wa wel wen win wor y"


def vocabulary(dice: random.Random) -> list[str]:
    """Return words of one to four syllables: about as many, and as long, as a long report uses."""
    syllables = f"{SYLLABLES} {MORE}".split()
    return ["".join(dice.choices(syllables, k=dice.choice((1, 1, 2, 2, 3, 4)))) for _ in range(6_000)]


class Author:
    """Writes sentences with an even hand: the same seed, the same book."""

    def __init__(self) -> None:
        self._dice = random.Random(7)
        self._words = vocabulary(self._dice)
        # A few words make up most of any text.
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]
        self.ids = (f"b{number}" for number in range(10**9))

    def words(self, count: int) -> str:
        """Return sentences of so many words."""
        chosen = self._dice.choices(self._words, self._weights, k=count)
        for start in range(0, count, 14):
            end = min(start + 13, count - 1)
            chosen[start] = chosen[start].title()
            chosen[end] += "."
        return " ".join(chosen)

    def node(self, kind: BlockType, text: str, *children: Node, level: int = 0, about: str = "") -> Node:
        """Return a block."""
        body = (Run(text, OWN),) if text else ()
        return Node(Block(next(self.ids), "d", kind, body=body, level=level, about=about), children)

    def paragraph(self, count: int) -> Node:
        """Return a paragraph with a few words in italics, and now and then a link."""
        text = self.words(count)
        first, second = len(text) // 3, len(text) // 2
        link = "https://example.org/bridges/" if self._dice.random() < 0.1 else ""
        body = (
            Run(text[:first], OWN),
            Run(text[first:second], OWN, italic=not link, link=link),
            Run(text[second:], OWN),
        )
        return Node(Block(next(self.ids), "d", BlockType.PARAGRAPH, body=body))


def book(share: float = 1.0) -> DocumentTree:
    """Return the document, or a part of it."""
    author = Author()
    paragraphs = max(1, round(PARAGRAPHS * share))
    each = (WORDS - QUOTES * 22) // PARAGRAPHS
    nodes = [author.node(BlockType.CONTENTS, "")]
    polls: dict[str, Poll] = {}
    for at in range(paragraphs):
        if at % 40 == 0:
            nodes.append(author.node(BlockType.HEADING, author.words(5), level=1))
        elif at % 10 == 0:
            nodes.append(author.node(BlockType.HEADING, author.words(4), level=2))
        nodes.append(author.paragraph(each))
        if at % (PARAGRAPHS // QUOTES) == 3:
            who = author.node(BlockType.ATTRIBUTION, author.words(2))
            nodes.append(author.node(BlockType.PULL_QUOTE, f"‘{author.words(20)}’", who))
        if at % (PARAGRAPHS // CHARTS) == 7:
            name = f"p{at}"
            polls[name] = poll(author, name)
            nodes.append(author.node(BlockType.POLL, author.words(9), about=name))
    return DocumentTree(DOCUMENT, tuple(nodes), polls)


def poll(author: Author, name: str) -> Poll:
    """Return a poll with four options."""
    options = tuple(Option(str(at), author.words(3)) for at in range(4))
    return Poll(name, "g", "s", name, "", date(2025, 1, 1), options, Result((9, 38, 24, 12), base=83))

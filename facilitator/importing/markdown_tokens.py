"""Where the parts of a Markdown text begin and end, as its parser tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def line_of(token: Token) -> int:
    """Return the line a part begins in, the first being 1."""
    return (token.map[0] if token.map else 0) + 1


def closing(tokens: Sequence[Token], at: int) -> int:
    """Return where the block that begins at a token ends."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def parts(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield the blocks that stand side by side, each with what is inside it."""
    at = 0
    while at < len(tokens):
        end = closing(tokens, at)
        yield tokens[at], tokens[at + 1 : end]
        at = end + 1

"""The data of a document as tables for publication: what it prints, and nothing that it does not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Final

from facilitator.exporting.characters import printable
from facilitator.exporting.wording import figures, is_printed_heading
from sessions.document import Block, BlockType, DocumentTree, Node, Origin, Run
from sessions.polls import Poll, answered

BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel takes the letters for those of another time
POLLS: Final = ("poll", "question", "taken", "option", "group", "count", "percent", "base", "source")
QUOTES: Final = ("words", "attribution", "session")
ACTIONS: Final = ("what", "who", "when")
PEOPLE: Final = ("person",)
KNOWN: Final = frozenset(BlockType)
# What stands for a name that came before means nobody in a row that stands alone.
_PRONOUNS: Final = frozenset({"she", "he", "they"})
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*")
# The wide signs too: some programs take them for the others.
_FORMULA_STARTS: Final = "=+-@\t\r＝＋－＠"
_PAIRS: Final = frozenset({"‘’", "“”", "''", '""'})

Row = Sequence[str]


def write_csv(tree: DocumentTree) -> dict[str, bytes]:
    """Return the tables of a document by file name; one with nothing in it has its header."""
    for node in tree.walk():
        if node.block.type not in KNOWN:
            raise ValueError(f"no way to tell what a block of type {node.block.type!r} has in it")
    return {
        "polls.csv": _file(POLLS, _polls(tree)),
        "quotes.csv": _file(QUOTES, _quotes(tree)),
        "actions.csv": _file(ACTIONS, _actions(tree)),
        "people.csv": _file(PEOPLE, _people(tree)),
    }


def _file(header: Row, rows: Iterator[Row]) -> bytes:
    """Return rows as RFC 4180 has them, in UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def _guarded(cell: str) -> str:
    """Return a cell that no program takes for a formula."""
    text = printable(cell)
    may_run = any(start and start in _FORMULA_STARTS for start in (cell[:1], text.lstrip()[:1]))
    return f"'{text}" if may_run and not _NUMBER.fullmatch(text) else text


def _polls(tree: DocumentTree) -> Iterator[Row]:
    """Yield the options of each poll that is shown; the tree knows more polls than the document shows."""
    shown: set[str] = set()
    for node in tree.walk():
        block = node.block
        if block.type is not BlockType.POLL or block.about not in tree.polls or block.about in shown:
            continue
        shown.add(block.about)
        poll = tree.polls[block.about]
        yield from _options(poll, str(len(shown)), block.text.strip() or poll.question)


def _options(poll: Poll, number: str, question: str) -> Iterator[Row]:
    result = poll.result
    base = answered(poll)
    counts = result.counts if result else ()
    published = result.permille if result and not counts else ()
    for at, (option, figure) in enumerate(zip(poll.options, figures(poll), strict=True)):
        percent = figure.per_cent.removesuffix("%")
        if at < len(published):
            percent = f"{published[at] / 10:.1f}"
        yield (
            number,
            question,
            poll.taken.isoformat(),
            option.text,
            option.group,
            str(counts[at]) if at < len(counts) else "",
            percent,
            str(base) if base >= 0 else "",
            result.source if result else "",
        )


def _quotes(tree: DocumentTree) -> Iterator[Row]:
    """Yield quotations in reading order, whole blocks and those inside a sentence."""
    session = ""
    walls = {
        id(item)
        for node in tree.walk()
        if node.block.type is BlockType.QUOTE_WALL
        for item in node.children
        if item.block.type is BlockType.ITEM
    }
    for node in tree.walk():
        block = node.block
        if is_printed_heading(block) and block.level <= 1:
            session = _one_line(block.text)
        if block.type is BlockType.PULL_QUOTE or id(node) in walls:
            if block.text.strip():
                yield (_unquoted(block.text), _attribution(node), session)
        elif _is_quoting(block):
            yield from ((words, who, session) for words, who in _inside(block.body))


def _is_quoting(block: Block) -> bool:
    """Tell whether somebody's exact words stand in the words of a block."""
    return any(run.src.origin is Origin.QUOTE for run in block.body)


def _attribution(node: Node) -> str:
    said_by = (child.block.text for child in node.children if child.block.type is BlockType.ATTRIBUTION)
    return _one_line("; ".join(said_by))


def _inside(body: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Yield the quotations of a sentence with who is named beside them for the same note."""
    for (origin, refs, _), same in groupby(
        body, lambda run: (run.src.origin, run.src.refs, run.src.words_op)
    ):
        if origin is not Origin.QUOTE:
            continue
        named = [
            run.text
            for run in body
            if run.src.origin is Origin.ATTRIBUTION
            and run.src.refs == refs
            and run.text.strip().casefold() not in _PRONOUNS
        ]
        yield _unquoted("".join(run.text for run in same)), _one_line(" ".join(named))


def _unquoted(text: str) -> str:
    """Return exact words without the marks around them."""
    bare = text.strip()
    inner = bare[1:-1]
    is_pair = len(bare) > 1 and bare[0] + bare[-1] in _PAIRS
    return inner if is_pair and not any(mark in inner for mark in "‘“") else bare


def _actions(tree: DocumentTree) -> Iterator[Row]:
    """Yield what is to be done; the first row of each table is its header, and what has no column is with the last."""
    for node in tree.walk():
        if node.block.type is BlockType.ACTIONS:
            rows = [child for child in node.children if child.block.type is BlockType.ROW]
            for row in rows[1:]:
                cells = [_all_text(cell) for cell in row.children]
                first = [*cells[:2], "", ""][:2]
                yield (*first, "; ".join(cells[2:]))


def _people(tree: DocumentTree) -> Iterator[Row]:
    for node in tree.walk():
        if node.block.type is BlockType.PEOPLE:
            items = (child.block for child in node.children if child.block.type is BlockType.ITEM)
            yield from ((_one_line(item.text),) for item in items if item.text.strip())


def _all_text(node: Node) -> str:
    return "\n".join(text for each in node.walk() if (text := each.block.text.strip()))


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())

"""The same words in every format, block by block, for every type of block and for the write-up of the sample.

What a format adds of its own is told here word for word: its contents, its poll figures, its marks of lists and, in
plain text, addresses and the names of columns. Nothing else may stand between two blocks. One thing is not printed in
a PDF or a Word file: what a picture shows, which is said to who listens; it is looked for where readers find it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from facilitator.app import App
from facilitator.exporting.chart_data import poll_rows
from facilitator.exporting.docx import write_docx
from facilitator.exporting.mail import write_mail
from facilitator.exporting.text import write_text
from facilitator.exporting.wording import CONTENTS, base_line, contents_label, figures, in_contents
from sessions.document import Block, BlockType, ChartForm, DocumentTree, Node
from sessions.polls import Poll
from tests.facilitator.exporting.example_tree import example_tree, whole_example_tree
from tests.facilitator.exporting.pdf_checks import expected, made_pdf
from tests.facilitator.exporting.pdf_checks import said as said_in
from tests.facilitator.exporting.pdf_reading import pages, without_footers, words
from tests.facilitator.exporting.test_text_of import words_of_html, words_of_markdown, words_of_page

POINTED = (BlockType.BULLETS, BlockType.FIGURES, BlockType.FINDINGS, BlockType.LINKS)
DOTTED = (BlockType.BULLETS, BlockType.FINDINGS)
COUNTED = (BlockType.KEY_MESSAGES, BlockType.NUMBERED)
PAGE = "a page number"  # stands for any
IN_BAR = 10  # per cent of a bar that have room for a number
UNDERLINE = re.compile(r"^ *(?:[=~-]{3,} *)+$", re.MULTILINE)


@dataclass(frozen=True)
class Format:
    """How to read a file back, and what stands in it that is in no block."""

    read: Callable[[DocumentTree], list[str]]
    bullet: str = ""
    number: str = ""
    has_labels: bool = True  # in its contents
    has_pages: bool = False
    has_counts: bool = False
    is_plain: bool = False
    has_front: bool = True
    pointed: tuple[BlockType, ...] = POINTED
    has_bases: bool = False  # how many answered each year is a row below the answers
    is_drawn: bool = False  # the larger shares of a scale stand in its bar as well, and a chart has an axis
    is_seen: bool = False  # a picture is seen, and what it shows is not in words


def read_docx(tree: DocumentTree) -> list[str]:
    word = docx.Document(BytesIO(write_docx(tree)))
    return words("\n".join(docx_texts(word)))


def docx_texts(holder) -> Iterator[str]:
    for part in holder.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from docx_texts(cell)
        else:
            yield part.text


def read_text(tree: DocumentTree) -> list[str]:
    return words(UNDERLINE.sub("", write_text(tree).decode()))


def read_pdf(tree: DocumentTree) -> list[str]:
    return words(without_footers(made_pdf(tree)))


def read_mail(tree: DocumentTree) -> list[str]:
    """Return the words of the page in a mail; its plain text is a format of its own."""
    body = message_from_bytes(write_mail(tree), policy=default).get_body(("html",))
    assert body is not None
    return words_of_page(body.get_content())


FORMATS = {
    "html": Format(words_of_html),
    "markdown": Format(words_of_markdown),
    "docx": Format(read_docx, has_labels=False, has_counts=True, has_bases=True, is_seen=True),
    "mail": Format(read_mail),
    "text": Format(read_text, bullet="-", number="{}.", is_plain=True),
    "pdf": Format(
        read_pdf,
        bullet="•",
        number="{}",
        pointed=DOTTED,
        has_pages=True,
        has_front=False,
        is_drawn=True,
        is_seen=True,
    ),
}


def contents_of(tree: DocumentTree, block: Block, way: Format) -> list[str]:
    made = [] if block.text.strip() else [CONTENTS]
    for heading in in_contents(tree):
        label = contents_label(heading) if way.has_labels else ""
        made += [*words(label), *words(heading.text), *([PAGE] if way.has_pages else [])]
    return made


def line_of(poll: Poll, tree: DocumentTree) -> list[Poll]:
    """Return a poll after those that it repeats."""
    earlier = tree.polls.get(poll.repeats)
    return [*(line_of(earlier, tree) if earlier else []), poll]


def axis(poll: Poll, tree: DocumentTree) -> Iterator[tuple[str, ...]]:
    """Yield what stands beside the lines of a chart: nothing, half and whole, to the next ten above the highest."""
    highest = max(figure.share for one in line_of(poll, tree) for figure in figures(one))
    top = min(100, -(-highest // 10) * 10)
    yield ("0%", f"{top / 2:g}%", f"{top}%")


def bases(poll: Poll, tree: DocumentTree) -> Iterator[tuple[str, ...]]:
    yield ("People who answered", *(base_line(one).split()[0] for one in line_of(poll, tree)))


def figures_of(tree: DocumentTree, block: Block, way: Format) -> list[str]:
    poll = tree.polls[block.about]
    if block.form is ChartForm.YEARS:
        rows = [*axis(poll, tree)] * way.is_drawn + [*poll_rows(block, tree.polls)]
        rows += [*bases(poll, tree)] * way.has_bases
        return words(" ".join([*(cell for row in rows for cell in row), base_line(poll)]))
    counts = poll.result.counts if poll.result and way.has_counts else ()
    made = []
    if way.is_drawn and block.form is ChartForm.SCALE:
        made = [figure.per_cent for figure in figures(poll) if int(figure.per_cent.rstrip("%")) >= IN_BAR]
    if way.has_counts and poll.result:
        made += ["Answer", "Share", *(["Number"] if counts else [])]
    for at, figure in enumerate(figures(poll)):
        made += words(f"{figure.option} {figure.per_cent} {counts[at] if counts else ''}")
    return made + words(base_line(poll))


def spoken(block: Block, way: Format) -> list[str]:
    """Return the words of a block; plain text has the address of a link after it, unless it is its own address."""
    text = "".join(
        f"{run.text} <{run.link}>"
        if way.is_plain and run.link and run.link.removeprefix("mailto:") != run.text
        else run.text
        for run in block.body
    )
    return words(text)


def blocks(tree: DocumentTree, way: Format) -> Iterator[tuple[str, list[str]]]:
    document = tree.document
    if way.has_front:
        for text in (document.title, document.subtitle, document.byline, document.dateline):
            yield "front", words(text)
    for node in tree.nodes:
        yield from below(tree, node, way, mark="")


def below(tree: DocumentTree, node: Node, way: Format, mark: str) -> Iterator[tuple[str, list[str]]]:
    block = node.block
    said = [*words(mark), *words(block.label), *spoken(block, way)]
    if block.type is BlockType.IMAGE:
        seen = f"[Picture: {block.text}]" if way.is_plain else block.text
        said = [*words("" if way.is_seen else seen), *words(block.label)]
    if block.type is BlockType.CONTENTS:
        said += contents_of(tree, block, way)
    if block.type is BlockType.POLL:
        said += figures_of(tree, block, way)
    yield block.type, said
    if block.type is BlockType.ACTIONS and way.is_plain:
        yield from pairs(node, way)
        return
    marks = dict.fromkeys(way.pointed, way.bullet) | dict.fromkeys(COUNTED, way.number)
    for number, child in enumerate(node.children, 1):
        yield from below(tree, child, way, marks.get(block.type, "").format(number))


def pairs(node: Node, way: Format) -> Iterator[tuple[str, list[str]]]:
    head, *rows = node.children
    for row in rows:
        for name, cell in zip(head.children, row.children, strict=True):
            yield "cell", [*words(f"{name.block.text}:"), *spoken(cell.block, way)]


def same(wanted: list[str], read: list[str]) -> bool:
    return len(wanted) == len(read) and all(
        found.isdecimal() if word == PAGE else found == word for word, found in zip(wanted, read, strict=True)
    )


def assert_same_words(tree: DocumentTree, way: Format) -> None:
    read = words(" ".join(way.read(tree)))
    at = 0
    for kind, wanted in blocks(tree, way):
        found = read[at : at + len(wanted)]
        assert same(wanted, found), f"{kind}: wanted {wanted}, found {found}"
        at += len(wanted)
    assert read[at:] == []
    assert at > 100


@pytest.mark.parametrize("name", FORMATS)
def test_example_says_the_same_in_every_format(name: str) -> None:
    assert {node.block.type for node in whole_example_tree().walk()} == set(BlockType)
    assert_same_words(whole_example_tree(), FORMATS[name])


def test_what_a_picture_shows_is_said_in_its_place_in_a_pdf() -> None:
    assert said_in(made_pdf(whole_example_tree())) == expected(whole_example_tree())


def test_what_a_picture_shows_is_said_in_a_word_file() -> None:
    tree = whole_example_tree()
    shown = [node.block.text for node in tree.walk() if node.block.type is BlockType.IMAGE]
    word = docx.Document(BytesIO(write_docx(tree)))
    described = [one.get("descr") for one in word.element.iter(qn("wp:docPr"))]
    assert shown
    assert set(shown) <= set(described)


@pytest.mark.parametrize("name", FORMATS)
def test_write_up_of_the_sample_says_the_same_in_every_format(app: App, name: str) -> None:
    with app.archive.reader() as reader:
        (document,) = [kept.record.id for kept in reader.every("document")]
    assert_same_words(app.write_up.tree(document), FORMATS[name])


def test_pages_begin_with_a_cover_of_the_same_words() -> None:
    document = example_tree().document
    front = " ".join((document.title, document.subtitle, document.byline, document.dateline))
    assert sorted(words(pages(made_pdf(example_tree()))[0])) == sorted(words(front))


@pytest.mark.parametrize("name", FORMATS)
def test_a_word_that_is_missing_is_found_out(name: str) -> None:
    way = FORMATS[name]
    short = Format(**{**vars(way), "read": lambda tree: [word for word in way.read(tree) if word != "Mrs"]})
    with pytest.raises(AssertionError, match="pull quote"):
        assert_same_words(example_tree(), short)

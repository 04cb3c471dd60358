"""What a PDF costs: tagged, kerned, with links and contents, against stock platypus and against bare lines on a canvas.

Run from the root: ``python -m tests.bench.bench_pdf``; ``FACILITATOR_BENCH=short`` sets a smaller document.
The same words are set in the same faces and sizes in all three. Platypus has its contents list, which takes it three
passes; the floor breaks lines and draws them, and has neither structure, links, contents nor outline.
"""

from __future__ import annotations

import gc
import io
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
)
from reportlab.platypus.tableofcontents import TableOfContents  # type: ignore[import-untyped]

from facilitator import paths
from facilitator.exporting.pdf import Faces, write_pdf
from facilitator.exporting.wording import figures
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
ROUNDS = 3 if IS_SHORT else 5
SIZES = (10, 30) if IS_SHORT else (10, 30, 100, 300, 1_000)  # pages
MEASURE = "--peak"  # the argument with which the bench runs itself to learn how much memory a PDF takes
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


def ours(tree: DocumentTree) -> bytes:
    """Return the PDF as the program makes it."""
    return write_pdf(tree, Faces.in_folder(paths.fonts()))


# --- stock platypus

STYLES = {
    BlockType.PARAGRAPH: ParagraphStyle("body", fontName="Serif", fontSize=12, leading=18, spaceBefore=9),
    BlockType.PULL_QUOTE: ParagraphStyle(
        "quote", fontName="Display", fontSize=19, leading=26, spaceBefore=22
    ),
    BlockType.ATTRIBUTION: ParagraphStyle("who", fontName="Sans", fontSize=10.5, leading=15, spaceBefore=4),
    BlockType.POLL: ParagraphStyle("poll", fontName="Sans", fontSize=12, leading=17, spaceBefore=26),
}
HEADINGS = {
    1: ParagraphStyle("one", fontName="Display", fontSize=28, leading=34, spaceBefore=48, keepWithNext=1),
    2: ParagraphStyle("two", fontName="Sans", fontSize=13, leading=18, spaceBefore=25, keepWithNext=1),
}
LEFT, COLUMN, DEPTH = 165, 362, 664
FACES = {"Serif": "text", "Serif-Italic": "text_italic", "Display": "display", "Sans": "sans"}


def register() -> None:
    """Give ReportLab the faces by name; they are made anew, so that no round inherits subsets of another."""
    faces = Faces.in_folder(paths.fonts())
    for name, field in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(getattr(faces, field))))
    pdfmetrics.registerFontFamily(
        "Serif", normal="Serif", bold="Serif", italic="Serif-Italic", boldItalic="Serif"
    )


class Bars(Flowable):  # type: ignore[misc]
    """The bars of a poll."""

    def __init__(self, asked: Poll) -> None:
        super().__init__()
        self.answers = figures(asked)
        self.width, self.height = COLUMN, 22 * len(self.answers)

    def draw(self) -> None:
        """Draw them."""
        for at, answer in enumerate(self.answers):
            y = self.height - 22 * at - 16
            self.canv.setFont("Sans", 10.5)
            self.canv.drawString(0, y, answer.option)
            self.canv.rect(150, y, answer.share * 1.5, 13, 0, 1)
            self.canv.drawRightString(COLUMN, y, answer.per_cent)


class Stock(BaseDocTemplate):  # type: ignore[misc]
    """A document with a contents list as ReportLab's guide makes one."""

    def __init__(self, out: io.BytesIO) -> None:
        super().__init__(out, pagesize=(210 * mm, 297 * mm))
        frame = Frame(LEFT, 94, COLUMN, DEPTH, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame]))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """Tell the contents list of headings."""
        style = getattr(flowable, "style", None)
        level = {"one": 0, "two": 1}.get(style.name if style else "")
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def platypus(tree: DocumentTree) -> bytes:
    """Return the same document set by stock flowables."""
    register()
    contents = TableOfContents()
    contents.levelStyles = [STYLES[BlockType.ATTRIBUTION]] * 2
    story: list[Flowable] = [contents, PageBreak()]
    for node in tree.walk():
        block = node.block
        if block.type is BlockType.CONTENTS:
            continue
        style = HEADINGS[block.level] if block.level else STYLES[block.type]
        story.append(Paragraph("".join(map(marked_up, block.body)), style))
        if block.about:
            story.append(Bars(tree.polls[block.about]))
    out = io.BytesIO()
    Stock(out).multiBuild(story)
    return out.getvalue()


def marked_up(run: Run) -> str:
    """Return a run in platypus's markup."""
    text = escape(run.text)
    if run.link:
        return f'<a href="{run.link}">{text}</a>'
    return f"<i>{text}</i>" if run.italic else text


# --- the floor


def floor(tree: DocumentTree) -> bytes:
    """Return the same words as lines on pages, and nothing else."""
    register()
    out = io.BytesIO()
    canvas = Canvas(out, (210 * mm, 297 * mm), pageCompression=1)
    y = 0.0
    for name, size, leading, text in texts(tree):
        for line in lines(text, name, size):
            if y < 94:
                if y:
                    canvas.showPage()
                y = 94 + DEPTH
            canvas.setFont(name, size)
            canvas.drawString(LEFT, y, line)
            y -= leading
        y -= 9
    canvas.save()
    return out.getvalue()


def texts(tree: DocumentTree) -> Iterator[tuple[str, float, float, str]]:
    """Yield each text with its face, size and leading."""
    for node in tree.walk():
        block = node.block
        if block.type is not BlockType.CONTENTS:
            style = HEADINGS[block.level] if block.level else STYLES[block.type]
            yield style.fontName, style.fontSize, style.leading, block.text
        for answer in figures(tree.polls[block.about]) if block.about else ():
            yield "Sans", 10.5, 15, f"{answer.option} {answer.per_cent}"


def lines(text: str, name: str, size: float) -> Iterator[str]:
    """Yield the lines of a text in the column."""
    font = pdfmetrics.getFont(name)
    space = font.stringWidth(" ", size)
    row: list[str] = []
    used = 0.0
    for word in text.split():
        width = font.stringWidth(word, size)
        if row and used + width > COLUMN:
            yield " ".join(row)
            row, used = [], 0.0
        row.append(word)
        used += width + space
    yield " ".join(row)


# --- measuring


def spent(work: Callable[[DocumentTree], bytes], tree: DocumentTree) -> tuple[float, int]:
    """Return the seconds of processor time that a document takes, and how many pages it has."""
    gc.collect()
    begun = time.process_time()
    data = work(tree)
    return time.process_time() - begun, len(data)


def pages(data: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def compare() -> None:
    """Print the medians of rounds in which each has its turn, and the ratios between them."""
    tree = book()
    ways: dict[str, Callable[[DocumentTree], bytes]] = {"ours": ours, "platypus": platypus, "floor": floor}
    times: dict[str, list[float]] = {name: [] for name in ways}
    sizes: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken, sizes[name] = spent(way, tree)
            times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:<24} {median:8.3f} s   {sizes[name] / 1024:8.0f} KB")
    words = sum(len(node.block.text.split()) for node in tree.walk())
    print(f"{words:,} words on {pages(ours(tree))} pages")
    print(f"ratio to platypus        {medians['ours'] / medians['platypus']:8.2f}   goal 0.40, better 0.29")
    print(f"ratio to the floor       {medians['ours'] / medians['floor']:8.2f}   goal 3.3, better 2.4")


def by_size() -> None:
    """Print how many pages a second are made, short documents and long."""
    whole = pages(ours(book()))
    for wanted in SIZES:
        tree = book(wanted / whole)
        count = pages(ours(tree))
        taken = statistics.median(spent(ours, tree)[0] for _ in range(3))
        print(f"{count:>5} pages              {taken:8.3f} s   {count / taken:8.0f} pages/s")


def peak(how: str) -> float:
    """Return the megabytes that a process takes at most, with or without a PDF to make."""
    command = [sys.executable, "-m", "tests.bench.bench_pdf", MEASURE, how]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    return float(done.stdout)


def most_memory() -> float:
    """Return the megabytes that this process has taken at most."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says of a process includes the one that started it
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )


def main() -> None:
    """Print all of it."""
    if MEASURE in sys.argv:
        if sys.argv[-1] != "nothing":
            ours(book())
        print(most_memory())
        return
    compare()
    by_size()
    bare, full = peak("nothing"), peak("book")
    print(f"peak memory              {full:8.1f} MB, {bare:.1f} of it before anything is set")


if __name__ == "__main__":
    main()

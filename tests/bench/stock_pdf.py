"""The same document by stock platypus with a contents list, and as bare lines on a canvas, to hold ours against."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

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
from facilitator.exporting.pdf import Faces
from facilitator.exporting.wording import figures
from sessions.document import BlockType, DocumentTree, Run
from sessions.polls import Poll

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

    def afterFlowable(self, flowable: Flowable) -> None:
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

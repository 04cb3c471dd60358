"""Paragraphs and tables as Word keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from facilitator.exporting.characters import printable
from facilitator.exporting.docx_styles import COLUMN, DEEPEST_LIST
from facilitator.exporting.html_inline import escaped


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a style; ``list`` and ``depth`` say in which list and how deep, ``section`` what ends with it.

    One that ``is_on_new_page`` begins a page; ``before`` is the distance to what is above, -1 for that of the style.
    """

    style: str
    content: str = ""
    list: int = 0
    depth: int = 0
    indent: int = 0
    section: str = ""
    is_on_new_page: bool = False
    before: int = -1

    def xml(self) -> str:
        """Return the paragraph."""
        level = min(self.depth, DEEPEST_LIST)
        parts = (
            ("<w:pageBreakBefore/>", self.is_on_new_page),
            (
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.list}"/></w:numPr>',
                self.list,
            ),
            (f'<w:spacing w:before="{self.before}"/>', self.before >= 0),
            (f'<w:ind w:left="{self.indent}"/>', self.indent),
            (self.section, self.section),
        )
        properties = "".join(xml for xml, is_on in parts if is_on)
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>{properties}</w:pPr>{self.content}</w:p>'


@dataclass(slots=True)
class Table:
    """A table of cells that hold paragraphs and tables; ``shares`` are the widths of its columns in hundredths.

    ``title`` and ``description`` are what a screen reader says of it, ``style`` is that of the table.
    """

    rows: list[list[list[Part]]]
    shares: Sequence[int]
    has_header: bool
    title: str = ""
    description: str = ""
    style: str = "Ruled"
    widths: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Turn shares into widths."""
        self.widths = [COLUMN * share // sum(self.shares) for share in self.shares]

    def xml(self) -> str:
        """Return the table; its rows are never parted and its header comes again on the next page."""
        said = (("tblCaption", self.title), ("tblDescription", self.description))
        alternative = "".join(
            f'<w:{name} w:val="{escaped(_one_line(text))}"/>' for name, text in said if text.strip()
        )
        look = f'<w:tblLook w:val="0020" w:firstRow="{int(self.has_header)}" w:noHBand="1" w:noVBand="1"/>'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        rows = "".join(
            self._row(row, is_header=self.has_header and not at) for at, row in enumerate(self.rows)
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style}"/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLayout w:type="fixed"/>{look}{alternative}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, cells: Sequence[list[Part]], *, is_header: bool) -> str:
        properties = f"<w:cantSplit/>{'<w:tblHeader/>' if is_header else ''}"
        filled = [*cells, *[[] for _ in range(len(self.widths) - len(cells))]]
        style = "TableHeading" if is_header else "TableText"
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{rendered(cell, style)}</w:tc>'
            for cell, width in zip(filled, self.widths, strict=True)
        )
        return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """Where a section of so many columns ends."""

    columns: int

    def xml(self) -> str:
        """Return nothing: a section ends with the paragraph before it, see ``sectioned``."""
        return ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page ends."""

    def xml(self) -> str:
        """Return nothing: what follows begins a page, see ``paged``."""
        return ""


Part = Paragraph | Table | SectionEnd | PageBreak


def paged(parts: Sequence[Part]) -> list[Part]:
    """Return parts of which each that follows a break begins a page; several breaks are one, and none is the last."""
    made: list[Part] = []
    is_due = False
    for part in parts:
        if isinstance(part, PageBreak):
            is_due = bool(made)
        elif isinstance(part, SectionEnd) or not is_due:
            made.append(part)
        else:
            is_due = False
            if isinstance(part, Table):
                made.append(Paragraph("Normal", is_on_new_page=True))
                made.append(part)
            else:
                made.append(replace(part, is_on_new_page=True))
    return made


def sectioned(parts: Sequence[Part], section: Callable[[int], str]) -> list[Part]:
    """Return parts with the ends of sections in the paragraphs before them; one without parts has no end."""
    made: list[Part] = []
    is_open = False
    for part in parts:
        if not isinstance(part, SectionEnd):
            made.append(part)
            is_open = True
            continue
        if is_open:
            if not isinstance(made[-1], Paragraph):
                made.append(Paragraph("Normal"))
            made[-1] = replace(cast("Paragraph", made[-1]), section=section(part.columns))
        is_open = False
    return made


def rendered(parts: Sequence[Part], last_style: str = "Normal") -> str:
    """Return parts one after the other.

    Two tables are parted by a paragraph, for Word would make them one, and a paragraph is last, for it asks for one.
    """
    made: list[str] = []
    for at, part in enumerate(parts):
        if at and isinstance(part, Table) and isinstance(parts[at - 1], Table):
            made.append(Paragraph("Normal").xml())
        made.append(part.xml())
    last = parts[-1] if parts else None
    if not isinstance(last, Paragraph) or last.section:
        made.append(Paragraph(last_style).xml())
    return "".join(made)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())

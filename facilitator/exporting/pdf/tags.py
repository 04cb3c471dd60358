"""The logical structure of a document: what assistive technology reads, whatever stands where on the pages.

The tree is made in reading order while the story is told. A leaf holds nothing but what is drawn for it: the pen adds
marked content to it, on whatever page that comes to lie, so page breaks need no thought here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
UNKNOWN_LANGUAGE = "und"
DEEPEST = 6


class Kind(StrEnum):
    """The standard structure types in use, and four of our own that ``ROLES`` explains."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    DIVISION = "Div"
    HEADING = "H"
    PARAGRAPH = "P"
    STANDFIRST = "Standfirst"
    CALLOUT = "Callout"
    KEY_MESSAGES = "KeyMessages"
    PULL_QUOTE = "PullQuote"
    QUOTE = "BlockQuote"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    CONTENTS = "TOC"
    ENTRY = "TOCI"
    REFERENCE = "Reference"
    LINK = "Link"
    SPAN = "Span"


ROLES = {
    Kind.STANDFIRST: Kind.PARAGRAPH,
    Kind.CALLOUT: Kind.DIVISION,
    Kind.KEY_MESSAGES: Kind.LIST,
    Kind.PULL_QUOTE: Kind.QUOTE,
}
LISTS = frozenset({Kind.LIST, Kind.KEY_MESSAGES})


class Artifact(StrEnum):
    """What is drawn and not read, by the operator that opens it."""

    DECORATION = "/Artifact BMC"
    FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
    HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"


class Content(NamedTuple):
    """A stretch of marked content on a page."""

    page: int
    number: int


class Annotated(NamedTuple):
    """A link's rectangle on a page."""

    page: int
    annotation: str


class Attribute(StrEnum):
    """What an element says of itself beside its kind."""

    DOTS = "/O /List /ListNumbering /Disc"
    NUMBERS = "/O /List /ListNumbering /Decimal"
    COLUMN_HEADER = "/O /Table /Scope /Column"
    ROW_HEADER = "/O /Table /Scope /Row"


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the structure. ``level`` counts for headings: 0 is one below whatever heading came last."""

    kind: Kind
    alt: str = ""
    lang: str = ""
    attribute: Attribute | None = None
    level: int = 0
    link: str = ""
    area: tuple[float, float, float, float] | None = None
    kids: list[Tag | Content | Annotated] = field(default_factory=list)

    def add(self, kind: Kind, *, level: int = 0, alt: str = "", attribute: Attribute | None = None) -> Tag:
        """Return a new element at the end of this one."""
        tag = Tag(kind, alt, attribute=attribute, level=level)
        self.kids.append(tag)
        return tag

    def inline(self, link: str, lang: str) -> Tag:
        """Return the link or the words in another language that stand here; over a line's end it is the same one."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Tag) and (last.link, last.lang) == (link, lang):
            return last
        tag = Tag(Kind.LINK if link else Kind.SPAN, lang=lang, link=link)
        self.kids.append(tag)
        return tag

    def enclose(self, left: float, foot: float, right: float, top: float) -> None:
        """Let the area of the element reach as far as that; points from the lower left corner of the page."""
        if self.area is not None:
            left, foot = min(left, self.area[0]), min(foot, self.area[1])
            right, top = max(right, self.area[2]), max(top, self.area[3])
        self.area = (left, foot, right, top)

    def walk(self) -> Iterator[Tag]:
        """Yield this element and all below it in reading order, however deep they lie."""
        waiting = [self]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting += [kid for kid in reversed(tag.kids) if isinstance(kid, Tag)]


Owner = Tag | Artifact


def language_tag(text: str) -> str:
    """Return a language if it is written as BCP 47 asks, else nothing."""
    return text if LANGUAGE.fullmatch(text) else ""


def live(root: Tag) -> set[Tag]:
    """Return the elements with something to read in them; cells of a row with something stay for their places."""
    found: set[Tag] = set()
    for tag in reversed(list(root.walk())):
        if any(not isinstance(kid, Tag) or kid in found for kid in tag.kids):
            found.add(tag)
            if tag.kind is Kind.ROW:
                found.update(kid for kid in tag.kids if isinstance(kid, Tag))
    return found


def heading_levels(root: Tag) -> dict[Tag, int]:
    """Return the level of every heading; none is left out on the way down, or a reader would look for it."""
    levels: dict[Tag, int] = {}
    last = 0
    alive = live(root)
    for tag in root.walk():
        if tag.kind is Kind.HEADING and tag in alive:
            levels[tag] = min(tag.level or DEEPEST, last + 1, DEEPEST)
            last = levels[tag] if tag.level else max(last, 1)
    return levels

"""The paragraphs of a Word file as its editor left them: words with their looks, changes that are tracked, marks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import hexdigits
from typing import Final
from xml.etree.ElementTree import Element

from sessions.document import Origin, Run, Source

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SHAPES: Final = frozenset({"drawing", "pict", "object"})
_PASSED_OVER: Final = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sectPr", "Fallback"}
)


class ChangeKind(StrEnum):
    """How a stretch of words is tracked."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"


_GOING: Final = frozenset({ChangeKind.DELETED, ChangeKind.MOVED_FROM})


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change; ``move`` is the name that both ends of a move have."""

    kind: ChangeKind
    reviewer: str = ""
    date: str = ""
    move: str = ""

    @property
    def is_going(self) -> bool:
        """Tell whether the words go where the change is accepted; else they come."""
        return self.kind in _GOING


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words of one look, or a picture with its alt text."""

    run: Run
    change: Change | None = None
    is_picture: bool = False

    @property
    def text(self) -> str:
        """Return the words; of a picture none."""
        return "" if self.is_picture else self.run.text


Spot = tuple[int, int]
"""A place in the text: the number of a line, and of a piece in it that comes next."""


@dataclass(slots=True)
class Line:
    """A paragraph; ``row`` tells the rows of tables apart, 0 for none, ``end`` is how its end is tracked."""

    pieces: list[Piece] = field(default_factory=list)
    row: int = 0
    end: Change | None = None
    is_contents: bool = False
    footnotes: list[str] = field(default_factory=list)

    @property
    def before(self) -> str:
        """Return the words with every tracked change refused."""
        return "".join(one.text for one in self.pieces if one.change is None or one.change.is_going)

    @property
    def after(self) -> str:
        """Return the words with every tracked change accepted."""
        return "".join(one.text for one in self.pieces if one.change is None or not one.change.is_going)

    @property
    def picture(self) -> Piece | None:
        """Return the first picture."""
        return next((one for one in self.pieces if one.is_picture), None)

    def is_wholly(self, kind: ChangeKind) -> bool:
        """Tell whether all its words have been changed in one way."""
        kinds = {
            one.change.kind if one.change else None for one in self.pieces if one.run.text or one.is_picture
        }
        return kinds == {kind}


@dataclass(slots=True)
class Text:
    """The lines of a file, and from where to where its bookmarks (by name) and its comments (by id) reach."""

    lines: list[Line] = field(default_factory=list)
    bookmarks: dict[str, tuple[Spot, Spot]] = field(default_factory=dict)
    comments: dict[str, tuple[Spot, Spot]] = field(default_factory=dict)


def read_lines(text: Element, links: Mapping[str, str]) -> Text:
    """Return what stands in the body of a document."""
    reader = _LineReader(links)
    reader.blocks(text)
    return reader.finished()


def local(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2]


def of_word(element: Element, name: str) -> str:
    """Return an attribute that Word has given."""
    return element.get(f"{{{WORD}}}{name}") or element.get(f"{{{_STRICT}}}{name}") or ""


@dataclass(slots=True)
class _Field:
    """A field that has begun; what it shows comes after what it does."""

    does: str = ""
    is_shown: bool = False

    @property
    def is_contents(self) -> bool:
        return self.does.split()[:1] == ["TOC"]


class _LineReader:
    """Walks through a body; knows what is open."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._text = Text()
        self._line: Line | None = None
        self._row = 0
        self._rows = 0
        self._fields: list[_Field] = []
        self._moves: dict[str, tuple[str, str]] = {}
        self._open_bookmarks: dict[str, tuple[str, Spot]] = {}
        self._open_comments: dict[str, Spot] = {}
        self._boxes: list[Element] = []
        self._ways: Mapping[str, Callable[[Element], None]] = {
            "bookmarkStart": self._bookmark_start,
            "bookmarkEnd": self._bookmark_end,
            "commentRangeStart": self._comment_start,
            "commentRangeEnd": self._comment_end,
            "moveFromRangeStart": lambda one: self._move_start(one, "moveFrom"),
            "moveToRangeStart": lambda one: self._move_start(one, "moveTo"),
            "moveFromRangeEnd": self._move_end,
            "moveToRangeEnd": self._move_end,
        }

    def finished(self) -> Text:
        """Return what was read; a bookmark that is never closed ends with its paragraph."""
        lines = self._text.lines
        for name, spot in self._open_bookmarks.values():
            if spot[0] < len(lines):
                self._text.bookmarks.setdefault(name, (spot, (spot[0], len(lines[spot[0]].pieces))))
        return self._text

    # -- blocks -------------------------------------------------------------------------------------------

    def blocks(self, holder: Element) -> None:
        """Read what stands in a body, a cell or a box."""
        for child in holder:
            name = local(child.tag)
            if name == "p":
                self._paragraph(child)
            elif name in self._ways:
                self._ways[name](child)
            elif name == "tr":
                self._table_row(child)
            elif name not in _PASSED_OVER:
                self.blocks(child)

    def _table_row(self, row: Element) -> None:
        kept = self._row
        self._rows += 1
        self._row = self._rows
        self.blocks(row)
        self._row = kept

    def _paragraph(self, paragraph: Element) -> None:
        line = Line(row=self._row)
        self._text.lines.append(line)
        self._line = line
        properties = _child(paragraph, "pPr")
        if properties is not None:
            line.is_contents = _is_contents_style(_value(properties, "pStyle"))
            line.end = self._end_of(properties)
        self._inline(paragraph, None, "")
        line.is_contents = line.is_contents or any(one.is_contents for one in self._fields)
        self._line = None
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _end_of(self, properties: Element) -> Change | None:
        marks = _child(properties, "rPr")
        for kind in ChangeKind:
            found = None if marks is None else _child(marks, kind.value)
            if found is not None:
                return self._change(found, kind)
        return None

    # -- what stands in a paragraph -----------------------------------------------------------------------

    def _inline(self, holder: Element, change: Change | None, link: str) -> None:
        for child in holder:
            name = local(child.tag)
            if name == "r":
                self._run(child, change, link)
            elif name in self._ways:
                self._ways[name](child)
            elif name in set(ChangeKind):
                inner = self._change(child, ChangeKind(name))
                # What one person put in and another takes out was never there.
                if change is None or change.is_going or not inner.is_going:
                    self._inline(child, inner, link)
            elif name == "hyperlink":
                self._inline(child, change, self._links.get(child.get(_RELATION, ""), "") or link)
            elif name not in _PASSED_OVER:
                self._inline(child, change, link)

    def _run(self, run: Element, change: Change | None, link: str) -> None:
        look = _look(_child(run, "rPr"), link)
        for child in _unfolded(run):
            name = local(child.tag)
            if name in ("t", "delText"):
                text = child.text or ""
                self._add(look(text if child.get(_PRESERVE) == "preserve" else text.strip(" \t\r\n")), change)
            elif name in _SIGNS:
                self._add(look(_SIGNS[name]), change)
            elif name in ("sym", "symEx"):
                self._add(look(_symbol(child)), change)
            elif name == "br":
                self._add(look("" if of_word(child, "type") in ("page", "column") else "\n"), change)
            elif name in _SHAPES:
                self._shape(child, change)
            elif name == "fldChar":
                self._field(of_word(child, "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1].does += child.text or ""
            elif name == "footnoteReference" and self._line is not None:
                self._line.footnotes.append(of_word(child, "id"))
            elif name == "commentReference":
                spot = self._spot()
                self._text.comments.setdefault(of_word(child, "id"), (spot, spot))

    def _add(self, run: Run, change: Change | None) -> None:
        if self._line is None or not run.text or not all(one.is_shown for one in self._fields):
            return
        self._line.is_contents = self._line.is_contents or any(one.is_contents for one in self._fields)
        self._line.pieces.append(Piece(run, change))

    def _shape(self, shape: Element, change: Change | None) -> None:
        """Keep a picture with its alt text; the words in a box come after the paragraph it hangs from."""
        elements = list(shape.iter())
        if any(local(one.tag) in ("pic", "imagedata") for one in elements) and self._line is not None:
            alt = next((one.get("descr", "") for one in elements if local(one.tag) == "docPr"), "")
            self._line.pieces.append(Piece(Run(alt, Source(Origin.OWN)), change, is_picture=True))
        self._boxes += [one for one in elements if local(one.tag) == "txbxContent"]

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_shown = True
        elif kind == "end" and self._fields:
            if self._line is not None and self._fields[-1].is_contents:
                self._line.is_contents = True
            self._fields.pop()

    # -- marks --------------------------------------------------------------------------------------------

    def _spot(self) -> Spot:
        """Return where the reader is; between paragraphs, the beginning of the next."""
        lines = self._text.lines
        return (len(lines), 0) if self._line is None else (len(lines) - 1, len(self._line.pieces))

    def _bookmark_start(self, mark: Element) -> None:
        self._open_bookmarks[of_word(mark, "id")] = of_word(mark, "name"), self._spot()

    def _bookmark_end(self, mark: Element) -> None:
        if (opened := self._open_bookmarks.pop(of_word(mark, "id"), None)) is not None:
            self._text.bookmarks.setdefault(opened[0], (opened[1], self._spot()))

    def _comment_start(self, mark: Element) -> None:
        self._open_comments.setdefault(of_word(mark, "id"), self._spot())

    def _comment_end(self, mark: Element) -> None:
        if (start := self._open_comments.pop(of_word(mark, "id"), None)) is not None:
            self._text.comments[of_word(mark, "id")] = start, self._spot()

    def _move_start(self, mark: Element, kind: str) -> None:
        self._moves[of_word(mark, "id")] = kind, of_word(mark, "name")

    def _move_end(self, mark: Element) -> None:
        self._moves.pop(of_word(mark, "id"), None)

    def _change(self, element: Element, kind: ChangeKind) -> Change:
        names = [name for way, name in self._moves.values() if way == kind]
        return Change(kind, of_word(element, "author"), of_word(element, "date"), names[-1] if names else "")


def _unfolded(run: Element) -> Iterable[Element]:
    """Yield what is in a run; of what is there in several ways, the first."""
    for child in run:
        if local(child.tag) == "AlternateContent":
            yield from child[0] if len(child) else ()
        else:
            yield child


def _symbol(element: Element) -> str:
    """Return a sign that Word keeps by its number, as it does emoji."""
    number = next((value for key, value in element.attrib.items() if local(key) == "char"), "")
    is_one = all(digit in hexdigits for digit in number) and 0 < len(number) <= 6
    return chr(int(number, 16)) if is_one and int(number, 16) <= sys.maxunicode else ""


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if local(one.tag) == name), None)


def _value(properties: Element | None, name: str) -> str:
    found = None if properties is None else _child(properties, name)
    return "" if found is None else of_word(found, "val")


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else _child(properties, name)
    return found is not None and of_word(found, "val") not in _OFF


def _look(properties: Element | None, link: str) -> Callable[[str], Run]:
    style = _value(properties, "rStyle")

    def dressed(text: str) -> Run:
        return Run(
            text,
            Source(Origin.OWN),
            bold=_is_on(properties, "b") or style == "Strong",
            italic=_is_on(properties, "i") or style == "Emphasis",
            is_term=style == "Term",
            link=link,
        )

    return dressed


def _is_contents_style(style: str) -> bool:
    return style.rstrip("0123456789") in ("TOC", "Contents") and style[-1:].isdigit()

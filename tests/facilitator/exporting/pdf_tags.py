"""The structure of a PDF as a reader for the blind goes through it, by a way of its own from bytes to words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.facilitator.exporting.pdf_reading import opened

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
PAINTING = SHOWING | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "BI", "EI"}
HEADING = re.compile(r"H([1-6])")
LEAVES = frozenset({"Span", "Link", "Reference"})  # within a line, with no break before or behind


@dataclass
class Element:
    """A structure element with its standard type and its words."""

    kind: str
    entry: Any
    lang: str = ""
    alt: str = ""
    areas: int = 0  # of a link
    kids: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = []
        for kid in self.kids:
            if isinstance(kid, str):
                parts.append(kid)
            else:
                parts.append(kid.text if kid.kind in LEAVES else f"\n{kid.text}\n")
        return "".join(parts)

    def walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class Reading:
    """What a file has to say by its structure, and what it keeps from those who depend on it."""

    def __init__(self, data: bytes) -> None:
        self.faults: list[str] = []
        self._maps: dict[tuple[int, int], dict[int, str]] = {}
        self._keys: dict[int, int] = {}  # of pages in the parent tree
        with opened(data) as pdf:
            self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            self._words = [self._marked(page, number) for number, page in enumerate(pdf.pages)]
            self._used: set[tuple[int, int]] = set()
            self._linked: set[tuple[int, int]] = set()
            tree = pdf.Root.get("/StructTreeRoot")
            self.roots: list[Element] = []
            if tree is None:
                self.faults.append("there is no structure")
                return
            self._roles = {name: str(role) for name, role in tree.get("/RoleMap", {}).items()}
            self._parents = _numbers_of(tree.get("/ParentTree"))
            self.roots = [self._element(kid, tree) for kid in _kids(tree)]
            self._check_whole(pdf)
            self._check_headings()

    @property
    def text(self) -> str:
        return "\n".join(root.text for root in self.roots)

    def elements(self, kind: str) -> list[Element]:
        return [found for root in self.roots for found in root.walk() if found.kind == kind]

    def _check_whole(self, pdf: pikepdf.Pdf) -> None:
        for page, marked in enumerate(self._words):
            for number in marked:
                if (page, number) not in self._used:
                    self.faults.append(f"page {page + 1} has marked content {number} that no element holds")
        for sheet in pdf.pages:
            for link in sheet.obj.get("/Annots", []):
                if link.objgen not in self._linked:
                    self.faults.append("a link belongs to no element")
                if not str(link.get("/Contents", "")):
                    self.faults.append("a link does not say where it leads")

    def _check_headings(self) -> None:
        last = 0
        for root in self.roots:
            for element in root.walk():
                heading = HEADING.fullmatch(element.kind)
                if heading:
                    if int(heading[1]) > last + 1:
                        self.faults.append(f"a heading of level {heading[1]} follows one of level {last}")
                    last = int(heading[1])
                    if not element.text.strip():
                        self.faults.append("a heading has no words")

    def _element(self, entry: Any, parent: Any) -> Element:
        name = str(entry.S)
        kind = self._roles.get(name, name).removeprefix("/")
        element = Element(kind, entry, str(entry.get("/Lang", "")), str(entry.get("/Alt", "")))
        if entry.P.objgen != parent.objgen:
            self.faults.append(f"a {element.kind} does not know its parent")
        for kid in _kids(entry):
            self._take(element, kid)
        if element.kind == "THead" and any(cell.kind != "TH" for row in element.kids for cell in row.kids):
            self.faults.append("the head of a table has a cell that is no header")
        if element.kind == "Figure" and not element.alt.strip():
            self.faults.append("a figure has no text for those who do not see it")
        return element

    def _take(self, element: Element, kid: Any) -> None:
        entry = element.entry
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            number = int(kid if isinstance(kid, int) else kid.MCID)
            page = self._numbers[(entry if isinstance(kid, int) else kid).Pg.objgen]
            self._used.add((page, number))
            element.kids.append(self._words[page].get(number, ""))
            self._check_way_back(self._keys[page], number, entry)
        elif kid.get("/Type") == "/OBJR":
            self._linked.add(kid.Obj.objgen)
            element.areas += 1
            self._check_way_back(int(kid.Obj.get("/StructParent", -1)), None, entry)
        else:
            element.kids.append(self._element(kid, entry))

    def _check_way_back(self, key: int, number: int | None, entry: Any) -> None:
        owner = self._parents.get(key)
        if owner is not None and number is not None:
            owner = owner[number] if number < len(owner) else None
        if owner is None or owner.objgen != entry.objgen:
            self.faults.append(f"the parent tree does not lead from {key}, {number} to its element")

    def _marked(self, page: pikepdf.Page, at: int) -> dict[int, str]:
        """Return the words of the marked content of a page by its numbers."""
        self._keys[at] = int(page.obj.get("/StructParents", -1))
        words: dict[int, str] = {}
        open_marks: list[int | None] = []  # None is an artifact
        font: dict[int, str] = {}
        for operands, operator in _steps(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                number = _number(operands)
                open_marks.append(number)
                if number is not None:
                    words.setdefault(number, "")
            elif name == "EMC":
                open_marks.pop()
            elif name == "Tf":
                font = self._map(page.obj.Resources.Font[operands[0]])
            elif name in PAINTING and not open_marks:
                self.faults.append(f"page {at + 1} has a {name} that is neither read nor an artifact")
            if name in SHOWING and open_marks and open_marks[-1] is not None:
                words[open_marks[-1]] += self._shown(operands, font, at)
        return words

    def _shown(self, operands: Any, font: dict[int, str], at: int) -> str:
        first = operands[0]
        strings = first if isinstance(first, pikepdf.Array) else [first]
        codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
        missing = [code for code in codes if code not in font]
        if missing:
            self.faults.append(f"page {at + 1} shows codes with no character: {missing}")
        return "".join(font.get(code, "\ufffd") for code in codes)

    def _map(self, font: Any) -> dict[int, str]:
        key = font.objgen
        if key not in self._maps:
            text = font.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in font else ""
            pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>\s", text.partition("endcodespacerange")[2])
            self._maps[key] = {
                int(code, 16): bytes.fromhex(point).decode("utf-16-be") for code, point in pairs
            }
        return self._maps[key]


def _steps(page: pikepdf.Page) -> Any:
    return pikepdf.parse_content_stream(page)


def _number(operands: Any) -> int | None:
    is_artifact = str(operands[0]) == "/Artifact" or len(operands) < 2
    return None if is_artifact else int(operands[1]["/MCID"])


def _kids(entry: Any) -> list[Any]:
    kids: Any = entry.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]


def _numbers_of(tree: Any) -> dict[int, Any]:
    if tree is None:
        return {}
    nums = list(tree.get("/Nums", []))
    return {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}

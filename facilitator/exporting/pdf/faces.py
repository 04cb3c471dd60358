"""The typefaces of a document: where they are, what they cover, how wide their words are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from struct import error as StructError  # noqa: N812 - the module names it like any other error
from typing import Any, Final

from reportlab.lib.rl_accel import escapePDF  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont  # type: ignore[import-untyped]

from facilitator.exporting.pdf.kerning import Kerning
from sessions.errors import KnownError

ESCAPED = tuple(escapePDF(bytes([code])) for code in range(256))
_UNREADABLE: Final = (TTFError, OSError, LookupError, ValueError, StructError)
MAX_MAPPINGS = 100  # how many lines a bfchar block may have: PDF 32000-1, 9.10.3


@dataclass(frozen=True, slots=True)
class Faces:
    """Name the TrueType files a document is set in."""

    text: Path
    text_italic: Path
    text_bold: Path
    text_bold_italic: Path
    display: Path
    display_bold: Path
    sans: Path
    sans_italic: Path
    sans_bold: Path
    fallback: Path
    fallback_italic: Path
    emoji: Path

    @classmethod
    def in_folder(cls, folder: Path) -> Faces:
        """Find the faces by the file names that packaging/fonts.py gives them."""
        family = folder / "Facilitator"
        return cls(
            text=Path(f"{family}Serif-Regular.ttf"),
            text_italic=Path(f"{family}Serif-Italic.ttf"),
            text_bold=Path(f"{family}Serif-Bold.ttf"),
            text_bold_italic=Path(f"{family}Serif-BoldItalic.ttf"),
            display=Path(f"{family}SerifDisplay-Regular.ttf"),
            display_bold=Path(f"{family}SerifDisplay-Semibold.ttf"),
            sans=Path(f"{family}Sans-Regular.ttf"),
            sans_italic=Path(f"{family}Sans-Italic.ttf"),
            sans_bold=Path(f"{family}Sans-Semibold.ttf"),
            fallback=Path(f"{family}Fallback-Regular.ttf"),
            fallback_italic=Path(f"{family}Fallback-Italic.ttf"),
            emoji=Path(f"{family}Emoji-Regular.ttf"),
        )


class Face(TTFont):  # type: ignore[misc]
    """A TrueType face that is drawn from without being registered, so nothing outlives the document."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stem, str(path))
        self._path = path
        # ReportLab 5.1 keeps the advance that the last glyphs share in thousandths instead of the font's own units.
        full = int.from_bytes(self.face.get_table("hhea")[34:36], "big")
        advance, _ = self.face.hmetrics[full - 1]
        self.face.hmetrics[full:] = [(advance, bearing) for _, bearing in self.face.hmetrics[full:]]

    @cached_property
    def characters(self) -> frozenset[str]:
        """Return every character the face can draw."""
        return frozenset(map(chr, self.face.charToGlyph))

    @cached_property
    def kerning(self) -> Kerning:
        """Return how its letters are moved."""
        return Kerning(self._path.with_suffix(".kerning.json"))

    def width_of(self, text: str) -> float:
        """Return the width in ems."""
        widths, other = self.face.charWidths, self.face.defaultWidth
        return float(sum([widths.get(ord(c), other) for c in text]) + sum(self.kerning.moves(text))) / 1000

    def shown(self, word: str, document: Any) -> list[Shown]:
        """Return the font's names in the document with what is shown in each, as the inside of an array for TJ."""
        found: list[Shown] = []
        start = 0
        for subset, codes in self.splitString(word, document):
            letters = word[start : start + len(codes)]
            start += len(codes)
            parts = [ESCAPED[code] for code in codes]
            for at, move in enumerate(self.kerning.moves(letters)):
                if move:
                    parts[at] += f"){-move}("  # what PDF adds, it takes away
            found.append((self.getSubsetInternalName(subset, document), "".join(parts)))
        return found

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Embed the subsets, with maps to Unicode that hold beyond the BMP and in blocks over a hundred."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = unicode_map(name, subset)


def unicode_map(name: str, subset: list[int]) -> str:
    """Write the ToUnicode map of a subset; codes that nothing uses are left out."""
    pairs = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    blocks = [pairs[at : at + MAX_MAPPINGS] for at in range(0, len(pairs), MAX_MAPPINGS)]
    lines = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    )
    return head + "\n".join(lines) + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()


Stretch = tuple[Face, str, float]
Shown = tuple[str, str]  # a font's name in the document, and what is shown in it


class Shapes(dict[str, tuple[Stretch, ...]]):
    """Words in stretches of one face each, with their widths in ems; found out once."""

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, word: str) -> tuple[Stretch, ...]:
        found = self[word] = tuple(self._stretches(word))
        return found

    def _stretches(self, word: str) -> Iterator[Stretch]:
        face, held = self._chain.first, ""
        if face.characters.issuperset(word):
            yield face, word, face.width_of(word)
            return
        for cluster in _clusters(word):
            best = self._face_for(cluster)
            if best is not face and held:
                yield face, held, face.width_of(held)
                held = ""
            face, held = best, held + cluster
        yield face, held, face.width_of(held)

    def _face_for(self, cluster: str) -> Face:
        """Return the first face that has all of a letter with its marks, else the first with the letter."""
        parts = (cluster, cluster[:1])
        fit = (face for part in parts for face in self._chain.faces() if face.characters.issuperset(part))
        return next(fit, self._chain.first)


class Widths(dict[str, float]):
    """Words with their widths in ems; added up once."""

    def __init__(self, shapes: Shapes) -> None:
        super().__init__()
        self._shapes = shapes

    def __missing__(self, word: str) -> float:
        found = self[word] = sum(width for _, _, width in self._shapes[word])
        return found


class Chain:
    """A face and those that stand in for what it lacks, with the words that have been set in it."""

    def __init__(self, shelf: Shelf, names: Iterable[str]) -> None:
        self._shelf = shelf
        self._names = tuple(names)
        self.first = shelf.face(self._names[0])
        self.shapes = Shapes(self)
        self.widths = Widths(self.shapes)

    def faces(self) -> Iterator[Face]:
        """Yield the faces in their order; one that no letter needs is never opened."""
        return map(self._shelf.face, self._names)


def _clusters(word: str) -> Iterator[str]:
    held = ""
    for c in word:
        if held and not unicodedata.combining(c):
            yield held
            held = ""
        held += c
    yield held


class Words(dict[str, str | None]):
    """The words of a face as a document shows them in the font that has the space, or None for what needs others."""

    def __init__(self, face: Face, document: Any) -> None:
        super().__init__()
        self._face, self._document = face, document
        [(self._name, self._space)] = face.shown(" ", document)
        self[""] = ""

    def __missing__(self, word: str) -> str | None:
        parts = self._face.shown(word, self._document)
        is_plain = len(parts) == 1 and parts[0][0] == self._name
        found = self[word] = parts[0][1] if is_plain else None
        return found

    def shown(self, text: str) -> list[Shown]:
        """Return the fonts of a text with what is shown in each."""
        words = text.split(" ")
        plain = [self[word] for word in words]
        if None not in plain:
            return [(self._name, self._space.join(plain))]  # type: ignore[arg-type]
        parts = [part for word in words for part in ((self._name, self._space), *self._parts(word))][1:]
        return [(name, "".join([shown for _, shown in same])) for name, same in groupby(parts, itemgetter(0))]

    def _parts(self, word: str) -> list[Shown]:
        return self._face.shown(word, self._document) if word else []


class Shelf:
    """Open each face when it is first needed."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._open: dict[Path, Face] = {}
        self._chains: dict[str, Chain] = {}

    def face(self, name: str) -> Face:
        """Return the face of that field of ``Faces``; two fields with one file share it.

        Raises KnownError ``typeface_unreadable`` where there is no such file, or it is no typeface.
        """
        path: Path = getattr(self._faces, name)
        if path not in self._open:
            try:
                self._open[path] = Face(path)
            except _UNREADABLE as error:
                raise KnownError("typeface_unreadable", path=str(path)) from error
        return self._open[path]

    def chain(self, name: str) -> Chain:
        """Return the face with its stand-ins."""
        if name not in self._chains:
            fallback = "fallback_italic" if "italic" in name else "fallback"
            self._chains[name] = Chain(self, dict.fromkeys((name, fallback, "fallback", "text", "emoji")))
        return self._chains[name]

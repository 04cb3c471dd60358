"""A Word file from outside as the few parts of it that are read; whatever is wrong with it is said first."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from sessions.errors import KnownError

LARGEST: Final = 50 * 1024 * 1024
LARGEST_PART: Final = 32 * 1024 * 1024
LARGEST_UNPACKED: Final = 512 * 1024 * 1024
MOST_PARTS: Final = 5_000
DEEPEST: Final = 200
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = 0x1
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "[Content_Types].xml"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a Word file by what they are for; ``links`` are addresses by the names the text has for them."""

    text: Element
    comments: Element | None = None
    threads: Element | None = None
    footnotes: Element | None = None
    items: tuple[Element, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_word_file(data: bytes) -> WordFile:
    """Return the parts of a Word file.

    Raises KnownError ``review_too_large``, ``review_protected``, ``review_not_word``, ``review_has_macros`` or
    ``review_damaged``.
    """
    if len(data) > LARGEST:
        raise KnownError("review_too_large", most=LARGEST)
    if data.startswith(_COMPOUND):
        # An encrypted file is wrapped as the oldest Word files are.
        raise KnownError("review_protected")
    if not data.startswith(b"PK"):
        raise KnownError("review_not_word")
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            return _Parts(opened).read()
    except (*_BROKEN, expat.ExpatError, ParseError) as error:
        raise KnownError("review_damaged") from error


class _Parts:
    """Reads the parts of an open file."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        entries = opened.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise KnownError("review_too_large", most=LARGEST_UNPACKED)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise KnownError("review_protected")
        self._names = {entry.filename for entry in entries}

    def read(self) -> WordFile:
        """Return what is read of the file."""
        main = next((path for kind, path, _ in self._related("") if kind == "officeDocument"), "")
        if main not in self._names:
            raise KnownError("review_not_word")
        if (
            any(name.casefold().endswith("vbaproject.bin") for name in self._names)
            or self._is_macro_enabled()
        ):
            raise KnownError("review_has_macros")
        related = self._related(main)
        parts = {kind: path for kind, path, is_outside in related if not is_outside}
        items = [path for kind, path, is_outside in related if kind == "customXml" and not is_outside]
        return WordFile(
            self._tree(main),
            self._known(parts.get("comments", "")),
            self._known(parts.get("commentsExtended", "")),
            self._known(parts.get("footnotes", "")),
            tuple(self._tree(path) for path in items if path in self._names),
            MappingProxyType(self._links(main)),
        )

    def _is_macro_enabled(self) -> bool:
        types = self._known(_TYPES)
        return types is not None and any("macroEnabled" in each.get("ContentType", "") for each in types)

    def _known(self, name: str) -> Element | None:
        return self._tree(name) if name in self._names else None

    def _links(self, main: str) -> dict[str, str]:
        """Return outside addresses by the names of their relationships."""
        return {
            each.get("Id", ""): each.get("Target", "")
            for each in self._relations(main)
            if each.get("TargetMode") == "External"
        }

    def _related(self, name: str) -> list[tuple[str, str, bool]]:
        """Return the kinds of a part's relationships, where each leads, and whether that is outside the file."""
        folder = posixpath.dirname(name)
        return [
            (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
                each.get("TargetMode") == "External",
            )
            for each in self._relations(name)
        ]

    def _relations(self, name: str) -> list[Element]:
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        return list(self._tree(path).iter(_RELATIONS)) if path in self._names else []

    def _tree(self, name: str) -> Element:
        entry = self._opened.getinfo(name)
        if entry.file_size > LARGEST_PART:
            raise KnownError("review_too_large", most=LARGEST_PART)
        return parsed(self._opened.read(entry))


def parsed(data: bytes) -> Element:
    """Return XML as a tree; names are ``{namespace}name``.

    Raises ExpatError, or ValueError for a document type, which could hold entities that grow, and for too deep a tree.
    """
    builder = TreeBuilder()
    reader = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ValueError("deeper than any document")
        builder.start(_braced(name), {_braced(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_braced(name))

    def refuse(*_told: object) -> None:
        raise ValueError("a document type")

    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.CharacterDataHandler = builder.data
    reader.StartDoctypeDeclHandler = refuse
    reader.buffer_text = True
    reader.Parse(data, True)
    return builder.close()


def _braced(name: str) -> str:
    return f"{{{name}" if "}" in name else name

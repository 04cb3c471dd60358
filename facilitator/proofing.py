"""The proof desk's way in: a document from anywhere, held against the register and what was captured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.importing.docx_file import LARGEST, read_word_file
from facilitator.importing.docx_lines import read_lines
from facilitator.importing.markdown import read_markdown
from sessions.errors import KnownError
from sessions.proof import Doubted, doubts

ENDINGS: Final = (".docx", ".md", ".markdown", ".txt")
"""The kinds of files that can be read."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a document: its paragraphs, and what to look at in them."""

    path: Path
    paragraphs: tuple[str, ...]
    doubted: tuple[Doubted, ...]


class Proofing:
    """The proof desk of an open archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def look_through(self, path: Path) -> Proof:
        """Return what to look at in a document; for a thread of its own. Raises KnownError as ``proof_of`` does."""
        with self._archive.reader() as reader:
            return proof_of(reader, path)


def proof_of(reader: Reader, path: Path) -> Proof:
    """Return what to look at in a document; nothing is kept of it.

    Raises KnownError ``proof_kind_unknown``, ``proof_unreadable``, ``proof_not_text`` or as Word files do.
    """
    paragraphs = tuple(paragraphs_of(path))
    return Proof(path, paragraphs, doubts(paragraphs, names_in(reader), captured_in(reader)))


def names_in(reader: Reader) -> Iterator[str]:
    """Yield every name of the register, those people are also known as among them."""
    for kept in reader.every("person"):
        yield kept.record.name
        yield from kept.record.also_known_as


def captured_in(reader: Reader) -> Iterator[str]:
    """Yield the exact words of all notes on the record, and of authors who were not there."""
    for kept in reader.every("note"):
        yield from kept.record.verbatim
    for kept in reader.every("citation"):
        yield kept.record.words


def paragraphs_of(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a Word, Markdown or text file, tracked changes as if they were accepted."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise KnownError("proof_kind_unknown", path=str(path), endings=", ".join(ENDINGS))
    data = _content(path)
    if ending == ".docx":
        yield from _of_word(data, path)
        return
    text = _text(data, path)
    found = (
        _of_markdown(text) if ending != ".txt" else (" ".join(part.split()) for part in text.split("\n\n"))
    )
    yield from (paragraph for paragraph in found if paragraph)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise KnownError("proof_unreadable", path=str(path), reason=error.strerror or "") from error
    if len(data) > LARGEST:
        raise KnownError("review_too_large", path=str(path), most=LARGEST)
    return data


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise KnownError("proof_not_text", path=str(path)) from error


def _of_word(data: bytes, path: Path) -> Iterator[str]:
    try:
        file = read_word_file(data)
    except KnownError as error:
        raise KnownError(error.code, path=str(path), **error.fields) from error
    yield from (line.after for line in read_lines(file.text, file.links).lines if line.after.strip())


def _of_markdown(text: str) -> Iterator[str]:
    found = read_markdown(text)
    yield found.title
    for node in found.nodes:
        for each in node.walk():
            yield "".join(run.text for run in each.block.body)

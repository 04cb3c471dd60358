"""Copies of a document that come back from its readers: what they suggest, block by block, and nothing done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from facilitator.archive.archive import Archive
from facilitator.exporting.docx_bookmarks import bookmark_of
from facilitator.importing.docx_file import LARGEST
from facilitator.importing.docx_review import bookmarks_in, read_review
from facilitator.importing.suggestions import Review
from sessions.document import Document, DocumentTree
from sessions.errors import DomainError, KnownError


class ReviewRefused(KnownError):
    """A file that cannot be read as a copy of a document of this archive."""


class Reviews:
    """Reads copies against the documents they were made from; ``tree`` gives a document by its id."""

    def __init__(self, archive: Archive, tree: Callable[[str], DocumentTree]) -> None:
        self._archive = archive
        self._tree = tree

    def read(self, path: Path, document: str = "") -> Review:
        """Return what is suggested in a Word file, held against a document: an id or a title, else the one it is from.

        Raises ReviewRefused for a file that cannot be read or is from no document here, and DomainError
        ``document_not_found``.
        """
        try:
            data = _content(path)
            meant = self._named(document) if document else self._found(data)
            return read_review(data, self._tree(meant))
        except KnownError as error:
            raise ReviewRefused(error.code, path=str(path), **error.fields) from error

    def _named(self, wanted: str) -> str:
        said = wanted.casefold()
        every = self._documents()
        for found in (
            [one for one in every if one.id == wanted],
            [one for one in every if one.title.casefold() == said],
        ):
            if len(found) == 1:
                return found[0].id
        shown = ", ".join(f"‘{one.title}’ ({one.id})" for one in every)
        raise DomainError("document_not_found", document=wanted, documents=shown)

    def _documents(self) -> list[Document]:
        with self._archive.reader() as reader:
            return [kept.record for kept in reader.every("document")]

    def _found(self, data: bytes) -> str:
        """Return the document that most of a file's bookmarks are from."""
        names = bookmarks_in(data)
        with self._archive.reader() as reader:
            blocks = (kept.record for kept in reader.every("block"))
            met = Counter(block.document for block in blocks if bookmark_of(block.id) in names)
        if not met:
            raise KnownError("review_unknown_document")
        return str(met.most_common(1)[0][0])


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than allowed tells a file that is too large.
            return file.read(LARGEST + 1)
    except OSError as error:
        raise KnownError("review_unreadable", reason=error.strerror or "") from error

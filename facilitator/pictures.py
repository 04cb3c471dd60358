"""Putting pictures into documents, and keeping the bytes of pictures."""

from __future__ import annotations

import hashlib

from facilitator.archive.archive import Archive
from facilitator.drafting import free_number
from sessions.document import Block, Picture
from sessions.edits import create
from sessions.errors import DomainError
from sessions.ids import uuid8
from sessions.illustrations import Illustration, illustrated
from sessions.scopes import scope_for

PUT_IN = "document.picture"


class Pictures:
    """Puts pictures into documents."""

    def __init__(self, archive: Archive, actor: str) -> None:
        self._archive = archive
        self._actor = actor

    def put(self, document: str, picture: Picture, *, alt: str, caption: str = "", after: str = "") -> Block:
        """Put a picture into a document, at its head or after a block that is meant by its words; return its block.

        A new draft of the document has it again. Raises as ``illustrated`` does, and DomainError ``document_unknown``.
        """
        with self._archive.reader() as reader:
            found = [kept.record for kept in reader.every("document") if kept.record.id == document]
            blocks = [kept.record for kept in reader.every("block", document=document)]
            number = free_number(reader, "block", document, "put in")
        if not found:
            raise DomainError("document_unknown", document=document)
        sha = hashlib.sha256(picture.content).hexdigest()
        shown = Illustration(sha, alt, caption)
        block = illustrated(document, blocks, shown, after, uuid8(document, "put in", number))
        keep_picture(self._archive, picture)
        scope = scope_for("block", found[0].gathering)
        self._archive.commit([create(block, scope)], self._actor, PUT_IN).result()
        return block


def keep_picture(archive: Archive, picture: Picture) -> str:
    """Keep the bytes of a picture; return their sha256."""
    sha = hashlib.sha256(picture.content).hexdigest()
    archive.keep_blob(sha, picture.mime, picture.content).result()
    return sha

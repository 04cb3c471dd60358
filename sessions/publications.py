"""What has left: which document, for whom, in which files, and whose names and words it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as it was written: its name, not where it lies, for the archive may be handed on; and its sha256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A document as it left, written once and never edited.

    ``digest`` is of the document's values at that moment: any later edit gives another, and a sign-off by digest is
    void. ``notes`` are the quoted notes, ``people`` those who stand in it by name: both ids, so that whoever is
    forgotten later can be told what published files still hold. ``at`` is UTC ms, ``signers`` are person ids,
    ``address`` is where it can be read.
    """

    id: str
    document: str
    at: int
    audience: str
    digest: str
    files: tuple[PublishedFile, ...] = ()
    notes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    address: str = ""

"""A document as its writers take it: its blocks, the polls and pictures they show, and the network's house style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from facilitator.archive.queries import Reader
from sessions.document import Block, BlockType, Document, DocumentTree, Picture, tree_of
from sessions.errors import DomainError
from sessions.house_style import HouseStyle, checked
from sessions.network import Network
from sessions.polls import Poll

_SIGNATURES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def document_tree(reader: Reader, document: str) -> DocumentTree:
    """Return a document as its writers take it.

    Raises DomainError ``document_unknown``, or what ``house_style.checked`` raises.
    """
    found = reader.view("document", document)
    if found is None or found.deleted:
        raise DomainError("document_unknown", document=document)
    gathering = str(found.fields["gathering"])
    records = (kept.record for kept in reader.every("document", gathering=gathering))
    record: Document = next(one for one in records if one.id == document)
    blocks = [kept.record for kept in reader.every("block", document=document)]
    tree = tree_of(record, blocks, _polls(reader, gathering, blocks))
    house = _house(reader, gathering)
    shown = [block.about for block in blocks if block.type is BlockType.IMAGE]
    pictures = _pictures(reader, {*shown, house.logo})
    # A logo that is not kept here cannot be drawn.
    house = house if house.logo in pictures else replace(house, logo="")
    return replace(tree, house=house, pictures=pictures)


def _polls(reader: Reader, gathering: str, blocks: Iterable[Block]) -> Mapping[str, Poll]:
    """Return the polls of a gathering and those that blocks are about, with the earlier ones they repeat."""
    found: dict[str, Poll] = {one.id: one for one in _every(reader, "poll", gathering=gathering)}
    shown = {block.about for block in blocks if block.type is BlockType.POLL}
    wanted = (shown | {poll.repeats for poll in found.values()}) - {"", *found}
    while wanted:
        more: list[Poll] = [poll for one in sorted(wanted) for poll in _every(reader, "poll", id=one)]
        found |= {poll.id: poll for poll in more}
        wanted = {poll.repeats for poll in more} - {"", *found}
    return found


def _house(reader: Reader, gathering: str) -> HouseStyle:
    networks = {one.id: one for one in _every(reader, "network")}
    of = next((one.network for one in _every(reader, "gathering") if one.id == gathering), "")
    return house_of(networks[of]) if of in networks else HouseStyle()


def house_of(network: Network) -> HouseStyle:
    """Return what a network's documents look like; raises what ``house_style.checked`` raises."""
    usual = HouseStyle()
    first, second = (*network.accents[:2], *(usual.accent, usual.second)[len(network.accents[:2]) :])
    return checked(HouseStyle(network.name, first, second, network.logo))


def _pictures(reader: Reader, wanted: Iterable[str]) -> Mapping[str, Picture]:
    """Return the pictures among some kept files, by their sha256."""
    found: dict[str, Picture] = {}
    for sha256 in sorted(set(wanted) - {""}):
        content = reader.blob(sha256) or b""
        mime = next((kind for start, kind in _SIGNATURES.items() if content.startswith(start)), "")
        if mime:
            found[sha256] = Picture(mime, content)
    return found


def _every(reader: Reader, kind: str, /, **equals: str) -> list[Any]:
    return [kept.record for kept in reader.every(kind, **equals)]

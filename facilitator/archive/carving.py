"""Reading rows out of the pages of a damaged database file, without asking the database.

The format is told at https://www.sqlite.org/fileformat2.html. A page is read for itself: whatever leads to it may be
gone. The file is opened for reading and nothing is made beside it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.archive.placing import companions

MAGIC: Final = b"SQLite format 3\0"
_DEFAULT_PAGE: Final = 4096
_HEADER: Final = 100
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_TABLE_LEAF: Final = 13
_INDEX: Final = {2: 12, 10: 8}
"""The kinds of index pages, and where their list of cells begins."""

Cell = str | int | bytes | float | None
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Carved:
    """A row of a table under its number, or an entry of an index under none."""

    number: int | None
    cells: Cells


class Unreadable(Exception):
    """What was read as a cell is none."""


class Pages:
    """The pages of a file as its log leaves them."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        header = self._file.read(_HEADER)
        self.size = _page_size(header)
        self._length = path.stat().st_size
        self._newer = _logged(companions(path)[0], self.size)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def count(self) -> int:
        """Return how many pages there are; the last may be cut off."""
        return max(-(-self._length // self.size), *self._newer, 0)

    def page(self, number: int) -> bytes:
        """Return a page, counted from 1; what is missing of it is zeros."""
        if number in self._newer:
            return self._newer[number]
        if not 0 < number <= self.count:
            raise Unreadable
        try:
            self._file.seek((number - 1) * self.size)
            return self._file.read(self.size).ljust(self.size, b"\0")
        except OSError:  # A sector of a failing disk: the others may be sound.
            return bytes(self.size)


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    is_sound = header.startswith(MAGIC) and size >= 512 and not size & (size - 1)
    return size if is_sound else _DEFAULT_PAGE


def _logged(log: Path, size: int) -> dict[int, bytes]:
    """Return the pages of a write-ahead log that belong to whole transactions."""
    pages: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    with suppress(OSError), log.open("rb") as file:
        header = file.read(_LOG_HEADER)
        while len(frame := file.read(_FRAME_HEADER + size)) == _FRAME_HEADER + size:
            number, length = struct.unpack(">II", frame[:8])
            if frame[8:16] != header[16:24]:
                break  # From an earlier round of the log.
            waiting[number] = frame[_FRAME_HEADER:]
            if length:
                pages.update(waiting)
                waiting.clear()
    return pages


def carved(path: Path) -> Iterator[Carved]:
    """Yield all that can be read of any table and index; a page or row that cannot be read is passed over."""
    pages = Pages(path)
    try:
        for number in range(1, pages.count + 1):
            yield from _of_page(pages, number)
    finally:
        pages.close()


def _of_page(pages: Pages, number: int) -> Iterator[Carved]:
    page = pages.page(number)
    start = _HEADER if number == 1 else 0
    kind = page[start]
    if kind != _TABLE_LEAF and kind not in _INDEX:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + _INDEX.get(kind, 8)
    for at in range(first, min(first + 2 * count, pages.size - 1), 2):
        offset = int.from_bytes(page[at : at + 2], "big")
        with suppress(Unreadable, IndexError, struct.error, UnicodeDecodeError, OverflowError):
            yield _cell(pages, page, offset, kind)


def _cell(pages: Pages, page: bytes, offset: int, kind: int) -> Carved:
    if kind == 2:
        offset += 4  # The page that the entry leads to.
    length, offset = _varint(page, offset)
    if kind != _TABLE_LEAF:
        return Carved(None, _record(_payload(pages, page, offset, length, is_index=True)))
    number, offset = _varint(page, offset)
    return Carved(number, _record(_payload(pages, page, offset, length, is_index=False)))


def _payload(pages: Pages, page: bytes, offset: int, length: int, *, is_index: bool) -> bytes:
    size = pages.size
    most = (size - 12) * 64 // 255 - 23 if is_index else size - 35
    least = (size - 12) * 32 // 255 - 23
    if length > size * pages.count:
        raise Unreadable
    here = length
    if length > most:
        here = least + (length - least) % (size - 4)
        here = here if here <= most else least
    found = page[offset : offset + here]
    if len(found) < here:
        raise Unreadable
    if here == length:
        return found
    parts = [found]
    following = int.from_bytes(page[offset + here : offset + here + 4], "big")
    rest = length - here
    while rest > 0:
        more = pages.page(following)
        parts.append(more[4 : 4 + min(rest, size - 4)])
        rest -= size - 4
        following = int.from_bytes(more[:4], "big")
    return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9


def _record(payload: bytes) -> Cells:
    end, at = _varint(payload, 0)
    if not 0 < end <= len(payload):
        raise Unreadable
    body = end
    cells: list[Cell] = []
    while at < end:
        kind, at = _varint(payload, at)
        cell, width = _value(payload, body, kind)
        body += width
        if body > len(payload):
            raise Unreadable
        cells.append(cell)
    if body != len(payload):
        raise Unreadable
    return tuple(cells)


def _value(payload: bytes, at: int, kind: int) -> tuple[Cell, int]:
    if kind >= 12:
        width = (kind - 12) // 2
        raw = payload[at : at + width]
        return (raw.decode() if kind % 2 else raw), width
    if kind == 0:
        return None, 0
    if kind in {8, 9}:
        return kind - 8, 0
    if kind == 7:
        return float(struct.unpack(">d", payload[at : at + 8])[0]), 8
    if kind > 9:
        raise Unreadable
    width = (1, 2, 3, 4, 6, 8)[kind - 1]
    return int.from_bytes(payload[at : at + width], "big", signed=True), width

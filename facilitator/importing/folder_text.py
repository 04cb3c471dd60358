"""The bytes of a folder's files as text: encodings, line ends and characters that no text should hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

from facilitator.importing.problems import Findings

GATHERING: Final = "gathering.toml"
PEOPLE: Final = "people.csv"
POLLS: Final = "polls.csv"
DRAFT: Final = "draft.md"
NOTES: Final = "notes"
LONGEST_LINE: Final = 100_000

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BOMS: Final[tuple[tuple[bytes, str], ...]] = (
    # The mark of UTF-32 begins with that of UTF-16; such a file is refused, not read with a NUL after each letter.
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_texts(files: Mapping[str, bytes], findings: Findings) -> dict[str, str]:
    """Return the text of every file that is text, its lines parted by ``\\n``."""
    texts: dict[str, str] = {}
    for name, content in files.items():
        text = _decoded(name, content, findings)
        checked = None if text is None else _checked(name, text, findings)
        if checked is not None:
            texts[name] = checked
    return texts


def clean(text: str) -> tuple[str, int]:
    """Return a text with U+FFFD for control characters but newline and tab, and how many there were."""
    return _CONTROLS.subn("\ufffd", text)


def is_mostly_nul(content: bytes) -> bool:
    """Tell whether bytes look like UTF-16 or UTF-32 without its mark: as UTF-8 there were a NUL after each letter."""
    return content.count(0) * 4 >= len(content) > 0


def _decoded(name: str, content: bytes, findings: Findings) -> str | None:
    mark, encoding = next(((mark, told) for mark, told in _BOMS if content.startswith(mark)), (b"", "utf-8"))
    if mark and not encoding:
        findings.add("not_utf8", name, 1, offset=0)
        return None
    if not mark and is_mostly_nul(content):
        findings.add("not_utf8", name, 1, offset=content.index(0))
        return None
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        line = len(re.findall(rb"\r\n|\r|\n", content[:offset])) + 1
        findings.add("not_utf8", name, line, offset=offset)
        return None


def _checked(name: str, text: str, findings: Findings) -> str | None:
    """Return a text that can be read, or None where a line of it is so long that nobody typed it."""
    text, count = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    if count:
        first = text.index("\ufffd")
        findings.add("control_characters", name, text.count("\n", 0, first) + 1, count=count)
    is_readable = True
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            findings.add("line_too_long", name, number, length=len(line), most=LONGEST_LINE)
            is_readable = False
    return text if is_readable else None

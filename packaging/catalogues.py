"""Make a catalogue the program can read (``.mo``) of each that a translator wrote (``.po``) in resources/translations.

    python packaging/catalogues.py              makes them
    python packaging/catalogues.py --check      says whether they are as they were written

What a translator left out stays in English. A translation whose fields (``{count}``) are not those of the original
is named, and no catalogue is made of it: the program would stop where it is said.
"""

import ast
import io
import re
import string
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import GNUTranslations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
NAME = "facilitator"
MAGIC = 0x950412DE
_LINE = re.compile(r'(msgid|msgid_plural|msgstr)(?:\[(\d+)\])?\s+(".*")$')


class Unusable(ValueError):
    """What a translator wrote cannot be a catalogue; the words say where and why."""


@dataclass
class Entry:
    """A string and its translation, by its forms where it has a plural."""

    text: str = ""
    plural: str = ""
    told: dict[int, str] = field(default_factory=dict)
    is_fuzzy: bool = False
    line: int = 0

    @property
    def is_told(self) -> bool:
        """Tell whether all of it is translated and nobody doubts it."""
        return not self.is_fuzzy and bool(self.told) and all(self.told.values())


def entries(written: str) -> Iterator[Entry]:
    """Give what stands in the text of a ``.po`` file; raises Unusable."""
    entry, part, form = Entry(), "", 0
    for number, line in enumerate([*written.splitlines(), ""], 1):
        words = line.strip()
        if not words:
            if part:
                yield entry
            entry, part = Entry(), ""
        elif words.startswith("#"):
            entry.is_fuzzy |= words.startswith("#,") and "fuzzy" in words
        elif (found := _LINE.match(words)) is not None:
            part, form = found[1], int(found[2] or 0)
            entry.line = entry.line or number
            _add(entry, part, form, found[3], number)
        elif words.startswith('"') and part:
            _add(entry, part, form, words, number)
        else:
            raise Unusable(f"line {number} is none of such a file: {words}")


def _add(entry: Entry, part: str, form: int, words: str, number: int) -> None:
    try:
        said = ast.literal_eval(words)
    except (SyntaxError, ValueError):
        raise Unusable(f"the quotation marks of line {number} do not go together: {words}") from None
    if part == "msgid":
        entry.text += said
    elif part == "msgid_plural":
        entry.plural += said
    else:
        entry.told[form] = entry.told.get(form, "") + said


def catalogue(written: str) -> bytes:
    """Return the catalogue of a ``.po`` file; raises Unusable."""
    told: dict[str, str] = {}
    for entry in entries(written):
        if entry.text and not entry.is_told:
            continue
        if entry.text:
            _check_fields(entry)
        key = f"{entry.text}\0{entry.plural}" if entry.plural else entry.text
        told[key] = "\0".join(entry.told[form] for form in sorted(entry.told))
    made = packed(told)
    try:
        GNUTranslations(io.BytesIO(made))
    except (ValueError, LookupError, OSError) as error:
        raise Unusable(
            f"the first entry, which tells of plurals and letters, cannot be used: {error}"
        ) from None
    return made


def _check_fields(entry: Entry) -> None:
    wanted = fields_of(entry.text) | (fields_of(entry.plural) if entry.plural else set())
    for told in entry.told.values():
        try:
            unknown = fields_of(told) - wanted
        except ValueError:
            raise Unusable(f"line {entry.line}: a brace has no partner in “{told}”") from None
        if unknown:
            raise Unusable(f"line {entry.line}: nothing fills {{{min(unknown)}}} in “{told}”")


def fields_of(text: str) -> set[str]:
    """Return the names of what is filled into a string; raises ValueError where its braces do not go together."""
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def packed(told: dict[str, str]) -> bytes:
    """Return strings and their translations as ``gettext`` reads them: two tables of lengths and places, then words."""
    pairs = sorted((key.encode(), value.encode()) for key, value in told.items())
    start = 7 * 4 + len(pairs) * 16
    tables: list[int] = []
    words = b""
    for which in (0, 1):
        for pair in pairs:
            tables += [len(pair[which]), start + len(words)]
            words += pair[which] + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + len(pairs) * 8, 0, start)
    return header + struct.pack(f"<{len(tables)}I", *tables) + words


def main(arguments: list[str], folder: Path = FOLDER) -> int:
    """Make every catalogue, or say which are not as they were written."""
    wrong = 0
    for source in sorted(folder.glob(f"*/LC_MESSAGES/{NAME}.po")):
        made = source.with_suffix(".mo")
        try:
            wanted = catalogue(source.read_text("utf-8"))
        except Unusable as error:
            print(f"{source}: {error}")
            wrong += 1
            continue
        is_same = made.is_file() and made.read_bytes() == wanted
        if "--check" in arguments:
            wrong += not is_same
            print(f"{made}: {'as it was written' if is_same else 'run packaging/catalogues.py'}")
        else:
            made.write_bytes(wanted)
            print(made)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

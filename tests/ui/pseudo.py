"""A language nobody speaks, made of every string of the source: longer by two fifths, and accented throughout."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.packaged import script

translations, catalogues = script("translations"), script("catalogues")

CODE = "qps"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
_HELD = re.compile(r"(\{[^}]*\})")


def accented(text: str) -> str:
    """Return a string as this language has it; what is filled in later stays."""
    told = str.maketrans(dict(zip(PLAIN, ACCENTED, strict=True)))
    parts = [part if _HELD.fullmatch(part) else part.translate(told) for part in _HELD.split(text)]
    longer = "~" * round(len(text) * 0.4)
    return f"[{''.join(parts)}{longer}]" if text.strip() else text


def strings() -> Iterator[tuple[str, ...]]:
    """Give every string of the source that goes through gettext; those with a plural are two."""
    return (told for _file, told in translations.strings())


def write(folder: Path) -> Path:
    """Write the catalogue where gettext looks for it, and return the folder of catalogues."""
    told = {"": HEADER}
    for found in strings():
        told["\0".join(found)] = "\0".join(accented(one) for one in found)
    path = folder / CODE / "LC_MESSAGES" / "facilitator.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.packed(told))
    return folder

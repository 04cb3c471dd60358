"""A language nobody speaks, made of every string of the source: longer by two fifths, and accented throughout."""

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

CODE = "qps"
ROOT = Path(__file__).resolve().parents[2]
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
    for folder in ("ui", "facilitator", "sessions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    count = {"_": 1, "gettext": 1, "ngettext": 2}.get(node.func.id, 0)
                    values = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
                    told = tuple(one for one in values if isinstance(one, str))
                    if told:
                        yield told


def write(folder: Path) -> Path:
    """Write the catalogue where gettext looks for it, and return the folder of catalogues."""
    told = {"": HEADER}
    for found in strings():
        told["\0".join(found)] = "\0".join(accented(one) for one in found)
    path = folder / CODE / "LC_MESSAGES" / "facilitator.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(_catalogue(told))
    return folder


def _catalogue(told: dict[str, str]) -> bytes:
    """Return a catalogue in the format of GNU gettext: two tables of lengths and places, then the strings."""
    pairs = sorted((key.encode(), value.encode()) for key, value in told.items())
    start = 7 * 4 + len(pairs) * 16
    tables: list[int] = []
    strings = b""
    for which in (0, 1):
        for pair in pairs:
            tables += [len(pair[which]), start + len(strings)]
            strings += pair[which] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + len(pairs) * 8, 0, start)
    return header + struct.pack(f"<{len(tables)}I", *tables) + strings

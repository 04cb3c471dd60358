"""Read from the typefaces in resources/fonts which letters stand closer or wider together, for the writer of PDFs.

Install fonttools, make the faces with packaging/fonts.py if they have changed, then:

    python packaging/kerning.py

A PDF has no kerning of its own: whoever writes it moves the letters. The pairs of each face, those of whole classes of
letters too, go into a file beside it: groups of letters that behave alike when they come second, and rows of letters
that behave alike when they come first, each with the groups by how far they are moved, in thousandths of an em.
The same faces give the same bytes.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[1] / "resources" / "fonts"
LIMIT = 300_000  # bytes for all tables together
LEAST = 4  # thousandths of an em: less is not seen at the sizes of a document
EXTENSION, PAIRS = 9, 2  # types of lookup in GPOS
STAND_INS = ("Fallback", "Emoji")  # a name or a sign among letters of another face: no pair is whole

# Letters of Latin, Greek and Cyrillic, figures and the punctuation of prose.
RANGES = (
    (0x0021, 0x007E),
    (0x00A1, 0x017F),
    (0x0218, 0x021B),
    (0x0386, 0x03CE),
    (0x0400, 0x045F),
    (0x0490, 0x0491),
    (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2026),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
)

Rows = dict[str, dict[str, int]]  # first letter, second letter, how far the second is moved


def kern_lookups(font: TTFont) -> list[list[Any]]:
    """List the subtables of each lookup of the kern feature in the order in which they are applied."""
    gpos = font["GPOS"].table
    indices = {
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    lookups = []
    for index in sorted(indices):
        lookup = gpos.LookupList.Lookup[index]
        tables = [getattr(table, "ExtSubTable", table) for table in lookup.SubTable]
        if all(table.LookupType == PAIRS for table in tables):
            lookups.append(tables)
    return lookups


def moves(table: Any, first: str, glyphs: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the second glyphs for which a subtable decides, with its decision, and 0 where it decides on none."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        yield from ((pair.SecondGlyph, advance(pair.Value1)) for pair in pairs)
        return
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
    classes = table.ClassDef2.classDefs
    for glyph in glyphs:
        yield glyph, advance(row[classes.get(glyph, 0)].Value1)


def advance(value: Any) -> int:
    """Give how much a value record adds to the advance of the first glyph."""
    return getattr(value, "XAdvance", 0) or 0


def pairs_of(font: TTFont) -> Rows:
    """List every pair of characters that the face moves by an amount that is seen."""
    cmap = font.getBestCmap()
    points = [point for first, last in RANGES for point in range(first, last + 1) if point in cmap]
    glyphs = sorted({cmap[point] for point in points})
    scale = 1000 / font["head"].unitsPerEm
    by_glyph: dict[str, dict[str, int]] = {}
    for first in glyphs:
        total: dict[str, int] = defaultdict(int)
        for tables in kern_lookups(font):
            decided: dict[str, int] = {}
            for table in tables:
                if first in table.Coverage.glyphs:
                    for second, move in moves(table, first, glyphs):
                        decided.setdefault(second, move)
            for second, move in decided.items():
                total[second] += move
        by_glyph[first] = {second: round(move * scale) for second, move in total.items()}
    rows: Rows = {}
    for point in points:
        found = by_glyph[cmap[point]]
        row = {chr(other): found.get(cmap[other], 0) for other in points}
        rows[chr(point)] = {second: move for second, move in row.items() if abs(move) >= LEAST}
    return rows


def table_of(rows: Rows) -> dict[str, Any]:
    """Write letters that behave alike once: a row for those that come first, a number for those that come second."""
    columns: dict[tuple[tuple[str, int], ...], str] = defaultdict(str)
    for second in rows:
        column = tuple((first, row[second]) for first, row in rows.items() if second in row)
        if column:
            columns[column] += second
    seconds = list(columns.values())
    alike: dict[tuple[tuple[int, int], ...], str] = defaultdict(str)
    for first, row in rows.items():
        moved = tuple((row[group[0]], number) for number, group in enumerate(seconds) if group[0] in row)
        if moved:
            alike[moved] += first
    table = []
    for pairs, firsts in alike.items():
        by_move: dict[int, list[int]] = defaultdict(list)
        for move, number in pairs:
            by_move[move].append(number)
        table.append([firsts, {str(move): by_move[move] for move in sorted(by_move)}])
    return {"seconds": seconds, "firsts": table}


def main() -> None:
    """Write a table for every face that sets words."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    total = 0
    for path in sorted(chosen.folder.glob("*.ttf")):
        if any(name in path.stem for name in STAND_INS):
            continue
        table = table_of(pairs_of(TTFont(path)))
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
        path.with_suffix(".kerning.json").write_text(text, "utf-8")
        size = len(text.encode())
        total += size
        print(f"{size:>9,} {path.stem}, {len(table['firsts'])} rows")
    print(f"{total:>9,} of {LIMIT:,}")
    if total > LIMIT:
        raise SystemExit("the tables together are too large")


if __name__ == "__main__":
    main()

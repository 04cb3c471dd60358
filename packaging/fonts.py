"""Make the typefaces in resources/fonts from open fonts.

Fetch each package of PACKAGES into one folder with `npm pack NAME@VERSION`, install fonttools, then:

    python packaging/fonts.py FOLDER

Every source is a static TrueType face. It is cut down to the characters people type, loses its hints and the
features nothing here reads, and takes a name of our own, because the licence of Source Serif reserves the name.
The same sources give the same bytes: a run that changes a file means that a source or fonttools has changed.
"""

import argparse
import hashlib
import io
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.otlLib.optimize.gpos import compact
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

OUTPUT = Path(__file__).parents[1] / "resources" / "fonts"
LIMIT = 3_000_000  # bytes for all faces together

Ranges = tuple[tuple[int, int], ...]  # of code points, both ends included


@dataclass(frozen=True)
class Package:
    """Name one npm package, its version, the digest of its archive and the licence inside it."""

    name: str
    version: str
    sha256: str
    title: str
    licence: str = "LICENSE_FONT"

    @property
    def archive(self) -> str:
        """Give the file name that `npm pack` chooses."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


@dataclass(frozen=True)
class Source:
    """Point at one font file inside a package."""

    package: Package
    member: str


@dataclass(frozen=True)
class Donor:
    """Choose the characters that a face takes from another source if it lacks them."""

    source: Source
    ranges: Ranges


@dataclass(frozen=True)
class Face:
    """Describe one face to make: its names, its source, its characters and what is changed."""

    family: str
    style: str
    source: Source
    ranges: Ranges
    donors: tuple[Donor, ...] = ()
    has_tabular_figures: bool = False
    is_stand_in: bool = False

    @property
    def postscript(self) -> str:
        """Give the PostScript name, which is also the stem of the file."""
        return f"{self.family}-{self.style}".replace(" ", "")

    @property
    def is_bold(self) -> bool:
        """Say whether the face fills its family's bold place: a family has one heavy weight, 600 or 700."""
        return self.style.startswith(("Bold", "Semibold"))

    @property
    def is_italic(self) -> bool:
        """Say whether the face is an italic."""
        return self.style.endswith("Italic")

    @property
    def linked_style(self) -> str:
        """Give the place in the family of four that every program knows."""
        return {(False, False): "Regular", (False, True): "Italic", (True, False): "Bold"}.get(
            (self.is_bold, self.is_italic), "Bold Italic"
        )


SERIF = Package(
    "source-serif",
    "4.5.1",
    "19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746",
    "SourceSerif4",
    "LICENSE.md",
)
INTER = Package(
    "@expo-google-fonts/inter",
    "0.4.2",
    "b5c1e5878c07a5637169da9f7b1f370c69709f1f8de55998e2522f7aa9dfe2a9",
    "Inter",
)
NOTO = Package(
    "@expo-google-fonts/noto-sans",
    "0.4.2",
    "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
    "NotoSans",
)
MATHS = Package(
    "@expo-google-fonts/noto-sans-math",
    "0.4.2",
    "652041ca903e7adcc1502a0621350526463e91416757310391370ff5f8fb3ce8",
    "NotoSansMath",
)
SYMBOLS = Package(
    "@expo-google-fonts/noto-sans-symbols",
    "0.4.1",
    "d72d2f96c1c351967ec57842471b1da43ab8b1a40ecb003b1b0a0f50a3ee6388",
    "NotoSansSymbols",
)
SHAPES = Package(
    "@expo-google-fonts/noto-sans-symbols-2",
    "0.4.1",
    "3bf3d6333487df36e88d146e032a9ed8246617ca2dfe1513a8a382c3fad12ac4",
    "NotoSansSymbols2",
)
EMOJI = Package(
    "@expo-google-fonts/noto-emoji",
    "0.4.7",
    "6a25fd5a4da5bb34bbc2d300531bbf32de86afd866e119314d7e358f61a6104d",
    "NotoEmoji",
)
MONO = Package(
    "@expo-google-fonts/noto-sans-mono",
    "0.4.2",
    "fc1ae36c3c68e50fa7c12a37e987d7fa1325d280969912d181548ff8f1ce2e2b",
    "NotoSansMono",
)
PACKAGES = (SERIF, INTER, NOTO, MONO, SHAPES, SYMBOLS, MATHS, EMOJI)

# What people type in names and notes, by Unicode block; a face keeps what its source has of these.
LETTERS: Ranges = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B (Ŵŵ Ŷŷ, Polish, Czech, Turkish)
    (0x0259, 0x0259),  # ə of Azerbaijani
    (0x02B0, 0x04FF),  # modifier letters, combining marks, Greek, Cyrillic
    (0x1E00, 0x1FFF),  # Latin Extended Additional (Vietnamese, Welsh Ẁ), Greek Extended
    (0x2000, 0x218F),  # punctuation, superscripts, currency, letter-like signs, fractions
    (0xFB00, 0xFB06),  # the ligatures that copied text holds
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # the byte order mark that copied text holds
    (0xFFFD, 0xFFFD),  # the replacement character
)
RARE_LETTERS: Ranges = (
    (0x0250, 0x02AF),  # phonetic letters
    (0x0500, 0x052F),  # Cyrillic Supplement
    (0x2C60, 0x2C7F),  # Latin Extended-C
)
SIGNS: Ranges = (
    (0x20D0, 0x218F),  # enclosing marks, letter-like signs, Roman figures
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x2300, 0x2426),  # technical signs, control pictures
    (0x2460, 0x24FF),  # circled figures
    (0x25A0, 0x27BF),  # shapes, miscellaneous signs, dingbats
    (0x27E6, 0x27FF),  # brackets, long arrows
    (0x2A7D, 0x2A7E),  # slanted ≤ and ≥
    (0x2B05, 0x2B55),  # arrows, squares, stars, circles
)
LINES: Ranges = ((0x2500, 0x259F),)  # box drawing, blocks: one width, so that they join
PICTURES: Ranges = ((0x2000, 0x10FFFF),)  # all of an emoji face but the figures of its key caps
TEXT = LETTERS + SIGNS
SILENT = (
    *range(0x1F3FB, 0x1F400),
    *range(0xE0020, 0xE0080),
)  # skin tones; the tags that spell the flag of Wales
BLANK = 0xFE0F  # a variation selector: no ink, no width
BEYOND_BMP = {(0, 4), (3, 10)}  # the character maps that hold every plane

# Noto Sans has letters and few signs. These share its 1,000 units an em; the first that has a sign gives it.
DONORS = (
    Donor(Source(MONO, "400Regular/NotoSansMono_400Regular.ttf"), LINES),
    Donor(Source(SHAPES, "400Regular/NotoSansSymbols2_400Regular.ttf"), SIGNS),
    Donor(Source(SYMBOLS, "400Regular/NotoSansSymbols_400Regular.ttf"), SIGNS),
    Donor(Source(MATHS, "400Regular/NotoSansMath_400Regular.ttf"), SIGNS),
)


def serif(style: str, file: str) -> Face:
    """Describe a face of the text cut, for 8 to 20 points."""
    return Face("Facilitator Serif", style, Source(SERIF, f"TTF/SourceSerif4-{file}.ttf"), TEXT)


def display(style: str) -> Face:
    """Describe a face of the display cut, for 24 points and more."""
    return Face(
        "Facilitator Serif Display", style, Source(SERIF, f"TTF/SourceSerif4Display-{style}.ttf"), TEXT
    )


def sans(style: str, file: str) -> Face:
    """Describe a face for labels, tables, charts, large print and the window."""
    source = Source(INTER, f"{file}/Inter_{file}.ttf")
    return Face("Facilitator Sans", style, source, TEXT, has_tabular_figures=True)


def fallback(style: str, file: str, donors: tuple[Donor, ...] = ()) -> Face:
    """Describe a face for what the text faces lack; only the upright one holds the borrowed signs."""
    source = Source(NOTO, f"{file}/NotoSans_{file}.ttf")
    return Face(
        "Facilitator Fallback", style, source, LETTERS + RARE_LETTERS + SIGNS, donors, is_stand_in=True
    )


def emoji(style: str, file: str) -> Face:
    """Describe the face for emoji."""
    return Face(
        "Facilitator Emoji",
        style,
        Source(EMOJI, f"{file}/NotoEmoji_{file}.ttf"),
        PICTURES,
        is_stand_in=True,
    )


FACES = (
    serif("Regular", "Regular"),
    serif("Italic", "It"),
    serif("Bold", "Bold"),
    serif("Bold Italic", "BoldIt"),
    display("Regular"),
    display("Semibold"),
    sans("Regular", "400Regular"),
    sans("Italic", "400Regular_Italic"),
    sans("Semibold", "600SemiBold"),
    fallback("Regular", "400Regular", DONORS),
    fallback("Italic", "400Regular_Italic"),
    emoji("Regular", "400Regular"),
)

# Kerning, what Qt's shaper needs for names to be right, and figures of both widths.
# Not `calt`: Inter's turns a typed -> into an arrow.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum"]
SMALLEST = 9  # of fontTools' levels of GPOS compression
EMOJI_UNITS = 1024  # an em; half of the source's, for smaller outlines
KEPT_NAMES = (0, 7, 9, 13, 14)  # copyright, trademark, designer, licence, its address
PLAIN_TABLES = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
LAYOUT_TABLES = {"GDEF", "GPOS", "GSUB"}
LINE = (1984 / 2048, 494 / 2048)  # Inter's ascent and descent in ems

ITALIC_BIT, BOLD_BIT, REGULAR_BIT = 1, 32, 64  # OS/2 fsSelection
STYLE_BITS = ITALIC_BIT | BOLD_BIT | REGULAR_BIT


def read_member(folder: Path, package: Package, member: str) -> bytes:
    """Read one file of a package; ValueError if the archive is not the one this script was written for."""
    archive = folder / package.archive
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise ValueError(
            f"{package.archive} is not the archive of {package.name} {package.version} expected here"
        )
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{member}")
        if file is None:
            raise ValueError(f"{package.archive} holds no file {member}")
        return file.read()


def open_source(folder: Path, source: Source) -> TTFont:
    """Open a source face so that saving it leaves its dates alone."""
    return TTFont(io.BytesIO(read_member(folder, source.package, source.member)), recalcTimestamp=False)


def characters(ranges: Ranges) -> set[int]:
    """List the code points of inclusive ranges."""
    return {point for first, last in ranges for point in range(first, last + 1)}


def cut(font: TTFont, points: set[int], features: list[str]) -> None:
    """Keep the characters, the features and what they need, without hints or glyph names."""
    options = Options(
        layout_features=features,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[*KEPT_NAMES, 5],
        drop_tables=[*Options().drop_tables, "BASE", "DSIG", "MATH", "STAT", "gasp"],
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points & font.getBestCmap().keys())
    subsetter.subset(font)


def use_tabular_figures(font: TTFont) -> None:
    """Make the figures of equal width the plain ones: PDF has no features, and a countdown must not shake."""
    gsub = font["GSUB"].table
    indices = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swaps: dict[str, str] = {}
    for index in sorted(indices):
        for table in gsub.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        if table.isUnicode() and hasattr(table, "cmap"):
            figures = {point: table.cmap[point] for point in range(0x30, 0x3A) if point in table.cmap}
            table.cmap.update({point: swaps.get(glyph, glyph) for point, glyph in figures.items()})


def silence_modifiers(font: TTFont) -> None:
    """Draw nothing for a skin tone or a tag: alone, the one is a patch behind the hand and the other a box."""
    blank = font.getBestCmap()[BLANK]
    for table in font["cmap"].tables:
        if (table.platformID, table.platEncID) in BEYOND_BMP:
            table.cmap.update(dict.fromkeys(SILENT, blank))


def borrow(font: TTFont, donors: Iterable[tuple[TTFont, Ranges]]) -> TTFont:
    """Give a face the characters it lacks, each from the first donor that has it."""
    have, parts = set(font.getBestCmap()), [font]
    for donor, ranges in donors:
        missing = characters(ranges) & donor.getBestCmap().keys() - have
        cut(donor, missing, [])
        have |= missing
        parts.append(donor)
    files = [
        plain_file(part, PLAIN_TABLES if part is not font else PLAIN_TABLES | LAYOUT_TABLES) for part in parts
    ]
    result = Merger().merge(files)
    result.recalcTimestamp = False
    for tag in ("head", "hhea", "OS/2", "post", "name"):  # the merger mixes these; the letters' own are right
        result[tag] = font[tag]
    return result


def plain_file(font: TTFont, tables: set[str]) -> io.BytesIO:
    """Save a face with only these tables, the ones that the merger can join."""
    for tag in set(font.keys()) - tables:
        del font[tag]
    file = io.BytesIO()
    font.save(file)
    file.seek(0)
    return file


def rename(font: TTFont, face: Face, copyrights: Iterable[str]) -> None:
    """Give the face our names; keep copyright, licence and designer."""
    table = font["name"]
    version = table.getDebugName(5).split(";")[0]
    kept = {number: table.getDebugName(number) for number in KEPT_NAMES if table.getDebugName(number)}
    kept[0] = "; ".join(dict.fromkeys(copyrights))
    full = face.family if face.style == "Regular" else f"{face.family} {face.style}"
    ours = {
        1: face.family,
        2: face.linked_style,
        3: f"{face.postscript}; {version}",
        4: full,
        5: version,
        6: face.postscript,
    }
    if face.style != face.linked_style:
        ours |= {16: face.family, 17: face.style}
    table.names = []
    for number, text in sorted((kept | ours).items()):
        table.setName(text, number, 3, 1, 0x409)


def mark_style(font: TTFont, face: Face) -> None:
    """Set the style flags, allow embedding and take the vendor's mark off."""
    os2, head = font["OS/2"], font["head"]
    bits = ITALIC_BIT * face.is_italic | BOLD_BIT * face.is_bold
    os2.fsSelection = os2.fsSelection & ~STYLE_BITS | (bits or REGULAR_BIT)
    head.macStyle = int(face.is_bold) | int(face.is_italic) << 1
    os2.fsType = 0
    os2.achVendID = "NONE"


def level_line(font: TTFont) -> None:
    """Give a stand-in face the line height of Inter, so that a row does not jump when it holds a sign."""
    ascent, descent = (round(part * font["head"].unitsPerEm) for part in LINE)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0


def make(folder: Path, face: Face) -> bytes:
    """Make one face from its sources."""
    font = open_source(folder, face.source)
    donors = [(open_source(folder, donor.source), donor.ranges) for donor in face.donors]
    copyrights = [part["name"].getDebugName(0) for part in (font, *(donor for donor, _ in donors))]
    if face.has_tabular_figures:
        use_tabular_figures(font)
    if face.source.package is EMOJI:
        silence_modifiers(font)
        cut(
            font, characters(face.ranges), []
        )  # one sign a character, as in a PDF, so that window and page agree
        scale_upem(font, EMOJI_UNITS)
    else:
        cut(font, characters(face.ranges), FEATURES)
    if donors:
        font = borrow(font, donors)
    if "GPOS" in font:
        compact(font, SMALLEST)
    rename(font, face, copyrights)
    mark_style(font, face)
    if face.is_stand_in:
        level_line(font)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def main() -> None:
    """Make every face and copy every licence."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder that holds the archives made by npm pack")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    made = {f"{face.postscript}.ttf": make(chosen.folder, face) for face in FACES}
    total = sum(map(len, made.values()))
    for name, data in made.items():
        print(f"{len(data):>9,} {name}")
    print(f"{total:>9,} of {LIMIT:,}")
    if total > LIMIT:
        raise SystemExit("the faces together are too large; nothing was written")
    chosen.output.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (chosen.output / name).write_bytes(data)
    for package in PACKAGES:
        licence = read_member(chosen.folder, package, package.licence)
        (chosen.output / f"OFL-{package.title}.txt").write_bytes(licence)


if __name__ == "__main__":
    main()

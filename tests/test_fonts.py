"""Check that the typefaces in resources/fonts can be embedded, are ours by name, and cover what people type."""

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no stubs
from reportlab.pdfbase.ttfonts import TTFont as PdfFont  # type: ignore[import-untyped]

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
FACES = sorted(FONTS.glob("*.ttf"))
TEXT_FACES = [path for path in FACES if path.stem.startswith(("FacilitatorSerif", "FacilitatorSans"))]
LETTER_FACES = [path for path in FACES if "Emoji" not in path.stem]
LIMIT = 3_000_000

SHOWN_NAMES = (1, 2, 3, 4, 6, 16, 17, 18, 21, 22)  # the others credit the makers, which the licence asks for
RESERVED = re.compile(r"source|adobe|noto|google|inter", re.IGNORECASE)

SAMPLES = {
    "welsh": "ŴŵŶŷÂâÊêÎîÔôÛûẀẁẂẃẄẅỲỳÝýŸÿ Siân Ŵyn-Prŷs",
    "greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρσςτυφχψω ΆΈΉΊΌΎΏΪΫ άέήίόύώϊϋΐΰ",
    "polish": "ĄąĆćĘęŁłŃńÓóŚśŹźŻż",
    "czech": "ÁáČčĎďÉéĚěÍíŇňÓóŘřŠšŤťÚúŮůÝýŽž",
    "turkish": "ÇçĞğIıİiÖöŞşÜü",
    "romanian": "ĂăÂâÎîȘșȚț",
    "nordic": "ÅåÄäÆæÖöØøÐðÞþ",
    "vietnamese": "ĂăĐđƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ",
    "cyrillic": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя ҐґЄєІіЇїЎў ЂђЃѓЉљЊњЋћЌќЏџ",
    "quotes": "‘’‚“”„‹›«»",
    "punctuation": "–—…•·†‡§¶©®™°′″‰",
    "money": "€£$¥¢₤₺₹₽",
    "figures": "0123456789½¼¾²³×÷±≥≤≠≈−",
}
POLYTONIC = "ᾀᾈῃῷἀἄἅἆὀὁὕὧᾧῥ"
SIGNS = "→←↑↓↔⇒⇐✓✗✔✘☐☑☒★☆●○■□▲▼◆◇①②③∞∑√∈∴♥♦♣♠☎✉─│├└┐┘█▓␠⁂№℃"
EMOJI = "👍🎉🔥❤😀🙏👏✨🤔🌱😂🤣😊😍👋🙌💡✅❌⭐🚀💪👀🤝🎯😅😢🥳🌍📝⚡💀💜🥺🤎🫶🐐🚢❕➕🖐"
WEIGHTLESS = "\u200d\ufe0f🏻🏼🏽🏾🏿\U000e0067\U000e007f"


@cache
def open_face(path: Path) -> TTFont:
    """Open a face to be read only: every test shares it."""
    return TTFont(path)


def lacking(path: Path, text: str) -> str:
    """List the characters that a face has no glyph for."""
    has = open_face(path).getBestCmap()
    return "".join(sorted({character for character in text if ord(character) not in has}))


def features(path: Path, table: str) -> set[str]:
    """List the feature tags of a layout table."""
    font = open_face(path)
    return (
        {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}
        if table in font
        else set()
    )


def test_there_are_twelve_faces_of_five_families() -> None:
    families = {open_face(path)["name"].getBestFamilyName() for path in FACES}
    assert len(FACES) == 12
    assert families == {
        "Facilitator Serif",
        "Facilitator Serif Display",
        "Facilitator Sans",
        "Facilitator Fallback",
        "Facilitator Emoji",
    }


def test_faces_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FACES) <= LIMIT


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
class TestEveryFace:
    def test_loads_for_pdf_under_its_file_name(self, path: Path) -> None:
        font = PdfFont(path.stem, str(path))
        assert font.face.name in (path.stem, path.stem.encode())
        assert font.stringWidth("👍" if "Emoji" in path.stem else "Ŵ", 10) > 0

    def test_is_static_truetype(self, path: Path) -> None:
        font = open_face(path)
        assert "glyf" in font
        assert not {"CFF ", "CFF2", "fvar", "COLR", "SVG "} & set(font.keys())
        for name in font.getGlyphOrder():
            font["glyf"][name]  # unpacks the outline; raises if it is broken

    def test_shows_no_reserved_name(self, path: Path) -> None:
        shown = {
            record.nameID: str(record)
            for record in open_face(path)["name"].names
            if record.nameID in SHOWN_NAMES
        }
        assert shown[6] == path.stem
        assert not [text for text in shown.values() if RESERVED.search(text)]

    def test_keeps_credit_and_licence(self, path: Path) -> None:
        names = open_face(path)["name"]
        assert "opyright" in names.getDebugName(0) or "©" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)
        assert "OFL" in names.getDebugName(14) or "openfontlicense" in names.getDebugName(14)

    def test_may_be_embedded(self, path: Path) -> None:
        assert open_face(path)["OS/2"].fsType == 0

    def test_style_flags_agree_with_names(self, path: Path) -> None:
        font = open_face(path)
        linked = font["name"].getDebugName(2)
        is_bold, is_italic = "Bold" in linked, "Italic" in linked
        assert font["head"].macStyle == is_bold + 2 * is_italic
        assert font["OS/2"].fsSelection & 0b1100001 == ((32 * is_bold + is_italic) or 64)
        assert (font["OS/2"].usWeightClass >= 600) == is_bold
        assert (font["post"].italicAngle != 0) == is_italic

    def test_is_named_in_the_readme(self, path: Path) -> None:
        assert path.name in (FONTS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", LETTER_FACES, ids=lambda path: path.stem)
class TestFacesWithLetters:
    def test_have_kerning_and_marks(self, path: Path) -> None:
        assert {"kern", "mark", "mkmk"} <= features(path, "GPOS")

    def test_have_figures_of_one_width(self, path: Path) -> None:
        font = open_face(path)
        assert len({font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}) == 1
        assert {"tnum", "pnum"} <= features(path, "GSUB")

    def test_never_turn_typed_signs_into_others(self, path: Path) -> None:
        assert not {"calt", "liga", "dlig"} & features(path, "GSUB")

    @pytest.mark.parametrize("sample", ["welsh", "greek", "polish", "czech", "turkish", "romanian", "nordic"])
    def test_cover_names_alone(self, path: Path, sample: str) -> None:
        assert lacking(path, SAMPLES[sample]) == ""

    @pytest.mark.parametrize("sample", ["vietnamese", "cyrillic", "quotes", "punctuation"])
    def test_cover_languages_alone(self, path: Path, sample: str) -> None:
        assert lacking(path, SAMPLES[sample]) == ""

    @pytest.mark.parametrize("sample", ["money", "figures"])
    def test_cover_amounts_with_the_fallback(self, path: Path, sample: str) -> None:
        missing = lacking(path, SAMPLES[sample])
        assert "€" not in missing
        assert lacking(FONTS / "FacilitatorFallback-Regular.ttf", missing) == ""


def test_fallback_covers_old_greek_in_both_slopes() -> None:
    for slope in ("Regular", "Italic"):
        assert lacking(FONTS / f"FacilitatorFallback-{slope}.ttf", POLYTONIC) == ""


def test_upright_fallback_covers_signs() -> None:
    assert lacking(FONTS / "FacilitatorFallback-Regular.ttf", SIGNS) == ""


def test_upright_fallback_covers_everything_the_text_faces_have() -> None:
    fallback = set(open_face(FONTS / "FacilitatorFallback-Regular.ttf").getBestCmap())
    emoji = set(open_face(FONTS / "FacilitatorEmoji-Regular.ttf").getBestCmap())
    for path in TEXT_FACES:
        extra = set(open_face(path).getBestCmap()) - fallback - emoji
        assert not extra, f"{path.stem}: {''.join(map(chr, sorted(extra)))}"


def test_emoji_face_covers_common_emoji() -> None:
    assert lacking(FONTS / "FacilitatorEmoji-Regular.ttf", EMOJI) == ""


def test_joiners_and_skin_tones_leave_no_mark() -> None:
    font = open_face(FONTS / "FacilitatorEmoji-Regular.ttf")
    for character in WEIGHTLESS:
        glyph = font.getBestCmap()[ord(character)]
        assert font["hmtx"][glyph][0] == 0
        assert font["glyf"][glyph].numberOfContours == 0


def test_stand_in_faces_have_the_line_height_of_the_sans() -> None:
    heights = set()
    for stem in ("FacilitatorSans-Regular", "FacilitatorFallback-Regular", "FacilitatorEmoji-Regular"):
        font = open_face(FONTS / f"{stem}.ttf")
        heights.add(round((font["hhea"].ascent - font["hhea"].descent) / font["head"].unitsPerEm, 2))
    assert len(heights) == 1


def test_every_source_has_its_licence() -> None:
    licences = sorted(path.stem.removeprefix("OFL-") for path in FONTS.glob("OFL-*.txt"))
    assert licences == [
        "Inter",
        "NotoEmoji",
        "NotoSans",
        "NotoSansMath",
        "NotoSansMono",
        "NotoSansSymbols",
        "NotoSansSymbols2",
        "SourceSerif4",
    ]
    for path in FONTS.glob("OFL-*.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in path.read_text(encoding="utf-8")

"""How a Word document looks: its styles, lists and settings as XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.exporting.html_inline import escaped
from sessions.house_style import HouseStyle

SERIF: Final = "Georgia"
SANS: Final = "Calibri"
MUTED, HAIR = "56636B", "C6D0D2"
ACCENT, SECOND, TINT, WARM = "accent", "second", "tint", "warm"  # names of colours that the house style gives
TINT_SHARE, WARM_SHARE = 0.1, 0.06

# In twips, twentieths of a point.
PAGE: Final = (11906, 16838)  # A4
MARGIN: Final = 1418
COLUMN: Final = PAGE[0] - 2 * MARGIN
STEP: Final = 397  # by which a list stands further in than what it hangs from

BULLETS: Final = 1  # the list definition, and the one list, of all bullets
NUMBERS: Final = 2
DEEPEST_LIST: Final = 8  # the format knows no deeper


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes in points, distances in twips, colours as RRGGBB."""

    id: str
    name: str
    size: float = 0
    font: str = ""
    colour: str = ""
    is_bold: bool = False
    before: int = 0
    after: int = 120
    line: int = 0  # 240 is one line
    left: int = 0
    hanging: int = 0
    right: int = 0
    is_held: bool = False
    is_whole: bool = False  # never parted by the end of a column or page
    is_tight: bool = False  # nothing between two of this style
    outline: int = -1
    ground: str = ""
    bar: str = ""
    tab: str = ""
    list: int = 0
    following: str = "Normal"
    is_centred: bool = False

    def xml(self) -> str:
        """Return the style as Word keeps it, in colours that it names itself."""
        is_base = self.id == "Normal"
        default = ' w:default="1"' if is_base else ""
        custom = "" if self.id in BUILT_IN else ' w:customStyle="1"'
        based = "" if is_base else '<w:basedOn w:val="Normal"/>'
        following = "" if is_base else f'<w:next w:val="{self.following}"/>'
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{based}{following}<w:qFormat/><w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._text()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        line = f' w:line="{self.line}" w:lineRule="auto"' if self.line else ""
        places = (("left", self.left), ("right", self.right), ("hanging", self.hanging))
        indents = "".join(f' w:{name}="{by}"' for name, by in places if by)
        parts = (
            ("<w:keepNext/>", self.is_held),
            ("<w:keepLines/>", self.is_held or self.is_whole),
            (f'<w:numPr><w:numId w:val="{self.list}"/></w:numPr>', self.list),
            (
                f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="12" w:color="{self.bar}"/></w:pBdr>',
                self.bar,
            ),
            (f'<w:shd w:val="clear" w:color="auto" w:fill="{self.ground}"/>', self.ground),
            (f"<w:tabs>{self.tab}</w:tabs>", self.tab),
            (f'<w:spacing w:before="{self.before}" w:after="{self.after}"{line}/>', True),
            (f"<w:ind{indents}/>", indents),
            ("<w:contextualSpacing/>", self.is_tight),
            ('<w:jc w:val="center"/>', self.is_centred),
            (f'<w:outlineLvl w:val="{self.outline}"/>', self.outline >= 0),
        )
        return "".join(xml for xml, is_on in parts if is_on)

    def _text(self) -> str:
        return look(self.font, self.is_bold, self.colour, self.size)


def look(font: str = "", is_bold: bool = False, colour: str = "", size: float = 0, more: str = "") -> str:
    """Return the properties of text; what is left out is that of the style below."""
    half_points = round(size * 2)
    parts = (
        (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>', font),
        ("<w:b/><w:bCs/>", is_bold),
        (more, more),
        (f'<w:color w:val="{colour}"/>', colour),
        (f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>', size),
    )
    return "".join(xml for xml, is_on in parts if is_on)


_DOTS: Final = f'<w:tab w:val="right" w:leader="dot" w:pos="{COLUMN}"/>'
_RIGHT: Final = f'<w:tab w:val="right" w:pos="{COLUMN}"/>'

STYLES: Final = (
    Style("Normal", "Normal", after=140, line=300),
    Style("Title", "Title", 30, colour=ACCENT, before=600, after=160, line=252, following="Subtitle"),
    Style("Subtitle", "Subtitle", 14, colour=ACCENT, after=240, line=288),
    Style("Byline", "Byline", 11, SANS, SECOND, is_bold=True, after=20),
    Style("Dateline", "Dateline", 10.5, SANS, MUTED, after=480),
    Style("Heading1", "heading 1", 21, colour=ACCENT, before=560, after=140, is_held=True, outline=0),
    Style("Heading2", "heading 2", 13, SANS, ACCENT, is_bold=True, before=320, after=60, is_held=True, outline=1),
    Style("Heading3", "heading 3", 11.5, SANS, ACCENT, is_bold=True, before=280, after=60, is_held=True, outline=2),
    Style("TOCHeading", "TOC Heading", 17, colour=ACCENT, before=240, after=120, is_held=True),
    Style("TOC1", "toc 1", 11, SANS, is_bold=True, before=100, after=20, tab=_DOTS),
    Style("TOC2", "toc 2", 10.5, SANS, left=STEP, after=20, tab=_DOTS),
    Style("Label", "Label", 10, SANS, SECOND, is_bold=True, before=200, after=20, is_held=True),
    Style("Standfirst", "Standfirst", 13, colour=ACCENT, after=240, line=312),
    Style("ListBullet", "List Bullet", after=80, list=BULLETS, following="ListBullet"),
    Style("ListNumber", "List Number", after=80, list=NUMBERS, following="ListNumber"),
    Style("PanelTitle", "Panel Title", 12, SANS, ACCENT, is_bold=True, before=280, after=80, is_held=True, outline=2),
    Style("KeyMessage", "Key Message", ground=TINT, after=0, list=NUMBERS, following="KeyMessage"),
    Style("Quote", "Quote", left=STEP, right=STEP, before=120, after=40, ground=WARM, following="Attribution"),
    Style(
        "IntenseQuote", "Intense Quote", 14, colour=ACCENT, left=STEP, right=STEP, before=320, after=80, line=312,
        bar=SECOND, following="Attribution",
    ),
    Style("Attribution", "Attribution", 10, SANS, MUTED, left=STEP, right=STEP, after=200),
    Style("Callout", "Callout", left=170, right=170, before=200, after=240, ground=WARM),
    Style("Caption", "caption", 11.5, SANS, ACCENT, is_bold=True, before=280, after=80, is_held=True),
    Style("Base", "Base", 10, SANS, MUTED, before=80, after=200),
    Style("TableText", "Table Text", 10.5, SANS, before=50, after=50, following="TableText"),
    Style("TableTitle", "Table Title", before=240, after=80, is_held=True),
    Style("TableHeading", "Table Heading", 10.5, SANS, ACCENT, is_bold=True, before=50, after=50, is_held=True),
    # LibreOffice can lose the last name where a page ends within the columns and a name may be parted.
    Style("Person", "Person", 10.5, SANS, left=227, hanging=227, after=60, is_whole=True, following="Person"),
    Style("SignOff", "Sign-off", 11, SANS, ACCENT, before=480),
    Style("Source", "Source", 10, SANS, MUTED, after=100),
    Style("FigureNumber", "Figure Number", 26, colour=ACCENT, before=80, after=0, line=240, is_held=True,
          following="FigureText"),
    Style("FigureText", "Figure Text", 10.5, SANS, after=120),
    Style("FindingsTitle", "Findings Title", 12, SANS, is_bold=True, left=170, right=170, before=240, after=0,
          is_held=True, outline=2, ground=TINT, bar=ACCENT, following="Finding"),
    Style("Finding", "Finding", left=170, right=170, before=60, after=0, ground=TINT, bar=ACCENT, following="Finding"),
    Style("FindingSource", "Finding Source", 10, SANS, MUTED, left=170, right=170, after=0, ground=TINT, bar=ACCENT,
          following="Finding"),
    Style("Verse", "Verse", left=2 * STEP, before=240, after=120, line=288, following="Attribution"),
    Style("Picture", "Picture", before=240, after=60, line=240, is_held=True, following="PictureCaption"),
    Style("PictureCaption", "Picture Caption", 10, SANS, MUTED, after=240),
    Style("LinkItem", "Link", after=80, list=BULLETS, following="LinkItem"),
    Style("AcknowledgementsTitle", "Acknowledgements Title", 12, SANS, ACCENT, is_bold=True, before=320, after=60,
          is_held=True, outline=2, following="Acknowledgements"),
    Style("Acknowledgements", "Acknowledgements", 10.5, after=200),
    Style("DedicationTitle", "Dedication Title", 10, SANS, SECOND, is_bold=True, before=560, after=40, is_held=True,
          is_centred=True, following="Dedication"),
    Style("Dedication", "Dedication", 13, left=2 * STEP, right=2 * STEP, before=40, after=560, is_centred=True),
    Style("CallTitle", "Call Title", 13, SANS, left=170, right=170, is_bold=True, before=320, after=0, is_held=True,
          outline=2, ground=WARM, bar=SECOND, following="Call"),
    Style("Call", "Call", left=170, right=170, after=240, ground=WARM, bar=SECOND),
    Style("Header", "header", 10, SANS, ACCENT, is_bold=True, after=0, tab=_RIGHT),
    Style("Footer", "footer", 9.5, SANS, MUTED, after=0, tab=_RIGHT),
)  # fmt: skip
BUILT_IN: Final = frozenset(
    {
        "Normal", "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "TOCHeading", "TOC1", "TOC2", "ListBullet",
        "ListNumber", "Quote", "IntenseQuote", "Caption", "Header", "Footer",
    }
)  # fmt: skip

_CHARACTER: Final = (
    ("DefaultParagraphFont", "Default Paragraph Font", ' w:default="1"', ""),
    ("Strong", "Strong", "", look(is_bold=True)),
    ("Emphasis", "Emphasis", "", look(more="<w:i/><w:iCs/>")),
    ("Hyperlink", "Hyperlink", "", look(colour=SECOND) + '<w:u w:val="single"/>'),
    # A term has no look of its own; whoever wants one changes the style.
    ("Term", "Term", ' w:customStyle="1"', ""),
)


def coloured(xml: str, house: HouseStyle) -> str:
    """Return properties with the colours of a house in the place of their names."""
    for name, value in _colours(house).items():
        for attribute in ("val", "color", "fill"):
            xml = xml.replace(f'w:{attribute}="{name}"', f'w:{attribute}="{value}"')
    return xml


def _colours(house: HouseStyle) -> Mapping[str, str]:
    return {
        ACCENT: house.accent[1:].upper(),
        SECOND: house.second[1:].upper(),
        TINT: _tinted(house.accent, TINT_SHARE),
        WARM: _tinted(house.second, WARM_SHARE),
    }


def _tinted(colour: str, share: float) -> str:
    """Return paper with so much of a colour in it."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def styles(language: str, house: HouseStyle) -> str:
    """Return every style, the fonts named and not embedded, in the colours of a house."""
    lang = f'<w:lang w:val="{escaped(language)}"/>' if language else ""
    defaults = f"<w:rPr>{look(SERIF, size=11)}{lang}</w:rPr>"
    characters = "".join(
        f'<w:style w:type="character"{mark} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
        for name, shown, mark, properties in _CHARACTER
    )
    made = (
        f"<w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(style.xml() for style in STYLES)}{characters}{_TABLES}"
    )
    return coloured(made, house)


_MARGINS: Final = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="142" w:type="dxa"/></w:tblCellMar>'
)
_TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    "</w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Figures"><w:name w:val="Figures"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="12" w:space="0" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/></w:tblBorders></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)


def numbering(numbered: Sequence[int], house: HouseStyle) -> str:
    """Return the list definitions, the list of all bullets, and a list of its own for each id given."""
    dots = "".join(_level(at, "bullet", "•–"[at % 2], "ListBullet") for at in range(DEEPEST_LIST + 1))
    counts = "".join(_level(at, "decimal", f"%{at + 1}.", "ListNumber") for at in range(DEEPEST_LIST + 1))
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for at in range(DEEPEST_LIST + 1)
    )
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    made = (
        f'<w:abstractNum w:abstractNumId="{BULLETS}">{kind}{dots}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="{NUMBERS}">{kind}{counts}</w:abstractNum>'
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
        f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="{NUMBERS}"/></w:num>'
    ) + "".join(
        f'<w:num w:numId="{one}"><w:abstractNumId w:val="{NUMBERS}"/>{restart}</w:num>' for one in numbered
    )
    return coloured(made, house)


def _level(at: int, kind: str, text: str, style: str) -> str:
    linked = "" if at else f'<w:pStyle w:val="{style}"/>'
    mark = look(SANS, is_bold=kind == "decimal", colour=SECOND)
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (at + 1)}" w:hanging="{STEP}"/></w:pPr>'
        f"<w:rPr>{mark}</w:rPr></w:lvl>"
    )


def settings(language: str) -> str:
    """Return the settings; mode 15 keeps Word from opening the file as one of an older Word."""
    where = 'w:uri="http://schemas.microsoft.com/office/word"'
    lang = f'<w:themeFontLang w:val="{escaped(language)}"/>' if language else ""
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" {where} w:val="15"/></w:compat>'
        f'{lang}<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


class Sections:
    """Makes sections that go on where the one before ends; the first page of the first has a header where there is one.

    ``footer`` and ``header`` are the relationships of the footer and of the header of the first page.
    """

    def __init__(self, footer: str, header: str = "") -> None:
        self._footer = footer
        self._header = header

    def __call__(self, columns: int = 1) -> str:
        """Return the next section."""
        width, height = PAGE
        across = f' w:num="{columns}"' if columns > 1 else ""
        header, self._header = self._header, ""
        first = (
            f'<w:headerReference w:type="first" r:id="{header}"/>'
            f'<w:footerReference w:type="first" r:id="{self._footer}"/>'
        )
        return (
            f'<w:sectPr>{first if header else ""}<w:footerReference w:type="default" r:id="{self._footer}"/>'
            f'<w:type w:val="continuous"/><w:pgSz w:w="{width}" w:h="{height}"/>'
            f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
            f'w:header="709" w:footer="709" w:gutter="0"/><w:cols{across} w:space="{STEP}"/>'
            f"{'<w:titlePg/>' if header else ''}</w:sectPr>"
        )

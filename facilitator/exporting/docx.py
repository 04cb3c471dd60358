"""A document for Word: real styles, lists, headings, tables and contents, to be edited as any other."""

from __future__ import annotations

import zipfile
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from facilitator.exporting.characters import printable
from facilitator.exporting.docx_blocks import Blocks
from facilitator.exporting.docx_bookmarks import SENT, sent
from facilitator.exporting.docx_inline import Typist, language_of, plain
from facilitator.exporting.docx_parts import Paragraph, paged, rendered, sectioned
from facilitator.exporting.docx_pictures import Shelf
from facilitator.exporting.docx_styles import COLUMN, Sections, numbering, settings, styles
from sessions.document import Document, DocumentTree
from sessions.house_style import HouseStyle, checked

LONGEST_PROPERTY: Final = 255  # what the format holds
LONGEST_FOOTER: Final = 80
LOGO: Final = "Logo"
TALLEST_LOGO: Final = 907  # twips, 1.6 cm
# Of the file that every document begins as: a preview of another, and what is there for an older Word.
_LEFT_OUT: Final = frozenset(
    {"thumbnail", "extended-properties", "customXml", "stylesWithEffects", "webSettings", "fontTable"}
)
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><ds:datastoreItem ds:itemID="{7C2B3D70-6A5E-4E0B-9E55-3B6D1F0A9C41}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{SENT}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PAGE_NUMBER: Final = '<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def write_docx(tree: DocumentTree, created: datetime | None = None) -> bytes:
    """Return the document for Word; the same tree gives the same bytes. ``created`` is said only where given.

    Raises KnownError ``picture_unreadable`` or ``picture_too_large``, and DomainError as ``checked`` does of the house.
    """
    word = docx.Document()
    house = checked(tree.house)
    language = language_of(tree.document.language)
    _lighten(word)
    _fill(word.styles.element, styles(language, house))
    _fill(word.settings.element, settings(language))
    shelf = Shelf(word.part.package, tree.pictures)
    sections = Sections(_footer(word, tree.document), _header(word, house, shelf))
    blocks = Blocks(tree, Typist(_Relations(word)), partial(shelf.drawing, word.part))
    parts = paged([*blocks.front(), *blocks.flow(tree.nodes)])
    body = rendered(sectioned(parts, sections)) + sections()
    _fill(word.part.numbering_part.element, numbering(blocks.numbered, house))
    _fill(word.element.body, body)
    _enclose(word, sent(tree.document.id, blocks.said.values()))
    _describe(word, tree.document, created)
    return _packed(word)


class _Relations:
    """Keeps each address once and names it."""

    def __init__(self, word: WordDocument) -> None:
        self._rels = word.part.rels
        self._names: dict[str, str] = {}

    def __call__(self, address: str) -> str:
        # python-docx looks through all it has for each new one: ten thousand links would take minutes.
        if address not in self._names:
            name = f"rLink{len(self._names) + 1}"
            self._rels.add_relationship(RT.HYPERLINK, address, name, is_external=True)
            self._names[address] = name
        return self._names[address]


def _lighten(word: WordDocument) -> None:
    for relations in (word.part.rels, word.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _LEFT_OUT:
                del relations[name]


def _fill(element: BaseOxmlElement, inside: str) -> None:
    """Put new contents into an element."""
    parsed = parse_xml(f"<w:x {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{inside}</w:x>")
    for child in list(element):
        element.remove(child)
    for child in list(parsed):
        element.append(child)


def _footer(word: WordDocument, document: Document) -> str:
    """Make the footer, the title and the number of the page, and return the name of its relationship."""
    footer = word.sections[0].footer
    footer.is_linked_to_previous = False
    title = " ".join(document.title.split())
    short = title if len(title) <= LONGEST_FOOTER else title[: LONGEST_FOOTER - 1].rstrip() + "…"
    _fill(footer.part.element, Paragraph("Footer", plain(short) + _PAGE_NUMBER).xml())
    return next(str(name) for name, one in word.part.rels.items() if one.reltype == RT.FOOTER)


def _header(word: WordDocument, house: HouseStyle, shelf: Shelf) -> str:
    """Make the header of the first page, the logo and the name of the network; return its relationship, '' for none."""
    name = " ".join(house.name.split())
    has_logo = house.logo in shelf
    if not (name or has_logo):
        return ""
    header = word.sections[0].first_page_header
    header.is_linked_to_previous = False
    logo = ""
    if has_logo:
        # The name is read beside it; alone, the logo says what it is.
        logo = shelf.drawing(header.part, house.logo, name or LOGO, COLUMN // 2, TALLEST_LOGO)
    tab = "<w:r><w:tab/></w:r>" if logo and name else ""
    _fill(header.part.element, Paragraph("Header", logo + tab + plain(name)).xml())
    return next(str(name) for name, one in word.part.rels.items() if one.reltype == RT.HEADER)


def _enclose(word: WordDocument, data: bytes) -> None:
    """Put data into the file that is no text; editors carry it along as long as it has properties with an id."""
    package = word.part.package
    item = FilePart(PackURI("/customXml/item1.xml"), "application/xml", data, package)
    properties = FilePart(PackURI("/customXml/itemProps1.xml"), _PROPERTIES, _ITEM.encode(), package)
    item.relate_to(properties, RT.CUSTOM_XML_PROPS)
    word.part.relate_to(item, RT.CUSTOM_XML)


def _describe(word: WordDocument, document: Document, created: datetime | None) -> None:
    """Set the properties of the file; whoever made the file that it began as is not its author."""
    kept = word.part.package.part_related_by(RT.CORE_PROPERTIES).element
    for child in list(kept):
        kept.remove(child)
    properties = word.core_properties
    properties.title = _property(document.title)
    properties.author = _property(document.byline)
    properties.language = language_of(document.language)
    if created is not None:
        properties.created = properties.modified = created


def _property(text: str) -> str:
    return " ".join(printable(text).split())[:LONGEST_PROPERTY]


def _packed(word: WordDocument) -> bytes:
    """Return the file with no time in it."""
    first = BytesIO()
    word.save(first)
    last = BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return last.getvalue()

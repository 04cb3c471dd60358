"""Faults that are sown in sound exports, and which outside checkers have to say what of each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from facilitator import paths
from facilitator.exporting.docx import write_docx
from facilitator.exporting.html import write_html
from facilitator.exporting.pdf import write_pdf
from tests.facilitator.exporting import pdf_faults
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.exporting.pdf_sample import FACES, write_up
from tests.gate.checks import NU_CHECKER, OUTLOUD, PAGE, POPPLER, VERAPDF, WORD
from tests.gate.outside import ON_MOST

UNUSED = 9_999  # the number of a mark that no page of ours has
Spoil = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Fault:
    """A way to spoil a file, and the words in what each checker has to find."""

    name: str
    spoil: Spoil
    bites: Mapping[str, str]


# --- PDF


def alternative_is_a_file(pdf: pikepdf.Pdf) -> None:
    pdf_faults.first(pdf, "/Figure").Alt = "IMG_2041.jpg"


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def page_is_artifact(pdf: pikepdf.Pdf) -> None:
    """Mark all that a page says as decoration."""
    page = pdf.pages[2]
    steps: list[Any] = list(pikepdf.parse_content_stream(page))
    for at, (_, operator) in enumerate(steps):
        if str(operator) == "BDC":
            steps[at] = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def order_turned_round(pdf: pikepdf.Pdf) -> None:
    """Have every section read from its end to its beginning."""
    for section in list(pdf_faults.elements(pdf, "/Sect")):
        section.K = pikepdf.Array(reversed(list(section.K)))


def foot_is_content(pdf: pikepdf.Pdf) -> None:
    """Have the foot of every page read out, as a paragraph of its own."""
    whole = pdf.Root.StructTreeRoot.K[0]
    for page in pdf.pages:
        steps: list[Any] = list(pikepdf.parse_content_stream(page))
        for at, (operands, operator) in enumerate(steps):
            if str(operator) == "BDC" and operands[0] == pikepdf.Name.Artifact:
                mark = pikepdf.Dictionary(MCID=UNUSED)
                steps[at] = pikepdf.ContentStreamInstruction([pikepdf.Name.P, mark], pikepdf.Operator("BDC"))
                said = pikepdf.Dictionary(
                    Type=pikepdf.Name.StructElem,
                    S=pikepdf.Name.P,
                    P=whole,
                    Pg=page.obj,
                    K=pikepdf.Array([UNUSED]),
                )
                whole.K.append(pdf.make_indirect(said))
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def headers_are_cells(pdf: pikepdf.Pdf) -> None:
    for header in list(pdf_faults.elements(pdf, "/TH")):
        header.S = pikepdf.Name.TD


def in_pdf(fault: pdf_faults.Fault, **bites: str) -> Fault:
    """Return a fault of a PDF; what has to bite is named by the short names of the checkers."""
    names = {"vera": VERAPDF, "page": PAGE, "loud": OUTLOUD, "info": POPPLER}
    return Fault(
        fault.__name__,
        lambda data: pdf_faults.spoilt(data, fault),
        {names[short]: said for short, said in bites.items()},
    )


PDF_FAULTS = (
    in_pdf(no_structure, vera="ua1 7.1-11", page="STRUCT", loud="DOC-002", info="no structure"),
    in_pdf(pdf_faults.no_language, vera="ua1 7.2-33", page="LANGUAGE", loud="DOC-013"),
    in_pdf(pdf_faults.no_title, vera="ua1 7.1-9", page="METADATA-TITLE"),
    in_pdf(pdf_faults.title_not_shown, vera="ua1 7.1-10"),
    in_pdf(pdf_faults.not_marked, vera="ua1 6.2-1"),
    in_pdf(pdf_faults.unmarked_text, vera="ua1 7.1-3", loud="TAG-001"),
    in_pdf(pdf_faults.text_is_artifact, loud="TAG-020"),
    in_pdf(page_is_artifact, loud="TAG-002"),
    in_pdf(foot_is_content, loud=f"on 3 or more pages ({ON_MOST})"),
    in_pdf(order_turned_round, loud="ORD-001"),
    in_pdf(headers_are_cells, loud="TBL-001"),
    in_pdf(pdf_faults.header_without_scope, vera="ua1 7.5-1", page="TABLE-HEADERS-SCOPE"),
    in_pdf(pdf_faults.no_alternative, vera="ua1 7.3-1", page="FIGURE-ALTERNATIVE-TEXT"),
    in_pdf(alternative_is_a_file, loud="FIG-010"),
    in_pdf(pdf_faults.level_left_out, vera="ua1 7.4.2-1", page="HEADING-NESTING"),
    in_pdf(pdf_faults.link_says_nothing, vera="ua1 7.18.5-2"),
    in_pdf(pdf_faults.no_way_back, vera="ua1 7.18.5-1"),
    in_pdf(pdf_faults.no_letter, vera="ua1 7.21.7-2"),
    in_pdf(pdf_faults.no_claim, vera="ua1 5-1", page="ID-PART"),
    in_pdf(pdf_faults.no_colour_space, vera="2a 6.2.4.3-2"),
    in_pdf(pdf_faults.face_not_embedded, vera="ua1 7.21.4.1-1", page="FONT-EMBEDDING", loud="TXT-001"),
)


# --- HTML


def swapped(old: str, new: str) -> Spoil:
    """Return a way to spoil a text in one place, which has to be there."""

    def spoil(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return spoil


HTML_FAULTS = (
    Fault("an id twice", swapped("</main>", '<p id="a">a</p><p id="a">b</p></main>'), {NU_CHECKER: "Duplicate ID"}),
    Fault("a picture without words", swapped("</main>", '<img src="a.png"></main>'), {NU_CHECKER: "have an “alt”"}),
    Fault("an element left open", swapped("</main>", "<section></main>"), {NU_CHECKER: "Unclosed element"}),
    Fault("elements that overlap", swapped("<p>", "<p><b><i>a</b></i>"), {NU_CHECKER: "violates nesting"}),
    Fault("a heading in a list", swapped("<ul>", "<ul><h2>a</h2>"), {NU_CHECKER: "not allowed as child"}),
    Fault("no title", swapped("<title>Ordinary weather</title>", ""), {NU_CHECKER: "title"}),
)  # fmt: skip


# --- DOCX


def in_part(part: str, old: str, new: str) -> Spoil:
    """Return a way to spoil one part of a file of parts; a part that becomes empty is left out."""

    def spoil(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old_file, zipfile.ZipFile(out, "w") as new_file:
            for name in old_file.namelist():
                content = old_file.read(name)
                if name == part:
                    content = swapped(old, new)(content) if old else b""
                if content:
                    new_file.writestr(name, content)
        return out.getvalue()

    return spoil


NOT_OPENED = "python-docx cannot open it"
BODY, RELATED = "word/document.xml", "word/_rels/document.xml.rels"
DOCX_FAULTS = (
    Fault("no document", in_part(BODY, "", ""), {WORD: NOT_OPENED}),
    Fault("a part that is missing", in_part("word/numbering.xml", "", ""), {WORD: NOT_OPENED}),
    Fault("a way to nowhere", in_part(RELATED, '"styles.xml"', '"nowhere.xml"'), {WORD: NOT_OPENED}),
    Fault("words that are hidden", in_part(BODY, "<w:t", "<w:rPr><w:vanish/></w:rPr><w:t"), {WORD: "does not say"}),
    Fault("a table without cells", in_part(BODY, "</w:body>", "<w:tbl></w:body>"), {WORD: NOT_OPENED}),
)  # fmt: skip


@dataclass(frozen=True)
class Sown:
    """A spoilt file, or a sound one, whose fault is None."""

    path: Path
    fault: Fault | None


def sow(folder: Path) -> Iterator[Sown]:
    """Write a sound file of each format, and one for each fault."""
    style = paths.document_style().read_text("utf-8")
    sound = {
        "pdf": (pdf_faults.spoilt(write_pdf(write_up(), FACES), None), PDF_FAULTS),
        "html": (write_html(example_tree(), style), HTML_FAULTS),
        "docx": (write_docx(example_tree()), DOCX_FAULTS),
    }
    for ending, (data, faults) in sound.items():
        for fault in (None, *faults):
            path = (
                folder
                / ("dark by agreement" if ending == "pdf" else "example")
                / f"{fault.name if fault else 'sound'}.{ending}"
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fault.spoil(data) if fault else data)
            yield Sown(path, fault)

"""Faults that are sown in a sound PDF, each spoiling one thing, to show that the checks bite."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name, Operator

from tests.facilitator.exporting.pdf_reading import opened

Fault = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        entry = waiting.pop()
        if str(entry.S) == kind:
            yield entry
        waiting += [kid for kid in reversed(list(entry.K)) if not isinstance(kid, int) and "/S" in kid]


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(elements(pdf, kind))


def long_paragraph(pdf: pikepdf.Pdf) -> Any:
    """Return the first paragraph on the third page."""
    page = pdf.pages[2].obj.objgen
    return next(found for found in elements(pdf, "/P") if found.get("/Pg") and found.Pg.objgen == page)


def steps_of(pdf: pikepdf.Pdf, number: int) -> Iterator[tuple[list[Any], int, int]]:
    """Yield the steps of the third page, with where a mark opens and closes."""
    steps: list[Any] = list(pikepdf.parse_content_stream(pdf.pages[2]))
    opens = next(
        at
        for at, (operands, operator) in enumerate(steps)
        if str(operator) == "BDC" and marks(operands, number)
    )
    closes = next(at for at in range(opens, len(steps)) if str(steps[at][1]) == "EMC")
    yield steps, opens, closes
    pdf.pages[2].obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def marks(operands: Any, number: int) -> bool:
    return isinstance(operands[1], pikepdf.Dictionary) and operands[1].get("/MCID", -1) == number


def wrong_order(pdf: pikepdf.Pdf) -> None:
    kids = list(elements(pdf, "/Sect"))[3].K
    kids[-1], kids[-2] = kids[-2], kids[-1]


def no_alternative(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "/Figure").Alt


def header_is_a_cell(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/TH").S = Name.TD


def header_without_scope(pdf: pikepdf.Pdf) -> None:
    for header in elements(pdf, "/TH"):
        del header.A


def unmarked_text(pdf: pikepdf.Pdf) -> None:
    for steps, opens, closes in steps_of(pdf, int(long_paragraph(pdf).K[0])):
        del steps[closes], steps[opens]


def text_is_artifact(pdf: pikepdf.Pdf) -> None:
    paragraph = long_paragraph(pdf)
    for steps, opens, _ in steps_of(pdf, int(paragraph.K[0])):
        steps[opens] = ([Name.Artifact], Operator("BMC"))
    paragraph.K = Array([])


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def level_left_out(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/H3").S = Name.H5


def no_title(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    head, _, rest = xmp.partition(b"<dc:title>")
    pdf.Root.Metadata.write(head + rest.partition(b"</dc:title>")[2])


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def link_says_nothing(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.Annots[0].Contents


def no_way_back(pdf: pikepdf.Pdf) -> None:
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    del nums[2:4]


def way_back_to_another(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def wrong_letter(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[2].obj.Resources.Font.values():
        maps = font.get("/ToUnicode")
        if maps is not None:
            maps.write(maps.read_bytes().replace(b"<65> <0065>", b"<65> <0061>"))


def no_letter(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[2].obj.Resources.Font.values():
        maps = font.get("/ToUnicode")
        if maps is not None:
            maps.write(maps.read_bytes().replace(b"<65> <0065>", b"<65> <0000>"))


def no_claim(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def no_colour_space(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def face_not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[2].obj.Resources.Font.values():
        if "/FontDescriptor" in font:
            del font.FontDescriptor.FontFile2
            return


def spoilt(data: bytes, fault: Fault | None) -> bytes:
    out = io.BytesIO()
    with opened(data) as pdf:
        if fault:
            fault(pdf)
        pdf.save(out)
    return out.getvalue()

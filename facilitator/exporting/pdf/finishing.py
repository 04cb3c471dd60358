"""The last pass over a PDF: what makes it an archive file, and everything packed into object streams."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final, NamedTuple

from facilitator.exporting.pdf.colour_profile import NAME, srgb_profile
from facilitator.exporting.pdf.facts import Facts

VERSION: Final = "1.7"  # what PDF/A-2 and PDF/UA-1 are written upon
COVER: Final = "Cover"


class Drawn(NamedTuple):
    """A file with pages and structure; ``page_keys`` are those of the pages in the map from marks to elements."""

    data: bytes
    facts: Facts
    page_keys: Sequence[int | None]
    cover_pages: int = 1


def finished(drawn: Drawn) -> bytes:
    """Return the file with its metadata, colour space and page labels."""
    # pikepdf is heavy, and only a PDF needs it.
    import pikepdf as pike

    with pike.open(io.BytesIO(drawn.data)) as pdf:
        for page, key in zip(pdf.pages, drawn.page_keys, strict=True):
            page.obj.Tabs = pike.Name.S
            if key is not None:
                page.obj.StructParents = key
        root = pdf.Root
        root.Lang = pike.String(drawn.facts.language)
        root.MarkInfo = pike.Dictionary(Marked=True)
        root.ViewerPreferences = pike.Dictionary(DisplayDocTitle=True)
        cover = [0, pike.Dictionary(P=COVER), 1, pike.Dictionary(S=pike.Name.D, St=2)]
        plain = [0, pike.Dictionary(S=pike.Name.D)]
        root.PageLabels = pike.Dictionary(Nums=pike.Array(cover if drawn.cover_pages else plain))
        root.Metadata = pdf.make_stream(drawn.facts.xmp(), Type=pike.Name.Metadata, Subtype=pike.Name.XML)
        intent = pike.Dictionary(
            Type=pike.Name.OutputIntent,
            S=pike.Name.GTS_PDFA1,
            OutputConditionIdentifier=NAME,
            Info=NAME,
            DestOutputProfile=pdf.make_stream(srgb_profile(), N=3),
        )
        root.OutputIntents = pike.Array([intent])
        del pdf.trailer.ID  # ReportLab puts the clock into it; another is made of the content
        out = io.BytesIO()
        pdf.save(
            out,
            min_version=VERSION,
            object_stream_mode=pike.ObjectStreamMode.generate,
            preserve_pdfa=True,
            deterministic_id=True,
        )
    return out.getvalue()

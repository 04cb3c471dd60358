"""The logical structure as objects of the file: elements, and the way back from marked content to its element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject  # type: ignore[import-untyped]

from facilitator.exporting.pdf.tags import ROLES, Annotated, Content, Kind, Tag, heading_levels, live

Parents = Mapping[int, Tag | Sequence[Tag]]  # by the keys that pages and annotations have


class Raw(PDFObject):  # type: ignore[misc]
    """An object of the file as bytes that are known when the file is written."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.data = b""

    def format(self, document: Any) -> bytes:
        """Return the bytes."""
        return self.data


def text_string(text: str) -> bytes:
    """Return text as a PDF string of plain ASCII."""
    if text.isascii():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + escaped.encode().replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def add_structure(document: Any, root: Tag, parents: Parents) -> None:
    """Write the elements that have something to read, with the map from marks and links back to them."""
    tree, way_back = Raw(), Raw()
    alive = live(root)
    elements = [tag for tag in root.walk() if tag in alive]
    objects = {tag: Raw() for tag in elements}
    names = {tag: _name(document, raw) for tag, raw in objects.items()}
    top, back = _name(document, tree), _name(document, way_back)
    levels = heading_levels(root)
    above = {kid: names[tag] for tag in elements for kid in tag.kids if isinstance(kid, Tag)}
    for tag, raw in objects.items():
        head = _entries(tag, levels.get(tag, 0))
        raw.data = b"<<%b /P %b%b>>" % (head, above.get(tag, top), _kids(document, tag, names))
    nums = b"\n".join(b"%d %b" % (key, _owners(owner, names)) for key, owner in sorted(parents.items()))
    way_back.data = b"<</Nums [%b]>>" % nums
    roles = b" ".join(b"/%b /%b" % (own.encode(), known.encode()) for own, known in ROLES.items())
    kids = names.get(root)
    tree.data = b"<</Type /StructTreeRoot%b /ParentTree %b /ParentTreeNextKey %d /RoleMap <<%b>>>>" % (
        b" /K [" + kids + b"]" if kids else b"",
        back,
        max(parents, default=-1) + 1,
        roles,
    )
    document.Catalog.StructTreeRoot = tree


def _name(document: Any, raw: Raw) -> bytes:
    """Register an object; return the reference to it."""
    name: bytes = document.Reference(raw).format(document)
    return name


def _entries(tag: Tag, level: int) -> bytes:
    kind = f"H{level}" if tag.kind is Kind.HEADING else tag.kind.value
    parts = [b"/S /" + kind.encode()]
    if tag.alt:
        parts.append(b"/Alt " + text_string(tag.alt))
    if tag.lang:
        parts.append(b"/Lang " + text_string(tag.lang))
    if tag.attribute:
        parts.append(b"/A <<" + tag.attribute.encode() + b">>")
    if tag.area:
        box = "{:.2f} {:.2f} {:.2f} {:.2f}".format(*tag.area)
        parts.append(b"/A <</O /Layout /Placement /Block /BBox [" + box.encode() + b"]>>")
    return b" ".join(parts)


def _kids(document: Any, tag: Tag, names: Mapping[Tag, bytes]) -> bytes:
    """Return the page of the first mark, and all kids: marks on that page are numbers."""
    home = next((kid.page for kid in tag.kids if isinstance(kid, Content)), None)
    kids: list[bytes] = []
    for kid in tag.kids:
        match kid:
            case Tag():
                if kid in names:
                    kids.append(names[kid])
            case Content():
                number = b"%d" % kid.number
                page = _page(document, kid.page) if kid.page != home else b""
                kids.append(b"<</Type /MCR /Pg %b /MCID %b>>" % (page, number) if page else number)
            case Annotated():
                link: bytes = document.refAnnotation(kid.annotation).format(document)
                kids.append(b"<</Type /OBJR /Obj %b /Pg %b>>" % (link, _page(document, kid.page)))
    place = b"" if home is None else b" /Pg " + _page(document, home)
    return b"%b /K [%b]" % (place, b" ".join(kids))


def _page(document: Any, page: int) -> bytes:
    return b"%d 0 R" % document.idToObjectNumberAndVersion[f"Page{page}"][0]


def _owners(owner: Tag | Sequence[Tag], names: Mapping[Tag, bytes]) -> bytes:
    return names[owner] if isinstance(owner, Tag) else b"[" + b" ".join(names[tag] for tag in owner) + b"]"

"""What a reader gets out of a PDF, by the tools of poppler."""

import io
import subprocess
import unicodedata
from dataclasses import replace
from typing import Any

import pikepdf

from sessions.document import BlockType, DocumentTree, Node

PAGE_END = "\f"


def poppler(tool: str, *options: str, data: bytes) -> str:
    done = subprocess.run([tool, *options, "-"], input=data, capture_output=True, check=True)
    if tool == "pdfinfo":
        assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()


def pages(data: bytes) -> list[str]:
    """Return the text of each page in the order in which it is drawn."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode().split(PAGE_END)[:-1]


def without_footers(data: bytes) -> str:
    """Return the text of all pages but the cover, without the line at the foot of each."""
    return "\n".join(page.rstrip().rpartition("\n")[0] for page in pages(data)[1:])


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.replace("\ufe0f", "")).split()


def printed(tree: DocumentTree) -> DocumentTree:
    """Return a document without what its pictures show: that is heard and not seen."""
    return replace(tree, nodes=tuple(map(_printed, tree.nodes)))


def _printed(node: Node) -> Node:
    is_seen = node.block.type is BlockType.IMAGE and node.block.about
    block = replace(node.block, body=()) if is_seen else node.block
    return Node(block, tuple(map(_printed, node.children)))


def tree_words(tree: DocumentTree) -> list[str]:
    return [
        word for node in tree.walk() for text in (node.block.label, node.block.text) for word in words(text)
    ]


def info(data: bytes) -> dict[str, str]:
    lines = poppler("pdfinfo", data=data).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def unpacked(data: bytes) -> bytes:
    """Return the file with nothing compressed, so that its bytes can be searched."""
    out = io.BytesIO()
    with opened(data) as pdf:
        pdf.save(out, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return out.getvalue()


def _page_of(pdf: pikepdf.Pdf, destination: pikepdf.Object) -> int:
    return next(
        number for number, page in enumerate(pdf.pages, 1) if page.obj.objgen == destination[0].objgen
    )


def outline(data: bytes) -> list[tuple[str, int]]:
    """Return the titles of the outline with the page each leads to."""
    with opened(data) as pdf:
        outlines: Any = pdf.Root.get("/Outlines")
        found, waiting = [], [outlines.get("/First") if outlines else None]
        while waiting:
            entry = waiting.pop()
            if entry is not None:
                found.append((str(entry.Title), _page_of(pdf, entry.Dest)))
                waiting += [entry.get("/Next"), entry.get("/First")]
        return found


def inner_links(data: bytes) -> list[tuple[int, int]]:
    """Return the page each link within the document names, and the page it leads to."""
    with opened(data) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", []) if "/Dest" in link]
        return [(int(str(link.Contents).split()[-1]), _page_of(pdf, link.Dest)) for link in links]

"""What a reader gets out of a PDF, by the tools of poppler."""

import re
import subprocess
import unicodedata

from sessions.document import DocumentTree

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


def tree_words(tree: DocumentTree) -> list[str]:
    return [
        word for node in tree.walk() for text in (node.block.label, node.block.text) for word in words(text)
    ]


def info(data: bytes) -> dict[str, str]:
    lines = poppler("pdfinfo", data=data).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def objects(data: bytes) -> dict[int, bytes]:
    """Return the objects of a file of ours by number."""
    return {
        int(number): body for number, body in re.findall(rb"(?m)^(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL)
    }


def page_objects(data: bytes) -> list[int]:
    """Return the numbers of the page objects in the order of the pages."""
    kids = re.search(rb"/Kids \[([^\]]*)\]", data)
    assert kids
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]


def outline(data: bytes) -> list[tuple[str, int]]:
    """Return the titles of the outline with the page each leads to."""
    order = page_objects(data)
    found = []
    for body in objects(data).values():
        match = re.search(rb"/Dest \[ (\d+) 0 R [^\]]*\].*?/Title \((.*?)\)(?: /|\n|$)", body, re.DOTALL)
        if match:
            found.append((match[2].decode("latin-1"), order.index(int(match[1])) + 1))
    return found


def inner_links(data: bytes) -> list[tuple[int, int]]:
    """Return the page each link within the document names, and the page it leads to."""
    order = page_objects(data)
    links = re.findall(rb"/Contents \(Page (\d+)\) /Dest \[ (\d+) 0 R", data)
    return [(int(named), order.index(int(target)) + 1) for named, target in links]

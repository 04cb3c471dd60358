"""Files that are no Word files, or bad ones: each is refused by name, soon, and without filling the memory."""

import time
import zipfile
from io import BytesIO
from random import Random

import pytest

from facilitator.exporting.docx import write_docx
from facilitator.importing import docx_file
from facilitator.importing.docx_file import parsed, read_word_file
from facilitator.importing.docx_review import read_review
from sessions.errors import KnownError
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.importing.docx_editing import TEXT, repacked

GOOD = write_docx(example_tree())
TYPES = "[Content_Types].xml"
HEAD = '<?xml version="1.0"?>'
BODY = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{}</w:body></w:document>"


def part(name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(GOOD)) as file:
        return file.read(name)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def with_text(text: str) -> bytes:
    return repacked(GOOD, {TEXT: text.encode()})


def locked() -> bytes:
    """Return a file whose entries say that they are encrypted."""
    data = bytearray(GOOD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def garbled() -> bytes:
    """Return a file whose text was changed where it is packed."""
    data = bytearray(GOOD)
    with zipfile.ZipFile(BytesIO(GOOD)) as file:
        at = file.getinfo(TEXT).header_offset + 60
    data[at : at + 200] = bytes(200)
    return bytes(data)


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
REACHING = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
MACROS = part(TYPES).replace(b"wordprocessingml.document.main+xml", b"x.macroEnabled.main+xml")

BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "review_not_word"),
    "text": (b"Dear all,\n", "review_not_word"),
    "a page": (b"<html></html>", "review_not_word"),
    "another zip": (zipped(**{"notes.txt": b"x"}), "review_not_word"),
    "no text in it": (repacked(GOOD, {TEXT: None}), "review_not_word"),
    "no relations": (repacked(GOOD, {"_rels/.rels": None}), "review_not_word"),
    "an old or locked file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "review_protected"),
    "a locked zip": (locked(), "review_protected"),
    "macros": (repacked(GOOD, {"word/vbaProject.bin": b"x"}), "review_has_macros"),
    "made for macros": (repacked(GOOD, {TYPES: MACROS}), "review_has_macros"),
    "cut in the middle": (GOOD[: len(GOOD) // 2], "review_damaged"),
    "cut at the end": (GOOD[:-30], "review_damaged"),
    "only its beginning": (GOOD[:4], "review_damaged"),
    "garbled": (garbled(), "review_damaged"),
    "no XML": (with_text("Dear all"), "review_damaged"),
    "half of the XML": (with_text(part(TEXT).decode()[:5000]), "review_damaged"),
    "entities that grow": (
        with_text(f"{HEAD}{LAUGHS}]>" + BODY.format("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>")),
        "review_damaged",
    ),
    "an entity that reaches out": (
        with_text(f"{HEAD}{REACHING}" + BODY.format("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")),
        "review_damaged",
    ),
    "far too deep": (with_text(BODY.format("<w:p>" * 5000 + "</w:p>" * 5000)), "review_damaged"),
    "nothing of ours": (with_text(BODY.format("<w:p><w:r><w:t>Hello</w:t></w:r></w:p>")), "review_not_ours"),
    "an empty body": (with_text(BODY.format("")), "review_not_ours"),
}


@pytest.mark.parametrize("why", BAD)
def test_bad_file_is_refused_by_name(why: str) -> None:
    data, code = BAD[why]
    with pytest.raises(KnownError) as caught:
        read_review(data, example_tree())
    assert caught.value.code == code


def test_file_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            file.writestr(name, part(name))
        with file.open(TEXT, "w") as text:
            for _ in range(64):
                text.write(bytes(1024 * 1024))
    before = time.monotonic()
    with pytest.raises(KnownError) as caught:
        read_word_file(out.getvalue())
    assert caught.value.code == "review_too_large"
    assert time.monotonic() - before < 5


@pytest.mark.parametrize(
    ("name", "most"),
    [("LARGEST", 1000), ("LARGEST_UNPACKED", 1000), ("LARGEST_PART", 1000), ("MOST_PARTS", 3)],
)
def test_each_limit_holds(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    monkeypatch.setattr(docx_file, name, most)
    with pytest.raises(KnownError) as caught:
        read_word_file(GOOD)
    assert caught.value.code == "review_too_large"


def test_file_with_its_text_under_another_name_is_read() -> None:
    rels = part("_rels/.rels").replace(b"word/document.xml", b"word/document2.xml")
    moved = repacked(
        GOOD,
        {
            "_rels/.rels": rels,
            TEXT: None,
            "word/document2.xml": part(TEXT),
            "word/_rels/document2.xml.rels": part("word/_rels/document.xml.rels"),
        },
    )
    assert read_review(moved, example_tree()).suggestions == ()


CODES = {code for _, code in BAD.values()} | {"review_too_large"}


def code_of(data: bytes) -> str:
    """Return why a file is refused, '' where it is read."""
    try:
        read_review(data, example_tree())
    except KnownError as error:
        return error.code
    return ""


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_is_told_and_never_a_fault(seed: int) -> None:
    random = Random(seed)
    data = bytearray(GOOD)
    for _ in range(random.randrange(1, 30)):
        data[random.randrange(len(data))] = random.randrange(256)
    assert code_of(bytes(data)) in {"", *CODES}


@pytest.mark.parametrize("seed", range(25))
def test_xml_with_parts_taken_out_is_read_or_refused(seed: int) -> None:
    random = Random(seed)
    text = part(TEXT).decode()
    for _ in range(5):
        start = text.find("<w:", random.randrange(len(text)))
        end = text.find("/>", start) + 2
        if 0 <= start < end and text.count("<", start, end) == 1:
            text = text[:start] + text[end:]
    assert code_of(with_text(text)) in ("", "review_damaged")


def test_names_of_a_tree_are_those_of_their_namespaces() -> None:
    tree = parsed(b"<a xmlns='urn:x' xmlns:y='urn:y' y:k='1' k='2'>t<b/></a>")
    assert (tree.tag, tree.get("{urn:y}k"), tree.get("k"), tree.text) == ("{urn:x}a", "1", "2", "t")

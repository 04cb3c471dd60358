"""What no PDF can be made of is refused in words, soon, and without half a file."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.exporting.files import write_beside
from facilitator.exporting.pdf import write_pdf
from facilitator.exporting.pdf.layout import layout
from facilitator.exporting.pdf.writer import LONGEST
from facilitator.sentences import sentence_for
from sessions.document import BlockType, Picture
from sessions.errors import KnownError
from tests.facilitator.exporting.bad_trees import STRANGE, odd_nesting, strange_everywhere, ten_thousand
from tests.facilitator.exporting.pdf_checks import made_pdf
from tests.facilitator.exporting.pdf_reading import info, pages
from tests.facilitator.exporting.pdf_sample import FACES, Maker, tree, write_up
from tests.facilitator.exporting.pdf_tags import Reading


@pytest.mark.parametrize("field", ["text", "sans", "display", "fallback", "emoji"])
def test_missing_face_is_named(field: str, tmp_path: Path) -> None:
    gone = tmp_path / "Gone.ttf"
    with pytest.raises(KnownError, match="typeface_unreadable") as caught:
        write_pdf(write_up(), replace(FACES, **{field: gone}))
    assert str(gone) in sentence_for(caught.value)


def test_face_that_no_letter_needs_is_not_opened(tmp_path: Path) -> None:
    faces = replace(FACES, emoji=tmp_path / "Gone.ttf", fallback=tmp_path / "Gone too.ttf")
    assert write_pdf(tree(Maker().paragraph("‘Plain words’ – and more…")), faces)
    for text in ("\N{SEEDLING}", "ʊ"):
        with pytest.raises(KnownError, match="typeface_unreadable"):
            write_pdf(tree(Maker().paragraph(text)), faces)


@pytest.mark.parametrize("content", [b"", b"not a typeface", b"\x00\x01\x00\x00" + bytes(40)])
def test_damaged_face_is_named(content: bytes, tmp_path: Path) -> None:
    damaged = tmp_path / "Damaged.ttf"
    damaged.write_bytes(content)
    with pytest.raises(KnownError, match="typeface_unreadable"):
        write_pdf(write_up(), replace(FACES, sans=damaged))
    damaged.write_bytes(FACES.sans.read_bytes()[:20_000])
    with pytest.raises(KnownError, match="typeface_unreadable"):
        write_pdf(write_up(), replace(FACES, sans=damaged))


def test_paragraph_of_fifty_megabytes_is_refused() -> None:
    document = tree(Maker().paragraph("word " * 10_000_000))
    for made in (write_pdf, layout):
        with pytest.raises(KnownError, match="document_too_long") as caught:
            made(document, FACES)
    assert str(LONGEST) in sentence_for(caught.value)


def test_paragraph_of_a_megabyte_is_set() -> None:
    data = made_pdf(tree(Maker().paragraph("word " * 200_000)))
    assert int(info(data)["Pages"]) > 300


def test_ten_thousand_blocks_are_set() -> None:
    # The validator follows no more than 256 entries of an outline, one after the other.
    assert not Reading(write_pdf(ten_thousand(), FACES)).faults


@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
def test_character_that_is_none_does_no_harm(strange: str) -> None:
    data = made_pdf(strange_everywhere(strange))
    # White space of old printers ends a line; what nobody can see is shown as replaced.
    assert ("a\nb" if strange.isspace() else "a\ufffdb") in "".join(pages(data))


def test_every_block_in_every_other() -> None:
    for document in odd_nesting():
        made_pdf(document)


def test_alternative_text_and_caption_of_any_length() -> None:
    node = Maker()(BlockType.IMAGE, "seen " * 20_000, about="gone", label="below " * 2_000)
    assert "".join(pages(made_pdf(tree(node)))).count("below") == 2_000


def test_picture_that_cannot_be_read_leaves_no_file(tmp_path: Path) -> None:
    document = replace(
        tree(Maker()(BlockType.IMAGE, "A hill", about="sha")), pictures={"sha": Picture("image/png", b"x")}
    )
    with pytest.raises(KnownError, match="picture_unreadable") as caught:
        write_beside(tmp_path / "a.pdf", write_pdf(document, FACES))
    assert "A hill" in sentence_for(caught.value)
    assert not list(tmp_path.iterdir())


def test_disk_that_fills_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"as it was")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError, match="disk_full"):
        write_beside(target, write_pdf(tree(), FACES))
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert target.read_bytes() == b"as it was"

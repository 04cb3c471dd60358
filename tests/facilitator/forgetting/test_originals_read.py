import io
import zipfile

import pytest

from facilitator.originals_read import texts_of


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Zoë".encode(), "Zoë"),
        (b"\xef\xbb\xbfline", "line"),
        ("Zoë".encode("utf-16"), "Zoë"),
        ("Zoë".encode("cp1252"), "Zoë"),
        (b"", ""),
    ],
)
def test_text_is_read_in_whatever_letters_it_was_written(content: bytes, text: str) -> None:
    found = texts_of(content)
    assert found is not None
    assert list(found) == [text]


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"\0\1\2"])
def test_what_cannot_be_looked_into_is_none(content: bytes) -> None:
    assert texts_of(content) is None


def test_a_word_document_is_read_with_and_without_its_tags() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.xml", "<b>Ivy Qu</b><i>ill</i>")
    found = texts_of(packed.getvalue())
    assert found is not None
    assert list(found) == ["a.xml", "<b>Ivy Qu</b><i>ill</i>", "Ivy Quill"]


def test_a_broken_archive_is_read_as_it_stands() -> None:
    found = texts_of(b"PK\x03\x04 but nothing more")
    assert found is not None
    assert "but nothing more" in "".join(found)

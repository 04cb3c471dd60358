"""A document from anywhere is looked through."""

import json
from pathlib import Path

import pytest

from facilitator.app import App
from facilitator.proofing import proof_of
from facilitator.sentences import sentence_for
from sessions.errors import KnownError
from sessions.proof import Doubt
from tests.facilitator.terminal import run

TEXT = """# Autumn

Eleanor Prys opened the day.

> “We rang them.”

Of those asked, 60% said yes, 30% said no and 20% did not know.
"""


@pytest.fixture
def name(app: App) -> str:
    """A name of the register."""
    with app.archive.reader() as reader:
        return str(next(iter(reader.every("person"))).record.name)


def test_markdown_text_and_word_are_read_alike(app: App, name: str, tmp_path: Path) -> None:
    wrong = name[:-1] + "xq"[name.endswith("x")]
    words = f"{wrong} opened the the day."
    with app.archive.reader() as reader:
        for ending in ("md", "txt", "docx"):
            file = tmp_path / f"a.{ending}"
            _write(file, words)
            found = proof_of(reader, file)
            assert [one.doubt for one in found.doubted] == [Doubt.NAME, Doubt.WORD_TWICE], ending
            assert found.doubted[0].instead == name


def _write(file: Path, words: str) -> None:
    if file.suffix != ".docx":
        file.write_text(f"{words}\r\n\r\nA second paragraph.\n", "utf-8")
        return
    from docx import Document

    document = Document()
    document.add_paragraph(words)
    document.save(str(file))


def test_what_was_captured_is_known(app: App, tmp_path: Path) -> None:
    with app.archive.reader() as reader:
        words = next(
            note.record.verbatim[0]
            for note in reader.every("note")
            if note.record.verbatim and len(note.record.verbatim[0].split()) > 4
        )
        file = tmp_path / "a.md"
        file.write_text(f"She said: “{words}”\n\n“We never ever said any such thing.”\n", "utf-8")
        assert [one.doubt for one in proof_of(reader, file).doubted] == [Doubt.WORDS_UNKNOWN]


@pytest.mark.usefixtures("sample")
def test_the_command_says_where_and_what(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(TEXT, "utf-8")
    ran = run("proof", file).succeeded()
    assert "Paragraph 4: 60% + 30% + 20% make 110 %." in ran.out
    assert "4 paragraphs were read: one thing to look at. Spelling and grammar were not looked at." in ran.out
    told = json.loads(run("proof", file, "--json").succeeded().out)
    assert told["doubts"][0]["words"] == "60% + 30% + 20%"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF-", "proof_kind_unknown"),
        ("a.txt", b"\xff\xfe\x00x", "proof_not_text"),
        ("a.docx", b"no zip", "review_not_word"),
        ("missing.md", None, "proof_unreadable"),
    ],
)
def test_what_cannot_be_read_is_told(
    app: App, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with app.archive.reader() as reader, pytest.raises(KnownError) as caught:
        proof_of(reader, tmp_path / name)
    assert caught.value.code == code
    assert "fault" not in sentence_for(caught.value)

"""What another program saves: our Word files through LibreOffice and back say nothing that nobody did."""

import shutil
import subprocess
from pathlib import Path

import pytest

from facilitator.exporting.docx import write_docx
from facilitator.importing.docx_review import bookmarks_in, read_review
from facilitator.importing.suggestions import SuggestionKind
from sessions.document import BlockType, DocumentTree
from tests.facilitator.exporting.docx_tree import docx_tree
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.importing.docx_editing import WHO, Editor

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.long, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")]


def saved_again(data: bytes, folder: Path) -> bytes:
    file, out = folder / "sent.docx", folder / "back"
    file.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "docx", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (out / "sent.docx").read_bytes()


@pytest.mark.parametrize("tree", [docx_tree(), example_tree()], ids=["report", "write-up"])
def test_saving_says_nothing_and_keeps_every_bookmark(tmp_path: Path, tree: DocumentTree) -> None:
    sent = write_docx(tree)
    back = saved_again(sent, tmp_path)
    assert bookmarks_in(back) == bookmarks_in(sent)
    assert read_review(back, tree).suggestions == ()


def test_what_was_tracked_and_said_is_still_there(tmp_path: Path) -> None:
    tree = example_tree()
    blocks = [
        node.block for node in tree.walk() if node.block.type is BlockType.PARAGRAPH and node.block.text
    ]
    first, second, third, fourth = blocks[:4]
    editor = Editor(write_docx(tree))
    editor.insert(first.id, 3, "~~")
    editor.delete(second.id, second.text[2:8])
    editor.comment(third.id, third.text[:5], "Is it so?")
    editor.split(fourth.id, 20, tracked=True)
    told = read_review(saved_again(editor.saved(), tmp_path), tree).suggestions
    assert {(one.block, one.kind, one.reviewer) for one in told} == {
        (first.id, SuggestionKind.INSERTED, WHO),
        (second.id, SuggestionKind.DELETED, WHO),
        (third.id, SuggestionKind.COMMENT, WHO),
        (fourth.id, SuggestionKind.SPLIT, WHO),
    }

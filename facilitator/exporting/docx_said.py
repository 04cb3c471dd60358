"""What a document would say in Word, without its being written: what a file that comes back is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facilitator.exporting.docx_blocks import Blocks
from facilitator.exporting.docx_bookmarks import Said
from facilitator.exporting.docx_inline import Typist
from sessions.document import DocumentTree, Run


class _Mute(Typist):
    """Writes nothing."""

    def __init__(self) -> None:
        super().__init__(lambda address: address)

    def inline(self, body: Iterable[Run]) -> str:
        """Return nothing, whatever the runs are."""
        return ""


def said_in(tree: DocumentTree) -> Mapping[str, Said]:
    """Return what a document says within bookmarks, by their names and in reading order."""
    blocks = Blocks(tree, _Mute(), lambda *_: "")
    blocks.front()
    blocks.flow(tree.nodes)
    return blocks.said

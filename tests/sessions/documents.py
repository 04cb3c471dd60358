"""What tests of documents of every kind share: all fixed words there are, and a look at what was made of them."""

import tomllib
from pathlib import Path

from sessions.compose import Draft
from sessions.document import Block, BlockType, Origin, tree_of
from tests.sessions.test_compose_material import TEMPLATES, Recorded

FOLDER = Path(__file__).parents[2] / "resources/templates/en"
OWN = tomllib.loads((FOLDER / "documents.toml").read_text("utf-8"))
_TITLED = {BlockType.ACKNOWLEDGEMENTS, BlockType.CALL, BlockType.SIGN_OFF}
EVERY = Recorded({**dict(TEMPLATES.items()), **OWN})


def rows(draft: Draft, kind: BlockType = BlockType.TABLE, place: int = 0) -> list[list[str]]:
    """Return the words of a table, its header first."""
    table = [block for block in draft.blocks if block.type is kind][place]
    return [[cell.text for cell in below(draft, row)] for row in below(draft, table)]


def below(draft: Draft, parent: Block) -> list[Block]:
    """Return what stands inside a block."""
    return [block for block in draft.blocks if block.parent == parent.id]


def under(draft: Draft, heading: str) -> list[str]:
    """Return the words of what stands between a heading and the next, lists and tables item by item."""
    told: list[str] = []
    is_here = False
    for node in tree_of(draft.document, draft.blocks, {}).walk():
        if node.block.type is BlockType.HEADING:
            is_here = node.block.text == heading
        elif node.block.type in _TITLED:
            is_here = False
        elif is_here and node.block.body:
            told.append(node.block.text)
    return told


def check_sources(draft: Draft) -> None:
    """Prove that every run says where its words come from, and that fixed words are those of a template."""
    for block in draft.blocks:
        for run in block.body:
            assert run.text
            assert run.src.refs, run
            assert run.src.origin is not Origin.OWN
            if run.src.origin is Origin.TEMPLATE:
                assert run.src.refs[0] == "punctuation" or run.src.refs[0] in EVERY

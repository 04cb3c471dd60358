"""Documents that nobody would write; every writer makes a whole file of them, and soon."""

from sessions.document import Block, BlockType, Document, DocumentKind, DocumentTree, Node, Run
from tests.facilitator.exporting.example_tree import OWN, Maker, run, tree_with

STRANGE = ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800", "\udfff", "\ufffe", "\uffff"]
LINK = "https://example.org/"


def strange_everywhere(strange: str) -> DocumentTree:
    """Return a document with a character that is none in each of its texts."""
    bad = f"a{strange}b"
    document = Document("d", "g", DocumentKind.WRITE_UP, bad, bad, bad, bad)
    make = Maker()
    nodes = [make(kind, bad, [make(BlockType.ITEM, bad)], label=bad, level=1) for kind in BlockType]
    return DocumentTree(document, tuple(nodes), {})


def ten_thousand() -> DocumentTree:
    kinds = [BlockType.PARAGRAPH, BlockType.HEADING, BlockType.PULL_QUOTE, BlockType.CALLOUT]
    made = [
        Node(
            Block(
                f"{at:032x}", "d", kinds[at % 4], body=(Run(f"word {at} ", OWN, link=f"{LINK}{at}"),), level=1
            )
        )
        for at in range(10_000)
    ]
    return tree_with(Maker()(BlockType.CONTENTS), *made)


def overlapping_marks() -> DocumentTree:
    """Return a paragraph whose marks begin and end within each other, letter by letter."""
    body = [
        run(
            letter,
            bold=at % 2 == 0,
            italic=at % 3 == 0,
            is_term=at % 5 == 0,
            link=LINK if at % 7 < 3 else "",
            lang="cy" if at % 11 < 5 else "",
        )
        for at, letter in enumerate("unbalanced and overlapping")
    ]
    return tree_with(Maker()(BlockType.PARAGRAPH, body))


def odd_nesting() -> list[DocumentTree]:
    """Return every block in every other."""
    make = Maker()
    trees = []
    for kind in BlockType:
        child = make(
            kind, "child", [make(BlockType.ITEM, "low"), make(BlockType.ATTRIBUTION, "who")], level=2
        )
        parents = [make(parent, "parent", [child, child], label="label") for parent in BlockType]
        trees.append(tree_with(*parents, child))
    return trees

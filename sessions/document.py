"""Documents as a tree of blocks with inline runs: what every writer reads and the gate inspects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sessions.house_style import HouseStyle
from sessions.network import QuoteMarks
from sessions.people import Level
from sessions.polls import Poll


class DocumentKind(StrEnum):
    """What a document is for."""

    WRITE_UP = "write-up"
    DRAFT = "draft for discussion"
    ANNUAL_REPORT = "annual report"
    SESSION_BRIEF = "session brief"
    RUNNING_ORDER = "running order"
    READ_BACK = "read-back card"
    AIMS = "aims table"
    PARTICIPANTS = "participants list"


class Arrangement(StrEnum):
    """What the sections of a document follow."""

    BY_SESSION = "session"
    BY_THEME = "theme"


class BlockType(StrEnum):
    """The closed set of blocks; a writer that meets another is wrong and says so.

    Containers hold their items as child blocks: BULLETS, NUMBERED, KEY_MESSAGES, QUOTE_WALL, PEOPLE, FINDINGS,
    FIGURES, LINKS hold ITEM. PULL_QUOTE, VERSE and an ITEM of QUOTE_WALL may hold one ATTRIBUTION, an ITEM of
    BULLETS, NUMBERED, FINDINGS or FIGURES one SOURCE. ACTIONS, AGENDA and TABLE hold ROWs of CELLs, the first row
    is the header. POLL has its question as body, ``about`` = poll id, ``form`` = how it is drawn, and PARAGRAPH
    children that say it in prose. An ITEM of FIGURES has the number in ``label`` and its sentence as body. VERSE keeps
    the line breaks of its body. IMAGE has its alt text as body, ``about`` = the sha256 of a picture of the tree,
    ``label`` = what stands below it. FINDINGS, ACKNOWLEDGEMENTS, DEDICATION and CALL have their title in ``label``;
    the last three have one paragraph as body. PAGE_BREAK and CONTENTS are empty.
    """

    HEADING = "heading"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERED = "numbered list"
    KEY_MESSAGES = "key messages"
    PULL_QUOTE = "pull quote"
    QUOTE_WALL = "quote wall"
    ATTRIBUTION = "attribution"
    POLL = "poll"
    ACTIONS = "actions"
    AGENDA = "agenda"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    PEOPLE = "people"
    ITEM = "item"
    SOURCE = "source"
    FIGURES = "figures"
    FINDINGS = "findings"
    LINKS = "link list"
    VERSE = "verse"
    IMAGE = "image"
    ACKNOWLEDGEMENTS = "acknowledgements"
    DEDICATION = "dedication"
    CALL = "call for contributions"
    PAGE_BREAK = "page break"
    CALLOUT = "callout"
    CONTENTS = "contents"
    SIGN_OFF = "sign-off"


class ChartForm(StrEnum):
    """How the figures of a poll are drawn."""

    BARS = "bars"
    SCALE = "scale"
    YEARS = "years"


class BlockState(StrEnum):
    """Whether a block was assembled from notes and templates or a person has made it theirs."""

    ASSEMBLED = "assembled"
    OWN = "own"


class Origin(StrEnum):
    """Where the words of a run come from."""

    NOTES = "notes"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    TEMPLATE = "template"
    CARRIED = "carried"
    CITED = "cited"
    RECORD = "record"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Source:
    """The receipt of a run.

    ``refs`` are note ids (NOTES; QUOTE and ATTRIBUTION: exactly one), a template's name (TEMPLATE), a standing text
    id or the block of a draft (CARRIED), a citation (CITED) or the ids of other records (RECORD: a person's name, a
    session's title, a poll's figures).
    QUOTE names the version of the words; ATTRIBUTION says how much of the speaker it prints.
    """

    origin: Origin
    refs: tuple[str, ...] = ()
    words_op: str = ""
    level: Level = Level.NONE


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of inline text with one look and one source. Quotation marks are in the text of the runs."""

    text: str
    src: Source
    bold: bool = False
    italic: bool = False
    is_term: bool = False
    link: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's identity and what stands on its cover.

    ``circulated`` and ``circulated_to`` are a draft's; ``address`` is public, once it is published.
    """

    id: str
    gathering: str
    kind: DocumentKind
    title: str
    subtitle: str = ""
    byline: str = ""
    dateline: str = ""
    language: str = "en-GB"
    quote_marks: QuoteMarks = QuoteMarks.SINGLE
    arrangement: Arrangement = Arrangement.BY_SESSION
    circulated: date | None = None
    circulated_to: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document. ``level`` counts for headings (1 = a session), ``label`` stands in the margin.

    ``about`` is the record a block shows (a poll, a session).
    """

    id: str
    document: str
    type: BlockType
    parent: str = ""
    rank: str = ""
    body: tuple[Run, ...] = ()
    level: int = 0
    label: str = ""
    about: str = ""
    state: BlockState = BlockState.ASSEMBLED
    form: ChartForm = ChartForm.BARS

    @property
    def text(self) -> str:
        """Return the words of the block itself, children apart."""
        return "".join(run.text for run in self.body)


@dataclass(frozen=True, slots=True)
class Node:
    """A block with its children, in reading order."""

    block: Block
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of an image as they are kept: PNG or JPEG."""

    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DocumentTree:
    """A whole document as the writers take it: cover facts, nodes, and the polls and pictures that blocks are about.

    ``polls`` holds earlier polls too, for lines through the years. ``pictures`` are by their sha256.
    """

    document: Document
    nodes: tuple[Node, ...]
    polls: Mapping[str, Poll] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    house: HouseStyle = field(default_factory=HouseStyle)

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order."""
        for node in self.nodes:
            yield from node.walk()


def tree_of(document: Document, blocks: Sequence[Block], polls: Mapping[str, Poll]) -> DocumentTree:
    """Arrange blocks by parent and rank; one whose parent is missing or in a loop stands at the end."""
    ordered = sorted(blocks, key=lambda block: (block.rank, block.id))
    known = {block.id for block in ordered}
    tops = [block for block in ordered if not block.parent]
    orphans = [block for block in ordered if block.parent and block.parent not in known]
    below: dict[str, list[Block]] = {}
    for block in ordered:
        if block.parent in known:
            below.setdefault(block.parent, []).append(block)
    placed = tuple(_node(block, below) for block in (*tops, *orphans))
    reached = {node.block.id for top in placed for node in top.walk()}
    looping = tuple(Node(block) for block in ordered if block.id not in reached)
    return DocumentTree(document, placed + looping, polls)


def _node(block: Block, below: Mapping[str, Sequence[Block]]) -> Node:
    return Node(block, tuple(_node(child, below) for child in below.get(block.id, ())))

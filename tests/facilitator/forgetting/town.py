"""Archives in which one person stands in every kind of record, in several versions, among other people."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from facilitator.archive.archive import Archive
from facilitator.archive.tables import BLOBS
from sessions.agenda import Part, PartKind, Session
from sessions.aims import Aim
from sessions.breakouts import Group, Seat
from sessions.citations import Citation
from sessions.document import Block, BlockState, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.edits import Edit, change, create, delete
from sessions.figures import Figure
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note, NoteKind, Permission, PermissionState, PrintChoice, Span
from sessions.originals import Original
from sessions.people import Attendance, Level, Person
from sessions.polls import Option, Poll, Result
from sessions.publications import Publication, PublishedFile
from sessions.records import Record, kind_of
from sessions.scopes import PRIVATE, scope_for
from sessions.series import Series
from sessions.surveys import Survey

AMAL = "amal"
IVY = "person-one"
NAME = "Ivy Quillfeather"
ALIAS = "Quillybird"
FORMER = "Ivy Thistlequill"
SHOWN = "Ivy Q-feathers"
BODY = "Plumewright Yard"
CONTACT = "ivy@plumewright.example"
CANARIES = ("Quillfeather", "Quillybird", "Thistlequill", "Q-feathers", "Plumewright")
"""What is in no byte once Ivy is forgotten; in this town nobody else has such a name."""

UNHARMED = "The urn hums on Tuesdays"


def scope(record: Record) -> str:
    """Return the scope a record of the town lives in."""
    owner = getattr(record, "group", "") if kind_of(record) in {"note", "seat", "original"} else "g"
    return scope_for(kind_of(record), owner or "g1")


def made(*records: Record) -> list[Edit]:
    return [create(record, scope(record)) for record in records]


def run(text: str, origin: Origin = Origin.OWN, *refs: str, **more: object) -> Run:
    return Run(text, Source(origin, refs, **more))  # type: ignore[arg-type]


def frame() -> list[Record]:
    """Return the town without notes and documents."""
    return [
        Network(
            "net",
            "Longbench",
            about=f"Founded by {NAME}.",
            convenors=(IVY, "person-bo"),
            keeps_notes_months=6,
        ),
        Strand("st", "net", "KH", "Keeping house", question=f"What would {NAME} ask?"),
        StandingText("about", "net", "about", "About", f"Begun by {NAME} and others."),
        Series("ser", "net", "annual", f"The {NAME} lectures", led_by=(IVY,)),
        Gathering("g", "net", "Keys", series="ser"),
        Occasion(
            "o",
            "g",
            "day",
            "The day",
            date(2026, 3, 3),
            ground_rule=GroundRule.ON_THE_RECORD,
            announced_by=IVY,
        ),
        Session(
            "s",
            "o",
            "keys",
            f"{NAME} on keys",
            led_by=(IVY, "person-bo"),
            chaired_by=IVY,
            question="Whose keys?",
        ),
        Part("pt", "s", PartKind.SPEAKER, title=f"Talk by {NAME}", people=(IVY,)),
        Group("g1", "s", "halls", "Halls", leads=(IVY,), note_taker=IVY, topic=f"with {ALIAS}"),
        Survey("sv", "g", "after", "Afterwards", session="s", source=f"kept by {NAME}"),
        Poll(
            "p",
            "g",
            "s",
            "who",
            f"Should {NAME} chair?",
            date(2026, 3, 3),
            (Option("a", "Yes"), Option("b", "No")),
            Result(counts=(3, 2), base=5),
            survey="sv",
        ),
        Person(
            IVY,
            FORMER,
            (ALIAS,),
            "Quillfeather",
            BODY,
            "Keeper of Plumewright",
            "voluntary",
            "Kent",
            "she/her",
            contact=CONTACT,
        ),
        Person("person-bo", "Bo Hallam", organisation="Longbench"),
        Person("person-two", f"{NAME} (the other card)", organisation=BODY, same_as=IVY),
        Attendance("at", "o", IVY, described_as=f"{BODY} (two sheds)"),
        Attendance("at-bo", "o", "person-bo", described_as="the one who came with Ivy Quillfeather"),
        Seat("seat-one", "g1", SHOWN, "iq", IVY),
        Seat("seat-stranger", "g1", ALIAS, "qb"),
        Seat("seat-bo", "g1", "Bo", "bh", "person-bo"),
        Figure("fig", "net", "members", "Members", 40, date(2026, 1, 1), source=f"counted by {NAME}"),
        Aim("aim", "net", f"{NAME} will buy an urn", by=NAME),
        Citation("cit", "g", "Rooms need keys.", NAME, f"{NAME}, a letter", session="s"),
    ]


def notes() -> list[Record]:
    """Return notes about, by and beside the person."""
    return [
        Note("said", "g1", "keeps the spare key in a teapot", said_by="seat-one"),
        Note("said-named", "g1", f"as {NAME} I would never lend it", said_by="seat-one"),
        Note("quoted", "g1", "a key is a promise", NoteKind.QUOTE, (Span(0, 18),), said_by="seat-one"),
        Note("about", "g1", f"We asked {NAME.upper()}’s sister for the key"),
        Note("quoted-about", "g1", f"I trust {NAME}", NoteKind.QUOTE, (Span(0, 24),), said_by="seat-bo"),
        Note("mended", "g1", f"{ALIAS} said no"),
        Note("owned", "g1", "copy the key", NoteKind.ACTION, owner="seat-one", due="2026-05-01"),
        Note("stranger", "g1", "would paint the door", said_by="seat-stranger"),
        Note("gone", "g1", f"typed twice about {NAME}"),
        Note("free", "g1", UNHARMED, said_by="seat-bo"),
        Note("undone", "g1", "a bell rings", said_by="seat-bo"),
        Note("surname", "g1", "the thistle in the yard"),
    ]


def papers(name: str = NAME) -> list[Record]:
    """Return a document that stands, one that was taken back, what was agreed and what has left."""
    src = Source(Origin.ATTRIBUTION, ("quoted",), level=Level.NAMED)
    return [
        Document("d", "g", DocumentKind.WRITE_UP, "Keys", byline=f"{name} and Bo Hallam"),
        Block("b1", "d", BlockType.PARAGRAPH, rank="1", body=(
            run(f"{UNHARMED}.", Origin.NOTES, "free"), run(" ", Origin.TEMPLATE, "gap"),
            run("A bell rings.", Origin.NOTES, "undone"), run(" ", Origin.TEMPLATE, "gap"),
            run("Somebody keeps the spare key in a teapot.", Origin.NOTES, "said"), run(" ", Origin.TEMPLATE, "gap"),
            run("We asked her sister.", Origin.NOTES, "about"))),
        Block("b2", "d", BlockType.PULL_QUOTE, rank="2", body=(run("‘A key is a promise.’", Origin.QUOTE, "quoted"),)),
        Block("b3", "d", BlockType.ATTRIBUTION, "b2", "3", (Run(f"{name}, {BODY}", src),)),
        Block("b4", "d", BlockType.PARAGRAPH, rank="4", state=BlockState.OWN, label=f"see {name}", body=(
            run("We thank Ivy "), Run("Quillfeather", Source(Origin.OWN), bold=True), run(" and everybody else."))),
        Block("b5", "d", BlockType.PEOPLE, rank="5"),
        Block("b6", "d", BlockType.ITEM, "b5", "6", (
            run(name, Origin.RECORD, IVY), run(f", {BODY}", Origin.RECORD, IVY))),
        Block("b7", "d", BlockType.ITEM, "b5", "7", (run("Bo Hallam", Origin.RECORD, "person-bo"),)),
        Block("b8", "d", BlockType.PARAGRAPH, rank="8", body=(
            Run("the letter", Source(Origin.OWN), link="https://keys.example/ivy-quillfeather"),),
            state=BlockState.OWN),
        Document("old", "g", DocumentKind.DRAFT, f"Draft with {name}"),
        Block("old1", "old", BlockType.PARAGRAPH, body=(run(f"{name} opened.", Origin.RECORD, IVY),)),
        Permission("perm", "quoted", "x", PermissionState.GIVEN, Level.NAMED, f"by mail to {CONTACT}", name),
        PrintChoice("choice", "quoted", Level.NAMED),
        Publication("pub", "d", 1, "the public", "digest", (PublishedFile(f"{name}.pdf", "0"),), ("quoted",), (IVY,)),
    ]  # fmt: skip


def word_file(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:t>{text[:6]}</w:t><w:t>{text[6:]}</w:t>")
    return packed.getvalue()


def originals() -> list[tuple[Original, bytes]]:
    found = []
    for number, (name, content) in enumerate(
        [
            ("halls.notes", f"{NAME}: a line\n".encode()),
            ("wide.txt", f"{NAME}: a line\n".encode("utf-16")),
            ("ivy-quillfeather.docx", word_file(f"notes of {NAME}")),
            ("clean.txt", b"nobody is named here"),
            ("sound.bin", b"\0\1\2"),
        ]
    ):
        sha = hashlib.sha256(content).hexdigest()
        found.append((Original(f"orig{number}", "g1", name, sha), content))
    return found


def keep_blobs(archive: Archive, blobs: Iterable[tuple[Original, bytes]]) -> None:
    rows = [{"sha256": one.sha256, "mime": one.mime, "bytes": content} for one, content in blobs]
    archive._writer.do(lambda connection: connection.execute(insert(BLOBS), rows)).result(10)


def settle(archive: Archive, seed: int = 0) -> None:
    """Make the town in an archive: everything edited once or twice, some of it deleted, an act undone."""
    chance = random.Random(seed)

    def done(edits: list[Edit], verb: str = "note.keep") -> None:
        archive.commit(edits, AMAL, verb).result(20)

    for records in (frame(), notes(), papers()):
        edits = made(*records)
        chance.shuffle(edits)
        for start in range(0, len(edits), size := chance.randint(3, 30)):
            done(edits[start : start + size])
    kept = originals()
    done(made(*(one for one, _ in kept)))
    keep_blobs(archive, kept)
    done([create(Note("secret", "g1", f"off the record: {NAME} is leaving"), f"{PRIVATE}{AMAL}")])
    done([create(Note("hushed", "g1", "nothing about her"), f"{PRIVATE}{AMAL}")])
    done([change("person", IVY, name=NAME)])
    done([change("note", "mended", words="somebody said no")])
    done([change("note", "undone", words=f"{NAME} hums")])
    archive.undo(AMAL).result(20)
    done([change("session", "s", question=f"Whose keys, {NAME}?")])
    done([delete("note", "gone")])
    done([delete("document", "old"), delete("block", "old1")], "undo")
    done([change("block", "b7", body=(run("Bo Hallam", Origin.RECORD, "person-bo"),), label=f"by {NAME}")])
    done([change("block", "b7", label="")])


def files_below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def forms(canary: str) -> list[bytes]:
    """Return the bytes in which a name could lie about: plain, folded, as UTF-16, escaped as JSON may."""
    found = []
    for text in {canary, canary.lower(), canary.upper()}:
        found += [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
        found.append("".join(f"\\u{ord(letter):04x}" for letter in text).encode())
    return found


def holding(folder: Path, *canaries: str) -> list[str]:
    """Return which files below a folder hold which names, in whatever form."""
    return [
        f"{path.name}: {canary}"
        for path, content in ((path, path.read_bytes()) for path in files_below(folder))
        for canary in canaries
        if any(form in content for form in forms(canary))
    ]

"""Make the archive of today's schema that every later Facilitator must open.

Run once for each schema that is shipped, from the root: ``python -m tests.old_archives.make``. A file that is there is
never made again.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.schema import VERSIONS
from sessions.agenda import Part, PartKind, Session
from sessions.aims import Aim, Outcome
from sessions.breakouts import Group, GroupKind, Seat
from sessions.citations import Citation
from sessions.edits import change, create, delete, redact
from sessions.figures import Figure
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network, Strand
from sessions.notes import Note, NoteKind, Permission, PermissionState, Span
from sessions.people import Attendance, Level, Person
from sessions.records import Record, kind_of
from sessions.scopes import scope_for
from sessions.series import Series
from sessions.surveys import Survey

HERE = Path(__file__).parent
ACTOR = "01890000-0000-7000-8000-000000000001"
QUOTE = "We stopped measuring and started listening"
RECORDS: tuple[Record, ...] = (
    Network("net", "The Network of Towns", aims=("Listen", "Publish"), convenors=("amal",)),
    Strand("strand", "net", "LW", "Living wages", "What would it take?", rank="a"),
    Person("amal", "Amal Ŵyn", organisation="Town Hall", quoted_as=Level.ROLE),
    Gathering("gathering", "net", "Spring gathering", "Trust"),
    Occasion(
        "occasion", "gathering", "day", "The day", date(2026, 3, 14), starts=570, announced_by="amal",
        ground_rule=GroundRule.CHATHAM_HOUSE,
    ),
    Attendance("attendance", "occasion", "amal", is_first_time=True),
    Session(
        "session", "occasion", "one", "Trust in towns", strand="strand", length=90, must_end=690,
        source_notes=("earlier",),
    ),
    Part("part", "session", PartKind.BREAKOUTS, "Breakouts", 40),
    Group("group", "session", "b1", "Group one", leads=("amal",)),
    Group("wall", "session", "wall", "The wall in the hall", GroupKind.CHAT, is_break_wall=True),
    Seat("seat", "group", "Amal", "aw", "amal"),
    Note("point", "group", "Budgets follow trust", said_by="seat", strands=("LW",), kept_at=1_773_480_000_000),
    Note("quote", "group", QUOTE, NoteKind.QUOTE, (Span(0, len(QUOTE)),), said_by="seat"),
    Note("gone", "group", "Deleted line"),
    Note("blank", "group", "Words that were removed"),
    Series("series", "net", "spring", "Spring gatherings", led_by=("amal",)),
    Survey("survey", "gathering", "before", "Before we meet", sent_to=40, answered_by=11, closed=date(2026, 3, 1)),
    Figure("figure", "net", "members", "members", 412, date(2026, 3, 1), source="The register"),
    Aim("aim", "net", "Publish what we hear", said_on=date(2025, 3, 15), outcome=Outcome.DONE, became="We did"),
    Citation("citation", "gathering", "Towns are made of listening", "A. N. Author", "A book, page 3"),
)  # fmt: skip


def make(path: Path, key: Path) -> None:
    """Write an archive with several kinds of record, an undone act, a removal and a note off the record."""
    moments = iter(range(1_773_480_000_000, 1_773_490_000_000))
    around = Surroundings(lambda: next(moments), key, "Europe/London", random.Random(1).randbytes)
    with Archive(path, around) as archive:
        edits = [
            create(one, scope_for(kind_of(one), "group" if _is_of_group(one) else "gathering"))
            for one in RECORDS
        ]
        archive.commit(edits, ACTOR, "folder.import").result()
        view = archive.reader()
        words_op = view.page("note", id="quote")[0].words_op
        view.close()
        permission = Permission(
            "yes", "quote", words_op, PermissionState.GIVEN, Level.ROLE, "by mail", "bea", 1
        )
        archive.commit([create(permission, "group:group")], ACTOR, "quote.permit").result()
        archive.commit([change("note", "point", words="Trust follows budgets")], ACTOR, "note.edit").result()
        archive.undo(ACTOR).result()
        archive.commit([delete("note", "gone")], ACTOR, "note.delete").result()
        archive.commit([redact("note", "blank", "words")], ACTOR, "words.remove").result()
        private = Note("private", "group", "Nobody else may read this")
        archive.commit([create(private, f"private:{ACTOR}")], ACTOR, "note.keep").result()


def _is_of_group(record: Record) -> bool:
    return isinstance(record, Note | Seat)


if __name__ == "__main__":
    target = HERE / f"{VERSIONS[-1]}.facilitator"
    if target.exists():
        sys.exit(f"{target} is there already and never changes")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.facilitator"
        make(made, Path(folder) / "private.key")
        target.write_bytes(made.read_bytes())
    print(target, target.stat().st_size)

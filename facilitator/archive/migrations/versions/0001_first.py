"""The first archive: a table for each kind of record, the journal, the index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x46434C54

# Kind: the field its records are asked for by, and the fields of its record (whole numbers are marked).
RECORDS = {
    "attendance": ("occasion", "occasion person role described_as is_first_time:int"),
    "block": ("document", "document type parent rank body level:int label about state"),
    "document": ("gathering", "gathering kind title subtitle byline dateline language quote_marks"),
    "gathering": ("network", "network title theme"),
    "group": ("session", "session key title kind topic leads note_taker rank"),
    "network": ("", "name about aims convenors zone language quote_marks"),
    "note": (
        "group",
        "group words kind spans said_by asked_speaker is_speaker_unknown:int strands "
        "is_worth_quoting:int owner due certainty kept_at:int line:int rank report_rank moved_from",
    ),
    "occasion": (
        "gathering",
        "gathering key title date zone starts:int place ground_rule announced_by announced_at:int rank",
    ),
    "part": ("session", "session kind title length:int people fixed_start:int is_protected:int rank"),
    "permission": ("note", "note words_op state level:int how by at:int follows"),
    "person": (
        "",
        "name also_known_as sort_name organisation role sector region pronouns listed_as quoted_as:int",
    ),
    "poll": ("gathering", "gathering session key question taken options result repeats wording"),
    "print_choice": ("note", "note level:int"),
    "seat": ("group", "group shown initials person is_not_to_be_named:int rank"),
    "session": (
        "occasion",
        "occasion key title strand led_by chaired_by question why_now learnt prompts length:int rank",
    ),
    "standing_text": ("network", "network key title words version:int"),
    "strand": ("network", "network code title question rank"),
}
CHANGE = "change_id act actor device seq:int lam:int at:int zone verb schema undoes"
OP = "change_id place:int scope kind id field value base lam:int act gseq:int state reason origin"


def upgrade() -> None:
    """Make the tables of an empty file."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for kind, (parent, fields) in RECORDS.items():
        _record_table(kind, parent, fields)
    op.create_table("change", _number(), *_columns(CHANGE, nullable=False))
    op.create_index("ux_change_id", "change", ["change_id"], unique=True)
    op.create_index("ix_change_act", "change", ["act"])
    op.create_index("ix_change_device_seq", "change", ["device", "seq"])
    op.create_index("ix_change_lam", "change", ["lam"])
    op.create_table("op", _number(), *_columns(OP, nullable=False))
    op.create_index("ux_op_change_place", "op", ["change_id", "place"], unique=True)
    op.create_index("ix_op_record", "op", ["kind", "id"])
    op.create_index("ix_op_act", "op", ["act"])
    op.create_table("unfinished", sa.Column("act", sa.Text, primary_key=True))
    op.create_table("fact", sa.Column("name", sa.Text, primary_key=True), *_columns("value", nullable=False))
    op.create_table("backup", _number(), *_columns("path at:int", nullable=False))
    _index_of_words()


def _record_table(kind: str, parent: str, fields: str) -> None:
    local = "id scope redacted clashes made_in words_version"
    op.create_table(
        kind,
        _number(),
        *_columns(local, nullable=False),
        *_columns("deleted", nullable=True),
        *_columns(fields, nullable=True),
    )
    op.create_index(f"ix_{kind}_id", kind, ["id"])
    op.create_index(f"ix_{kind}_made_in", kind, ["made_in"], sqlite_where=sa.text("made_in <> ''"))
    if parent:
        op.create_index(f"ix_{kind}_{parent}", kind, [parent])


def _number() -> sa.Column[int]:
    return sa.Column("n", sa.Integer, primary_key=True)


def _columns(names: str, *, nullable: bool) -> list[sa.Column[object]]:
    found: list[sa.Column[object]] = []
    for said in names.split():
        name, _, type_name = said.partition(":")
        found.append(sa.Column(name, sa.Integer if type_name else sa.Text, nullable=nullable))
    return found


def _index_of_words() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE note_index USING fts5(words, tokens, content='', "
        "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )
    op.execute("INSERT INTO note_index(note_index, rank) VALUES('secure-delete', 1)")

"""Series, surveys, figures, aims, citations, publications, kept originals; what older records came to hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Kind: the field its records are asked for by, and the fields of its record (whole numbers are marked).
RECORDS = {
    "aim": ("network", "network words said_in said_on by condition outcome became rank"),
    "citation": ("gathering", "gathering words author source session link rank"),
    "figure": ("network", "network key label value:int on unit source rank"),
    "original": ("group", "group name sha256 mime taken_at:int"),
    "publication": ("document", "document at:int audience digest files notes people signers address"),
    "series": ("network", "network key title kind led_by strand rank"),
    "survey": (
        "gathering",
        "gathering key title session asked_of sent_to:int answered_by:int opened closed source rank",
    ),
}
ADDED = {
    "block": "form",
    "document": "arrangement circulated circulated_to address",
    "gathering": "series form",
    "group": "survey",
    "network": "keeps_notes_months:int accents logo",
    "note": "outcome became",
    "occasion": "form",
    "person": "contact contact_as same_as",
    "poll": "survey",
    "session": "for_director materials sources fixed_start:int is_protected:int",
}


def upgrade() -> None:
    """Make the new tables and add the new columns; what is in them follows from the journal, which has none of it."""
    for kind, (parent, fields) in RECORDS.items():
        _record_table(kind, parent, fields)
    for kind, fields in ADDED.items():
        for column in _columns(fields, nullable=True):
            op.add_column(kind, column)
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("mime", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )


def _record_table(kind: str, parent: str, fields: str) -> None:
    local = "id scope redacted clashes made_in words_version"
    op.create_table(
        kind,
        sa.Column("n", sa.Integer, primary_key=True),
        *_columns(local, nullable=False),
        *_columns("deleted", nullable=True),
        *_columns(fields, nullable=True),
    )
    op.create_index(f"ix_{kind}_id", kind, ["id"])
    op.create_index(f"ix_{kind}_made_in", kind, ["made_in"], sqlite_where=sa.text("made_in <> ''"))
    op.create_index(f"ix_{kind}_{parent}", kind, [parent])


def _columns(names: str, *, nullable: bool) -> list[sa.Column[object]]:
    found: list[sa.Column[object]] = []
    for said in names.split():
        name, _, type_name = said.partition(":")
        found.append(sa.Column(name, sa.Integer if type_name else sa.Text, nullable=nullable))
    return found

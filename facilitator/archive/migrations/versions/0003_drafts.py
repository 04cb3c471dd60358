"""Half-typed lines, the notes of a group in their order, and where a group's notes were taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of half-typed lines, order the index of notes by group, and add the new column."""
    op.create_table(
        "draft",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.add_column("group", sa.Column("is_break_wall", sa.Integer, nullable=True))
    op.drop_index("ix_note_group", "note")
    op.create_index("ix_note_group", "note", ["group", "rank"])
    op.create_index("ix_note_picked", "note", ["group"], sqlite_where=sa.text("report_rank <> ''"))

"""When a session must end, and the notes of earlier gatherings that it goes back to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the new columns; what is in them follows from the journal, which has none of it."""
    op.add_column("session", sa.Column("must_end", sa.Integer, nullable=True))
    op.add_column("session", sa.Column("source_notes", sa.Text, nullable=True))

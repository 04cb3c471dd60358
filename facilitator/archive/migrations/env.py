"""Run by Alembic: migrations go over the connection that the archive hands in."""

from __future__ import annotations

from alembic import context

from facilitator.archive.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()

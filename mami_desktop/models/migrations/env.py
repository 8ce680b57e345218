"""Alembic's entry: run on the connection that models/upgrade.py hands over, in its transaction."""

from alembic import context

from mami_desktop.models.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter columns in place: later revisions rebuild the table
    render_as_batch=True,
)
context.run_migrations()

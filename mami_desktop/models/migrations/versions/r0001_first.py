"""The first schema of a register."""

from alembic import op

from mami_desktop.models.migrations import r0001_care, r0001_contact, r0001_people

revision = "0001"
down_revision = None

# The record of changes is append-only: the database itself refuses anything else.
SQLITE = [
    f"CREATE TRIGGER change_no_{verb.lower()} BEFORE {verb} ON change"
    " BEGIN SELECT RAISE(ABORT, 'the record of changes is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
# INSERT OR REPLACE deletes without asking the trigger above
SQLITE.append(
    "CREATE TRIGGER change_no_replace BEFORE INSERT ON change WHEN EXISTS (SELECT 1 FROM change"
    " WHERE facility_uid = NEW.facility_uid"
    " AND (seq = NEW.seq OR change_uid = NEW.change_uid))"
    " BEGIN SELECT RAISE(ABORT, 'the record of changes is append-only'); END"
)
POSTGRESQL = [
    "CREATE FUNCTION change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION 'the record of changes is append-only'; END $$",
    "CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE ON change"
    " FOR EACH ROW EXECUTE FUNCTION change_is_append_only()",
    "CREATE TRIGGER change_no_truncate BEFORE TRUNCATE ON change"
    " FOR EACH STATEMENT EXECUTE FUNCTION change_is_append_only()",
]


def upgrade() -> None:
    """Make all tables, then lock the record of changes."""
    r0001_people.create()
    r0001_care.create()
    r0001_contact.create()
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)

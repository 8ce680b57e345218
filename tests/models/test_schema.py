"""The migrated schema, and the rules every table follows."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint

import mami_desktop.models.migrations
from mami_desktop.models.db import open_engine
from mami_desktop.models.entities import metadata
from mami_desktop.models.upgrade import SCHEMA

STAMPS = {
    "created_at", "created_by", "updated_at", "updated_by", "row_version", "struck_at",
    "struck_by", "struck_reason",
}  # fmt: skip


def test_the_migrations_make_exactly_the_tables_of_the_program(register, register_url):
    engine = open_engine(register_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_program_knows_every_revision():
    config = Config()
    config.set_main_option("script_location", mami_desktop.models.migrations.__path__[0])
    scripts = ScriptDirectory.from_config(config)
    known = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(known) == SCHEMA.revisions


def test_every_table_has_the_common_key_and_stamps():
    for table in metadata.tables.values():
        key = [column.name for column in table.primary_key]
        own = ["facility_uid", f"{table.name}_uid"]
        assert key == (own[:1] if table.name == "facility" else own), table.name
        if table.name != "change":
            assert set(table.columns.keys()) >= STAMPS, table.name


def test_every_reference_carries_the_facility_and_every_constraint_a_name():
    for table in metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, table.name
            if isinstance(constraint, ForeignKeyConstraint):
                assert constraint.column_keys[0] == "facility_uid"
            if isinstance(constraint, CheckConstraint):
                assert str(constraint.name).startswith(f"ck_{table.name}_")
            if isinstance(constraint, PrimaryKeyConstraint):
                assert constraint.name == f"pk_{table.name}"
        for index in table.indexes:
            assert str(index.name).startswith("ix_")

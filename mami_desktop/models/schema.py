"""What all tables of the register have in common.

Primary key ``(facility_uid, <entity>_uid)`` with random UUIDs, so that registers of many facilities
can be merged; references carry the facility; every line says who made and last changed it, counts
its versions, and is struck out instead of deleted.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.sql.schema import SchemaItem

UID_LENGTH = 64
CODE_LENGTH = 40

Json = JSON(none_as_null=True)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_1_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def uid(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[Any]:
    """A key column."""
    return Column(name, String(UID_LENGTH), primary_key=primary_key, nullable=nullable)


def code(name: str, codes: Sequence[str], *, nullable: bool = True) -> list[SchemaItem]:
    """A column that holds one of ``codes``, with its named check."""
    listed = ", ".join(f"'{one}'" for one in codes)
    return [
        Column(name, String(CODE_LENGTH), nullable=nullable),
        CheckConstraint(f"{name} IN ({listed})", name=name),
    ]


def reference(table: str, *, nullable: bool = False) -> list[SchemaItem]:
    """A column that points to a line of ``table`` of the same facility."""
    name = f"{table}_uid"
    return [
        uid(name, nullable=nullable),
        ForeignKeyConstraint(["facility_uid", name], [f"{table}.facility_uid", f"{table}.{name}"]),
    ]


def stamps() -> list[SchemaItem]:
    """Who and when, the version for the optimistic lock, and the strike-out."""
    return [
        Column("created_at", DateTime, nullable=False),
        uid("created_by"),
        Column("updated_at", DateTime, nullable=False),
        uid("updated_by"),
        Column("row_version", Integer, nullable=False),
        Column("struck_at", DateTime),
        uid("struck_by", nullable=True),
        Column("struck_reason", Text),
    ]


def entity(name: str, *items: SchemaItem | list[SchemaItem]) -> Table:
    """A table with the common key and stamps; lists of items are spread out."""
    flat: list[SchemaItem] = []
    for item in items:
        flat.extend(item if isinstance(item, list) else [item])
    own = name == "facility"
    keys: list[SchemaItem] = [uid("facility_uid", primary_key=True)]
    if not own:
        keys.append(uid(f"{name}_uid", primary_key=True))
        keys.append(
            ForeignKeyConstraint(
                ["facility_uid"], ["facility.facility_uid"], name=f"fk_{name}_facility"
            )
        )
    return Table(name, metadata, *keys, *flat, *stamps())

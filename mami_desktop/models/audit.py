"""Whether the rows of a register are what its record of changes says they are.

The chain of hashes shows that no line of the record was altered; this shows that no row was
altered, added or removed behind the program's back, and that the record's last lines are there.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, exists, select
from sqlalchemy.orm import Session

from mami_desktop.models.changes import CREATED, as_text
from mami_desktop.models.entities import change, draft, metadata
from mami_desktop.models.rows import key_name

BATCH = 200
NOT_RECORDED = frozenset(
    {"created_at", "created_by", "updated_at", "updated_by", "row_version", "search_text"}
)
"""Columns that leave no line of their own: stamps, and what only repeats other columns."""


def unrecorded(session: Session, facility_uid: str) -> Iterator[tuple[str, str]]:
    """Table and uid of every row that is not as the record of changes says."""
    for table in metadata.sorted_tables:
        if table is change or table is draft:  # a draft is no record yet
            continue
        yield from _removed(session, facility_uid, table)
        key = table.c[key_name(table)]
        uids = session.scalars(
            select(key).where(table.c.facility_uid == facility_uid).order_by(key)
        ).all()
        for start in range(0, len(uids), BATCH):
            yield from _altered(session, facility_uid, table, uids[start : start + BATCH])


def _removed(session: Session, facility_uid: str, table: Table) -> Iterator[tuple[str, str]]:
    still_there = exists().where(
        table.c.facility_uid == change.c.facility_uid,
        table.c[key_name(table)] == change.c.entity_uid,
    )
    gone = (
        select(change.c.entity_uid)
        .distinct()
        .where(change.c.facility_uid == facility_uid, change.c.entity == table.name, ~still_there)
    )
    yield from ((table.name, uid) for uid in session.scalars(gone))


def _altered(
    session: Session, facility_uid: str, table: Table, uids: Sequence[str]
) -> Iterator[tuple[str, str]]:
    said = _said(session, facility_uid, table, uids)
    key = key_name(table)
    rows = session.execute(
        select(table).where(table.c.facility_uid == facility_uid, table.c[key].in_(uids))
    )
    for row in rows.mappings():
        values = {
            name: _plain(value)
            for name, value in row.items()
            if value is not None and name not in NOT_RECORDED | {"facility_uid", key}
        }
        if values != said.get(row[key]):
            yield table.name, row[key]


def _said(
    session: Session, facility_uid: str, table: Table, uids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """The rows as the record of changes tells them, without what is empty."""
    lines = session.execute(
        select(change.c.entity_uid, change.c.field, change.c.new_value)
        .where(
            change.c.facility_uid == facility_uid,
            change.c.entity == table.name,
            change.c.entity_uid.in_(uids),
        )
        .order_by(change.c.seq)
    )
    said: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for uid, field, new_value in lines:
        value: Any = None if new_value is None else json.loads(new_value)
        if field == CREATED:
            said[uid].update({name: one for name, one in value.items() if name not in NOT_RECORDED})
        elif value is None:
            said[uid].pop(field, None)
        else:
            said[uid][field] = value
    return said


def _plain(value: Any) -> Any:
    text = as_text(value)
    return None if text is None else json.loads(text)

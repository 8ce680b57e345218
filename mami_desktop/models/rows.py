"""Writing rows: insert, update with the optimistic lock, strike out; each leaves change lines."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import CursorResult, Row, Table, insert, select, update

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.models.changes import CREATED, Pen, record_change


def key_name(table: Table) -> str:
    """The name of the column that, with facility_uid, is the primary key."""
    return f"{table.name}_uid"


def storable(value: Any) -> Any:
    """The value without what no database keeps, which a paste may bring: the NUL character and
    halves of a character pair. Lists and mappings are gone through."""
    if isinstance(value, str):
        if value.isascii() and "\0" not in value:
            return value
        whole = value.replace("\0", "").encode("utf-16", "surrogatepass")
        return whole.decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {key: storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return value


def insert_row(pen: Pen, table: Table, values: Mapping[str, Any], uid: str | None = None) -> str:
    """Add a row and its change line; returns its uid (a new one unless given)."""
    row_uid = uid or pen.new_uid()
    values = storable(values)
    row = {
        "facility_uid": pen.facility_uid,
        key_name(table): row_uid,
        **values,
        "created_at": pen.at,
        "created_by": pen.user_uid,
        "updated_at": pen.at,
        "updated_by": pen.user_uid,
        "row_version": 1,
    }
    pen.session.execute(insert(table), row)
    said = {name: value for name, value in values.items() if value is not None}
    record_change(pen, table.name, row_uid, [(CREATED, None, said)])
    return row_uid


def read_row(pen: Pen, table: Table, uid: str) -> Row[Any] | None:
    """One row by its uid, or None."""
    return pen.session.execute(select(table).where(*_is(pen, table, uid))).one_or_none()


def update_row(
    pen: Pen,
    table: Table,
    uid: str,
    values: Mapping[str, Any],
    *,
    reason: str = "",
    row_version: int | None = None,
) -> bool:
    """Change what differs and record each field; False if nothing differs.

    ``row_version`` is the version the user saw. UserError if somebody changed the row since.
    """
    old = read_row(pen, table, uid)
    if old is None:
        raise UserError(
            _("This entry is no longer in the register."), _("Open the list again and choose it.")
        )
    before = old._mapping
    changed = {name: value for name, value in storable(values).items() if before[name] != value}
    if not changed and (row_version is None or row_version == old.row_version):
        return False
    seen = old.row_version if row_version is None else row_version
    done = pen.session.execute(
        update(table)
        .where(*_is(pen, table, uid), table.c.row_version == seen)
        .values(**changed, row_version=seen + 1, updated_at=pen.at, updated_by=pen.user_uid)
    )
    if cast(CursorResult[Any], done).rowcount != 1:
        raise UserError(
            _("Somebody else changed this entry while you were working on it."),
            _("Look at it again, then make your change once more. Nothing was changed."),
        )
    record_change(
        pen,
        table.name,
        uid,
        [(name, before[name], value) for name, value in changed.items()],
        reason,
    )
    return True


def strike_row(
    pen: Pen, table: Table, uid: str, reason: str, *, row_version: int | None = None
) -> None:
    """Strike a row out: it stays readable and counts nowhere. Nothing is ever deleted."""
    update_row(
        pen,
        table,
        uid,
        {"struck_at": pen.at, "struck_by": pen.user_uid, "struck_reason": reason},
        reason=reason,
        row_version=row_version,
    )


def _is(pen: Pen, table: Table, uid: str) -> tuple[Any, Any]:
    return table.c.facility_uid == pen.facility_uid, table.c[key_name(table)] == uid

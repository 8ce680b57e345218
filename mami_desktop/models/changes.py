"""The append-only record of changes: who changed what, when and why, chained by hashes."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from mami_desktop.models.entities import change

CREATED = "*"
"""The field of the line that records a whole new row; its new value is the row as JSON."""

FIRST_HASH = "0" * 64


@dataclass(frozen=True)
class Pen:
    """Who writes, when, for which facility, and where new ids come from."""

    session: Session
    facility_uid: str
    user_uid: str
    at: datetime
    new_uid: Callable[[], str]


def record_change(
    pen: Pen,
    entity: str,
    entity_uid: str,
    fields: Iterable[tuple[str, Any, Any]],
    reason: str = "",
) -> None:
    """Append one line per ``(field, old, new)``, in the transaction of the change itself."""
    last = pen.session.execute(
        select(change.c.seq, change.c.hash)
        .where(change.c.facility_uid == pen.facility_uid)
        .order_by(change.c.seq.desc())
        .limit(1)
    ).one_or_none()
    seq, previous = (last.seq, last.hash) if last else (0, FIRST_HASH)
    lines: list[dict[str, Any]] = []
    for field, old, new in fields:
        seq += 1
        line: dict[str, Any] = {
            "facility_uid": pen.facility_uid,
            "change_uid": pen.new_uid(),
            "seq": seq,
            "entity": entity,
            "entity_uid": entity_uid,
            "field": field,
            "old_value": as_text(old),
            "new_value": as_text(new),
            "reason": reason or None,
            "user_uid": pen.user_uid,
            "at": pen.at,
            "previous_hash": previous,
        }
        previous = line["hash"] = line_hash(line)
        lines.append(line)
    if lines:
        pen.session.execute(insert(change), lines)


def as_text(value: Any) -> str | None:
    """A value as JSON text (dates as ISO text), so that 1, "1" and true stay apart."""
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def line_hash(line: dict[str, Any]) -> str:
    """SHA-256 over the line before and everything this line says."""
    said = [
        line["previous_hash"], line["facility_uid"], line["seq"], line["change_uid"],
        line["entity"], line["entity_uid"], line["field"], line["old_value"], line["new_value"],
        line["reason"], line["user_uid"], line["at"].isoformat(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class ChainCheck:
    """``lines`` read; ``broken_at`` is the number of the first line that does not fit, if any;
    ``altered`` are table and uid of rows that are not as the lines say."""

    lines: int
    broken_at: int | None
    altered: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every line fits to the one before, and every row to its lines."""
        return self.broken_at is None and not self.altered


def verify_chain(session: Session, facility_uid: str) -> ChainCheck:
    """Read all changes of a facility and check numbering and hashes."""
    rows = session.execute(
        select(change).where(change.c.facility_uid == facility_uid).order_by(change.c.seq)
    ).mappings()
    previous, count = FIRST_HASH, 0
    for row in rows:
        count += 1
        line = dict(row)
        fits = line["seq"] == count and line["previous_hash"] == previous
        if not fits or line_hash(line) != line["hash"]:
            total = session.execute(
                select(func.count()).where(change.c.facility_uid == facility_uid)
            ).scalar_one()
            return ChainCheck(total, count)
        previous = line["hash"]
    return ChainCheck(count, None)

"""Pieces of queries that several lists share: joins, status, next and missed appointments."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Table, and_, case, exists, func, not_, select

from mami_desktop.models.codes import NOT_SEEN_KINDS
from mami_desktop.models.entities import appointment, enrolment, stint, visit

ON_ROLL, AT_INPATIENT, LEFT, STRUCK = "on_roll", "at_inpatient", "left", "struck"


def same(one: Any, other: Any, *keys: str) -> ColumnElement[bool]:
    """The condition that two tables (or aliases) agree in facility and in ``keys``."""
    return and_(
        one.c.facility_uid == other.c.facility_uid, *(one.c[key] == other.c[key] for key in keys)
    )


def stands(table: Table) -> ColumnElement[bool]:
    """The condition that a line is not struck out."""
    return table.c.struck_at.is_(None)


def has_open_stint() -> ColumnElement[bool]:
    """The condition that the enrolment's last stint is open: the pair is on the roll."""
    return (
        exists()
        .where(same(stint, enrolment, "enrolment_uid"), stands(stint), stint.c.ended_on.is_(None))
        .correlate(enrolment)
    )


def on_roll() -> ColumnElement[bool]:
    """The condition that the enrolment stands and its pair is on the roll."""
    return and_(stands(enrolment), enrolment.c.outcome.is_(None), has_open_stint())


def status_of_enrolment() -> ColumnElement[str]:
    """on_roll, at_inpatient, left or struck."""
    return case(
        (enrolment.c.struck_at.is_not(None), STRUCK),
        (enrolment.c.outcome.is_not(None), LEFT),
        (has_open_stint(), ON_ROLL),
        else_=AT_INPATIENT,
    )


def level_rank(column: ColumnElement[Any]) -> ColumnElement[int]:
    """A number by which levels sort, worst highest; unknown lowest."""
    ranks = {"high": 4, "moderate": 3, "incomplete": 2, "low": 1}
    return case(*((column == level, rank) for level, rank in ranks.items()), else_=0)


def next_booked(today: date) -> ScalarSelect[Any]:
    """The first appointment from today on that is booked and not kept."""
    return (
        select(func.min(appointment.c.scheduled_on))
        .where(_open_appointment(), appointment.c.scheduled_on >= today)
        .correlate(enrolment)
        .scalar_subquery()
    )


def first_missed(today: date) -> ScalarSelect[Any]:
    """The first appointment before today, not kept, since the pair was last seen or came back."""
    seen_since = (
        exists()
        .where(
            same(visit, appointment, "enrolment_uid"),
            stands(visit),
            visit.c.visit_kind.not_in(NOT_SEEN_KINDS),
            visit.c.visit_on >= appointment.c.scheduled_on,
        )
        .correlate(appointment)
    )
    back_since = (
        exists()
        .where(
            same(stint, appointment, "enrolment_uid"),
            stands(stint),
            stint.c.started_on >= appointment.c.scheduled_on,
        )
        .correlate(appointment)
    )
    return (
        select(func.min(appointment.c.scheduled_on))
        .where(
            _open_appointment(),
            appointment.c.scheduled_on < today,
            not_(seen_since),
            not_(back_since),
        )
        .correlate(enrolment)
        .scalar_subquery()
    )


def _open_appointment() -> ColumnElement[bool]:
    return and_(
        same(appointment, enrolment, "enrolment_uid"),
        stands(appointment),
        appointment.c.status == "booked",
        appointment.c.visit_uid.is_(None),
    )

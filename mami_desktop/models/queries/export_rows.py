"""The lines of the workbook's data sheets, each a mapping from column id to native value.

``Span`` narrows to the enrolments that began in it with all that belongs to them, to what is dated
in it and belongs to no enrolment, and to the pairs these are about, so that no reference of the
workbook leads nowhere. Lines come in order of the sheet's date; services put equal days in order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    Table,
    and_,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from mami_desktop.models.entities import (
    appointment,
    assessment,
    contact_attempt,
    enrolment,
    facility,
    infant,
    mother,
    outcome,
    referral,
    screening,
    stint,
    support_action,
    visit,
)

BATCH = 500


@dataclass(frozen=True)
class Span:
    """First and last day of enrolment, both included; None leaves that side open."""

    from_on: date | None = None
    to_on: date | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.from_on is None and self.to_on is None

    def holds(self, day: ColumnElement[Any]) -> ColumnElement[bool]:
        """The condition that a date column lies in the span."""
        if self.everything:
            return true()
        limits = []
        if self.from_on is not None:
            limits.append(day >= self.from_on)
        if self.to_on is not None:
            limits.append(day <= self.to_on)
        return and_(*limits)


def _of_enrolment(table: Table) -> ColumnElement[bool]:
    return and_(
        enrolment.c.facility_uid == table.c.facility_uid,
        enrolment.c.enrolment_uid == table.c.enrolment_uid,
    )


def _belongs(table: Table, day: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    """A line that may have an enrolment: its enrolment is in the span, or it has none and is."""
    if span.everything:
        return true()
    enrolled = exists().where(_of_enrolment(table), span.holds(enrolment.c.enrolled_on))
    return or_(and_(table.c.enrolment_uid.is_(None), span.holds(day)), enrolled)


def _infant_in(span: Span) -> ColumnElement[bool]:
    if span.everything:
        return true()

    def same(table: Table) -> ColumnElement[bool]:
        return and_(
            table.c.facility_uid == infant.c.facility_uid,
            table.c.infant_uid == infant.c.infant_uid,
        )

    return or_(
        exists().where(same(enrolment), span.holds(enrolment.c.enrolled_on)),
        exists().where(same(visit), _belongs(visit, visit.c.visit_on, span)),
        exists().where(same(referral), _belongs(referral, referral.c.ref_on, span)),
    )


def _facility(_span: Span) -> Select[Any]:
    return select(
        facility.c.facility_uid,
        facility.c.code.label("facility_code"),
        facility.c.name.label("facility_name"),
        facility.c.admin1,
        facility.c.admin2,
        facility.c.admin3,
    )


def _mothers(span: Span) -> Select[Any]:
    query = select(mother)
    if not span.everything:
        of_mother = and_(
            infant.c.facility_uid == mother.c.facility_uid,
            infant.c.mother_uid == mother.c.mother_uid,
        )
        query = query.where(exists().where(of_mother, _infant_in(span)))
    return query


def _infants(span: Span) -> Select[Any]:
    return select(infant).where(_infant_in(span)).order_by(infant.c.date_of_birth)


def _enrolments(span: Span) -> Select[Any]:
    return (
        select(enrolment)
        .where(span.holds(enrolment.c.enrolled_on))
        .order_by(enrolment.c.enrolled_on)
    )


def _stints(span: Span) -> Select[Any]:
    return (
        select(stint)
        .join(enrolment, _of_enrolment(stint))
        .where(span.holds(enrolment.c.enrolled_on))
        .order_by(stint.c.started_on)
    )


def _visits(span: Span) -> Select[Any]:
    return select(visit).where(_belongs(visit, visit.c.visit_on, span)).order_by(visit.c.visit_on)


def _of_visit(table: Table) -> ColumnElement[bool]:
    return and_(
        visit.c.facility_uid == table.c.facility_uid, visit.c.visit_uid == table.c.visit_uid
    )


def _actions(span: Span) -> Select[Any]:
    return (
        select(support_action)
        .join(visit, _of_visit(support_action))
        .where(support_action.c.struck_at.is_(None), _belongs(visit, visit.c.visit_on, span))
    )


def _appointments(span: Span) -> Select[Any]:
    return (
        select(appointment)
        .join(enrolment, _of_enrolment(appointment))
        .where(appointment.c.struck_at.is_(None), span.holds(enrolment.c.enrolled_on))
        .order_by(appointment.c.scheduled_on)
    )


def _contacts(span: Span) -> Select[Any]:
    return (
        select(contact_attempt, contact_attempt.c.contact_attempt_uid.label("attempt_uid"))
        .join(enrolment, _of_enrolment(contact_attempt))
        .where(contact_attempt.c.struck_at.is_(None), span.holds(enrolment.c.enrolled_on))
        .order_by(contact_attempt.c.attempted_on)
    )


def _referrals(span: Span) -> Select[Any]:
    return (
        select(referral)
        .where(_belongs(referral, referral.c.ref_on, span))
        .order_by(referral.c.ref_on)
    )


def _screening(span: Span) -> Select[Any]:
    return (
        select(screening)
        .where(screening.c.struck_at.is_(None), span.holds(screening.c.scr_on))
        .order_by(screening.c.scr_on)
    )


_QUERIES: dict[str, Callable[[Span], Select[Any]]] = {
    "facility": _facility,
    "mothers": _mothers,
    "infants": _infants,
    "enrolments": _enrolments,
    "stints": _stints,
    "visits": _visits,
    "actions": _actions,
    "appointments": _appointments,
    "contact_attempts": _contacts,
    "referrals": _referrals,
    "screening": _screening,
}
"""By sheet; the answers come with ``answers_of_visits``."""


def sheet_rows(session: Session, sheet: str, span: Span) -> Iterator[RowMapping]:
    """The lines of a data sheet other than ``answers``, in order of its date."""
    yield from session.execute(
        _QUERIES[sheet](span), execution_options={"yield_per": BATCH}
    ).mappings()


def count_rows(session: Session, sheet: str, span: Span) -> int:
    """How many lines ``sheet_rows`` gives; for ``answers`` the number of assessed visits."""
    query = _assessed(span) if sheet == "answers" else _QUERIES[sheet](span)
    return session.execute(
        select(func.count()).select_from(query.order_by(None).subquery())
    ).scalar_one()


def _assessed(span: Span) -> Select[Any]:
    return (
        select(assessment.c.visit_uid)
        .join(visit, _of_visit(assessment))
        .where(assessment.c.struck_at.is_(None), _belongs(visit, visit.c.visit_on, span))
    )


def answers_of_visits(session: Session, span: Span) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every assessed visit with its answers as stored, in order of its uid."""
    uids = sorted(session.execute(_assessed(span)).scalars())
    for place in range(0, len(uids), BATCH):
        found = session.execute(
            select(assessment.c.visit_uid, assessment.c.answers).where(
                assessment.c.struck_at.is_(None),
                assessment.c.visit_uid.in_(uids[place : place + BATCH]),
            )
        )
        yield from sorted((row.visit_uid, row.answers) for row in found)


def last_outcomes(session: Session) -> dict[str, RowMapping]:
    """The details of the last outcome of each enrolment that was not struck out."""
    found = session.execute(
        select(outcome)
        .where(outcome.c.struck_at.is_(None))
        .order_by(outcome.c.outcome_on, outcome.c.created_at, outcome.c.outcome_uid)
    ).mappings()
    return {row["enrolment_uid"]: row for row in found}

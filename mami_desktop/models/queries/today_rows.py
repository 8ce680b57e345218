"""What the Today board needs, each list with the pair it is about."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from mami_desktop.models.codes import NOT_SEEN_KINDS
from mami_desktop.models.entities import (
    appointment,
    assessment,
    contact_attempt,
    enrolment,
    infant,
    mother,
    referral,
    visit,
)
from mami_desktop.models.queries.shared import first_missed, next_booked, on_roll, same, stands

Rows = Sequence[Row[Any]]

URGENT = ("emergency", "within_24h")
URGENT_WAIT_DAYS, WAIT_DAYS = 2, 14
"""A slip without an answer is asked after: urgent ones after 2 days, others after 14."""

PAIR = (
    infant.c.infant_uid,
    infant.c.infant_name,
    infant.c.sex,
    infant.c.date_of_birth,
    mother.c.caregiver_name,
    mother.c.caregiver_role,
    mother.c.village,
    mother.c.phone_1,
    enrolment.c.enrolment_uid,
    enrolment.c.current_level,
    enrolment.c.current_in_depth,
)


def _pairs(*columns: Any) -> Select[Any]:
    return (
        select(*PAIR, *columns)
        .select_from(enrolment)
        .join(infant, same(infant, enrolment, "infant_uid"))
        .join(mother, same(mother, infant, "mother_uid"))
    )


def count_on_roll(session: Session, facility_uid: str) -> int:
    """Pairs on the roll."""
    query = select(func.count()).select_from(enrolment)
    return session.execute(query.where(_here(facility_uid), on_roll())).scalar_one()


def due_on(session: Session, facility_uid: str, today: date) -> Rows:
    """Appointments of that day, to come or kept that day, with the next one after it."""
    return session.execute(
        _pairs(
            appointment.c.appointment_uid,
            appointment.c.visit_uid,
            visit.c.created_at.label("seen_at"),
            next_booked(today + timedelta(days=1)).label("next_visit_on"),
        )
        .join(appointment, same(appointment, enrolment, "enrolment_uid"))
        .outerjoin(visit, same(visit, appointment, "visit_uid"))
        .where(
            _here(facility_uid),
            stands(appointment),
            appointment.c.status == "booked",
            appointment.c.scheduled_on == today,
            or_(visit.c.visit_on == today, and_(appointment.c.visit_uid.is_(None), on_roll())),
        )
        .order_by(infant.c.infant_name, infant.c.infant_uid)
    ).all()


def overdue_on(session: Session, facility_uid: str, today: date) -> Rows:
    """Pairs on the roll with an appointment missed since they were last seen."""
    missed = first_missed(today)
    return session.execute(
        _pairs(missed.label("missed_on")).where(_here(facility_uid), on_roll(), missed.is_not(None))
    ).all()


def open_of_births(
    session: Session, facility_uid: str, first_on: date, last_on: date, today: date
) -> Rows:
    """Open enrolments of infants born in the span, with their next appointment."""
    return session.execute(
        _pairs(next_booked(today).label("booked_on")).where(
            _here(facility_uid),
            stands(enrolment),
            enrolment.c.outcome.is_(None),
            infant.c.date_of_birth.between(first_on, last_on),
        )
    ).all()


def waiting_referrals(session: Session, facility_uid: str, today: date) -> Rows:
    """Slips that should have an answer by now, urgent and old ones first."""
    waited = or_(
        and_(
            referral.c.urgency.in_(URGENT),
            referral.c.ref_on <= today - timedelta(days=URGENT_WAIT_DAYS),
        ),
        referral.c.ref_on <= today - timedelta(days=WAIT_DAYS),
    )
    return session.execute(
        select(
            *PAIR,
            referral.c.referral_uid,
            referral.c.referral_no,
            referral.c.ref_on,
            referral.c.urgency,
            referral.c.to_service,
            referral.c.to_facility,
            referral.c.who_is_referred,
        )
        .select_from(referral)
        .join(infant, same(infant, referral, "infant_uid"))
        .join(mother, same(mother, infant, "mother_uid"))
        .outerjoin(enrolment, same(enrolment, referral, "enrolment_uid"))
        .where(
            referral.c.facility_uid == facility_uid,
            stands(referral),
            enrolment.c.struck_at.is_(None),
            referral.c.result.is_(None),
            referral.c.refused_by.is_(None),
            referral.c.refused_reason.is_(None),
            waited,
        )
        .order_by(
            case((referral.c.urgency.in_(URGENT), 0), else_=1),
            referral.c.ref_on,
            referral.c.referral_no,
        )
    ).all()


def next_due(session: Session, facility_uid: str, after: date) -> Row[Any] | None:
    """The next appointment after a day."""
    return session.execute(
        _pairs(appointment.c.scheduled_on)
        .join(appointment, same(appointment, enrolment, "enrolment_uid"))
        .where(
            _here(facility_uid),
            on_roll(),
            stands(appointment),
            appointment.c.status == "booked",
            appointment.c.visit_uid.is_(None),
            appointment.c.scheduled_on > after,
        )
        .order_by(appointment.c.scheduled_on, infant.c.infant_name, infant.c.infant_uid)
        .limit(1)
    ).one_or_none()


def visits_of_enrolments(session: Session, facility_uid: str, enrolment_uids: list[str]) -> Rows:
    """Visits made, in order, with what lists judge by."""
    return session.execute(
        select(
            visit.c.enrolment_uid,
            visit.c.visit_on,
            visit.c.length_mm,
            visit.c.feeding_fired,
            visit.c.feeding_progress,
            visit.c.mh_screened,
            visit.c.mh_positive,
            assessment.c.fired,
        )
        .outerjoin(assessment, same(assessment, visit, "visit_uid"))
        .where(
            visit.c.facility_uid == facility_uid,
            visit.c.enrolment_uid.in_(enrolment_uids),
            visit.c.visit_kind.not_in(NOT_SEEN_KINDS),
            stands(visit),
        )
        .order_by(visit.c.visit_on, visit.c.visit_no)
    ).all()


def contacts_since(session: Session, facility_uid: str, enrolment_uids: list[str]) -> Rows:
    """Contacts with these families, in order."""
    return session.execute(
        select(contact_attempt)
        .where(
            contact_attempt.c.facility_uid == facility_uid,
            contact_attempt.c.enrolment_uid.in_(enrolment_uids),
            stands(contact_attempt),
        )
        .order_by(contact_attempt.c.attempted_on, contact_attempt.c.created_at)
    ).all()


def _here(facility_uid: str) -> ColumnElement[bool]:
    return enrolment.c.facility_uid == facility_uid

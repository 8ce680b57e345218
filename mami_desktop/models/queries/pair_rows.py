"""All lines that belong to one infant, each in order of its date."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, or_, select
from sqlalchemy.orm import Session

from mami_desktop.models.entities import (
    app_user,
    appointment,
    assessment,
    contact_attempt,
    enrolment,
    infant,
    outcome,
    pathway_version,
    referral,
    stint,
    support_action,
    visit,
)
from mami_desktop.models.queries.shared import same, stands

Rows = Sequence[Row[Any]]


def enrolments_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Enrolments, struck ones included, the latest last."""
    return session.execute(
        select(enrolment)
        .where(enrolment.c.facility_uid == facility_uid, enrolment.c.infant_uid == infant_uid)
        .order_by(enrolment.c.enrolled_on, enrolment.c.created_at)
    ).all()


def outcomes_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """How stays ended, with the details that were written down."""
    return session.execute(
        select(outcome)
        .join(enrolment, same(enrolment, outcome, "enrolment_uid"))
        .where(_of_infant(enrolment, facility_uid, infant_uid), stands(outcome))
        .order_by(outcome.c.outcome_on, outcome.c.created_at)
    ).all()


def stints_of_infant(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Stays on the roll that stand."""
    return session.execute(
        select(stint)
        .join(enrolment, same(enrolment, stint, "enrolment_uid"))
        .where(_of_infant(enrolment, facility_uid, infant_uid), stands(stint))
        .order_by(stint.c.started_on, stint.c.seq)
    ).all()


def visits_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Visits, struck ones included, with the findings of their assessments."""
    override_by = app_user.alias("override_user")
    return session.execute(
        select(
            visit,
            assessment.c.fired,
            assessment.c.same_day,
            assessment.c.refer,
            assessment.c.undecided,
            assessment.c.reasons,
            assessment.c.actions,
            override_by.c.name.label("override_name"),
            enrolment.c.struck_at.label("enrolment_struck_at"),
        )
        .outerjoin(assessment, same(assessment, visit, "visit_uid"))
        .outerjoin(enrolment, same(enrolment, visit, "enrolment_uid"))
        .outerjoin(
            override_by,
            and_(
                override_by.c.facility_uid == visit.c.facility_uid,
                override_by.c.app_user_uid == visit.c.override_by,
            ),
        )
        .where(_of_infant(visit, facility_uid, infant_uid))
        .order_by(visit.c.visit_on, visit.c.visit_no, visit.c.created_at)
    ).all()


def actions_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Agreed support actions of visits that stand."""
    return session.execute(
        select(support_action, visit.c.visit_on)
        .join(visit, same(visit, support_action, "visit_uid"))
        .where(_of_infant(visit, facility_uid, infant_uid), stands(visit), stands(support_action))
        .order_by(visit.c.visit_on, support_action.c.created_at, support_action.c.action_id)
    ).all()


def appointments_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Appointments of all enrolments."""
    return _of_enrolments(session, appointment, facility_uid, infant_uid, "scheduled_on")


def contacts_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Calls and home visits of all enrolments."""
    return _of_enrolments(session, contact_attempt, facility_uid, infant_uid, "attempted_on")


def referrals_of(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Slips, struck ones included."""
    return session.execute(
        select(referral)
        .where(_of_infant(referral, facility_uid, infant_uid))
        .order_by(referral.c.ref_on, referral.c.ref_time, referral.c.referral_no)
    ).all()


def siblings(session: Session, facility_uid: str, mother_uid: str, infant_uid: str) -> Rows:
    """The other infants of the mother."""
    return session.execute(
        select(infant.c.infant_uid, infant.c.infant_name, infant.c.birth_order)
        .where(
            infant.c.facility_uid == facility_uid,
            infant.c.mother_uid == mother_uid,
            infant.c.infant_uid != infant_uid,
            stands(infant),
        )
        .order_by(infant.c.date_of_birth, infant.c.birth_order, infant.c.infant_uid)
    ).all()


def answers_of(session: Session, facility_uid: str, visit_uid: str) -> Row[Any] | None:
    """The answers of a visit with the pathway text they were given under."""
    return session.execute(
        select(
            visit.c.visit_uid,
            visit.c.visit_on,
            assessment.c.answers,
            assessment.c.computed,
            pathway_version.c.pathway_id,
            pathway_version.c.version,
        )
        .join(assessment, same(assessment, visit, "visit_uid"))
        .join(pathway_version, same(pathway_version, assessment, "pathway_version_uid"))
        .where(visit.c.facility_uid == facility_uid, visit.c.visit_uid == visit_uid)
    ).one_or_none()


def mother_ages(session: Session, facility_uid: str, infant_uid: str) -> Rows:
    """Answers of the infant's assessments, oldest first (the mother's age is among them)."""
    return session.execute(
        select(visit.c.visit_on, assessment.c.answers)
        .join(assessment, same(assessment, visit, "visit_uid"))
        .where(_of_infant(visit, facility_uid, infant_uid), stands(visit))
        .order_by(visit.c.visit_on)
    ).all()


def _of_infant(table: Table, facility_uid: str, infant_uid: str) -> ColumnElement[bool]:
    return and_(table.c.facility_uid == facility_uid, table.c.infant_uid == infant_uid)


def _of_enrolments(
    session: Session, table: Table, facility_uid: str, infant_uid: str, day: str
) -> Rows:
    return session.execute(
        select(table)
        .join(enrolment, same(enrolment, table, "enrolment_uid"))
        .where(
            _of_infant(enrolment, facility_uid, infant_uid),
            stands(table),
            or_(stands(enrolment), enrolment.c.outcome.is_not(None)),
        )
        .order_by(table.c[day], table.c.created_at)
    ).all()

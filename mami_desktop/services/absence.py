"""Missed appointments of one enrolment: the run of misses, the proposed default, booking on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mami_desktop.models.entities import appointment, contact_attempt, enrolment, stint, visit
from mami_desktop.pathway.absence import (
    Booking,
    DefaultSettings,
    MissedRun,
    missed_run,
    rebook_on,
    state_of,
)
from mami_desktop.pathway.schedule import ClinicDays
from mami_desktop.services.appointments import book
from mami_desktop.services.episodes import last_visit_on, stints_of
from mami_desktop.services.register_file import Work
from mami_desktop.services.settings import RegisterSettings, load_settings


@dataclass(frozen=True)
class DefaultDue:
    """The default rule is fulfilled: the day it counts on, and how many visits were missed."""

    on: date
    missed: int


def clinic_days(settings: RegisterSettings) -> ClinicDays:
    """The days on which the clinic is held."""
    return ClinicDays(
        frozenset(settings.clinic_weekdays),
        frozenset(date.fromisoformat(day) for day in settings.holidays),
    )


def bookings_of(work: Work, enrolment_uid: str) -> list[Booking]:
    """All appointments of an enrolment that stand, in order, with the day of the visit kept."""
    found = work.session.execute(
        select(appointment, visit.c.visit_on)
        .outerjoin(
            visit,
            (visit.c.facility_uid == appointment.c.facility_uid)
            & (visit.c.visit_uid == appointment.c.visit_uid),
        )
        .where(
            appointment.c.facility_uid == work.facility_uid,
            appointment.c.enrolment_uid == enrolment_uid,
            appointment.c.struck_at.is_(None),
        )
        .order_by(appointment.c.scheduled_on, appointment.c.appointment_uid)
    )
    return [
        Booking(row.appointment_uid, row.scheduled_on, row.status, row.visit_on) for row in found
    ]


def run_of(
    work: Work,
    enrolment_uid: str,
    settings: RegisterSettings,
    bookings: list[Booking] | None = None,
) -> MissedRun | None:
    """The run of misses as of today; None for a pair that is not on the roll."""
    stints = stints_of(work, enrolment_uid)
    if not stints or stints[-1].exit_code is not None:
        return None
    contacts = work.session.scalars(
        select(contact_attempt.c.attempted_on).where(
            contact_attempt.c.facility_uid == work.facility_uid,
            contact_attempt.c.enrolment_uid == enrolment_uid,
            contact_attempt.c.struck_at.is_(None),
        )
    ).all()
    return missed_run(
        bookings_of(work, enrolment_uid) if bookings is None else bookings,
        stints[-1].started_on,
        last_visit_on(work, enrolment_uid, made=True),
        contacts,
        work.today,
        DefaultSettings(
            settings.default_missed_weekly,
            settings.default_missed_biweekly,
            settings.default_min_days,
            settings.require_tracing,
        ),
    )


def default_due(work: Work, enrolment_uid: str) -> DefaultDue | None:
    """The default that the rule proposes today (records 6.6 no. 37); a person confirms it."""
    run = run_of(work, enrolment_uid, load_settings(work))
    if run is None or run.default_on is None:
        return None
    return DefaultDue(run.default_on, len(run.misses))


def catch_up_appointments(work: Work) -> int:
    """Book the appointments that follow missed ones, so that misses go on counting (6.6 no. 36).

    For every pair on the roll with nothing ahead; returns how many were booked. To be run when a
    day begins.
    """
    work.allow("change_appointment")
    settings = load_settings(work)
    clinic = clinic_days(settings)
    booked = 0
    for uid in work.session.scalars(_with_misses(work)).all():
        while True:
            bookings = bookings_of(work, uid)
            run = run_of(work, uid, settings, bookings)
            ahead = [b for b in bookings if state_of(b, bookings, work.today) != "missed"]
            waiting = [b for b in ahead if b.status == "booked" and b.kept_on is None]
            if run is None or not run.misses or waiting:
                break
            book(work, uid, rebook_on(run, run.misses[-1], clinic))
            booked += 1
    return booked


def _with_misses(work: Work) -> Any:
    """Enrolments on the roll with an unkept appointment at least 2 days old."""
    open_stint = (
        select(stint.c.stint_uid)
        .where(
            stint.c.facility_uid == appointment.c.facility_uid,
            stint.c.enrolment_uid == appointment.c.enrolment_uid,
            stint.c.ended_on.is_(None),
            stint.c.struck_at.is_(None),
        )
        .exists()
    )
    return (
        select(appointment.c.enrolment_uid)
        .distinct()
        .join(
            enrolment,
            (enrolment.c.facility_uid == appointment.c.facility_uid)
            & (enrolment.c.enrolment_uid == appointment.c.enrolment_uid),
        )
        .where(
            appointment.c.facility_uid == work.facility_uid,
            appointment.c.status == "booked",
            appointment.c.visit_uid.is_(None),
            appointment.c.scheduled_on <= work.today - timedelta(days=2),
            enrolment.c.struck_at.is_(None),
            open_stint,
        )
        .order_by(appointment.c.enrolment_uid)
    )

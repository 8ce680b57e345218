"""Booking, moving and cancelling appointments."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import EntryError, Problem
from mami_desktop.i18n import _
from mami_desktop.models.entities import appointment
from mami_desktop.pathway.schedule import FURTHEST_DAYS
from mami_desktop.services.episodes import on_roll_episode
from mami_desktop.services.register_file import Work


def book_appointment(work: Work, enrolment_uid: str, scheduled_on: date) -> str:
    """Book a day from today to 35 days ahead; returns the appointment's uid."""
    work.allow("change_appointment")
    on_roll_episode(work, enrolment_uid)
    check_day(scheduled_on, work.today)
    return book(work, enrolment_uid, scheduled_on)


def reschedule_appointment(work: Work, appointment_uid: str, scheduled_on: date) -> str:
    """Move an appointment up to its own day; returns the uid of the new one.

    A moved appointment is no miss (records 6.6 no. 18, 37).
    """
    work.allow("change_appointment")
    row = _changeable(work, appointment_uid)
    on_roll_episode(work, row.enrolment_uid)
    check_day(scheduled_on, work.today)
    work.update(appointment, appointment_uid, {"status": "rescheduled"})
    return book(work, row.enrolment_uid, scheduled_on)


def cancel_appointment(work: Work, appointment_uid: str, reason: str = "") -> None:
    """Cancel an appointment up to its own day; later it stays missed."""
    work.allow("change_appointment")
    _changeable(work, appointment_uid)
    work.update(appointment, appointment_uid, {"status": "cancelled"}, reason=reason)


def book(work: Work, enrolment_uid: str, scheduled_on: date) -> str:
    """Book without further checks; a day that is booked already is not booked twice."""
    for row in open_appointments(work, enrolment_uid):
        if row.scheduled_on == scheduled_on:
            return str(row.appointment_uid)
    return work.insert(
        appointment,
        {"enrolment_uid": enrolment_uid, "scheduled_on": scheduled_on, "status": "booked"},
    )


def check_day(
    scheduled_on: date, from_on: date, where: str = "scheduled_on", *, soonest_days: int = 0
) -> None:
    """EntryError unless the day lies from ``soonest_days`` to 35 days after ``from_on``."""
    if scheduled_on < from_on + timedelta(days=soonest_days):
        raise EntryError([Problem(_("This day is over. Choose a later one."), where)])
    if scheduled_on > from_on + timedelta(days=FURTHEST_DAYS):
        text = _("This is more than {days} days ahead. Choose an earlier day.", days=FURTHEST_DAYS)
        raise EntryError([Problem(text, where)])


def open_appointments(work: Work, enrolment_uid: str) -> list[Any]:
    """Appointments that are booked and not kept, in order of date."""
    return list(
        work.session.execute(
            select(appointment)
            .where(
                appointment.c.facility_uid == work.facility_uid,
                appointment.c.enrolment_uid == enrolment_uid,
                appointment.c.status == "booked",
                appointment.c.visit_uid.is_(None),
                appointment.c.struck_at.is_(None),
            )
            .order_by(appointment.c.scheduled_on)
        )
    )


def cancel_after(work: Work, enrolment_uid: str, ended_on: date, reason: str) -> None:
    """An exit cancels the appointments after it (records 6.6 no. 18)."""
    for row in open_appointments(work, enrolment_uid):
        if row.scheduled_on > ended_on:
            work.update(appointment, row.appointment_uid, {"status": "cancelled"}, reason=reason)


def _changeable(work: Work, appointment_uid: str) -> Any:
    row = work.find(appointment, appointment_uid)
    if row.status != "booked" or row.visit_uid is not None:
        raise EntryError([Problem(_("This appointment was kept or changed already."), None)])
    if row.scheduled_on < work.today:
        text = _("The day of this appointment is over: it stays missed. Book a further one.")
        raise EntryError([Problem(text, None)])
    return row

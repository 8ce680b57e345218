"""Booking, moving and cancelling appointments."""

from datetime import date

from mami_desktop.services.register_file import Work


def book_appointment(work: Work, enrolment_uid: str, scheduled_on: date) -> str:
    """Book a day; returns the appointment's uid."""
    raise NotImplementedError


def reschedule_appointment(work: Work, appointment_uid: str, scheduled_on: date) -> str:
    """Move an appointment up to its own day; returns the uid of the new one."""
    raise NotImplementedError


def cancel_appointment(work: Work, appointment_uid: str, reason: str) -> None:
    """Cancel an appointment up to its own day."""
    raise NotImplementedError

"""Marking as entered in error: struck through, still readable, counted nowhere (6.6 no. 10)."""

from typing import Any

from sqlalchemy import select

from mami_desktop.errors import EntryError, Problem
from mami_desktop.i18n import _
from mami_desktop.models.entities import appointment, enrolment, referral, stint, visit
from mami_desktop.services.register_file import Work
from mami_desktop.services.visit_rows import refresh_level

STRUCK = "entered_in_error"


def strike_enrolment(work: Work, enrolment_uid: str, reason: str) -> None:
    """Strike a whole enrolment out. Its number stays used; what belongs to it counts nowhere."""
    work.allow("strike")
    row = work.find(enrolment, enrolment_uid)
    _check(row, reason)
    for one in work.session.execute(
        select(stint).where(
            stint.c.facility_uid == work.facility_uid, stint.c.enrolment_uid == enrolment_uid
        )
    ).all():
        ended_on = one.ended_on or max(work.today, one.started_on)
        work.update(
            stint, one.stint_uid, {"exit_code": STRUCK, "ended_on": ended_on}, reason=reason
        )
        work.strike(stint, one.stint_uid, reason)
    work.update(
        enrolment,
        enrolment_uid,
        {"outcome": STRUCK, "outcome_on": row.outcome_on or work.today},
        reason=reason,
    )
    work.strike(enrolment, enrolment_uid, reason)


def strike_visit(work: Work, visit_uid: str, reason: str) -> None:
    """Strike one visit out: it keeps no appointment and holds no value any more."""
    work.allow("strike")
    row = work.find(visit, visit_uid)
    _check(row, reason)
    for uid in work.session.scalars(
        select(appointment.c.appointment_uid).where(
            appointment.c.facility_uid == work.facility_uid,
            appointment.c.visit_uid == visit_uid,
        )
    ).all():
        work.update(appointment, uid, {"visit_uid": None}, reason=reason)
    work.strike(visit, visit_uid, reason)
    if row.enrolment_uid is not None:
        refresh_level(work, row.enrolment_uid)


def strike_referral(work: Work, referral_uid: str, reason: str) -> None:
    """Strike one slip out; its number stays used.

    If it had ended a stay, reopen_enrolment brings the pair back on the roll.
    """
    work.allow("strike")
    _check(work.find(referral, referral_uid), reason)
    work.strike(referral, referral_uid, reason)


def _check(row: Any, reason: str) -> None:
    if not reason.strip():
        raise EntryError([Problem(_("Say why this is struck out."), "reason")])
    if row.struck_at is not None:
        raise EntryError([Problem(_("This line is struck out already."), None)])

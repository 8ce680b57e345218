"""Slips written while a form was still open: they find their visit when the form is finished."""

from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.models.entities import referral
from mami_desktop.services.register_file import Work


def waiting_slips(work: Work, infant_uid: str | None, on: date) -> list[Any]:
    """Slips of that day for an infant that belong to no visit yet."""
    if infant_uid is None:
        return []
    return list(
        work.session.execute(
            select(referral)
            .where(
                referral.c.facility_uid == work.facility_uid,
                referral.c.infant_uid == infant_uid,
                referral.c.visit_uid.is_(None),
                referral.c.ref_on == on,
                referral.c.struck_at.is_(None),
            )
            .order_by(referral.c.referral_no)
        )
    )


def link_slips(work: Work, slips: list[Any], visit_uid: str, enrolment_uid: str | None) -> None:
    """Let the slips belong to the visit, and to the enrolment if there is one."""
    for slip in slips:
        work.update(
            referral,
            slip.referral_uid,
            {"visit_uid": visit_uid, "enrolment_uid": slip.enrolment_uid or enrolment_uid},
        )

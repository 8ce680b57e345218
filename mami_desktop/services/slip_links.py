"""Slips written while a form was still open: they find their visit when the form is finished."""

from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.models.entities import referral
from mami_desktop.services.register_file import Work


def waiting_slips(
    work: Work, infant_uid: str | None, first_on: date, last_on: date | None = None
) -> list[Any]:
    """Slips for an infant that belong to no visit yet, of one day or up to ``last_on``.

    A form may be finished days after it was begun; its slip carries the day it was written.
    """
    if infant_uid is None:
        return []
    return list(
        work.session.execute(
            select(referral)
            .where(
                referral.c.facility_uid == work.facility_uid,
                referral.c.infant_uid == infant_uid,
                referral.c.visit_uid.is_(None),
                referral.c.ref_on.between(first_on, last_on or first_on),
                referral.c.struck_at.is_(None),
            )
            .order_by(referral.c.referral_no)
        )
    )


def refusal_of_slip(work: Work, infant_uid: str | None, first_on: date) -> str | None:
    """Why the family refuses the slip that waits for its visit, in their words; None if not."""
    slips = waiting_slips(work, infant_uid, first_on, work.today)
    if not slips or not (slips[-1].refused_by or slips[-1].refused_reason):
        return None
    told = (slips[-1].refused_reason, slips[-1].refused_agreed, slips[-1].refused_by)
    return ". ".join(words.strip(" .") for words in told if words)


def link_slips(work: Work, slips: list[Any], visit_uid: str, enrolment_uid: str | None) -> None:
    """Let the slips belong to the visit, and to the enrolment if there is one."""
    for slip in slips:
        work.update(
            referral,
            slip.referral_uid,
            {"visit_uid": visit_uid, "enrolment_uid": slip.enrolment_uid or enrolment_uid},
        )

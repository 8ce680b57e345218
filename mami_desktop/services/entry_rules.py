"""Which entry an infant's history allows: new, relapse, transfer, step-down, or a return instead.

Records dossier 6.6 no. 1, 3, 6, 7 and 8. Pure: history in, rule or problem out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mami_desktop.errors import Problem
from mami_desktop.i18n import _

RETURN_DAYS = 60
"""A return up to and including this many days after the exit continues the same enrolment."""

AFTER_WHICH_RELAPSE = ("graduated", "early_discharge_ok", "completed_not_ok", "non_response")
AFTER_WHICH_RETURN = ("defaulted", "left_area", "withdrew")
FROM_WHERE = {
    "inpatient_sc": "step_down_inpatient",
    "other_mami_site": "transfer_in_mami",
}
"""Referral sources that propose an entry type for an infant never enrolled here."""


@dataclass(frozen=True)
class PastEnrolment:
    """An enrolment of the infant at this facility, not struck out."""

    mami_no: str
    enrolled_on: date
    outcome: str | None
    outcome_on: date | None
    at_inpatient: bool = False


@dataclass(frozen=True)
class EntryRule:
    """The entry types allowed (the first is proposed), and the number of the enrolment before."""

    allowed: tuple[str, ...]
    previous_mami_no: str | None = None
    problem: Problem | None = None


def entry_rule(
    history: Sequence[PastEnrolment], enrolled_on: date, referral_source: str | None = None
) -> EntryRule:
    """What an entry on ``enrolled_on`` can be. ``problem``: no new enrolment is possible."""
    if not history:
        proposed = FROM_WHERE.get(referral_source or "", "new")
        others = ("new", "step_down_inpatient", "transfer_in_mami")
        return EntryRule((proposed, *(other for other in others if other != proposed)))
    last = max(history, key=lambda past: past.enrolled_on)
    if any(past.outcome == "died" for past in history):
        return _refused(_("This infant is recorded as died. Correct that first if it is wrong."))
    if last.outcome is None and not last.at_inpatient:
        return _refused(
            _("This pair is on the roll already ({mami_no}). Record a visit.", mami_no=last.mami_no)
        )
    if last.outcome in (None, "transferred_inpatient"):
        return _refused(
            _(
                "This pair was sent to inpatient care and keeps its number {mami_no}. Record the"
                " return from inpatient care.",
                mami_no=last.mami_no,
            )
        )
    left_on = last.outcome_on or last.enrolled_on
    if enrolled_on < left_on:
        return _refused(_("The pair was still on the roll that day. Correct the date."))
    if last.outcome in AFTER_WHICH_RETURN:
        if (enrolled_on - left_on).days <= RETURN_DAYS:
            return _refused(
                _(
                    "The pair left at most {days} days ago and keeps its number {mami_no}. Record"
                    " the return.",
                    days=RETURN_DAYS,
                    mami_no=last.mami_no,
                )
            )
        return EntryRule(("new",), last.mami_no)
    if last.outcome in AFTER_WHICH_RELAPSE:
        return EntryRule(("relapse",), last.mami_no)
    return EntryRule(("transfer_in_mami",), last.mami_no)


def _refused(text: str) -> EntryRule:
    return EntryRule((), problem=Problem(text, "enrolled_on"))


def return_problem(exit_code: str, ended_on: date, returned_on: date) -> Problem | None:
    """Why the stint that ended so cannot be followed by a return on that day; None if it can."""
    if returned_on < ended_on:
        return Problem(_("The pair left after that day. Correct the date."), "returned_on")
    if exit_code == "transferred_inpatient":
        return None
    if exit_code not in AFTER_WHICH_RETURN:
        return Problem(
            _("After this outcome a return is a new enrolment with a new number."), "returned_on"
        )
    if (returned_on - ended_on).days > RETURN_DAYS:
        return Problem(
            _(
                "The pair left more than {days} days before. Enrol it anew: it gets a new number.",
                days=RETURN_DAYS,
            ),
            "returned_on",
        )
    return None


def return_entry_type(exit_code: str) -> str:
    """The entry type of the stint that follows such an exit (6.6 no. 3)."""
    return (
        "return_from_inpatient" if exit_code == "transferred_inpatient" else "return_after_default"
    )

"""How a stay ends, and coming back."""

from datetime import date

from mami_desktop.services.entries import NewOutcome, NewReturn
from mami_desktop.services.register_file import Work


def close_enrolment(work: Work, entry: NewOutcome) -> date:
    """End the stay; returns the day it is counted on."""
    raise NotImplementedError


def reopen_enrolment(work: Work, enrolment_uid: str, reason: str) -> None:
    """Take back an outcome that was wrong."""
    raise NotImplementedError


def record_return(work: Work, entry: NewReturn) -> str:
    """Begin the next stint; returns its uid."""
    raise NotImplementedError


def strike_enrolment(work: Work, enrolment_uid: str, reason: str) -> None:
    """Mark a whole enrolment as entered in error."""
    raise NotImplementedError


def strike_visit(work: Work, visit_uid: str, reason: str) -> None:
    """Mark one visit as entered in error."""
    raise NotImplementedError


def strike_referral(work: Work, referral_uid: str, reason: str) -> None:
    """Mark one slip as entered in error."""
    raise NotImplementedError

"""Enrolling a pair, and keeping a pair that was seen but not enrolled."""

from dataclasses import dataclass

from mami_desktop.services.entries import NewEnrolment, NewSeen
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class EnrolmentSaved:
    """What a finished enrolment made."""

    enrolment_uid: str
    infant_uid: str
    mother_uid: str
    mami_no: str
    visit_uid: str
    level: str
    referral_uid: str | None = None
    referral_no: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenSaved:
    """What was kept of a pair that was not enrolled: no number is given."""

    infant_uid: str
    mother_uid: str
    visit_uid: str
    level: str
    referral_uid: str | None = None
    referral_no: str | None = None


def enrol_infant(work: Work, entry: NewEnrolment) -> EnrolmentSaved:
    """Save mother, infant, visit 0, enrolment, stint, actions, appointment and referral at once."""
    raise NotImplementedError


def save_seen_not_enrolled(work: Work, entry: NewSeen) -> SeenSaved:
    """Save an assessment visit without enrolment."""
    raise NotImplementedError

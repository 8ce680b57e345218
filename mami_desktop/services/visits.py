"""Recording a follow-up visit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mami_desktop.services.entries import Answers, NewVisit
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class VisitSaved:
    """What a saved visit made; ``next_visit_on`` is the appointment booked."""

    visit_uid: str
    visit_no: int
    level: str | None
    current_level: str | None
    next_visit_on: date | None = None
    referral_uid: str | None = None
    referral_no: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class FollowUpCase:
    """What a follow-up visit starts from: carried facts (state ``carried``), earlier contacts."""

    infant_uid: str
    enrolment_uid: str
    visit_on: date
    carried: Answers
    previous: tuple[dict[str, Any], ...]
    agreed_actions: tuple[str, ...]
    proposed_next_on: date | None


def follow_up_case(work: Work, enrolment_uid: str, visit_on: date) -> FollowUpCase:
    """Carried facts and earlier measurements for a visit on that day."""
    raise NotImplementedError


def record_visit(work: Work, entry: NewVisit) -> VisitSaved:
    """Save a visit, link the appointment it keeps, book the next one."""
    raise NotImplementedError

"""Every table of the register, under one name."""

from mami_desktop.models.entities_care import (
    appointment,
    assessment,
    contact_attempt,
    enrolment,
    outcome,
    referral,
    stint,
    support_action,
    visit,
)
from mami_desktop.models.entities_people import (
    app_user,
    change,
    draft,
    facility,
    infant,
    month_report,
    mother,
    pathway_version,
    screening,
    setting,
)
from mami_desktop.models.schema import metadata

__all__ = [
    "app_user",
    "appointment",
    "assessment",
    "change",
    "contact_attempt",
    "draft",
    "enrolment",
    "facility",
    "infant",
    "metadata",
    "month_report",
    "mother",
    "outcome",
    "pathway_version",
    "referral",
    "screening",
    "setting",
    "stint",
    "support_action",
    "visit",
]

"""The facts a referral slip is printed from."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class SlipFacts:
    """A plain record for the paper. Private services and reasons are already left out unless the
    slip's ``share_sensitive`` is set: then ``sensitive`` is False and they are there.

    ``found``: {"level", "fired": [item ids], "weight_g", "length_mm", "muac_mm", "oedema",
    "temp_c", "resp_rate", "waz", ...}; a key that is absent was not done.
    ``why``: reasons to print, worst first, as {"item_id", "level", ...} of the classification.
    """

    referral_no: str
    facility_name: str
    facility_code: str
    facility_address: str | None
    facility_phone: str | None
    admin1: str | None
    admin2: str | None
    training: bool
    ref_on: date
    ref_time: str | None
    urgency: str
    level: str | None
    to_facility: str | None
    to_service: str | None
    who_is_referred: str
    infant_name: str | None
    sex: str | None
    date_of_birth: date | None
    dob_precision: str | None
    age_days: int | None
    birth_weight_g: int | None
    mami_no: str | None
    caregiver_name: str | None
    caregiver_role: str | None
    caregiver_age_y: int | None
    village: str | None
    phone_1: str | None
    accompanied_by: str | None
    transport: str | None
    sensitive: bool
    reason: str | None
    why: tuple[dict[str, Any], ...]
    found: dict[str, Any] = field(default_factory=dict)
    steps_done: tuple[str, ...] = ()
    treatment_given: str | None = None
    sender_name: str | None = None
    sender_role: str | None = None
    sender_phone: str | None = None
    struck: bool = False


def slip_facts(work: Work, referral_no: str) -> SlipFacts:
    """The facts of a slip by its number (any case); UserError if there is none."""
    raise NotImplementedError

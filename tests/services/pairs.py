"""Pairs to enrol and visits to record: a well infant, every question answered, and variations."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.stored import stored_answers
from mami_desktop.services.entries import (
    InfantEntry,
    MotherEntry,
    NewEnrolment,
    NewVisit,
    VisitEntry,
)

both_databases = pytest.mark.parametrize("where", ["sqlite", "postgresql"], indirect=True)
"""Run a test on SQLite, then on PostgreSQL."""

BORN_ON = date(2026, 9, 1)

SIGNS_A: dict[str, Any] = {
    "rs_danger": False, "rs_oedema": False, "ds_oedema": "none", "ds_clinician": False,
    "ds_a_feeding": "feeding_well", "ds_a_convulsion": False, "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous", "ds_a_temp_c": 36.8, "ds_a_resp_rate": 44,
    "ds_a_other_critical": False,
}  # fmt: skip
"""Danger signs of an infant under 60 days, none present."""

SIGNS_B: dict[str, Any] = {
    "rs_danger": False, "rs_oedema": False, "ds_oedema": "none", "ds_clinician": False,
    "ds_b_not_drinking": False, "ds_b_vomits": False, "ds_b_fits_history": False,
    "ds_b_fits_now": False, "ds_b_lethargic": False,
}  # fmt: skip

CLINICAL_A: dict[str, Any] = {
    "ca_umbilicus": False, "ca_pustules": False, "ca_eye_pus": False, "ca_jaundice": False,
    "ca_diarrhoea": False, "ca_blood_stool": False, "ca_mouth": False,
}  # fmt: skip

REST: dict[str, Any] = {
    "reg_mother_age_y": 27, "reg_parity": 2, "reg_immunisation": "up_to_date",
    "med_congenital": False, "med_neuro": False, "med_hiv": "not_exposed", "med_tb": False,
    "med_recent_inpatient": False, "gr_weight_g": 4800, "gr_length_mm": 555,
    "gr_weight_loss_report": False, "gr_looks_wasted": False, "gr_muac_mm": 125,
    "fd_type": "exclusive_bf", "fd_bottle": False, "fd_behaviour": ["settled"], "fd_urine_24h": 8,
    "bfa_difficulty": ["none"], "bfa_freq": 10, "bfa_other_fluids": ["none"],
    "bfa_switching": False, "bfa_att_chin": True, "bfa_att_mouth": True, "bfa_att_lip": True,
    "bfa_att_areola": True, "bfa_pos_straight": True, "bfa_pos_facing": True,
    "bfa_pos_close": True, "bfa_pos_support": True, "bfa_suckling": "effective",
    "bfa_supply_view": "enough", "br_engorged": False, "br_blocked": False, "br_mastitis": False,
    "br_sore_nipple": False, "br_thrush_nipple": False, "br_flat_inverted": False,
    "mp_muac_mm": 262, "mp_ill": False, "mp_fever": False, "mp_hiv": "negative_recent",
    "mp_tb": "none", "mp_chronic": False, "mp_pregnant": "no", "mh_instrument": "phq9",
    "mh_ok_to_ask": True, **{f"mh_phq{n}": 0 for n in range(1, 10)}, "mh_harm_infant": False,
    "mh_psychosis": False, "mh_bonding": "responsive", "mh_coping": "none",
    "mh_worker_concern": False, "risk_social": False, "risk_violence": "no", "risk_food": False,
}  # fmt: skip

WELL = {**SIGNS_A, **CLINICAL_A, **REST}
"""Everything assessed on 15 October 2026 (44 days old), nothing found: low."""


def stored(plain: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Plain answers in the form the register stores."""
    at = datetime(2026, 10, 15, 9, 0).isoformat()
    return stored_answers(default_pathway(), plain, by="N. Sample", at=at)


def seen(plain: dict[str, Any] | None = None, **changes: Any) -> VisitEntry:
    """A contact with these answers (default: everything well, but the mother's arm is thin)."""
    answers = {**WELL, "mp_muac_mm": 222} if plain is None else plain
    return VisitEntry(answers=stored(answers), attended_by="mother", **changes)


def infant_entry(**changes: Any) -> InfantEntry:
    """A girl of 44 days on 15 October 2026."""
    whole = InfantEntry(
        infant_name="Bravo Example",
        sex="female",
        date_of_birth=BORN_ON,
        birth_type="singleton",
        birth_weight_g=3100,
        birth_weight_source="card",
        gest_weeks=39,
    )
    return replace(whole, **changes)


def mother_entry(**changes: Any) -> MotherEntry:
    """Her mother, from Village River."""
    whole = MotherEntry(
        caregiver_name="Mother B. Example",
        caregiver_role="mother",
        mother_status="present",
        village="Village River",
        phone_1="000 000 002",
    )
    return replace(whole, **changes)


def new_enrolment(
    infant: InfantEntry | None = None, mother: MotherEntry | None = None, **changes: Any
) -> NewEnrolment:
    """An enrolment that is accepted as it stands."""
    whole = NewEnrolment(
        infant=infant or infant_entry(),
        mother=mother or mother_entry(),
        visit=seen(),
        consent_care=True,
        referral_source="opd_imci",
        main_reason="r_mat_nut",
    )
    return replace(whole, **changes)


def follow_up(enrolment_uid: str, plain: dict[str, Any] | None = None, **changes: Any) -> NewVisit:
    """An ordinary follow-up: no danger sign, weighed, arm measured, feeding asked."""
    answers = plain
    if answers is None:
        answers = {**SIGNS_A, "gr_weight_g": 5100, "gr_muac_mm": 126, "fd_type": "exclusive_bf"}
    entry_changes = changes.pop("visit", {})
    whole = NewVisit(enrolment_uid, VisitEntry(answers=stored(answers), **entry_changes))
    return replace(whole, **changes)

"""The case of the keyboard test as plain values, and how two exports are held beside each other."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.acceptance.plain_count import read_workbook

ENROLLED_ON = date(2026, 11, 23)
SEEN_AGAIN_ON = date(2026, 11, 26)

REGISTRATION: dict[str, Any] = {
    "reg_sex": "male",
    "reg_dob": "2026-09-30",
    "reg_dob_quality": "document",
    "reg_mother_age_y": 19,
    "reg_parity": 1,
    "reg_caregiver_role": "mother",
    "reg_mother_status": "present",
    "reg_birth_type": "singleton",
    "reg_birth_weight_g": 2300,
    "reg_birth_weight_source": "card",
    "reg_gest_weeks": 39,
    "reg_gest_source": "lmp",
    "reg_immunisation": "up_to_date",
    "reg_prior_care": "none",
}
TYPED_AS_NUMBERS: dict[str, Any] = {
    "ds_a_temp_c": 36.8,
    "ds_a_resp_rate": 48,
    "gr_weight_g": 3800,
    "gr_length_mm": 540,
    "gr_muac_mm": 108,
    "gr_head_mm": 375,
    "fd_urine_24h": 8,
    "bfa_freq": 10,
    "mp_muac_mm": 241,
    "mh_phq1": 0,
    "mh_phq2": 0,
}
"""What the typed texts of the tour's case mean, in grams, millimetres, degrees and counts."""

FOLLOW_UP: dict[str, Any] = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_other_critical": False,
    "ds_oedema": "none",
    "ds_clinician": False,
    "ds_a_temp_c": 36.7,
    "ds_a_resp_rate": 46,
    "gr_weight_g": 3890,
    "gr_muac_mm": 109,
}

KEYS = (
    "facility_uid", "mother_uid", "infant_uid", "enrolment_uid", "stint_uid", "visit_uid",
    "appointment_uid", "referral_uid",
)  # fmt: skip


def without_random_keys(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The data sheets of an export, each random key replaced by its place in the story."""
    sheets = read_workbook(path)
    names: dict[str, str] = {}
    for sheet, key, order in (
        ("facility", "facility_uid", "facility_code"),
        ("mothers", "mother_uid", "caregiver_name"),
        ("infants", "infant_uid", "infant_name"),
        ("enrolments", "enrolment_uid", "mami_no"),
        ("stints", "stint_uid", "seq"),
        ("visits", "visit_uid", "visit_no"),
        ("appointments", "appointment_uid", "scheduled_on"),
        ("referrals", "referral_uid", "referral_no"),
    ):
        for number, line in enumerate(sorted(sheets[sheet], key=lambda line: line[order])):
            names[line[key]] = f"{sheet} {number}"
    return {
        sheet: sorted(
            (
                {
                    column: names.get(value, value) if column in KEYS else value
                    for column, value in line.items()
                }
                for line in lines
            ),
            key=repr,
        )
        for sheet, lines in sheets.items()
        if sheet not in ("about", "codebook")
    }

"""A pair with everything assessed and normal, to be changed by tests one answer at a time."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from mami_desktop.growth.zscore import value_at
from mami_desktop.pathway.case import parse_case
from mami_desktop.pathway.classify import Classification, classify
from mami_desktop.pathway.load import default_pathway

VISIT_ON = date(2026, 6, 15)

_ALWAYS: dict[str, Any] = {
    "reg_sex": "female",
    "reg_gest_weeks": 39,
    "reg_birth_type": "singleton",
    "reg_caregiver_role": "mother",
    "reg_mother_status": "present",
    "reg_mother_age_y": 26,
    "ds_oedema": "none",
    "med_congenital": False,
    "med_neuro": False,
    "med_hiv": "not_exposed",
    "med_tb": False,
    "med_recent_inpatient": False,
    "fd_type": "exclusive_bf",
    "fd_bottle": False,
    "fd_urine_24h": 8,
    "fd_behaviour": ["settled"],
    "bfa_difficulty": ["none"],
    "bfa_freq": 10,
    "bfa_other_fluids": ["none"],
    "bfa_switching": False,
    "bfa_att_chin": True,
    "bfa_att_mouth": True,
    "bfa_att_lip": True,
    "bfa_att_areola": True,
    "bfa_pos_straight": True,
    "bfa_pos_facing": True,
    "bfa_pos_close": True,
    "bfa_pos_support": True,
    "bfa_suckling": "effective",
    "bfa_supply_view": "enough",
    "br_engorged": False,
    "br_blocked": False,
    "br_mastitis": False,
    "br_sore_nipple": False,
    "br_thrush_nipple": False,
    "br_flat_inverted": False,
    "mp_muac_mm": 260,
    "mp_hiv": "negative_recent",
    "mp_chronic": False,
    "mp_pregnant": "no",
    "mh_ok_to_ask": True,
    "mh_phq1": 0,
    "mh_phq2": 0,
    "mh_harm_infant": False,
    "mh_bonding": "responsive",
    "mh_coping": "none",
    "mh_worker_concern": False,
    "risk_social": False,
    "risk_food": False,
}
_YOUNG: dict[str, Any] = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_temp_c": 36.8,
    "ds_a_resp_rate": 44,
    "ds_a_other_critical": False,
    "ca_jaundice": False,
    "ca_diarrhoea": False,
    "ca_blood_stool": False,
    "ca_mouth": False,
}
_OLDER: dict[str, Any] = {
    "ds_b_not_drinking": False,
    "ds_b_vomits": False,
    "ds_b_fits_history": False,
    "ds_b_fits_now": False,
    "ds_b_lethargic": False,
    "cb_cough": False,
    "cb_indrawing": False,
    "cb_stridor": False,
    "cb_diarrhoea": False,
    "cb_blood_stool": False,
    "cb_temp_c": 36.8,
    "cb_stiff_neck": False,
    "cb_measles": "no",
    "cb_ear": "no_problem",
    "cb_pallor": "none",
    "cb_mouth": "normal",
}


@cache
def _size(age_days: int) -> tuple[int, int]:
    weight_kg = value_at("waz", "female", age_days, 0.0)
    length_cm = value_at("laz", "female", age_days, 0.0)
    assert weight_kg is not None
    assert length_cm is not None
    return round(weight_kg * 1000), round(length_cm * 10)


def normal_answers(age_days: int) -> dict[str, Any]:
    """Answers of a girl of this age with which she is at low risk and nothing fires."""
    weight_g, length_mm = _size(age_days)
    young = age_days <= 59
    answers = _ALWAYS | (_YOUNG if young else _OLDER)
    answers |= {
        "reg_dob": str(VISIT_ON - timedelta(days=age_days)),
        "gr_weight_g": weight_g,
        "gr_length_mm": length_mm,
        "reg_birth_weight_g": min(3200, weight_g),
    }
    if age_days < 6:
        del answers["fd_urine_24h"]
    if age_days >= 42:
        answers["gr_muac_mm"] = 130
    return answers


def a_case(
    age_days: int,
    changes: Mapping[str, Any] | None = None,
    *,
    previous: Mapping[int, int] | None = None,
    parameters: Mapping[str, Any] | None = None,
    follow_up: bool = False,
) -> dict[str, Any]:
    """A case in the form of the command line; a change to None takes the answer away.

    ``previous``: days ago -> weight in grams.
    """
    answers = normal_answers(age_days) | dict(changes or {})
    case: dict[str, Any] = {
        "case_id": "t",
        "visit_on": str(VISIT_ON),
        "answers": {key: value for key, value in answers.items() if value is not None},
        "previous": [
            {"visit_on": str(VISIT_ON - timedelta(days=days)), "weight_g": grams}
            for days, grams in (previous or {}).items()
        ],
        "parameters": dict(parameters or {}),
    }
    return case | {"follow_up": True} if follow_up else case


def judge(age_days: int, changes: Mapping[str, Any] | None = None, **more: Any) -> Classification:
    """The classification of ``a_case``."""
    return judge_json(a_case(age_days, changes, **more))


def judge_json(case: dict[str, Any]) -> Classification:
    """The classification of a case in the form of the command line."""
    return classify(default_pathway(), parse_case(case))

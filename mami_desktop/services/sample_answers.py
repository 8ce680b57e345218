"""What the invented assessments of a training register answer: all well, and what is not."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from mami_desktop.growth.age import age_days, six_month_birthday
from mami_desktop.pathway.classify import Case, open_items
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.stored import stored_answers
from mami_desktop.services.entries import Answers
from mami_desktop.services.sample_growth import Measures

Plain = dict[str, Any]

MUAC_FROM_DAY = 42

WELL: Plain = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_temp_c": 36.7,
    "ds_a_resp_rate": 44,
    "ds_a_other_critical": False,
    "ds_b_not_drinking": False,
    "ds_b_vomits": False,
    "ds_b_fits_history": False,
    "ds_b_fits_now": False,
    "ds_b_lethargic": False,
    "ds_oedema": "none",
    "ds_clinician": False,
    "ca_umbilicus": False,
    "ca_pustules": False,
    "ca_eye_pus": False,
    "ca_jaundice": False,
    "ca_diarrhoea": False,
    "ca_blood_stool": False,
    "ca_mouth": False,
    "cb_cough": False,
    "cb_indrawing": False,
    "cb_stridor": False,
    "cb_wheeze": False,
    "cb_diarrhoea": False,
    "cb_blood_stool": False,
    "cb_temp_c": 36.8,
    "cb_fever_history": False,
    "cb_stiff_neck": False,
    "cb_malaria_risk": "low",
    "cb_measles": "no",
    "cb_ear": "no_problem",
    "cb_pallor": "none",
    "cb_mouth": "normal",
    "cb_eye_skin": False,
    "med_congenital": False,
    "med_neuro": False,
    "med_hiv": "not_exposed",
    "med_tb": False,
    "med_recent_inpatient": False,
    "fd_type": "exclusive_bf",
    "fd_ever_bf": True,
    "fd_bottle": False,
    "fd_urine_24h": 8,
    "fd_behaviour": ["settled"],
    "bfa_difficulty": ["none"],
    "bfa_freq": 10,
    "bfa_other_fluids": ["none"],
    "bfa_switching": False,
    "bfa_more_when_ill": True,
    "bfa_att_chin": True,
    "bfa_att_mouth": True,
    "bfa_att_lip": True,
    "bfa_att_areola": True,
    "bfa_pos_straight": True,
    "bfa_pos_facing": True,
    "bfa_pos_close": True,
    "bfa_pos_support": True,
    "bfa_suckling": "effective",
    "bfa_ends_feed": True,
    "bfa_supply_view": "enough",
    "br_engorged": False,
    "br_blocked": False,
    "br_mastitis": False,
    "br_abscess": False,
    "br_sore_nipple": False,
    "br_thrush_nipple": False,
    "br_flat_inverted": False,
    "nba_milk": ["infant_formula"],
    "nba_feeds": 7,
    "nba_ml": 110,
    "nba_preparation": "correct_hygienic",
    "nba_cleaning": True,
    "nba_utensil": "cup",
    "nba_supply_days": 14,
    "nba_means": ["water", "soap", "fuel"],
    "nba_refuses": False,
    "nba_relactation": "unsure",
    "mp_muac_mm": 252,
    "mp_ill": False,
    "mp_fever": False,
    "mp_bleeding": False,
    "mp_breath_calf": False,
    "mp_pallor": "none",
    "mp_hiv": "negative_recent",
    "mp_tb": "none",
    "mp_chronic": False,
    "mp_pregnant": "no",
    "mp_pnc": "as_scheduled",
    "mp_fp": "not_wanted",
    "mp_diet": 3,
    "mp_supplement": True,
    "mh_ok_to_ask": True,
    "mh_phq1": 0,
    "mh_phq2": 0,
    "mh_harm_infant": False,
    "mh_psychosis": False,
    "mh_bonding": "responsive",
    "mh_coping": "none",
    "mh_worker_concern": False,
    "risk_social": False,
    "risk_violence": "no",
    "risk_food": False,
    "risk_child_death": False,
    "risk_birth_interval": False,
    "risk_isolated": False,
}
"""A full assessment without a finding; only what is open for the pair is used."""

PROBLEMS: dict[str, Plain] = {
    "attachment": {
        "bfa_att_lip": False,
        "bfa_att_areola": False,
        "bfa_suckling": "not_effective",
        "bfa_difficulty": ["not_enough_milk"],
        "bfa_supply_view": "not_enough",
    },
    "few_feeds": {"bfa_freq": 6, "bfa_difficulty": ["not_often_enough"]},
    "sore": {"br_sore_nipple": True, "bfa_difficulty": ["sore_nipples"], "bfa_pos_close": False},
    "water": {"fd_type": "bf_plus_water", "bfa_other_fluids": ["water"]},
    "mixed": {
        "fd_type": "mixed_milk",
        "bfa_other_fluids": ["formula"],
        "fd_bottle": True,
        "nba_utensil": "bottle",
        "nba_supply_days": 5,
    },
    "not_bf": {"fd_type": "not_bf", "fd_bottle": True, "nba_reason": "stopped_low_milk"},
    "no_mother": {"fd_type": "not_bf", "nba_reason": "mother_dead", "nba_milk": ["animal_milk"]},
    "mother_away": {"fd_type": "not_bf", "nba_reason": "mother_absent"},
    "thin_mother": {"mp_muac_mm": 219, "mp_diet": 2},
    "sad_mother": {
        "mh_phq1": 2,
        "mh_phq2": 2,
        "mh_phq3": 2,
        "mh_phq4": 1,
        "mh_phq5": 1,
        "mh_phq6": 2,
        "mh_phq7": 1,
        "mh_phq8": 1,
        "mh_phq9": 0,
        "mh_coping": "some",
    },
    "low_mother": {
        "mh_phq1": 1,
        "mh_phq2": 2,
        "mh_phq3": 1,
        "mh_phq4": 1,
        "mh_phq5": 0,
        "mh_phq6": 1,
        "mh_phq7": 0,
        "mh_phq8": 0,
        "mh_phq9": 0,
    },
    "not_private": {"mh_ok_to_ask": False},
    "young_mother": {"reg_mother_age_y": 17, "reg_parity": 1},
    "hiv": {"mp_hiv": "positive_on_art", "med_hiv": "exposed_untested"},
    "cough": {"cb_cough": {"value": True, "days": 4}, "cb_resp_rate": 54, "ca_umbilicus": True},
    "diarrhoea": {
        "ca_diarrhoea": True,
        "ca_sunken_eyes": False,
        "ca_skin_pinch": "normal",
        "ca_restless": False,
        "ca_diarrhoea_long": False,
        "cb_diarrhoea": {"value": True, "days": 3},
        "cb_sunken_eyes": False,
        "cb_skin_pinch": "normal",
        "cb_restless": False,
        "cb_drinking": "normal",
    },
    "thrush": {"ca_mouth": True, "cb_mouth": "thrush"},
    "cleft": {"med_congenital": {"value": True, "text": "cleft lip"}},
    "recent_inpatient": {"med_recent_inpatient": True},
    "hungry_home": {"risk_food": True, "risk_isolated": True},
    "danger": {
        "ds_a_feeding": "not_feeding_well",
        "ds_a_movement": "only_when_stimulated",
        "ds_a_temp_c": 38.6,
        "ds_b_not_drinking": True,
        "ds_b_lethargic": True,
        "cb_temp_c": 38.9,
    },
    "swollen": {"ds_oedema": "plus1"},
}
"""What departs from WELL, by the name of the problem."""

SHORT_VISIT = (
    "ds_a_feeding", "ds_a_convulsion", "ds_a_indrawing", "ds_a_movement", "ds_a_temp_c",
    "ds_a_resp_rate", "ds_a_other_critical", "ds_b_not_drinking", "ds_b_vomits",
    "ds_b_fits_history", "ds_b_fits_now", "ds_b_lethargic", "ds_oedema", "cb_temp_c", "fd_type",
    "bfa_freq", "bfa_suckling", "bfa_att_chin", "bfa_att_mouth", "bfa_att_lip", "bfa_att_areola",
    "br_sore_nipple", "nba_reason", "nba_feeds", "nba_ml",
)  # fmt: skip
"""What an ordinary follow-up asks."""

MONTHLY = ("mp_muac_mm", "mh_ok_to_ask", "mh_phq1", "mh_phq2", "mh_harm_infant", "mh_coping")
AFTER_SIX_MONTHS = ("ds_oedema", "fd_type")

REASONS = {
    "attachment": "r_feeding",
    "few_feeds": "r_feeding",
    "sore": "r_feeding",
    "water": "r_feeding",
    "mixed": "r_not_bf",
    "not_bf": "r_not_bf",
    "no_mother": "r_mother_absent",
    "mother_away": "r_mother_absent",
    "thin_mother": "r_mat_nut",
    "sad_mother": "r_mat_mh",
    "young_mother": "r_mat_adol",
    "hiv": "r_mat_hiv",
    "cleft": "r_disability",
    "recent_inpatient": "r_clinical",
    "hungry_home": "r_social",
    "thrush": "r_clinical",
}
"""The reason of enrolment a problem stands for (records dossier, list A6)."""


def measured(measures: Measures | None, days: int) -> Plain:
    """The measurements as answers; the arm under its own item before 6 weeks."""
    if measures is None:
        return {}
    arm = "gr_muac_mm" if days >= MUAC_FROM_DAY else "gr_muac_lt6w"
    found = {
        "gr_weight_g": measures.weight_g,
        "gr_length_mm": measures.length_mm,
        arm: measures.muac_mm,
        "gr_head_mm": measures.head_mm,
    }
    return {item: value for item, value in found.items() if value is not None}


def feeds_for(age_months: int) -> Plain:
    """Enough replacement milk for the age (pathway dossier 8.5)."""
    feeds, ml = ((8, 60), (7, 90), (6, 120), (6, 120), (6, 150), (6, 150))[min(5, age_months)]
    return {"nba_feeds": feeds, "nba_ml": ml}


def assessment(
    pathway: Pathway,
    known: Mapping[str, Any],
    born_on: date,
    at: datetime,
    by: str,
    measures: Measures | None,
    problems: Iterable[str],
    *,
    rng: random.Random,
    only: Iterable[str] | None = None,
    left_out: Iterable[str] = (),
) -> Answers:
    """The stored answers of one contact: WELL and ``problems``, as far as the questions are open.

    ``only`` are the items asked (None: all), ``left_out`` those not assessed.
    """
    on = at.date()
    days = age_days(born_on, on)
    plain = {**WELL, **feeds_for(days // 31)}
    plain["bfa_freq"] = rng.choice((8, 9, 10, 10, 11, 12))
    plain["fd_urine_24h"] = rng.choice((6, 7, 8, 9))
    plain["ds_a_resp_rate"] = rng.randint(36, 54)
    plain["ds_a_temp_c"] = plain["cb_temp_c"] = round(rng.uniform(36.3, 37.2), 1)
    plain["mp_muac_mm"] = rng.randint(234, 285)
    plain["mh_phq1"], plain["mh_phq2"] = rng.choice(((0, 0), (0, 0), (1, 0), (0, 1), (1, 1)))
    for problem in problems:
        plain |= PROBLEMS[problem]
    if only is not None:
        if on >= six_month_birthday(born_on):
            only = AFTER_SIX_MONTHS
        asked = {*only, *(item for problem in problems for item in PROBLEMS[problem])}
        plain = {item: value for item, value in plain.items() if item in asked}
    plain |= measured(measures, days)
    plain = {item: value for item, value in plain.items() if item not in left_out}
    case = Case(answers={**plain, **known}, visit_on=on)
    still_open = open_items(pathway, case)
    told = {item: value for item, value in plain.items() if item in still_open}
    return stored_answers(pathway, told, by=by, at=at.isoformat(timespec="minutes"))

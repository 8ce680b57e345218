"""Every answer of every question, at the level its row in the dossier gives: written down a second
time here, so that a slip of the pathway file shows. What is not listed must fire nothing."""

import pytest

from mami_desktop.pathway.definition import Item
from mami_desktop.pathway.load import default_pathway
from tests.pathway.cases import a_case, judge, judge_json

PATHWAY = default_pathway()
SILENT = {"info", "gate"}

YES = {
    "high": "rs_danger rs_oedema ds_a_convulsion ds_a_indrawing ds_a_other_critical"
    " ds_b_not_drinking ds_b_vomits ds_b_fits_history ds_b_fits_now ds_b_lethargic ds_clinician"
    " ca_jaundice_palms ca_diarrhoea_long ca_blood_stool cb_stridor cb_stiff_neck",
    "same_day": "ca_umbilicus ca_pustules ca_eye_pus ca_jaundice cb_wheeze cb_eye_skin",
    "moderate same_day": "ca_mouth br_mastitis",
    "same_day in_depth": "cb_indrawing cb_blood_stool",
    "in_depth": "med_congenital med_neuro med_tb gr_weight_loss_report gr_looks_wasted"
    " nba_refuses risk_social",
    "moderate": "med_recent_inpatient fd_bottle bfa_switching br_engorged br_blocked"
    " br_sore_nipple br_thrush_nipple br_flat_inverted mp_chronic mh_worker_concern risk_food",
    "mother_urgent": "br_abscess mp_bleeding mp_breath_calf mh_psychosis",
    "mother_urgent high": "mh_harm_infant",
    "refer": "mp_fever",
}
NO = {
    "moderate": "bfa_more_when_ill bfa_pos_straight bfa_pos_facing bfa_pos_close bfa_pos_support"
    " nba_cleaning",
}
CODES = {
    "ds_a_feeding": {"not_feeding_well": "high", "not_able": "high"},
    "ds_a_movement": {"only_when_stimulated": "high", "none": "high"},
    "ds_a_touch": {"hot": "high", "cold": "high"},
    "ds_oedema": {"plus1": "high", "plus2": "high", "plus3": "high"},
    "ca_jaundice_onset": {"before_24h": "high"},
    "cb_malaria_test": {"positive": "same_day"},
    "cb_measles": {
        "uncomplicated": "same_day",
        "eye_or_mouth_complication": "same_day",
        "severe": "high",
    },
    "cb_ear": {
        "pain_or_discharge_lt14d": "same_day",
        "discharge_14d_plus": "same_day",
        "tender_swelling_behind": "high",
    },
    "cb_pallor": {"some": "same_day", "severe": "high"},
    "cb_mouth": {
        "thrush": "moderate same_day",
        "ulcers_mild": "same_day",
        "ulcers_deep": "refer",
    },
    "med_hiv": {
        "exposed_untested": "moderate",
        "exposed_negative_still_bf": "moderate",
        "infected": "in_depth",
    },
    "fd_type": {
        "bf_plus_water": "moderate",
        "mixed_milk": "moderate",
        "bf_plus_food": "moderate",
        "not_bf": "moderate",
    },
    "fd_behaviour": {
        "sleepy": "moderate",
        "refuses": "moderate",
        "tires": "moderate",
        "coughs_or_chokes": "in_depth",
    },
    "bfa_difficulty": dict.fromkeys(
        [
            "feeds_too_often",
            "not_often_enough",
            "not_enough_milk",
            "sore_nipples",
            "flat_inverted",
            "baby_unsettled",
            "other",
        ],
        "moderate",
    ),
    "bfa_other_fluids": dict.fromkeys(
        ["water", "sugar_water", "formula", "animal_milk", "tea", "porridge", "ritual", "other"],
        "moderate",
    ),
    "bfa_suckling": {"not_effective": "moderate", "not_suckling": "in_depth"},
    "bfa_supply_view": {"not_enough": "moderate"},
    "nba_reason": dict.fromkeys(
        [
            "mother_dead",
            "mother_absent",
            "mother_ill",
            "hiv_related",
            "never_started",
            "stopped_low_milk",
            "medical",
            "choice",
            "other",
        ],
        "moderate",
    ),
    "nba_milk": dict.fromkeys(
        ["animal_milk", "condensed", "whole_powder", "cereal_drink", "other"], "moderate"
    ),
    "nba_means": dict.fromkeys(["none", "water", "soap", "fuel"], "moderate"),
    "nba_preparation": {"incorrect_unhygienic": "moderate"},
    "nba_utensil": {"bottle": "moderate", "both": "moderate"},
    "mp_pallor": {"some": "refer", "severe": "mother_urgent"},
    "mp_hiv": {"positive_no_art": "refer", "unknown": "refer"},
    "mp_tb": {"suspected": "refer"},
    "mp_pregnant": {"yes": "moderate"},
    "mh_bonding": {"not_responsive": "moderate"},
    "mh_coping": {"severe": "moderate"},
    "risk_violence": {"yes": "moderate", "suspected": "moderate"},
}
OPENED_BY: dict[str, dict[str, object]] = {
    "ca_jaundice_palms": {"ca_jaundice": True},
    "ca_jaundice_onset": {"ca_jaundice": True},
    "ca_sunken_eyes": {"ca_diarrhoea": True},
    "ca_skin_pinch": {"ca_diarrhoea": True},
    "ca_restless": {"ca_diarrhoea": True},
    "ca_diarrhoea_long": {"ca_diarrhoea": True},
    "cb_sunken_eyes": {"cb_diarrhoea": True},
    "cb_skin_pinch": {"cb_diarrhoea": True},
    "cb_restless": {"cb_diarrhoea": True},
    "cb_drinking": {"cb_diarrhoea": True},
    "ds_a_touch": {"ds_a_temp_c": None},
}
ASKED = [item for item in PATHWAY.items.values() if item.asked]
ASSESSED = [item for item in ASKED if PATHWAY.sections[item.section].kind == "assessment"]


def age_for(item: Item) -> int:
    return 20 if item.to_day is not None else 90


def context(item: Item) -> dict[str, object]:
    if item.id.startswith("nba_"):
        return {"fd_type": "not_bf"}
    return OPENED_BY.get(item.id, {})


def levels_of(item: Item, answer: object) -> set[str]:
    result = judge(age_for(item), {**context(item), item.id: answer})
    assert item.id in result.open_items
    found = [reason.levels for reason in result.reasons if reason.item_id == item.id]
    return {level for levels in found for level in levels} - SILENT


def listed(table: dict[str, str], item_id: str) -> set[str]:
    return {
        level for levels, ids in table.items() if item_id in ids.split() for level in levels.split()
    }


@pytest.mark.parametrize("item", [i for i in ASSESSED if i.kind == "bool"], ids=lambda i: i.id)
def test_yes_and_no(item):
    assert levels_of(item, True) == listed(YES, item.id)
    assert levels_of(item, False) == listed(NO, item.id)


@pytest.mark.parametrize(
    "item", [i for i in ASSESSED if i.kind in ("choice", "multi")], ids=lambda i: i.id
)
def test_every_code(item):
    table = CODES.get(item.id, {})
    assert set(table) <= {choice.code for choice in item.choices}
    for choice in item.choices:
        answer = [choice.code] if item.kind == "multi" else choice.code
        assert levels_of(item, answer) == set(table.get(choice.code, "").split()), choice.code


NUMBERS: dict[str, tuple[int, dict[str, object], float | None, float | None, str]] = {
    # item: (age, what else is answered, last value that is silent, first that fires, levels)
    "rs_muac": (90, {}, 50, None, ""),
    "ds_a_temp_c": (20, {}, 37.9, 38.0, "high"),
    "ds_a_temp_c low": (20, {}, 35.5, 35.4, "high"),
    "cb_resp_rate": (90, {"cb_cough": True}, 49, 50, "same_day"),
    "cb_spo2": (90, {}, 90, 89, "high"),
    "cb_temp_c": (90, {}, 37.4, 37.5, "same_day"),
    "gr_muac_mm": (42, {}, 110, 109, "moderate"),
    "fd_urine_24h": (6, {}, 6, 5, "moderate"),
    "bfa_freq": (90, {}, 8, 7, "moderate"),
    "nba_supply_days": (90, {"fd_type": "not_bf"}, 7, 6, "moderate"),
    "mp_muac_mm": (90, {}, 230, 229, "moderate"),
    "mp_hb": (90, {}, 120, 119, "refer"),
    "mp_hb severe": (90, {}, None, 79, "mother_urgent"),
    "mh_phq9": (90, {}, 0, 1, "mother_urgent"),
    "mh_other_score": (90, {}, 9, 10, "moderate"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_both_sides_of_every_cut_off(name):
    item_id = name.split()[0]
    age_days, others, silent, fires, levels = NUMBERS[name]
    for value, expected in ((silent, set()), (fires, set(levels.split()))):
        if value is not None:
            result = judge(age_days, {**others, item_id: value})
            found = {
                level
                for reason in result.reasons
                if reason.item_id == item_id
                for level in reason.levels
            }
            assert found - SILENT == expected, value


@pytest.mark.parametrize(
    ("item_id", "value", "calc", "fires"),
    [
        ("cb_temp_c", 35.4, "cb_temp_low", True),
        ("cb_temp_c", 35.5, "cb_temp_low", False),
        ("mp_muac_mm", 209, "mp_muac_severe", True),
        ("mp_muac_mm", 210, "mp_muac_severe", False),
        ("mp_muac_mm", 229, "risk_mat_malnutrition", True),
        ("mp_muac_mm", 230, "risk_mat_malnutrition", False),
        ("reg_birth_weight_g", 2499, "risk_lbw", True),
        ("reg_birth_weight_g", 2500, "risk_lbw", False),
        ("reg_birth_weight_g", 1499, "risk_vlbw", True),
        ("reg_birth_weight_g", 1500, "risk_vlbw", False),
        ("reg_gest_weeks", 36.9, "risk_preterm", True),
        ("reg_gest_weeks", 37, "risk_preterm", False),
        ("reg_mother_age_y", 18, "risk_adolescent", True),
        ("reg_mother_age_y", 19, "risk_adolescent", False),
        ("reg_gest_source", "mother_says_early", "risk_preterm", True),
        ("reg_gest_source", "unknown", "risk_preterm", False),
        ("reg_birth_type", "triplet_plus", "risk_multiple", True),
        ("reg_mother_status", "alive_absent", "risk_mother_absent", True),
        ("reg_mother_status", "unknown", "risk_mother_absent", False),
        ("reg_caregiver_role", "institution", "risk_other_carer", True),
    ],
)
def test_computed_findings_around_their_cut_offs(item_id, value, calc, fires):
    assert (calc in judge(90, {item_id: value}).fired) is fires


MOVED: dict[str, tuple[object, int, dict[str, object], str, str]] = {
    # parameter: (value, age, answers, what then fires, levels list to look in)
    "temp_high_a": (38.5, 20, {"ds_a_temp_c": 38.4}, "ds_a_temp_c", "fired"),
    "temp_low": (35.0, 90, {"cb_temp_c": 35.4}, "cb_temp_low", "fired"),
    "temp_fever_b": (38.0, 90, {"cb_temp_c": 37.9}, "cb_temp_c", "same_day"),
    "rr_b": (55, 90, {"cb_cough": True, "cb_resp_rate": 54}, "cb_resp_rate", "same_day"),
    "muac_cut_mm": (105, 90, {"gr_muac_mm": 105}, "gr_muac_mm", "fired"),
    "muac_min_age_d": (91, 90, {"gr_muac_mm": 90}, "gr_muac_mm", "fired"),
    "bf_min_feeds_24h": (6, 90, {"bfa_freq": 6}, "bfa_freq", "fired"),
    "adolescent_age_limit": (18, 90, {"reg_mother_age_y": 18}, "risk_adolescent", "fired"),
    "maternal_muac_cut": (220, 90, {"mp_muac_mm": 220}, "mp_muac_mm", "fired"),
    "maternal_muac_severe": (200, 90, {"mp_muac_mm": 200}, "mp_muac_severe", "fired"),
    "maternal_hb_low": (110, 90, {"mp_hb": 110}, "mp_hb", "refer"),
    "newborn_loss_moderate_pct": (
        7.5,
        5,
        {"reg_birth_weight_g": 4000, "gr_weight_g": 3701},
        "gr_newborn_loss",
        "fired",
    ),
    "mh_cutoffs": (
        [5, 11, 20],
        90,
        {"mh_phq1": 3, "mh_phq2": 3, "mh_phq3": 3, "mh_phq4": 1},
        "mh_phq_total",
        "fired",
    ),
    "nba_milk_unsuitable": (
        ["condensed"],
        90,
        {"fd_type": "not_bf", "nba_milk": ["animal_milk"]},
        "nba_milk",
        "fired",
    ),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_parameter_moves_its_cut_off(name):
    value, age_days, answers, item_id, where = MOVED[name]
    moved = judge(age_days, answers, parameters={name: value})
    assert item_id not in getattr(moved, where)
    assert item_id in getattr(judge(age_days, answers), where)


@pytest.mark.parametrize("level", ["in_depth", "high"])
def test_the_level_of_a_very_low_score(level):
    result = judge(
        90, {"gr_weight_g": 3300, "gr_length_mm": 560}, parameters={"z_lt_minus3_level": level}
    )
    assert result.level == ("high" if level == "high" else "moderate")
    assert {"gr_waz", "gr_waz_severe"} <= set(result.fired)


WINDOWED = [item for item in ASKED if item.from_day is not None or item.to_day is not None]


@pytest.mark.parametrize("item", WINDOWED, ids=lambda i: i.id)
def test_every_age_window_on_both_sides(item):
    values = {key: parameter.default for key, parameter in PATHWAY.parameters.items()}
    edges = []
    if item.from_day is not None:
        first = item.from_day(values)
        edges += [(first - 1, False), (first, True)]
    if item.to_day is not None:
        last = item.to_day(values)
        edges += [(last, True), (last + 1, False)]
    opened = {**context(item)}
    for age_days, is_open in edges:
        case = a_case(age_days, {**opened, "ds_a_temp_c": None, "ds_a_resp_rate": None})
        case["answers"] = {
            key: value for key, value in case["answers"].items() if value is not None
        }
        for closing in ("ca_jaundice", "ca_diarrhoea", "cb_diarrhoea", "cb_cough"):
            case["answers"].pop(closing, None)
        assert (item.id in judge_json(case).open_items) is is_open, age_days


def test_every_question_is_open_at_some_age():
    opened: set[str] = set()
    for age_days in (0, 5, 6, 13, 14, 41, 42, 59, 60, 181):
        for fd_type in ("mixed_milk", "exclusive_bf"):
            empty = {"reg_dob": a_case(age_days)["answers"]["reg_dob"], "fd_type": fd_type}
            case = {"visit_on": "2026-06-15", "answers": empty}
            opened |= judge_json(case).open_items
    assert {item.id for item in ASKED} == opened

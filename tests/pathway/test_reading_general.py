"""How rules are read, number by number (dossier 5.5, no. 1-14): hand-made cases for each."""

import pytest

from tests.pathway.cases import a_case, judge, judge_json, normal_answers

ALONE = {"risk_factor_alone_level": "low_extra_contact"}


def without(age_days, prefix):
    return {key: None for key in normal_answers(age_days) if key.startswith(prefix)}


def test_1_what_is_not_assessed_fires_nothing_in_either_direction():
    result = judge(90, {"bfa_more_when_ill": None, "mp_supplement": None, "bfa_att_lip": None})
    assert result.fired == ()
    assert (result.level, result.undecided) == ("incomplete", ("bfa_att_lip",))


def test_1_an_empty_list_was_not_assessed_and_none_was():
    assert judge(90, {"fd_behaviour": []}).undecided == ("fd_behaviour",)
    assert judge(90, {"fd_behaviour": ["none"]}).level == "low"


def test_1_missing_signs_count_nothing_in_two_or_more_of():
    answers = {"ca_diarrhoea": True, "ca_sunken_eyes": True}
    result = judge(25, answers)
    assert result.same_day == ()
    assert result.level == "incomplete"


@pytest.mark.parametrize(
    "answer",
    [{"med_hiv": "unknown"}, {"mp_pregnant": "unsure"}, {"bfa_supply_view": "unsure"}],
)
def test_2_an_explicit_unknown_is_an_answer(answer):
    assert judge(90, answer).level == "low"


def test_2_not_done_and_not_asked_fire_nothing():
    result = judge(90, {"cb_malaria_test": "not_done", "risk_violence": "not_asked"})
    assert (result.level, result.same_day) == ("low", ())


def test_2_an_unknown_that_its_row_names_does_fire():
    assert judge(90, {"mp_hiv": "unknown"}).refer == ("mp_hiv",)


@pytest.mark.parametrize(("age_days", "fires"), [(6, False), (13, False), (14, True), (15, True)])
def test_3_from_day_14(age_days, fires):
    answers = {"gr_weight_loss_report": True}
    assert ("gr_weight_loss_report" in judge(age_days, answers).fired) is fires


def test_3_bands_change_with_the_parameter():
    answers = normal_answers(60) | {"reg_dob": normal_answers(57)["reg_dob"]}
    result = judge(57, answers, parameters={"band_a_last_day": 56})
    assert result.level == "low"
    assert judge(57, {"cb_temp_c": 39.0}).same_day == ()


@pytest.mark.parametrize(
    ("born", "visit", "months"),
    [
        ("2026-08-31", "2026-09-30", 1),
        ("2026-08-31", "2026-09-29", 0),
        ("2026-01-15", "2026-02-15", 1),
    ],
)
def test_3_months_are_counted_by_the_calendar(born, visit, months):
    case = a_case(45, {"reg_dob": born, "fd_type": "not_bf", "nba_feeds": 7})
    case["visit_on"] = visit
    fired = judge_json(case).fired
    assert ("nba_feeds" in fired) is (months == 0)


def test_4_without_a_date_of_birth_both_bands_count():
    both = normal_answers(90) | normal_answers(20) | {"reg_dob": None}
    result = judge(20, both)
    assert (result.level, result.missing_signs) == ("incomplete", ("reg_dob",))
    assert judge(20, both | {"ds_b_vomits": True}).level == "high"
    assert judge(20, both | {"ds_a_convulsion": True}).level == "high"


def test_4_without_a_date_of_birth_nothing_that_needs_days_fires():
    answers = normal_answers(90) | normal_answers(20)
    answers |= {
        "reg_dob": None,
        "ds_a_resp_rate": 70,
        "ds_a_resp_rate_2": 70,
        "ca_jaundice": True,
        "gr_weight_g": 1500,
        "gr_length_mm": 450,
        "reg_birth_weight_g": 3000,
        "fd_type": "not_bf",
        "nba_feeds": 1,
        "nba_ml": 10,
    }
    result = judge(20, answers, previous={20: 4000})
    assert set(result.fired) == {"gr_wlz", "gr_wlz_severe", "fd_type"}
    assert (result.same_day, result.refer) == (("ca_jaundice",), ())


def test_5_outside_its_age_an_answer_is_ignored():
    assert judge(90, {"ds_a_convulsion": True, "ca_diarrhoea_long": True}).level == "low"
    assert judge(5, {"fd_urine_24h": 2}).level == "low"


@pytest.mark.parametrize("status", ["dead", "alive_absent"])
def test_6a_a_mother_who_is_gone_closes_her_questions(status):
    changes = {
        "reg_mother_status": status,
        "mp_muac_mm": 200,
        "mh_harm_infant": True,
        "br_abscess": True,
        "mp_hiv": "positive_no_art",
        "reg_mother_age_y": None,
    }
    result = judge(90, changes, parameters=ALONE)
    assert result.level == "low"
    assert len(result.fired) == 1
    assert not result.mother_urgent
    nothing_said = without(90, "mp_") | without(90, "mh_") | without(90, "br_")
    assert judge(90, changes | nothing_said, parameters=ALONE).level == "low"


def test_6a_an_unknown_mother_closes_nothing():
    assert judge(90, {"reg_mother_status": "unknown", "mp_muac_mm": 200}).level == "moderate"


def test_6b_no_private_place_closes_the_scores_only():
    refused = {"mh_ok_to_ask": False, "mh_phq9": 3, "mh_phq1": 3, "mh_phq2": 3, "mh_phq3": 3}
    result = judge(90, refused | {"mh_phq4": 3, "mh_other_score": 50})
    assert (result.level, result.mother_urgent) == ("low", False)
    assert judge(90, refused | {"mh_harm_infant": True}).level == "high"


def test_6c_the_way_of_feeding_closes_questions():
    assert "bfa_freq" not in judge(90, {"fd_type": "not_bf", "bfa_freq": 2}).fired
    assert "nba_supply_days" not in judge(90, {"nba_supply_days": 2}).fired
    water = judge(90, {"fd_type": "bf_plus_water", "nba_utensil": "bottle", "bfa_freq": 2})
    assert water.fired == ("bfa_freq", "fd_type")
    mixed = judge(90, {"fd_type": "mixed_milk", "nba_utensil": "bottle", "bfa_freq": 2})
    assert mixed.fired == ("bfa_freq", "fd_type", "nba_utensil")
    unknown = judge(90, {"fd_type": None, "nba_utensil": "bottle", "bfa_freq": 2})
    assert unknown.fired == ("bfa_freq", "nba_utensil")


def test_6d_no_jaundice_closes_its_questions():
    assert judge(10, {"ca_jaundice_palms": True, "ca_jaundice_onset": "before_24h"}).level == "low"
    assert judge(10, {"ca_jaundice": None, "ca_jaundice_palms": True}).level == "high"


def test_6e_no_diarrhoea_closes_its_signs_but_not_blood():
    signs = {"ca_sunken_eyes": True, "ca_skin_pinch": "very_slow", "ca_diarrhoea_long": True}
    assert judge(25, signs).level == "low"
    assert judge(25, signs | {"ca_diarrhoea": None}).level == "high"
    assert judge(25, {"ca_blood_stool": True}).level == "high"


def test_6f_no_diarrhoea_closes_its_signs_but_not_blood_in_band_b():
    signs = {"cb_sunken_eyes": True, "cb_skin_pinch": "very_slow"}
    assert judge(90, signs).level == "low"
    assert judge(90, signs | {"cb_diarrhoea": None}).level == "high"
    assert judge(90, {"cb_blood_stool": True}).in_depth


def test_6g_no_cough_closes_the_breath_count_only():
    assert judge(90, {"cb_resp_rate": 60}).same_day == ()
    assert judge(90, {"cb_wheeze": True}).same_day == ("cb_wheeze",)
    assert judge(90, {"cb_spo2": 85}).level == "high"


def test_6h_a_temperature_closes_touch():
    assert judge(20, {"ds_a_touch": "hot"}).level == "low"
    assert judge(20, {"ds_a_touch": "hot", "ds_a_temp_c": None}).level == "high"


def test_6i_a_normal_first_count_closes_the_second():
    assert judge(20, {"ds_a_resp_rate": 59, "ds_a_resp_rate_2": 70}).same_day == ()


def test_7_a_row_fires_only_at_the_level_of_its_answer():
    result = judge(90, {"cb_pallor": "severe"})
    assert (result.fired, result.same_day) == (("cb_pallor",), ())


def test_7_plus_fires_at_both_and_a_calc_beside_its_item():
    assert judge(90, {"cb_mouth": "thrush"}).fired == ("cb_mouth",)
    assert judge(90, {"cb_mouth": "thrush"}).same_day == ("cb_mouth",)
    thin = judge(90, {"mp_muac_mm": 209}).fired
    assert thin == ("mp_muac_mm", "mp_muac_severe", "risk_mat_malnutrition")


def test_8_z_is_compared_unrounded_and_an_implausible_one_counts():
    result = judge(90, {"gr_weight_g": 1200, "gr_length_mm": 600})
    assert "gr_waz" in result.flagged
    assert {"gr_waz", "gr_waz_severe"} <= set(result.fired)


def test_9_the_order_of_the_levels():
    missing = {"ds_b_vomits": None}
    assert judge(90, missing | {"ds_b_lethargic": True}).level == "high"
    assert judge(90, missing | {"bfa_freq": 3}).level == "incomplete"
    assert judge(90, {"ds_b_vomits": True} | without(90, "bfa_")).level == "high"


@pytest.mark.parametrize(
    ("age_days", "sign"),
    [
        *((20, f"ds_a_{sign}") for sign in ("feeding", "convulsion", "indrawing", "movement")),
        *((20, f"ds_a_{sign}") for sign in ("temp_c", "resp_rate", "other_critical")),
        *((90, f"ds_b_{s}") for s in ("not_drinking", "vomits", "fits_history", "fits_now")),
        (90, "ds_b_lethargic"),
        (20, "ds_oedema"),
        (90, "ds_oedema"),
    ],
)
def test_10_each_required_sign(age_days, sign):
    result = judge(age_days, {sign: None, "bfa_freq": 3})
    assert (result.level, result.fired) == ("incomplete", ("bfa_freq",))
    assert sign in result.missing_signs


def test_10_touch_stands_for_a_temperature_and_a_second_count_may_be_required():
    assert judge(20, {"ds_a_temp_c": None, "ds_a_touch": "normal"}).level == "low"
    result = judge(20, {"ds_a_resp_rate": 60})
    assert (result.level, result.missing_signs) == ("incomplete", ("ds_a_resp_rate_2",))
    assert judge(20, {"ds_clinician": None, "rs_danger": None}).level == "low"


def test_11_the_in_depth_mark_belongs_to_moderate_only():
    assert judge(90, {"med_neuro": True}).in_depth
    assert not judge(90, {"med_neuro": True, "ds_b_vomits": True}).in_depth
    assert not judge(90, {"med_neuro": True, "ds_b_vomits": None}).in_depth
    scope = {"in_depth_scope": "who_2023_all"}
    assert judge(90, {"bfa_freq": 3}, parameters=scope).in_depth
    assert not judge(90, {"bfa_freq": 3}).in_depth
    assert not judge(90, parameters=scope).in_depth


def test_12_lists_do_not_depend_on_the_level():
    yellow = {"ca_jaundice": True, "ca_jaundice_palms": True, "ca_jaundice_onset": "after_24h"}
    result = judge(10, yellow | {"bfa_freq": 3, "med_neuro": True})
    assert result.fired == ("bfa_freq", "ca_jaundice_palms", "med_neuro", "risk_infant_condition")
    assert result.same_day == ("ca_jaundice",)
    urgent = judge(90, {"br_abscess": True})
    assert (urgent.level, urgent.mother_urgent, urgent.fired) == ("low", True, ())
    harm = judge(90, {"mh_harm_infant": True})
    assert (harm.level, harm.mother_urgent, harm.fired) == ("high", True, ("mh_harm_infant",))


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ({"reg_parity": 1, "reg_birth_type": "twin"}, "low"),
        ({"risk_food": True}, "low"),
        ({"risk_violence": "suspected"}, "low"),
        ({"reg_birth_weight_g": 1400}, "moderate"),
        ({"risk_social": True}, "moderate"),
        ({"med_tb": True}, "moderate"),
        ({"mp_muac_mm": 225}, "moderate"),
        ({"mp_chronic": True}, "moderate"),
        ({"mp_hiv": "positive_on_art"}, "low"),
        ({"med_hiv": "exposed_untested"}, "moderate"),
    ],
)
def test_13_a_risk_factor_alone(answer, level):
    result = judge(90, answer, parameters=ALONE)
    assert result.level == level
    assert result.fired
    assert judge(90, answer).level == "moderate"


def test_14_undecided_names_what_is_open_and_missing():
    changes = {"fd_type": "not_bf", "mh_phq1": None, "bfa_freq": None, "gr_length_mm": None}
    result = judge(90, changes)
    assert result.undecided == ("gr_length_mm", "mh_phq_total")
    assert judge(90, {"ds_b_vomits": None}).undecided == ("ds_b_vomits",)
    assert judge(90, {"ds_b_vomits": True, "gr_length_mm": None}).undecided == ()

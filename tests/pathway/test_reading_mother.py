"""How rules are read, number by number (dossier 5.5, no. 33-43): feeding, mother, risk, actions."""

import pytest

from mami_desktop.pathway.load import default_pathway
from tests.pathway.cases import judge

NOT_BF = {"fd_type": "not_bf"}
PHQ = {f"mh_phq{n}": 0 for n in range(1, 10)}


@pytest.mark.parametrize("code", ["bf_plus_water", "mixed_milk", "bf_plus_food", "not_bf"])
def test_33_every_way_but_one_fires(code):
    assert judge(90, {"fd_type": code}).fired == ("fd_type",)


def test_33_never_breastfed_has_no_rule():
    assert judge(90, {"fd_ever_bf": False}).level == "low"


@pytest.mark.parametrize(
    ("age_days", "feeds", "ml"),
    [(20, 8, 48), (45, 7, 72), (75, 6, 96), (100, 6, 96), (130, 6, 120), (180, 6, 120)],
)
def test_34_amounts_by_months_of_age(age_days, feeds, ml):
    enough = NOT_BF | {"nba_feeds": feeds, "nba_ml": ml}
    assert judge(age_days, enough).fired == ("fd_type",)
    less = NOT_BF | {"nba_feeds": feeds - 1, "nba_ml": ml - 1}
    assert judge(age_days, less).fired == ("fd_type", "nba_feeds", "nba_ml")


def test_34_amounts_are_judged_only_without_breast_milk():
    mixed = {"fd_type": "mixed_milk", "nba_feeds": 1, "nba_ml": 10, "nba_reason": "choice"}
    assert judge(90, mixed).fired == ("fd_type",)
    assert judge(90, mixed | {"fd_type": None}).fired == ()
    assert judge(90, NOT_BF | {"nba_reason": "choice"}).fired == ("fd_type", "nba_reason")


@pytest.mark.parametrize(
    ("codes", "level"),
    [
        (["settled", "cries_a_lot"], None),
        (["sleepy"], "moderate"),
        (["refuses", "settled"], "moderate"),
        (["tires"], "moderate"),
        (["coughs_or_chokes", "sleepy"], "in_depth"),
    ],
)
def test_35_behaviour_at_feeds(codes, level):
    reasons = judge(90, {"fd_behaviour": codes}).reasons
    assert [reason.levels for reason in reasons] == ([(level,)] if level else [])


def test_36_attachment_fires_on_one_sign_even_if_others_are_missing():
    lip = {"bfa_att_lip": False, "bfa_att_chin": None, "bfa_att_areola": None}
    assert judge(90, lip).fired == ("bfa_attachment",)
    assert judge(90, {"bfa_att_chin": None}).fired == ()


@pytest.mark.parametrize(
    ("answer", "fired"),
    [
        ({"bfa_difficulty": ["other"]}, ("bfa_difficulty",)),
        ({"bfa_other_fluids": ["other"]}, ("bfa_other_fluids",)),
        ({"bfa_suckling": "not_effective"}, ("bfa_suckling",)),
        ({"bfa_suckling": "not_suckling"}, ("bfa_suckling",)),
        (NOT_BF | {"nba_means": ["water", "soap"]}, ("fd_type", "nba_means")),
        (NOT_BF | {"nba_means": ["none"]}, ("fd_type", "nba_means")),
        (NOT_BF | {"nba_means": ["fuel", "water", "soap"]}, ("fd_type",)),
        (NOT_BF | {"nba_means": []}, ("fd_type",)),
        (NOT_BF | {"nba_milk": ["infant_formula"]}, ("fd_type",)),
        (NOT_BF | {"nba_milk": ["infant_formula", "other"]}, ("fd_type", "nba_milk")),
    ],
)
def test_36_lists(answer, fired):
    assert judge(90, answer).fired == fired


def test_36_suckling_levels():
    assert judge(90, {"bfa_suckling": "not_suckling"}).in_depth
    assert not judge(90, {"bfa_suckling": "not_effective"}).in_depth


@pytest.mark.parametrize(
    ("age_days", "answer", "urgent", "refer"),
    [
        (42, True, True, ()),
        (43, True, False, ("mp_fever",)),
        (42, {"value": False, "temp_c": 38.0}, True, ()),
        (43, {"value": False, "temp_c": 38.0}, False, ("mp_fever",)),
        (42, {"value": False, "temp_c": 37.9}, False, ()),
        (43, {"value": True, "temp_c": 36.5}, False, ("mp_fever",)),
    ],
)
def test_37_fever_of_the_mother(age_days, answer, urgent, refer):
    result = judge(age_days, {"mp_fever": answer})
    assert (result.mother_urgent, result.refer) == (urgent, refer)


def test_37_with_the_age_unknown_it_is_urgent():
    assert judge(90, {"mp_fever": True, "reg_dob": None}).mother_urgent


@pytest.mark.parametrize(
    ("pressure", "urgent", "refer"),
    [
        ({"systolic": 160}, True, ()),
        ({"diastolic": 110}, True, ()),
        ({"symptoms": True}, True, ()),
        ({"systolic": 159, "diastolic": 109, "symptoms": False}, False, ("mp_bp",)),
        ({"systolic": 140}, False, ("mp_bp",)),
        ({"diastolic": 90, "systolic": 120}, False, ("mp_bp",)),
        ({"systolic": 139, "diastolic": 89}, False, ()),
        ({}, False, ()),
    ],
)
def test_38_blood_pressure(pressure, urgent, refer):
    result = judge(90, {"mp_bp": pressure})
    assert (result.mother_urgent, result.refer) == (urgent, refer)


@pytest.mark.parametrize(
    ("status", "refer", "fired"),
    [
        ("positive_no_art", ("mp_hiv",), ("risk_hiv",)),
        ("positive_on_art", (), ("risk_hiv",)),
        ("unknown", ("mp_hiv",), ()),
        ("negative_recent", (), ()),
    ],
)
def test_39_hiv_of_the_mother(status, refer, fired):
    result = judge(90, {"mp_hiv": status})
    assert (result.refer, result.fired) == (refer, fired)


def test_40_the_total_fires_when_some_are_missing_but_is_assessed_only_when_known():
    part = {"mh_phq1": 3, "mh_phq2": 3, "mh_phq3": 3, "mh_phq4": 1}
    assert judge(90, part).fired == ("mh_phq_total",)
    assert judge(90, {"mh_phq1": 2, "mh_phq2": 1}).undecided == ("mh_phq_total",)
    assert judge(90, {"mh_phq1": 2, "mh_phq2": 0}).level == "low"
    assert judge(90, {"mh_phq1": None}).undecided == ("mh_phq_total",)
    assert judge(90, PHQ | {"mh_phq1": 3, "mh_phq2": 3}).level == "low"


@pytest.mark.parametrize(
    ("tool", "needed"),
    [
        ("phq2", ("mh_phq_total",)),
        ("phq9", ("mh_phq_total",)),
        ("two_question", ("mh_other_score",)),
        ("epds", ("mh_other_score",)),
        ("srq20", ("mh_other_score",)),
        ("local", ("mh_other_score",)),
        ("none", ()),
    ],
)
def test_41_the_tool_decides_what_is_needed(tool, needed):
    empty = {"mh_phq1": None, "mh_phq2": None}
    assert judge(90, empty | {"mh_instrument": tool}).undecided == needed
    assert judge(90, empty, parameters={"mh_instrument": tool}).undecided == needed
    other = {"mh_instrument": "none" if needed else "phq9"}
    assert judge(90, empty | {"mh_instrument": tool}, parameters=other).undecided == needed


def test_41_scores_count_whatever_the_tool():
    score = {"mh_instrument": "none", "mh_other_score": 10}
    assert judge(90, score).fired == ("mh_other_score",)
    assert judge(90, score | {"mh_other_score": 9}).fired == ()
    assert judge(90, score | {"mh_ok_to_ask": False}).fired == ()


@pytest.mark.parametrize(
    ("answer", "item"),
    [
        ({"med_congenital": True}, "med_congenital"),
        ({"med_neuro": {"value": True, "text": "x"}}, "med_neuro"),
        ({"med_tb": True}, "med_tb"),
    ],
)
def test_42_infant_condition(answer, item):
    assert judge(90, answer).fired == (item, "risk_infant_condition")


def test_42_infection_exposure_birth_weight_and_the_carer():
    infected = judge(90, {"med_hiv": "infected"}).fired
    assert infected == ("med_hiv", "risk_hiv", "risk_infant_condition")
    assert judge(90, {"med_hiv": "exposed_untested"}).fired == ("med_hiv", "risk_hiv")
    assert judge(90, {"reg_birth_weight_g": 1499}).fired == ("risk_lbw", "risk_vlbw")
    assert judge(90, {"reg_birth_weight_g": 1500}).fired == ("risk_lbw",)
    assert judge(90, {"reg_birth_weight_g": 2500}).fired == ()
    gone = {"reg_mother_status": "dead", "reg_caregiver_role": "father", "reg_mother_age_y": 17}
    assert judge(90, gone).fired == ("risk_adolescent", "risk_mother_dead", "risk_other_carer")


def test_43_bundles_are_opened_in_the_order_of_the_catalogue():
    catalogue = list(default_pathway().actions)
    result = judge(90, {"gr_muac_mm": 105, "med_tb": True})
    assert list(result.actions) == sorted(result.actions, key=catalogue.index)
    assert len(set(result.actions)) == len(result.actions)
    assert not {"growth_set", "bf_core"} & set(result.actions)
    assert {"bf_attachment", "ref_lactation", "care_growth_explain", "ref_tb"} <= set(
        result.actions
    )
    assert "nbf_cup" not in result.actions


def test_43_growth_support_follows_the_way_of_feeding():
    result = judge(90, NOT_BF | {"gr_muac_mm": 105})
    assert "nbf_amount" in result.actions
    assert "bf_attachment" not in result.actions
    assert "bf_attachment" in judge(90, {"fd_type": None, "gr_muac_mm": 105}).actions


@pytest.mark.parametrize(
    ("code", "exclusive", "replacement"),
    [
        ("bf_plus_food", True, False),
        ("bf_plus_water", True, False),
        ("mixed_milk", True, True),
        ("not_bf", False, True),
    ],
)
def test_43_actions_of_the_way_of_feeding(code, exclusive, replacement):
    actions = judge(90, {"fd_type": code}).actions
    assert ("bf_exclusive" in actions) is exclusive
    assert ("nbf_cup" in actions) is replacement


def test_43_who_is_not_referred_hears_when_to_come_back():
    care = {"care_danger_return", "care_play"}
    assert judge(90).actions == ("care_play", "care_danger_return")
    assert care <= set(judge(90, {"ds_b_vomits": None}).actions)
    assert care <= set(judge(90, {"bfa_freq": 3}).actions)
    high = judge(90, {"ds_b_vomits": True}).actions
    assert high[:1] == ("ref_inpatient_urgent",)
    assert not care & set(high)
    assert {"pre_first_dose", "pre_keep_warm", "pre_note"} <= set(high)


def test_43_every_high_pair_is_referred_to_inpatient_care():
    for answer in (
        {"cb_pallor": "severe"},
        {"cb_measles": "severe"},
        {"cb_ear": "tender_swelling_behind"},
        {"mh_harm_infant": True},
    ):
        assert "ref_inpatient_urgent" in judge(90, answer).actions


def test_43_info_rows_bring_their_actions_too():
    assert "care_immunisation" in judge(90, {"reg_immunisation": "overdue"}).actions
    assert "mat_supplement" in judge(90, {"mp_supplement": False}).actions
    assert "mat_fp" in judge(90, {"mp_fp": "wants"}).actions

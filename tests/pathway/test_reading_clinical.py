"""How rules are read, number by number (dossier 5.5, no. 15-23): danger and clinical signs."""

import pytest

from tests.pathway.cases import judge

EDITION_2014 = {"yi_chart_edition": 2014}
FAST = {"ds_a_resp_rate": 60, "ds_a_resp_rate_2": 60}
LOOSE_A = {
    "ca_diarrhoea": True,
    "ca_sunken_eyes": False,
    "ca_skin_pinch": "normal",
    "ca_restless": False,
    "ca_diarrhoea_long": False,
}
LOOSE_B = {
    "cb_diarrhoea": {"value": True, "days": 3},
    "cb_sunken_eyes": False,
    "cb_skin_pinch": "normal",
    "cb_restless": False,
    "cb_drinking": "normal",
}


def found(result):
    return result.level, result.fired, result.same_day


def test_15_the_rapid_screen_is_high_whatever_follows():
    assert judge(90, {"rs_danger": True}).fired == ("rs_danger",)
    oedema = judge(90, {"rs_oedema": True, "gr_weight_g": 3500})
    assert oedema.level == "high"
    assert "gr_waz" in oedema.fired


@pytest.mark.parametrize(
    ("first", "second", "fires"),
    [(60, 60, True), (59, 80, False), (80, 59, False), (61, 150, True)],
)
def test_16_both_counts_must_be_fast(first, second, fires):
    result = judge(30, {"ds_a_resp_rate": first, "ds_a_resp_rate_2": second})
    assert (result.same_day == ("ca_pneumonia",)) is fires


def test_16_one_count_alone_confirms_nothing():
    assert judge(3, {"ds_a_resp_rate": 75}).fired == ()
    assert judge(3, {"ds_a_resp_rate": None, "ds_a_resp_rate_2": 75}).fired == ()


@pytest.mark.parametrize(("age_days", "sign"), [(0, "ds_a_fast_lt7d"), (6, "ds_a_fast_lt7d")])
def test_17_the_first_week(age_days, sign):
    assert judge(age_days, FAST).fired == (sign,)


@pytest.mark.parametrize("age_days", [7, 59])
def test_17_pneumonia_needs_no_other_sign(age_days):
    assert found(judge(age_days, FAST)) == ("low", (), ("ca_pneumonia",))
    for sign in (
        {"ds_a_indrawing": True},
        {"ds_a_temp_c": 38.2},
        {"ds_a_temp_c": None, "ds_a_touch": "cold"},
        {"ds_a_other_critical": True},
        {"ds_a_feeding": "not_feeding_well"},
    ):
        assert judge(age_days, FAST | sign).same_day == ()
    assert judge(age_days, FAST | {"ds_clinician": True}).same_day == ("ca_pneumonia",)


def test_18_the_2014_chart():
    assert judge(20, {"ds_a_temp_c": 37.5}, parameters=EDITION_2014).level == "high"
    assert judge(20, {"ds_a_temp_c": 37.4}, parameters=EDITION_2014).level == "low"
    higher = EDITION_2014 | {"temp_high_a": 39.0}
    assert judge(20, {"ds_a_temp_c": 37.5}, parameters=higher).level == "high"
    for age_days in (3, 7, 59):
        result = judge(age_days, FAST, parameters=EDITION_2014)
        assert found(result) == ("high", ("ds_a_fast_lt7d",), ())
    assert judge(60, {"cb_temp_c": 37.5}, parameters=EDITION_2014).same_day == ("cb_temp_c",)


@pytest.mark.parametrize(
    ("signs", "fires"),
    [
        ({"ds_a_movement": "only_when_stimulated", "ca_sunken_eyes": True}, "ca_dehyd_severe"),
        ({"ds_a_movement": "none", "ca_skin_pinch": "very_slow"}, "ca_dehyd_severe"),
        ({"ca_sunken_eyes": True, "ca_skin_pinch": "slow"}, "ca_dehyd_some"),
        ({"ca_restless": True, "ca_skin_pinch": "slow"}, "ca_dehyd_some"),
        ({"ds_a_movement": "none", "ca_skin_pinch": "slow"}, "ca_dehyd_some"),
        ({"ds_a_movement": "none", "ca_restless": True}, "ca_dehyd_none"),
        ({"ca_skin_pinch": "very_slow"}, "ca_dehyd_none"),
        ({}, "ca_dehyd_none"),
        ({"ca_restless": True, "ca_sunken_eyes": None}, None),
        ({"ca_sunken_eyes": True, "ca_restless": True, "ca_skin_pinch": None}, "ca_dehyd_some"),
    ],
)
def test_19_dehydration_in_band_a(signs, fires):
    result = judge(25, LOOSE_A | signs)
    classes = {i for i in (*result.fired, *result.same_day) if i.startswith("ca_dehyd")}
    assert classes == ({fires} if fires else set())


@pytest.mark.parametrize(
    ("signs", "fires"),
    [
        ({"ds_b_lethargic": True, "cb_sunken_eyes": True}, "cb_dehyd_severe"),
        ({"cb_drinking": "poorly_or_unable", "cb_skin_pinch": "very_slow"}, "cb_dehyd_severe"),
        ({"cb_drinking": "poorly_or_unable", "cb_skin_pinch": "slow"}, "cb_dehyd_some"),
        ({"cb_drinking": "eagerly_thirsty", "cb_restless": True}, "cb_dehyd_some"),
        ({"ds_b_lethargic": True, "cb_skin_pinch": "slow"}, "cb_dehyd_some"),
        ({"ds_b_lethargic": True, "cb_restless": True}, "cb_dehyd_none"),
        ({"cb_drinking": None}, None),
    ],
)
def test_19_dehydration_in_band_b(signs, fires):
    result = judge(90, LOOSE_B | signs)
    classes = {i for i in (*result.fired, *result.same_day) if i.startswith("cb_dehyd")}
    assert classes == ({fires} if fires else set())


def test_20_diarrhoea_of_14_days():
    long = LOOSE_B | {"cb_diarrhoea": {"value": True, "days": 14}}
    dry = {"cb_sunken_eyes": True, "cb_restless": True}
    assert judge(90, long | dry).fired == ("cb_persistent_severe",)
    assert judge(90, long).fired == ("cb_persistent",)
    missing = {"cb_sunken_eyes": None, "cb_drinking": None}
    assert judge(90, long | missing).fired == ("cb_persistent",)
    shorter = LOOSE_B | {"cb_diarrhoea": {"value": True, "days": 13}}
    assert judge(90, shorter | dry).fired == ()


def test_20_no_number_of_days_is_neither_and_stays_undecided():
    result = judge(90, LOOSE_B | {"cb_diarrhoea": True})
    assert (result.level, result.undecided) == ("incomplete", ("cb_diarrhoea",))


@pytest.mark.parametrize(
    ("answer", "refer"),
    [
        ({"cb_cough": {"value": True, "days": 14}}, ("cb_cough",)),
        ({"cb_cough": {"value": True, "days": 13}}, ()),
        ({"cb_cough": True}, ()),
        ({"cb_cough": {"value": False, "days": 30}}, ()),
        ({"cb_fever_history": {"value": True, "days": 7}}, ("cb_fever_history",)),
        ({"cb_fever_history": {"value": True, "days": 6}}, ()),
        ({"cb_fever_history": True}, ()),
    ],
)
def test_21_days_of_cough_and_fever(answer, refer):
    assert judge(90, answer).refer == refer


def test_21_breaths_count_unless_there_is_no_cough():
    assert judge(90, {"cb_cough": None, "cb_resp_rate": 50}).same_day == ("cb_resp_rate",)
    assert judge(90, {"cb_cough": True, "cb_resp_rate": 49}).same_day == ()
    assert judge(90, {"cb_cough": False, "cb_resp_rate": 70}).same_day == ()


def test_21_a_stiff_neck_needs_no_fever():
    assert judge(90, {"cb_stiff_neck": True, "cb_temp_c": 36.5}).fired == ("cb_stiff_neck",)
    assert judge(90, {"cb_stiff_neck": True, "cb_temp_c": None}).level == "high"


@pytest.mark.parametrize(
    "answer",
    [
        {"med_hiv": "exposed_untested"},
        {"med_hiv": "exposed_negative_still_bf"},
        {"med_hiv": "infected"},
        {"mp_hiv": "positive_on_art"},
        {"mp_hiv": "positive_no_art"},
    ],
)
def test_22_indrawing_with_hiv_is_high_only(answer):
    result = judge(90, answer | {"cb_indrawing": True})
    assert (result.level, result.same_day) == ("high", ())
    assert {"cb_indrawing", "risk_hiv"} <= set(result.fired)


@pytest.mark.parametrize("answer", [{}, {"med_hiv": "unknown"}, {"mp_hiv": "unknown"}])
def test_22_indrawing_without_it_is_treated_and_decided(answer):
    result = judge(90, answer | {"cb_indrawing": True})
    assert (result.level, result.in_depth, result.same_day) == (
        "moderate",
        True,
        ("cb_indrawing",),
    )


def test_22_a_mother_who_is_gone_does_not_tell_her_status():
    result = judge(
        90, {"cb_indrawing": True, "reg_mother_status": "dead", "mp_hiv": "positive_no_art"}
    )
    assert result.level == "moderate"


def test_23_jaundice():
    yellow = {"ca_jaundice": True, "ca_jaundice_palms": False, "ca_jaundice_onset": "unknown"}
    assert judge(20, yellow).refer == ()
    assert judge(21, yellow).refer == ("ca_jaundice_late",)
    assert judge(21, {"ca_jaundice": None}).refer == ()
    assert judge(5, yellow | {"ca_jaundice_onset": "before_24h"}).level == "high"


def test_23_very_low_weight_reads_todays_weight():
    small = {"gr_length_mm": 440, "reg_birth_weight_g": 1900}
    assert "ca_very_low_weight" in judge(6, small | {"gr_weight_g": 1999}).fired
    assert "ca_very_low_weight" not in judge(6, small | {"gr_weight_g": 2000}).fired
    assert "ca_very_low_weight" not in judge(6, small | {"gr_weight_g": None}).fired
    assert "ca_very_low_weight" not in judge(7, small | {"gr_weight_g": 1500}).fired

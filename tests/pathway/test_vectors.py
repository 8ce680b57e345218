"""The test vectors of the pathway dossier, section 11; everything else assessed and normal.

Weights around a z-score cut-off are looked for in whole grams, so both sides are really tested.
"""

import pytest

from mami_desktop.growth.standards import Indicator
from mami_desktop.growth.zscore import score
from tests.pathway.cases import judge

DIARRHOEA = {
    "ca_diarrhoea": True,
    "ca_sunken_eyes": False,
    "ca_skin_pinch": "normal",
    "ca_restless": False,
    "ca_diarrhoea_long": False,
}
JAUNDICE = {"ca_jaundice": True, "ca_jaundice_palms": False, "ca_jaundice_onset": "after_24h"}


def weight_under(indicator: Indicator, limit: float, age_days: int, length_mm: int) -> int:
    """The heaviest weight in grams whose z is below ``limit``; one gram more is not below."""
    where = {"length_cm": length_mm / 10} if indicator == "wlz" else {"age_days": age_days}
    fitting = [
        grams
        for grams in range(1000, 9000)
        if (z := score(indicator, "female", y=grams / 1000, **where)) is not None and z < limit
    ]
    return max(fitting)


def test_everything_normal_is_low():
    for age_days in (0, 3, 6, 7, 13, 14, 20, 41, 42, 59, 60, 90, 150, 180):
        result = judge(age_days)
        assert (result.level, result.fired, result.same_day, result.refer) == ("low", (), (), ())


@pytest.mark.parametrize(
    ("temperature", "level"), [(38.0, "high"), (37.9, "low"), (35.5, "low"), (35.4, "high")]
)
def test_1_2_5_temperature_at_20_days(temperature, level):
    assert judge(20, {"ds_a_temp_c": temperature}).level == level


def test_3_no_fever_at_59_days():
    assert judge(59, {"ds_a_temp_c": 37.6}).level == "low"


def test_4_fever_at_60_days_is_treated_today():
    result = judge(60, {"cb_temp_c": 37.6})
    assert (result.level, result.same_day) == ("low", ("cb_temp_c",))


def test_6_fast_breathing_in_the_first_week():
    result = judge(6, {"ds_a_resp_rate": 60, "ds_a_resp_rate_2": 60})
    assert (result.level, result.fired) == ("high", ("ds_a_fast_lt7d",))


def test_7_fast_breathing_after_the_first_week():
    result = judge(7, {"ds_a_resp_rate": 60, "ds_a_resp_rate_2": 60})
    assert (result.level, result.same_day) == ("low", ("ca_pneumonia",))


def test_8_not_confirmed_by_the_second_count():
    result = judge(30, {"ds_a_resp_rate": 62, "ds_a_resp_rate_2": 55})
    assert (result.level, result.same_day) == ("low", ())


@pytest.mark.parametrize("item", ["gr_muac_lt6w", "gr_muac_mm"])
def test_9_arm_before_six_weeks_is_kept_but_not_judged(item):
    assert judge(41, {item: 100}).level == "low"


@pytest.mark.parametrize(("arm", "level"), [(109, "moderate"), (110, "low")])
def test_10_arm_from_six_weeks(arm, level):
    assert judge(42, {"gr_muac_mm": arm}).level == level


def test_11_weight_for_age_on_both_sides_of_the_cut_off():
    # short enough for weight-for-length to stay out of it
    low = weight_under("waz", -2, 90, 560)
    assert "gr_waz" in judge(90, {"gr_weight_g": low, "gr_length_mm": 560}).fired
    over = judge(90, {"gr_weight_g": low + 1, "gr_length_mm": 560})
    assert (over.level, over.values["waz"]) == ("low", -2.0)


def test_12_very_low_weight_for_age_asks_for_the_decision():
    weight = weight_under("waz", -3.2, 90, 530)
    result = judge(90, {"gr_weight_g": weight, "gr_length_mm": 530})
    assert (result.level, result.in_depth) == ("moderate", True)
    assert {"gr_waz", "gr_waz_severe"} <= set(result.fired)


def test_13_weight_for_length_and_its_other_cut_off():
    weight = weight_under("wlz", -2.5, 90, 600)
    changes = {"gr_weight_g": weight, "gr_length_mm": 600, "reg_birth_weight_g": 2600}
    assert judge(90, changes).fired == ("gr_wlz",)
    assert judge(90, changes, parameters={"wlz_cut": -3}).level == "low"


def test_14_oedema():
    assert judge(100, {"ds_oedema": "plus1"}).level == "high"


def test_15_twin_alone():
    assert judge(100, {"reg_birth_type": "twin"}).level == "moderate"
    alone = {"risk_factor_alone_level": "low_extra_contact"}
    result = judge(100, {"reg_birth_type": "twin"}, parameters=alone)
    assert (result.level, result.fired) == ("low", ("risk_multiple",))


def test_16_one_danger_sign_not_assessed():
    assert judge(100, {"ds_b_vomits": None}).level == "incomplete"
    result = judge(100, {"ds_b_vomits": None, "gr_muac_mm": 105})
    assert (result.level, result.fired) == ("incomplete", ("gr_muac_mm",))


@pytest.mark.parametrize(
    ("signs", "level", "same_day", "fired"),
    [
        ({"ca_sunken_eyes": True, "ca_restless": True}, "low", ("ca_dehyd_some",), ()),
        (
            {"ca_sunken_eyes": True, "ca_skin_pinch": "very_slow"},
            "high",
            (),
            ("ca_dehyd_severe",),
        ),
        ({"ca_restless": True, "ca_skin_pinch": "very_slow"}, "low", ("ca_dehyd_some",), ()),
    ],
)
def test_17_18_19_dehydration(signs, level, same_day, fired):
    result = judge(25, DIARRHOEA | signs)
    assert (result.level, result.same_day, result.fired) == (level, same_day, fired)


def test_20_too_few_breastfeeds():
    result = judge(25, {"bfa_freq": 7})
    assert result.level == "moderate"
    assert "bf_frequency" in result.actions


def test_21_lower_lip_not_turned_out():
    result = judge(25, {"bfa_att_lip": False})
    assert (result.level, result.fired) == ("moderate", ("bfa_attachment",))
    assert "bf_attachment" in result.actions


def test_22_still_below_birth_weight():
    result = judge(15, {"reg_birth_weight_g": 3000, "gr_weight_g": 2950, "gr_length_mm": 500})
    assert (result.level, result.fired) == ("moderate", ("gr_below_birth_weight",))


def test_23_under_two_kilograms_in_the_first_week():
    result = judge(5, {"gr_weight_g": 1900, "gr_length_mm": 440, "reg_birth_weight_g": 1950})
    assert result.level == "high"
    assert "ref_kmc_unit" in result.actions


def test_24_jaundice_over_three_weeks():
    result = judge(25, JAUNDICE)
    assert (result.same_day, result.refer) == (("ca_jaundice",), ("ca_jaundice_late",))
    assert result.level == "low"


def test_25_yellow_soles():
    assert judge(10, JAUNDICE | {"ca_jaundice_palms": True}).level == "high"


def test_26_weight_loss_confirmed_or_not():
    earlier = {20: 5000}
    confirmed = judge(90, {"gr_weight_g": 4890, "gr_weight_2_g": 4890}, previous=earlier)
    assert confirmed.level == "high"
    once = judge(90, {"gr_weight_g": 4890}, previous=earlier)
    assert (once.level, once.in_depth) == ("moderate", True)


PHQ = {f"mh_phq{n}": 0 for n in range(1, 10)}


def test_27_thoughts_of_self_harm():
    result = judge(90, PHQ | {"mh_phq1": 2, "mh_phq2": 1, "mh_phq9": 1})
    assert (result.level, result.mother_urgent, result.fired) == ("low", True, ())


def test_28_phq_total_below_and_at_the_cut_off():
    nine = PHQ | {"mh_phq1": 3, "mh_phq2": 3, "mh_phq3": 3}
    counselled = judge(90, nine)
    assert (counselled.level, counselled.fired) == ("low", ())
    assert "mat_mh_support" in counselled.actions
    assert judge(90, nine | {"mh_phq4": 1}).fired == ("mh_phq_total",)


@pytest.mark.parametrize(("arm", "level"), [(229, "moderate"), (230, "low")])
def test_29_arm_of_the_mother(arm, level):
    assert judge(90, {"mp_muac_mm": arm}).level == level


def test_30_chest_indrawing_with_hiv_exposure():
    result = judge(70, {"cb_indrawing": True, "med_hiv": "exposed_untested"})
    assert result.level == "high"
    assert "cb_indrawing" in result.fired
    assert result.same_day == ()


def test_31_arm_of_112_mm_under_six_months():
    assert judge(180, {"gr_muac_mm": 112}).level == "low"

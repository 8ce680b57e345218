"""Why something was found, in words a nurse and a hospital understand."""

import pytest

from mami_desktop.pathway.explain import worst
from mami_desktop.pathway.load import default_pathway
from tests.pathway.cases import judge


def reasons(age_days, changes, **more):
    return {reason.item_id: reason for reason in judge(age_days, changes, **more).reasons}


def told(reason):
    return reason.text, reason.detail


def test_a_measurement_with_its_value_threshold_source_and_mark():
    arm = reasons(90, {"gr_muac_mm": 108})["gr_muac_mm"]
    assert told(arm) == ("Arm 108 mm", "below 110 mm, counts from 42 days of age")
    assert (arm.value, arm.threshold, arm.level) == (108, 110, "moderate")
    assert (arm.section, arm.source, arm.mark) == ("growth", "NEG-25", "S")
    assert "Negesse" in default_pathway().source_text(arm.source)


def test_the_threshold_is_that_of_the_country():
    arm = reasons(90, {"gr_muac_mm": 112}, parameters={"muac_cut_mm": 115})["gr_muac_mm"]
    assert (arm.threshold, arm.detail) == (115, "below 115 mm, counts from 42 days of age")


@pytest.mark.parametrize(
    ("age_days", "changes", "item_id", "text"),
    [
        (20, {"ds_a_temp_c": 38.4}, "ds_a_temp_c", "Temperature 38.4 °C"),
        (20, {"ds_a_temp_c": 39}, "ds_a_temp_c", "Temperature 39 °C"),
        (90, {"ds_oedema": "plus1"}, "ds_oedema", "Swelling of both feet: + both feet"),
        (90, {"bfa_difficulty": ["sore_nipples", "other"]}, "bfa_difficulty", None),
        (90, {"reg_birth_weight_g": 2300}, "risk_lbw", "Birth weight 2 300 g"),
        (90, {"reg_gest_weeks": 34.5}, "risk_preterm", "Born at 34.5 weeks"),
        (90, {"bfa_att_lip": False}, "bfa_attachment", "Attachment not good"),
        (90, {"cb_cough": {"value": True, "days": 20}}, "cb_cough", "Cough for 20 days"),
    ],
)
def test_findings_in_plain_words(age_days, changes, item_id, text):
    found = reasons(age_days, changes)[item_id].text.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert found == (text or "The mother reports: Sore nipples, Other")


def test_a_score_has_a_true_minus_sign_and_never_seems_to_stand_on_its_threshold():
    plain = reasons(90, {"gr_weight_g": 4200, "gr_length_mm": 555})["gr_waz"]
    assert plain.text.startswith("Weight-for-age \N{MINUS SIGN}2.")
    assert plain.threshold == -2
    just = next(
        found["gr_waz"]
        for grams in range(4700, 4300, -1)
        if "gr_waz" in (found := reasons(90, {"gr_weight_g": grams, "gr_length_mm": 560}))
    )
    assert round(just.value, 2) == -2.0
    assert "2.00" in just.text
    assert not just.text.endswith("2.00")


def test_gains_and_losses_are_told_in_numbers():
    previous = {20: 5000}
    loss = reasons(90, {"gr_weight_g": 4890, "gr_weight_2_g": 4890}, previous=previous)
    assert loss["gr_weight_loss"].text == "Weight loss of 2.2 %, confirmed by weighing again"
    assert loss["gr_weight_loss"].level == "high"
    gain = reasons(90, {"gr_weight_g": 5100}, previous=previous)["gr_poor_gain"]
    assert told(gain) == ("Gain of 5.0 g a day", "below 20 g a day")
    exact = reasons(90, {"gr_weight_g": 4900}, previous=previous)["gr_weight_loss"]
    assert exact.text == "Weight loss of 2.0 %, not yet weighed again"


def test_worst_first_then_in_the_order_of_the_pathway():
    changes = {
        "bfa_freq": 5,
        "cb_wheeze": True,
        "med_tb": True,
        "ds_b_vomits": True,
        "mp_bleeding": True,
        "gr_muac_mm": 100,
        "reg_parity": 1,
    }
    levels = [reason.level for reason in judge(90, changes).reasons]
    order = ["high", "mother_urgent", "in_depth", "in_depth", "moderate", "moderate"]
    assert levels == [*order, "same_day", "info"]
    moderate = [r.item_id for r in judge(90, changes).reasons if r.level == "moderate"]
    assert moderate == ["gr_muac_mm", "bfa_freq"]


def test_a_finding_at_two_levels_is_told_once_at_the_worse():
    thrush = reasons(90, {"cb_mouth": "thrush"})["cb_mouth"]
    assert (thrush.level, thrush.levels) == ("moderate", ("moderate", "same_day"))
    assert worst(("same_day", "in_depth")) == "in_depth"
    assert judge(90, {"cb_mouth": "thrush"}).same_day == ("cb_mouth",)


def test_what_must_stay_private_is_marked_and_not_hinted_at_elsewhere():
    found = reasons(70, {"cb_indrawing": True, "med_hiv": "exposed_untested", "mh_phq9": 2})
    assert found["med_hiv"].sensitive
    assert found["risk_hiv"].sensitive
    assert found["mh_phq9"].sensitive
    assert not found["cb_indrawing"].sensitive
    assert "HIV" not in " ".join(told(found["cb_indrawing"]))


def test_notices_that_fit_the_result():
    assert judge(90).notices == ("cau_general",)
    assert set(judge(20, {"ds_a_convulsion": True}).notices) >= {"cau_danger", "cau_nodose"}
    assert "cau_muac6w" in judge(20).notices
    assert "cau_missing" in judge(90, {"ds_b_vomits": None}).notices
    assert "cau_oedema" in judge(90, {"ds_oedema": "plus1"}).notices
    assert "cau_selfharm" in judge(90, {"mh_phq9": 1}).notices
    assert "cau_carer" in judge(90, {"reg_mother_status": "dead"}).notices
    assert "cau_preterm" in judge(90, {"reg_gest_weeks": 34}).notices
    assert "cau_bms" in judge(90, {"fd_type": "not_bf"}).notices
    assert "cau_norutf" in judge(90, {"gr_weight_g": 3300, "gr_length_mm": 560}).notices


def test_small_but_growing_well_is_a_label_only():
    changes = {"gr_weight_g": 4200, "gr_length_mm": 545}
    growing = reasons(90, changes, previous={10: 3950, 20: 3700})
    assert growing["gr_small_growing_well"].level == "info"
    assert growing["gr_waz"].level == "moderate"
    assert "gr_small_growing_well" not in reasons(90, changes, previous={10: 3950})
    assert "gr_small_growing_well" not in reasons(90, changes, previous={10: 3950, 20: 3900})


def test_what_an_open_question_could_still_bring():
    pathway = default_pathway()
    assert pathway.levels_in_reach("ds_b_vomits") == {"high"}
    assert "high" in pathway.levels_in_reach("ca_sunken_eyes")
    assert "ca_dehyd_severe" in pathway.used_by["ds_a_movement"]
    assert {"gr_waz", "gr_wlz", "gr_weight_loss", "risk_preterm"} <= (
        pathway.used_by["gr_weight_g"] | pathway.used_by["reg_gest_weeks"]
    )
    assert "in_depth" in pathway.levels_in_reach("gr_length_mm")

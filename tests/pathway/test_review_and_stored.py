"""The six-month review by the rules for 6 to 59 months, what the register tells, stored answers."""

from dataclasses import replace
from datetime import date

import pytest

from mami_desktop.pathway.answers import AnswerError
from mami_desktop.pathway.case import parse_case
from mami_desktop.pathway.classify import Case, classify, open_items, review
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.stored import plain_answers, stored_answers
from tests.pathway.cases import a_case, normal_answers

PATHWAY = default_pathway()
BIRTHDAY = date(2026, 6, 15)
BORN = "2025-12-15"


def at_six_months(**changes):
    answers = {"reg_dob": BORN, "reg_sex": "female", "ds_oedema": "none"}
    return review(PATHWAY, Case(answers | changes, BIRTHDAY))


@pytest.mark.parametrize(
    ("arm", "refer"),
    [
        (112, ("six_growth",)),
        (114, ("six_growth",)),
        (115, ("six_growth_moderate",)),
        (124, ("six_growth_moderate",)),
        (125, ()),
    ],
)
def test_the_arm_has_other_limits_from_the_birthday_on(arm, refer):
    result = at_six_months(gr_muac_mm=arm)
    assert (result.level, result.refer) == (None, refer)


def test_the_second_half_of_vector_31():
    assert "ref_therapeutic_6m" in at_six_months(gr_muac_mm=112).actions


def test_weight_for_length_oedema_and_the_rest_of_the_review():
    thin = at_six_months(gr_weight_g=5000, gr_length_mm=660)
    assert {"six_growth", "six_waz"} <= set(thin.refer)
    assert at_six_months(ds_oedema="plus1").refer == ("six_growth",)
    assert at_six_months(six_mother="needs_referral").refer == ("six_mother",)
    assert "ref_growth_monitoring" in at_six_months(six_feeding="bf_only").actions
    assert at_six_months(six_feeding="both", gr_muac_mm=140).refer == ()


def test_from_the_birthday_on_no_level_is_given():
    case = Case({"reg_dob": BORN}, BIRTHDAY)
    with pytest.raises(AnswerError, match="6 months"):
        classify(PATHWAY, case)
    assert "gr_muac_mm" in open_items(PATHWAY, case)
    with pytest.raises(AnswerError, match="before"):
        review(PATHWAY, Case({"reg_dob": "2026-06-16"}, BIRTHDAY))


def test_the_register_tells_what_several_contacts_show():
    case = parse_case(a_case(90, follow_up=True))
    slow = classify(PATHWAY, replace(case, told={"slow_twice": True}))
    assert (slow.level, slow.in_depth, slow.fired) == ("moderate", True, ("fu_slow_twice",))
    late = classify(PATHWAY, replace(case, told={"days_overdue": 7}))
    assert (late.level, late.actions[-1]) == (None, "care_home_visit")
    assert classify(PATHWAY, case).level is None


def test_follow_up_questions_do_not_enter_a_full_assessment():
    case = parse_case(a_case(90, {"fu_referral_result": "not_arrived"}))
    told = replace(case, told={"slow_twice": True})
    assert classify(PATHWAY, told).reasons == ()


def test_stored_answers_come_back_as_they_were_given():
    plain = normal_answers(20) | {
        "mp_bp": {"systolic": 120, "diastolic": 80, "symptoms": False},
        "mp_fever": {"value": False, "temp_c": 37.2},
        "fd_behaviour": ["settled", "sleepy"],
        "med_other": "a rash",
    }
    stored = stored_answers(PATHWAY, plain, by="u1", at="2026-06-15T09:00:00")
    assert stored["mp_bp"]["value"] is None
    assert stored["mp_bp"]["parts"] == {"systolic": 120, "diastolic": 80, "symptoms": False}
    assert stored["mp_fever"]["parts"] == {"temp_c": 37.2}
    assert stored["reg_dob"]["value"] == plain["reg_dob"]
    assert {answer["state"] for answer in stored.values()} == {"typed"}
    assert plain_answers(stored) == plain


def test_not_assessed_is_stored_as_such_and_stays_unknown():
    stored = stored_answers(PATHWAY, {"bfa_freq": "not_assessed", "mp_bp": {}})
    assert {answer["state"] for answer in stored.values()} == {"not_assessed"}
    assert plain_answers(stored) == {}


def test_a_stored_zero_or_no_is_an_answer():
    stored = stored_answers(PATHWAY, {"mh_phq1": 0, "fd_bottle": False})
    assert plain_answers(stored) == {"mh_phq1": 0, "fd_bottle": False}

"""Cases and results on the command line: what is refused, and how it is told."""

import json

import pytest

from mami_desktop.pathway.case import CaseError, classify_json, classify_stream, parse_case
from tests.pathway.cases import VISIT_ON, a_case, judge, judge_json


def test_the_case_of_the_contract():
    case = {
        "case_id": "A1",
        "visit_on": "2026-03-10",
        "answers": {
            "reg_sex": "female",
            "reg_dob": "2026-01-02",
            "ds_b_not_drinking": False,
            "ds_b_vomits": False,
            "ds_b_fits_history": False,
            "ds_b_fits_now": False,
            "ds_b_lethargic": False,
            "ds_oedema": "none",
            "gr_weight_g": 4100,
            "gr_length_mm": 548,
            "gr_muac_mm": 108,
            "bfa_freq": 9,
            "cb_cough": {"value": True, "days": 3},
        },
        "previous": [
            {"visit_on": "2026-02-20", "weight_g": 3700, "length_mm": 535, "muac_mm": 106}
        ],
        "parameters": {"wlz_cut": -3},
    }
    result = classify_json(case)
    assert result["undecided"][0] == "bfa_att_areola"
    assert result["undecided"][-1] == "risk_social"
    assert "mh_phq_total" in result["undecided"]
    assert result["actions"][:3] == ["ref_lactation", "bf_attachment", "bf_positioning"]
    del result["undecided"], result["actions"]
    assert result == {
        "case_id": "A1",
        "level": "moderate",
        "in_depth": False,
        "mother_urgent": False,
        "fired": ["gr_muac_mm"],
        "same_day": [],
        "refer": [],
        "notices": ["cau_general"],
        "values": {"age_d": 67, "waz": -1.95, "wlz": -1.03, "laz": -1.4},
        "pathway": "mami",
        "version": "1.0",
    }


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"gr_muac": 108}, "gr_muac"),
        ({"fd_type": "exclusive"}, "fd_type"),
        ({"nba_milk": ["cow"]}, "nba_milk"),
        ({"bfa_freq": "9"}, "bfa_freq"),
        ({"bfa_freq": True}, "bfa_freq"),
        ({"bfa_freq": 9.5}, "bfa_freq"),
        ({"bfa_freq": None}, "bfa_freq"),
        ({"bfa_freq": float("nan")}, "bfa_freq"),
        ({"gr_weight_g": 4.1}, "gr_weight_g"),
        ({"gr_weight_g": 499}, "gr_weight_g"),
        ({"gr_weight_g": 12001}, "gr_weight_g"),
        ({"gr_length_mm": 45000}, "gr_length_mm"),
        ({"ds_b_vomits": 1}, "ds_b_vomits"),
        ({"ds_b_vomits": "no"}, "ds_b_vomits"),
        ({"ds_b_vomits": {"value": True, "days": 2}}, "ds_b_vomits"),
        ({"fd_behaviour": "settled"}, "fd_behaviour"),
        ({"fd_behaviour": ["none", "sleepy"]}, "fd_behaviour"),
        ({"cb_cough": {"value": True, "days": 91}}, "cb_cough.days"),
        ({"cb_cough": {"value": True, "hours": 3}}, "cb_cough"),
        ({"cb_cough": {"value": True, "days": 2.5}}, "cb_cough.days"),
        ({"mp_fever": {"value": True, "temp_c": 50}}, "mp_fever.temp_c"),
        ({"mp_bp": 120}, "mp_bp"),
        ({"mp_bp": {"systolic": 300}}, "mp_bp.systolic"),
        ({"mp_bp": {"value": True}}, "mp_bp"),
        ({"reg_dob": "2026-02-30"}, "reg_dob"),
        ({"reg_dob": "15.06.2026"}, "reg_dob"),
        ({"reg_dob": "20260601"}, "reg_dob"),
        ({"reg_dob": 20260601}, "reg_dob"),
        ({"med_other": 5}, "med_other"),
        ({"gr_waz": -1.0}, "gr_waz"),
        ({"risk_lbw": True}, "risk_lbw"),
        ({"reg_date": "2026-06-14"}, "reg_date"),
    ],
)
def test_an_answer_that_does_not_fit_is_an_error_that_names_it(answers, named):
    case = a_case(90)
    case["answers"] |= answers
    with pytest.raises(CaseError) as error:
        parse_case(case)
    assert named in str(error.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("muac_cut", 110),
        ("muac_cut_mm", "110"),
        ("muac_cut_mm", 1100),
        ("yi_chart_edition", 2024),
        ("risk_factor_alone_level", "low"),
        ("preterm_use_corrected", "yes"),
        ("nba_milk_unsuitable", ["cow"]),
        ("nba_milk_unsuitable", "condensed"),
        ("mh_cutoffs", [5, 10]),
        ("mh_cutoffs", [20, 10, 5]),
        ("show_drug_doses", True),
        ("rr_a", 60.5),
    ],
)
def test_a_parameter_that_is_not_allowed_is_an_error(key, value):
    with pytest.raises(CaseError, match=key):
        parse_case(a_case(90, parameters={key: value}))


def test_a_visit_before_birth_or_from_the_six_month_birthday_on():
    with pytest.raises(CaseError, match="reg_dob"):
        parse_case(a_case(90, {"reg_dob": "2026-06-16"}))
    with pytest.raises(CaseError, match="6 months"):
        parse_case(a_case(90, {"reg_dob": "2025-12-15"}))
    assert judge(90, {"reg_dob": "2025-12-16"}).values["age_d"] == 181
    assert judge(90, {"reg_dob": str(VISIT_ON)}).values["age_d"] == 0


def test_the_six_month_birthday_of_a_short_month():
    case = a_case(90, {"reg_dob": "2025-08-31"})
    case["visit_on"] = "2026-02-27"
    assert judge_json(case).values["age_d"] == 180
    case["visit_on"] = "2026-02-28"
    with pytest.raises(CaseError):
        parse_case(case)


def test_all_errors_of_a_case_are_told_at_once():
    case = a_case(90, {"bfa_freq": "x", "nobody": 1}, parameters={"rr_x": 1})
    case["previous"] = [{"visit_on": "2026-06-01", "weight": 4000}]
    with pytest.raises(CaseError) as error:
        parse_case(case)
    assert len(error.value.problems) == 4


@pytest.mark.parametrize(
    "case",
    [
        [],
        "text",
        {},
        {"visit_on": "soon"},
        {"visit_on": "2026-06-15", "answers": []},
        {"visit_on": "2026-06-15", "previous": {}},
        {"visit_on": "2026-06-15", "previous": [3]},
        {"visit_on": "2026-06-15", "previous": [{"weight_g": 4000}]},
        {"visit_on": "2026-06-15", "previous": [{"visit_on": "2026-06-01", "weight_g": "4 kg"}]},
        {"visit_on": "2026-06-15", "parameter": {"wlz_cut": -3}},
        {"visit_on": "2026-06-15", "follow_up": "yes"},
    ],
)
def test_what_is_no_case_is_refused(case):
    with pytest.raises(CaseError):
        parse_case(case)


def test_not_assessed_may_be_written_out():
    written = a_case(90, {"bfa_freq": "not_assessed", "mp_bp": "not_assessed"})
    written["answers"] |= {"cb_cough": {"value": "not_assessed", "days": "not_assessed"}}
    assert judge_json(written).undecided == ("bfa_freq",)


def test_an_earlier_contact_may_lack_its_weight():
    case = a_case(90)
    case["previous"] = [{"visit_on": "2026-06-01", "muac_mm": 118}, {"visit_on": "2026-05-01"}]
    assert judge_json(case).level == "low"


def test_in_a_stream_a_bad_case_does_not_stop_the_others():
    good, bad = a_case(90) | {"case_id": "good"}, a_case(90, {"bfa_freq": 99}) | {"case_id": "bad"}
    lines = [json.dumps(bad), "", "{not json", json.dumps(good), "[1]"]
    results = list(classify_stream(lines))
    assert [result["case_id"] for result in results] == ["bad", None, "good", None]
    assert [sorted(result) == ["case_id", "error"] for result in results] == [
        True,
        True,
        False,
        True,
    ]
    assert "bfa_freq" in results[0]["error"]
    assert results[2]["level"] == "low"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"visit_on": "2026-06-15", "answers": {"bfa_freq": 9, "bfa_freq": 3}}', "bfa_freq"),
        ('{"visit_on": "2026-06-15", "answers": {"bfa_freq": 1' + "0" * 400 + "}}", "bfa_freq"),
        ('{"visit_on": "2026-06-15", "answers": {"bfa_freq": 1' + "0" * 5000 + "}}", "JSON"),
        ('{"visit_on": "2026-06-15", "parameters": {"rr_a": 1' + "0" * 400 + "}}", "rr_a"),
        ("[" * 100_000, "nested"),
    ],
    ids=["given twice", "huge", "thousands of digits", "huge parameter", "nested"],
)
def test_a_line_made_to_break_the_reader_is_told_in_words(line, reason):
    (result,) = classify_stream([line])
    assert reason in result["error"]


def test_an_answer_that_is_null_is_called_null():
    with pytest.raises(CaseError, match="reg_sex: “null” is not one of"):
        parse_case(a_case(90, {"reg_sex": None}) | {"answers": {"reg_sex": None}})


def test_an_empty_case_is_incomplete_and_never_low():
    result = classify_json({"case_id": 7, "visit_on": "2026-06-15", "answers": {}})
    assert (result["level"], result["case_id"]) == ("incomplete", 7)
    assert "reg_dob" in result["undecided"]


def test_a_follow_up_never_shows_low():
    assert judge(90, follow_up=True).level is None
    assert judge(90, follow_up=True).level_id == "no_new_finding"
    short = {"bfa_freq": None, "risk_food": None, "gr_length_mm": None}
    assert judge(90, short, follow_up=True).level is None
    assert judge(90, {"bfa_freq": 3}, follow_up=True).level == "moderate"
    assert judge(90, {"ds_b_vomits": True}, follow_up=True).level == "high"
    missing = judge(20, {"ds_a_temp_c": None}, follow_up=True)
    assert (missing.level, missing.undecided) == ("incomplete", ("ds_a_temp_c", "ds_a_touch"))
    result = classify_json(a_case(90, follow_up=True))
    assert (result["level"], result["follow_up"]) == (None, True)

"""How rules are read, number by number (dossier 5.5, no. 24-32): growth."""

import pytest

from mami_desktop.pathway.case import parse_case
from mami_desktop.pathway.findings import find
from mami_desktop.pathway.load import default_pathway
from tests.pathway.cases import VISIT_ON, a_case, judge, judge_json

ALL = frozenset({"assessment"})

THIN = {"gr_weight_g": 3500, "gr_length_mm": 600}
GRAMS_ONLY = {"gr_length_mm": None}


def growth(result):
    return {item_id for item_id in result.fired if item_id.startswith("gr_")}


def test_24_second_readings_are_not_the_values_of_record():
    assert (
        judge(90, {"gr_muac_2_mm": 90, "gr_weight_2_g": 3000, "gr_length_2_mm": 500}).level == "low"
    )


def test_24_oedema_takes_the_weight_scores_away_but_not_the_grams():
    assert growth(judge(90, THIN, previous={20: 5600})) == {
        "gr_waz",
        "gr_waz_severe",
        "gr_wlz",
        "gr_wlz_severe",
        "gr_weight_loss",
        "gr_poor_gain",
        "gr_line_drop",
    }
    swollen = judge(90, THIN | {"ds_oedema": "plus2"}, previous={20: 5600})
    assert growth(swollen) == {"gr_weight_loss", "gr_poor_gain"}
    assert set(swollen.values) & {"waz", "wlz"} == set()


def test_25_corrected_age_for_an_infant_born_early():
    early = {"reg_gest_weeks": 32, "gr_weight_g": 3600, "gr_length_mm": 510}
    assert "gr_waz" not in growth(judge(90, early))
    chronological = {"preterm_use_corrected": False}
    assert "gr_waz" in growth(judge(90, early, parameters=chronological))
    result = judge(90, early)
    assert result.values["corrected_age_d"] == 90 - (280 - 224)
    assert result.values["waz"] > result.values["waz_plain"]


def test_25_weeks_are_rounded_to_whole_days_half_up():
    assert judge(90, {"reg_gest_weeks": 36.5}).values["corrected_age_d"] == 90 - (280 - 256)
    assert "corrected_age_d" not in judge(90, {"reg_gest_weeks": 37}).values


def test_25_below_a_corrected_age_of_0_there_is_none():
    early = {"reg_gest_weeks": 28, "gr_weight_g": 1500, "gr_length_mm": 420}
    result = judge(30, early)
    assert "waz" not in result.values
    assert "laz" not in result.values
    assert judge(84, early).values["corrected_age_d"] == 0
    assert "waz" in judge(84, early).values
    assert "waz" not in judge(83, early).values


def test_25_born_early_without_weeks_is_not_corrected():
    said = {"reg_gest_weeks": None, "reg_gest_source": "mother_says_early"}
    result = judge(90, said)
    assert result.fired == ("risk_preterm",)
    assert "corrected_age_d" not in result.values


def test_26_only_earlier_days_since_birth_count_and_the_higher_of_two():
    loss = {"gr_weight_g": 4900}
    assert judge(90, loss, previous={0: 5600, 120: 5600, -1: 5600}).fired == ()
    case = a_case(90, loss, previous={10: 4900})
    twice = [{"visit_on": case["previous"][0]["visit_on"], "weight_g": g} for g in (5100, 4800)]
    case["previous"] = [*twice, {"visit_on": str(VISIT_ON), "weight_g": 6000}]
    assert growth(judge_json(case)) == {"gr_weight_loss", "gr_poor_gain"}


def test_26_the_birth_weight_is_no_earlier_weight():
    result = judge(14, {"reg_birth_weight_g": 4000, "gr_weight_g": 3700, "gr_length_mm": 520})
    assert result.fired == ("gr_below_birth_weight",)


@pytest.mark.parametrize(
    ("now", "again", "days", "level"),
    [
        (4900, None, 10, "in_depth"),  # exactly 2 %
        (4901, None, 10, None),
        (4900, 4900, 10, "high"),
        (4900, 4901, 10, None),  # the second weighing does not show it
        (4900, 4800, 10, "high"),
        (4901, 4800, 10, None),
        (4900, None, 30, "in_depth"),
        (4900, None, 31, None),
        (4900, None, 1, "in_depth"),
    ],
)
def test_27_weight_loss(now, again, days, level):
    changes = GRAMS_ONLY | {"gr_weight_g": now, "gr_weight_2_g": again}
    result = judge(90, changes, previous={days: 5000})
    loss = [reason.levels for reason in result.reasons if reason.item_id == "gr_weight_loss"]
    assert loss == ([(level,)] if level else [])


def test_27_the_highest_weight_of_the_window_counts():
    result = judge(90, GRAMS_ONLY | {"gr_weight_g": 4950}, previous={3: 4900, 12: 5060, 40: 6000})
    assert "gr_weight_loss" in result.fired


def test_27_a_reported_loss_fires_whatever_weights_exist():
    result = judge(90, {"gr_weight_loss_report": True, "gr_weight_g": 5800}, previous={10: 5000})
    assert growth(result) == {"gr_weight_loss_report"}


@pytest.mark.parametrize(
    ("previous", "fires"),
    [
        ({5: 5800, 10: 5800}, True),
        ({5: 5800, 9: 5900}, False),  # no weight 5 days before the first
        ({4: 5700, 10: 5800, 15: 5850}, True),  # the weight of 4 days ago is too new
        ({5: 5800, 10: 5700}, False),  # gained between the two
        ({5: 5700, 10: 5800}, False),  # gained since
        ({6: 5900, 8: 5700, 11: 6000}, True),  # 8 is not 5 days before 6
    ],
)
def test_28_no_gain_twice(previous, fires):
    result = judge(90, GRAMS_ONLY | {"gr_weight_g": 5800}, previous=previous)
    assert ("gr_no_gain_twice" in result.fired) is fires


@pytest.mark.parametrize(
    ("age_days", "gain", "fires"),
    [(90, 139, True), (90, 140, False), (91, 69, True), (91, 70, False), (90, 200, False)],
)
def test_29_gain_a_day_by_age_today(age_days, gain, fires):
    result = judge(age_days, GRAMS_ONLY | {"gr_weight_g": 5800}, previous={7: 5800 - gain})
    assert ("gr_poor_gain" in result.fired) is fires


def test_29_the_latest_weight_that_is_7_days_old_and_from_day_14():
    now = GRAMS_ONLY | {"gr_weight_g": 5800}
    assert judge(90, now, previous={6: 5800, 8: 5000}).fired == ()
    assert "gr_poor_gain" in judge(90, now, previous={7: 5790, 20: 3000}).fired
    assert "gr_poor_gain" not in judge(21, {"gr_weight_g": 3600}, previous={8: 3590}).fired
    assert "gr_poor_gain" in judge(21, {"gr_weight_g": 3600}, previous={7: 3590}).fired


@pytest.mark.parametrize(("days", "fires"), [(13, False), (14, True), (56, True), (57, False)])
def test_30_a_fall_across_growth_lines_and_its_window(days, fires):
    result = judge(120, GRAMS_ONLY | {"gr_weight_g": 6000}, previous={days: 6500})
    assert ("gr_line_drop" in result.fired) is fires


def test_30_the_highest_earlier_score_counts_and_the_limits_are_included():
    now = GRAMS_ONLY | {"gr_weight_g": 6200}
    previous = {20: 6000, 40: 6100, 50: 4000}
    drop = judge(120, now, previous=previous).values["waz_drop"]
    assert drop == judge(120, now, previous={40: 6100}).values["waz_drop"]
    exact = find(default_pathway(), parse_case(a_case(120, now, previous=previous)), ALL)
    exact_drop = exact.values["waz_drop"]
    assert isinstance(exact_drop, float)
    for limit, levels in (
        (exact_drop, [("moderate",)]),
        (exact_drop + 1e-9, []),
        (exact_drop / 2, [("in_depth",)]),
        (exact_drop / 2 + 1e-9, [("moderate",)]),
    ):
        result = judge(120, now, previous=previous, parameters={"line_drop_z": limit})
        found = [r.levels for r in result.reasons if r.item_id == "gr_line_drop"]
        assert found == levels


@pytest.mark.parametrize(
    ("now", "level"),
    [(2791, None), (2790, "moderate"), (2700, "moderate"), (2699, "high")],
)
def test_31_loss_since_birth(now, level):
    changes = {"reg_birth_weight_g": 3000, "gr_weight_g": now, "gr_length_mm": None}
    for age_days in (0, 13):
        result = judge(age_days, changes)
        loss = [r.levels for r in result.reasons if r.item_id == "gr_newborn_loss"]
        assert loss == ([(level,)] if level else [])
    assert "gr_newborn_loss" not in judge(14, changes).fired


def test_31_below_birth_weight_from_day_14_and_never_without_a_birth_weight():
    below = {"reg_birth_weight_g": 3501, "gr_weight_g": 3500}
    assert "gr_below_birth_weight" in judge(14, below).fired
    assert "gr_below_birth_weight" not in judge(13, below).fired
    assert "gr_below_birth_weight" not in judge(14, below | {"gr_weight_g": 3501}).fired
    unknown = {"reg_birth_weight_g": None, "reg_birth_weight_source": "unknown"}
    assert judge(14, below | unknown).fired == ()


def test_32_scores_need_the_sex():
    assert growth(judge(90, THIN | {"reg_sex": None})) == set()
    assert "gr_waz" in growth(judge(90, THIN))


@pytest.mark.parametrize(("length", "has"), [(449, False), (450, True)])
def test_32_what_cannot_be_worked_out_is_not_missing(length, has):
    result = judge(0, {"gr_length_mm": length})
    assert ("wlz" in result.values) is has
    assert result.level == "low"

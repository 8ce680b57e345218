"""The wizard's brain, without a screen: answers in; sections, questions, problems, result out."""

from datetime import date, datetime

import pytest

from mami_desktop.pathway.assessment import NOT_ASSESSED, Assessment
from mami_desktop.pathway.assessment_views import (
    asked_sections,
    missing_questions,
    questions,
    sections,
    target_of,
    undecided_by_section,
)
from mami_desktop.pathway.load import default_pathway

VISIT = date(2026, 11, 21)
NO_DANGER = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_temp_c": "36,8",
    "ds_a_resp_rate": "48",
    "ds_a_other_critical": False,
    "ds_oedema": "none",
}


@pytest.fixture
def assessment() -> Assessment:
    """A boy of 52 days: the young-infant list."""
    made = Assessment(default_pathway(), VISIT)
    answer_all(made, {"reg_dob": "30 09 26", "reg_sex": "male"})
    return made


def answer_all(assessment: Assessment, answers: dict[str, object]) -> None:
    for item_id, value in answers.items():
        assert assessment.answer(item_id, value) == []


def asked(assessment: Assessment, section_id: str) -> list[str]:
    return [view.item.id for view in questions(assessment, section_id)]


def section(assessment: Assessment, section_id: str):
    return next(view for view in sections(assessment) if view.id == section_id)


def question(assessment: Assessment, item_id: str):
    section_id = assessment.pathway.items[item_id].section
    return next(q for q in questions(assessment, section_id) if q.item.id == item_id)


def words(problems) -> list[str]:
    return [problem.text for problem in problems]


def test_an_untouched_question_is_absent_and_not_assessed_is_an_answer(assessment):
    assert "ds_oedema" not in assessment.answers
    assert question(assessment, "ds_oedema").state == ""
    at = datetime(2026, 11, 21, 10, 42)
    assessment.answer("ds_oedema", NOT_ASSESSED, by="N. Sample", at=at)
    assert assessment.answers["ds_oedema"] == {
        "value": None,
        "parts": {},
        "state": "not_assessed",
        "why": None,
        "at": "2026-11-21T10:42:00",
        "by": "N. Sample",
    }
    assert assessment.result().level == "incomplete"
    assert "ds_oedema" in assessment.result().missing_signs


def test_an_answer_is_stored_in_the_units_of_the_register(assessment):
    assessment.answer("gr_weight_g", "3,8", by="N. Sample")
    stored = assessment.answers["gr_weight_g"]
    assert (stored["value"], stored["state"], stored["by"]) == (3800, "typed", "N. Sample")
    assert assessment.value("reg_dob") == "2026-09-30"


def test_a_refused_text_never_leaves_an_older_answer_standing(assessment):
    assessment.answer("gr_weight_g", "3.8")
    problems = assessment.answer("gr_weight_g", "38")
    assert words(problems) == ["38? Type 3.8 or 3800."]
    assert assessment.value("gr_weight_g") is None
    assert question(assessment, "gr_weight_g").typed == "38"
    assert words(question(assessment, "gr_weight_g").problems) == ["38? Type 3.8 or 3800."]
    assert section(assessment, "growth").state == "partly"
    assert assessment.answer("gr_weight_g", "3.8") == []
    assert assessment.refused == {}


def test_two_readings_too_far_apart_ask_for_a_third(assessment):
    assessment.answer("gr_weight_g", "3.8")
    problems = assessment.answer("gr_weight_2_g", "3.95")
    assert [p.severity for p in problems] == ["soft"]
    assert problems[0].text.startswith("The two readings are 0.150 kg apart, more than 0.100 kg.")
    assert assessment.value("gr_weight_2_g") == 3950
    assert assessment.answer("gr_weight_2_g", "3.85") == []


def test_a_second_value_belongs_to_its_answer(assessment):
    older = Assessment(default_pathway(), VISIT)
    answer_all(older, {"reg_dob": "30 06 26"})
    assert older.answer("cb_cough", True, parts={"days": "3"}) == []
    assert older.answers["cb_cough"]["parts"] == {"days": 3}
    problems = older.answer("cb_cough", True, parts={"days": "many"})
    assert words(problems) == ["“many” is not a number. Type digits only."]
    assert older.answers["cb_cough"]["parts"] == {}
    assert older.refused == {"cb_cough.days": "many"}
    older.clear("cb_cough")
    assert (older.answers.get("cb_cough"), older.refused) == (None, {})


def test_blood_pressure_keeps_the_parts_that_were_measured(assessment):
    assert assessment.answer("mp_bp", None, parts={"systolic": "165"}) == []
    assert assessment.answers["mp_bp"]["parts"] == {"systolic": 165}
    assert assessment.result().mother_urgent


def test_none_of_the_list_stands_alone(assessment):
    assessment.answer("fd_behaviour", ["tires", "settled"])
    assert assessment.value("fd_behaviour") == ["settled", "tires"]
    assert words(assessment.answer("fd_behaviour", ["none", "tires"])) == [
        "“Nothing of the list” stands alone."
    ]


def test_a_closed_question_keeps_its_answer_unused(assessment):
    assessment.answer("bfa_freq", "5")
    assert "bfa_freq" in assessment.result().fired
    assessment.answer("fd_type", "not_bf")
    closed = question(assessment, "bfa_freq")
    assert (closed.open, closed.value) == (False, 5)
    assert "bfa_freq" not in assessment.result().fired
    assert "bfa_switching" not in asked(assessment, "feeding")
    assert "nba_feeds" in asked(assessment, "feeding")
    assessment.answer("fd_type", "exclusive_bf")
    assert question(assessment, "bfa_freq").open
    assert "bfa_freq" in assessment.result().fired


def test_a_section_outside_the_age_says_so(assessment):
    assert section(assessment, "clinical_b").state == "not_for_this_age"
    assert section(assessment, "clinical_a").state == "open"
    assessment.answer("reg_mother_status", "dead")
    assert section(assessment, "mother_mental").state == "not_needed"


def test_a_section_is_done_when_all_that_counts_was_answered(assessment):
    assert section(assessment, "danger_signs").state == "open"
    answer_all(assessment, NO_DANGER)
    assert section(assessment, "danger_signs").state == "partly"
    assessment.not_assessed("ds_clinician")
    assert section(assessment, "danger_signs").state == "done"
    assessment.answer("ds_oedema", "plus2")
    danger = section(assessment, "danger_signs")
    assert (danger.state, danger.findings, danger.worst) == ("findings", 1, "high")


def test_the_short_check_is_not_asked_beside_the_full_assessment(assessment):
    assert "rapid_screen" not in [s.id for s in asked_sections(assessment)]
    assessment.answer("rs_danger", True)
    assert "rapid_screen" in [s.id for s in asked_sections(assessment)]


def test_what_the_register_asks_once_is_not_asked_again(assessment):
    assert not {"reg_date", "reg_consent", "reg_infant_id"} & set(asked(assessment, "registration"))


def test_one_danger_sign_is_high_at_once_and_nothing_is_undecided(assessment):
    assessment.answer("ds_a_convulsion", True)
    assert assessment.result().level == "high"
    assert undecided_by_section(assessment) == []
    assert question(assessment, "ds_a_convulsion").findings[0][0] == "high"


def test_low_is_never_shown_while_anything_needed_is_open(assessment):
    """Answer every needed question harmlessly, one by one: incomplete until the very last."""
    harmless = {
        "bool": False,
        "multi": ["none"],
        "gr_weight_g": "5.2",
        "gr_length_mm": "57",
        "gr_muac_mm": "125",
        "reg_gest_weeks": "40",
        "reg_birth_weight_g": "3.3",
        "reg_mother_age_y": "27",
        "bfa_freq": "10",
        "fd_urine_24h": "8",
        "mp_muac_mm": "260",
        "med_hiv": "not_exposed",
        "mp_hiv": "negative_recent",
        "bfa_supply_view": "enough",
    }
    good_when_yes = ("bfa_att_", "bfa_pos_")
    answer_all(assessment, NO_DANGER)
    while missing := missing_questions(assessment):
        assert assessment.result().level == "incomplete", missing
        item = assessment.pathway.items[missing[0]]
        if item.id.startswith(good_when_yes):
            value: object = True
        elif item.id in harmless:
            value = harmless[item.id]
        elif item.id.startswith("mh_phq"):
            value = "0"
        elif item.kind == "choice":
            value = item.choices[0].code
        else:
            value = harmless[item.kind]
        assert assessment.answer(item.id, value) == []
    assert assessment.result().level == "low"
    assessment.not_assessed("risk_food")
    assert assessment.result().level == "incomplete"
    assert missing_questions(assessment) == ["risk_food"]


def test_undecided_is_split_into_what_could_make_it_high_and_what_adds_actions(assessment):
    answer_all(assessment, NO_DANGER | {"gr_muac_mm": "108"})
    views = {view.section_id: view for view in undecided_by_section(assessment)}
    assert views["mother_mental"].high
    assert views["mother_mental"].count == 4 + 9  # nine questions stand behind the PHQ total
    assert not views["feeding"].raising
    order = [view.raising for view in undecided_by_section(assessment)]
    assert order == sorted(order, reverse=True)


def test_a_computed_finding_leads_to_a_question_behind_it(assessment):
    answer_all(assessment, {"gr_weight_g": "3.8", "bfa_att_chin": True, "bfa_att_lip": False})
    assert target_of(assessment, "gr_waz") == "gr_weight_g"
    assert target_of(assessment, "bfa_attachment") == "bfa_att_lip"
    assert question(assessment, "bfa_att_lip").findings == (("moderate", "Attachment not good"),)


def test_a_finding_stands_beside_the_answer_that_made_it_not_the_one_given_last(assessment):
    answer_all(assessment, {"bfa_att_lip": False, "bfa_att_areola": True})
    assert target_of(assessment, "bfa_attachment") == "bfa_att_lip"
    assert question(assessment, "bfa_att_areola").findings == ()


def test_questions_left_open_can_be_stored_as_not_assessed_because_of_referral(assessment):
    assessment.answer("ds_a_convulsion", True)
    assessment.leave_open_because("urgent_referral", by="N. Sample")
    assert assessment.answers["bfa_freq"]["state"] == "not_assessed"
    assert assessment.answers["bfa_freq"]["why"] == "urgent_referral"
    assert assessment.value("ds_a_convulsion") is True
    assert "cb_cough" not in assessment.answers
    assert assessment.result().level == "high"


@pytest.mark.parametrize(
    ("typed", "words_"),
    [
        ("22 11 26", "22 Nov 2026 lies in the future. Correct the date of birth."),
        (
            "9 5 26",
            "The infant is 6 months 12 days old. MAMI ends at 6 months: refer to care for older"
            " children, or correct the date.",
        ),
        (
            "21 5 26",
            "The infant is 6 months old. MAMI ends at 6 months: refer to care for older"
            " children, or correct the date.",
        ),
        ("31 2 26", "“31 2 26” is not a date. Type day, month, year: 21 11 26."),
    ],
)
def test_a_date_of_birth_that_cannot_be_is_refused_in_words(assessment, typed, words_):
    assert words(assessment.answer("reg_dob", typed)) == [words_]
    assert assessment.born_on is None
    assert assessment.result().level == "incomplete"


def test_the_last_day_before_six_months_is_taken(assessment):
    assert assessment.answer("reg_dob", "22 5 26") == []
    assert assessment.born_on == date(2026, 5, 22)


def test_answers_of_another_pathway_version_are_kept_and_not_judged():
    kept = {"xx_gone": {"value": True, "parts": {}, "state": "typed"}}
    made = Assessment(default_pathway(), VISIT, kept)
    assert made.result().level == "incomplete"
    assert "xx_gone" in made.answers

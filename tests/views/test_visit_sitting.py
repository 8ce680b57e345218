"""A follow-up visit without its screen: what is asked, what is never assumed, what is kept."""

from datetime import date
from typing import Any

import pytest

from mami_desktop.pathway.load import default_pathway
from mami_desktop.services.drafts import list_drafts
from mami_desktop.services.pair import pair_story, stored_assessment
from mami_desktop.views.desk import Desk
from mami_desktop.views.visit.danger_list import (
    ASKED_AS_LIST,
    denial,
    listed_signs,
    measured_signs,
    sign_words,
    stand_ins,
)
from mami_desktop.views.visit.measuring import Earlier, follow_up_reader, length_due, soft_check
from mami_desktop.views.visit.sitting import Sitting
from tests.views.kept_registers import kept_register, with_alpha
from tests.views.pair_making import YOUNG_WELL, MadeRegister

TODAY = date(2026, 11, 21)


def bravo(made: MadeRegister) -> None:
    """Five weeks old on 21 November, born at term, at the first visit after enrolment."""
    made.enrol(
        date(2026, 11, 14),
        name="Bravo Example",
        born_on=date(2026, 10, 17),
        gest_weeks=40,
        weight_g=3400,
        birth_weight_g=3000,
        answers={"reg_mother_age_y": 25},
    )
    made.clock.on = TODAY


@pytest.fixture
def desk(tmp_path):
    register = with_alpha(tmp_path)
    yield Desk(register, register.users()[0])
    register.close()


@pytest.fixture
def young_desk(tmp_path):
    register = kept_register(tmp_path, "bravo", fill=bravo)
    yield Desk(register, register.users()[0])
    register.close()


def begin(desk: Desk) -> Any:
    """A visit of the only pair of the register."""
    from mami_desktop.services.register import RegisterFilter, register_page

    with desk.reading() as work:
        (row,) = register_page(work, RegisterFilter()).rows
    return Sitting.begin(desk, row.enrolment_uid)


def level(sitting: Sitting) -> str | None:
    result = sitting.result()
    assert result is not None
    return result.level


def test_the_danger_list_is_that_of_the_age_and_holds_no_measurement():
    pathway = default_pathway()
    young = frozenset(i for i in pathway.items if i.startswith("ds_a_") or i == "ds_oedema")
    assert [item.id for item in listed_signs(pathway, young)] == [
        "ds_a_feeding",
        "ds_a_convulsion",
        "ds_a_indrawing",
        "ds_a_movement",
        "ds_a_other_critical",
        "ds_oedema",
    ]
    measured = [item.id for item in measured_signs(pathway, young)]
    assert measured == ["ds_a_temp_c", "ds_a_resp_rate", "ds_a_resp_rate_2"]
    assert [item.id for item in stand_ins(pathway, young)] == ["ds_a_touch"]


def test_denying_a_sign_is_the_answer_at_which_nothing_fires():
    items = default_pathway().items
    assert denial(items["ds_a_feeding"]) == "feeding_well"
    assert denial(items["ds_a_movement"]) == "spontaneous"
    assert denial(items["ds_b_vomits"]) is False
    assert denial(items["ds_oedema"]) == "none"
    assert list(sign_words(items["ds_a_movement"])) == [
        "Does not move at all",
        "Moves only when stimulated",
    ]


def test_none_of_these_answers_each_sign_by_itself_and_says_how_it_was_asked(desk):
    sitting = begin(desk)
    assert level(sitting) == "incomplete"
    sitting.deny_danger_list()
    answers = sitting.assessment.answers
    for item in sitting.listed():
        assert answers[item.id]["value"] in (False, "none")
        assert answers[item.id]["why"] == ASKED_AS_LIST
        assert answers[item.id]["state"] == "typed"
    assert level(sitting) != "incomplete"
    sitting.open_danger_list()
    assert sitting.denied() == []
    assert level(sitting) == "incomplete"


def test_under_two_months_the_list_leaves_the_visit_incomplete_until_measured(young_desk):
    sitting = begin(young_desk)
    sitting.deny_danger_list()
    assert level(sitting) == "incomplete"
    assert "Temperature in the armpit" in sitting.still_open()
    sitting.answer("ds_a_temp_c", "36,8")
    assert level(sitting) == "incomplete"
    sitting.answer("ds_a_resp_rate", "64")
    assert level(sitting) == "incomplete"
    sitting.answer("ds_a_resp_rate_2", "52")
    assert level(sitting) is None
    sitting.answer("ds_a_temp_c", "38,4")
    assert level(sitting) == "high"


def test_without_thermometer_the_hand_answers_and_only_the_hand(young_desk):
    sitting = begin(young_desk)
    sitting.deny_danger_list()
    sitting.answer("ds_a_resp_rate", "44")
    assert not sitting.assessment.touched("ds_a_touch")
    sitting.answer("ds_a_touch", "hot")
    assert level(sitting) == "high"


def test_a_visit_that_finds_nothing_is_never_low(young_desk):
    sitting = begin(young_desk)
    for item, value in YOUNG_WELL.items():
        sitting.answer(item, value)
    sitting.answer("gr_weight_g", "3,6")
    assert level(sitting) is None
    saved = sitting.finish(None)
    assert saved.level is None
    with young_desk.reading() as work:
        header = pair_story(work, enrolment_uid=sitting.enrolment_uid).header
    assert header.level in ("incomplete", "moderate")


def test_only_lasting_facts_are_carried_and_say_where_they_come_from(desk):
    sitting = begin(desk)
    answers = sitting.assessment.answers
    assert answers["reg_sex"]["state"] == "carried"
    assert answers["reg_mother_age_y"]["at"] == "2026-09-19"
    carried = [key for key, answer in answers.items() if answer["state"] == "carried"]
    assert not any(key.startswith(("ds_", "gr_", "fd_", "mp_muac", "mh_")) for key in carried)


def test_every_answer_is_on_disk_and_the_visit_is_offered_again(desk):
    sitting = begin(desk)
    sitting.put("attended_by", "mother")
    sitting.answer("gr_weight_g", "4,5")
    sitting.answer("gr_muac_mm", "a lot")
    with desk.reading() as work:
        (draft,) = list_drafts(work)
    assert draft.answers["gr_weight_g"]["value"] == 4500
    assert draft.form["refused"] == {"gr_muac_mm": "a lot"}
    again = Sitting.begin(desk, sitting.enrolment_uid)
    assert again.weight_g == 4500
    assert again.form["attended_by"] == "mother"
    assert again.assessment.refused == {"gr_muac_mm": "a lot"}


def test_a_draft_stays_of_the_day_it_was_begun(desk, monkeypatch):
    sitting = begin(desk)
    sitting.put("attended_by", "mother")
    desk.register.clock.on = date(2026, 11, 23)
    again = Sitting.begin(desk, sitting.enrolment_uid)
    assert again.visit_on == TODAY


def test_a_back_dated_visit_takes_age_and_earlier_values_of_its_day(desk):
    sitting = begin(desk)
    sitting.answer("gr_weight_g", "3,7")
    sitting.move_to(date(2026, 10, 31))
    assert sitting.number == 5
    assert sitting.last("weight_g") == Earlier(3560, date(2026, 10, 24))
    assert sitting.weight_g == 3700
    assert sitting.result().values["age_d"] == 74


def test_an_unusual_weight_is_asked_about_once_and_the_answer_is_kept(desk):
    sitting = begin(desk)
    sitting.answer("gr_weight_g", "5,4")
    check = sitting.weight_to_look_at()
    assert check is not None
    assert "+1\u202f340 g in 14 days (+96 g a day)" in check.title
    sitting.keep("gr_weight_g")
    assert sitting.weight_to_look_at() is None
    assert sitting.assessment.answers["gr_weight_g"]["why"] == "kept_after_check"
    sitting.answer("gr_weight_g", "5,5")
    assert sitting.weight_to_look_at() is not None
    sitting.answer("gr_weight_2_g", "5,5")
    assert sitting.weight_to_look_at() is None


@pytest.mark.parametrize(
    ("value", "days", "asked"),
    [
        (4500, 14, False),
        (4060, 14, False),
        (4050, 14, True),  # any loss
        (4900, 14, False),
        (4901, 14, True),  # more than 60 g a day
        (4500, 7, True),
        (4480, 7, False),
        (9000, 0, False),  # the same day says nothing about a rate
    ],
)
def test_what_a_weight_is_asked_about(value, days, asked):
    last = Earlier(4060, date(2026, 11, 7))
    found = soft_check(value, last, date.fromordinal(last.on.toordinal() + days))
    assert (found is not None) == asked


def test_a_field_says_what_it_understood_and_how_it_changed(desk):
    sitting = begin(desk)
    items = desk.pathway.items
    read = follow_up_reader(
        items["gr_weight_g"],
        TODAY,
        sitting.last("weight_g"),
        born_on=sitting.header.date_of_birth,
        parameters=sitting.parameters,
    )
    assert read("4,5").understood == "4.500 kg, +440 g, +31 g a day, good"
    assert read("4.1").understood == "4.100 kg, +40 g, +3 g a day, less than expected"
    assert read("45").problem is not None
    arm = follow_up_reader(items["gr_muac_mm"], TODAY, sitting.last("muac_mm"))
    assert arm("12,1").understood == "121 mm, was 118"


def test_length_is_due_after_four_weeks():
    assert length_due(None, TODAY)
    assert length_due(Earlier(528, date(2026, 10, 24)), TODAY)
    assert not length_due(Earlier(528, date(2026, 10, 25)), TODAY)


def test_finishing_saves_the_visit_and_what_became_of_the_actions(desk):
    sitting = begin(desk)
    sitting.put("attended_by", "mother")
    sitting.deny_danger_list()
    sitting.answer("gr_weight_g", "4,5")
    sitting.put("feeding_progress", "solved")
    sitting.put("mother", "well")
    sitting.put("illness", "none")
    sitting.put("actions", {"bf_attachment": "done", "care_kmc": "partly"})
    sitting.put("agreed", ["care_kmc"])
    proposed = sitting.proposal().proposed_on
    saved = sitting.finish(None)
    assert saved.visit_no == 6
    assert saved.next_visit_on == proposed
    with desk.reading() as work:
        story = pair_story(work, enrolment_uid=sitting.enrolment_uid)
        kept: Any = stored_assessment(work, saved.visit_uid)
        assert list_drafts(work) == []
    visit = story.visits[-1]
    assert (visit.weight_g, visit.feeding_progress, visit.visit_kind) == (
        4500,
        "solved",
        "scheduled",
    )
    assert [a.action_id for a in visit.actions] == ["care_kmc"]
    assert visit.note == "Mother: well. No illness since the last visit."
    assert kept.answers["ds_b_vomits"]["why"] == ASKED_AS_LIST
    assert kept.answers["reg_sex"]["state"] == "carried"


def test_a_second_visit_on_one_day_is_told_at_once(desk):
    sitting = begin(desk)
    assert not sitting.already_recorded
    sitting.deny_danger_list()
    sitting.finish(None)
    assert begin(desk).already_recorded

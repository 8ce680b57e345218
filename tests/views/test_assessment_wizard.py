"""The wizard: questions from the pathway, keyboard alone, the result growing beside them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mami_desktop.views import theme
from mami_desktop.views.assessment.screen import AssessmentScreen
from tests.views.wizard_driving import (
    BORN,
    ENTER,
    FORM,
    NO_DANGER,
    REGISTRATION,
    SMALL,
    Ways,
    begin,
    drafts,
    focused,
    make_desk,
    press,
    settle,
    show,
    type_in,
)


@pytest.fixture(autouse=True, scope="module")
def look(qapp):
    theme.apply(qapp)


@pytest.fixture
def desk(tmp_path):
    made = make_desk(tmp_path)
    yield made
    made.register.close()


@pytest.fixture
def wizard(qtbot, desk):
    """Opens the wizard on a draft with these answers."""

    def open_wizard(*answers, form=FORM, **args) -> AssessmentScreen:
        intake = begin(desk, *(answers or (BORN,)), form=form)
        screen = AssessmentScreen(desk)
        show(qtbot, screen, draft_uid=intake.draft_uid, **args)
        return screen

    return open_wizard


def go(screen: AssessmentScreen, section: str, item: str | None = None) -> None:
    screen.show_section(section, item)
    settle()


def row(screen: AssessmentScreen, item_id: str):
    return screen._pages[screen._section].row(item_id)


def answer_on_disk(desk, item_id: str):
    return drafts(desk)[0].answers.get(item_id)


def entry_note(screen: AssessmentScreen, section: str) -> str:
    return screen._list.note(section)


def test_danger_signs_open_first_with_nothing_chosen(wizard):
    screen = wizard()
    assert screen._section == "danger_signs"
    assert screen._panel.level() == "incomplete"
    page = screen._pages["danger_signs"]
    assert page.shown_items()[0] == "ds_a_feeding"
    for item_id in page.shown_items():
        assert all(stop.is_empty() for stop in page.row(item_id).editor.stops)


def test_digits_choose_enter_goes_on_and_each_answer_is_on_disk_first(wizard, desk):
    screen = wizard()
    press(Qt.Key.Key_1)
    assert answer_on_disk(desk, "ds_a_feeding")["value"] == "feeding_well"
    press(ENTER)
    assert row(screen, "ds_a_convulsion").isAncestorOf(focused())
    press(Qt.Key.Key_0)
    stored = answer_on_disk(desk, "ds_a_convulsion")
    assert (stored["value"], stored["state"], stored["by"]) == (None, "not_assessed", "N. Sample")
    press(ENTER, Qt.Key.Key_2, ENTER)
    assert answer_on_disk(desk, "ds_a_indrawing")["value"] is False
    press(Qt.Key.Key_1, ENTER)
    type_in("36,8")
    assert answer_on_disk(desk, "ds_a_temp_c")["value"] == 36.8
    assert "ds_a_touch" not in screen._pages["danger_signs"].shown_items()
    assert row(screen, "ds_a_resp_rate").isAncestorOf(focused())


def test_going_back_shows_the_answers_and_delete_takes_one_back(wizard, desk):
    wizard(BORN, {"ds_a_feeding": "feeding_well"}, section="danger_signs", item="ds_a_convulsion")
    press(Qt.Key.Key_Up)
    button = focused()
    assert isinstance(button, QPushButton)
    assert button.isChecked()
    press(Qt.Key.Key_Delete)
    assert answer_on_disk(desk, "ds_a_feeding") is None


def test_a_danger_sign_turns_everything_at_once(wizard, desk):
    ways = Ways(desk)
    screen = wizard(BORN, section="danger_signs", item="ds_a_convulsion")
    press(Qt.Key.Key_1)
    assert screen._panel.level() == "high"
    assert screen._panel.sentence().startswith("Refer to inpatient care now")
    assert screen._strip.title().startswith("Danger sign: Fits in this illness or now.")
    assert not screen._refer.isHidden()
    assert screen._next.isHidden()
    assert entry_note(screen, "danger_signs") == "1 danger sign"
    assert "First dose before leaving" in screen._panel.texts()
    press(Qt.Key.Key_F9)
    (draft,) = drafts(desk)
    assert ways.last == ("referral", {"draft_uid": draft.draft_uid, "urgency": "emergency"})
    assert draft.answers["ds_a_convulsion"]["value"] is True


def test_enter_never_presses_refer_now(wizard, desk):
    ways = Ways(desk)
    screen = wizard(BORN, {"ds_a_convulsion": True}, section="danger_signs")
    screen._refer.setFocus()
    press(ENTER)
    assert ways.asked == []


def test_f9_works_in_every_section(wizard, desk):
    ways = Ways(desk)
    screen = wizard()
    for number, section in enumerate(screen._walkable(), 1):
        go(screen, section)
        press(Qt.Key.Key_F9)
        assert len(ways.asked) == number


def test_steps_before_leaving_are_ticked_and_kept(wizard, desk):
    screen = wizard(BORN, {"ds_a_convulsion": True})
    screen._panel.step_done.emit("pre_keep_warm", True)
    assert drafts(desk)[0].form["steps_done"] == ["pre_keep_warm"]
    screen._panel.step_done.emit("pre_keep_warm", False)
    assert drafts(desk)[0].form["steps_done"] == []


def test_low_is_not_shown_while_something_is_open(wizard):
    screen = wizard(REGISTRATION, NO_DANGER)
    assert screen._panel.level() == "incomplete"
    assert "answers are still open" in screen._panel.sentence()
    assert any("Feeding" in text for text in screen._panel.texts())


def test_the_panel_says_why_and_a_line_leads_to_its_answer(wizard):
    screen = wizard(REGISTRATION, NO_DANGER, SMALL, section="feeding")
    assert screen._panel.level() == "moderate"
    lines = screen._panel.texts()
    assert "Arm 108 mm. below 110 mm, counts from 42 days of age" in lines
    assert "Weight-for-age −2.52. below −2" in lines
    assert "could still make it High" in screen._panel.sentence()
    screen._panel.asked_item.emit("gr_muac_mm")
    settle()
    assert screen._section == "growth"
    assert row(screen, "gr_muac_mm").isAncestorOf(focused())


def test_a_measurement_shows_what_was_understood_and_its_z(wizard, desk):
    screen = wizard(REGISTRATION, NO_DANGER, section="growth")
    type_in("3800")
    weight = row(screen, "gr_weight_g")
    assert weight.editor._understood.text() == "= 3.800 kg"
    assert weight._note.text() == "WAZ −2.52"
    type_in("44.0")
    assert row(screen, "gr_length_mm")._note.text().startswith("No weight-for-length below 45 cm")
    type_in("10.8")
    assert answer_on_disk(desk, "gr_muac_mm")["value"] == 108


def test_an_arm_typed_in_the_wrong_unit_is_asked_about_and_kept(wizard, desk):
    screen = wizard(BORN, section="growth", item="gr_muac_mm")
    type_in("108 cm")
    assert answer_on_disk(desk, "gr_muac_mm")["value"] == 108
    assert "did you mean 108 mm?" in row(screen, "gr_muac_mm")._problem.text()


def test_bad_input_is_told_beside_the_field_and_kept_as_typed(wizard, desk, qtbot):
    screen = wizard(REGISTRATION, NO_DANGER, {"gr_weight_g": "3.8"}, section="growth")
    row(screen, "gr_weight_g").editor.stops[0].focus_entry()
    type_in("38")
    assert row(screen, "gr_weight_g")._problem.text() == "38? Type 3.8 or 3800."
    assert answer_on_disk(desk, "gr_weight_g") is None
    again = AssessmentScreen(desk)
    show(qtbot, again, draft_uid=drafts(desk)[0].draft_uid, section="growth")
    assert row(again, "gr_weight_g").editor.stops[0].typed() == "38"
    assert row(again, "gr_weight_g")._problem.text() == "38? Type 3.8 or 3800."


def test_a_stored_measurement_is_shown_when_its_page_opens(wizard):
    screen = wizard(REGISTRATION, NO_DANGER, SMALL, section="growth")
    assert row(screen, "gr_weight_g").editor.stops[0].typed() == "3.800"


def test_a_second_reading_opens_with_ctrl_2(wizard, desk):
    screen = wizard(REGISTRATION, NO_DANGER, SMALL, section="growth", item="gr_weight_g")
    assert "gr_weight_2_g" not in screen._pages["growth"].shown_items()
    press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    assert row(screen, "gr_weight_2_g").isAncestorOf(focused())
    type_in("3.95")
    assert answer_on_disk(desk, "gr_weight_2_g")["value"] == 3950
    assert row(screen, "gr_weight_2_g")._problem.text().startswith("The two readings are 0.150 kg")


def test_not_assessed_beside_a_number_takes_the_number_away(wizard, desk):
    screen = wizard(REGISTRATION, NO_DANGER, SMALL, section="growth")
    row(screen, "gr_weight_g").editor._skip.press("not_assessed")
    assert answer_on_disk(desk, "gr_weight_g")["state"] == "not_assessed"
    assert row(screen, "gr_weight_g").editor.stops[0].typed() == ""


def test_a_choice_with_a_code_yes_stays_a_code(wizard, desk):
    screen = wizard(REGISTRATION, section="mother_physical", item="mp_pregnant")
    row(screen, "mp_pregnant").editor.stops[0].press("yes")
    assert answer_on_disk(desk, "mp_pregnant")["value"] == "yes"


def test_a_closed_question_leaves_no_gap_and_its_answer_is_not_used(wizard, desk):
    screen = wizard(REGISTRATION, NO_DANGER, {"bfa_freq": "5"}, section="feeding", item="fd_type")
    feeding = screen._pages["feeding"]
    assert "bfa_switching" in feeding.shown_items()
    press(Qt.Key.Key_5)
    assert "bfa_switching" not in feeding.shown_items()
    assert "nba_feeds" in feeding.shown_items()
    assert row(screen, "bfa_freq")._words.text().endswith("(not used)")
    assert answer_on_disk(desk, "bfa_freq")["value"] == 5


def test_second_values_open_with_a_yes(wizard, desk):
    screen = wizard(
        REGISTRATION | {"reg_dob": "30 06 26"}, section="clinical_b", item="cb_diarrhoea"
    )
    press(Qt.Key.Key_1, ENTER)
    type_in("3")
    assert answer_on_disk(desk, "cb_diarrhoea")["parts"] == {"days": 3}
    assert row(screen, "cb_sunken_eyes").isAncestorOf(focused())


def test_several_codes_and_none_of_the_list(wizard, desk):
    wizard(REGISTRATION, NO_DANGER, section="feeding", item="fd_behaviour")
    press(Qt.Key.Key_3, Qt.Key.Key_5)
    assert answer_on_disk(desk, "fd_behaviour")["value"] == ["sleepy", "tires"]
    press(Qt.Key.Key_1)
    assert answer_on_disk(desk, "fd_behaviour")["value"] == ["none"]


def test_ctrl_up_and_down_walk_the_sections_of_this_age(wizard):
    screen = wizard(REGISTRATION)
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_Down, modifier=control)
    assert screen._section == "clinical_a"
    press(Qt.Key.Key_Down, modifier=control)
    assert screen._section == "medical_other"
    press(Qt.Key.Key_Up, modifier=control)
    assert screen._section == "clinical_a"


def test_section_states_are_told_in_words(wizard):
    screen = wizard(REGISTRATION, NO_DANGER, {"bfa_att_lip": False}, SMALL)
    assert entry_note(screen, "danger_signs") == "none found"
    assert entry_note(screen, "growth") == "3 of 5 answered, 2 findings"
    assert entry_note(screen, "feeding").endswith("1 finding")
    assert screen._list.keys()[-1] == "review"


def test_the_wellbeing_page_is_hidden_when_one_comes_back_to_it(wizard):
    screen = wizard(REGISTRATION, NO_DANGER, {"mh_harm_infant": True}, section="mother_mental")
    page = screen._pages["mother_mental"]
    assert not page.is_covered()
    assert any("harming" in text for text in screen._panel.texts())
    go(screen, "growth")
    assert not any("harming" in text for text in screen._panel.texts())
    assert "An answer in Mother: wellbeing" in screen._panel.texts()
    assert "harming" not in screen._strip.title()
    go(screen, "mother_mental")
    assert page.is_covered()
    press(Qt.Key.Key_F8)
    assert not page.is_covered()
    assert any("harming" in text for text in screen._panel.texts())
    press(Qt.Key.Key_F8)
    assert page.is_covered()


def test_thoughts_of_self_harm_bring_help_today_without_the_score(wizard):
    screen = wizard(REGISTRATION, NO_DANGER, {"mh_phq9": "1"}, section="growth")
    words = [part.text() for part in screen._panel.findChildren(type(screen._title))]
    assert "Stay with her. Help is needed today." in words


def test_esc_keeps_the_draft_and_it_goes_on_at_the_question_where_it_stopped(wizard, desk, qtbot):
    ways = Ways(desk)
    wizard(REGISTRATION, section="danger_signs")
    press(Qt.Key.Key_1, ENTER, Qt.Key.Key_2, ENTER)
    press(Qt.Key.Key_Escape)
    assert ways.last[0] == "today"
    (draft,) = drafts(desk)
    assert (draft.section, draft.item) == ("danger_signs", "ds_a_indrawing")
    again = AssessmentScreen(desk)
    show(qtbot, again, draft_uid=draft.draft_uid)
    assert row(again, "ds_a_indrawing").isAncestorOf(focused())
    assert row(again, "ds_a_feeding").editor.stops[0].value() == "feeding_well"


def test_registration_answers_can_be_mended_in_the_wizard(wizard, desk):
    screen = wizard(REGISTRATION, section="registration", item="reg_birth_weight_g")
    type_in("2.3")
    assert answer_on_disk(desk, "reg_birth_weight_g")["value"] == 2300
    assert "risk_lbw" in screen.intake.assessment.result().fired


@pytest.mark.parametrize("section", ["danger_signs", "growth", "feeding", "mother_physical"])
def test_nothing_is_cut_off_at_the_size_of_a_clinic_pc(wizard, section):
    screen = wizard(REGISTRATION, NO_DANGER, SMALL, section=section)
    page = screen._pages[section]
    for item_id in page.shown_items():
        shown = page.row(item_id)
        assert shown.width() <= page.width()
        assert shown.editor.geometry().right() <= shown.width()
    assert screen._card.geometry().right() < screen._panel.geometry().left()


def test_with_large_text_the_panel_folds_into_a_strip_that_opens_it(qapp, wizard):
    theme.apply(qapp, text_scale=150)
    try:
        screen = wizard(REGISTRATION, NO_DANGER, SMALL, section="growth")
        fold = screen._fold
        assert screen._panel.isHidden()
        assert fold._badge.level() == "moderate"
        fold._toggle.click()
        assert not screen._panel.isHidden()
        assert screen._card.isHidden()
        go(screen, "feeding")
        assert not screen._card.isHidden()
    finally:
        theme.apply(qapp)


def test_f1_tells_where_the_question_comes_from_and_how_sure_that_is(wizard, desk):
    screen = wizard(section="danger_signs")
    press(Qt.Key.Key_F1)
    question = screen._pages["danger_signs"]._current
    words = question._hint.text()
    item = question.item
    assert f"{item.id}, version {desk.pathway.version}" in words
    assert desk.pathway.marks[item.mark] in words
    assert desk.pathway.source_text(item.source) in words
    press(Qt.Key.Key_F1)
    assert item.id not in question._hint.text()

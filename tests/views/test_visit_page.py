"""The follow-up page: an ordinary visit with the keyboard alone, and what it never lets pass."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mami_desktop.services.drafts import list_drafts
from mami_desktop.services.pair import pair_story
from mami_desktop.services.register import RegisterFilter, register_page
from mami_desktop.views.desk import Desk
from mami_desktop.views.visit.screen import VisitScreen
from tests.views.kept_registers import kept_register, with_alpha
from tests.views.test_visit_sitting import bravo
from tests.views.window_making import dressed, open_window, texts
from tests.views.wizard_driving import ENTER, Ways, focused, press, settle, show, type_in

CTRL = Qt.KeyboardModifier.ControlModifier


def pair_of(desk: Desk) -> str:
    """The enrolment of the only pair."""
    with desk.reading() as work:
        (row,) = register_page(work, RegisterFilter(status="all")).rows
    return row.enrolment_uid


def alone(qtbot, register) -> Any:
    """The visit page of the only pair, without the window around it."""
    dressed()
    screen = VisitScreen(Desk(register, register.users()[0]))
    show(qtbot, screen, enrolment_uid=pair_of(screen.desk))
    return screen


@pytest.fixture
def screen(qtbot, tmp_path):
    register = with_alpha(tmp_path)
    yield alone(qtbot, register)
    register.close()


@pytest.fixture
def young(qtbot, tmp_path):
    register = kept_register(tmp_path, "bravo", fill=bravo)
    yield alone(qtbot, register)
    register.close()


@pytest.fixture
def window(qtbot, tmp_path):
    """The whole window at the visit page."""
    register = with_alpha(tmp_path)
    made: Any = open_window(qtbot, register)
    made.go("visit", enrolment_uid=pair_of(made.desk))
    made.activateWindow()
    qtbot.waitUntil(lambda: made.current().page.came_with.has_focus())
    yield made
    register.close()


def focused_field() -> Any:
    """The field with the focus."""
    return focused()


def story(screen):
    with screen.desk.reading() as work:
        return pair_story(work, enrolment_uid=pair_of(screen.desk))


def button(screen, words: str) -> QPushButton:
    found = [b for b in screen.findChildren(QPushButton) if b.text().startswith(words)]
    return next(b for b in found if not b.isHidden())


def test_nothing_is_chosen_beforehand(screen):
    for stop in (
        screen.page.came_with,
        screen.page.danger.options,
        screen.page.feeding.options,
        screen.page.mother.options,
        screen.page.illness.options,
        *screen.page.agreed_last.options.values(),
        *screen.page.measures.editors.values(),
    ):
        assert stop.is_empty()
    assert screen.side.badge.level() == "incomplete"
    with screen.desk.reading() as work:
        assert list_drafts(work) == []


def test_an_ordinary_visit_takes_about_25_keys(window):
    screen = window.current()
    keys = 0

    def answer(text: str) -> None:
        nonlocal keys
        keys += len(text) + 1
        type_in(text)

    answer("1")  # came with her mother
    answer("1")  # no danger sign; the list is read, Enter confirms it
    answer("4,5")
    answer("121")
    answer("1")  # feeding solved
    answer("1")  # mother well
    answer("1")  # no illness
    answer("1")
    answer("2")  # agreed actions
    press(ENTER)  # nothing new is agreed
    assert focused() is screen.finish_button
    press(ENTER)
    assert keys + 2 <= 27
    last = story(screen).visits[-1]
    assert last.visit_on == date(2026, 11, 21)
    assert (last.weight_g, last.muac_mm, last.feeding_progress) == (4500, 121, "solved")
    assert window.where()[0] == "pair"


def test_the_list_of_danger_signs_is_read_before_it_counts(screen):
    press(Qt.Key.Key_1, ENTER)
    press(Qt.Key.Key_1)
    assert screen.page.danger.is_reading()
    assert "Vomits everything" in texts(screen.page.danger.reading)
    assert screen.sitting.denied() == []
    assert screen.side.badge.level() == "incomplete"
    press(ENTER)
    assert not screen.page.danger.is_reading()
    assert len(screen.sitting.denied()) == len(screen.sitting.listed())
    assert "asked as a list" in texts(screen.page.danger)


def test_a_list_that_was_not_confirmed_says_nothing(screen):
    screen.page.danger.options.press("none")
    press(ENTER)  # in the field that has the focus: who came
    assert screen.sitting.denied() == []


def test_a_young_infant_gets_temperature_and_breaths_as_fields(young):
    fields = young.page.measures.fields
    assert not fields["ds_a_temp_c"].isHidden()
    assert not fields["ds_a_resp_rate"].isHidden()
    assert fields["ds_a_resp_rate_2"].isHidden()
    assert fields["ds_a_touch"].isHidden()
    young.page.measures.editors["ds_a_resp_rate"].focus_entry()
    type_in("66")
    assert not fields["ds_a_resp_rate_2"].isHidden()
    young.page.measures.no_thermometer.click()
    assert not fields["ds_a_touch"].isHidden()


def test_a_danger_sign_leads_to_referral_and_enter_does_not_press_it(screen):
    ways = Ways(screen.desk)
    screen.page.danger.options.press("some")
    settle()
    assert screen.middle.currentWidget() is screen.detour
    press(Qt.Key.Key_1)
    assert screen.side.badge.level() == "high"
    press(Qt.Key.Key_Escape)
    assert screen.middle.currentWidget() is not screen.detour
    assert not screen.refer_button.isHidden()
    assert screen.danger.title().startswith("Danger sign")
    screen.refer_button.setFocus()
    press(ENTER)
    assert ways.asked == []
    press(Qt.Key.Key_F9)
    where, args = ways.last
    assert where == "referral"
    assert args["answers"]["ds_b_not_drinking"]["value"] is True


def test_a_referred_visit_can_be_finished_afterwards(window):
    screen = window.current()
    screen.page.came_with.press("mother")
    screen.page.danger.options.press("some")
    settle()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_F9)
    slip = window.current()
    slip.writing.put("to_facility", "District Hospital Example")
    slip.writing.issue()
    slip.go_back()
    settle()
    assert window.where()[0] == "visit"
    assert screen.sitting.form["attended_by"] == "mother"
    screen.finish()
    screen.finish()
    told = story(screen)
    assert told.header.status == "at_inpatient"
    assert told.visits[-1].level == "high"
    assert [slip.to_facility for slip in told.referrals] == ["District Hospital Example"]


def test_bad_input_stays_typed_with_a_message_beside_it(screen):
    weight = screen.page.measures.editors["gr_weight_g"]
    weight.focus_entry()
    type_in("45")
    field = screen.page.measures.fields["gr_weight_g"]
    assert field.problem().severity == "hard"
    assert weight.typed() == "45"
    assert screen.sitting.weight_g is None
    screen.finish()
    assert "cannot be taken" in screen.strip.title()
    assert len(story(screen).visits) == 6


def test_an_unusual_weight_asks_and_keeps_the_answer(screen):
    screen.page.measures.editors["gr_weight_g"].focus_entry()
    type_in("5,4")
    strip = screen.page.measures.strip
    assert "+96 g a day" in strip.title()
    assert "no gain is judged" in texts(screen.side)
    button(screen, "Keep 5.400 kg").click()
    settle()
    assert strip.title() == ""
    assert screen.sitting.form["kept"] == {"gr_weight_g": 5400}


def test_ctrl_2_opens_the_second_reading(screen):
    press(Qt.Key.Key_2, modifier=CTRL)
    assert not screen.page.measures.fields["gr_weight_2_g"].isHidden()
    type_in("4,5")
    assert screen.sitting.assessment.value("gr_weight_2_g") == 4500


def test_ctrl_d_records_another_day(screen):
    press(Qt.Key.Key_D, modifier=CTRL)
    focused_field().clear()
    type_in("14 11 2026")
    assert screen.sitting.visit_on == date(2026, 11, 14)
    assert "Saturday 14 November 2026" in texts(screen.page)
    press(Qt.Key.Key_D, modifier=CTRL)
    focused_field().clear()
    type_in("24 12 2026")
    assert screen.sitting.visit_on == date(2026, 11, 14)
    assert "future" in screen.page.day_field.problem().text


def test_what_is_open_is_said_once_and_then_saved_as_incomplete(screen):
    screen.finish()
    assert "danger signs" in screen.strip.title()
    assert len(story(screen).visits) == 6
    screen.finish()
    last = story(screen).visits[-1]
    assert last.level == "incomplete"


def test_a_concern_about_the_mother_opens_only_her_questions(screen):
    screen.page.mother.options.press("concern")
    settle()
    assert screen.middle.currentWidget() is screen.detour
    assert set(screen.detour.pages) == {"mother_physical", "mother_mental"}
    screen.sitting.answer("mp_muac_mm", "205")
    press(Qt.Key.Key_Escape)
    assert "2 findings" in texts(screen.page.mother)
    assert not screen.page.mother.more.isHidden()


def test_leaving_keeps_the_visit_and_coming_back_goes_on(window):
    screen = window.current()
    press(Qt.Key.Key_1, ENTER)
    press(Qt.Key.Key_Escape)
    assert window.where()[0] == "pair"
    press(Qt.Key.Key_F4)
    assert window.where()[0] == "visit"
    assert screen.page.came_with.value() == "mother"


def test_another_day_can_be_chosen_for_the_next_visit(screen):
    screen.page.next_on.focus_entry()
    focused_field().clear()
    type_in("28 11 2026")
    screen.finish()
    screen.finish()
    assert story(screen).header.next_visit_on == date(2026, 11, 28)


def test_a_next_visit_too_far_ahead_is_refused_beside_the_field(screen):
    screen.page.next_on.focus_entry()
    focused_field().clear()
    type_in("28 02 2027")
    assert "too late" in screen.page.next_field.problem().text
    screen.finish()
    assert len(story(screen).visits) == 6


def test_what_has_the_focus_is_in_sight(screen):
    screen.page.next_on.focus_entry()
    settle()
    top = screen.page.next_on.mapTo(screen.page, screen.page.next_on.rect().bottomLeft()).y()
    assert 0 < top < screen.page.height()


def test_a_day_before_the_enrolment_is_refused_beside_the_field(screen):
    press(Qt.Key.Key_D, modifier=CTRL)
    focused_field().clear()
    type_in("18 09 2026")
    assert "too early" in screen.page.day_field.problem().text
    assert screen.sitting.visit_on == date(2026, 11, 21)


def test_from_six_months_on_no_level_is_given_and_the_weight_is_kept(qtbot, tmp_path):
    register = with_alpha(tmp_path, on=date(2027, 2, 20))
    screen = alone(qtbot, register)
    assert screen.side.badge.level() is None
    assert "6 months old" in texts(screen.side)
    screen.page.mother.options.press("concern")
    assert screen.middle.currentWidget() is not screen.detour
    assert "do not apply" in screen.strip.title()
    screen.page.measures.editors["gr_weight_g"].focus_entry()
    type_in("6,9")
    screen.finish()
    screen.finish()
    last = story(screen).visits[-1]
    assert (last.weight_g, last.level) == (6900, None)
    register.close()

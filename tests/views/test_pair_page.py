"""The pair page: the whole story of infant and mother, and what can be done from it."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mami_desktop.services.contacts import log_contact
from mami_desktop.services.entries import NewContact, NewOutcome, NewReferral
from mami_desktop.services.outcomes import close_enrolment
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.register_file import Actor
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.facts import pair_facts
from mami_desktop.views.infant.papers import growth_chart_bytes
from mami_desktop.views.infant.screen import PairScreen
from tests.views.kept_registers import kept_register, with_alpha
from tests.views.pair_making import OLDER_WELL, MadeRegister, alpha
from tests.views.window_making import dressed, texts
from tests.views.wizard_driving import ENTER, Ways, press, settle, show, type_in

TODAY = date(2026, 11, 21)


def just_enrolled(made: MadeRegister) -> None:
    """One pair, enrolled today: one weight."""
    made.enrol(TODAY, name="Golf Example", born_on=date(2026, 9, 1), gest_weeks=40)


def full_story(made: MadeRegister) -> None:
    """Alpha with a call, a slip for the mother, an absent visit and a private finding."""
    saved = alpha(made)
    made.visit(saved.enrolment_uid, date(2026, 11, 14), {}, kind="absent")
    made.clock.on = TODAY
    with made.saving() as work:
        issue_referral(
            work,
            NewReferral(
                to_service="cmam_otp",
                urgency="routine",
                who_is_referred="mother",
                enrolment_uid=saved.enrolment_uid,
                ref_on=date(2026, 11, 7),
            ),
        )
        log_contact(
            work,
            NewContact(
                saved.enrolment_uid,
                "phone",
                "found_will_return",
                attempted_on=date(2026, 11, 16),
            ),
        )
    made.visit(
        saved.enrolment_uid,
        TODAY,
        OLDER_WELL | {"gr_weight_g": 4500, "gr_muac_mm": 121, "mh_coping": "severe"},
        feeding_progress="better",
    )


def shown(qtbot, register, *, role: str = "in_charge") -> Any:
    from mami_desktop.services.register import RegisterFilter, register_page

    dressed()
    user = register.users()[0]
    screen = PairScreen(Desk(register, Actor(user.user_uid, user.name, role)))
    with screen.desk.reading() as work:
        (row,) = register_page(work, RegisterFilter()).rows
    show(qtbot, screen, enrolment_uid=row.enrolment_uid)
    return screen


@pytest.fixture
def alpha_page(qtbot, tmp_path):
    register = with_alpha(tmp_path)
    yield shown(qtbot, register)
    register.close()


@pytest.fixture
def full_page(qtbot, tmp_path):
    register = kept_register(tmp_path, "full_story", fill=full_story)
    yield shown(qtbot, register)
    register.close()


def story_of(screen: PairScreen) -> list[str]:
    return [row.words() for row in screen.story.rows]


def table_of(screen: PairScreen) -> list[list[str]]:
    model = screen.visits.model()
    return [
        [model.index(row, at).data() or "" for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_story_is_told_newest_first(full_page):
    assert story_of(full_page) == [
        "Visit 7, slow. 21 Nov, +31 g a day",
        "Phone call, promised to come. 16 Nov, N. Sample",
        "Did not come. 14 Nov, N. Sample",
        "Sent: nutrition programme. 7 Nov, EX01/2026/R0001",
        "Visit 5, good. 7 Nov, N. Sample",
        "Visit 4, good. 24 Oct, N. Sample",
        "Visit 3, good. 10 Oct, N. Sample",
        "Visit 2, good. 3 Oct, N. Sample",
        "Visit 1, slow. 26 Sep, +17 g a day",
        "Enrolled, Moderate. 19 Sep, 4 weeks 4 days",
        "Born at 36 weeks. 18 Aug, 2\u202f250 g (card)",
    ]


def test_every_visit_is_a_line_and_absent_ones_stay(full_page):
    lines = table_of(full_page)
    assert lines[0][:8] == [
        "21 Nov",
        "13 w 4 d",
        "4.500 kg",
        "+31",
        "−1.24",
        "121 mm",
        "Better",
        "slow",
    ]
    assert lines[1][0] == "14 Nov"
    assert lines[1][2] == "Did not come"
    assert lines[1][3:9] == [""] * 6
    assert len(lines) == 8


def test_the_now_column_shows_infant_and_mother(full_page):
    now = texts(full_page.now)
    for words in ("4.500 kg", "+31 g a day", "expected at least 10 (programme default)"):
        assert words in now
    for words in ("−1.24", "121 mm", "226 mm", "below 230, 7 Nov"):
        assert words in now
    assert "Mother: nutrition programme" in now
    assert "answer missing" in now


def test_the_pair_bar_is_about_both(alpha_page):
    facts = alpha_page.pair()
    assert (facts.infant_name, facts.carer_name) == ("Alpha Example", "Mother A. Example")
    assert facts.age_days == 95
    assert facts.corrected_age_days == 67
    assert facts.level == "moderate"
    assert facts.next_visit_on == TODAY


def test_ages_are_switched_only_for_an_infant_born_early(alpha_page, qtbot, tmp_path):
    assert not alpha_page.chart.ages.isHidden()
    assert {m.sign for m in alpha_page.chart.view._plot._shown} == {"ring", "cross"}
    alpha_page.chart.ages.press("corrected")
    assert {m.sign for m in alpha_page.chart.view._plot._shown} == {"cross"}
    register = kept_register(tmp_path, "golf", fill=just_enrolled)
    golf = shown(qtbot, register)
    assert not golf.chart.ages.isVisible()
    register.close()


def test_one_weight_says_when_gain_will_show(qtbot, tmp_path):
    register = kept_register(tmp_path, "golf", fill=just_enrolled)
    golf = shown(qtbot, register)
    assert "Gain shows from the second weight." in texts(golf.chart)
    golf.chart.show_indicator("hcz")
    assert "No head circumference has been measured yet." in texts(golf.chart)
    register.close()


def test_point_and_line_of_a_visit_are_chosen_together(alpha_page, qtbot):
    alpha_page.visits.selectRow(1)
    settle()
    assert "24 Oct 2026" in alpha_page.chart.view.told.accessibleName()
    alpha_page.chart.view.setFocus()
    press(Qt.Key.Key_Left)
    assert alpha_page.visits.currentRow() == 2


def test_a_past_visit_opens_with_its_reasons_as_stored(full_page):
    full_page.visits.selectRow(7)
    full_page.visits.setFocus()
    press(ENTER)
    assert full_page.middle.currentWidget() is full_page.detail
    assert "Birth weight 2\u202f250 g" in full_page.detail.why()
    press(Qt.Key.Key_Escape)
    assert full_page.middle.currentIndex() == 0


def test_private_answers_are_covered_until_f8(full_page):
    full_page.open_visit(full_page.page.story.visits[-1].visit_uid)
    settle()
    covered = full_page.detail.why()
    assert "an answer in Mother: wellbeing" in covered
    full_page.detail.setFocus()
    press(Qt.Key.Key_F8)
    assert "an answer in Mother: wellbeing" not in full_page.detail.why()
    everywhere = texts(full_page.story) + texts(full_page.now) + texts(full_page.visits)
    assert "coping" not in everywhere.lower()


def test_f4_records_a_visit_and_f9_refers(alpha_page):
    ways = Ways(alpha_page.desk)
    press(Qt.Key.Key_F4)
    uid = alpha_page.page.header.enrolment_uid
    assert ways.last == ("visit", {"enrolment_uid": uid})
    press(Qt.Key.Key_F9)
    assert ways.last[0] == "referral"
    assert ways.last[1]["enrolment_uid"] == uid


def test_the_outcome_is_recorded_with_its_essentials(alpha_page):
    alpha_page.choose("Outcome...")
    settle()
    form = alpha_page.middle.currentWidget()
    form.save()
    assert form.fields["outcome"].problem() is not None
    form._outcome.set_value("graduated")
    form._on_outcome("graduated")
    form.save()
    assert "handed over" in form.fields["linked_to"].problem().text
    form.fields["linked_to"].editor.set_value("gmp")
    form.save()
    assert alpha_page.page.header.status == "left"
    assert alpha_page.page.story.enrolments[-1].outcome == "graduated"
    assert alpha_page.bar_buttons() == [alpha_page.more]
    assert "Outcome..." not in alpha_page.choices()


def test_an_outcome_before_the_last_visit_is_refused_beside_the_date(alpha_page):
    alpha_page.choose("Outcome...")
    settle()
    form = alpha_page.middle.currentWidget()
    form._outcome.set_value("left_area")
    form._on_outcome("left_area")
    day = form.fields["outcome_on"].editor
    day.set_typed("01 11 2026")
    form.save()
    assert "after that day" in form.fields["outcome_on"].problem().text
    assert day.typed() == "01 11 2026"
    assert alpha_page.page.header.status == "on_roll"


def test_a_pair_that_left_can_come_back(alpha_page):
    with alpha_page.desk.saving() as work:
        close_enrolment(
            work,
            NewOutcome(alpha_page.page.header.enrolment_uid, "left_area", TODAY),
        )
    assert alpha_page.page.header.status == "left"
    alpha_page.choose("Back on the roll...")
    alpha_page.middle.currentWidget().save()
    assert alpha_page.page.header.status == "on_roll"


def test_the_answer_to_a_slip_is_entered_here(full_page):
    slip = full_page.page.story.referrals[0]
    full_page.now.answer_asked.emit(slip.referral_uid)
    settle()
    form = full_page.middle.currentWidget()
    form.fields["result"].editor.set_value("treated_sent_back")
    form.fields["arrived_on"].editor.focus_entry()
    type_in("6 11 2026")
    form.save()
    assert "written after" in form.fields["arrived_on"].problem().text
    form.fields["arrived_on"].editor.set_typed("8 11 2026")
    form.save()
    settle()
    assert full_page.page.story.referrals[0].result == "treated_sent_back"
    assert "treated, sent back" in texts(full_page.now)


def test_a_visit_entered_in_error_is_struck_and_stays_readable(full_page):
    visit = full_page.page.story.visits[-1]
    full_page.open_visit(visit.visit_uid)
    full_page.detail.strike_asked.emit(visit.visit_uid)
    settle()
    form = full_page.middle.currentWidget()
    form.save()
    assert form.fields["reason"].problem() is not None
    form.fields["reason"].editor.set_typed("typed for another pair")
    form.save()
    assert full_page.page.story.visits[-1].struck
    settle()
    assert full_page.visits.item(0, 2).font().strikeOut()
    assert "4.060 kg" in texts(full_page.now)


def test_a_role_sees_only_what_it_may_do(qtbot, tmp_path):
    register = with_alpha(tmp_path)
    screen = shown(qtbot, register, role="data_officer")
    assert screen.bar_buttons() == [screen.more]
    assert screen.choices() == ["Print growth chart"]
    register.close()


def test_the_chart_is_printed_as_it_is_shown(alpha_page):
    from io import BytesIO

    from pypdf import PdfReader

    pdf = growth_chart_bytes(alpha_page.desk, alpha_page.page, alpha_page.chart.view.chart())
    (sheet,) = PdfReader(BytesIO(pdf)).pages
    words = sheet.extract_text()
    for told in ("Alpha Example", "Mother A. Example", "4.060 kg", "–1.43"):
        assert told in words


def test_a_baby_without_a_name_is_called_by_its_mother(alpha_page):
    from dataclasses import replace

    header = replace(alpha_page.page.header, infant_name=None, mother_status="dead")
    facts = pair_facts(header, TODAY)
    assert facts.infant_name == "Baby of Mother A. Example"
    assert facts.carer_note == "the mother has died"


def test_a_pair_known_only_from_an_emergency_slip_has_a_page_too(qtbot, tmp_path):
    register = kept_register(tmp_path)
    dressed()
    screen = PairScreen(Desk(register, register.users()[0]))
    with screen.desk.saving() as work:
        slip = issue_referral(work, NewReferral(to_service="inpatient_sc", urgency="emergency"))
    show(qtbot, screen, infant_uid=slip.infant_uid)
    known = screen.pair()
    assert known is not None and known.infant_name == "no name yet"
    assert "The sex is not known" in texts(screen.chart)
    assert screen.bar_buttons() == [screen.more]
    assert screen.choices() == ["Print growth chart", "Print slip EX01/2026/R0001"]
    for indicator in ("laz", "wlz", "hcz", "acz"):
        screen.chart.show_indicator(indicator)
    register.close()

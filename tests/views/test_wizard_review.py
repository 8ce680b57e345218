"""The last page of the wizard: decide, agree first steps, one button, one transaction."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from mami_desktop.models.entities import assessment
from mami_desktop.services.entries import NewReferral
from mami_desktop.services.pair import pair_story
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.register import RegisterFilter, find_pairs, register_page
from mami_desktop.tour.typist import question_of
from mami_desktop.views import theme
from mami_desktop.views.assessment.plan import Plan
from mami_desktop.views.assessment.screen import AssessmentScreen
from tests.views.wizard_driving import (
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

MODERATE = REGISTRATION | NO_DANGER | SMALL
IN_DEPTH = MODERATE | {"med_tb": True}
HIGH = MODERATE | {"ds_a_convulsion": True}


@pytest.fixture(autouse=True, scope="module")
def look(qapp):
    theme.apply(qapp)


@pytest.fixture
def desk(tmp_path):
    made = make_desk(tmp_path)
    yield made
    made.register.close()


@pytest.fixture
def nurse(tmp_path):
    made = make_desk(tmp_path, role="nurse")
    yield made
    made.register.close()


def review(qtbot, desk, answers, form=FORM) -> AssessmentScreen:
    intake = begin(desk, answers, form=form)
    screen = AssessmentScreen(desk)
    show(qtbot, screen, draft_uid=intake.draft_uid, section="review")
    return screen


def plan_of(screen: AssessmentScreen) -> Plan:
    assert screen._review.plan is not None
    return screen._review.plan


def choose(screen: AssessmentScreen, key: str, code: str) -> None:
    screen._review._told[key].editor.press(code)
    settle()


def write(screen: AssessmentScreen, key: str, text: str) -> None:
    screen._review._told[key].editor.focus_entry()
    type_in(text)


def enrolled(desk):
    with desk.reading() as work:
        return register_page(work, RegisterFilter(status="all")).rows


def story(desk, enrolment_uid):
    with desk.reading() as work:
        return pair_story(work, enrolment_uid=enrolment_uid)


def test_enter_alone_enrols_a_moderate_pair(qtbot, desk):
    ways = Ways(desk)
    screen = review(qtbot, desk, MODERATE)
    assert screen._next.text() == "Enrol Bravo Example"
    press(ENTER)
    assert focused() is screen._next
    press(ENTER)
    (row,) = enrolled(desk)
    assert ways.last == ("pair", {"enrolment_uid": row.enrolment_uid})
    assert (row.mami_no, row.level, row.main_reason) == (
        "EX01/2026/0001",
        "moderate",
        "r_muac",
    )
    assert (row.weight_in_g, row.waz_in) == (3800, -2.52)
    assert drafts(desk) == []


def test_what_was_agreed_decided_and_booked_is_saved_with_it(qtbot, desk):
    screen = review(qtbot, desk, MODERATE)
    agreed = plan_of(screen).agreed()
    assert 1 <= len(agreed) <= 3
    choose(screen, "actions", agreed[0])
    choose(screen, "main_reason", "r_waz")
    write(screen, "next_visit", "27 11 26")
    screen._next.click()
    (row,) = enrolled(desk)
    assert (row.main_reason, str(row.next_visit_on)) == ("r_waz", "2026-11-27")
    visit = story(desk, row.enrolment_uid).visits[0]
    assert visit.decision == "enrol_mami"
    assert [action.action_id for action in visit.actions] == list(agreed[1:])
    assert (visit.staff_name, visit.attended_by) == ("N. Sample", "mother")


def test_the_next_visit_must_lie_ahead(qtbot, desk):
    screen = review(qtbot, desk, MODERATE)
    write(screen, "next_visit", "20 11 26")
    assert not screen._next.isEnabled()
    write(screen, "next_visit", "soon")
    told = screen._review._told["next_visit"].below_text()
    assert told == "Type the day of the next visit: 21 11 26."
    assert not screen._next.isEnabled()
    assert enrolled(desk) == ()


def test_an_in_depth_finding_asks_for_a_decision_with_its_reason(qtbot, desk):
    screen = review(qtbot, desk, IN_DEPTH)
    assert screen._panel.level() == "in_depth"
    assert screen._panel.sentence().startswith("A clinician decides: enrol or refer.")
    assert plan_of(screen).decisions() == ["enrol_mami", "refer"]
    assert plan_of(screen).decision is None
    assert not screen._next.isEnabled()
    press(Qt.Key.Key_1)
    assert not screen._next.isEnabled()
    write(screen, "decision_reason", "Feeds well, chest clear")
    assert screen._next.isEnabled()
    screen._next.click()
    visit = story(desk, enrolled(desk)[0].enrolment_uid).visits[0]
    assert (visit.level, visit.in_depth, visit.decision) == ("moderate", True, "enrol_mami")


def test_missing_facts_are_a_list_of_links(qtbot, desk):
    ways = Ways(desk)
    screen = review(qtbot, desk, MODERATE, form={"infant_name": "Bravo Example"})
    assert not screen._next.isEnabled()
    link = screen._review.findChild(QPushButton, "missing_village")
    assert link is not None
    assert link.text() == "The village is needed to visit a family that does not come"
    link.click()
    (draft,) = drafts(desk)
    assert ways.last == ("enrolment", {"draft_uid": draft.draft_uid, "page": "where"})


def test_a_nurse_may_raise_the_level_with_a_reason_but_not_lower_it(qtbot, nurse):
    screen = review(qtbot, nurse, MODERATE)
    screen._review._put("override_open", True)
    choose(screen, "chosen_level", "low")
    told = screen._review._told["chosen_level"].below_text()
    assert told == "Only a clinician or the in-charge may choose a lower level."
    assert not screen._next.isEnabled()
    choose(screen, "chosen_level", "high")
    assert "Why another level?" in [field._label.text() for field in screen._review._told.values()]
    assert plan_of(screen).decision == "refer"
    write(screen, "override_reason", "Looks much worse than the numbers")
    assert screen._next.isEnabled()


def test_a_high_pair_is_never_lowered_by_a_nurse(qtbot, nurse):
    plan = Plan(begin(nurse, HIGH))
    plan.put("chosen_level", "moderate")
    plan.put("override_reason", "Fits were long ago")
    assert [p.where for p in plan.problems()] == ["chosen_level"]


def test_a_clinician_lowers_a_high_level_with_a_reason_and_both_are_kept(qtbot, tmp_path):
    desk = make_desk(tmp_path, role="clinician")
    plan = Plan(begin(desk, HIGH))
    plan.put("chosen_level", "moderate")
    assert [p.where for p in plan.problems()] == ["override_reason"]
    plan.put("override_reason", "Fits were a month ago, treated")
    assert plan.problems() == []
    saved = plan.save()
    visit = story(desk, saved.args["enrolment_uid"]).visits[0]
    assert (visit.level, visit.chosen_level) == ("high", "moderate")
    assert visit.override_reason == "Fits were a month ago, treated"
    desk.register.close()


def test_a_high_pair_is_referred_the_slip_comes_first(qtbot, desk):
    ways = Ways(desk)
    screen = review(qtbot, desk, HIGH)
    assert plan_of(screen).decision == "refer"
    assert screen._next.text() == "Refer: write the slip"
    screen._next.click()
    assert ways.last[0] == "referral"
    assert ways.last[1]["urgency"] == "emergency"
    assert enrolled(desk) == ()
    assert len(drafts(desk)) == 1


def test_a_family_that_refuses_is_followed_here_with_the_reason(qtbot, desk):
    screen = review(qtbot, desk, HIGH)
    choose(screen, "decision", "refused_inpatient_followed_here")
    assert not screen._next.isEnabled()
    write(screen, "decision_reason", "No transport before tomorrow")
    screen._next.click()
    (row,) = enrolled(desk)
    assert row.level == "high"
    visit = story(desk, row.enrolment_uid).visits[0]
    assert visit.decision == "refused_inpatient_followed_here"


def test_what_the_family_said_at_the_slip_is_proposed_and_not_a_referral(qtbot, desk):
    intake = begin(desk, HIGH)
    slip = NewReferral(
        "inpatient_sc", "emergency", draft_uid=intake.draft_uid,
        refused_by="the father", refused_reason="too far", refused_agreed="comes tomorrow",
    )  # fmt: skip
    with desk.saving() as work:
        issue_referral(work, slip)
    screen = AssessmentScreen(desk)
    show(qtbot, screen, draft_uid=intake.draft_uid)
    plan = plan_of(screen)
    assert plan.decision == "refused_inpatient_followed_here"
    assert plan.get("decision_reason") == "too far. comes tomorrow. the father"
    screen._next.click()
    (row,) = enrolled(desk)
    assert (row.level, row.status) == ("high", "on_roll")


def test_a_text_that_was_not_taken_is_never_lost_at_the_end(qtbot, desk):
    intake = begin(desk, MODERATE)
    intake.answer("gr_head_mm", "37o")
    screen = AssessmentScreen(desk)
    show(qtbot, screen, draft_uid=intake.draft_uid, section="review")
    assert not screen._next.isEnabled()
    link = screen._review.findChild(QPushButton, "refused_gr_head_mm")
    assert isinstance(link, QPushButton) and "37o" in link.text()
    link.click()
    settle()
    assert question_of(focused()) == "gr_head_mm"
    type_in("37,5")
    screen.show_section("review")
    settle()
    assert screen._next.isEnabled()


def test_what_was_asked_to_be_opened_has_the_focus(qtbot, desk):
    screen = review(qtbot, desk, MODERATE)
    link = next(b for b in screen._review.findChildren(QPushButton) if "level" in b.text())
    link.setFocus()
    press(ENTER)
    levels = screen._review._told["chosen_level"]
    assert levels.isAncestorOf(focused())
    choose(screen, "main_reason", "other_reason")
    assert screen._review._told["main_reason_all"].isAncestorOf(focused())


def test_without_agreement_to_care_nobody_is_enrolled(qtbot, desk):
    ways = Ways(desk)
    screen = review(qtbot, desk, MODERATE, form=FORM | {"consent_care": False})
    assert plan_of(screen).decisions() == ["usual_care", "refer"]
    assert screen._next.text() == "Usual care"
    write(screen, "decision_reason", "The family does not want the programme")
    screen._next.click()
    assert enrolled(desk) == ()
    assert ways.last[0] == "pair"
    with desk.reading() as work:
        (hit,) = find_pairs(work, "Bravo")
    assert (hit.mami_no, hit.status) == (None, "not_enrolled")


def test_an_incomplete_pair_needs_a_decision_and_never_counts_as_low(qtbot, desk):
    screen = review(qtbot, desk, REGISTRATION)
    assert screen._panel.level() == "incomplete"
    assert plan_of(screen).decision is None
    assert not screen._next.isEnabled()
    choose(screen, "decision", "usual_care")
    assert not screen._next.isEnabled()
    write(screen, "decision_reason", "Had to leave")
    assert screen._next.isEnabled()
    screen._next.click()
    with desk.reading() as work:
        (hit,) = find_pairs(work, "Bravo")
        found = pair_story(work, infant_uid=hit.infant_uid)
    assert found.visits[0].level == "incomplete"


def test_a_wrong_entry_is_told_and_nothing_half_is_saved(qtbot, desk):
    Plan(begin(desk, MODERATE, form=FORM | {"paper_no": "EX01/2026/0007"})).save()
    form = FORM | {"infant_name": "Golf Example", "paper_no": "ex01/2026/0007"}
    screen = review(qtbot, desk, MODERATE, form=form)
    screen._next.click()
    assert screen._review._problem.accessibleName().startswith("Not saved yet.")
    assert "in the register already" in screen._review._problem.accessibleName()
    assert [row.infant_name for row in enrolled(desk)] == ["Bravo Example"]
    assert [draft.title for draft in drafts(desk)] == ["Golf Example"]


def test_after_the_slip_what_was_not_asked_is_kept_as_not_assessed(qtbot, desk):
    intake = begin(desk, HIGH)
    slip = NewReferral(
        to_service="inpatient_sc",
        urgency="emergency",
        infant=intake.infant_entry(),
        mother=intake.mother_entry(),
        answers=intake.assessment.answers,
        draft_uid=intake.draft_uid,
    )
    with desk.saving() as work:
        issue_referral(work, slip)
    screen = AssessmentScreen(desk)
    show(qtbot, screen, draft_uid=intake.draft_uid, section="danger_signs")
    assert screen._section == "review"
    assert screen._next.text() == "Finish: referred"
    screen._next.click()
    with desk.reading() as work:
        (hit,) = find_pairs(work, "Bravo")
        visit = pair_story(work, infant_uid=hit.infant_uid).visits[0]
        stored = load_answers(work, visit.visit_uid)
    assert (visit.level, visit.decision) == ("high", "refer_inpatient")
    assert (stored["bfa_freq"]["state"], stored["bfa_freq"]["why"]) == (
        "not_assessed",
        "urgent_referral",
    )
    assert drafts(desk) == []


def load_answers(work, visit_uid):
    found = work.session.execute(
        select(assessment.c.answers).where(assessment.c.visit_uid == visit_uid)
    )
    return found.scalar_one()


def test_choices_survive_a_restart(qtbot, desk):
    screen = review(qtbot, desk, IN_DEPTH)
    choose(screen, "decision", "enrol_mami")
    write(screen, "decision_reason", "Feeds well")
    (draft,) = drafts(desk)
    again = AssessmentScreen(desk)
    show(qtbot, again, draft_uid=draft.draft_uid)
    assert again._section == "review"
    assert plan_of(again).decision == "enrol_mami"
    assert again._next.isEnabled()

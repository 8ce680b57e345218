"""The referral slip: written before anything is known, saved before it is printed."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from mami_desktop.errors import UserError
from mami_desktop.services.pair import pair_story
from mami_desktop.services.register_file import Actor
from mami_desktop.services.slips import slip_facts
from mami_desktop.views.desk import Desk
from mami_desktop.views.preview import PreviewDialog
from mami_desktop.views.referral.screen import ReferralScreen
from tests.views.kept_registers import kept_register, with_alpha
from tests.views.pair_making import stored
from tests.views.window_making import dressed, texts
from tests.views.wizard_driving import ENTER, Ways, begin, drafts, focused, press, show, type_in

DANGER = {"ds_b_fits_now": True, "gr_weight_g": 4200, "gr_muac_mm": 108}
PRIVATE = DANGER | {"mh_harm_infant": True}


def desk_of(register, role: str = "in_charge") -> Desk:
    user = register.users()[0]
    return Desk(register, Actor(user.user_uid, user.name, role))


def shown(qtbot, desk: Desk, **args) -> Any:
    """The screen; Any, because what it holds is there once it is open."""
    dressed()
    screen = ReferralScreen(desk)
    show(qtbot, screen, **args)
    return screen


@pytest.fixture
def empty(tmp_path):
    register = kept_register(tmp_path)
    yield desk_of(register)
    register.close()


@pytest.fixture
def alpha(tmp_path):
    register = with_alpha(tmp_path)
    yield desk_of(register)
    register.close()


def enrolment_uid(desk: Desk) -> str:
    from mami_desktop.services.register import RegisterFilter, register_page

    with desk.reading() as work:
        (row,) = register_page(work, RegisterFilter(status="all")).rows
    return row.enrolment_uid


def story(desk: Desk):
    with desk.reading() as work:
        return pair_story(work, enrolment_uid=enrolment_uid(desk))


def words_of(screen: ReferralScreen) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(screen.pages.pdf())).pages)


def close_previews(screen: ReferralScreen) -> None:
    for dialog in screen.findChildren(PreviewDialog):
        dialog.close()


def test_an_emergency_slip_needs_no_name_and_only_enter(qtbot, empty):
    intake = begin(empty, form={})
    screen = shown(qtbot, empty, draft_uid=intake.draft_uid, urgency="emergency")
    assert screen.writing.value("to_service") == "inpatient_sc"
    assert "no number yet" in words_of(screen)
    for _time in range(12):
        if screen.writing.saved:
            break
        press(ENTER)
    close_previews(screen)
    assert screen.writing.saved.referral_no == "EX01/2026/R0001"
    assert "EX01/2026/R0001" in words_of(screen)
    assert "no name yet" in words_of(screen)
    (draft,) = drafts(empty)
    assert draft.kind == "enrolment"
    assert draft.infant_uid == screen.writing.saved.infant_uid


def test_the_preview_leaves_nothing_behind(qtbot, alpha):
    uid = enrolment_uid(alpha)
    screen = shown(qtbot, alpha, enrolment_uid=uid, answers=stored(DANGER))
    assert "Fitting now" in words_of(screen)
    assert story(alpha).referrals == ()
    assert story(alpha).header.status == "on_roll"
    assert drafts(alpha) == []
    with alpha.reading() as work, pytest.raises(UserError):
        slip_facts(work, "EX01/2026/R0001")


def test_everything_known_is_filled_in(qtbot, alpha):
    screen = shown(qtbot, alpha, enrolment_uid=enrolment_uid(alpha), answers=stored(DANGER))
    assert screen.writing.value("urgency") == "emergency"
    assert screen.form.urgency.value() == "emergency"
    assert screen.form.service.value() == "inpatient_sc"
    assert screen.form.who.value() == "both"
    paper = words_of(screen)
    for told in ("Alpha Example", "Mother A. Example", "4.200 kg", "108 mm", "N. Sample"):
        assert told in paper
    assert "Manage the fit" in texts(screen.form)
    assert screen.form.steps.is_empty()


def test_it_is_saved_before_it_is_printed(qtbot, alpha):
    screen = shown(qtbot, alpha, enrolment_uid=enrolment_uid(alpha), answers=stored(DANGER))
    type_in("District Hospital Example")
    screen.form.steps.press("pre_keep_warm")
    screen.print_button.click()
    (dialog,) = screen.findChildren(PreviewDialog)
    (slip,) = story(alpha).referrals
    assert slip.to_facility == "District Hospital Example"
    assert story(alpha).header.status == "at_inpatient"
    assert screen.done_strip.title() == f"Saved as {slip.referral_no}."
    assert dialog.windowTitle() == "Referral slip EX01-2026-R0001"
    assert len(PdfReader(BytesIO(dialog.pages.pdf())).pages) == 2
    dialog.close()
    screen.print_it()
    assert len(story(alpha).referrals) == 1
    close_previews(screen)


def test_each_answer_is_on_disk_and_the_slip_is_offered_again(qtbot, alpha):
    uid = enrolment_uid(alpha)
    screen = shown(qtbot, alpha, enrolment_uid=uid, answers=stored(DANGER))
    type_in("District Hospital Example")
    screen.form.urgency.press("within_24h")
    (draft,) = drafts(alpha)
    assert draft.kind == "referral"
    assert draft.form["to_facility"] == "District Hospital Example"
    again = shown(qtbot, alpha, draft_uid=draft.draft_uid)
    assert again.form.place.typed() == "District Hospital Example"
    assert again.writing.value("urgency") == "within_24h"
    assert "Fitting now" in words_of(again)
    again.writing.issue()
    assert drafts(alpha) == []


def test_private_reasons_print_neutrally_unless_somebody_carries_the_slip(qtbot, alpha):
    uid = enrolment_uid(alpha)
    screen = shown(qtbot, alpha, enrolment_uid=uid, answers=stored(PRIVATE))
    assert "for further care" in texts(screen.form)
    assert "harm" not in words_of(screen).lower()
    screen.form.private.press("shown")
    screen.print_it()
    assert screen.writing.saved is None
    assert "who carries" in screen.form.fields["accompanied_by"].problem().text
    type_in("the clinic's driver")
    screen.print_it()
    close_previews(screen)
    assert screen.writing.saved is not None
    assert "harm" in words_of(screen).lower()


def test_without_private_reasons_nothing_is_asked_about_them(qtbot, alpha):
    uid = enrolment_uid(alpha)
    screen = shown(qtbot, alpha, enrolment_uid=uid, answers=stored(DANGER))
    assert screen.form.private_row.isHidden()


def test_a_family_that_refuses_stays_on_the_roll(qtbot, alpha):
    uid = enrolment_uid(alpha)
    screen = shown(qtbot, alpha, enrolment_uid=uid, answers=stored(DANGER), refused=True)
    assert screen.form.refusal.isVisible()
    screen.form.refused_by.focus_entry()
    type_in("father")
    type_in("no money for the way")
    type_in("come back tomorrow")
    screen.print_it()
    close_previews(screen)
    (slip,) = story(alpha).referrals
    assert slip.refused
    assert story(alpha).header.status == "on_roll"


def test_a_slip_without_a_place_to_go_asks_for_it(qtbot, alpha):
    screen = shown(qtbot, alpha, enrolment_uid=enrolment_uid(alpha))
    assert screen.writing.value("urgency") == "routine"
    assert focused() is screen.form.service
    screen.print_it()
    assert "Choose where" in screen.form.fields["to_service"].problem().text
    assert story(alpha).referrals == ()


def test_a_service_for_the_mother_proposes_that_she_goes(qtbot, alpha):
    screen = shown(qtbot, alpha, enrolment_uid=enrolment_uid(alpha))
    screen.form.put.emit("to_service", "maternity_pnc")
    assert screen.form.who.value() == "mother"
    screen.form.who.press("both")
    screen.form.put.emit("to_service", "mental_health")
    assert screen.form.who.value() == "both"


def test_later_keeps_the_slip_and_goes_back(qtbot, alpha):
    asked = []
    alpha.asked_back.connect(lambda: asked.append(True))
    screen = shown(qtbot, alpha, enrolment_uid=enrolment_uid(alpha), answers=stored(DANGER))
    ways = Ways(alpha)
    type_in("District Hospital Example")
    press(Qt.Key.Key_Escape)
    assert asked == [True]
    assert ways.asked == []
    assert len(drafts(alpha)) == 1
    assert story(alpha).referrals == ()
    assert screen.writing.saved is None


def test_who_may_not_refer_is_told_and_nothing_is_written(qtbot, tmp_path):
    register = with_alpha(tmp_path)
    desk = desk_of(register, "data_officer")
    screen = shown(qtbot, desk, enrolment_uid=enrolment_uid(desk), answers=stored(DANGER))
    assert "may not do this" in screen.strip.title()
    assert story(desk).referrals == ()
    register.close()


def test_the_day_and_time_stand_on_the_slip(qtbot, alpha):
    screen = shown(qtbot, alpha, enrolment_uid=enrolment_uid(alpha), answers=stored(DANGER))
    assert "Saturday 21 November 2026, 10:42" in texts(screen)
    assert "21 Nov 2026" in words_of(screen)
    assert date(2026, 11, 21) == alpha.today()

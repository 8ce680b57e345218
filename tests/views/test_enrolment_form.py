"""The enrolment form: four short pages, validation beside the field, a draft at every field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mami_desktop.services.register import find_pairs
from mami_desktop.views import theme
from mami_desktop.views.assessment.plan import Plan
from mami_desktop.views.enrolment.fields import PAGES
from mami_desktop.views.enrolment.screen import EnrolmentScreen
from tests.views.wizard_driving import (
    ENTER,
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
def screen(qtbot, desk):
    made = EnrolmentScreen(desk)
    show(qtbot, made)
    return made


def page(screen: EnrolmentScreen, page_id: str):
    screen.show_page(page_id)
    settle()
    return screen._pages[page_id]


def below(screen: EnrolmentScreen, key: str) -> str:
    return next(p for p in screen._pages.values() if key in p._fields).field(key).below_text()


def test_each_page_has_at_most_nine_fields():
    assert [p.id for p in PAGES] == ["who", "where", "birth", "agreement"]
    assert all(len(p.fields) <= 9 for p in PAGES)


def test_an_untouched_form_leaves_no_draft(screen, desk):
    press(Qt.Key.Key_Escape)
    assert drafts(desk) == []


def test_every_field_is_on_disk_before_the_next_one(screen, desk):
    type_in("Bravo Example")
    (draft,) = drafts(desk)
    assert (draft.kind, draft.title, draft.form["infant_name"]) == (
        "enrolment",
        "Bravo Example",
        "Bravo Example",
    )
    press(Qt.Key.Key_2)
    (draft,) = drafts(desk)
    assert draft.answers["reg_sex"]["value"] == "male"
    press(ENTER)
    type_in("30 09 26")
    (draft,) = drafts(desk)
    assert draft.answers["reg_dob"]["value"] == "2026-09-30"
    assert below(screen, "reg_dob") == "= 30 Sep 2026, 7 weeks 3 days"


def test_the_first_page_is_filled_without_the_mouse(screen, desk):
    type_in("Bravo Example")
    press(Qt.Key.Key_2, ENTER)
    type_in("30 09 26")
    press(Qt.Key.Key_1, ENTER)
    type_in("Mother B. Example")
    type_in("19")
    type_in("1")
    press(Qt.Key.Key_1, ENTER, Qt.Key.Key_1, ENTER)
    assert focused() is screen._next
    assert screen._list.note("who") == "9 of 9 answered"
    press(ENTER)
    assert screen._page == "where"
    (draft,) = drafts(desk)
    assert draft.answers["reg_caregiver_role"]["value"] == "mother"
    assert draft.answers["reg_parity"]["value"] == 1


def test_walking_with_the_arrows_chooses_nothing(screen, desk):
    type_in("Bravo Example")
    press(Qt.Key.Key_Down)
    assert "reg_sex" not in drafts(desk)[0].answers


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1 12 26", "1 Dec 2026 lies in the future. Correct the date of birth."),
        (
            "9 5 26",
            "Lima is 6 months 12 days old. MAMI ends at 6 months: refer to care for older"
            " children, or correct the date.",
        ),
        ("32 9 26", "“32 9 26” is not a date. Type day, month, year: 21 11 26."),
    ],
)
def test_a_wrong_date_of_birth_is_told_beside_it_and_kept_as_typed(
    qtbot, screen, desk, typed, words
):
    type_in("Lima")
    press(Qt.Key.Key_1, ENTER)
    type_in(typed)
    assert below(screen, "reg_dob") == words
    (draft,) = drafts(desk)
    assert "reg_dob" not in draft.answers
    assert draft.form["refused"] == {"reg_dob": typed}
    again = EnrolmentScreen(desk)
    show(qtbot, again, draft_uid=draft.draft_uid, page="who")
    assert again._pages["who"].field("reg_dob").editor.typed() == typed
    assert below(again, "reg_dob") == words


def test_a_birth_weight_in_kilograms_or_grams_is_understood(screen, desk):
    page(screen, "birth").start("reg_birth_weight_g")
    type_in("2,3")
    assert drafts(desk)[0].answers["reg_birth_weight_g"]["value"] == 2300
    assert below(screen, "reg_birth_weight_g") == "= 2.300 kg"
    screen._pages["birth"].start("reg_birth_weight_g")
    type_in("23")
    assert below(screen, "reg_birth_weight_g") == "23? Type 2.3 or 2300."
    assert "reg_birth_weight_g" not in drafts(desk)[0].answers


def test_whose_phone_is_asked_only_when_there_is_one(screen):
    where = page(screen, "where")
    assert where.field("phone_1_owner").isHidden()
    where.start("phone_1")
    type_in("000 000 001")
    assert not where.field("phone_1_owner").isHidden()


def test_f9_works_before_any_name_is_typed(screen, desk):
    ways = Ways(desk)
    press(Qt.Key.Key_F9)
    (draft,) = drafts(desk)
    assert ways.last[0] == "referral"
    assert ways.last[1]["draft_uid"] == draft.draft_uid


def test_escape_keeps_the_draft_and_goes_to_today(screen, desk):
    ways = Ways(desk)
    type_in("Bravo Example")
    press(Qt.Key.Key_Escape)
    assert ways.last[0] == "today"
    assert [draft.title for draft in drafts(desk)] == ["Bravo Example"]


def test_a_half_typed_field_is_kept_when_the_screen_is_left(screen, desk):
    QTest.keyClicks(focused(), "Bravo")
    screen.leave()
    assert drafts(desk)[0].form["infant_name"] == "Bravo"


def test_the_draft_goes_on_where_it_stopped(qtbot, screen, desk):
    type_in("Bravo Example")
    screen.show_page("birth")
    page(screen, "birth").start("reg_gest_weeks")
    type_in("38")
    (draft,) = drafts(desk)
    again = EnrolmentScreen(desk)
    show(qtbot, again, draft_uid=draft.draft_uid)
    assert again._page == "birth"
    assert again._pages["birth"].field("reg_gest_weeks").editor.typed() == "38"


def test_a_name_from_the_search_is_taken_over(qtbot, desk):
    screen = EnrolmentScreen(desk)
    show(qtbot, screen, name="Bravo Exa")
    assert screen._pages["who"].field("infant_name").editor.typed() == "Bravo Exa"


def test_a_pair_alike_in_the_register_is_shown_and_can_be_opened(qtbot, desk):
    saved = Plan(begin(desk, REGISTRATION, NO_DANGER, SMALL)).save()
    ways = Ways(desk)
    screen = EnrolmentScreen(desk)
    show(qtbot, screen)
    type_in("Bravo Example")
    (hit,) = screen._alike.hits()
    assert hit.infant_name == "Bravo Example"
    screen._alike.chosen.emit({"infant_uid": hit.infant_uid, "enrolment_uid": hit.enrolment_uid})
    assert ways.last == (
        "pair",
        {"infant_uid": hit.infant_uid, "enrolment_uid": saved.args["enrolment_uid"]},
    )
    with desk.reading() as work:
        assert len(find_pairs(work, "Bravo")) == 1


def test_what_an_enrolment_needs_is_said_with_its_reason(desk):
    intake = begin(desk, form={"infant_name": "Bravo Example"})
    missing = {field.key: text for _page, field, text in intake.missing()}
    assert missing["reg_sex"] == "Sex is needed for growth charts"
    assert {"reg_dob", "caregiver_name", "village", "consent_care", "referral_source"} <= set(
        missing
    )
    assert begin(desk, REGISTRATION).missing() == []


def test_the_assessment_begins_with_danger_signs(screen, desk):
    ways = Ways(desk)
    type_in("Bravo Example")
    page(screen, "agreement")
    screen._next.click()
    screen_name, args = ways.last
    assert (screen_name, args["section"]) == ("assessment", "danger_signs")
    assert args["draft_uid"] == drafts(desk)[0].draft_uid


def test_a_mother_who_came_cannot_be_dead_or_away(qtbot, desk):
    dead = REGISTRATION | {"reg_mother_status": "dead"}
    intake = begin(desk, dead)
    screen = EnrolmentScreen(desk)
    show(qtbot, screen, draft_uid=intake.draft_uid, page="who")
    assert "Correct one of the two" in below(screen, "reg_mother_status")
    assert [field.key for _p, field, _t in intake.missing()] == ["reg_mother_status"]
    screen._pages["who"].field("reg_caregiver_role").editor.press("father")
    settle()
    assert below(screen, "reg_mother_status") == ""
    assert screen.intake is not None and screen.intake.missing() == []

"""Enrolling a pair: what is saved together, who may enter how, and the number that is given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from mami_desktop.errors import EntryError, UserError
from mami_desktop.models import entities as tables
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewOutcome
from mami_desktop.services.outcomes import close_enrolment
from mami_desktop.services.strikes import strike_enrolment
from tests.services.pairs import (
    WELL,
    infant_entry,
    mother_entry,
    new_enrolment,
    seen,
    stored,
)


def enrol(register, actor, **changes):
    with register.saving(actor) as work:
        return enrol_infant(work, new_enrolment(**changes))


def refused(register, actor, field, **changes):
    """The words beside the field; nothing is saved."""
    with pytest.raises(EntryError) as told, register.saving(actor) as work:
        enrol_infant(work, new_enrolment(**changes))
    words = [problem.text for problem in told.value.problems if problem.where == field]
    assert words, told.value.problems
    return words[0]


def close(register, actor, saved, outcome, on, **more):
    with register.saving(actor) as work:
        close_enrolment(work, NewOutcome(saved.enrolment_uid, outcome, on, **more))


def one(register, table, uid):
    with register.reading() as work:
        return work.find(table, uid)


def test_everything_is_saved_together(register, nurse):
    saved = enrol(register, nurse, visit=seen(agreed_actions=("care_play", "mat_nutrition")))

    assert saved.mami_no == "EX01/2026/0001"
    assert saved.level == "moderate"
    infant = one(register, tables.infant, saved.infant_uid)
    assert (infant.infant_name, infant.sex, infant.mother_uid) == (
        "Bravo Example", "female", saved.mother_uid,
    )  # fmt: skip
    visit = one(register, tables.visit, saved.visit_uid)
    assert (visit.visit_no, visit.visit_kind, visit.decision) == (0, "enrolment", "enrol_mami")
    assert (visit.weight_g, visit.length_mm, visit.muac_mm) == (4800, 555, 125)
    assert (visit.fd_type, visit.mp_muac_mm, visit.mh_screened, visit.mh_positive) == (
        "exclusive_bf", 222, True, False,
    )  # fmt: skip
    assert visit.waz == pytest.approx(0.26, abs=0.5)
    assert visit.staff_name == "N. Sample"
    enrolment = one(register, tables.enrolment, saved.enrolment_uid)
    assert (enrolment.entry_type, enrolment.current_level) == ("new", "moderate")
    assert enrolment.level_on == date(2026, 10, 15)
    with register.reading() as work:
        assert work.session.scalar(select(func.count()).select_from(tables.support_action)) == 2
        stint = work.session.execute(select(tables.stint)).one()
        booked = work.session.execute(select(tables.appointment)).one()
        answers = work.session.scalar(select(tables.assessment.c.answers))
        pathway = work.session.execute(select(tables.pathway_version)).one()
    assert (stint.seq, stint.started_on, stint.entry_type) == (1, date(2026, 10, 15), "new")
    assert booked.scheduled_on == saved.next_visit_on == date(2026, 10, 22)
    assert answers["mp_muac_mm"] == {
        "value": 222, "parts": {}, "state": "typed", "why": None, "by": "N. Sample",
        "at": "2026-10-15T09:00:00",
    }  # fmt: skip
    assert "[[item]]" in pathway.text


def test_nothing_is_saved_when_one_part_is_refused(register, nurse):
    refused(register, nurse, "next_visit_on", next_visit_on=date(2027, 3, 1))

    with register.reading() as work:
        for table in (tables.mother, tables.infant, tables.visit, tables.enrolment):
            assert work.session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("sex", {"infant": infant_entry(sex=None)}),
        ("date_of_birth", {"infant": infant_entry(date_of_birth=None)}),
        ("date_of_birth", {"infant": infant_entry(date_of_birth=date(2026, 10, 16))}),
        ("birth_weight_g", {"infant": infant_entry(birth_weight_g=45)}),
        ("caregiver_name", {"mother": mother_entry(caregiver_name="  ")}),
        ("consent_care", {"consent_care": False}),
        ("consent_care", {"consent_care": None}),
        ("main_reason", {"main_reason": "r_nonsense"}),
        ("enrolled_on", {"enrolled_on": date(2026, 10, 16)}),
        ("enrolled_on", {"enrolled_on": date(2026, 8, 31)}),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field(register, nurse, field, change):
    refused(register, nurse, field, **change)


def test_no_enrolment_on_or_after_the_six_month_birthday(register, nurse, clock):
    clock.at = clock.at.replace(year=2027, month=3, day=1)
    words = refused(register, nurse, "enrolled_on", enrolled_on=date(2027, 3, 1))
    assert "6 months" in words
    saved = enrol(register, nurse, enrolled_on=date(2027, 2, 28), visit=seen({}))
    assert saved.mami_no == "EX01/2027/0001"


def test_an_answer_outside_its_range_is_refused(register, nurse):
    answers = stored(WELL)
    answers["gr_weight_g"]["value"] = 45_000
    with pytest.raises(EntryError, match="gr_weight_g"):
        enrol(register, nurse, visit=replace(seen(), answers=answers))


def test_the_screen_cannot_make_a_low_of_what_was_not_assessed(register, nurse):
    answers = {item: value for item, value in WELL.items() if not item.startswith("ds_a")}
    saved = enrol(register, nurse, visit=seen(answers))
    assert saved.level == "incomplete"
    assert one(register, tables.visit, saved.visit_uid).full_assessment is False


def test_numbers_go_on_by_year_and_count_paper_and_struck_lines(register, nurse, in_charge, clock):
    first = enrol(register, nurse, paper_no=" ex01/2026/0120 ")
    assert first.mami_no == "ex01/2026/0120"
    second = enrol(register, nurse)
    assert second.mami_no == "EX01/2026/0121"
    with register.saving(in_charge) as work:
        strike_enrolment(work, second.enrolment_uid, "typed twice")
    other_pattern = enrol(register, nurse, paper_no="Book 3 no. 977")
    assert other_pattern.mami_no == "Book 3 no. 977"
    assert enrol(register, nurse).mami_no == "EX01/2026/0122"
    assert "already" in refused(register, nurse, "paper_no", paper_no="EX01/2026/0120")
    clock.at = clock.at.replace(year=2027, month=1, day=4)
    assert enrol(register, nurse).mami_no == "EX01/2027/0001"
    late = enrol(register, nurse, enrolled_on=date(2026, 12, 30))
    assert late.mami_no == "EX01/2026/0123"


def test_a_pair_on_the_roll_cannot_be_enrolled(register, nurse):
    saved = enrol(register, nurse)
    words = refused(register, nurse, "enrolled_on", infant_uid=saved.infant_uid)
    assert "on the roll already" in words


@pytest.mark.parametrize("outcome", ["graduated", "early_discharge_ok", "non_response"])
def test_relapse_after_a_good_or_poor_end_keeps_the_old_number(register, nurse, clock, outcome):
    first = enrol(register, nurse)
    close(register, nurse, first, outcome, date(2026, 10, 15), linked_to="none")
    clock.advance(days=20)
    again = enrol(register, nurse, infant_uid=first.infant_uid, visit=seen({}))
    enrolment = one(register, tables.enrolment, again.enrolment_uid)
    assert (enrolment.entry_type, enrolment.previous_mami_no) == ("relapse", first.mami_no)
    assert again.mami_no == "EX01/2026/0002"


@pytest.mark.parametrize("outcome", ["left_area", "withdrew"])
def test_from_day_61_after_leaving_it_is_a_new_enrolment(register, nurse, clock, outcome):
    first = enrol(register, nurse)
    left_on = date(2026, 10, 15)
    close(register, nurse, first, outcome, left_on)
    clock.advance(days=60)
    words = refused(register, nurse, "enrolled_on", infant_uid=first.infant_uid, visit=seen({}))
    assert "Record the return" in words
    clock.advance(days=1)
    again = enrol(register, nurse, infant_uid=first.infant_uid, visit=seen({}))
    enrolment = one(register, tables.enrolment, again.enrolment_uid)
    assert enrolment.enrolled_on - left_on == timedelta(days=61)
    assert (enrolment.entry_type, enrolment.previous_mami_no) == ("new", first.mami_no)


def test_back_from_another_mami_site_is_a_transfer_in(register, nurse, clock):
    first = enrol(register, nurse)
    close(register, nurse, first, "transferred_mami", date(2026, 10, 15))
    clock.advance(days=30)
    again = enrol(register, nurse, infant_uid=first.infant_uid, visit=seen({}))
    assert one(register, tables.enrolment, again.enrolment_uid).entry_type == "transfer_in_mami"


def test_first_entries_by_where_they_come_from(register, nurse):
    step_down = enrol(register, nurse, referral_source="inpatient_sc")
    assert one(register, tables.enrolment, step_down.enrolment_uid).entry_type == (
        "step_down_inpatient"
    )
    transfer = enrol(register, nurse, referral_source="other_mami_site")
    assert one(register, tables.enrolment, transfer.enrolment_uid).entry_type == "transfer_in_mami"
    assert [problem.where for problem in transfer.warnings] == ["previous_mami_no"]
    refused(register, nurse, "entry_type", entry_type="relapse")


def test_no_entry_after_a_death(register, nurse, clock):
    first = enrol(register, nurse)
    close(register, nurse, first, "died", date(2026, 10, 15))
    clock.advance(days=1)
    assert "died" in refused(register, nurse, "enrolled_on", infant_uid=first.infant_uid)


def test_twins_share_their_mother(register, nurse):
    twin = infant_entry(infant_name="Romeo", birth_type="twin", birth_order=1)
    first = enrol(register, nurse, infant=twin)
    sister = infant_entry(infant_name="Sierra", birth_type="twin", birth_order=2)
    second = enrol(register, nurse, infant=sister, mother_uid=first.mother_uid)
    assert second.mother_uid == first.mother_uid
    assert (first.mami_no, second.mami_no) == ("EX01/2026/0001", "EX01/2026/0002")
    with register.reading() as work:
        assert work.session.scalar(select(func.count()).select_from(tables.mother)) == 1


def test_the_infant_of_another_mother_is_refused(register, nurse):
    first = enrol(register, nurse)
    other = enrol(register, nurse)
    assert first.mother_uid != other.mother_uid
    with pytest.raises(Exception, match="another mother"):
        enrol(register, nurse, infant_uid=first.infant_uid, mother_uid=other.mother_uid)


def test_only_a_named_clinician_says_low_where_not_all_was_assessed(register, nurse, clinician):
    why = {"chosen_level": "low", "override_reason": "looks well"}
    for answers in ({}, {item: value for item, value in WELL.items() if item != "risk_food"}):
        with pytest.raises(UserError, match="may not do this"):
            enrol(register, nurse, visit=seen(answers, **why))
    assert enrol(register, clinician, visit=seen({}, **why)).level == "low"
    raised = {"chosen_level": "moderate", "override_reason": "worried"}
    assert enrol(register, nurse, visit=seen({}, **raised)).level == "moderate"

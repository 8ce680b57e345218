"""What cannot be true together is refused: one form, one record; dates that agree; numbers once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from mami_desktop.errors import EntryError, UserError
from mami_desktop.models import entities as tables
from mami_desktop.services.drafts import (
    DraftState,
    discard_draft,
    list_drafts,
    restore_draft,
    save_draft,
)
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewOutcome, NewReferral, NewSeen
from mami_desktop.services.follow_up import follow_up_case
from mami_desktop.services.outcomes import close_enrolment
from mami_desktop.services.people import correct_infant
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.seen import save_seen_not_enrolled
from mami_desktop.services.strikes import strike_enrolment
from mami_desktop.services.visits import record_visit
from tests.services.pairs import (
    BORN_ON,
    WELL,
    both_databases,
    follow_up,
    infant_entry,
    mother_entry,
    new_enrolment,
    seen,
)


@pytest.fixture
def pair(register, nurse):
    """A pair enrolled on 15 October."""
    with register.saving(nurse) as work:
        return enrol_infant(work, new_enrolment())


def do(register, actor, use, *args, **more):
    with register.saving(actor) as work:
        return use(work, *args, **more)


def refused(field, *args, **more):
    with pytest.raises(EntryError) as told:
        do(*args, **more)
    assert [problem.where for problem in told.value.problems] == [field]


def how_many(register, table):
    with register.reading() as work:
        return work.session.scalar(select(func.count()).select_from(table))


# -- one form, one record --------------------------------------------------------------------


def test_a_form_open_in_two_windows_makes_one_record(register, nurse):
    uid = do(register, nurse, save_draft, DraftState("enrolment"))
    do(register, nurse, enrol_infant, new_enrolment(draft_uid=uid))
    with pytest.raises(UserError, match="finished or discarded"):
        do(register, nurse, enrol_infant, new_enrolment(draft_uid=uid))
    assert how_many(register, tables.enrolment) == how_many(register, tables.infant) == 1


def test_a_finished_form_is_neither_discarded_nor_brought_back(register, nurse):
    uid = do(register, nurse, save_draft, DraftState("enrolment"))
    do(register, nurse, enrol_infant, new_enrolment(draft_uid=uid))
    for use in (discard_draft, restore_draft):
        with pytest.raises(UserError, match="finished or discarded"):
            do(register, nurse, use, uid)
    with register.reading() as work:
        assert list_drafts(work) == []


# -- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["ex01/2026/1", " EX01/2026/0001 ", "EX01/2026/0001/MAMI"])
def test_a_number_written_another_way_is_the_same_number(register, nurse, pair, typed):
    assert pair.mami_no == "EX01/2026/0001"
    refused("paper_no", register, nurse, enrol_infant, new_enrolment(paper_no=typed))


# -- dates -----------------------------------------------------------------------------------


def test_a_death_counts_on_its_own_day_not_on_the_day_it_was_heard_of(register, nurse, pair, clock):
    clock.at = clock.at.replace(month=11, day=3)
    died = NewOutcome(pair.enrolment_uid, "died", date(2026, 11, 3), died_on=date(2026, 10, 20))
    assert do(register, nurse, close_enrolment, died) == date(2026, 10, 20)


def test_a_death_after_the_outcome_or_before_a_visit_is_refused(register, nurse, pair, clock):
    clock.at = clock.at.replace(day=22)
    do(register, nurse, record_visit, follow_up(pair.enrolment_uid))
    late = NewOutcome(pair.enrolment_uid, "died", date(2026, 10, 22), died_on=date(2026, 10, 21))
    refused("died_on", register, nurse, close_enrolment, late)
    clock.at = clock.at.replace(day=25)
    turned = replace(late, died_on=date(2026, 10, 24))
    refused("outcome_on", register, nurse, close_enrolment, turned)


@pytest.mark.parametrize("born_on", [date(2026, 10, 16), date(2026, 4, 15)])
def test_a_birth_that_contradicts_the_enrolment_is_no_correction(register, nurse, pair, born_on):
    entry = infant_entry(date_of_birth=born_on)
    change = {"reason": "card seen", "row_version": 1}
    args = (register, nurse, correct_infant, pair.infant_uid)
    with register.saving(nurse) as work:
        version = work.find(tables.infant, pair.infant_uid).row_version
    refused("date_of_birth", *args, entry, **change | {"row_version": version})
    do(*args, infant_entry(date_of_birth=date(2026, 9, 3)), **change | {"row_version": version})


def test_after_striking_the_enrolment_the_birth_can_be_corrected(register, nurse, clinician, pair):
    do(register, clinician, strike_enrolment, pair.enrolment_uid, "was 7 months old")
    with register.reading() as work:
        version = work.find(tables.infant, pair.infant_uid).row_version
    older = infant_entry(date_of_birth=date(2026, 3, 1))
    change = {"reason": "card seen", "row_version": version}
    do(register, nurse, correct_infant, pair.infant_uid, older, **change)


def test_a_slip_before_birth_or_with_an_odd_time_or_of_another_infant_is_refused(
    register, nurse, pair
):
    slip = NewReferral("opd", "routine", infant_uid=pair.infant_uid)
    early = replace(slip, ref_on=BORN_ON - timedelta(days=1))
    refused("ref_on", register, nurse, issue_referral, early)
    refused("ref_time", register, nurse, issue_referral, replace(slip, ref_time="at nine"))
    other = do(register, nurse, enrol_infant, new_enrolment(infant_entry(infant_name="Other")))
    with pytest.raises(UserError, match="another infant"):
        do(register, nurse, issue_referral, replace(slip, enrolment_uid=other.enrolment_uid))


def test_an_infant_recorded_as_died_is_not_assessed_again(register, nurse, pair):
    do(register, nurse, close_enrolment, NewOutcome(pair.enrolment_uid, "died", date(2026, 10, 15)))
    again = NewSeen(infant_entry(), mother_entry(), seen(WELL), infant_uid=pair.infant_uid)
    refused("seen_on", register, nurse, save_seen_not_enrolled, again)


# -- what was entered in error ---------------------------------------------------------------


def test_nothing_is_carried_over_from_an_enrolment_entered_in_error(
    register, nurse, clinician, clock
):
    infected = seen({**WELL, "mp_hiv": "positive_on_art"})
    wrong = do(register, nurse, enrol_infant, new_enrolment(visit=infected))
    do(register, clinician, strike_enrolment, wrong.enrolment_uid, "another family's answers")
    clock.advance(days=1)
    right = new_enrolment(infant_uid=wrong.infant_uid, visit=seen({"gr_weight_g": 4800}))
    pair = do(register, nurse, enrol_infant, right)
    clock.advance(days=7)
    with register.reading() as work:
        carried = follow_up_case(work, pair.enrolment_uid, clock.at.date()).carried
    assert "mp_hiv" not in carried


# -- letters no database keeps ---------------------------------------------------------------


@both_databases
def test_odd_letters_of_a_paste_are_no_reason_to_lose_the_entry(register, nurse):
    draft = DraftState("enrolment", title="A\0", form={"name": "a\ud800"}, answers={"b": ["\0c"]})
    uid = do(register, nurse, save_draft, draft)
    odd = new_enrolment(
        infant_entry(infant_name="Bra\0vo \ud800Example \N{BABY}"),
        visit=seen({**WELL, "mp_muac_mm": 222, "med_other": "x\0y\ud800"}),
        draft_uid=uid,
    )
    saved = do(register, nurse, enrol_infant, odd)
    with register.reading() as work:
        name = work.find(tables.infant, saved.infant_uid).infant_name
        assert name == "Bravo \N{REPLACEMENT CHARACTER}Example \N{BABY}"
        kept = work.find(tables.draft, uid)
        assert (kept.title, kept.answers) == ("A", {"b": ["c"]})

"""Slips: before any name is known, for pairs not enrolled, and their answers."""

from datetime import date

import pytest
from sqlalchemy import select

from mami_desktop.errors import EntryError, UserError
from mami_desktop.i18n import translator
from mami_desktop.models import entities as tables
from mami_desktop.services.drafts import DraftState, load_draft, save_draft
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import (
    InfantEntry,
    MotherEntry,
    NewReferral,
    NewSeen,
    ReferralAnswer,
)
from mami_desktop.services.referrals import enter_referral_answer, issue_referral
from mami_desktop.services.seen import save_seen_not_enrolled
from mami_desktop.services.slips import slip_facts
from tests.services.pairs import (
    WELL,
    infant_entry,
    mother_entry,
    new_enrolment,
    seen,
    stored,
)

DANGER = {**WELL, "ds_a_convulsion": True, "gr_muac_mm": 108, "mh_phq9": 1}


def issue(register, actor, *args, **more):
    with register.saving(actor) as work:
        return issue_referral(work, NewReferral(*args, **more))


def save_seen(register, actor, **more):
    entry = NewSeen(more.pop("infant", infant_entry()), more.pop("mother", mother_entry()), **more)
    with register.saving(actor) as work:
        return save_seen_not_enrolled(work, entry)


def facts(register, number, language="en"):
    with register.reading() as work:
        return slip_facts(work, number, translator(language))


def rows(register, table):
    with register.reading() as work:
        return work.session.execute(select(table)).all()


def test_a_slip_can_be_written_before_any_name_is_typed(register, nurse, clock):
    with register.saving(nurse) as work:
        draft_uid = save_draft(work, DraftState("enrolment"))
    slip = issue(register, nurse, "inpatient_sc", "emergency", draft_uid=draft_uid)
    assert slip.referral_no == "EX01/2026/R0001"
    (infant,) = rows(register, tables.infant)
    assert (infant.infant_name, infant.sex, infant.date_of_birth) == (None, None, None)
    printed = facts(register, slip.referral_no)
    assert (printed.infant_name, printed.age_days, printed.level) == ("", None, None)
    assert (printed.ref_on, printed.ref_time) == (clock.at.date(), clock.at.time())
    assert (printed.sender_name, printed.sender_role, printed.sender_phone) == (
        "N. Sample", "nurse", "000 000 009",
    )  # fmt: skip
    with register.reading() as work:
        assert load_draft(work, draft_uid).infant_uid == slip.infant_uid


def test_the_form_goes_on_with_the_infant_of_its_slip(register, nurse):
    with register.saving(nurse) as work:
        draft_uid = save_draft(work, DraftState("enrolment"))
    slip = issue(register, nurse, "opd", "emergency", draft_uid=draft_uid)
    # the next answer saves the draft again; the infant stays linked
    with register.saving(nurse) as work:
        save_draft(work, DraftState("enrolment", draft_uid, title="Bravo Example"))
    with register.saving(nurse) as work:
        saved = enrol_infant(work, new_enrolment(draft_uid=draft_uid))
    assert saved.infant_uid == slip.infant_uid
    (infant,), (mother,) = rows(register, tables.infant), rows(register, tables.mother)
    assert (infant.infant_name, infant.sex, mother.caregiver_name) == (
        "Bravo Example", "female", "Mother B. Example",
    )  # fmt: skip
    (kept,) = rows(register, tables.referral)
    assert (kept.visit_uid, kept.enrolment_uid) == (saved.visit_uid, saved.enrolment_uid)
    assert facts(register, slip.referral_no).mami_no == saved.mami_no


def test_an_early_inpatient_slip_ends_the_stay_that_is_then_begun(register, nurse, clock):
    with register.saving(nurse) as work:
        draft_uid = save_draft(work, DraftState("enrolment"))
    issue(register, nurse, "inpatient_sc", "emergency", draft_uid=draft_uid)
    with register.saving(nurse) as work:
        saved = enrol_infant(work, new_enrolment(draft_uid=draft_uid, visit=seen(DANGER)))
    assert saved.next_visit_on is None
    (stint,) = rows(register, tables.stint)
    assert (stint.started_on, stint.ended_on, stint.exit_code) == (
        clock.at.date(), clock.at.date(), "transferred_inpatient",
    )  # fmt: skip


def test_a_slip_says_what_was_found_and_hides_what_is_private(register, nurse):
    saved = save_seen(
        register,
        nurse,
        visit=seen(DANGER),
        referral=NewReferral(
            "inpatient_sc", "emergency", to_facility="District Hospital Example",
            steps_done=("pre_keep_warm",), accompanied_by="aunt",
        ),
    )  # fmt: skip
    assert (saved.level, saved.referral_no) == ("high", "EX01/2026/R0001")
    printed = facts(register, "ex01/2026/r0001")
    assert (printed.level, printed.urgency, printed.to_service) == (
        "high", "emergency", "inpatient_sc",
    )  # fmt: skip
    assert [reason.sensitive for reason in printed.reasons] == [False]
    assert [reason for reason in printed.also_found if reason.sensitive]
    assert any("108" in reason.text + reason.detail for reason in printed.also_found)
    assert (printed.measurements.weight_g, printed.measurements.muac_mm) == (4800, 108)
    assert (printed.measurements.temp_c, printed.measurements.breaths_per_minute) == (36.8, 44)
    assert printed.measurements.feeds == "feeding_well"
    assert (printed.age_days, printed.age_months, printed.mother_age_years) == (44, 1, 27)
    assert [step.done for step in printed.steps].count(True) == 1
    assert printed.mami_no is None and printed.breastfed is True
    french = facts(register, "EX01/2026/R0001", "fr")
    assert len(french.reasons) == len(printed.reasons)


def test_seen_and_not_enrolled_keeps_a_visit_without_number(register, nurse, clock):
    saved = save_seen(register, nurse, visit=seen(WELL))
    (visit,) = rows(register, tables.visit)
    assert (visit.visit_kind, visit.visit_no, visit.enrolment_uid, visit.decision) == (
        "assessment", None, None, "usual_care",
    )  # fmt: skip
    assert (saved.level, rows(register, tables.enrolment)) == ("low", [])
    clock.advance(days=10)
    with register.saving(nurse) as work:
        later = enrol_infant(work, new_enrolment(infant_uid=saved.infant_uid))
    assert later.infant_uid == saved.infant_uid


def test_a_high_risk_is_never_sent_home_and_usual_care_is_explained(register, nurse):
    with pytest.raises(EntryError, match="Write the slip"):
        save_seen(register, nurse, visit=seen(DANGER))
    with pytest.raises(EntryError) as told:
        save_seen(register, nurse, visit=seen())
    assert [problem.where for problem in told.value.problems] == ["decision_reason"]
    saved = save_seen(register, nurse, visit=seen(decision_reason="the family did not agree"))
    assert saved.level == "moderate"


def test_after_an_early_slip_the_pair_is_kept_even_without_its_names(register, nurse):
    with register.saving(nurse) as work:
        draft_uid = save_draft(work, DraftState("enrolment"))
    issue(register, nurse, "inpatient_sc", "emergency", draft_uid=draft_uid,
          answers=stored({"ds_oedema": "plus1"}))  # fmt: skip
    saved = save_seen(
        register, nurse, infant=InfantEntry(dob_precision=None), mother=MotherEntry(),
        visit=seen({"ds_oedema": "plus1"}), draft_uid=draft_uid,
    )  # fmt: skip
    (visit,) = rows(register, tables.visit)
    assert (saved.level, visit.decision) == ("high", "refer_inpatient")
    (slip,) = rows(register, tables.referral)
    assert slip.visit_uid == saved.visit_uid


def test_a_form_of_yesterday_is_finished_with_the_slip_of_today(register, nurse, clock):
    begun_on = clock.at.date()
    answers = {**WELL, "ds_a_convulsion": True}
    for enrols in (False, True):
        clock.at = clock.at.replace(day=begun_on.day)
        with register.saving(nurse) as work:
            draft_uid = save_draft(work, DraftState("enrolment"))
        clock.advance(days=1)
        written = issue(register, nurse, "inpatient_sc", "emergency", draft_uid=draft_uid)
        if enrols:
            entry = new_enrolment(draft_uid=draft_uid, visit=seen(answers), enrolled_on=begun_on)
            with register.saving(nurse) as work:
                visit_uid = enrol_infant(work, entry).visit_uid
            (stint,) = rows(register, tables.stint)
            assert (stint.started_on, stint.ended_on) == (begun_on, clock.at.date())
        else:
            visit_uid = save_seen(
                register, nurse, visit=seen(answers), seen_on=begun_on, draft_uid=draft_uid
            ).visit_uid
        slip = next(s for s in rows(register, tables.referral) if s.referral_no
                    == written.referral_no)  # fmt: skip
        assert slip.visit_uid == visit_uid


def test_numbers_of_slips_restart_each_year(register, nurse, clock):
    assert issue(register, nurse, "opd", "routine").referral_no == "EX01/2026/R0001"
    assert issue(register, nurse, "opd", "routine").referral_no == "EX01/2026/R0002"
    clock.at = clock.at.replace(year=2027, month=1)
    assert issue(register, nurse, "opd", "routine").referral_no == "EX01/2027/R0001"


def test_the_counter_slip_is_kept_and_checked(register, nurse, clock):
    slip = issue(register, nurse, "inpatient_sc", "emergency")
    early = ReferralAnswer(slip.referral_uid, "admitted", date(2026, 10, 14))
    clock.advance(days=3)
    with pytest.raises(EntryError) as told, register.saving(nurse) as work:
        enter_referral_answer(work, early)
    assert [problem.where for problem in told.value.problems] == ["arrived_on"]
    answer = ReferralAnswer(
        slip.referral_uid, "treated_sent_back", date(2026, 10, 15), discharge_weight_g=3900
    )
    with register.saving(nurse) as work:
        enter_referral_answer(work, answer)
    (row,) = rows(register, tables.referral)
    assert (row.result, row.arrived_on, row.discharge_weight_g) == (
        "treated_sent_back", date(2026, 10, 15), 3900,
    )  # fmt: skip


def test_two_people_answering_one_slip_are_told(register, nurse):
    slip = issue(register, nurse, "inpatient_sc", "emergency")
    with register.saving(nurse) as work:
        enter_referral_answer(work, ReferralAnswer(slip.referral_uid, "admitted"), row_version=1)
    with (
        pytest.raises(UserError, match="Somebody else"),
        register.saving(nurse) as work,
    ):
        enter_referral_answer(work, ReferralAnswer(slip.referral_uid, "refused"), row_version=1)
    assert rows(register, tables.referral)[0].result == "admitted"


def test_an_unknown_slip_is_told(register):
    with pytest.raises(UserError, match="no slip"):
        facts(register, "EX01/2026/R0999")

"""One pair from the first question to the last exit, on both databases: every use case once, and
what the pair page then tells."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from mami_desktop.models import entities as tables
from mami_desktop.services.absence import catch_up_appointments
from mami_desktop.services.appointments import (
    book_appointment,
    cancel_appointment,
    reschedule_appointment,
)
from mami_desktop.services.contacts import log_contact
from mami_desktop.services.drafts import (
    DraftState,
    discard_draft,
    list_drafts,
    load_draft,
    restore_draft,
    save_draft,
)
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import (
    NewContact,
    NewOutcome,
    NewReferral,
    NewReturn,
    ReferralAnswer,
    ScreeningEntry,
)
from mami_desktop.services.outcomes import close_enrolment, reopen_enrolment
from mami_desktop.services.pair import pair_story, stored_assessment
from mami_desktop.services.people import correct_infant
from mami_desktop.services.referrals import enter_referral_answer, issue_referral
from mami_desktop.services.register_file import verify_chain
from mami_desktop.services.returns import record_return
from mami_desktop.services.screening import record_screening
from mami_desktop.services.settings import load_settings, save_setting
from mami_desktop.services.slips import slip_facts
from mami_desktop.services.strikes import strike_referral, strike_visit
from mami_desktop.services.visits import record_visit
from tests.services.pairs import (
    SIGNS_B,
    both_databases,
    follow_up,
    infant_entry,
    new_enrolment,
    seen,
)

pytestmark = both_databases


def test_a_pair_from_first_to_last(register, nurse, clinician, in_charge, clock):
    with register.saving(in_charge) as work:
        save_setting(work, "clinic_weekdays", (3,))
        save_setting(work, "clinic_weekdays", (3, 4))
        assert load_settings(work).clinic_weekdays == (3, 4)
    with register.saving(nurse) as work:
        draft_uid = save_draft(work, DraftState("enrolment", title="Bravo", answers={"a": 1}))
    with register.saving(nurse) as work:
        state = replace(load_draft(work, draft_uid), answers={"a": 2}, section="feeding")
        assert save_draft(work, state) == draft_uid
        discard_draft(work, draft_uid)
        assert list_drafts(work) == []
        restore_draft(work, draft_uid)
        slip = issue_referral(work, NewReferral("opd", "routine", draft_uid=draft_uid))
    with register.saving(nurse) as work:
        pair = enrol_infant(
            work,
            new_enrolment(
                visit=seen(agreed_actions=("care_play",)), draft_uid=draft_uid,
                next_visit_on=date(2026, 10, 22),
            ),
        )  # fmt: skip
        assert list_drafts(work) == []
    assert pair.infant_uid == slip.infant_uid
    clock.at = clock.at.replace(day=16)
    with register.saving(nurse) as work:
        (booked,) = work.session.execute(select(tables.appointment)).all()
        moved = reschedule_appointment(work, booked.appointment_uid, date(2026, 10, 23))
        cancel_appointment(work, book_appointment(work, pair.enrolment_uid, date(2026, 10, 30)))
    clock.at = clock.at.replace(day=23)
    with register.saving(nurse) as work:
        done = record_visit(
            work,
            follow_up(
                pair.enrolment_uid, action_statuses={"care_play": "done"},
                referral=NewReferral("iycf", "routine", "mother", reason="latch"),
            ),
        )  # fmt: skip
        assert (done.visit_kind, done.next_visit_on) == ("scheduled", date(2026, 10, 30))
        assert done.referral_uid is not None
        enter_referral_answer(work, ReferralAnswer(done.referral_uid, "treated_sent_back"))
    clock.at = clock.at.replace(month=11, day=9)
    with register.saving(nurse) as work:
        assert catch_up_appointments(work) == 1
        log_contact(
            work,
            NewContact(pair.enrolment_uid, "chw", "inpatient", return_on=date(2026, 11, 12)),
        )
        away = issue_referral(
            work, NewReferral("inpatient_sc", "emergency", enrolment_uid=pair.enrolment_uid)
        )
        # a visit typed later than the slip, on the days before it
        late = record_visit(
            work, follow_up(pair.enrolment_uid, {}, visit_on=date(2026, 11, 2), visit_kind="phone")
        )
        wrong = record_visit(work, follow_up(pair.enrolment_uid, visit_on=date(2026, 10, 28)))
        assert (wrong.visit_no, late.visit_no) == (2, 2)
    with register.saving(clinician) as work:
        strike_visit(work, wrong.visit_uid, "another baby")
        strike_referral(work, slip.referral_uid, "not needed")
    with register.saving(nurse) as work:
        record_return(work, NewReturn(pair.enrolment_uid))
    clock.at = clock.at.replace(month=12, day=4)
    with register.saving(nurse) as work:
        record_visit(work, follow_up(pair.enrolment_uid, {**SIGNS_B, "gr_weight_g": 6300}))
        close_enrolment(work, NewOutcome(pair.enrolment_uid, "left_area", date(2026, 12, 4)))
    with register.saving(in_charge) as work:
        reopen_enrolment(work, pair.enrolment_uid, "came after all")
        close_enrolment(
            work,
            NewOutcome(pair.enrolment_uid, "graduated", date(2026, 12, 4), linked_to="gmp"),
        )
        correct_infant(
            work, pair.infant_uid, infant_entry(infant_name="Bravo Sample"),
            reason="name given", row_version=work.find(tables.infant, pair.infant_uid).row_version,
        )  # fmt: skip

    with register.reading() as work:
        story = pair_story(work, enrolment_uid=pair.enrolment_uid)
        facts = slip_facts(work, away.referral_no.lower())
        assessment = stored_assessment(work, pair.visit_uid)
        assert verify_chain(work).ok
        assert moved != booked.appointment_uid
    assert (story.header.infant_name, story.header.status) == ("Bravo Sample", "left")
    assert (story.header.level, story.header.level_on) == ("moderate", date(2026, 10, 15))
    assert (story.header.mother_age_y, story.header.six_months_on) == (27, date(2027, 3, 1))
    assert story.header.caregiver_name == "Mother B. Example"
    assert [one.entry_type for one in story.stints] == ["new", "return_from_inpatient"]
    assert [(one.visit_no, one.visit_kind, one.struck) for one in story.visits] == [
        (0, "enrolment", False), (1, "scheduled", False), (2, "early_unscheduled", True),
        (3, "phone", False), (4, "early_unscheduled", False),
    ]  # fmt: skip
    (enrolled, first, struck, phone, last) = story.visits
    assert (first.gain_g, first.gain_days) == (300, 8)
    assert first.gain_g_day == 37.5
    assert struck.gain_g is None and phone.weight_g is None
    assert (last.gain_g, last.gain_days) == (1200, 42)
    assert enrolled.fired == ("mp_muac_mm", "risk_mat_malnutrition")
    assert enrolled.reasons[0]["text"]
    assert [(one.action_id, one.status) for one in story.agreed_actions] == [("care_play", "done")]
    assert [one.referral_no[-5:] for one in story.referrals] == ["R0001", "R0002", "R0003"]
    assert [line.kind for line in story.lines] == [
        "born", "enrolled", "referral", "visit", "referral", "answer", "visit", "phone",
        "returned", "contact", "referral", "exit", "visit", "exit",
    ]  # fmt: skip
    assert (story.enrolments[0].outcome, story.enrolments[0].linked_to) == ("graduated", "gmp")
    assert (facts.infant_name, facts.mami_no, facts.urgency) == (
        "Bravo Sample", "EX01/2026/0001", "emergency",
    )  # fmt: skip
    assert assessment is not None and assessment.pathway_id == "mami"
    assert assessment.answers["mp_muac_mm"]["value"] == 222


def test_screening_counts_are_replaced_or_added(register, nurse):
    line = ScreeningEntry(date(2026, 10, 15), "epi_immunisation", 12, 14, 2, 3, 1)
    with register.saving(nurse) as work:
        uid = record_screening(work, line)
        assert record_screening(work, replace(line, scr_male=13)) == uid
        replaced = work.find(tables.screening, uid)
        assert (replaced.scr_male, replaced.scr_female) == (13, 14)
        assert record_screening(work, line, add=True) == uid
        added = work.find(tables.screening, uid)
    assert (added.scr_male, added.scr_at_risk_female) == (25, 6)
    assert (added.scr_referred_inpatient, added.scr_enrolled_same_day) == (2, None)

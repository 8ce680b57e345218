"""Follow-up visits: level, appointments kept and booked, numbers, and what cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from mami_desktop.errors import EntryError, UserError
from mami_desktop.models import entities as tables
from mami_desktop.services.appointments import (
    book_appointment,
    cancel_appointment,
    reschedule_appointment,
)
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewOutcome, NewReferral
from mami_desktop.services.follow_up import follow_up_case
from mami_desktop.services.outcomes import close_enrolment
from mami_desktop.services.strikes import strike_visit
from mami_desktop.services.visits import record_visit
from tests.services.pairs import SIGNS_A, SIGNS_B, WELL, follow_up, new_enrolment, seen, stored

GOOD = {**SIGNS_A, "gr_weight_g": 5100, "gr_muac_mm": 126, "fd_type": "exclusive_bf"}


@pytest.fixture
def pair(register, nurse):
    """A pair enrolled on 15 October at moderate risk, booked for the 22nd."""
    with register.saving(nurse) as work:
        return enrol_infant(work, new_enrolment())


def visit(register, actor, pair, plain=None, **changes):
    with register.saving(actor) as work:
        return record_visit(work, follow_up(pair.enrolment_uid, plain, **changes))


def rows(register, table, *order):
    with register.reading() as work:
        return work.session.execute(select(table).order_by(*order)).all()


def level(register, pair):
    with register.reading() as work:
        row = work.find(tables.enrolment, pair.enrolment_uid)
        return row.current_level, row.level_on


def refused(register, actor, pair, field, plain=None, **changes):
    with pytest.raises(EntryError) as told:
        visit(register, actor, pair, plain, **changes)
    assert field in [problem.where for problem in told.value.problems]


def test_a_short_visit_without_a_finding_shows_no_level_and_changes_none(
    register, nurse, pair, clock
):
    clock.advance(days=7)
    saved = visit(register, nurse, pair, GOOD)
    assert (saved.visit_no, saved.visit_kind, saved.level) == (1, "scheduled", None)
    assert saved.current_level == "moderate"
    assert level(register, pair) == ("moderate", date(2026, 10, 15))
    (_first, second) = rows(register, tables.visit, tables.visit.c.visit_no)
    assert (second.level, second.full_assessment, second.decision) == (None, False, "continue")
    assert second.weight_g == 5100


def test_a_later_visit_raises_the_level_and_a_short_one_never_lowers_it(
    register, nurse, pair, clock
):
    clock.advance(days=3)
    saved = visit(register, nurse, pair, {**GOOD, "ds_a_convulsion": True})
    assert (saved.level, saved.current_level) == ("high", "high")
    clock.advance(days=4)
    moderate = {**GOOD, "gr_weight_g": 5200, "fd_type": "bf_plus_water"}
    saved = visit(register, nurse, pair, moderate)
    assert (saved.level, saved.current_level) == ("moderate", "high")
    clock.advance(days=4)
    assert visit(register, nurse, pair, {**GOOD, "gr_weight_g": 5300}).current_level == "high"


def test_only_a_full_reassessment_makes_the_level_low(register, nurse, pair, clock):
    clock.advance(days=7)
    almost = {**WELL, "gr_weight_g": 5100}
    del almost["risk_food"]
    assert visit(register, nurse, pair, almost).current_level == "moderate"
    clock.advance(days=3)
    saved = visit(register, nurse, pair, {**WELL, "gr_weight_g": 5200})
    assert (saved.level, saved.current_level) == ("low", "low")


def test_missing_danger_signs_are_incomplete_never_low(register, nurse, pair, clock):
    clock.advance(days=7)
    saved = visit(register, nurse, pair, {"gr_weight_g": 5100})
    assert (saved.level, saved.current_level) == ("incomplete", "moderate")


def test_danger_signs_cannot_be_carried_over(register, nurse, pair, clock):
    clock.advance(days=7)
    answers = stored(GOOD)
    answers["ds_a_convulsion"]["state"] = "carried"
    entry = follow_up(pair.enrolment_uid)
    faked = replace(entry, visit=replace(entry.visit, answers=answers))
    with pytest.raises(EntryError, match="ds_a_convulsion"), register.saving(nurse) as work:
        record_visit(work, faked)


def test_lasting_facts_are_carried_with_their_day_and_reach_the_full_level(
    register, nurse, pair, clock
):
    clock.advance(days=7)
    with register.reading() as work:
        case = follow_up_case(work, pair.enrolment_uid, clock.at.date())
    assert case.carried["med_hiv"] == {
        "value": "not_exposed", "parts": {}, "state": "carried", "why": None,
        "at": "2026-10-15", "by": "N. Sample",
    }  # fmt: skip
    assert case.carried["reg_sex"]["value"] == "female"
    assert case.carried["reg_mother_age_y"]["value"] == 27
    assert "ds_a_convulsion" not in case.carried and "gr_weight_g" not in case.carried
    assert [one["weight_g"] for one in case.previous] == [4800]


def test_a_nurse_may_raise_the_level_with_a_reason(register, nurse, pair, clock):
    clock.advance(days=7)
    refused(register, nurse, pair, "override_reason", visit={"chosen_level": "high"})
    why = {"chosen_level": "high", "override_reason": "looks very ill"}
    assert visit(register, nurse, pair, visit=why).current_level == "high"


def test_only_a_named_clinician_lowers_the_level(register, nurse, clinician, pair, clock):
    clock.advance(days=7)
    high = {**GOOD, "ds_a_convulsion": True}
    why = {"chosen_level": "moderate", "override_reason": "fit long ago, seen by doctor"}
    for plain, chosen in [(high, why), (GOOD, {**why, "chosen_level": "low"})]:
        with pytest.raises(UserError, match="may not do this"):
            visit(register, nurse, pair, plain, visit=chosen)
    saved = visit(register, clinician, pair, high, visit=why)
    assert (saved.level, saved.current_level) == ("high", "moderate")
    (_first, row) = rows(register, tables.visit, tables.visit.c.visit_no)
    assert (row.level, row.chosen_level, row.override_role) == ("high", "moderate", "clinician")
    assert row.override_at == clock.at
    clock.advance(days=1)
    lower = {"chosen_level": "low", "override_reason": "mother well again"}
    assert visit(register, clinician, pair, GOOD, visit=lower).current_level == "low"


def test_slow_at_two_visits_running_is_told_to_the_pathway(register, nurse, pair, clock):
    clock.advance(days=7)
    visit(register, nurse, pair, {**GOOD, "gr_weight_g": 4850})
    clock.advance(days=7)
    saved = visit(register, nurse, pair, {**GOOD, "gr_weight_g": 4900})
    fired = rows(register, tables.assessment, tables.assessment.c.created_at)[-1].fired
    assert "fu_slow_twice" in fired
    assert saved.level == "moderate"


@pytest.mark.parametrize(
    ("day", "kept", "kind"),
    [
        (18, False, "early_unscheduled"),
        (19, True, "early_unscheduled"),
        (22, True, "scheduled"),
        (28, True, "late"),
        (29, False, "late"),
    ],
)
def test_a_visit_keeps_an_appointment_from_3_days_before_to_6_after(
    register, nurse, pair, clock, day, kept, kind
):
    clock.at = clock.at.replace(day=day)
    saved = visit(register, nurse, pair)
    booked = rows(register, tables.appointment, tables.appointment.c.scheduled_on)[0]
    assert (booked.visit_uid == saved.visit_uid, saved.visit_kind) == (kept, kind)


def test_of_two_appointments_the_nearest_then_the_earlier_is_kept(register, nurse, pair, clock):
    with register.saving(nurse) as work:
        book_appointment(work, pair.enrolment_uid, date(2026, 10, 24))
    clock.at = clock.at.replace(day=23)
    saved = visit(register, nurse, pair)
    first, second, *_rest = rows(register, tables.appointment, tables.appointment.c.scheduled_on)
    assert first.visit_uid == saved.visit_uid
    assert (second.scheduled_on, second.visit_uid, second.status) == (
        date(2026, 10, 24), None, "rescheduled",
    )  # fmt: skip


def test_the_next_appointment_is_proposed_or_chosen(register, nurse, pair, clock):
    clock.advance(days=7)
    assert visit(register, nurse, pair).next_visit_on == date(2026, 10, 29)
    clock.advance(days=7)
    chosen = visit(register, nurse, pair, {**GOOD, "gr_weight_g": 5400},
                   next_visit_on=date(2026, 11, 10))  # fmt: skip
    assert chosen.next_visit_on == date(2026, 11, 10)
    clock.advance(days=7)
    refused(register, nurse, pair, "next_visit_on", next_visit_on=date(2026, 12, 11))
    assert visit(register, nurse, pair, book_next=False).next_visit_on is None


def test_appointments_move_up_to_their_own_day(register, nurse, pair, clock):
    (booked,) = rows(register, tables.appointment)
    with register.saving(nurse) as work:
        moved = reschedule_appointment(work, booked.appointment_uid, date(2026, 10, 24))
    old, new = rows(register, tables.appointment, tables.appointment.c.scheduled_on)
    assert (old.status, new.status, new.appointment_uid) == ("rescheduled", "booked", moved)
    clock.at = clock.at.replace(day=25)
    with pytest.raises(EntryError, match="stays missed"), register.saving(nurse) as work:
        cancel_appointment(work, moved)


def test_an_absent_visit_is_an_empty_line_and_keeps_nothing(register, nurse, pair, clock):
    clock.advance(days=7)
    saved = visit(register, nurse, pair, {}, visit_kind="absent")
    assert (saved.level, saved.current_level, saved.next_visit_on) == (None, "moderate", None)
    assert rows(register, tables.appointment)[0].visit_uid is None
    assert len(rows(register, tables.assessment)) == 1
    refused(register, nurse, pair, "visit_kind", GOOD, visit_kind="absent")


def test_a_visit_typed_late_gets_its_number_by_its_day(register, nurse, pair, clock):
    clock.advance(days=7)
    later = visit(register, nurse, pair)
    clock.advance(days=1)
    forgotten = visit(register, nurse, pair, {**GOOD, "gr_weight_g": 4900},
                      visit_on=date(2026, 10, 18))  # fmt: skip
    numbers = {row.visit_uid: row.visit_no for row in rows(register, tables.visit)}
    assert numbers == {pair.visit_uid: 0, forgotten.visit_uid: 1, later.visit_uid: 2}
    assert forgotten.next_visit_on is None


def test_what_cannot_be_is_refused_beside_the_day(register, nurse, pair, clock):
    refused(register, nurse, pair, "visit_on", visit_on=date(2026, 10, 16))
    refused(register, nurse, pair, "visit_on", visit_on=date(2026, 10, 14))
    refused(register, nurse, pair, "visit_on")  # seen that day already: visit 0
    clock.advance(days=7)
    visit(register, nurse, pair)
    refused(register, nurse, pair, "visit_on")


def test_no_visit_after_the_exit_but_a_forgotten_one_before_it(register, nurse, pair, clock):
    clock.advance(days=10)
    with register.saving(nurse) as work:
        close_enrolment(work, NewOutcome(pair.enrolment_uid, "left_area", date(2026, 10, 24)))
    with pytest.raises(UserError, match="left the roll"):
        visit(register, nurse, pair)
    saved = visit(register, nurse, pair, visit_on=date(2026, 10, 22))
    assert (saved.visit_no, saved.next_visit_on) == (1, None)


def test_agreed_actions_get_their_answer_at_the_next_visit(register, nurse, clock):
    with register.saving(nurse) as work:
        entry = new_enrolment(visit=seen(agreed_actions=("care_play", "mat_nutrition")))
        pair = enrol_infant(work, entry)
    clock.advance(days=7)
    with register.reading() as work:
        case = follow_up_case(work, pair.enrolment_uid, clock.at.date())
    assert set(case.agreed_actions) == {"care_play", "mat_nutrition"}
    visit(register, nurse, pair, action_statuses={"care_play": "partly"})
    status = {row.action_id: row.status for row in rows(register, tables.support_action)}
    assert status == {"care_play": "partly", "mat_nutrition": None}


def test_an_unknown_action_is_refused(register, nurse, pair, clock):
    clock.advance(days=7)
    refused(register, nurse, pair, "agreed_actions", visit={"agreed_actions": ("dance",)})


def test_an_inpatient_slip_at_a_visit_ends_the_stay(register, nurse, pair, clock):
    clock.advance(days=7)
    slip = NewReferral("inpatient_sc", "emergency")
    saved = visit(register, nurse, pair, {**GOOD, "ds_a_convulsion": True}, referral=slip)
    assert saved.referral_no == "EX01/2026/R0001"
    assert saved.next_visit_on is None
    (stint,) = rows(register, tables.stint)
    assert (stint.exit_code, stint.ended_on) == ("transferred_inpatient", date(2026, 10, 22))


def test_from_six_months_on_no_level_is_given(register, nurse, pair, clock):
    clock.at = clock.at.replace(year=2027, month=3, day=2)
    saved = visit(register, nurse, pair, {**SIGNS_B, "gr_weight_g": 7000, "gr_length_mm": 650})
    assert (saved.level, saved.current_level) == (None, "moderate")
    assert [problem.severity for problem in saved.warnings] == ["soft"]
    row = rows(register, tables.visit, tables.visit.c.visit_no)[-1]
    assert row.weight_g == 7000 and row.waz is not None and row.wlz is not None


def test_a_struck_visit_keeps_no_appointment_and_holds_no_level(
    register, nurse, clinician, pair, clock
):
    clock.advance(days=7)
    saved = visit(register, nurse, pair, {**GOOD, "ds_a_convulsion": True})
    assert level(register, pair)[0] == "high"
    with register.saving(clinician) as work:
        strike_visit(work, saved.visit_uid, "another baby's visit")
    assert level(register, pair) == ("moderate", date(2026, 10, 15))
    assert rows(register, tables.appointment)[0].visit_uid is None
    with register.reading() as work:
        case = follow_up_case(work, pair.enrolment_uid, date(2026, 10, 30))
    assert [one["weight_g"] for one in case.previous] == [4800]
    assert visit(register, nurse, pair).visit_no == 2

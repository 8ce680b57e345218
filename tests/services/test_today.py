"""The Today board: who is due, who did not come, what waits."""

from datetime import date

import pytest

from mami_desktop.services.absence import catch_up_appointments
from mami_desktop.services.contacts import log_contact
from mami_desktop.services.drafts import DraftState, save_draft
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewContact, NewReferral, ReferralAnswer
from mami_desktop.services.referrals import enter_referral_answer, issue_referral
from mami_desktop.services.today import today_board
from mami_desktop.services.visits import record_visit
from tests.services.pairs import (
    SIGNS_A,
    WELL,
    both_databases,
    follow_up,
    infant_entry,
    new_enrolment,
    seen,
)

pytestmark = both_databases


def enrol(register, actor, name, **changes):
    infant = infant_entry(infant_name=name, **changes.pop("infant", {}))
    with register.saving(actor) as work:
        return enrol_infant(work, new_enrolment(infant, **changes))


def board(register):
    with register.reading() as work:
        return today_board(work)


def names(rows):
    return [row.pair.infant_name for row in rows]


def test_an_empty_register_has_nothing_to_do(register):
    today = board(register)
    assert (today.on_roll, today.due, today.overdue, today.next_due) == (0, (), (), None)
    assert today.work_waiting == 0


def test_due_today_lists_to_come_first_and_what_is_due_at_the_visit(register, nurse, clock):
    alpha = enrol(register, nurse, "Alpha Example")
    enrol(register, nurse, "Oscar Example", visit=seen({**WELL, "bfa_suckling": "not_effective"}),
          next_visit_on=date(2026, 10, 22))  # fmt: skip
    ahead = board(register).next_due
    assert ahead is not None and ahead[1] == date(2026, 10, 22)
    clock.advance(days=7)
    with register.saving(nurse) as work:
        saved = record_visit(work, follow_up(alpha.enrolment_uid))
    today = board(register)
    assert names(today.due) == ["Oscar Example", "Alpha Example"]
    to_come, done = today.due
    assert (to_come.seen_at, to_come.tasks) == (None, ("weigh", "arm", "watch_feed"))
    assert to_come.last_length_days == 7
    assert (done.seen_at, done.visit_uid) == (clock.at, saved.visit_uid)
    assert done.next_visit_on == saved.next_visit_on == date(2026, 10, 29)
    assert (today.to_come, today.work_waiting, today.next_due) == (1, 1, None)


def test_a_mother_is_looked_after_when_her_screening_is_old_or_positive(register, nurse, clock):
    enrol(register, nurse, "Kilo Example", next_visit_on=date(2026, 10, 29),
          visit=seen({**WELL, **{f"mh_phq{n}": 2 for n in range(1, 9)}}))  # fmt: skip
    lima = enrol(register, nurse, "Lima Example", next_visit_on=date(2026, 10, 20))
    clock.at = clock.at.replace(month=10, day=20)
    with register.saving(nurse) as work:
        entry = follow_up(lima.enrolment_uid, next_visit_on=date(2026, 11, 20))
        record_visit(work, entry)
    clock.at = clock.at.replace(day=29)
    assert [row.tasks for row in board(register).due] == [("weigh", "arm", "check_mother")]
    clock.at = clock.at.replace(month=11, day=20)
    assert [row.tasks for row in board(register).due] == [
        ("weigh", "length", "arm", "check_mother")
    ]


def test_overdue_is_listed_from_the_day_after_worst_first(register, nurse, clock):
    enrol(register, nurse, "Foxtrot Example", next_visit_on=date(2026, 10, 18))
    high = {**WELL, "ds_a_convulsion": True}
    enrol(register, nurse, "Delta Example", next_visit_on=date(2026, 10, 19), visit=seen(high))
    kilo = enrol(register, nurse, "Kilo Example", next_visit_on=date(2026, 10, 17),
                 infant={"date_of_birth": date(2026, 8, 20)})  # fmt: skip
    clock.advance(days=2)
    assert names(board(register).overdue) == []
    clock.advance(days=3)
    overdue = board(register).overdue
    assert names(overdue) == ["Delta Example", "Foxtrot Example", "Kilo Example"]
    assert [row.days_late for row in overdue] == [1, 2, 3]
    assert [row.missed_count for row in overdue] == [1, 1, 1]
    assert overdue[2].contact_on is None
    with register.saving(nurse) as work:
        log_contact(
            work,
            NewContact(
                kilo.enrolment_uid, "phone", "found_will_return", return_on=date(2026, 10, 24)
            ),
        )
    told = board(register).overdue[2]
    assert (told.contact_on, told.contact_result, told.contact_return_on) == (
        date(2026, 10, 20), "found_will_return", date(2026, 10, 24),
    )  # fmt: skip


def test_a_visit_takes_the_pair_off_the_overdue_list(register, nurse, clock):
    alpha = enrol(register, nurse, "Alpha Example", next_visit_on=date(2026, 10, 18))
    clock.advance(days=14)
    assert names(board(register).overdue) == ["Alpha Example"]
    with register.saving(nurse) as work:
        record_visit(work, follow_up(alpha.enrolment_uid))
    assert names(board(register).overdue) == []


def test_poor_gain_at_the_last_visit_is_told(register, nurse, clock):
    alpha = enrol(register, nurse, "Alpha Example")
    clock.advance(days=7)
    with register.saving(nurse) as work:
        answers = {**SIGNS_A, "gr_weight_g": 4820, "fd_type": "exclusive_bf"}
        record_visit(work, follow_up(alpha.enrolment_uid, answers))
    clock.advance(days=10)
    (row,) = board(register).overdue
    assert row.gained_too_little


def test_missed_visits_go_on_counting_and_a_default_is_proposed_after_tracing(
    register, nurse, clock
):
    alpha = enrol(register, nurse, "Alpha Example", next_visit_on=date(2026, 10, 22))
    clock.at = clock.at.replace(month=11, day=13)
    with register.saving(nurse) as work:
        # 29 Oct and 5 Nov were booked as each was missed, the next lies ahead or is still open
        assert catch_up_appointments(work) == 3
        assert catch_up_appointments(work) == 0
    (row,) = board(register).overdue
    assert (row.days_late, row.missed_count, row.default_on) == (22, 4, None)
    with register.saving(nurse) as work:
        log_contact(work, NewContact(alpha.enrolment_uid, "home_visit", "not_found"))
    assert board(register).overdue[0].default_on == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2027, 2, 14), None),
        (date(2027, 2, 15), 14),
        (date(2027, 3, 1), 0),
        (date(2027, 3, 15), -14),
        (date(2027, 3, 16), None),
    ],
)
def test_turning_six_months_from_14_days_ahead_to_14_behind(register, nurse, clock, on, shown):
    enrol(register, nurse, "Hotel Example")
    clock.at = clock.at.replace(year=on.year, month=on.month, day=on.day)
    assert [row.days for row in board(register).turning_six] == ([] if shown is None else [shown])


def test_slips_without_an_answer_come_up_after_2_or_14_days(register, nurse, clock):
    alpha = enrol(register, nurse, "Alpha Example")
    with register.saving(nurse) as work:
        urgent = issue_referral(work, NewReferral("opd", "within_24h", infant_uid=alpha.infant_uid))
        issue_referral(work, NewReferral("iycf", "routine", infant_uid=alpha.infant_uid))
    clock.advance(days=1)
    assert board(register).referrals_waiting == ()
    clock.advance(days=1)
    assert [row.referral_no for row in board(register).referrals_waiting] == [urgent.referral_no]
    with register.saving(nurse) as work:
        enter_referral_answer(work, ReferralAnswer(urgent.referral_uid, "treated_sent_back"))
    assert board(register).referrals_waiting == ()
    clock.advance(days=12)
    assert [row.urgency for row in board(register).referrals_waiting] == ["routine"]


def test_drafts_wait_on_the_board(register, nurse):
    with register.saving(nurse) as work:
        save_draft(work, DraftState("enrolment", title="Golf Example", section="feeding"))
    today = board(register)
    assert [draft.title for draft in today.drafts] == ["Golf Example"]
    assert today.work_waiting == 1

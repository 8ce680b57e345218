"""Exits, returns, inpatient trips and lines entered in error (records dossier 6.6 no. 1-10)."""

from datetime import date

import pytest
from sqlalchemy import select

from mami_desktop.errors import EntryError, UserError
from mami_desktop.models import entities as tables
from mami_desktop.services.absence import catch_up_appointments
from mami_desktop.services.contacts import log_contact
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewContact, NewOutcome, NewReferral, NewReturn
from mami_desktop.services.outcomes import close_enrolment, reopen_enrolment
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.returns import record_return
from mami_desktop.services.strikes import strike_enrolment, strike_referral
from mami_desktop.services.visits import record_visit
from tests.services.pairs import follow_up, new_enrolment, seen


@pytest.fixture
def pair(register, nurse):
    """A pair enrolled on 15 October and booked for the 22nd."""
    with register.saving(nurse) as work:
        return enrol_infant(work, new_enrolment())


def close(register, actor, pair, outcome, on, **more):
    with register.saving(actor) as work:
        return close_enrolment(work, NewOutcome(pair.enrolment_uid, outcome, on, **more))


def come_back(register, actor, pair, on=None):
    with register.saving(actor) as work:
        return record_return(work, NewReturn(pair.enrolment_uid, on))


def refused(field, use, *args, **more):
    with pytest.raises(EntryError) as told:
        use(*args, **more)
    assert field in [problem.where for problem in told.value.problems]


def rows(register, table, *order):
    with register.reading() as work:
        return work.session.execute(select(table).order_by(*order)).all()


def enrolment(register, pair):
    with register.reading() as work:
        return work.find(tables.enrolment, pair.enrolment_uid)


def stints(register):
    return [
        (row.seq, row.entry_type, row.started_on, row.ended_on, row.exit_code)
        for row in rows(register, tables.stint, tables.stint.c.seq)
    ]


def to_inpatient(register, actor, pair):
    with register.saving(actor) as work:
        slip = NewReferral("inpatient_sc", "emergency", enrolment_uid=pair.enrolment_uid)
        return issue_referral(work, slip)


def submit_october(register, actor):
    with register.saving(actor) as work:
        work.insert(
            tables.month_report,
            {
                "calendar": "gregorian", "label": "2026-10", "first_on": date(2026, 10, 1),
                "last_on": date(2026, 10, 31), "revision": 0, "state": "submitted",
            },
        )  # fmt: skip


def test_an_exit_closes_enrolment_and_stint_with_the_same_code_and_day(
    register, nurse, pair, clock
):
    clock.advance(days=3)
    counted_on = close(
        register, nurse, pair, "completed_not_ok", date(2026, 10, 17), linked_to="otp",
        confirmed_by="seen", remarks="to the clinic in town",
    )  # fmt: skip
    assert counted_on == date(2026, 10, 17)
    row = enrolment(register, pair)
    assert (row.outcome, row.outcome_on, row.remarks) == (
        "completed_not_ok", date(2026, 10, 17), "to the clinic in town",
    )  # fmt: skip
    assert stints(register) == [
        (1, "new", date(2026, 10, 15), date(2026, 10, 17), "completed_not_ok")
    ]
    (details,) = rows(register, tables.outcome)
    assert (details.linked_to, details.confirmed_by) == ("otp", "seen")
    (booked,) = rows(register, tables.appointment)
    assert booked.status == "cancelled"


def test_exits_that_cannot_be_are_refused_beside_the_field(register, nurse, pair, clock):
    clock.advance(days=7)
    with register.saving(nurse) as work:
        record_visit(work, follow_up(pair.enrolment_uid))
    late = date(2026, 10, 23)
    refused("outcome_on", close, register, nurse, pair, "left_area", date(2026, 10, 21))
    refused("outcome_on", close, register, nurse, pair, "left_area", date(2026, 10, 14))
    refused("outcome_on", close, register, nurse, pair, "left_area", late)
    refused("linked_to", close, register, nurse, pair, "graduated", date(2026, 10, 22))
    refused("outcome", close, register, nurse, pair, "entered_in_error", date(2026, 10, 22))


def test_an_inpatient_slip_ends_the_stint_on_its_day_and_keeps_the_enrolment_open(
    register, nurse, pair, clock
):
    clock.advance(days=3)
    slip = to_inpatient(register, nurse, pair)
    assert slip.referral_no == "EX01/2026/R0001"
    assert stints(register)[0][3:] == (date(2026, 10, 18), "transferred_inpatient")
    row = enrolment(register, pair)
    assert (row.outcome, row.outcome_on) == (None, None)
    assert [one.status for one in rows(register, tables.appointment)] == ["cancelled"]
    clock.advance(days=1)
    with pytest.raises(UserError, match="sent to inpatient care"), register.saving(nurse) as work:
        record_visit(work, follow_up(pair.enrolment_uid))


def test_a_family_that_refuses_stays_on_the_roll(register, nurse, pair, clock):
    clock.advance(days=3)
    with register.saving(nurse) as work:
        issue_referral(
            work,
            NewReferral(
                "inpatient_sc", "emergency", enrolment_uid=pair.enrolment_uid,
                refused_by="father", refused_reason="too far", refused_agreed="comes each day",
            ),
        )  # fmt: skip
    assert stints(register)[0][3:] == (None, None)


def test_a_slip_for_the_mother_alone_does_not_end_the_stay(register, nurse, pair):
    with register.saving(nurse) as work:
        issue_referral(
            work,
            NewReferral("inpatient_sc", "within_24h", "mother", enrolment_uid=pair.enrolment_uid),
        )
    assert stints(register)[0][3:] == (None, None)


def test_the_return_from_inpatient_care_is_the_next_stint(register, nurse, pair, clock):
    clock.advance(days=3)
    to_inpatient(register, nurse, pair)
    clock.advance(days=9)
    come_back(register, nurse, pair)
    assert stints(register)[1] == (
        2, "return_from_inpatient", date(2026, 10, 27), None, None,
    )  # fmt: skip
    clock.advance(days=1)
    with register.saving(nurse) as work:
        assert record_visit(work, follow_up(pair.enrolment_uid)).visit_no == 1


def test_only_the_in_charge_closes_a_pair_at_inpatient_and_a_return_reopens_it(
    register, nurse, in_charge, pair, clock
):
    clock.advance(days=3)
    to_inpatient(register, nurse, pair)
    clock.advance(days=28)
    closing = ("transferred_inpatient", date(2026, 11, 15))
    with pytest.raises(UserError, match="may not"):
        close(register, nurse, pair, *closing)
    refused("outcome", close, register, in_charge, pair, "died", date(2026, 11, 15))
    assert close(register, in_charge, pair, *closing) == date(2026, 10, 18)
    row = enrolment(register, pair)
    assert (row.outcome, row.outcome_on) == ("transferred_inpatient", date(2026, 10, 18))
    come_back(register, nurse, pair)
    assert enrolment(register, pair).outcome is None
    assert [one[1] for one in stints(register)] == ["new", "return_from_inpatient"]


@pytest.mark.parametrize("exit_code", ["left_area", "withdrew"])
@pytest.mark.parametrize(("days", "allowed"), [(0, True), (60, True), (61, False)])
def test_a_return_within_60_days_goes_on_with_the_same_number(
    register, nurse, pair, clock, exit_code, days, allowed
):
    close(register, nurse, pair, exit_code, date(2026, 10, 15))
    clock.advance(days=days)
    if not allowed:
        refused("returned_on", come_back, register, nurse, pair)
        return
    come_back(register, nurse, pair)
    assert stints(register)[1][:3] == (2, "return_after_default", clock.at.date())
    row = enrolment(register, pair)
    assert (row.outcome, row.outcome_on, row.mami_no) == (None, None, pair.mami_no)


@pytest.mark.parametrize("exit_code", ["graduated", "died", "transferred_mami", "non_response"])
def test_after_any_other_exit_there_is_no_return(register, nurse, pair, clock, exit_code):
    close(register, nurse, pair, exit_code, date(2026, 10, 15), linked_to="none")
    clock.advance(days=2)
    refused("returned_on", come_back, register, nurse, pair)


def test_a_return_may_come_after_six_months_but_not_before_the_exit(register, nurse, pair, clock):
    clock.at = clock.at.replace(year=2027, month=2, day=20)
    close(register, nurse, pair, "left_area", date(2027, 2, 20))
    clock.advance(days=20)
    refused("returned_on", come_back, register, nurse, pair, date(2027, 2, 19))
    come_back(register, nurse, pair)
    assert len(stints(register)) == 2


def missed_three(register, nurse, clock):
    clock.at = clock.at.replace(month=11, day=13)
    with register.saving(nurse) as work:
        catch_up_appointments(work)


def test_a_default_needs_the_misses_and_a_contact_and_counts_on_the_completing_day(
    register, nurse, pair, clock
):
    missed_three(register, nurse, clock)
    refused("outcome_on", close, register, nurse, pair, "defaulted", date(2026, 11, 5))
    with register.saving(nurse) as work:
        log_contact(work, NewContact(pair.enrolment_uid, "phone", "not_found"))
    refused("outcome_on", close, register, nurse, pair, "defaulted", date(2026, 11, 12))
    counted_on = close(
        register, nurse, pair, "defaulted", date(2026, 11, 5), default_reason="distance",
        confirmed_by="not_confirmed",
    )  # fmt: skip
    assert counted_on == date(2026, 11, 5)


def test_the_in_charge_may_decide_a_default_before_the_rule_with_a_reason(
    register, nurse, in_charge, pair, clock
):
    clock.advance(days=20)
    early = ("defaulted", date(2026, 11, 4))
    with pytest.raises(UserError, match="may not"):
        close(register, nurse, pair, *early, despite_rule="moved for the season")
    close(register, in_charge, pair, *early, despite_rule="moved for the season")
    reasons = {row.reason for row in rows(register, tables.change)}
    assert "moved for the season" in reasons


@pytest.mark.parametrize(
    ("submitted", "outcome", "counted_on"),
    [
        (False, "died", date(2026, 10, 20)),
        (True, "died", date(2026, 11, 3)),
        (True, "left_area", date(2026, 10, 20)),
    ],
)
def test_only_death_and_default_are_counted_later_when_the_month_was_sent(
    register, nurse, pair, clock, submitted, outcome, counted_on
):
    clock.at = clock.at.replace(month=11, day=3)
    if submitted:
        submit_october(register, nurse)
    assert close(register, nurse, pair, outcome, date(2026, 10, 20)) == counted_on
    assert enrolment(register, pair).outcome_on == stints(register)[0][3] == counted_on
    (details,) = rows(register, tables.outcome)
    assert details.died_on == (date(2026, 10, 20) if outcome == "died" else None)


def test_an_outcome_can_be_taken_back_by_the_in_charge(register, nurse, in_charge, pair, clock):
    close(register, nurse, pair, "died", date(2026, 10, 15))
    with pytest.raises(UserError, match="may not"), register.saving(nurse) as work:
        reopen_enrolment(work, pair.enrolment_uid, "wrong line")
    with register.saving(in_charge) as work:
        reopen_enrolment(work, pair.enrolment_uid, "wrong line")
    assert enrolment(register, pair).outcome is None
    assert stints(register)[0][3:] == (None, None)
    (details,) = rows(register, tables.outcome)
    assert details.struck_reason == "wrong line"
    clock.advance(days=7)
    with register.saving(nurse) as work:
        record_visit(work, follow_up(pair.enrolment_uid))


def test_striking_an_enrolment_marks_it_and_all_its_stints(register, nurse, clinician, pair, clock):
    clock.advance(days=3)
    to_inpatient(register, nurse, pair)
    clock.advance(days=3)
    come_back(register, nurse, pair)
    with pytest.raises(UserError, match="may not"), register.saving(nurse) as work:
        strike_enrolment(work, pair.enrolment_uid, "typed twice")
    with register.saving(clinician) as work:
        strike_enrolment(work, pair.enrolment_uid, "typed twice")
    assert [one[4] for one in stints(register)] == ["entered_in_error"] * 2
    assert all(one[3] is not None for one in stints(register))
    row = enrolment(register, pair)
    assert (row.outcome, row.struck_reason, row.struck_at) == (
        "entered_in_error", "typed twice", clock.at,
    )  # fmt: skip
    with register.saving(nurse) as work:
        again = enrol_infant(work, new_enrolment(infant_uid=pair.infant_uid, visit=seen({})))
    assert again.mami_no == "EX01/2026/0002"


def test_striking_needs_a_reason_and_a_line_that_stands(register, clinician, nurse, pair):
    slip = to_inpatient(register, nurse, pair)

    def strike(reason):
        with register.saving(clinician) as work:
            strike_referral(work, slip.referral_uid, reason)

    refused("reason", strike, "  ")
    strike("wrong infant")
    with pytest.raises(EntryError, match="already"):
        strike("again")
    with register.saving(nurse) as work:
        following = NewReferral("opd", "routine", infant_uid=pair.infant_uid)
        assert issue_referral(work, following).referral_no == "EX01/2026/R0002"


def test_contacts_may_come_after_the_exit(register, nurse, pair, clock):
    close(register, nurse, pair, "left_area", date(2026, 10, 15))
    clock.advance(days=9)
    with register.saving(nurse) as work:
        log_contact(work, NewContact(pair.enrolment_uid, "chw", "moved"))
    (contact,) = rows(register, tables.contact_attempt)
    assert (contact.attempted_on, contact.staff_name) == (date(2026, 10, 24), "N. Sample")
    with pytest.raises(EntryError), register.saving(nurse) as work:
        log_contact(work, NewContact(pair.enrolment_uid, "chw", attempted_on=date(2026, 10, 1)))

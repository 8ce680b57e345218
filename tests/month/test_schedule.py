"""The next appointment (records 6.6 no. 39 to 42)."""

from datetime import date, timedelta

import pytest

from mami_desktop.pathway.schedule import (
    ClinicDays,
    NextVisit,
    ScheduleParameters,
    VisitFindings,
    judge_visits,
    next_visit,
)

BORN = date(2026, 6, 1)
START = date(2026, 8, 3)  # a Monday, 63 days old
PARAMETERS = ScheduleParameters()
ANY_DAY = ClinicDays()


def after(days: int, weight_g: int | None, *fired: tuple[str, str]) -> VisitFindings:
    return VisitFindings(START + timedelta(days=days), weight_g, frozenset(fired))


def plan(
    *visits: VisitFindings,
    missed: list[date] | None = None,
    started: date = START,
    clinic: ClinicDays = ANY_DAY,
) -> NextVisit:
    return next_visit(started, visits, missed or [], BORN, PARAMETERS, clinic)


GOOD = [after(0, 4000), after(7, 4200), after(14, 4400), after(28, 4800), after(42, 5200)]


def test_start_is_soon_only_for_feeding_or_same_day_findings() -> None:
    assert plan(after(0, 4000, ("gr_waz", "moderate"))).interval_days == 7
    for item in ("fd_type", "bfa_suckling", "br_mastitis", "nba_ml"):
        assert plan(after(0, 4000, (item, "moderate"))).interval_days == 3
    assert plan(after(0, 4000, ("ca_mouth", "same_day"))).interval_days == 3


def test_the_first_visit_moves_to_weekly_and_feeding_no_longer_shortens() -> None:
    following = plan(after(0, 4000), after(7, 4200, ("fd_type", "moderate")))
    assert (following.phase, following.interval_days) == ("weekly", 7)


def test_same_day_treatment_shortens_every_phase() -> None:
    ill = after(14, 4400, ("cb_ear", "same_day"))
    following = plan(*GOOD[:2], ill)
    assert (following.phase, following.interval_days) == ("fortnightly", 3)


def test_two_good_visits_running_and_two_more() -> None:
    phases = [plan(*GOOD[: n + 1]).phase for n in range(len(GOOD))]
    assert phases == ["start", "weekly", "fortnightly", "fortnightly", "monthly"]
    assert plan(*GOOD).interval_days == 28


def test_gain_is_judged_by_the_age_at_the_later_weight() -> None:
    young = judge_visits([after(0, 4000), after(10, 4200)], BORN, PARAMETERS)[-1]
    assert (young.gain_g_day, young.progress) == (20, "good")
    slow = judge_visits([after(0, 4000), after(10, 4199)], BORN, PARAMETERS)[-1]
    assert slow.progress == "slow"
    older = judge_visits([after(20, 4000), after(30, 4100)], BORN, PARAMETERS)[-1]
    assert (older.gain_g_day, older.progress) == (10, "good")


def test_a_visit_too_early_to_judge_neither_adds_nor_breaks() -> None:
    visits = [after(0, 4000), after(7, 4200), after(10, 4210)]
    assert plan(*visits).good_running == 1
    assert plan(*visits, after(17, 4400)).phase == "fortnightly"
    newborn = judge_visits([after(-55, 3000), after(-45, 3300)], BORN, PARAMETERS)[-1]
    assert newborn.progress is None  # a weight from before day 14


@pytest.mark.parametrize(
    "visit",
    [
        after(14, None),
        after(14, 4250),
        after(14, 4400, ("bfa_suckling", "moderate")),
        after(14, 4400, ("mh_phq_total", "moderate")),
        after(14, 4400, ("nba_ml", "moderate")),
    ],
)
def test_a_visit_that_is_not_good_starts_the_count_again(visit: VisitFindings) -> None:
    following = plan(*GOOD[:2], visit)
    assert (following.phase, following.good_running) == ("weekly", 0)


def test_nba_reason_and_moderate_growth_do_not_spoil_a_good_visit() -> None:
    fine = after(14, 4400, ("nba_reason", "moderate"), ("gr_waz", "moderate"))
    assert plan(*GOOD[:2], fine).phase == "fortnightly"


def test_a_missed_appointment_starts_the_count_again() -> None:
    visits = [after(0, 4000), after(7, 4200), after(21, 4600)]
    assert plan(*visits).phase == "fortnightly"
    missed = [START + timedelta(days=14)]
    following = plan(*visits, missed=missed)
    assert (following.phase, following.good_running) == ("weekly", 1)


def test_a_new_trigger_steps_back_to_weekly_and_an_old_one_does_not_again() -> None:
    worse = after(56, 5500, ("gr_waz_severe", "in_depth"))
    following = plan(*GOOD, worse)
    assert (following.phase, following.good_running) == ("weekly", 0)
    assert following.stepped_back
    again = judge_visits(
        [*GOOD, worse, after(63, 5700, ("gr_waz_severe", "in_depth"))], BORN, PARAMETERS
    )[-1]
    assert (again.progress, again.steps_back) == ("slow", False)
    urgent = plan(*GOOD, after(56, 5500, ("mh_phq9", "mother_urgent")))
    assert urgent.stepped_back


def test_high_is_worse_even_when_it_was_there_before() -> None:
    visits = [after(0, 4000, ("ds_oedema", "high")), after(7, 4200, ("ds_oedema", "high"))]
    assert judge_visits(visits, BORN, PARAMETERS)[-1].progress == "worse"


def test_an_unweighed_visit_breaks_the_count_but_is_not_known_to_be_slow() -> None:
    judged = judge_visits([after(0, 4000), after(7, None), after(14, None)], BORN, PARAMETERS)
    assert [(j.progress, j.counts, j.slow_twice) for j in judged[1:]] == [
        (None, "breaks", False),
        (None, "breaks", False),
    ]


def test_slow_twice_steps_back() -> None:
    visits = [*GOOD, after(56, 5210), after(70, 5220)]
    judged = judge_visits(visits, BORN, PARAMETERS)
    assert [j.slow_twice for j in judged[-2:]] == [False, True]
    assert plan(*visits).phase == "weekly"
    assert plan(*visits[:-1]).phase == "monthly"


def test_a_new_stint_begins_in_start_again() -> None:
    back_on = START + timedelta(days=60)
    back = after(60, 5300)
    following = plan(*GOOD, back, started=back_on)
    assert (following.phase, following.interval_days) == ("start", 7)
    assert plan(*GOOD, back, after(67, 5500), started=back_on).phase == "weekly"


def test_proposed_day_is_a_clinic_day_and_no_holiday() -> None:
    fridays = ClinicDays(frozenset({4}))
    assert plan(after(0, 4000), clinic=fridays).proposed_on == date(2026, 8, 14)
    closed = ClinicDays(frozenset({4}), frozenset({date(2026, 8, 14)}))
    assert plan(after(0, 4000), clinic=closed).proposed_on == date(2026, 8, 21)
    assert plan(after(0, 4000)).until == START + timedelta(days=35)


def test_proposed_day_is_not_after_the_six_month_birthday_while_it_is_to_come() -> None:
    near = VisitFindings(date(2026, 11, 28), 6000)
    assert plan(near, started=near.visit_on).proposed_on == date(2026, 12, 1)
    past = VisitFindings(date(2026, 12, 1), 6000)
    assert plan(past, started=past.visit_on).proposed_on == date(2026, 12, 8)


def test_without_a_visit_there_is_nothing_to_propose() -> None:
    with pytest.raises(ValueError, match="at a visit"):
        plan()

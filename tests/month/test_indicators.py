"""Indicators read to the letter (records 6.6 no. 25 to 34), one statement a test."""

from dataclasses import replace
from datetime import date

import pytest

from mami_desktop.pathway.facts import Contact, Referral, Screening
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.pathway.wellbeing import wellbeing
from tests.month.making import OCTOBER, Making

LEFT_WELL = ("new", "2026-09-01", "graduated", "2026-10-20")


def test_length_of_stay_adds_all_stints_of_the_enrolment() -> None:
    book = Making()
    book.pair(
        "male",
        ("new", "2026-08-01", "transferred_inpatient", "2026-08-11"),
        ("return_from_inpatient", "2026-09-01", "graduated", "2026-10-01"),
    )
    book.pair("male", ("new", "2026-10-01", "graduated", "2026-10-01"))
    one = book.report().indicators["i06_los"]
    assert (one.numerator, one.denominator, one.value, one.median) == (40, 2, 20.0, 20.0)


def test_gain_goes_from_visit_0_to_the_last_weight_by_the_exit() -> None:
    book = Making()
    uid = book.pair("male", LEFT_WELL, first={"weight_g": 4000})
    book.visit(uid, "2026-09-11", 1, weight_g=4300)
    book.visit(uid, "2026-09-21", 2)
    book.pair("male", LEFT_WELL, first={"weight_g": 4000})  # no last weight: left out
    one = book.report().indicators["i07_gain"]
    assert (one.numerator, one.denominator, one.value) == (7.5, 1, 7.5)


@pytest.mark.parametrize(("day", "kept"), [(8, 0), (9, 1), (18, 1), (19, 0)])
def test_kept_from_3_days_before_to_6_days_after(day: int, kept: int) -> None:
    book = Making()
    uid = book.pair("male", ("new", "2026-09-01", None, None))
    visit = book.visit(uid, f"2026-10-{day:02d}", 1)
    book.appointment(uid, "2026-10-12", kept_by=visit)
    one = book.report().indicators["i08_attend"]
    assert (one.numerator, one.denominator) == (kept, 1)


def test_a_visit_without_a_link_keeps_nothing() -> None:
    book = Making()
    uid = book.pair("male", ("new", "2026-09-01", None, None))
    book.visit(uid, "2026-10-12", 1)
    book.appointment(uid, "2026-10-12")
    assert book.report().indicators["i08_attend"].numerator == 0


def test_coverage_of_the_setting_else_two_percent_of_the_population() -> None:
    book = Making()
    book.screenings.append(Screening("a", date(2026, 10, 2), 30, 30, 5, 5, 4))
    book.pair("male", ("new", "2026-10-05", None, None))

    def coverage(**known: int) -> tuple[int | None, float | None]:
        one = book.report(settings=TallySettings(**known)).indicators["k01_scr_cov"]  # type: ignore[arg-type]  # only whole numbers here
        return one.denominator, one.value

    assert coverage() == (None, None)
    assert coverage(population=9974) == (199, 30.2)  # 199.48
    assert coverage(population=9975) == (200, 30.0)  # 199.5
    assert coverage(population=9975, u6m_population=40) == (40, 150.0)
    found = book.report().indicators
    assert (found["k02_at_risk"].numerator, found["k02_at_risk"].denominator) == (10, 60)
    assert (found["k03_enrol_ratio"].numerator, found["k03_enrol_ratio"].denominator) == (1, 6)


def test_caseload_counts_the_twelve_months_ending_with_this_one() -> None:
    book = Making()
    for day in ("2025-10-31", "2025-11-01", "2026-10-31", "2026-11-01"):
        book.pair("male", ("new", day, None, None))
    one = book.report(settings=TallySettings(expected_caseload_12m=8)).indicators["k04_caseload"]
    assert (one.numerator, one.denominator, one.value) == (2, 8, 25.0)


def test_the_cohort_is_that_of_seven_months_earlier_as_of_the_last_day() -> None:
    book = Making()
    well = book.pair("male", ("new", "2026-03-10", "graduated", "2026-10-31"))
    book.pair("male", ("new", "2026-03-11", "graduated", "2026-11-01"))
    book.pair("male", ("new", "2026-03-12", "transferred_mami", "2026-04-11"))
    late = book.pair("male", ("new", "2026-03-13", "transferred_mami", "2026-11-02"))
    book.pair("male", ("new", "2026-02-28", "graduated", "2026-05-11"))
    book.visit(well, "2026-10-30", 1, kind="absent")
    book.visit(late, "2026-10-30", 1, kind="phone")
    found = book.report().indicators
    outcome, alive = found["k05_6m_outcome"], found["k06_alive_6m"]
    assert (outcome.numerator, outcome.denominator) == (1, 3)
    assert (alive.numerator, alive.denominator) == (1, 3)
    assert alive.numerator_ids == (late,)


def test_weight_for_age_recovers_by_the_stored_z() -> None:
    book = Making()
    for z_in, z_out in [(-2.0, -1.0), (-2.01, -2.0), (-3.0, -2.01), (-2.5, None), (None, -1.0)]:
        uid = book.pair("male", LEFT_WELL, first={"waz": z_in})
        book.visit(uid, "2026-10-01", 1, waz=z_out)
    found = book.report().indicators
    assert (found["k07_waz_ok"].numerator, found["k07_waz_ok"].denominator) == (1, 2)
    change = found["k08_waz_change"]
    assert (change.numerator, change.denominator, change.value) == (2.0, 3, 0.67)


def test_feeding_that_became_breast_milk_only_and_suckling_that_was_solved() -> None:
    book = Making()
    for fed_in, fed_out in [
        ("mixed_milk", "exclusive_bf"),
        ("not_bf", "mixed_milk"),
        ("exclusive_bf", "exclusive_bf"),
        ("mixed_milk", None),
        (None, "exclusive_bf"),
    ]:
        uid = book.pair("male", LEFT_WELL, first={"fd_type": fed_in})
        book.visit(uid, "2026-10-01", 1, fd_type=fed_out)
    for seen_in, seen_out in [
        ("not_effective", "effective"),
        ("not_suckling", "not_effective"),
        ("not_effective", None),
        ("effective", "effective"),
    ]:
        uid = book.pair("male", LEFT_WELL, first={"bfa_suckling": seen_in})
        book.visit(uid, "2026-10-01", 1, bfa_suckling=seen_out)
    found = book.report().indicators
    assert (found["k11_ebf_gain"].numerator, found["k11_ebf_gain"].denominator) == (1, 2)
    solved = found["k12_bf_problem_solved"]
    assert (solved.numerator, solved.denominator) == (1, 3)


def test_mothers_screened_within_14_days_and_referred_for_herself() -> None:
    book = Making()
    soon = book.pair("male", ("new", "2026-10-01", None, None))
    book.visit(soon, "2026-10-15", 1, mh_screened=True)
    late = book.pair("male", ("new", "2026-10-01", None, None))
    book.visit(late, "2026-10-16", 1, mh_screened=True)
    positive = {"mh_screened": True, "mh_positive": True}
    helped = book.pair("male", ("new", "2026-10-01", None, None), first=positive)
    other = book.pair("male", ("new", "2026-10-01", None, None), first=positive)
    slips = [
        (helped, "2026-10-15", "mental_health", "both"),
        (other, "2026-10-16", "mental_health", "mother"),
        (other, "2026-10-05", "mental_health", "infant"),
        (other, "2026-10-05", "iycf", "mother"),
    ]
    for place, (uid, day, service, who) in enumerate(slips):
        on = date.fromisoformat(day)
        book.referrals.append(Referral(f"r{place}", "i1", uid, on, "routine", service, who))
    found = book.report().indicators
    assert (found["k13_mh_screen"].numerator, found["k13_mh_screen"].denominator) == (3, 4)
    assert (found["k15_mh_referred"].numerator, found["k15_mh_referred"].denominator) == (1, 2)


def test_a_mother_feels_better_when_no_longer_positive_or_5_points_down() -> None:
    book = Making()
    worried = {"mh_screened": True, "mh_positive": True, "mh_phq_total": 16}
    for after in (
        {"mh_screened": True, "mh_positive": False, "mh_phq_total": 9},
        {"mh_screened": True, "mh_positive": True, "mh_phq_total": 11},
        {"mh_screened": True, "mh_positive": True, "mh_phq_total": 12},
        {"mh_screened": False},
    ):
        uid = book.pair("male", LEFT_WELL, first=worried)
        book.visit(uid, "2026-10-01", 1, **after)
    one = book.report().indicators["k14_mh_improve"]
    assert (one.numerator, one.denominator) == (2, 3)


def test_mothers_no_longer_thin_by_the_cut_of_the_pathway() -> None:
    book = Making()
    for arm_in, arm_out in [(229, 230), (229, 229), (230, 240), (220, None)]:
        uid = book.pair("male", LEFT_WELL, first={"mp_muac_mm": arm_in})
        book.visit(uid, "2026-10-01", 1, mp_muac_mm=arm_out)
    one = book.report().indicators["k16_mat_muac"]
    assert (one.numerator, one.denominator) == (1, 2)
    wider = book.report(settings=TallySettings(maternal_muac_cut=235)).indicators["k16_mat_muac"]
    assert (wider.numerator, wider.denominator) == (1, 3)


def test_urgent_referrals_whose_14th_day_is_in_the_month() -> None:
    book = Making()
    for place, (day, urgency, arrived) in enumerate(
        [
            ("2026-09-16", "emergency", "2026-09-30"),  # 14th day 30 September
            ("2026-09-17", "emergency", "2026-10-01"),
            ("2026-10-17", "within_24h", "2026-11-01"),  # arrived on the 15th day
            ("2026-10-18", "within_24h", None),  # 14th day 1 November
            ("2026-10-02", "routine", "2026-10-02"),
            ("2026-10-03", "within_24h", None),
        ]
    ):
        came = date.fromisoformat(arrived) if arrived else None
        on = date.fromisoformat(day)
        book.referrals.append(
            Referral(f"r{place}", "i0", None, on, urgency, "inpatient_sc", "both", came)
        )
    book.referrals.append(replace(book.referrals[1], uid="struck", struck=True))
    one = book.report().indicators["k18_ref_done"]
    assert (one.numerator, one.denominator) == (1, 3)


@pytest.mark.parametrize(
    ("day", "result", "traced"),
    [
        ("2026-10-05", "found_will_return", 1),
        ("2026-10-12", "died", 1),
        ("2026-10-13", "moved", 0),
        ("2026-10-04", "moved", 0),
        ("2026-10-06", "not_found", 0),
        ("2026-10-06", None, 0),
    ],
)
def test_absent_families_reached_within_7_days_of_the_first_miss(
    day: str, result: str | None, traced: int
) -> None:
    book = Making()
    uid = book.pair("male", ("new", "2026-09-01", None, None))
    book.appointment(uid, "2026-10-05")
    book.appointment(uid, "2026-10-12")
    book.contacts.append(Contact("c1", uid, date.fromisoformat(day), result))
    one = book.report().indicators["k19_default_traced"]
    assert (one.numerator, one.denominator) == (traced, 1)


def test_age_birth_weight_and_visits() -> None:
    book = Making()
    for weight in (2499, 2500, None):
        book.pair("male", ("new", "2026-10-05", None, None), birth_weight_g=weight, age_months=0)
    uid = book.pair("male", LEFT_WELL)
    for number, kind in enumerate(["scheduled", "phone", "home_visit"], 1):
        book.visit(uid, f"2026-10-{number:02d}", number, kind=kind)
    found = book.report().indicators
    age, small, visits = (
        found[uid] for uid in ("k20_age_enrol", "k21_lbw_share", "k22_visits_per_ep")
    )
    assert (age.numerator, age.denominator, age.median) == (None, 3, 0.4)  # 3 days
    assert (small.numerator, small.denominator) == (1, 2)
    assert (visits.numerator, visits.denominator, visits.value) == (2, 1, 2.0)


def test_the_denominator_can_be_all_exits() -> None:
    book = Making()
    book.pair("male", LEFT_WELL)
    book.pair("male", ("new", "2026-09-01", "transferred_inpatient", "2026-10-20"))
    assert book.report(OCTOBER).indicators["i01_recovery"].value == 100.0
    everybody = TallySettings(denominator="m15_total_out")
    assert book.report(settings=everybody).indicators["i01_recovery"].value == 50.0


def phq(*scores: int | None) -> dict[str, object]:
    return {f"mh_phq{n}": score for n, score in enumerate(scores, 1) if score is not None}


@pytest.mark.parametrize(
    ("answers", "screened", "positive"),
    [
        ({}, False, False),
        (phq(1, 1), True, False),
        (phq(1, 2), False, False),  # the rest should have been asked
        (phq(3, 3, 3, 1), True, True),  # 10 already
        (phq(*[1] * 8, 0), True, False),
        (phq(1, 1, None, None, None, None, None, None, 1), True, True),
        ({"mh_other_score": 9}, True, False),
        ({"mh_other_score": 10}, True, True),
        ({"mh_harm_infant": True}, True, True),
        ({"mh_harm_infant": False}, False, False),
        ({"mh_psychosis": True}, True, True),
        (phq(3, 3, 3, 3) | {"mh_ok_to_ask": False}, False, False),
        ({"mh_ok_to_ask": False, "mh_harm_infant": True}, True, True),
    ],
)
def test_screened_and_positive(answers: dict[str, object], screened: bool, positive: bool) -> None:
    found = wellbeing(answers, "present")
    assert (found.screened, found.positive) == (screened, positive)
    for gone in ("dead", "alive_absent"):
        assert wellbeing(answers, gone) == (False, False, None)
    assert wellbeing(answers, "unknown")[:2] == (screened, positive)


def test_the_cut_off_is_a_parameter() -> None:
    assert not wellbeing({"mh_other_score": 12}, None, (5, 13, 20)).positive

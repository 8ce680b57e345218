"""Checks c01 to c17 (records 6.6 no. 35): when each fires, and what it says then."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mami_desktop.i18n import translator
from mami_desktop.pathway.facts import Mother, Screening, Visit
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_checks import (
    exits_possible,
    no_sudden_change,
    printed,
    splits_add_up,
)
from tests.month.making import Making, check_of

STAY = ("new", "2026-09-01", None, None)


def fails(report: MonthReport, uid: str) -> bool:
    return not check_of(report, uid).ok


def test_every_check_has_words_and_is_in_order() -> None:
    book = Making()
    book.pair("male", STAY)
    report = book.report()
    assert [check.id for check in report.checks] == [f"c{n:02d}" for n in range(1, 18)]
    assert all(check.sentence.words(translator("en")) for check in report.checks)


def test_c02_compares_with_what_was_sent() -> None:
    book = Making()
    book.pair("male", STAY)
    assert not fails(book.report(), "c02")
    sent = {"m": 2, "f": 0, "total": 2}
    report = book.report(previous_end=sent)
    assert fails(report, "c02")
    assert "sent with 2" in check_of(report, "c02").sentence.words(translator("en"))


def test_c02_cannot_be_judged_in_the_first_month() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-01", None, None))
    check = check_of(book.report(), "c02")
    assert check.ok
    assert not check.judged


def test_c04_fires_when_somebody_is_in_no_band() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-01", None, None), age_months=6)
    assert fails(book.report(), "c04")
    numbers = printed(Making().report().rows)
    numbers["m08_died"]["total"] = 1
    assert not splits_add_up(numbers).ok


def test_c05_fires_when_more_left_than_were_there() -> None:
    numbers = printed(Making().report().rows)
    assert exits_possible(numbers).ok
    numbers["m11_discharges"] = {"m": 1, "f": 0, "total": 1}
    assert not exits_possible(numbers).ok


@pytest.mark.parametrize(
    ("screened", "at_risk", "ok"), [(5, 1, True), (5, 0, False), (1, 2, False)]
)
def test_c06_screening_must_fit_enrolment(screened: int, at_risk: int, ok: bool) -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-05", None, None))
    book.pair("male", ("step_down_inpatient", "2026-10-05", None, None))
    assert not check_of(book.report(), "c06").judged
    book.screenings.append(Screening("a", date(2026, 10, 2), screened, 0, at_risk, 0))
    assert fails(book.report(), "c06") is not ok


def test_c07_exit_without_outcome_and_stay_past_210_days() -> None:
    book = Making()
    uid = book.pair("male", STAY)
    assert not fails(book.report(), "c07")
    half = Making()
    half.__dict__.update(book.__dict__ | {"stints": [replace(book.stints[0], exit_code="died")]})
    assert check_of(half.report(), "c07").ids == (uid,)
    for days, old in ((210, False), (211, True)):
        infant = replace(book.infants[0], born_on=date(2026, 10, 31) - timedelta(days=days))
        aged = Making()
        aged.__dict__.update(book.__dict__ | {"infants": [infant]})
        assert fails(aged.report(), "c07") is old


def test_c08_ghosts_were_neither_seen_nor_expected_for_35_days() -> None:
    last = date(2026, 10, 31)
    ghost = Making()
    uid = ghost.pair("male", STAY)
    assert check_of(ghost.report(), "c08").ids == (uid,)
    for days, is_ghost in ((34, False), (35, True)):
        day = (last - timedelta(days=days)).isoformat()
        seen, expected, called = Making(), Making(), Making()
        for book in (seen, expected, called):
            book.pair("male", STAY)
        seen.visit("e1", day, 1)
        expected.appointment("e1", day)
        called.visit("e1", day, 1, kind="phone")
        assert fails(seen.report(), "c08") is is_ghost
        assert fails(expected.report(), "c08") is is_ghost
        assert fails(called.report(), "c08")


def test_c09_dates_in_order() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-10", "died", "2026-10-09"))
    assert fails(book.report(), "c09")
    unborn = Making()
    unborn.pair("male", ("new", "2026-10-10", None, None))
    unborn.infants[0] = replace(unborn.infants[0], born_on=date(2026, 10, 11))
    assert fails(unborn.report(), "c09")


@pytest.mark.parametrize(
    ("values", "ok"),
    [
        ({"weight_g": 500, "length_mm": 800, "muac_mm": 50, "head_mm": 500}, True),
        ({"weight_g": 499}, False),
        ({"length_mm": 801}, False),
        ({"muac_mm": 49}, False),
        ({"head_mm": 501}, False),
        ({"waz": -6.0, "laz": 6.0, "wlz": 5.0}, True),
        ({"waz": -6.01}, False),
        ({"laz": 6.01}, False),
        ({"wlz": -5.01}, False),
    ],
)
def test_c10_possible_measurements(values: dict[str, Any], ok: bool) -> None:
    book = Making()
    book.pair("male", STAY)
    book.visit("e1", "2026-10-05", 1, **values)
    assert fails(book.report(), "c10") is not ok


@pytest.mark.parametrize(
    ("days", "weight", "ok"),
    [(7, 4600, True), (7, 4601, False), (7, 3399, False), (8, 4601, True)],
)
def test_c10_a_weight_that_jumped_within_a_week(days: int, weight: int, ok: bool) -> None:
    book = Making()
    book.pair("male", STAY)
    book.visit("e1", "2026-09-28", 1, weight_g=4000)
    day = date(2026, 9, 28) + timedelta(days=days)
    book.visit("e1", day.isoformat(), 2, weight_g=weight)
    assert fails(book.report(), "c10") is not ok


def test_c10_sees_who_was_not_enrolled_too() -> None:
    book = Making()
    book.pair("male", STAY)
    book.visits.append(Visit("x", "i1", None, None, date(2026, 10, 6), "assessment", weight_g=90))
    assert check_of(book.report(), "c10").ids == ("x",)


@pytest.mark.parametrize(
    ("rounds", "others", "ok", "judged"),
    [(8, 12, True, True), (9, 11, False, True), (19, 0, True, False)],
)
def test_c11_digit_preference(rounds: int, others: int, ok: bool, judged: bool) -> None:
    book = Making()
    for place in range(rounds + others):
        weight = 3500 if place < rounds else 3510
        book.pair("male", ("new", "2026-10-05", None, None), first={"weight_g": weight})
    check = check_of(book.report(), "c11")
    assert (check.ok, check.judged) == (ok, judged)


def alike(name: str, village: str, days: int, **other: str) -> Making:
    book = Making()
    book.pair("female", ("new", "2026-09-20", None, None), age_months=1)
    book.pair("female", ("new", "2026-10-20", None, None), age_months=2)
    first = book.infants[0]
    changes: dict[str, Any] = {"born_on": first.born_on + timedelta(days=days), **other}
    book.infants[1] = replace(book.infants[1], **changes)
    book.mothers[0] = Mother("m1", "Amina Tekle", "River")
    book.mothers[1] = Mother("m2", name, village)
    return book


def test_c12_the_same_pair_written_twice() -> None:
    assert check_of(alike("AMINA  Tékle", "river", 3).report(), "c12").ids == ("e2",)
    assert not fails(alike("Amina Tekle", "River", 4).report(), "c12")
    assert not fails(alike("Amina Tekle", "Hill", 0).report(), "c12")
    assert not fails(alike("Selam Hailu", "River", 0).report(), "c12")
    assert not fails(alike("Amina Tekle", "River", 0, sex="male").report(), "c12")
    for same in ("Tekle Amina", "Amina Tekele", "A. Tekle", "Amina"):
        assert fails(alike(same, "River", 0).report(), "c12"), same
    for other in ("Amina Hailu", "S. Tekle", ""):
        assert not fails(alike(other, "River", 0).report(), "c12"), other


def test_c12_twins_are_no_duplicate() -> None:
    book = alike("Amina Tekle", "River", 0)
    for place in (0, 1):
        book.infants[place] = replace(book.infants[place], mother_uid="m1", birth_type="twin")
    assert not fails(book.report(), "c12")
    book.infants[1] = replace(book.infants[1], birth_type="singleton")
    assert fails(book.report(), "c12")


def test_c13_an_enrolment_without_visit_0_and_the_opposite() -> None:
    book = Making()
    book.pair("male", STAY)
    assert not fails(book.report(), "c13")
    first = book.visits.pop()
    assert check_of(book.report(), "c13").ids == ("e1",)
    stray = replace(first, uid="stray", enrolment_uid=None, visit_on=date(2026, 10, 3))
    book.visits += [first, stray]
    assert check_of(book.report(), "c13").ids == ("stray",)


def test_c14_a_month_of_zeros_needs_a_person() -> None:
    assert fails(Making().report(), "c14")
    assert not fails(Making().report(zero_confirmed=True), "c14")
    book = Making()
    book.pair("male", STAY)
    assert not fails(book.report(), "c14")


@pytest.mark.parametrize(
    ("new", "before", "ok"),
    [
        (15, [10, 10, 10], True),
        (16, [10, 10, 10], False),
        (5, [10, 10, 10], True),
        (4, [10, 10, 10], False),
        (4, [0, 0, 0], True),
        (5, [0, 0, 0], False),
        (0, [8, 8, 9], False),
    ],
)
def test_c15_a_sudden_change(new: int, before: list[int], ok: bool) -> None:
    assert no_sudden_change(new, before).ok is ok


def test_c15_needs_three_months_that_exist() -> None:
    book = Making()
    book.pair("male", ("new", "2026-08-01", None, None))
    assert not check_of(book.report(), "c15").judged
    book.pair("male", ("new", "2026-07-31", None, None))
    assert check_of(book.report(), "c15").judged


def test_c16_until_the_due_day_of_the_next_month() -> None:
    book = Making()
    assert not fails(book.report(today=date(2026, 11, 5)), "c16")
    assert fails(book.report(today=date(2026, 11, 6)), "c16")
    late = date(2026, 12, 1)
    assert not fails(book.report(today=late, submitted_on=date(2026, 11, 5)), "c16")
    assert fails(book.report(today=late, submitted_on=date(2026, 11, 6)), "c16")


def test_c17_waits_for_a_supervisor() -> None:
    check = check_of(Making().report(), "c17")
    assert check.ok
    assert not check.judged

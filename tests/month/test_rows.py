"""Rows m01 to m24 read to the letter (records 6.6 no. 10 to 24), one statement a test."""

from dataclasses import replace
from datetime import date

from mami_desktop.pathway.facts import Screening
from mami_desktop.pathway.tally import MonthReport
from tests.month.making import OCTOBER, Making, check_of


def numbers(report: MonthReport, *rows: str) -> tuple[int, ...]:
    return tuple(report.rows[row].number() for row in rows)


def test_in_and_out_on_one_day_counts_in_both_and_on_neither_roll() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-05", "died", "2026-10-05"))
    report = book.report()
    assert numbers(report, "m01_start", "m06_total_in", "m15_total_out", "m16_end") == (0, 1, 1, 0)


def test_the_first_and_last_day_of_the_month() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-01", "graduated", "2026-10-31"))
    book.pair("male", ("new", "2026-09-30", "graduated", "2026-10-01"))
    book.pair("male", ("new", "2026-09-01", "graduated", "2026-09-30"))
    book.pair("male", ("new", "2026-10-31", None, None))
    book.pair("male", ("new", "2026-11-01", None, None))
    report = book.report()
    assert numbers(report, "m01_start", "m06_total_in", "m15_total_out", "m16_end") == (1, 2, 2, 1)


def test_what_is_struck_out_counts_nowhere() -> None:
    book = Making()
    struck = book.pair("female", ("new", "2026-10-02", "entered_in_error", "2026-10-20"))
    book.visit(struck, "2026-10-09", 1, fd_type="exclusive_bf")
    book.appointment(struck, "2026-10-09")
    report = book.report()
    assert all(cell.number == 0 for row in report.rows.values() for cell in row.cells.values())
    assert report.indicators["k04_caseload"].numerator == 0


def test_a_stint_struck_out_alone_is_passed_over() -> None:
    book = Making()
    book.pair(
        "female",
        ("new", "2026-08-02", "defaulted", "2026-09-20"),
        ("return_after_default", "2026-10-03", "entered_in_error", "2026-10-03"),
    )
    assert numbers(book.report(), "m03_return_default", "m15_total_out") == (0, 0)


def test_a_struck_out_visit_keeps_nothing_and_holds_no_value() -> None:
    book = Making()
    uid = book.pair("female", ("new", "2026-09-02", "graduated", "2026-10-20"))
    kept = book.visit(uid, "2026-10-09", 1, fd_type="exclusive_bf", struck=True)
    book.appointment(uid, "2026-10-09", kept_by=kept)
    report = book.report()
    assert numbers(report, "m17_visits_due", "m18_visits_done") == (1, 0)
    assert report.indicators["i08_attend"].numerator == 0
    assert report.rows["m21_ebf_out"].number("of") == 0


def test_age_bands_use_completed_calendar_months() -> None:
    book = Making()
    uid = book.pair("female", ("new", "2026-10-15", "died", "2026-10-31"))
    for born_on, entry, leaving in [
        (date(2026, 8, 15), "2-3", "2-3"),
        (date(2026, 8, 16), "0-1", "2-3"),
        (date(2026, 4, 30), "4-5", ">=6"),
        (date(2026, 5, 1), "4-5", "4-5"),
    ]:
        facts = book.facts()
        infant = replace(facts.infants[0], born_on=born_on)
        changed = Making()
        changed.__dict__.update(book.__dict__ | {"infants": [infant]})
        report = changed.report()
        new = {k: c.number for k, c in report.rows["m02_new_total"].parts("age").items()}
        died = {k: c.number for k, c in report.rows["m08_died"].parts("age").items()}
        assert new == {"0-1": 0, "2-3": 0, "4-5": 0} | {entry: 1}, (uid, born_on)
        assert died == {"0-1": 0, "2-3": 0, "4-5": 0, ">=6": 0} | {leaving: 1}, born_on


def test_visits_due_stand_on_a_day_on_the_roll_with_the_day_of_exit() -> None:
    book = Making()
    uid = book.pair("male", ("new", "2026-10-05", "defaulted", "2026-10-19"))
    for day in ("2026-10-05", "2026-10-12", "2026-10-19"):
        book.appointment(uid, day)
    book.appointment(uid, "2026-10-04")
    book.appointment(uid, "2026-10-26")
    book.appointment(uid, "2026-10-13", status="rescheduled")
    book.appointment(uid, "2026-10-14", status="cancelled")
    assert numbers(book.report(), "m17_visits_due") == (3,)


def test_no_visit_is_due_between_two_stints() -> None:
    book = Making()
    uid = book.pair(
        "male",
        ("new", "2026-09-05", "transferred_inpatient", "2026-10-05"),
        ("return_from_inpatient", "2026-10-15", None, None),
    )
    for day in ("2026-10-05", "2026-10-10", "2026-10-15"):
        book.appointment(uid, day)
    assert numbers(book.report(), "m17_visits_due") == (2,)


def test_visits_made_count_whether_or_not_in_a_stint() -> None:
    book = Making()
    uid = book.pair("male", ("new", "2026-09-05", "transferred_inpatient", "2026-10-05"))
    book.visit(uid, "2026-10-02", 1, kind="home_visit")
    book.visit(uid, "2026-10-03", 2, kind="phone")
    book.visit(uid, "2026-10-04", 3, kind="absent")
    book.visit(uid, "2026-10-20", 4, kind="late")
    book.visit(uid, "2026-11-01", 5)
    assert numbers(book.report(), "m18_visits_done", "m19_home_visits") == (2, 1)


def test_visit_0_is_no_visit_made() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-05", None, None))
    assert numbers(book.report(), "m18_visits_done") == (0,)


def test_breast_milk_at_entry_of_those_known() -> None:
    book = Making()
    for fed in ("exclusive_bf", "mixed_milk", None):
        book.pair("male", ("new", "2026-10-05", None, None), first={"fd_type": fed})
    row = book.report().rows["m20_ebf_in"]
    assert (row.number("total"), row.number("of")) == (1, 2)


def test_breast_milk_at_exit_is_the_last_answer_before_six_months_and_by_the_exit() -> None:
    book = Making()
    uid = book.pair(
        "male",
        ("new", "2026-07-05", "graduated", "2026-10-20"),
        age_months=3,
        first={"fd_type": "exclusive_bf"},
    )
    birthday = "2026-10-02"  # born 2 April
    report = book.report()
    assert report.rows["m21_ebf_out"].number("of") == 0  # visit 0 is not "out"
    book.visit(uid, "2026-09-01", 1, fd_type="exclusive_bf")
    book.visit(uid, "2026-09-20", 2)
    book.visit(uid, birthday, 3, fd_type="bf_plus_food")
    row = book.report().rows["m21_ebf_out"]
    assert (row.number("total"), row.number("of")) == (1, 1)


def test_a_mother_of_twins_counts_once_and_by_either_visit() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-05", None, None), first={"mh_screened": False})
    twin = {"mh_screened": True, "mh_positive": True}
    book.pair("female", ("new", "2026-10-05", None, None), mother="m1", first=twin)
    report = book.report()
    assert numbers(report, "m22_mat_mh_screened", "m22_mat_mh_positive") == (1, 1)
    assert report.rows["m22_mat_mh_screened"].ids() == ("m1",)


def test_screening_lines_of_the_month_are_summed_by_sex() -> None:
    book = Making()
    for uid, day, boys, girls in [("a", 1, 5, 6), ("b", 31, 7, 0), ("c", 30, 0, 0)]:
        book.screenings.append(Screening(uid, date(2026, 10, day), boys, girls, 1, 0))
    book.screenings.append(Screening("d", date(2026, 11, 1), 99, 99, 9, 9))
    report = book.report()
    row = report.rows["m23_screened"]
    assert (row.number("m"), row.number("f"), row.number()) == (12, 6, 18)
    assert row.ids("f") == ("a",)
    assert numbers(report, "m23_at_risk") == (3,)
    assert check_of(report, "c06").judged


def test_handed_over_needs_a_place() -> None:
    book = Making()
    for place in ("otp", "none", None):
        leaving = ("new", "2026-09-01", "completed_not_ok", "2026-10-20")
        book.pair("male", leaving, linked_to=place)
    row = book.report().rows["m24_linked"]
    assert (row.number("total"), row.number("of")) == (1, 3)


def test_end_of_a_month_is_start_of_the_next() -> None:
    book = Making()
    book.pair("male", ("new", "2026-10-31", "graduated", "2026-11-01"))
    book.pair("female", ("new", "2026-10-01", "graduated", "2026-10-31"))
    end, start = book.report(), book.report(OCTOBER.next())
    assert end.rows["m16_end"].number() == start.rows["m01_start"].number() == 1

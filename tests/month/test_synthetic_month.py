"""The invented month of the records dossier: 12 at start, 8 in, 8 out, 12 at the end."""

import pytest

from mami_desktop.pathway.tally import MonthReport
from tests.month.making import Making

BOY, GIRL = "male", "female"


@pytest.fixture
def report() -> MonthReport:
    book = Making()
    stays = "2026-09-02"
    for sex, code in [
        (BOY, "graduated"),
        (BOY, "graduated"),
        (GIRL, "graduated"),
        (GIRL, "graduated"),
        (BOY, "defaulted"),
        (GIRL, "completed_not_ok"),
        (BOY, "transferred_inpatient"),
        (GIRL, "transferred_inpatient"),
    ]:
        book.pair(sex, ("new", stays, code, "2026-10-20"))
    for sex in (BOY, BOY, BOY, GIRL):
        book.pair(sex, ("new", stays, None, None))
    for sex, months in [(BOY, 0), (BOY, 1), (GIRL, 1), (BOY, 2), (GIRL, 3), (GIRL, 5)]:
        book.pair(sex, ("new", "2026-10-07", None, None), age_months=months)
    book.pair(
        GIRL,
        ("new", "2026-08-03", "defaulted", "2026-09-10"),
        ("return_after_default", "2026-10-12", None, None),
    )
    book.pair(
        BOY,
        ("new", "2026-08-03", "transferred_inpatient", "2026-09-28"),
        ("return_from_inpatient", "2026-10-05", None, None),
    )
    return book.report()


def test_rows(report: MonthReport) -> None:
    expected = {
        "m01_start": (7, 5, 12),
        "m02_new_total": (3, 3, 6),
        "m03_return_default": (0, 1, 1),
        "m04_transfer_in": (0, 0, 0),
        "m05_return_inpatient": (1, 0, 1),
        "m06_total_in": (4, 4, 8),
        "m07_graduated": (2, 2, 4),
        "m08_died": (0, 0, 0),
        "m09_defaulted": (1, 0, 1),
        "m10_nonresponse": (0, 1, 1),
        "m11_discharges": (3, 3, 6),
        "m12_to_mami": (0, 0, 0),
        "m13_to_inpatient": (1, 1, 2),
        "m14_left": (0, 0, 0),
        "m15_total_out": (4, 4, 8),
        "m16_end": (7, 5, 12),
    }
    for row, numbers in expected.items():
        counted = tuple(report.rows[row].number(column) for column in ("m", "f", "total"))
        assert counted == numbers, row
    ages = {band: c.number for band, c in report.rows["m02_new_total"].parts("age").items()}
    assert ages == {"0-1": 3, "2-3": 2, "4-5": 1}


def test_rates(report: MonthReport) -> None:
    rates = {uid: report.indicators[uid].value for uid in list(report.indicators)[:4]}
    assert rates == {
        "i01_recovery": 66.7,
        "i02_death": 0.0,
        "i03_default": 16.7,
        "i04_nonresp": 16.7,
    }
    assert all(report.indicators[uid].denominator == 6 for uid in rates)


def test_everything_adds_up(report: MonthReport) -> None:
    blocking = [check for check in report.checks if check.severity == "block"]
    assert [check.id for check in blocking] == ["c01", "c02", "c03", "c04", "c05", "c09"]
    assert all(check.ok for check in blocking)

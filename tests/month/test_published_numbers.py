"""The report's formulas and checks against numbers that were published about such programmes.

Most speak of children of 6 to 59 months: they test the arithmetic, not care under 6 months.
"""

from fractions import Fraction
from typing import Any

import pytest

from mami_desktop.pathway.tally_checks import balance, sexes_add_up
from mami_desktop.pathway.tally_numbers import gain_g_kg_day, mean, median, percent, rounded


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        # Malawi under 6 months (Woeltje and colleagues, Public Health Nutrition 2021)
        (98, 130, 75.4),
        (157, 193, 81.3),
        (98 + 157, 130 + 193, 78.9),
        # the same study, 6 to 9 months
        (56, 74, 75.7),
        (241, 283, 85.2),
        # Jharkhand centres 2009-11 (Aguayo and colleagues, Public Health Nutrition 2012)
        (2770, 3418, 81.0),
        (628, 3418, 18.4),
        (20, 3418, 0.6),
        # a cohort in Gedeo (Girum and colleagues, Ther Clin Risk Manag 2017); deaths printed 9.3
        (414, 545, 76.0),
        (51, 545, 9.4),
        (26, 545, 4.8),
        # Barisal under 6 months (Field Exchange 58/59)
        (13, 77, 16.9),
        (18, 77, 23.4),
        (3, 77, 3.9),
        # Kilifi under 6 months (Mwangome and colleagues, Maternal & Child Nutrition 2020)
        (51, 106, 48.1),
        # GOAL Gambella (Murphy and colleagues, Field Exchange 55)
        (259, 3436, 7.5),
    ],
)
def test_published_percentages(part: int, whole: int, shown: float) -> None:
    assert percent(part, whole) == shown


def test_jharkhand_leaves_those_still_in_care() -> None:
    assert 3595 - (2770 + 628 + 20) == 177


def test_transfers_in_the_denominator_change_the_rate() -> None:
    """Ayder hospital 2015 (Tirore and colleagues, BMC Nutrition 2017)."""
    cured, died, defaulted, no_response, transferred = 43, 7, 85, 18, 42
    four = cured + died + defaulted + no_response
    everybody = four + transferred
    assert everybody == 195
    rates = [percent(n, everybody) for n in (cured, died, defaulted, no_response, transferred)]
    assert rates == [22.1, 3.6, 43.6, 9.2, 21.5]
    assert (percent(cured, four), percent(defaulted, four)) == (28.1, 55.6)


def rows(start: int, entered: int, out: int, end: int) -> dict[str, dict[str, Any]]:
    """Published totals as printed rows; their sexes are not published, so all stand as boys."""
    numbers = {"m01_start": start, "m06_total_in": entered, "m15_total_out": out, "m16_end": end}
    return {row: {"m": n, "f": 0, "total": n} for row, n in numbers.items()}


def test_exits_that_do_not_add_up_are_caught() -> None:
    """Gedeo 2015 (Open Public Health Journal): 400 entered, the outcomes make 394."""
    outcomes = 300 + 33 + 18 + 7 + 36
    assert outcomes == 394
    check = balance(rows(0, 400, outcomes, 0))
    assert (check.id, check.severity, check.ok) == ("c01", "block", False)
    assert percent(300, 400) == 75.0


SUDAN = {
    2016: ((224632, 102442, 116946), (174586, 2438, 23558, 3265), 203847, (85.6, 1.2, 11.6, 1.6)),
    2017: ((227419, 105669, 122490), (188439, 2014, 20259, 3528), 214240, (88.0, 0.9, 9.5, 1.6)),
    2018: ((244779, 111884, 132215), (203401, 1910, 16159, 3621), 225091, (90.4, 0.8, 7.2, 1.6)),
    2019: ((250568, 114117, 135516), (212094, 1840, 14479, 3599), 232012, (91.4, 0.8, 6.2, 1.6)),
}
"""New, boys, girls; cured, died, defaulted, no response; discharged; rates.

Federal ministry routine data, all localities (squeacr, Guevarra)."""


@pytest.mark.parametrize("year", SUDAN)
def test_sudan_rates_and_its_sexes_that_do_not_add_up(year: int) -> None:
    (new, boys, girls), outcomes, discharged, rates = SUDAN[year]
    assert tuple(percent(n, discharged) for n in outcomes) == rates
    check = sexes_add_up({"m02_new_total": {"m": boys, "f": girls, "total": new}})
    assert (check.id, check.ok) == ("c03", False)
    assert check.sentence.values["rows"] == "m02"


EL_QURASHI = {
    "Apr": (56, 24, 11, 13, 0),
    "May": (80, 41, 16, 25, 24),
    "Jun": (81, 43, 21, 22, 29),
    "Jul": (93, 51, 31, 30, 38),
    "Aug": (103, 59, 34, 25, 3),
    "Sep": (163, 69, 34, 35, 22),
}
"""Start, new, boys, girls, out of one locality in 2016 (same source)."""


@pytest.mark.parametrize(
    ("month", "following", "balances"),
    [("Apr", "May", True), ("May", "Jun", False), ("Aug", "Sep", False)],
)
def test_el_qurashi_months_that_do_and_do_not_continue(
    month: str, following: str, balances: bool
) -> None:
    start, new, _boys, _girls, out = EL_QURASHI[month]
    assert balance(rows(start, new, out, EL_QURASHI[following][0])).ok is balances


def test_el_qurashi_july_sexes() -> None:
    _start, new, boys, girls, _out = EL_QURASHI["Jul"]
    assert not sexes_add_up({"m02_new_total": {"m": boys, "f": girls, "total": new}}).ok


@pytest.mark.parametrize(
    ("entry_kg", "exit_kg", "days", "shown"),
    [
        (6.6, 7.5, 56, 2.44),
        (7.2, 7.8, 42, 1.98),
        (7.5, 8.1, 36, 2.22),
        (6.4, 7.2, 49, 2.55),
        (6.5, 7.3, 42, 2.93),
        (7.3, 8.0, 51, 1.88),
        (6.0, 7.1, 19, 9.65),
        (5.6, 7.7, 75, 5.00),
        (6.7, 8.1, 84, 2.49),
        (6.2, 7.3, 49, 3.62),
    ],
)
def test_gains_on_published_cards(entry_kg: float, exit_kg: float, days: int, shown: float) -> None:
    """Beneficiary cards of Sudan (squeacr, Guevarra)."""
    gain = gain_g_kg_day(round(entry_kg * 1000), round(exit_kg * 1000), days)
    assert gain is not None
    assert rounded(gain, 2) == shown


def test_no_gain_without_days_or_base() -> None:
    assert gain_g_kg_day(3000, 3500, 0) is None
    assert gain_g_kg_day(3000, 3500, -1) is None


def test_rounding_goes_away_from_zero_and_never_to_a_negative_zero() -> None:
    assert rounded(Fraction(5, 100), 1) == 0.1
    assert rounded(Fraction(-5, 100), 1) == -0.1
    assert str(rounded(Fraction(-1, 1000), 2)) == "0.0"
    assert percent(1, 16) == 6.3  # 6.25
    assert percent(5, 0) is None
    assert percent(5, None) is None


def test_means_and_medians_are_rounded_once() -> None:
    days = [Fraction(n) for n in (28, 29, 30, 120)]
    assert mean(days, 1) == 51.8  # 51.75
    assert median(days, 1) == 29.5
    assert median([Fraction(64, 7)], 1) == 9.1
    assert mean([], 1) is None
    assert median([], 1) is None

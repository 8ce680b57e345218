"""Ages: whole days, calendar months, the six-month birthday, correction for an early birth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mami_desktop.growth.age import (
    age_days,
    age_months,
    born_early,
    corrected_age_days,
    gestation_days,
    round_half_up,
    six_month_birthday,
)


@pytest.mark.parametrize(
    ("value", "whole"),
    [(90.5, 91), (2.5, 3), (90.49, 90), (0.0, 0), (0.5, 1), (0.49999999999999994, 0), (91, 91)],
)
def test_one_half_goes_up(value: float, whole: int) -> None:
    assert round_half_up(value) == whole


@pytest.mark.parametrize(
    ("born", "turns_six_months"),
    [
        ("2026-01-15", "2026-07-15"),
        ("2026-08-31", "2027-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2026-08-29", "2027-02-28"),
        ("2026-03-31", "2026-09-30"),
        ("2028-02-29", "2028-08-29"),
        ("2026-12-01", "2027-06-01"),
    ],
)
def test_the_six_month_birthday(born: str, turns_six_months: str) -> None:
    born_on = date.fromisoformat(born)
    birthday = six_month_birthday(born_on)
    assert birthday == date.fromisoformat(turns_six_months)
    assert age_months(born_on, birthday) == 6
    assert age_months(born_on, birthday - timedelta(days=1)) == 5


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_calendar_months_never_fall_and_step_by_one(born_on: date, days: int) -> None:
    today = born_on + timedelta(days=days)
    step = age_months(born_on, today + timedelta(days=1)) - age_months(born_on, today)
    assert step in (0, 1)
    assert age_days(born_on, today) == days


def test_an_age_before_birth_is_negative_in_days_and_refused_in_months() -> None:
    assert age_days(date(2026, 5, 2), date(2026, 5, 1)) == -1
    with pytest.raises(ValueError, match="negative"):
        age_months(date(2026, 5, 2), date(2026, 5, 1))


def test_corrected_age_counts_from_forty_weeks() -> None:
    assert corrected_age_days(95, gestation_days(36)) == 67
    assert corrected_age_days(10, gestation_days(30)) == -60
    assert gestation_days(34.5) == 242  # 241.5 goes up
    assert [born_early(weeks) for weeks in (36.9, 37, None)] == [True, False, False]

"""Ages of infants: in days, in calendar months, and corrected for an early birth."""

import calendar
import math
from datetime import date

DAYS_PER_MONTH = 30.4375
"""Days in a month where an age is given in months (WHO Child Growth Standards 2006)."""

TERM_GESTATION_DAYS = 280
"""40 weeks: the gestation to which the age of an infant born early is corrected."""

TERM_FROM_WEEKS = 37
"""An infant born before this completed week of gestation was born early."""


BORN_WITHIN_DAYS = {"exact": 0, "estimated_day": 15, "estimated_month": 45}
"""How far a date of birth may be off either way, by its recorded precision (programme default):
with an estimated day the month is known, with an estimated month only the season."""


def round_half_up(value: float) -> int:
    """The whole number nearest to ``value``; exactly one half goes up (90.5 -> 91, 2.5 -> 3)."""
    whole = math.floor(value)
    return whole + (value - whole >= 0.5)


def age_days(born_on: date, on: date) -> int:
    """Completed days from birth to ``on``; negative if ``on`` is before the birth."""
    return (on - born_on).days


def months_after(born_on: date, months: int) -> date:
    """The same day of the month ``months`` later, or the last of a month that is too short."""
    year, month0 = divmod(born_on.year * 12 + born_on.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(born_on.day, last))


def six_month_birthday(born_on: date) -> date:
    """The first day on which the infant is 6 months old and no longer under 6 months."""
    return months_after(born_on, 6)


def age_months(born_on: date, on: date) -> int:
    """Completed calendar months, counted by the same days as ``six_month_birthday``.

    Raises ValueError if ``on`` is before the birth.
    """
    if on < born_on:
        raise ValueError("an age cannot be negative")
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months if months_after(born_on, months) <= on else months - 1


def gestation_days(weeks: float) -> int:
    """Gestation at birth in whole days from weeks, which may have a fraction; one half goes up."""
    return round_half_up(weeks * 7)


def born_early(gestation_weeks: float | None) -> bool:
    """Whether the infant is known to be born before 37 weeks; an unknown gestation is not."""
    return gestation_weeks is not None and gestation_weeks < TERM_FROM_WEEKS


def corrected_age_days(age_days: int, gestation_days: int) -> int:
    """Age counted from the day the pregnancy would have reached 40 weeks.

    Negative before that day: then the WHO standards by age say nothing about this infant.
    """
    return age_days - (TERM_GESTATION_DAYS - gestation_days)

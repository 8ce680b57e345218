"""The time a report covers. Services take a Period, never a year and a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mami_desktop.errors import UserError
from mami_desktop.i18n import _


@dataclass(frozen=True)
class Period:
    """First and last day (both included), the calendar they come from, and a label: 2026-10."""

    first_on: date
    last_on: date
    calendar: str
    label: str

    def contains(self, day: date | None) -> bool:
        """Whether the day lies in the period; an unknown day does not."""
        return day is not None and self.first_on <= day <= self.last_on

    def previous(self) -> "Period":
        """The month before."""
        return month_of(self.first_on - timedelta(days=1))

    def next(self) -> "Period":
        """The month after."""
        return month_of(self.last_on + timedelta(days=1))

    def back(self, months: int) -> "Period":
        """The month that lies ``months`` months earlier."""
        period = self
        for _step in range(months):
            period = period.previous()
        return period


def month_of(day: date) -> Period:
    """The Gregorian month in which ``day`` lies."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(first, last, "gregorian", f"{first:%Y-%m}")


def gregorian_month(label: str) -> Period:
    """The month written as ``2026-10``; UserError for anything else."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", label.strip())
    # reports look back a year and forward a month: the ends of the calendar are no months here
    if match is None or not 1 <= int(match[2]) <= 12 or not 1900 <= int(match[1]) <= 2999:
        raise UserError(_("“{label}” is not a month.", label=label), _("Write it as 2026-10."))
    return month_of(date(int(match[1]), int(match[2]), 1))

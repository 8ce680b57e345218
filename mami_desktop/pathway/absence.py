"""Appointments kept, late, absent and missed, and when the run of misses makes a default.

Programme defaults; they follow the outpatient teaching sets for 6 to 59 months (three weekly or two
fortnightly misses in a row).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mami_desktop.pathway.facts import EARLIEST_KEEPING_DAYS, LATEST_KEEPING_DAYS
from mami_desktop.pathway.schedule import ClinicDays

State = Literal["kept", "late", "to_come", "today", "absent", "missed", "moved"]
"""late: seen 1 to 6 days after; absent: not seen yet, from the day after on; missed: it is over;
moved: rescheduled or cancelled."""

BIWEEKLY_FROM_DAYS = 14


@dataclass(frozen=True)
class Booking:
    """An appointment of one enrolment; ``kept_on`` is the day of the visit that kept it."""

    uid: str
    scheduled_on: date
    status: str = "booked"
    kept_on: date | None = None


@dataclass(frozen=True)
class DefaultSettings:
    """Settings of the register of the same names (records 8.1)."""

    default_missed_weekly: int = 3
    default_missed_biweekly: int = 2
    default_min_days: int = 15
    require_tracing: bool = True


@dataclass(frozen=True)
class MissedRun:
    """The misses since the pair was last seen, or came back.

    ``completed_on``: the appointment that completes the run, whose date is counted; None while it
    is not complete. ``traced``: somebody tried to reach the family since the first miss.
    """

    since: date
    misses: tuple[date, ...]
    interval_days: int | None
    needed: int
    completed_on: date | None
    traced: bool
    require_tracing: bool

    @property
    def default_on(self) -> date | None:
        """The date to count, once the whole rule is true: a proposal, a person decides."""
        return self.completed_on if self.traced or not self.require_tracing else None


def keeps(bookings: Sequence[Booking], visit_on: date) -> Booking | None:
    """The booked appointment, not yet kept, that a visit on that day keeps.

    From 3 days before to 6 days after it; the nearest, of two equally near the earlier.
    """
    open_ones = [
        booking
        for booking in bookings
        if booking.status == "booked"
        and booking.kept_on is None
        and EARLIEST_KEEPING_DAYS <= (visit_on - booking.scheduled_on).days <= LATEST_KEEPING_DAYS
    ]
    return min(
        open_ones,
        key=lambda b: (abs((visit_on - b.scheduled_on).days), b.scheduled_on, b.uid),
        default=None,
    )


def state_of(booking: Booking, bookings: Sequence[Booking], today: date) -> State:
    """Where an appointment stands today, among all ``bookings`` of its enrolment."""
    if booking.status != "booked":
        return "moved"
    day = booking.scheduled_on
    if booking.kept_on is not None:
        return "late" if booking.kept_on > day else "kept"
    if today < day:
        return "to_come"
    later = [b.scheduled_on for b in bookings if b.status == "booked" and b.scheduled_on > day]
    if (today - day).days > LATEST_KEEPING_DAYS or (later and min(later) <= today):
        return "missed"
    return "today" if today == day else "absent"


def missed_run(
    bookings: Sequence[Booking],
    stint_started_on: date,
    last_visit_on: date | None,
    contacts_on: Sequence[date],
    today: date,
    settings: DefaultSettings,
) -> MissedRun:
    """The run of misses as of ``today``.

    ``last_visit_on``: the last visit made (not absent, not a phone call); ``contacts_on``: days of
    attempts to reach the family. The run starts anew after each visit made and each return.
    """
    since = max(stint_started_on, last_visit_on or stint_started_on)
    misses = sorted(
        booking.scheduled_on
        for booking in bookings
        if booking.scheduled_on > since and state_of(booking, bookings, today) == "missed"
    )
    interval = (misses[0] - since).days if misses else None
    weekly = interval is None or interval < BIWEEKLY_FROM_DAYS
    needed = settings.default_missed_weekly if weekly else settings.default_missed_biweekly
    earliest = since + timedelta(days=settings.default_min_days)
    complete = [day for day in misses[max(needed - 1, 0) :] if day >= earliest]
    return MissedRun(
        since,
        tuple(misses),
        interval,
        needed,
        complete[0] if complete else None,
        any(misses and day >= misses[0] for day in contacts_on),
        settings.require_tracing,
    )


def rebook_on(run: MissedRun, missed_on: date, clinic: ClinicDays) -> date:
    """The appointment that follows a missed one: the same interval later, on a clinic day.

    ValueError for a day that is not among the misses of the run.
    """
    if run.interval_days is None or missed_on not in run.misses:
        raise ValueError("only a missed appointment of this run books the next one")
    return clinic.on_or_after(missed_on + timedelta(days=run.interval_days))

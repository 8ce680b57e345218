"""Late, absent, missed, and the run that makes a default (records 6.6 no. 28, 36, 37)."""

from datetime import date, timedelta

import pytest

from mami_desktop.pathway.absence import (
    Booking,
    DefaultSettings,
    MissedRun,
    keeps,
    missed_run,
    rebook_on,
    state_of,
)
from mami_desktop.pathway.schedule import ClinicDays

SEEN = date(2026, 9, 1)


def day(number: int) -> date:
    return SEEN + timedelta(days=number)


def booked(*numbers: int) -> list[Booking]:
    return [Booking(f"a{n}", day(n)) for n in numbers]


def run(
    bookings: list[Booking],
    today: int,
    contacts: tuple[int, ...] = (),
    settings: DefaultSettings | None = None,
    started: date = SEEN,
) -> MissedRun:
    asked = [day(n) for n in contacts]
    return missed_run(bookings, started, SEEN, asked, day(today), settings or DefaultSettings())


@pytest.mark.parametrize(
    ("today", "state"),
    [(6, "to_come"), (7, "today"), (8, "absent"), (13, "absent"), (14, "missed")],
)
def test_an_appointment_through_the_days(today: int, state: str) -> None:
    [only] = booked(7)
    assert state_of(only, [only], day(today)) == state


def test_missed_as_soon_as_the_next_one_has_come() -> None:
    bookings = booked(7, 10)
    assert state_of(bookings[0], bookings, day(9)) == "absent"
    assert state_of(bookings[0], bookings, day(10)) == "missed"
    moved = [bookings[0], Booking("a10", day(10), "rescheduled")]
    assert state_of(moved[0], moved, day(10)) == "absent"


def test_kept_and_late() -> None:
    assert state_of(Booking("a", day(7), kept_on=day(4)), [], day(30)) == "kept"
    assert state_of(Booking("a", day(7), kept_on=day(8)), [], day(30)) == "late"
    assert state_of(Booking("a", day(7), "cancelled"), [], day(30)) == "moved"


def test_a_visit_keeps_the_nearest_appointment_and_of_two_the_earlier() -> None:
    bookings = booked(7, 9)
    for visit, kept in [(3, None), (4, "a7"), (7, "a7"), (8, "a7"), (9, "a9"), (15, "a9")]:
        found = keeps(bookings, day(visit))
        assert (found.uid if found else None) == kept, visit
    assert keeps(bookings, day(16)) is None
    taken = [Booking("a7", day(7), kept_on=day(7)), Booking("a9", day(9), "rescheduled")]
    assert keeps(taken, day(8)) is None


def test_three_weekly_misses() -> None:
    bookings = booked(7, 14, 21)
    assert run(bookings, 27).completed_on is None  # the third is not missed before 7 days are over
    done = run(bookings, 28, contacts=(10,))
    assert (done.misses, done.needed, done.default_on) == (tuple(map(day, (7, 14, 21))), 3, day(21))


def test_two_misses_where_the_interval_is_14_days_or_more() -> None:
    assert run(booked(14, 28), 35, contacts=(20,)).default_on == day(28)
    assert run(booked(13, 26), 40, contacts=(20,)).default_on is None


def test_not_before_so_many_days_since_the_last_visit() -> None:
    assert run(booked(3, 6, 9), 30, contacts=(4,)).default_on is None
    assert run(booked(3, 6, 9, 12, 15), 30, contacts=(4,)).default_on == day(15)


def test_tracing_comes_first_but_does_not_move_the_date() -> None:
    bookings = booked(7, 14, 21)
    assert run(bookings, 40).completed_on == day(21)
    assert run(bookings, 40).default_on is None
    assert run(bookings, 40, contacts=(6,)).default_on is None  # before the first miss
    assert run(bookings, 40, contacts=(7,)).default_on == day(21)
    assert run(bookings, 40, contacts=(39,)).default_on == day(21)
    without = DefaultSettings(require_tracing=False)
    assert run(bookings, 40, settings=without).default_on == day(21)


def test_a_rescheduled_appointment_is_no_miss_and_does_not_end_the_run() -> None:
    bookings = [*booked(7, 21, 28), Booking("a14", day(14), "rescheduled")]
    assert run(bookings, 40, contacts=(8,)).default_on == day(28)


def test_a_visit_and_a_return_start_the_run_anew() -> None:
    bookings = [*booked(7, 14, 21), Booking("a1", day(1), kept_on=SEEN)]
    assert run(bookings, 40, started=day(10)).misses == (day(14), day(21))
    assert run(bookings, 40).misses == (day(7), day(14), day(21))


def test_a_missed_appointment_books_the_next_at_the_same_interval() -> None:
    misses = run(booked(7, 14), 30)
    assert rebook_on(misses, day(14), ClinicDays()) == day(21)
    weekdays = ClinicDays(frozenset({0}))
    assert rebook_on(misses, day(14), weekdays) == date(2026, 9, 28)
    with pytest.raises(ValueError, match="missed appointment"):
        rebook_on(misses, day(15), ClinicDays())

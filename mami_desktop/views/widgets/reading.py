"""What a field makes of the text typed into it: readers for measurements, numbers and dates.

The units and digits are understood in `measures` and `typed_dates`; the possible range comes from
the caller (the pathway file, a use case). Free of Qt.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, Protocol

from mami_desktop.errors import Problem
from mami_desktop.i18n import _, current
from mami_desktop.measures import Shown, read_measure
from mami_desktop.typed_dates import read_date


class Understood(Protocol):
    """What a reader answers: the readings of `measures` and the entries of the pathway are such."""

    @property
    def value(self) -> Any:
        """The value to keep; None when there is none or it is refused."""

    @property
    def understood(self) -> str:
        """The words it was understood as, shown at once."""

    @property
    def problem(self) -> Problem | None:
        """What is wrong, shown on leaving the field."""


@dataclass(frozen=True)
class Told:
    """A plain answer of a reader."""

    value: Any = None
    understood: str = ""
    problem: Problem | None = None


EMPTY = Told()
Reader = Callable[[str], Understood]


def words(text: str) -> Understood:
    """Words as typed, without the room around them."""
    trimmed = " ".join(text.split())
    return Told(trimmed) if trimmed else EMPTY


def measure(unit: str, low: float, high: float, *, whole: bool = True, shown: Shown = "") -> Reader:
    """A number stored in ``unit`` within ``low`` to ``high``; ``shown`` is the unit for eyes."""

    def read(text: str) -> Understood:
        if not text.strip():
            return EMPTY
        return read_measure(text, unit=unit, lo=low, hi=high, whole=whole, shown=shown)

    return read


def weight_guard(low_g: int, high_g: int) -> Reader:
    """Grams from kilograms (3,8) or grams (3800); what fits neither is refused."""
    return measure("g", low_g, high_g, shown="kg")


def date_guard(
    today: Callable[[], date],
    *,
    prefer: Literal["past", "future"] = "past",
    earliest: date | None = None,
    latest: date | None = None,
    describe: Callable[[date], str] | None = None,
) -> Reader:
    """A reader of dates. A year left out means the last such day, or the next one (``prefer``).

    With ``prefer="past"`` a day after today is refused. ``describe`` adds to what was understood,
    e.g. the age.
    """

    def read(text: str) -> Understood:
        if not text.strip():
            return EMPTY
        day = _day_meant(text, today(), prefer)
        if day is None:
            return Told(
                problem=Problem(
                    _(
                        "“{typed}” is not a date. Type day, month, year: 21 11 26.",
                        typed=text.strip(),
                    )
                )
            )
        t = current()
        more = describe(day) if describe is not None else ""
        understood = t.date(day) + (f", {more}" if more else "")
        problem = _out_of_time(day, today() if prefer == "past" else latest, earliest, today())
        return Told(None if problem else day, understood, problem)

    return read


def _day_meant(text: str, today: date, prefer: str) -> date | None:
    day = read_date(text, today)
    without_year = re.fullmatch(r"\s*\d+\s*[\s./\-]\s*\d+\s*", text) is not None
    if prefer == "future" and without_year and day is not None and day < today:
        return read_date(text, today + timedelta(days=365))
    return day


def _out_of_time(
    day: date, latest: date | None, earliest: date | None, today: date
) -> Problem | None:
    t = current()
    if latest is not None and day > latest:
        if latest == today:
            return Problem(t("{day} lies in the future. Correct the date.", day=t.date(day)))
        return Problem(
            t("{day} is too late: {last} at the latest.", day=t.date(day), last=t.date(latest))
        )
    if earliest is not None and day < earliest:
        return Problem(
            t(
                "{day} is too early: {first} at the earliest.",
                day=t.date(day),
                first=t.date(earliest),
            )
        )
    return None

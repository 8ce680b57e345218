"""Reading a date as people type it: 21 11 26, 21/11, 21 Nov 2026, today, -3 (days ago). No Qt."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from mami_desktop.errors import Problem
from mami_desktop.i18n import _, current
from mami_desktop.views.widgets.reading import EMPTY, Reader, Reading, plain_digits

Prefer = Literal["past", "future"]


def date_guard(
    today: Callable[[], date],
    *,
    prefer: Prefer = "past",
    earliest: date | None = None,
    latest: date | None = None,
    describe: Callable[[date], str] | None = None,
) -> Reader:
    """A reader of dates. A year left out means the last such day, or the next one (``prefer``).

    With ``prefer="past"`` a day after today is refused. ``describe`` adds to what was understood,
    e.g. the age.
    """

    def read(text: str) -> Reading:
        typed = text.strip()
        if not typed:
            return EMPTY
        day = date_of(typed, today(), prefer)
        if day is None:
            return Reading(
                problem=Problem(
                    _("“{typed}” is not a date. Type day, month, year: 21 11 26.", typed=typed)
                )
            )
        more = describe(day) if describe is not None else ""
        understood = f"= {current().date(day)}" + (f", {more}" if more else "")
        last = today() if prefer == "past" else latest
        if last is not None and day > last:
            refusal = (
                _("{day} is after today. Type a day that has been.", day=current().date(day))
                if last == today()
                else _("{day} is too late.", day=current().date(day))
            )
            return Reading(None, understood, Problem(refusal))
        if earliest is not None and day < earliest:
            return Reading(
                None,
                understood,
                Problem(
                    _(
                        "{day} is too early. It cannot be before {first}.",
                        day=current().date(day),
                        first=current().date(earliest),
                    )
                ),
            )
        return Reading(day, understood)

    return read


def date_of(text: str, today: date, prefer: Prefer = "past") -> date | None:
    """The day meant by ``text``; None if it is no date."""
    typed = plain_digits(text.strip().casefold()).replace("\N{MINUS SIGN}", "-")
    if typed in {"today", _("today").casefold()}:
        return today
    if typed in {"yesterday", _("yesterday").casefold()}:
        return today - timedelta(days=1)
    if match := re.fullmatch(r"([+-])\s*(\d{1,3})", typed):
        days = int(match[2])
        return today + timedelta(days=days if match[1] == "+" else -days)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d\d)(\d\d)(\d\d|\d{4})", typed):
        return _day(_year(match[3]), int(match[2]), int(match[1]))
    parts = re.split(r"[\s/.,\-]+", typed.strip(" ./-"))
    if not 2 <= len(parts) <= 3 or not parts[0].isdigit():
        return None
    month = int(parts[1]) if parts[1].isdigit() else _month_named(parts[1])
    if month is None:
        return None
    if len(parts) == 3:
        known = re.fullmatch(r"\d\d|\d{4}", parts[2])
        return _day(_year(parts[2]), month, int(parts[0])) if known else None
    return _without_year(int(parts[0]), month, today, prefer)


def _without_year(day: int, month: int, today: date, prefer: Prefer) -> date | None:
    years = (today.year, today.year - 1) if prefer == "past" else (today.year, today.year + 1)
    for year in years:
        found = _day(year, month, day)
        if found is None:
            continue
        if (prefer == "past" and found <= today) or (prefer == "future" and found >= today):
            return found
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_named(name: str) -> int | None:
    from babel.dates import get_month_names

    for language in (current().language, "en"):
        for width in ("wide", "abbreviated"):
            for number, known in get_month_names(width, locale=language).items():
                if known.casefold().rstrip(".") == name.rstrip("."):
                    return number
    return None

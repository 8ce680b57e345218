"""What a typed date means: 21 11 26, 21/11, 2026-11-21, today, -3 (days ago), +7."""

import re
import unicodedata
from datetime import date, timedelta

from mami_desktop.i18n import current


def iso_date(text: str) -> date:
    """The day in a file or on the command line, written as 2026-11-21 and in no other way.

    Raises ValueError for anything else.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_date(text: str, today: date) -> date | None:
    """The day meant by ``text``, day before month as on paper; None when it is no date.

    Without a year the last such day up to ``today`` is meant; a year of two digits is 20xx.
    """
    western = "".join(
        sign if (digit := unicodedata.decimal(sign, None)) is None else str(digit)
        for sign in text.strip()
    )
    if western.casefold().replace("’", "'") in ("today", _today_in_this_language()):
        return today
    if re.fullmatch(r"[+\-\N{MINUS SIGN}]\d{1,3}", western):
        days = int(western[1:])
        return today + timedelta(days if western[0] == "+" else -days)
    numbers = re.split(r"\s*[\s./\-]\s*", western)
    if not 2 <= len(numbers) <= 3 or not all(number.isdecimal() for number in numbers):
        return None
    if len(numbers[0]) == 4:
        return _day(numbers[::-1])
    if len(numbers) == 3:
        if len(numbers[2]) not in (2, 4):
            return None
        if len(numbers[2]) == 2:
            numbers[2] = f"20{numbers[2]}"
        return _day(numbers)
    this_year = _day([*numbers, str(today.year)])
    if this_year and this_year <= today:
        return this_year
    return _day([*numbers, str(today.year - 1)])


def _day(day_month_year: list[str]) -> date | None:
    if len(day_month_year) != 3 or any(len(number) > 4 for number in day_month_year):
        return None
    day, month, year = (int(number) for number in day_month_year)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _today_in_this_language() -> str:
    """As a keyboard types it: aujourd'hui, with the straight apostrophe."""
    return current()("today").casefold().replace("’", "'")

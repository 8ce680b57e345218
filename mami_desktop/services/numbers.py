"""Register and referral numbers: how they look, and which comes next (records 5.2, 6.6 no. 9)."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mami_desktop.models.entities import enrolment, referral


def number_key(number: str) -> str:
    """The form in which numbers are compared: no outer blanks, no regard to case."""
    return number.strip().casefold()


@dataclass(frozen=True)
class Serial:
    """Year and running number inside a register number."""

    year: int
    no: int


def serial_of(number: str, facility_code: str) -> Serial | None:
    """The serial of a number of this facility's pattern (``EX01/2026/0121``, also with ``/MAMI``).

    None for a paper number of another pattern: it is kept as typed and moves no counter.
    """
    match = re.fullmatch(r"(.+?)/(\d{4})/(\d{1,6})(/mami)?", number_key(number))
    if match is None or match[1] != number_key(facility_code):
        return None
    return Serial(int(match[2]), int(match[3]))


def mami_number(facility_code: str, serial: Serial) -> str:
    """``EX01/2026/0121``."""
    return f"{facility_code}/{serial.year}/{serial.no:04d}"


def referral_number(facility_code: str, serial: Serial) -> str:
    """``EX01/2026/R0007``."""
    return f"{facility_code}/{serial.year}/R{serial.no:04d}"


def next_mami_serial(session: Session, facility_uid: str, enrolled_on: date) -> Serial:
    """1 + the highest serial of that year and facility, struck-out lines included."""
    highest = session.execute(
        select(func.max(enrolment.c.serial_no)).where(
            enrolment.c.facility_uid == facility_uid,
            enrolment.c.serial_year == enrolled_on.year,
        )
    ).scalar()
    return Serial(enrolled_on.year, (highest or 0) + 1)


def next_referral_serial(session: Session, facility_uid: str, ref_on: date) -> Serial:
    """1 + the highest referral serial of that year and facility, struck-out slips included."""
    highest = session.execute(
        select(func.max(referral.c.serial_no)).where(
            referral.c.facility_uid == facility_uid, referral.c.serial_year == ref_on.year
        )
    ).scalar()
    return Serial(ref_on.year, (highest or 0) + 1)

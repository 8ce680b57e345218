"""The register as a list: one line per enrolment, searched and filtered in the database."""

from dataclasses import dataclass
from datetime import date

from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class RegisterFilter:
    """Which lines: status on_roll, at_inpatient, left or all; sort is a column key of RegisterRow,
    with a leading ``-`` for descending."""

    status: str = "on_roll"
    text: str = ""
    levels: tuple[str, ...] = ()
    enrolled_from: date | None = None
    enrolled_to: date | None = None
    main_reasons: tuple[str, ...] = ()
    include_struck: bool = True
    sort: str = "-enrolled_on"


@dataclass(frozen=True)
class RegisterRow:
    """One line of the book, left page then right page. ``main_reason`` is private_mother or
    private_family where it may not be named. Ages in days today (left page) or at the exit."""

    enrolment_uid: str
    infant_uid: str
    mami_no: str
    serial_year: int | None
    serial_no: int | None
    enrolled_on: date
    infant_name: str | None
    birth_type: str | None
    birth_order: int | None
    caregiver_name: str | None
    caregiver_role: str | None
    village: str | None
    house_landmark: str | None
    phone_1: str | None
    chw_name: str | None
    sex: str | None
    date_of_birth: date | None
    dob_precision: str | None
    age_days: int | None
    age_days_in: int | None
    entry_type: str
    referral_source: str
    level: str | None
    in_depth: bool
    level_on: date | None
    weight_in_g: int | None
    length_in_mm: int | None
    muac_in_mm: int | None
    waz_in: float | None
    wlz_in: float | None
    oedema_in: str | None
    main_reason: str
    fd_type_in: str | None
    mp_muac_in_mm: int | None
    next_visit_on: date | None
    days_late: int
    status: str
    struck: bool
    outcome: str | None
    outcome_on: date | None
    weight_out_g: int | None
    length_out_mm: int | None
    muac_out_mm: int | None
    waz_out: float | None
    wlz_out: float | None
    fd_type_out: str | None
    days_in_care: int | None
    gain_g_kg_day: float | None
    linked_to: str | None
    remarks: str | None


@dataclass(frozen=True)
class RegisterCounts:
    """How many lines each status chip has under the same filters, and how many are struck out."""

    on_roll: int
    at_inpatient: int
    left: int
    all: int
    struck: int


@dataclass(frozen=True)
class RegisterPage:
    """A window of rows; ``total`` counts all that match the filter."""

    rows: tuple[RegisterRow, ...]
    total: int
    counts: RegisterCounts


@dataclass(frozen=True)
class PairHit:
    """A hit of the global search. ``status``: on_roll, at_inpatient, left or not_enrolled."""

    infant_uid: str
    enrolment_uid: str | None
    infant_name: str | None
    caregiver_name: str | None
    caregiver_role: str | None
    village: str | None
    sex: str | None
    date_of_birth: date | None
    age_days: int | None
    mami_no: str | None
    level: str | None
    in_depth: bool
    status: str
    mother_uid: str


def register_page(
    work: Work, wanted: RegisterFilter, *, limit: int = 200, offset: int = 0
) -> RegisterPage:
    """A page of the register, with the counts of the chips."""
    raise NotImplementedError


def register_rows(
    work: Work, wanted: RegisterFilter, *, limit: int = 200, offset: int = 0
) -> tuple[RegisterRow, ...]:
    """A further page of the register, without counting again."""
    raise NotImplementedError


def find_pairs(work: Work, text: str, *, limit: int = 12) -> tuple[PairHit, ...]:
    """Pairs whose names, numbers, village or phone hold every word of ``text``; best first."""
    raise NotImplementedError

"""The plain facts a paper is made from. Services fill them in, papers never ask the register.

Texts that come from the pathway or were typed are already in the paper's language; codes are those
of the register and get their words here on paper. This module loads no library of paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from mami_desktop.pathway.tally import MonthReport


@dataclass(frozen=True)
class Furniture:
    """What every sheet says about itself. ``form`` and ``pathway`` read like "report form 1.0"."""

    title: str
    facility: str
    printed_at: datetime
    printed_by: str
    form: str
    pathway: str
    training: bool


@dataclass(frozen=True)
class SlipReason:
    """One finding in plain words; ``detail`` is its value and limit, e.g. "108 mm (below 110)".

    A *sensitive* one (mental health, HIV, TB, violence, social) prints as "for further care" only.
    """

    text: str
    detail: str
    sensitive: bool


@dataclass(frozen=True)
class SlipStep:
    """Something to do before leaving; ``detail`` may hold the time or the drug's name."""

    text: str
    done: bool
    detail: str = ""


@dataclass(frozen=True)
class SlipMeasurements:
    """What was measured; None is printed as "not done"."""

    weight_g: int | None
    length_mm: int | None
    muac_mm: int | None
    temp_c: float | None
    breaths_per_minute: int | None
    oedema: str | None  # none, plus1, plus2, plus3
    feeds: str | None  # feeding_well, not_feeding_well, not_able


@dataclass(frozen=True)
class SlipFacts:
    """A referral slip. None or an empty text means not known; nothing is guessed on paper."""

    referral_no: str
    urgency: Literal["emergency", "within_24h", "routine"]
    level: str | None  # high, moderate, in_depth, low, incomplete
    to_facility: str
    to_service: str
    service_sensitive: bool
    share_sensitive: bool  # somebody decided that sensitive words may be printed
    ref_on: date
    ref_time: time | None

    infant_name: str
    sex: str | None
    date_of_birth: date | None
    dob_estimated: bool
    age_days: int | None
    age_months: int | None  # completed calendar months
    caregiver_name: str
    caregiver_role: str | None
    mother_age_years: int | None
    mother_status: str | None
    breastfed: bool | None
    village: str
    phone: str
    mami_no: str | None  # None: not enrolled yet
    who_is_referred: Literal["infant", "mother", "both"]
    accompanied_by: str
    transport: str

    reasons: tuple[SlipReason, ...]
    also_found: tuple[SlipReason, ...]
    measurements: SlipMeasurements
    steps: tuple[SlipStep, ...]
    other_step: str

    sender_name: str
    sender_role: str
    sender_phone: str
    facility_line: str  # "Example Health Post 01, District Example"
    return_to: str  # name, place and phone the answer goes back to
    furniture: Furniture


@dataclass(frozen=True)
class TallySheet:
    """A monthly report with what stands around it. Empty texts leave room for a pen."""

    report: MonthReport
    facility_name: str
    facility_code: str
    region: str
    district: str
    prepared_by: str
    furniture: Furniture


Cell = str | int | float | date | None
"""A workbook cell; None is an empty one."""


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet: a header line of ids, the kind of each column, and the lines.

    Kinds: "text", "number", "date", or "any" (the cell's own type decides). ``size`` is about how
    many lines will come, for telling how far the work is.
    """

    name: str
    header: tuple[str, ...]
    kinds: tuple[Literal["text", "number", "date", "any"], ...]
    rows: Iterator[Sequence[Cell]]
    size: int

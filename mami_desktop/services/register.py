"""The register as a list: one line per enrolment, searched and filtered in the database."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from mami_desktop.growth.age import age_days
from mami_desktop.growth.velocity import gain
from mami_desktop.models.codes import PRIVATE_REASONS
from mami_desktop.models.queries.pair_hits import (
    levels_of_not_enrolled,
    pair_hits,
    spelled_alike,
)
from mami_desktop.models.queries.register_lines import (
    SORTS,
    RegisterFilter,
    count_lines,
    later_visits,
    register_lines,
    stays,
)
from mami_desktop.services.register_file import Work

__all__ = [
    "SORTS",
    "PairHit",
    "RegisterCounts",
    "RegisterFilter",
    "RegisterPage",
    "RegisterRow",
    "find_pairs",
    "neutral_reason",
    "register_page",
    "register_rows",
]

NOT_ENROLLED = "not_enrolled"
PRIVATE_FAMILY = "private_family"
PRIVATE_MOTHER = "private_mother"


@dataclass(frozen=True)
class RegisterRow:
    """One line of the book, left page then right page.

    ``main_reason`` is private_mother ("mother's health") or private_family ("family situation")
    where it may not be named. ``age_days`` is today's, of those who left that of the exit.
    """

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
    entry_type: str
    referral_source: str
    level: str | None
    in_depth: bool
    level_on: date | None
    weight_in_g: int | None
    waz_in: float | None
    main_reason: str
    next_visit_on: date | None
    days_late: int
    status: str
    struck: bool
    outcome: str | None
    outcome_on: date | None
    weight_out_g: int | None
    waz_out: float | None
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
    struck: int

    @property
    def all(self) -> int:
        """All lines that stand."""
        return self.on_roll + self.at_inpatient + self.left


@dataclass(frozen=True)
class RegisterPage:
    """A window of rows; ``total`` counts all lines of the list, struck ones included."""

    rows: tuple[RegisterRow, ...]
    total: int
    counts: RegisterCounts


@dataclass(frozen=True)
class PairHit:
    """A hit of the global search. ``status``: on_roll, at_inpatient, left or not_enrolled.

    ``age_days`` is today's, of those who left that of the exit.
    """

    infant_uid: str
    mother_uid: str
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


def register_page(
    work: Work, wanted: RegisterFilter, *, limit: int = 200, offset: int = 0
) -> RegisterPage:
    """A page of the register, with the counts of the chips. KeyError for an unknown ``sort``."""
    found = count_lines(work.session, work.facility_uid, wanted)
    counts = RegisterCounts(
        found.get("on_roll", 0),
        found.get("at_inpatient", 0),
        found.get("left", 0),
        found.get("struck", 0),
    )
    shows_struck = wanted.include_struck and wanted.status in ("on_roll", "all")
    total = getattr(counts, wanted.status) + (counts.struck if shows_struck else 0)
    return RegisterPage(register_rows(work, wanted, limit=limit, offset=offset), total, counts)


def register_rows(
    work: Work, wanted: RegisterFilter, *, limit: int = 200, offset: int = 0
) -> tuple[RegisterRow, ...]:
    """A further page of the register, without counting again."""
    lines = register_lines(work.session, work.facility_uid, wanted, work.today, limit, offset)
    gone = [line.enrolment_uid for line in lines if line.outcome is not None]
    visits: defaultdict[str, list[Any]] = defaultdict(list)
    stints: defaultdict[str, list[Any]] = defaultdict(list)
    if gone:
        for one in later_visits(work.session, work.facility_uid, gone):
            visits[one.enrolment_uid].append(one)
        for one in stays(work.session, work.facility_uid, gone):
            stints[one.enrolment_uid].append(one)
    return tuple(
        _row(line, visits[line.enrolment_uid], stints[line.enrolment_uid], work.today)
        for line in lines
    )


def neutral_reason(main_reason: str) -> str:
    """The main reason as lists and paper may name it (mental health, HIV, violence stay hidden)."""
    if main_reason not in PRIVATE_REASONS:
        return main_reason
    return PRIVATE_FAMILY if main_reason == "r_social" else PRIVATE_MOTHER


def _row(line: Any, visits: list[Any], stints: list[Any], today: date) -> RegisterRow:
    out = _out(line, visits, stints) if line.outcome is not None else {}
    born_on = line.date_of_birth
    left_on = line.outcome_on or today
    late = line.first_missed_on if line.status == "on_roll" else None
    fields = RegisterRow.__dataclass_fields__
    same_name = {name: value for name, value in line._asdict().items() if name in fields}
    return RegisterRow(
        **{
            **dict.fromkeys(OUT_COLUMNS),
            **same_name,
            "age_days": None if born_on is None else age_days(born_on, left_on),
            "level": None if line.status == "struck" else line.current_level,
            "in_depth": bool(line.current_in_depth),
            "weight_in_g": line.weight_g,
            "waz_in": line.waz,
            "main_reason": neutral_reason(line.main_reason),
            "next_visit_on": line.next_visit_on if line.status == "on_roll" else None,
            "days_late": 0 if late is None else (today - late).days,
            "struck": line.struck_at is not None,
            **out,
        }
    )


OUT_COLUMNS = ("weight_out_g", "waz_out", "days_in_care", "gain_g_kg_day", "linked_to")


def _out(line: Any, visits: list[Any], stints: list[Any]) -> dict[str, Any]:
    """The right page: last values after visit 0, days in care, average gain (6.6 no. 26)."""
    last: dict[str, Any] = {}
    weighed_on = None
    for one in visits:
        if line.outcome_on is not None and one.visit_on > line.outcome_on:
            continue
        for name in ("weight_g", "waz"):
            if one._mapping[name] is not None:
                last[name] = one._mapping[name]
        weighed_on = one.visit_on if one.weight_g is not None else weighed_on
    gained = None
    if line.weight_g and weighed_on is not None:
        days = (weighed_on - line.enrolled_on).days
        gained = gain(line.weight_g, last["weight_g"], days)
    return {
        "weight_out_g": last.get("weight_g"),
        "waz_out": last.get("waz"),
        "days_in_care": sum(
            (one.ended_on - one.started_on).days for one in stints if one.ended_on is not None
        ),
        "gain_g_kg_day": gained.g_per_kg_day if gained else None,
        "linked_to": stints[-1].linked_to if stints else None,
    }


def find_pairs(work: Work, text: str, *, limit: int = 12) -> tuple[PairHit, ...]:
    """Pairs whose names, numbers, village or phone hold every word of ``text``; best first.

    Where nothing fits, words that are spelled alike are tried. An empty text finds nothing.
    """
    if not text.strip():
        return ()
    session, here = work.session, work.facility_uid
    found = pair_hits(session, here, text, limit)
    if not found:
        guess = spelled_alike(session, here, text)
        found = pair_hits(session, here, guess, limit) if guess else []
    # two enrolments begun on one day are both the latest: the first hit is the one not left
    found = list({row.infant_uid: row for row in reversed(found)}.values())[::-1]
    alone = [row.infant_uid for row in found if row.enrolment_uid is None]
    levels = levels_of_not_enrolled(session, here, alone) if alone else {}
    hits = []
    for row in found:
        level, in_depth = row.current_level, bool(row.current_in_depth)
        if row.enrolment_uid is None:
            level, in_depth, _on = levels.get(row.infant_uid, (None, False, None))
        born_on = row.date_of_birth
        until = row.outcome_on or work.today
        hits.append(
            PairHit(
                row.infant_uid,
                row.mother_uid,
                row.enrolment_uid,
                row.infant_name,
                row.caregiver_name,
                row.caregiver_role,
                row.village,
                row.sex,
                born_on,
                None if born_on is None else age_days(born_on, until),
                row.mami_no,
                level,
                in_depth,
                row.status if row.enrolment_uid is not None else NOT_ENROLLED,
            )
        )
    return tuple(hits)

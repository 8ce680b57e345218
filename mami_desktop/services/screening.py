"""The screening tally: anonymous counts of one day and place."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import screening
from mami_desktop.services.checks import not_in_future, one_of, only_hard, within
from mami_desktop.services.entries import ScreeningEntry
from mami_desktop.services.register_file import Work

_COUNTS = (
    "scr_male", "scr_female", "scr_at_risk_male", "scr_at_risk_female", "scr_referred_inpatient",
    "scr_enrolled_same_day",
)  # fmt: skip


def record_screening(work: Work, entry: ScreeningEntry, *, add: bool = False) -> str:
    """Save a tally line; one of that day and place is replaced, or with ``add`` added to.

    EntryError: at risk more than screened, referred or enrolled more than at risk.
    """
    work.allow("record_screening")
    row = _existing(work, entry)
    values = asdict(entry)
    if row is not None and add:
        for name in _COUNTS:
            old, new = row._mapping[name], values[name]
            values[name] = None if old is None and new is None else (old or 0) + (new or 0)
    only_hard(_problems(work, ScreeningEntry(**values)))
    if row is None:
        return work.insert(screening, values)
    work.update(screening, row.screening_uid, values)
    return str(row.screening_uid)


def _existing(work: Work, entry: ScreeningEntry) -> Any:
    return work.session.execute(
        select(screening).where(
            screening.c.facility_uid == work.facility_uid,
            screening.c.scr_on == entry.scr_on,
            screening.c.scr_place == entry.scr_place,
            screening.c.struck_at.is_(None),
        )
    ).one_or_none()


def _problems(work: Work, entry: ScreeningEntry) -> list[Problem]:
    problems = [
        *not_in_future(entry.scr_on, work.today, "scr_on"),
        *one_of(entry.scr_place, codes.SCREENING_PLACES, "scr_place"),
    ]
    for name in _COUNTS:
        problems += within(getattr(entry, name), 0, 100_000, name)
    if problems:
        return problems
    for sex in ("male", "female"):
        if getattr(entry, f"scr_at_risk_{sex}") > getattr(entry, f"scr_{sex}"):
            problems.append(
                Problem(
                    _("More at risk than screened. Correct one of the two."), f"scr_at_risk_{sex}"
                )
            )
    at_risk = entry.scr_at_risk_male + entry.scr_at_risk_female
    for name in ("scr_referred_inpatient", "scr_enrolled_same_day"):
        if (getattr(entry, name) or 0) > at_risk:
            problems.append(Problem(_("More than were at risk. Correct one of the two."), name))
    return problems

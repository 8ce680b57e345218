"""The lines behind a number of the monthly report: who, and the dates it was counted on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Row, Select, Table, and_, func, select
from sqlalchemy.orm import Session

from mami_desktop.models.codes import NOT_SEEN_KINDS
from mami_desktop.models.entities import (
    appointment,
    contact_attempt,
    enrolment,
    infant,
    mother,
    referral,
    screening,
    stint,
    visit,
)

BATCH = 400
"""Keys in one ``IN``."""


@dataclass(frozen=True)
class BehindLine:
    """A pair (or a screening line) behind a number; what does not apply is None.

    ``on``: the day it was counted on. ``code``: entry or exit code, kind of visit, status, service.
    """

    uid: str
    infant_uid: str | None = None
    enrolment_uid: str | None = None
    mami_no: str | None = None
    infant_name: str | None = None
    caregiver_name: str | None = None
    sex: str | None = None
    started_on: date | None = None
    entry_type: str | None = None
    ended_on: date | None = None
    exit_code: str | None = None
    on: date | None = None
    visit_kind: str | None = None
    kept_on: date | None = None
    scr_place: str | None = None
    screened: int | None = None
    at_risk: int | None = None


@dataclass(frozen=True)
class AbsenceLine:
    """What preceded a default: appointments nobody came to, attempts to reach the family."""

    missed_on: tuple[date, ...]
    contacts: tuple[tuple[date, str, str | None], ...]


_PAIR = (
    infant.c.infant_uid,
    infant.c.infant_name,
    infant.c.sex,
    mother.c.caregiver_name,
)
_ENROLMENT = (enrolment.c.enrolment_uid, enrolment.c.mami_no)


def behind_lines(
    session: Session, facility_uid: str, kind: str, uids: Iterable[str]
) -> list[BehindLine]:
    """The lines behind the ids of one kind, in the order of ``uids``.

    ``kind``: stint, enrolment, visit, appointment, referral, mother or screening.
    """
    found: dict[str, BehindLine] = {}
    wanted = list(uids)
    query, key = _QUERIES[kind]
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        narrowed = query.where(key.table.c.facility_uid == facility_uid, key.in_(batch))
        for row in session.execute(narrowed):
            # twins have one mother: the first line stands for her
            found.setdefault(row.uid, BehindLine(**row._mapping))
    return [found[uid] for uid in wanted if uid in found]


def _same(one: Table, other: Table, key: str) -> Any:
    return and_(one.c.facility_uid == other.c.facility_uid, one.c[key] == other.c[key])


def _of_enrolment(table: Table, *columns: Any) -> Select[Any]:
    return (
        select(*columns, *_ENROLMENT, *_PAIR)
        .select_from(table)
        .join(enrolment, _same(table, enrolment, "enrolment_uid"))
        .join(infant, _same(enrolment, infant, "infant_uid"))
        .join(mother, _same(infant, mother, "mother_uid"))
    )


def _of_infant(table: Table, *columns: Any) -> Select[Any]:
    return (
        select(*columns, *_ENROLMENT, *_PAIR)
        .select_from(table)
        .outerjoin(enrolment, _same(table, enrolment, "enrolment_uid"))
        .join(infant, _same(table, infant, "infant_uid"))
        .join(mother, _same(infant, mother, "mother_uid"))
    )


_STINTS = _of_enrolment(
    stint,
    stint.c.stint_uid.label("uid"),
    stint.c.started_on,
    stint.c.entry_type,
    stint.c.ended_on,
    stint.c.exit_code,
)
_ENROLMENTS = (
    select(
        enrolment.c.enrolment_uid.label("uid"),
        enrolment.c.enrolled_on.label("started_on"),
        enrolment.c.entry_type,
        enrolment.c.outcome_on.label("ended_on"),
        enrolment.c.outcome.label("exit_code"),
        *_ENROLMENT,
        *_PAIR,
    )
    .join(infant, _same(enrolment, infant, "infant_uid"))
    .join(mother, _same(infant, mother, "mother_uid"))
)
_VISITS = _of_infant(
    visit, visit.c.visit_uid.label("uid"), visit.c.visit_on.label("on"), visit.c.visit_kind
)
_APPOINTMENTS = _of_enrolment(
    appointment,
    appointment.c.appointment_uid.label("uid"),
    appointment.c.scheduled_on.label("on"),
    visit.c.visit_on.label("kept_on"),
).outerjoin(visit, _same(appointment, visit, "visit_uid"))
_REFERRALS = _of_infant(
    referral,
    referral.c.referral_uid.label("uid"),
    referral.c.ref_on.label("on"),
    referral.c.arrived_on.label("kept_on"),
)
_MOTHERS = (
    select(
        mother.c.mother_uid.label("uid"),
        enrolment.c.enrolled_on.label("started_on"),
        *_ENROLMENT,
        *_PAIR,
    )
    .join(infant, _same(mother, infant, "mother_uid"))
    .join(enrolment, _same(infant, enrolment, "infant_uid"))
    .where(enrolment.c.struck_at.is_(None))
    .order_by(enrolment.c.enrolled_on.desc())
)
_SCREENINGS = select(
    screening.c.screening_uid.label("uid"),
    screening.c.scr_on.label("on"),
    screening.c.scr_place,
    (screening.c.scr_male + screening.c.scr_female).label("screened"),
    (screening.c.scr_at_risk_male + screening.c.scr_at_risk_female).label("at_risk"),
)
_QUERIES: dict[str, tuple[Select[Any], Column[Any]]] = {
    "stint": (_STINTS, stint.c.stint_uid),
    "enrolment": (_ENROLMENTS, enrolment.c.enrolment_uid),
    "visit": (_VISITS, visit.c.visit_uid),
    "appointment": (_APPOINTMENTS, appointment.c.appointment_uid),
    "referral": (_REFERRALS, referral.c.referral_uid),
    "mother": (_MOTHERS, mother.c.mother_uid),
    "screening": (_SCREENINGS, screening.c.screening_uid),
}


def absence_before(
    session: Session, facility_uid: str, enrolment_uid: str, until: date
) -> AbsenceLine:
    """The misses and attempts since the pair was last seen, up to a default dated ``until``."""

    def of(table: Table) -> Any:
        return and_(
            table.c.facility_uid == facility_uid,
            table.c.enrolment_uid == enrolment_uid,
            table.c.struck_at.is_(None),
        )

    seen_on = session.execute(
        select(func.max(visit.c.visit_on)).where(
            of(visit), visit.c.visit_on <= until, visit.c.visit_kind.not_in(NOT_SEEN_KINDS)
        )
    ).scalar_one()
    back_on = session.execute(
        select(func.max(stint.c.started_on)).where(of(stint), stint.c.started_on <= until)
    ).scalar_one()
    since = max(day for day in (seen_on, back_on, date.min) if day is not None)
    missed: Iterator[Row[Any]] = iter(
        session.execute(
            select(appointment.c.scheduled_on)
            .where(
                of(appointment),
                appointment.c.status == "booked",
                appointment.c.visit_uid.is_(None),
                appointment.c.scheduled_on > since,
                appointment.c.scheduled_on <= until,
            )
            .order_by(appointment.c.scheduled_on)
        )
    )
    missed_on = tuple(row.scheduled_on for row in missed)
    contacts = session.execute(
        select(contact_attempt.c.attempted_on, contact_attempt.c.means, contact_attempt.c.result)
        .where(of(contact_attempt), contact_attempt.c.attempted_on > since)
        .order_by(contact_attempt.c.attempted_on)
    )
    return AbsenceLine(missed_on, tuple((row[0], row[1], row[2]) for row in contacts))

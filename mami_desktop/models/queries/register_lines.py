"""The register as lines: one per enrolment, filtered, sorted and paged in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from mami_desktop.models.entities import enrolment, infant, mother, outcome, stint, visit
from mami_desktop.models.queries.shared import (
    ON_ROLL,
    STRUCK,
    first_missed,
    level_rank,
    next_booked,
    same,
    stands,
    status_of_enrolment,
)
from mami_desktop.models.search import holds_every_word


@dataclass(frozen=True)
class RegisterFilter:
    """Which lines: status on_roll, at_inpatient, left or all. ``sort`` is a column of SORTS, with a
    leading ``-`` for descending. Struck lines stand among those on the roll and among all."""

    status: str = ON_ROLL
    text: str = ""
    levels: tuple[str, ...] = ()
    enrolled_from: date | None = None
    enrolled_to: date | None = None
    main_reasons: tuple[str, ...] = ()
    include_struck: bool = True
    sort: str = "-enrolled_on"


SORTS = (
    "serial_no", "enrolled_on", "infant_name", "caregiver_name", "village", "sex", "age_days",
    "level", "weight_in_g", "waz_in", "main_reason", "next_visit_on", "entry_type", "outcome",
    "outcome_on",
)  # fmt: skip
"""Columns a page can be sorted by."""


def register_lines(
    session: Session,
    facility_uid: str,
    wanted: RegisterFilter,
    today: date,
    limit: int,
    offset: int,
) -> Sequence[Row[Any]]:
    """One page of lines, each with its status, first visit, next and first missed appointment."""
    # the page is found first, so that what costs a look elsewhere is looked up for it alone
    page = _sorted(
        _first_visits(select(enrolment.c.facility_uid, enrolment.c.enrolment_uid))
        .where(_matches(facility_uid, wanted), _of_status(wanted))
        .limit(limit)
        .offset(offset),
        wanted.sort,
        today,
    ).subquery("page")
    query = _first_visits(
        select(
            *(column for column in enrolment.c if column.name not in infant.c),
            enrolment.c.infant_uid,
            enrolment.c.struck_at,
            infant.c.infant_name,
            infant.c.birth_type,
            infant.c.birth_order,
            infant.c.sex,
            infant.c.date_of_birth,
            infant.c.dob_precision,
            mother.c.caregiver_name,
            mother.c.caregiver_role,
            mother.c.village,
            mother.c.house_landmark,
            mother.c.phone_1,
            mother.c.chw_name,
            _FIRST.c.weight_g,
            _FIRST.c.waz,
            status_of_enrolment().label("status"),
            next_booked(today).label("next_visit_on"),
            first_missed(today).label("first_missed_on"),
        )
    ).join(page, same(page, enrolment, "enrolment_uid"))
    return session.execute(_sorted(query, wanted.sort, today)).all()


_FIRST = visit.alias("first_visit")


def _first_visits(query: Select[Any]) -> Select[Any]:
    """Enrolments with their pair and, if there is one, visit 0."""
    return query.select_from(_pairs()).outerjoin(
        _FIRST,
        and_(
            same(_FIRST, enrolment, "enrolment_uid"),
            _FIRST.c.visit_no == 0,
            _FIRST.c.struck_at.is_(None),
        ),
    )


def _sorted(query: Select[Any], sort: str, today: date) -> Select[Any]:
    columns: dict[str, ColumnElement[Any]] = {
        "serial_no": enrolment.c.serial_no,
        "enrolled_on": enrolment.c.enrolled_on,
        "infant_name": infant.c.infant_name,
        "caregiver_name": mother.c.caregiver_name,
        "village": mother.c.village,
        "sex": infant.c.sex,
        "age_days": infant.c.date_of_birth,
        "level": level_rank(enrolment.c.current_level),
        "weight_in_g": _FIRST.c.weight_g,
        "waz_in": _FIRST.c.waz,
        "main_reason": enrolment.c.main_reason,
        "next_visit_on": next_booked(today),
        "entry_type": enrolment.c.entry_type,
        "outcome": enrolment.c.outcome,
        "outcome_on": enrolment.c.outcome_on,
    }
    name = sort.removeprefix("-")
    falling = sort.startswith("-") != (name == "age_days")  # the oldest was born first
    by = columns[name].desc() if falling else columns[name].asc()
    rest: tuple[ColumnElement[Any], ...] = (
        enrolment.c.enrolled_on.desc(),
        enrolment.c.serial_no.desc().nulls_last(),
    )
    if name == "enrolled_on":
        serial = enrolment.c.serial_no
        rest = ((serial.desc() if falling else serial.asc()).nulls_last(),)
    return query.order_by(by.nulls_last(), *rest, enrolment.c.enrolment_uid)


def count_lines(session: Session, facility_uid: str, wanted: RegisterFilter) -> dict[str, int]:
    """How many lines each status has under the filter, whatever status it asks for."""
    status = status_of_enrolment().label("status")
    found = session.execute(
        select(status, func.count())
        .select_from(_pairs())
        .where(_matches(facility_uid, wanted))
        .group_by(status)
    )
    return {row[0]: row[1] for row in found}


def later_visits(
    session: Session, facility_uid: str, enrolment_uids: Sequence[str]
) -> Sequence[Row[Any]]:
    """Visits number 1 and on of these enrolments that stand, in order: where "out" comes from."""
    return session.execute(
        select(
            visit.c.enrolment_uid,
            visit.c.visit_on,
            visit.c.weight_g,
            visit.c.waz,
        )
        .where(
            visit.c.facility_uid == facility_uid,
            visit.c.enrolment_uid.in_(enrolment_uids),
            visit.c.visit_no >= 1,
            stands(visit),
        )
        .order_by(visit.c.visit_on, visit.c.visit_no)
    ).all()


def stays(session: Session, facility_uid: str, enrolment_uids: Sequence[str]) -> Sequence[Row[Any]]:
    """Stints of these enrolments that stand, with the handing over of the last."""
    return session.execute(
        select(stint.c.enrolment_uid, stint.c.started_on, stint.c.ended_on, outcome.c.linked_to)
        .outerjoin(outcome, and_(same(outcome, stint, "stint_uid"), outcome.c.struck_at.is_(None)))
        .where(
            stint.c.facility_uid == facility_uid,
            stint.c.enrolment_uid.in_(enrolment_uids),
            stands(stint),
        )
        .order_by(stint.c.seq)
    ).all()


def _pairs() -> Any:
    return enrolment.join(infant, same(infant, enrolment, "infant_uid")).join(
        mother, same(mother, infant, "mother_uid")
    )


def _matches(facility_uid: str, wanted: RegisterFilter) -> ColumnElement[bool]:
    conditions = [
        enrolment.c.facility_uid == facility_uid,
        holds_every_word(infant.c.search_text, wanted.text),
    ]
    if wanted.levels:
        conditions.append(enrolment.c.current_level.in_(wanted.levels))
    if wanted.main_reasons:
        conditions.append(enrolment.c.main_reason.in_(wanted.main_reasons))
    if wanted.enrolled_from is not None:
        conditions.append(enrolment.c.enrolled_on >= wanted.enrolled_from)
    if wanted.enrolled_to is not None:
        conditions.append(enrolment.c.enrolled_on <= wanted.enrolled_to)
    return and_(*conditions)


def _of_status(wanted: RegisterFilter) -> ColumnElement[bool]:
    status = status_of_enrolment()
    struck_too = wanted.include_struck and wanted.status in (ON_ROLL, "all")
    if wanted.status == "all":
        return stands(enrolment) if not struck_too else status.is_not(None)
    return or_(status == wanted.status, status == STRUCK) if struck_too else status == wanted.status

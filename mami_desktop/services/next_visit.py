"""The next appointment a visit proposes (records dossier 6.6 no. 39-42)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.models.codes import NOT_SEEN_KINDS
from mami_desktop.models.entities import assessment, visit
from mami_desktop.pathway.absence import state_of
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.schedule import (
    Judged,
    NextVisit,
    ScheduleParameters,
    VisitFindings,
    judge_visits,
    next_visit,
)
from mami_desktop.services.absence import bookings_of, clinic_days
from mami_desktop.services.register_file import Work
from mami_desktop.services.settings import RegisterSettings, load_settings


def schedule_parameters(pathway: Pathway, settings: RegisterSettings) -> ScheduleParameters:
    """Intervals and minimum gains, as the country set them."""
    first, second, third, fourth = settings.parameter(pathway, "visit_intervals_d")
    return ScheduleParameters(
        (first, second, third, fourth),
        settings.parameter(pathway, "min_gain_early"),
        settings.parameter(pathway, "min_gain_late"),
    )


def findings_of(visit_on: date, weight_g: int | None, reasons: Iterable[Any]) -> VisitFindings:
    """A visit as the schedule reads it; ``reasons`` are stored mappings or a result's reasons."""
    fired = set()
    for one in reasons:
        item, levels = (
            (one["item_id"], one["levels"]) if isinstance(one, dict) else (one.item_id, one.levels)
        )
        fired |= {(item, level) for level in levels}
    return VisitFindings(visit_on, weight_g, frozenset(fired))


def stored_findings(work: Work, enrolment_uid: str) -> list[VisitFindings]:
    """The visits made in an enrolment, in order."""
    found = work.session.execute(
        select(visit.c.visit_on, visit.c.weight_g, assessment.c.reasons)
        .outerjoin(
            assessment,
            (assessment.c.facility_uid == visit.c.facility_uid)
            & (assessment.c.visit_uid == visit.c.visit_uid),
        )
        .where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == enrolment_uid,
            visit.c.visit_kind.not_in(NOT_SEEN_KINDS),
            visit.c.struck_at.is_(None),
        )
        .order_by(visit.c.visit_on, visit.c.visit_no)
    )
    return [findings_of(row.visit_on, row.weight_g, row.reasons or ()) for row in found]


def propose_next(
    work: Work,
    pathway: Pathway,
    today: VisitFindings,
    born_on: date,
    *,
    enrolment_uid: str | None = None,
    stint_started_on: date | None = None,
) -> NextVisit:
    """What ``today`` proposes: the first appointment (no enrolment yet), or a further one.

    Visits of the enrolment after ``today`` are not looked at.
    """
    settings = load_settings(work)
    earlier: list[VisitFindings] = []
    missed: list[date] = []
    if enrolment_uid is not None:
        earlier = [
            one for one in stored_findings(work, enrolment_uid) if one.visit_on < today.visit_on
        ]
        bookings = bookings_of(work, enrolment_uid)
        missed = [
            one.scheduled_on
            for one in bookings
            if state_of(one, bookings, today.visit_on) == "missed"
        ]
    return next_visit(
        stint_started_on or today.visit_on,
        [*earlier, today],
        missed,
        born_on,
        schedule_parameters(pathway, settings),
        clinic_days(settings),
    )


def judged_visits(work: Work, pathway: Pathway, enrolment_uid: str, born_on: date) -> list[Judged]:
    """Each visit of an enrolment judged against those before it (progress, gain, slow twice)."""
    return judge_visits(
        stored_findings(work, enrolment_uid),
        born_on,
        schedule_parameters(pathway, load_settings(work)),
    )

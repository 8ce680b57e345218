"""What a follow-up visit starts from: facts carried over, earlier contacts, agreed actions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.models.entities import assessment, enrolment, mother, support_action, visit
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.schedule import NextVisit
from mami_desktop.services.assessing import may_be_carried, previous_contacts
from mami_desktop.services.entries import Answers
from mami_desktop.services.episodes import read_episode
from mami_desktop.services.next_visit import findings_of, propose_next
from mami_desktop.services.people import registration_answers
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class FollowUpCase:
    """``carried`` are answers with state ``carried`` and in ``at`` the day they come from.

    ``previous`` are earlier contacts as the assessment takes them; ``agreed_actions`` those agreed
    last, without an answer yet.
    """

    infant_uid: str
    enrolment_uid: str
    visit_on: date
    carried: Answers
    previous: tuple[dict[str, Any], ...]
    agreed_actions: tuple[str, ...]


def follow_up_case(work: Work, enrolment_uid: str, visit_on: date) -> FollowUpCase:
    """Carried facts and earlier measurements for a visit on that day (pathway 7.2)."""
    episode = read_episode(work, enrolment_uid)
    infant_uid = episode.infant.infant_uid
    mother_row = work.find(mother, episode.infant.mother_uid)
    carried: Answers = {}
    for row in _earlier_answers(work, infant_uid, visit_on):
        for item, answer in row.answers.items():
            asked = answer.get("state") == "typed"
            if asked and may_be_carried(item):
                carried[item] = _carried(answer, row.visit_on)
    for item, value in registration_answers(episode.infant, mother_row).items():
        carried[item] = _carried({"value": value}, episode.enrolment.enrolled_on)
    contacts = previous_contacts(work, infant_uid, visit_on)
    return FollowUpCase(
        infant_uid,
        enrolment_uid,
        visit_on,
        carried,
        tuple(
            {
                "visit_on": one.visit_on,
                "weight_g": one.weight_g,
                "length_mm": one.length_mm,
                "muac_mm": one.muac_mm,
            }
            for one in contacts
        ),
        _agreed(work, enrolment_uid, visit_on),
    )


def proposed_visit(
    work: Work,
    pathway: Pathway,
    enrolment_uid: str,
    visit_on: date,
    *,
    weight_g: int | None,
    reasons: Any,
) -> NextVisit:
    """The next appointment that a visit proposes, before it is saved.

    ``reasons`` are those of its classification so far.
    """
    episode = read_episode(work, enrolment_uid)
    return propose_next(
        work,
        pathway,
        findings_of(visit_on, weight_g, reasons),
        episode.infant.date_of_birth,
        enrolment_uid=enrolment_uid,
        stint_started_on=episode.last.started_on,
    )


def _carried(answer: Any, from_on: date) -> dict[str, Any]:
    return {
        "value": answer.get("value"),
        "parts": answer.get("parts") or {},
        "state": "carried",
        "why": None,
        "at": from_on.isoformat(),
        "by": answer.get("by") or "",
    }


def _earlier_answers(work: Work, infant_uid: str, before_on: date) -> list[Any]:
    return list(
        work.session.execute(
            select(visit.c.visit_on, assessment.c.answers)
            .join(
                assessment,
                (assessment.c.facility_uid == visit.c.facility_uid)
                & (assessment.c.visit_uid == visit.c.visit_uid),
            )
            .outerjoin(
                enrolment,
                (enrolment.c.facility_uid == visit.c.facility_uid)
                & (enrolment.c.enrolment_uid == visit.c.enrolment_uid),
            )
            .where(
                visit.c.facility_uid == work.facility_uid,
                visit.c.infant_uid == infant_uid,
                visit.c.visit_on < before_on,
                visit.c.struck_at.is_(None),
                enrolment.c.struck_at.is_(None),
            )
            .order_by(visit.c.visit_on, visit.c.visit_no)
        )
    )


def _agreed(work: Work, enrolment_uid: str, before_on: date) -> tuple[str, ...]:
    """Actions agreed at the latest visit before that agreed any."""
    rows = work.session.execute(
        select(visit.c.visit_on, support_action.c.action_id, support_action.c.status)
        .join(
            visit,
            (visit.c.facility_uid == support_action.c.facility_uid)
            & (visit.c.visit_uid == support_action.c.visit_uid),
        )
        .where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == enrolment_uid,
            visit.c.visit_on < before_on,
            visit.c.struck_at.is_(None),
            support_action.c.struck_at.is_(None),
        )
        .order_by(visit.c.visit_on.desc(), support_action.c.created_at, support_action.c.action_id)
    ).all()
    return tuple(
        row.action_id for row in rows if row.visit_on == rows[0].visit_on and row.status is None
    )

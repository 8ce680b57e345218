"""Writing a visit with its assessment, override, actions and the pair's level."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import EntryError, Problem
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import assessment, enrolment, support_action, visit
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.assessing import Assessed, remember_pathway
from mami_desktop.services.checks import not_too_long, one_of, only_hard
from mami_desktop.services.entries import VisitEntry
from mami_desktop.services.level import RANK, CurrentLevel, JudgedVisit, current_level
from mami_desktop.services.register_file import Work


def insert_visit(
    work: Work,
    pathway: Pathway,
    assessed: Assessed,
    entry: VisitEntry,
    fixed: Mapping[str, Any],
    *,
    level_before: str | None = None,
) -> str:
    """Add the visit, its assessment and agreed actions; returns its uid.

    ``fixed`` holds infant_uid, enrolment_uid, visit_no, visit_on, visit_kind. ``level_before`` is
    the pair's level so far: an override below it needs a named clinician too.
    """
    only_hard(_problems(pathway, entry))
    override = _override(work, entry, assessed, level_before)
    uid = work.insert(
        visit,
        {
            **fixed,
            **assessed.columns,
            **override,
            "attended_by": entry.attended_by,
            "decision": entry.decision,
            "decision_reason": entry.decision_reason,
            "feeding_progress": entry.feeding_progress,
            "staff_name": entry.staff_name or work.user.name,
            "note": entry.note,
        },
    )
    if assessed.record is not None:
        version = remember_pathway(work, pathway)
        work.insert(
            assessment, {**assessed.record, "visit_uid": uid, "pathway_version_uid": version}
        )
    for action_id in dict.fromkeys(entry.agreed_actions):
        work.insert(support_action, {"visit_uid": uid, "action_id": action_id})
    return uid


def _problems(pathway: Pathway, entry: VisitEntry) -> list[Problem]:
    problems = [
        *one_of(entry.attended_by, codes.ATTENDED_BY, "attended_by"),
        *one_of(entry.decision, codes.DECISIONS, "decision"),
        *one_of(entry.feeding_progress, codes.FEEDING_PROGRESS, "feeding_progress"),
        *one_of(entry.chosen_level, ("high", "moderate", "low"), "chosen_level"),
        *not_too_long(entry, ("note", "override_reason", "decision_reason", "staff_name")),
    ]
    unknown = [action for action in entry.agreed_actions if action not in pathway.actions]
    if unknown:
        text = _("The pathway has no action “{action}”.", action=unknown[0])
        problems.append(Problem(text, "agreed_actions"))
    return problems


def _override(
    work: Work, entry: VisitEntry, assessed: Assessed, level_before: str | None
) -> dict[str, Any]:
    """The columns of an override; UserError if a lowering is not by a named clinician.

    Raising is open to every nurse with a reason. Lowering below what was found, or below the
    pair's level without a full assessment, needs a clinician or the in-charge (pathway 5.3, 7.2).
    """
    chosen = entry.chosen_level
    if chosen is None or chosen == assessed.level:
        return {}
    work.allow("override_level")
    if not (entry.override_reason or "").strip():
        text = _("Say why you choose another level than the one found.")
        raise EntryError([Problem(text, "override_reason")])
    found = RANK[assessed.level]
    # where nothing was found or asked before, nothing assessed is "incomplete", never low
    floor = found if assessed.full else max(found, RANK[level_before or "incomplete"])
    if RANK[chosen] < floor:
        work.allow("downgrade_level")
    return {
        "chosen_level": chosen,
        "override_reason": (entry.override_reason or "").strip(),
        "override_by": work.user.user_uid,
        "override_role": work.user.role,
        "override_at": work.now,
    }


def level_of(work: Work, enrolment_uid: str) -> CurrentLevel:
    """The pair's current level by all visits of the enrolment that stand."""
    found = work.session.execute(
        select(visit)
        .where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == enrolment_uid,
            visit.c.struck_at.is_(None),
        )
        .order_by(visit.c.visit_on, visit.c.visit_no)
    )
    return current_level(
        JudgedVisit(
            row.visit_on,
            row.level,
            bool(row.full_assessment),
            bool(row.in_depth),
            row.chosen_level,
            row.override_role,
        )
        for row in found
    )


def refresh_level(work: Work, enrolment_uid: str) -> CurrentLevel:
    """Bring the enrolment's level up to date after a visit was saved or struck out."""
    level = level_of(work, enrolment_uid)
    work.update(
        enrolment,
        enrolment_uid,
        {
            "current_level": level.level,
            "current_in_depth": level.in_depth,
            "level_on": level.level_on,
        },
    )
    return level


def number_visit(work: Work, enrolment_uid: str, visit_on: date) -> int:
    """The number of a new visit on that day; numbers rise with the days.

    A visit typed later than those after it pushes their numbers up by one, so that its own is free.
    """
    rows = work.session.execute(
        select(visit.c.visit_uid, visit.c.visit_no, visit.c.visit_on)
        .where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == enrolment_uid,
            visit.c.visit_no.is_not(None),
        )
        .order_by(visit.c.visit_no.desc())
    ).all()
    number = 1 + max((row.visit_no for row in rows if row.visit_on <= visit_on), default=0)
    if any(row.visit_no >= number for row in rows):
        for row in rows:
            if row.visit_no >= number:
                work.update(
                    visit,
                    row.visit_uid,
                    {"visit_no": row.visit_no + 1},
                    reason="an earlier visit was typed later",
                )
    return number

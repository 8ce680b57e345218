"""Recording a follow-up visit."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import Problem
from mami_desktop.growth.age import six_month_birthday
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import appointment, mother, support_action, visit
from mami_desktop.pathway.absence import Booking, keeps
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.schedule import judge_visits
from mami_desktop.services.absence import bookings_of
from mami_desktop.services.appointments import book, check_day, open_appointments
from mami_desktop.services.assessing import Assessed, assess, pathway_in_use
from mami_desktop.services.checks import not_in_future, one_of, only_hard
from mami_desktop.services.drafts import finish_draft
from mami_desktop.services.entries import NewVisit
from mami_desktop.services.episodes import Episode, on_roll_episode, read_episode
from mami_desktop.services.next_visit import (
    findings_of,
    propose_next,
    schedule_parameters,
    stored_findings,
)
from mami_desktop.services.referrals import end_stay, leaves_for_inpatient, write_referral
from mami_desktop.services.register_file import Work
from mami_desktop.services.settings import load_settings
from mami_desktop.services.slip_links import link_slips, waiting_slips
from mami_desktop.services.visit_rows import insert_visit, number_visit, refresh_level

FOLLOW_UP_KINDS = tuple(
    kind for kind in codes.VISIT_KINDS if kind not in ("enrolment", "assessment")
)


@dataclass(frozen=True)
class VisitSaved:
    """What a saved visit made. ``level`` None: no new finding; ``next_visit_on``: as booked."""

    visit_uid: str
    visit_no: int
    visit_kind: str
    level: str | None
    current_level: str | None
    next_visit_on: date | None = None
    referral_uid: str | None = None
    referral_no: str | None = None
    warnings: tuple[Problem, ...] = ()


def record_visit(work: Work, entry: NewVisit) -> VisitSaved:
    """Save a visit of an enrolment, link the appointment it keeps and book the next one.

    The service classifies the answers as a follow-up; the pair's level is raised by it and lowered
    only by a full reassessment or a clinician. EntryError names the field that is wrong.
    """
    work.allow("record_visit")
    pathway = pathway_in_use()
    visit_on = entry.visit_on or work.today
    episode = read_episode(work, entry.enrolment_uid)
    only_hard(_problems(work, entry, episode, visit_on))
    bookings = bookings_of(work, entry.enrolment_uid)
    seen = entry.visit_kind not in codes.NOT_SEEN_KINDS
    kept = keeps(bookings, visit_on) if seen else None
    since = _seen_or_back_on(work, episode, visit_on)
    kind = entry.visit_kind or _kind(bookings, kept, since, visit_on)
    assessed = _assess(work, pathway, entry, episode, visit_on)
    number = number_visit(work, entry.enrolment_uid, visit_on)
    default_decision = "continue" if seen else None
    visit_uid = insert_visit(
        work,
        pathway,
        assessed,
        replace(entry.visit, decision=entry.visit.decision or default_decision),
        {
            "infant_uid": episode.infant.infant_uid,
            "enrolment_uid": entry.enrolment_uid,
            "visit_no": number,
            "visit_on": visit_on,
            "visit_kind": kind,
        },
        level_before=episode.enrolment.current_level,
    )
    if kept is not None:
        work.update(appointment, kept.uid, {"visit_uid": visit_uid})
    _note_actions(work, entry, visit_on)
    level = refresh_level(work, entry.enrolment_uid)
    saved = VisitSaved(
        visit_uid, number, kind, assessed.level, level.level,
        warnings=_warnings(episode, visit_on),
    )  # fmt: skip
    slips = waiting_slips(work, episode.infant.infant_uid, visit_on)
    link_slips(work, slips, visit_uid, entry.enrolment_uid)
    leaving = any(map(leaves_for_inpatient, slips))
    if leaving:
        end_stay(work, entry.enrolment_uid, visit_on)
    elif entry.book_next and not (entry.referral and leaves_for_inpatient(entry.referral)):
        next_on = _book_next(work, pathway, entry, episode, assessed, visit_on, seen)
        saved = replace(saved, next_visit_on=next_on)
    if entry.referral is not None:
        slip = write_referral(
            work,
            pathway,
            replace(
                entry.referral,
                infant_uid=episode.infant.infant_uid,
                enrolment_uid=entry.enrolment_uid,
                visit_uid=visit_uid,
                answers=entry.visit.answers,
            ),
            assessed,
            visit_on,
        )
        saved = replace(saved, referral_uid=slip.referral_uid, referral_no=slip.referral_no)
    finish_draft(work, entry.draft_uid)
    return saved


def _problems(work: Work, entry: NewVisit, episode: Episode, visit_on: date) -> list[Problem]:
    problems = [
        *one_of(entry.visit_kind, FOLLOW_UP_KINDS, "visit_kind"),
        *not_in_future(visit_on, work.today, "visit_on"),
    ]
    for action, status in entry.action_statuses.items():
        problems += one_of(status, codes.ACTION_STATUSES, f"action_statuses.{action}")
    if visit_on < episode.enrolment.enrolled_on:
        text = _("This day is before the enrolment. Correct the date.")
        problems.append(Problem(text, "visit_on"))
    if not episode.on_roll and visit_on > episode.last.ended_on:
        on_roll_episode(work, entry.enrolment_uid)  # says where the pair is
    if entry.visit_kind == "absent" and entry.visit.answers:
        text = _("Nobody came: there is nothing to answer. Choose another kind of visit.")
        problems.append(Problem(text, "visit_kind"))
    if entry.visit_kind not in codes.NOT_SEEN_KINDS and _seen_that_day(work, entry, visit_on):
        text = _("There is a visit of this pair on that day already. Open that visit.")
        problems.append(Problem(text, "visit_on"))
    return problems


def _seen_that_day(work: Work, entry: NewVisit, visit_on: date) -> bool:
    found = work.session.execute(
        select(visit.c.visit_uid).where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == entry.enrolment_uid,
            visit.c.visit_on == visit_on,
            visit.c.visit_kind.not_in(codes.NOT_SEEN_KINDS),
            visit.c.struck_at.is_(None),
        )
    )
    return found.first() is not None


def _seen_or_back_on(work: Work, episode: Episode, visit_on: date) -> date:
    """The day the pair was last seen before ``visit_on``, or came on the roll if that is later."""
    earlier = [
        one.visit_on
        for one in stored_findings(work, episode.enrolment.enrolment_uid)
        if one.visit_on < visit_on
    ]
    starts: list[date] = [one.started_on for one in episode.stints if one.started_on <= visit_on]
    enrolled_on: date = episode.enrolment.enrolled_on
    return max(enrolled_on, *earlier, *starts)


def _kind(bookings: list[Booking], kept: Booking | None, since: date, visit_on: date) -> str:
    """Scheduled, early_unscheduled or late, by the appointments since the pair was last seen."""
    if kept is not None:
        if visit_on > kept.scheduled_on:
            return "late"
        return "scheduled" if visit_on == kept.scheduled_on else "early_unscheduled"
    missed = any(
        one.status == "booked" and one.kept_on is None and since < one.scheduled_on < visit_on
        for one in bookings
    )
    return "late" if missed else "early_unscheduled"


def _assess(
    work: Work, pathway: Pathway, entry: NewVisit, episode: Episode, visit_on: date
) -> Assessed:
    """Classify as a follow-up; what needs several visits (slow twice) is told to the pathway."""
    infant_uid = episode.infant.infant_uid
    mother_row = work.find(mother, episode.infant.mother_uid)

    def once(told: dict[str, Any]) -> Assessed:
        return assess(
            work, pathway, episode.infant, mother_row, entry.visit.answers, visit_on,
            infant_uid=infant_uid, follow_up=True, told=told,
        )  # fmt: skip

    assessed = once({})
    if assessed.result is None or episode.infant.date_of_birth is None:
        return assessed
    today = findings_of(visit_on, assessed.columns.get("weight_g"), assessed.result.reasons)
    earlier = [one for one in stored_findings(work, entry.enrolment_uid) if one.visit_on < visit_on]
    parameters = schedule_parameters(pathway, load_settings(work))
    judged = judge_visits([*earlier, today], episode.infant.date_of_birth, parameters)[-1]
    return once({"slow_twice": True}) if judged.slow_twice else assessed


def _note_actions(work: Work, entry: NewVisit, visit_on: date) -> None:
    """What became of the actions agreed last: each at the latest visit before that agreed it."""
    if not entry.action_statuses:
        return
    rows = work.session.execute(
        select(support_action.c.support_action_uid, support_action.c.action_id)
        .join(
            visit,
            (visit.c.facility_uid == support_action.c.facility_uid)
            & (visit.c.visit_uid == support_action.c.visit_uid),
        )
        .where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == entry.enrolment_uid,
            visit.c.visit_on < visit_on,
            visit.c.struck_at.is_(None),
            support_action.c.struck_at.is_(None),
        )
        .order_by(visit.c.visit_on)
    )
    latest = {row.action_id: row.support_action_uid for row in rows}
    for action, status in entry.action_statuses.items():
        if action in latest:
            work.update(support_action, latest[action], {"status": status})


def _book_next(
    work: Work, pathway: Pathway, entry: NewVisit, episode: Episode, assessed: Assessed,
    visit_on: date, seen: bool,
) -> date | None:  # fmt: skip
    """Book the chosen or proposed day in place of what was booked ahead.

    Nothing is proposed after a visit at which nobody was seen, or behind a later visit.
    """
    if not episode.on_roll or visit_on < episode.last.started_on:
        return None
    on = entry.next_visit_on
    if on is not None:
        check_day(on, visit_on, "next_visit_on", soonest_days=1)
    elif not seen or _later_visit(work, entry.enrolment_uid, visit_on):
        return None
    else:
        reasons = assessed.result.reasons if assessed.result else ()
        today = findings_of(visit_on, assessed.columns.get("weight_g"), reasons)
        on = propose_next(
            work,
            pathway,
            today,
            episode.infant.date_of_birth,
            enrolment_uid=entry.enrolment_uid,
            stint_started_on=episode.last.started_on,
        ).proposed_on
    for row in open_appointments(work, entry.enrolment_uid):
        ahead = row.scheduled_on > visit_on and row.scheduled_on >= work.today
        if ahead and row.scheduled_on != on:
            work.update(appointment, row.appointment_uid, {"status": "rescheduled"})
    book(work, entry.enrolment_uid, on)
    return on


def _later_visit(work: Work, enrolment_uid: str, visit_on: date) -> bool:
    found = work.session.execute(
        select(visit.c.visit_uid).where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.enrolment_uid == enrolment_uid,
            visit.c.visit_on > visit_on,
            visit.c.visit_kind.not_in(codes.NOT_SEEN_KINDS),
            visit.c.struck_at.is_(None),
        )
    )
    return found.first() is not None


def _warnings(episode: Episode, visit_on: date) -> tuple[Problem, ...]:
    born_on = episode.infant.date_of_birth
    if born_on is not None and visit_on >= six_month_birthday(born_on):
        text = _("The infant is 6 months old: no level is given any more. Review and hand over.")
        return (Problem(text, "visit_on", "soft"),)
    return ()

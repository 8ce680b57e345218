"""How a stay ends (records dossier 4.1, 6.3, 6.6 no. 3-5, 12)."""

from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import EntryError, Problem, UserError
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import enrolment, outcome, stint
from mami_desktop.services.absence import default_due
from mami_desktop.services.appointments import cancel_after
from mami_desktop.services.checks import need, not_in_future, not_too_long, one_of, only_hard
from mami_desktop.services.entries import NewOutcome
from mami_desktop.services.episodes import (
    Episode,
    history_of,
    last_visit_on,
    month_submitted,
    read_episode,
)
from mami_desktop.services.register_file import Work

HANDED_OVER = ("graduated", "completed_not_ok")
"""Outcomes at 6 months: where the pair was handed over to must be said, "none" included."""


def close_enrolment(work: Work, entry: NewOutcome) -> date:
    """End the stay; returns the day it is counted on: of a death the day of death, if it is known.

    Only death and default are counted later than they happened, and only if the month of the event
    was submitted already. transferred_inpatient ends the stint and keeps the enrolment open; given
    again for a pair at inpatient care it closes the enrolment (in-charge only).
    """
    work.allow("close_enrolment")
    episode = read_episode(work, entry.enrolment_uid)
    only_hard(_problems(work, entry))
    if episode.at_inpatient:
        return _close_at_inpatient(work, episode, entry)
    if not episode.on_roll:
        raise UserError(
            _("This pair has left the roll already."), _("Reopen the outcome if it is wrong.")
        )
    if entry.outcome == "defaulted":
        _check_default(work, entry)
    happened_on = (entry.died_on if entry.outcome == "died" else None) or entry.outcome_on
    counted_on = happened_on
    if entry.outcome in ("died", "defaulted") and month_submitted(work, happened_on):
        counted_on = work.today
    _check_day(work, episode, entry, happened_on)
    end_stint(work, episode, entry.outcome, counted_on)
    if entry.outcome != "transferred_inpatient":
        _set_outcome(work, episode, entry, counted_on)
    return counted_on


def end_stint(work: Work, episode: Episode, exit_code: str, ended_on: date) -> None:
    """End the open stint; appointments after it are cancelled."""
    work.update(stint, episode.last.stint_uid, {"exit_code": exit_code, "ended_on": ended_on})
    cancel_after(work, episode.enrolment.enrolment_uid, ended_on, exit_code)


def reopen_enrolment(work: Work, enrolment_uid: str, reason: str) -> None:
    """Take back an outcome that was wrong: the last stint goes on as if it had not been typed."""
    work.allow("reopen_enrolment")
    only_hard(need(reason.strip(), "reason", _("Say why this is reopened.")))
    episode = read_episode(work, enrolment_uid)
    if episode.on_roll:
        raise UserError(_("This pair is on the roll."), _("There is nothing to reopen."))
    others = history_of(work, episode.infant.infant_uid, without=enrolment_uid)
    if any(past.enrolled_on >= episode.enrolment.enrolled_on for past in others):
        raise UserError(
            _("The infant was enrolled again later."),
            _("Mark that enrolment as entered in error first, if it is wrong."),
        )
    closed_at_inpatient = episode.enrolment.outcome == "transferred_inpatient"
    for row in _outcomes_of(work, episode.last.stint_uid):
        work.strike(outcome, row.outcome_uid, reason)
    work.update(enrolment, enrolment_uid, {"outcome": None, "outcome_on": None}, reason=reason)
    if not closed_at_inpatient:
        work.update(
            stint, episode.last.stint_uid, {"exit_code": None, "ended_on": None}, reason=reason
        )


def _problems(work: Work, entry: NewOutcome) -> list[Problem]:
    problems = [
        *one_of(entry.outcome, codes.OUTCOMES[:-1], "outcome"),
        *one_of(entry.linked_to, codes.LINKED_TO, "linked_to"),
        *one_of(entry.confirmed_by, codes.CONFIRMED_BY, "confirmed_by"),
        *one_of(entry.death_place, codes.DEATH_PLACES, "death_place"),
        *one_of(entry.default_reason, codes.DEFAULT_REASONS, "default_reason"),
        *not_in_future(entry.outcome_on, work.today, "outcome_on"),
        *not_in_future(entry.died_on, work.today, "died_on"),
        *not_too_long(entry, ("death_cause", "remarks", "despite_rule")),
    ]
    if entry.died_on is not None and entry.died_on > entry.outcome_on:
        text = _("The infant died after that day. Correct one of the two dates.")
        problems.append(Problem(text, "outcome_on"))
    if entry.outcome in HANDED_OVER:
        problems += need(
            entry.linked_to, "linked_to", _("Say where the pair was handed over to, or none.")
        )
    return problems


def _check_day(work: Work, episode: Episode, entry: NewOutcome, happened_on: date) -> None:
    last_on = last_visit_on(work, entry.enrolment_uid)
    if happened_on < episode.last.started_on:
        text = _("The pair came on the roll after that day. Correct the date.")
    elif last_on is not None and happened_on < last_on:
        text = _("There is a visit after that day. Correct the date, or that visit.")
    else:
        return
    where = "outcome_on" if happened_on == entry.outcome_on else "died_on"
    raise EntryError([Problem(text, where)])


def _check_default(work: Work, entry: NewOutcome) -> None:
    """The rule proposes, a person confirms; the in-charge may decide otherwise with a reason."""
    due = default_due(work, entry.enrolment_uid)
    if due is not None and due.on == entry.outcome_on:
        return
    if (entry.despite_rule or "").strip():
        work.allow("default_before_rule")
        return
    if due is None:
        text = _(
            "Not yet: too few visits were missed, or no call or home visit is written down. The"
            " in-charge may decide otherwise with a reason."
        )
    else:
        text = _("The visit that makes it a default was due on {day}.", day=due.on)
    raise EntryError([Problem(text, "outcome_on")])


def _close_at_inpatient(work: Work, episode: Episode, entry: NewOutcome) -> date:
    work.allow("close_at_inpatient")
    if entry.outcome != "transferred_inpatient":
        text = _(
            "The pair was sent to inpatient care: record its return, or close it as sent to"
            " inpatient care. What happened there adds nothing to this site's numbers."
        )
        raise EntryError([Problem(text, "outcome")])
    ended_on: date = episode.last.ended_on
    _set_outcome(work, episode, entry, ended_on)
    return ended_on


def _set_outcome(work: Work, episode: Episode, entry: NewOutcome, counted_on: date) -> None:
    uid = episode.enrolment.enrolment_uid
    changes: dict[str, Any] = {"outcome": entry.outcome, "outcome_on": counted_on}
    if entry.remarks:
        changes["remarks"] = entry.remarks
    work.update(enrolment, uid, changes, reason=entry.despite_rule or "")
    died_on = entry.died_on or (entry.outcome_on if entry.outcome == "died" else None)
    work.insert(
        outcome,
        {
            "enrolment_uid": uid,
            "stint_uid": episode.last.stint_uid,
            "outcome": entry.outcome,
            "outcome_on": counted_on,
            "linked_to": entry.linked_to,
            "confirmed_by": entry.confirmed_by,
            "died_on": died_on,
            "death_place": entry.death_place,
            "death_cause": entry.death_cause,
            "default_reason": entry.default_reason,
            "mother_died": entry.mother_died,
        },
    )


def _outcomes_of(work: Work, stint_uid: str) -> list[Any]:
    return list(
        work.session.execute(
            select(outcome).where(
                outcome.c.facility_uid == work.facility_uid,
                outcome.c.stint_uid == stint_uid,
                outcome.c.struck_at.is_(None),
            )
        )
    )

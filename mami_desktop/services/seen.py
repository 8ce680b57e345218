"""Keeping a pair that was assessed and not enrolled."""

from dataclasses import dataclass, replace
from typing import Any

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.services.assessing import Assessed, assess, pathway_in_use
from mami_desktop.services.checks import (
    age_problems,
    infant_problems,
    mother_problems,
    not_in_future,
    only_hard,
)
from mami_desktop.services.drafts import draft_infant, finish_draft
from mami_desktop.services.enrolment import known_pair
from mami_desktop.services.entries import NewSeen
from mami_desktop.services.episodes import history_of
from mami_desktop.services.people import (
    refresh_search_text,
    refuse_other_pair,
    save_infant,
    save_mother,
)
from mami_desktop.services.referrals import INPATIENT_SERVICES, write_referral
from mami_desktop.services.register_file import Work
from mami_desktop.services.slip_links import link_slips, waiting_slips
from mami_desktop.services.visit_rows import insert_visit

NOT_ENROLLED_DECISIONS = ("refer_inpatient", "refer_other", "usual_care")


@dataclass(frozen=True)
class SeenSaved:
    """What was kept of a pair that was not enrolled: no number is given."""

    infant_uid: str
    mother_uid: str
    visit_uid: str
    level: str | None
    referral_uid: str | None = None
    referral_no: str | None = None


def save_seen_not_enrolled(work: Work, entry: NewSeen) -> SeenSaved:
    """Save an assessment visit without enrolment: usual care, or sent on with a slip.

    With an emergency slip nothing about the pair is required. EntryError: usual care for a pair at
    high risk, or without a reason where the level is not low.
    """
    work.allow("save_seen_not_enrolled")
    pathway = pathway_in_use()
    seen_on = entry.seen_on or work.today
    infant_uid = entry.infant_uid or draft_infant(work, entry.draft_uid)
    mother_uid = refuse_other_pair(work, infant_uid, entry.mother_uid)
    infant_facts, mother_facts = known_pair(work, entry, infant_uid, mother_uid)
    slips = waiting_slips(work, infant_uid, seen_on, work.today)
    written = [*slips, *([entry.referral] if entry.referral else [])]
    emergency = any(slip.urgency == "emergency" for slip in written)
    problems = [
        *infant_problems(infant_facts, work.today, complete=not emergency),
        *mother_problems(mother_facts, known=emergency),
        *not_in_future(seen_on, work.today, "seen_on"),
        *age_problems(infant_facts.date_of_birth, seen_on, "seen_on"),
    ]
    past_outcomes = [past.outcome for past in history_of(work, infant_uid)] if infant_uid else []
    if None in past_outcomes:
        problems.append(Problem(_("This pair is on the roll already. Record a visit."), "seen_on"))
    if "died" in past_outcomes:
        text = _("This infant is recorded as died. Correct that first if it is wrong.")
        problems.append(Problem(text, "seen_on"))
    only_hard(problems)
    mother_uid = save_mother(work, entry.mother, mother_uid)
    infant_uid = save_infant(work, entry.infant, mother_uid, infant_uid)
    assessed = assess(
        work, pathway, infant_facts, mother_facts, entry.visit.answers, seen_on,
        infant_uid=infant_uid,
    )  # fmt: skip
    decision = entry.visit.decision or _decision(written)
    only_hard(_decision_problems(entry, assessed, decision))
    visit_uid = insert_visit(
        work,
        pathway,
        assessed,
        replace(entry.visit, decision=decision),
        {"infant_uid": infant_uid, "visit_on": seen_on, "visit_kind": "assessment"},
    )
    link_slips(work, slips, visit_uid, None)
    level = entry.visit.chosen_level or assessed.level
    saved = SeenSaved(infant_uid, mother_uid, visit_uid, level)
    if entry.referral is not None:
        slip = write_referral(
            work,
            pathway,
            replace(
                entry.referral, infant_uid=infant_uid, enrolment_uid=None, visit_uid=visit_uid,
                answers=entry.visit.answers,
            ),
            assessed,
            seen_on,
        )  # fmt: skip
        saved = replace(saved, referral_uid=slip.referral_uid, referral_no=slip.referral_no)
    finish_draft(work, entry.draft_uid)
    refresh_search_text(work, infant_uid=infant_uid, mother_uid=mother_uid)
    return saved


def _decision(slips: list[Any]) -> str:
    if not slips:
        return "usual_care"
    inpatient = any(slip.to_service in INPATIENT_SERVICES for slip in slips)
    return "refer_inpatient" if inpatient else "refer_other"


def _decision_problems(entry: NewSeen, assessed: Assessed, decision: str) -> list[Problem]:
    if decision not in NOT_ENROLLED_DECISIONS:
        return [
            Problem(_("A pair that is not enrolled is referred or gets usual care."), "decision")
        ]
    level = entry.visit.chosen_level or assessed.level
    if decision != "usual_care" or level == "low":
        return []
    if level == "high":
        text = _("A pair at high risk is referred now. Write the slip.")
        return [Problem(text, "decision")]
    if not (entry.visit.decision_reason or "").strip():
        text = _("Say why this pair gets usual care although its risk is not low.")
        return [Problem(text, "decision_reason")]
    return []

"""The end of an assessment: what may be decided, what it still needs, and the saving. No Qt.

Everything chosen here lives in the draft's form too, under keys that begin with ``plan_``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.pathway.classify import Classification
from mami_desktop.pathway.reasons import proposed_reasons
from mami_desktop.pathway.schedule import NextVisit
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewEnrolment, NewSeen, VisitEntry
from mami_desktop.services.next_visit import findings_of, propose_next
from mami_desktop.services.roles import may
from mami_desktop.services.seen import save_seen_not_enrolled
from mami_desktop.services.slip_links import refusal_of_slip
from mami_desktop.views.enrolment.intake import Intake

FIRST_STEPS = 3
"""At most this many actions are proposed as first steps: little information at a time."""

_RANK = {"incomplete": 1, "low": 1, "moderate": 2, "high": 3}
_NOT_AGREED = ("referral", "pre_referral")
"""Groups of actions that are done or written, not agreed with the mother."""

BECAUSE_OF_REFERRAL = "urgent_referral"
"""Why the questions nobody had time for are stored as not assessed."""

ENROL, REFER, USUAL_CARE = "enrol_mami", "refer", "usual_care"
FOLLOWED_HERE = "refused_inpatient_followed_here"


@dataclass(frozen=True)
class Finished:
    """Where to go once it is saved, and what to say."""

    screen: str
    args: dict[str, Any]
    sentence: str


class Plan:
    """What was decided for a pair, resting on the intake's answers."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake

    def get(self, key: str) -> Any:
        """What was chosen or typed, or None."""
        return self.intake.form.get(f"plan_{key}")

    def put(self, key: str, value: Any) -> None:
        """Keep a choice, on disk before returning."""
        self.intake.keep(f"plan_{key}", value)

    @property
    def result(self) -> Classification:
        """The classification of all answers."""
        return self.intake.assessment.result()

    # -- level and override --------------------------------------------------------------------

    @property
    def chosen_level(self) -> str | None:
        """The level chosen instead of the worked out one; None without an override."""
        chosen = self.get("chosen_level")
        return chosen if chosen != self.result.level else None

    @property
    def level(self) -> str:
        """The level that counts."""
        return self.chosen_level or self.result.level or "incomplete"

    @property
    def in_depth(self) -> bool:
        """Whether somebody must say, with the reason, if the pair is enrolled or referred."""
        return self.result.in_depth and self.chosen_level is None

    def lowers(self) -> bool:
        """Whether the override is below the worked out level."""
        worked_out = self.result.level or "incomplete"
        return self.chosen_level is not None and _RANK[self.level] < _RANK[worked_out]

    # -- decision ------------------------------------------------------------------------------

    def decisions(self) -> list[str]:
        """What may be decided, the proposed one first."""
        if self.level == "high":
            return [REFER] if self.intake.care_refused else [REFER, FOLLOWED_HERE]
        if self.intake.care_refused:
            return [USUAL_CARE, REFER]
        if self.in_depth:
            return [ENROL, REFER]
        if self.level == "low":
            return [USUAL_CARE, ENROL]
        return [ENROL, REFER, USUAL_CARE]

    @property
    def decision(self) -> str | None:
        """What was decided. Proposed where there is nothing to weigh, never after in_depth."""
        chosen = self.get("decision")
        allowed = self.decisions()
        if chosen in allowed:
            return str(chosen)
        return None if self.in_depth or self.level == "incomplete" else allowed[0]

    @property
    def enrols(self) -> bool:
        """Whether the pair gets a number."""
        return self.decision in (ENROL, FOLLOWED_HERE)

    def needs_decision_reason(self) -> bool:
        """Whether the decision must be explained."""
        if self.decision is None:
            return False
        if self.in_depth or self.level == "incomplete" or self.decision == FOLLOWED_HERE:
            return True
        return self.decision == USUAL_CARE and self.level != "low"

    def has_slip(self) -> bool:
        """Whether a slip was written from this form: it gave the infant a place in the register."""
        return self.intake.infant_uid is not None

    def take_over_refusal(self) -> None:
        """What the family said when the slip was written is proposed here, until one decides."""
        if self.get("decision") is not None or FOLLOWED_HERE not in self.decisions():
            return
        intake = self.intake
        with intake.desk.reading() as work:
            refusal = refusal_of_slip(work, intake.infant_uid, intake.visit_on)
        if refusal is not None:
            self.put("decision", FOLLOWED_HERE)
            self.put("decision_reason", refusal)

    # -- what the register asks ------------------------------------------------------------------

    def reasons(self) -> tuple[str, ...]:
        """Codes of list A6 proposed from what fired, worst first."""
        answers = {key: self.intake.assessment.value(key) for key in self.intake.assessment.answers}
        fired = [
            (reason.item_id, level) for reason in self.result.reasons for level in reason.levels
        ]
        return proposed_reasons(fired, answers)

    @property
    def main_reason(self) -> str | None:
        """The reason the enrolment is counted under: chosen, else the first proposed."""
        return self.get("main_reason") or next(iter(self.reasons()), None)

    def actions(self) -> list[str]:
        """Support actions that can be agreed with the mother."""
        catalogue = self.intake.assessment.pathway.actions
        return [a for a in self.result.actions if catalogue[a].group not in _NOT_AGREED]

    def agreed(self) -> tuple[str, ...]:
        """The actions agreed; the first steps are proposed until something is chosen."""
        chosen = self.get("actions")
        if chosen is None:
            return tuple(self._first_steps())
        return tuple(a for a in self.actions() if a in chosen)

    def _first_steps(self) -> list[str]:
        """The actions of the worst findings first."""
        pathway = self.intake.assessment.pathway
        offered = self.actions()
        ordered = [
            action
            for reason in self.result.reasons
            for action in pathway.items[reason.item_id].actions
            if action in offered
        ]
        return list(dict.fromkeys([*ordered, *offered]))[:FIRST_STEPS]

    def proposed_visit(self) -> NextVisit | None:
        """The next visit by the schedule; None while the date of birth is unknown."""
        born_on = self.intake.born_on
        if born_on is None:
            return None
        intake = self.intake
        weight = intake.assessment.value(intake.assessment.pathway.core["weight_g"].id)
        today = findings_of(intake.visit_on, weight, self.result.reasons)
        with intake.desk.reading() as work:
            return propose_next(work, intake.assessment.pathway, today, born_on)

    def next_visit_on(self) -> date | None:
        """The next visit: typed, else proposed."""
        if self.get("next_visit") is None:
            proposed = self.proposed_visit()
            return proposed.proposed_on if proposed else None
        chosen = self.get("next_visit_on")
        return date.fromisoformat(chosen) if chosen else None

    def put_next_visit(self, typed: str, on: date | None) -> None:
        """Keep the typed next visit; ``on`` None where it is no day."""
        self.intake.form["plan_next_visit_on"] = on.isoformat() if on else None
        self.put("next_visit", typed)

    def not_taken(self) -> list[tuple[str, str]]:
        """Open questions whose typed text could not be taken, with why: nothing gets lost unseen.

        A pair that is referred does not wait for it.
        """
        assessment, needed = self.intake.assessment, self.intake.missing()
        if self.decision == REFER:
            return []
        told = {field.key for _page, field, _text in needed}
        items = dict.fromkeys(key.partition(".")[0] for key in assessment.refused)
        return [
            (item, f"{assessment.pathway.items[item].label}: {problem.text}")
            for item in items
            if item in assessment.open and item not in told
            for problem in assessment.problems(item)[:1]
        ]

    # -- finishing -------------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """What is still needed for this decision, beside which field."""
        found = []
        if self.chosen_level is not None:
            if not self.get("override_reason"):
                found.append(Problem(_("Say why another level is chosen."), "override_reason"))
            if self.lowers() and not may(self.intake.desk.actor.role, "downgrade_level"):
                text = _("Only a clinician or the in-charge may choose a lower level.")
                found.append(Problem(text, "chosen_level"))
        if self.decision is None:
            text = (
                _("Decide: enrol or refer.")
                if self.in_depth
                else _("Decide what happens with this pair.")
            )
            found.append(Problem(text, "decision"))
        if self.needs_decision_reason() and not self.get("decision_reason"):
            found.append(Problem(_("Say why this was decided."), "decision_reason"))
        if self.decision == REFER and not self.has_slip():
            return found  # the slip comes first; it needs nothing else
        if self.enrols:
            found += self._enrolment_problems()
        return found

    def _enrolment_problems(self) -> list[Problem]:
        found = []
        if self.main_reason is None:
            found.append(Problem(_("Choose the main reason."), "main_reason"))
        on = self.next_visit_on()
        if on is None:
            found.append(Problem(_("Type the day of the next visit: 21 11 26."), "next_visit"))
        elif on <= self.intake.visit_on:
            found.append(Problem(_("The next visit is after today."), "next_visit"))
        return found

    def save(self) -> Finished:
        """Save everything in one transaction. EntryError names what a field must mend."""
        return self._enrol() if self.enrols else self._keep_seen()

    def _visit(self, decision: str | None) -> VisitEntry:
        intake = self.intake
        return VisitEntry(
            answers=intake.assessment.known_answers(),
            attended_by="mother" if intake.mother_here else "other_caregiver",
            chosen_level=self.chosen_level,
            override_reason=self.get("override_reason") if self.chosen_level else None,
            decision=decision,
            decision_reason=self.get("decision_reason"),
            agreed_actions=self.agreed(),
            staff_name=intake.desk.actor.name,
        )

    def _enrol(self) -> Finished:
        intake, form = self.intake, self.intake.form
        entry = NewEnrolment(
            infant=intake.infant_entry(),
            mother=intake.mother_entry(),
            visit=self._visit(self.decision),
            consent_care=form.get("consent_care"),
            referral_source=form.get("referral_source") or "",
            main_reason=self.main_reason or "",
            enrolled_on=intake.visit_on,
            reasons=self.reasons(),
            previous_mami_no=form.get("previous_mami_no"),
            paper_no=form.get("paper_no"),
            referring_facility=form.get("referring_facility"),
            consent_share=form.get("consent_share"),
            consent_home_visit=form.get("consent_home_visit"),
            consent_form=form.get("consent_form"),
            next_visit_on=self.next_visit_on(),
            infant_uid=intake.infant_uid,
            draft_uid=intake.draft_uid,
        )
        with intake.desk.saving() as work:
            saved = enrol_infant(work, entry)
        return Finished(
            "pair",
            {"enrolment_uid": saved.enrolment_uid},
            _("Enrolled: {number}.", number=saved.mami_no),
        )

    def _keep_seen(self) -> Finished:
        intake = self.intake
        # for a referral the service reads from the slip where the pair was sent
        decision = USUAL_CARE if self.decision == USUAL_CARE else None
        if self.level == "high":
            intake.assessment.leave_open_because(
                BECAUSE_OF_REFERRAL, by=intake.desk.actor.name, at=intake.desk.now()
            )
        entry = NewSeen(
            infant=intake.infant_entry(),
            mother=intake.mother_entry(),
            visit=self._visit(decision),
            seen_on=intake.visit_on,
            infant_uid=intake.infant_uid,
            draft_uid=intake.draft_uid,
        )
        with intake.desk.saving() as work:
            saved = save_seen_not_enrolled(work, entry)
        return Finished(
            "pair",
            {"infant_uid": saved.infant_uid},
            _("Kept as seen, not enrolled. No number was given."),
        )

"""A follow-up visit while it is being recorded: form and answers in one draft, always on disk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mami_desktop.errors import Problem, UserError
from mami_desktop.growth.age import six_month_birthday
from mami_desktop.i18n import _
from mami_desktop.pathway.assessment import Assessment, StoredAnswers
from mami_desktop.pathway.assessment_views import DANGER_SIGNS
from mami_desktop.pathway.classify import Classification, classify, open_items
from mami_desktop.pathway.definition import Item
from mami_desktop.pathway.derive import Previous
from mami_desktop.pathway.schedule import NextVisit, VisitFindings, judge_visits
from mami_desktop.services.drafts import DraftState, list_drafts, load_draft, save_draft
from mami_desktop.services.entries import NewVisit, VisitEntry
from mami_desktop.services.follow_up import follow_up_case, proposed_visit
from mami_desktop.services.next_visit import findings_of, schedule_parameters, stored_findings
from mami_desktop.services.pair import PairHeader, VisitFacts, pair_story
from mami_desktop.services.settings import load_settings
from mami_desktop.services.visits import VisitSaved, record_visit
from mami_desktop.views import words
from mami_desktop.views.desk import Desk
from mami_desktop.views.draft_keeper import DraftKeeper
from mami_desktop.views.visit.danger_list import ASKED_AS_LIST, denial, listed_signs
from mami_desktop.views.visit.measuring import Earlier, SoftCheck, last_value, soft_check

KEPT = "kept_after_check"
"""Stands in ``why`` of a value that was asked about and kept."""

NOT_SEEN = ("absent", "phone")


class Sitting(DraftKeeper):
    """One visit. ``form`` keys: visit_on, attended_by, danger, feeding_progress, mother, illness,
    actions {id: status}, agreed [ids], next_on (as typed), kept {item: value}."""

    def __init__(self, desk: Desk, enrolment_uid: str, draft: DraftState | None = None) -> None:
        self.desk = desk
        self.enrolment_uid = enrolment_uid
        self.draft_uid = draft.draft_uid if draft else None
        self.saved_at = draft.updated_at if draft else None
        stored: Mapping[str, Any] = draft.form if draft else {}
        self.form: dict[str, Any] = {k: v for k, v in stored.items() if k != "refused"}
        answers = {key: dict(value) for key, value in draft.answers.items()} if draft else {}
        self._read(answers, dict(stored.get("refused", {})))

    @classmethod
    def begin(cls, desk: Desk, enrolment_uid: str) -> "Sitting":
        """A new visit, or the one of this pair that was begun and not finished."""
        with desk.reading() as work:
            waiting = [
                draft
                for draft in list_drafts(work)
                if draft.kind == "visit" and draft.enrolment_uid == enrolment_uid
            ]
        return cls(desk, enrolment_uid, waiting[0] if waiting else None)

    @classmethod
    def resume(cls, desk: Desk, draft_uid: str) -> "Sitting":
        """The draft as it was left. UserError if it is no longer open."""
        with desk.reading() as work:
            draft = load_draft(work, draft_uid)
        if draft.enrolment_uid is None:
            raise UserError(
                _("This visit belongs to no enrolment."), _("Open the pair and record it there.")
            )
        return cls(desk, draft.enrolment_uid, draft)

    def _read(self, answers: StoredAnswers, refused: dict[str, str]) -> None:
        """Everything the register knows that a visit on this day starts from."""
        with self.desk.reading() as work:
            story = pair_story(work, enrolment_uid=self.enrolment_uid)
            self.case = follow_up_case(work, self.enrolment_uid, self.visit_on)
            settings = load_settings(work)
            self.earlier: list[VisitFindings] = [
                one
                for one in stored_findings(work, self.enrolment_uid)
                if one.visit_on < self.visit_on
            ]
        self.story = story
        self.parameters = schedule_parameters(self.desk.pathway, settings)
        typed = {k: v for k, v in answers.items() if v.get("state") != "carried"}
        self.assessment = Assessment(
            self.desk.pathway,
            self.visit_on,
            {**self.case.carried, **typed},
            previous=tuple(Previous(**one) for one in self.case.previous),
            parameters=settings.parameters,
            refused=refused,
            follow_up=True,
        )
        self._result: Classification | None = None

    # -- who and when ------------------------------------------------------------------------

    @property
    def header(self) -> PairHeader:
        """The pair."""
        return self.story.header

    @property
    def visit_on(self) -> date:
        """The day the pair was seen: today unless it was moved."""
        stored = self.form.get("visit_on")
        return date.fromisoformat(stored) if stored else self.desk.today()

    @property
    def seen_before(self) -> list[VisitFacts]:
        """Visits made before this one, oldest first."""
        return [
            visit
            for visit in self.story.visits
            if not visit.struck
            and visit.visit_kind not in NOT_SEEN
            and visit.visit_on < self.visit_on
        ]

    @property
    def number(self) -> int:
        """The number this visit will have."""
        numbers = [
            v.visit_no
            for v in self.story.visits
            if v.visit_no is not None
            and v.enrolment_uid == self.enrolment_uid
            and v.visit_on <= self.visit_on
        ]
        return max(numbers, default=0) + 1

    @property
    def enrolled_on(self) -> date:
        """The day of the enrolment this visit belongs to: no visit is earlier."""
        return next(
            one.enrolled_on
            for one in self.story.enrolments
            if one.enrolment_uid == self.enrolment_uid
        )

    @property
    def six_months(self) -> bool:
        """From the six-month birthday on no level is given any more."""
        born_on = self.header.date_of_birth
        return born_on is not None and self.visit_on >= six_month_birthday(born_on)

    @property
    def already_recorded(self) -> bool:
        """Whether another visit of this pair stands on this day."""
        return any(
            visit.visit_on == self.visit_on
            and not visit.struck
            and visit.visit_kind not in NOT_SEEN
            and visit.enrolment_uid == self.enrolment_uid
            for visit in self.story.visits
        )

    @property
    def planned_on(self) -> date | None:
        """The appointment nearest to this day that nobody kept yet."""
        waiting = [
            one.scheduled_on
            for one in self.story.appointments
            if one.enrolment_uid == self.enrolment_uid
            and one.status == "booked"
            and one.visit_uid is None
        ]
        return min(waiting, key=lambda day: abs((day - self.visit_on).days), default=None)

    # -- changing ----------------------------------------------------------------------------

    def put(self, key: str, value: Any) -> None:
        """Keep what was chosen on the form, on disk before returning."""
        if value is None or value == "" or value == {}:
            self.form.pop(key, None)
        else:
            self.form[key] = value
        self.save()

    def answer(
        self, item_id: str, typed: Any, parts: Mapping[str, Any] | None = None
    ) -> list[Problem]:
        """Keep an answer of the pathway, on disk before returning."""
        before = self.assessment.value(item_id)
        problems = self.assessment.answer(
            item_id, typed, parts=parts, by=self.desk.actor.name, at=self.desk.now()
        )
        if self.assessment.value(item_id) != before:
            self.form.get("kept", {}).pop(item_id, None)
        self.save()
        return problems

    def deny_danger_list(self) -> None:
        """ "None of these" was confirmed after the list was read: each sign gets its own answer."""
        for item in self.listed():
            self.assessment.answer(
                item.id, denial(item), by=self.desk.actor.name, at=self.desk.now()
            )
            self.assessment.answers[item.id]["why"] = ASKED_AS_LIST
        self.put("danger", "none")

    def open_danger_list(self) -> None:
        """A sign was seen: what the list had denied is asked one by one."""
        for item_id in self.denied():
            self.assessment.clear(item_id)
        self.put("danger", "some")

    def denied(self) -> list[str]:
        """Signs whose answer is "not seen" because the list was confirmed."""
        return [k for k, v in self.assessment.answers.items() if v.get("why") == ASKED_AS_LIST]

    def keep(self, item_id: str) -> None:
        """The value that was asked about is right."""
        self.assessment.answers[item_id]["why"] = KEPT
        self.put("kept", {**self.form.get("kept", {}), item_id: self.assessment.value(item_id)})

    def move_to(self, day: date) -> None:
        """The pair was seen on another day: ages, carried facts and earlier values follow."""
        self.form["visit_on"] = day.isoformat()
        self._read(self.assessment.answers, self.assessment.refused)
        self.save()

    def save(self) -> None:
        """Write the draft: one upsert. Raises UserError where the disk refuses."""
        self._unsaved = True
        self._result = None
        state = DraftState(
            kind="visit",
            draft_uid=self.draft_uid,
            infant_uid=self.header.infant_uid,
            enrolment_uid=self.enrolment_uid,
            title=words.infant(self.header.infant_name, self.header.caregiver_name or ""),
            form={**self.form, "refused": self.assessment.refused},
            answers=self.assessment.answers,
        )
        # the day is fixed with the first answer: a draft resumed tomorrow is still of today
        if "visit_on" not in self.form:
            self.form["visit_on"] = self.visit_on.isoformat()
            state = replace(state, form={**state.form, "visit_on": self.form["visit_on"]})
        with self.desk.saving(quietly=True) as work:
            self.draft_uid = save_draft(work, state)
        self._unsaved = False
        self.saved_at = self.desk.now()

    # -- asking ------------------------------------------------------------------------------

    def listed(self) -> list[Item]:
        """The danger signs of this age that are asked as a list."""
        return listed_signs(self.desk.pathway, self.open_items)

    @property
    def open_items(self) -> frozenset[str]:
        """Questions that count at this age and under these answers."""
        return open_items(self.desk.pathway, self.assessment.case())

    def result(self) -> Classification | None:
        """What was found so far; None from six months on.

        Slow progress at two visits running is told to the pathway as the register will tell it.
        """
        if self.six_months:
            return None
        if self._result is None:
            self._result = self.assessment.result()
            if self._slow_twice(self._result):
                case = replace(self.assessment.case(), told={"slow_twice": True})
                self._result = classify(self.desk.pathway, case)
        return self._result

    def _slow_twice(self, result: Classification) -> bool:
        born_on = self.header.date_of_birth
        if born_on is None:
            return False
        judged = judge_visits([*self.earlier, self._findings(result)], born_on, self.parameters)
        return judged[-1].slow_twice

    def _findings(self, result: Classification | None) -> VisitFindings:
        reasons = result.reasons if result is not None else ()
        return findings_of(self.visit_on, self.weight_g, reasons)

    @property
    def weight_g(self) -> int | None:
        """Today's weight, if it is known."""
        value = self.assessment.value(self.desk.pathway.core["weight_g"].id)
        return value if isinstance(value, int) else None

    def progress(self) -> str | None:
        """good, slow, worse, or None while it is not known."""
        born_on = self.header.date_of_birth
        result = self.result()
        if born_on is None or result is None:
            return None
        judged = judge_visits([*self.earlier, self._findings(result)], born_on, self.parameters)
        return judged[-1].progress

    def proposal(self) -> NextVisit | None:
        """The next appointment the answers so far propose."""
        if self.header.date_of_birth is None:
            return None
        result = self.result()
        with self.desk.reading() as work:
            return proposed_visit(
                work,
                self.desk.pathway,
                self.enrolment_uid,
                self.visit_on,
                weight_g=self.weight_g,
                reasons=result.reasons if result is not None else (),
            )

    def last(self, column: str) -> Earlier | None:
        """The last value of a measurement before this visit."""
        return last_value(self.seen_before, column)

    def weight_to_look_at(self) -> SoftCheck | None:
        """The question about a weight that is out of the way, until it is answered."""
        last, value = self.last("weight_g"), self.weight_g
        item = self.desk.pathway.core["weight_g"].id
        second = self.assessment.value(self.desk.pathway.core["second_weight_g"].id)
        if last is None or value is None or second is not None:
            return None
        if self.form.get("kept", {}).get(item) == value:
            return None
        gains = [v.gain_g_day for v in self.seen_before if v.gain_g_day is not None]
        return soft_check(value, last, self.visit_on, gains[-1] if gains else None)

    def still_open(self) -> list[str]:
        """What has not been answered yet, in words; nothing of it stops the visit."""
        missing = []
        result = self.result()
        signs = result.missing_signs if result is not None else ()
        listed = {item.id for item in self.listed()}
        if listed & set(signs):
            missing.append(_("danger signs"))
        items = self.desk.pathway.items
        missing += [items[sign].label for sign in signs if sign not in listed]
        if self.weight_g is None:
            missing.append(_("weight"))
        for key, name in (
            ("attended_by", _("who came")),
            ("feeding_progress", _("feeding")),
            ("mother", _("mother")),
            ("illness", _("illness")),
        ):
            if key not in self.form:
                missing.append(name)
        told = self.form.get("actions", {})
        if any(action not in told for action in self.case.agreed_actions):
            missing.append(_("agreed actions"))
        return missing

    def findings_in(self, *sections: str) -> int:
        """How many findings come from these sections."""
        result = self.result()
        if result is None:
            return 0
        return sum(reason.section in sections for reason in result.reasons)

    def danger_found(self) -> bool:
        """Whether a danger sign was seen."""
        result = self.result()
        return result is not None and any(
            reason.section == DANGER_SIGNS and "high" in reason.levels for reason in result.reasons
        )

    # -- finishing ---------------------------------------------------------------------------

    def finish(self, next_on: date | None) -> VisitSaved:
        """Record the visit; EntryError names what is wrong."""
        entry = NewVisit(
            enrolment_uid=self.enrolment_uid,
            visit=VisitEntry(
                answers=self.assessment.answers,
                attended_by=self.form.get("attended_by"),
                agreed_actions=tuple(self.form.get("agreed", ())),
                feeding_progress=self.form.get("feeding_progress"),
                note=self._note(),
            ),
            visit_on=self.visit_on,
            action_statuses=dict(self.form.get("actions", {})),
            next_visit_on=next_on,
            book_next=not self.six_months,
            draft_uid=self.draft_uid,
        )
        with self.desk.saving() as work:
            return record_visit(work, entry)

    def _note(self) -> str | None:
        """What the form asks in a word and the register has no column for."""
        said = []
        if self.form.get("mother") == "well":
            said.append(_("Mother: well."))
        if self.form.get("illness") == "none":
            said.append(_("No illness since the last visit."))
        return " ".join(said) or None

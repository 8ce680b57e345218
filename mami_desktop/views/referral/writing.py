"""A slip while it is being written: what is known, what is typed, the paper it makes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mami_desktop.errors import UserError
from mami_desktop.growth.age import six_month_birthday
from mami_desktop.i18n import _
from mami_desktop.pathway.assessment import Assessment
from mami_desktop.pathway.classify import Classification
from mami_desktop.reports.records import SlipFacts
from mami_desktop.services.drafts import DraftState, finish_draft, load_draft, save_draft
from mami_desktop.services.entries import Answers, InfantEntry, MotherEntry, NewReferral
from mami_desktop.services.pair import pair_story
from mami_desktop.services.referrals import PRE_REFERRAL, ReferralSaved, issue_referral
from mami_desktop.services.slips import is_private, slip_facts
from mami_desktop.views import words
from mami_desktop.views.desk import Desk
from mami_desktop.views.draft_keeper import DraftKeeper
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.infant.facts import pair_facts
from mami_desktop.views.pair_facts import PairFacts

SERVICE_OF_ACTION = {
    "ref_inpatient_urgent": "inpatient_sc",
    "ref_kmc_unit": "neonatal",
    "ref_mother_emergency": "maternity_pnc",
    "ref_mental_health_urgent": "mental_health",
    "ref_inpatient_assess": "opd",
    "ref_imci_clinic": "opd",
    "ref_mother_clinic": "maternity_pnc",
    "ref_mental_health": "mental_health",
    "ref_protection": "gbv",
    "ref_social": "social_protection",
    "ref_hiv": "hiv_pmtct",
    "ref_tb": "tb",
    "ref_disability": "disability_rehab",
    "ref_lactation": "iycf",
    "ref_tsfp_mother": "cmam_otp",
}
"""Where an action of the catalogue sends, most urgent first."""

ABOUT_MOTHER = ("maternity_pnc", "mental_health", "cmam_otp")

FORM_KEYS = (
    "urgency", "to_service", "to_facility", "who_is_referred", "reason", "treatment_given",
    "steps_done", "accompanied_by", "transport", "share_sensitive", "refused_by", "refused_reason",
    "refused_agreed",
)  # fmt: skip


class Writing(DraftKeeper):
    """One slip. ``form`` holds what was typed or chosen, under the names of NewReferral; what was
    not touched comes from what is known (`value`)."""

    def __init__(self, desk: Desk, args: Mapping[str, Any]) -> None:
        self.desk = desk
        self.form: dict[str, Any] = {}
        self.draft_uid: str | None = None
        self.saved: ReferralSaved | None = None
        self._args: dict[str, Any] = {k: v for k, v in args.items() if v is not None}
        self._intake: Intake | None = None
        self.answers: Answers = dict(self._args.pop("answers", {}))
        self.title = ""
        self._open_draft()
        self._read_pair()

    def _open_draft(self) -> None:
        """What the draft that was handed over is: a slip begun before, or the form it is for."""
        uid = self._args.get("draft_uid")
        if uid is None:
            return
        with self.desk.reading() as work:
            draft = load_draft(work, uid)
        if draft.kind == "referral":
            self.draft_uid = uid
            stored = dict(draft.form)
            self._args = dict(stored.pop("args", {}))
            self.form = stored
            self.answers = {key: dict(value) for key, value in draft.answers.items()}
            if "draft_uid" in self._args:
                self._read_form(self._args["draft_uid"])
        else:
            self._read_form(uid)

    def _read_form(self, uid: str) -> None:
        """The enrolment or visit that is open; finished meanwhile, the slip stands alone."""
        try:
            with self.desk.reading() as work:
                draft = load_draft(work, uid)
        except UserError:
            self._args.pop("draft_uid", None)
            return
        if draft.kind == "enrolment":
            self._intake = Intake(self.desk, draft)
        for name in ("infant_uid", "enrolment_uid"):
            if getattr(draft, name) is not None:
                self._args.setdefault(name, getattr(draft, name))
        self.answers = {key: dict(value) for key, value in draft.answers.items()}

    def _read_pair(self) -> None:
        self._facts = PairFacts(infant_name="")
        self.born_on = None
        if self._intake is not None:
            infant, mother = self._intake.infant_entry(), self._intake.mother_entry()
            self.born_on = infant.date_of_birth
            self.title = self._intake.infant_words
            self._facts = PairFacts(
                infant_name=infant.infant_name or "",
                sex=infant.sex,
                born_on=infant.date_of_birth,
                age_days=(
                    None
                    if infant.date_of_birth is None
                    else (self.desk.today() - infant.date_of_birth).days
                ),
                carer_name=mother.caregiver_name or "",
                carer_word=words.word(words.CAREGIVER, mother.caregiver_role),
                village=mother.village or "",
                phone=mother.phone_1 or "",
            )
        elif "infant_uid" in self._args or "enrolment_uid" in self._args:
            with self.desk.reading() as work:
                header = pair_story(
                    work,
                    self._args.get("infant_uid"),
                    enrolment_uid=self._args.get("enrolment_uid"),
                ).header
            self._args.setdefault("infant_uid", header.infant_uid)
            self.born_on = header.date_of_birth
            self._facts = replace(pair_facts(header, self.desk.today()), next_visit_on=None)
            self.title = self._facts.infant_name

    def pair(self) -> PairFacts:
        """Who the slip is about, as far as it is known."""
        return self._facts

    # -- what is found -----------------------------------------------------------------------

    def result(self) -> Classification | None:
        """What the answers say; None without answers, or from six months on."""
        too_old = self.born_on is not None and self.desk.today() >= six_month_birthday(self.born_on)
        if not self.answers or too_old:
            return None
        return Assessment(self.desk.pathway, self.desk.today(), dict(self.answers)).result()

    def proposed_steps(self) -> list[str]:
        """Steps before leaving that the findings ask for; all of them where nothing is known."""
        catalogue = self.desk.pathway.actions
        result = self.result()
        found = [a for a in (result.actions if result else ()) if self._is_step(a)]
        return found or [a for a in catalogue if self._is_step(a) and not catalogue[a].bundle]

    def _is_step(self, action: str) -> bool:
        return self.desk.pathway.actions[action].group == PRE_REFERRAL

    def is_private(self) -> bool:
        """Whether the slip rests on something that prints as "for further care" only."""
        result = self.result()
        reasons = result.reasons if result is not None else ()
        return is_private(self.value("to_service")) or any(r.sensitive for r in reasons)

    # -- the form ----------------------------------------------------------------------------

    def value(self, key: str) -> Any:
        """What was typed or chosen, else what is proposed."""
        if key in self.form:
            return self.form[key]
        if self._intake is not None and key in self._intake.form:
            return self._intake.form[key]  # steps ticked in the wizard before the slip
        return self._proposed().get(key)

    def _proposed(self) -> dict[str, Any]:
        result = self.result()
        actions = set(result.actions) if result is not None else set()
        service = next((SERVICE_OF_ACTION[a] for a in SERVICE_OF_ACTION if a in actions), None)
        urgency = self._args.get("urgency")
        if urgency is None and result is not None:
            if result.level == "high" or result.mother_urgent:
                urgency = "emergency"
            elif result.in_depth:
                urgency = "within_24h"
        if service is None and urgency == "emergency":
            service = "inpatient_sc"
        who = "mother" if self.form.get("to_service", service) in ABOUT_MOTHER else "both"
        return {
            "urgency": urgency or "routine",
            "to_service": service,
            "who_is_referred": who,
            "share_sensitive": False,
        }

    def put(self, key: str, value: Any) -> None:
        """Keep what was typed or chosen, on disk before returning."""
        if value is None or value == "":
            self.form.pop(key, None)
        else:
            self.form[key] = value
        self.save()

    def save(self) -> None:
        """Write the draft: one upsert. Raises UserError where the disk refuses."""
        if self.saved is not None:
            return
        self._unsaved = True
        state = DraftState(
            kind="referral",
            draft_uid=self.draft_uid,
            infant_uid=self._args.get("infant_uid"),
            enrolment_uid=self._args.get("enrolment_uid"),
            title=self.title or None,
            form={**self.form, "args": self._args},
            answers=self.answers,
        )
        with self.desk.saving(quietly=True) as work:
            self.draft_uid = save_draft(work, state)
        self._unsaved = False

    # -- the slip ----------------------------------------------------------------------------

    def entry(self) -> NewReferral:
        """The slip as it would be issued now. UserError while it is not said where to."""
        if self.value("to_service") is None:
            raise UserError(_("Choose where the slip sends."), _("Then print it."))
        infant: InfantEntry | None = None
        mother: MotherEntry | None = None
        if self._intake is not None:
            infant, mother = self._intake.infant_entry(), self._intake.mother_entry()
        known = {key: self.value(key) for key in FORM_KEYS if self.value(key) is not None}
        known["steps_done"] = tuple(known.get("steps_done", ()))
        return NewReferral(
            **known,
            answers=self.answers,
            infant_uid=self._args.get("infant_uid"),
            enrolment_uid=self._args.get("enrolment_uid"),
            visit_uid=self._args.get("visit_uid"),
            infant=infant,
            mother=mother,
            draft_uid=self._args.get("draft_uid"),
        )

    def issue(self) -> ReferralSaved:
        """Save the slip: from now on it has a number, printed or not."""
        if self.saved is None:
            with self.desk.saving() as work:
                saved = issue_referral(work, self.entry())
                finish_draft(work, self.draft_uid)
            self.saved = saved
        return self.saved

    def facts(self) -> SlipFacts:
        """What the paper will say, by the very use case that will save it: tried and undone."""
        if self.saved is not None:
            with self.desk.reading() as work:
                return slip_facts(work, self.saved.referral_no)
        found: list[SlipFacts] = []
        try:
            with self.desk.register.saving(self.desk.actor) as work:
                number = issue_referral(work, self.entry()).referral_no
                found.append(slip_facts(work, number))
                raise _TriedOnly
        except _TriedOnly:
            facts = found[0]
            title = replace(facts.furniture, title=_("Referral slip"))
            return replace(facts, referral_no=_("no number yet"), furniture=title)


class _TriedOnly(Exception):
    """No error: undoes the transaction of a preview."""

"""What happens between an invented pair and the clinic: enrolled, seen, visited, sent on."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from mami_desktop.growth.age import age_days
from mami_desktop.pathway.schedule import LENGTH_EVERY_DAYS
from mami_desktop.services.contacts import log_contact
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import (
    Answers,
    InfantEntry,
    NewContact,
    NewEnrolment,
    NewReferral,
    NewSeen,
    NewVisit,
    ReferralAnswer,
    VisitEntry,
)
from mami_desktop.services.follow_up import follow_up_case
from mami_desktop.services.people import registration_answers
from mami_desktop.services.referrals import enter_referral_answer
from mami_desktop.services.register_file import Work
from mami_desktop.services.sample_answers import MONTHLY, REASONS, SHORT_VISIT, assessment
from mami_desktop.services.sample_growth import Growth, Measures
from mami_desktop.services.sample_people import infant_name, mother_entry
from mami_desktop.services.sample_plan import Plan
from mami_desktop.services.sample_world import Course, World, clinic_hour
from mami_desktop.services.seen import save_seen_not_enrolled
from mami_desktop.services.visits import VisitSaved, record_visit

ROUTINE_SERVICES = (
    "opd", "iycf", "maternity_pnc", "social_protection", "tb", "hiv_pmtct", "disability_rehab",
    "cmam_otp",
)  # fmt: skip
RESULTS = (
    "admitted", "treated_sent_back", "referred_on", "refused", "not_arrived", "absconded", "died",
)  # fmt: skip
ARRIVED = ("admitted", "treated_sent_back", "referred_on", "absconded", "died")
SOURCES = (
    "self", "chw_volunteer", "chw_volunteer", "opd_imci", "immunisation", "immunisation",
    "pnc_maternity", "neonatal_unit", "cmam_otp_tsfp", "iycf_corner", "mental_health", "other",
)  # fmt: skip
AGREED = {
    "attachment": ("bf_attachment", "bf_positioning"),
    "few_feeds": ("bf_frequency",),
    "sore": ("bf_sore_nipple", "bf_attachment"),
    "water": ("bf_exclusive",),
    "mixed": ("bf_relactation", "nbf_cup"),
    "not_bf": ("nbf_safe_prep", "nbf_cup", "nbf_amount"),
    "no_mother": ("nbf_safe_prep", "nbf_cup"),
    "mother_away": ("nbf_safe_prep", "nbf_supply"),
    "thin_mother": ("mat_nutrition",),
    "sad_mother": ("mat_mh_support", "mat_family"),
}
STATUSES = ("done", "done", "done", "partly", "partly", "not_done", "not_applicable")


class Contacts:
    """One infant of the plan and what is known of it as time goes on."""

    def __init__(self, world: World, plan: Plan) -> None:
        self.world = world
        self.plan = plan
        self.rng = random.Random(f"{world.seed}/{plan.number}")
        self.growth = Growth(
            self.rng,
            "female" if plan.sex == "female" else "male",
            plan.born_on,
            plan.gest_weeks,
            plan.start_z,
            plan.goal_z,
            plan.length_z,
            age_days(plan.born_on, plan.start_on),
        )
        self.enrolment_uid = ""
        self.infant_uid: str | None = None
        self.next_on: date | None = None
        self.last_on = plan.start_on
        self.problems = plan.problems
        self.visits = 0
        self._length_on: date | None = None
        self._mother = mother_entry(
            random.Random(f"{world.seed}/mother/{plan.mother_number}"),
            plan.mother_number,
            role=plan.role,
            status=plan.mother_status,
        )
        self._infant = self._infant_entry()
        self._own = {
            "reg_mother_age_y": self.rng.choice((17, 19, 20, 22, 24, 27, 30, 33, 36)),
            "reg_parity": self.rng.choice((1, 1, 2, 2, 3, 4, 5)),
        }

    def _infant_entry(self) -> InfantEntry:
        plan = self.plan
        known = plan.birth_weight_known
        return InfantEntry(
            infant_name=infant_name(plan.number) if plan.named else None,
            sex=plan.sex,
            date_of_birth=plan.born_on,
            dob_precision=plan.precision,
            birth_type="twin" if plan.twin else "singleton",
            birth_order=plan.twin or None,
            birth_weight_g=self.growth.birth_weight_g() if known else None,
            birth_weight_source=self.rng.choice(("card", "card", "recall")) if known else "unknown",
            gest_weeks=plan.gest_weeks,
            gest_source=plan.gest_source,
        )

    # -- the first contact -----------------------------------------------------------------

    def enrol(self, on: date, entry_type: str, problems: tuple[str, ...]) -> Course:
        """The pair comes and is enrolled; a further enrolment finds its old number by itself."""
        at = clinic_hour(self.rng, on) + timedelta(minutes=15 * max(0, self.plan.twin - 1))
        work = yield at
        refused = "refused" in self.plan.specials and self.infant_uid is None
        told = (*problems, "danger") if refused else problems
        answers = self._full(work, told)
        reasons = self._reasons(problems, answers)
        source, sender = self._sent_by(entry_type)
        again = self.infant_uid is not None
        paper_no = None
        if entry_type == "transfer_in_mami" and self.world.turns["paper"] < 2:
            paper_no = f"BOOK-{self.world.turns['paper'] + 17}"
            self.world.turns["paper"] += 1
        saved = enrol_infant(
            work,
            NewEnrolment(
                infant=InfantEntry() if again else self._infant,
                mother=self._mother,
                visit=VisitEntry(
                    answers=answers,
                    attended_by="mother" if self.plan.role == "mother" else "other_caregiver",
                    decision="refused_inpatient_followed_here" if refused else "enrol_mami",
                    agreed_actions=self._agree(problems),
                ),
                consent_care=True,
                referral_source=source,
                main_reason=reasons[0],
                reasons=reasons,
                entry_type=entry_type,
                previous_mami_no="ZZ02/2026/0031" if entry_type == "transfer_in_mami"
                and self.plan.number % 2 else None,
                paper_no=paper_no,
                referring_facility=sender,
                consent_share=self.rng.random() < 0.95,
                consent_home_visit=self.rng.random() < 0.85,
                consent_form=self.rng.choice(("verbal", "signature", "thumbprint")),
                referral=self._refused_slip() if refused else None,
                infant_uid=self.infant_uid,
                mother_uid=self.world.mothers.get(self.plan.mother_number),
            ),
        )  # fmt: skip
        self.infant_uid, self.enrolment_uid = saved.infant_uid, saved.enrolment_uid
        self.world.mothers[self.plan.mother_number] = saved.mother_uid
        self.next_on = saved.next_visit_on
        self._length_on = self.last_on = on

    def seen(self) -> Course:
        """Assessed and not enrolled: sent to inpatient care, or well."""
        work = yield clinic_hour(self.rng, self.plan.start_on)
        high = self.plan.entry == "seen_high"
        saved = save_seen_not_enrolled(
            work,
            NewSeen(
                infant=self._infant,
                mother=self._mother,
                visit=VisitEntry(
                    answers=self._full(work, self.problems),
                    attended_by="mother",
                    decision_reason=None
                    if high
                    else "Seen by the clinician: thrives, advice given.",
                ),
                referral=self.slip("inpatient_sc", "emergency", "both") if high else None,
            ),
        )
        if saved.referral_uid:
            self._await_answer(saved.referral_uid, work.today)

    def _reasons(self, problems: tuple[str, ...], answers: Answers) -> tuple[str, ...]:
        found = [REASONS[problem] for problem in problems if problem in REASONS]
        if self.plan.start_z < -2:
            found.append("r_waz")
        if answers.get("gr_muac_mm", {}).get("value", 999) < 110:
            found.append("r_muac")
        if self.plan.gest_weeks is not None and self.plan.gest_weeks < 37:
            found.append("r_preterm")
        if self.plan.twin:
            found.append("r_multiple")
        weight = self._infant.birth_weight_g
        if weight is not None and weight < 2500:
            found.append("r_lbw")
        first = self.rng.randrange(len(found)) if found else 0
        return tuple(dict.fromkeys(found[first:] + found[:first])) or ("r_other",)

    def _sent_by(self, entry_type: str) -> tuple[str, str | None]:
        if entry_type == "step_down_inpatient":
            return "inpatient_sc", self.world.hospital
        if entry_type == "transfer_in_mami":
            return "other_mami_site", "Neighbour Health Post"
        return self.rng.choice(SOURCES), None

    # -- further contacts ------------------------------------------------------------------

    def visit(
        self,
        work: Work,
        on: date,
        *,
        kind: str | None = None,
        problems: tuple[str, ...] | None = None,
        full: bool = False,
        book_next: bool = True,
        referral: NewReferral | None = None,
        **said: Any,
    ) -> VisitSaved:
        """A follow-up visit, typed at the time of ``work``."""
        problems = self.problems if problems is None else problems
        carried = follow_up_case(work, self.enrolment_uid, on)
        length = self._length_on is None or (on - self._length_on).days >= LENGTH_EVERY_DAYS
        measures = self.growth.measure(on, length=length, head=length and self.rng.random() < 0.3)
        if length:
            self._length_on = on
        monthly = MONTHLY if self.visits % 4 == 1 else ()
        told = assessment(
            self.world.pathway,
            self._known(),
            self.plan.born_on,
            datetime.combine(on, work.now.time()),
            work.user.name,
            measures,
            problems,
            rng=self.rng,
            only=None if full else (*SHORT_VISIT, *monthly),
        )
        saved = record_visit(
            work,
            NewVisit(
                self.enrolment_uid,
                VisitEntry(
                    answers={**carried.carried, **told},
                    attended_by=self.rng.choice(("mother",) * 8 + ("other_caregiver",))
                    if self.plan.role == "mother"
                    else "other_caregiver",
                    agreed_actions=self._agree(problems),
                    feeding_progress=self._progress(problems),
                    **said,
                ),
                visit_on=on,
                visit_kind=kind,
                action_statuses={
                    action: self.rng.choice(STATUSES) for action in carried.agreed_actions
                },
                book_next=book_next,
                referral=referral,
            ),
        )
        self.visits += 1
        self.last_on = on
        self.next_on = saved.next_visit_on
        if saved.referral_uid and referral is not None:
            self._await_answer(saved.referral_uid, on)
        return saved

    def call(self, work: Work, result: str, *, return_on: date | None = None) -> None:
        """A call or visit to a family that did not come."""
        means = self.world.turn("means", ("phone", "home_visit", "chw"))
        log_contact(
            work,
            NewContact(self.enrolment_uid, means, result=result, return_on=return_on),
        )
        if return_on is not None:
            self.next_on = return_on

    def slip(self, service: str, urgency: str, who: str) -> NewReferral:
        """A referral slip as this clinic writes it."""
        inpatient = service in ("inpatient_sc", "neonatal")
        return NewReferral(
            to_service=service,
            urgency=urgency,
            who_is_referred=who,
            to_facility=self.world.hospital,
            treatment_given="first dose by the national chart" if inpatient else None,
            steps_done=("pre_keep_warm", "pre_prevent_hypoglycaemia") if inpatient else (),
            accompanied_by=self.rng.choice(("aunt", "father", "grandmother", None)),
            transport=self.rng.choice(("motorcycle", "bus", "on foot", "ambulance")),
        )

    def _refused_slip(self) -> NewReferral:
        return NewReferral(
            to_service="inpatient_sc",
            urgency="emergency",
            to_facility=self.world.hospital,
            refused_by="father",
            refused_reason="too far, other children at home",
            refused_agreed="comes every second day, returns at once if worse",
        )

    def _await_answer(self, referral_uid: str, ref_on: date) -> None:
        """The counter-slip comes some days later, or never."""
        if self.world.turns["answers"] > 2 * len(RESULTS) and self.rng.random() < 0.2:
            return
        result = self.world.turn("answers", RESULTS)
        day = ref_on + timedelta(days=self.rng.randint(1, 9))
        self.world.begin(self._answer(referral_uid, ref_on, day, result))

    def _answer(self, referral_uid: str, ref_on: date, on: date, result: str) -> Course:
        work = yield clinic_hour(self.rng, on)
        arrived = ref_on + timedelta(days=self.rng.randint(0, 1)) if result in ARRIVED else None
        back = result == "treated_sent_back"
        enter_referral_answer(
            work,
            ReferralAnswer(
                referral_uid,
                result=result,
                arrived_on=arrived,
                diagnosis="seen by a clinician" if arrived else None,
                treatment_received="by the national chart" if arrived else None,
                follow_up_on=on + timedelta(days=7) if back else None,
                follow_up_at="MAMI clinic" if back else None,
                receiver_name="Clinician H. Example" if arrived else None,
            ),
        )

    # -- the answers -----------------------------------------------------------------------

    def _known(self) -> dict[str, Any]:
        return {**registration_answers(self._infant, self._mother), **self._own}

    def _full(self, work: Work, problems: tuple[str, ...]) -> Answers:
        """All questions of the pathway; now and then one is left open."""
        measures: Measures = self.growth.measure(work.today, head=self.rng.random() < 0.5)
        left_out: tuple[str, ...] = ()
        if self.plan.entry != "seen_low" and self.rng.random() < 0.12:
            left_out = self.rng.choice((("mp_muac_mm",), ("mh_phq1", "mh_phq2"), ("bfa_freq",)))
        answers = assessment(
            self.world.pathway,
            self._known(),
            self.plan.born_on,
            work.now,
            work.user.name,
            measures,
            problems,
            rng=self.rng,
            left_out=left_out,
        )
        vaccines = self.rng.choice(("up_to_date", "up_to_date", "overdue", "unknown"))
        own = {**self._own, "reg_immunisation": vaccines}
        if "young_mother" in problems:
            own |= {"reg_mother_age_y": 17, "reg_parity": 1}
        elif self.plan.entry == "seen_low":
            own["reg_mother_age_y"] = 26
        if self.plan.mother_status in ("dead", "alive_absent"):
            del own["reg_mother_age_y"]
        stamp: dict[str, Any] = {"parts": {}, "state": "typed", "why": None, "by": work.user.name}
        at = work.now.isoformat(timespec="minutes")
        asked = {item: {"value": value, **stamp, "at": at} for item, value in own.items()}
        return {**asked, **answers}

    def _agree(self, problems: tuple[str, ...]) -> tuple[str, ...]:
        wanted = [action for problem in problems for action in AGREED.get(problem, ())]
        return tuple(dict.fromkeys([*wanted, "care_play"]))[:3]

    def _progress(self, problems: tuple[str, ...]) -> str:
        if not problems:
            return self.world.turn("progress", ("solved", "same", "better"))
        return self.world.turn("progress_bad", ("better", "same", "worse", "better", "new"))

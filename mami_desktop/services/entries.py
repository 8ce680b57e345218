"""What is typed and handed to the use cases. None always means "not known", never "no" or 0."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Answers = dict[str, dict[str, Any]]
"""As stored: {item: {value, parts, state, why, at, by}}; an untouched question is absent."""


@dataclass(frozen=True)
class MotherEntry:
    """The mother, or who stands for her. Columns of the workbook's sheet ``mothers``."""

    caregiver_name: str | None = None
    caregiver_role: str | None = None
    mother_status: str | None = None
    father_or_head_name: str | None = None
    village: str | None = None
    house_landmark: str | None = None
    phone_1: str | None = None
    phone_1_owner: str | None = None
    consent_phone_sms: bool | None = None
    chw_name: str | None = None
    resident_status: str | None = None
    travel_time_min: int | None = None


@dataclass(frozen=True)
class InfantEntry:
    """The infant. Columns of the workbook's sheet ``infants``."""

    infant_name: str | None = None
    sex: str | None = None
    date_of_birth: date | None = None
    dob_precision: str | None = "exact"
    birth_type: str | None = None
    birth_order: int | None = None
    birth_weight_g: int | None = None
    birth_weight_source: str | None = None
    gest_weeks: float | None = None
    gest_source: str | None = None


@dataclass(frozen=True)
class VisitEntry:
    """What one contact brought. The service itself classifies ``answers``.

    ``chosen_level`` with ``override_reason`` is an override. ``agreed_actions`` are ids of the
    action catalogue agreed with the mother. Measurements are answers (gr_weight_g, ds_oedema ...).
    """

    answers: Answers = field(default_factory=dict)
    attended_by: str | None = None
    chosen_level: str | None = None
    override_reason: str | None = None
    decision: str | None = None
    decision_reason: str | None = None
    agreed_actions: tuple[str, ...] = ()
    feeding_progress: str | None = None
    staff_name: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class NewReferral:
    """A referral slip. ``answers`` are those known when it is written; the findings come from them.

    For a pair that is not in the register yet, leave ``infant_uid`` empty and give what is known
    in ``infant`` and ``mother`` (nothing is required: an emergency cannot wait for a name), and
    ``draft_uid`` of the form that is open, so that the form goes on with the same infant.
    ``refused_*``: the family refuses or cannot go; the pair then stays on the roll.
    """

    to_service: str
    urgency: str
    who_is_referred: str = "both"
    to_facility: str | None = None
    reason: str | None = None
    treatment_given: str | None = None
    steps_done: tuple[str, ...] = ()
    answers: Answers = field(default_factory=dict)
    share_sensitive: bool = False
    accompanied_by: str | None = None
    transport: str | None = None
    sender_name: str | None = None
    sender_phone: str | None = None
    refused_by: str | None = None
    refused_reason: str | None = None
    refused_agreed: str | None = None
    ref_on: date | None = None
    ref_time: str | None = None
    infant_uid: str | None = None
    enrolment_uid: str | None = None
    visit_uid: str | None = None
    infant: InfantEntry | None = None
    mother: MotherEntry | None = None
    draft_uid: str | None = None


@dataclass(frozen=True)
class NewEnrolment:
    """Everything saved when an enrolment is finished.

    ``entry_type`` None: worked out by records 6.6 no. 6 and 7. ``paper_no``: a number given on
    paper. ``infant_uid``: the infant is known (came back, twin form reopened, emergency slip).
    ``mother_uid``: the mother is known (twin, earlier baby); ``mother`` then updates her facts.
    ``next_visit_on`` None: the proposed date is booked. ``draft_uid``: the draft this finishes.
    """

    infant: InfantEntry
    mother: MotherEntry
    visit: VisitEntry
    consent_care: bool | None
    referral_source: str
    main_reason: str
    enrolled_on: date | None = None
    reasons: tuple[str, ...] = ()
    entry_type: str | None = None
    previous_mami_no: str | None = None
    paper_no: str | None = None
    referring_facility: str | None = None
    consent_share: bool | None = None
    consent_home_visit: bool | None = None
    consent_form: str | None = None
    next_visit_on: date | None = None
    referral: NewReferral | None = None
    remarks: str | None = None
    infant_uid: str | None = None
    mother_uid: str | None = None
    draft_uid: str | None = None


@dataclass(frozen=True)
class NewSeen:
    """A pair assessed and not enrolled: usual care, refused, or sent on with ``referral``."""

    infant: InfantEntry
    mother: MotherEntry
    visit: VisitEntry
    seen_on: date | None = None
    referral: NewReferral | None = None
    infant_uid: str | None = None
    mother_uid: str | None = None
    draft_uid: str | None = None


@dataclass(frozen=True)
class NewVisit:
    """A follow-up visit. ``visit_kind`` None: scheduled, early_unscheduled or late, worked out
    from the appointments; give home_visit, phone or absent where it is one.

    ``action_statuses``: what became of the actions agreed last time. ``next_visit_on`` None: the
    proposed date is booked; ``book_next`` False: none is booked (an exit follows).
    """

    enrolment_uid: str
    visit: VisitEntry
    visit_on: date | None = None
    visit_kind: str | None = None
    action_statuses: dict[str, str] = field(default_factory=dict)
    next_visit_on: date | None = None
    book_next: bool = True
    referral: NewReferral | None = None
    draft_uid: str | None = None


@dataclass(frozen=True)
class ReferralAnswer:
    """The counter-slip."""

    referral_uid: str
    result: str | None = None
    arrived_on: date | None = None
    diagnosis: str | None = None
    treatment_received: str | None = None
    discharge_weight_g: int | None = None
    feeding_plan: str | None = None
    follow_up_at: str | None = None
    follow_up_on: date | None = None
    receiver_name: str | None = None


@dataclass(frozen=True)
class NewReturn:
    """A pair back on the roll: after default, leaving or withdrawal, or from inpatient care."""

    enrolment_uid: str
    returned_on: date | None = None


@dataclass(frozen=True)
class NewOutcome:
    """How a stay ended. ``despite_rule`` is the in-charge's reason to record a default before the
    rule of records 6.6 no. 37 is fulfilled."""

    enrolment_uid: str
    outcome: str
    outcome_on: date
    linked_to: str | None = None
    confirmed_by: str | None = None
    died_on: date | None = None
    death_place: str | None = None
    death_cause: str | None = None
    default_reason: str | None = None
    mother_died: bool | None = None
    remarks: str | None = None
    despite_rule: str | None = None


@dataclass(frozen=True)
class NewContact:
    """A call, home visit or volunteer's visit to a family that did not come."""

    enrolment_uid: str
    means: str
    result: str | None = None
    attempted_on: date | None = None
    return_on: date | None = None
    staff_name: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class ScreeningEntry:
    """Anonymous counts of one day and place."""

    scr_on: date
    scr_place: str
    scr_male: int
    scr_female: int
    scr_at_risk_male: int
    scr_at_risk_female: int
    scr_referred_inpatient: int | None = None
    scr_enrolled_same_day: int | None = None

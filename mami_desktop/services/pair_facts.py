"""The plain records of a pair's story."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mami_desktop.services.entries import Answers


@dataclass(frozen=True)
class PairHeader:
    """The pair bar. ``siblings`` are the other infants of the same mother: (uid, name, order)."""

    infant_uid: str
    mother_uid: str
    enrolment_uid: str | None
    mami_no: str | None
    infant_name: str | None
    sex: str | None
    date_of_birth: date | None
    dob_precision: str | None
    age_days: int | None
    six_months_on: date | None
    birth_type: str | None
    birth_order: int | None
    birth_weight_g: int | None
    birth_weight_source: str | None
    gest_weeks: float | None
    gest_source: str | None
    caregiver_name: str | None
    caregiver_role: str | None
    mother_status: str | None
    mother_age_y: int | None
    father_or_head_name: str | None
    village: str | None
    house_landmark: str | None
    phone_1: str | None
    phone_1_owner: str | None
    chw_name: str | None
    level: str | None
    in_depth: bool
    level_on: date | None
    status: str
    next_visit_on: date | None
    siblings: tuple[tuple[str, str | None, int | None], ...]


@dataclass(frozen=True)
class EnrolmentFacts:
    """One enrolment of the infant."""

    enrolment_uid: str
    mami_no: str
    enrolled_on: date
    entry_type: str
    main_reason: str
    reasons: tuple[str, ...]
    referral_source: str
    previous_mami_no: str | None
    consent_share: bool | None
    consent_home_visit: bool | None
    outcome: str | None
    outcome_on: date | None
    linked_to: str | None
    confirmed_by: str | None
    died_on: date | None
    default_reason: str | None
    remarks: str | None
    current_level: str | None
    current_in_depth: bool | None
    level_on: date | None
    struck: bool
    struck_reason: str | None
    row_version: int


@dataclass(frozen=True)
class StintFacts:
    """One stay on the roll."""

    stint_uid: str
    enrolment_uid: str
    seq: int
    entry_type: str
    started_on: date
    ended_on: date | None
    exit_code: str | None


@dataclass(frozen=True)
class ActionFacts:
    """A support action agreed at a visit, and what became of it."""

    visit_uid: str
    agreed_on: date
    action_id: str
    status: str | None


@dataclass(frozen=True)
class VisitFacts:
    """One visit as stored. ``gain_*`` compare with the weight before: grams, days, g per day and
    g per kg per day; None where there is none before. Absent visits are there too, empty."""

    visit_uid: str
    enrolment_uid: str | None
    visit_no: int | None
    visit_on: date
    visit_kind: str
    attended_by: str | None
    age_days: int | None
    weight_g: int | None
    length_mm: int | None
    muac_mm: int | None
    head_mm: int | None
    oedema: str | None
    waz: float | None
    laz: float | None
    wlz: float | None
    gain_g: int | None
    gain_days: int | None
    gain_g_day: float | None
    gain_g_kg_day: float | None
    level: str | None
    chosen_level: str | None
    override_reason: str | None
    override_by: str | None
    in_depth: bool
    mother_urgent: bool
    full_assessment: bool
    decision: str | None
    fd_type: str | None
    bfa_suckling: str | None
    feeding_progress: str | None
    mp_muac_mm: int | None
    mh_screened: bool | None
    mh_positive: bool | None
    fired: tuple[str, ...]
    same_day: tuple[str, ...]
    refer: tuple[str, ...]
    undecided: tuple[str, ...]
    reasons: tuple[dict[str, Any], ...]
    actions: tuple[ActionFacts, ...]
    staff_name: str | None
    note: str | None
    typed_at: datetime
    struck: bool
    row_version: int


@dataclass(frozen=True)
class AppointmentFacts:
    """One appointment; ``visit_uid`` is the visit that kept it."""

    appointment_uid: str
    enrolment_uid: str
    scheduled_on: date
    status: str
    visit_uid: str | None


@dataclass(frozen=True)
class ContactFacts:
    """One call or home visit."""

    attempted_on: date
    means: str
    result: str | None
    return_on: date | None
    staff_name: str | None
    note: str | None


@dataclass(frozen=True)
class ReferralFacts:
    """One slip and its answer."""

    referral_uid: str
    referral_no: str
    enrolment_uid: str | None
    ref_on: date
    ref_time: str | None
    urgency: str
    to_service: str
    to_facility: str | None
    who_is_referred: str
    arrived_on: date | None
    result: str | None
    follow_up_on: date | None
    refused: bool
    struck: bool
    row_version: int


@dataclass(frozen=True)
class StoryLine:
    """One line of the timeline; ``facts`` is the record behind it.

    ``kind``: born, enrolled, returned, visit, absent, phone, contact, referral, answer, exit.
    """

    on: date
    kind: str
    facts: Any


@dataclass(frozen=True)
class PairStory:
    """Everything stored about a pair that the pair page shows; visits in order of date."""

    header: PairHeader
    enrolments: tuple[EnrolmentFacts, ...]
    stints: tuple[StintFacts, ...]
    visits: tuple[VisitFacts, ...]
    agreed_actions: tuple[ActionFacts, ...]
    appointments: tuple[AppointmentFacts, ...]
    contacts: tuple[ContactFacts, ...]
    referrals: tuple[ReferralFacts, ...]
    lines: tuple[StoryLine, ...]


@dataclass(frozen=True)
class StoredAssessment:
    """The answers of a visit with the pathway text they were given under."""

    visit_uid: str
    visit_on: date
    answers: Answers
    pathway_id: str
    pathway_version: str
    computed: dict[str, Any]

"""The plain facts a monthly report is counted from, and the book that puts them in order.

Codes are the register's own (entry types, exit codes, visit kinds, item answers). A value that was
not assessed is None, never 0 and never "no".
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

STRUCK = "entered_in_error"

EARLIEST_KEEPING_DAYS = -3
LATEST_KEEPING_DAYS = 6
"""A visit keeps an appointment from 3 days before to 6 days after it (programme default)."""

NOT_SEEN_KINDS = frozenset({"absent", "phone"})
"""Kinds of visit at which nobody was seen."""


@dataclass(frozen=True, slots=True)
class Mother:
    """The mother, or who stands for her; twins share one."""

    uid: str
    caregiver_name: str | None = field(default=None, repr=False)
    village: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Infant:
    """``sex`` is female or male; weights are grams."""

    uid: str
    mother_uid: str
    sex: str
    born_on: date
    birth_type: str = "singleton"
    birth_weight_g: int | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One episode; struck out when its outcome is entered_in_error."""

    uid: str
    infant_uid: str
    enrolled_on: date
    main_reason: str
    outcome: str | None = None
    outcome_on: date | None = None
    linked_to: str | None = None


@dataclass(frozen=True, slots=True)
class Stint:
    """One uninterrupted stay on this site's roll, carrying the dates everything is counted on."""

    uid: str
    enrolment_uid: str
    seq: int
    started_on: date
    entry_type: str
    ended_on: date | None = None
    exit_code: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What a tally reads of a visit: grams, millimetres, z with two decimals, answers as codes.

    ``mh_screened``, ``mh_positive`` and ``mh_phq_total`` are worked out by ``wellbeing``.
    """

    uid: str
    infant_uid: str
    enrolment_uid: str | None
    visit_no: int | None
    visit_on: date
    kind: str
    weight_g: int | None = None
    length_mm: int | None = None
    muac_mm: int | None = None
    head_mm: int | None = None
    waz: float | None = None
    laz: float | None = None
    wlz: float | None = None
    fd_type: str | None = None
    bfa_suckling: str | None = None
    mp_muac_mm: int | None = None
    mh_screened: bool = False
    mh_positive: bool = False
    mh_phq_total: int | None = None
    struck: bool = False

    @property
    def seen(self) -> bool:
        """Whether somebody was seen (not absent, not a phone call)."""
        return self.kind not in NOT_SEEN_KINDS


@dataclass(frozen=True, slots=True)
class Appointment:
    """``status`` is booked, rescheduled or cancelled; ``visit_uid`` the visit that kept it."""

    uid: str
    enrolment_uid: str
    scheduled_on: date
    status: str = "booked"
    visit_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """An attempt to reach an absent pair."""

    uid: str
    enrolment_uid: str
    attempted_on: date
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A slip issued here; ``enrolment_uid`` is None for an infant who was not enrolled."""

    uid: str
    infant_uid: str
    enrolment_uid: str | None
    ref_on: date
    urgency: str
    to_service: str
    who_is_referred: str
    arrived_on: date | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Screening:
    """A line of the screening tally: counts of one day and place."""

    uid: str
    scr_on: date
    male: int
    female: int
    at_risk_male: int
    at_risk_female: int
    referred_inpatient: int = 0


@dataclass(frozen=True)
class MonthFacts:
    """All that one facility's report needs; lines of other facilities do not belong here.

    ``begun_on`` is the day of the register's first entry: no month before it exists.
    """

    facility_code: str
    begun_on: date | None = None
    mothers: tuple[Mother, ...] = ()
    infants: tuple[Infant, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    stints: tuple[Stint, ...] = ()
    visits: tuple[Visit, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    referrals: tuple[Referral, ...] = ()
    screenings: tuple[Screening, ...] = ()


class Book:
    """The facts in order, without what was struck out.

    What belongs to a struck-out enrolment counts nowhere; a struck-out stint, visit or referral is
    passed over, and a struck-out visit keeps no appointment.
    """

    def __init__(self, facts: MonthFacts) -> None:
        self.mothers = {mother.uid: mother for mother in facts.mothers}
        self.infants = {infant.uid: infant for infant in facts.infants}
        self.enrolments = {e.uid: e for e in facts.enrolments if e.outcome != STRUCK}
        self.stints = sorted(
            (
                stint
                for stint in facts.stints
                if stint.exit_code != STRUCK and stint.enrolment_uid in self.enrolments
            ),
            key=lambda stint: (stint.started_on, stint.enrolment_uid, stint.seq),
        )
        struck = {e.uid for e in facts.enrolments if e.outcome == STRUCK}
        self.visits = sorted(
            (
                visit
                for visit in facts.visits
                if not visit.struck
                and (visit.enrolment_uid is None or visit.enrolment_uid in self.enrolments)
            ),
            key=lambda visit: (visit.visit_on, visit.visit_no or 0, visit.uid),
        )
        self.appointments = sorted(
            (a for a in facts.appointments if a.enrolment_uid in self.enrolments),
            key=lambda appointment: (appointment.scheduled_on, appointment.uid),
        )
        self.referrals = [
            referral
            for referral in facts.referrals
            if not referral.struck and referral.enrolment_uid not in struck
        ]
        self.contacts_of = _grouped(facts.contacts)
        self.screenings = facts.screenings
        self.visits_of = _grouped(v for v in self.visits if v.enrolment_uid in self.enrolments)
        self.stints_of = _grouped(self.stints)
        self.appointments_of = _grouped(self.appointments)
        self._visits = {visit.uid: visit for visit in self.visits}

    def infant(self, enrolment_uid: str) -> Infant:
        """The infant of an enrolment."""
        return self.infants[self.enrolments[enrolment_uid].infant_uid]

    def first_visit(self, enrolment_uid: str) -> Visit | None:
        """Visit 0, where all "in" values come from; None if there is none."""
        return next((v for v in self.visits_of[enrolment_uid] if v.visit_no == 0), None)

    def later_visits(self, enrolment_uid: str, until: date | None) -> list[Visit]:
        """Visits number 1 and on, none after ``until``, in order: where "out" values come from."""
        return [
            visit
            for visit in self.visits_of[enrolment_uid]
            if (visit.visit_no or 0) >= 1 and (until is None or visit.visit_on <= until)
        ]

    def kept(self, appointment: Appointment) -> bool:
        """Whether the linked visit stands, is of this enrolment and lies within the days."""
        visit = self._visits.get(appointment.visit_uid or "")
        if visit is None or visit.enrolment_uid != appointment.enrolment_uid:
            return False
        late = (visit.visit_on - appointment.scheduled_on).days
        return EARLIEST_KEEPING_DAYS <= late <= LATEST_KEEPING_DAYS


Grouped = TypeVar("Grouped", Stint, Visit, Appointment, Contact)


def _grouped(facts: Iterable[Grouped]) -> defaultdict[str, list[Grouped]]:
    groups: defaultdict[str, list[Grouped]] = defaultdict(list)
    for fact in facts:
        if fact.enrolment_uid is not None:
            groups[fact.enrolment_uid].append(fact)
    return groups

"""The facts a month's report is counted from, read from the register of one facility.

Only what bears on the month is read: pairs whose stay or visit touches it, those who came in the
twelve months up to it, and open enrolments. Struck-out lines stay behind.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    Table,
    and_,
    false,
    func,
    or_,
    select,
)
from sqlalchemy import union as sql_union
from sqlalchemy.orm import Session

from mami_desktop.models.entities import (
    appointment,
    contact_attempt,
    enrolment,
    infant,
    mother,
    outcome,
    referral,
    screening,
    stint,
    visit,
)
from mami_desktop.pathway import facts
from mami_desktop.pathway.facts import MonthFacts
from mami_desktop.period import Period

LOOK_BACK_DAYS = 42
"""Visits and appointments from six weeks before the month: ghosts, weight jumps, kept links."""
LOOK_AHEAD_DAYS = 14
"""Visits that keep an appointment, contacts and referrals that follow within two weeks."""
MONTHS_BACK = 11
COHORT_MONTHS_BACK = 7

Uids = CompoundSelect[Any] | Select[Any]

# in the order of facts.Visit
_VISIT_COLUMNS = (
    visit.c.visit_uid.label("uid"),
    visit.c.infant_uid,
    visit.c.enrolment_uid,
    visit.c.visit_no,
    visit.c.visit_on,
    visit.c.visit_kind.label("kind"),
    visit.c.weight_g,
    visit.c.length_mm,
    visit.c.muac_mm,
    visit.c.head_mm,
    visit.c.waz,
    visit.c.laz,
    visit.c.wlz,
    visit.c.fd_type,
    visit.c.bfa_suckling,
    visit.c.mp_muac_mm,
    func.coalesce(visit.c.mh_screened, false()).label("mh_screened"),
    func.coalesce(visit.c.mh_positive, false()).label("mh_positive"),
    visit.c.mh_phq_total,
)


class _Reader:
    """Reads lines of one facility that stand (are not struck out)."""

    def __init__(self, session: Session, facility_uid: str, period: Period) -> None:
        self.session = session
        self.facility_uid = facility_uid
        self.period = period
        self.from_on = period.first_on - timedelta(days=LOOK_BACK_DAYS)
        self.to_on = period.last_on + timedelta(days=LOOK_AHEAD_DAYS)

    def standing(self, table: Table) -> ColumnElement[bool]:
        return and_(table.c.facility_uid == self.facility_uid, table.c.struck_at.is_(None))

    def rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        return iter(self.session.execute(query))

    def concerned(self) -> Uids:
        """Enrolments the report looks at, for ``IN (...)``."""
        last = self.period.last_on
        year_on = self.period.back(MONTHS_BACK).first_on
        staying = select(stint.c.enrolment_uid).where(
            self.standing(stint),
            stint.c.started_on <= last,
            or_(
                stint.c.started_on >= year_on,
                stint.c.ended_on.is_(None),
                stint.c.ended_on >= self.period.previous().first_on,
                stint.c.exit_code.is_(None),
            ),
        )
        still_open = select(enrolment.c.enrolment_uid).where(
            self.standing(enrolment),
            enrolment.c.enrolled_on <= last,
            or_(enrolment.c.outcome_on.is_(None), enrolment.c.outcome_on > last),
        )
        seen = select(visit.c.enrolment_uid).where(
            self.standing(visit),
            visit.c.enrolment_uid.is_not(None),
            visit.c.visit_on.between(self.period.first_on, last),
        )
        return sql_union(staying, still_open, seen)

    def followed(self) -> Uids:
        """Enrolments all of whose visits are needed: entry, exit or cohort of this month."""
        cohort = self.period.back(COHORT_MONTHS_BACK)
        return select(stint.c.enrolment_uid).where(
            self.standing(stint),
            or_(
                stint.c.started_on.between(self.period.first_on, self.period.last_on),
                stint.c.ended_on.between(self.period.first_on, self.period.last_on),
                stint.c.started_on.between(cohort.first_on, cohort.last_on),
            ),
        )

    def touched(self) -> Uids:
        """Enrolments on the roll at some time of the month."""
        return select(stint.c.enrolment_uid).where(
            self.standing(stint),
            stint.c.started_on <= self.period.last_on,
            or_(stint.c.ended_on.is_(None), stint.c.ended_on >= self.period.first_on),
        )


def month_facts(
    session: Session, facility_uid: str, facility_code: str, period: Period
) -> MonthFacts:
    """Everything the report of ``period`` needs."""
    reader = _Reader(session, facility_uid, period)
    enrolments = _enrolments(reader)
    infants, mothers = _pairs(reader)
    return MonthFacts(
        facility_code,
        _begun_on(reader),
        mothers,
        infants,
        enrolments,
        _stints(reader),
        _visits(reader),
        _appointments(reader),
        _contacts(reader),
        _referrals(reader),
        _screenings(reader),
    )


def _begun_on(reader: _Reader) -> date | None:
    firsts = [
        reader.session.execute(select(func.min(day)).where(reader.standing(table))).scalar_one()
        for table, day in ((stint, stint.c.started_on), (screening, screening.c.scr_on))
    ]
    return min((day for day in firsts if day is not None), default=None)


def _enrolments(reader: _Reader) -> tuple[facts.Enrolment, ...]:
    linked = {
        row.enrolment_uid: row.linked_to
        for row in reader.rows(
            select(outcome.c.enrolment_uid, outcome.c.linked_to)
            .where(reader.standing(outcome), outcome.c.enrolment_uid.in_(reader.followed()))
            .order_by(outcome.c.outcome_on, outcome.c.created_at, outcome.c.outcome_uid)
        )
    }
    query = select(
        enrolment.c.enrolment_uid.label("uid"),
        enrolment.c.infant_uid,
        enrolment.c.enrolled_on,
        enrolment.c.main_reason,
        enrolment.c.outcome,
        enrolment.c.outcome_on,
    ).where(reader.standing(enrolment), enrolment.c.enrolment_uid.in_(reader.concerned()))
    return tuple(facts.Enrolment(*(*row, linked.get(row.uid))) for row in reader.rows(query))


def _pairs(reader: _Reader) -> tuple[tuple[facts.Infant, ...], tuple[facts.Mother, ...]]:
    query = (
        select(
            infant.c.infant_uid,
            infant.c.mother_uid,
            infant.c.sex,
            infant.c.date_of_birth,
            infant.c.birth_type,
            infant.c.birth_weight_g,
            mother.c.caregiver_name,
            mother.c.village,
        )
        .join(
            mother,
            and_(
                mother.c.facility_uid == infant.c.facility_uid,
                mother.c.mother_uid == infant.c.mother_uid,
            ),
        )
        .where(
            infant.c.facility_uid == reader.facility_uid,
            infant.c.date_of_birth.is_not(None),
            or_(
                infant.c.infant_uid.in_(_infants_of(reader)),
                infant.c.infant_uid.in_(_infants_seen(reader)),
            ),
        )
    )
    infants, mothers = [], {}
    for row in reader.rows(query):
        infants.append(
            facts.Infant(
                row.infant_uid,
                row.mother_uid,
                row.sex,
                row.date_of_birth,
                row.birth_type or "singleton",
                row.birth_weight_g,
            )
        )
        mothers[row.mother_uid] = facts.Mother(row.mother_uid, row.caregiver_name, row.village)
    return tuple(infants), tuple(mothers.values())


def _infants_of(reader: _Reader) -> Uids:
    return select(enrolment.c.infant_uid).where(
        reader.standing(enrolment), enrolment.c.enrolment_uid.in_(reader.concerned())
    )


def _infants_seen(reader: _Reader) -> Uids:
    """Seen in the month and not enrolled."""
    return select(visit.c.infant_uid).where(
        reader.standing(visit),
        visit.c.enrolment_uid.is_(None),
        visit.c.visit_on.between(reader.period.first_on, reader.period.last_on),
    )


def _stints(reader: _Reader) -> tuple[facts.Stint, ...]:
    query = select(
        stint.c.stint_uid,
        stint.c.enrolment_uid,
        stint.c.seq,
        stint.c.started_on,
        stint.c.entry_type,
        stint.c.ended_on,
        stint.c.exit_code,
    ).where(reader.standing(stint), stint.c.enrolment_uid.in_(reader.concerned()))
    return tuple(facts.Stint(*row) for row in reader.rows(query))


def _visits(reader: _Reader) -> tuple[facts.Visit, ...]:
    """Visits of and around the month, all of those who came or went, visit 0 of all on the roll."""
    first, last = reader.period.first_on, reader.period.last_on
    enrolled = visit.c.enrolment_uid.is_not(None)
    wanted = [
        and_(enrolled, visit.c.visit_on.between(reader.from_on, reader.to_on)),
        and_(
            visit.c.enrolment_uid.is_(None),
            visit.c.visit_on.between(first, last),
            visit.c.infant_uid.in_(
                select(infant.c.infant_uid).where(
                    infant.c.facility_uid == reader.facility_uid,
                    infant.c.date_of_birth.is_not(None),
                )
            ),
        ),
        visit.c.enrolment_uid.in_(reader.followed()),
        and_(visit.c.visit_no == 0, visit.c.enrolment_uid.in_(reader.touched())),
    ]
    found: dict[str, facts.Visit] = {}
    for condition in wanted:
        for row in reader.rows(select(*_VISIT_COLUMNS).where(reader.standing(visit), condition)):
            found[row.uid] = facts.Visit(*row)
    return tuple(found.values())


def _appointments(reader: _Reader) -> tuple[facts.Appointment, ...]:
    query = select(
        appointment.c.appointment_uid,
        appointment.c.enrolment_uid,
        appointment.c.scheduled_on,
        appointment.c.status,
        appointment.c.visit_uid,
    ).where(
        reader.standing(appointment),
        appointment.c.scheduled_on.between(reader.from_on, reader.period.last_on),
    )
    return tuple(facts.Appointment(*row) for row in reader.rows(query))


def _contacts(reader: _Reader) -> tuple[facts.Contact, ...]:
    query = select(
        contact_attempt.c.contact_attempt_uid,
        contact_attempt.c.enrolment_uid,
        contact_attempt.c.attempted_on,
        contact_attempt.c.result,
    ).where(
        reader.standing(contact_attempt),
        contact_attempt.c.attempted_on.between(reader.period.first_on, reader.to_on),
    )
    return tuple(facts.Contact(*row) for row in reader.rows(query))


def _referrals(reader: _Reader) -> tuple[facts.Referral, ...]:
    standing = select(enrolment.c.enrolment_uid).where(reader.standing(enrolment))
    query = select(
        referral.c.referral_uid,
        referral.c.infant_uid,
        referral.c.enrolment_uid,
        referral.c.ref_on,
        referral.c.urgency,
        referral.c.to_service,
        referral.c.who_is_referred,
        referral.c.arrived_on,
    ).where(
        reader.standing(referral),
        referral.c.ref_on.between(reader.from_on, reader.to_on),
        or_(referral.c.enrolment_uid.is_(None), referral.c.enrolment_uid.in_(standing)),
    )
    return tuple(facts.Referral(*row) for row in reader.rows(query))


def _screenings(reader: _Reader) -> tuple[facts.Screening, ...]:
    query = select(
        screening.c.screening_uid,
        screening.c.scr_on,
        screening.c.scr_male,
        screening.c.scr_female,
        screening.c.scr_at_risk_male,
        screening.c.scr_at_risk_female,
        func.coalesce(screening.c.scr_referred_inpatient, 0),
    ).where(
        reader.standing(screening),
        screening.c.scr_on.between(reader.period.first_on, reader.period.last_on),
    )
    return tuple(facts.Screening(*row) for row in reader.rows(query))

"""Indicators i01 to i08 and k01 to k22 of the monthly report."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from mami_desktop.growth.age import six_month_birthday
from mami_desktop.pathway.facts import Book, Enrolment, Stint
from mami_desktop.pathway.tally_completed import feeding, growth, last_visit_with, mothers
from mami_desktop.pathway.tally_numbers import (
    Indicator,
    gain_g_kg_day,
    mean,
    median,
    rate,
    rate_of_numbers,
    sum_and_mean,
)
from mami_desktop.pathway.tally_rows import (
    GRADUATED,
    NEW_TYPES,
    Entries,
    Row,
    entered,
    entries,
    visits_due,
)
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.period import Period

COHORT_MONTHS_BACK = 7
"""k05 and k06 follow those enrolled seven months earlier; the youngest is 6 months old by now."""

ARRIVED_DAYS = 14
"""k18: the family arrived where an urgent slip sent it within 14 days (programme default)."""

TRACED_DAYS = 7
"""k19: somebody reached the family within 7 days of a missed day (programme default)."""
FOUND = frozenset({"found_will_return", "found_refused", "moved", "inpatient", "died"})
URGENT = frozenset({"emergency", "within_24h"})
LOW_BIRTH_WEIGHT_G = 2500
"""Below it a birth weight is low (WHO, ICD-10 P07.1)."""


def work_out(
    book: Book, rows: Mapping[str, Row], period: Period, settings: TallySettings
) -> dict[str, Indicator]:
    """Every indicator in its order."""
    groups = entries(book, period)
    found = [
        *_performance(rows, settings),
        _length_of_stay(book, groups.graduated),
        _gain(book, groups.graduated),
        _attendance(book, period),
        *_coverage(book, rows, period, settings),
        *_cohort(book, period),
        *growth(book, groups.completed),
        *feeding(book, rows, groups),
        *mothers(book, groups, settings),
        rate(
            "k17_linked_6m", "stint", rows["m24_linked"].ids("total"), rows["m24_linked"].ids("of")
        ),
        _referrals_done(book, period),
        _traced(book, period),
        *_enrolled(book, groups),
    ]
    return {indicator.id: indicator for indicator in found}


def _performance(rows: Mapping[str, Row], settings: TallySettings) -> list[Indicator]:
    def outcome(uid: str, row: str, of: str) -> Indicator:
        return rate(uid, "stint", rows[row].ids(), rows[of].ids())

    return [
        outcome("i01_recovery", "m07_graduated", settings.denominator),
        outcome("i02_death", "m08_died", settings.denominator),
        outcome("i03_default", "m09_defaulted", settings.denominator),
        outcome("i04_nonresp", "m10_nonresponse", settings.denominator),
        outcome("i05_transfer", "m13_to_inpatient", "m15_total_out"),
    ]


def _length_of_stay(book: Book, graduated: list[Stint]) -> Indicator:
    days = [
        sum(
            (s.ended_on - s.started_on).days
            for s in book.stints_of[stint.enrolment_uid]
            if s.ended_on is not None
        )
        for stint in graduated
    ]
    values = [Fraction(n) for n in days]
    uids = tuple(stint.uid for stint in graduated)
    return Indicator(
        "i06_los",
        "mean_median",
        sum(days),
        len(days),
        mean(values, 1),
        median(values, 1),
        "stint",
        uids,
        uids,
    )


def _gain(book: Book, graduated: list[Stint]) -> Indicator:
    gains: dict[str, Fraction] = {}
    for stint in graduated:
        first = book.first_visit(stint.enrolment_uid)
        last = last_visit_with(book, stint, lambda visit: visit.weight_g)
        if first is None or first.weight_g is None or last is None or last.weight_g is None:
            continue
        days = (last.visit_on - first.visit_on).days
        gain = gain_g_kg_day(first.weight_g, last.weight_g, days)
        if gain is not None:
            gains[stint.uid] = gain
    return sum_and_mean("i07_gain", gains)


def _attendance(book: Book, period: Period) -> Indicator:
    due = visits_due(book, period)
    return rate(
        "i08_attend", "appointment", [a.uid for a in due if book.kept(a)], [a.uid for a in due]
    )


def _coverage(
    book: Book, rows: Mapping[str, Row], period: Period, settings: TallySettings
) -> list[Indicator]:
    screened, at_risk = rows["m23_screened"], rows["m23_at_risk"]
    sent = sum(s.referred_inpatient for s in book.screenings if period.contains(s.scr_on))
    year = Period(period.back(11).first_on, period.last_on, period.calendar, period.label)
    caseload = tuple(stint.uid for stint in entered(book, year, NEW_TYPES))
    new = rows["m02_new_total"]
    return [
        rate_of_numbers(
            "k01_scr_cov",
            "screening",
            screened.number(),
            settings.infants_under_6m,
            screened.ids(),
        ),
        rate_of_numbers(
            "k02_at_risk", "screening", at_risk.number(), screened.number(), at_risk.ids()
        ),
        rate_of_numbers(
            "k03_enrol_ratio", "stint", new.number(), at_risk.number() - sent, new.ids()
        ),
        rate_of_numbers(
            "k04_caseload", "stint", len(caseload), settings.expected_caseload_12m, caseload
        ),
    ]


def _cohort(book: Book, period: Period) -> list[Indicator]:
    """k05 and k06, as of the last day of the month."""
    last = period.last_on
    stints = entered(book, period.back(COHORT_MONTHS_BACK), NEW_TYPES)
    members = [book.enrolments[s.enrolment_uid] for s in stints]

    def outcome(enrolment: Enrolment) -> str | None:
        ended = enrolment.outcome_on is not None and enrolment.outcome_on <= last
        return enrolment.outcome if ended else None

    def alive(enrolment: Enrolment) -> bool:
        birthday = six_month_birthday(book.infants[enrolment.infant_uid].born_on)
        return any(
            visit.kind != "absent" and birthday <= visit.visit_on <= last
            for visit in book.visits_of[enrolment.uid]
        )

    cohort = [e for e in members if outcome(e) != "transferred_mami"]
    uids = [e.uid for e in cohort]
    return [
        rate(
            "k05_6m_outcome", "enrolment", [e.uid for e in cohort if outcome(e) in GRADUATED], uids
        ),
        rate("k06_alive_6m", "enrolment", [e.uid for e in cohort if alive(e)], uids),
    ]


def _referrals_done(book: Book, period: Period) -> Indicator:
    """k18: urgent slips whose 14th day falls in the month."""
    wait = timedelta(days=ARRIVED_DAYS)
    urgent = [r for r in book.referrals if r.urgency in URGENT and period.contains(r.ref_on + wait)]
    arrived = [r for r in urgent if r.arrived_on is not None and r.arrived_on <= r.ref_on + wait]
    return rate("k18_ref_done", "referral", [r.uid for r in arrived], [r.uid for r in urgent])


def _traced(book: Book, period: Period) -> Indicator:
    """k19: by the first appointment of the month that was not kept; not_found is no finding."""
    missed: dict[str, date] = {}
    for appointment in visits_due(book, period):
        if not book.kept(appointment):
            missed.setdefault(appointment.enrolment_uid, appointment.scheduled_on)
    traced = [
        uid
        for uid, day in missed.items()
        if any(
            contact.result in FOUND and 0 <= (contact.attempted_on - day).days <= TRACED_DAYS
            for contact in book.contacts_of[uid]
        )
    ]
    return rate("k19_default_traced", "enrolment", traced, list(missed))


def _enrolled(book: Book, groups: Entries) -> list[Indicator]:
    new = groups.new
    ages = [Fraction((s.started_on - book.infant(s.enrolment_uid).born_on).days, 7) for s in new]
    weights = {s.uid: book.infant(s.enrolment_uid).birth_weight_g for s in new}
    known = {uid: weight for uid, weight in weights.items() if weight is not None}
    visits = {
        stint.uid: sum(1 for v in book.later_visits(stint.enrolment_uid, stint.ended_on) if v.seen)
        for stint in groups.graduated
    }
    counts = [Fraction(n) for n in visits.values()]
    return [
        Indicator(
            "k20_age_enrol",
            "median",
            None,
            len(new),
            None,
            median(ages, 1),
            "stint",
            denominator_ids=tuple(weights),
        ),
        rate(
            "k21_lbw_share",
            "stint",
            [uid for uid, weight in known.items() if weight < LOW_BIRTH_WEIGHT_G],
            list(known),
        ),
        Indicator(
            "k22_visits_per_ep",
            "mean",
            sum(visits.values()),
            len(visits),
            mean(counts, 1),
            None,
            "stint",
            tuple(visits),
            tuple(visits),
        ),
    ]

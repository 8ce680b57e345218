"""Indicators k07 to k16: how infants and mothers fared between visit 0 ("in") and exit ("out")."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from mami_desktop.pathway.facts import Book, Referral, Stint, Visit
from mami_desktop.pathway.tally_numbers import Indicator, rate, sum_and_mean
from mami_desktop.pathway.tally_rows import (
    Entries,
    Row,
    enrolments_by_mother,
    feeding_in,
    feeding_out,
    mothers_at_entry,
)
from mami_desktop.pathway.tally_settings import TallySettings

SOON_DAYS = 14
"""A mother is screened or referred within 14 days of enrolment."""

PHQ_BETTER_BY = 5
"""A PHQ-9 total at least 5 lower counts as better (programme default)."""


def growth(book: Book, completed: list[Stint]) -> list[Indicator]:
    """k07 and k08 by the stored z, in hundredths so that -2.00 is exactly -2."""
    low, well = [], []
    changes: dict[str, Fraction] = {}
    for stint in completed:
        first = book.first_visit(stint.enrolment_uid)
        last = last_visit_with(book, stint, lambda visit: visit.waz)
        if first is None or first.waz is None or last is None or last.waz is None:
            continue
        z_in, z_out = round(first.waz * 100), round(last.waz * 100)
        changes[stint.uid] = Fraction(z_out - z_in, 100)
        if z_in < -200:
            low.append(stint.uid)
            if z_out >= -200:
                well.append(stint.uid)
    return [rate("k07_waz_ok", "stint", well, low), sum_and_mean("k08_waz_change", changes)]


def feeding(book: Book, rows: Mapping[str, Row], groups: Entries) -> list[Indicator]:
    """k09 to k12: breast milk only at entry and exit, became so, suckling problem resolved."""
    became, others, solved, problems = [], [], [], []
    for stint in groups.completed:
        fed_in, fed_out = feeding_in(book, stint), feeding_out(book, stint)
        if fed_in is not None and fed_in != "exclusive_bf" and fed_out is not None:
            others.append(stint.uid)
            if fed_out == "exclusive_bf":
                became.append(stint.uid)
        first = book.first_visit(stint.enrolment_uid)
        if first is not None and first.bfa_suckling in ("not_effective", "not_suckling"):
            problems.append(stint.uid)
            last = last_visit_with(book, stint, lambda visit: visit.bfa_suckling)
            if last is not None and last.bfa_suckling == "effective":
                solved.append(stint.uid)
    entry, leave = rows["m20_ebf_in"], rows["m21_ebf_out"]
    return [
        rate("k09_ebf_enrol", "stint", entry.ids("total"), entry.ids("of")),
        rate("k10_ebf_exit", "stint", leave.ids("total"), leave.ids("of")),
        rate("k11_ebf_gain", "stint", became, others),
        rate("k12_bf_problem_solved", "stint", solved, problems),
    ]


def mothers(book: Book, groups: Entries, settings: TallySettings) -> list[Indicator]:
    """k13 to k16: mothers screened soon, feeling better, referred, no longer thin."""
    of_new = enrolments_by_mother(book, groups.new)
    _screened, positive = mothers_at_entry(book, groups.new)
    soon = [
        mother
        for mother, enrolments in of_new.items()
        if any(
            visit.mh_screened and _within(book, visit.visit_on, uid)
            for uid in enrolments
            for visit in book.visits_of[uid]
        )
    ]
    referred_from = [r for r in book.referrals if _for_wellbeing(r)]
    helped = [
        mother
        for mother in positive
        if any(
            r.enrolment_uid in of_new[mother] and _within(book, r.ref_on, r.enrolment_uid or "")
            for r in referred_from
        )
    ]
    return [
        rate("k13_mh_screen", "mother", soon, list(of_new)),
        _wellbeing_improved(book, groups.completed),
        rate("k15_mh_referred", "mother", helped, positive),
        _arm_recovered(book, groups.completed, settings.maternal_muac_cut),
    ]


def _within(book: Book, day: date, enrolment_uid: str) -> bool:
    """From the day of enrolment to 14 days later."""
    return 0 <= (day - book.enrolments[enrolment_uid].enrolled_on).days <= SOON_DAYS


def _for_wellbeing(referral: Referral) -> bool:
    return referral.to_service == "mental_health" and referral.who_is_referred in ("mother", "both")


def _wellbeing_improved(book: Book, completed: list[Stint]) -> Indicator:
    better, asked_again = [], []
    for stint in completed:
        first = book.first_visit(stint.enrolment_uid)
        screened = [
            v for v in book.later_visits(stint.enrolment_uid, stint.ended_on) if v.mh_screened
        ]
        if first is None or not first.mh_positive or not screened:
            continue
        asked_again.append(stint.uid)
        before, after = first.mh_phq_total, screened[-1].mh_phq_total
        dropped = before is not None and after is not None and before - after >= PHQ_BETTER_BY
        if not screened[-1].mh_positive or dropped:
            better.append(stint.uid)
    return rate("k14_mh_improve", "stint", better, asked_again)


def _arm_recovered(book: Book, completed: list[Stint], cut_mm: int) -> Indicator:
    thicker, thin = [], []
    for stint in completed:
        first = book.first_visit(stint.enrolment_uid)
        last = last_visit_with(book, stint, lambda visit: visit.mp_muac_mm)
        if first is None or first.mp_muac_mm is None or last is None or last.mp_muac_mm is None:
            continue
        if first.mp_muac_mm < cut_mm:
            thin.append(stint.uid)
            if last.mp_muac_mm >= cut_mm:
                thicker.append(stint.uid)
    return rate("k16_mat_muac", "stint", thicker, thin)


def last_visit_with(book: Book, stint: Stint, value: Callable[[Visit], object]) -> Visit | None:
    """The last visit after visit 0 and by the exit at which the value is known."""
    for visit in reversed(book.later_visits(stint.enrolment_uid, stint.ended_on)):
        if value(visit) is not None:
            return visit
    return None

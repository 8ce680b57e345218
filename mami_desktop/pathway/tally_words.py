"""The words of the monthly report, alike on screen, on paper and in the workbook."""

from dataclasses import dataclass
from typing import Literal

from mami_desktop.i18n import N_, Translator
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_numbers import Indicator
from mami_desktop.pathway.tally_rows import REASON

FEW_CASES_BELOW = 20
COUNTS_BELOW = 10
"""Below 10 counts instead of percentages, below 20 "few cases" (programme default)."""


@dataclass(frozen=True)
class RowWords:
    """How a row is called. ``rule``: what it counts, in words; ``sum_of``: rows that make it."""

    id: str
    number: str
    label: str
    rule: str
    look: Literal["plain", "sub", "total", "heading"] = "plain"
    sum_of: str = ""


ROWS = (
    RowWords(
        "m01_start",
        "1",
        N_("On the roll at start of month"),
        N_("Came before the first day, and did not leave before it."),
        "heading",
    ),
    RowWords(
        "m02_new_total",
        "2",
        N_("New enrolments"),
        N_("Enrolled in the month: first time, relapse, or sent by inpatient care."),
    ),
    RowWords(
        "m02a_new_first",
        "2a",
        N_("of which first time"),
        N_("New enrolments that are no relapse."),
        "sub",
    ),
    RowWords(
        "m02b_relapse",
        "2b",
        N_("of which relapse"),
        N_("Enrolled again here after leaving well or at the end of care."),
        "sub",
    ),
    RowWords(
        "m03_return_default",
        "3",
        N_("Returned after default"),
        N_("Back within 60 days after default, leaving the area or withdrawing."),
    ),
    RowWords(
        "m04_transfer_in",
        "4",
        N_("From other MAMI site"),
        N_("Came from another MAMI site in the month."),
    ),
    RowWords(
        "m05_return_inpatient",
        "5",
        N_("Back from inpatient"),
        N_("Sent to inpatient care from here, and seen here again in the month."),
    ),
    RowWords(
        "m06_total_in", "6", N_("Total in"), N_("Rows 2, 3, 4 and 5 together."), "total", "2+3+4+5"
    ),
    RowWords(
        "m07_graduated",
        "7",
        N_("Graduated or discharged well"),
        N_("Left in the month with problems resolved."),
    ),
    RowWords("m08_died", "8", N_("Died"), N_("Infants who died, by the day counted.")),
    RowWords(
        "m09_defaulted",
        "9",
        N_("Defaulted"),
        N_("Did not come back, by the day of the visit that completed the missed ones."),
    ),
    RowWords(
        "m10_nonresponse",
        "10",
        N_("Not recovered"),
        N_("Reached 6 months still at risk, or did not respond to care."),
    ),
    RowWords(
        "m11_discharges",
        "11",
        N_("Performance exits"),
        N_("Rows 7, 8, 9 and 10 together."),
        "total",
        "7+8+9+10",
    ),
    RowWords(
        "m12_to_mami",
        "12",
        N_("To other MAMI site"),
        N_("Moved to another MAMI site in the month."),
    ),
    RowWords(
        "m13_to_inpatient",
        "13",
        N_("Sent to inpatient"),
        N_("Sent to inpatient care, by the day of the slip."),
    ),
    RowWords(
        "m14_left",
        "14",
        N_("Left area, withdrew"),
        N_("Said that they move away, or wished to stop."),
    ),
    RowWords(
        "m15_total_out",
        "15",
        N_("Total out"),
        N_("Rows 11, 12, 13 and 14 together."),
        "total",
        "11+12+13+14",
    ),
    RowWords(
        "m16_end",
        "16",
        N_("On the roll at end"),
        N_("Came by the last day, and did not leave by it."),
        "total",
        "1+6\N{EN DASH}15",
    ),
    RowWords(
        "m17_visits_due",
        "17",
        N_("Visits due"),
        N_("Appointments that stood, on a day on the roll (the day of exit included)."),
    ),
    RowWords(
        "m18_visits_done",
        "18",
        N_("Visits made"),
        N_("Visits after the enrolment at which somebody was seen."),
    ),
    RowWords("m19_home_visits", "19", N_("Home visits"), N_("Visits made at home.")),
    RowWords(
        "m20_ebf_in",
        "20",
        N_("Breast milk only, at entry"),
        N_("New enrolments fed on breast milk only, of those whose feeding is known."),
    ),
    RowWords(
        "m21_ebf_out",
        "21",
        N_("Breast milk only, at exit"),
        N_("Exits of rows 7 and 10 fed on breast milk only when last asked before 6 months."),
    ),
    RowWords(
        "m22_mat_mh_screened",
        "22",
        N_("Mothers asked about wellbeing"),
        N_("Mothers of new enrolments asked at the first visit; a mother of twins counts once."),
    ),
    RowWords(
        "m22_mat_mh_positive",
        "22",
        N_("of which with concern"),
        N_("Mothers whose answers at the first visit call for support."),
        "sub",
    ),
    RowWords("m23_screened", "23", N_("Screened"), N_("From the screening tally.")),
    RowWords("m23_at_risk", "23", N_("Found at risk"), N_("From the screening tally.")),
    RowWords(
        "m24_linked",
        "24",
        N_("Handed over at 6 months"),
        N_("Exits of rows 7 and 10 with a service that goes on, of all of them."),
    ),
)

INDICATORS = {
    "i01_recovery": N_("Recovered"),
    "i02_death": N_("Died"),
    "i03_default": N_("Defaulted"),
    "i04_nonresp": N_("Not recovered"),
    "i05_transfer": N_("Sent to inpatient"),
    "i06_los": N_("Days in care"),
    "i07_gain": N_("Gain, g/kg/day"),
    "i08_attend": N_("Visits kept"),
    "k01_scr_cov": N_("Screening coverage"),
    "k02_at_risk": N_("At risk among screened"),
    "k03_enrol_ratio": N_("Enrolled of those found at risk"),
    "k04_caseload": N_("New in 12 months, of expected"),
    "k05_6m_outcome": N_("Well at 6 months (cohort)"),
    "k06_alive_6m": N_("Known alive at 6 months (cohort)"),
    "k07_waz_ok": N_("Weight-for-age recovered"),
    "k08_waz_change": N_("Change of weight-for-age"),
    "k09_ebf_enrol": N_("Breast milk only, entry"),
    "k10_ebf_exit": N_("Breast milk only, exit"),
    "k11_ebf_gain": N_("Became breast milk only"),
    "k12_bf_problem_solved": N_("Suckling problem resolved"),
    "k13_mh_screen": N_("Mothers asked within 14 days"),
    "k14_mh_improve": N_("Mothers feeling better"),
    "k15_mh_referred": N_("Mothers with concern, referred"),
    "k16_mat_muac": N_("Mothers no longer thin"),
    "k17_linked_6m": N_("Handed over at 6 months"),
    "k18_ref_done": N_("Urgent referrals that arrived"),
    "k19_default_traced": N_("Absent families reached"),
    "k20_age_enrol": N_("Age at enrolment, weeks (median)"),
    "k21_lbw_share": N_("Born under 2500 g"),
    "k22_visits_per_ep": N_("Visits per completed care"),
}

AGE_BANDS = {
    "0-1": "0\N{EN DASH}1",
    "2-3": "2\N{EN DASH}3",
    "4-5": "4\N{EN DASH}5",
    ">=6": "6+",
}

REASON_GROUPS = (
    (N_("low weight-for-age"), ("r_waz",)),
    (
        N_("low weight-for-length or arm, other growth"),
        ("r_wlz", "r_muac", "r_laz", "r_growth_falter", "r_oedema"),
    ),
    (N_("feeding difficulty or not breastfed"), ("r_feeding", "r_not_bf")),
    (N_("born early, small or as a twin"), ("r_lbw", "r_preterm", "r_multiple")),
    (N_("illness or disability"), ("r_clinical", "r_disability")),
    (
        N_("mother: thin, unwell, very young or away"),
        ("r_mat_mh", "r_mat_nut", "r_mat_adol", "r_mat_hiv", "r_mother_absent"),
    ),
    (N_("family situation, other reasons"), ("r_social", "r_other")),
)
"""Main reasons as they are shown: private ones (mental health, HIV, violence) never by name."""

DENOMINATORS = {
    "m11_discharges": N_("Rates are of row 11; transfers are not counted."),
    "m15_total_out": N_("Rates are of row 15; transfers are counted."),
}
SMALL_NUMBERS = N_("Under 10: counts, no percentages; under 20: few cases.")

SEVERITIES = {
    "block": N_("must be mended"),
    "warn": N_("look at it"),
    "info": N_("to know"),
    "ask": N_("to answer"),
    "supervisor": N_("for a supervisor"),
}


def reasons_shown(report: MonthReport) -> list[tuple[str, int, tuple[str, ...]]]:
    """Label, number and split columns of each group of main reasons; all of row 2 is in one."""
    row = report.rows["m02_new_total"]
    parts = row.parts(REASON)
    named = {code for _label, codes in REASON_GROUPS for code in codes}
    groups = [*REASON_GROUPS[:-1]]
    last_label, last_codes = REASON_GROUPS[-1]
    groups.append((last_label, (*last_codes, *(code for code in parts if code not in named))))
    return [
        (
            label,
            sum(parts[code].number for code in codes if code in parts),
            tuple(f"{REASON}:{code}" for code in codes if code in parts),
        )
        for label, codes in groups
    ]


def few_cases(one: Indicator) -> bool:
    """Whether an indicator rests on fewer than 20 cases."""
    return one.denominator is not None and one.denominator < FEW_CASES_BELOW


def shows_counts(one: Indicator) -> bool:
    """Whether counts stand in place of the percentage."""
    return one.form == "percent" and (one.denominator is None or one.denominator < COUNTS_BELOW)


def value_words(one: Indicator, t: Translator) -> str:
    """The indicator's value as people read it: a percentage, a mean, or counts under 10."""
    if one.form == "percent":
        return counts_words(one, t) if shows_counts(one) else percent_words(one, t)
    if one.form == "median":
        return t("none") if one.median is None else t.number(one.median, 1)
    if one.value is None:
        return t("none")
    decimals = 2 if one.id in ("i07_gain", "k08_waz_change") else 1
    return t.number(one.value, decimals)


def percent_words(one: Indicator, t: Translator) -> str:
    """82.4 %, or nothing where there is no denominator."""
    if one.value is None:
        return ""
    return t("{percent} %", percent=t.number(one.value, 1))


def counts_words(one: Indicator, t: Translator) -> str:
    """4 of 6; where the denominator is not known, the count alone."""
    if one.denominator is None:
        return t("{n} (of how many is not set)", n=one.numerator)
    return t("{n} of {all}", n=one.numerator, all=one.denominator)


def note_words(one: Indicator, t: Translator) -> str:
    """What stands beside a value: its counts or median, and whether the cases are few."""
    if one.form == "percent":
        note = "" if shows_counts(one) else counts_words(one, t)
    elif one.form == "mean_median" and one.median is not None:
        note = t("median {median}", median=t.number(one.median, 1))
    else:
        note = t("of {n}", n=one.denominator)
    if not few_cases(one):
        return note
    return t("{note}, few cases", note=note) if note else t("few cases")


def file_name(report: MonthReport, ending: str) -> str:
    """The name a report is proposed under: facility, month and revision, never a person."""
    code = "".join(c if c.isalnum() or c in "-_" else "_" for c in report.facility_code)
    month, revision = report.period.label.replace("-", ""), report.standing.revision
    return f"MAMI_{code}_{month}_r{revision}.{ending}"

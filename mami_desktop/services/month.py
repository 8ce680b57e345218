"""The monthly report of the register, and the pairs behind each of its numbers."""

from mami_desktop.i18n import Translator
from mami_desktop.models.queries.month_behind import (
    AbsenceLine,
    BehindLine,
    absence_before,
    behind_lines,
)
from mami_desktop.models.queries.month_facts import month_facts
from mami_desktop.pathway import tally
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_checks import Check, Standing
from mami_desktop.pathway.tally_rows import Cell
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.period import Period
from mami_desktop.reports.records import TallySheet
from mami_desktop.services.paper_frame import furniture
from mami_desktop.services.register_file import Work
from mami_desktop.services.roles import ROLE_NAMES
from mami_desktop.services.settings import load_settings

__all__ = [
    "AbsenceLine",
    "BehindLine",
    "MonthReport",
    "absence_behind",
    "behind",
    "behind_check",
    "behind_indicator",
    "month_report",
    "tally_sheet",
]


FORM_VERSION = "1.0"
"""Of the printed sheet; it moves when rows or their order do."""


def month_report(work: Work, period: Period) -> MonthReport:
    """The report of the month, counted now from what the register holds (a draft)."""
    facts = month_facts(work.session, work.facility_uid, work.facility.code, period)
    return tally.month_report(facts, period, tally_settings(work), Standing(today=work.today))


def tally_settings(work: Work) -> TallySettings:
    """What the facility set for its report."""
    settings = load_settings(work)
    return TallySettings(
        u6m_population=settings.u6m_population,
        population=settings.population,
        expected_caseload_12m=settings.expected_caseload_12m,
        maternal_muac_cut=settings.parameter(default_pathway(), "maternal_muac_cut"),
        due_day=settings.due_day,
    )


def tally_sheet(work: Work, report: MonthReport, t: Translator) -> TallySheet:
    """The report with all that stands around it on paper; whoever acts has prepared it."""
    facility = work.facility
    prepared_by = ""
    if work.actor is not None:
        role = t(ROLE_NAMES[work.actor.role])
        prepared_by = t("{name}, {role}", name=work.actor.name, role=role)
    return TallySheet(
        report,
        facility.name,
        facility.code,
        facility.admin1 or "",
        facility.admin2 or "",
        prepared_by,
        furniture(
            work,
            t,
            title=t("MAMI monthly report {month}", month=report.period.label),
            form=t("report form {version}", version=FORM_VERSION),
        ),
    )


def behind(work: Work, report: MonthReport, row_id: str, column: str = "total") -> list[BehindLine]:
    """The lines a number was counted from; as many as the number (of a screening row: its days)."""
    row = report.rows[row_id]
    cell = row.cells.get(column, Cell(0, ()))
    return behind_lines(work.session, work.facility_uid, row.kind, cell.ids)


def behind_indicator(
    work: Work, report: MonthReport, indicator_id: str, *, numerator: bool
) -> list[BehindLine]:
    """The lines an indicator's numerator or denominator was counted from."""
    one = report.indicators[indicator_id]
    uids = one.numerator_ids if numerator else one.denominator_ids
    return behind_lines(work.session, work.facility_uid, one.kind, uids)


def behind_check(work: Work, check: Check) -> list[BehindLine]:
    """The records that made a check fail; none where it is about numbers."""
    if check.kind is None:
        return []
    return behind_lines(work.session, work.facility_uid, check.kind, check.ids)


def absence_behind(work: Work, line: BehindLine) -> AbsenceLine:
    """Why a stay ended as default: the appointments missed and the attempts to reach the family."""
    if line.enrolment_uid is None or line.ended_on is None:
        return AbsenceLine((), ())
    return absence_before(work.session, work.facility_uid, line.enrolment_uid, line.ended_on)

"""The monthly report of one facility: rows, indicators and checks worked out from plain facts.

Definitions: the register's reading of the MAMI monthly report. Nothing here looks at a clock or a
database, so the same facts always give the same report.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mami_desktop.pathway import tally_checks as checks
from mami_desktop.pathway.facts import Book, MonthFacts
from mami_desktop.pathway.tally_checks import Check, Standing
from mami_desktop.pathway.tally_indicators import work_out
from mami_desktop.pathway.tally_numbers import Indicator
from mami_desktop.pathway.tally_record_checks import check_records
from mami_desktop.pathway.tally_rows import NEW_TYPES, Row, count_rows, entered, on_roll_at_end
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.period import Period

MONTHS_COMPARED = 3
"""c15 compares with the three months before."""


@dataclass(frozen=True)
class MonthReport:
    """One month of one facility; each number still knows the records behind it."""

    facility_code: str
    period: Period
    settings: TallySettings
    standing: Standing
    rows: Mapping[str, Row]
    indicators: Mapping[str, Indicator]
    checks: tuple[Check, ...]


def month_report(
    facts: MonthFacts, period: Period, settings: TallySettings, standing: Standing
) -> MonthReport:
    """Count the month. ``facts`` hold the facility's own lines only, and all that bear on it."""
    book = Book(facts)
    rows = count_rows(book, period)
    return MonthReport(
        facts.facility_code,
        period,
        settings,
        standing,
        rows,
        work_out(book, rows, period, settings),
        _checks(book, facts, rows, period, settings, standing),
    )


def _checks(
    book: Book,
    facts: MonthFacts,
    rows: Mapping[str, Row],
    period: Period,
    settings: TallySettings,
    standing: Standing,
) -> tuple[Check, ...]:
    numbers = checks.printed(rows)
    submitted = standing.previous_end is not None
    previous = standing.previous_end or _live_end(book, facts, period.previous())
    step_down = sum(
        1 for s in entered(book, period, NEW_TYPES) if s.entry_type == "step_down_inpatient"
    )
    lines = sum(1 for line in book.screenings if period.contains(line.scr_on))
    by_id = {
        check.id: check
        for check in (
            checks.balance(numbers),
            checks.start_is_previous_end(numbers, previous, submitted=submitted),
            checks.sexes_add_up(numbers),
            checks.splits_add_up(numbers),
            checks.exits_possible(numbers),
            checks.screening_possible(numbers, step_down, lines),
            *check_records(book, period),
            checks.zero_is_true(numbers, confirmed=standing.zero_confirmed),
            checks.no_sudden_change(
                rows["m02_new_total"].number(), _new_before(book, facts, period)
            ),
            checks.on_time(period, settings.due_day, standing),
            checks.recount_not_asked(),
        )
    }
    return tuple(by_id[uid] for uid in sorted(by_id))


def _exists(facts: MonthFacts, period: Period) -> bool:
    """Whether the register had begun by the end of the period."""
    return facts.begun_on is not None and facts.begun_on <= period.last_on


def _live_end(book: Book, facts: MonthFacts, period: Period) -> Mapping[str, int] | None:
    if not _exists(facts, period):
        return None
    sexes = [book.infant(s.enrolment_uid).sex for s in on_roll_at_end(book, period)]
    return {"m": sexes.count("male"), "f": sexes.count("female"), "total": len(sexes)}


def _new_before(book: Book, facts: MonthFacts, period: Period) -> list[int] | None:
    """New enrolments of the three months before, oldest first; None if one does not exist."""
    if not _exists(facts, period.back(MONTHS_COMPARED)):
        return None
    return [
        len(entered(book, period.back(months), NEW_TYPES))
        for months in range(MONTHS_COMPARED, 0, -1)
    ]

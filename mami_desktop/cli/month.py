"""The command tally: the monthly report as text, JSON, PDF or workbook."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from mami_desktop.cli.common import Commands, add_force, the_actor, the_register
from mami_desktop.files import refuse_target
from mami_desktop.i18n import _, current
from mami_desktop.period import gregorian_month

if TYPE_CHECKING:
    from mami_desktop.pathway.tally import MonthReport


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``tally``."""
    tally = commands.add_parser("tally", parents=[shared], help=_("the monthly report"))
    tally.add_argument("--month", required=True, metavar="YYYY-MM")
    tally.add_argument("--json", action="store_true", help=_("print one JSON document"))
    tally.add_argument("--pdf", type=Path, metavar="F", help=_("write the A4 report"))
    tally.add_argument("--xlsx", type=Path, metavar="F", help=_("write the report as a workbook"))
    add_force(tally)
    tally.set_defaults(run=_tally)


def _tally(options: argparse.Namespace) -> int:
    from mami_desktop.services.month import month_report, tally_sheet

    period = gregorian_month(options.month)
    for output in filter(None, (options.pdf, options.xlsx)):
        refuse_target(output, force=options.force)
    with the_register(options) as register, register.reading(the_actor(register)) as work:
        report = month_report(work, period)
        sheet = tally_sheet(work, report, current())
    if options.pdf:
        from mami_desktop.reports.monthly_tally import monthly_tally_pdf

        monthly_tally_pdf(options.pdf, sheet, current(), force=options.force)
    if options.xlsx:
        from mami_desktop.reports.tally_xlsx import monthly_tally_xlsx

        monthly_tally_xlsx(options.xlsx, sheet, current(), force=options.force)
    if options.json:
        from mami_desktop.pathway.tally_json import report_json

        print(json.dumps(report_json(report, current()), ensure_ascii=False))
    elif not (options.pdf or options.xlsx):
        _print_rows(report)
    return 0


def _print_rows(report: "MonthReport") -> None:
    """The rows for a person at a terminal: id, boys, girls, total, words."""
    from mami_desktop.pathway.tally_words import ROWS

    for words in ROWS:
        row = report.rows[words.id]
        numbers = [row.cells.get(column) for column in ("m", "f", "total", "of")]
        cells = "".join(f"{'' if cell is None else cell.number:>6}" for cell in numbers)
        print(f"{words.id:<22}{cells}  {_(words.label)}")

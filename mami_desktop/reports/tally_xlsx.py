"""The monthly report as a workbook: rows, indicators and checks, each on a sheet that prints."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from mami_desktop.files import write_aside
from mami_desktop.i18n import Translator
from mami_desktop.pathway import tally_words as words
from mami_desktop.pathway.tally_rows import AGE, EXIT_BANDS
from mami_desktop.reports.records import TallySheet
from mami_desktop.reports.register_xlsx import safe_text

BOLD = Font(name="Calibri", size=11, bold=True)
SHADE = PatternFill("solid", fgColor="EDF0F3")
RULE = Border(bottom=Side("thin", color="8B959E"))
TITLE_LINES = 4


def monthly_tally_xlsx(
    path: Path, sheet: TallySheet, t: Translator, *, force: bool = False
) -> None:
    """Write the workbook: it appears whole or not at all. UserError as for ``write_aside``.

    The first column of each sheet holds the stable ids (m01_start, i01_recovery, c01), which are
    never translated.
    """
    book = Workbook()
    del book["Sheet"]
    _rows(book, sheet, t)
    _indicators(book, sheet, t)
    _checks(book, sheet, t)
    with write_aside(path, force=force) as aside:
        book.save(aside)
    book.close()


def _rows(book: Any, sheet: TallySheet, t: Translator) -> None:
    page = _page(
        book,
        t("Rows"),
        sheet,
        t,
        [
            "id",
            t("Row"),
            "",
            t("Boys"),
            t("Girls"),
            t("Total"),
            t("of"),
            *(t("{band} months", band=band) for band in words.AGE_BANDS.values()),
        ],
        [22, 6, 42, 9, 9, 9, 9, 12, 12, 12, 12],
    )
    for row in words.ROWS:
        counted = sheet.report.rows[row.id]
        ages = counted.parts(AGE)
        numbers = [
            counted.number(column) if column in counted.cells else None
            for column in ("m", "f", "total", "of")
        ]
        bands = [ages[band].number if band in ages else None for band in EXIT_BANDS]
        label = t(row.label)
        if row.sum_of:
            label = t("{row} ({sum})", row=label, sum=row.sum_of)
        strong = row.look in ("total", "heading")
        _line(page, [row.id, row.number, label, *numbers, *bands], strong=strong)
    page.append([])
    _line(page, ["", "", t("New enrolments by main reason")], strong=True)
    for label, number, _columns in words.reasons_shown(sheet.report):
        _line(page, ["", "", t(label), None, None, number])


def _indicators(book: Any, sheet: TallySheet, t: Translator) -> None:
    page = _page(
        book,
        t("Indicators"),
        sheet,
        t,
        ["id", "", t("Numerator"), t("Denominator"), t("Percent"), t("Mean"), t("Median"), ""],
        [22, 36, 13, 15, 10, 10, 10, 16],
    )
    for one in sheet.report.indicators.values():
        percent = one.value if one.form == "percent" else None
        mean = one.value if one.form in ("mean", "mean_median") else None
        note = t("few cases") if words.few_cases(one) else ""
        label = t(words.INDICATORS[one.id])
        numbers = [one.numerator, one.denominator, percent, mean, one.median]
        _line(page, [one.id, label, *numbers, note])
    page.append([])
    _line(page, ["", t(words.DENOMINATORS[sheet.report.settings.denominator])])


def _checks(book: Any, sheet: TallySheet, t: Translator) -> None:
    page = _page(book, t("Checks"), sheet, t, ["id", t("Kind"), t("In order"), ""], [8, 18, 12, 90])
    for check in sheet.report.checks:
        kind = t(words.SEVERITIES[check.severity])
        answer = t("yes") if check.ok else t("no")
        _line(page, [check.id, kind, answer, check.sentence.words(t)], strong=not check.ok)


def _page(
    book: Any,
    name: str,
    sheet: TallySheet,
    t: Translator,
    header: list[str],
    widths: list[int],
) -> Any:
    report = sheet.report
    page = book.create_sheet(name)
    state = t("draft, counted {date}; not sent yet", date=t.date(report.standing.today))
    facility = f"{sheet.facility_name}, {sheet.facility_code}"
    training = t("TRAINING DATA, invented") if sheet.furniture.training else ""
    _line(page, [t("MAMI monthly report"), None, report.period.label], strong=True)
    _line(page, [facility, None, training])
    _line(page, [state])
    _line(page, header, strong=True)
    for cell in page[TITLE_LINES]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = f"A{TITLE_LINES + 1}"
    page.print_title_rows = f"1:{TITLE_LINES}"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = page.page_setup.fitToHeight = 1
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "&P / &N"
    return page


def _line(page: Any, values: Sequence[str | int | float | None], *, strong: bool = False) -> None:
    place = page.max_row + 1 if page.max_row > 1 or page.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell = page.cell(place, column)
        cell.value = safe_text(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula, whatever a name begins with
            cell.alignment = Alignment(vertical="top")
        if strong:
            cell.font = BOLD
    if strong:
        for column in range(1, len(values) + 1):
            page.cell(place, column).fill = SHADE
            page.cell(place, column).border = RULE

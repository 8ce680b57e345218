"""The monthly report on paper and as a workbook, read back."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from mami_desktop.errors import UserError
from mami_desktop.i18n import translator
from mami_desktop.pathway.tally_words import (
    INDICATORS,
    REASON_GROUPS,
    ROWS,
    file_name,
    reasons_shown,
)
from mami_desktop.reports.monthly_tally import monthly_tally_pdf
from mami_desktop.reports.records import Furniture, TallySheet
from mami_desktop.reports.tally_xlsx import monthly_tally_xlsx
from tests.month.making import Making

EN = translator("en")
FURNITURE = Furniture(
    "MAMI monthly report 2026-10",
    "Example Health Post 01, EX01",
    datetime(2026, 11, 3, 9, 14),
    "N. Sample, nurse",
    "report form 1.0",
    "pathway mami 1.0",
    True,
)


@pytest.fixture
def sheet() -> TallySheet:
    book = Making()
    for day in range(1, 8):
        book.pair("female", ("new", f"2026-09-{day:02d}", "graduated", "2026-10-20"))
    book.pair("male", ("new", "2026-09-08", "defaulted", "2026-10-20"))
    for day in range(10, 14):
        book.pair("male", ("new", f"2026-09-{day:02d}", None, None))
    book.pair("male", ("new", "2026-10-08", None, None), age_months=1, main_reason="r_mat_hiv")
    book.pair("female", ("relapse", "2026-10-09", None, None), age_months=5)
    place = ("Example Health Post 01", "EX01", "North", "River", "N. Sample, nurse")
    return TallySheet(book.report(), *place, FURNITURE)


def text_of(path: Path) -> str:
    [page] = PdfReader(path).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    return " ".join(page.extract_text().split())


def test_the_sheet_says_everything_on_one_page(sheet: TallySheet, tmp_path: Path) -> None:
    path = tmp_path / "tally.pdf"
    monthly_tally_pdf(path, sheet, EN)
    text = text_of(path)
    for said in (
        "MAMI monthly report",
        "October 2026",
        "draft, counted 31 Oct 2026; not sent yet",
        "due 5 Nov 2026",
        "Example Health Post 01, EX01",
        "On the roll at start of month 5 7 12",
        "New enrolments 1 1 2 1 0 1 -",
        "of which relapse 0 1 1",
        "Graduated or discharged well 0 7 7 0 7 0 0",
        "Died 0 0 0 0 0 0 0",
        "12 + 2 \N{EN DASH} 8 = 6",
        "boys (5+1\N{EN DASH}1=5), girls (7+1\N{EN DASH}7=1)",
        "sum = row 2",
        "7 of 8",
        "Rates are of row 11; transfers are not counted.",
        "Checks: 16 of 17 in order. Open, c08: On the roll, but neither seen nor expected",
        "page 1 of 1",
        "TRAINING DATA",
        "Received at district",
    ):
        assert said in text, said


def test_private_reasons_are_never_named(sheet: TallySheet, tmp_path: Path) -> None:
    path = tmp_path / "tally.pdf"
    monthly_tally_pdf(path, sheet, EN)
    text = text_of(path).casefold()
    assert "mother: thin, unwell, very young or away 1" in text
    for word in ("hiv", "violence", "mental"):
        assert word not in text


def test_every_main_reason_is_in_one_group(sheet: TallySheet) -> None:
    codes = [code for _label, group in REASON_GROUPS for code in group]
    assert len(codes) == len(set(codes)) == 20
    shown = reasons_shown(sheet.report)
    assert sum(number for _label, number, _columns in shown) == 2


def test_an_unknown_main_reason_still_counts_in_the_sum() -> None:
    book = Making()
    book.pair("female", ("new", "2026-10-02", None, None), main_reason="r_country")
    assert [number for _l, number, _c in reasons_shown(book.report())][-1] == 1


def test_ten_cases_show_a_percentage_and_few_cases(sheet: TallySheet, tmp_path: Path) -> None:
    book = Making()
    for day in range(1, 12):
        code = "graduated" if day < 9 else "died"
        book.pair("female", ("new", f"2026-09-{day:02d}", code, "2026-10-20"))
    path = tmp_path / "tally.pdf"
    monthly_tally_pdf(path, replace(sheet, report=book.report()), EN)
    text = text_of(path)
    assert "72.7 % 8 of 11, few cases" in text


def test_a_report_that_does_not_add_up_says_so(sheet: TallySheet, tmp_path: Path) -> None:
    rows = dict(sheet.report.rows)
    rows["m16_end"] = rows["m01_start"]
    checks = tuple(replace(c, ok=c.id != "c01") for c in sheet.report.checks)
    wrong = replace(sheet, report=replace(sheet.report, rows=rows, checks=checks))
    path = tmp_path / "tally.pdf"
    monthly_tally_pdf(path, wrong, EN)
    text = text_of(path)
    assert "does not hold" in text
    assert "Adds up" not in text


def test_an_existing_file_is_not_replaced(sheet: TallySheet, tmp_path: Path) -> None:
    path = tmp_path / "tally.pdf"
    path.write_text("mine")
    for write in (monthly_tally_pdf, monthly_tally_xlsx):
        with pytest.raises(UserError, match="is there already"):
            write(path, sheet, EN)
    assert path.read_text() == "mine"


def test_the_workbook_holds_every_row_indicator_and_check(
    sheet: TallySheet, tmp_path: Path
) -> None:
    path = tmp_path / "tally.xlsx"
    monthly_tally_xlsx(path, replace(sheet, facility_name="=1+1"), EN)
    book = load_workbook(path)
    rows, indicators, checks = book.worksheets
    by_id = {line[0]: line for page in book for line in page.iter_rows(values_only=True)}
    assert {row.id for row in ROWS} <= set(by_id)
    assert set(INDICATORS) <= set(by_id)
    assert {f"c{n:02d}" for n in range(1, 18)} <= set(by_id)
    assert by_id["m02_new_total"][3:11] == (1, 1, 2, None, 1, 0, 1, None)
    assert by_id["m20_ebf_in"][3:7] == (None, None, 0, 0)
    assert by_id["i01_recovery"][2:5] == (7, 8, 87.5)
    assert rows["A2"].value == "=1+1, EX01"
    assert rows["A2"].data_type == "s"
    assert rows.freeze_panes == "A5"
    assert indicators.page_setup.orientation == checks.page_setup.orientation == "landscape"
    book.close()


def test_the_file_name_names_facility_and_month_only() -> None:
    report = replace(Making().report(), facility_code="EX/01")
    assert file_name(report, "pdf") == "MAMI_EX_01_202610_r0.pdf"

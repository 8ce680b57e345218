"""The report of a real register, in a file and on a server, and the pairs behind its numbers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mami_desktop.i18n import translator
from mami_desktop.pathway.tally_json import report_json
from mami_desktop.period import gregorian_month
from mami_desktop.services.month import (
    absence_behind,
    behind,
    behind_check,
    behind_indicator,
    month_report,
    tally_sheet,
)
from mami_desktop.services.register_file import RegisterFile
from tests.month.filled_register import fill_register

DATA = Path(__file__).parent.parent / "data" / "month"
WORKBOOK = DATA / "example_register.xlsx"
EXPECTED: dict[str, Any] = json.loads((DATA / "example_register.expected.json").read_text())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RegisterFile]:
    if request.param == "sqlite":
        where, drop = str(tmp_path_factory.mktemp("month") / "example.mami"), None
    else:
        server = request.getfixturevalue("postgres_server")
        drop = server.new_database()
        where = server.url(drop)
    opened = fill_register(where, WORKBOOK, EXPECTED["facility_code"])
    yield opened
    opened.close()
    if drop:
        server.drop_database(drop)


@pytest.mark.parametrize("month", EXPECTED["months"])
def test_each_month_is_counted_from_the_register(register: RegisterFile, month: str) -> None:
    with register.reading() as work:
        report = month_report(work, gregorian_month(month))
    document = json.loads(json.dumps(report_json(report, translator("en"))))
    expected = EXPECTED["months"][month]
    assert {key: document[key] for key in expected} == expected
    assert (document["state"], document["revision"]) == ("draft", 0)


def test_every_number_opens_as_many_lines_as_it_counts(register: RegisterFile) -> None:
    with register.reading() as work:
        report = month_report(work, gregorian_month("2024-09"))
        for row in report.rows.values():
            for column, cell in row.cells.items():
                lines = behind(work, report, row.id, column)
                assert len(lines) == len(cell.ids), (row.id, column)
                if row.kind == "screening":
                    counted = "screened" if row.id == "m23_screened" else "at_risk"
                    if column == "total":
                        assert sum(getattr(line, counted) for line in lines) == cell.number
                    continue
                assert len(lines) == cell.number
                assert all(line.infant_uid and line.caregiver_name for line in lines)
                if column in ("m", "f"):
                    assert {line.sex for line in lines} <= {"male" if column == "m" else "female"}
        for one in report.indicators.values():
            lines = behind_indicator(work, report, one.id, numerator=True)
            assert len(lines) == len(one.numerator_ids)
        for check in report.checks:
            assert len(behind_check(work, check)) == len(check.ids)


def test_a_default_tells_the_misses_that_made_it(register: RegisterFile) -> None:
    told = 0
    for month in EXPECTED["months"]:
        with register.reading() as work:
            report = month_report(work, gregorian_month(month))
            for line in behind(work, report, "m09_defaulted"):
                absence = absence_behind(work, line)
                assert line.exit_code == "defaulted"
                assert line.ended_on is not None
                assert all(day <= line.ended_on for day in absence.missed_on)
                told += bool(absence.missed_on)
    assert told


def test_an_empty_month_asks_whether_it_is_a_true_zero(register: RegisterFile) -> None:
    with register.reading() as work:
        report = month_report(work, gregorian_month("2020-01"))
        assert behind(work, report, "m02_new_total") == []
    assert {cell.number for row in report.rows.values() for cell in row.cells.values()} == {0}
    failing = [check.id for check in report.checks if not check.ok]
    assert failing == ["c14", "c16"]
    assert not next(check for check in report.checks if check.id == "c02").judged


def test_the_sheet_names_who_prepared_it_and_where(register: RegisterFile) -> None:
    [person] = register.users()
    with register.reading(person) as work:
        sheet = tally_sheet(work, month_report(work, gregorian_month("2024-09")), translator("en"))
    assert (sheet.facility_code, sheet.region, sheet.district) == ("EX01", "North", "River")
    assert sheet.prepared_by == "N. Sample, in-charge"
    assert sheet.furniture.training
    with register.reading() as work:
        sheet = tally_sheet(work, month_report(work, gregorian_month("2024-09")), translator("en"))
    assert sheet.prepared_by == ""

"""The invented example register: every month of it gives the report that stands beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from mami_desktop.i18n import translator
from mami_desktop.pathway.facts import MonthFacts
from mami_desktop.pathway.tally import month_report
from mami_desktop.pathway.tally_checks import Standing
from mami_desktop.pathway.tally_json import report_json
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.period import gregorian_month
from tests.month.workbook_facts import facts_from, read_sheets, z_scores

DATA = Path(__file__).parent.parent / "data" / "month"
WORKBOOK = DATA / "example_register.xlsx"
EXPECTED: dict[str, Any] = json.loads((DATA / "example_register.expected.json").read_text())


@pytest.fixture(scope="module")
def facts() -> MonthFacts:
    return facts_from(WORKBOOK, EXPECTED["facility_code"])


@pytest.mark.parametrize("month", EXPECTED["months"])
def test_each_month_is_counted_as_expected(facts: MonthFacts, month: str) -> None:
    period = gregorian_month(month)
    report = month_report(facts, period, TallySettings(), Standing(today=period.last_on))
    document = json.loads(json.dumps(report_json(report, translator("en"))))
    expected = EXPECTED["months"][month]
    assert document["facility_code"] == EXPECTED["facility_code"]
    assert document["month"] == month
    assert {key: document[key] for key in expected} == expected
    assert [check["id"] for check in document["checks"]] == [f"c{n:02d}" for n in range(1, 18)]
    by_id = {check["id"]: check["ok"] for check in document["checks"]}
    assert all(by_id[uid] for uid in ("c01", "c02", "c03", "c04", "c05", "c09"))


def test_z_scores_worked_out_again_are_those_of_the_workbook() -> None:
    sheets = read_sheets(WORKBOOK)
    infants = {line["infant_uid"]: line for line in sheets["infants"]}
    for visit in sheets["visits"]:
        z = z_scores(visit, infants[visit["infant_uid"]])
        assert z == tuple(visit[name] for name in ("waz", "laz", "wlz")), visit["visit_uid"]
